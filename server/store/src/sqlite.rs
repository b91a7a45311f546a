//! The SQLite half of the engine: its connections, the settings that they begin with, and their values.
//!
//! A read is a few microseconds in this process, so it runs where it is asked for: handing it to another thread and
//! back would cost more than the read. What takes long (checking all of the books) is for a thread of its own.

use super::StoreError;
use super::arg::Arg;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::types::{Null, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

/// Readers of a file. More than the cores would only wait for each other.
const READERS: usize = 4;
/// How long somebody waits for a reader.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a unit of work waits for another process that writes to the same file.
const BUSY: Duration = Duration::from_secs(10);
/// How often it looks whether it may. SQLite's own waiting looks less and less often, and would miss the short pauses
/// that an import leaves.
const LOOK: Duration = Duration::from_millis(4);
/// Statements kept prepared, for each connection.
const PREPARED: usize = 256;
/// The name of a database that SQLite deletes as soon as it has opened it; large ones lie on disk all the same
/// (sqlite.org/inmemorydb.html).
const NAMELESS: &str = "";
/// All pages in one step: a snapshot.
const ALL_PAGES: i32 = -1;
/// Rows of a bulk insert that one statement takes: more of them save little, and are as many values to keep.
const TOGETHER: usize = 32;
/// A statement that takes longer is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

/// A connection; a reader returns to its pool when it is dropped.
pub struct Sqlite {
    /// There until it is dropped.
    connection: Option<Connection>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
}

impl Deref for Sqlite {
    type Target = Connection;

    #[expect(clippy::expect_used, reason = "it is taken out in drop, after which nobody can ask")]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a connection")
    }
}

impl DerefMut for Sqlite {
    #[expect(clippy::expect_used, reason = "it is taken out in drop, after which nobody can ask")]
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("a connection")
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        let (Some(connection), Some((home, _turn))) = (self.connection.take(), self.home.take()) else { return };
        // Somebody who left in the middle of a transaction takes nothing of it along.
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            return;
        }
        if let Ok(mut free) = home.free.lock() {
            free.push(connection);
        }
    }
}

/// The connections that read; in a rehearsal the only one.
pub(super) struct Readers {
    free: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    /// How many there are.
    count: usize,
    patience: Duration,
    file: String,
}

impl Readers {
    /// Opens them.
    pub(super) fn open(file: &str) -> Result<Arc<Self>, StoreError> {
        let open = || -> Result<Connection, StoreError> {
            let connection = open(file)?;
            connection.execute_batch("PRAGMA query_only = on")?;
            Ok(connection)
        };
        let free = (0..READERS).map(|_| open()).collect::<Result<_, _>>()?;
        Ok(Self::of(free, PATIENCE, file))
    }

    fn of(free: Vec<Connection>, patience: Duration, file: &str) -> Arc<Self> {
        let count = free.len();
        let turns = Arc::new(Semaphore::new(count));
        Arc::new(Self { free: Mutex::new(free), turns, count, patience, file: file.to_owned() })
    }

    /// A copy of all that was committed, behind a connection of its own: a file without a name, which ends with the
    /// connection, however the process ends. Nobody who writes waits for it.
    pub(super) async fn copied(self: &Arc<Self>, patience: Duration) -> Result<Arc<Self>, StoreError> {
        let books = self.take().await?;
        let copying = tokio::task::spawn_blocking(move || -> Result<Connection, StoreError> {
            let mut copy = open(NAMELESS)?;
            if Backup::new(&books, &mut copy)?.step(ALL_PAGES)? != StepResult::Done {
                return Err(StoreError::Away("the books could not be copied just now".to_owned()));
            }
            copy.execute_batch("PRAGMA cache_size = -65536")?;
            Ok(copy)
        });
        let copy = copying.await.map_err(|_| StoreError::Closing)??;
        Ok(Self::of(vec![copy], patience, NAMELESS))
    }

    /// One of them, as soon as one is free.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Sqlite, StoreError> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| StoreError::Away("all readers are busy".to_owned()))?;
        let turn = turn.map_err(|_| StoreError::Closing)?;
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        // One that could not be given back is made anew.
        let connection = free.map_or_else(|| open(&self.file), Ok)?;
        Ok(Sqlite { connection: Some(connection), home: Some((Arc::clone(self), turn)) })
    }

    /// Waits for those that are out, and closes them all.
    pub(super) async fn close(&self) {
        let all = u32::try_from(self.count).unwrap_or(u32::MAX);
        let _ = self.turns.acquire_many(all).await.map(|_| ());
        self.turns.close();
        if let Ok(mut free) = self.free.lock() {
            free.clear();
        }
    }
}

