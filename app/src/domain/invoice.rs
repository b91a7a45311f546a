//! Invoices and credit notes: what is owed and why. The state is derived, never stored by hand.

use super::date::{Date, days_between};
use super::id::InvoiceId;
use super::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How many days before the due date an open invoice counts as "due soon".
pub const DUE_SOON_DAYS: i64 = 7;

/// One line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What was sold.
    pub description: String,
    /// How many; any number of decimals.
    pub quantity: Decimal,
    /// The line's total without tax.
    pub net: Money,
    /// Tax in per cent, where the creditor's file says it.
    pub tax_percent: Option<Decimal>,
    /// The line's tax.
    pub tax: Money,
}

impl Line {
    /// Net and tax together.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn gross(&self) -> Result<Money, MoneyError> {
        self.net.plus(self.tax)
    }
}

/// Net, tax and gross of an invoice's lines.
///
/// # Errors
/// As [`Money::plus`].
pub fn line_totals(lines: &[Line], currency: super::money::Currency) -> Result<(Money, Money, Money), MoneyError> {
    let net = Money::total(currency, lines.iter().map(|line| line.net))?;
    let tax = Money::total(currency, lines.iter().map(|line| line.tax))?;
    Ok((net, tax, net.plus(tax)?))
}

/// What the state of an invoice depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The whole sum; negative for a credit note.
    pub total: Money,
    /// What is still owed by the ledger.
    pub balance: Money,
    /// The last day to pay without being late.
    pub due: Date,
    /// Declared void by the creditor.
    pub void: bool,
}

/// Where an invoice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// Owed, due later.
    Open,
    /// Owed, due within [`DUE_SOON_DAYS`].
    DueSoon {
        /// Days left; 0 is today.
        days: i64,
    },
    /// Owed, past its day.
    Overdue {
        /// Days since the due date.
        days: i64,
    },
    /// Nothing left to pay.
    Paid,
    /// A credit note with something left to use.
    Credit,
    /// Taken back by the creditor.
    Void,
}

impl Standing {
    /// The state on `today`, a day in the creditor's zone. The due date itself is still in time.
    #[must_use]
    pub fn state(self, today: Date) -> InvoiceState {
        let late = days_between(self.due, today);
        if self.void {
            InvoiceState::Void
        } else if self.balance.minor() < 0 {
            InvoiceState::Credit
        } else if self.balance.is_zero() {
            InvoiceState::Paid
        } else if late > 0 {
            InvoiceState::Overdue { days: late }
        } else if late >= -DUE_SOON_DAYS {
            InvoiceState::DueSoon { days: -late }
        } else {
            InvoiceState::Open
        }
    }
}

/// An invoice that can be paid, as the allocation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvoice {
    /// Which.
    pub id: InvoiceId,
    /// Due date.
    pub due: Date,
    /// What is still owed on it; positive.
    pub balance: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(balance: i64, void: bool) -> Standing {
        let mxn = "MXN".parse().expect("a currency");
        Standing {
            total: Money::new(100, mxn),
            balance: Money::new(balance, mxn),
            due: Date::from_ymd_opt(2026, 3, 31).expect("a day"),
            void,
        }
    }

    #[test]
    fn the_state_follows_from_balance_and_day() {
        let day = |m, d| Date::from_ymd_opt(2026, m, d).expect("a day");
        let cases = [
            (standing(100, false), day(3, 1), InvoiceState::Open),
            (standing(100, false), day(3, 24), InvoiceState::DueSoon { days: 7 }),
            // The due date lasts to the end of its day.
            (standing(100, false), day(3, 31), InvoiceState::DueSoon { days: 0 }),
            (standing(1, false), day(4, 1), InvoiceState::Overdue { days: 1 }),
            (standing(0, false), day(5, 1), InvoiceState::Paid),
            (standing(-10, false), day(5, 1), InvoiceState::Credit),
            (standing(100, true), day(5, 1), InvoiceState::Void),
        ];
        for (standing, today, state) in cases {
            assert_eq!(standing.state(today), state, "{today}");
        }
    }
}
