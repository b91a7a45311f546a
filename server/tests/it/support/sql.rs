//! The store's SQL as its source has it: every statement that is written there, put together from its macros.

use std::collections::HashMap;
use std::path::PathBuf;

/// What stands in a source file, as far as statements are concerned.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Text(String),
    Word(String),
    Sign(char),
}

/// Stands where a statement takes a list whose length is not known when it is written.
pub const LIST: &str = "($list)";

const VERBS: [&str; 6] = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "ON CONFLICT "];

/// The statements of a file, and the ends (`ON CONFLICT …`) that are put behind others.
pub fn statements(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let (macros, code) = take_macros(&tokens(code));
    let mut texts: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(token) = code.get(at) {
        let call = match token {
            Token::Word(name) => macros.get(name).and_then(|pieces| Some((pieces, arguments(&code, at)?))),
            Token::Text(_) | Token::Sign(_) => None,
        };
        match (call, token) {
            (Some((pieces, (arguments, after))), _) => {
                texts.push(pieces.join(&arguments));
                at = after;
                continue;
            }
            (None, Token::Text(text)) => texts.push(text.clone()),
            (None, Token::Word(_) | Token::Sign(_)) => {}
        }
        at += 1;
    }
    let mut found: Vec<String> = Vec::new();
    let mut texts = texts.into_iter().peekable();
    while let Some(text) = texts.next() {
        if !VERBS.iter().any(|verb| text.starts_with(verb)) {
            continue;
        }
        let list = if text.ends_with("IN ") { LIST } else { "" };
        // What goes on behind a list begins with a blank.
        let tail = if list.is_empty() { None } else { texts.next_if(|next| next.starts_with(' ')) };
        found.push(format!("{text}{list}{}", tail.unwrap_or_default()));
    }
    found
}

fn tokens(code: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            '"' => found.push(Token::Text(text(&mut chars))),
            '\'' => {
                // A character, or the name of a lifetime.
                let mut ahead = chars.clone();
                let first = ahead.next();
                if first == Some('\\') || ahead.next() == Some('\'') {
                    let mut escaped = false;
                    while chars
                        .next_if(|c| escaped || *c != '\'')
                        .inspect(|c| escaped = *c == '\\' && !escaped)
                        .is_some()
                    {}
                    chars.next();
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = c.to_string();
                while let Some(more) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(more);
                }
                found.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => found.push(Token::Sign(c)),
        }
    }
    found
}

/// The rest of a text in quotes; lines that end in `\` go on.
fn text(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('n') => text.push('\n'),
                Some(c) => text.push(c),
                None => {}
            },
            c => text.push(c),
        }
    }
    text
}

/// A macro that puts a statement together: texts and the names of its parameters.
struct Pieces {
    parameters: Vec<String>,
    pieces: Vec<Token>,
}

impl Pieces {
    fn join(&self, arguments: &[String]) -> String {
        let value =
            |name: &String| self.parameters.iter().position(|known| known == name).and_then(|at| arguments.get(at));
        let piece = |piece: &Token| match piece {
            Token::Text(text) => text.clone(),
            Token::Word(name) => value(name).cloned().unwrap_or_default(),
            Token::Sign(_) => String::new(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

/// Takes the macros out of the code: those that are one `concat!`.
fn take_macros(all: &[Token]) -> (HashMap<String, Pieces>, Vec<Token>) {
    let (mut macros, mut rest, mut at) = (HashMap::new(), Vec::new(), 0);
    while let Some(token) = all.get(at) {
        let named = match (token, all.get(at + 2)) {
            (Token::Word(word), Some(Token::Word(name))) if word == "macro_rules" => Some(name.clone()),
            _ => None,
        };
        let Some(name) = named else {
            rest.push(token.clone());
            at += 1;
            continue;
        };
        let end = closing(all, at + 3);
        let body = &all[at + 3..end];
        if let Some(begin) = body.windows(2).position(|two| two == [Token::Word("concat".to_owned()), Token::Sign('!')])
        {
            let is_parameter = |at: &usize| body.get(at + 1) == Some(&Token::Sign(':')) && *at > 0;
            let word = |at: usize| match &body[at] {
                Token::Word(word) => Some(word.clone()),
                Token::Text(_) | Token::Sign(_) => None,
            };
            let parameters = (0..begin).filter(is_parameter).filter_map(word).collect();
            let close = closing(body, begin + 2);
            macros.insert(name, Pieces { parameters, pieces: body[begin + 3..close].to_vec() });
        }
        at = end + 1;
    }
    (macros, rest)
}

/// The place of the bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(' | '{' | '[') => depth += 1,
            Token::Sign(')' | '}' | ']') => depth -= 1,
            Token::Sign(_) | Token::Word(_) | Token::Text(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len() - 1
}

/// The texts between the brackets of a macro that is called at `at`, and the place after them.
fn arguments(code: &[Token], at: usize) -> Option<(Vec<String>, usize)> {
    if code.get(at + 1) != Some(&Token::Sign('!')) {
        return None;
    }
    let end = closing(code, at + 2);
    let text = |token: &Token| match token {
        Token::Text(text) => Some(text.clone()),
        Token::Word(_) | Token::Sign(_) => None,
    };
    Some((code[at + 2..end].iter().filter_map(text).collect(), end + 1))
}

#[test]
fn statements_are_found_as_they_are_written() {
    let source = r#"
        macro_rules! select { ($rest:literal) => { concat!( "SELECT a FROM t ",
 $rest) }; }
        macro_rules! both { ($a:literal, $b:literal) => { concat!("UPDATE t SET ", $a, " WHERE ", $b) }; }
        db.all(select!("WHERE b = $1")); let sql = "UPDATE t SET a = \
            1"; both!("x = 1", "y = 2");
        // "SELECT 1"
        let c = '"'; fn f<'a>(x: &'a str) {} let head = "DELETE FROM t WHERE a IN "; let tail = " RETURNING a";
        insert("INSERT INTO t (a)", rows, "ON CONFLICT (a) DO NOTHING"); "no statement"; "SELECT c FROM t WHERE d IN "
        "SELECT e FROM t"
        #[cfg(test)] "SELECT 2""#;
    let wanted = [
        "SELECT a FROM t WHERE b = $1",
        "UPDATE t SET a = 1",
        "UPDATE t SET x = 1 WHERE y = 2",
        "DELETE FROM t WHERE a IN ($list) RETURNING a",
        "INSERT INTO t (a)",
        "ON CONFLICT (a) DO NOTHING",
        "SELECT c FROM t WHERE d IN ($list)",
        "SELECT e FROM t",
    ];
    assert_eq!(statements(source), wanted);
}

/// The Rust files of the store, also those in its folders: the path below `src`, and the text.
pub fn sources() -> Vec<(String, String)> {
    let root: PathBuf = [env!("CARGO_MANIFEST_DIR"), "store", "src"].iter().collect();
    let (mut files, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files.sort();
    files
}
