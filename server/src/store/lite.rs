//! The SQLite half of the engine: its connections, what they are told at the start, and their values.
//!
//! A read is a few microseconds in this process, so it runs where it is asked for: handing it to another thread and
//! back would cost more than the read. What takes long (checking all of the books) is for a thread of its own.

use super::StoreError;
use super::engine::Arg;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement};
use std::borrow::Cow;
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
/// Statements kept prepared, for each connection.
const PREPARED: usize = 256;
/// A statement that takes longer is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

/// A connection; a reader goes home when it is dropped.
pub struct Lite {
    /// There until it is dropped.
    connection: Option<Connection>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
}

impl Deref for Lite {
    type Target = Connection;

    #[expect(clippy::expect_used, reason = "it is taken out in drop, after which nobody can ask")]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a connection")
    }
}

impl DerefMut for Lite {
    #[expect(clippy::expect_used, reason = "it is taken out in drop, after which nobody can ask")]
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("a connection")
    }
}

impl Drop for Lite {
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

/// The connections that read.
pub(super) struct Readers {
    free: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    file: String,
}

impl Readers {
    /// Opens them.
    pub(super) fn open(file: &str) -> Result<Arc<Self>, StoreError> {
        let open = || -> Result<Connection, StoreError> {
            let connection = open(file)?;
            connection.execute_batch("PRAGMA query_only = on; PRAGMA cache_size = -4096")?;
            Ok(connection)
        };
        let free = (0..READERS).map(|_| open()).collect::<Result<_, _>>()?;
        let turns = Arc::new(Semaphore::new(READERS));
        Ok(Arc::new(Self { free: Mutex::new(free), turns, file: file.to_owned() }))
    }

    /// One of them, as soon as one is free.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Lite, StoreError> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| StoreError::Away("all readers are busy".to_owned()))?;
        let turn = turn.map_err(|_| StoreError::Closing)?;
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        // One that could not be given back is made anew.
        let connection = free.map_or_else(|| open(&self.file), Ok)?;
        Ok(Lite { connection: Some(connection), home: Some((Arc::clone(self), turn)) })
    }

    /// Waits for those that are out, and closes them all.
    pub(super) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let _ = self.turns.acquire_many(all).await.map(|_| ());
        self.turns.close();
        if let Ok(mut free) = self.free.lock() {
            free.clear();
        }
    }
}

/// The connection that writes: there is one, since SQLite has no more, and a queue is fairer than its lock.
pub(super) fn writer(file: &str) -> Result<Lite, StoreError> {
    let connection = open(file)?;
    connection.execute_batch("PRAGMA cache_size = -16384")?;
    Ok(Lite { connection: Some(connection), home: None })
}

fn open(file: &str) -> Result<Connection, StoreError> {
    let cannot = |e: rusqlite::Error| StoreError::Setup(format!("cannot open the database file {file}: {e}"));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(cannot)?;
    connection.busy_timeout(BUSY).map_err(cannot)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // One plan for each statement, whatever is bound to it. Without this SQLite looks at the number bound to a LIMIT, and
    // therefore prepares such a statement anew each time that it is run: a third of the account page's time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(cannot)?;
    // A 2xx means: on disk. Nothing less than FULL syncs the log at each commit.
    let settings = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA temp_store = memory";
    connection.execute_batch(settings).map_err(cannot)?;
    Ok(connection)
}

impl Lite {
    /// Runs a statement; answers how many rows it touched.
    pub(super) fn run(&self, sql: &str, args: &[Arg]) -> Result<u64, StoreError> {
        self.each(sql, args, |_| Ok(true))?;
        Ok(self.changes())
    }

    /// The rows of a statement, at most `limit`.
    pub(super) fn rows(&self, sql: &str, args: &[Arg], limit: usize) -> Result<Vec<Vec<Value>>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, args, |row| {
            let columns = row.as_ref().column_count();
            rows.push((0..columns).map(|i| row.get(i)).collect::<Result<Vec<Value>, _>>()?);
            Ok(rows.len() < limit)
        })?;
        Ok(rows)
    }

    fn each(
        &self,
        sql: &str,
        args: &[Arg],
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
fn bind(statement: &mut Statement<'_>, args: &[Arg]) -> Result<(), StoreError> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let n = number.unwrap_or(place);
        let arg = n.checked_sub(1).and_then(|i| args.get(i));
        let arg = arg.ok_or_else(|| StoreError::Damaged(format!("a statement has no value {n}")))?;
        statement.raw_bind_parameter(place, arg)?;
    }
    Ok(())
}

