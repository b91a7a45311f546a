//! What an objection does to the books: while it is open its amount rests; what is upheld of it was never owed and
//! comes off the invoice, the rest is asked for again. The debtor makes it and may take it back, staff decide.
//!
//! Each is one transaction that takes the debtor's row first and the invoice's next, as agreeing does.

use crate::Services;
use crate::account;
use crate::account::charges;
use crate::outbox::Job;
use chrono::{DateTime, Utc};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::dispute::{Dispute, DisputeState, disputable};
use domain::id::DisputeId;
use domain::id::{AuditId, EntryId, PauseId};
use domain::invoice::{Charge, Invoice};
use domain::ledger::Entry;
use domain::money::Money;
use domain::pause::{Pause, PauseReason};
use std::sync::Arc;
use store::disputes::{Decision, File};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, debtors, invoices, pauses};
use store::{audit, disputes};

/// PauseReason it was not done. Each is something that whoever asks can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such objection, or it is not open any more.
    NotOpen,
    /// Nothing of the invoice can be objected to: it is paid, void, or all of it is objected to already.
    NothingLeft,
    /// No more than this can be objected to, or upheld.
    TooMuch {
        /// The most.
        most: Money,
    },
    /// The form was sent before, with something else in it.
    FormUsed,
}

/// Makes an objection with its files. The same form sent again is the same objection.
///
/// # Errors
/// [`StoreError`]; nothing was written then.
pub async fn make(
    services: &Arc<Services>,
    creditor: &Creditor,
    objection: Dispute,
    files: Vec<File>,
) -> Result<Result<DisputeId, Refusal>, StoreError> {
    let (unit_services, today) = (Arc::clone(services), creditor.zone.day_of(objection.made_at));
    let (objection, files) = (Arc::new(objection), Arc::new(files));
    let done = services
        .store
        .write(move |db| {
            let (services, new, files) = (Arc::clone(&unit_services), Arc::clone(&objection), Arc::clone(&files));
            Box::pin(async move {
                debtors::lock(db, new.creditor, new.debtor).await?;
                if let Some(before) = disputes::by_form(db, new.creditor, &new.form_key).await? {
                    return Ok(if is_same(&before, &new) { Ok(before.id) } else { Err(Refusal::FormUsed) });
                }
                let invoice = invoices::lock(db, new.creditor, new.invoice).await?;
                let invoice = invoice.filter(|invoice| invoice.debtor == new.debtor);
                let Some((invoice, most)) = invoice.and_then(|i| disputable(&i).map(|most| (i, most))) else {
                    return Ok(Err(Refusal::NothingLeft));
                };
                if new.amount.minor() > most.minor() || !new.amount.is_positive() {
                    return Ok(Err(Refusal::TooMuch { most }));
                }
                disputes::add(db, &new).await?;
                for file in files.iter() {
                    disputes::attach(db, &new, file).await?;
                }
                if new.amount == most {
                    // Nothing of the invoice is asked for any more, so nobody is reminded of it.
                    let id = PauseId::new(services.ids.uuid(new.made_at));
                    pauses::add(db, &pause(&new, &invoice, id, today)).await?;
                }
                let work = Job::ObjectionMade { objection: new.id };
                work.queue(db, &*services.ids, new.creditor, new.made_at).await?;
                Ok(Ok(new.id))
            })
        })
        .await?;
    services.wake.notify_one();
    Ok(done)
}

fn is_same(before: &Dispute, new: &Dispute) -> bool {
    let what = |o: &Dispute| (o.debtor, o.invoice, o.line, o.amount, o.reason);
    what(before) == what(new) && before.words == new.words
}

