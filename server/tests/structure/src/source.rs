//! One Rust file, and what of it counts: code without comments and without its tests.

use std::ops::Range;

/// A file of Rust.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path from the root of the tree, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// The text with comments and `#[cfg(test)]` items blanked. Every byte keeps its place and its line.
    pub code: String,
    /// The code with the content of literals blanked too, so that words and braces in strings do not count.
    pub bare: String,
    /// The string literals of the code, without their quotes.
    pub strings: Vec<Range<usize>>,
    /// The modules that are declared for tests only: `#[cfg(test)] mod tests;`.
    pub test_modules: Vec<String>,
}

impl Source {
    /// Reads `text` as Rust.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let (comments, literals) = lex(text);
        let mut code = text.as_bytes().to_vec();
        comments.iter().for_each(|range| blank(&mut code, range.clone()));
        let mut bare = code.clone();
        literals.iter().for_each(|range| blank(&mut bare, range.clone()));
        let mut test_modules = Vec::new();
        for item in test_items(&bare) {
            if let Some(name) = declared_module(&bare[item.clone()]) {
                test_modules.push(name);
            }
            blank(&mut code, item.clone());
            blank(&mut bare, item);
        }
        let strings = literals.into_iter().filter(|range| range.start > 0 && code[range.start - 1] == b'"').collect();
        let text_of = |bytes| String::from_utf8(bytes).unwrap_or_default();
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: text_of(code),
            bare: text_of(bare),
            strings,
            test_modules,
        }
    }

    /// The line of a place, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// The modules declared inside this file (`mod name { … }`), with the range of their bodies.
    #[must_use]
    pub fn inline_modules(&self) -> Vec<(String, Range<usize>)> {
        let bytes = self.bare.as_bytes();
        let modules = words(&self.bare, "mod").filter_map(|at| {
            let (name, after) = identifier(&self.bare, at + 3)?;
            let open = skip_blanks(bytes, after);
            (bytes.get(open) == Some(&b'{')).then(|| (name.to_owned(), open + 1..closing(bytes, open)))
        });
        modules.collect()
    }
}

/// Blanks all but the ends of lines.
fn blank(bytes: &mut [u8], range: Range<usize>) {
    bytes[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// Comments, and the content of string and character literals.
fn lex(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let (mut comments, mut literals) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"//") {
            let end = at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            comments.push(at..end);
            at = end;
        } else if rest.starts_with(b"/*") {
            let end = at + text[at..].find("*/").map_or(rest.len(), |end| end + 2);
            comments.push(at..end);
            at = end;
        } else if let Some(hashes) = raw_string(bytes, at) {
            let start = at + 2 + hashes;
            let quote = format!("\"{}", "#".repeat(hashes));
            let end = start + text[start..].find(&quote).unwrap_or(text.len() - start);
            literals.push(start..end);
            at = (end + quote.len()).min(bytes.len());
        } else if bytes[at] == b'"' {
            let end = end_of_literal(bytes, at + 1, b'"');
            literals.push(at + 1..end);
            at = end + 1;
        } else if bytes[at] == b'\'' && is_character(text, at) {
            let end = end_of_literal(bytes, at + 1, b'\'');
            literals.push(at + 1..end);
            at = end + 1;
        } else {
            at += 1;
        }
    }
    (comments, literals)
}

