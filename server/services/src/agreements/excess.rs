//! Waived excess. Terms that a person asked for or was offered hold as they were written: late interest and fees that
//! came on top while an answer was waited for are waived. For a plan that is done when it is agreed, in the same transaction; a
//! settlement moves nothing before it is paid, and then gives up whatever else is owed that day.

use crate::TxContext;
use crate::account::DebtorAccount;
use domain::agreement::Terms;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Charge;
use domain::ledger::Entry;
use domain::money::Money;
use domain::offer::OpenDebt;
use store::{Db, StoreError, invoices, ledger};

/// What is owed on the invoices of a plan or a settlement beyond its terms.
///
/// # Errors
/// [`StoreError::Money`] for amounts out of range.
pub fn beyond(terms: &Terms, debtor_account: &DebtorAccount) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let mut found = Vec::new();
    // Other terms name no amounts of their own.
    for (invoice, amount) in terms.covers(|_| None) {
        let owed = debtor_account.debts.iter().find(|debt| debt.invoice == invoice).and_then(OpenDebt::owed);
        let more = owed.map(|owed| owed.minus(amount)).transpose()?;
        found.extend(more.filter(|more| more.is_positive()).map(|more| (invoice, more)));
    }
    Ok(found)
}

/// Waives it: interest first, then fees. What has accrued is in the books already.
pub async fn waive(
    db: &mut Db,
    context: &TxContext<'_>,
    agreement: AgreementId,
    beyond: &[(InvoiceId, Money)],
) -> Result<(), StoreError> {
    for (invoice, more) in beyond {
        let gone = || StoreError::Damaged(format!("{agreement} covers {invoice}, which is not there"));
        let found = invoices::by_id(db, context.creditor.id, *invoice).await?.ok_or_else(gone)?;
        let interest = more.min(found.interest)?;
        for (charge, word, amount) in
            [(Charge::Interest, "interest", interest), (Charge::Fee, "fee", more.minus(interest)?)]
        {
            if !amount.is_positive() {
                continue;
            }
            let cause = format!("agreement:{agreement}:held:{invoice}:{word}");
            let new = context.entry(cause, Entry::waived(*invoice, charge, amount)?);
            ledger::post(db, context.creditor.id, &new, context.now).await?;
        }
    }
    Ok(())
}
