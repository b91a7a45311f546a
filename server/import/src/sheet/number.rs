//! Numbers of sheets as plain decimal text, and the days they stand for. Nothing here is a float: what
//! the file has written is what is read.

use chrono::{Datelike, Days};
use domain::date::Date;
use rust_decimal::{Decimal, RoundingStrategy};

/// Digits that a spreadsheet keeps of a number (ECMA-376 part 1, 18.3.1.96: binary doubles).
const KEPT_DIGITS: usize = 15;

/// Digits that tell a double from all others.
const WRITTEN_DIGITS: usize = 17;

/// No amount or number has more digits on either side of its point.
const MOST_DIGITS: i32 = 40;

/// The last day of a sheet's calendar, 9999-12-31, counted from the end of 1899.
const LAST_DAY: u64 = 2_958_465;

/// `-1.50E3`, as a sheet stores it, becomes `-1500`. Nothing for what is no number.
pub(super) fn plain(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let (negative, bare) = match raw.as_bytes().first()? {
        b'-' => (true, raw.get(1..)?),
        b'+' => (false, raw.get(1..)?),
        _ => (false, raw),
    };
    let (mantissa, exponent) = match bare.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (bare, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let length = i32::try_from(whole.len() + fraction.len()).ok()?;
    if length == 0 || length > 2 * MOST_DIGITS || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    (-MOST_DIGITS..=MOST_DIGITS).contains(&point).then(|| written(negative, &format!("{whole}{fraction}"), point))
}

/// `digits` with the decimal point behind the first `point` of them.
fn written(negative: bool, digits: &str, point: i32) -> String {
    let before = usize::try_from(-point).unwrap_or(0);
    let padded = format!("{}{digits}", "0".repeat(before));
    let point = usize::try_from(point).unwrap_or(0);
    let missing = point.saturating_sub(padded.len());
    let padded = format!("{padded}{}", "0".repeat(missing));
    let (whole, fraction) = padded.split_at_checked(point).unwrap_or((padded.as_str(), ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if negative && (whole != "0" || !fraction.is_empty()) { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A number with a fraction, to the digits that a spreadsheet keeps and shows: what stands behind them is noise of
/// reckoning in binary (286.90000000000003), and no amount that is taken has as many.
pub(super) fn without_noise(plain: String) -> String {
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    if digits <= KEPT_DIGITS || !plain.contains('.') {
        return plain;
    }
    let kept = u32::try_from(KEPT_DIGITS).unwrap_or(u32::MAX);
    let rounded = Decimal::from_str_exact(&plain).ok();
    let rounded = rounded.and_then(|n| n.round_sf_with_strategy(kept, RoundingStrategy::MidpointAwayFromZero));
    rounded.map_or(plain, |rounded| rounded.normalize().to_string())
}

/// Has it more digits than a spreadsheet keeps, so that the last ones may be lost? Of numbers with one or two
/// more, those that do not end in zeros were written by a program that keeps them.
pub(super) fn may_have_lost_digits(plain: &str) -> bool {
    let digits = plain.trim_start_matches('-');
    let ends_in_zeros = digits.get(KEPT_DIGITS..).is_some_and(|rest| rest.bytes().all(|b| b == b'0'));
    !digits.contains('.') && digits.len() > KEPT_DIGITS && (ends_in_zeros || digits.len() > WRITTEN_DIGITS)
}

/// `0.16` becomes `16`.
pub(super) fn hundredfold(text: &str) -> Option<String> {
    plain(&format!("{text}e2"))
}

/// The day that a number stands for, as `2026-12-31`; its fraction is the time of day.
pub(super) fn day(plain: &str, from_1904: bool) -> Option<String> {
    let days: u64 = plain.split('.').next()?.parse().ok()?;
    let start = if from_1904 { Date::from_ymd_opt(1904, 1, 1) } else { Date::from_ymd_opt(1899, 12, 30) }?;
    if days == 0 || days > LAST_DAY {
        return None;
    }
    // The 1900 system counts a 29 Feb 1900 that never was: earlier days are off by one.
    let days = if !from_1904 && days < 60 { days + 1 } else { days };
    let day = start.checked_add_days(Days::new(days))?;
    (day.year() <= 9999).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stay_as_stored() {
        for (raw, want) in [
            ("1003", "1003"),
            ("1003.0", "1003"),
            ("0.9999999999999999", "0.9999999999999999"),
            ("-99.98999999999999", "-99.98999999999999"),
            ("1.5E3", "1500"),
            ("1.23456789E-2", "0.0123456789"),
            ("1E+20", "100000000000000000000"),
            ("-0", "0"),
            ("007", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            (" 12 ", "12"),
        ] {
            assert_eq!(plain(raw).as_deref(), Some(want), "{raw}");
        }
        for none in ["", "-", "1e", "1e999", "1,5", "NaN", "inf", "0x10", "1.2.3", "1 2", "--1", "e5", "."] {
            assert_eq!(plain(none), None, "{none}");
        }
        assert_eq!(hundredfold("0.16").as_deref(), Some("16"));
        assert_eq!(hundredfold("0.105").as_deref(), Some("10.5"));
    }

    #[test]
    fn noise_goes_and_nothing_else() {
        for (stored, want) in [
            ("0.9999999999999999", "1"),
            ("-99.98999999999999", "-99.99"),
            ("286.90000000000003", "286.9"),
            ("1234567.8900000001", "1234567.89"),
            ("9999999999999.99", "9999999999999.99"),
            ("999999999999.999", "999999999999.999"),
            ("33.333333333333336", "33.3333333333333"),
            ("10.005000000000001", "10.005"),
            ("0.000012345678901234567", "0.0000123456789012346"),
            ("12345678901234567", "12345678901234567"),
            ("1.5", "1.5"),
        ] {
            assert_eq!(without_noise(stored.into()), want, "{stored}");
        }
    }

    #[test]
    fn digits_that_a_spreadsheet_drops() {
        assert!(may_have_lost_digits("1234567890123450"));
        assert!(may_have_lost_digits("35200614200166000000000000000000000000000000"));
        assert!(may_have_lost_digits("12345678901234560000"));
        assert!(!may_have_lost_digits("1234567890123456"));
        assert!(!may_have_lost_digits("123456789012345"));
        assert!(!may_have_lost_digits("0.9999999999999999"));
    }

    #[test]
    fn days_of_both_calendars() {
        assert_eq!(day("46174", false).as_deref(), Some("2026-06-01"));
        assert_eq!(day("46174.75", false).as_deref(), Some("2026-06-01"));
        assert_eq!(day("44712", true).as_deref(), Some("2026-06-01"));
        assert_eq!(day("1", false).as_deref(), Some("1900-01-01"));
        assert_eq!(day("61", false).as_deref(), Some("1900-03-01"));
        for none in ["0", "0.5", "-3", "99999999", "x"] {
            assert_eq!(day(none, false), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn plain_is_the_same_number(mantissa in -999_999_999_i64..999_999_999, scale in 0_u32..8, exponent in -9_i32..9) {
            let number = Decimal::new(mantissa, scale);
            let shifted = plain(&format!("{number}E{exponent}")).expect("a number").parse::<Decimal>().expect("decimal");
            let ten = Decimal::TEN;
            let want = (0..exponent.unsigned_abs()).fold(number, |n, _| if exponent > 0 { n * ten } else { n / ten });
            prop_assert_eq!(shifted, want);
        }

        #[test]
        fn nothing_panics(raw in "[-+0-9.eE]{0,50}|\\PC{0,9}") {
            if let Some(plain) = plain(&raw) {
                let _ = (may_have_lost_digits(&plain), hundredfold(&plain), day(&plain, true));
            }
        }
    }
}
