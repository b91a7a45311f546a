//! Fields of documents: days, amounts and numbers as XML Schema writes them, and what is wrong with them.

use super::element::Element;
use crate::document::{Document, Problem, Wrong};
use domain::date::Date;
use rust_decimal::Decimal;

/// Digits that an amount has at most, with those behind the point.
const MOST_DIGITS: usize = 26;

/// `2026-12-31`, with a time or a zone behind it: the day as written.
pub(super) fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let fits = rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-']);
    let shaped = day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    (fits && shaped).then(|| day.parse().ok())?
}

/// `20261231`
pub(super) fn compact_day(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    if !digits {
        return None;
    }
    Date::from_ymd_opt(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)
}

/// `-1234.50`; no separators, no exponent.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
    let shaped = bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') && bare.bytes().any(|b| b.is_ascii_digit());
    let text = text.strip_prefix('+').unwrap_or(text);
    (shaped && bare.len() <= MOST_DIGITS).then(|| Decimal::from_str_exact(text).ok())?
}

impl Document {
    /// Notes what is wrong.
    pub(super) fn problem(&mut self, wrong: Wrong, field: &'static str, message: String) {
        self.problems.push(Problem { wrong, field, message });
    }

    /// Reads a day, or notes that it is none.
    pub(super) fn day(&mut self, text: Option<&str>, field: &'static str) -> Option<Date> {
        let text = text?;
        let read = day(text);
        if read.is_none() {
            self.problem(Wrong::Day, field, format!("`{}` is no day", short(text)));
        }
        read
    }

    /// Reads an amount or a rate, or notes that it is none.
    pub(super) fn decimal(&mut self, text: Option<&str>, field: &'static str) -> Option<Decimal> {
        let text = text?;
        let read = decimal(text);
        if read.is_none() {
            self.problem(Wrong::Amount, field, format!("`{}` is no amount", short(text)));
        }
        read
    }
}

impl Document {
    /// A discount that is stated as a sum, in per cent of what is to be paid; none where that is no whole hundredth of one.
    pub(super) fn percent_of_payable(&self, amount: Decimal) -> Option<Decimal> {
        let payable = self.totals.payable.filter(|payable| *payable > Decimal::ZERO)?;
        let percent = amount.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(payable)?.normalize();
        (percent.scale() <= 2).then_some(percent)
    }
}

impl Document {
    /// Notes which of these elements are there twice, with different contents: a program that reads the last of them would
    /// read another document.
    pub(super) fn only_once(&mut self, of: &Element, names: &[(&str, &'static str)]) {
        for (name, field) in names.iter().filter(|(name, _)| of.contradicts_itself(name)) {
            self.problem(Wrong::Twice, field, format!("`{name}` stands in it more than once, with different contents"));
        }
    }
}

/// As much of a text as fits into a sentence.
pub(super) fn short(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect()
}

/// The texts of `all` that say something, each once.
pub(super) fn once<'t>(all: impl IntoIterator<Item = Option<&'t str>>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in all.into_iter().flatten() {
        if !kept.iter().any(|known| known == text) {
            kept.push(text.to_owned());
        }
    }
    kept
}

/// The parts of an address on one line.
pub(super) fn address<'t>(parts: impl IntoIterator<Item = Option<&'t str>>) -> Option<String> {
    Some(once(parts).join(", ")).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_amounts_as_schemas_write_them() {
        let read = |text: &str| day(text).map(|day| day.to_string());
        for text in ["2026-06-01", "2026-06-01Z", "2026-06-01+02:00", "2026-06-01-05:00", "2026-06-01T23:59:59"] {
            assert_eq!(read(text).as_deref(), Some("2026-06-01"), "{text}");
        }
        for none in ["", "2026-02-30", "01/06/2026", "2026-6-1", "2026-06-01x", "+026-06-01", "20260601"] {
            assert_eq!(read(none), None, "{none}");
        }
        assert_eq!(compact_day("20260601").map(|day| day.to_string()).as_deref(), Some("2026-06-01"));
        assert_eq!((compact_day("20260230"), compact_day("2026060"), compact_day("2026-6-1")), (None, None, None));
        for (text, want) in [("1436.50", "1436.50"), ("-25", "-25"), ("+5.1", "5.1"), (".5", "0.5"), ("0", "0")] {
            assert_eq!(decimal(text).map(|n| n.to_string()).as_deref(), Some(want), "{text}");
        }
        for none in ["", "1,5", "1e3", "1.2.3", "-", ".", "1 2", "NaN", &"9".repeat(27)] {
            assert_eq!(decimal(none), None, "{none}");
        }
    }
}
