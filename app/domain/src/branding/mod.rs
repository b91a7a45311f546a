//! How a firm shows itself to its debtors: its logo, its colour, the name and address of its mail, and what it has to say of
//! itself in each language.
//!
//! Everything in it was typed by the firm and is shown to strangers, in pages, headers of mail and papers. So each part has a
//! type that holds only what is fit for all of these places.

pub mod colour;
mod text;

use crate::language::Language;
use colour::Colour;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub use text::{TextError, lines, name, paragraphs, sender_name, single_line};

/// The most characters of the name that mail comes from: inboxes show about thirty.
pub const MAX_SENDER_NAME: usize = 60;
/// The most characters of the name of a firm.
pub const MAX_NAME: usize = 120;
/// The most characters of the hours: one line beside a telephone number.
pub const MAX_HOURS: usize = 80;
/// The most lines of the legal notice, and characters of each: it stands at the foot of every page, mail and paper.
pub const MAX_LEGAL: (usize, usize) = (4, 140);
/// The most characters of the privacy text, which has a page of its own.
pub const MAX_PRIVACY: usize = 12_000;

/// How a firm shows itself, beside its name and where it is reached. Read with every page: long texts and the logo's bytes
/// are kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Branding {
    /// Whom mail comes from, where that is not the firm's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<String>,
    /// Where answers to mail go, where that is not the address at which debtors ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// Its colour, as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// When it can be called, in one line.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hours: Texts,
    /// What the law wants at the foot of its letters: lines.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub legal: Texts,
}

/// A text in some of our languages.
pub type Texts = BTreeMap<Language, String>;

/// The text in `language`; else in `other`, the firm's own; else in whichever language there is one. With the language that
/// it is in.
#[must_use]
pub fn text_in(texts: &Texts, language: Language, other: Language) -> Option<(Language, &str)> {
    let in_order = [language, other].into_iter().chain(Language::ALL);
    in_order.filter_map(|language| texts.get(&language).map(|text| (language, text.as_str()))).next()
}

/// A logo that was drawn anew: a PNG of ours, whatever the firm's file was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Names its bytes, so that browsers may keep it for ever: lower-case hexadecimal digits.
    pub digest: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Logo {
    /// The size at which it is shown in a box of `width` × `height`: as large as it fits, and never larger than it is.
    #[must_use]
    pub fn shown_in(&self, width: u32, height: u32) -> (u32, u32) {
        let (own_width, own_height) = (self.width.max(1), self.height.max(1));
        let scaled = |length: u32, by: u32, of: u32| {
            u32::try_from(u64::from(length) * u64::from(by) / u64::from(of)).unwrap_or(length).max(1)
        };
        if own_width <= width && own_height <= height {
            (own_width, own_height)
        } else if u64::from(own_width) * u64::from(height) >= u64::from(own_height) * u64::from(width) {
            (width, scaled(own_height, width, own_width))
        } else {
            (scaled(own_width, height, own_height), height)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_read_in_the_readers_language_or_the_next_best() {
        let texts = Texts::from([(Language::Es, "lunes".to_owned()), (Language::Pt, "segunda".to_owned())]);
        assert_eq!(text_in(&texts, Language::Pt, Language::Es), Some((Language::Pt, "segunda")));
        assert_eq!(text_in(&texts, Language::En, Language::Pt), Some((Language::Pt, "segunda")));
        assert_eq!(text_in(&texts, Language::En, Language::En), Some((Language::Es, "lunes")));
        assert_eq!(text_in(&Texts::new(), Language::En, Language::Es), None);
    }

    #[test]
    fn what_was_kept_is_read_back_and_nothing_is_kept_of_nothing() {
        assert_eq!(serde_json::to_string(&Branding::default()).expect("text"), "{}");
        let branding = Branding {
            sender_name: Some("Cobranza Norte".to_owned()),
            colour: Some("#0b5a5e".parse().expect("a colour")),
            logo: Some(Logo { digest: "ab12".to_owned(), width: 300, height: 90 }),
            hours: Texts::from([(Language::Es, "lun–vie 9–18 h".to_owned())]),
            ..Branding::default()
        };
        let text = serde_json::to_string(&branding).expect("text");
        assert_eq!(serde_json::from_str::<Branding>(&text).expect("the same"), branding);
    }

    proptest! {
        #[test]
        fn a_logo_fits_its_box_and_keeps_its_shape(own in (1_u32..3_000, 1_u32..3_000), shown in (1_u32..400, 1_u32..400)) {
            let logo = Logo { digest: String::new(), width: own.0, height: own.1 };
            let (width, height) = logo.shown_in(shown.0, shown.1);
            prop_assert!((1..=shown.0).contains(&width) && (1..=shown.1).contains(&height));
            prop_assert!(width <= own.0 && height <= own.1);
            let fills = width == shown.0 || height == shown.1 || (width, height) == own;
            prop_assert!(fills, "{own:?} in {shown:?}: {width} × {height}");
        }
    }
}
