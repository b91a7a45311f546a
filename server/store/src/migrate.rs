//! Migrations: numbered, embedded, forward only, the same numbers and names for both engines.

use super::engine::args;
use super::{Db, StoreError, distribute, statements};
use sha2::{Digest, Sha256};

/// The advisory lock that keeps two processes from migrating one schema of PostgreSQL at once ("sald" in hex, and the
/// schema's name: creditors in a schema of their own do not wait for one another).
pub(super) const LOCK: &str = "SELECT pg_advisory_lock(1935764580, hashtext(current_schema()))";
/// Gives it back.
pub(super) const UNLOCK: &str = "SELECT pg_advisory_unlock(1935764580, hashtext(current_schema()))";

struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// In order. A migration that was released is never changed; the next one follows it.
const MIGRATIONS: &[Migration] = &[migration!("0001_ground")];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL)";

/// Runs what has not run yet; answers the names.
pub(super) async fn run(db: &mut Db) -> Result<Vec<&'static str>, StoreError> {
    db.script(TABLE.to_owned()).await?;
    let done = applied(db).await?;
    compare(&done, db.is_lite())?;
    let mut ran = Vec::new();
    for migration in &MIGRATIONS[done.len()..] {
        // SQLite is already in the writer's transaction; PostgreSQL gets one a migration.
        let sql = text(migration, db.is_lite());
        if db.is_lite() {
            db.script(sql.to_owned()).await?;
        } else {
            db.script("BEGIN".to_owned()).await?;
            one_by_one(db, sql).await?;
        }
        db.run("INSERT INTO migration (name, digest) VALUES ($1, $2)", args![migration.name, digest(sql)]).await?;
        if !db.is_lite() {
            db.script("COMMIT".to_owned()).await?;
        }
        ran.push(migration.name);
    }
    Ok(ran)
}

/// Runs the statements of a migration on PostgreSQL, in the caller's transaction. Where tables are spread over machines,
/// their parts are changed one after the other: a function cannot be made in a transaction that changed them side by
/// side.
async fn one_by_one(db: &mut Db, sql: &str) -> Result<(), StoreError> {
    if distribute::has_citus(db).await? {
        db.script("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'".to_owned()).await?;
    }
    for statement in statements::split(sql) {
        db.script(statement.to_owned()).await?;
    }
    Ok(())
}

/// Fails unless everything has run.
pub(super) async fn check(db: &mut Db) -> Result<(), StoreError> {
    let done = applied(db).await.unwrap_or_default();
    compare(&done, db.is_lite())?;
    if done.len() < MIGRATIONS.len() {
        return Err(StoreError::Schema("the database is not up to date; run `saldo migrate`".to_owned()));
    }
    Ok(())
}

/// Fails unless at least the first migration has run, and none that we do not know.
pub(super) async fn check_known(db: &mut Db) -> Result<(), StoreError> {
    let done = applied(db).await.unwrap_or_default();
    if done.is_empty() {
        return Err(StoreError::Schema("this is no database of Saldo's".to_owned()));
    }
    compare(&done, db.is_lite())
}

async fn applied(db: &mut Db) -> Result<Vec<(String, String)>, StoreError> {
    let rows = db.all("SELECT name, digest FROM migration ORDER BY name", vec![]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn compare(done: &[(String, String)], lite: bool) -> Result<(), StoreError> {
    for (i, (name, known)) in done.iter().enumerate() {
        let migration = MIGRATIONS.get(i).filter(|m| m.name == name).ok_or_else(|| {
            StoreError::Schema(format!(
                "the database has migration {name}, which this program does not know; use a newer one"
            ))
        })?;
        if *known != digest(text(migration, lite)) {
            return Err(StoreError::Schema(format!("migration {name} was changed after it had run on this database")));
        }
    }
    Ok(())
}

fn text(migration: &Migration, lite: bool) -> &'static str {
    if lite { migration.sqlite } else { migration.postgres }
}

fn digest(sql: &str) -> String {
    hex::encode(Sha256::digest(sql.as_bytes()))
}
