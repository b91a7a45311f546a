//! `/console/requests/{id}`: one request, the page before each answer, and answering.

use super::decisions::{MAX_WORDS, effect_view, past_view, urgency, whose};
use super::{StaffSession, counter_form};
use crate::http::agreement::check_rows;
use crate::http::error::{Failure, PageStatus};
use crate::http::form::Fields;
use crate::http::pay::see_other;
use crate::http::plan_form;
use app::components::decisions::DecisionAnswer;
use app::components::forms::{FieldProblem, InvalidField};
use app::components::schedule::ScheduleView;
use app::i18n::decisions::DecisionKind;
use app::routes;
use app::views::console;
use app::views::console::decision_check::{DecisionCheckView, DecisionProblem};
use app::views::console::request::ConsoleRequestView;
use app::views::problem::Problem;
use axum::extract::{Path, RawForm};
use axum::http::Uri;
use axum::response::Response;
use domain::agreement::Terms;
use domain::agreement_terms::QuoteError;
use domain::debtor::Debtor;
use domain::id::RequestId;
use domain::offer_request::OfferRequest;
use domain::request::{Request, RequestKind, RequestState};
use services::account;
use services::account::DebtorAccount;
use services::agreements::accept::{AcceptError, PreviewError};
use services::agreements::accept::{in_words, preview};
use services::agreements::answer::formatter_for;
use services::agreements::fingerprint::fingerprint;
use services::agreements::{answer, effect};
use store::requests::Decision;
use store::{Db, StoreError, debtors, requests};

/// A request with everything that its pages are made of.
struct RequestCase {
    request: Request,
    debtor: Debtor,
    debtor_account: DebtorAccount,
    /// What was asked for as it can be granted today.
    grantable: Option<Terms>,
}

impl RequestCase {
    async fn find(staff: &StaffSession, id: &str) -> Result<Self, Failure> {
        let id: RequestId = id.parse().map_err(|_| Problem::NotFound)?;
        let (state, creditor) = (&staff.state, &staff.creditor);
        let mut db = state.services.store.read().await?;
        let request = requests::by_id(&mut db, creditor.id, id).await?.ok_or(Problem::NotFound)?;
        let debtor = debtors::by_id(&mut db, creditor.id, request.debtor).await?.ok_or(Problem::NotFound)?;
        let mut debtor_account =
            account::load(&mut db, &state.services, creditor, debtor.id, state.services.clock.now()).await?;
        let grantable = match answer::fitting(&mut db, (creditor, &debtor), &request, true, &mut debtor_account).await {
            Ok(terms) => Some(terms),
            Err(PreviewError::Quote(_)) => None,
            Err(PreviewError::Store(error)) => return Err(error.into()),
        };
        Ok(Self { request, debtor, debtor_account, grantable })
    }

    fn path(&self) -> String {
        routes::console_request(self.request.id)
    }
}

fn schedule(staff: &StaffSession, terms: &Terms) -> Option<ScheduleView> {
    match terms {
        Terms::Plan(terms) => Some(plan_form::schedule(&staff.formatter, terms, staff.today)),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    }
}

/// `GET /console/requests/{id}`.
pub(super) async fn show(staff: StaffSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let case = RequestCase::find(&staff, &id).await?;
    page(&staff, &case, None, Vec::new()).await
}

