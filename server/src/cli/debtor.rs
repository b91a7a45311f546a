//! `saldo debtor`: another name or number, two that are one, one that is two, whom to write to.

use super::out::Format;
use super::payment::{ActArgs, refused};
use super::{CliError, Done, creditor_by_slug, open_books, out};
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::audit::Who;
use domain::debtor::Debtor;
use services::books::debtors::{DebtorActs, NewDebtor};
use std::process::ExitCode;
use store::contacts::{self, Contact};
use store::{Store, debtors, search};

/// How many debtors are read at a time.
const PAGE: i64 = 500;

#[derive(Subcommand)]
pub(super) enum Command {
    /// The debtors: number, name, first address.
    List {
        /// Only those of whose name, number or address a word begins so.
        beginning: Option<String>,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give a debtor another name or number. Lists may go on using the old ones.
    Rename {
        /// The debtor's number.
        debtor: String,
        /// The new name.
        #[arg(long)]
        name: Option<String>,
        /// The new number.
        #[arg(long)]
        number: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Two debtors are one: what FROM owes, its credit, links and names are INTO's from now on.
    Merge {
        /// Who is no more.
        from: String,
        /// Who stays.
        into: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Some invoices of a debtor are another's, who is known or new.
    Split {
        /// Whose they are in the books.
        from: String,
        /// The number of whom they are.
        into: String,
        /// The invoices' numbers.
        #[arg(long = "invoice", required = true)]
        invoices: Vec<String>,
        /// The name, where the debtor is new.
        #[arg(long)]
        name: Option<String>,
        /// Where mail goes, where the debtor is new.
        #[arg(long)]
        email: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Show whom mail goes to, or say it anew: the first address, then the others.
    Contact {
        /// The debtor's number.
        debtor: String,
        /// The addresses in their order; none: show them.
        #[arg(long = "email", requires = "reason")]
        emails: Vec<String>,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Why: is kept in the audit trail.
        #[arg(long)]
        reason: Option<String>,
        /// Who does it: is kept with it.
        #[arg(long, default_value = Who::COMMAND_LINE)]
        by: String,
    },
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let store = open_books(env).await?;
    let done = go(&store, command).await;
    store.close().await;
    done
}

async fn acts(store: &Store, act: &ActArgs) -> Result<DebtorActs, CliError> {
    let creditor = creditor_by_slug(store, &act.creditor).await?;
    Ok(DebtorActs { store: store.clone(), ids: wiring::ids()?, creditor, now: wiring::now() })
}

async fn go(store: &Store, command: Command) -> Done {
    match command {
        Command::List { beginning, creditor, json } => return list(store, &creditor, beginning, json.into()).await,
        Command::Rename { debtor, name, number, act } => {
            let acts = acts(store, &act).await?;
            acts.rename(&debtor, name, number, act.reason(&*acts.ids)).await.map_err(refused)?;
            out::print(&format!("{debtor} renamed; lists may go on using the old name and number"));
        }
        Command::Merge { from, into, act } => {
            let acts = acts(store, &act).await?;
            acts.merge(&from, &into, act.reason(&*acts.ids)).await.map_err(refused)?;
            out::print(&format!("{from} is {into} from now on"));
        }
        Command::Split { from, into, invoices, name, email, act } => {
            let acts = acts(store, &act).await?;
            let new = NewDebtor { reference: into.clone(), name, email };
            acts.split(&from, new, &invoices, act.reason(&*acts.ids)).await.map_err(refused)?;
            out::print(&format!("{} invoices of {from} are {into}'s from now on", invoices.len()));
        }
        Command::Contact { debtor, emails, creditor, .. } if emails.is_empty() => {
            let creditor = creditor_by_slug(store, &creditor).await?;
            let mut db = store.read().await?;
            let found = debtors::by_ref(&mut db, creditor.id, &debtor).await?;
            let found = found.ok_or_else(|| CliError::Message(format!("there is no debtor {debtor}")))?;
            let others = contacts::of_debtor(&mut db, creditor.id, found.id).await?;
            for email in found.email.into_iter().chain(others.into_iter().map(|other| other.email)) {
                out::print(&email);
            }
        }
        Command::Contact { debtor, emails, creditor, reason, by } => {
            let act = ActArgs { creditor, reason: reason.unwrap_or_default(), by };
            let acts = acts(store, &act).await?;
            let all = emails.into_iter().map(|email| Contact { email, name: None }).collect();
            acts.set_contacts(&debtor, all, act.reason(&*acts.ids)).await.map_err(refused)?;
            out::print(&format!("contacts of {debtor} set"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(store: &Store, creditor: &str, beginning: Option<String>, format: Format) -> Done {
    let creditor = creditor_by_slug(store, creditor).await?;
    let mut db = store.read().await?;
    let mut all = Vec::new();
    match beginning {
        Some(beginning) => {
            let mut after = None;
            loop {
                let page = search::debtors(&mut db, creditor.id, &beginning, after.as_ref(), PAGE).await?;
                let Some((last, _)) = page.last() else { break };
                after = Some(last.clone());
                all.extend(page.into_iter().map(|(_, debtor)| debtor));
            }
        }
        None => {
            let mut after = None;
            loop {
                let page = search::all(&mut db, creditor.id, after, PAGE).await?;
                let Some(last) = page.last() else { break };
                after = Some(last.id);
                all.extend(page);
            }
        }
    }
    if format == Format::Json {
        let told = |one: &Debtor| serde_json::json!({ "debtor": one.reference, "name": one.name, "email": one.email });
        return out::json(&all.iter().map(told).collect::<Vec<_>>());
    }
    for debtor in &all {
        out::print(&format!("{}  {}  {}", debtor.reference, debtor.name, debtor.email.as_deref().unwrap_or("-")));
    }
    Ok(ExitCode::SUCCESS)
}
