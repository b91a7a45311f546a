//! An extension takes effect: at once, or where a part is paid for it, with the money of that part, in the transaction
//! that books it. While the ledger does not have the part, nothing has moved; when it goes back, so does the due date.

use crate::TxContext;
use crate::account;
use crate::account::charges;
use domain::agreement::{AgreementRecord, Extension, ExtensionMove};
use domain::id::PauseId;
use domain::invoice::{Charge, Invoice};
use domain::ledger::Entry;
use domain::pause::{Pause, PauseReason};
use store::{Db, StoreError, agreements, invoices, ledger, pauses};

/// Moves the due date, pauses reminders until the new one, and charges the price.
pub async fn take_effect(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Extension,
) -> Result<(), StoreError> {
    let creditor = agreed.creditor;
    agreements::extend(db, creditor, terms.invoice, Some(terms.new_due)).await?;
    let pause = Pause {
        creditor,
        id: PauseId::new(context.ids.uuid(context.now)),
        debtor: agreed.debtor,
        invoice: Some(terms.invoice),
        reason: PauseReason::Extension,
        from: context.today(),
        to: Some(terms.new_due),
        interest: false,
        of: Some(agreed.id.uuid()),
    };
    pauses::add(db, &pause).await?;
    if terms.price.is_positive() {
        let entry = Entry::charged(terms.invoice, Charge::Fee, terms.price)?;
        post(db, context, agreed, "price", &entry).await?;
    }
    Ok(())
}

/// Brings an extension with a part to pay to where the ledger is: in effect while that part has come, else not.
pub async fn follow_money(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Extension,
) -> Result<(), StoreError> {
    if terms.takes_effect_at_once() {
        return Ok(());
    }
    let received = agreements::received(db, agreed, terms.pay_now.currency()).await?;
    let Some(invoice) = invoices::lock(db, agreed.creditor, terms.invoice).await? else { return Ok(()) };
    match terms.moved(&received, &invoice, context.creditor.zone, context.today())? {
        Some(ExtensionMove::TakesEffect) => {
            // From here on charges run by another day: what has accrued is in the books first.
            let owed = account::outstanding(db, context.creditor, agreed.debtor, context.now).await?;
            let own: Vec<_> = owed.accrued.into_iter().filter(|late| late.invoice == terms.invoice).collect();
            charges::book(db, context, &own).await?;
            take_effect(db, context, agreed, terms).await
        }
        Some(ExtensionMove::LosesEffect) => take_back(db, context, agreed, terms, &invoice).await,
        None => Ok(()),
    }
}

/// The due date is the old one again, as if it had never moved, and the price is waived as far as it is still open.
async fn take_back(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Extension,
    invoice: &Invoice,
) -> Result<(), StoreError> {
    if pauses::drop_of(db, agreed.creditor, agreed.id.uuid()).await? == 0 {
        // Another extension has the same last day.
        return Ok(());
    }
    let before = Some(terms.old_due).filter(|old| *old != invoice.due);
    agreements::extend(db, agreed.creditor, invoice.id, before).await?;
    let open = terms.price.min(invoice.fees)?;
    if open.is_positive() {
        let entry = Entry::waived(invoice.id, Charge::Fee, open)?;
        post(db, context, agreed, "price_back", &entry).await?;
    }
    Ok(())
}

/// The money may come, go and come again: each time is a cause of its own, the first without a number.
async fn post(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    what: &str,
    entry: &Entry,
) -> Result<(), StoreError> {
    let first = format!("agreement:{}:{what}", agreed.id);
    let mut times = 1_u32;
    loop {
        let cause = if times == 1 { first.clone() } else { format!("{first}:{times}") };
        if ledger::post(db, agreed.creditor, &context.entry(cause, entry.clone()), context.now).await? {
            return Ok(());
        }
        times = times.saturating_add(1);
    }
}
