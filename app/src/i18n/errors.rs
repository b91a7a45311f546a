//! Refusals as sentences: the same in the server's answer and in the browser's hint.

use crate::i18n::Texts as _;
use domain::allocation::ChoiceError;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::{Money, MoneyError};
use domain::plan::PlanRefusal;

/// The sentences of refusals. Each says what to do.
#[derive(Debug)]
pub struct ErrorWords {
    pub nothing: &'static str,
    pub two_currencies: &'static str,
    pub too_small: fn(&str) -> String,
    pub more_than_owed: fn(&str) -> String,
    /// What the part would leave, all of what was chosen, and the largest part that leaves enough.
    pub leaves_too_little: fn(&str, &str, Option<&str>) -> String,
    pub out_of_range: &'static str,
    pub no_amount: &'static str,
    pub not_an_amount: fn(&str) -> String,
    pub too_many_decimals: fn(u32) -> String,
    pub no_plan: NoPlanWords,
}

/// Why there is no such plan, and what to do about it.
#[derive(Debug)]
pub struct NoPlanWords {
    pub nothing: &'static str,
    pub frequency: &'static str,
    pub first_too_early: fn(&str) -> String,
    pub first_too_late: fn(&str) -> String,
    pub down_too_small: fn(&str) -> String,
    pub down_too_large: fn(&str) -> String,
    pub too_small: fn(&str) -> String,
    pub too_few: fn(u16) -> String,
    pub too_many: fn(u16) -> String,
    pub ends_too_late: fn(&str) -> String,
    pub too_little_owed: fn(&str) -> String,
}

/// The sentence for a choice that the rules refuse.
#[must_use]
pub fn choice(language: Language, error: &ChoiceError, style: &AmountStyle) -> String {
    let words = language.errors();
    match error {
        ChoiceError::Nothing => words.nothing.to_owned(),
        ChoiceError::TwoCurrencies => words.two_currencies.to_owned(),
        ChoiceError::TooSmall { min } => (words.too_small)(&written(*min, style)),
        ChoiceError::MoreThanOwed { owed } => (words.more_than_owed)(&written(*owed, style)),
        ChoiceError::LeavesTooLittle { rest, whole, most } => {
            let most = most.map(|most| written(most, style));
            (words.leaves_too_little)(&written(*rest, style), &written(*whole, style), most.as_deref())
        }
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

/// The sentence for a plan that the rules refuse.
#[must_use]
pub fn plan(language: Language, refusal: PlanRefusal, style: &AmountStyle, dates: &DateStyle) -> String {
    let errors = language.errors();
    let words = &errors.no_plan;
    let amount = |money| written(money, style);
    match refusal {
        PlanRefusal::Nothing => words.nothing.to_owned(),
        PlanRefusal::TwoCurrencies => errors.two_currencies.to_owned(),
        PlanRefusal::Frequency => words.frequency.to_owned(),
        PlanRefusal::FirstTooEarly { from } => (words.first_too_early)(&dates.format(from)),
        PlanRefusal::FirstTooLate { to } => (words.first_too_late)(&dates.format(to)),
        PlanRefusal::DownTooSmall { min } => (words.down_too_small)(&amount(min)),
        PlanRefusal::DownTooLarge { max } => (words.down_too_large)(&amount(max)),
        PlanRefusal::TooSmall { min } => (words.too_small)(&amount(min)),
        PlanRefusal::TooFew { fewest } => (words.too_few)(fewest),
        PlanRefusal::TooMany { max } => (words.too_many)(max),
        PlanRefusal::EndsTooLate { latest } => (words.ends_too_late)(&dates.format(latest)),
        PlanRefusal::TooLittleOwed { min } => (words.too_little_owed)(&amount(min)),
        PlanRefusal::OutOfRange => errors.out_of_range.to_owned(),
    }
}

/// An amount in its style; in the unlikely case of another currency's style, plainly with its code.
#[must_use]
pub fn written(money: Money, style: &AmountStyle) -> String {
    style.format(money).unwrap_or_else(|_| money.to_string())
}
