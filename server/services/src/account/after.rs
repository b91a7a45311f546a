//! What a debtor owes once a payment has come: worked out like what is owed now, so that the page before paying says what the
//! pages after it will.

use super::{DebtorAccount, more_time, plans, settlements};
use domain::allocation::Share;
use domain::invoice::{Component, Invoice};
use domain::money::Money;
use domain::payment::PlannedShare;
use store::StoreError;

impl DebtorAccount {
    /// The account after these shares of one payment, on the same day: prices, discounts, settlements and plans follow what is left.
    ///
    /// # Errors
    /// [`StoreError`] for amounts out of range.
    pub fn after(&self, paid: &[PlannedShare]) -> Result<Self, StoreError> {
        let mut account = self.clone();
        for PlannedShare { share, discount, beside } in paid {
            for invoice in account.owed.invoices.iter_mut().filter(|invoice| invoice.id == share.invoice) {
                lower(invoice, share, *discount)?;
                if let Some(of) = invoice.beside.as_mut().filter(|of| *beside == Some(of.plan)) {
                    of.owed = of.owed.minus(share.amount)?.minus(*discount)?;
                }
                invoice.beside = invoice.beside.filter(|of| of.owed.is_positive());
            }
        }
        let shares = paid.iter().map(|planned| (planned.share.invoice, planned.share.amount));
        settlements::receive(&mut account.owed.settlements, &mut account.owed.invoices, shares)?;
        plans::receive(&mut account.owed.plans, &mut account.owed.invoices, paid, account.owed.as_of)?;
        more_time::receive(&mut account.waiting, &mut account.owed.invoices, paid, account.owed.as_of)?;
        account.price()?;
        Ok(account)
    }
}

/// Takes a share, and what comes off beside it, off what is owed.
fn lower(invoice: &mut Invoice, share: &Share, discount: Money) -> Result<(), StoreError> {
    let part = match share.component {
        Component::Fee => &mut invoice.fees,
        Component::Interest => &mut invoice.interest,
        Component::Principal => &mut invoice.balance,
    };
    *part = part.minus(share.amount)?.minus(discount)?;
    Ok(())
}
