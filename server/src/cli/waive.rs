//! `saldo waive`: lets late interest and fees of an invoice go.

use super::payment::{InvoiceArgs, refused};
use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use domain::audit::Who;
use domain::money::Money;
use services::Services;
use services::account;
use services::agreements::waive::{self, WaiveError, Waiver};
use services::books::find;
use std::process::ExitCode;
use std::sync::Arc;

/// Without an amount, all of its interest and fees.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The creditor's slug.
    #[arg(long)]
    creditor: String,
    #[command(flatten)]
    invoice: InvoiceArgs,
    /// How much of its interest, in major units.
    #[arg(long)]
    interest: Option<String>,
    /// How much of its fees, in major units.
    #[arg(long)]
    fees: Option<String>,
    /// Why: is kept in the audit trail.
    #[arg(long)]
    reason: String,
    /// Who decides: is kept with it.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
}

pub(super) async fn run(args: Args, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = waive_charges(&services, args).await;
    services.store.close().await;
    done
}

async fn waive_charges(services: &Arc<Services>, args: Args) -> Done {
    let creditor = creditor_by_slug(&services.store, &args.creditor).await?;
    let mut db = services.store.read().await?;
    let which = args.invoice.which();
    let (number, found) = (which.number.clone(), find(&mut db, creditor.id, &which).await);
    let invoice = found.map_err(refused)?;
    let owed = account::outstanding(&mut db, &creditor, invoice.debtor, services.clock.now()).await?;
    drop(db);
    let invoice = owed.invoices.into_iter().find(|open| open.id == invoice.id).unwrap_or(invoice);
    let all = args.interest.is_none() && args.fees.is_none();
    let amount = |text: Option<String>, owed: Money, name: &str| match text {
        Some(text) => {
            Money::parse(&text, owed.currency()).map_err(|error| CliError::Message(format!("--{name}: {error}")))
        }
        None => Ok(if all { owed } else { Money::zero(owed.currency()) }),
    };
    let interest = amount(args.interest, invoice.interest, "interest")?;
    let fees = amount(args.fees, invoice.fees, "fees")?;
    let waiver = Waiver {
        invoice: invoice.id,
        interest,
        fees,
        reason: args.reason,
        form_key: services.ids.token().reveal().to_owned(),
        by: Who::CommandLine(args.by),
    };
    match waive::waive(services, &creditor, waiver).await {
        Ok(()) => {
            out::print(&format!("{number}: {interest} of interest and {fees} of fees let go"));
            Ok(ExitCode::SUCCESS)
        }
        Err(WaiveError::NoInvoice) => Err(CliError::Message(format!("{number} is gone"))),
        Err(WaiveError::TooMuch { interest, fees }) if !interest.is_positive() && !fees.is_positive() => {
            Err(CliError::Message(format!("{number} owes no interest and no fees")))
        }
        Err(WaiveError::TooMuch { interest, fees }) => {
            Err(CliError::Message(format!("{number} owes {interest} of interest and {fees} of fees, no more")))
        }
        Err(WaiveError::Store(error)) => Err(error.into()),
    }
}
