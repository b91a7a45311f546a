//! `saldo payment`: payments that were made elsewhere, as the creditor's staff say.

use super::requests::by_slug;
use super::{CliError, Done, out, ready};
use crate::config::Config;
use crate::config::Env;
use crate::wiring::Portal;
use clap::Subcommand;
use domain::audit::Who;
use domain::date::Date;
use domain::id::EntryId;
use domain::money::Money;
use services::books::by_hand::{self, PaidBy, PaymentElsewhere, Reason};
use std::process::ExitCode;
use store::invoices;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Record a payment that came by transfer, in cash, by cheque, or by card at the counter.
    Record {
        /// The invoice's number.
        #[arg(long)]
        invoice: String,
        /// How much, in major units.
        #[arg(long)]
        amount: String,
        /// On which day it came (YYYY-MM-DD).
        #[arg(long)]
        on: Date,
        /// How it came: transfer, cash, cheque, card.
        #[arg(long)]
        kind: PaidBy,
        /// What it is found by in your own books.
        #[arg(long, default_value = "")]
        reference: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Take back a payment or a write-off that was recorded by hand.
    TakeBack {
        /// Its entry (`ent_…`), as it was printed.
        entry: EntryId,
        #[command(flatten)]
        act: ActArgs,
    },
}

/// Who does it, in whose books, and why.
#[derive(clap::Args)]
pub(super) struct ActArgs {
    /// The creditor's slug.
    #[arg(long)]
    pub creditor: String,
    /// Why: is kept in the audit trail.
    #[arg(long)]
    pub reason: String,
    /// Who does it: is kept with it.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
}

impl ActArgs {
    /// As the use cases take it; each call of the command is an act of its own.
    pub(super) fn reason(&self, portal: &Portal) -> Reason {
        let form_key = portal.services.ids.token().reveal().to_owned();
        Reason { by: Who::CommandLine(self.by.clone()), reason: self.reason.clone(), form_key }
    }
}

/// What the use cases refuse is one line to the person.
pub(super) fn refused(error: impl std::fmt::Display) -> CliError {
    CliError::Message(error.to_string())
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let portal = Portal::open(&Config::from_env(env)?).await?;
    ready(&portal.services.store).await?;
    let done = go(&portal, command).await;
    portal.services.store.close().await;
    done
}

async fn go(portal: &Portal, command: Command) -> Done {
    match command {
        Command::Record { invoice, amount, on, kind, reference, act } => {
            let creditor = by_slug(portal, &act.creditor).await?;
            let found = invoices::by_number(&mut portal.services.store.read().await?, creditor.id, &invoice).await?;
            let currency = found.map_or(creditor.currency, |invoice| invoice.total.currency());
            let amount =
                Money::parse(&amount, currency).map_err(|error| CliError::Message(format!("--amount: {error}")))?;
            let payment = PaymentElsewhere { number: invoice.clone(), amount, on, paid_by: kind, reference };
            let done = by_hand::record_payment(&portal.services, &creditor, payment, act.reason(portal)).await;
            let entry = done.map_err(refused)?;
            out::print(&format!("{amount} recorded on {invoice} as {entry}"));
        }
        Command::TakeBack { entry, act } => {
            let creditor = by_slug(portal, &act.creditor).await?;
            by_hand::take_back(&portal.services, &creditor, entry, act.reason(portal)).await.map_err(refused)?;
            out::print(&format!("{entry} taken back"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
