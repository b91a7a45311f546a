//! `saldo debtor`: another name or number, two that are one, one that is two, whom to write to.

use super::payment::{ActArgs, refused};
use super::requests::by_slug;
use super::{CliError, Done, out, ready};
use crate::config::Config;
use crate::config::Env;
use crate::wiring::Portal;
use clap::Subcommand;
use services::books::debtors::{DebtorDesk, NewDebtor};
use std::process::ExitCode;
use store::contacts::{self, Contact};
use store::debtors;

#[derive(Subcommand)]
pub(super) enum Command {
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
        #[arg(long = "email")]
        emails: Vec<String>,
        #[command(flatten)]
        act: ActArgs,
    },
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let portal = Portal::open(&Config::from_env(env)?).await?;
    ready(&portal.services.store).await?;
    let done = go(&portal, command).await;
    portal.services.store.close().await;
    done
}

async fn desk(portal: &Portal, act: &ActArgs) -> Result<DebtorDesk, CliError> {
    let services = &portal.services;
    let creditor = by_slug(portal, &act.creditor).await?;
    Ok(DebtorDesk { store: services.store.clone(), ids: services.ids.clone(), creditor, now: services.clock.now() })
}

async fn go(portal: &Portal, command: Command) -> Done {
    match command {
        Command::Rename { debtor, name, number, act } => {
            let desk = desk(portal, &act).await?;
            desk.rename(&debtor, name, number, act.reason(portal)).await.map_err(refused)?;
            out::print(&format!("{debtor} renamed; lists may go on using the old name and number"));
        }
        Command::Merge { from, into, act } => {
            let desk = desk(portal, &act).await?;
            desk.merge(&from, &into, act.reason(portal)).await.map_err(refused)?;
            out::print(&format!("{from} is {into} from now on"));
        }
        Command::Split { from, into, invoices, name, email, act } => {
            let desk = desk(portal, &act).await?;
            let new = NewDebtor { reference: into.clone(), name, email };
            desk.split(&from, new, &invoices, act.reason(portal)).await.map_err(refused)?;
            out::print(&format!("{} invoices of {from} are {into}'s from now on", invoices.len()));
        }
        Command::Contact { debtor, emails, act } if emails.is_empty() => {
            let desk = desk(portal, &act).await?;
            let mut db = desk.store.read().await?;
            let found = debtors::by_ref(&mut db, desk.creditor.id, &debtor).await?;
            let found = found.ok_or_else(|| CliError::Message(format!("there is no debtor {debtor}")))?;
            let others = contacts::of_debtor(&mut db, desk.creditor.id, found.id).await?;
            for email in found.email.into_iter().chain(others.into_iter().map(|other| other.email)) {
                out::print(&email);
            }
        }
        Command::Contact { debtor, emails, act } => {
            let desk = desk(portal, &act).await?;
            let all = emails.into_iter().map(|email| Contact { email, name: None }).collect();
            desk.set_contacts(&debtor, all, act.reason(portal)).await.map_err(refused)?;
            out::print(&format!("contacts of {debtor} set"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
