//! `saldo disputes`: what debtors dispute, and the creditor's answers.

use super::out::Format;
use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use clap::Subcommand;
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::dispute::Dispute;
use domain::dispute::Undecidable;
use domain::id::DisputeId;
use domain::money::Money;
use services::Services;
use services::disputes::{self, Ruling, RulingError};
use std::process::ExitCode;
use std::sync::Arc;
use store::{debtors, invoices};

#[derive(Subcommand)]
pub(super) enum Command {
    /// What waits for an answer, the oldest first.
    List {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Uphold all or a part: it comes off the invoice, and the debtor hears by e-mail.
    Uphold {
        #[command(flatten)]
        which: Which,
        /// How much of it, in major units; all of it when not given.
        #[arg(long, requires = "words")]
        amount: Option<String>,
        /// Words to the debtor.
        #[arg(long)]
        words: Option<String>,
    },
    /// Reject, with a reason: it is asked for again.
    Reject {
        #[command(flatten)]
        which: Which,
        /// Words to the debtor.
        #[arg(long)]
        words: String,
    },
}

#[derive(clap::Args)]
pub(super) struct Which {
    /// The dispute (`obj_…`).
    dispute: DisputeId,
    /// The creditor's slug.
    #[arg(long)]
    creditor: String,
    /// Who decides: is kept with the decision.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = match command {
        Command::List { creditor, json } => list(&services, &creditor, json.into()).await,
        Command::Uphold { which, amount, words } => uphold(&services, which, amount, words.unwrap_or_default()).await,
        Command::Reject { which, words } => match find(&services, &which).await {
            Ok((creditor, dispute)) => {
                let none = Money::zero(dispute.amount.currency());
                let ruling = Ruling { upheld: none, words, by: Who::CommandLine(which.by) };
                rule(&services, &creditor, dispute.id, ruling, "rejected; the debtor hears by e-mail").await
            }
            Err(error) => Err(error),
        },
    };
    services.store.close().await;
    done
}

async fn find(services: &Arc<Services>, which: &Which) -> Result<(Creditor, Dispute), CliError> {
    let creditor = creditor_by_slug(&services.store, &which.creditor).await?;
    let found = store::disputes::by_id(&mut services.store.read().await?, creditor.id, which.dispute).await?;
    let gone = || CliError::Message(format!("{} has no dispute {}", creditor.slug, which.dispute));
    let dispute = found.ok_or_else(gone)?;
    Ok((creditor, dispute))
}

async fn uphold(services: &Arc<Services>, which: Which, amount: Option<String>, words: String) -> Done {
    let (creditor, dispute) = find(services, &which).await?;
    let left = dispute.unanswered().map_err(|error| CliError::Message(error.to_string()))?;
    let upheld = amount.map_or(Ok(left), |text| Money::parse(&text, left.currency()));
    let upheld = upheld.map_err(|error| CliError::Message(format!("--amount: {error}")))?;
    if !upheld.is_positive() {
        return Err(CliError::Message("--amount: give more than nothing, or reject it".to_owned()));
    }
    let ruling = Ruling { upheld, words, by: Who::CommandLine(which.by) };
    rule(services, &creditor, dispute.id, ruling, "upheld; the debtor hears by e-mail").await
}

async fn rule(services: &Arc<Services>, creditor: &Creditor, id: DisputeId, ruling: Ruling, done: &str) -> Done {
    match disputes::decide(services, creditor, id, ruling).await {
        Ok(()) => {
            out::print(done);
            Ok(ExitCode::SUCCESS)
        }
        Err(RulingError::Undecidable(Undecidable::TooMuch { max })) => {
            Err(CliError::Message(format!("no more than {max} was disputed")))
        }
        Err(RulingError::Undecidable(Undecidable::Money(error))) => Err(store::StoreError::from(error).into()),
        Err(RulingError::Store(error)) => Err(error.into()),
        Err(RulingError::Undecidable(Undecidable::NotOpen)) => {
            Err(CliError::Message(format!("{id} was answered or taken back before")))
        }
    }
}

async fn list(services: &Arc<Services>, slug: &str, format: Format) -> Done {
    let creditor = creditor_by_slug(&services.store, slug).await?;
    let mut db = services.store.read().await?;
    let mut rows = Vec::new();
    for dispute in store::disputes::open(&mut db, creditor.id).await? {
        let debtor = debtors::by_id(&mut db, creditor.id, dispute.debtor).await?;
        let invoice = invoices::by_id(&mut db, creditor.id, dispute.invoice).await?;
        let files = store::disputes::files(&mut db, creditor.id, dispute.id).await?.len();
        let reference = debtor.map_or_else(String::new, |debtor| debtor.reference);
        rows.push((dispute, reference, invoice.map_or_else(String::new, |invoice| invoice.number), files));
    }
    if format == Format::Json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(dispute, reference, number, files)| {
                serde_json::json!({
                    "id": dispute.id, "debtor": reference, "invoice": number, "amount": dispute.amount,
                    "reason": dispute.reason, "words": dispute.words, "files": files,
                    "answer_by": dispute.answer_by, "made_at": dispute.made_at,
                })
            })
            .collect();
        return out::json(&rows);
    }
    for (dispute, reference, number, files) in rows {
        let (id, amount, why) = (dispute.id, dispute.amount, dispute.reason.as_str());
        let by = dispute.answer_by;
        out::print(&format!("{id}  answer by {by}  {reference}: {amount} of {number}, {why}, {files} files"));
        for line in dispute.words.lines() {
            out::print(&format!("    {line}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
