//! `saldo agreement`: checks a downloaded agreement, without network or database.

use super::{CliError, Done, out};
use clap::Subcommand;
use documents::SealedAgreement;
use domain::agreement::Agreement;
use std::path::PathBuf;
use std::process::ExitCode;

/// Larger files are no agreements of ours.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check the seal of an agreement: the JSON file, or the PDF that it is attached to. Status 1 when it does not fit.
    Verify {
        /// The file as it was downloaded.
        file: PathBuf,
        /// The id of the key that must have sealed it, as the creditor gives it.
        #[arg(long)]
        key: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(command: Command) -> Done {
    let Command::Verify { file, key, json } = command;
    let say = |error: &dyn std::fmt::Display| CliError::Message(format!("{}: {error}", file.display()));
    let length = std::fs::metadata(&file).map_err(|error| say(&error))?.len();
    if length > MAX_BYTES {
        return Err(say(&"larger than any agreement; give the file as it was downloaded"));
    }
    let bytes = std::fs::read(&file).map_err(|error| say(&error))?;
    let whole =
        if bytes.starts_with(b"%PDF") { documents::attached_agreement(&bytes).map_err(|e| say(&e))? } else { bytes };
    let sealed = SealedAgreement::open(&whole).map_err(|error| say(&error))?;
    if let Some(key) = &key {
        documents::verify_from(sealed.agreement.as_bytes(), &sealed.seal, key).map_err(|error| say(&error))?;
    }
    let agreement = Agreement::read(sealed.agreement.as_bytes()).map_err(|error| say(&error))?;
    if json {
        return out::json(&serde_json::json!({ "whole": true, "key_id": sealed.seal.key_id, "agreement": agreement }));
    }
    out::print(&format!("whole: nothing changed since key {} sealed it", sealed.seal.key_id));
    if key.is_none() {
        out::print("whose key that is, the creditor can confirm");
    }
    out::print(&format!(
        "accepted at {}, by {} of {}",
        agreement.accepted_at, agreement.debtor_reference, agreement.creditor
    ));
    out::print("");
    out::print(&agreement.text);
    Ok(ExitCode::SUCCESS)
}
