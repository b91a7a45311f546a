//! The functions of a file: their names, whose they are, what they take, and where their bodies stand.

use crate::source::{Source, closing, identifier, is_word, skip_blanks, words};
use std::ops::Range;

/// A function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The type whose method it is.
    pub owner: Option<String>,
    /// Where its name stands.
    pub at: usize,
    /// The types of its parameters, without `self`.
    pub parameters: Vec<String>,
    /// From its parameters to the end of its body.
    pub whole: Range<usize>,
}

/// All functions with a body, in order.
#[must_use]
pub fn functions(source: &Source) -> Vec<Function> {
    let (text, bytes) = (source.bare.as_str(), source.bare.as_bytes());
    let owners = owners(text);
    let found = words(text, "fn").filter_map(|at| {
        let (name, after) = identifier(text, at + 2)?;
        let open = match bytes.get(after)? {
            b'<' => skip_blanks(bytes, closing_angle(bytes, after) + 1),
            _ => after,
        };
        let shut = (bytes.get(open) == Some(&b'(')).then(|| closing(bytes, open))?;
        let body = shut + text[shut..].find(['{', ';'])?;
        (bytes[body] == b'{').then(|| Function {
            name: name.to_owned(),
            owner: owners.iter().rev().find(|(_, range)| range.contains(&at)).map(|(owner, _)| owner.clone()),
            at,
            parameters: parameters(&text[open + 1..shut]),
            whole: open..closing(bytes, body),
        })
    });
    found.collect()
}

/// `impl` blocks: the type, and where the block stands.
fn owners(text: &str) -> Vec<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    let blocks = words(text, "impl").filter_map(|at| {
        let starts_a_line = text[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        let open = starts_a_line.then(|| text[at..].find('{'))?? + at;
        let head = &text[at + 4..open];
        let head = head.split(" where").next().unwrap_or(head);
        let of = head.rsplit_once(" for ").map_or_else(|| without_generics(head), |(_, of)| of.trim().to_owned());
        let path: String = of.trim_start_matches(['&', ' ']).chars().take_while(|c| is_path(*c)).collect();
        Some((path.rsplit("::").next()?.to_owned(), open..closing(bytes, open)))
    });
    blocks.collect()
}

fn is_path(c: char) -> bool {
    c == ':' || u8::try_from(c).is_ok_and(is_word)
}

/// `<'a, T> Name<T>` is `Name<T>`.
fn without_generics(head: &str) -> String {
    let head = head.trim_start();
    let rest = if head.starts_with('<') { &head[closing_angle(head.as_bytes(), 0) + 1..] } else { head };
    rest.trim().to_owned()
}

/// The `>` that closes the `<` at `open`; arrows do not count.
fn closing_angle(bytes: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'<' => depth += 1,
            b'>' if bytes[at - 1] != b'-' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len() - 1
}

/// The types in a list of parameters.
fn parameters(list: &str) -> Vec<String> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    let bytes = list.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' | b'<' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'>' if bytes[at - 1] != b'-' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts.into_iter().filter_map(type_of).collect()
}

/// The type of `pattern: Type`; the pattern may hold `::` and tuples.
fn type_of(parameter: &str) -> Option<String> {
    let bytes = parameter.as_bytes();
    let single = |at: &usize| bytes.get(at + 1) != Some(&b':') && (*at == 0 || bytes[at - 1] != b':');
    let colon = parameter.match_indices(':').map(|(at, _)| at).find(single)?;
    Some(parameter[colon + 1..].split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_have_owners_and_parameters_types() {
        let text = "impl<'a, T: Fn() -> u8> Deep<T> {\n    fn f<F>(&self, (a, b): (A, B), on: bool, g: impl Fn(bool) -> (A, B)) -> R { g(x) }\n}\nimpl fmt::Display for Own {\n    fn fmt(&self) { }\n}\nfn free() {}\ntrait T { fn no_body(&self); }";
        let read = functions(&Source::new("x.rs", text));
        let told: Vec<_> = read.iter().map(|f| (f.owner.as_deref(), f.name.as_str())).collect();
        assert_eq!(told, [(Some("Deep"), "f"), (Some("Own"), "fmt"), (None, "free")]);
        assert_eq!(read[0].parameters, ["(A, B)", "bool", "impl Fn(bool) -> (A, B)"]);
    }
}
