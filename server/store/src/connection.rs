//! One way to speak to SQLite and PostgreSQL: a connection, its arguments and its rows.
//!
//! Both take `$1`, so every statement of this crate is written once. What differs is small and stands here: SQLite has no
//! row locks (it has one writer), so a trailing ` FOR UPDATE` or ` FOR UPDATE SKIP LOCKED` is left out for it.

pub use super::arg::Arg;
pub(crate) use super::arg::{args, row};

use super::StoreError;
use super::copy::Copy;
use super::sqlite::{self, FromSqlite, Sqlite, SqliteRow};
use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::{AssertSqlSafe, Decode, Row as _};
use std::borrow::Cow;
use uuid::Uuid;

/// A connection to either database.
pub enum Db {
    /// SQLite.
    Sqlite(Sqlite),
    /// PostgreSQL.
    Pg(PoolConnection<Postgres>),
}

/// A row of either database.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Pg(PgRow),
}

/// What can be read from a column of either database.
pub trait Cell: FromSqlite + for<'r> Decode<'r, Postgres> {}
impl<T> Cell for T where T: FromSqlite + for<'r> Decode<'r, Postgres> {}

impl Row {
    /// The value of column `i`, counted from 0.
    ///
    /// # Errors
    /// [`StoreError`] when the column is not there or holds something else.
    pub fn get<T: Cell>(&self, i: usize) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(row) => row.value(i).and_then(T::from_sqlite).ok_or_else(|| strange(i)),
            Self::Pg(row) => Ok(row.try_get_unchecked(i)?),
        }
    }

    /// The value of column `i`, read as one of our own types from its text.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the text is not one.
    pub fn read<T: std::str::FromStr>(&self, i: usize) -> Result<T, StoreError> {
        let text: Cow<'_, str> = match self {
            Self::Sqlite(row) => row.value(i).and_then(sqlite::text).ok_or_else(|| strange(i))?.into(),
            Self::Pg(row) => row.try_get_unchecked::<String, _>(i)?.into(),
        };
        text.parse().map_err(|_| StoreError::Damaged(format!("column {i} holds `{text}`")))
    }
}

fn strange(i: usize) -> StoreError {
    StoreError::Damaged(format!("column {i} holds something of another kind"))
}

const LOCK: &str = " FOR UPDATE";

fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if sql.contains(LOCK) {
        Cow::Owned(sql.replace(" FOR UPDATE SKIP LOCKED", "").replace(LOCK, ""))
    } else {
        Cow::Borrowed(sql)
    }
}

/// Keys of one kind, as one value.
enum List {
    Ids(Vec<Uuid>),
    Texts(Vec<String>),
    Bytes(Vec<Vec<u8>>),
}

impl List {
    fn of(keys: Vec<Arg<'_>>) -> Self {
        let (mut ids, mut texts, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        for key in keys {
            match key {
                Arg::Uuid(id) => ids.extend(id),
                Arg::Text(text) => texts.extend(text.map(Cow::into_owned)),
                Arg::Bytes(key) => bytes.push(key),
                // Nothing is looked up by one of many numbers, days or instants.
                Arg::Int(_) | Arg::Bool(_) | Arg::Date(_) | Arg::Time(_) => {}
            }
        }
        match (ids.is_empty(), bytes.is_empty()) {
            (false, _) => Self::Ids(ids),
            (true, false) => Self::Bytes(bytes),
            (true, true) => Self::Texts(texts),
        }
    }
}

type PgQuery<'q> = sqlx::query::Query<'q, Postgres, PgArguments>;

fn pg(sql: Cow<'static, str>, args: Vec<Arg<'_>>) -> PgQuery<'static> {
    // Statements are written in this room only, with every value bound; nothing is pasted in.
    let query = sqlx::query(AssertSqlSafe(sql));
    args.into_iter().fold(query, |query, arg| match arg {
        Arg::Int(v) => query.bind(v),
        Arg::Bool(v) => query.bind(v),
        Arg::Text(v) => query.bind(v.map(Cow::into_owned)),
        Arg::Uuid(v) => query.bind(v),
        Arg::Date(v) => query.bind(v),
        Arg::Time(v) => query.bind(v),
        Arg::Bytes(v) => query.bind(v),
    })
}

