//! The books that everything is measured on: a file as a creditor exports it, imported.

use crate::portal::saldo;
use crate::{figure, heading, seconds};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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

    /// Writes the file, has it imported by Saldo and by `sqlite3`, and compares.
    pub fn import(&self) {
        heading("import");
        let csv = self.file("csv");
        write(&csv, self.rows).expect("a file");
        let _ = std::fs::remove_file(self.file("whole"));
        for ending in ["db", "db-wal", "db-shm", "plain"] {
            let _ = std::fs::remove_file(self.file(ending));
        }
        let plain = time(
            Command::new("sqlite3")
                .arg(self.file("plain"))
                .args([".mode csv".to_owned(), format!(".import {} t", csv.display())]),
        );
        self.saldo(
            &["creditor", "add", CREDITOR, "--name", "Banco de Pruebas S.A.", "--currency", "MXN"]
                .into_iter()
                .chain(["--timezone", "America/Mexico_City", "--locale", "es-MX"])
                .collect::<Vec<_>>(),
        );
        let ours = self.saldo(&["import", &csv.display().to_string(), "--creditor", CREDITOR]);
        std::fs::write(self.file("whole"), "").expect("a file");
        let rows = f64::from(u32::try_from(self.rows).expect("a count"));
        figure("sqlite3 .import into one table without an index", seconds(plain), "s", None);
        figure("saldo import", seconds(ours), "s", None);
        figure("saldo import, rows", rows / seconds(ours), "/s", None);
        figure("times as long as .import", seconds(ours) / seconds(plain), "", Some(3.0));
        let size = |ending| std::fs::metadata(self.file(ending)).map_or(0, |file| file.len() / 1_048_576);
        println!("  (file {} MiB, plain table {} MiB, books {} MiB)\n", size("csv"), size("plain"), size("db"));
        let _ = std::fs::remove_file(self.file("plain"));
    }

    fn saldo(&self, args: &[&str]) -> Duration {
        time(saldo(self).args(args))
    }
}

fn time(command: &mut Command) -> Duration {
    let began = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("it starts (`make setup-bench` installs sqlite3)");
    assert!(status.success(), "{command:?}: {status}");
    began.elapsed()
}

fn write(file: &Path, rows: usize) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(file)?);
    writeln!(
        out,
        "customer_id,customer_name,email,invoice_number,issue_date,due_date,settled_date,currency,total,description"
    )?;
    let mut line = String::new();
    for row in 0..rows {
        // Spread over the file as over time: neighbours in it are not neighbours in the books.
        let debtor = row % (rows / EACH);
        let n = row / (rows / EACH);
        let settled = n < 7;
        put(&mut line, debtor, &format!("{n}"), n, settled);
        out.write_all(line.as_bytes())?;
    }
    for debtor in 0..LOOKED_AT {
        for n in 3..OPEN {
            put(&mut line, debtor, &format!("x{n}"), n, false);
            out.write_all(line.as_bytes())?;
        }
    }
    out.flush()
}

fn put(line: &mut String, debtor: usize, number: &str, n: usize, settled: bool) {
    line.clear();
    let (month, day) = (1 + n % 12, 1 + debtor % 28);
    let settled = if settled { format!("2025-{month:02}-{:02}", 1 + (debtor + n) % 28) } else { String::new() };
    let (pesos, cents) = (100 + (debtor * 7 + n * 131) % 9_000, (debtor * 13 + n * 7) % 100);
    let written = writeln!(
        line,
        "C{debtor:06},Cliente {debtor} S.A. de C.V.,pagos{debtor}@cliente.example,F-{debtor:06}-{number},\
         2024-{month:02}-{day:02},2025-{month:02}-{day:02},{settled},MXN,{pesos}.{cents:02},Servicio de mantenimiento {n}"
    );
    written.expect("a string takes it");
}
