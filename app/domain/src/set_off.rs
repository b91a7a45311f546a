//! Which of a debtor's credits pays which debt: a note first what it names, then everything by age.

use super::date::Date;
use super::id::InvoiceId;
use super::ledger::CreditSource;
use super::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// By whom a debtor's credit is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditRule {
    /// By itself, as soon as there is something that it can pay.
    #[default]
    Automatic,
    /// By the debtor, before paying.
    Debtor,
    /// By the creditor's staff.
    Staff,
}

impl CreditRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Automatic, Self::Debtor, Self::Staff];

    /// The name in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Debtor => "debtor",
            Self::Staff => "staff",
        }
    }
}

/// A credit of a debtor's that is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeCredit {
    /// The source of the credit.
    pub source: CreditSource,
    /// What is left of it.
    pub amount: Money,
    /// The invoice that a credit note names.
    pub names: Option<InvoiceId>,
    /// Invoices that it is not used for: a person has taken it back from there.
    pub not_for: BTreeSet<InvoiceId>,
}

/// A debt that credit can pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayableDebt {
    /// The invoice's id.
    pub invoice: InvoiceId,
    /// Last day to pay it.
    pub due: Date,
    /// How much of it.
    pub amount: Money,
    /// How much of it a note that names it can pay: a note says that so much was never owed, whatever was agreed for it.
    pub to_its_note: Money,
}

/// So much of a credit pays so much of a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetOff {
    /// The credit.
    pub source: CreditSource,
    /// The debt.
    pub invoice: InvoiceId,
    /// The amount with its currency.
    pub amount: Money,
}