impl Db {
    /// Runs a statement; answers how many rows it touched.
    pub async fn run(&mut self, sql: &'static str, args: Vec<Arg<'_>>) -> Result<u64, StoreError> {
        self.run_text(Cow::Borrowed(sql), args).await
    }

    async fn run_text(&mut self, sql: Cow<'static, str>, args: Vec<Arg<'_>>) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(db) => db.run(&for_sqlite(&sql), &args),
            Self::Pg(db) => Ok(pg(sql, args).execute(&mut **db).await?.rows_affected()),
        }
    }

    /// The rows of a statement.
    pub async fn all(&mut self, sql: &'static str, args: Vec<Arg<'_>>) -> Result<Vec<Row>, StoreError> {
        self.all_text(Cow::Borrowed(sql), args).await
    }

    async fn all_text(&mut self, sql: Cow<'static, str>, args: Vec<Arg<'_>>) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(db) => db.rows(&for_sqlite(&sql), &args, usize::MAX)?.into_iter().map(Row::Sqlite).collect(),
            Self::Pg(db) => pg(sql, args).fetch_all(&mut **db).await?.into_iter().map(Row::Pg).collect(),
        })
    }

    /// The first row of a statement, if there is one.
    pub async fn first(&mut self, sql: &'static str, args: Vec<Arg<'_>>) -> Result<Option<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(db) => db.rows(&for_sqlite(sql), &args, 1)?.into_iter().map(Row::Sqlite).next(),
            Self::Pg(db) => pg(Cow::Borrowed(sql), args).fetch_optional(&mut **db).await?.map(Row::Pg),
        })
    }

    /// The one number a statement answers.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when it answers nothing.
    pub async fn number(&mut self, sql: &'static str, args: Vec<Arg<'_>>) -> Result<i64, StoreError> {
        let row = self.first(sql, args).await?;
        row.ok_or_else(|| StoreError::Damaged(format!("no answer to: {sql}")))?.get(0)
    }

    /// How many rows a table of ours has.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when it answers nothing.
    pub(super) async fn count_of(&mut self, table: &'static str) -> Result<i64, StoreError> {
        let rows = self.all_text(Cow::Owned(format!("SELECT COUNT(*) FROM {table}")), vec![]).await?;
        rows.first().ok_or_else(|| StoreError::Damaged(format!("no answer about {table}")))?.get(0)
    }

    /// What is read from the rows of `head` followed by a list: `… WHERE creditor_id = $1 AND key IN ` and the keys, of
    /// which each stands there once.
    pub async fn read_in<T>(
        &mut self,
        head: &'static str,
        first: Arg<'_>,
        keys: Vec<Arg<'_>>,
        read: fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        if keys.is_empty() {
            return Ok(found);
        }
        if let Self::Sqlite(db) = &*self {
            // One short statement that stays prepared, key after key: SQLite would sort a long list first.
            db.rows_of_each(&format!("{}(?)", head.replacen("$1", "?", 1)), &first, &keys, |row| {
                let lent = Row::Sqlite(std::mem::take(row));
                found.push(read(&lent)?);
                if let Row::Sqlite(back) = lent {
                    *row = back;
                }
                Ok(())
            })?;
            return Ok(found);
        }
        let Self::Pg(db) = self else { return Ok(found) };
        // PostgreSQL takes the list as one value: the statement is the same however many there are.
        let sql = format!("{}= ANY($2)", head.strip_suffix("IN ").unwrap_or(head));
        let query = pg(Cow::Owned(sql), vec![first]);
        let query = match List::of(keys) {
            List::Ids(ids) => query.bind(ids),
            List::Texts(texts) => query.bind(texts),
            List::Bytes(keys) => query.bind(keys),
        };
        for row in query.fetch_all(&mut **db).await? {
            found.push(read(&Row::Pg(row))?);
        }
        Ok(found)
    }

    /// The rows of a statement with a short list in its middle: `head`, the list, `tail`. The places of `first` are
    /// numbered from 1; no place may follow the list.
    pub async fn all_among(
        &mut self,
        head: &'static str,
        first: Vec<Arg<'_>>,
        keys: Vec<Arg<'_>>,
        tail: &'static str,
    ) -> Result<Vec<Row>, StoreError> {
        let places: Vec<String> = (first.len() + 1..=first.len() + keys.len()).map(|n| format!("${n}")).collect();
        let sql = format!("{head}({}){tail}", places.join(","));
        self.all_text(Cow::Owned(sql), first.into_iter().chain(keys).collect()).await
    }

    /// Inserts many rows with few statements: `head` is everything up to `VALUES`, `tail` what follows the rows
    /// (`ON CONFLICT …`). The rows are gone through when this is called, not when it is awaited.
    pub fn insert_many<'f, 'r: 'f, const N: usize>(
        &'f mut self,
        head: &'static str,
        rows: impl Iterator<Item = [Arg<'r>; N]>,
        tail: &'static str,
    ) -> BoxFuture<'f, Result<u64, StoreError>> {
        if let Self::Sqlite(db) = &*self {
            // A row that cannot be written ends the whole unit of work: SQLite need not be able to take back this statement
            // alone, for which it would keep a copy of every page that it changes (sqlite.org/lang_conflict.html).
            let into =
                if tail.is_empty() { head.replacen("INSERT INTO", "INSERT OR FAIL INTO", 1) } else { head.to_owned() };
            let done = db.run_rows(|count| self.bulk_sql(&into, count, N, tail), rows);
            return Box::pin(std::future::ready(done));
        }
        let rows: Vec<[Arg<'r>; N]> = rows.collect();
        if tail.is_empty() && rows.len() >= WORTH_A_COPY {
            let copy = Copy::of(head, &rows);
            return Box::pin(async move {
                match self {
                    Self::Pg(db) => copy?.send(db).await,
                    Self::Sqlite(_) => Ok(0),
                }
            });
        }
        // PostgreSQL binds 65,535 values a statement at most; short ones are prepared once.
        Box::pin(async move {
            let (mut done, mut rows) = (0, rows.into_iter());
            loop {
                let args: Vec<Arg<'r>> = rows.by_ref().take((BULK_VALUES / N.max(1)).max(1)).flatten().collect();
                if args.is_empty() {
                    return Ok(done);
                }
                let sql = self.bulk_sql(head, args.len() / N.max(1), N, tail);
                done += self.run_text(Cow::Owned(sql), args).await?;
            }
        })
    }

    /// Several statements at once, without arguments: migrations and pragmas.
    pub async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => Ok(db.execute_batch(&sql)?),
            Self::Pg(db) => Ok(sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **db).await.map(drop)?),
        }
    }

    /// Is this SQLite?
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    fn bulk_sql(&self, head: &str, rows: usize, width: usize, tail: &str) -> String {
        let mut sql = String::with_capacity(head.len() + rows * width * 6 + tail.len() + 16);
        sql.push_str(head);
        sql.push_str(" VALUES ");
        for row in 0..rows {
            if row > 0 {
                sql.push(',');
            }
            self.push_places(&mut sql, row * width + 1, width);
        }
        sql.push(' ');
        sql.push_str(tail);
        sql
    }

    /// `(…)` with `count` places for values, of which the first is value number `first`.
    ///
    /// SQLite finds a numbered place by going through the names of all: thousands of them cost more than the work
    /// itself. Unnumbered ones take the values as they come.
    fn push_places(&self, sql: &mut String, first: usize, count: usize) {
        use std::fmt::Write;
        for n in first..first + count {
            sql.push(if n == first { '(' } else { ',' });
            if self.is_sqlite() {
                sql.push('?');
            } else {
                // Writing to a string cannot fail.
                let _ = write!(sql, "${n}");
            }
        }
        sql.push(')');
    }
}

/// How many values one statement over many rows binds at most.
const BULK_VALUES: usize = 3_000;
/// From so many rows on, PostgreSQL takes them by COPY, which goes to the database and back twice.
const WORTH_A_COPY: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_gets_no_lock_clause() {
        assert_eq!(for_sqlite("SELECT 1 FOR UPDATE"), "SELECT 1");
        assert_eq!(for_sqlite("SELECT 1 LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING x"), "SELECT 1 LIMIT 2) RETURNING x");
    }
}
