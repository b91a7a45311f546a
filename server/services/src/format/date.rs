//! A country's way to write days and times. The year always has four digits.

use super::Locale;
use super::cache::Cache;
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use domain::date::Date;
use domain::zone::Zone;
use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{MD, YMD, YMDT};
use icu::datetime::input::{Date as IcuDate, DateTime as IcuDateTime, Time};
use icu::datetime::options::{TimePrecision, YearStyle};
use std::fmt::Display;

type Days = FixedCalendarDateTimeFormatter<Gregorian, YMD>;
type DaysOfMonths = FixedCalendarDateTimeFormatter<Gregorian, MD>;
type Moments = FixedCalendarDateTimeFormatter<Gregorian, YMDT>;

/// In sentences: `5 de noviembre de 2026`, `November 5, 2026`.
#[must_use]
pub fn format_date(locale: Locale, date: Date) -> String {
    static KEPT: Cache<Locale, Option<Days>> = Cache::new();
    let formatter = KEPT
        .get(locale, |locale| Days::try_new(locale.icu().into(), YMD::long().with_year_style(YearStyle::Full)).ok());
    written(formatter.as_ref().as_ref().zip(icu_date(date)).map(|(f, date)| f.format(&date).to_string()), date)
}

/// In lists and tables: `5 nov 2026`, in one piece, `05-11-2026` where the country's habit is digits.
#[must_use]
pub fn format_date_short(locale: Locale, date: Date) -> String {
    static KEPT: Cache<Locale, Option<Days>> = Cache::new();
    let formatter = KEPT
        .get(locale, |locale| Days::try_new(locale.icu().into(), YMD::medium().with_year_style(YearStyle::Full)).ok());
    let text = formatter.as_ref().as_ref().zip(icu_date(date)).map(|(f, date)| f.format(&date).to_string());
    written(text.map(in_one_piece), date)
}

/// Where the year stands beside it, and in one piece: `5 nov`.
#[must_use]
pub fn format_day_of_month(locale: Locale, date: Date) -> String {
    static KEPT: Cache<Locale, Option<DaysOfMonths>> = Cache::new();
    let formatter = KEPT.get(locale, |locale| DaysOfMonths::try_new(locale.icu().into(), MD::medium()).ok());
    let text = formatter.as_ref().as_ref().zip(icu_date(date)).map(|(f, date)| f.format(&date).to_string());
    written(text.map(in_one_piece), date)
}

/// On receipts: `5 de noviembre de 2026 a las 14:05`, by the clock on the wall in `zone`.
#[must_use]
pub fn format_datetime(locale: Locale, instant: DateTime<Utc>, zone: Zone) -> String {
    static KEPT: Cache<Locale, Option<Moments>> = Cache::new();
    let formatter = KEPT.get(locale, |locale| {
        let fields = YMDT::long().with_year_style(YearStyle::Full).with_time_precision(TimePrecision::Minute);
        Moments::try_new(locale.icu().into(), fields).ok()
    });
    let local = zone.local(instant);
    let input = icu_date(local.date()).zip(icu_time(local)).map(|(date, time)| IcuDateTime { date, time });
    let text = formatter.as_ref().as_ref().zip(input).map(|(f, input)| f.format(&input).to_string());
    written(text, local.format("%Y-%m-%d %H:%M"))
}

/// A day that is never parted at the end of a line; a longer way to write it (`5 de nov. de 2026`) may be.
fn in_one_piece(text: String) -> String {
    if text.chars().count() <= 12 { text.replace(' ', "\u{a0}") } else { text }
}

/// ISO 8601 where CLDR cannot help: a year past 9999, no data. Neither happens to an invoice.
fn written(text: Option<String>, plain: impl Display) -> String {
    text.unwrap_or_else(|| plain.to_string())
}

fn icu_date(date: Date) -> Option<IcuDate<Gregorian>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    IcuDate::try_new_gregorian(date.year(), month, day).ok()
}

fn icu_time(local: NaiveDateTime) -> Option<Time> {
    Time::try_new(u8::try_from(local.hour()).ok()?, u8::try_from(local.minute()).ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(text: &str) -> Locale {
        text.parse().expect("a locale")
    }

    fn date(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn days_read_as_the_country_writes_them() {
        for (tag, long, short) in [
            ("es-MX", "5 de noviembre de 2026", "5 nov 2026"),
            ("es-CO", "5 de noviembre de 2026", "5/11/2026"),
            ("es-CL", "5 de noviembre de 2026", "05-11-2026"),
            ("es-AR", "5 de noviembre de 2026", "5 de nov de 2026"),
            ("es-PE", "5 de noviembre de 2026", "5 nov. 2026"),
            ("es", "5 de noviembre de 2026", "5 nov 2026"),
            ("pt-BR", "5 de novembro de 2026", "5 de nov. de 2026"),
            ("pt", "5 de novembro de 2026", "5 de nov. de 2026"),
            ("en-US", "November 5, 2026", "Nov 5, 2026"),
            ("en", "November 5, 2026", "Nov 5, 2026"),
        ] {
            assert_eq!(format_date(locale(tag), date("2026-11-05")), long, "{tag}");
            let written = format_date_short(locale(tag), date("2026-11-05"));
            assert_eq!(written.replace('\u{a0}', " "), short, "{tag}");
            assert!(written.chars().count() > 12 || !written.contains(' '), "{written} is never parted");
        }
        assert_eq!(format_day_of_month(locale("es-MX"), date("2026-11-05")), "5\u{a0}nov");
        assert_eq!(format_date(locale("es-MX").speaking("pt"), date("1999-03-01")), "1 de março de 1999");
        assert_eq!(format_date(locale("th-TH"), date("2026-11-05")), "5 พฤศจิกายน ค.ศ. 2026");
    }

    #[test]
    fn times_are_those_on_the_wall() {
        let night: DateTime<Utc> = "2026-11-06T02:30:59Z".parse().expect("an instant");
        let zone: Zone = "America/Bogota".parse().expect("a zone");
        for (tag, written) in [
            ("es-MX", "5 de noviembre de 2026 a las 09:30 p.m."),
            ("es-CO", "5 de noviembre de 2026 a las 9:30 p. m."),
            ("es-CL", "5 de noviembre de 2026 a las 21:30"),
            ("pt-BR", "5 de novembro de 2026 às 21:30"),
            ("en-US", "November 5, 2026 at 9:30 PM"),
        ] {
            let text = format_datetime(locale(tag), night, zone).replace('\u{202f}', " ");
            assert_eq!(text, written, "{tag}");
        }
    }
}
