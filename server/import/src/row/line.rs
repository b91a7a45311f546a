//! The line of a document that a row is: quantity, net sum, tax.

use super::{MAX_TEXT, Row, short};
use crate::field::Field;
use crate::numbers::NumberError;
use crate::outcome::{Code, Finding};
use crate::plausible::MANY;
use domain::invoice::Line;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

impl Row<'_> {
    /// The line that the row is, or nothing where it has none.
    pub(crate) fn line(self, currency: Currency, warnings: &mut Vec<Finding>) -> Result<Option<Line>, Finding> {
        self.has_values()?;
        let Some(net) = self.money(Field::LineNet, currency, warnings)? else {
            let is_line = [Field::LineDescription, Field::LineTax].into_iter().any(|f| !self.own_cell(f).is_empty());
            return if is_line { Err(self.missing(Field::LineNet)) } else { Ok(None) };
        };
        let quantity = self.quantity(warnings)?;
        let net = if self.survey.columns.net_is_price {
            let percent = quantity.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(|| self.too_large(Field::LineNet))?;
            net.percent(percent).map_err(|_| self.too_large(Field::LineNet))?
        } else {
            net
        };
        let tax_percent = self.tax_percent()?;
        let tax = match (self.money(Field::LineTax, currency, warnings)?, tax_percent) {
            (Some(tax), _) => tax,
            (None, Some(percent)) => net.percent(percent).map_err(|_| self.too_large(Field::LineNet))?,
            (None, None) => Money::zero(currency),
        };
        let column =
            if self.survey.columns.has(Field::LineDescription) { Field::LineDescription } else { Field::Description };
        let description = self.one_line(column, MAX_TEXT)?.unwrap_or_default();
        Ok(Some(Line { description, quantity, net, tax_percent, tax }))
    }

    fn quantity(self, warnings: &mut Vec<Finding>) -> Result<Decimal, Finding> {
        let quantity = match self.amount(Field::LineQuantity)? {
            None => Decimal::ONE,
            Some((number, negative, None)) => {
                number.decimal(negative).map_err(|error| self.no_amount(Field::LineQuantity, error, None))?
            }
            Some(_) => return Err(self.no_amount(Field::LineQuantity, NumberError::Invalid, None)),
        };
        if quantity >= MANY {
            let message = format!("a quantity of {quantity} is more than is likely");
            warnings.push(self.finding(Code::Implausible, Field::LineQuantity, message));
        }
        Ok(quantity)
    }

    fn tax_percent(self) -> Result<Option<Decimal>, Finding> {
        self.percent(Field::LineTaxPercent, "tax rate")
    }

    pub(super) fn percent(self, field: Field, what: &str) -> Result<Option<Decimal>, Finding> {
        let cell = self.cell(field);
        let bare = cell.strip_suffix('%').unwrap_or(cell).trim_end();
        if bare.is_empty() {
            return Ok(None);
        }
        // Rates are short: a dot or a comma in them is a decimal mark, whatever amounts have.
        let plain = bare.replace(',', ".");
        let is_number = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let rate = plain.parse::<Decimal>().ok().filter(|rate| is_number && *rate <= Decimal::ONE_HUNDRED);
        rate.map(|rate| Some(rate.normalize())).ok_or_else(|| {
            let message = format!("`{}` is no {what} from 0 to 100 %", short(cell));
            self.finding(Code::InvalidAmount, field, message)
        })
    }
}
