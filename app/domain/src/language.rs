//! The languages we speak, and how one is chosen.

use serde::{Deserialize, Serialize};

/// A language of the portal. Spanish is the home language and the last resort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Spanish of Latin America, with usted or without any pronoun.
    #[default]
    Es,
    /// English.
    En,
    /// Portuguese of Brazil.
    Pt,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Pt];

    /// The primary subtag of BCP 47, also the value in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Pt => "pt",
        }
    }

    /// Its own name for itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es => "Español",
            Self::En => "English",
            Self::Pt => "Português",
        }
    }

    /// The language of a BCP 47 tag (`pt-BR`, `es_419`, `EN`), if it is one of ours.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.as_str()))
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4); `None` when it names
    /// none of ours, so that the caller can go on to the next hint.
    ///
    /// `q=0` means "not this one". Of two with the same weight the first wins.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        // 32 entries are more than any browser sends; a longer header is not read to its end.
        let mut best: Option<(u16, Self)> = None;
        for entry in header.split(',').take(32) {
            let (tag, params) = entry.split_once(';').unwrap_or((entry, ""));
            let (Some(language), Some(weight)) = (Self::of_tag(tag), weight(params)) else { continue };
            if weight > 0 && best.is_none_or(|(max, _)| weight > max) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// Preference, then the debtor's locale, then `Accept-Language`, then Spanish.
    #[must_use]
    pub fn choose(preference: Option<Self>, locale: Option<&str>, accept: Option<&str>) -> Self {
        preference
            .or_else(|| locale.and_then(Self::of_tag))
            .or_else(|| accept.and_then(Self::accepted))
            .unwrap_or_default()
    }
}

/// Thousandths of the `q` parameter: 1000 when there is none, `None` when it cannot be read.
fn weight(params: &str) -> Option<u16> {
    let Some(value) = params.split(';').find_map(|p| p.trim().strip_prefix("q=").or(p.trim().strip_prefix("Q=")))
    else {
        return Some(1000);
    };
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match whole {
        "1" if fraction.bytes().all(|b| b == b'0') => Some(1000),
        "0" => format!("{fraction:0<3}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_of_ours_wins() {
        let cases = [
            ("pt-BR,pt;q=0.9,en;q=0.8", Some(Language::Pt)),
            ("en;q=0.5, es-MX;q=0.9", Some(Language::Es)),
            ("de, fr;q=0.9, en;q=0.1", Some(Language::En)),
            ("de-DE", None),
            ("es;q=0, en;q=0.001", Some(Language::En)),
            ("es;q=0", None),
            ("es;q=banana, pt;q=0.3", Some(Language::Pt)),
            ("es;q=1.5, pt;q=0.3333, en;q=0.2", Some(Language::En)),
            ("en, es", Some(Language::En)),
            ("ES-419", Some(Language::Es)),
            ("estonian", None),
            ("*", None),
            ("", None),
            (";;;,,,q=,é;q=é", None),
        ];
        for (header, wanted) in cases {
            assert_eq!(Language::accepted(header), wanted, "{header:?}");
        }
    }

    #[test]
    fn what_the_debtor_chose_comes_first() {
        use Language::{En, Es, Pt};
        assert_eq!(Language::choose(Some(Pt), Some("es-MX"), Some("en")), Pt);
        assert_eq!(Language::choose(None, Some("es-MX"), Some("en")), Es);
        assert_eq!(Language::choose(None, Some("de-DE"), Some("en-GB")), En);
        assert_eq!(Language::choose(None, None, None), Es);
    }
}
