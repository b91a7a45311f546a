//! The books that everything is measured on: a file as a creditor exports it, imported.

use crate::portal::saldo;
use crate::process::{self, Cost};
use crate::{at_least, bare_rows, figure, heading, seconds, workbook};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

pub const CREDITOR: &str = "banco";
/// Invoices of most debtors; three of ten are open.
const EACH: usize = 10;
/// The first so many debtors have [`OPEN`] open invoices besides: theirs are the pages measured.
pub const LOOKED_AT: usize = 500;
/// Open invoices on a measured page.
pub const OPEN: usize = 20;

pub struct Books {
    pub dir: PathBuf,
    pub rows: usize,
}

impl Books {
    pub fn new(dir: PathBuf, rows: usize) -> Self {
        Self { dir, rows }
    }

    pub fn debtors(&self) -> usize {
        self.rows / EACH
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.dir.join(format!("books-{}.{ending}", self.rows))
    }

    pub fn url(&self) -> String {
        format!("sqlite:{}", self.file("db").display())
    }

    pub fn are_there(&self) -> bool {
        self.file("whole").exists()
    }

    /// Writes the file, has it imported by Saldo and by `sqlite3`, and compares; then reads it again, as it is and with a
    /// hundredth of it changed.
    pub fn import(&self) {
        heading("import: first, again, with 1 % changed");
        let (csv, changed) = (self.file("csv"), self.file("changed.csv"));
        write(&csv, self.rows, None).expect("a file");
        write(&changed, self.rows, Some(100)).expect("a file");
        let _ = std::fs::remove_file(self.file("whole"));
        for ending in ["db", "db-wal", "db-shm", "plain", "bare"] {
            let _ = std::fs::remove_file(self.file(ending));
        }
        let plain = process::run(
            Command::new("sqlite3")
                .arg(self.file("plain"))
                .args([".mode csv".to_owned(), format!(".import {} t", csv.display())]),
        );
        process::run(saldo(self).args(CREATE));
        let first = self.read(&csv);
        let size = mebibytes(&self.file("db"));
        let rows = f64::from(u32::try_from(self.rows + LOOKED_AT * (OPEN - 3)).expect("a count"));
        figure("sqlite3 .import into one table without an index", seconds(plain.wall), "s", None);
        compared("saldo import", first, plain, 8.0);
        figure("saldo import, rows", rows / seconds(first.wall), "/s", None);
        figure("a million invoices take", size * 1.048_576 / rows * 1_000_000.0, "MB", Some(900.0));
        self.beside_bare(first);
        let again = self.read(&csv);
        compared("the same list again", again, plain, 3.0);
        let some_changed = self.read(&changed);
        compared("a list of which 1 % has changed", some_changed, plain, 3.5);
        let most = [first, again, some_changed].iter().fold(0.0, |most: f64, cost| most.max(cost.mebibytes));
        figure("memory, at most", most, "MiB", Some(256.0));
        std::fs::write(self.file("whole"), "").expect("a file");
        let (csv, plain) = (mebibytes(&csv), mebibytes(&self.file("plain")));
        println!("  (file {csv:.0} MiB, plain table {plain:.0} MiB, books {size:.0} MiB)\n");
        let _ = std::fs::remove_file(self.file("plain"));
    }

    fn read(&self, list: &Path) -> Cost {
        process::run(saldo(self).args(["import", &list.display().to_string(), "--creditor", CREDITOR]))
    }

    /// The same rows into the same tables and indices by a program that does nothing else: what is left is our own.
    fn beside_bare(&self, ours: Cost) {
        let program = std::env::current_exe().expect("a program");
        let run = |what| {
            process::run(
                Command::new(&program)
                    .arg(bare_rows::ARGUMENT)
                    .args([what, "--"])
                    .args([self.file("db"), self.file("bare")]),
            )
        };
        let reading = seconds(run(bare_rows::READ).processor);
        let writing = (seconds(run(bare_rows::WRITE).processor) - reading).max(0.0);
        let _ = std::fs::remove_file(self.file("bare"));
        figure("a bare program writes the same rows, processor", writing, "s", None);
        figure("saldo import, processor", seconds(ours.processor), "s", None);
        figure("times as much as the bare program", seconds(ours.processor) / writing, "", None);
    }