/// The connection that writes: there is one, since SQLite has no more, and a queue is fairer than its lock.
pub(super) fn writer(file: &str) -> Result<Sqlite, StoreError> {
    Ok(Sqlite { connection: Some(open(file)?), home: None })
}

fn open(file: &str) -> Result<Connection, StoreError> {
    let cannot = |e: rusqlite::Error| StoreError::Setup(format!("cannot open the database file {file}: {e}"));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(cannot)?;
    connection.busy_handler(Some(wait_for_others)).map_err(cannot)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // One plan for each statement, whatever is bound to it. Without this SQLite looks at the number bound to a LIMIT, and
    // therefore prepares such a statement anew each time that it is run: a third of the account page's time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(cannot)?;
    // A 2xx means: on disk. Nothing less than FULL syncs the log at each commit. Pages are kept in memory by the kernel
    // too, for all connections at once; what one keeps for itself is only what it needs again and again.
    let settings = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA temp_store = memory; \
                    PRAGMA cache_size = -4096";
    connection.execute_batch(settings).map_err(cannot)?;
    Ok(connection)
}

/// Waits a little for whoever has the lock; `false` when it has been long enough.
fn wait_for_others(looks: i32) -> bool {
    std::thread::sleep(LOOK);
    u32::try_from(looks).is_ok_and(|looks| LOOK * looks < BUSY)
}

/// Sets a connection up before much is written by it: more pages are kept in memory, and the log is copied into
/// the file less often, so that a page that changes again and again is copied once.
pub(super) const BULK: &str = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192";

impl Sqlite {
    /// Runs a statement; answers how many rows it touched.
    pub(super) fn run(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64, StoreError> {
        self.each(sql, args, |_| Ok(true))?;
        Ok(self.changes())
    }

    /// The rows of a statement, at most `limit`.
    pub(super) fn rows(&self, sql: &str, args: &[Arg<'_>], limit: usize) -> Result<Vec<SqliteRow>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, args, |row| {
            rows.push(SqliteRow::read(row)?);
            Ok(rows.len() < limit)
        })?;
        Ok(rows)
    }

    /// Runs a statement that takes one row after another: `sql` answers the text for so many rows at once.
    ///
    /// The statement keeps what it has allocated for its values from one group of rows to the next. That, and two
    /// texts in the cache whatever the count, makes half the speed of an import.
    pub(super) fn run_rows<'r, const N: usize>(
        &self,
        sql: impl Fn(usize) -> String,
        rows: impl Iterator<Item = [Arg<'r>; N]>,
    ) -> Result<u64, StoreError> {
        let (mut group, mut many, mut done) = (Vec::with_capacity(TOGETHER), None, 0);
        for row in rows {
            group.push(row);
            if group.len() == TOGETHER {
                let many = match &mut many {
                    Some(prepared) => prepared,
                    none => none.insert(self.prepare_cached(&sql(TOGETHER))?),
                };
                done += self.run_group(many, &group)?;
                group.clear();
            }
        }
        if !group.is_empty() {
            let mut one = self.prepare_cached(&sql(1))?;
            for row in group.chunks(1) {
                done += self.run_group(&mut one, row)?;
            }
        }
        Ok(done)
    }

