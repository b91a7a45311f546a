//! A complete list closes what it leaves out, and only if it is the whole list: neither a row that could not be taken nor a
//! file that was cut off says of anything that it was paid.

use super::command::Saldo;
use super::support::*;
use import::Answers;
use serde_json::json;
use services::books::{Applied, Completeness, ImportError, ImportFile};
use std::fmt::Write;
use std::sync::Arc;

const ENTRIES: &str = "SELECT COUNT(*) FROM entry";
const HEAD: &str = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Balance,Status\n";

/// The small world's items, which are always there, and those rows.
fn list(rows: &[&str]) -> String {
    let mut csv = HEAD.to_owned();
    for (number, figures) in [("A-1", "1500.00"), ("A-2", "800.50"), ("A-3", "2000.00")] {
        let _ = writeln!(csv, "{number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,{figures},{figures},Open");
    }
    csv.push_str("B-1,ben,Ben Ruiz,2026-11-01,2026-11-30,MXN,1000.00,1000.00,Open\n");
    csv.push_str("B-2,ben,Ben Ruiz,2026-11-02,2026-12-02,USD,184.50,184.50,Open\n");
    rows.iter().for_each(|row| csv.push_str(row));
    csv
}

/// A row of Ada's, of a hundred pesos.
fn row(number: &str) -> String {
    format!("{number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,100.00,100.00,Open\n")
}

/// An import as the command does it, with what was refused in reading beside what the books refused.
async fn taken(app: &TestApp, bytes: &[u8], completeness: Completeness) -> Result<(Applied, usize), ImportError> {
    let mut given = Answers::default();
    given.default_value("numbers=once").expect("an answer");
    let mut file = ImportFile::of_bytes("list.csv", bytes, "a test");
    file.completeness = completeness;
    let services = &app.portal.services;
    let norte = app.firm_now().await;
    let source = import::Source::Bytes(bytes);
    let mut prepared = services::books::prepare(&services.store, &norte, source, &given, file).await?;
    let now = services::clock::Clock::now(&*app.clock);
    let applied = prepared.apply(&services.store, Arc::clone(&services.ids), &norte, now, |_| ()).await?;
    let read = prepared.parts.iter().map(|part| part.rows.rejected.len()).sum::<usize>();
    let refused = read + applied.rejected.len();
    Ok((applied, refused))
}

/// A workbook of one sheet, every cell a text.
fn workbook(csv: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows: String =
        csv.lines().map(|line| format!("<row>{}</row>", line.split(',').map(cell).collect::<String>())).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    zip(&[
        (
            "[Content_Types].xml",
            &format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" \
                 ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/>\
                 </sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

/// An archive of files that are stored as they are.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let short = |n: usize| u16::try_from(n).expect("small").to_le_bytes();
    let long = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let crc = !text.bytes().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        });
        // Version, flags, method, time and day; then sum, sizes and lengths.
        let sizes = [&long(text.len())[..], &long(text.len()), &short(name.len()), &short(0)].concat();
        let head = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc.to_le_bytes(), &sizes].concat();
        let rest = [&[0; 10][..], &long(body.len())].concat();
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &head, &rest, name.as_bytes()].concat());
        body.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), text.as_bytes()].concat());
    }
    let count = short(files.len());
    let end = [&[0; 4][..], &count, &count, &long(directory.len()), &long(body.len()), &short(0)].concat();
    [body, directory, b"PK\x05\x06".to_vec(), end].concat()
}

impl TestApp {
    async fn firm_now(&self) -> domain::creditor::Creditor {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        store::creditors::by_id(&mut db, self.world.norte.id).await.expect("the database").expect("Norte")
    }

    /// are open, by a complete list.
    async fn three_more(&self) {
        let whole = list(&[&row("R-1"), &row("R-2"), &row("R-3")]);
        let (applied, refused) = taken(self, whole.as_bytes(), Completeness::Complete).await.expect("a list");
        assert_eq!((applied.imported, applied.closed, refused), (3, 0, 0));
        self.pass(60);
    }
}

