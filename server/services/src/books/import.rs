//! The record of an import: it is there from the first batch on, so that one that dies goes on where it stopped.

use super::firm::Learnt;
use super::profiles::{Profile, ProfileOf};
use super::statement;
use super::timeline::{Timeline, horizon};
use super::turn::Turn;
use super::{Applied, ImportError};
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::books::{AsOf, Numbers, Says};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{CreditorId, SourceId};
use domain::zone::Zone;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::imports::{self, Import, Progress, State};
use store::sources::{self, Said, Source};
use store::{Db, Store, StoreError, invoices};

/// Does a list name everything that is open?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It does: what it leaves out was paid elsewhere. Too much at once is asked about first.
    Complete,
    /// It does, and a person has said that it may close as much as it does.
    CompleteBeyondDoubt,
    /// It does not.
    Incomplete,
    /// Nobody says: it is as the last one of its kind; where nobody ever said, it closes nothing.
    Unsaid,
}

impl Completeness {
    /// Is what it leaves out closed?
    #[must_use]
    pub const fn closes(self) -> bool {
        matches!(self, Self::Complete | Self::CompleteBeyondDoubt)
    }

    /// As it is remembered.
    pub(super) const fn said(self) -> Option<bool> {
        match self {
            Self::Complete | Self::CompleteBeyondDoubt => Some(true),
            Self::Incomplete => Some(false),
            Self::Unsaid => None,
        }
    }
}

/// A file, as its record has it.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// Its name, without its folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// The day whose end it describes, where somebody says so; else the day that it states itself; else it describes now.
    pub as_of: Option<Date>,
    /// Does it name everything that is open?
    pub completeness: Completeness,
    /// Who takes it in.
    pub who: String,
    /// What kinds of files its parts are.
    pub(super) profiles: Vec<Profile>,
    /// What it has taught of the firm.
    pub(super) learnt: Learnt,
    /// The day of which it says itself that it speaks.
    pub(super) stated: Option<Date>,
    /// The imports that there were when it was judged; none where it is taken in unseen.
    pub(super) judged_after: Option<[i64; 3]>,
}

impl ImportFile {
    /// A file with these bytes that describes now, and need not name everything.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: &[u8], who: &str) -> Self {
        let (name, who, digest) = (name.to_owned(), who.to_owned(), Sha256::digest(bytes).into());
        let (profiles, learnt) = (Vec::new(), Learnt::default());
        let completeness = Completeness::Unsaid;
        Self { name, digest, as_of: None, completeness, who, profiles, learnt, stated: None, judged_after: None }
    }
}

/// An import that has begun.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its number.
    pub n: i64,
    /// The day that the list describes.
    pub as_of: AsOf,
    /// Whether the day was said.
    dated: bool,
    /// How many items of the file are in the books by an earlier run.
    pub done: i64,
    /// The right to write.
    pub turn: Turn,
    /// How many batches that were.
    pub batches: i64,
    /// How many of its rows the books refused in them.
    pub refused: u64,
    /// Does it close what it leaves out?
    pub completeness: Completeness,
    /// What newer files said.
    pub timeline: Timeline,
    /// How documents are numbered, where anybody was asked.
    pub numbers: Option<Numbers>,
    /// Were there any invoices when it began?
    pub has_books: bool,
    /// Was any of them a part of a document?
    pub has_parts: bool,
}

impl Begun {
    /// The import as which the same file came before on the day of which it speaks; none where this one is the first.
    pub fn ranks_as(&self) -> Option<i64> {
        Some(self.as_of.import).filter(|rank| *rank != self.n)
    }

    /// When a payment elsewhere happened: on the day that the list names, else as of the file.
    pub fn at(&self, zone: Zone, settled: Option<Date>, now: DateTime<Utc>) -> DateTime<Utc> {
        let day = settled.or(self.dated.then_some(self.as_of.day));
        day.map_or(now, |day| zone.noon(day).min(now))
    }

    /// What is kept of a statement beside the books.
    pub fn said(&self, says: &Says) -> Said {
        Said { import: self.n, ..statement::said(says) }
    }
}

