//! `saldo requests`: what debtors ask for, and the creditor's answers.

use super::{CliError, Done, out, ready};
use crate::agree::answer;
use crate::agree::papers::number as agreement_number;
use crate::config::{Config, Env};
use crate::offers;
use crate::store::audit::Who;
use crate::store::creditors::{self, Creditor};
use crate::store::requests::{self, Decision, Request, State};
use crate::store::{debtors, invoices};
use crate::wiring::House;
use app::domain::agreement::Terms;
use app::domain::date::{Date, add_days};
use app::domain::id::RequestId;
use app::domain::money::Money;
use app::domain::plan::{MOST_INSTALMENTS, Pace, PlanRules, PlanWish};
use app::domain::schedule::Frequency;
use app::domain::solver::solve;
use clap::Subcommand;
use rust_decimal::Decimal;
use std::process::ExitCode;
use std::sync::Arc;

/// Other terms hold this long where nothing in them is due before.
const FIRST_WITHIN_DAYS: u32 = 366;

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
    let house = House::open(&Config::from_env(env)?).await?;
    ready(&house.store).await?;
    let done = decide(&house, command).await;
    house.store.close().await;
    done
}

async fn decide(house: &Arc<House>, command: Command) -> Done {
    match command {
        Command::List { creditor, json } => list(house, &creditor, json).await,
        Command::Grant { which } => {
            let (creditor, request) = find(house, &which).await?;
            match answer::grant(house, &creditor, &request, &Who::CommandLine(which.by)).await? {
                Ok(id) => {
                    out::say(&format!("granted: agreement {} ({id})", agreement_number(id)));
                    Ok(ExitCode::SUCCESS)
                }
                Err(_) => Err(CliError::Say(format!(
                    "{} cannot be granted as it was asked: what is owed has changed, its days are over, a payment is \
                     under way, or it was answered before; counter or decline it",
                    request.id
                ))),
            }
        }
        Command::Counter { which, until, price, count, first, percent, words } => {
            let (creditor, request) = find(house, &which).await?;
            let wished = Wished { until, price, count, first, percent };
            let terms = counter(house, &creditor, &request, wished).await?;
            let decision =
                Decision { state: State::Countered, answer: Some(terms), words, by: Who::CommandLine(which.by) };
            said(house, &creditor, &request, decision, "countered; the debtor hears by e-mail").await
        }
        Command::Decline { which, words } => {
            let (creditor, request) = find(house, &which).await?;
            let decision =
                Decision { state: State::Declined, answer: None, words: Some(words), by: Who::CommandLine(which.by) };
            said(house, &creditor, &request, decision, "declined; the debtor hears by e-mail").await
        }
    }
}

async fn said(house: &Arc<House>, creditor: &Creditor, request: &Request, decision: Decision, done: &str) -> Done {
    if answer::answer(house, creditor, request.id, decision).await? {
        out::say(done);
        Ok(ExitCode::SUCCESS)
    } else {
        Err(CliError::Say(format!("{} was answered before", request.id)))
    }
}

async fn by_slug(house: &House, slug: &str) -> Result<Creditor, CliError> {
    let found = creditors::by_slug(&mut house.store.read().await?, slug).await?;
    found.ok_or_else(|| CliError::Say(format!("there is no creditor `{slug}`; see `saldo creditor list`")))
}

async fn find(house: &House, which: &Which) -> Result<(Creditor, Request), CliError> {
    let creditor = by_slug(house, &which.creditor).await?;
    let found = requests::by_id(&mut house.store.read().await?, creditor.id, which.request).await?;
    let request = found.ok_or_else(|| CliError::Say(format!("{} has no request {}", creditor.slug, which.request)))?;
    Ok((creditor, request))
}

async fn list(house: &House, slug: &str, json: bool) -> Done {
    let creditor = by_slug(house, slug).await?;
    let mut db = house.store.read().await?;
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
    if json {
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
        out::say(&format!("{}  answer by {}  {reference}: {asked}", request.id, request.answer_by));
        for line in request.reason.lines() {
            out::say(&format!("    {line}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The options that spell other terms.
struct Wished {
    until: Option<Date>,
    price: Option<String>,
    count: Option<u16>,
    first: Option<Date>,
    percent: Option<Decimal>,
}

/// Other terms than those that were asked for, about the same invoices as they are owed today.
async fn counter(house: &House, creditor: &Creditor, request: &Request, wished: Wished) -> Result<Terms, CliError> {
    let say = |text: &str| CliError::Say(text.to_owned());
    let mut db = house.store.read().await?;
    let affairs = offers::situation_of(&mut db, house, creditor, request.debtor, house.clock.now()).await?;
    let today = affairs.owed.as_of;
    let terms = match (request.asked.clone(), &wished) {
        (Terms::Extension(mut terms), Wished { until: Some(until), price, .. }) => {
            terms.new_due = *until;
            if let Some(price) = price {
                let price = Money::parse(price, terms.price.currency());
                terms.price = price.map_err(|error| CliError::Say(format!("--price: {error}")))?;
            }
            terms.pay_now = Money::zero(terms.price.currency());
            Terms::Extension(terms)
        }
        (Terms::Plan(mut terms), Wished { count: Some(count), first, .. }) => {
            let zero = Money::zero(terms.plan.principal.currency());
            let rules = PlanRules {
                start: today,
                price: terms.plan.price,
                frequencies: Frequency::ALL.to_vec(),
                first_from: today,
                first_to: add_days(today, FIRST_WITHIN_DAYS).map_err(|error| CliError::Say(error.to_string()))?,
                latest_end: None,
                most: MOST_INSTALMENTS,
                least: Money::new(1, zero.currency()),
                down_least: zero,
                down_most: terms.plan.principal,
                step: 1,
            };
            let wish = PlanWish {
                pace: Pace::Count(*count),
                first: first.unwrap_or(terms.plan.anchor),
                frequency: terms.plan.frequency,
                down: None,
            };
            let plan = solve(&terms.plan.invoices, wish, &rules);
            terms.plan = plan.map_err(|no| CliError::Say(format!("there is no such plan: {}", no.reason)))?;
            Terms::Plan(terms)
        }
        (Terms::Settlement(mut terms), Wished { percent: Some(percent), .. }) => {
            let owed = terms.to_pay.plus(terms.written_off).map_err(|error| CliError::Say(error.to_string()))?;
            let to_pay = owed.percent(*percent).map_err(|error| CliError::Say(error.to_string()))?;
            terms.written_off = owed.minus(to_pay).map_err(|error| CliError::Say(error.to_string()))?;
            (terms.percent, terms.to_pay) = (*percent, to_pay);
            Terms::Settlement(terms)
        }
        (Terms::Extension(_), _) => return Err(say("give the new due date with --until")),
        (Terms::Plan(_), _) => return Err(say("give the number of instalments with --count")),
        (Terms::Settlement(_), _) => return Err(say("give what is paid with --percent")),
        (Terms::Discount(_) | Terms::Promise(_), _) => return Err(say("nothing else can be offered for it")),
    };
    if !terms.is_sound() || answer::still_fits(&terms, &affairs.situation()).is_err() {
        return Err(say("these terms do not fit what is owed today, or their days are over"));
    }
    Ok(terms)
}
