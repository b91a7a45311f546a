//! From a wish to an agreement: the forms' pages, "check your answers", the code, and the POST that
//! binds. `/plans`, `/extensions`, `/promises`, `/settlements`, `/code`.

use super::error::Failure;
use super::fields::{Fields, delay_of};
use super::pay::see_other;
use super::visit::{self, Visit};
use super::{wishes, wishes_plan};
use crate::agree::accept::{Acceptance, Code, Seen, Way, accept, see_in};
use crate::agree::revise;
use crate::agree::terms::fingerprint;
use crate::agree::wording::shortened;
use crate::agree::{Refusal, Wish};
use crate::ids::{Token, TokenHash};
use crate::jobs::Work;
use crate::offers::{self, Affairs};
use crate::store::agreements;
use crate::store::proofs::{self, Holder};
use app::domain::agreement::Terms;
use app::domain::date::{Date, add_days};
use app::domain::id::{AgreementId, InvoiceId, ProofId, RequestId};
use app::domain::plan::{Pace, PlanWish};
use app::domain::policy::Granted;
use app::pages;
use app::portal::{AgreementKind, CheckNext, CheckView, CodeTrouble, CodeView, FieldWrong, Problem, Wrong};
use axum::extract::RawForm;
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use std::sync::Arc;

/// What is wished for: one form each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plan,
    Extension,
    Promise,
    Settlement,
}

impl Form {
    const ALL: [Self; 4] = [Self::Plan, Self::Extension, Self::Promise, Self::Settlement];

    /// Where its POST goes; its page is `/new` below.
    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::Plan => "/plans",
            Self::Extension => "/extensions",
            Self::Promise => "/promises",
            Self::Settlement => "/settlements",
        }
    }

    pub(super) fn page(self) -> String {
        format!("{}/new", self.action())
    }

    pub(super) const fn kind(self) -> AgreementKind {
        match self {
            Self::Plan => AgreementKind::Plan,
            Self::Extension => AgreementKind::Extension,
            Self::Promise => AgreementKind::Promise,
            Self::Settlement => AgreementKind::Settlement,
        }
    }
}

/// Something binding that a code is asked for: where it posts to, and the page before it.
pub(super) struct Binding {
    action: String,
    page: String,
    /// Does the page before take the wish and `check=1`?
    checks: bool,
}

impl From<Form> for Binding {
    fn from(form: Form) -> Self {
        Self { action: form.action().to_owned(), page: form.page(), checks: true }
    }
}

impl Binding {
    /// Accepting what was offered instead of what was asked for.
    pub(super) fn answer(request: RequestId) -> Self {
        Self { action: format!("/requests/{request}/accept"), page: format!("/requests/{request}"), checks: false }
    }

    /// Only what a page of ours says: the address comes from outside.
    fn read(action: &str) -> Option<Self> {
        let form = Form::ALL.into_iter().find(|form| form.action() == action).map(Self::from);
        let request = || action.strip_prefix("/requests/")?.strip_suffix("/accept")?.parse().ok().map(Self::answer);
        form.or_else(request)
    }

    fn back_href(&self, fields: &Fields) -> String {
        if self.checks { fields.wish().with("check", "1").address(&self.page) } else { self.page.clone() }
    }
}

/// What a debtor owes and may choose now, for a page.
pub(super) async fn affairs(visit: &Visit) -> Result<Affairs, Failure> {
    let now = visit.house.clock.now();
    let mut db = visit.house.store.read().await?;
    Ok(offers::situation_of(&mut db, &visit.house, &visit.creditor, visit.debtor.id, now).await?)
}

/// As [`affairs`]; with what is left of the plan that the fields are about, where they are about one.
async fn affairs_for(visit: &Visit, fields: &Fields) -> Result<Affairs, Failure> {
    let mut affairs = affairs(visit).await?;
    if let Ok(id) = fields.get("of").parse() {
        let mut db = visit.house.store.read().await?;
        revise::load(&mut db, &visit.creditor, &visit.debtor, id, &mut affairs).await?;
    }
    Ok(affairs)
}

/// By when a person answers.
pub(super) fn answer_by(visit: &Visit, affairs: &Affairs) -> Date {
    let days = u32::from(affairs.owed.version.policy.answer_days);
    add_days(visit.today, days).unwrap_or(visit.today)
}

