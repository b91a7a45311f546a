//! `saldo import`: a creditor's file into the books.

mod asking;
mod refused;
mod report;

use super::{CliError, Done, creditor_by_slug, open_books, out};
use crate::config::Env;
use crate::wiring;
use asking::{Terminal, terminal};
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::date::Date;
use import::{Answers, Question, ReadError, Source, told_questions};
use indicatif::{ProgressBar, ProgressStyle};
pub(super) use report::Report;
use serde::Serialize;
use services::books::{self, Applied, Completeness, ImportError, ImportFile, Prepared};
use services::ids::Ids;
use std::io::{IsTerminal, Stderr, StdinLock};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::Store;

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
    /// The same answers as a document (JSON): `{"map": {"due_date": "Vence el"}, "default": {"currency": "USD"},
    /// "date_format": "DD/MM/YYYY", "complete": true}`. Options beside it win.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Take in only what was known at the end of this day (YYYY-MM-DD). What a file of a later day said stays.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The list names everything that is open: what it leaves out was paid elsewhere. Remembered for such lists.
    #[arg(long, conflicts_with = "incomplete")]
    complete: bool,
    /// The list names a part of what is open only. Remembered for such lists.
    #[arg(long)]
    incomplete: bool,
    /// A complete list may close more than 30 % of what is open, and close although rows of it are refused or something
    /// seems to be missing of it.
    #[arg(long, conflicts_with = "incomplete")]
    allow_closing: bool,
    /// Who takes it in: is kept in the record.
    #[arg(long, default_value = Who::COMMAND_LINE)]
    by: String,
    /// Say what the file is and what it would do; change nothing and remember nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were refused, each with the reason, as CSV to this file.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Print JSON; also what has to be answered first.
    #[arg(long)]
    json: bool,
}

/// Rows that were refused.
const SOME_REJECTED: u8 = 2;

pub(super) async fn run(args: Args, env: &Env) -> Done {
    let store = open_books(env).await?;
    let done = go(&args, &store).await;
    store.close().await;
    done
}

async fn go(args: &Args, store: &Store) -> Done {
    let creditor = creditor_by_slug(store, &args.creditor).await?;
    let mut given = answers(args)?;
    let ids = wiring::ids()?;
    let (prepared, applied) = loop {
        let asked = match prepare(args, store, &creditor, given).await? {
            Judged::Asks(questions) => return ask(&questions),
            Judged::Ready(ready) => {
                let Ready { mut prepared, given: answered } = *ready;
                given = answered;
                match take_in(args, &mut prepared, store, &creditor, Arc::clone(&ids)).await {
                    Ok(applied) => break (prepared, applied),
                    // What only the books can show, as a number that is another customer's there.
                    Err(ImportError::Read(ReadError::Ask(questions))) => questions,
                    Err(error) => return Err(refused(&args.file, error)),
                }
            }
        };
        if args.json {
            return ask(&asked);
        }
        given = more_answers(args, &mut terminal(), asked, &given)?;
    };
    if let Some(file) = &args.rejected {
        refused::write(file, &prepared, &applied).map_err(|error| cannot(file, &error))?;
    }
    tell(args, &prepared, &applied)
}

/// Prints what has to be answered first, for a program.
fn ask(questions: &[Question]) -> Done {
    out::json(&serde_json::json!({ "questions": told_questions(questions) }))?;
    Ok(ExitCode::FAILURE)
}

/// Does what is asked for with a file that was judged: takes it in, or says what it would do.
async fn take_in(
    args: &Args,
    prepared: &mut Prepared<'_>,
    store: &Store,
    creditor: &Creditor,
    ids: Arc<dyn Ids>,
) -> Result<Applied, ImportError> {
    if !args.dry_run {
        return apply(prepared, store, creditor, ids).await;
    }
    let bar = progress(prepared.bytes());
    let would = prepared.rehearse(store, ids, creditor, wiring::now(), |bytes| bar.set_position(bytes)).await;
    bar.finish_and_clear();
    would
}

fn tell(args: &Args, prepared: &Prepared<'_>, applied: &Applied) -> Done {
    let report = Report::new(prepared, applied);
    match (args.json, args.dry_run) {
        (true, true) => out::json(&DryRun { prepared, report: &report })?,
        (true, false) => out::json(&report)?,
        (false, dry_run) => {
            if dry_run {
                out::print("nothing was changed; this is what the import would do");
            }
            report.say();
            ExitCode::SUCCESS
        }
    };
    Ok(if report.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) })
}

/// The reading of each part, and what it would do. A file of one part, which most are, is its reading with the effect
/// beside it.
struct DryRun<'a> {
    prepared: &'a Prepared<'a>,
    report: &'a Report,
}

impl Serialize for DryRun<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct One<'a> {
            #[serde(flatten)]
            reading: import::Report<'a>,
            effect: &'a Report,
        }
        #[derive(Serialize)]
        struct Several<'a> {
            parts: Vec<import::Report<'a>>,
            effect: &'a Report,
        }
        let mut readings: Vec<import::Report<'_>> =
            self.prepared.parts.iter().map(books::PreparedPart::report).collect();
        let effect = self.report;
        match (readings.pop(), readings.is_empty()) {
            (Some(reading), true) => One { reading, effect }.serialize(serializer),
            (last, _) => {
                readings.extend(last);
                Several { parts: readings, effect }.serialize(serializer)
            }
        }
    }
}

