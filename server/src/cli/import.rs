//! `saldo import`: a creditor's file into the books.

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
use import::open;
use import::read_parts;
use import::{DocumentKind, FilePart, Survey};
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

#[derive(Default, Serialize)]
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
        for column in report.understood.iter().flat_map(|understood| &understood.used) {
            let example = column.example.as_deref().unwrap_or_default();
            out::print(&format!("`{}` is the {}: {example}", column.column, column.field));
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
    let name = name_of(file);
    let parts = open(Source::File(file), name.as_deref(), options).map_err(|e| cannot(file, &e))?;
    let mut importer = Importer::new(store, ids, creditor, wiring::now());
    let mut report = Report::default();
    // Whatever is open is asked before the first row is taken.
    let surveys: Result<Vec<Survey>, _> = parts.iter().map(|part| part.survey(options)).collect();
    for (part, survey) in parts.iter().zip(&surveys.map_err(|e| cannot(file, &e))?) {
        report.understood.push(survey.understood.clone());
        import_part(part, survey, &mut importer, &mut report).await?;
    }
    let Applied { imported, updated, unchanged, rejected } = importer.finish().await?;
    report.rejected.extend(rejected);
    report.rejected.sort_by_key(|finding| finding.line);
    Ok(Report { imported, updated, unchanged, ..report })
}

async fn import_part(
    part: &FilePart<'_>,
    survey: &Survey,
    importer: &mut Importer<'_>,
    report: &mut Report,
) -> Result<(), CliError> {
    let bar = progress(survey.bytes);
    let mut outcomes = part.outcomes(survey)?;
    while let Some(outcome) = outcomes.next() {
        match outcome? {
            // The books take payments from elsewhere in another way than invoices.
            Outcome::Accepted(item) if matches!(item.document, DocumentKind::Payment | DocumentKind::Reversal) => {
                report.skipped += 1;
            }
            Outcome::Accepted(item) => {
                report.rows += 1;
                importer.take(*item).await?;
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
            bar.set_position(outcomes.taken());
        }
    }
    bar.finish_and_clear();
    Ok(())
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
