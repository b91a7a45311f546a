//! The record of every file that was taken in: what it was, how far it got, what it did.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::books::AsOf;
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, InvoiceId, SourceId};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not all of its items are in the books. The same file goes on where it stopped.
    Running,
    /// The same, and nobody is at work on it: it ended by a fault, or its process died.
    BrokenOff,
    /// All of them are.
    Done,
    /// What it did was taken back.
    Undone,
}

impl State {
    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::BrokenOff => "broken_off",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Running, Self::BrokenOff, Self::Done, Self::Undone]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(())
    }
}

/// One file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its number among the creditor's.
    pub n: i64,
    /// The file's name, without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub digest: Vec<u8>,
    /// Which kind of file.
    pub source: Option<SourceId>,
    /// Does it close what it leaves out?
    pub complete: bool,
    /// It speaks of the end of this day.
    pub as_of: Date,
    /// Of two that speak of one day: the number of the import that first took this file in.
    pub rank: i64,
    /// Who took it in.
    pub who: String,
    /// Where it stands.
    pub state: State,
    /// How many of its items are in the books.
    pub done: i64,
    /// Counts, sums and findings, JSON.
    pub report: String,
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Import {
    /// The day that the list describes.
    #[must_use]
    pub const fn speaks_of(&self) -> AsOf {
        AsOf { day: self.as_of, import: self.rank }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT n, file, digest, source_id, complete, as_of, rank, who, state, done, report, began_at, ended_at \
             FROM import ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Import, StoreError> {
    let state: String = row.get(8)?;
    Ok(Import {
        n: row.get(0)?,
        file: row.get(1)?,
        digest: row.get(2)?,
        source: row.get::<Option<Uuid>>(3)?.map(SourceId::new),
        complete: row.get(4)?,
        as_of: row.get(5)?,
        rank: row.get(6)?,
        who: row.get(7)?,
        state: state.parse().map_err(|()| StoreError::Damaged(format!("an import that is `{state}`")))?,
        done: row.get(9)?,
        report: row.get(10)?,
        began_at: row.get(11)?,
        ended_at: row.get(12)?,
    })
}

/// Of when each import of a creditor speaks, by its number; those that were taken back say nothing any more.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn speak_of(db: &mut Db, creditor: CreditorId) -> Result<Vec<(i64, AsOf)>, StoreError> {
    let sql = "SELECT n, as_of, rank FROM import WHERE creditor_id = $1 AND state <> 'undone' ORDER BY n";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, AsOf { day: row.get(1)?, import: row.get(2)? }))).collect()
}

/// A creditor's imports, the newest first, before number `before` where it is given.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn newest(
    db: &mut Db,
    creditor: CreditorId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Import>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND n < $2 ORDER BY n DESC LIMIT $3");
    let values = args![creditor.uuid(), before.unwrap_or(i64::MAX), limit];
    db.all(sql, values).await?.iter().map(read).collect()
}

/// One import by its number.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_number(db: &mut Db, creditor: CreditorId, n: i64) -> Result<Option<Import>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND n = $2");
    db.first(sql, args![creditor.uuid(), n]).await?.map(|row| read(&row)).transpose()
}

/// The imports of a file with these bytes, the first one first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_file(db: &mut Db, creditor: CreditorId, digest: &[u8]) -> Result<Vec<Import>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND digest = $2 ORDER BY n");
    db.all(sql, args![creditor.uuid(), digest.to_vec()]).await?.iter().map(read).collect()
}

/// The number that the creditor's next import has. Whoever takes it holds the creditor's row until the commit.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn next_number(db: &mut Db, creditor: CreditorId) -> Result<i64, StoreError> {
    db.first("SELECT 1 FROM creditor WHERE id = $1 FOR UPDATE", args![creditor.uuid()]).await?;
    db.number("SELECT COALESCE(MAX(n), 0) + 1 FROM import WHERE creditor_id = $1", args![creditor.uuid()]).await
}

/// Writes down that an import begins.
///
/// # Errors
/// [`StoreError`]; the same number twice is one.
pub async fn begin(db: &mut Db, creditor: CreditorId, import: &Import) -> Result<(), StoreError> {
    let sql = "INSERT INTO import (creditor_id, n, file, digest, source_id, complete, as_of, rank, who, state, done, \
               report, began_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)";
    let values = args![
        creditor.uuid(),
        import.n,
        import.file.clone(),
        import.digest.clone(),
        import.source.map(SourceId::uuid),
        import.complete,
        import.as_of,
        import.rank,
        import.who.clone(),
        import.state.as_str(),
        import.done,
        import.report.clone(),
        import.began_at
    ];
    db.run(sql, values).await.map(drop)
}

