//! From what a debtor asks for to an agreement: the forms' pages, "check your answers", and the POST that binds.
//! `/plans`, `/extensions`, `/promises`, `/settlements`.

use super::agreement::check_rows;
use super::error::Failure;
use super::form::{Fields, delay_of};
use super::pay::{see_other, under_way_page};
use super::session::DebtorSession;
use super::verification::{Binding, Methods, Submitted, VerificationFlow};
use super::{offer_forms, plan_form, verification};
use app::components::forms::{FieldProblem, InvalidField};
use app::components::verification::CheckNext;
use app::views::check::CheckView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::http::Uri;
use axum::http::header::HeaderMap;
use axum::response::Response;
use domain::agreement::{AgreementKind, Terms};
use domain::date::{Date, add_days};
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::offer_request::OfferRequest;
use domain::plan::{Pace, PlanRequest};
use domain::policy::Granted;
use services::account;
use services::account::DebtorAccount;
use services::agreements::accept::AcceptError;
use services::agreements::accept::{Acceptance, Preview, Verification, accept, preview_in};
use services::agreements::fingerprint::fingerprint;
use services::agreements::jobs::Confirms;
use services::agreements::{promises, revise};
use services::ids::AccessToken;
use store::agreements;

/// What can be asked for: one form each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plan,
    Extension,
    Promise,
    Settlement,
}

impl Form {
    const ALL: [Self; 4] = [Self::Plan, Self::Extension, Self::Promise, Self::Settlement];

    /// Where its POST goes.
    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::Plan => routes::PLANS,
            Self::Extension => routes::EXTENSIONS,
            Self::Promise => routes::PROMISES,
            Self::Settlement => routes::SETTLEMENTS,
        }
    }

    /// The form that posts there.
    pub(super) fn of_action(action: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.action() == action)
    }

    /// Where the form stands.
    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Plan => routes::PLAN_NEW,
            Self::Extension => routes::EXTENSION_NEW,
            Self::Promise => routes::PROMISE_NEW,
            Self::Settlement => routes::SETTLEMENT_NEW,
        }
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

impl From<Form> for Binding {
    fn from(form: Form) -> Self {
        Self::form(form.action(), form.page().to_owned())
    }
}

/// What a debtor owes and may choose now, for a page.
pub(super) async fn debtor_account(session: &DebtorSession) -> Result<DebtorAccount, Failure> {
    let now = session.state.services.clock.now();
    let mut db = session.state.services.store.read().await?;
    Ok(account::load(&mut db, &session.state.services, &session.creditor, session.debtor.id, now).await?)
}

/// As [`debtor_account`]; with what is left of the plan that the fields are about, where they are about one.
async fn account_for(session: &DebtorSession, fields: &Fields) -> Result<DebtorAccount, Failure> {
    let mut debtor_account = debtor_account(session).await?;
    if let Ok(id) = fields.get("of").parse() {
        let mut db = session.state.services.store.read().await?;
        revise::load(&mut db, &session.creditor, &session.debtor, id, &mut debtor_account).await?;
    }
    Ok(debtor_account)
}

/// By when a person answers.
pub(super) fn answer_by(session: &DebtorSession, debtor_account: &DebtorAccount) -> Date {
    let days = u32::from(debtor_account.owed.version.policy.answer_days);
    add_days(session.today, days).unwrap_or(session.today)
}

/// What the fields ask for.
pub(super) fn offer_request(
    form: Form,
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    fields: &Fields,
) -> Result<OfferRequest, Vec<InvalidField>> {
    let wrong = |field, why| InvalidField { field, why };
    let nothing = |field| vec![wrong(field, FieldProblem::NothingChosen)];
    let invoices = fields.invoices().map_err(|_| nothing("invoice"))?;
    match form {
        Form::Plan => plan_request(session, debtor_account, fields, invoices),
        Form::Extension => {
            let invoice = *invoices.first().ok_or_else(|| nothing("invoice"))?;
            let by = delay_of(fields.get("by")).ok_or_else(|| nothing("by"))?;
            Ok(OfferRequest::Extension { invoice, by })
        }
        Form::Promise => {
            let mut faults = Vec::new();
            let currency = fields.get("currency").parse().map_err(|_| nothing("amount"))?;
            let amount = session.formatter.style(currency).parse(fields.get("amount"));
            let amount = amount.map_err(|error| faults.push(wrong("amount", FieldProblem::Amount(error))));
            let date = fields.get("date").parse().map_err(|_| faults.push(wrong("date", FieldProblem::Date)));
            match (amount, date) {
                (Ok(amount), Ok(date)) => Ok(OfferRequest::Promise { amount, date }),
                _ => Err(faults),
            }
        }
        Form::Settlement => {
            let invoice = *invoices.first().ok_or_else(|| nothing("invoice"))?;
            Ok(OfferRequest::Settlement { invoice })
        }
    }
}