    fn run_group<const N: usize>(
        &self,
        statement: &mut Statement<'_>,
        group: &[[Arg<'_>; N]],
    ) -> Result<u64, StoreError> {
        for (place, arg) in (1..).zip(group.iter().flatten()) {
            bind_one(statement, place, arg)?;
        }
        statement.raw_execute()?;
        Ok(self.changes())
    }

    /// The rows of a statement with two places, for one `key` after another: each is lent to `take`, in room that is used
    /// again for the next.
    pub(super) fn rows_of_each(
        &self,
        sql: &str,
        first: &Arg<'_>,
        keys: &[Arg<'_>],
        mut take: impl FnMut(&mut SqliteRow) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.prepare_cached(sql)?;
        let mut row = SqliteRow::default();
        for key in keys {
            bind_one(&mut statement, 1, first)?;
            bind_one(&mut statement, 2, key)?;
            let mut rows = statement.raw_query();
            while let Some(next) = rows.next()? {
                row.fill(next)?;
                take(&mut row)?;
            }
        }
        Ok(())
    }

    fn each(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        mut row: impl FnMut(&rusqlite::Row<'_>) -> Result<bool, rusqlite::Error>,
    ) -> Result<(), StoreError> {
        let began = Instant::now();
        let mut statement = self.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        let mut rows = statement.raw_query();
        while let Some(next) = rows.next()? {
            if !row(next)? {
                break;
            }
        }
        drop(rows);
        let took = began.elapsed();
        if took > SLOW {
            let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(ms, sql = sql.get(..200).unwrap_or(sql), "a slow statement");
        }
        Ok(())
    }
}

/// `$3` takes the third value wherever it stands; places without a number take the values as they come.
fn bind(statement: &mut Statement<'_>, args: &[Arg<'_>]) -> Result<(), StoreError> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let n = number.unwrap_or(place);
        let arg = n.checked_sub(1).and_then(|i| args.get(i));
        let arg = arg.ok_or_else(|| StoreError::Damaged(format!("a statement has no value {n}")))?;
        bind_one(statement, place, arg)?;
    }
    Ok(())
}

/// Binds a value. Days and instants are whole numbers: they take a quarter of the room that they take as text, and
/// compare as fast as amounts.
fn bind_one(statement: &mut Statement<'_>, place: usize, arg: &Arg<'_>) -> Result<(), rusqlite::Error> {
    match arg {
        Arg::Int(Some(n)) => statement.raw_bind_parameter(place, n),
        Arg::Bool(yes) => statement.raw_bind_parameter(place, i64::from(*yes)),
        Arg::Text(Some(text)) => statement.raw_bind_parameter(place, &**text),
        Arg::Uuid(Some(id)) => statement.raw_bind_parameter(place, kept_of(id)),
        Arg::Date(Some(day)) => statement.raw_bind_parameter(place, day_number(*day)),
        Arg::Time(Some(at)) => statement.raw_bind_parameter(place, at.timestamp_micros()),
        Arg::Bytes(bytes) => statement.raw_bind_parameter(place, bytes.as_slice()),
        Arg::Int(None) | Arg::Text(None) | Arg::Uuid(None) | Arg::Date(None) | Arg::Time(None) => {
            statement.raw_bind_parameter(place, Null)
        }
    }
}

/// The bytes that are kept of an id. Those whose second half is nothing (creditors', which stand in every row and every
/// index) are kept without the zeros at their end. Two of them compare as they would with these.
fn kept_of(id: &Uuid) -> &[u8] {
    let bytes = id.as_bytes();
    match bytes.iter().rposition(|byte| *byte != 0) {
        Some(last @ ..HALF) => bytes.get(..=last).unwrap_or(bytes),
        Some(_) => bytes,
        None => &[],
    }
}

/// Half the bytes of an id.
const HALF: usize = 8;

/// Days since 1 January 1970.
fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// A row, taken out of SQLite's hands: its values, and in one piece the bytes of those that have any.
#[derive(Default)]
pub struct SqliteRow {
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Cell {
    Null,
    Integer(i64),
    /// From here to there in the bytes.
    Text(u32, u32),
    Blob(u32, u32),
    /// A number with a point, which no column of ours holds.
    Other,
}

impl SqliteRow {
    fn read(row: &rusqlite::Row<'_>) -> Result<Self, rusqlite::Error> {
        let columns = row.as_ref().column_count();
        let mut this = Self { cells: Vec::with_capacity(columns), bytes: Vec::with_capacity(columns * 16) };
        this.fill(row)?;
        Ok(this)
    }

    /// Takes the values of another row instead.
    fn fill(&mut self, row: &rusqlite::Row<'_>) -> Result<(), rusqlite::Error> {
        self.cells.clear();
        self.bytes.clear();
        for i in 0..row.as_ref().column_count() {
            let cell = match row.get_ref(i)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(n) => Cell::Integer(n),
                ValueRef::Text(text) => self.keep(text).map_or(Cell::Other, |(from, to)| Cell::Text(from, to)),
                ValueRef::Blob(blob) => self.keep(blob).map_or(Cell::Other, |(from, to)| Cell::Blob(from, to)),
                ValueRef::Real(_) => Cell::Other,
            };
            self.cells.push(cell);
        }
        Ok(())
    }

    /// Where the bytes stand now; `None` past four gigabytes, which SQLite keeps in no row.
    fn keep(&mut self, bytes: &[u8]) -> Option<(u32, u32)> {
        let from = u32::try_from(self.bytes.len()).ok()?;
        self.bytes.extend_from_slice(bytes);
        Some((from, u32::try_from(self.bytes.len()).ok()?))
    }

