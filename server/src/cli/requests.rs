//! `saldo requests`: what debtors ask for, and the creditor's answers.

use super::out::Format;
use super::{CliError, Done, creditor_by_slug, open_services, out};
use crate::config::Env;
use clap::Subcommand;
use domain::agreement::Terms;
use domain::audit::Who;
use domain::counter_offer::request_of;
use domain::counter_offer::{CounterOffer, Pays, Until};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::RequestId;
use domain::money::Money;
use domain::plan::{Pace, PlanRequest};
use domain::request::{Request, RequestState};
use rust_decimal::Decimal;
use services::Services;
use services::account;
use services::agreements::accept::AcceptError;
use services::agreements::agreement_documents::number as agreement_number;
use services::agreements::answer;
use services::agreements::revise;
use std::process::ExitCode;
use std::sync::Arc;
use store::requests::{self, Decision};
use store::{debtors, invoices};

#[derive(Subcommand)]
pub(super) enum Command {
    /// What waits for an answer, the most urgent first.
    List {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Grant what was asked for: it is agreed at once, and the debtor gets it by e-mail.
    Grant {
        #[command(flatten)]
        which: Which,
    },
    /// Offer other terms; the debtor accepts them with a code.
    Counter {
        #[command(flatten)]
        which: Which,
        /// For more time: the new due date (2026-03-31).
        #[arg(long)]
        until: Option<Date>,
        /// For more time: what it costs, in major units.
        #[arg(long, requires = "until")]
        price: Option<String>,
        /// For a plan: how many instalments.
        #[arg(long, conflicts_with = "until")]
        count: Option<u16>,
        /// For a plan: the day of the first one (2026-03-31); the one that was asked for when not given.
        #[arg(long, requires = "count")]
        first: Option<Date>,
        /// For a settlement: what is paid, in per cent.
        #[arg(long, conflicts_with_all = ["until", "count"])]
        percent: Option<Decimal>,
        /// Words to the debtor.
        #[arg(long)]
        words: Option<String>,
    },
    /// Decline, with a reason.
    Decline {
        #[command(flatten)]
        which: Which,
        /// Words to the debtor.
        #[arg(long)]
        words: String,
    },
}

#[derive(clap::Args)]
pub(super) struct Which {
    /// The request (`req_…`).
    request: RequestId,
    /// The creditor's slug.
    #[arg(long)]
    creditor: String,
    /// Who decides: is kept with the decision.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let services = open_services(env).await?;
    let done = decide(&services, command).await;
    services.store.close().await;
    done
}

async fn decide(services: &Arc<Services>, command: Command) -> Done {
    match command {
        Command::List { creditor, json } => list(services, &creditor, json.into()).await,
        Command::Grant { which } => {
            let (creditor, request) = find(services, &which).await?;
            match answer::grant(services, &creditor, &request, &Who::CommandLine(which.by), None).await {
                Ok(id) => {
                    out::print(&format!("granted: agreement {} ({id})", agreement_number(id)));
                    Ok(ExitCode::SUCCESS)
                }
                Err(AcceptError::Store(error)) => Err(error.into()),
                Err(_) => Err(CliError::Message(format!(
                    "{} cannot be granted as it was asked: what is owed has changed, its days are over, a payment is \
                     under way, or it was answered before; counter or decline it",
                    request.id
                ))),
            }
        }
        Command::Counter { which, until, price, count, first, percent, words } => {
            let (creditor, request) = find(services, &which).await?;
            let options = CounterOptions { until, price, count, first, percent };
            let terms = counter(services, &creditor, &request, options).await?;
            let decision =
                Decision { state: RequestState::Countered, answer: Some(terms), words, by: Who::CommandLine(which.by) };
            record(services, &creditor, &request, decision, "countered; the debtor hears by e-mail").await
        }
        Command::Decline { which, words } => {
            let (creditor, request) = find(services, &which).await?;
            let decision = Decision {
                state: RequestState::Declined,
                answer: None,
                words: Some(words),
                by: Who::CommandLine(which.by),
            };
            record(services, &creditor, &request, decision, "declined; the debtor hears by e-mail").await
        }
    }
}

async fn record(
    services: &Arc<Services>,
    creditor: &Creditor,
    request: &Request,
    decision: Decision,
    done: &str,
) -> Done {
    if answer::answer(services, creditor, request.id, decision).await? {
        out::print(done);
        Ok(ExitCode::SUCCESS)
    } else {
        Err(CliError::Message(format!("{} was answered before", request.id)))
    }
}

async fn find(services: &Arc<Services>, which: &Which) -> Result<(Creditor, Request), CliError> {
    let creditor = creditor_by_slug(&services.store, &which.creditor).await?;
    let found = requests::by_id(&mut services.store.read().await?, creditor.id, which.request).await?;
    let request =
        found.ok_or_else(|| CliError::Message(format!("{} has no request {}", creditor.slug, which.request)))?;
    Ok((creditor, request))
}

async fn list(services: &Arc<Services>, slug: &str, format: Format) -> Done {
    let creditor = creditor_by_slug(&services.store, slug).await?;
    let mut db = services.store.read().await?;
    let mut rows = Vec::new();
    for request in requests::waiting(&mut db, creditor.id).await? {
        let debtor = debtors::by_id(&mut db, creditor.id, request.debtor).await?;
        let reference = debtor.map_or_else(String::new, |debtor| debtor.reference);
        let asked = match &request.asked {
            Terms::Extension(terms) => {
                let invoice = invoices::by_id(&mut db, creditor.id, terms.invoice).await?;
                let number = invoice.map_or_else(String::new, |invoice| invoice.number);
                format!("{number} due on {} instead of {}", terms.new_due, terms.old_due)
            }
            Terms::Plan(terms) => {
                let plan = &terms.plan;
                format!(
                    "{} in {} payments from {} to {}",
                    plan.principal,
                    plan.instalments.len(),
                    plan.anchor,
                    plan.end()
                )
            }
            Terms::Settlement(terms) => {
                format!("{} paid and {} written off until {}", terms.to_pay, terms.written_off, terms.until)
            }
            Terms::Discount(terms) => format!("{} off until {}", terms.off, terms.until),
            Terms::Promise(terms) => format!("{} on {}", terms.amount, terms.date),
        };
        rows.push((request, reference, asked));
    }
    if format == Format::Json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(request, reference, _)| {
                serde_json::json!({
                    "id": request.id, "debtor": reference, "asked": request.asked, "reason": request.reason,
                    "answer_by": request.answer_by, "made_at": request.made_at,
                })
            })
            .collect();
        return out::json(&rows);
    }
    for (request, reference, asked) in rows {
        out::print(&format!("{}  answer by {}  {reference}: {asked}", request.id, request.answer_by));
        for line in request.reason.lines() {
            out::print(&format!("    {line}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The options that spell other terms.
struct CounterOptions {
    until: Option<Date>,
    price: Option<String>,
    count: Option<u16>,
    first: Option<Date>,
    percent: Option<Decimal>,
}

/// Other terms than those that were asked for, about the same invoices as they are owed today.
async fn counter(
    services: &Arc<Services>,
    creditor: &Creditor,
    request: &Request,
    options: CounterOptions,
) -> Result<Terms, CliError> {
    let mut db = services.store.read().await?;
    let mut debtor_account = account::load(&mut db, services, creditor, request.debtor, services.clock.now()).await?;
    let debtor = debtors::by_id(&mut db, creditor.id, request.debtor).await?;
    let debtor = debtor.ok_or_else(|| CliError::Message(format!("{} has no debtor any more", request.id)))?;
    revise::load_for(&mut db, creditor, &debtor, &request.asked, &mut debtor_account).await?;
    let other = options.other(&request.asked)?;
    let terms = other.terms(&request.asked, &debtor_account.situation(), debtor_account.running.as_ref());
    terms.map_err(|no| CliError::Message(no.to_string()))
}

impl CounterOptions {
    /// What the options say instead of what was asked for.
    fn other(self, asked: &Terms) -> Result<CounterOffer, CliError> {
        let say = |text: &str| CliError::Message(text.to_owned());
        match asked {
            Terms::Extension(terms) => {
                let until = self.until.ok_or_else(|| say("give the new due date with --until"))?;
                let currency = terms.price.currency();
                let price = self.price.map_or(Ok(terms.price), |price| Money::parse(&price, currency));
                let price = price.map_err(|error| CliError::Message(format!("--price: {error}")))?;
                Ok(CounterOffer::Extension { until: Until::On(until), price, pay_now: Money::zero(currency) })
            }
            Terms::Plan(terms) => {
                let count = self.count.ok_or_else(|| say("give the number of instalments with --count"))?;
                let asked = request_of(terms);
                let first = self.first.unwrap_or(asked.first);
                let request = PlanRequest { pace: Pace::Count(count), first, down: None, ..asked };
                Ok(CounterOffer::Plan { request, flat: terms.plan.price.flat })
            }
            Terms::Settlement(terms) => {
                let percent = self.percent.ok_or_else(|| say("give what is paid with --percent"))?;
                Ok(CounterOffer::Settlement { pays: Pays::Percent(percent), until: terms.until })
            }
            Terms::Discount(_) | Terms::Promise(_) => Err(say("nothing else can be offered for it")),
        }
    }
}