/// What is given on the command line, over what stands in a document.
fn answers(args: &Args) -> Result<Answers, CliError> {
    let wrong = |option: &str, error: &dyn std::fmt::Display| CliError::Message(format!("--{option}: {error}"));
    let mut given = Answers::default();
    for text in &args.map {
        given.map(text).map_err(|e| wrong("map", &e))?;
    }
    for text in &args.default {
        given.default_value(text).map_err(|e| wrong("default", &e))?;
    }
    if let Some(text) = &args.date_format {
        given.dates(text).map_err(|e| wrong("date-format", &e))?;
    }
    let Some(file) = &args.answers else { return Ok(given) };
    let text = std::fs::read_to_string(file).map_err(|e| wrong("answers", &format!("{}: {e}", file.display())))?;
    let read: Answers = serde_json::from_str(&text).map_err(|e| wrong("answers", &e))?;
    Ok(given.over(&read.checked().map_err(|e| wrong("answers", &e))?))
}

/// A file that can be taken in, or what a program has to answer first.
enum Judged<'a> {
    Ready(Box<Ready<'a>>),
    Asks(Vec<Question>),
}

/// A file that can be taken in, and what was answered about it.
struct Ready<'a> {
    prepared: Prepared<'a>,
    given: Answers,
}

/// What whoever sits at a terminal answers, over what was answered before.
fn more_answers(
    args: &Args,
    person: &mut Option<Terminal<StdinLock<'static>, Stderr>>,
    questions: Vec<Question>,
    given: &Answers,
) -> Result<Answers, CliError> {
    let answered = match person {
        Some(person) => person.answers(&questions)?.map(|answers| answers.over(given)),
        None => None,
    };
    let open = || refused(&args.file, ImportError::Read(ReadError::Ask(questions)));
    answered.filter(|answered| answered != given).ok_or_else(open)
}

/// Judges the file; asks whoever sits at a terminal what it leaves open.
async fn prepare<'a>(
    args: &'a Args,
    store: &Store,
    creditor: &Creditor,
    mut given: Answers,
) -> Result<Judged<'a>, CliError> {
    let mut file = record(args);
    let mut person = terminal().filter(|_| !args.json);
    loop {
        let judged = books::prepare(store, creditor, Source::File(&args.file), &given, file.clone()).await;
        match (judged, &mut person) {
            (Err(ImportError::Read(ReadError::Ask(questions))), _) if args.json => {
                return Ok(Judged::Asks(questions));
            }
            (Err(ImportError::Read(ReadError::Ask(questions))), person) => {
                given = more_answers(args, person, questions, &given)?;
            }
            (Err(ImportError::Closing(_) | ImportError::NothingInIt { .. } | ImportError::OneCustomer { .. }), _)
                if args.allow_closing =>
            {
                file.completeness = Completeness::CompleteBeyondDoubt;
            }
            (Ok(prepared), Some(person)) if prepared.asks_completeness() => {
                match person.answers(&[Question::Complete])? {
                    Some(answered) => given = answered.over(&given),
                    None => return Ok(Judged::Ready(Box::new(Ready { prepared, given }))),
                }
            }
            (judged, _) => {
                let mut ready = judged.map_err(|error| refused(&args.file, error))?;
                if args.allow_closing {
                    ready.allow_closing();
                }
                return Ok(Judged::Ready(Box::new(Ready { prepared: ready, given })));
            }
        }
    }
}

/// What the record of the import says of the file.
fn record(args: &Args) -> ImportFile {
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut file = ImportFile::of_bytes(&name, &[], &args.by);
    file.as_of = args.as_of;
    file.completeness = match (args.complete, args.incomplete) {
        (true, _) if args.allow_closing => Completeness::CompleteBeyondDoubt,
        (true, _) => Completeness::Complete,
        (false, true) => Completeness::Incomplete,
        (false, false) => Completeness::Unsaid,
    };
    file
}

fn cannot(file: &Path, error: &dyn std::fmt::Display) -> CliError {
    CliError::Message(format!("{}: {error}", file.display()))
}

fn refused(file: &Path, error: ImportError) -> CliError {
    match error {
        ImportError::Store(error) => CliError::Store(error),
        error => cannot(file, &error),
    }
}

/// Reads a file row by row into the books.
async fn apply(
    prepared: &mut Prepared<'_>,
    store: &Store,
    creditor: &Creditor,
    ids: Arc<dyn Ids>,
) -> Result<Applied, ImportError> {
    store.bulk_mode().await?;
    let bar = progress(prepared.bytes());
    let applied = prepared.apply(store, ids, creditor, wiring::now(), |bytes| bar.set_position(bytes)).await;
    bar.finish_and_clear();
    applied
}

/// Takes a file in that leaves nothing open.
pub(super) async fn import_file(
    path: &Path,
    store: &Store,
    creditor: &Creditor,
    ids: Arc<dyn Ids>,
    file: ImportFile,
) -> Result<Report, CliError> {
    let prepared = books::prepare(store, creditor, Source::File(path), &Answers::default(), file).await;
    let mut prepared = prepared.map_err(|error| refused(path, error))?;
    let applied = apply(&mut prepared, store, creditor, ids).await.map_err(|error| refused(path, error))?;
    Ok(Report::new(&prepared, &applied))
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
