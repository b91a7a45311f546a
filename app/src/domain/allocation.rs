//! How a payment is spread over invoices.
//!
//! The debtor's choice counts, else the oldest due date first. Shares are fixed when the payment is
//! made; when the money arrives they are cut to what is still owed then, and whatever is over
//! becomes customer credit: money received is never refused and never lost.

use super::id::InvoiceId;
use super::invoice::OpenInvoice;
use super::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// A part of a payment that goes to one invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The part; positive.
    pub amount: Money,
}

/// Why a payment cannot be made as asked. Each is a sentence to the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ChoiceError {
    /// No invoice with anything to pay was chosen.
    #[error("nothing was chosen")]
    Nothing,
    /// Invoices of two currencies were chosen; they are never added up.
    #[error("one payment has one currency")]
    TwoCurrencies,
    /// The amount is below the least that can be paid.
    #[error("less than {least}")]
    TooSmall {
        /// The least.
        least: Money,
    },
    /// The amount is above what is owed on the chosen invoices.
    #[error("more than {owed}")]
    MoreThanOwed {
        /// What is owed on them.
        owed: Money,
    },
    /// Sums past 64 bits.
    #[error("out of range")]
    OutOfRange,
}

impl From<MoneyError> for ChoiceError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Mixed(..) => Self::TwoCurrencies,
            MoneyError::Overflow
            | MoneyError::TooManyDecimals { .. }
            | MoneyError::NotAnAmount(_)
            | MoneyError::UnknownCurrency(_) => Self::OutOfRange,
        }
    }
}

/// What the debtor chose to pay, checked. There is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    shares: Vec<Share>,
    total: Money,
}

impl Choice {
    /// Everything owed on `invoices`, or the part `amount` of it, oldest first.
    ///
    /// `least` is the smallest payment that makes sense (the creditor's wish and the provider's
    /// floor). A smaller balance can still be cleared whole, and what a part payment leaves open
    /// may be smaller than `least`, since it can be cleared the same way.
    ///
    /// # Errors
    /// [`ChoiceError`], each with what can be done instead.
    pub fn new(invoices: &[OpenInvoice], amount: Option<Money>, least: Money) -> Result<Self, ChoiceError> {
        let mut open: Vec<OpenInvoice> = invoices.iter().copied().filter(|i| i.balance.is_positive()).collect();
        let currency = open.first().ok_or(ChoiceError::Nothing)?.balance.currency();
        oldest_first(&mut open);
        let owed = Money::total(currency, open.iter().map(|i| i.balance))?;
        let amount = amount.unwrap_or(owed);
        if amount.currency() != currency || least.currency() != currency {
            return Err(ChoiceError::TwoCurrencies);
        }
        if amount.minor() > owed.minor() {
            return Err(ChoiceError::MoreThanOwed { owed });
        }
        let least = least.least(owed)?;
        if amount.minor() < least.minor() || !amount.is_positive() {
            return Err(ChoiceError::TooSmall { least });
        }
        Ok(Self { shares: fill(&open, amount)?.0, total: amount })
    }

    /// The shares, oldest invoice first; they add up to [`Choice::total`].
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// What will be paid.
    #[must_use]
    pub fn total(&self) -> Money {
        self.total
    }
}

/// Sorts by due date, then by id so that the order is always the same.
pub fn oldest_first(invoices: &mut [OpenInvoice]) {
    invoices.sort_by_key(|i| (i.due, i.id));
}

fn fill(open: &[OpenInvoice], amount: Money) -> Result<(Vec<Share>, Money), MoneyError> {
    let mut left = amount;
    let mut shares = Vec::new();
    for invoice in open {
        let part = left.least(invoice.balance)?;
        if part.is_positive() {
            shares.push(Share { invoice: invoice.id, amount: part });
            left = left.minus(part)?;
        }
    }
    Ok((shares, left))
}

/// What a payment does when its money has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What each invoice gets; positive amounts only.
    pub shares: Vec<Share>,
    /// What is over; becomes customer credit.
    pub credit: Money,
}

/// Spreads `received` over the `agreed` shares, each cut to what `balance_of` says is still owed.
///
/// The shares of an agreed payment that arrives whole are kept exactly. If less arrived than was
/// agreed, the earlier shares are filled first; if more, the rest is credit.
///
/// # Errors
/// As [`Money::plus`].
pub fn settle(
    received: Money,
    agreed: &[Share],
    mut balance_of: impl FnMut(InvoiceId) -> i64,
) -> Result<Settlement, MoneyError> {
    let currency: Currency = received.currency();
    let mut left = received;
    let mut shares = Vec::new();
    for share in agreed {
        let owed = Money::new(balance_of(share.invoice).max(0), currency);
        let part = share.amount.least(owed)?.least(left)?;
        if part.is_positive() {
            shares.push(Share { invoice: share.invoice, amount: part });
            left = left.minus(part)?;
        }
    }
    Ok(Settlement { shares, credit: left })
}

