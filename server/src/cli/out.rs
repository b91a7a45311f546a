//! What commands print: text for people, one line of JSON for machines.

use super::{CliError, Done};
use serde::Serialize;
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

/// Prints `text`; a closed pipe is no fault.
pub(super) fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints what is a file of its own; a closed pipe is no fault.
pub(super) fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().write_all(bytes);
}

/// Prints `value` as one line of JSON.
pub(super) fn json(value: &impl Serialize) -> Done {
    let text = serde_json::to_string(value).map_err(|error| CliError::Message(error.to_string()))?;
    print(&text);
    Ok(ExitCode::SUCCESS)
}

/// One clear line on standard error, and status 1.
pub(super) fn failed(error: &CliError) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "saldo: {error}");
    ExitCode::FAILURE
}
