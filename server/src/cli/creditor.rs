//! `saldo creditor add`, `saldo creditor set`, `saldo creditor list`.

use super::out::Format;
use super::{CliError, Done, open_books, out};
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::creditor::Creditor;
use domain::creditor_code::CreditorCode;
use domain::id::CreditorId;
use domain::money::{Currency, Money};
use domain::tax_id::{Offices, TaxId};
use domain::zone::Zone;
use services::format::Locale;
use std::process::ExitCode;
use store::creditors;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a creditor.
    Add(Box<Add>),
    /// Change what is known of a creditor.
    Set {
        /// Its short name.
        slug: String,
        #[command(flatten)]
        tax_ids: TaxIds,
    },
    /// List the creditors.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
pub(super) struct Add {
    /// Short name in commands and settings: lower-case letters, digits, hyphens.
    slug: String,
    /// The name debtors know.
    #[arg(long)]
    name: String,
    /// The currency of its books (ISO 4217), for example MXN.
    #[arg(long)]
    currency: String,
    /// Its time zone (IANA), for example America/Mexico_City.
    #[arg(long)]
    timezone: String,
    /// Its language and country, for example es-MX, pt-BR, en.
    #[arg(long)]
    locale: String,
    /// Where debtors can write to.
    #[arg(long)]
    contact_email: Option<String>,
    /// Where debtors can call.
    #[arg(long)]
    contact_phone: Option<String>,
    /// The least part payment, in the creditor's currency.
    #[arg(long, default_value = "0")]
    part_minimum: String,
    #[command(flatten)]
    tax_ids: TaxIds,
}

/// By which tax offices know a creditor.
#[derive(clap::Args)]
pub(super) struct TaxIds {
    /// A tax number of the firm's own: what others issued is refused as no claim of its. Several may be given; an empty one
    /// forgets all.
    #[arg(long = "tax-id", value_name = "NUMBER")]
    numbers: Vec<String>,
}

impl TaxIds {
    /// Those that say something.
    fn read(&self) -> Result<Vec<String>, CliError> {
        let given = self.numbers.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
        let read = given.map(|one| {
            let is_one = TaxId::read(one, Offices::default()).is_some_and(|id| !id.generic);
            let wrong = || CliError::Message(format!("--tax-id: `{one}` is no tax number of a firm"));
            is_one.then(|| one.to_owned()).ok_or_else(wrong)
        });
        read.collect()
    }
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    match command {
        Command::Add(args) => add(*args, env).await,
        Command::Set { slug, tax_ids } => set(&slug, &tax_ids, env).await,
        Command::List { json } => list(json.into(), env).await,
    }
}

/// Reads the arguments; each mistake is said with what would be right.
pub(super) fn read(args: &Add, id: CreditorId, code: CreditorCode) -> Result<Creditor, CliError> {
    let say = |text: String| CliError::Message(text);
    let slug_ok = !args.slug.is_empty()
        && args.slug.len() <= 40
        && args.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && args.slug != providers::DEFAULT_ACCOUNT;
    if !slug_ok {
        return Err(say("the slug takes lower-case letters, digits and hyphens, 40 at most".to_owned()));
    }
    if args.name.trim().is_empty() {
        return Err(say("--name is empty".to_owned()));
    }
    let currency: Currency = args.currency.parse().map_err(|e| say(format!("--currency: {e}")))?;
    let zone: Zone = args.timezone.parse().map_err(|e| say(format!("--timezone: {e}")))?;
    let locale: Locale = args.locale.parse().map_err(|e| say(format!("--locale: {e}")))?;
    let part_minimum = Money::parse(&args.part_minimum, currency).map_err(|e| say(format!("--part-minimum: {e}")))?;
    Ok(Creditor {
        id,
        slug: args.slug.clone(),
        code,
        name: args.name.trim().to_owned(),
        currency,
        zone,
        locale: locale.to_string(),
        contact_email: args.contact_email.clone(),
        contact_phone: args.contact_phone.clone(),
        part_minimum,
        tax_ids: args.tax_ids.read()?,
        numbers: None,
    })
}

async fn add(args: Add, env: &Env) -> Done {
    let now = wiring::now();
    let ids = wiring::ids()?;
    let creditor = read(&args, ids.creditor_id(), ids.creditor_code())?;
    let store = open_books(env).await?;
    let slug = creditor.slug.clone();
    let added = store
        .write(creditor, move |db, creditor| Box::pin(async move { creditors::add(db, creditor, now).await }))
        .await?;
    store.close().await;
    if !added {
        return Err(CliError::Message(format!("there is a creditor `{slug}` already")));
    }
    out::print(&format!("added {slug}"));
    Ok(ExitCode::SUCCESS)
}

async fn set(slug: &str, tax_ids: &TaxIds, env: &Env) -> Done {
    let read = tax_ids.read()?;
    if tax_ids.numbers.is_empty() {
        return Err(CliError::Message("say what to change: --tax-id".to_owned()));
    }
    let store = open_books(env).await?;
    let found = creditors::by_slug(&mut store.read().await?, slug).await?;
    let creditor =
        found.ok_or_else(|| CliError::Message(format!("there is no creditor `{slug}`; see `saldo creditor list`")))?;
    let id = creditor.id;
    store.write(read, move |db, read| Box::pin(async move { creditors::set_tax_ids(db, id, read).await })).await?;
    store.close().await;
    out::print(&format!("changed {slug}"));
    Ok(ExitCode::SUCCESS)
}

async fn list(format: Format, env: &Env) -> Done {
    let store = open_books(env).await?;
    let all = creditors::all(&mut store.read().await?).await?;
    store.close().await;
    if format == Format::Json {
        let rows: Vec<_> = all
            .iter()
            .map(|c| {
                serde_json::json!({
                    "slug": c.slug, "name": c.name, "currency": c.currency.code(), "timezone": c.zone.name(),
                    "locale": c.locale, "part_minimum_minor": c.part_minimum.minor(), "tax_ids": c.tax_ids,
                })
            })
            .collect();
        return out::json(&rows);
    }
    for c in all {
        out::print(&format!("{:<20} {} ({}, {}, {})", c.slug, c.name, c.currency, c.zone.name(), c.locale));
    }
    Ok(ExitCode::SUCCESS)
}
