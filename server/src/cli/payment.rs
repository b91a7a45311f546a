//! `saldo payment`: payments that were made elsewhere, as the creditor's staff say.

use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use clap::Subcommand;
use documents::csv;
use domain::audit::Who;
use domain::date::Date;
use domain::id::EntryId;
use domain::money::Money;
use services::Services;
use services::books::Reason;
use services::books::by_hand::{self, PaidBy, PaymentElsewhere, Recorded};
use services::books::{self, OnInvoice, ToBook, Which};
use services::ids::Ids;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Record a payment that came by transfer, in cash, by cheque, or by card at the counter.
    Record {
        #[command(flatten)]
        invoice: InvoiceArgs,
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
        /// It is more than is owed, and the rest is the debtor's credit.
        #[arg(long)]
        rest_is_credit: bool,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Payments here that the creditor's lists still do not know: they are to be booked in its own system.
    ToBook {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// How many days lists have to come to know of a payment; those of the policy when not given.
        #[arg(long)]
        days: Option<u16>,
        /// Print a table for a spreadsheet, a row an invoice.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take back a payment or a write-off that was recorded by hand.
    TakeBack {
        /// Its entry (`ent_…`), as it was printed.
        entry: EntryId,
        #[command(flatten)]
        act: ActArgs,
    },
}

/// Which invoice.
#[derive(clap::Args)]
pub(super) struct InvoiceArgs {
    /// The invoice's number.
    #[arg(long)]
    invoice: String,
    /// Whose, where several customers have an invoice with this number: the debtor's number.
    #[arg(long)]
    debtor: Option<String>,
}

impl InvoiceArgs {
    /// As the use cases take it.
    pub(super) fn which(&self) -> Which {
        Which { number: self.invoice.clone(), debtor: self.debtor.clone() }
    }
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
    pub by: String,
}

impl ActArgs {
    /// As the use cases take it; each call of the command is an act of its own.
    pub(super) fn reason(&self, ids: &dyn Ids) -> Reason {
        let form_key = ids.token().reveal().to_owned();
        Reason { by: Who::CommandLine(self.by.clone()), reason: self.reason.clone(), form_key }
    }
}

/// What the use cases refuse is one line to the person.
pub(super) fn refused(error: impl std::fmt::Display) -> CliError {
    CliError::Message(error.to_string())
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = go(&services, command).await;
    services.store.close().await;
    done
}

async fn go(services: &Arc<Services>, command: Command) -> Done {
    match command {
        Command::Record { invoice, amount, on, kind, reference, rest_is_credit, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let invoice = invoice.which();
            let found = books::find(&mut services.store.read().await?, creditor.id, &invoice).await;
            let currency = found.map_err(refused)?.total.currency();
            let amount =
                Money::parse(&amount, currency).map_err(|error| CliError::Message(format!("--amount: {error}")))?;
            let number = invoice.number.clone();
            let payment = PaymentElsewhere { invoice, amount, on, paid_by: kind, reference, rest_is_credit };
            let done = by_hand::record_payment(services, &creditor, payment, act.reason(&*services.ids)).await;
            let Recorded { entry, credit, before_issue } = done.map_err(refused)?;
            out::print(&format!("{amount} recorded on {number} as {entry}"));
            if credit.is_positive() {
                out::print(&format!("{credit} of it is the debtor's credit"));
            }
            if let Some(issued) = before_issue {
                out::print(&format!("note: {number} was issued on {issued}, after this payment"));
            }
        }
        Command::ToBook { creditor, days, csv, json } => {
            let creditor = creditor_by_slug(&services.store, &creditor).await?;
            let all = books::to_book(&mut services.store.read().await?, &creditor, days, services.clock.now()).await?;
            match (csv, json) {
                (true, _) => out::bytes(&table(&all)?),
                (false, true) => return out::json(&all),
                (false, false) => all.iter().for_each(|one| out::print(&line(one))),
            }
        }
        Command::TakeBack { entry, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            by_hand::take_back(services, &creditor, entry, act.reason(&*services.ids)).await.map_err(refused)?;
            out::print(&format!("{entry} taken back"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A payment in a line, for people.
fn line(of: &ToBook) -> String {
    let on = |one: &OnInvoice| {
        let more = [("interest and fees", one.charges), ("early discount", one.discount), ("known already", one.known)];
        let more = more.iter().filter(|(_, amount)| !amount.is_zero());
        let more: String = more.map(|(what, amount)| format!(", {what} {amount}")).collect();
        format!("{} {}{more}", one.number, one.principal)
    };
    let invoices: Vec<String> = of.invoices.iter().map(on).collect();
    let reference = of.reference.as_deref().unwrap_or("-");
    let (day, provider, debtor, name) = (of.on, of.provider.as_str(), &of.debtor, &of.name);
    format!("{day}  {provider} {reference}  {debtor} {name}: {}", invoices.join("; "))
}

/// Payments as a table: a row an invoice, as they are booked.
fn table(all: &[ToBook]) -> std::io::Result<Vec<u8>> {
    const HEADINGS: [&str; 12] = [
        "date",
        "customer",
        "name",
        "invoice",
        "amount",
        "interest_and_fees",
        "early_discount",
        "known_already",
        "currency",
        "provider",
        "provider_reference",
        "payment",
    ];
    let mut out = Vec::new();
    csv::row(&mut out, b',', HEADINGS)?;
    for of in all {
        let (day, payment) = (of.on.to_string(), of.payment.to_string());
        for one in &of.invoices {
            let [amount, charges, discount, known] =
                [one.principal, one.charges, one.discount, one.known].map(|amount| amount.decimal().to_string());
            let currency = one.principal.currency().code();
            let (provider, reference) = (of.provider.as_str(), of.reference.as_deref().unwrap_or_default());
            let cells = [
                &day,
                of.debtor.as_str(),
                &of.name,
                &one.number,
                &amount,
                &charges,
                &discount,
                &known,
                currency,
                provider,
                reference,
                &payment,
            ];
            csv::row(&mut out, b',', cells)?;
        }
    }
    Ok(out)
}
