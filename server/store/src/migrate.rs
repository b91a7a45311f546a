//! Migrations: numbered, embedded, forward only, the same numbers and names for both engines.

use super::engine::args;
use super::{Db, StoreError};
use sha2::{Digest, Sha256};

/// The advisory lock that keeps two processes from migrating PostgreSQL at once ("saldo" in hex).
pub(super) const LOCK: i64 = 0x0073_616c_646f;

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
const MIGRATIONS: &[Migration] = &[
    migration!("0001_ground"),
    migration!("0002_statistics"),
    migration!("0003_offers"),
    migration!("0004_console"),
    migration!("0005_known_facts"),
];

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
        db.script(if db.is_lite() { sql.to_owned() } else { format!("BEGIN;{sql}") }).await?;
        db.run("INSERT INTO migration (name, digest) VALUES ($1, $2)", args![migration.name, digest(sql)]).await?;
        if !db.is_lite() {
            db.script("COMMIT".to_owned()).await?;
        }
        ran.push(migration.name);
    }
    Ok(ran)
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
