//! `saldo imports`: the record of every list that was taken in, and taking one back.

use super::{CliError, Done, creditor_by_slug, open_books, out};
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::audit::Who;
use domain::creditor::Creditor;
use services::books::undo;
use std::process::ExitCode;
use store::imports::{self, Import, State};
use store::{Db, Store, leases};

#[derive(Subcommand)]
pub(super) enum Command {
    /// The newest imports.
    List {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// The most that are listed, newest first.
        #[arg(long, default_value_t = 20)]
        limit: i64,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// What an import did.
    Show {
        /// Its number.
        n: i64,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
    },
    /// Take back what an import did, as far as nothing later builds on it.
    Undo {
        /// Its number.
        n: i64,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Who does it: is kept in the audit trail.
        #[arg(long, default_value = Who::COMMAND_LINE)]
        by: String,
    },
}

/// Some items stay as they are.
const SOME_KEPT: u8 = 2;

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let store = open_books(env).await?;
    let done = go(&store, command).await;
    store.close().await;
    done
}

async fn go(store: &Store, command: Command) -> Done {
    match command {
        Command::List { creditor, limit, json } => {
            let creditor = creditor_by_slug(store, &creditor).await?;
            let mut db = store.read().await?;
            let mut all = imports::newest(&mut db, creditor.id, None, limit).await?;
            if !at_work(&mut db, &creditor).await? {
                all.iter_mut().for_each(end_of_work);
            }
            if json {
                return out::json(&all.iter().map(told).collect::<Vec<_>>());
            }
            for import in &all {
                out::print(&format!(
                    "{}  {}  as of {}  {}  {} items  {}  {}",
                    import.n,
                    import.began_at.format("%F %T"),
                    import.as_of,
                    import.state,
                    import.done,
                    import.who,
                    import.file
                ));
            }
        }
        Command::Show { n, creditor } => {
            let creditor = creditor_by_slug(store, &creditor).await?;
            let mut db = store.read().await?;
            let found = imports::by_number(&mut db, creditor.id, n).await?;
            let mut import =
                found.ok_or_else(|| CliError::Message(format!("there is no import {n}; see `saldo imports list`")))?;
            if !at_work(&mut db, &creditor).await? {
                end_of_work(&mut import);
            }
            return out::json(&told(&import));
        }
        Command::Undo { n, creditor, by } => {
            let creditor = creditor_by_slug(store, &creditor).await?;
            let (ids, by) = (wiring::ids()?, Who::CommandLine(by));
            let done = undo::undo(store, &ids, &creditor, n, by, wiring::now()).await;
            let done = done.map_err(|error| CliError::Message(error.to_string()))?;
            out::print(&format!(
                "import {n}: {} new items withdrawn, {} changed ones as before",
                done.withdrawn, done.restored
            ));
            if done.debtors > 0 {
                out::print(&format!("{} debtors are called and reached as before", done.debtors));
            }
            for (number, why) in &done.kept {
                out::print(&format!("{number} stays: {why}"));
            }
            return Ok(if done.kept.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_KEPT) });
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Does anybody work on these books just now?
async fn at_work(db: &mut Db, creditor: &Creditor) -> Result<bool, CliError> {
    let now = wiring::now();
    Ok(leases::of(db, creditor.id).await?.is_some_and(|lease| lease.until > now))
}

/// Whatever did not come to its end was broken off, where nobody is at work on it.
fn end_of_work(import: &mut Import) {
    if import.state == State::Running {
        import.state = State::BrokenOff;
    }
}

fn told(import: &Import) -> serde_json::Value {
    let report: serde_json::Value = serde_json::from_str(&import.report).unwrap_or_default();
    serde_json::json!({
        "n": import.n, "file": import.file, "source": import.source, "sha256": hex::encode(&import.digest), "as_of": import.as_of,
        "complete": import.complete, "who": import.who, "state": import.state.as_str(), "items": import.done,
        "began_at": import.began_at, "ended_at": import.ended_at, "report": report,
    })
}
