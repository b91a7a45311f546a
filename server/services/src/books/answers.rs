//! Credit notes that answer what a debtor said was wrong: what was found not to be owed, and is off the invoice since, is
//! not taken off once more by the note that the creditor's system writes for it.
//!
//! A note that names the invoice is about it, and so is one of exactly that sum. Where another note comes, both come off
//! and a person is told: that is the smaller sum.

use super::import::Begun;
use super::knowledge::{self, SOURCE};
use super::report::Applied;
use crate::TxContext;
use crate::agreements::jobs::Fit;
use crate::credit;
use crate::disputes::answered_by_list;
use crate::ids::Ids;
use crate::outbox::Job as _;
use chrono::{DateTime, Utc};
use domain::books::{Known, OpenDispute};
use domain::creditor::Creditor;
use domain::id::{EntryId, ExceptionId, InvoiceId};
use domain::invoice::{Component, Invoice};
use domain::ledger::{CreditSource, Entry, EntryKind};
use domain::money::Money;
use domain::set_off::SetOff;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::exceptions::{self, ExceptionKind, NewException};
use store::ledger::{self, NewEntry};
use store::sources::Said;
use store::{Db, Store, StoreError, debtors, disputes, invoices, set_offs};

/// How many notes are looked at in one transaction.
const BATCH: usize = 50;
/// A debtor with more disputes than this has them looked at by hand.
const MOST: i64 = 1_000;

/// Brings the notes that an import has brought together with what was found not to be owed.
pub(super) async fn bring_together(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let mut applied = Applied::default();
    let notes = disputes::notes_beside(&mut store.read().await?, creditor.id, begun.n).await?;
    for part in notes.chunks(BATCH) {
        let unit = store.write((part.to_vec(), Arc::clone(ids), creditor.clone()), move |db, (part, ids, creditor)| {
            Box::pin(async move {
                let context = TxContext { ids: &**ids, creditor, now };
                let mut applied = Applied::default();
                for note in part {
                    applied.contradicted(one(db, &context, *note).await?);
                }
                Ok(applied)
            })
        });
        applied.add(unit.await?);
    }
    Ok(applied)
}

/// An invoice with what was found not to be owed of it and no list has said yet.
struct Answered {
    invoice: Invoice,
    upheld: i64,
    open: Vec<OpenDispute>,
}

async fn one(db: &mut Db, context: &TxContext<'_>, note: InvoiceId) -> Result<Option<String>, StoreError> {
    let creditor = context.creditor.id;
    let Some(found) = invoices::by_id(db, creditor, note).await? else { return Ok(None) };
    debtors::lock(db, creditor, found.debtor).await?;
    let Some(note) = invoices::lock(db, creditor, note).await?.filter(|note| !note.void) else { return Ok(None) };
    let named = set_offs::named_by(db, creditor, note.id).await?;
    let about = match &named {
        Some(named) => credit::named_invoice(db, creditor, note.debtor, named).await?,
        None => None,
    };
    let mut all = answered(db, context, &note).await?;
    match about {
        Some(about) => all.retain(|one| one.invoice.id == about),
        None => {
            // Of what is open yet a note says nothing that does not name it.
            all.retain(|one| one.upheld > 0);
            let same: Vec<_> = all.iter().filter(|one| one.upheld == -note.balance.minor()).collect();
            if let [same] = same[..] {
                let same = same.invoice.id;
                all.retain(|one| one.invoice.id == same);
            } else if all.is_empty() || named.is_some() {
                return Ok(None);
            } else {
                return tell(db, context, &note, &all).await;
            }
        }
    }
    match all.pop() {
        Some(about) => answer(db, context, &note, &about).await.map(|()| None),
        None => Ok(None),
    }
}

/// The debtor's invoices of which something was upheld, or is disputed.
async fn answered(db: &mut Db, context: &TxContext<'_>, note: &Invoice) -> Result<Vec<Answered>, StoreError> {
    let creditor = context.creditor.id;
    let all = disputes::of_debtor(db, creditor, note.debtor, MOST).await?;
    let ids: BTreeSet<InvoiceId> = all.iter().map(|dispute| dispute.invoice).collect();
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let invoice = invoices::lock(db, creditor, id).await?;
        let same = |invoice: &Invoice| !invoice.void && invoice.total.currency() == note.total.currency();
        let Some(invoice) = invoice.filter(same) else { continue };
        let Known { ahead, ahead_known, disputes, .. } = knowledge::load(db, &invoice, Said::default(), None).await?;
        let upheld = (ahead - ahead_known).max(0);
        if upheld > 0 || !disputes.is_empty() {
            found.push(Answered { invoice, upheld, open: disputes });
        }
    }
    Ok(found)
}

