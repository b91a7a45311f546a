//! What a dispute does to the books: while it is open its amount is on hold; what is upheld of it was never owed and
//! comes off the invoice, the rest is asked for again. The debtor opens it and may take it back, staff decide.
//!
//! Each is one transaction that takes the debtor's row first and the invoice's next, as agreeing does.

pub mod jobs;

use crate::Services;
use crate::account::charges;
use crate::agreements::follow;
use crate::agreements::jobs::Fit;
use crate::credit;
use crate::ids::Ids;
use crate::outbox::Job as _;
use chrono::{DateTime, Utc};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::dispute::{Dispute, DisputeState, RulingEffect, Undecidable, disputable, may_dispute_for};
use domain::id::{AuditId, CreditorId, DebtorId, DisputeId, EntryId, PauseId};
use domain::invoice::{Charge, Invoice};
use domain::ledger::Entry;
use domain::money::Money;
use domain::pause::{Pause, PauseReason};
use domain::rate_limit::{RateLimit, TooOften};
use std::sync::Arc;
use store::disputes::{Decision, File};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, debtors, invoices, pauses};
use store::{audit, disputes};

/// Why no dispute was opened. All but the last are something that the debtor can act on.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing of the invoice can be disputed: it is paid, void, or all of it is disputed already.
    #[error("nothing of the invoice can be disputed")]
    NothingLeft,
    /// No more than this can be disputed.
    #[error("no more than {max} can be disputed")]
    TooMuch {
        /// The most.
        max: Money,
    },
    /// It was disputed for this reason before, as often as that goes, and was owed.
    #[error("disputed for this reason before, in vain")]
    InVain,
    /// Too many were opened lately.
    #[error(transparent)]
    TooOften(#[from] TooOften),
    /// The form was sent before, with something else in it.
    #[error("the form was sent before, with something else in it")]
    FormUsed,
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a dispute was not decided.
#[derive(Debug, thiserror::Error)]
pub enum RulingError {
    /// It cannot be decided so.
    #[error(transparent)]
    Undecidable(#[from] Undecidable),
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(OpenError, RulingError);

/// Opens a dispute with its files. The same form sent again is the same dispute.
///
/// # Errors
/// [`OpenError`] when so much of the invoice cannot be disputed, the form made another dispute, or the store failed.
pub async fn open(
    services: &Arc<Services>,
    creditor: &Creditor,
    dispute: Dispute,
    files: Vec<File>,
) -> Result<DisputeId, OpenError> {
    let today = creditor.zone.day_of(dispute.made_at);
    let input = (Arc::clone(services), dispute, files);
    let unit = services
        .store
        .attempt(input, move |db, (services, dispute, files)| Box::pin(opened(db, services, dispute, files, today)));
    let id = unit.await?;
    services.wake.notify_one();
    Ok(id)
}

async fn opened(
    db: &mut Db,
    services: &Services,
    new: &Dispute,
    files: &[File],
    today: Date,
) -> Result<DisputeId, OpenError> {
    debtors::lock(db, new.creditor, new.debtor).await?;
    if let Some(before) = disputes::by_form(db, new.creditor, &new.form_key).await? {
        return if is_same(&before, new) { Ok(before.id) } else { Err(OpenError::FormUsed) };
    }
    not_too_often(db, new.creditor, new.debtor, new.made_at).await?;
    let invoice = invoices::lock(db, new.creditor, new.invoice).await?;
    let invoice = invoice.filter(|invoice| invoice.debtor == new.debtor).ok_or(OpenError::NothingLeft)?;
    let max = disputable(&invoice).ok_or(OpenError::NothingLeft)?;
    if new.amount.minor() > max.minor() || !new.amount.is_positive() {
        return Err(OpenError::TooMuch { max });
    }
    if !may_dispute_for(new.reason, &disputes::of_invoice(db, new.creditor, invoice.id).await?) {
        return Err(OpenError::InVain);
    }
    disputes::add(db, new).await?;
    for file in files {
        disputes::attach(db, new, file).await?;
    }
    if new.amount == max {
        // Nothing of the invoice is asked for any more, so nobody is reminded of it.
        let id = PauseId::new(services.ids.uuid(new.made_at));
        pauses::add(db, &pause(new, &invoice, id, today)).await?;
    }
    let job = jobs::DisputeMade { dispute: new.id };
    job.queue(db, &*services.ids, new.creditor, new.made_at).await?;
    Ok(new.id)
}

/// Refuses more than a debtor may open in a day. It counts for sure with the debtor's row taken.
///
/// # Errors
/// [`OpenError::TooOften`]; [`OpenError::Store`] when the database does not answer.
pub async fn not_too_often(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<(), OpenError> {
    let latest = disputes::of_debtor(db, creditor, debtor, RateLimit::Dispute.at_most()).await?;
    let latest: Vec<_> = latest.iter().map(|one| one.made_at).collect();
    Ok(RateLimit::Dispute.check(&latest, now)?)
}

fn is_same(before: &Dispute, new: &Dispute) -> bool {
    let what = |o: &Dispute| (o.debtor, o.invoice, o.line, o.amount, o.reason);
    what(before) == what(new) && before.words == new.words
}

fn pause(of: &Dispute, invoice: &Invoice, id: PauseId, today: Date) -> Pause {
    Pause {
        creditor: of.creditor,
        id,
        debtor: of.debtor,
        invoice: Some(invoice.id),
        reason: PauseReason::Dispute,
        from: today,
        to: None,
        // Interest is on hold by the disputed amount itself (`charges::suspensions`).
        interest: false,
        of: Some(of.id.uuid()),
    }
}

/// What staff decide.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What of the amount is not owed: all of it, a part, or nothing (it is rejected).
    pub upheld: Money,
    /// Words to the debtor.
    pub words: String,
    /// Who decides.
    pub by: Who,
}

/// Decides an open dispute: what is upheld comes off the books, nothing of it is on hold any more, and the debtor is
/// told.
///
/// # Errors
/// [`RulingError`] when it is not open, less is disputed, or the store failed.
pub async fn decide(
    services: &Arc<Services>,
    creditor: &Creditor,
    id: DisputeId,
    ruling: Ruling,
) -> Result<(), RulingError> {
    let input = (Arc::clone(services), creditor.clone(), ruling);
    let unit = services
        .store
        .attempt(input, move |db, (services, creditor, ruling)| Box::pin(ruled(db, services, creditor, id, ruling)));
    unit.await?;
    services.wake.notify_one();
    Ok(())
}

async fn ruled(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    id: DisputeId,
    ruling: &Ruling,
) -> Result<(), RulingError> {
    let now = services.clock.now();
    let (dispute, invoice) = open_one(db, creditor, id).await?.ok_or(Undecidable::NotOpen)?;
    let given_up = credit::given_up::stands(db, &invoice).await?;
    RulingEffect::of(&dispute, &invoice, given_up, ruling.upheld)?;
    let upheld = ruling.upheld.is_positive();
    let decision = Decision {
        state: if upheld || dispute.upheld.is_positive() { DisputeState::Upheld } else { DisputeState::Rejected },
        upheld: ruling.upheld,
        words: Some(ruling.words.clone()).filter(|words| !words.is_empty()),
        by: Some(ruling.by.name().to_owned()),
    };
    let context = services.context(creditor, now);
    if upheld {
        // A credit that paid what was never owed is free again.
        let over = ruling.upheld.minor() - invoice.balance.minor().max(0);
        credit::release(db, &context, invoice.id, over, None).await?;
        let read = |found: Option<Invoice>| found.unwrap_or_else(|| invoice.clone());
        let invoice = read(invoices::by_id(db, creditor.id, invoice.id).await?);
        // What was given up of what was never owed nobody has paid.
        let (over, by) = (ruling.upheld.minor() - invoice.balance.minor().max(0), format!("{}{id}", charges::UPHELD));
        credit::given_up::shrink_over(db, &context, &invoice, over, &by).await?;
        let invoice = read(invoices::by_id(db, creditor.id, invoice.id).await?);
        let entry =
            Entry::upheld(invoice.id, invoice.debtor, ruling.upheld, invoice.balance).map_err(StoreError::from)?;
        let cause = format!("{}{id}", charges::UPHELD);
        let change = post(db, services, creditor, cause, entry, now).await?;
        if let Some(agreement) = invoice.plan {
            // Its plan asks for less at once, and not from tomorrow on.
            Fit { agreement, change }.queue(db, &*services.ids, creditor.id, now).await?;
        }
    }
    closed(db, creditor, &dispute, &decision, now).await?;
    if upheld {
        // Interest on what was never owed is taken back at once, and the fee for being late with it.
        charges::book_of(db, &context, dispute.debtor, invoice.id).await?;
        let fees = invoices::by_id(db, creditor.id, invoice.id).await?.map_or(invoice.fees, |now| now.fees);
        if ruling.upheld == invoice.total && fees.is_positive() {
            let entry = Entry::waived(invoice.id, Charge::Fee, fees).map_err(StoreError::from)?;
            post(db, services, creditor, format!("{}{id}:fee", charges::UPHELD), entry, now).await?;
        }
        follow::follow_debt(db, &context, &invoice).await?;
    }
    credit::set_off_by_policy(db, &context, dispute.debtor).await?;
    noted(db, &*services.ids, &dispute, ruling, now).await?;
    let work = jobs::DisputeAnswered { dispute: id };
    work.queue(db, &*services.ids, creditor.id, now).await?;
    Ok(())
}

/// Writes into the trail what was decided.
async fn noted(
    db: &mut Db,
    ids: &dyn Ids,
    of: &Dispute,
    ruling: &Ruling,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let debtor = debtors::by_id(db, of.creditor, of.debtor).await?;
    let detail = detail([("debtor", debtor.map(|debtor| debtor.reference).unwrap_or_default())]);
    let action = if ruling.upheld.is_positive() { Action::DisputeUpheld } else { Action::DisputeRejected };
    let act = Act { creditor: of.creditor, who: ruling.by.clone(), action, subject: Subject::Dispute(of.id), detail };
    audit::note(db, AuditId::new(ids.uuid(now)), &act, now).await
}

/// The dispute and its invoice, both taken for this transaction; `None` when it is not open.
async fn open_one(db: &mut Db, creditor: &Creditor, id: DisputeId) -> Result<Option<(Dispute, Invoice)>, StoreError> {
    let Some(found) = disputes::by_id(db, creditor.id, id).await? else { return Ok(None) };
    debtors::lock(db, creditor.id, found.debtor).await?;
    let invoice = invoices::lock(db, creditor.id, found.invoice).await?;
    // Read again, now that nobody else can answer it.
    let found = disputes::by_id(db, creditor.id, id).await?.filter(|found| found.state == DisputeState::Open);
    Ok(found.zip(invoice))
}

async fn closed(
    db: &mut Db,
    creditor: &Creditor,
    dispute: &Dispute,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !disputes::close(db, dispute, decision, now).await? {
        return Err(StoreError::Damaged(format!("{} was answered twice", dispute.id)));
    }
    pauses::end_of(db, creditor.id, dispute.id.uuid(), creditor.zone.today(now)).await.map(drop)
}

async fn post(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    cause: String,
    entry: Entry,
    now: DateTime<Utc>,
) -> Result<EntryId, StoreError> {
    let new = NewEntry { id: EntryId::new(services.ids.uuid(now)), cause, payment: None, at: now, entry };
    if ledger::post(db, creditor.id, &new, now).await? {
        return Ok(new.id);
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its dispute is open", new.cause)))
}

/// The creditor's own list has taken so much of a dispute off the invoice: that is its answer, as far as it goes. When
/// nothing is left of it, the dispute is closed and the debtor gets an e-mail. In the caller's transaction, with the invoice taken.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or the dispute is gone.
pub async fn answered_by_list(
    db: &mut Db,
    ids: &dyn Ids,
    creditor: &Creditor,
    (id, amount): (DisputeId, Money),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let gone = || StoreError::Damaged(format!("{id} is gone, and was open a moment ago"));
    let dispute = disputes::by_id(db, creditor.id, id).await?.ok_or_else(gone)?;
    disputes::answer_part(db, &dispute, amount).await?;
    if dispute.unanswered()?.minor() > amount.minor() {
        return Ok(());
    }
    let none = Money::zero(amount.currency());
    let by = Some(Who::Saldo.name().to_owned());
    closed(db, creditor, &dispute, &Decision { state: DisputeState::Upheld, upheld: none, words: None, by }, now)
        .await?;
    let ruling = Ruling { upheld: amount, words: String::new(), by: Who::Saldo };
    noted(db, ids, &dispute, &ruling, now).await?;
    jobs::DisputeAnswered { dispute: id }.queue(db, ids, creditor.id, now).await.map(drop)
}

/// The debtor takes a dispute back: its amount is asked for again. `false` when it is not open, or not theirs.
///
/// # Errors
/// [`StoreError`] when nothing was written.
pub async fn withdraw(
    services: &Arc<Services>,
    creditor: &Creditor,
    debtor: DebtorId,
    id: DisputeId,
) -> Result<bool, StoreError> {
    let now = services.clock.now();
    let unit = services.store.write(creditor.clone(), move |db, creditor| {
        Box::pin(async move {
            let Some((dispute, _)) = open_one(db, creditor, id).await? else { return Ok(false) };
            if dispute.debtor != debtor {
                return Ok(false);
            }
            let none = Money::zero(dispute.amount.currency());
            let decision = Decision { state: DisputeState::Withdrawn, upheld: none, words: None, by: None };
            closed(db, creditor, &dispute, &decision, now).await?;
            Ok(true)
        })
    });
    unit.await
}
