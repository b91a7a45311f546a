//! A file is taken in: what it is, what it would do, and doing it.
//!
//! Everything that can be judged is judged before the first row is written: how the file is read, and what a complete
//! list would close.

use super::closing::{self, WouldClose};
use super::doubts::Doubts;
use super::firm::Learnt;
use super::import::{Completeness, ImportFile};
use super::profiles::{ProfileOf, Profiled, Reader};
use super::statement;
use super::{Applied, ImportError, Importer};
use crate::ids::Ids;
use ::import::{Answers, FilePart, Finding, Item, Outcome, Report, Source, Survey};
use chrono::{DateTime, Utc};
use domain::books::{may_close, part_keys, without_zeros};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::SourceId;
use domain::money::Currency;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::sync::Arc;
use store::{Store, imports};

/// What the reading of a part gave, beside its items: there once it was taken in or rehearsed.
#[derive(Debug, Clone, Default)]
pub struct ReadRows {
    /// Items that could be taken in.
    pub items: u64,
    /// Their sums in minor units, by currency.
    pub totals: BTreeMap<Currency, i64>,
    /// Rows that could not be read.
    pub rejected: Vec<Finding>,
    /// Rows that are no debt, left out.
    pub left_out: Vec<Finding>,
    /// What is told of the others.
    pub warned: Vec<Finding>,
}

impl ReadRows {
    /// Notes what a row is; answers its item.
    fn note(&mut self, outcome: Outcome) -> Option<Item> {
        match outcome {
            Outcome::Accepted(item) => {
                self.items += 1;
                return Some(*item);
            }
            Outcome::Rejected(finding) => self.rejected.push(finding),
            Outcome::Skipped(finding) => self.left_out.push(finding),
            Outcome::Warned(finding) => self.warned.push(finding),
        }
        None
    }
}

/// A part of a file of which is known how it is read.
pub struct PreparedPart<'a> {
    /// The list, or the documents.
    pub part: FilePart<'a>,
    /// How it is read.
    pub survey: Survey,
    /// What its rows are.
    pub rows: ReadRows,
    /// The kind of file that it is, where one of its shape came before.
    pub source: Option<SourceId>,
}

impl PreparedPart<'_> {
    /// How it was read, item by item, for a program.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report {
            part: &self.part,
            survey: &self.survey,
            count: self.rows.items,
            rejected: &self.rows.rejected,
            skipped: &self.rows.left_out,
            warnings: &self.rows.warned,
            control_totals: &self.rows.totals,
        }
    }
}

/// A file that was judged: nothing is written yet.
pub struct Prepared<'a> {
    /// Its lists and documents, and how each is read.
    pub parts: Vec<PreparedPart<'a>>,
    file: ImportFile,
}

/// Reads all of a file, and judges what decides whether it is taken in: how it is read, by what is given and by what is
/// remembered of files of its shape, and what it would close if it is complete. Its rows are judged one by one as they are
/// [taken in](Prepared::apply).
///
/// # Errors
/// [`ImportError::Read`] where it leaves something open; [`ImportError::Closing`] and [`ImportError::NothingInIt`] for a
/// complete list that would close too much.
pub async fn prepare<'a>(
    store: &Store,
    creditor: &Creditor,
    source: Source<'a>,
    given: &Answers,
    mut file: ImportFile,
) -> Result<Prepared<'a>, ImportError> {
    file.digest = digest(source)?;
    file.judged_after = Some(imports::tally(&mut store.read().await?, creditor.id).await?);
    let reader = Reader::load(&mut store.read().await?, creditor, given, file.as_of).await?;
    let (read, sheet) = reader.read(source, Some(&file.name).filter(|name| !name.is_empty()).map(String::as_str))?;
    file.completeness = completeness(file.completeness, given, &read);
    let (mut parts, mut profiles) = (Vec::new(), Vec::from_iter(sheet));
    for Profiled { part, survey, profile } in read {
        let rows = ReadRows::default();
        let source = profile.known.as_ref().map(|known| known.id);
        profiles.push(profile);
        parts.push(PreparedPart { part, survey, rows, source });
    }
    file.profiles = profiles;
    file.learnt = Learnt::of(&parts);
    file.stated = stated_day(&parts);
    let prepared = Prepared { parts, file };
    if prepared.file.completeness == Completeness::Complete {
        prepared.guard(store, creditor).await?;
    }
    Ok(prepared)
}

