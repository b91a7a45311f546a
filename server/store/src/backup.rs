//! Copies of the whole database: consistent while it is in use, checked before they replace one.

use super::connection::args;
use super::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// Writes a consistent copy of an SQLite database to `file`, which must not be there.
pub async fn write_sqlite(store: &Store, file: &Path) -> Result<(), StoreError> {
    let name = file.to_str().ok_or_else(|| StoreError::Setup("the file's name is not text".to_owned()))?;
    // A reader's snapshot: writers go on meanwhile. What it writes is another file, which readers
    // may not do otherwise.
    let mut db = store.read().await?;
    db.run("PRAGMA query_only = off", vec![]).await?;
    let copied = db.run("VACUUM INTO $1", args![name.to_owned()]).await;
    db.run("PRAGMA query_only = on", vec![]).await?;
    copied?;
    let written = std::fs::File::open(file).and_then(|file| file.sync_all());
    written.map_err(|e| StoreError::Setup(format!("cannot sync {name}: {e}")))
}

/// Puts `file` in the place of the SQLite database `url`. One that is there is moved aside, if
/// `replace` allows it. Nothing may have it open.
///
/// # Errors
/// [`StoreError`]; the old database is then still in its place.
pub async fn restore_sqlite(url: &str, file: &Path, replace: bool) -> Result<(), StoreError> {
    let setup = |what: String| StoreError::Setup(what);
    let place = PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//"));
    let beside = |ending: &str| {
        let mut name = place.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    };
    if place.exists() && !replace {
        return Err(setup(format!("{} is there; stop the portal and say --replace", place.display())));
    }
    // Looked at under another name first: what is no backup never takes the place of the books.
    let new = beside(".restoring");
    std::fs::copy(file, &new).map_err(|e| setup(format!("cannot copy {}: {e}", file.display())))?;
    let checked = check(&new).await;
    if checked.is_err() {
        let _ = std::fs::remove_file(&new);
        return checked;
    }
    if place.exists() {
        std::fs::rename(&place, beside(".before-restore")).map_err(|e| setup(e.to_string()))?;
    }
    for ending in ["-wal", "-shm"] {
        // The log of the old database must not be applied to the new one.
        let _ = std::fs::rename(beside(ending), beside(&format!(".before-restore{ending}")));
        let mut leftover = new.clone().into_os_string();
        leftover.push(ending);
        let _ = std::fs::remove_file(leftover);
    }
    std::fs::rename(&new, &place).map_err(|e| setup(e.to_string()))
}

async fn check(file: &Path) -> Result<(), StoreError> {
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    // A backup of an older version is as good: whoever opens it next brings it up to date.
    let checked = store.check_known().await;
    store.close().await;
    checked
}

/// Dumps a PostgreSQL database with its own tool, which must be on the machine; where the address names a schema, that
/// schema alone.
///
/// # Errors
/// [`StoreError::Setup`] with what it said.
pub async fn dump_pg(url: &str, file: &Path) -> Result<(), StoreError> {
    let mut command = Command::new("pg_dump");
    if let Some(schema) = own_schema(url).await? {
        command.arg(format!("--schema={schema}"));
    }
    run("pg_dump", command.arg("--format=custom").arg("--file").arg(file).arg(url)).await.map(drop)
}

/// The schema that an address leads to, unless it is the one that every database has.
async fn own_schema(url: &str) -> Result<Option<String>, StoreError> {
    let store = Store::open(url).await?;
    let row = store.read().await?.first("SELECT current_schema()::text", vec![]).await?;
    store.close().await;
    let schema = row.map(|row| row.get::<Option<String>>(0)).transpose()?.flatten();
    Ok(schema.filter(|schema| schema != "public"))
}

/// Restores a dump into an empty PostgreSQL database. Extensions are left out: a dump of a database that is spread over
/// machines can be read on one that is not.
///
/// # Errors
/// [`StoreError::Setup`] with what the tool said.
pub async fn restore_pg(url: &str, file: &Path) -> Result<(), StoreError> {
    let contents = run("pg_restore", Command::new("pg_restore").arg("--list").arg(file)).await?;
    let mut list = file.to_owned().into_os_string();
    list.push(".list");
    let list = PathBuf::from(list);
    std::fs::write(&list, without_extensions(&contents))
        .map_err(|e| StoreError::Setup(format!("cannot write {}: {e}", list.display())))?;
    let mut command = Command::new("pg_restore");
    command.args(["--exit-on-error", "--single-transaction", "--no-owner", "--use-list"]).arg(&list);
    let restored = run("pg_restore", command.arg("--dbname").arg(url).arg(file)).await;
    let _ = std::fs::remove_file(&list);
    restored.map(drop)
}

/// What `pg_restore --list` tells of a dump, without its extensions and the remarks about them.
fn without_extensions(contents: &str) -> String {
    // `3; 3079 16384 EXTENSION - citus ` and `7; 0 0 COMMENT - EXTENSION citus `, after the numbers of an entry.
    let is_one = |line: &str| {
        let kind: Vec<&str> = line.split_whitespace().skip(3).take(3).collect();
        kind.first() == Some(&"EXTENSION") || kind == ["COMMENT", "-", "EXTENSION"]
    };
    contents.lines().filter(|line| !is_one(line)).map(|line| format!("{line}\n")).collect()
}

/// What the tool wrote on its standard output.
async fn run(name: &str, command: &mut Command) -> Result<String, StoreError> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .await
        .map_err(|e| StoreError::Setup(format!("cannot run {name} ({e}); install PostgreSQL's client tools")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(StoreError::Setup(format!("{name}: {}", said.lines().next().unwrap_or("failed"))))
}

#[cfg(test)]
mod tests {
    use super::without_extensions;

    #[test]
    fn a_dump_is_restored_without_its_extensions() {
        let contents = "; Archive created at 2026-11-29\n2; 3079 16385 EXTENSION - citus \n\
                        3901; 0 0 COMMENT - EXTENSION citus \n214; 1259 16400 TABLE public creditor saldo\n\
                        3902; 0 0 COMMENT public TABLE creditor saldo\n";
        let rest = "; Archive created at 2026-11-29\n214; 1259 16400 TABLE public creditor saldo\n\
                    3902; 0 0 COMMENT public TABLE creditor saldo\n";
        assert_eq!(without_extensions(contents), rest);
    }
}
