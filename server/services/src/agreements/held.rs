//! Terms that a person asked for or was offered hold as they were written: late interest and fees that came on top
//! while an answer was waited for are let go. For a plan that is done when it is agreed, in the same transaction; a
//! settlement moves nothing before it is paid, and then gives up whatever else is owed that day.

use super::terms::covers;
use crate::Services;
use crate::account::DebtorAccount;
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::id::{AgreementId, CreditorId, EntryId, InvoiceId};
use domain::invoice::Charge;
use domain::ledger::Entry;
use domain::money::Money;
use domain::offer::Debt;
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, invoices};

/// Does a part of a debt hold: is as much owed as was written, and what is owed beyond it no more than its charges?
#[must_use]
pub fn holds(debt: &Debt, amount: Money) -> bool {
    let beyond = debt.owed().and_then(|owed| owed.minus(amount).ok());
    beyond.is_some_and(|beyond| (0..=debt.charges.minor()).contains(&beyond.minor()))
}

/// What is owed on the invoices of a plan or a settlement beyond its terms.
///
/// # Errors
/// [`StoreError::Money`] for amounts out of range.
pub fn beyond(terms: &Terms, debtor_account: &DebtorAccount) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let mut found = Vec::new();
    // Other terms name no amounts of their own.
    for (invoice, amount) in covers(terms, |_| None) {
        let owed = debtor_account.debts.iter().find(|debt| debt.invoice == invoice).and_then(Debt::owed);
        let more = owed.map(|owed| owed.minus(amount)).transpose()?;
        found.extend(more.filter(|more| more.is_positive()).map(|more| (invoice, more)));
    }
    Ok(found)
}

/// Lets it go: interest first, then fees. What has accrued is in the books already.
///
/// # Errors
/// [`StoreError`].
pub async fn let_go(
    db: &mut Db,
    services: &Services,
    (creditor, agreement): (CreditorId, AgreementId),
    beyond: &[(InvoiceId, Money)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for (invoice, more) in beyond {
        let gone = || StoreError::Damaged(format!("{agreement} covers {invoice}, which is not there"));
        let found = invoices::by_id(db, creditor, *invoice).await?.ok_or_else(gone)?;
        let interest = more.least(found.interest)?;
        for (charge, word, amount) in
            [(Charge::Interest, "interest", interest), (Charge::Fee, "fee", more.minus(interest)?)]
        {
            if !amount.is_positive() {
                continue;
            }
            let entry = NewEntry {
                id: EntryId::new(services.ids.uuid(now)),
                cause: format!("agreement:{agreement}:held:{invoice}:{word}"),
                payment: None,
                at: now,
                entry: Entry::waived(*invoice, charge, amount)?,
            };
            ledger::post(db, creditor, &entry, now).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date::Date;
    use uuid::Uuid;

    #[test]
    fn only_charges_may_have_come_on_top() {
        let mxn = |minor| Money::new(minor, "MXN".parse().expect("a currency"));
        let day = Date::from_ymd_opt(2026, 3, 1).expect("a day");
        let debt = Debt {
            invoice: InvoiceId::new(Uuid::from_u128(1)),
            issued: day,
            due: day,
            total: mxn(100_000),
            untaxed: mxn(100_000),
            balance: mxn(100_000),
            charges: mxn(700),
            own_terms: None,
            disputed: false,
            in_plan: false,
        };
        for (written, fits) in [(100_700, true), (100_500, true), (100_000, true), (99_999, false), (100_701, false)] {
            assert_eq!(holds(&debt, mxn(written)), fits, "{written}");
        }
        assert!(!holds(&Debt { in_plan: true, ..debt }, mxn(100_700)));
    }
}
