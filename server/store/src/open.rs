//! Opening the database: pools, pragmas, and the refusal of what would not be safe.

use super::rehearsal::Rehearsal;
use super::sqlite::{self, Readers, Sqlite};
use super::writer::{Run, Writer};
use super::{Db, StoreError, UnitError, creditors, distribute, migrate, private_files};
use domain::creditor_code::CreditorCode;
use domain::id::CreditorId;
use futures::future::BoxFuture;
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgPool, PgPoolOptions};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Connections to PostgreSQL, for one process.
const PG_CONNECTIONS: u32 = 16;
/// How many of them may be writing. A transaction can wait for another one's row, and then holds its connection
/// for as long; the rest are kept for those who only read, which is most of what people wait for.
const PG_WRITERS: usize = 10;
/// How often a new process tries to get its first connection, each time as long as any other work.
const OPEN_TRIES: u32 = 5;

/// How long work waits for a PostgreSQL that is busy before it is refused.
#[derive(Clone, Copy)]
pub struct PgWait {
    /// For a connection.
    pub connection: Duration,
    /// For its turn to write.
    pub turn: Duration,
    /// For a row that another transaction has.
    pub row: Duration,
}

impl Default for PgWait {
    fn default() -> Self {
        let [connection, turn, row] = [2, 5, 5].map(Duration::from_secs);
        Self { connection, turn, row }
    }
}

/// The open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    kind: Kind,
    /// Creditors and their codes, as far as they were asked for. Neither ever changes, and no creditor is deleted.
    codes: Arc<RwLock<HashMap<CreditorCode, CreditorId>>>,
}

#[derive(Clone)]
enum Kind {
    Sqlite { readers: Arc<Readers>, writer: Arc<Writer> },
    Pg { pool: PgPool, turns: Arc<Semaphore>, turn: Duration },
    Rehearsal(Rehearsal),
}

