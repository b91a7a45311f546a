//! Books to try something out on: whatever is written there is seen by nobody else, and nothing of it stays.
//!
//! The same units of work run there as on the books themselves, so that what they answer cannot differ from what they
//! would do. On PostgreSQL it is a transaction that is never committed. SQLite lets one write at a time: a large list in
//! such a transaction would keep everybody's payments waiting to its end. There it is a copy that SQLite deletes.

use super::StoreError;
use super::connection::Db;
use super::sqlite::Readers;
use super::writer::Run;
use sqlx::postgres::{PgPool, PgPoolOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a read waits for the unit of work before it: there is one connection for all.
const PATIENCE: Duration = Duration::from_secs(600);

/// The one connection of a rehearsal.
#[derive(Clone)]
pub(super) enum Rehearsal {
    /// To a copy.
    Sqlite(Arc<Readers>),
    /// In a transaction that is rolled back when it is closed.
    Pg(PgPool),
}

impl Rehearsal {
    /// On a copy of what these read.
    pub(super) async fn on_copy(books: &Arc<Readers>) -> Result<Self, StoreError> {
        Ok(Self::Sqlite(books.copied(PATIENCE).await?))
    }

    /// In a transaction.
    pub(super) async fn in_transaction(books: &PgPool) -> Result<Self, StoreError> {
        let begun = AtomicBool::new(false);
        let options = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |db, _| {
                // What was tried out is gone with its connection; a second one would go on as if nothing had been.
                let again = begun.swap(true, Ordering::Relaxed);
                Box::pin(async move {
                    if again {
                        return Err(sqlx::Error::PoolClosed);
                    }
                    let settings =
                        "SET TIME ZONE 'UTC'; SET client_min_messages = error; SET lock_timeout = '5s'; BEGIN";
                    sqlx::raw_sql(settings).execute(&mut *db).await.map(drop)
                })
            });
        Ok(Self::Pg(options.connect_with((*books.connect_options()).clone()).await?))
    }

    /// The connection, once nobody else has it.
    pub(super) async fn connection(&self) -> Result<Db, StoreError> {
        Ok(match self {
            Self::Sqlite(only) => Db::Sqlite(only.take().await?),
            Self::Pg(only) => Db::Pg(only.acquire().await?),
        })
    }

    /// Runs a unit of work; one that fails leaves nothing.
    pub(super) async fn write(&self, mut run: Run) -> Result<(), StoreError> {
        let mut db = self.connection().await?;
        db.run("SAVEPOINT unit", vec![]).await?;
        let result = run(&mut db).await;
        if result.is_err() {
            db.run("ROLLBACK TO unit", vec![]).await?;
        }
        db.run("RELEASE unit", vec![]).await?;
        result
    }

    /// Ends it, with all that was written.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(only) => only.close().await,
            Self::Pg(only) => only.close().await,
        }
    }
}
