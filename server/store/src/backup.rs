//! Copies of the whole database: consistent while it is in use, checked before they replace one.

use super::engine::args;
use super::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// Writes a consistent copy of an SQLite database to `file`, which must not be there.
///
/// # Errors
/// [`StoreError`].
pub async fn write_lite(store: &Store, file: &Path) -> Result<(), StoreError> {
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
pub async fn restore_lite(url: &str, file: &Path, replace: bool) -> Result<(), StoreError> {
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

/// Dumps a PostgreSQL database with its own tool, which must be on the machine.
///
/// # Errors
/// [`StoreError::Setup`] with what it said.
pub async fn dump_pg(url: &str, file: &Path) -> Result<(), StoreError> {
    run("pg_dump", Command::new("pg_dump").arg("--format=custom").arg("--file").arg(file).arg(url)).await
}

/// Restores a dump into an empty PostgreSQL database.
///
/// # Errors
/// [`StoreError::Setup`] with what the tool said.
pub async fn restore_pg(url: &str, file: &Path) -> Result<(), StoreError> {
    let mut command = Command::new("pg_restore");
    command.args(["--exit-on-error", "--single-transaction", "--no-owner", "--dbname"]).arg(url).arg(file);
    run("pg_restore", &mut command).await
}

async fn run(name: &str, command: &mut Command) -> Result<(), StoreError> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .await
        .map_err(|e| StoreError::Setup(format!("cannot run {name} ({e}); install PostgreSQL's client tools")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(StoreError::Setup(format!("{name}: {}", said.lines().next().unwrap_or("failed"))))
}