/// What is said of this file, else what was said of those before it. Rows that were refused and corrected are never all of
/// a list.
fn completeness(said: Completeness, given: &Answers, parts: &[Profiled<'_>]) -> Completeness {
    if said != Completeness::Unsaid {
        return said;
    }
    let remembered = || {
        let mut all = parts.iter().map(|part| part.profile.known.as_ref().and_then(|known| known.complete));
        let first = all.next().flatten();
        first.filter(|_| all.all(|other| other == first))
    };
    let part_of_list = || parts.iter().any(|part| part.profile.of == ProfileOf::Refused).then_some(false);
    match given.complete.or_else(part_of_list).or_else(remembered) {
        Some(true) => Completeness::Complete,
        Some(false) => Completeness::Incomplete,
        None => Completeness::Unsaid,
    }
}

/// The day of which the lists of a file say that they speak, where they name one and the same.
fn stated_day(parts: &[PreparedPart<'_>]) -> Option<Date> {
    let mut days = parts.iter().filter_map(|part| part.survey.understood.as_of);
    let first = days.next();
    first.filter(|_| days.all(|day| Some(day) == first))
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

/// A list of one customer is hardly everything that is open, where others owe too.
fn one_customers_part(customers: &HashSet<String>, would: &WouldClose) -> Result<(), ImportError> {
    let others = || would.gone.iter().filter(|(debtor, _)| !would.kept.contains(debtor));
    match customers.iter().next() {
        Some(customer) if customers.len() == 1 && others().next().is_some() => {
            let (customer, items) = (customer.clone(), others().map(|(_, items)| items).sum());
            Err(ImportError::OneCustomer { customer, items, others: others().count() })
        }
        _ => Ok(()),
    }
}

impl Prepared<'_> {
    /// How many bytes its parts have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.survey.bytes))
    }

    /// Does it name everything that is open?
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        self.file.completeness
    }

    /// A person says that it may close as much as it does, if it closes anything.
    pub fn allow_closing(&mut self) {
        if self.file.completeness == Completeness::Complete {
            self.file.completeness = Completeness::CompleteBeyondDoubt;
        }
    }

    /// Is it worth asking whether it names everything that is open? Nobody ever said, and it is a list.
    #[must_use]
    pub fn asks_completeness(&self) -> bool {
        self.file.completeness == Completeness::Unsaid && self.parts.iter().all(|part| !part.part.is_documents())
    }

    /// A complete list does not close too much unasked.
    async fn guard(&self, store: &Store, creditor: &Creditor) -> Result<(), ImportError> {
        let (mut customers, mut keys, mut doubts) = (HashSet::new(), HashSet::new(), Doubts::default());
        for PreparedPart { part, survey, .. } in &self.parts {
            let mut outcomes = part.outcomes(survey)?;
            for outcome in outcomes.by_ref() {
                let Outcome::Accepted(item) = outcome? else { continue };
                if customers.len() < 2 {
                    customers.insert(item.customer.reference().into_owned());
                }
                if let Some(kind) = statement::kind(&item) {
                    let key = statement::key(&item, kind, None);
                    if let Cow::Owned(bare) = without_zeros(&key) {
                        keys.insert(bare);
                    }
                    if item.part.is_some_and(|part| part.by_day) {
                        keys.extend(statement::other_keys(&item, kind, None, &[]));
                    }
                    if item.part.is_some() {
                        let [parts, _] = part_keys(&key);
                        keys.insert(parts);
                    }
                    keys.insert(key);
                }
            }
            doubts.of_part(&[], &[], outcomes.beside());
        }
        let as_of = self.file.as_of.or(self.file.stated);
        let would = closing::would_close(&mut store.read().await?, creditor, &keys, &doubts, as_of).await?;
        let open = would.closings.iter().map(|closing| closing.items).sum();
        if open > 0 && customers.is_empty() {
            return Err(ImportError::NothingInIt { open });
        }
        may_close(&would.closings)?;
        one_customers_part(&customers, &would)
    }

    /// What it would do: all of it is done by the same code, on [books](Store::rehearsal) of which nothing stays.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub async fn rehearse(
        &mut self,
        store: &Store,
        ids: Arc<dyn Ids>,
        creditor: &Creditor,
        now: DateTime<Utc>,
        progress: impl FnMut(u64),
    ) -> Result<Applied, ImportError> {
        let books = store.rehearsal().await?;
        let would = self.apply(&books, ids, creditor, now, progress).await;
        books.close().await;
        would
    }

    /// Puts it into the books; `progress` is told after every thousand items how many bytes were read.
    ///
    /// # Errors
    /// As [`prepare`]; what was written before stays, and the same file goes on from there.
    pub async fn apply(
        &mut self,
        store: &Store,
        ids: Arc<dyn Ids>,
        creditor: &Creditor,
        now: DateTime<Utc>,
        mut progress: impl FnMut(u64),
    ) -> Result<Applied, ImportError> {
        let mut importer = Importer::begin(store, ids, creditor, self.file.clone(), now).await?;
        match self.fill(&mut importer, &mut progress).await {
            Ok(()) => importer.finish().await,
            Err(error) => {
                importer.break_off().await;
                Err(error)
            }
        }
    }

    async fn fill(&mut self, importer: &mut Importer<'_>, progress: &mut impl FnMut(u64)) -> Result<(), ImportError> {
        let (mut before, several) = (0_u64, self.parts.len() > 1);
        for PreparedPart { part, survey, rows, .. } in &mut self.parts {
            *rows = ReadRows::default();
            let mut outcomes = part.outcomes(survey)?;
            while let Some(outcome) = outcomes.next() {
                let Some(item) = rows.note(outcome?) else { continue };
                importer.take(item).await?;
                if rows.items.is_multiple_of(1_000) {
                    progress(before.saturating_add(outcomes.taken()));
                }
            }
            rows.totals = outcomes.totals().clone();
            importer.doubts().of_part(&rows.rejected, &rows.warned, outcomes.beside());
            before = before.saturating_add(survey.bytes);
            if several {
                importer.end_part().await?;
            }
        }
        Ok(())
    }
}