/// The page; after a form that has to be corrected, with what was typed.
async fn page(
    staff: &StaffSession,
    case: &RequestCase,
    typed: Option<&Fields>,
    wrong: Vec<InvalidField>,
) -> Result<Response, Failure> {
    let RequestCase { request, debtor, debtor_account, grantable } = case;
    let (effect, past) = {
        let mut db = staff.state.services.store.read().await?;
        let effect = match grantable {
            Some(terms) => Some(effect::of_terms(&mut db, &staff.creditor, debtor.id, debtor_account, terms).await?),
            None => None,
        };
        (effect, effect::past_of(&mut db, &staff.creditor, debtor.id, debtor_account).await?)
    };
    let countered = typed.filter(|fields| fields.get("do") == "counter");
    let rows = |terms: &Terms| check_rows(in_words(debtor_account, &staff.creditor, &staff.formatter, terms).rows);
    let answered = request.decided_by.clone().map(|by| DecisionAnswer {
        by,
        on: request.decided_at.map(|at| staff.formatter.moment(at)).unwrap_or_default(),
        words: request.words.clone(),
        rows: request.answer.as_ref().map(rows).unwrap_or_default(),
        credited: None,
    });
    let waits = request.state == RequestState::Waiting;
    let status = PageStatus::of_form(&wrong);
    let view = ConsoleRequestView {
        id: case.request.id,
        kind: RequestKind::of(&request.asked),
        state: request.state,
        whose: whose(staff, debtor),
        made_on: staff.formatter.date(staff.creditor.zone.day_of(request.made_at)),
        answer_by: (staff.formatter.date(request.answer_by), waits.then(|| urgency(staff.today, request.answer_by))),
        rows: rows(&request.asked),
        schedule: schedule(staff, &request.asked),
        reason: request.reason.clone(),
        effect: effect.as_ref().map(|effect| effect_view(staff, effect)),
        past: past_view(staff, &past),
        counter: counter_form::form(&staff.formatter, debtor_account, &request.asked, countered),
        decline: typed.map(|fields| fields.get("reason").to_owned()).unwrap_or_default(),
        wrong,
        style: staff.formatter.style(counter_form::currency_of(&request.asked)),
        dates: staff.formatter.date_style(),
        answered,
    };
    Ok(staff.page_with(status, |context| console::request::page(context, view)))
}

/// What a form says is to be done.
enum Wanted {
    Grant,
    Counter { terms: Box<Terms>, words: String },
    Decline { words: String },
}

fn wanted(staff: &StaffSession, case: &RequestCase, fields: &Fields) -> Result<Wanted, Vec<InvalidField>> {
    let words = |field: &'static str| {
        let words = fields.get(field).to_owned();
        let wrong = |why| vec![InvalidField { field, why }];
        if words.chars().count() > MAX_WORDS {
            return Err(wrong(FieldProblem::TooManyWords { max: MAX_WORDS }));
        }
        Ok(words)
    };
    match fields.get("do") {
        "grant" => Ok(Wanted::Grant),
        "decline" => {
            let words = words("reason")?;
            if words.is_empty() {
                return Err(vec![InvalidField { field: "reason", why: FieldProblem::NoWords }]);
            }
            Ok(Wanted::Decline { words })
        }
        _ => {
            let asked = &case.request.asked;
            let other = counter_form::read(&staff.formatter, asked, fields)?;
            let terms = other.terms(asked, &case.debtor_account.situation(), case.debtor_account.running.as_ref());
            let terms = terms.map_err(|no| vec![counter_form::refused(&staff.formatter, asked, fields, no)])?;
            Ok(Wanted::Counter { terms: Box::new(terms), words: words("words")? })
        }
    }
}

/// `GET /console/requests/{id}/check`: what is about to be done.
pub(super) async fn check(staff: StaffSession, Path(id): Path<String>, uri: Uri) -> Result<Response, Failure> {
    let case = RequestCase::find(&staff, &id).await?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let trouble = match fields.get("trouble") {
        "" => None,
        "paying" => Some(DecisionProblem::Paying),
        _ => Some(DecisionProblem::Changed),
    };
    if case.request.state != RequestState::Waiting {
        return Ok(see_other(&case.path()));
    }
    match wanted(&staff, &case, &fields) {
        Ok(wanted) => check_page(&staff, &case, &fields, wanted, trouble).await,
        Err(wrong) => page(&staff, &case, Some(&fields), wrong).await,
    }
}

