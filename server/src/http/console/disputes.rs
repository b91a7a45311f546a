//! `/console/disputes/{id}`: what is disputed, its files, the page before an answer, and answering.

use super::StaffSession;
use super::decisions::{MAX_WORDS, past_view, urgency, whose};
use crate::http::attachments;
use crate::http::error::{Failure, PageStatus};
use crate::http::form::Fields;
use crate::http::pay::see_other;
use app::components::decisions::DecisionAnswer;
use app::components::forms::{FieldProblem, InvalidField};
use app::i18n::decisions::DecisionKind;
use app::routes;
use app::views::console;
use app::views::console::decision_check::{CreditView, DecisionCheckView, DecisionProblem};
use app::views::console::dispute::{ConsoleDisputeView, FileLink};
use app::views::problem::Problem;
use axum::extract::{Path, RawForm};
use axum::http::Uri;
use axum::response::Response;
use domain::debtor::Debtor;
use domain::dispute::{Dispute, DisputeState};
use domain::dispute::{RulingEffect, Undecidable};
use domain::id::DisputeId;
use domain::invoice::Invoice;
use domain::money::Money;
use services::agreements::effect;
use services::agreements::effect::Past;
use services::credit::given_up;
use services::disputes::{Ruling, RulingError};
use services::{account, disputes as ruling};
use store::disputes::{self, Attached};
use store::{debtors, invoices};

/// A dispute with what its pages are made of.
struct DisputeCase {
    dispute: Dispute,
    debtor: Debtor,
    invoice: Invoice,
    /// What stands given up of it.
    given_up: Money,
}

impl DisputeCase {
    async fn find(staff: &StaffSession, id: &str) -> Result<Self, Failure> {
        let id: DisputeId = id.parse().map_err(|_| Problem::NotFound)?;
        let creditor = staff.creditor.id;
        let mut db = staff.state.services.store.read().await?;
        let dispute = disputes::by_id(&mut db, creditor, id).await?.ok_or(Problem::NotFound)?;
        let debtor = debtors::by_id(&mut db, creditor, dispute.debtor).await?.ok_or(Problem::NotFound)?;
        let invoice = invoices::by_id(&mut db, creditor, dispute.invoice).await?.ok_or(Problem::NotFound)?;
        let given_up = given_up::stands(&mut db, &invoice).await?;
        Ok(Self { dispute, debtor, invoice, given_up })
    }

    fn path(&self) -> String {
        routes::console_dispute(self.dispute.id)
    }

    /// What the page before the decision showed: the books must be the same when it is done.
    fn fingerprint(&self, upheld: Money) -> String {
        format!("{}-{}-{}", self.invoice.balance.minor(), self.given_up.minor(), upheld.minor())
    }
}

/// `GET /console/disputes/{id}`.
pub(super) async fn show(staff: StaffSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let case = DisputeCase::find(&staff, &id).await?;
    page(&staff, &case, &Fields::default(), Vec::new()).await
}

