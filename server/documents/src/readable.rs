//! Makes any text fit to be set: every character has a glyph, every line can break.
//!
//! Names and texts come from imports and forms. A character without a glyph would make PDF/UA and
//! PDF/A refuse the whole document, so it is written in Latin letters, by the rules of its script; what has no shape at all
//! is left out.

use crate::romanise::romanised;
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for a character that no font has and no rule writes in Latin letters.
pub(crate) const MISSING: char = '?';

/// Longer runs without a space get places where a line may break. Providers' references are shorter,
/// so they can be copied as they are.
const LONGEST_WORD: usize = 36;

/// Characters that fit beside the page number.
const LONGEST_FOOT: usize = 70;

/// The place where a line may break (zero width space).
const BREAK: char = '\u{200b}';

/// `text` as it can be set with fonts that show these characters, and how many they do not: `shows` is asked of each together
/// with the letter that bears it, itself where it is no mark.
pub(crate) fn readable(text: &str, shows: &impl Fn(char, char) -> bool) -> (String, usize) {
    let mut line = Line { out: String::with_capacity(text.len()), run: 0 };
    let (mut foreign, mut missing) = (String::new(), 0);
    let mut letter = ' ';
    for c in text.nfc() {
        let joins = matches!(c, '\u{200c}' | '\u{200d}') && is_joined(letter) && shows(letter, c);
        if has_no_shape(c) && !joins {
            continue;
        }
        let (blank, mark) = (c.is_whitespace() || c.is_control(), is_combining_mark(c));
        letter = if mark || joins { letter } else { c };
        if !blank && !shows(letter, c) {
            missing += 1;
            // A mark on a letter that is shown is left out; one on another is written with it.
            if !mark || !foreign.is_empty() {
                foreign.push(c);
            }
            continue;
        }
        line.put_foreign(&std::mem::take(&mut foreign), shows);
        line.put(if blank && c != '\n' { space(c) } else { c });
    }
    line.put_foreign(&foreign, shows);
    (line.out, missing)
}

/// Text that is being made readable.
struct Line {
    out: String,
    /// Characters since a line could break.
    run: usize,
}

impl Line {
    fn put(&mut self, c: char) {
        self.run = if may_break_after(c) { 0 } else { self.run + 1 };
        if self.run > LONGEST_WORD {
            self.out.push(BREAK);
            self.run = 1;
        }
        self.out.push(c);
    }

    /// Puts characters that no font has: in Latin letters, with the accents that there are.
    fn put_foreign(&mut self, run: &str, shows: &impl Fn(char, char) -> bool) {
        if run.is_empty() {
            return;
        }
        let Some(latin) = romanised(run) else {
            return run.chars().filter(|c| !is_combining_mark(*c)).for_each(|_| self.put(MISSING));
        };
        for c in latin.nfc() {
            let plain = || std::iter::once(c).nfd().next().unwrap_or(c);
            match [c, plain()].into_iter().find(|c| shows(*c, *c) && !c.is_control() && !is_combining_mark(*c)) {
                Some(c) if c.is_whitespace() => self.put(' '),
                Some(c) => self.put(c),
                None if c.is_alphanumeric() => self.put(MISSING),
                None => {}
            }
        }
    }
}

/// Scripts whose letters a joiner joins or keeps apart.
const fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}')
}

/// The characters in `value` that are to be seen and are not shown.
pub(crate) fn missing(value: &Value, shows: &impl Fn(char) -> bool, found: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => found
            .extend(text.nfc().filter(|c| !has_no_shape(*c) && !c.is_whitespace() && !c.is_control() && !shows(*c))),
        Value::Array(values) => values.iter().for_each(|value| missing(value, shows, found)),
        Value::Object(fields) => fields.values().for_each(|value| missing(value, shows, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The name of somebody as it has been made readable; where nothing of it could be, what else identifies them.
pub(crate) fn name_or_reference(party: &mut Value) {
    let name = party.get("name").and_then(Value::as_str).unwrap_or_default();
    let unreadable = name.contains(MISSING) && name.chars().all(|c| c == MISSING || c == BREAK || c.is_whitespace());
    let reference = party.get("lines").and_then(|lines| lines.get(0)).cloned();
    if let (true, Some(reference), Some(fields)) = (unreadable, reference, party.as_object_mut()) {
        fields.insert("name".to_owned(), reference);
    }
}

/// Makes every text in `value` [`readable`]; answers how many characters no font has.
pub(crate) fn make_readable(value: &mut Value, shows: &impl Fn(char, char) -> bool) -> usize {
    match value {
        Value::String(text) => {
            let (readable, missing) = readable(text, shows);
            *text = readable;
            missing
        }
        Value::Array(values) => values.iter_mut().map(|value| make_readable(value, shows)).sum(),
        Value::Object(fields) => fields.values_mut().map(|value| make_readable(value, shows)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
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
        readable(text, &|_, c| c.is_ascii() || "éñçã€".contains(c)).0
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
    fn what_has_none_is_written_in_latin_letters() {
        let name = shown("张伟 & Co");
        assert!(name.to_lowercase().contains("wei") && name.ends_with(" & Co"), "{name}");
        assert_eq!(readable("محمد", &|_, c| c.is_ascii()).1, 4, "they are counted");
        assert_eq!(shown("👩\u{200d}🌾!"), "??!");
        assert_eq!(shown("a\u{202e}b\u{2066}c\u{feff}\u{ad}d"), "abcd");
        assert_eq!(shown("a\tb\r\nc\u{0}d\u{2028}e"), "a b \nc d e");
    }

    #[test]
    fn a_name_of_which_nothing_is_left_gives_way_to_what_identifies_its_bearer() {
        let named = |name: &str, lines: &[&str]| {
            let mut party = serde_json::json!({ "name": name, "lines": lines });
            name_or_reference(&mut party);
            party["name"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(named("?? ????", &["C-1042", "more"]), "C-1042");
        assert_eq!(named("?? ????", &[]), "?? ????");
        for name in ["Ada ?", "Ada", ""] {
            assert_eq!(named(name, &["C-1042"]), name);
        }
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
