//! The currency of a row.

use super::Survey;
use crate::columns::Headed;
use crate::currency::Mark;
use crate::field::Field;
use crate::record::Record;
use domain::money::Currency;

/// Why no currency could be found for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCurrency {
    /// Nothing names one.
    Missing,
    /// What stands in the currency column is none.
    Unknown,
    /// Two are named.
    Conflict,
}

impl Survey {
    /// The currency of a row: what its currency column says, else the heading, else what stands
    /// beside the amount, else what was said beforehand. Amounts that their heading gives another currency than the row has
    /// are no amounts of its document.
    pub(crate) fn currency(&self, record: &Record, cell: &str, beside: Option<Mark>) -> Result<Currency, NoCurrency> {
        let headed = self.columns.headed(record);
        let stated = match self.lexicon.currency(cell) {
            Some(mark) => {
                let currency = self.in_books(mark)?;
                if matches!(headed, Headed::Is(other) if other != currency) {
                    return Err(NoCurrency::Conflict);
                }
                Some(currency)
            }
            None if cell.is_empty() => match headed {
                Headed::Is(currency) => Some(currency),
                Headed::Foreign if self.options.currency.is_none() => return Err(NoCurrency::Missing),
                Headed::Foreign | Headed::Unstated | Headed::Unclear => None,
            },
            None => return Err(NoCurrency::Unknown),
        };
        match (stated, beside) {
            (Some(currency), Some(mark)) if !mark.may_be(currency) => Err(NoCurrency::Conflict),
            (Some(currency), _) => Ok(currency),
            (None, Some(mark)) => self.in_books(mark),
            (None, None) => self.bare_currency().ok_or(NoCurrency::Missing),
        }
    }

    /// The currency that a mark means in this creditor's books.
    fn in_books(&self, mark: Mark) -> Result<Currency, NoCurrency> {
        match mark {
            Mark::Dollar => self.options.dollar().ok_or(NoCurrency::Missing),
            mark => mark.in_books_of(self.options.currency.or(self.options.house_currency)).ok_or(NoCurrency::Unknown),
        }
    }

    /// For an amount beside which nothing stands. Where rows have a currency of their own, one that
    /// has none was forgotten, and the house's is no better than a guess.
    fn bare_currency(&self) -> Option<Currency> {
        let house =
            self.options.house_currency.filter(|_| !self.columns.has(Field::Currency) || self.columns.blank_is_house);
        self.options.currency.or(house)
    }
}