    fn kept(&self, from: u32, to: u32) -> Option<&[u8]> {
        self.bytes.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
    }

    /// The value of column `i`; `None` when there is no such column or it holds what none of ours holds.
    pub(super) fn value(&self, i: usize) -> Option<Value<'_>> {
        Some(match *self.cells.get(i)? {
            Cell::Null => Value::Null,
            Cell::Integer(n) => Value::Integer(n),
            Cell::Text(from, to) => Value::Text(std::str::from_utf8(self.kept(from, to)?).ok()?),
            Cell::Blob(from, to) => Value::Blob(self.kept(from, to)?),
            Cell::Other => return None,
        })
    }
}

/// A value in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number, yes or no, a day, an instant.
    Integer(i64),
    /// Text, a decimal.
    Text(&'a str),
    /// Bytes or an id.
    Blob(&'a [u8]),
}

/// What can be read from a value of SQLite; `None` when it holds something else.
pub trait FromSqlite: Sized {
    /// Reads it.
    fn from_sqlite(value: Value<'_>) -> Option<Self>;
}

impl FromSqlite for i64 {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        if let Value::Integer(n) = value { Some(n) } else { None }
    }
}

impl FromSqlite for bool {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        i64::from_sqlite(value).map(|n| n != 0)
    }
}

impl FromSqlite for String {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        text(value).map(str::to_owned)
    }
}

impl FromSqlite for Vec<u8> {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.to_vec()) } else { None }
    }
}

impl FromSqlite for Uuid {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        let Value::Blob(kept) = value else { return None };
        let mut bytes = [0; 16];
        bytes.get_mut(..kept.len())?.copy_from_slice(kept);
        Some(Self::from_bytes(bytes))
    }
}

impl FromSqlite for NaiveDate {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        Self::from_epoch_days(i32::try_from(i64::from_sqlite(value)?).ok()?)
    }
}

impl FromSqlite for DateTime<Utc> {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        Self::from_timestamp_micros(i64::from_sqlite(value)?)
    }
}

impl<T: FromSqlite> FromSqlite for Option<T> {
    fn from_sqlite(value: Value<'_>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_sqlite(value).map(Some) }
    }
}

