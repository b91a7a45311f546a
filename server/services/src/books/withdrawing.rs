//! An item is taken out of the books as if its list had never named it: void, with what its lists booked of it taken back.
//! That can be done while nothing else has happened to it.

use super::answers;
use super::knowledge::SOURCE;
use crate::TxContext;
use crate::credit;
use domain::allocation::Share;
use domain::id::EntryId;
use domain::invoice::Invoice;
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use store::ledger::{self, NewEntry, Touch};
use store::sources::{self, Said};
use store::{Db, StoreError, agreements, discounts, disputes, invoices, originals, set_offs};

/// Was nothing paid here, agreed or disputed of it? What is set off can be had back.
pub(super) async fn is_only_listed(db: &mut Db, invoice: &Invoice, touches: &[Touch]) -> Result<bool, StoreError> {
    let own = |touch: &Touch| touch.cause.starts_with(SOURCE) || touch.kind == EntryKind::CreditUsed;
    Ok(touches.iter().all(own)
        && invoice.plan.is_none()
        && disputes::open_on(db, invoice.creditor, invoice.id).await?.is_empty()
        && !agreements::covers(db, invoice.creditor, invoice.id).await?)
}

/// Withdraws it in the name of import `n`.
pub(super) async fn withdraw(
    db: &mut Db,
    context: &TxContext<'_>,
    invoice: &Invoice,
    touches: &[Touch],
    n: i64,
) -> Result<(), StoreError> {
    let creditor = invoice.creditor;
    let set_off = set_offs::of_invoice(db, creditor, invoice.id).await?;
    credit::release_all(db, context, invoice.id).await?;
    let answered = set_off.iter().map(|of| of.invoice).filter(|of| *of != invoice.id);
    answers::withdrawn(db, context, invoice.id, answered).await?;
    take_back(db, context, invoice, touches, |touch| touch.kind != EntryKind::CreditUsed).await?;
    let revision = invoice.revision + 1;
    invoices::update(db, &Invoice { revision, digest: 0, ..invoice.clone() }).await?;
    invoices::set_void(db, creditor, invoice.id, true).await?;
    originals::withdraw(db, creditor, invoice.id, n).await?;
    sources::record_said(db, creditor, invoice.id, Said { import: -n, ..Said::default() }, 0).await
}

/// Takes back the entries of which it `holds`, the newest first.
pub(super) async fn take_back(
    db: &mut Db,
    context: &TxContext<'_>,
    invoice: &Invoice,
    touches: &[Touch],
    holds: impl Fn(&Touch) -> bool,
) -> Result<(), StoreError> {
    let (creditor, currency, now) = (invoice.creditor, invoice.total.currency(), context.now);
    for (n, touch) in (1..).zip(touches.iter().rev().filter(|touch| holds(touch) && touch.principal != 0)) {
        let back = Money::new(-touch.principal, currency);
        let (entry, about) = match touch.kind {
            EntryKind::PaidOutside => {
                (Entry::paid_outside(invoice.id, back.negated()?)?, Some(touch.about.unwrap_or(touch.entry)))
            }
            EntryKind::WrittenOff => {
                let share = Share::principal(invoice.id, back.negated()?);
                (Entry::written_off(currency, &[share])?, Some(touch.about.unwrap_or(touch.entry)))
            }
            _ => (Entry::invoice_changed(invoice.id, back)?, None),
        };
        let cause = format!("{SOURCE}{}:{}:undo:{n}", invoice.id, invoice.revision + 1);
        let cause =
            if discounts::is_shrunk(&touch.cause) { discounts::shrunk_cause(&touch.cause, &cause) } else { cause };
        let new = NewEntry { id: EntryId::new(context.ids.uuid(now)), cause, payment: None, at: now, entry };
        match about {
            Some(about) => ledger::post_about(db, creditor, &new, about, now).await?,
            None => ledger::post(db, creditor, &new, now).await?,
        };
    }
    Ok(())
}
