//! `saldo source`: the kinds of files that a creditor's lists come in, and what was answered about them.

use super::{CliError, Done, creditor_by_slug, open_books, out};
use crate::config::Env;
use clap::Subcommand;
use domain::creditor::Creditor;
use domain::id::SourceId;
use std::process::ExitCode;
use store::sources::{self, Source};
use store::{Store, StoreError};

#[derive(Subcommand)]
pub(super) enum Command {
    /// All of them, the one that came last first.
    List {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// One of them: its headings, and its answers as `saldo import --answers` takes them.
    Show {
        #[command(flatten)]
        which: Which,
        /// Print one line of JSON.
        #[arg(long)]
        json: bool,
    },
    /// Forget one of them: the next such list is asked about anew. To change an answer, give it with the next import.
    Forget {
        #[command(flatten)]
        which: Which,
    },
}

#[derive(clap::Args)]
pub(super) struct Which {
    /// Which (`src_…`), as listed.
    source: SourceId,
    /// The creditor's slug.
    #[arg(long)]
    creditor: String,
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let store = open_books(env).await?;
    let done = go(&store, command).await;
    store.close().await;
    done
}

async fn go(store: &Store, command: Command) -> Done {
    match command {
        Command::List { creditor, json } => {
            let creditor = creditor_by_slug(store, &creditor).await?;
            let all = sources::all(&mut store.read().await?, creditor.id).await?;
            if json {
                return out::json(&all.iter().map(told).collect::<Result<Vec<_>, _>>()?);
            }
            all.iter().for_each(|source| out::print(&line(source)));
        }
        Command::Show { which, json } => {
            let creditor = creditor_by_slug(store, &which.creditor).await?;
            let found = sources::by_id(&mut store.read().await?, creditor.id, which.source).await?;
            let source = found.ok_or_else(|| gone(&creditor, which.source))?;
            if json {
                return out::json(&told(&source)?);
            }
            let (id, answers) = (source.id, answers(&source)?);
            out::print(&line(&source));
            out::print(&source.shape);
            out::print(&format!("{answers:#}"));
            out::print(&format!("to be asked anew: saldo source forget {id} --creditor {}", creditor.slug));
        }
        Command::Forget { which } => {
            let creditor = creditor_by_slug(store, &which.creditor).await?;
            let (id, of) = (which.source, creditor.id);
            let forgotten = store.write((), move |db, ()| Box::pin(sources::forget(db, of, id))).await?;
            if !forgotten {
                return Err(gone(&creditor, id));
            }
            out::print(&format!("{id} forgotten; the next such list is asked about anew"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn gone(creditor: &Creditor, id: SourceId) -> CliError {
    CliError::Message(format!("there is no source {id}; see `saldo source list --creditor {}`", creditor.slug))
}

fn line(source: &Source) -> String {
    let complete = match source.complete {
        Some(true) => "complete",
        Some(false) => "incomplete",
        None => "-",
    };
    let shape: String = source.shape.chars().take(100).collect();
    format!("{}  {}  {}  {complete}  {shape}", source.id, source.used_at.format("%F"), source.kind)
}

fn answers(source: &Source) -> Result<serde_json::Value, StoreError> {
    serde_json::from_str(&source.answers).map_err(|error| StoreError::Damaged(format!("source {}: {error}", source.id)))
}

fn told(source: &Source) -> Result<serde_json::Value, StoreError> {
    Ok(serde_json::json!({
        "id": source.id, "shape": source.shape, "kind": source.kind, "complete": source.complete,
        "answers": answers(source)?, "made_at": source.made_at, "used_at": source.used_at,
    }))
}
