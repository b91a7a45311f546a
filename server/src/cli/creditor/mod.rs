//! `saldo creditor add`, `saldo creditor set`, `saldo creditor show`, `saldo creditor list`.

mod branding;

use self::branding::{BrandingArgs, Changes};
use super::out::Format;
use super::{CliError, Done, open_books, out};
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::branding::{Branding, MAX_NAME, Texts};
use domain::creditor::Creditor;
use domain::creditor_code::CreditorCode;
use domain::id::CreditorId;
use domain::money::{Currency, Money};
use domain::tax_id::{Offices, TaxId};
use domain::zone::Zone;
use services::branding::CreditorChange;
use services::format::Locale;
use std::process::ExitCode;
use store::{Store, creditors};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a creditor.
    Add(Box<Add>),
    /// Change what is known of a creditor, and how it shows itself. What is not named stays.
    Set(Box<Set>),
    /// Show what is known of a creditor.
    Show {
        /// Its short name.
        slug: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
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
    /// The least part payment, in the creditor's currency.
    #[arg(long, default_value = "0")]
    part_minimum: String,
    #[command(flatten)]
    tax_ids: TaxIds,
    #[command(flatten)]
    branding: BrandingArgs,
}

#[derive(clap::Args)]
pub(super) struct Set {
    /// Its short name.
    slug: String,
    /// The name debtors know.
    #[arg(long)]
    name: Option<String>,
    /// Its language and country, for example es-MX, pt-BR, en.
    #[arg(long)]
    locale: Option<String>,
    /// The least part payment, in the creditor's currency.
    #[arg(long)]
    part_minimum: Option<String>,
    #[command(flatten)]
    tax_ids: TaxIds,
    #[command(flatten)]
    branding: BrandingArgs,
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
        Command::Set(args) => set(&args, env).await,
        Command::Show { slug, json } => show(&slug, json.into(), env).await,
        Command::List { json } => list(json.into(), env).await,
    }
}

/// Reads the arguments; each mistake is said with what would be right.
fn read(args: &Add, id: CreditorId, code: CreditorCode) -> Result<(Creditor, Changes), CliError> {
    let say = |text: String| CliError::Message(text);
    let slug_ok = !args.slug.is_empty()
        && args.slug.len() <= 40
        && args.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && args.slug != providers::DEFAULT_ACCOUNT;
    if !slug_ok {
        return Err(say("the slug takes lower-case letters, digits and hyphens, 40 at most".to_owned()));
    }
    let currency: Currency = args.currency.parse().map_err(|e| say(format!("--currency: {e}")))?;
    let zone: Zone = args.timezone.parse().map_err(|e| say(format!("--timezone: {e}")))?;
    let mut creditor = Creditor {
        id,
        slug: args.slug.clone(),
        code,
        name: name(&args.name)?,
        currency,
        zone,
        locale: locale(&args.locale)?,
        contact_email: None,
        contact_phone: None,
        part_minimum: part_minimum(&args.part_minimum, currency)?,
        tax_ids: args.tax_ids.read()?,
        numbers: None,
        branding: Branding::default(),
    };
    let changes = args.branding.apply(&mut creditor)?;
    Ok((creditor, changes))
}

fn name(given: &str) -> Result<String, CliError> {
    domain::branding::name(given, MAX_NAME).map_err(|why| CliError::Message(format!("--name: {why}")))
}

fn locale(text: &str) -> Result<String, CliError> {
    let locale = text.parse::<Locale>().map_err(|why| CliError::Message(format!("--locale: {why}")))?;
    Ok(locale.to_string())
}

fn part_minimum(text: &str, currency: Currency) -> Result<Money, CliError> {
    Money::parse(text, currency).map_err(|why| CliError::Message(format!("--part-minimum: {why}")))
}