/// How far an import has got.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// Its number.
    pub n: i64,
    /// How many of its items are in the books.
    pub done: i64,
    /// What it did so far, JSON.
    pub report: &'a str,
    /// When it ended, once it has.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Writes down how far an import has got, in the transaction that took it there.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn advance(db: &mut Db, creditor: CreditorId, progress: Progress<'_>) -> Result<(), StoreError> {
    let state = if progress.ended_at.is_some() { State::Done } else { State::Running };
    let sql = "UPDATE import SET done = $3, report = $4, ended_at = $5, state = $6 WHERE creditor_id = $1 AND n = $2";
    let Progress { n, done, report, ended_at } = progress;
    db.run(sql, args![creditor.uuid(), n, done, report.to_owned(), ended_at, state.as_str()]).await.map(drop)
}

/// Notes that nobody is at work any more on the imports that did not come to their end, but for number `but`.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn break_off(db: &mut Db, creditor: CreditorId, but: i64) -> Result<(), StoreError> {
    let sql = "UPDATE import SET state = 'broken_off' WHERE creditor_id = $1 AND state = 'running' AND n <> $2";
    db.run(sql, args![creditor.uuid(), but]).await.map(drop)
}

/// Notes that an import goes on that had been broken off.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn go_on(db: &mut Db, creditor: CreditorId, n: i64) -> Result<(), StoreError> {
    let sql = "UPDATE import SET state = 'running' WHERE creditor_id = $1 AND n = $2 AND state = 'broken_off'";
    db.run(sql, args![creditor.uuid(), n]).await.map(drop)
}

/// What changes whenever an import begins, ends or is taken back: how many there are, and how many of them are under way
/// and taken back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn tally(db: &mut Db, creditor: CreditorId) -> Result<[i64; 3], StoreError> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), \
               CAST(COALESCE(SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
               CAST(COALESCE(SUM(CASE WHEN state = 'undone' THEN 1 ELSE 0 END), 0) AS BIGINT) \
               FROM import WHERE creditor_id = $1";
    let row = db.first(sql, args![creditor.uuid()]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("no count of imports".to_owned()))?;
    Ok([row.get(0)?, row.get(1)?, row.get(2)?])
}

/// Marks an import as taken back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn mark_undone(db: &mut Db, creditor: CreditorId, n: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE import SET state = 'undone' WHERE creditor_id = $1 AND n = $2 AND state <> 'undone'";
    Ok(db.run(sql, args![creditor.uuid(), n]).await? == 1)
}

/// How an item stands in the list of those that a file named without a change.
#[must_use]
pub fn mark(invoice: InvoiceId) -> [u8; 8] {
    let mut mark = [0; 8];
    mark.copy_from_slice(&invoice.uuid().as_bytes()[8..]);
    mark
}

/// Remembers which known items a batch of an import named without a change: older files that come later leave them alone.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn name_items(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
    batch: i64,
    items: Vec<u8>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_named (creditor_id, import_n, batch, items) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (creditor_id, import_n, batch) DO UPDATE SET items = excluded.items";
    db.run(sql, args![creditor.uuid(), n, batch, items]).await.map(drop)
}

/// The [marks](mark) of the items that an import named without a change, one after the other.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn named(db: &mut Db, creditor: CreditorId, n: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    let sql = "SELECT items FROM import_named WHERE creditor_id = $1 AND import_n = $2 ORDER BY batch";
    db.all(sql, args![creditor.uuid(), n]).await?.iter().map(|row| row.get(0)).collect()
}

/// Forgets which items those imports named without a change that speak of an earlier instant.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget_named(db: &mut Db, creditor: CreditorId, before: AsOf) -> Result<(), StoreError> {
    let sql = "DELETE FROM import_named WHERE creditor_id = $1 AND import_n IN (SELECT n FROM import \
               WHERE creditor_id = $1 AND (as_of, rank) < ($2, $3))";
    db.run(sql, args![creditor.uuid(), before.day, before.import]).await.map(drop)
}

/// Remembers how an item was before an import changed it; the first word counts.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn remember_change(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
    invoice: InvoiceId,
    before: String,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_change (creditor_id, import_n, invoice_id, before) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (creditor_id, import_n, invoice_id) DO NOTHING";
    db.run(sql, args![creditor.uuid(), n, invoice.uuid(), before]).await.map(drop)
}

