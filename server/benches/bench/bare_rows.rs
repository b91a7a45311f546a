//! The rows of an import into the same tables and indices, by a program that does nothing else: what SQLite takes at least.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Rows, Statement};

/// The bench's own program, called so, is this one: what it does, `--`, the books, the file that it writes.
pub const ARGUMENT: &str = "bare-rows";
/// It only reads.
pub const READ: &str = "read";
/// It reads and writes.
pub const WRITE: &str = "write";

/// The tables that hold nearly all rows, with how many of each come with so many invoices.
const TABLES: [(&str, usize); 3] = [("invoice", 10), ("entry", 17), ("posting", 34)];
/// Invoices in one transaction, in tenths.
const TENTHS: usize = 800;
/// Tables that are read whole.
const SMALL: [&str; 3] = ["debtor", "debtor_word", "alias"];

/// Is that program.
pub fn run(args: &[String]) {
    let [what, _, books, file] = args else { panic!("what to do, the books and a file are wanted") };
    let books = Connection::open_with_flags(books, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the books");
    let bare = Connection::open(if what == WRITE { file.as_str() } else { ":memory:" }).expect("a file");
    let settings = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -32768; \
                    PRAGMA wal_autocheckpoint = 8192";
    bare.execute_batch(settings).expect("settings");
    let all = TABLES.iter().map(|(table, _)| *table).chain(SMALL);
    for sql in all.clone().flat_map(|table| schema(&books, table)) {
        bare.execute_batch(&sql).expect("a table");
    }
    let mut tables: Vec<(Statement<'_>, Statement<'_>)> =
        all.map(|table| (books.prepare(&reads(table)).expect("a table"), insert(&books, &bare, table))).collect();
    let mut copies: Vec<OnItsWay<'_, '_>> = tables
        .iter_mut()
        .map(|(from, into)| OnItsWay { from: from.query([]).expect("rows"), into, writes: what == WRITE })
        .collect();
    let shares: Vec<usize> = TABLES.map(|(_, share)| share * TENTHS).into_iter().chain(SMALL.map(|_| TENTHS)).collect();
    loop {
        bare.execute_batch("BEGIN").expect("a transaction");
        let mut more = false;
        for (copy, share) in std::iter::zip(&mut copies, &shares) {
            more |= copy.take(*share);
        }
        bare.execute_batch("COMMIT").expect("it is written");
        if !more {
            return;
        }
    }
}

/// In the order of the key, which is that in which they came.
fn reads(table: &str) -> String {
    format!("SELECT * FROM {table}")
}

fn insert<'b>(books: &Connection, bare: &'b Connection, table: &str) -> Statement<'b> {
    let columns = books.prepare(&reads(table)).expect("a table").column_count();
    bare.prepare(&format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(","))).expect("a table")
}

/// The tables and their indices, as the books have them.
fn schema(books: &Connection, table: &str) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_master WHERE tbl_name = ?1 AND type IN ('table', 'index') AND sql IS NOT NULL \
               ORDER BY type DESC";
    let mut statement = books.prepare(sql).expect("a statement");
    let texts = statement.query_map([table], |row| row.get(0)).expect("texts");
    texts.collect::<Result<_, _>>().expect("texts")
}

/// One table on its way.
struct OnItsWay<'t, 'c> {
    from: Rows<'t>,
    into: &'t mut Statement<'c>,
    writes: bool,
}

impl OnItsWay<'_, '_> {
    /// Takes so many rows; `false` when there are no more.
    fn take(&mut self, count: usize) -> bool {
        for _ in 0..count {
            let Some(row) = self.from.next().expect("a row") else { return false };
            for column in 0..row.as_ref().column_count() {
                let value: ValueRef<'_> = row.get_ref(column).expect("a value");
                if self.writes {
                    self.into.raw_bind_parameter(column + 1, ToSqlOutput::Borrowed(value)).expect("a place");
                }
            }
            if self.writes {
                self.into.raw_execute().expect("a row");
            }
        }
        true
    }
}