/// Spreads free credits over debts of their currency: first each over the invoice that it names, then in their order over
/// what is due first.
///
/// # Errors
/// [`MoneyError::Overflow`], for sums past 64 bits.
pub fn set_offs(credits: &[FreeCredit], debts: &[PayableDebt]) -> Result<Vec<SetOff>, MoneyError> {
    let (mut credits, mut debts, mut all) = (credits.to_vec(), debts.to_vec(), Vec::new());
    debts.sort_by_key(|debt| (debt.due, debt.invoice));
    for named in [true, false] {
        for credit in &mut credits {
            for debt in &mut debts {
                let named_one = !named || credit.names == Some(debt.invoice);
                let meant = named_one && !credit.not_for.contains(&debt.invoice);
                if !meant || credit.amount.currency() != debt.amount.currency() {
                    continue;
                }
                let amount = credit.amount.min(if named { debt.to_its_note } else { debt.amount })?;
                if amount.is_positive() {
                    credit.amount = credit.amount.minus(amount)?;
                    (debt.amount, debt.to_its_note) = (debt.amount.minus(amount)?, debt.to_its_note.minus(amount)?);
                    all.push(SetOff { source: credit.source, invoice: debt.invoice, amount });
                }
            }
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DebtorId;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn money(code: &str, minor: i64) -> Money {
        Money::new(minor, code.parse().expect("a currency"))
    }

    fn invoice(n: u128) -> InvoiceId {
        InvoiceId::new(Uuid::from_u128(n))
    }

    fn note(n: u128, minor: i64, names: Option<u128>) -> FreeCredit {
        let (source, amount) = (CreditSource::Note(invoice(n)), money("MXN", minor));
        FreeCredit { source, amount, names: names.map(invoice), not_for: BTreeSet::new() }
    }

    fn debt(n: u128, day: u32, amount: Money) -> PayableDebt {
        let due = Date::from_ymd_opt(2026, 10, day).expect("a day");
        PayableDebt { invoice: invoice(n), due, amount, to_its_note: amount }
    }

    fn plain(credits: &[FreeCredit], debts: &[PayableDebt]) -> Vec<(InvoiceId, i64)> {
        let all = set_offs(credits, debts).expect("small");
        all.iter().map(|one| (one.invoice, one.amount.minor())).collect()
    }

    #[test]
    fn what_a_note_names_is_first_and_then_what_is_due_first() {
        let debts = [debt(1, 20, money("MXN", 300)), debt(2, 10, money("MXN", 100)), debt(3, 1, money("USD", 900))];
        assert_eq!(plain(&[note(9, 150, None)], &debts), [(invoice(2), 100), (invoice(1), 50)]);
        assert_eq!(plain(&[note(9, 150, Some(1))], &debts), [(invoice(1), 150)]);
        assert_eq!(plain(&[note(9, 350, Some(1))], &debts), [(invoice(1), 300), (invoice(2), 50)]);
        assert_eq!(
            plain(&[note(9, 500, Some(7))], &debts),
            [(invoice(2), 100), (invoice(1), 300)],
            "what is left stays"
        );
        // What one names is not taken by another before it.
        let two = [note(8, 300, None), note(9, 300, Some(1))];
        assert_eq!(plain(&two, &debts), [(invoice(1), 300), (invoice(2), 100)]);
        let account = FreeCredit { source: CreditSource::Account(DebtorId::new(Uuid::nil())), ..note(9, 5, None) };
        assert_eq!(plain(std::slice::from_ref(&account), &debts), [(invoice(2), 5)]);
        let apart = FreeCredit { not_for: BTreeSet::from([invoice(2)]), ..account };
        assert_eq!(plain(&[apart], &debts), [(invoice(1), 5)]);
        assert_eq!(plain(&[], &debts), []);
    }

    #[test]
    fn what_was_agreed_for_less_takes_no_more_of_credit_but_of_its_own_note() {
        let settled = PayableDebt { amount: money("MXN", 180), ..debt(1, 20, money("MXN", 300)) };
        let debts = [settled, debt(2, 25, money("MXN", 50))];
        assert_eq!(plain(&[note(9, 500, None)], &debts), [(invoice(1), 180), (invoice(2), 50)]);
        assert_eq!(plain(&[note(9, 500, Some(1))], &debts), [(invoice(1), 300), (invoice(2), 50)]);
        assert_eq!(
            plain(&[note(9, 100, Some(1)), note(8, 100, None)], &debts),
            [(invoice(1), 100), (invoice(1), 80), (invoice(2), 20)]
        );
        assert_eq!(plain(&[note(9, 200, Some(1)), note(8, 20, None)], &debts), [(invoice(1), 200), (invoice(2), 20)]);
    }

    #[test]
    fn a_rule_is_named_as_the_policy_has_it() {
        for rule in CreditRule::ALL {
            assert_eq!(serde_json::to_value(rule).expect("JSON"), rule.as_str());
        }
    }

    proptest! {
        #[test]
        fn no_credit_and_no_debt_is_used_twice(
            credits in prop::collection::vec((1..500_i64, prop::option::of(0..6_u128)), 0..6),
            debts in prop::collection::vec((1..30_u32, 1..500_i64), 0..6),
        ) {
            let credits: Vec<FreeCredit> = (100..).zip(credits).map(|(n, (amount, names))| note(n, amount, names)).collect();
            let debts: Vec<PayableDebt> = (0..).zip(debts).map(|(n, (day, amount))| debt(n, day, money("MXN", amount))).collect();
            let all = set_offs(&credits, &debts).expect("small");
            let of = |holds: &dyn Fn(&SetOff) -> bool| all.iter().filter(|one| holds(one)).map(|one| one.amount.minor()).sum::<i64>();
            for credit in &credits {
                prop_assert!(of(&|one| one.source == credit.source) <= credit.amount.minor());
            }
            for debt in &debts {
                prop_assert!(of(&|one| one.invoice == debt.invoice) <= debt.amount.minor());
            }
            let (has, owes): (i64, i64) = (credits.iter().map(|c| c.amount.minor()).sum(), debts.iter().map(|d| d.amount.minor()).sum());
            prop_assert_eq!(of(&|_| true), has.min(owes), "all that can be set off is");
        }
    }
}
