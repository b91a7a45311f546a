//! Small balances: what is left of invoices on which something was paid or let off, and is less than every way to pay can charge. No
//! debtor may leave such a rest, and the policy may let it go.

use super::invoice::Invoice;
use super::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// What becomes of small balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmallBalances {
    /// They stay owed, and are paid together with the next invoice.
    #[default]
    Keep,
    /// They are written off, once a day; and owed again where more of the invoice is.
    WriteOff,
}

impl SmallBalances {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Keep, Self::WriteOff];

    /// The name in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::WriteOff => "write_off",
        }
    }
}

/// Of a debtor's open invoices those in the currency of `least` whose rests can be let go: together they are less than `least`,
/// what every way to pay can charge. None where something else of that currency is open: what is disputed, agreed on, on its way,
/// owed in whole or in the debtor's favour. The rests may be paid with it, or by it.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn small_balances(invoices: &[Invoice], least: Money) -> Result<Vec<&Invoice>, MoneyError> {
    let currency = least.currency();
    let of_it = invoices.iter().filter(|invoice| !invoice.void && invoice.balance.currency() == currency);
    let open: Vec<&Invoice> =
        of_it.filter(|invoice| invoice.owed().is_positive() || invoice.balance.minor() < 0).collect();
    let all = Money::total(currency, open.iter().map(|invoice| invoice.owed()))?;
    let are_rests = all.minor() < least.minor() && open.iter().all(|invoice| is_rest(invoice));
    Ok(if are_rests { open } else { Vec::new() })
}

/// Is it what is left of an invoice about which nothing is open or agreed?
fn is_rest(invoice: &Invoice) -> bool {
    let is_free = invoice.plan.is_none() && invoice.settlement.is_none() && !invoice.on_its_way.is_positive();
    let in_part = invoice.balance.minor() >= 0 && invoice.balance.minor() < invoice.total.minor();
    is_free && in_part && !invoice.disputed.is_positive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AgreementId;
    use crate::invoice::samples::{invoice, mxn};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn rest(of: i64, balance: i64) -> Invoice {
        Invoice { balance: mxn(balance), ..invoice(of) }
    }

    fn let_go(invoices: &[Invoice]) -> usize {
        small_balances(invoices, mxn(1_000)).expect("a sum").len()
    }

    #[test]
    fn rests_are_let_go_where_all_that_is_open_is_less_than_the_least() {
        assert_eq!(let_go(&[]), 0);
        assert_eq!(let_go(&[rest(5_000, 999)]), 1);
        assert_eq!(let_go(&[rest(5_000, 1_000)]), 0, "it can be charged");
        assert_eq!(let_go(&[rest(5_000, 500), rest(5_000, 499)]), 2);
        assert_eq!(let_go(&[rest(5_000, 500), rest(5_000, 500)]), 0, "together they can");
        let charges = Invoice { interest: mxn(30), fees: mxn(5), ..rest(5_000, 0) };
        assert_eq!(let_go(&[charges]), 1, "of charges too");
        let usd = Invoice { balance: Money::new(90_000, "USD".parse().expect("a currency")), ..rest(90_000, 90_000) };
        assert_eq!(let_go(&[rest(5_000, 999), usd]), 1, "another currency is another matter");
    }

    #[test]
    fn what_is_open_or_agreed_is_no_rest() {
        let agreed = Some(AgreementId::new(Uuid::from_u128(9)));
        let small = rest(5_000, 300);
        let kept = [
            rest(300, 300),
            Invoice { plan: agreed, ..small.clone() },
            Invoice { settlement: agreed, ..small.clone() },
            Invoice { disputed: mxn(1), ..small.clone() },
            Invoice { on_its_way: mxn(300), ..small.clone() },
            rest(-5_000, -100),
        ];
        for one in kept {
            assert_eq!(let_go(std::slice::from_ref(&one)), 0, "{one:?}");
            assert_eq!(let_go(&[small.clone(), one.clone()]), 0, "{one:?} beside a rest");
        }
        let void = Invoice { void: true, ..rest(5_000, 5_000) };
        assert_eq!(let_go(&[small, void]), 1, "what is void is not there");
    }

    proptest! {
        #[test]
        fn never_is_let_go_what_could_be_charged(sums in proptest::collection::vec((1..3_000_i64, 0..3_000_i64), 0..5)) {
            let all: Vec<Invoice> = sums.iter().map(|(paid, left)| rest(paid + left, *left)).collect();
            let gone = small_balances(&all, mxn(1_000)).expect("a sum");
            let sum: i64 = gone.iter().map(|invoice| invoice.owed().minor()).sum();
            prop_assert!(sum < 1_000);
            prop_assert!(gone.is_empty() || sum == sums.iter().map(|(_, left)| left).sum::<i64>());
        }
    }
}
