//! `saldo link`: makes a link for a debtor, sends it, or takes links back.

use super::out::Format;
use super::{CliError, Done, open_books, out};
use crate::config::Config;
use crate::config::Env;
use crate::wiring;
use app::routes;
use chrono::{DateTime, TimeDelta, Utc};
use clap::Subcommand;
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::LinkId;
use domain::link::{Link, LinkOrigin};
use services::ids::AccessToken;
use services::ids::Ids;
use services::links;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Store, creditors, debtors, invoices};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    make: Make,
}

#[derive(Subcommand)]
enum Command {
    /// Take a debtor's links back: one, or all. Sessions they opened end at once.
    Revoke {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// The creditor's reference of the debtor.
        #[arg(long)]
        debtor: String,
        /// Only this link (`lnk_…`).
        #[arg(long)]
        link: Option<LinkId>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
struct Make {
    /// The creditor's slug.
    #[arg(long, required = true)]
    creditor: Option<String>,
    /// The creditor's reference of the debtor.
    #[arg(long, required = true)]
    debtor: Option<String>,
    /// Only for this invoice (with --pay-only).
    #[arg(long, requires = "pay_only")]
    invoice: Option<String>,
    /// Shows amount, reference and payee, nothing private: for somebody who pays for the debtor.
    #[arg(long, requires = "invoice")]
    pay_only: bool,
    /// How long it works: days (30d) or hours (12h).
    #[arg(long, default_value = "30d", value_parser = read_span)]
    expires: TimeDelta,
    /// Send it to the debtor by e-mail instead of printing it.
    #[arg(long, conflicts_with = "pay_only")]
    send: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

fn read_span(text: &str) -> Result<TimeDelta, String> {
    let wrong = || format!("`{text}` is not a span; write days or hours, for example 30d or 12h");
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let number: i64 = number.parse().ok().filter(|n| (1..=3_650).contains(n)).ok_or_else(wrong)?;
    match unit {
        "d" => Ok(TimeDelta::days(number)),
        "h" => Ok(TimeDelta::hours(number)),
        _ => Err(wrong()),
    }
}

pub(super) async fn run(args: Args, env: &Env) -> Done {
    let now = wiring::now();
    let store = open_books(env).await?;
    let done = match args.command {
        Some(Command::Revoke { creditor, debtor, link, json }) => {
            let (_, debtor) = whom(&store, &creditor, &debtor).await?;
            revoke(&store, &debtor, link, json.into()).await
        }
        None => make(&store, args.make, env, now).await,
    };
    store.close().await;
    done
}

async fn whom(store: &Store, creditor: &str, debtor: &str) -> Result<(Creditor, Debtor), CliError> {
    let mut db = store.read().await?;
    let found = creditors::by_slug(&mut db, creditor).await?;
    let creditor = found
        .ok_or_else(|| CliError::Message(format!("there is no creditor `{creditor}`; see `saldo creditor list`")))?;
    let found = debtors::by_ref(&mut db, creditor.id, debtor).await?;
    let debtor = found.ok_or_else(|| CliError::Message(format!("{} has no debtor `{debtor}`", creditor.slug)))?;
    Ok((creditor, debtor))
}

async fn revoke(store: &Store, debtor: &Debtor, link: Option<LinkId>, format: Format) -> Done {
    let ids = wiring::ids()?;
    let revoked = links::revoke(store, &ids, &Who::command_line(), debtor, link, wiring::now()).await?;
    if format == Format::Json {
        return out::json(&serde_json::json!({ "revoked": revoked }));
    }
    out::print(&format!("revoked {revoked}"));
    Ok(ExitCode::SUCCESS)
}

async fn make(store: &Store, args: Make, env: &Env, now: DateTime<Utc>) -> Done {
    let (creditor, debtor) = (args.creditor.unwrap_or_default(), args.debtor.unwrap_or_default());
    let (creditor, debtor) = whom(store, &creditor, &debtor).await?;
    let ids = wiring::ids()?;
    let expires_at = now + args.expires;
    let id = LinkId::new(ids.uuid(now));
    if args.send {
        return send(store, ids, &debtor, id, expires_at, args.json.into(), now).await;
    }
    let invoice = match &args.invoice {
        None => None,
        Some(number) => {
            let found = invoices::by_number_of(&mut store.read().await?, creditor.id, debtor.id, number).await?;
            Some(found.ok_or_else(|| CliError::Message(format!("{} has no invoice `{number}`", debtor.reference)))?.id)
        }
    };
    let who = Who::command_line();
    let origin = LinkOrigin::Shown { maker: who.name().to_owned() };
    let link =
        Link { creditor: creditor.id, id, debtor: debtor.id, invoice, pay_only: args.pay_only, expires_at, origin };
    let token = ids.access_token(creditor.code);
    let url = address(env, &token)?;
    links::make(store, &ids, &who, (&debtor, &link), token.hash(), now).await?;
    if args.json {
        return out::json(&serde_json::json!({ "url": url, "expires_at": expires_at, "id": id }));
    }
    out::print(&url);
    Ok(ExitCode::SUCCESS)
}

fn address(env: &Env, token: &AccessToken) -> Result<String, CliError> {
    Ok(Config::base_url(env)?.join(&routes::link(token.reveal())))
}

async fn send(
    store: &Store,
    ids: Arc<dyn Ids>,
    debtor: &Debtor,
    link: LinkId,
    expires_at: DateTime<Utc>,
    format: Format,
    now: DateTime<Utc>,
) -> Done {
    if debtor.email.is_none() {
        return Err(CliError::Message(format!("`{}` has no e-mail address", debtor.reference)));
    }
    links::send(store, &ids, &Who::command_line(), (debtor, link), expires_at, now).await?;
    if format == Format::Json {
        return out::json(&serde_json::json!({ "queued": true, "expires_at": expires_at, "id": link }));
    }
    out::print("queued; `saldo serve` sends it");
    Ok(ExitCode::SUCCESS)
}
