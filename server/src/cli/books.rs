//! What an operator does with the books: verify, exceptions, refund, migrate, backup, restore.

use super::{CliError, Done, open_books, open_services, out};
use crate::config::Config;
use crate::config::DatabaseKind;
use crate::config::Env;
use crate::wiring;
use domain::id::{EventId, ExceptionId, PaymentId};
use domain::money::Money;
use services::payments::reconcile;
use services::verify as check;
use std::path::PathBuf;
use std::process::ExitCode;
use store::{Store, backup as copy, exceptions as listed, payments};

#[derive(clap::Args)]
pub(super) struct VerifyArgs {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Recomputes everything. Status 1 when something does not fit, with the place.
pub(super) async fn verify(args: VerifyArgs, env: &Env) -> Done {
    let store = open_books(env).await?;
    let report = check::run(&mut store.read().await?).await?;
    store.close().await;
    if args.json {
        out::json(&report)?;
    } else {
        out::print(&format!(
            "{} entries, {} postings, {} invoices, {} payments, {} agreements, {} documents, {} seals ({} entries not sealed yet)",
            report.entries,
            report.postings,
            report.invoices,
            report.payments,
            report.agreements,
            report.documents,
            report.seals,
            report.unsealed
        ));
        for fault in &report.faults {
            out::print(&format!("WRONG {}: {}: {}", fault.place, fault.rule, fault.found));
        }
        out::print(if report.faults.is_empty() { "everything fits" } else { "the books do not fit" });
    }
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[derive(clap::Args)]
pub(super) struct ExceptionsArgs {
    /// Mark this one (`exc_…` or `evt_…`) as dealt with.
    #[arg(long)]
    resolve: Option<String>,
    /// What was done about it; kept with it.
    #[arg(long, requires = "resolve", default_value = "")]
    note: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Lists what contradicts the books, or marks one as dealt with.
pub(super) async fn exceptions(args: ExceptionsArgs, env: &Env) -> Done {
    let store = open_books(env).await?;
    let now = wiring::now();
    if let Some(id) = &args.resolve {
        let found = if let Ok(id) = id.parse::<ExceptionId>() {
            let note = args.note.clone();
            store.write(note, move |db, note| Box::pin(async move { listed::resolve(db, id, note, now).await })).await?
        } else {
            let id: EventId = id.parse().map_err(|e| CliError::Message(format!("--resolve: {e}")))?;
            store.write((), move |db, ()| Box::pin(listed::dismiss_event(db, id))).await?
        };
        store.close().await;
        return if found {
            Ok(ExitCode::SUCCESS)
        } else {
            Err(CliError::Message(format!("`{id}` is not on the list")))
        };
    }
    let open = listed::open(&mut store.read().await?, now).await?;
    store.close().await;
    if args.json {
        return out::json(&open);
    }
    for e in &open {
        let payment = e.payment.map_or_else(|| "-".to_owned(), |id| id.to_string());
        out::print(&format!("{} {} {} {} {}: {}", e.at.format("%F %T"), e.id, e.creditor, payment, e.kind, e.detail));
    }
    if open.is_empty() {
        out::print("nothing waits for a person");
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(clap::Args)]
pub(super) struct RefundArgs {
    /// The payment (`pay_…`).
    payment: PaymentId,
    /// How much, in major units; all that is left when not given.
    #[arg(long)]
    amount: Option<String>,
    /// Makes a refund of the same amount a second one instead of the same one said again.
    #[arg(long, default_value = "1")]
    number: u32,
}

/// Asks the provider to give money back, and books what it answers.
pub(super) async fn refund(args: RefundArgs, env: &Env) -> Done {
    let services = open_services(env).await?;
    let found = payments::find(&mut services.store.read().await?, args.payment).await?;
    let payment = found.ok_or_else(|| CliError::Message(format!("there is no payment {}", args.payment)))?;
    let left = payment.received.minus(payment.refunded).map_err(|e| CliError::Message(e.to_string()))?;
    let amount = match &args.amount {
        None => left,
        Some(text) => {
            Money::parse(text, payment.amount.currency()).map_err(|e| CliError::Message(format!("--amount: {e}")))?
        }
    };
    if !amount.is_positive() || amount.minor() > left.minor() {
        return Err(CliError::Message(format!("{left} can be given back, not {amount}")));
    }
    let key = format!("{}-refund-{}-{}", payment.id, amount.minor(), args.number);
    let after =
        reconcile::refund(&services, &payment, amount, &key).await.map_err(|e| CliError::Message(e.to_string()))?;
    services.store.close().await;
    out::print(&format!("given back {} of {}", after.refunded, after.received));
    Ok(ExitCode::SUCCESS)
}

#[derive(clap::Args)]
pub(super) struct MigrateArgs {
    /// Then spread the tables over the machines of a PostgreSQL with Citus, by creditor; what is in its place stays.
    #[arg(long)]
    distribute: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Brings the tables up to date; harmless when they are.
pub(super) async fn migrate(args: MigrateArgs, env: &Env) -> Done {
    let store = Store::open(Config::database(env)?.reveal()).await?;
    let ran = store.migrate().await?;
    let moved = if args.distribute { Some(store.distribute().await?) } else { None };
    store.close().await;
    if args.json {
        return out::json(&match moved {
            None => serde_json::json!({ "ran": ran }),
            Some(moved) => serde_json::json!({ "ran": ran, "distributed": moved }),
        });
    }
    out::print(&if ran.is_empty() { "up to date".to_owned() } else { format!("ran {}", ran.join(", ")) });
    match moved.as_deref() {
        None => {}
        Some([]) => out::print("every table is in its place"),
        Some(moved) => out::print(&format!("distributed {}", moved.join(", "))),
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(clap::Args)]
pub(super) struct BackupArgs {
    /// Where to; must not be there yet.
    file: PathBuf,
}

/// A consistent copy, also while the portal runs.
pub(super) async fn backup(args: BackupArgs, env: &Env) -> Done {
    if args.file.exists() {
        return Err(CliError::Message(format!("{} is there already; name a new file", args.file.display())));
    }
    let database = Config::database(env)?;
    match database.kind() {
        DatabaseKind::Sqlite => {
            let store = open_books(env).await?;
            copy::write_sqlite(&store, &args.file).await?;
            store.close().await;
        }
        DatabaseKind::Postgres => copy::dump_pg(database.reveal(), &args.file).await?,
    }
    out::print(&format!("written to {}", args.file.display()));
    Ok(ExitCode::SUCCESS)
}

#[derive(clap::Args)]
pub(super) struct RestoreArgs {
    /// A file that `saldo backup` wrote.
    file: PathBuf,
    /// Replace a database that is there. The old one is kept beside it.
    #[arg(long)]
    replace: bool,
}

/// Puts a backup in the place of the database, after the same checks as `saldo verify`.
pub(super) async fn restore(args: RestoreArgs, env: &Env) -> Done {
    let database = Config::database(env)?;
    match database.kind() {
        DatabaseKind::Sqlite => copy::restore_sqlite(database.reveal(), &args.file, args.replace).await?,
        DatabaseKind::Postgres => copy::restore_pg(database.reveal(), &args.file).await?,
    }
    let store = open_books(env).await?;
    let report = check::run(&mut store.read().await?).await?;
    store.close().await;
    if let Some(fault) = report.faults.first() {
        return Err(CliError::Message(format!("restored, but the books do not fit: {}: {}", fault.place, fault.rule)));
    }
    out::print(&format!("restored and verified: {} entries", report.entries));
    Ok(ExitCode::SUCCESS)
}