async fn page(
    staff: &StaffSession,
    case: &DisputeCase,
    typed: &Fields,
    wrong: Vec<InvalidField>,
) -> Result<Response, Failure> {
    let DisputeCase { dispute, debtor, invoice, given_up: _ } = case;
    let (lines, files, past) = read(staff, case).await?;
    let formatter = &staff.formatter;
    let open = dispute.state == DisputeState::Open;
    let line =
        dispute.line.and_then(|n| usize::try_from(n).ok()?.checked_sub(1)).and_then(|n| lines.into_iter().nth(n));
    let link = |file: Attached| FileLink {
        href: routes::console_dispute_file(case.dispute.id, file.id),
        about: format!("{}, {}", kind_of(&file.media_type), formatter.file_size(file.size)),
        name: file.name,
    };
    let answered = dispute.decided_by.clone().map(|by| DecisionAnswer {
        by,
        on: dispute.decided_at.map(|at| formatter.moment(at)).unwrap_or_default(),
        words: dispute.decision.clone(),
        rows: Vec::new(),
        credited: dispute.upheld.is_positive().then(|| formatter.money(dispute.upheld)),
    });
    let status = PageStatus::of_form(&wrong);
    let view = ConsoleDisputeView {
        id: case.dispute.id,
        state: dispute.into(),
        whose: whose(staff, debtor),
        invoice: (invoice.number.clone(), formatter.money(invoice.total), formatter.money(invoice.owed())),
        in_plan: open && invoice.plan.is_some(),
        line,
        amount: formatter.money(dispute.amount),
        reason: dispute.reason,
        words: dispute.words.clone(),
        files: files.into_iter().map(link).collect(),
        made_on: formatter.date(staff.creditor.zone.day_of(dispute.made_at)),
        answer_by: (formatter.date(dispute.answer_by), open.then(|| urgency(staff.today, dispute.answer_by))),
        past: past_view(staff, &past),
        chosen: typed.get("do").to_owned(),
        part: typed.get("part").to_owned(),
        answer: typed.get("answer").to_owned(),
        wrong,
        style: formatter.style(dispute.amount.currency()),
        answered,
    };
    Ok(staff.page_with(status, |context| console::dispute::page(context, view)))
}

/// The invoice's lines, the dispute's files, the debtor's past.
async fn read(staff: &StaffSession, case: &DisputeCase) -> Result<(Vec<String>, Vec<Attached>, Past), Failure> {
    let (state, creditor) = (&staff.state, &staff.creditor);
    let mut db = state.services.store.read().await?;
    let lines = match case.dispute.line {
        Some(_) => invoices::lines(&mut db, creditor.id, case.invoice.id, case.invoice.total.currency()).await?,
        None => Vec::new(),
    };
    let files = disputes::files(&mut db, creditor.id, case.dispute.id).await?;
    let debtor_account =
        account::load(&mut db, &state.services, creditor, case.debtor.id, state.services.clock.now()).await?;
    let past = effect::past_of(&mut db, creditor, case.debtor.id, &debtor_account).await?;
    Ok((lines.into_iter().map(|line| line.description).collect(), files, past))
}

/// A file's kind by its media type, as people call it.
fn kind_of(media_type: &str) -> String {
    media_type.rsplit('/').next().unwrap_or(media_type).to_uppercase()
}

/// What a form says: how much of the amount is not owed, and words to the debtor.
fn wanted(staff: &StaffSession, case: &DisputeCase, fields: &Fields) -> Result<(Money, String), Vec<InvalidField>> {
    let max = case.dispute.amount;
    let mut wrong = Vec::new();
    let mut refuse = |field, why| wrong.push(InvalidField { field, why });
    let upheld = match fields.get("do") {
        "all" => max,
        "none" => Money::zero(max.currency()),
        "part" => match staff.formatter.style(max.currency()).parse(fields.get("part")) {
            Ok(part) if part.minor() >= max.minor() => {
                refuse("part", FieldProblem::TooLarge { max: staff.formatter.money(max) });
                max
            }
            Ok(part) if !part.is_positive() => {
                refuse("part", FieldProblem::TooSmall { min: staff.formatter.money(Money::new(1, max.currency())) });
                max
            }
            Ok(part) => part,
            Err(error) => {
                refuse("part", FieldProblem::Amount(error));
                max
            }
        },
        _ => {
            refuse("do", FieldProblem::NothingChosen);
            max
        }
    };
    let words = fields.get("answer").to_owned();
    if words.chars().count() > MAX_WORDS {
        refuse("answer", FieldProblem::TooManyWords { max: MAX_WORDS });
    }
    // Whoever gets a no wants to know why.
    if words.is_empty() && upheld != max {
        refuse("answer", FieldProblem::NoWords);
    }
    if wrong.is_empty() { Ok((upheld, words)) } else { Err(wrong) }
}

