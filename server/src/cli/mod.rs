//! The command line. Exit status 0: done; 1: not done, and why; 2: done in part, or used wrongly.

mod agreement;
mod books;
mod console_user;
mod credit;
mod creditor;
mod debtor;
mod demo;
mod disputes;
mod import;
mod imports;
mod invoice;
mod link;
mod out;
mod payment;
mod policy;
mod requests;
mod sandbox;
mod serve;
mod source;
mod waive;

use crate::config::Config;
use crate::config::Env;
use crate::telemetry;
use crate::wiring;
use clap::{Parser, Subcommand};
use domain::creditor::Creditor;
use services::Services;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Store, StoreError, creditors};

/// Saldo, the self-service payment portal.
#[derive(Parser)]
#[command(name = "saldo", version, about, after_help = "Settings come from the environment: see `saldo serve --help`.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The firms that are owed: add them, list them, and say how they show themselves.
    #[command(subcommand)]
    Creditor(creditor::Command),
    /// Take in a creditor's list: a file of its own system.
    Import(Box<import::Args>),
    /// What was taken in, and taking it back.
    #[command(subcommand)]
    Imports(imports::Command),
    /// What kinds of files the lists come in, and what was answered about them.
    #[command(subcommand)]
    Source(source::Command),
    /// Rename, merge and split debtors, and say whom to write to.
    #[command(subcommand)]
    Debtor(debtor::Command),
    /// Credit notes and overpayments: what is left of them, what they pay, and giving them back.
    #[command(subcommand)]
    Credit(credit::Command),
    /// Record payments that were made elsewhere.
    #[command(subcommand)]
    Payment(payment::Command),
    /// Invoices by hand: new, void, another due date, written off.
    #[command(subcommand)]
    Invoice(invoice::Command),
    /// Add a credit note.
    CreditNote(invoice::Document),
    /// Make and revoke links for debtors.
    Link(link::Args),
    /// Show and set what a creditor offers to whom.
    #[command(subcommand)]
    Policy(policy::Command),
    /// What debtors ask for, and the answers.
    #[command(subcommand)]
    Requests(requests::Command),
    /// What debtors object to, and the answers.
    #[command(subcommand)]
    Disputes(disputes::Command),
    /// Let late interest and fees of an invoice go.
    Waive(waive::Args),
    /// Who of a creditor's staff may sign in to the console.
    #[command(subcommand)]
    ConsoleUser(console_user::Command),
    /// Check a downloaded agreement.
    #[command(subcommand)]
    Agreement(agreement::Command),
    /// Run the portal.
    #[command(after_help = serve::SETTINGS_HELP.as_str())]
    Serve,
    /// Run a stand-in for Stripe and PayPal, to try and to test with.
    Sandbox(sandbox::Args),
    /// Run the portal and the sandbox on example books, for a look around.
    Demo(demo::Args),
    /// Recompute the books and say what does not fit.
    Verify(books::VerifyArgs),
    /// What contradicts the books and waits for a person.
    Exceptions(books::ExceptionsArgs),
    /// Give money of a payment back through its provider.
    Refund(books::RefundArgs),
    /// Bring the database's tables up to date.
    Migrate(books::MigrateArgs),
    /// Write a consistent copy of the database, also while it is in use.
    Backup(books::BackupArgs),
    /// Put a backup in the place of the database.
    Restore(books::RestoreArgs),
}

/// Why a command ended without doing its work: one clear line.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error("{0}")]
    Message(String),
    #[error(transparent)]
    Config(#[from] crate::config::ConfigErrors),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Staff(#[from] services::staff::StaffError),
    #[error(transparent)]
    Wiring(#[from] wiring::WiringError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Done, and with which exit status.
type Done = Result<ExitCode, CliError>;

/// Reads the arguments and does what they say.
#[must_use]
pub fn main() -> ExitCode {
    // rustls asks for one provider of its arithmetic for the whole program.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = Cli::parse();
    let env = Env::of_process();
    if let Err(error) = start_log(&env, &cli.command) {
        return out::failed(&error);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return out::failed(&error.into()),
    };
    match runtime.block_on(run(cli.command, &env)) {
        Ok(code) => code,
        Err(error) => out::failed(&error),
    }
}

fn start_log(env: &Env, command: &Command) -> Result<(), CliError> {
    // Long-running commands tell what they do; the others answer on standard output alone.
    let filter = match command {
        Command::Serve | Command::Sandbox(_) | Command::Demo(_) => Config::log(env)?,
        _ => "error".to_owned(),
    };
    telemetry::log_to_stderr(&filter).map_err(|error| CliError::Message(error.to_string()))
}

async fn run(command: Command, env: &Env) -> Done {
    match command {
        Command::Creditor(command) => creditor::run(command, env).await,
        Command::Import(args) => import::run(*args, env).await,
        Command::Imports(command) => imports::run(command, env).await,
        Command::Source(command) => source::run(command, env).await,
        Command::Debtor(command) => debtor::run(command, env).await,
        Command::Credit(command) => credit::run(command, env).await,
        Command::Payment(command) => payment::run(command, env).await,
        Command::Invoice(command) => invoice::run(command, env).await,
        Command::CreditNote(document) => invoice::credit_note(document, env).await,
        Command::Link(args) => link::run(args, env).await,
        Command::Policy(command) => policy::run(command, env).await,
        Command::Requests(command) => requests::run(command, env).await,
        Command::Disputes(command) => disputes::run(command, env).await,
        Command::Waive(args) => waive::run(args, env).await,
        Command::ConsoleUser(command) => console_user::run(command, env).await,
        Command::Agreement(command) => agreement::run(command),
        Command::Serve => serve::run(env).await,
        Command::Sandbox(args) => sandbox::run(args).await,
        Command::Demo(args) => demo::run(args).await,
        Command::Verify(args) => books::verify(args, env).await,
        Command::Exceptions(args) => books::exceptions(args, env).await,
        Command::Refund(args) => books::refund(args, env).await,
        Command::Migrate(args) => books::migrate(args, env).await,
        Command::Backup(args) => books::backup(args, env).await,
        Command::Restore(args) => books::restore(args, env).await,
    }
}

/// Opens the books, for commands that need nothing else. An SQLite file is brought up to date.
async fn open_books(env: &Env) -> Result<Store, CliError> {
    let store = Store::open(Config::database(env)?.reveal()).await?;
    ready(&store).await?;
    Ok(store)
}

/// The creditor that a command names.
async fn creditor_by_slug(store: &Store, slug: &str) -> Result<Creditor, CliError> {
    let found = creditors::by_slug(&mut store.read().await?, slug).await?;
    found.ok_or_else(|| CliError::Message(format!("there is no creditor `{slug}`; see `saldo creditor list`")))
}

/// The use cases, for commands that show no page: they need neither the site nor the address that debtors see.
async fn open_services(env: &Env) -> Result<Arc<Services>, CliError> {
    let services = wiring::use_cases(&Config::for_command(env)?).await?;
    ready(&services.store).await?;
    Ok(services)
}

/// SQLite is migrated by whoever opens it; PostgreSQL only by `saldo migrate`, since other processes
/// may be at work on it.
async fn ready(store: &Store) -> Result<(), StoreError> {
    if store.is_sqlite() { store.migrate().await.map(drop) } else { store.check_schema().await }
}