fn plan_request(
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    fields: &Fields,
    invoices: Vec<InvoiceId>,
) -> Result<OfferRequest, Vec<InvalidField>> {
    let mut faults = Vec::new();
    let mut wrong = |field, why| faults.push(InvalidField { field, why });
    let first_chosen = debtor_account.debts.iter().find(|debt| invoices.is_empty() || invoices.contains(&debt.invoice));
    let Some(currency) = first_chosen.map(|debt| debt.balance.currency()) else {
        wrong("invoice", FieldProblem::NothingChosen);
        return Err(faults);
    };
    let style = session.formatter.style(currency);
    let pace = if fields.get("how") == "each" {
        style.parse(fields.get("each")).map(Pace::Each).map_err(|error| wrong("each", FieldProblem::Amount(error))).ok()
    } else {
        fields.get("count").parse().map(Pace::Count).map_err(|_| wrong("count", FieldProblem::Number)).ok()
    };
    let first = fields.get("first").parse().map_err(|_| wrong("first", FieldProblem::Date)).ok();
    let frequency = serde_json::from_value(serde_json::Value::String(fields.get("frequency").to_owned()));
    let frequency = frequency.map_err(|_| wrong("frequency", FieldProblem::NothingChosen)).ok();
    let down = match fields.get("down") {
        "" => Some(None),
        typed => match style.parse(typed) {
            Ok(down) => Some(Some(down).filter(|down| !down.is_zero())),
            Err(error) => {
                wrong("down", FieldProblem::Amount(error));
                None
            }
        },
    };
    match (pace, first, frequency, down) {
        (Some(pace), Some(first), Some(frequency), Some(down)) => {
            let request = PlanRequest { pace, first, frequency, down };
            Ok(match &debtor_account.running {
                Some(left) => OfferRequest::Reschedule { agreement: left.agreement.id, request },
                None => OfferRequest::Plan { invoices, request },
            })
        }
        _ => Err(faults),
    }
}

/// `GET /plans/new` and its like: the form; with `check=1` and everything right, what would be agreed.
async fn new(form: Form, session: DebtorSession, uri: &Uri) -> Result<Response, Failure> {
    let session = session.whole()?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    session.own_invoices(&fields.invoices()?).await?;
    let debtor_account = account_for(&session, &fields).await?;
    if fields.has("check") {
        let checked = offer_request(form, &session, &debtor_account, &fields).ok().and_then(|request| {
            preview_in(debtor_account.clone(), &session.creditor, &session.formatter, &request).ok()
        });
        if let Some(preview) = checked {
            let reasons =
                form == Form::Promise || preview.quote.granted == Granted::Automatically || fields.has("reason");
            if reasons || form == Form::Plan {
                return check_page(form, &session, &fields, &preview).await;
            }
        }
    }
    offer_forms::page(form, &session, debtor_account, &fields)
}

async fn check_page(
    form: Form,
    session: &DebtorSession,
    fields: &Fields,
    preview: &Preview,
) -> Result<Response, Failure> {
    let form_key = session.form_key();
    let sent = fields.carried().with("form_key", &form_key).with("seen", &preview.fingerprint);
    let schedule = match &preview.quote.terms {
        Terms::Plan(terms) => Some(plan_form::schedule(&session.formatter, terms, session.today)),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    };
    let view = CheckView {
        kind: form.kind(),
        action: form.action().to_owned(),
        hidden: sent.hidden(),
        rows: check_rows(preview.wording.rows.clone()),
        text: preview.wording.text.clone(),
        if_not: preview.wording.if_not.clone(),
        replaces: replaced(session, preview).await?,
        schedule,
        change_href: fields.carried().address(form.page()),
        next: next(session, preview, &methods(session, preview).await?),
        changed: fields.has("changed"),
    };
    Ok(session.page(|context| views::check::page(context, view)))
}

/// The promises whose place the agreement would take, in writing.
async fn replaced(session: &DebtorSession, preview: &Preview) -> Result<Vec<(String, String)>, Failure> {
    let covered = preview
        .quote
        .terms
        .covers(|id| preview.debtor_account.owed.invoices.iter().find(|one| one.id == id).map(Invoice::owed));
    let mut db = session.state.services.store.read().await?;
    let mut all = Vec::new();
    for promise in promises::replaced_by(&mut db, session.creditor.id, &preview.quote.terms, &covered).await? {
        if let Terms::Promise(terms) = promise.read_body()?.terms {
            all.push((session.formatter.money(terms.amount), session.formatter.date(terms.date)));
        }
    }
    Ok(all)
}

fn next(session: &DebtorSession, preview: &Preview, methods: &Methods) -> CheckNext {
    // Who can prove nothing here is known to a person.
    let asked = || CheckNext::Asked { answer_by: session.formatter.date(answer_by(session, &preview.debtor_account)) };
    match (preview.quote.granted, preview.quote.terms.needs_verification()) {
        (Granted::Automatically, false) => CheckNext::Agreed,
        (Granted::Automatically, true) => methods.next().unwrap_or_else(asked),
        (Granted::OnRequest, _) => asked(),
    }
}

async fn methods(session: &DebtorSession, preview: &Preview) -> Result<Methods, Failure> {
    Methods::of(session, preview.debtor_account.owed.version.policy.verification).await
}

