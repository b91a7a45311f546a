//! `saldo invoice` and `saldo credit-note`: documents by hand.

use super::payment::{ActArgs, InvoiceArgs, refused};
use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use clap::Subcommand;
use domain::books::ItemKind;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::money::{Currency, Money};
use services::Services;
use services::books::by_hand::{self, NewDocument};
use services::books::{Which, find};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Declare an invoice void: it was never owed. What was paid here becomes the debtor's credit.
    Void {
        #[command(flatten)]
        invoice: InvoiceArgs,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Move the last day to pay.
    Due {
        #[command(flatten)]
        invoice: InvoiceArgs,
        /// The new day (YYYY-MM-DD).
        #[arg(long)]
        due: Date,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Add an invoice.
    New(Document),
    /// Give up what is open of an invoice, or a part of it; `saldo payment take-back` makes it owed again.
    WriteOff {
        #[command(flatten)]
        invoice: InvoiceArgs,
        /// How much, in major units; all that is open when not given.
        #[arg(long)]
        amount: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
}

#[derive(clap::Args)]
pub(super) struct Document {
    /// The debtor's number.
    #[arg(long)]
    debtor: String,
    /// The document's number.
    #[arg(long)]
    number: String,
    /// The whole sum with tax, in major units.
    #[arg(long)]
    amount: String,
    /// The currency; the creditor's own when not given.
    #[arg(long)]
    currency: Option<Currency>,
    /// Day of issue (YYYY-MM-DD).
    #[arg(long)]
    issued: Date,
    /// Last day to pay (YYYY-MM-DD); the day of issue when not given.
    #[arg(long)]
    due: Option<Date>,
    /// What it is for.
    #[arg(long)]
    description: Option<String>,
    /// Of a credit note: the invoice that it is about, which its credit then pays first.
    #[arg(long)]
    of: Option<String>,
    #[command(flatten)]
    act: ActArgs,
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = go(&services, command).await;
    services.store.close().await;
    done
}

pub(super) async fn credit_note(document: Document, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = add(&services, document, ItemKind::CreditNote).await;
    services.store.close().await;
    done
}

async fn go(services: &Arc<Services>, command: Command) -> Done {
    match command {
        Command::New(document) => return add(services, document, ItemKind::Invoice).await,
        Command::Void { invoice, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let (invoice, reason) = (invoice.which(), act.reason(&*services.ids));
            by_hand::void(services, &creditor, invoice.clone(), reason).await.map_err(refused)?;
            out::print(&format!("{} is void", invoice.number));
        }
        Command::Due { invoice, due, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let (invoice, reason) = (invoice.which(), act.reason(&*services.ids));
            by_hand::move_due(services, &creditor, invoice.clone(), due, reason).await.map_err(refused)?;
            out::print(&format!("{} is due on {due}", invoice.number));
        }
        Command::WriteOff { invoice, amount, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let invoice = invoice.which();
            let amount = match amount {
                None => None,
                Some(text) => Some(parsed(&text, currency_of(services, &creditor, &invoice).await?)?),
            };
            let done =
                by_hand::write_off(services, &creditor, invoice.clone(), amount, act.reason(&*services.ids)).await;
            let entry = done.map_err(refused)?;
            out::print(&format!("given up on {} as {entry}", invoice.number));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn currency_of(services: &Arc<Services>, creditor: &Creditor, which: &Which) -> Result<Currency, CliError> {
    let found = find(&mut services.store.read().await?, creditor.id, which).await;
    Ok(found.map_err(refused)?.total.currency())
}

fn parsed(text: &str, currency: Currency) -> Result<Money, CliError> {
    Money::parse(text, currency).map_err(|error| CliError::Message(format!("--amount: {error}")))
}

async fn add(services: &Arc<Services>, of: Document, kind: ItemKind) -> Done {
    let creditor = creditor_by_slug(&services.store, &of.act.creditor).await?;
    let total = parsed(&of.amount, of.currency.unwrap_or(creditor.currency))?;
    let document = NewDocument {
        debtor: of.debtor.clone(),
        kind,
        number: of.number.clone(),
        issued: of.issued,
        due: of.due.unwrap_or(of.issued),
        total,
        description: of.description.clone(),
        names: of.of.clone(),
        lines: Vec::new(),
    };
    by_hand::add_document(services, &creditor, document, of.act.reason(&*services.ids)).await.map_err(refused)?;
    out::print(&format!("{} over {total} added for {}", of.number, of.debtor));
    Ok(ExitCode::SUCCESS)
}