/// The wish that the fields spell.
pub(super) fn wish_of(form: Form, visit: &Visit, affairs: &Affairs, fields: &Fields) -> Result<Wish, Vec<FieldWrong>> {
    let wrong = |field, why| FieldWrong { field, why };
    let nothing = |field| vec![wrong(field, Wrong::NothingChosen)];
    let invoices = fields.invoices().map_err(|_| nothing("invoice"))?;
    match form {
        Form::Plan => plan_wish(visit, affairs, fields, invoices),
        Form::Extension => {
            let invoice = *invoices.first().ok_or_else(|| nothing("invoice"))?;
            let by = delay_of(fields.get("by")).ok_or_else(|| nothing("by"))?;
            Ok(Wish::Extension { invoice, by })
        }
        Form::Promise => {
            let mut faults = Vec::new();
            let currency = fields.get("currency").parse().map_err(|_| nothing("amount"))?;
            let amount = visit.pen.style(currency).parse(fields.get("amount"));
            let amount = amount.map_err(|error| faults.push(wrong("amount", Wrong::Amount(error))));
            let date = fields.get("date").parse().map_err(|_| faults.push(wrong("date", Wrong::Date)));
            match (amount, date) {
                (Ok(amount), Ok(date)) => Ok(Wish::Promise { amount, date }),
                _ => Err(faults),
            }
        }
        Form::Settlement => {
            let invoice = *invoices.first().ok_or_else(|| nothing("invoice"))?;
            Ok(Wish::Settlement { invoice })
        }
    }
}

fn plan_wish(
    visit: &Visit,
    affairs: &Affairs,
    fields: &Fields,
    invoices: Vec<InvoiceId>,
) -> Result<Wish, Vec<FieldWrong>> {
    let mut faults = Vec::new();
    let mut wrong = |field, why| faults.push(FieldWrong { field, why });
    let first_chosen = affairs.debts.iter().find(|debt| invoices.is_empty() || invoices.contains(&debt.invoice));
    let Some(currency) = first_chosen.map(|debt| debt.balance.currency()) else {
        wrong("invoice", Wrong::NothingChosen);
        return Err(faults);
    };
    let style = visit.pen.style(currency);
    let pace = if fields.get("how") == "each" {
        style.parse(fields.get("each")).map(Pace::Each).map_err(|error| wrong("each", Wrong::Amount(error))).ok()
    } else {
        fields.get("count").parse().map(Pace::Count).map_err(|_| wrong("count", Wrong::Number)).ok()
    };
    let first = fields.get("first").parse().map_err(|_| wrong("first", Wrong::Date)).ok();
    let frequency = serde_json::from_value(serde_json::Value::String(fields.get("frequency").to_owned()));
    let frequency = frequency.map_err(|_| wrong("frequency", Wrong::NothingChosen)).ok();
    let down = match fields.get("down") {
        "" => Some(None),
        typed => match style.parse(typed) {
            Ok(down) => Some(Some(down).filter(|down| !down.is_zero())),
            Err(error) => {
                wrong("down", Wrong::Amount(error));
                None
            }
        },
    };
    match (pace, first, frequency, down) {
        (Some(pace), Some(first), Some(frequency), Some(down)) => {
            let wish = PlanWish { pace, first, frequency, down };
            Ok(match &affairs.running {
                Some(left) => Wish::Reschedule { agreement: left.agreed.id, wish },
                None => Wish::Plan { invoices, wish },
            })
        }
        _ => Err(faults),
    }
}

/// `GET /plans/new` and its like: the form; with `check=1` and everything right, what would be agreed.
async fn new(form: Form, visit: Visit, uri: &Uri) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let affairs = affairs_for(&visit, &fields).await?;
    if fields.has("check") {
        let checked = wish_of(form, &visit, &affairs, &fields)
            .ok()
            .and_then(|wish| see_in(affairs.clone(), &visit.creditor, &visit.pen, &wish).ok());
        if let Some(seen) = checked {
            let reasons = form == Form::Promise || seen.drawn.granted == Granted::Automatically || fields.has("reason");
            if reasons || form == Form::Plan {
                return Ok(check_page(form, &visit, &fields, &seen));
            }
        }
    }
    wishes::page(form, &visit, affairs, &fields)
}

fn check_page(form: Form, visit: &Visit, fields: &Fields, seen: &Seen) -> Response {
    let form_key = visit.house.ids.token().reveal().to_owned();
    let sent = fields.wish().with("form_key", &form_key).with("seen", &seen.fingerprint);
    let schedule = match &seen.drawn.terms {
        Terms::Plan(terms) => Some(wishes_plan::schedule(&visit.pen, &terms.plan, &[])),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    };
    let view = CheckView {
        kind: form.kind(),
        action: form.action().to_owned(),
        hidden: sent.hidden(),
        rows: seen.said.rows.clone(),
        text: seen.said.text.clone(),
        if_not: seen.said.if_not.clone(),
        schedule,
        change_href: fields.wish().address(&form.page()),
        next: next(visit, seen),
        changed: fields.has("changed"),
    };
    visit.page(|frame| pages::check(frame, view))
}

