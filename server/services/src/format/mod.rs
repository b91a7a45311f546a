//! How a country writes amounts and dates.
//!
//! A [`Locale`] is a language and a country, of a creditor or a debtor. Amounts have the separators of the debtor's
//! country, whatever language the page speaks, and a symbol that the page's language cannot mistake; dates go by both: `locale.speaking("en")` is English
//! as written in that country. All of it comes from CLDR by way of ICU4X, is worked out once and
//! kept, so that a request never builds a formatter.

mod amount;
mod cache;
mod date;
mod formatter;

pub use amount::{amount_style_for, format_amount};
pub use date::{format_date, format_date_short, format_datetime, format_day_of_month};
pub use formatter::Formatter;

use domain::money::Currency;
use icu::locale::LanguageIdentifier;
use icu::locale::subtags::{Language, Region, language};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a locale; give a language and a country, for example `es-MX` or `pt-BR`")]
pub struct LocaleError(String);

/// A language and, where known, a country (BCP 47: `es-MX`, `es-419`, `pt`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Locale {
    language: Language,
    region: Option<Region>,
}

impl Locale {
    /// Spanish, of no country: the last resort.
    pub const SPANISH: Self = Self { language: language!("es"), region: None };

    /// A language of ours, of no country.
    #[must_use]
    pub fn of_language(language: domain::language::Language) -> Self {
        Self { region: None, ..Self::SPANISH }.speaking(language.as_str())
    }

    /// The language's code: `es`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.language.as_str()
    }

    /// The country's code: `MX`; a number for a part of the world (`419`).
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.region.as_ref().map(Region::as_str)
    }

    /// The same country in another language; itself when `language` is none.
    #[must_use]
    pub fn speaking(self, language: &str) -> Self {
        language.parse().map_or(self, |language| Self { language, ..self })
    }

    /// With the country of a currency, where the locale names none: `es` at home in MXN is `es-MX`.
    ///
    /// Take the creditor's own currency, and the same for all of a debtor's amounts: then one `$`
    /// on a page is always the country's own, and dollars from elsewhere are `US$`.
    #[must_use]
    pub fn at_home(self, currency: Currency) -> Self {
        // ISO 4217: the first two letters are the country's, except for what belongs to several
        // (X…) and the euro.
        let country = Some(&currency.code()[..2]).filter(|code| !code.starts_with('X') && *code != "EU");
        Self { region: self.region.or_else(|| country.and_then(|code| code.parse().ok())), ..self }
    }

    fn icu(self) -> icu::locale::Locale {
        LanguageIdentifier::from((self.language, None, self.region)).into()
    }
}

impl FromStr for Locale {
    type Err = LocaleError;

    /// Takes `es-MX`, also as systems write it: `es_MX`, `es-mx`. A script or a variant is left out.
    fn from_str(text: &str) -> Result<Self, LocaleError> {
        let refused = || LocaleError(text.chars().take(40).collect());
        let read: LanguageIdentifier = text.trim().replace('_', "-").parse().map_err(|_| refused())?;
        if read.language.is_unknown() {
            return Err(refused());
        }
        Ok(Self { language: read.language, region: read.region })
    }
}

impl TryFrom<String> for Locale {
    type Error = LocaleError;

    fn try_from(text: String) -> Result<Self, LocaleError> {
        text.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.to_string()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.language())?;
        self.country().map_or(Ok(()), |country| write!(f, "-{country}"))
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(text: &str) -> Locale {
        text.parse().expect("a locale")
    }

    #[test]
    fn reads_tags_as_people_write_them() {
        for (text, read) in [
            ("es-MX", "es-MX"),
            ("es_mx", "es-MX"),
            (" PT-br ", "pt-BR"),
            ("en", "en"),
            ("es-419", "es-419"),
            ("zh-Hant-TW", "zh-TW"),
            ("ca-ES-valencia", "ca-ES"),
        ] {
            assert_eq!(locale(text).to_string(), read);
        }
        for text in ["", "und", "und-MX", "español", "e", "es-", "MX", "es MX", "es-MXN", "-", "123"] {
            // Two letters may be a language of their own; nobody can tell.
            assert_eq!(text.parse::<Locale>().is_ok(), text == "MX", "{text:?}");
        }
    }

    #[test]
    fn a_language_is_at_home_where_its_currency_is() {
        for (text, currency, home) in [
            ("es", "MXN", "es-MX"),
            ("es", "CLP", "es-CL"),
            ("pt", "BRL", "pt-BR"),
            ("en", "COP", "en-CO"),
            ("es-AR", "USD", "es-AR"),
            ("es", "EUR", "es"),
            ("fr", "XOF", "fr"),
        ] {
            assert_eq!(locale(text).at_home(currency.parse().expect("a currency")).to_string(), home);
        }
        assert_eq!(locale("es-MX").speaking("en").to_string(), "en-MX");
        assert_eq!(locale("es-MX").speaking("").to_string(), "es-MX");
    }

    #[test]
    fn reads_back_from_json() {
        assert_eq!(serde_json::to_string(&locale("es-MX")).expect("text"), "\"es-MX\"");
        assert_eq!(serde_json::from_str::<Locale>("\"es-MX\"").expect("a locale"), locale("es-MX"));
        assert!(serde_json::from_str::<Locale>("\"spanish please\"").is_err());
    }
}
