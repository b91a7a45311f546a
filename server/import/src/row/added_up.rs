//! One sum that stands in several columns: what is open by its age.

use super::{Row, nothing};
use crate::field::Field;
use crate::numbers::DecimalMark;
use crate::outcome::Finding;
use crate::record::Kind;
use domain::money::{Currency, Money};

impl Row<'_> {
    /// As [`Row::money`], of a field that stands in several columns. Where none of them has anything, nothing is open of a
    /// `total`.
    pub(super) fn added_up(
        self,
        field: Field,
        total: Option<Money>,
        currency: Currency,
        warnings: &mut Vec<Finding>,
    ) -> Result<Option<Money>, Finding> {
        let columns = &self.survey.columns;
        let mut sum = self.money(field, currency, warnings)?.or_else(|| total.map(nothing));
        for (_, at) in columns.added.iter().filter(|(of, _)| *of == field) {
            let cell = self.record.get(*at).map_or("", str::trim);
            let decimal = if self.record.kind(*at) == Kind::Number { DecimalMark::Dot } else { self.survey.decimal };
            let Some((number, negative, _)) = self.amount_with(decimal, field, cell)? else { continue };
            let number = if columns.in_cents(*at) { number.in_smallest(currency) } else { number };
            let one = number.money(negative, currency).map_err(|error| self.no_amount(field, error, Some(currency)))?;
            sum = Some(sum.map_or(Ok(one), |sum| sum.plus(one)).map_err(|_| self.too_large(field))?);
        }
        Ok(sum)
    }
}