async fn check_page(
    staff: &StaffSession,
    case: &RequestCase,
    fields: &Fields,
    wanted: Wanted,
    trouble: Option<DecisionProblem>,
) -> Result<Response, Failure> {
    let (act, terms, words) = match wanted {
        Wanted::Decline { words } => (DecisionKind::Decline, None, words),
        Wanted::Counter { terms, words } => (DecisionKind::Counter, Some(*terms), words),
        Wanted::Grant => match &case.grantable {
            Some(terms) => (DecisionKind::Grant, Some(terms.clone()), String::new()),
            None => return Ok(see_other(&case.path())),
        },
    };
    let wording = terms.as_ref().map(|terms| in_words(&case.debtor_account, &staff.creditor, &staff.formatter, terms));
    let (effect, shown) = {
        let mut db = staff.state.services.store.read().await?;
        let effect = match &terms {
            Some(terms) => {
                Some(effect::of_terms(&mut db, &staff.creditor, case.debtor.id, &case.debtor_account, terms).await?)
            }
            None => None,
        };
        (effect, shown_fingerprint(&mut db, staff, case, act, terms.as_ref()).await?)
    };
    let sent = fields.carried().with("seen", &shown);
    let wording = wording.unwrap_or_default();
    let view = DecisionCheckView {
        act,
        whose: whose(staff, &case.debtor),
        back_href: case.path(),
        action: routes::console_request_decide(case.request.id),
        hidden: sent.hidden(),
        rows: check_rows(wording.rows),
        text: wording.text,
        if_not: wording.if_not,
        schedule: terms.as_ref().and_then(|terms| schedule(staff, terms)),
        effect: effect.as_ref().map(|effect| effect_view(staff, effect)),
        credit: None,
        words,
        until: terms
            .as_ref()
            .filter(|_| act == DecisionKind::Counter)
            .and_then(Terms::open_until)
            .map(|day| staff.formatter.date(day)),
        trouble,
    };
    Ok(staff.page(|context| console::decision_check::page(context, view)))
}

/// The fingerprint of what the page shows, so that what is decided is what was shown.
async fn shown_fingerprint(
    db: &mut Db,
    staff: &StaffSession,
    case: &RequestCase,
    act: DecisionKind,
    terms: Option<&Terms>,
) -> Result<String, StoreError> {
    if act != DecisionKind::Grant {
        return Ok(terms.map_or_else(String::new, |terms| fingerprint(terms, "")));
    }
    // In the debtor's own words: these are what will be agreed.
    let formatter = formatter_for(&staff.creditor, &case.debtor, &case.request);
    let (whom, asked) = ((&staff.creditor, &case.debtor), OfferRequest::Request { request: case.request.id });
    match preview(db, &staff.state.services, whom, &formatter, &asked, true).await {
        Ok(preview) => Ok(preview.fingerprint),
        Err(PreviewError::Quote(_)) => Ok(String::new()),
        Err(PreviewError::Store(error)) => Err(error),
    }
}

/// `POST /console/requests/{id}/decide`. Who comes second finds the first one's answer.
pub(super) async fn decide(
    staff: StaffSession,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let case = RequestCase::find(&staff, &id).await?;
    let fields = Fields::read(&body)?;
    let done = see_other(&case.path());
    if case.request.state != RequestState::Waiting {
        return Ok(done);
    }
    let again = async |trouble| {
        // What does not fit may be what another answer has just changed.
        if RequestCase::find(&staff, &id).await?.request.state != RequestState::Waiting {
            return Ok(see_other(&case.path()));
        }
        Ok(see_other(
            &fields.carried().with("trouble", trouble).address(&routes::console_request_check(case.request.id)),
        ))
    };
    let (state, creditor) = (&staff.state, &staff.creditor);
    let decision = match wanted(&staff, &case, &fields) {
        Err(wrong) => {
            // What does not fit may be what another answer has just changed.
            let answered = RequestCase::find(&staff, &id).await?.request.state != RequestState::Waiting;
            return if answered { Ok(done) } else { page(&staff, &case, Some(&fields), wrong).await };
        }
        Ok(Wanted::Grant) => {
            let granted =
                answer::grant(&state.services, creditor, &case.request, &staff.who(), Some(fields.get("seen"))).await;
            return match granted {
                // What does not wait any more was answered just now.
                Ok(_) | Err(AcceptError::Quote(QuoteError::NotOffered) | AcceptError::FormUsed { .. }) => Ok(done),
                Err(AcceptError::PaymentUnderWay(_)) => again("paying").await,
                Err(AcceptError::Quote(_) | AcceptError::AskFirst | AcceptError::Verification(_)) => {
                    again("changed").await
                }
                Err(AcceptError::Store(error)) => Err(error.into()),
            };
        }
        Ok(Wanted::Counter { terms, words }) => {
            if fingerprint(&terms, "") != fields.get("seen") {
                return again("changed").await;
            }
            let words = Some(words).filter(|words| !words.is_empty());
            Decision { state: RequestState::Countered, answer: Some(*terms), words, by: staff.who() }
        }
        Ok(Wanted::Decline { words }) => {
            Decision { state: RequestState::Declined, answer: None, words: Some(words), by: staff.who() }
        }
    };
    answer::answer(&state.services, creditor, case.request.id, decision).await?;
    Ok(done)
}
