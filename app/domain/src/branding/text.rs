//! Texts that a firm says of itself, made fit to stand in a page, a header and a paper.

/// Why a text is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// It would not fit where it is shown.
    #[error("it has {has} characters; {most} at most can be shown")]
    TooLong {
        /// How many it has.
        has: usize,
        /// How many it may have.
        most: usize,
    },
    /// It has more lines than can be shown.
    #[error("it has {has} lines; {most} at most can be shown")]
    TooManyLines {
        /// How many it has.
        has: usize,
        /// How many it may have.
        most: usize,
    },
    /// It has a character that is not seen, or that turns the direction of reading.
    #[error("it has a character that is not seen (U+{0:04X}): type the text anew")]
    Unseen(u32),
    /// It reads like an address, which a name of a sender must not (`pagos@banco.example`).
    #[error("a name has no @, < or >: it would read like somebody else's address")]
    LikeAnAddress,
}

/// One line of `most` characters. Spaces around and inside become one.
///
/// # Errors
/// [`TextError`] for an empty text, one that is too long, and one with characters that are not seen.
pub fn single_line(text: &str, most: usize) -> Result<String, TextError> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    seen(&line)?;
    let has = line.chars().count();
    if line.is_empty() {
        Err(TextError::Empty)
    } else if has > most {
        Err(TextError::TooLong { has, most })
    } else {
        Ok(line)
    }
}

/// The name of a firm or a person: as [`single_line`], and on one line as it was given. A line end in a name is never meant.
///
/// # Errors
/// [`TextError`]
pub fn name(text: &str, most: usize) -> Result<String, TextError> {
    let text = text.trim();
    match text.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Some(hidden) => Err(TextError::Unseen(u32::from(hidden))),
        None => single_line(text, most),
    }
}

/// The name that mail comes from.
///
/// # Errors
/// As [`single_line`], and [`TextError::LikeAnAddress`]: a name that looks like an address makes one mail look like another's.
pub fn sender_name(text: &str, most: usize) -> Result<String, TextError> {
    let name = single_line(text, most)?;
    if name.contains(['@', '<', '>']) { Err(TextError::LikeAnAddress) } else { Ok(name) }
}

/// Lines, without empty ones: `most.0` lines of `most.1` characters.
///
/// # Errors
/// As [`single_line`], and [`TextError::TooManyLines`].
pub fn lines(text: &str, most: (usize, usize)) -> Result<String, TextError> {
    let given = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = given.map(|line| single_line(line, most.1)).collect::<Result<Vec<_>, _>>()?;
    match lines.len() {
        0 => Err(TextError::Empty),
        has if has > most.0 => Err(TextError::TooManyLines { has, most: most.0 }),
        _ => Ok(lines.join("\n")),
    }
}

/// Paragraphs with one empty line between them, in all `most` characters.
///
/// # Errors
/// As [`single_line`].
pub fn paragraphs(text: &str, most: usize) -> Result<String, TextError> {
    let has = text.chars().count();
    if has > most {
        return Err(TextError::TooLong { has, most });
    }
    let (mut paragraphs, mut lines) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        match single_line(line, most) {
            Ok(line) => lines.push(line),
            Err(TextError::Empty) if lines.is_empty() => {}
            Err(TextError::Empty) => paragraphs.push(std::mem::take(&mut lines).join("\n")),
            Err(other) => return Err(other),
        }
    }
    if paragraphs.is_empty() { Err(TextError::Empty) } else { Ok(paragraphs.join("\n\n")) }
}

/// Refuses control characters and the marks by which a text reads in another order than it is written.
fn seen(text: &str) -> Result<(), TextError> {
    let unseen = |c: &char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().find(unseen).map_or(Ok(()), |c| Err(TextError::Unseen(u32::from(c))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_line_and_nothing_that_is_not_seen() {
        for hidden in
            ["\r\n", "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}", "\u{202e}", "\u{200b}", "\u{0}", "\u{7}"]
        {
            let text = format!("Norte{hidden}Bcc: x@y.example");
            assert!(matches!(name(&text, 80), Err(TextError::Unseen(_))), "{text:?}");
        }
        assert_eq!(name(" Nora  Paz \n", 80).as_deref(), Ok("Nora Paz"));
        assert_eq!(name("Niño & Söhne <GmbH>", 80).as_deref(), Ok("Niño & Söhne <GmbH>"));
        assert_eq!(
            (name(" ", 80), name("abc", 2)),
            (Err(TextError::Empty), Err(TextError::TooLong { has: 3, most: 2 }))
        );
    }

    #[test]
    fn a_line_is_one_line_that_is_seen() {
        assert_eq!(single_line("  Comercial \n Norte ", 40), Ok("Comercial Norte".to_owned()));
        assert_eq!(single_line("شركة الشمال", 40), Ok("شركة الشمال".to_owned()), "read from the right by itself");
        assert_eq!(single_line(" ", 40), Err(TextError::Empty));
        assert_eq!(single_line("12345", 4), Err(TextError::TooLong { has: 5, most: 4 }));
        for (text, code) in
            [("Norte\u{202e}knaB", 0x202e), ("a\u{200b}b", 0x200b), ("a\u{0}b", 0), ("a\u{1b}[2J", 0x1b)]
        {
            assert_eq!(single_line(text, 40), Err(TextError::Unseen(code)), "{text:?}");
        }
    }

    #[test]
    fn a_sender_is_a_name() {
        assert_eq!(sender_name("Cobranza, Norte & Cía.", 40), Ok("Cobranza, Norte & Cía.".to_owned()));
        for like in ["pagos@banco.example", "Norte <pagos@banco.example>", "a>b"] {
            assert_eq!(sender_name(like, 40), Err(TextError::LikeAnAddress), "{like:?}");
        }
    }

    #[test]
    fn lines_and_paragraphs_keep_their_breaks() {
        assert_eq!(lines("Uno\r\n\r\n Dos ", (2, 10)), Ok("Uno\nDos".to_owned()));
        assert_eq!(lines("1\n2\n3", (2, 10)), Err(TextError::TooManyLines { has: 3, most: 2 }));
        assert_eq!(lines("\n \n", (2, 10)), Err(TextError::Empty));
        assert_eq!(paragraphs("\nUno\ndos\n\n\n\nTres\n", 100), Ok("Uno\ndos\n\nTres".to_owned()));
        assert_eq!(paragraphs("a\u{202e}", 100), Err(TextError::Unseen(0x202e)));
    }
}
