//! A file is taken in: what it is, what it would do, and doing it.
//!
//! Everything that can be judged is judged before the first row is written: how the file is read, and what a complete
//! list would close. The import is a record from its first batch on, so that one that dies goes on where it stopped.

use super::closing;
use super::firm::{Learnt, for_firm};
use super::statement;
use super::timeline::{Timeline, horizon};
use super::{Applied, ImportError, Importer};
use crate::ids::Ids;
use ::import::{FilePart, Finding, Options, Outcome, Source, Survey, Understood, open};
use chrono::{DateTime, Utc};
use domain::books::{AsOf, Numbers, Says, may_close};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::zone::Zone;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::Read;
use std::sync::Arc;
use store::imports::{self, Import, Progress, State};
use store::sources::Said;
use store::{Store, StoreError};

/// Does a list name everything that is open?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It does: what it leaves out was paid elsewhere. Too much at once is asked about first.
    Complete,
    /// It does, and a person has said that it may close as much as it does.
    CompleteBeyondDoubt,
    /// It does not, or nobody said.
    Incomplete,
}

/// A file, as its record has it.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// Its name, without its folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// The day of whose end it speaks, where somebody or the file itself says so; else it speaks of now.
    pub as_of: Option<Date>,
    /// Does it name everything that is open?
    pub completeness: Completeness,
    /// Who takes it in.
    pub who: String,
    /// What it has taught of the firm.
    pub learnt: Learnt,
}

impl ImportFile {
    /// A file with these bytes that speaks of now and of what it names.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: &[u8], who: &str) -> Self {
        let (name, who, digest) = (name.to_owned(), who.to_owned(), Sha256::digest(bytes).into());
        Self { name, digest, as_of: None, completeness: Completeness::Incomplete, who, learnt: Learnt::default() }
    }
}

/// An import that has begun.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its number.
    pub n: i64,
    /// Of when it speaks.
    pub as_of: AsOf,
    /// Whether the day was said.
    dated: bool,
    /// How many items of the file are in the books by an earlier run.
    pub done: i64,
    /// How many batches that were.
    pub batches: i64,
    /// Does it close what it leaves out?
    pub completeness: Completeness,
    /// What newer files said.
    pub timeline: Timeline,
    /// How documents are numbered, where anybody was asked.
    pub numbers: Option<Numbers>,
}

impl Begun {
    /// When a payment elsewhere happened: on the day that the list names, else as of the file.
    pub fn at(&self, zone: Zone, settled: Option<Date>, now: DateTime<Utc>) -> DateTime<Utc> {
        let day = settled.or(self.dated.then_some(self.as_of.day));
        day.map_or(now, |day| super::apply::noon(zone, day).min(now))
    }

    /// What is kept of a statement beside the books.
    pub fn said(&self, says: &Says) -> Said {
        Said { import: self.n, ..statement::said(says) }
    }
}

/// Begins an import, or goes on with the one of this very file that did not come to its end.
pub(super) async fn begin(
    store: &Store,
    creditor: &Creditor,
    file: ImportFile,
    now: DateTime<Utc>,
) -> Result<Begun, ImportError> {
    let today = creditor.zone.today(now);
    if let Some(day) = file.as_of.filter(|day| *day > today) {
        return Err(ImportError::Future(day));
    }
    let (creditor_id, zone) = (creditor.id, creditor.zone);
    let unit = store.write((file.clone(), creditor.clone()), move |db, (file, creditor)| {
        Box::pin(async move {
            let n = imports::next_number(db, creditor_id).await?;
            let numbers = file.learnt.remember(db, creditor).await?;
            let before = imports::of_file(db, creditor_id, &file.digest).await?;
            let first = before.iter().find(|one| one.state != State::Undone);
            // Somebody had said of which day it speaks, or nobody had.
            let undated = first.filter(|one| one.as_of == zone.day_of(one.began_at));
            let new = record(n, file, first, undated, today, now);
            if let Some(running) = before.iter().find(|one| goes_on(one, &new)) {
                return Ok((running.clone(), numbers));
            }
            imports::begin(db, creditor_id, &new).await?;
            if let Some(before) = horizon(&imports::speak_of(db, creditor_id).await?) {
                imports::forget_named(db, creditor_id, before).await?;
            }
            Ok((new, numbers))
        })
    });
    let (import, numbers) = unit.await?;
    let as_of = import.speaks_of();
    let mut db = store.read().await?;
    let timeline = Timeline::load(&mut db, creditor.id, as_of).await?;
    let batches = i64::try_from(imports::named(&mut db, creditor.id, import.n).await?.len()).unwrap_or(0);
    let (done, completeness) = (import.done, file.completeness);
    Ok(Begun { n: import.n, as_of, dated: file.as_of.is_some(), done, batches, completeness, timeline, numbers })
}

/// The record of an import. A file that was taken in before ranks as it did then, unless somebody says of which day it
/// speaks: an old list that is read once more is not news.
fn record(
    n: i64,
    file: &ImportFile,
    first: Option<&Import>,
    undated: Option<&Import>,
    today: Date,
    now: DateTime<Utc>,
) -> Import {
    let (as_of, rank) = match (file.as_of, first, undated) {
        (Some(day), Some(first), _) if first.as_of == day => (day, first.rank),
        (Some(day), _, _) => (day, n),
        (None, _, Some(first)) => (first.as_of, first.rank),
        (None, _, None) => (today, n),
    };
    Import {
        n,
        file: file.name.clone(),
        digest: file.digest.to_vec(),
        source: None,
        complete: file.completeness != Completeness::Incomplete,
        as_of,
        rank,
        who: file.who.clone(),
        state: State::Running,
        done: 0,
        report: "{}".to_owned(),
        began_at: now,
        ended_at: None,
    }
}

