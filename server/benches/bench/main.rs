//! Figures, measured in one run: `make bench`, or `cargo bench -p server [-- PART…]`.
//!
//! Parts: `import`, `postgres`, `workbook`, `start`, `offers`, `pages`, `callbacks`, `wire`; all of them unless some are named. The
//! books have 100,000 invoices; `BENCH_FULL=1` makes it a million, of 100,000 debtors. They are
//! kept in `target/bench`, and made anew by `import`.
//!
//! Speeds belong to the machine; ratios are held against what the same machine does in the same
//! minute without Saldo: a bare axum server that returns the same bytes, bare commits of SQLite,
//! the import of the `sqlite3` command. Processor time is the server process's own, as the kernel
//! counts it, so that the load generator beside it does not count.

#![expect(clippy::float_arithmetic, reason = "figures about time; no money is computed here")]

mod bare;
mod bare_rows;
mod books;
mod callbacks;
mod load;
mod offers;
mod pages;
mod portal;
mod process;
mod wire;
mod workbook;

use books::Books;
use std::path::PathBuf;
use std::time::Duration;

const PARTS: [&str; 8] = ["import", "postgres", "workbook", "start", "offers", "pages", "callbacks", "wire"];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if args.first().is_some_and(|arg| arg == bare::ARGUMENT) {
        return bare::serve(&args[1..]);
    }
    if args.first().is_some_and(|arg| arg == bare_rows::ARGUMENT) {
        return bare_rows::run(&args[1..]);
    }
    if let Some(unknown) = args.iter().find(|arg| !PARTS.contains(&arg.as_str())) {
        eprintln!("`{unknown}` is no part; the parts are {}", PARTS.join(", "));
        std::process::exit(2);
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    let full = std::env::var_os("BENCH_FULL").is_some_and(|value| value != "0");
    let books = Books::new(folder(), if full { 1_000_000 } else { 100_000 });
    println!("{}", machine());
    println!("books: {} invoices of {} debtors, SQLite with synchronous=FULL\n", books.rows, books.debtors());

    if wanted("import") || !books.are_there() {
        books.import();
    }
    if wanted("postgres") {
        books.import_into_postgres();
    }
    if wanted("workbook") {
        books.import_workbook();
    }
    if wanted("start") {
        portal::starts(&books);
    }
    if wanted("offers") {
        offers::measure();
    }
    if wanted("pages") {
        pages::measure(&books);
    }
    if wanted("callbacks") {
        callbacks::measure(&books);
    }
    if wanted("wire") {
        wire::weigh(&books);
    }
    if !full {
        println!("(BENCH_FULL=1 does all this with a million invoices)");
    }
}

/// `target/bench`.
fn folder() -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    format!("machine: {cores} × {}, load before the start {load}", model.map_or("?", |(_, name)| name))
}

/// One line of the report: what, how much, and the limit it is held against.
pub fn figure(what: &str, found: f64, unit: &str, limit: Option<f64>) {
    let verdict = match limit {
        None => String::new(),
        Some(limit) if found <= limit => format!("(limit {limit}: held)"),
        Some(limit) => format!("(limit {limit}: MISSED)"),
    };
    println!("  {what:<58} {found:>10.3} {unit:<8} {verdict}");
}

/// As [`figure`], of what should be as much as this at least.
pub fn at_least(what: &str, found: f64, unit: &str, least: f64) {
    let verdict = if found >= least { "held" } else { "MISSED" };
    println!("  {what:<58} {found:>10.3} {unit:<8} (at least {least}: {verdict})");
}

pub fn heading(text: &str) {
    println!("{text}");
}

pub fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