/// The text in a value.
pub(super) fn text(value: Value<'_>) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    /// The values of a row.
    fn values(row: &SqliteRow) -> Vec<Value<'_>> {
        (0..).map_while(|i| row.value(i)).collect()
    }

    #[test]
    fn sqlite_is_built_without_the_locks_that_all_connections_would_share() {
        let rows = memory().rows("SELECT compile_options FROM pragma_compile_options", &[], usize::MAX).expect("rows");
        let options: Vec<Value<'_>> = rows.iter().flat_map(values).collect();
        let hint = "was it built without .cargo/config.toml, from another folder?";
        assert!(options.contains(&Value::Text("DEFAULT_MEMSTATUS=0")), "{hint} {options:?}");
        assert!(!options.contains(&Value::Text("ENABLE_MEMORY_MANAGEMENT")), "{hint} {options:?}");
    }

    fn memory() -> Sqlite {
        Sqlite { connection: Some(Connection::open_in_memory().expect("a database")), home: None }
    }

    #[test]
    fn values_go_by_their_numbers_wherever_they_stand() {
        let db = memory();
        let args = [Arg::from(7_i64), Arg::from("text"), Arg::from(None::<i64>)];
        let rows = db.rows("SELECT $2, $1, $3, $1", &args, 9).expect("a row");
        let [row] = &rows[..] else { panic!("{} rows", rows.len()) };
        assert_eq!(values(row), [Value::Text("text"), Value::Integer(7), Value::Null, Value::Integer(7)]);
        assert_eq!(row.value(4), None);
        let unnumbered = db.rows("SELECT ?, ?", &args[..2], 9).expect("a row");
        assert_eq!(values(&unnumbered[0]), [Value::Integer(7), Value::Text("text")]);
        assert!(db.run("SELECT $4", &args).is_err());
    }

    #[test]
    fn a_statement_is_prepared_once_whatever_is_bound_to_it() {
        let db = Sqlite { connection: Some(open(":memory:").expect("a database")), home: None };
        db.execute_batch("CREATE TABLE t (a INTEGER, b TEXT); CREATE INDEX i ON t (a)").expect("a table");
        let sql = "SELECT b FROM t WHERE a > $1 ORDER BY a LIMIT $2";
        for n in 1..5_i64 {
            db.rows(sql, &[Arg::from(n), Arg::from(10 * n)], 9).expect("rows");
        }
        let statement = db.prepare_cached(sql).expect("a statement");
        assert_eq!(statement.get_status(StatementStatus::Run), 4);
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn many_rows_go_in_as_they_are_however_many_there_are() {
        let db = memory();
        db.execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c BLOB)").expect("a table");
        let sql = |rows: usize| {
            format!("INSERT INTO t VALUES {} ON CONFLICT (a) DO NOTHING", vec!["(?,?,?)"; rows].join(","))
        };
        let row = |n: i64| [Arg::from(n), Arg::from(format!("row {n}")), Arg::from(None::<Uuid>)];
        for rows in [0, 1, 31, 32, 33, 100] {
            db.execute_batch("DELETE FROM t").expect("an empty table");
            let done = u64::try_from(rows).expect("a count");
            assert_eq!(db.run_rows(sql, (0..rows).map(row)).expect("room"), done);
            assert_eq!(db.run_rows(sql, (0..rows).map(row)).expect("room"), 0, "they are there");
            let sum = "SELECT COUNT(*), COUNT(DISTINCT b), COUNT(c) FROM t";
            let row = db.rows(sum, &[], 1).expect("a row").swap_remove(0);
            assert_eq!(values(&row), [Value::Integer(rows), Value::Integer(rows), Value::Integer(0)]);
        }
    }

    #[test]
    fn an_id_is_kept_without_the_zeros_of_an_empty_half_and_sorts_as_it_is() {
        let short = Uuid::from_bytes([7, 0, 9, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let long = Uuid::from_bytes([7, 0, 9, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        let ends_in_zeros = Uuid::from_bytes([7, 0, 9, 4, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        let ids = [Uuid::nil(), short, long, ends_in_zeros, Uuid::max()];
        assert_eq!(ids.map(|id| kept_of(&id).len()), [0, 4, 16, 16, 16]);
        assert!(ids.map(|id| kept_of(&id).to_vec()).is_sorted() && ids.is_sorted());
        for id in ids {
            assert_eq!(Uuid::from_sqlite(Value::Blob(kept_of(&id))), Some(id));
        }
        assert_eq!(Uuid::from_sqlite(Value::Blob(&[1; 17])), None);
    }

    #[test]
    fn days_and_instants_are_numbers_that_sort_as_they_do() {
        let micros = [-62_135_596_800_000_000, -1, 0, 1, 951_782_399_999_999, 1_795_310_276_000_500];
        let instants = micros.map(|micros| DateTime::from_timestamp_micros(micros).expect("an instant"));
        for at in instants {
            assert_eq!(DateTime::from_sqlite(Value::Integer(at.timestamp_micros())), Some(at));
            let day = at.date_naive();
            assert_eq!(NaiveDate::from_sqlite(Value::Integer(day_number(day))), Some(day));
        }
        assert!(instants.map(|at| day_number(at.date_naive())).is_sorted());
        assert_eq!(day_number(NaiveDate::from_ymd_opt(1970, 1, 2).expect("a day")), 1);
        assert_eq!(NaiveDate::from_sqlite(Value::Text("2026-02-28")), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        let db = memory();
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).expect("a day");
        let at = DateTime::from_timestamp_micros(1_795_310_276_000_500).expect("an instant");
        let id = Uuid::from_u128(5);
        let args = [Arg::from(day), Arg::from(at), Arg::from(id), Arg::from(true), Arg::from(vec![1_u8, 2])];
        let row = db.rows("SELECT $1, $2, $3, $4, $5", &args, 1).expect("a row").swap_remove(0);
        let row = values(&row);
        assert_eq!(NaiveDate::from_sqlite(row[0]), Some(day));
        assert_eq!(DateTime::from_sqlite(row[1]), Some(at));
        assert_eq!(Option::<Uuid>::from_sqlite(row[2]), Some(Some(id)));
        assert_eq!(bool::from_sqlite(row[3]), Some(true));
        assert_eq!(Vec::<u8>::from_sqlite(row[4]), Some(vec![1, 2]));
        assert_eq!(Option::<i64>::from_sqlite(Value::Null), Some(None));
        assert_eq!(i64::from_sqlite(Value::Null), None);
    }
}
