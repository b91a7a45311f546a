//! Where an invoice stands on a day: it follows from balance, dates and agreements, and is never stored.

use crate::date::{Date, days_between};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// How many days before the due date an open invoice counts as "due soon".
pub const DUE_SOON_DAYS: i64 = 7;

/// What the state of an invoice depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The whole sum; negative for a credit note.
    pub total: Money,
    /// What is still owed of the principal, by the ledger.
    pub balance: Money,
    /// Fees and interest still owed, by the ledger. An invoice is not paid while some are open.
    pub charges: Money,
    /// The last day to pay without being late.
    pub due: Date,
    /// Declared void by the creditor.
    pub void: bool,
    /// Was more time given? [`Self::due`] is the later day then.
    pub extended: bool,
    /// Does a plan that holds cover it? Its instalments say what is late then.
    pub in_plan: bool,
    /// What of the balance is on hold, since the debtor disputes it.
    pub disputed: Money,
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
    /// Owed, with more time, due later.
    Extended,
    /// Owed, paid in instalments.
    InPlan,
    /// All of it is on hold, since the debtor disputes it.
    Disputed,
    /// Nothing left to pay.
    Paid,
    /// A credit note with something left to use.
    Credit,
    /// A credit note of which nothing is left.
    Used,
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
        } else if !self.charges.is_positive() && self.balance.minor() < 0 {
            InvoiceState::Credit
        } else if self.total.minor() < 0 && self.balance.is_zero() {
            InvoiceState::Used
        } else if !self.charges.is_positive() && self.balance.is_zero() {
            InvoiceState::Paid
        } else if self.in_plan {
            InvoiceState::InPlan
        } else if self.disputed.is_positive() && self.disputed.minor() >= self.balance.minor() {
            InvoiceState::Disputed
        } else if late > 0 {
            InvoiceState::Overdue { days: late }
        } else if late >= -DUE_SOON_DAYS {
            InvoiceState::DueSoon { days: -late }
        } else if self.extended {
            InvoiceState::Extended
        } else {
            InvoiceState::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(balance: i64, void: bool) -> Standing {
        let mxn = "MXN".parse().expect("a currency");
        Standing {
            total: Money::new(100, mxn),
            balance: Money::new(balance, mxn),
            charges: Money::zero(mxn),
            due: Date::from_ymd_opt(2026, 3, 31).expect("a day"),
            void,
            extended: false,
            in_plan: false,
            disputed: Money::zero(mxn),
        }
    }

    #[test]
    fn an_invoice_is_not_paid_while_charges_are_open() {
        let mxn = "MXN".parse().expect("a currency");
        let today = Date::from_ymd_opt(2026, 4, 2).expect("a day");
        let paid_late = Standing { charges: Money::new(5, mxn), ..standing(0, false) };
        assert_eq!(paid_late.state(today), InvoiceState::Overdue { days: 2 });
    }

    #[test]
    fn the_state_follows_from_balance_and_day() {
        let day = |m, d| Date::from_ymd_opt(2026, m, d).expect("a day");
        let mxn = |minor| Money::new(minor, "MXN".parse().expect("a currency"));
        let cases = [
            (standing(100, false), day(3, 1), InvoiceState::Open),
            (standing(100, false), day(3, 24), InvoiceState::DueSoon { days: 7 }),
            // The due date lasts to the end of its day.
            (standing(100, false), day(3, 31), InvoiceState::DueSoon { days: 0 }),
            (standing(1, false), day(4, 1), InvoiceState::Overdue { days: 1 }),
            (standing(0, false), day(5, 1), InvoiceState::Paid),
            (standing(-10, false), day(5, 1), InvoiceState::Credit),
            (Standing { total: mxn(-100), ..standing(0, false) }, day(5, 1), InvoiceState::Used),
            (standing(100, true), day(5, 1), InvoiceState::Void),
            // Late or not, the plan's own days count, and what is on hold is not late.
            (Standing { in_plan: true, ..standing(100, false) }, day(5, 1), InvoiceState::InPlan),
            (Standing { in_plan: true, ..standing(0, false) }, day(5, 1), InvoiceState::Paid),
            (Standing { disputed: mxn(100), ..standing(100, false) }, day(5, 1), InvoiceState::Disputed),
            (Standing { disputed: mxn(99), ..standing(100, false) }, day(4, 2), InvoiceState::Overdue { days: 2 }),
            (Standing { extended: true, ..standing(100, false) }, day(3, 1), InvoiceState::Extended),
            (Standing { extended: true, ..standing(100, false) }, day(3, 30), InvoiceState::DueSoon { days: 1 }),
            (Standing { extended: true, ..standing(100, false) }, day(4, 1), InvoiceState::Overdue { days: 1 }),
        ];
        for (standing, today, state) in cases {
            assert_eq!(standing.state(today), state, "{today}");
        }
    }
}
