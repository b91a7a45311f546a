//! The record of an import: it is there from the first batch on, so that one that dies goes on where it stopped.

use super::firm::Learnt;
use super::profiles::{Profile, ProfileOf};
use super::statement;
use super::timeline::{Timeline, horizon};
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
use store::{Db, Store, StoreError};

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
    /// The day whose end it describes, where somebody or the file itself says so; else it describes now.
    pub as_of: Option<Date>,
    /// Does it name everything that is open?
    pub completeness: Completeness,
    /// Who takes it in.
    pub who: String,
    /// What kinds of files its parts are.
    pub(super) profiles: Vec<Profile>,
    /// What it has taught of the firm.
    pub(super) learnt: Learnt,
}

impl ImportFile {
    /// A file with these bytes that describes now, and need not name everything.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: &[u8], who: &str) -> Self {
        let (name, who, digest) = (name.to_owned(), who.to_owned(), Sha256::digest(bytes).into());
        let (profiles, learnt) = (Vec::new(), Learnt::default());
        Self { name, digest, as_of: None, completeness: Completeness::Unsaid, who, profiles, learnt }
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
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    file: ImportFile,
    now: DateTime<Utc>,
) -> Result<Begun, ImportError> {
    let today = creditor.zone.today(now);
    if let Some(day) = file.as_of.filter(|day| *day > today) {
        return Err(ImportError::Future(day));
    }
    let (creditor_id, zone) = (creditor.id, creditor.zone);
    let unit = store.write((file.clone(), Arc::clone(ids), creditor.clone()), move |db, (file, ids, creditor)| {
        Box::pin(async move {
            let source = remember(db, &**ids, creditor_id, file, now).await?;
            let n = imports::next_number(db, creditor_id).await?;
            let numbers = file.learnt.remember(db, creditor).await?;
            let before = imports::of_file(db, creditor_id, &file.digest).await?;
            let first = before.iter().find(|one| one.state != State::Undone);
            // Somebody had said which day it describes, or nobody had.
            let undated = first.filter(|one| one.as_of == zone.day_of(one.began_at));
            let new = Import { source, ..record(n, file, first, undated, today, now) };
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
/// describes: an old list that is read once more is not news.
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
