//! `saldo import`: a creditor's file into the books.

use super::{CliError, Done, open_books, out};
use crate::config::Env;
use crate::wiring;
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::money::{Currency, Money};
use import::Finding;
use import::Options;
use import::Source;
use import::Understood;
use import::read_parts;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use services::books::{self, Change, Completeness, CurrencyFigures, ImportError, ImportFile};
use services::ids::Ids;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::{Store, creditors};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The list (CSV, XLSX, XLS, ODS), electronic invoice (XML) or ZIP of these, in whatever shape the other system writes it.
    file: PathBuf,
    /// The creditor's slug.
    #[arg(long)]
    creditor: String,
    /// Say which column holds a field: `due_date=Vence el`. An empty column leaves the field out.
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// How dates are written, where the file leaves it open: `DD/MM/YYYY`.
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// What a field is where the file does not say: `currency=USD`.
    #[arg(long, value_name = "FIELD=VALUE")]
    default: Vec<String>,
    /// Take in only what was known at the end of this day (YYYY-MM-DD). What a file of a later day said stays.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The list names everything that is open: what it leaves out was paid elsewhere.
    #[arg(long, conflicts_with = "incomplete")]
    complete: bool,
    /// The list names a part of what is open only.
    #[arg(long)]
    incomplete: bool,
    /// A complete list may close more than 30 % of what is open.
    #[arg(long, requires = "complete")]
    allow_closing: bool,
    /// Who takes it in: is kept in the record.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
    /// Read and report, change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Default, Serialize)]
pub(super) struct Report {
    rows: u64,
    imported: u64,
    updated: u64,
    unchanged: u64,
    rejected: Vec<Finding>,
    skipped: u64,
    warnings: u64,
    closed: u64,
    not_named: u64,
    exceptions: u64,
    #[serde(skip)]
    told: Vec<Finding>,
    figures: BTreeMap<Currency, CurrencyFigures>,
    largest: Vec<Change>,
    /// What each part of the file was understood to be.
    understood: Vec<Understood>,
}

/// Rows that were refused.
const SOME_REJECTED: u8 = 2;

pub(super) async fn run(args: Args, env: &Env) -> Done {
    let store = open_books(env).await?;
    let found = creditors::by_slug(&mut store.read().await?, &args.creditor).await?;
    let creditor = found.ok_or_else(|| {
        CliError::Message(format!("there is no creditor `{}`; see `saldo creditor list`", args.creditor))
    })?;
    let options = books::for_firm(&options(&args, &creditor)?, &creditor);
    let done = if args.dry_run { dry_run(&args, &options) } else { import(&args, &options, &store, &creditor).await };
    store.close().await;
    done
}

fn options(args: &Args, creditor: &Creditor) -> Result<Options, CliError> {
    let mut options = Options::of_house(creditor.currency);
    options.as_of = args.as_of;
    let wrong = |option: &str, error: &dyn std::fmt::Display| CliError::Message(format!("--{option}: {error}"));
    for text in &args.map {
        options.map(text).map_err(|e| wrong("map", &e))?;
    }
    for text in &args.default {
        options.default_value(text).map_err(|e| wrong("default", &e))?;
    }
    if let Some(text) = &args.date_format {
        options.dates(text).map_err(|e| wrong("date-format", &e))?;
    }
    Ok(options)
}

