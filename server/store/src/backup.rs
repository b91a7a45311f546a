//! Copies of the whole database: consistent while it is in use, checked before they replace one.

use super::connection::args;
use super::{Store, StoreError, private_files};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// Writes a consistent copy of an SQLite database to `file`, which must not be there.
pub async fn write_sqlite(store: &Store, file: &Path) -> Result<(), StoreError> {
    let name = file.to_str().ok_or_else(|| StoreError::Setup("the file's name is not text".to_owned()))?;
    // Made here, for its owner alone: what is copied is written into an empty file as it is.
    private_files::create_new(file).map_err(|e| StoreError::Setup(format!("cannot write {name}: {e}")))?;
    // A reader's snapshot: writers go on meanwhile. What it writes is another file, which readers
    // may not do otherwise.
    let mut db = store.read().await?;
    db.run("PRAGMA query_only = off", vec![]).await?;
    let copied = db.run("VACUUM INTO $1", args![name.to_owned()]).await;
    db.run("PRAGMA query_only = on", vec![]).await?;
    if copied.is_err() {
        let _ = std::fs::remove_file(file);
    }
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
    let copied =
        std::fs::File::open(file).and_then(|mut from| std::io::copy(&mut from, &mut private_files::create(&new)?));
    copied.map_err(|e| setup(format!("cannot copy {}: {e}", file.display())))?;
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
    let (address, mut command) = tool("pg_dump", url);
    if let Some(schema) = own_schema(url).await? {
        command.arg(format!("--schema={schema}"));
    }
    private_files::create_new(file).map_err(|e| StoreError::Setup(format!("cannot write {}: {e}", file.display())))?;
    let dumped = run("pg_dump", command.arg("--format=custom").arg("--file").arg(file).arg(address)).await;
    if dumped.is_err() {
        let _ = std::fs::remove_file(file);
    }
    dumped.map(drop)
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
    private_files::create(&list)
        .and_then(|mut list| list.write_all(without_extensions(&contents).as_bytes()))
        .map_err(|e| StoreError::Setup(format!("cannot write {}: {e}", list.display())))?;
    let (address, mut command) = tool("pg_restore", url);
    command.args(["--exit-on-error", "--single-transaction", "--no-owner", "--use-list"]).arg(&list);
    let restored = run("pg_restore", command.arg("--dbname").arg(address).arg(file)).await;
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

/// One of PostgreSQL's tools, with the address to give it: the password is in its environment, since everybody on the machine
/// can read arguments.
fn tool(name: &str, url: &str) -> (String, Command) {
    let (address, password) = without_password(url);
    let mut command = Command::new(name);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    (address, command)
}

/// An address of PostgreSQL without its password, and the password as it is spoken. It may stand behind the user, and among
/// the parameters, where the last one counts.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (user, mut password) = match user.map(|user| user.split_once(':').map_or((user, None), |(u, p)| (u, Some(p)))) {
        Some((user, password)) => (format!("{user}@"), password.map(spoken)),
        None => (String::new(), None),
    };
    let (path, query) = tail.split_once('?').map_or((tail, None), |(path, query)| (path, Some(query)));
    let mut kept = Vec::new();
    for pair in query.into_iter().flat_map(|query| query.split('&')) {
        match pair.strip_prefix("password=") {
            Some(value) => password = Some(spoken(value)),
            None => kept.push(pair),
        }
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    (format!("{scheme}://{user}{host}{path}{query}"), password)
}

/// Text of an address as it is meant: `%40` is `@`.
fn spoken(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut read, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let coded = (byte == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let coded = coded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        read.push(coded.unwrap_or(byte));
        at += if coded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&read).into_owned()
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
    use super::{without_extensions, without_password};

    #[test]
    fn no_password_is_among_the_arguments() {
        for (url, address, password) in [
            ("postgres://saldo:hunter2@db/saldo", "postgres://saldo@db/saldo", Some("hunter2")),
            (
                "postgresql://saldo:h%40nt%2Fer%252@db:5433/saldo?sslmode=require",
                "postgresql://saldo@db:5433/saldo?sslmode=require",
                Some("h@nt/er%2"),
            ),
            ("postgres://saldo:hun@ter2@db/saldo", "postgres://saldo@db/saldo", Some("hun@ter2")),
            ("postgres://saldo:hun:ter2@[::1]:5432/saldo", "postgres://saldo@[::1]:5432/saldo", Some("hun:ter2")),
            ("postgres://saldo@db/saldo?password=hunter2", "postgres://saldo@db/saldo", Some("hunter2")),
            ("postgres://saldo:a@db?x=1&password=hunter2&y=%20", "postgres://saldo@db?x=1&y=%20", Some("hunter2")),
            (
                "postgres:///saldo?host=/run/postgresql&user=saldo",
                "postgres:///saldo?host=/run/postgresql&user=saldo",
                None,
            ),
            ("postgres://db/saldo", "postgres://db/saldo", None),
            ("postgres://saldo:100%@db/saldo", "postgres://saldo@db/saldo", Some("100%")),
        ] {
            let (left, found) = without_password(url);
            assert_eq!((left.as_str(), found.as_deref()), (address, password), "{url}");
        }
    }

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