/// The items that an import brought, and that stand changed in the name of an earlier one.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn changed_by_earlier(db: &mut Db, creditor: CreditorId, n: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT c.invoice_id FROM import_change c JOIN invoice i ON i.creditor_id = c.creditor_id \
               AND i.id = c.invoice_id AND i.said_import = c.import_n \
               WHERE c.creditor_id = $1 AND c.import_n < $2 AND c.before LIKE $3 ORDER BY c.invoice_id";
    let said = format!("%\"said_import\":{n},%");
    let rows = db.all(sql, args![creditor.uuid(), n, said]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// The items that an import changed, with how they were before.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn changes(db: &mut Db, creditor: CreditorId, n: i64) -> Result<Vec<(InvoiceId, String)>, StoreError> {
    let sql =
        "SELECT invoice_id, before FROM import_change WHERE creditor_id = $1 AND import_n = $2 ORDER BY invoice_id";
    let rows = db.all(sql, args![creditor.uuid(), n]).await?;
    rows.iter().map(|row| Ok((InvoiceId::new(row.get(0)?), row.get(1)?))).collect()
}

/// How an item was before an import changed it; none where it did not.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn change_of(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
    invoice: InvoiceId,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT before FROM import_change WHERE creditor_id = $1 AND import_n = $2 AND invoice_id = $3";
    db.first(sql, args![creditor.uuid(), n, invoice.uuid()]).await?.map(|row| row.get(0)).transpose()
}

/// An item that import `from` brought or changed counts as brought or changed by import `to`, which has confirmed it: taking
/// back `to` is what takes it back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hand_over(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    (from, to): (i64, i64),
) -> Result<(), StoreError> {
    let sql = "UPDATE import_change SET import_n = $3 WHERE creditor_id = $1 AND import_n = $2 AND invoice_id = $4 \
               AND NOT EXISTS (SELECT 1 FROM import_change o WHERE o.creditor_id = $1 AND o.import_n = $3 \
               AND o.invoice_id = $4)";
    db.run(sql, args![creditor.uuid(), from, to, invoice.uuid()]).await?;
    let sql = "UPDATE invoice_original SET import_n = $3 WHERE creditor_id = $1 AND import_n = $2 AND invoice_id = $4 \
               AND NOT EXISTS (SELECT 1 FROM invoice_original o WHERE o.creditor_id = $1 AND o.import_n = $3 \
               AND o.invoice_id = $4)";
    db.run(sql, args![creditor.uuid(), from, to, invoice.uuid()]).await?;
    let sql = "UPDATE invoice SET said_import = $3 WHERE creditor_id = $1 AND id = $4 AND said_import = $2";
    db.run(sql, args![creditor.uuid(), from, to, invoice.uuid()]).await.map(drop)
}

/// Forgets how an item was before an import changed it: it is so again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget_change(db: &mut Db, creditor: CreditorId, n: i64, invoice: InvoiceId) -> Result<(), StoreError> {
    let sql = "DELETE FROM import_change WHERE creditor_id = $1 AND import_n = $2 AND invoice_id = $3";
    db.run(sql, args![creditor.uuid(), n, invoice.uuid()]).await.map(drop)
}

/// Remembers how a debtor was before an import changed them, and how it left them; of several times the first `before` and
/// the last `after` count.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn remember_debtor(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
    debtor: DebtorId,
    (before, after): (String, String),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_debtor (creditor_id, import_n, debtor_id, before, after) VALUES ($1,$2,$3,$4,$5) \
               ON CONFLICT (creditor_id, import_n, debtor_id) DO UPDATE SET after = excluded.after";
    db.run(sql, args![creditor.uuid(), n, debtor.uuid(), before, after]).await.map(drop)
}

/// The debtors that an import changed, each as they were before and as it left them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn changed_debtors(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
) -> Result<Vec<(DebtorId, String, String)>, StoreError> {
    let sql = "SELECT debtor_id, before, after FROM import_debtor WHERE creditor_id = $1 AND import_n = $2 ORDER BY debtor_id";
    let rows = db.all(sql, args![creditor.uuid(), n]).await?;
    rows.iter().map(|row| Ok((DebtorId::new(row.get(0)?), row.get(1)?, row.get(2)?))).collect()
}

/// A debtor that is no more is put back by no taking back of an import.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget_debtor(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<(), StoreError> {
    let sql = "DELETE FROM import_debtor WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), debtor.uuid()]).await.map(drop)
}
