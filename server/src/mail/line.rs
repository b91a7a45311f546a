//! One line of text, made safe to stand in a header, a subject or a sentence.

use std::fmt;
use std::ops::Deref;

/// The most characters of a line; a header of a mail holds 998 bytes (RFC 5322, 2.1.1).
const MAX_CHARS: usize = 160;

/// Text without line breaks, control characters or marks that turn the writing direction; runs of
/// spaces become one. Names, references and file names come from imports and cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(String);

impl Line {
    /// Takes any text, cut where it is longer than a header can hold.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of(text, MAX_CHARS)
    }

    /// A sentence of our own for a mail's body, whole: what was agreed is not cut.
    #[must_use]
    pub fn sentence(text: &str) -> Self {
        Self::of(text, usize::MAX)
    }

    fn of(text: &str, max_chars: usize) -> Self {
        let mut line = String::with_capacity(text.len().min(max_chars.saturating_mul(4)));
        let mut space = false;
        let mut count = 0;
        for c in text.chars() {
            // A no-break space stays: amounts have them.
            let space_that_stays = matches!(c, '\u{a0}' | '\u{202f}');
            if !space_that_stays && (c.is_whitespace() || c.is_control()) {
                space = !line.is_empty();
                continue;
            }
            if turns_direction(c) {
                continue;
            }
            if count >= max_chars {
                line.push('…');
                break;
            }
            // `=?utf-8?Q?…` would be decoded by whoever reads the header (RFC 2047).
            if c == '?' && line.ends_with('=') {
                space = true;
            }
            if std::mem::take(&mut space) {
                line.push(' ');
                count += 1;
            }
            line.push(c);
            count += 1;
        }
        Self(line)
    }
}

/// Bidirectional embeddings, overrides and isolates: `Ada<RLO>fdp.exe` must not read backwards.
/// U+FEFF and the line and paragraph separators (which `is_whitespace` has) go too.
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl Deref for Line {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        for (text, line) in [
            ("Ada Lovelace", "Ada Lovelace"),
            ("  Ada \t\r\n Lovelace\n", "Ada Lovelace"),
            ("Ada\r\nBcc: all@example.com", "Ada Bcc: all@example.com"),
            ("Ada\u{2028}Bcc:\u{85}x\u{b}y\0z", "Ada Bcc: x y z"),
            ("Ada\u{202e}gpj.exe\u{2066}", "Adagpj.exe"),
            ("R$\u{a0}1.234,50", "R$\u{a0}1.234,50"),
            ("=?utf-8?Q?Ada=0D=0ABcc:?=", "= ?utf-8?Q?Ada=0D=0ABcc:?="),
            ("Peña & Muñoz 👩‍👧", "Peña & Muñoz 👩‍👧"),
            ("\n", ""),
        ] {
            assert_eq!(&*Line::from(text), line, "{text:?}");
        }
        assert_eq!(Line::new(&"ñ".repeat(1000)).chars().count(), MAX_CHARS + 1);
        assert_eq!(Line::sentence(&"ñ".repeat(1000)).chars().count(), 1000);
        assert_eq!(&*Line::sentence("Ada\r\nBcc: all@example.com"), "Ada Bcc: all@example.com");
    }
}