fn goes_on(before: &Import, new: &Import) -> bool {
    before.state == State::Running && (before.as_of, before.complete) == (new.as_of, new.complete)
}

/// Ends an import, with what it did.
pub(super) async fn end(
    store: &Store,
    creditor: &Creditor,
    begun: &Begun,
    done: i64,
    applied: &Applied,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (creditor, n) = (creditor.id, begun.n);
    let report = serde_json::to_string(applied).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let unit = store.write(report, move |db, report| {
        Box::pin(async move {
            let progress = Progress { n, done, report, ended_at: Some(now) };
            imports::advance(db, creditor, progress).await
        })
    });
    unit.await
}

/// What the reading of a file gave, beside its items.
#[derive(Debug, Clone, Default)]
pub struct ReadRows {
    /// Items that could be taken in.
    pub items: u64,
    /// Rows that could not be read.
    pub rejected: Vec<Finding>,
    /// Rows that are no debt, left out.
    pub left_out: Vec<Finding>,
    /// What is told of the others.
    pub warned: Vec<Finding>,
}

/// A file that was judged: nothing is written yet.
pub struct Prepared<'a> {
    /// Its lists and documents, and how each is read.
    parts: Vec<(FilePart<'a>, Survey)>,
    /// What its rows are.
    pub rows: ReadRows,
    file: ImportFile,
}

/// Reads all of a file, and judges what can be judged before anything is written: how it is read, each of its rows, and
/// what it would close if it is complete.
///
/// # Errors
/// [`ImportError::Read`] where it leaves something open; [`ImportError::Closing`] and [`ImportError::NothingInIt`] for a
/// complete list that would close too much.
pub async fn prepare<'a>(
    store: &Store,
    creditor: &Creditor,
    source: Source<'a>,
    options: &Options,
    mut file: ImportFile,
) -> Result<Prepared<'a>, ImportError> {
    let options = &for_firm(options, creditor);
    file.digest = digest(source)?;
    let mut parts = Vec::new();
    for part in open(source, Some(&file.name).filter(|name| !name.is_empty()).map(String::as_str), options)? {
        let survey = part.survey(options)?;
        parts.push((part, survey));
    }
    file.learnt = Learnt::of(parts.iter().map(|(part, _)| part), options);
    let (rows, keys) = judge(&parts, file.completeness)?;
    if file.completeness == Completeness::Complete {
        let closings = closing::would_close(&mut store.read().await?, creditor, &keys, file.as_of).await?;
        let open = closings.iter().map(|closing| closing.items).sum();
        if rows.items == 0 && open > 0 {
            return Err(ImportError::NothingInIt { open });
        }
        may_close(&closings)?;
    }
    Ok(Prepared { parts, rows, file })
}

/// What the rows of a file are; of a complete list, what it names.
fn judge(
    parts: &[(FilePart<'_>, Survey)],
    completeness: Completeness,
) -> Result<(ReadRows, HashSet<String>), ImportError> {
    let (mut rows, mut keys) = (ReadRows::default(), HashSet::new());
    for (part, survey) in parts {
        for outcome in part.outcomes(survey)? {
            match outcome? {
                Outcome::Accepted(item) => {
                    rows.items += 1;
                    if completeness == Completeness::Complete
                        && let Some(kind) = statement::kind(&item)
                    {
                        keys.insert(statement::key(&item, kind, None));
                    }
                }
                Outcome::Rejected(finding) => rows.rejected.push(finding),
                Outcome::Skipped(finding) => rows.left_out.push(finding),
                Outcome::Warned(finding) => rows.warned.push(finding),
            }
        }
    }
    Ok((rows, keys))
}

/// SHA-256 of a file's bytes.
fn digest(source: Source<'_>) -> Result<[u8; 32], ImportError> {
    let mut hasher = Sha256::new();
    let mut bytes = source.open()?;
    let mut buffer = vec![0_u8; 1 << 16];
    loop {
        let read = bytes.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}

impl Prepared<'_> {
    /// What each of its parts was understood to be.
    #[must_use]
    pub fn understood(&self) -> Vec<Understood> {
        self.parts.iter().map(|(_, survey)| survey.understood.clone()).collect()
    }

    /// How many bytes its parts have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.parts.iter().fold(0, |sum, (_, survey)| sum.saturating_add(survey.bytes))
    }

    /// Puts it into the books; `progress` hears after every thousand items how many bytes were read.
    ///
    /// # Errors
    /// As [`prepare`]; what was written before stays, and the same file goes on from there.
    pub async fn apply(
        &self,
        store: &Store,
        ids: Arc<dyn Ids>,
        creditor: &Creditor,
        now: DateTime<Utc>,
        mut progress: impl FnMut(u64),
    ) -> Result<Applied, ImportError> {
        let mut importer = Importer::begin(store, ids, creditor, self.file.clone(), now).await?;
        let (mut taken, mut before) = (0_u64, 0_u64);
        for (part, survey) in &self.parts {
            let mut outcomes = part.outcomes(survey)?;
            while let Some(outcome) = outcomes.next() {
                let Outcome::Accepted(item) = outcome? else { continue };
                importer.take(*item).await?;
                taken += 1;
                if taken.is_multiple_of(1_000) {
                    progress(before.saturating_add(outcomes.taken()));
                }
            }
            before = before.saturating_add(survey.bytes);
        }
        importer.finish().await
    }
}