    /// The same list into PostgreSQL, where there is one to be had.
    pub fn import_into_postgres(&self) {
        let Ok(url) = std::env::var("SALDO_TEST_POSTGRES_URL") else {
            return println!("(no PostgreSQL to import into: server/scripts/with-postgres.sh starts one)\n");
        };
        heading("import into PostgreSQL");
        let csv = self.file("csv");
        write(&csv, self.rows, None).expect("a file");
        let run = |args: &[&str]| process::run(saldo(self).env("SALDO_DATABASE_URL", &url).args(args));
        run(&["migrate"]);
        run(&CREATE);
        let cost = run(&["import", &csv.display().to_string(), "--creditor", CREDITOR]);
        let rows = f64::from(u32::try_from(self.rows + LOOKED_AT * (OPEN - 3)).expect("a count"));
        figure("saldo import", seconds(cost.wall), "s", None);
        at_least("saldo import, rows", rows / seconds(cost.wall), "/s", 40_000.0);
        figure("memory, at most", cost.mebibytes, "MiB", Some(256.0));
        println!();
    }

    /// A workbook: its size does not decide how much memory it takes.
    pub fn import_workbook(&self) {
        const ROWS: usize = 100_000;
        heading("a workbook of 100,000 rows, what it would do");
        let (csv, xlsx) = (self.file("sheet.csv"), self.file("sheet.xlsx"));
        write(&csv, ROWS, None).and_then(|()| workbook::write(&csv, &xlsx)).expect("a file");
        let books = Self::new(self.dir.clone(), 0);
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = std::fs::remove_file(books.file(ending));
        }
        process::run(saldo(&books).args(CREATE));
        let [text, sheet] = [&csv, &xlsx].map(|list| {
            process::run(saldo(&books).args([
                "import",
                &list.display().to_string(),
                "--creditor",
                CREDITOR,
                "--dry-run",
            ]))
        });
        figure("as text, processor", seconds(text.processor), "s", None);
        figure("as a workbook, processor", seconds(sheet.processor), "s", None);
        figure("memory, at most", sheet.mebibytes, "MiB", Some(256.0));
        println!();
    }
}

const CREATE: [&str; 11] = [
    "creditor",
    "add",
    CREDITOR,
    "--name",
    "Banco de Pruebas S.A.",
    "--currency",
    "MXN",
    "--timezone",
    "America/Mexico_City",
    "--locale",
    "es-MX",
];

/// Beside the plain import: by the clock, which decides, and by processor time, which others on the machine change less.
fn compared(what: &str, ours: Cost, plain: Cost, limit: f64) {
    figure(what, seconds(ours.wall), "s", None);
    figure("  times as long as .import", seconds(ours.wall) / seconds(plain.wall), "", Some(limit));
    figure("  times its processor time", seconds(ours.processor) / seconds(plain.processor), "", None);
}

fn mebibytes(file: &Path) -> f64 {
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    f64::from(u32::try_from(bytes / 1_024).unwrap_or(u32::MAX)) / 1_024.0
}

/// Writes the list; of every so many rows one has another total where `changed` says so.
fn write(file: &Path, rows: usize, changed: Option<usize>) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(file)?);
    writeln!(
        out,
        "customer_id,customer_name,email,invoice_number,issue_date,due_date,settled_date,currency,total,description"
    )?;
    let (mut line, mut count) = (String::new(), 0_usize);
    let mut write = |row: &Row| {
        count += 1;
        put(&mut line, row, changed.is_some_and(|every| count.is_multiple_of(every)));
        out.write_all(line.as_bytes())
    };
    for row in 0..rows {
        // Spread over the file as over time: neighbours in it are not neighbours in the books.
        let (debtor, n) = (row % (rows / EACH), row / (rows / EACH));
        write(&Row { debtor, number: n.to_string(), n, settled: n < 7 })?;
    }
    for debtor in 0..LOOKED_AT {
        for n in 3..OPEN {
            write(&Row { debtor, number: format!("x{n}"), n, settled: false })?;
        }
    }
    out.flush()
}

struct Row {
    debtor: usize,
    number: String,
    n: usize,
    settled: bool,
}

fn put(line: &mut String, Row { debtor, number, n, settled }: &Row, changed: bool) {
    line.clear();
    let (month, day) = (1 + n % 12, 1 + debtor % 28);
    let settled = if *settled { format!("2025-{month:02}-{:02}", 1 + (debtor + n) % 28) } else { String::new() };
    let (pesos, cents) = (100 + (debtor * 7 + n * 131) % 9_000 + usize::from(changed), (debtor * 13 + n * 7) % 100);
    let written = writeln!(
        line,
        "C{debtor:06},Cliente {debtor} S.A. de C.V.,pagos{debtor}@cliente.example,F-{debtor:06}-{number},\
         2024-{month:02}-{day:02},2025-{month:02}-{day:02},{settled},MXN,{pesos}.{cents:02},Servicio de mantenimiento {n}"
    );
    written.expect("a string takes it");
}
