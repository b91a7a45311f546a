//! Makes any text fit to be set: every character has a glyph, every line can break.
//!
//! Names and texts come from imports and forms. A character without a glyph would make PDF/UA and
//! PDF/A refuse the whole document, so it is shown as a box; what has no shape at all is left out.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Stands for a character that our fonts lack.
pub(crate) const MISSING: char = '□';

/// Longer runs without a space get places where a line may break. Providers' references are shorter,
/// so they can be copied as they are.
const LONGEST_WORD: usize = 36;

/// Characters that fit beside the page number.
const LONGEST_FOOT: usize = 70;

/// The place where a line may break (zero width space).
const BREAK: char = '\u{200b}';

/// `text` as it can be set with a font that `shows` these characters.
pub(crate) fn readable(text: &str, shows: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.nfc().filter(|&c| !has_no_shape(c)) {
        let c = match c {
            '\n' => '\n',
            c if c.is_whitespace() || c.is_control() => space(c),
            c if shows(c) => c,
            _ => MISSING,
        };
        run = if may_break_after(c) { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            out.push(BREAK);
            run = 1;
        }
        out.push(c);
    }
    out
}

/// Makes every text in `value` [`readable`].
pub(crate) fn make_readable(value: &mut Value, shows: &impl Fn(char) -> bool) {
    match value {
        Value::String(text) => *text = readable(text, shows),
        Value::Array(values) => values.iter_mut().for_each(|value| make_readable(value, shows)),
        Value::Object(fields) => fields.values_mut().for_each(|value| make_readable(value, shows)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A line for the foot of every page: cut off where the page would end.
pub(crate) fn foot(text: &str) -> String {
    match text.char_indices().nth(LONGEST_FOOT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The spaces that amounts and dates are written with stay; the rest are one plain space.
const fn space(c: char) -> char {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => c,
        _ => ' ',
    }
}

const fn may_break_after(c: char) -> bool {
    matches!(c, ' ' | '\n' | '-' | '\u{2009}')
}

/// Invisible formatting: joiners, marks that turn the direction of reading, variation selectors, tags.
const fn has_no_shape(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        readable(text, |c| c.is_ascii() || "éñçã€".contains(c))
    }

    #[test]
    fn what_has_a_glyph_stays() {
        assert_eq!(shown("R$\u{a0}1.234,50"), "R$\u{a0}1.234,50");
        assert_eq!(shown("one\ntwo"), "one\ntwo");
        assert_eq!(shown("#set $x$ \"*_`@<"), "#set $x$ \"*_`@<");
    }

    #[test]
    fn an_accent_joins_its_letter() {
        assert_eq!(shown("Nun\u{303}ez, cafe\u{301}"), "Nuñez, café");
    }

    #[test]
    fn what_has_none_is_seen_to_be_missing() {
        assert_eq!(shown("张伟 & Co"), "□□ & Co");
        assert_eq!(shown("👩\u{200d}🌾!"), "□□!");
        assert_eq!(shown("a\u{202e}b\u{2066}c\u{feff}\u{ad}d"), "abcd");
        assert_eq!(shown("a\tb\r\nc\u{0}d\u{2028}e"), "a b \nc d e");
    }

    #[test]
    fn the_foot_is_one_line() {
        assert_eq!(foot("Plan A-77"), "Plan A-77");
        assert_eq!(foot(&"é".repeat(70)), "é".repeat(70));
        assert_eq!(foot(&"é".repeat(71)), format!("{}…", "é".repeat(70)));
    }

    #[test]
    fn a_long_word_can_break() {
        assert_eq!(shown(&"x".repeat(36)), "x".repeat(36));
        assert_eq!(shown(&"x".repeat(73)), format!("{0}{BREAK}{0}{BREAK}x", "x".repeat(36)));
        assert!(!shown("internationalisation of many responsibilities").contains(BREAK));
    }

    proptest! {
        #[test]
        fn nothing_else_than_what_is_shown_comes_out(text in any::<String>()) {
            let out = shown(&text);
            let known = |c: char| c.is_ascii() || "éñçã€\u{a0}\u{202f}\u{2009}".contains(c) || [MISSING, BREAK].contains(&c);
            let words = || out.split([' ', '\n', '-', '\u{2009}', BREAK]);
            prop_assert!(out.chars().all(known), "{:?}", out);
            prop_assert!(words().all(|word| word.chars().count() <= LONGEST_WORD), "{:?}", out);
        }

        #[test]
        fn any_text_at_all_keeps_its_letters(text in "[a-z #$]{0,80}") {
            prop_assert_eq!(shown(&text).replace(BREAK, ""), text);
        }
    }
}
