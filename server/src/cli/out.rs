//! What commands print: text for people, one line of JSON for machines.

use super::{CliError, Done};
use serde::Serialize;
use std::borrow::Cow;
use std::io::Write;
use std::process::ExitCode;

/// How a command prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    /// One line for machines, asked for by `--json`.
    Json,
}

impl From<bool> for Format {
    fn from(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }
}

/// Text as a terminal may have it, whatever file it is from: characters that would act on the terminal, or turn the way in
/// which it is read, are shown by their numbers.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    with_numbers(text, |c| format!("<U+{c:04X}>"))
}

fn with_numbers(text: &str, number: impl Fn(u32) -> String) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .fold(String::with_capacity(text.len() + 16), |mut out, c| {
            if acts(c) {
                out.push_str(&number(u32::from(c)))
            } else {
                out.push(c)
            }
            out
        })
        .into()
}

/// Control characters but for the ends of lines and tabs, and marks of direction.
fn acts(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Prints `text`; a closed pipe is no fault.
pub(super) fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{}", shown(text));
}

/// Prints `text` beside what is printed; a closed pipe is no fault.
pub(super) fn beside(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", shown(text));
}

/// Prints what is a file of its own; a closed pipe is no fault.
pub(super) fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().write_all(bytes);
}

/// Prints `value` as one line of JSON.
pub(super) fn json(value: &impl Serialize) -> Done {
    let text = serde_json::to_string(value).map_err(|error| CliError::Message(error.to_string()))?;
    // The same text, as JSON may write it.
    print(&with_numbers(&text, |c| format!("\\u{c:04x}")));
    Ok(ExitCode::SUCCESS)
}

/// One clear line on standard error, and status 1.
pub(super) fn failed(error: &CliError) -> ExitCode {
    beside(&format!("saldo: {error}"));
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_by_its_number() {
        for (text, wanted) in [
            ("Papelería Sol, 5\t€\nlínea", "Papelería Sol, 5\t€\nlínea"),
            ("a\u{7}b\u{1b}[31m", "a<U+0007>b<U+001B>[31m"),
            ("F-1\u{202e}00.01", "F-1<U+202E>00.01"),
            ("\u{9b}2J\u{2066}x\u{2069}\r", "<U+009B>2J<U+2066>x<U+2069><U+000D>"),
            ("שלום، سلام", "שלום، سلام"),
        ] {
            assert_eq!(shown(text), wanted);
        }
        let json = with_numbers("\"a\u{202e}b\"", |c| format!("\\u{c:04x}"));
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), "a\u{202e}b");
    }
}
