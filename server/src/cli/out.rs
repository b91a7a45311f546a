//! What commands print: text for people, one line of JSON for machines.

use super::{CliError, Done};
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;

/// Prints `text`; a closed pipe is no fault.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints `value` as one line of JSON.
pub(super) fn json(value: &impl Serialize) -> Done {
    let text = serde_json::to_string(value).map_err(|error| CliError::Say(error.to_string()))?;
    say(&text);
    Ok(ExitCode::SUCCESS)
}

/// One clear line on standard error, and status 1.
pub(super) fn failed(error: &CliError) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "saldo: {error}");
    ExitCode::FAILURE
}
