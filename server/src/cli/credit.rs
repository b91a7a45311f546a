//! `saldo credit`: what debtors have in their favour, and what becomes of it.

use super::payment::{ActArgs, refused};
use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use clap::Subcommand;
use domain::creditor::Creditor;
use domain::id::EntryId;
use domain::money::{Currency, Money};
use services::Services;
use services::books::credit_by_hand::{self, CreditLine, CreditNamed};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Subcommand)]
pub(super) enum Command {
    /// A debtor's credits, what is left of each and what it pays.
    List {
        /// The debtor's number.
        #[arg(long)]
        debtor: String,
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Set a credit off against an invoice.
    SetOff {
        #[command(flatten)]
        credit: WhichCredit,
        /// The invoice's number.
        #[arg(long)]
        invoice: String,
        /// How much, in major units; all that can be when not given.
        #[arg(long)]
        amount: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Take a set-off back: the credit is free again, and the debt owed.
    TakeBack {
        /// Its entry (`ent_…`), as it was printed.
        entry: EntryId,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Give a credit back: through the provider where the money came by one; the rest is recorded as given back elsewhere.
    GiveBack {
        #[command(flatten)]
        credit: WhichCredit,
        /// How much, in major units; all that is left when not given.
        #[arg(long)]
        amount: Option<String>,
        /// The currency of an overpayment; the creditor's own when not given.
        #[arg(long)]
        currency: Option<Currency>,
        /// It was given back elsewhere, all of it: no provider is asked.
        #[arg(long)]
        elsewhere: bool,
        #[command(flatten)]
        act: ActArgs,
    },
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(super) struct WhichCredit {
    /// A credit note, by its number.
    #[arg(long)]
    note: Option<String>,
    /// What this debtor has paid beyond the debt, by the debtor's number.
    #[arg(long)]
    debtor: Option<String>,
}

impl WhichCredit {
    fn named(self) -> CreditNamed {
        match (self.note, self.debtor) {
            (Some(note), _) => CreditNamed::Note(note),
            (None, debtor) => CreditNamed::Overpaid(debtor.unwrap_or_default()),
        }
    }
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = go(&services, command).await;
    services.store.close().await;
    done
}

async fn go(services: &Arc<Services>, command: Command) -> Done {
    match command {
        Command::List { debtor, creditor, json } => {
            let creditor = creditor_by_slug(&services.store, &creditor).await?;
            let all = credit_by_hand::list(services, &creditor, &debtor).await.map_err(refused)?;
            if json {
                return out::json(&all);
            }
            all.iter().for_each(|one| out::print(&line(one)));
        }
        Command::SetOff { credit, invoice, amount, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let amount = parsed(services, &creditor, &invoice, amount.as_deref()).await?;
            let both = (credit.named(), invoice.clone());
            let done = credit_by_hand::set_off(services, &creditor, both, amount, act.reason(&*services.ids)).await;
            let (entry, amount) = done.map_err(refused)?;
            out::print(&format!("{amount} set off against {invoice} as {entry}"));
        }
        Command::TakeBack { entry, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let done = credit_by_hand::take_back(services, &creditor, entry, act.reason(&*services.ids)).await;
            out::print(&format!("{entry} taken back: {}", done.map_err(refused)?));
        }
        Command::GiveBack { credit, amount, currency, elsewhere, act } => {
            let creditor = creditor_by_slug(&services.store, &act.creditor).await?;
            let credit = credit.named();
            let amount = match &credit {
                CreditNamed::Note(note) => parsed(services, &creditor, note, amount.as_deref()).await?,
                CreditNamed::Overpaid(_) => money(amount.as_deref(), currency.unwrap_or(creditor.currency))?,
            };
            let reason = act.reason(&*services.ids);
            let done = credit_by_hand::give_back(services, &creditor, credit, (amount, elsewhere), reason).await;
            let done = done.map_err(refused)?;
            for (payment, amount) in &done.by_provider {
                out::print(&format!("{amount} given back through the provider of {payment}"));
            }
            if done.elsewhere.is_positive() {
                out::print(&format!("{} recorded as given back elsewhere", done.elsewhere));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn parsed(
    services: &Services,
    creditor: &Creditor,
    number: &str,
    amount: Option<&str>,
) -> Result<Option<Money>, CliError> {
    let found = store::invoices::by_number(&mut services.store.read().await?, creditor.id, number).await?;
    money(amount, found.map_or(creditor.currency, |invoice| invoice.total.currency()))
}

fn money(amount: Option<&str>, currency: Currency) -> Result<Option<Money>, CliError> {
    let parse = |text| Money::parse(text, currency).map_err(|error| CliError::Message(format!("--amount: {error}")));
    amount.map(parse).transpose()
}

/// A credit in a line, for people.
fn line(of: &CreditLine) -> String {
    let which = of.note.as_deref().unwrap_or("paid beyond the debt");
    let paid = of.set_off.iter().map(|one| format!("; {} for {} ({})", one.amount, one.invoice, one.entry));
    format!("{} {which}: {} left{}", of.debtor, of.left, paid.collect::<String>())
}