/// `GET /console/disputes/{id}/check`: what is about to be done.
pub(super) async fn check(staff: StaffSession, Path(id): Path<String>, uri: Uri) -> Result<Response, Failure> {
    let case = DisputeCase::find(&staff, &id).await?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    if case.dispute.state != DisputeState::Open {
        return Ok(see_other(&case.path()));
    }
    let (upheld, words) = match wanted(&staff, &case, &fields) {
        Ok(wanted) => wanted,
        Err(wrong) => return page(&staff, &case, &fields, wrong).await,
    };
    // What cannot be upheld is not open any more: its page says so.
    let effect = match RulingEffect::of(&case.dispute, &case.invoice, case.given_up, upheld) {
        Ok(effect) => effect,
        Err(Undecidable::NotOpen | Undecidable::TooMuch { .. }) => return Ok(see_other(&case.path())),
        Err(Undecidable::Money(error)) => return Err(error.into()),
    };
    let view = DecisionCheckView {
        act: if upheld.is_positive() { DecisionKind::Uphold } else { DecisionKind::Reject },
        whose: whose(&staff, &case.debtor),
        back_href: case.path(),
        action: routes::console_dispute_decide(case.dispute.id),
        hidden: fields.carried().with("seen", &case.fingerprint(upheld)).hidden(),
        rows: Vec::new(),
        text: Vec::new(),
        if_not: Vec::new(),
        schedule: None,
        effect: None,
        credit: Some(credit(&staff, &case, upheld, &effect)),
        words,
        until: None,
        trouble: fields.has("trouble").then_some(DecisionProblem::Changed),
    };
    Ok(staff.page(|context| console::decision_check::page(context, view)))
}

fn credit(staff: &StaffSession, case: &DisputeCase, upheld: Money, effect: &RulingEffect) -> CreditView {
    let some = |amount: Money| amount.is_positive().then(|| staff.formatter.money(amount));
    CreditView {
        number: case.invoice.number.clone(),
        disputed: staff.formatter.money(case.dispute.amount),
        credited: some(upheld),
        credit: some(effect.credit),
        due_again: some(effect.asked_again),
        before: staff.formatter.money(case.invoice.balance),
        after: staff.formatter.money(effect.balance),
    }
}

/// `POST /console/disputes/{id}/decide`. Who comes second finds the first one's answer.
pub(super) async fn decide(
    staff: StaffSession,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let case = DisputeCase::find(&staff, &id).await?;
    let fields = Fields::read(&body)?;
    if case.dispute.state != DisputeState::Open {
        return Ok(see_other(&case.path()));
    }
    let (upheld, words) = match wanted(&staff, &case, &fields) {
        Ok(wanted) => wanted,
        Err(wrong) => return page(&staff, &case, &fields, wrong).await,
    };
    if case.fingerprint(upheld) != fields.get("seen") {
        let again = fields.carried().with("trouble", "changed");
        return Ok(see_other(&again.address(&routes::console_dispute_check(case.dispute.id))));
    }
    let answer = Ruling { upheld, words, by: staff.who() };
    match ruling::decide(&staff.state.services, &staff.creditor, case.dispute.id, answer).await {
        // What cannot be decided any more was answered or taken back just now: its page says so.
        Ok(()) | Err(RulingError::Undecidable(_)) => Ok(see_other(&case.path())),
        Err(RulingError::Store(error)) => Err(error.into()),
    }
}

/// `GET /console/disputes/{id}/files/{file}`: to be kept, never shown: nothing that a stranger sent runs here.
pub(super) async fn file(staff: StaffSession, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let of: DisputeId = id.parse().map_err(|_| Problem::NotFound)?;
    let file = file.parse().map_err(|_| Problem::NotFound)?;
    let found = disputes::file(&mut staff.state.services.store.read().await?, staff.creditor.id, of, file).await?;
    let found = found.ok_or(Problem::NotFound)?;
    Ok(attachments::download(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_shortly() {
        assert_eq!((kind_of("image/jpeg"), kind_of("application/pdf")), ("JPEG".into(), "PDF".into()));
    }
}
