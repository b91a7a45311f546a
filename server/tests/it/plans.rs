//! How SQLite goes about every statement of the store: by an index, unless it is listed here why not.

use super::support::sql;
use store::Store;
use store::connection::Arg;

/// Files whose statements may go through whole tables: the check of everything, exceptions (they are few, and a person
/// asks for them), the engine's own, and what only PostgreSQL is told.
const WHOLE: [&str; 12] = [
    "verify.rs",
    "verify/agreements.rs",
    "verify/credit.rs",
    "verify/movements.rs",
    "verify/originals.rs",
    "verify/sources.rs",
    "exceptions.rs",
    "migrate.rs",
    "open.rs",
    "connection.rs",
    "distribute.rs",
    "backup.rs",
];

/// Statements that may go through a table, or through all of a creditor's rows, by how they begin.
const ALLOWED: &[(&str, &str)] = &[
    ("SELECT id, slug, code", "all creditors"),
    ("SELECT n, hash FROM seal", "the last seal, by the key's end"),
    ("SELECT COUNT(*) FROM job WHERE state = 'dead'", "a gauge; jobs are cleared after some days"),
    ("SELECT COUNT(*) FROM job WHERE state = 'ready'", "a gauge over the few that wait, by their own index"),
    ("SELECT run_at FROM job WHERE state = 'ready'", "the first of the few that wait, by their own index"),
    ("SELECT 'cleared', i.due", "the two dozen rows that it has found by an index"),
    ("SELECT version, document FROM policy", "the last version, by the key's end"),
    ("SELECT COALESCE(MAX(version), 0) FROM policy", "the last version, by the key's end"),
    ("SELECT creditor_id, id, debtor_id, asked, reason", "a creditor's few requests that wait, by their own index"),
    ("SELECT o.creditor_id, o.id, o.debtor_id, o.invoice_id", "a creditor's few open disputes, by their own index"),
    ("SELECT CAST(COALESCE(SUM(r.more)", "the few raised totals that it has found by an index"),
    ("SELECT done", "a creditor's one row, by its key"),
    ("UPDATE daily ", "a creditor's one row, by its key"),
    ("SELECT COUNT(DISTINCT debtor_id) FROM invoice", "a creditor's open invoices in their own index, for a preview"),
    ("SELECT debtor_id FROM (SELECT debtor_id, ROW_NUMBER()", "the same, and what it has found there"),
    ("SELECT COUNT(*), MIN(answer_by) FROM request", "a creditor's few requests that wait, by their own index"),
    ("SELECT COUNT(*), MIN(made_at) FROM dispute", "a creditor's few open disputes, by their own index"),
    ("SELECT u.creditor_id, u.id, u.email", "a creditor's users, for the command line; the others go by a key"),
    ("SELECT o.creditor_id, o.id, o.debtor_id, o.invoice_id", "a creditor's few open disputes, by their own index"),
    ("DELETE FROM ", "clearing up, every ten minutes"),
    ("SELECT DISTINCT provider, account, reference FROM event", "the few events that wait, by their own index"),
    ("SELECT creditor_id, id FROM job WHERE state = 'ready'", "the first of the few that wait, by their own index"),
    ("SELECT n, as_of, rank FROM import", "a creditor's imports, some a day; once a file"),
    ("SELECT COALESCE(MAX(n), 0) + 1 FROM import", "the last import, by the key's end"),
    ("SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN ended_at", "a creditor's imports, twice a file"),
    ("UPDATE import SET state = 'broken_off'", "a creditor's imports, once a file"),
    ("UPDATE lease SET until", "a creditor's one row, by its key"),
    ("SELECT holder, what, who, until FROM lease", "a creditor's one row, by its key"),
    ("SELECT debtor_id, what, said FROM by_hand", "the few debtors of whom staff have said otherwise, once a file"),
    ("SELECT 1 FROM invoice WHERE creditor_id = $1 LIMIT 1", "the first of a creditor's invoices, once a file"),
    ("SELECT currency, CAST(COUNT(*) AS BIGINT)", "a creditor's open invoices in their own index, twice a file"),
    ("SELECT id FROM invoice WHERE creditor_id = $1 AND said_import", "taking an import back, which is rare"),
    ("SELECT invoice_id FROM invoice_original WHERE creditor_id = $1 AND import_n", "the same"),
    ("UPDATE invoice SET number_key = number_key", "all invoices of a creditor, once in its life"),
    ("SELECT id, shape, kind", "a creditor's few kinds of files"),
    (
        "SELECT s.id, s.note_id, s.invoice_id, s.component, s.amount, s.taken_back, s.made_at, i.currency, -COALESCE",
        "a creditor's set-offs, once a file",
    ),
    (
        "SELECT i.id FROM invoice i WHERE i.creditor_id = $1 AND i.balance < 0",
        "a creditor's few credits, by their own index; once a file",
    ),
    ("SELECT DISTINCT i.id FROM dispute o JOIN invoice i", "a creditor's few credits, by their own index; once a file"),
    ("SELECT n.debtor_id FROM invoice n", "a creditor's few credits, by their own index; once a file"),
    (
        "SELECT id, number_key, issue_date, currency, balance, said_import, debtor_id FROM invoice WHERE creditor_id = $1 AND id > $2 AND balance = 0 AND said_import",
        "a creditor's set-offs, once a file",
    ),
    ("SELECT number_key FROM invoice WHERE creditor_id = $1 AND number_key LIKE", "is there any; once a file"),
    ("SELECT png FROM logo WHERE creditor_id", "a creditor has one, found by its key"),
    ("SELECT language, text FROM privacy_text", "one row a language"),
    ("SELECT DISTINCT m.debtor_id FROM movement m", "a creditor's movements, by their own index; once a file"),
    ("SELECT DISTINCT c.invoice_id FROM counted_note", "a creditor's few notes that lists had counted, once a file"),
    ("SELECT DISTINCT invoice_id FROM counted_note", "the same, where an import is taken back"),
    ("SELECT m.n, m.as_of FROM entry e", "a creditor's imports, some a day; for a note that a list had counted"),
    ("SELECT 1 FROM import WHERE creditor_id = $1 AND complete", "the same"),
    ("SELECT 1 FROM stands_for WHERE creditor_id = $1 LIMIT 1", "the first of a creditor's, once a file"),
    ("SELECT p.id, p.paid_at, p.provider", "a creditor's payments by their key, for an accountant at the command line"),
];

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
    let (mut seen, mut slow) = (0, Vec::new());
    for (name, source) in sql::sources() {
        if WHOLE.contains(&name.as_str()) {
            continue;
        }
        let allowed = |sql: &str| ALLOWED.iter().any(|(begins, _)| sql.starts_with(begins));
        let reads = |sql: &String| ["SELECT ", "UPDATE ", "DELETE ", "WITH "].iter().any(|verb| sql.starts_with(verb));
        for sql in sql::statements(&source).into_iter().filter(reads) {
            let sql = sql.replace(sql::LIST, "($9)");
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
