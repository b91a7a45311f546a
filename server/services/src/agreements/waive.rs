//! Charges that the creditor waives: late interest and fees of an invoice, all or a part, with the reason on record.
//!
//! One transaction that takes the debtor's row first and the invoice's next, as agreeing does. Interest of the days
//! until now is posted before it is waived, so that it is not charged again. Interest of the days to come is charged as
//! before.

use super::follow;
use super::jobs;
use crate::Services;
use crate::account;
use crate::account::charges;
use crate::outbox::Job as _;
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::id::{AuditId, EntryId, InvoiceId};
use domain::invoice::Charge;
use domain::ledger::Entry;
use domain::money::Money;
use std::sync::Arc;
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, audit, debtors, invoices};

/// What is waived of an invoice.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much of its interest.
    pub interest: Money,
    /// How much of its fees.
    pub fees: Money,
    /// Why, for the audit trail.
    pub reason: String,
    /// Makes a form sent twice one waiver.
    pub form_key: String,
    /// Who waives it.
    pub by: Who,
}

/// Why nothing was waived.
#[derive(Debug, thiserror::Error)]
pub enum WaiveError {
    /// There is no such invoice.
    #[error("there is no such invoice")]
    NoInvoice,
    /// No more than this is owed.
    #[error("no more than {interest} of interest and {fees} of fees is owed")]
    TooMuch {
        /// Of interest.
        interest: Money,
        /// Of fees.
        fees: Money,
    },
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(WaiveError);

/// Waives charges. The same form sent again changes nothing more.
///
/// # Errors
/// [`WaiveError`] when there is no such invoice, less is owed, or the store failed.
pub async fn waive(services: &Arc<Services>, creditor: &Creditor, waiver: Waiver) -> Result<(), WaiveError> {
    let input = (Arc::clone(services), creditor.clone(), waiver);
    let unit = services
        .store
        .attempt(input, |db, (services, creditor, waiver)| Box::pin(waived(db, services, creditor, waiver)));
    unit.await?;
    services.wake.notify_one();
    Ok(())
}

/// Was this form's waiver done?
pub async fn is_done(services: &Services, creditor: &Creditor, form_key: &str) -> Result<bool, StoreError> {
    done_before(&mut services.store.read().await?, creditor, form_key).await
}

async fn done_before(db: &mut Db, creditor: &Creditor, form_key: &str) -> Result<bool, StoreError> {
    for charge in [Charge::Interest, Charge::Fee] {
        if ledger::has(db, creditor.id, &cause(form_key, charge)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn cause(form_key: &str, charge: Charge) -> String {
    match charge {
        Charge::Interest => format!("waiver:{form_key}:interest"),
        Charge::Fee => format!("waiver:{form_key}:fees"),
    }
}

async fn waived(db: &mut Db, services: &Services, creditor: &Creditor, waiver: &Waiver) -> Result<(), WaiveError> {
    let now = services.clock.now();
    let invoice = invoices::by_id(db, creditor.id, waiver.invoice).await?.ok_or(WaiveError::NoInvoice)?;
    debtors::lock(db, creditor.id, invoice.debtor).await?;
    let invoice = invoices::lock(db, creditor.id, waiver.invoice).await?.ok_or(WaiveError::NoInvoice)?;
    if done_before(db, creditor, &waiver.form_key).await? {
        return Ok(());
    }
    let owed = account::outstanding(db, creditor, invoice.debtor, now).await?;
    // With what accrued until today; a paid invoice is not among them, and its charges are none.
    let standing = owed.invoices.iter().find(|open| open.id == invoice.id).unwrap_or(&invoice);
    let (interest, fees) = (standing.interest, standing.fees);
    let fits = |wanted: Money, max: Money| {
        wanted.currency() == max.currency() && (0..=max.minor().max(0)).contains(&wanted.minor())
    };
    let some = waiver.interest.is_positive() || waiver.fees.is_positive();
    if !some || !fits(waiver.interest, interest) || !fits(waiver.fees, fees) {
        return Err(WaiveError::TooMuch { interest, fees });
    }
    let own: Vec<_> = owed.accrued.into_iter().filter(|accrued| accrued.invoice == invoice.id).collect();
    charges::book(db, &services.context(creditor, now), &own).await?;
    let parts = [(Charge::Interest, waiver.interest), (Charge::Fee, waiver.fees)];
    for (charge, amount) in parts.into_iter().filter(|(_, amount)| amount.is_positive()) {
        let id = EntryId::new(services.ids.uuid(now));
        let entry = Entry::waived(invoice.id, charge, amount).map_err(StoreError::from)?;
        let new = NewEntry { id, cause: cause(&waiver.form_key, charge), payment: None, at: now, entry };
        if !ledger::post(db, creditor.id, &new, now).await? {
            return Err(StoreError::Damaged(format!("{} came into the ledger meanwhile", new.cause)).into());
        }
        if let Some(agreement) = invoice.plan {
            jobs::Fit { agreement, change: id }.queue(db, &*services.ids, creditor.id, now).await?;
        }
    }
    follow::follow_debt(db, &services.context(creditor, now), &invoice).await?;
    let debtor = debtors::by_id(db, creditor.id, invoice.debtor).await?;
    let detail = detail([
        ("debtor", debtor.map(|debtor| debtor.reference).unwrap_or_default()),
        ("invoice", invoice.number),
        // The trail shows them in the order of their names.
        ("let_go_interest", said(waiver.interest)),
        ("let_go_fees", said(waiver.fees)),
        ("reason", waiver.reason.clone()),
    ]);
    let subject = Subject::Debtor(invoice.debtor);
    let act = Act { creditor: creditor.id, who: waiver.by.clone(), action: Action::ChargesWaived, subject, detail };
    audit::note(db, AuditId::new(services.ids.uuid(now)), &act, now).await?;
    Ok(())
}

/// An amount for the trail; nothing where there is none.
fn said(amount: Money) -> String {
    if amount.is_positive() { amount.to_string() } else { String::new() }
}