/// Begins an import, or goes on with the one of this very file that did not come to its end.
pub(super) async fn begin(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    file: ImportFile,
    now: DateTime<Utc>,
) -> Result<Begun, ImportError> {
    let today = creditor.zone.today(now);
    if let Some(day) = file.as_of.filter(|day| *day > today) {
        return Err(ImportError::Future(day));
    }
    // What a file states of a day to come is no day of which it can speak.
    let file = ImportFile { stated: file.stated.filter(|day| *day <= today), ..file };
    let creditor_id = creditor.id;
    let turn = Turn::new(&**ids, creditor_id, now);
    let unit = store.attempt((file.clone(), Arc::clone(ids), creditor.clone()), move |db, (file, ids, creditor)| {
        Box::pin(async move {
            let n = imports::next_number(db, creditor_id).await?;
            if let Some(busy) = turn.take(db, format!("an import ({})", file.name), &file.who).await? {
                return Err(ImportError::Busy(busy));
            }
            if file.judged_after.is_some() && file.judged_after != Some(imports::tally(db, creditor_id).await?) {
                turn.give_back(db).await?;
                return Err(ImportError::Meanwhile);
            }
            let source = remember(db, &**ids, creditor_id, file, now).await?;
            let numbers = file.learnt.remember(db, creditor).await?;
            let before = imports::of_file(db, creditor_id, &file.digest).await?;
            let new = Import { source, ..record(n, file, &before, today, now) };
            if let Some(running) = before.iter().find(|one| goes_on(one, &new)) {
                imports::break_off(db, creditor_id, running.n).await?;
                imports::go_on(db, creditor_id, running.n).await?;
                return Ok((running.clone(), numbers));
            }
            // It is their turn no more, so they have died.
            imports::break_off(db, creditor_id, n).await?;
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
    let has_books = invoices::any(&mut db, creditor.id).await?;
    let has_parts = has_books && invoices::any_parts(&mut db, creditor.id).await?;
    let batches = i64::try_from(imports::named(&mut db, creditor.id, import.n).await?.len()).unwrap_or(0);
    let (done, completeness) = (import.done, file.completeness);
    let dated = file.as_of.or(file.stated).is_some();
    let refused = refused_before(&import.report);
    Ok(Begun {
        n: import.n,
        as_of,
        dated,
        done,
        turn,
        batches,
        refused,
        completeness,
        timeline,
        numbers,
        has_books,
        has_parts,
    })
}

/// What is kept of an import that is under way: how many rows the books have refused so far.
pub(super) fn under_way(refused: u64) -> String {
    format!("{{\"refused\":{refused}}}")
}

fn refused_before(report: &str) -> u64 {
    let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
    report.get("refused").and_then(serde_json::Value::as_u64).unwrap_or(0)
}

/// The record of an import. A file speaks of the day that somebody says, else of the one that it states, else of today. The
/// same file once more on that day ranks as it did: it is a copy that was read twice. Where somebody says the day, it is
/// that day's last word: whoever says so looks at it now. On another day it is news again.
fn record(n: i64, file: &ImportFile, before: &[Import], today: Date, now: DateTime<Utc>) -> Import {
    let as_of = file.as_of.or(file.stated).unwrap_or(today);
    let ranks = before.iter().filter(|one| one.state != State::Undone && one.as_of == as_of).map(|one| one.rank);
    let rank = ranks.max().filter(|_| file.as_of.is_none()).unwrap_or(n);
    Import {
        n,
        file: file.name.clone(),
        digest: file.digest.to_vec(),
        source: None,
        complete: file.completeness.closes(),
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

/// Remembers how the parts of a file are read; answers which kind of file it is, where all of it is of one kind.
async fn remember(
    db: &mut Db,
    ids: &dyn Ids,
    creditor: CreditorId,
    file: &ImportFile,
    now: DateTime<Utc>,
) -> Result<Option<SourceId>, StoreError> {
    let mut lists = Vec::new();
    for profile in &file.profiles {
        let known = profile.known.as_ref();
        let complete = file.completeness.said().filter(|_| profile.of == ProfileOf::List);
        let source = Source {
            id: known.map_or_else(|| SourceId::new(ids.uuid(now)), |known| known.id),
            shape: profile.shape.clone(),
            kind: profile.kind.as_str().to_owned(),
            complete: complete.or_else(|| known.and_then(|known| known.complete)),
            answers: serde_json::to_string(&profile.answers).map_err(|error| StoreError::Damaged(error.to_string()))?,
            made_at: known.map_or(now, |known| known.made_at),
            used_at: now,
        };
        let id = sources::remember(db, creditor, &source).await?;
        if profile.of != ProfileOf::Sheet {
            lists.push(id);
        }
    }
    lists.dedup();
    Ok(if let [only] = lists.as_slice() { Some(*only) } else { None })
}

fn goes_on(before: &Import, new: &Import) -> bool {
    matches!(before.state, State::Running | State::BrokenOff)
        && (before.as_of, before.complete) == (new.as_of, new.complete)
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
    let (creditor, n, turn) = (creditor.id, begun.n, begun.turn);
    let report = serde_json::to_string(applied).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let unit = store.write(report, move |db, report| {
        Box::pin(async move {
            turn.must_hold(db).await?;
            let progress = Progress { n, done, report, ended_at: Some(now) };
            imports::advance(db, creditor, progress).await?;
            turn.give_back(db).await
        })
    });
    unit.await
}

/// An import has ended by a fault: nobody is at work on it, and the same file goes on where it stopped.
pub(super) async fn break_off(store: &Store, creditor: CreditorId, begun: &Begun) {
    let turn = begun.turn;
    let unit = store.write((), move |db, ()| {
        Box::pin(async move {
            if turn.hold(db).await? {
                imports::break_off(db, creditor, 0).await?;
            }
            turn.give_back(db).await
        })
    });
    // Where the database does not take even that, the turn ends by itself, and the next import says so of this one.
    let _ = unit.await;
}
