//! How SQLite goes about every statement of the store: by an index, unless it is listed here why not.

use std::path::PathBuf;
use store::Store;
use store::engine::Arg;

/// Files whose statements may go through whole tables: the check of everything, exceptions (they are few, and a person
/// asks for them), and the engine's own.
const WHOLE: [&str; 6] = ["verify.rs", "verify_agreements.rs", "exceptions.rs", "migrate.rs", "open.rs", "engine.rs"];

/// Statements that may go through a table, or through all of a creditor's rows, by how they begin.
const ALLOWED: &[(&str, &str)] = &[
    ("SELECT id, slug, name", "all creditors"),
    ("SELECT n, hash FROM seal", "the last seal, by the key's end"),
    ("SELECT COUNT(*) FROM job WHERE state = 'dead'", "a gauge; jobs are cleared after some days"),
    ("SELECT COUNT(*) FROM job WHERE state = 'ready'", "a gauge over the few that wait, by their own index"),
    ("SELECT run_at FROM job WHERE state = 'ready'", "the first of the few that wait, by their own index"),
    ("SELECT 'cleared', i.due", "the two dozen rows that it has found by an index"),
    ("SELECT version, document FROM policy", "the last version, by the key's end"),
    ("SELECT COALESCE(MAX(version), 0) FROM policy", "the last version, by the key's end"),
    ("SELECT creditor_id, id, debtor_id, asked, reason", "a creditor's few requests that wait, by their own index"),
    ("SELECT o.creditor_id, o.id, o.debtor_id, o.invoice_id", "a creditor's few open objections, by their own index"),
    ("SELECT done", "a creditor's one row, by its key"),
    ("UPDATE daily ", "a creditor's one row, by its key"),
    ("SELECT COUNT(DISTINCT debtor_id) FROM invoice", "a creditor's open invoices in their own index, for a preview"),
    ("SELECT debtor_id FROM (SELECT debtor_id, ROW_NUMBER()", "the same, and what it has found there"),
    ("SELECT COUNT(*), MIN(answer_by) FROM request", "a creditor's few requests that wait, by their own index"),
    ("SELECT COUNT(*), MIN(made_at) FROM objection", "a creditor's few open objections, by their own index"),
    ("SELECT u.creditor_id, u.id, u.email", "a creditor's users, for the command line; the others go by a key"),
    ("SELECT o.creditor_id, o.id, o.debtor_id, o.invoice_id", "a creditor's few open objections, by their own index"),
    ("DELETE FROM ", "clearing up, every ten minutes"),
    ("SELECT DISTINCT p.creditor_id, p.id FROM event", "the few events that wait, by their own index"),
];

/// The texts between quotes, with what stands before each; lines that end in `\` go on.
fn literals(source: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find('"') {
        let (before, after) = (&rest[..start], &rest[start + 1..]);
        let mut text = String::new();
        let mut chars = after.char_indices().peekable();
        let mut end = after.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    end = at + 1;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, '\n')) => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                    Some((_, c)) => text.push(c),
                    None => {}
                },
                c => text.push(c),
            }
        }
        found.push((before, text));
        rest = &after[end..];
    }
    found
}

/// Every statement of a file that reads, changes or deletes rows.
fn statements(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect();
    // `select!("WHERE …")` stands for its columns and its table followed by that.
    let mut columns = String::new();
    let mut all = Vec::new();
    for (before, text) in literals(&code) {
        if before.trim_end().ends_with("concat!(") {
            columns = text;
        } else if before.trim_end().ends_with("select!(") {
            all.push(format!("{columns}{text}"));
        } else if ["SELECT ", "UPDATE ", "DELETE ", "WITH "].iter().any(|verb| text.starts_with(verb)) {
            all.push(text);
        }
    }
    all
}

/// Is it a step through a whole table, or through everything that one creditor has?
fn goes_through_all(step: &str) -> bool {
    (step.starts_with("SCAN") && step != "SCAN CONSTANT ROW") || step.ends_with("(creditor_id=?)")
}

#[tokio::test]
async fn every_statement_goes_by_an_index() {
    let dir = std::env::temp_dir().join(format!("saldo-plans-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let store = Store::open(&format!("sqlite:{}", dir.join("plans.db").display())).await.expect("a database");
    store.migrate().await.expect("its tables");
    let mut db = store.read().await.expect("a reader");
    let room: PathBuf = [env!("CARGO_MANIFEST_DIR"), "store", "src"].iter().collect();
    let (mut seen, mut slow) = (0, Vec::new());
    for entry in std::fs::read_dir(room).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if WHOLE.contains(&name.as_str()) {
            continue;
        }
        let allowed = |sql: &str| ALLOWED.iter().any(|(begins, _)| sql.starts_with(begins));
        for sql in statements(&std::fs::read_to_string(&path).expect("text")) {
            let sql = if sql.ends_with("IN ") { format!("{sql}($2)") } else { sql };
            let values = (1..=40).rev().find(|n| sql.contains(&format!("${n}"))).unwrap_or(0);
            let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
            let plan = db.all(explain, vec![Arg::from(None::<i64>); values]).await;
            let plan = plan.unwrap_or_else(|error| panic!("{name}: {sql}: {error}"));
            seen += 1;
            for step in &plan {
                let step: String = step.get(3).expect("a step");
                if goes_through_all(&step) && !allowed(&sql) {
                    slow.push(format!("{name}: {step}\n    {sql}"));
                }
            }
        }
    }
    drop(db);
    store.close().await;
    let _ = std::fs::remove_dir_all(&dir);
    assert!(seen > 60, "{seen} statements were found; has the way they are written changed?");
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn statements_are_found_as_they_are_written() {
    let source = "concat!(\n \"SELECT a FROM t \",\n $rest) db.all(select!(\"WHERE b = $1\")); \
                  let sql = \"UPDATE t SET a = \\\n    1\";\n// \"SELECT 1\"\n#[cfg(test)] \"SELECT 2\"";
    assert_eq!(statements(source), ["SELECT a FROM t WHERE b = $1", "UPDATE t SET a = 1"]);
}

#[test]
fn steps_through_everything_are_told_apart() {
    for step in ["SCAN invoice", "SCAN job USING INDEX job_ready", "SEARCH e USING PRIMARY KEY (creditor_id=?)"] {
        assert!(goes_through_all(step), "{step}");
    }
    for step in
        ["SCAN CONSTANT ROW", "SEARCH e USING PRIMARY KEY (creditor_id=? AND id=?)", "USE TEMP B-TREE FOR ORDER BY"]
    {
        assert!(!goes_through_all(step), "{step}");
    }
}
