//! An invoice as the allocation of a payment sees it.

use super::Component;
use crate::date::Date;
use crate::id::InvoiceId;
use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// An invoice that can be paid, as the allocation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvoice {
    /// The invoice's id.
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
    pub fn owed(self) -> Result<Money, MoneyError> {
        Money::total(self.balance.currency(), Component::ALL.map(|component| self.owed_of(component)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