/// `r"` and `r#"` at this place: how many hashes?
fn raw_string(bytes: &[u8], at: usize) -> Option<usize> {
    let inside_a_word = at > 0 && is_word(bytes[at - 1]) && bytes[at - 1] != b'b';
    if bytes[at] != b'r' || inside_a_word {
        return None;
    }
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

/// A character literal, not a lifetime?
fn is_character(text: &str, at: usize) -> bool {
    let mut rest = text[at + 1..].chars();
    match rest.next() {
        Some('\\') => true,
        Some(_) => rest.next() == Some('\''),
        None => false,
    }
}

fn end_of_literal(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The items that are compiled for tests only, each with its attribute.
fn test_items(bare: &[u8]) -> Vec<Range<usize>> {
    let text = String::from_utf8_lossy(bare);
    let mut items: Vec<Range<usize>> = Vec::new();
    for (start, attribute) in text.match_indices("#[cfg(test)]") {
        if items.last().is_none_or(|last| last.end <= start) {
            items.push(start..end_of_item(bare, start + attribute.len()));
        }
    }
    items
}

/// Where an item ends: at its semicolon, or with its first block.
fn end_of_item(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' => at = closing(bytes, at),
            b'{' => return closing(bytes, at) + 1,
            b';' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The name in `mod name;`.
fn declared_module(item: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(item).ok()?.strip_suffix(';')?;
    let (_, name) = text.rsplit_once("mod ")?;
    Some(name.trim().to_owned())
}

/// The bracket that closes the one at `open`; the end of the text when none does.
#[must_use]
pub fn closing(bytes: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

/// A byte that can stand in an identifier.
#[must_use]
pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The first place at or after `at` that is not blank.
#[must_use]
pub fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The identifier at `at` or after blanks, and where it ends.
#[must_use]
pub fn identifier(text: &str, at: usize) -> Option<(&str, usize)> {
    let start = skip_blanks(text.as_bytes(), at);
    let length = text.as_bytes().get(start..)?.iter().take_while(|byte| is_word(**byte)).count();
    (length > 0).then(|| (&text[start..start + length], start + length))
}

/// Every place of a whole word.
pub fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = text.as_bytes();
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let end = at + word.len();
        (*at == 0 || !is_word(bytes[at - 1])) && bytes.get(end).is_none_or(|byte| !is_word(*byte))
    })
}

/// The paths that a `use` tree or an inline path names, from the place after its head: `::a::{b, c::d}` gives
/// `[a, b]` and `[a, c, d]`. A glob gives `*`, a rename its original name.
#[must_use]
pub fn paths(text: &str, at: usize) -> Vec<Vec<String>> {
    let bytes = text.as_bytes();
    if !text[at..].starts_with("::") {
        return vec![Vec::new()];
    }
    let at = skip_blanks(bytes, at + 2);
    match bytes.get(at) {
        Some(b'{') => {
            let mut found = Vec::new();
            let (mut at, end) = (at + 1, closing(bytes, at));
            while let Some((name, after)) = identifier(text, at).filter(|(_, after)| *after <= end) {
                found.extend(with_head(name, paths(text, after)));
                at = next_in_list(bytes, after, end);
            }
            found
        }
        Some(b'*') => vec![vec!["*".to_owned()]],
        _ => identifier(text, at).map_or_else(Vec::new, |(name, after)| with_head(name, paths(text, after))),
    }
}

fn with_head(head: &str, tails: Vec<Vec<String>>) -> Vec<Vec<String>> {
    tails.into_iter().map(|tail| std::iter::once(head.to_owned()).chain(tail).collect()).collect()
}

/// After the next comma that belongs to this list.
fn next_in_list(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end {
        match bytes[at] {
            b'{' => at = closing(bytes, at),
            b',' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_tests_and_strings_do_not_count() {
        let text = "// crate::a\nfn f() { g(\"crate::b {\", '{', 'x') } /* crate::c */\n#[cfg(test)]\n#[path = \"t.rs\"]\nmod tests;\n#[cfg(test)]\nmod t { use crate::d; }\nfn h<'a>() { crate::e::f(r#\"\"{\"#) }";
        let source = Source::new("x.rs", text);
        assert_eq!(source.test_modules, ["tests"]);
        assert_eq!(source.code.len(), text.len());
        assert!(source.bare.contains("crate::e::f"));
        for gone in ["crate::a", "crate::b", "crate::c", "crate::d"] {
            assert!(!source.bare.contains(gone), "{gone}");
        }
        assert!(source.code.contains("crate::b {"));
        let strings: Vec<&str> = source.strings.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(strings, ["crate::b {", "\"{"]);
        assert_eq!(source.line(text.find("fn h").unwrap_or_default()), 8);
    }

    #[test]
    fn a_use_tree_is_read_to_its_leaves() {
        let text = "use crate::{a::{self, B as C}, d::*, e};";
        let read: Vec<String> = paths(text, text.find("::").unwrap_or_default()).iter().map(|p| p.join("::")).collect();
        assert_eq!(read, ["a::self", "a::B", "d::*", "e"]);
        assert_eq!(paths("crate::x::y(1)", 5), [["x", "y"]]);
    }
}
