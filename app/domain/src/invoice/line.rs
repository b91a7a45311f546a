//! What an invoice bills for, row by row.

use crate::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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
    pub fn gross(&self) -> Result<Money, MoneyError> {
        self.net.plus(self.tax)
    }
}

/// Net, tax and gross of an invoice's lines.
pub fn line_totals(lines: &[Line], currency: Currency) -> Result<(Money, Money, Money), MoneyError> {
    let net = Money::total(currency, lines.iter().map(|line| line.net))?;
    let tax = Money::total(currency, lines.iter().map(|line| line.tax))?;
    Ok((net, tax, net.plus(tax)?))
}