impl Store {
    /// Opens `url` (`sqlite:file.db` or `postgres://…`); an SQLite file is made when it is missing.
    ///
    /// # Errors
    /// [`StoreError::Setup`] for an address or an engine that cannot be used.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_waiting(url, PgWait::default()).await
    }

    /// As [`Store::open`], where work waits as long as `wait` says. SQLite has no need of it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_waiting(url: &str, wait: PgWait) -> Result<Self, StoreError> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let turns = Arc::new(Semaphore::new(PG_WRITERS));
            return Ok(Self::of(Kind::Pg { pool: open_pg(url, wait).await?, turns, turn: wait.turn }));
        }
        let file = url.strip_prefix("sqlite:").ok_or_else(|| {
            StoreError::Setup("SALDO_DATABASE_URL must start with `sqlite:` or `postgres://`".to_owned())
        })?;
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() || file.contains('?') {
            return Err(StoreError::Setup(
                "SALDO_DATABASE_URL must name a file after `sqlite:`, and nothing else".into(),
            ));
        }
        keep_private(Path::new(file))
            .map_err(|e| StoreError::Setup(format!("cannot keep {file} from others: {e}; its owner must open it")))?;
        let writer = sqlite::writer(file)?;
        check_sqlite(&writer)?;
        let readers = Readers::open(file)?;
        Ok(Self::of(Kind::Sqlite { readers, writer: Arc::new(Writer::start(writer)?) }))
    }

    fn of(kind: Kind) -> Self {
        Self { kind, codes: Arc::default() }
    }

    /// The creditor with this code. The database is asked once for each.
    ///
    /// # Errors
    /// [`StoreError`] when it is asked and does not answer.
    pub async fn creditor_of(&self, code: CreditorCode) -> Result<Option<CreditorId>, StoreError> {
        let known = self.codes.read().unwrap_or_else(PoisonError::into_inner).get(&code).copied();
        if known.is_some() {
            return Ok(known);
        }
        let found = creditors::by_code(&mut self.read().await?, code).await?.map(|creditor| creditor.id);
        if let Some(creditor) = found {
            self.codes.write().unwrap_or_else(PoisonError::into_inner).insert(code, creditor);
        }
        Ok(found)
    }

    /// The code of this creditor. The database is asked once for each.
    ///
    /// # Errors
    /// [`StoreError`] when it is asked and does not answer.
    pub async fn code_of(&self, creditor: CreditorId) -> Result<Option<CreditorCode>, StoreError> {
        let of_it = |(code, id): (&CreditorCode, &CreditorId)| (*id == creditor).then_some(*code);
        let known = self.codes.read().unwrap_or_else(PoisonError::into_inner).iter().find_map(of_it);
        if known.is_some() {
            return Ok(known);
        }
        let found = creditors::by_id(&mut self.read().await?, creditor).await?.map(|creditor| creditor.code);
        if let Some(code) = found {
            self.codes.write().unwrap_or_else(PoisonError::into_inner).insert(code, creditor);
        }
        Ok(found)
    }

    /// A connection to read with. Each statement sees what was committed when it began.
    ///
    /// # Errors
    /// [`StoreError`] when there is none to be had.
    pub async fn read(&self) -> Result<Db, StoreError> {
        Ok(match &self.kind {
            Kind::Sqlite { readers, .. } => Db::Sqlite(readers.take().await?),
            Kind::Pg { pool, .. } => Db::Pg(pool.acquire().await?),
            Kind::Rehearsal(only) => only.connection().await?,
        })
    }

    /// These books as they are now, to try something out on: nothing of it stays, and nobody else sees it. It is to be
    /// [closed](Self::close). What is tried out on PostgreSQL holds the rows that it changes until then.
    ///
    /// # Errors
    /// [`StoreError`] when there is no connection to be had, or no room for a copy.
    pub async fn rehearsal(&self) -> Result<Self, StoreError> {
        Ok(Self::of(Kind::Rehearsal(match &self.kind {
            Kind::Sqlite { readers, .. } => Rehearsal::on_copy(readers).await?,
            Kind::Pg { pool, .. } => Rehearsal::in_transaction(pool).await?,
            Kind::Rehearsal(_) => return Err(StoreError::Setup("these books are a rehearsal already".to_owned())),
        })))
    }

    /// Runs `unit` on `input` in one transaction and answers once it is committed and on disk.
    ///
    /// The unit runs to its end even when the caller is dropped (a debtor who closes the page).
    /// It may run more than once: PostgreSQL can refuse a transaction that met another, and then
    /// the whole of it is done again. The input is lent to each run. What the unit answers with `Err` is rolled back.
    ///
    /// # Errors
    /// What `unit` answers, or [`StoreError`] when it cannot be committed.
    pub async fn write<I, T, F>(&self, input: I, unit: F) -> Result<T, StoreError>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a> Fn(&'a mut Db, &'a I) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
    {
        self.attempt(input, unit).await
    }

    /// As [`Store::write`], for a unit that may refuse. A refusal is an answer like any other: what was written before it
    /// is committed, so that a wrong code that was counted stays counted. Only a failure of the store is rolled back.
    ///
    /// # Errors
    /// What `unit` answers, or [`StoreError`] when it cannot be committed.
    pub async fn attempt<I, T, E, F>(&self, input: I, unit: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: UnitError,
        F: for<'a> Fn(&'a mut Db, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let answer = Arc::new(Mutex::new(None));
        let (slot, work) = (Arc::clone(&answer), Arc::new((input, unit)));
        self.commit(Box::new(move |db| {
            let (slot, work) = (Arc::clone(&slot), Arc::clone(&work));
            Box::pin(async move {
                let (input, unit) = &*work;
                let outcome = match unit(db, input).await {
                    Ok(value) => Ok(value),
                    Err(error) => Err(error.refusal()?),
                };
                slot.lock().map_err(|_| StoreError::Closing)?.replace(outcome);
                Ok(())
            })
        }))
        .await?;
        let outcome = answer.lock().ok().and_then(|mut answer| answer.take());
        outcome.unwrap_or_else(|| Err(StoreError::Closing.into()))
    }

    /// What [`Store::write`] does for every unit alike. Boxed, so that it is compiled here and not where it is awaited.
    fn commit(&self, run: Run) -> BoxFuture<'_, Result<(), StoreError>> {
        match &self.kind {
            Kind::Sqlite { writer, .. } => Box::pin(writer.write(run)),
            Kind::Pg { pool, turns, turn } => {
                let (pool, turns, longest) = (pool.clone(), Arc::clone(turns), *turn);
                let work = tokio::spawn(async move {
                    let turn = tokio::time::timeout(longest, turns.acquire()).await;
                    let _turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| StoreError::Closing)?;
                    write_pg(&pool, run).await
                });
                Box::pin(async { work.await.unwrap_or(Err(StoreError::Closing)) })
            }
            Kind::Rehearsal(only) => Box::pin(only.write(run)),
        }
    }

    /// To be called before much is written by this process and little else. PostgreSQL needs no such call.
    pub async fn bulk_mode(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            self.write((), |db, ()| Box::pin(db.script(sqlite::BULK.to_owned()))).await
        } else {
            Ok(())
        }
    }

    /// Brings the schema up to date. Safe to run at once from several processes.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the database is newer than this program.
    pub async fn migrate(&self) -> Result<Vec<&'static str>, StoreError> {
        match &self.kind {
            Kind::Sqlite { .. } | Kind::Rehearsal(_) => self.write((), |db, ()| Box::pin(migrate::run(db))).await,
            Kind::Pg { pool, .. } => {
                let mut db = locked(pool).await?;
                let done = migrate::run(&mut db).await;
                if done.is_err() {
                    // Out of the migration's transaction, where nothing more can be said.
                    db.script("ROLLBACK".to_owned()).await?;
                }
                db.run(migrate::UNLOCK, vec![]).await?;
                done
            }
        }
    }

    /// Spreads the tables over the machines of a PostgreSQL with Citus; answers which were moved. Safe to run again.
    ///
    /// # Errors
    /// [`StoreError::Setup`] where that cannot be done.
    pub async fn distribute(&self) -> Result<Vec<&'static str>, StoreError> {
        match &self.kind {
            Kind::Sqlite { .. } | Kind::Rehearsal(_) => {
                Err(StoreError::Setup("SQLite is one file; only PostgreSQL can be distributed".into()))
            }
            Kind::Pg { pool, .. } => {
                let mut db = locked(pool).await?;
                let done = distribute::run(&mut db).await;
                db.run(migrate::UNLOCK, vec![]).await?;
                done
            }
        }
    }

    /// Does the database answer, with our tables in it?
    ///
    /// # Errors
    /// [`StoreError`] if not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().await?.number("SELECT COUNT(*) FROM migration", vec![]).await.map(drop)
    }

    /// Fails unless the schema is the one this program was made for.
    ///
    /// # Errors
    /// [`StoreError::Schema`] with what to do.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let mut db = self.read().await?;
        migrate::check(&mut db).await?;
        if db.is_sqlite() { Ok(()) } else { distribute::check(&mut db).await }
    }

    /// Fails unless this is a database of ours, of this version or an older one.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when it is not.
    pub async fn check_known(&self) -> Result<(), StoreError> {
        migrate::check_known(&mut self.read().await?).await
    }

    /// Is it SQLite?
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self.kind, Kind::Sqlite { .. } | Kind::Rehearsal(Rehearsal::Sqlite(_)))
    }

    /// Waits for the work at hand and closes all connections.
    pub async fn close(&self) {
        match &self.kind {
            Kind::Sqlite { readers, writer, .. } => {
                writer.stop().await;
                readers.close().await;
            }
            Kind::Pg { pool, turns, .. } => {
                turns.close();
                pool.close().await;
            }
            Kind::Rehearsal(only) => only.close().await,
        }
    }
}