async fn add(args: Add, env: &Env) -> Done {
    let now = wiring::now();
    let ids = wiring::ids()?;
    let (creditor, changes) = read(&args, ids.creditor_id(), ids.creditor_code())?;
    let store = open_books(env).await?;
    let slug = creditor.slug.clone();
    let new = creditor.clone();
    let added =
        store.write(new, move |db, creditor| Box::pin(async move { creditors::add(db, creditor, now).await })).await?;
    if !added {
        return Err(CliError::Message(format!("there is a creditor `{slug}` already")));
    }
    let Changes { logo, privacy, told } = changes;
    services::branding::change(&store, CreditorChange { creditor, tax_ids: None, logo, privacy }).await?;
    store.close().await;
    out::print(&format!("added {slug}"));
    told.iter().for_each(|line| out::print(line));
    Ok(ExitCode::SUCCESS)
}

async fn set(args: &Set, env: &Env) -> Done {
    let tax_ids = args.tax_ids.read()?;
    let of_the_rest = args.name.is_none() && args.locale.is_none() && args.part_minimum.is_none();
    if of_the_rest && args.tax_ids.numbers.is_empty() && args.branding.is_empty() {
        return Err(CliError::Message("say what to change: see `saldo creditor set --help`".to_owned()));
    }
    let store = open_books(env).await?;
    let mut creditor = found(&store, &args.slug).await?;
    if let Some(given) = &args.name {
        creditor.name = name(given)?;
    }
    if let Some(given) = &args.locale {
        creditor.locale = locale(given)?;
    }
    if let Some(given) = &args.part_minimum {
        creditor.part_minimum = part_minimum(given, creditor.currency)?;
    }
    let tax_ids = (!args.tax_ids.numbers.is_empty()).then_some(tax_ids);
    let Changes { logo, privacy, told } = args.branding.apply(&mut creditor)?;
    services::branding::change(&store, CreditorChange { creditor, tax_ids, logo, privacy }).await?;
    store.close().await;
    out::print(&format!("changed {}", args.slug));
    told.iter().for_each(|line| out::print(line));
    Ok(ExitCode::SUCCESS)
}

async fn found(store: &Store, slug: &str) -> Result<Creditor, CliError> {
    let found = creditors::by_slug(&mut store.read().await?, slug).await?;
    found.ok_or_else(|| CliError::Message(format!("there is no creditor `{slug}`; see `saldo creditor list`")))
}

async fn show(slug: &str, format: Format, env: &Env) -> Done {
    let store = open_books(env).await?;
    let creditor = found(&store, slug).await?;
    let privacy = store::branding::privacy_texts(&mut store.read().await?, creditor.id).await?;
    store.close().await;
    if format == Format::Json {
        return out::json(&of_json(&creditor, Some(&privacy)));
    }
    let c = &creditor;
    let mut lines = vec![
        ("name", c.name.clone()),
        ("currency", c.currency.to_string()),
        ("time zone", c.zone.name().to_owned()),
        ("locale", c.locale.clone()),
        ("code in addresses", c.code.to_string()),
        ("least part payment", c.part_minimum.to_string()),
    ];
    if !c.tax_ids.is_empty() {
        lines.push(("tax numbers", c.tax_ids.join(", ")));
    }
    lines.extend(branding::lines(c, &privacy));
    for (label, text) in lines {
        out::print(&format!("{label:<19} {text}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What programs are told of a creditor.
fn of_json(c: &Creditor, privacy: Option<&Texts>) -> serde_json::Value {
    let mut value = serde_json::json!({
        "slug": c.slug, "name": c.name, "currency": c.currency.code(), "timezone": c.zone.name(),
        "locale": c.locale, "part_minimum_minor": c.part_minimum.minor(), "tax_ids": c.tax_ids,
    });
    let shown = privacy.map(|privacy| branding::json(c, privacy));
    if let (Some(fields), Some(serde_json::Value::Object(shown))) = (value.as_object_mut(), shown) {
        fields.extend(shown);
    }
    value
}

async fn list(format: Format, env: &Env) -> Done {
    let store = open_books(env).await?;
    let all = creditors::all(&mut store.read().await?).await?;
    store.close().await;
    if format == Format::Json {
        let rows: Vec<_> = all.iter().map(|creditor| of_json(creditor, None)).collect();
        return out::json(&rows);
    }
    for c in all {
        out::print(&format!("{:<20} {} ({}, {}, {})", c.slug, c.name, c.currency, c.zone.name(), c.locale));
    }
    Ok(ExitCode::SUCCESS)
}
