//! A cell's value, whatever program stored it, becomes what the row reader takes.

use super::format::{Order, Shown};
use super::number;
use super::table::Builder;
use crate::record::Kind;
use crate::refusal::Refusal;
use std::borrow::Cow;

/// What a cell holds.
pub(super) enum Value<'a> {
    /// Letters.
    Text(Cow<'a, str>),
    /// A number as stored, and how it is shown.
    Number { raw: &'a str, shown: Option<&'a Shown> },
    /// `2026-12-31`, perhaps with a time.
    IsoDay(&'a str),
    /// Yes or no.
    Truth(bool),
    /// An error such as `#REF!`, or why there is no value.
    Fault(Cow<'a, str>),
}

/// What is said of a number whose last digits a spreadsheet has dropped.
const LOST_DIGITS: &str = "a number of more than 15 digits, of which spreadsheets keep 15; write it as text";

/// Puts a value into its cell.
pub(super) fn put(into: &mut Builder, column: usize, value: Value<'_>, from_1904: bool) -> Result<(), Refusal> {
    match value {
        Value::Text(text) => into.cell(column, Kind::Text, &text, ""),
        Value::Truth(truth) => into.cell(column, Kind::Truth, if truth { "TRUE" } else { "FALSE" }, ""),
        Value::Fault(why) => into.cell(column, Kind::Fault, &why, ""),
        Value::IsoDay(text) => {
            let day = text.get(..10).filter(|day| day.bytes().filter(|b| *b == b'-').count() == 2);
            match day {
                Some(day) => into.cell(column, Kind::Day, day, ""),
                None => into.cell(column, Kind::Text, text, ""),
            }
        }
        Value::Number { raw, shown } => put_number(into, column, raw, shown.unwrap_or(&Shown::Number), from_1904),
    }
}

fn put_number(into: &mut Builder, column: usize, raw: &str, shown: &Shown, from_1904: bool) -> Result<(), Refusal> {
    let Some(plain) = number::plain(raw) else {
        // `NaN` and its like; a text without a type is a text.
        return into.cell(column, Kind::Text, raw.trim(), "");
    };
    let plain = number::without_noise(plain);
    match shown {
        Shown::Day(order) => match number::day(&plain, from_1904) {
            Some(day) => {
                let days = &mut into.table().days;
                days.day_first += u64::from(*order == Order::DayFirst);
                days.month_first += u64::from(*order == Order::MonthFirst);
                into.cell(column, Kind::Day, &day, "")
            }
            None => into.cell(column, Kind::Number, &plain, ""),
        },
        Shown::Percent => match number::hundredfold(&plain) {
            Some(hundredfold) => into.cell(column, Kind::Number, &format!("{hundredfold}%"), ""),
            None => into.cell(column, Kind::Number, &plain, ""),
        },
        _ if number::may_have_lost_digits(&plain) => into.cell(column, Kind::Fault, LOST_DIGITS, ""),
        Shown::Padded(digits) if plain.bytes().all(|b| b.is_ascii_digit()) => {
            into.cell(column, Kind::Number, &format!("{plain:0>digits$}"), "")
        }
        Shown::Padded(_) => into.cell(column, Kind::Number, &plain, ""),
        Shown::Money(sign) => into.cell(column, Kind::Number, &plain, sign),
        Shown::Number | Shown::Time => into.cell(column, Kind::Number, &plain, ""),
    }
}