/// The invoice is as large again as the creditor's system has it, and the note pays of it what was found not to be owed.
async fn answer(db: &mut Db, context: &TxContext<'_>, note: &Invoice, about: &Answered) -> Result<(), StoreError> {
    let (creditor, invoice) = (context.creditor, &about.invoice);
    let currency = note.total.currency();
    let mut left = -note.balance.minor();
    let upheld = about.upheld.min(left);
    if upheld > 0 {
        let entry = Entry::invoice_changed(invoice.id, Money::new(upheld, currency))?;
        let change = post(db, context, cause(note.id, invoice.id), entry).await?;
        let amount = Money::new(upheld.min(invoice.balance.minor().saturating_add(upheld)), currency);
        if amount.is_positive() {
            let of = SetOff { source: CreditSource::Note(note.id), invoice: invoice.id, amount };
            credit::set_off(db, context, of, Component::Principal).await?;
        }
        if let Some(agreement) = invoice.plan {
            Fit { agreement, change }.queue(db, context.ids, creditor.id, context.now).await?;
        }
        left -= upheld;
    }
    for dispute in &about.open {
        let amount = dispute.amount.min(left);
        if amount > 0 {
            let answer = (dispute.id, Money::new(amount, currency));
            answered_by_list(db, context.ids, creditor, answer, context.now).await?;
            left -= amount;
        }
    }
    Ok(())
}

/// A note was taken back: what it had answered is off its invoice by itself again. Its set-offs are taken back already.
pub(super) async fn withdrawn(
    db: &mut Db,
    context: &TxContext<'_>,
    note: InvoiceId,
    answered: impl Iterator<Item = InvoiceId>,
) -> Result<(), StoreError> {
    for invoice in answered.collect::<BTreeSet<_>>() {
        let cause = cause(note, invoice);
        let touches = ledger::touching(db, context.creditor.id, invoice).await?;
        let of = touches.iter().find(|touch| touch.cause == cause && touch.kind == EntryKind::InvoiceChanged);
        let Some(found) = invoices::by_id(db, context.creditor.id, invoice).await?.filter(|_| of.is_some()) else {
            continue;
        };
        let less = Money::new(of.map_or(0, |touch| -touch.principal), found.total.currency());
        post(db, context, format!("{cause}:undo"), Entry::invoice_changed(invoice, less)?).await?;
    }
    Ok(())
}

fn cause(note: InvoiceId, invoice: InvoiceId) -> String {
    format!("{SOURCE}{note}:answers:{invoice}")
}

async fn post(db: &mut Db, context: &TxContext<'_>, cause: String, entry: Entry) -> Result<EntryId, StoreError> {
    let new: NewEntry = context.entry(cause, entry);
    if ledger::post(db, context.creditor.id, &new, context.now).await? {
        return Ok(new.id);
    }
    Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)))
}

/// Puts a note before a person that may be the answer to what was upheld; answers the sentence where it is new.
async fn tell(
    db: &mut Db,
    context: &TxContext<'_>,
    note: &Invoice,
    all: &[Answered],
) -> Result<Option<String>, StoreError> {
    let creditor = context.creditor.id;
    let upheld: Vec<String> = all
        .iter()
        .map(|one| format!("{} of {}", Money::new(one.upheld, note.total.currency()), one.invoice.number))
        .collect();
    let detail = format!(
        "{}: the list brings this credit, and {} was found not to be owed; both come off. Is the credit for that? \
         The smaller sum is asked for; see `saldo credit take-back`",
        note.number,
        upheld.join(" and ")
    );
    let (id, kind) = (ExceptionId::new(context.ids.uuid(context.now)), ExceptionKind::ListAsksLess);
    let exception =
        NewException { id, kind, payment: None, event: None, invoice: Some(note.id), detail: detail.clone() };
    if exceptions::is_open_on(db, creditor, &exception).await? {
        return Ok(None);
    }
    exceptions::add(db, creditor, &exception, context.now).await?;
    Ok(Some(detail))
}
