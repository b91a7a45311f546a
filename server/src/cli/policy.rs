//! `saldo policy show`, `saldo policy set`: what a creditor offers to whom.

use super::out::Format;
use super::{CliError, Done, creditor_by_slug, open_books, out};
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::audit::Who;
use domain::id::AuditId;
use domain::policy::Policy;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::StoreError;
use store::policies::{self, Kept};

/// No policy comes near; something else was given by mistake.
const LARGEST: u64 = 1 << 20;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print the policy that counts, as a document that `saldo policy set` takes.
    Show {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// An earlier version; 0 is what counts before any was set.
        #[arg(long, value_name = "N")]
        version: Option<i64>,
        /// Print one line of JSON, with the version, who set it and when.
        #[arg(long)]
        json: bool,
    },
    /// Set a new version. What was agreed or begun under an earlier one stays as it is.
    Set {
        /// The document (JSON); `-` reads standard input.
        file: PathBuf,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Only say whether the document can be read; set nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    match command {
        Command::Show { creditor, version, json } => show(&creditor, version, json.into(), env).await,
        Command::Set { file, creditor, dry_run } => set(&file, &creditor, dry_run, env).await,
    }
}

async fn show(slug: &str, version: Option<i64>, format: Format, env: &Env) -> Done {
    let store = open_books(env).await?;
    let creditor = creditor_by_slug(&store, slug).await?;
    let kept = policies::kept(&mut store.read().await?, creditor.id, version).await?;
    store.close().await;
    let (n, policy, set) = match kept {
        Some(Kept { version, by, at }) => (version.n, version.policy, Some((by, at))),
        None if version.is_none_or(|n| n == 0) => (0, Policy::default(), None),
        None => {
            let n = version.unwrap_or_default();
            return Err(CliError::Message(format!("`{slug}` has no version {n} of its policy")));
        }
    };
    if format == Format::Json {
        let (by, at) = set.unzip();
        return out::json(&serde_json::json!({
            "creditor": slug, "version": n, "set_by": by, "set_at": at, "policy": policy,
        }));
    }
    let text = serde_json::to_string_pretty(&policy).map_err(|error| CliError::Message(error.to_string()))?;
    out::print(&text);
    Ok(ExitCode::SUCCESS)
}

/// The document's text, from a file or from standard input.
fn text_of(file: &Path) -> Result<String, CliError> {
    let name = file.display();
    let say = |error: std::io::Error| CliError::Message(format!("{name}: {error}"));
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(LARGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(LARGEST).read_to_string(&mut text))
    };
    read.map_err(say)?;
    Ok(text)
}

async fn set(file: &Path, slug: &str, dry_run: bool, env: &Env) -> Done {
    let hint = format!("nothing was set; `saldo policy show --creditor {slug}` prints a document to begin with");
    let policy = Policy::parse(&text_of(file)?)
        .map_err(|error| CliError::Message(format!("{}: {error}; {hint}", file.display())))?;
    if dry_run {
        out::print("the policy can be read; nothing was set");
        return Ok(ExitCode::SUCCESS);
    }
    let store = open_books(env).await?;
    let creditor = creditor_by_slug(&store, slug).await?;
    let now = wiring::now();
    let ids = wiring::ids()?;
    let set: Result<i64, StoreError> = store
        .write((policy, ids), move |db, (policy, ids)| {
            Box::pin(async move {
                policies::add(db, AuditId::new(ids.uuid(now)), creditor.id, policy, &Who::command_line(), now).await
            })
        })
        .await;
    store.close().await;
    out::print(&format!("set version {} for {slug}", set?));
    Ok(ExitCode::SUCCESS)
}