impl ToSql for Arg {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>, rusqlite::Error> {
        let text = |text: String| ToSqlOutput::Owned(Value::Text(text));
        let null = ToSqlOutput::Owned(Value::Null);
        Ok(match self {
            Self::Int(Some(n)) => ToSqlOutput::Owned(Value::Integer(*n)),
            Self::Bool(yes) => ToSqlOutput::Owned(Value::Integer(i64::from(*yes))),
            Self::Text(Some(Cow::Borrowed(text))) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Text(Some(Cow::Owned(text))) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Uuid(Some(id)) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            // Both compare as text: days have one length, and fractions of a second come after none.
            Self::Date(Some(day)) => text(day.to_string()),
            Self::Time(Some(at)) => text(at.to_rfc3339_opts(SecondsFormat::AutoSi, false)),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Int(None) | Self::Text(None) | Self::Uuid(None) | Self::Date(None) | Self::Time(None) => null,
        })
    }
}

/// What can be read from a value of SQLite; `None` when it holds something else.
pub trait FromLite: Sized {
    /// Reads it.
    fn from_lite(value: &Value) -> Option<Self>;
}

impl FromLite for i64 {
    fn from_lite(value: &Value) -> Option<Self> {
        if let Value::Integer(n) = value { Some(*n) } else { None }
    }
}

impl FromLite for bool {
    fn from_lite(value: &Value) -> Option<Self> {
        i64::from_lite(value).map(|n| n != 0)
    }
}

impl FromLite for String {
    fn from_lite(value: &Value) -> Option<Self> {
        text(value).map(str::to_owned)
    }
}

impl FromLite for Vec<u8> {
    fn from_lite(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl FromLite for Uuid {
    fn from_lite(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Self::from_slice(bytes).ok() } else { None }
    }
}

impl FromLite for NaiveDate {
    fn from_lite(value: &Value) -> Option<Self> {
        let text = text(value)?;
        // As it was written above: year, month and day, each in its place.
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
        match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                let year = i32::try_from(number(0, 4)?).ok()?;
                Self::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)
            }
            _ => text.parse().ok(),
        }
    }
}

impl FromLite for DateTime<Utc> {
    fn from_lite(value: &Value) -> Option<Self> {
        DateTime::parse_from_rfc3339(text(value)?).ok().map(|at| at.to_utc())
    }
}

impl<T: FromLite> FromLite for Option<T> {
    fn from_lite(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_lite(value).map(Some) }
    }
}

/// The text in a value.
pub(super) fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    fn memory() -> Lite {
        Lite { connection: Some(Connection::open_in_memory().expect("a database")), home: None }
    }

    #[test]
    fn values_go_by_their_numbers_wherever_they_stand() {
        let db = memory();
        let args = [Arg::from(7_i64), Arg::from("text"), Arg::from(None::<i64>)];
        let rows = db.rows("SELECT $2, $1, $3, $1", &args, 9).expect("a row");
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(*row, [Value::Text("text".into()), Value::Integer(7), Value::Null, Value::Integer(7)]);
        let unnumbered = db.rows("SELECT ?, ?", &args[..2], 9).expect("a row");
        assert_eq!(unnumbered, [[Value::Integer(7), Value::Text("text".into())]]);
        assert!(db.run("SELECT $4", &args).is_err());
    }

    #[test]
    fn a_statement_is_prepared_once_whatever_is_bound_to_it() {
        let db = Lite { connection: Some(open(":memory:").expect("a database")), home: None };
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
    fn what_is_written_reads_back() {
        let db = memory();
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).expect("a day");
        let at = DateTime::from_timestamp_micros(1_795_310_276_000_500).expect("an instant");
        let id = Uuid::from_u128(5);
        let args = [Arg::from(day), Arg::from(at), Arg::from(id), Arg::from(true), Arg::from(vec![1_u8, 2])];
        let row = db.rows("SELECT $1, $2, $3, $4, $5", &args, 1).expect("a row").swap_remove(0);
        assert_eq!(NaiveDate::from_lite(&row[0]), Some(day));
        assert_eq!(DateTime::from_lite(&row[1]), Some(at));
        assert_eq!(Option::<Uuid>::from_lite(&row[2]), Some(Some(id)));
        assert_eq!(bool::from_lite(&row[3]), Some(true));
        assert_eq!(Vec::<u8>::from_lite(&row[4]), Some(vec![1, 2]));
        assert_eq!(Option::<i64>::from_lite(&Value::Null), Some(None));
        assert_eq!(i64::from_lite(&Value::Null), None);
        assert_eq!(NaiveDate::from_lite(&Value::Text("2026-02-30".into())), None);
    }
}
