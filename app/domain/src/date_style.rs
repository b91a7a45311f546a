//! Dates as an island and the sentences of refusals write them: order and month names as a small
//! value, so that the browser carries no calendar data. Pages get theirs finished from the server.

use crate::date::Date;
use crate::language::Language;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// How a date is written in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateStyle {
    /// `{d}`, `{m}` and `{y}` stand for day, month and year: `{d} de {m} de {y}`.
    pub pattern: String,
    /// The months, January first.
    pub months: Vec<String>,
}

const ES: &str = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
const EN: &str = "January February March April May June July August September October November December";
const PT: &str = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro";

impl DateStyle {
    /// The style of a language in the country of a BCP 47 tag (`en-US` puts the month first).
    #[must_use]
    pub fn of(language: Language, tag: &str) -> Self {
        let (pattern, months) = match language {
            Language::Es => ("{d} de {m} de {y}", ES),
            Language::En if ["en", "en-US", "en-CA", "en-PH"].contains(&tag) => ("{m} {d}, {y}", EN),
            Language::En => ("{d} {m} {y}", EN),
            Language::Pt => ("{d} de {m} de {y}", PT),
        };
        Self { pattern: pattern.to_owned(), months: months.split(' ').map(str::to_owned).collect() }
    }

    /// The date in full: `3 de marzo de 2026`.
    #[must_use]
    pub fn format(&self, date: Date) -> String {
        let month = usize::try_from(date.month0()).ok().and_then(|m| self.months.get(m)).map_or("", String::as_str);
        let day = date.day().to_string();
        self.pattern.replace("{d}", &day).replace("{m}", month).replace("{y}", &date.year().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_in_its_order() {
        let day = Date::from_ymd_opt(2026, 3, 9).expect("a day");
        let written = |language, tag| DateStyle::of(language, tag).format(day);
        assert_eq!(written(Language::Es, "es-MX"), "9 de marzo de 2026");
        assert_eq!(written(Language::En, "en-US"), "March 9, 2026");
        assert_eq!(written(Language::En, "en-GB"), "9 March 2026");
        assert_eq!(written(Language::Pt, "pt-BR"), "9 de março de 2026");
        assert!(Language::ALL.into_iter().all(|l| DateStyle::of(l, "").months.len() == 12));
    }
}