fn next(visit: &Visit, seen: &Seen) -> CheckNext {
    let address = visit.debtor.email.as_deref().filter(|_| visit.house.mailer.is_set_up());
    match (seen.drawn.granted, seen.drawn.terms.needs_proof(), address) {
        (Granted::Automatically, false, _) => CheckNext::Agreed,
        (Granted::Automatically, true, Some(address)) => CheckNext::Code { address: shortened(address) },
        // Who cannot be sent a code is known to a person.
        (Granted::Automatically, true, None) | (Granted::OnRequest, _, _) => {
            CheckNext::Asked { answer_by: visit.pen.date(answer_by(visit, &seen.affairs)) }
        }
    }
}

/// `POST /plans` and its like.
async fn bind(form: Form, visit: Visit, headers: &HeaderMap, body: &[u8]) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let fields = Fields::read(body)?;
    let form_key = fields.form_key()?;
    let tokens = tokens(&visit, headers, &form_key)?;
    if let Some(before) = sent_before(&visit, &form_key, fields.get("seen")).await? {
        return Ok(made(&visit, before, fields.has("code").then_some(&tokens.1)));
    }
    let affairs = affairs_for(&visit, &fields).await?;
    let again = || see_other(&fields.wish().with("check", "1").with("changed", "1").address(&form.page()));
    let wish = wish_of(form, &visit, &affairs, &fields).ok();
    let seen = wish.and_then(|wish| Some((see_in(affairs, &visit.creditor, &visit.pen, &wish).ok()?, wish)));
    let Some((seen, wish)) = seen.filter(|(seen, _)| seen.fingerprint == fields.get("seen")) else {
        // The same form, sent at the same time, may have made its agreement just now.
        let before = sent_before(&visit, &form_key, fields.get("seen")).await?;
        return Ok(before.map_or_else(again, |id| made(&visit, id, fields.has("code").then_some(&tokens.1))));
    };
    let to_ask = next(&visit, &seen);
    if matches!(to_ask, CheckNext::Asked { .. }) {
        return wishes::ask_a_person(&visit, &fields, &form_key, &seen).await;
    }
    let needs_code = matches!(to_ask, CheckNext::Code { .. });
    if needs_code && (!fields.has("code") || fields.has("send")) {
        return send_code(&visit, &fields, &form_key, &form.into()).await;
    }
    let asked = Asked { wish, fields: &fields, form_key, tokens, needs_code };
    settle_on(&visit, asked, &form.into(), again).await
}

/// What is to be accepted, with what came in the form.
pub(super) struct Asked<'a> {
    pub(super) wish: Wish,
    pub(super) fields: &'a Fields,
    pub(super) form_key: String,
    pub(super) tokens: (TokenHash, Token),
    pub(super) needs_code: bool,
}

/// Accepts, and says what came of it: the agreement's page, the code's page again, or what `again` shows.
pub(super) async fn settle_on(
    visit: &Visit,
    asked: Asked<'_>,
    binding: &Binding,
    again: impl Fn() -> Response,
) -> Result<Response, Failure> {
    let Asked { wish, fields, form_key, tokens, needs_code } = asked;
    let digits: String = fields.get("code").chars().filter(char::is_ascii_digit).collect();
    let trouble = |trouble| code_page(visit, fields, binding, Some(trouble));
    if needs_code && digits.len() != 6 {
        return Ok(trouble(CodeTrouble::Unreadable));
    }
    let way = if needs_code {
        Way::Code(Code { holder: holder(visit), digits, tokens: (tokens.0, tokens.1.hash()) })
    } else {
        Way::Link
    };
    let acceptance = Acceptance {
        creditor: visit.creditor.clone(),
        debtor: visit.debtor.clone(),
        pen: visit.pen.clone(),
        wish,
        seen: fields.get("seen").to_owned(),
        form_key,
        way,
    };
    Ok(match accept(&visit.house, acceptance).await? {
        Ok(id) => made(visit, id, needs_code.then_some(&tokens.1)),
        Err(Refusal::WrongCode { left }) => trouble(CodeTrouble::Wrong { left: u8::try_from(left).unwrap_or(0) }),
        Err(Refusal::Locked) => trouble(locked()),
        Err(Refusal::NoCode) => trouble(CodeTrouble::RanOut),
        // The first page shows it, and what can be done about it.
        Err(Refusal::PaymentUnderWay) => see_other("/"),
        Err(Refusal::FormUsed { .. }) => return Err(Problem::BadRequest.into()),
        Err(
            Refusal::Changed
            | Refusal::NotOffered
            | Refusal::NoPlan(_)
            | Refusal::Amount { .. }
            | Refusal::Date { .. }
            | Refusal::AskFirst,
        ) => again(),
    })
}

/// The agreement that this form made before. With other data, or another debtor's, it is refused.
pub(super) async fn sent_before(visit: &Visit, form_key: &str, seen: &str) -> Result<Option<AgreementId>, Failure> {
    let found = agreements::by_form(&mut visit.house.store.read().await?, visit.creditor.id, form_key).await?;
    let Some(before) = found else { return Ok(None) };
    let body = before.read_body()?;
    let same = before.debtor == visit.debtor.id && fingerprint(&body.terms, &body.text) == seen;
    if same { Ok(Some(before.id)) } else { Err(Problem::BadRequest.into()) }
}

