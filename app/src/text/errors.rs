//! Refusals as sentences: the same in the server's answer and in the browser's hint.

use super::Language;
use crate::domain::allocation::ChoiceError;
use crate::domain::format::AmountStyle;
use crate::domain::money::{Money, MoneyError};

/// The sentences of refusals. Each says what to do.
#[derive(Debug)]
pub struct ErrorWords {
    pub nothing: &'static str,
    pub two_currencies: &'static str,
    pub too_small: fn(&str) -> String,
    pub more_than_owed: fn(&str) -> String,
    pub out_of_range: &'static str,
    pub no_amount: &'static str,
    pub not_an_amount: fn(&str) -> String,
    pub too_many_decimals: fn(u32) -> String,
}

/// The sentence for a choice that the rules refuse.
#[must_use]
pub fn choice(language: Language, error: &ChoiceError, style: &AmountStyle) -> String {
    let words = language.errors();
    match error {
        ChoiceError::Nothing => words.nothing.to_owned(),
        ChoiceError::TwoCurrencies => words.two_currencies.to_owned(),
        ChoiceError::TooSmall { least } => (words.too_small)(&written(*least, style)),
        ChoiceError::MoreThanOwed { owed } => (words.more_than_owed)(&written(*owed, style)),
        ChoiceError::OutOfRange => words.out_of_range.to_owned(),
    }
}

/// The sentence for a typed amount that cannot be read.
#[must_use]
pub fn amount(language: Language, error: &MoneyError, style: &AmountStyle) -> String {
    let words = language.errors();
    match error {
        MoneyError::NotAnAmount(typed) if typed.trim().is_empty() => words.no_amount.to_owned(),
        MoneyError::NotAnAmount(_) | MoneyError::UnknownCurrency(_) => {
            // The example shows this country's separators: 1,234.50 or 1.234,50 or 1.234.
            let example = Money::new(12_345 * 10_i64.pow(style.currency.exponent()) / 10, style.currency);
            (words.not_an_amount)(&style.digits(example))
        }
        MoneyError::TooManyDecimals { currency } => (words.too_many_decimals)(currency.exponent()),
        MoneyError::Mixed(..) => words.two_currencies.to_owned(),
        MoneyError::Overflow => words.out_of_range.to_owned(),
    }
}

/// An amount in its style; in the unlikely case of another currency's style, plainly with its code.
#[must_use]
pub fn written(money: Money, style: &AmountStyle) -> String {
    style.format(money).unwrap_or_else(|_| money.to_string())
}
