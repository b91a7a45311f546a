//! `saldo import`: a CSV file into a creditor's books.

use super::{CliError, Done, open_books, out};
use crate::config::Env;
use crate::wiring;
use domain::creditor::Creditor;
use domain::date::Date;
use import::Finding;
use import::Options;
use import::Outcome;
use import::Source;
use import::Understood;
use import::read_source;
use import::survey;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use services::books::Applied;
use services::books::Importer;
use services::ids::Ids;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::{Store, creditors};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The CSV file, in whatever shape the other system writes it.
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
    /// Take in only what was known at the end of this day (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Read and report, change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
pub(super) struct Report {
    rows: u64,
    imported: u64,
    updated: u64,
    unchanged: u64,
    rejected: Vec<Finding>,
    skipped: u64,
    warnings: u64,
    /// What there is to tell about the columns: those that are not read, with an example.
    notes: Vec<Finding>,
    understood: Understood,
}

/// Rows that were refused.
const SOME_REJECTED: u8 = 2;

pub(super) async fn run(args: Args, env: &Env) -> Done {
    let store = open_books(env).await?;
    let found = creditors::by_slug(&mut store.read().await?, &args.creditor).await?;
    let creditor = found.ok_or_else(|| {
        CliError::Message(format!("there is no creditor `{}`; see `saldo creditor list`", args.creditor))
    })?;
    let options = options(&args, &creditor)?;
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
    let mut reading = read_source(Source::File(&args.file), options).map_err(|e| cannot(&args.file, &e))?;
    reading.file = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    if args.json {
        out::json(&reading)?;
    } else {
        out::print(&format!("{} invoices could be imported", reading.accepted.len()));
        tell("rejected", &reading.rejected);
        tell("note", &reading.warnings);
    }
    Ok(if reading.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

fn cannot(file: &Path, error: &dyn std::fmt::Display) -> CliError {
    CliError::Message(format!("{}: {error}", file.display()))
}

async fn import(args: &Args, options: &Options, store: &Store, creditor: &Creditor) -> Done {
    let ids = wiring::ids()?;
    store.bulk_mode().await?;
    let report = import_file(&args.file, options, store, creditor, ids).await?;
    let rejected = report.rejected.len();
    if args.json {
        out::json(&report)?;
    } else {
        out::print(&format!(
            "{} rows: {} imported, {} updated, {} unchanged, {rejected} rejected, {} left out",
            report.rows, report.imported, report.updated, report.unchanged, report.skipped
        ));
        tell("rejected", &report.rejected);
        tell("note", &report.notes);
        for column in &report.understood.used {
            let example = column.example.as_deref().unwrap_or_default();
            out::say(&format!("`{}` is the {}: {example}", column.column, column.field));
        }
    }
    Ok(if rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

/// Reads a file row by row into the books.
pub(super) async fn import_file(
    file: &Path,
    options: &Options,
    store: &Store,
    creditor: &Creditor,
    ids: Arc<dyn Ids>,
) -> Result<Report, CliError> {
    let source = Source::File(file);
    let survey = survey(source, options).map_err(|e| cannot(file, &e))?;
    let bar = progress(survey.bytes);
    let mut importer = Importer::new(store, ids, creditor, wiring::now());
    let mut report = Report {
        rows: 0,
        imported: 0,
        updated: 0,
        unchanged: 0,
        rejected: Vec::new(),
        skipped: 0,
        warnings: 0,
        notes: Vec::new(),
        understood: survey.understood.clone(),
    };
    let mut rows = survey.rows(source)?;
    while let Some(outcome) = rows.next() {
        match outcome? {
            Outcome::Accepted(invoice) => {
                report.rows += 1;
                importer.take(*invoice).await?;
            }
            Outcome::Rejected(finding) => {
                report.rows += 1;
                report.rejected.push(finding);
            }
            Outcome::Skipped(_) => report.skipped += 1,
            Outcome::Warned(finding) => {
                report.warnings += 1;
                if finding.line == survey.detect.header_line {
                    report.notes.push(finding);
                }
            }
        }
        if report.rows.is_multiple_of(1_000) {
            bar.set_position(rows.taken());
        }
    }
    let Applied { imported, updated, unchanged, rejected } = importer.finish().await?;
    bar.finish_and_clear();
    report.rejected.extend(rejected);
    report.rejected.sort_by_key(|finding| finding.line);
    Ok(Report { imported, updated, unchanged, ..report })
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