on_each_database! {
    async fn of_rows_that_contradict_each_other_the_smaller_counts_and_nothing_is_closed(app: TestApp) {
        app.three_more().await;
        let csv = list(&[&row("R-1"), &row("R-2"), &row("R-2").replace("100.00", "90.00")]);
        let (applied, refused) = taken(&app, csv.as_bytes(), Completeness::Complete).await.expect("a list");
        assert!(refused > 0 && applied.held_back.is_some(), "{applied:?}");
        assert_eq!((applied.closed, app.owed(["R-1", "R-2", "R-3"]).await), (0, [10_000, 9_000, 10_000]));
    }

    // Family: every reason for which a row of R-2's is refused, by the reader or by the books; R-3 is not there at all.
    async fn while_a_row_is_refused_nothing_is_closed(app: TestApp) {
        app.three_more().await;
        let good = row("R-2");
        for (n, bad) in [
            good.replace("100.00,100.00", "abc,100.00"),
            good.replace("100.00,100.00", "100.00,1e999"),
            good.replace("100.00,100.00", "100.001,100.001"),
            good.replace("100.00,100.00", "100.00,700.00").replace("Open", "Partially paid").replace("700.00", ""),
            good.replace("2026-10-01", "2026-13-45"),
            good.replace("2026-10-31", "2026-09-01"),
            good.replace("MXN", "XQX"),
            good.replace("ada,Ada Pérez", ","),
            good.replace("ada,Ada Pérez", "ben,Ben Ruiz"),
            good.replace("Ada", "A\u{0}da"),
            good.replace("R-2", ""),
            good.replace(",Open", ""),
            good.replace(",Open", ",Open,and,more"),
            format!("R-2,\"{}", good.strip_prefix("R-2,").expect("its number")),
        ]
        .iter()
        .enumerate()
        {
            let (before, csv) = (app.count(ENTRIES).await, list(&[&row("R-1"), bad]));
            let (applied, refused) = taken(&app, csv.as_bytes(), Completeness::Complete).await.unwrap_or_else(|error| panic!("{n} {bad}: {error}"));
            assert!(refused > 0, "{n} {bad}");
            let held = applied.held_back.clone().unwrap_or_else(|| panic!("{n} {bad}: {applied:?}"));
            assert_eq!((applied.closed, app.owed(["R-1", "R-2", "R-3"]).await), (0, [10_000; 3]), "{n} {bad}");
            assert!(held.refused > 0 && held.items >= 1 && held.open.values().sum::<i64>() >= 10_000, "{n} {held:?}");
            assert_eq!(app.count(ENTRIES).await, before, "{n} {bad}");
            app.pass(60);
        }
        // Said so, it closes what is not there. What a refused row names is there.
        let csv = list(&[&row("R-1"), &good.replace("MXN", "XQX"), &row("R-4").replace("100.00,100.00", "abc,100.00")]);
        let (applied, _) = taken(&app, csv.as_bytes(), Completeness::CompleteBeyondDoubt).await.expect("a list");
        assert_eq!((applied.closed, app.owed(["R-1", "R-2", "R-3"]).await), (1, [10_000, 10_000, 0]));
        app.fits().await;
    }

    // Family: rows that are left out name their documents all the same.
    // The same of a workbook, and of an archive of which one list has such a row and the other has none.
    async fn while_a_row_of_a_workbook_or_archive_is_refused_nothing_is_closed(app: TestApp) {
        app.three_more().await;
        let bad = row("R-2").replace("100.00,100.00", "abc,100.00");
        let (whole, broken) = (list(&[&row("R-1")]), list(&[&row("R-1"), &bad]));
        let head = whole.lines().next().expect("headings");
        let apart = [("a.csv", whole.clone()), ("b.csv", format!("{head}\n{bad}"))];
        let archive: Vec<(&str, &str)> = apart.iter().map(|(name, text)| (*name, text.as_str())).collect();
        for (n, bytes) in [workbook(&broken), zip(&archive), zip(&[("list.csv", broken.as_str())])].iter().enumerate() {
            let before = app.count(ENTRIES).await;
            let (applied, refused) = taken(&app, bytes, Completeness::Complete).await.unwrap_or_else(|error| panic!("{n}: {error}"));
            let held = applied.held_back.clone().unwrap_or_else(|| panic!("{n}: {applied:?}"));
            assert!(refused > 0 && held.refused > 0 && held.items >= 1, "{n}: {held:?}");
            assert_eq!((applied.closed, app.owed(["R-1", "R-2", "R-3"]).await), (0, [10_000; 3]), "{n}");
            assert_eq!(app.count(ENTRIES).await, before, "{n}");
            app.pass(60);
        }
        // Whole, it closes what it leaves out.
        let rows = list(&[&row("R-1"), &row("R-2")]);
        let (applied, refused) = taken(&app, &workbook(&rows), Completeness::Complete).await.expect("a workbook");
        assert_eq!((applied.closed, refused, app.owed(["R-1", "R-2", "R-3"]).await), (1, 0, [10_000, 10_000, 0]));
        app.fits().await;
    }

    // A file that ends exactly where a row does looks whole: what it would close is asked about, where that is much.
    async fn a_list_that_ends_early_with_a_whole_row_is_asked_about(app: TestApp) {
        app.three_more().await;
        let early = list(&[]).lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
        let asked = taken(&app, early.as_bytes(), Completeness::Complete).await;
        assert!(matches!(asked, Err(ImportError::Closing(_) | ImportError::OneCustomer { .. })), "{asked:?}");
        assert_eq!(app.owed(["R-1", "R-2", "R-3"]).await, [10_000; 3]);
    }

    async fn what_is_left_out_of_the_books_is_in_the_list(app: TestApp) {
        app.three_more().await;
        for bad in [row("R-2").replace("Open", "Draft"), row("r2").replace("Open", "Proforma"), format!("0{}", row("7")).replace("Open", "Draft")] {
            let csv = list(&[&row("R-1"), &row("R-3"), &bad]);
            let (applied, refused) = taken(&app, csv.as_bytes(), Completeness::Complete).await.expect("a list");
            let named = !bad.starts_with('0');
            assert_eq!((refused, applied.closed, applied.held_back), (0, u64::from(!named), None), "{bad}");
            assert_eq!(app.owed(["R-1", "R-2", "R-3"]).await, [10_000, if named { 10_000 } else { 0 }, 10_000], "{bad}");
            app.pass(60);
        }
        app.fits().await;
    }

    // Family: a file that ends in the middle of a row, of a cell, of its rows; by its own sum, by its own count.
    async fn a_list_that_was_cut_off_closes_nothing(app: TestApp) {
        app.three_more().await;
        let cut = |rows: &[&str], behind: &str| format!("{}{behind}", list(rows));
        let (one, two) = (row("R-1"), row("R-2"));
        let no_status = |csv: &str| csv.replace(",Status", "").replace(",Open", "");
        for (n, (csv, is_cut)) in [
            (cut(&[&one], two.split_at(two.len() - 6).0), true),
            (no_status(&cut(&[&one], two.trim_end())).strip_suffix('0').expect("a figure").to_owned(), true),
            (cut(&[&one, &two], "Total registros: 8"), true),
            (cut(&[&one, &two], "Row count,8\n"), true),
            (cut(&[&one], two.trim_end()), false),
            (cut(&[&one, &two], "Total registros: 7\n"), false),
        ]
        .into_iter()
        .enumerate()
        {
            let (applied, _) = taken(&app, csv.as_bytes(), Completeness::Complete).await.unwrap_or_else(|error| panic!("{n}: {error}"));
            assert_eq!((applied.closed == 0, applied.held_back.is_some()), (is_cut, is_cut), "{n} {applied:?}\n{csv}");
            assert_eq!(app.owed(["R-1", "R-2", "R-3"]).await, [10_000, 10_000, if is_cut { 10_000 } else { 0 }], "{n}");
            app.pass(60);
            if !is_cut {
                let whole = format!("{}{}", list(&[&one, &two, &row("R-3")]), "\n".repeat(n));
                taken(&app, whole.as_bytes(), Completeness::Complete).await.expect("a list");
                app.pass(60);
            }
        }
        app.fits().await;
    }

    async fn a_list_whose_own_sum_is_larger_closes_nothing(app: TestApp) {
        app.three_more().await;
        let paid = list(&[]).replace("184.50,184.50,Open", "184.50,0.00,Paid");
        taken(&app, paid.as_bytes(), Completeness::Incomplete).await.expect("a list");
        app.pass(60);
        let pesos = list(&[&row("R-1"), &row("R-2")]).lines().filter(|line| !line.contains("USD")).map(|line| format!("{line}\n")).collect::<String>();
        for (sum, closed) in [("5600.50", 0), ("5500.50", 1)] {
            let csv = format!("{pesos}Total,,,,,,{sum},{sum},\n");
            let (applied, _) = taken(&app, csv.as_bytes(), Completeness::Complete).await.expect("a list");
            assert_eq!((applied.closed, applied.held_back.is_some()), (closed, closed == 0), "{sum} {applied:?}");
            app.pass(60);
        }
        app.fits().await;
    }

    async fn a_list_of_one_customer_is_asked_about(app: TestApp) {
        let csv = list(&[]).lines().filter(|line| !line.contains("ben")).map(|line| format!("{line}\n")).collect::<String>();
        // A customer who owes much: the others are less than what may close without a word.
        let csv = format!("{csv}{}", row("R-1").replace("100.00", "90000.00"));
        let dollars = "B-2,ada,Ada Pérez,2026-11-02,2026-12-02,USD,184.50,184.50,Open\n";
        taken(&app, csv.as_bytes(), Completeness::Incomplete).await.expect("a list");
        app.pass(60);
        let part = format!("{csv}{}", dollars.replace("B-2", "R-9"));
        taken(&app, part.as_bytes(), Completeness::Incomplete).await.expect("a list");
        let before = app.digest().await;
        let refused = taken(&app, format!("{part}\n").as_bytes(), Completeness::Complete).await.expect_err("a part");
        let text = refused.to_string();
        assert!(text.contains("--allow-closing") && text.contains("--incomplete"), "{text}");
        assert_eq!(app.digest().await, before);
    }

    async fn the_command_says_why_nothing_was_closed(app: TestApp) {
        app.three_more().await;
        let bad = list(&[&row("R-1"), &row("R-2").replace("MXN", "XQX")]);
        let file = app.scratch.file("list.csv", &bad);
        let args = ["import", file.to_str().expect("text"), "--creditor", "norte", "--complete", "--default", "numbers=once"];
        let told = Saldo::of(&app).run(&args).await;
        assert_eq!(told.code, 2, "{told:?}");
        for part in ["nothing was closed, since 1 rows were refused", "1 open items, 100.00 MXN,", "--allow-closing"] {
            assert!(told.stdout.contains(part), "no {part} in {told:?}");
        }
        // Remembered as complete, and allowed by a person.
        app.pass(86_400);
        let allowed = Saldo::of(&app).run(&["import", file.to_str().expect("text"), "--creditor", "norte", "--allow-closing", "--json"]).await;
        let report = allowed.json();
        assert_eq!((&report["closed"], &report["held_back"]), (&json!(1), &json!(null)), "{allowed:?}");
        assert_eq!(app.owed(["R-1", "R-2", "R-3"]).await, [10_000, 10_000, 0]);
    }

    // Family: interest and a fee that accrued and are in no books yet, and those that were booked before.
    async fn interest_and_fees_of_what_is_left_out_are_let_go_by_a_line(app: TestApp) {
        app.set_policy(crate::interest::with_fee).await;
        app.three_more().await;
        let browser = app.browser_of(app.world.ada).await;
        let session = app.start(&browser, &["R-2"], Some("50.00"), "stripe").await;
        app.sandbox.pay(session.id, "card").await;
        let before = app.invoice("R-2").await;
        app.pass(60);
        let csv = list(&[&row("R-1")]);
        let (applied, _) = taken(&app, csv.as_bytes(), Completeness::Complete).await.expect("a list");
        let figures = applied.figures[&"MXN".parse().expect("a currency")];
        // Of R-3 all of 40.70; of R-2 what the part paid here has left.
        let left = 4_070 + before.fees.minor() + before.interest.minor();
        assert_eq!((applied.closed, figures.charges_let_go.sum), (2, left), "{figures:?}");
        for number in ["R-2", "R-3"] {
            let now = app.invoice(number).await;
            assert_eq!((now.balance.minor(), now.interest.minor(), now.fees.minor()), (0, 0, 0), "{number}");
        }
        let activity = app.browser_of(app.world.ada).await.get("/activity").await.text();
        assert!(activity.contains("Recargo condonado R-3 −$40.00"), "{activity}");
        let faults = app.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");
    }
}