fn dry_run(args: &Args, options: &Options) -> Done {
    let name = name_of(&args.file);
    let readings =
        read_parts(Source::File(&args.file), name.as_deref(), options).map_err(|e| cannot(&args.file, &e))?;
    match readings.as_slice() {
        [only] if args.json => {
            out::json(only)?;
        }
        several if args.json => {
            out::json(&several)?;
        }
        all => {
            for reading in all {
                out::print(&format!("{} invoices could be imported", reading.accepted.len()));
                tell("rejected", &reading.rejected);
                tell("note", &reading.warnings);
            }
        }
    }
    let clean = readings.iter().all(|reading| reading.rejected.is_empty());
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

fn name_of(file: &Path) -> Option<String> {
    file.file_name().map(|name| name.to_string_lossy().into_owned())
}

fn cannot(file: &Path, error: &dyn std::fmt::Display) -> CliError {
    CliError::Message(format!("{}: {error}", file.display()))
}

async fn import(args: &Args, options: &Options, store: &Store, creditor: &Creditor) -> Done {
    let ids = wiring::ids()?;
    store.bulk_mode().await?;
    let file = record(args);
    let report = import_file(&args.file, options, store, creditor, ids, file).await?;
    let rejected = report.rejected.len();
    if args.json {
        out::json(&report)?;
    } else {
        say(&report, args);
        tell("rejected", &report.rejected);
        tell("note", &report.told);
        for column in report.understood.iter().flat_map(|understood| &understood.used) {
            let example = column.example.as_deref().unwrap_or_default();
            out::print(&format!("`{}` is the {}: {example}", column.column, column.field));
        }
    }
    Ok(if rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

/// What the record of the import says of the file.
fn record(args: &Args) -> ImportFile {
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let completeness = match (args.complete, args.allow_closing) {
        (true, true) => Completeness::CompleteBeyondDoubt,
        (true, false) => Completeness::Complete,
        (false, _) => Completeness::Incomplete,
    };
    ImportFile { as_of: args.as_of, completeness, ..ImportFile::of_bytes(&name, &[], &args.by) }
}

fn say(report: &Report, args: &Args) {
    out::print(&format!(
        "{} rows: {} imported, {} updated, {} unchanged, {} rejected, {} left out",
        report.rows,
        report.imported,
        report.updated,
        report.unchanged,
        report.rejected.len(),
        report.skipped
    ));
    if report.closed > 0 {
        out::print(&format!("{} open items are not in the list: closed as paid elsewhere", report.closed));
    }
    if report.not_named > 0 && !args.complete {
        let whole = if args.incomplete { "" } else { " (say --complete if the list names everything that is open)" };
        out::print(&format!("{} open items are not in this file{whole}", report.not_named));
    }
    if report.exceptions > 0 {
        out::print(&format!("{} contradictions wait for a person: see `saldo exceptions`", report.exceptions));
    }
    for (currency, figures) in &report.figures {
        let money = |minor| Money::new(minor, *currency);
        out::print(&format!("open before: {}, now: {}", money(figures.before), money(figures.after)));
    }
}

/// Reads a file row by row into the books.
pub(super) async fn import_file(
    path: &Path,
    options: &Options,
    store: &Store,
    creditor: &Creditor,
    ids: Arc<dyn Ids>,
    file: ImportFile,
) -> Result<Report, CliError> {
    let refused = |error: ImportError| match error {
        ImportError::Store(error) => CliError::Store(error),
        error => cannot(path, &error),
    };
    let prepared = books::prepare(store, creditor, Source::File(path), options, file).await.map_err(refused)?;
    let bar = progress(prepared.bytes());
    let applied = prepared.apply(store, ids, creditor, wiring::now(), |bytes| bar.set_position(bytes)).await;
    bar.finish_and_clear();
    let applied = applied.map_err(refused)?;
    let rows = &prepared.rows;
    let refused_rows = u64::try_from(rows.rejected.len()).unwrap_or(u64::MAX);
    let mut rejected = [rows.rejected.clone(), applied.rejected].concat();
    rejected.sort_by_key(|finding| finding.line);
    Ok(Report {
        rows: rows.items.saturating_add(refused_rows),
        imported: applied.imported,
        updated: applied.updated,
        unchanged: applied.unchanged,
        rejected,
        skipped: applied.left_out.saturating_add(u64::try_from(rows.left_out.len()).unwrap_or(u64::MAX)),
        warnings: u64::try_from(rows.warned.len()).unwrap_or(u64::MAX),
        closed: applied.closed,
        not_named: applied.not_named,
        exceptions: applied.exceptions,
        told: [rows.warned.clone(), applied.told].concat(),
        figures: applied.figures,
        largest: applied.largest,
        understood: prepared.understood(),
    })
}

/// A bar for whoever watches a terminal; nothing for a machine.
fn progress(bytes: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent}% {elapsed} (about {eta} left)");
    let bar = ProgressBar::new(bytes);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The first findings, for people.
fn tell(what: &str, findings: &[Finding]) {
    const SHOWN: usize = 50;
    let mut stderr = std::io::stderr();
    for finding in findings.iter().take(SHOWN) {
        let field = finding.field.as_deref().map(|field| format!(" {field}:")).unwrap_or_default();
        let _ =
            writeln!(stderr, "{what} line {}:{field} {} ({})", finding.line, finding.message, finding.code.as_str());
    }
    if findings.len() > SHOWN {
        let _ = writeln!(stderr, "{what}: {} more; --json has them all", findings.len() - SHOWN);
    }
}