/// To the agreement's page; after a proof with the session's new cookie.
pub(super) fn made(visit: &Visit, id: AgreementId, token: Option<&Token>) -> Response {
    let mut response = see_other(&format!("/agreements/{id}?made=1"));
    let now = visit.house.clock.now();
    let cookie = token.and_then(|token| visit::set_cookie(&visit.house, &visit.house.keys.session_cookie(token, now)));
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

pub(super) fn holder(visit: &Visit) -> Holder {
    Holder { creditor: visit.creditor.id, debtor: visit.debtor.id, session: visit.session.id }
}

/// The session's token, and the one that it has after the proof of this form.
pub(super) fn tokens(visit: &Visit, headers: &HeaderMap, form_key: &str) -> Result<(TokenHash, Token), Failure> {
    let ended = || Failure::from(Problem::SessionEnded);
    let now_used = visit::token_in(&visit.house, headers).ok_or_else(ended)?;
    let after = visit.house.keys.token_after(&now_used, form_key).map_err(|_| ended())?;
    Ok((now_used.hash(), after))
}

const fn locked() -> CodeTrouble {
    CodeTrouble::Locked { minutes: proofs::LOCKED_FOR.num_minutes() }
}

/// Sends a code for this form, and shows where it is typed.
pub(super) async fn send_code(
    visit: &Visit,
    fields: &Fields,
    form_key: &str,
    binding: &Binding,
) -> Result<Response, Failure> {
    let (now, holder, key) = (visit.house.clock.now(), holder(visit), form_key.to_owned());
    let id = ProofId::new(visit.house.ids.uuid(now));
    let (ids, language) = (Arc::clone(&visit.house.ids), visit.pen.language.as_str().to_owned());
    let asked = visit
        .house
        .store
        .write(move |db| {
            let (ids, key, language) = (Arc::clone(&ids), key.clone(), language.clone());
            Box::pin(async move {
                let asked = proofs::ask(db, holder, id, &key, now).await?;
                if let proofs::Asked::Made(proof) = asked {
                    Work::SendCode { proof, language }.queue(db, &*ids, holder.creditor, now).await?;
                }
                Ok(asked)
            })
        })
        .await?;
    visit.house.wake.notify_one();
    if asked == proofs::Asked::Locked {
        return Ok(code_page(visit, fields, binding, Some(locked())));
    }
    let mut to = fields.wish().with("form_key", form_key).with("seen", fields.get("seen"));
    to = to.with("for", &binding.action);
    if fields.has("send") {
        to = to.with("again", "1");
    }
    Ok(see_other(&to.address("/code")))
}

pub(super) fn code_page(visit: &Visit, fields: &Fields, binding: &Binding, trouble: Option<CodeTrouble>) -> Response {
    let status = match trouble {
        None => StatusCode::OK,
        Some(CodeTrouble::Locked { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let sent = fields.wish().with("form_key", fields.get("form_key")).with("seen", fields.get("seen"));
    let view = CodeView {
        action: binding.action.clone(),
        hidden: sent.hidden(),
        address: visit.debtor.email.as_deref().map(shortened).unwrap_or_default(),
        minutes: proofs::CODE_WORKS.num_minutes(),
        trouble,
        sent_again: fields.has("again"),
        back_href: binding.back_href(fields),
    };
    visit.page_with(status, |frame| pages::code(frame, view))
}

/// `GET /code`: where the six digits are typed. Nothing is sent by looking at it.
pub(super) async fn code(visit: Visit, uri: Uri) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    fields.form_key()?;
    let binding = Binding::read(fields.get("for")).ok_or(Problem::BadRequest)?;
    Ok(code_page(&visit, &fields, &binding, None))
}

macro_rules! forms {
    ($($new:ident, $bind:ident: $form:ident;)*) => {$(
        #[doc = concat!("`GET` of the form's page: [`Form::", stringify!($form), "`].")]
        pub(super) async fn $new(visit: Visit, uri: Uri) -> Result<Response, Failure> {
            new(Form::$form, visit, &uri).await
        }

        #[doc = concat!("The `POST` that binds: [`Form::", stringify!($form), "`].")]
        pub(super) async fn $bind(
            visit: Visit,
            headers: HeaderMap,
            RawForm(body): RawForm,
        ) -> Result<Response, Failure> {
            bind(Form::$form, visit, &headers, &body).await
        }
    )*};
}

forms! {
    new_plan, plan: Plan;
    new_extension, extension: Extension;
    new_promise, promise: Promise;
    new_settlement, settlement: Settlement;
}