/// `POST /plans` and its like.
pub(super) async fn bind(
    form: Form,
    session: &DebtorSession,
    headers: &HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let form_key = fields.form_key()?;
    session.own_form(&form_key)?;
    let tokens = verification::tokens(session, headers, &form_key)?;
    if let Some(before) = sent_before(session, &form_key, fields.get("seen")).await? {
        let token = verification::token_again(session, &fields, &form_key, &tokens).await?;
        return Ok(made(session, before, token));
    }
    let debtor_account = account_for(session, &fields).await?;
    let again = || see_other(&fields.carried().with("check", "1").with("changed", "1").address(form.page()));
    let request = offer_request(form, session, &debtor_account, &fields).ok();
    let preview = request.and_then(|request| {
        Some((preview_in(debtor_account, &session.creditor, &session.formatter, &request).ok()?, request))
    });
    let Some((preview, request)) = preview.filter(|(preview, _)| preview.fingerprint == fields.get("seen")) else {
        // The same form, sent at the same time, may have made its agreement just now.
        let Some(before) = sent_before(session, &form_key, fields.get("seen")).await? else { return Ok(again()) };
        let token = verification::token_again(session, &fields, &form_key, &tokens).await?;
        return Ok(made(session, before, token));
    };
    let (binding, methods) = (form.into(), methods(session, &preview).await?);
    let confirms = Confirms::of(&preview.quote.terms);
    let next = next(session, &preview, &methods);
    let flow = VerificationFlow {
        session,
        fields: &fields,
        form_key: &form_key,
        binding: &binding,
        methods,
        confirms,
        tokens: &tokens,
    };
    match next {
        CheckNext::Asked { .. } => offer_forms::ask_a_person(session, &fields, &form_key, &preview).await,
        CheckNext::Agreed => settle_on(&flow, request, Verification::Link, again).await,
        CheckNext::Code { .. } | CheckNext::Fact { .. } => prove_and_settle_on(&flow, request, again).await,
    }
}

/// Asks for a proof, or tries the one that came and accepts.
pub(super) async fn prove_and_settle_on(
    flow: &VerificationFlow<'_>,
    request: OfferRequest,
    again: impl Fn() -> Response,
) -> Result<Response, Failure> {
    match flow.read().await? {
        Submitted::Verification(way) => settle_on(flow, request, way, again).await,
        Submitted::Answer(response) => Ok(response),
        Submitted::NotAsked => Ok(again()),
    }
}

/// Accepts, and says what came of it: the agreement's page, the proof's page again, or what `again` shows.
async fn settle_on(
    flow: &VerificationFlow<'_>,
    request: OfferRequest,
    way: Verification,
    again: impl Fn() -> Response,
) -> Result<Response, Failure> {
    let session = flow.session;
    let acceptance = Acceptance {
        creditor: session.creditor.clone(),
        debtor: session.debtor.clone(),
        formatter: session.formatter.clone(),
        request,
        fingerprint: flow.fields.get("seen").to_owned(),
        form_key: flow.form_key.to_owned(),
        way: way.clone(),
        link: Some(session.link.origin.clone()),
    };
    match accept(&session.state.services, acceptance).await {
        Ok(id) => Ok(made(session, id, (!matches!(way, Verification::Link)).then_some(&flow.tokens.1))),
        Err(AcceptError::Verification(error)) => Ok(flow.refused(&way, error).await?.unwrap_or_else(again)),
        Err(AcceptError::PaymentUnderWay(running)) => under_way_page(session, &running).await,
        Err(AcceptError::FormUsed { .. }) => Err(Problem::BadRequest.into()),
        Err(AcceptError::Quote(_) | AcceptError::AskFirst) => Ok(again()),
        Err(AcceptError::Store(error)) => Err(error.into()),
    }
}

/// The agreement that this form made before. With other data, or another debtor's, it is refused.
pub(super) async fn sent_before(
    session: &DebtorSession,
    form_key: &str,
    shown: &str,
) -> Result<Option<AgreementId>, Failure> {
    let found =
        agreements::by_form(&mut session.state.services.store.read().await?, session.creditor.id, form_key).await?;
    let Some(before) = found else { return Ok(None) };
    let body = before.read_body()?;
    let same = before.debtor == session.debtor.id && fingerprint(&body.terms, &body.text) == shown;
    if same { Ok(Some(before.id)) } else { Err(Problem::BadRequest.into()) }
}

/// To the agreement's page; after a proof with the session's new cookie.
pub(super) fn made(session: &DebtorSession, id: AgreementId, token: Option<&AccessToken>) -> Response {
    let mut response = see_other(&routes::with(routes::agreement(id), "made", 1));
    if let Some((name, value)) = token.and_then(|token| verification::cookie(session, token)) {
        response.headers_mut().append(name, value);
    }
    response
}

macro_rules! forms {
    ($($new:ident: $form:ident;)*) => {$(
        #[doc = concat!("`GET` of the form's page: [`Form::", stringify!($form), "`].")]
        pub(super) async fn $new(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
            new(Form::$form, session, &uri).await
        }
    )*};
}

forms! {
    new_plan: Plan;
    new_extension: Extension;
    new_promise: Promise;
    new_settlement: Settlement;
}