fn pause(of: &Dispute, invoice: &Invoice, id: PauseId, today: domain::date::Date) -> Pause {
    Pause {
        creditor: of.creditor,
        id,
        debtor: of.debtor,
        invoice: Some(invoice.id),
        reason: PauseReason::Dispute,
        from: today,
        to: None,
        // Interest rests by the objected amount itself (`charges::rests`).
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

/// What a ruling would do to the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// What comes off the invoice.
    pub lowered: Money,
    /// What becomes the debtor's credit, since it was paid meanwhile.
    pub credit: Money,
    /// What is asked for again.
    pub asked_again: Money,
    /// What is open of the principal then.
    pub balance: Money,
}

/// What upholding so much of an objection would do to its invoice. Shown to staff before they decide.
///
/// # Errors
/// [`Refusal`]; [`StoreError`] for amounts out of range.
pub fn effect(objection: &Dispute, invoice: &Invoice, upheld: Money) -> Result<Result<Effect, Refusal>, StoreError> {
    let most = objection.amount;
    if objection.state != DisputeState::Open {
        return Ok(Err(Refusal::NotOpen));
    }
    if upheld.currency() != most.currency() || upheld.minor() < 0 || upheld.minor() > most.minor() {
        return Ok(Err(Refusal::TooMuch { most }));
    }
    let open = Money::new(invoice.balance.minor().max(0), most.currency());
    let lowered = upheld.least(open)?;
    let balance = invoice.balance.minus(lowered)?;
    let asked_again = most.minus(upheld)?.least(Money::new(balance.minor().max(0), most.currency()))?;
    Ok(Ok(Effect { lowered, credit: upheld.minus(lowered)?, asked_again, balance }))
}

/// Decides an open objection: what is upheld comes off the books, nothing of it rests any more, and the debtor is told.
///
/// # Errors
/// [`StoreError`]; nothing was written then.
pub async fn decide(
    services: &Arc<Services>,
    creditor: &Creditor,
    id: DisputeId,
    ruling: Ruling,
) -> Result<Result<(), Refusal>, StoreError> {
    let (unit_services, unit_creditor) = (Arc::clone(services), creditor.clone());
    let done = services
        .store
        .write(move |db| {
            let (services, creditor, ruling) = (Arc::clone(&unit_services), unit_creditor.clone(), ruling.clone());
            Box::pin(async move { ruled(db, &services, &creditor, id, ruling).await })
        })
        .await?;
    services.wake.notify_one();
    Ok(done)
}

async fn ruled(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    id: DisputeId,
    ruling: Ruling,
) -> Result<Result<(), Refusal>, StoreError> {
    let now = services.clock.now();
    let Some((objection, invoice)) = open_one(db, creditor, id).await? else { return Ok(Err(Refusal::NotOpen)) };
    if let Err(refusal) = effect(&objection, &invoice, ruling.upheld)? {
        return Ok(Err(refusal));
    }
    let upheld = ruling.upheld.is_positive();
    let decision = Decision {
        state: if upheld { DisputeState::Upheld } else { DisputeState::Rejected },
        upheld: ruling.upheld,
        words: Some(ruling.words).filter(|words| !words.is_empty()),
        by: Some(ruling.by.name().to_owned()),
    };
    if upheld {
        let entry = Entry::upheld(invoice.id, invoice.debtor, ruling.upheld, invoice.balance)?;
        let cause = format!("{}{id}", charges::UPHELD);
        let change = post(db, services, creditor, cause, entry, now).await?;
        if let Some(agreement) = invoice.plan {
            // Its plan asks for less at once, and not from tomorrow on.
            Job::Fit { agreement, change }.queue(db, &*services.ids, creditor.id, now).await?;
        }
    }
    closed(db, creditor, &objection, &decision, now).await?;
    if upheld {
        // Interest on what was never owed is taken back at once, and the fee for being late with it.
        let owed = account::outstanding(db, creditor, objection.debtor, now).await?;
        let own: Vec<_> = owed.accrued.into_iter().filter(|accrued| accrued.invoice == invoice.id).collect();
        charges::book(db, &*services.ids, creditor, &own, now).await?;
        if ruling.upheld == invoice.total && invoice.fees.is_positive() {
            let entry = Entry::waived(invoice.id, Charge::Fee, invoice.fees)?;
            post(db, services, creditor, format!("{}{id}:fee", charges::UPHELD), entry, now).await?;
        }
    }
    noted(db, services, &objection, ruling.by, upheld, now).await?;
    let work = Job::ObjectionAnswered { objection: id };
    work.queue(db, &*services.ids, creditor.id, now).await?;
    Ok(Ok(()))
}

/// Writes into the trail what was decided.
async fn noted(
    db: &mut Db,
    services: &Services,
    of: &Dispute,
    who: Who,
    upheld: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let debtor = debtors::by_id(db, of.creditor, of.debtor).await?;
    let detail = detail([("debtor", debtor.map(|debtor| debtor.reference).unwrap_or_default())]);
    let action = if upheld { Action::DisputeUpheld } else { Action::DisputeRejected };
    let act = Act { creditor: of.creditor, who, action, subject: Subject::Dispute(of.id), detail };
    audit::note(db, AuditId::new(services.ids.uuid(now)), &act, now).await
}

/// The objection and its invoice, both taken for this transaction; `None` when it is not open.
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
    objection: &Dispute,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !disputes::close(db, objection, decision, now).await? {
        return Err(StoreError::Damaged(format!("{} was answered twice", objection.id)));
    }
    pauses::end_of(db, creditor.id, objection.id.uuid(), creditor.zone.today(now)).await.map(drop)
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
    Err(StoreError::Damaged(format!("{} is in the ledger, but its objection is open", new.cause)))
}

/// The debtor takes an objection back: its amount is asked for again. `false` when it is not open, or not theirs.
///
/// # Errors
/// [`StoreError`].
pub async fn withdraw(
    services: &Arc<Services>,
    creditor: &Creditor,
    debtor: domain::id::DebtorId,
    id: DisputeId,
) -> Result<bool, StoreError> {
    let (unit_creditor, now) = (creditor.clone(), services.clock.now());
    services
        .store
        .write(move |db| {
            let creditor = unit_creditor.clone();
            Box::pin(async move {
                let Some((objection, _)) = open_one(db, &creditor, id).await? else { return Ok(false) };
                if objection.debtor != debtor {
                    return Ok(false);
                }
                let none = Money::zero(objection.amount.currency());
                let decision = Decision { state: DisputeState::Withdrawn, upheld: none, words: None, by: None };
                closed(db, &creditor, &objection, &decision, now).await?;
                Ok(true)
            })
        })
        .await
}