/// Takes `amount` back from what a payment did, the credit first (if it is still there), then the
/// invoices, the last one filled first. Used by refunds and chargebacks.
///
/// `credit_left` is how much of the payment's credit the debtor has not used yet. What cannot be
/// taken back from either (a refund of more than was received) is returned as the last value and
/// belongs on the list of exceptions.
///
/// # Errors
/// As [`Money::plus`].
pub fn take_back(amount: Money, applied: &[Share], credit_left: Money) -> Result<(Settlement, Money), MoneyError> {
    let credit = amount.least(credit_left)?;
    let mut left = amount.minus(credit)?;
    let mut shares = Vec::new();
    for share in applied.iter().rev() {
        let part = left.least(share.amount)?;
        if part.is_positive() {
            shares.push(Share { invoice: share.invoice, amount: part });
            left = left.minus(part)?;
        }
    }
    Ok((Settlement { shares, credit }, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Date;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn invoice(n: u128, due_day: u32, balance: i64) -> OpenInvoice {
        let due = Date::from_ymd_opt(2026, 1, due_day).expect("a day");
        OpenInvoice { id: InvoiceId::new(Uuid::from_u128(n)), due, balance: mxn(balance) }
    }

    #[test]
    fn a_part_goes_to_the_oldest_first() {
        let open = [invoice(1, 20, 500), invoice(2, 10, 300)];
        let choice = Choice::new(&open, Some(mxn(400)), mxn(100)).expect("allowed");
        let shares: Vec<_> = choice.shares().iter().map(|s| (s.invoice, s.amount.minor())).collect();
        assert_eq!(shares, [(open[1].id, 300), (open[0].id, 100)]);
    }

    #[test]
    fn what_is_too_much_or_too_little_is_refused_with_the_limit() {
        let open = [invoice(1, 20, 500)];
        assert_eq!(Choice::new(&open, Some(mxn(501)), mxn(1)), Err(ChoiceError::MoreThanOwed { owed: mxn(500) }));
        assert_eq!(Choice::new(&open, Some(mxn(99)), mxn(100)), Err(ChoiceError::TooSmall { least: mxn(100) }));
        assert_eq!(Choice::new(&open, Some(mxn(0)), mxn(0)), Err(ChoiceError::TooSmall { least: mxn(0) }));
        assert_eq!(Choice::new(&open, Some(mxn(-5)), mxn(0)), Err(ChoiceError::TooSmall { least: mxn(0) }));
        assert_eq!(Choice::new(&[], None, mxn(1)), Err(ChoiceError::Nothing));
        // The last payment may be small: a balance under `least` can still be cleared.
        assert!(Choice::new(&[invoice(1, 20, 50)], None, mxn(100)).is_ok());
    }

    #[test]
    fn two_currencies_are_never_added_up() {
        let mut other = invoice(2, 10, 300);
        other.balance = Money::new(300, "USD".parse().expect("a currency"));
        assert_eq!(Choice::new(&[invoice(1, 20, 500), other], None, mxn(1)), Err(ChoiceError::TwoCurrencies));
    }

    #[test]
    fn an_invoice_paid_meanwhile_leaves_credit() {
        let agreed = [Share { invoice: invoice(1, 1, 0).id, amount: mxn(500) }];
        let settled = settle(mxn(500), &agreed, |_| 120).expect("in range");
        assert_eq!((settled.shares[0].amount, settled.credit), (mxn(120), mxn(380)));
    }

    proptest! {
        #[test]
        fn a_choice_spreads_exactly_what_is_paid(
            balances in prop::collection::vec((1..28_u32, 1..1_000_000_i64), 1..30), permille in 1..=1000_i64,
        ) {
            let open: Vec<_> = (0_u128..).zip(&balances).map(|(n, (day, balance))| invoice(n, *day, *balance)).collect();
            let owed: i64 = balances.iter().map(|(_, b)| b).sum();
            let amount = (owed * permille / 1000).max(1);
            let choice = Choice::new(&open, Some(mxn(amount)), mxn(1)).expect("allowed");
            prop_assert_eq!(choice.shares().iter().map(|s| s.amount.minor()).sum::<i64>(), amount);
            for share in choice.shares() {
                let of = open.iter().find(|i| i.id == share.invoice).expect("a chosen invoice");
                prop_assert!(share.amount.is_positive() && share.amount.minor() <= of.balance.minor());
            }
        }

        #[test]
        fn settling_loses_nothing_and_never_overpays(
            agreed in prop::collection::vec((1..1_000_000_i64, 0..1_000_000_i64), 0..12), received in 0..5_000_000_i64,
        ) {
            let shares: Vec<_> = (0_u128..).zip(&agreed)
                .map(|(n, (amount, _))| Share { invoice: InvoiceId::new(Uuid::from_u128(n)), amount: mxn(*amount) }).collect();
            let owed = |id: InvoiceId| agreed[usize::try_from(id.uuid().as_u128()).expect("small")].1;
            let settled = settle(mxn(received), &shares, owed).expect("in range");
            let applied: i64 = settled.shares.iter().map(|s| s.amount.minor()).sum();
            prop_assert_eq!(applied + settled.credit.minor(), received);
            prop_assert!(settled.credit.minor() >= 0);
            for share in &settled.shares {
                prop_assert!(share.amount.minor() <= owed(share.invoice));
            }
        }

        #[test]
        fn taking_back_is_the_mirror(applied in prop::collection::vec(1..100_000_i64, 0..8), credit in 0..100_000_i64, amount in 0..1_000_000_i64) {
            let shares: Vec<_> = (0_u128..).zip(&applied)
                .map(|(n, a)| Share { invoice: InvoiceId::new(Uuid::from_u128(n)), amount: mxn(*a) }).collect();
            let (back, missing) = take_back(mxn(amount), &shares, mxn(credit)).expect("in range");
            let taken: i64 = back.shares.iter().map(|s| s.amount.minor()).sum();
            prop_assert_eq!(taken + back.credit.minor() + missing.minor(), amount);
            prop_assert_eq!(missing.minor(), (amount - credit - applied.iter().sum::<i64>()).max(0));
        }
    }
}
