//! Invoices and credit notes: what is owed and why. The state is derived, never stored by hand.

use super::date::{Date, days_between};
use super::id::InvoiceId;
use super::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

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

/// A part of a debt. The parts are kept apart, since law and contracts say which is paid first and
/// only principal bears interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Costs and fees.
    Fee,
    /// Late interest.
    Interest,
    /// What was invoiced.
    #[default]
    Principal,
}

impl Component {
    /// All of them, in the order in which §367 BGB has them paid.
    pub const ALL: [Self; 3] = [Self::Fee, Self::Interest, Self::Principal];

    /// The name in database, API and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Interest => "interest",
            Self::Principal => "principal",
        }
    }
}

/// Text that names no part of a debt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a part of a debt (fee, interest, principal)")]
pub struct UnknownComponent(String);

impl FromStr for Component {
    type Err = UnknownComponent;

    fn from_str(text: &str) -> Result<Self, UnknownComponent> {
        Self::ALL
            .into_iter()
            .find(|c| c.as_str() == text)
            .ok_or_else(|| UnknownComponent(text.chars().take(20).collect()))
    }
}

/// What is charged on top of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// A fee: for being late, for a plan, for an extension.
    Fee,
    /// Late interest.
    Interest,
}

impl From<Charge> for Component {
    fn from(charge: Charge) -> Self {
        match charge {
            Charge::Fee => Self::Fee,
            Charge::Interest => Self::Interest,
        }
    }
}

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
    /// What of the balance rests, since the debtor objects to it.
    pub objected: Money,
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
    /// All of it rests, since the debtor objects to it.
    Objected,
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
        } else if !self.charges.is_positive() && self.balance.minor() < 0 {
            InvoiceState::Credit
        } else if !self.charges.is_positive() && self.balance.is_zero() {
            InvoiceState::Paid
        } else if self.in_plan {
            InvoiceState::InPlan
        } else if self.objected.is_positive() && self.objected.minor() >= self.balance.minor() {
            InvoiceState::Objected
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

/// An invoice that can be paid, as the allocation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvoice {
    /// Which.
    pub id: InvoiceId,
    /// Due date.
    pub due: Date,
    /// What is still owed of the principal.
    pub balance: Money,
    /// Late interest still owed, with what has accrued and is not in the books yet.
    pub interest: Money,
    /// Fees still owed.
    pub fees: Money,
}

impl OpenInvoice {
    /// An invoice without charges.
    #[must_use]
    pub const fn new(id: InvoiceId, due: Date, balance: Money) -> Self {
        let none = Money::zero(balance.currency());
        Self { id, due, balance, interest: none, fees: none }
    }

    /// What can be paid of one part. A part below zero (more credited than invoiced) counts as
    /// nothing: it does not pay for another part.
    #[must_use]
    pub fn owed_of(self, component: Component) -> Money {
        let part = match component {
            Component::Fee => self.fees,
            Component::Interest => self.interest,
            Component::Principal => self.balance,
        };
        if part.is_positive() { part } else { Money::zero(part.currency()) }
    }

    /// Can anything be paid on it?
    #[must_use]
    pub fn owes_something(&self) -> bool {
        Component::ALL.iter().any(|component| self.owed_of(*component).is_positive())
    }

    /// What can be paid in all.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn owed(self) -> Result<Money, MoneyError> {
        Money::total(self.balance.currency(), Component::ALL.map(|component| self.owed_of(component)))
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
            objected: Money::zero(mxn),
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
    fn the_parts_of_a_debt_add_up_and_none_pays_for_another() {
        let mxn = "MXN".parse().expect("a currency");
        let due = Date::from_ymd_opt(2026, 3, 31).expect("a day");
        let plain = OpenInvoice::new(InvoiceId::new(uuid::Uuid::from_u128(1)), due, Money::new(100, mxn));
        let late = OpenInvoice { interest: Money::new(7, mxn), fees: Money::new(20, mxn), ..plain };
        assert_eq!((plain.owed(), late.owed()), (Ok(Money::new(100, mxn)), Ok(Money::new(127, mxn))));
        let credited = OpenInvoice { balance: Money::new(-100, mxn), ..late };
        assert_eq!(credited.owed(), Ok(Money::new(27, mxn)));
    }

    #[test]
    fn a_component_reads_back_what_it_writes() {
        for component in Component::ALL {
            assert_eq!(component.as_str().parse(), Ok(component));
            assert_eq!(serde_json::to_string(&component).expect("json"), format!("\"{}\"", component.as_str()));
        }
        assert!("capital".parse::<Component>().is_err());
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
            (standing(100, true), day(5, 1), InvoiceState::Void),
            // Late or not, the plan's own days count, and what rests is not late.
            (Standing { in_plan: true, ..standing(100, false) }, day(5, 1), InvoiceState::InPlan),
            (Standing { in_plan: true, ..standing(0, false) }, day(5, 1), InvoiceState::Paid),
            (Standing { objected: mxn(100), ..standing(100, false) }, day(5, 1), InvoiceState::Objected),
            (Standing { objected: mxn(99), ..standing(100, false) }, day(4, 2), InvoiceState::Overdue { days: 2 }),
            (Standing { extended: true, ..standing(100, false) }, day(3, 1), InvoiceState::Extended),
            (Standing { extended: true, ..standing(100, false) }, day(3, 30), InvoiceState::DueSoon { days: 1 }),
            (Standing { extended: true, ..standing(100, false) }, day(4, 1), InvoiceState::Overdue { days: 1 }),
        ];
        for (standing, today, state) in cases {
            assert_eq!(standing.state(today), state, "{today}");
        }
    }
}