/// A connection that changes the schema; a second process waits here until this one is done.
async fn locked(pool: &PgPool) -> Result<Db, StoreError> {
    let mut db = Db::Pg(pool.acquire().await?);
    let row = db.first("SELECT current_schema()::text", vec![]).await?;
    if row.map(|row| row.get::<Option<String>>(0)).transpose()?.flatten().is_none() {
        return Err(StoreError::Setup(
            "the schema that SALDO_DATABASE_URL names is not there; CREATE SCHEMA first".into(),
        ));
    }
    db.run(migrate::LOCK, vec![]).await?;
    Ok(db)
}

/// The database is for its owner alone, and so is its log: SQLite makes those as the database is.
fn keep_private(file: &Path) -> io::Result<()> {
    match private_files::create_new(file) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => private_files::keep(file)?,
        // A folder that is not there is told by SQLite itself.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        made => drop(made?),
    }
    for ending in ["-wal", "-shm"] {
        let mut beside = file.to_owned().into_os_string();
        beside.push(ending);
        match private_files::keep(Path::new(&beside)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

async fn open_pg(url: &str, wait: PgWait) -> Result<PgPool, StoreError> {
    let row = wait.row.as_millis();
    let options = PgPoolOptions::new()
        .max_connections(PG_CONNECTIONS)
        .acquire_timeout(wait.connection)
        // sqlx 0.9.0 can hand back a connection with its transaction still open when a future is
        // dropped during BEGIN (transact-rs/sqlx#4385). Out once a release has the fix.
        .after_release(|db, _| Box::pin(async move { sqlx::raw_sql("ROLLBACK").execute(&mut *db).await.map(|_| true) }))
        .after_connect(move |db, _| {
            Box::pin(async move {
                let settings =
                    format!("SET TIME ZONE 'UTC'; SET client_min_messages = error; SET lock_timeout = '{row}ms'");
                sqlx::raw_sql(AssertSqlSafe(settings)).execute(&mut *db).await.map(drop)
            })
        });
    // A database under load takes its time to let a new process in; that is no reason to give up.
    let mut tries = 1;
    loop {
        match options.clone().connect(url).await {
            Err(sqlx::Error::PoolTimedOut) if tries < OPEN_TRIES => tries += 1,
            opened => {
                return opened
                    .map_err(|e| StoreError::Setup(format!("cannot reach PostgreSQL at SALDO_DATABASE_URL: {e}")));
            }
        }
    }
}

async fn write_pg(pool: &PgPool, mut run: Run) -> Result<(), StoreError> {
    const TRIES: u32 = 6;
    let mut tries = 0;
    loop {
        tries += 1;
        let mut db = Db::Pg(pool.acquire().await?);
        db.run("BEGIN", vec![]).await?;
        let result = match run(&mut db).await {
            Ok(()) => db.run("COMMIT", vec![]).await.map(drop),
            Err(error) => Err(error),
        };
        match result {
            Err(error) if error.is_retryable() && tries < TRIES => {
                tracing::debug!(tries, "transaction met another, doing it again");
            }
            result => return result, // an open transaction is rolled back when the connection is released
        }
    }
}

/// Refuses an SQLite with the WAL-reset bug: with several connections it can lose committed
/// transactions. Fixed in 3.51.3 and, on the next line, in 3.53.1 (sqlite.org, release notes).
fn check_sqlite(db: &Sqlite) -> Result<(), StoreError> {
    let version: String = db.query_row("SELECT sqlite_version()", [], |row| row.get(0))?;
    if sqlite_is_safe(&version) {
        return Ok(());
    }
    Err(StoreError::Setup(format!(
        "SQLite {version} can lose data when its log is reset; this program needs 3.51.3, or 3.53.1 and later"
    )))
}

fn sqlite_is_safe(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [3, 51, patch] => *patch >= 3,
        [3, 53, patch] => *patch >= 1,
        [3, minor, _] => *minor > 53,
        [major, ..] => *major > 3,
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::sqlite_is_safe;

    #[test]
    fn only_an_sqlite_without_the_reset_bug_will_do() {
        for (version, safe) in [
            ("3.51.2", false),
            ("3.51.3", true),
            ("3.52.0", false),
            ("3.53.0", false),
            ("3.53.1", true),
            ("3.54.0", true),
            ("3.46.1", false),
            ("", false),
        ] {
            assert_eq!(sqlite_is_safe(version), safe, "{version}");
        }
    }
}
