//! Rows and files that are wrong, by accident or on purpose: each is refused where it stands, and
//! nothing falls over.

use super::super::records::MAX_RECORD;
use super::super::{Source, survey};
use super::*;
use proptest::prelude::*;
use std::io::Write;

const HEAD: &str = "Folio,Cliente,Correo,Fecha,Vence,Moneda,Importe\n";

fn row(number: &str) -> String {
    format!("{number},A,a@a.example,2026-01-01,2026-01-31,MXN,10.00\n")
}

#[test]
fn ragged_rows_control_characters_and_long_texts() {
    let long = "x".repeat(201);
    let file = format!(
        "{HEAD}{}2,A,a@a.example,2026-01-01\n{}4,A\0B,a@a.example,2026-01-01,2026-01-31,MXN,10.00\n\
        5,{long},a@a.example,2026-01-01,2026-01-31,MXN,10.00\n6,A,a@a.example,2026-01-01,2026-01-31,MXN,1.00,,\n\
        7,A,a@a.example,2026-01-01,2026-01-31,MXN,1.00,x\n,,,,,,\n",
        row("1"),
        row("3")
    );
    let reading = reading(&file, &[]);
    assert_eq!(sums(&reading), ["1 1000 MXN", "3 1000 MXN", "6 100 MXN"]);
    assert_eq!(
        codes(&reading.rejected),
        [
            "3 wrong_column_count",
            "5 invalid_text customer_name",
            "6 text_too_long customer_name",
            "8 wrong_column_count"
        ]
    );
    assert_eq!(codes(&reading.skipped), ["9 blank"]);
}

#[test]
fn currencies_that_do_not_go_together() {
    let file = "Folio,Cliente,Fecha,Vence,Moneda,Importe\n\
        1,A,2026-01-01,2026-01-31,EUR,$5.00\n2,A,2026-01-01,2026-01-31,MXN,$5.00\n\
        3,A,2026-01-01,2026-01-31,EUR,5.00 USD\n4,A,2026-01-01,2026-01-31,XXX,5.00\n\
        5,A,2026-01-01,2026-01-31,,5.00\n6,A,2026-01-01,2026-01-31,MXN,5.00 pesos\n\
        7,A,2026-01-01,2026-01-31,MXN,5.00 beads\n";
    let reading = reading(file, &[]);
    // Pesos are what the row says in its column of currencies.
    assert_eq!(sums(&reading), ["2 500 MXN", "6 500 MXN"]);
    assert_eq!(
        codes(&reading.rejected),
        [
            "2 currency_conflict amount",
            "4 currency_conflict amount",
            "5 unknown_currency currency",
            "6 missing_required currency",
            "8 invalid_amount amount"
        ]
    );
}

#[test]
fn sums_past_what_can_be_kept_are_refused() {
    // Nine thousand times the largest amount still fits into 64 bits; more does not.
    let file = (0..9300).fold(HEAD.to_owned(), |mut file, i| {
        file.push_str(&row(&i.to_string()).replace("10.00", "9999999999999.99"));
        file
    });
    let reading = reading(&file, &[]);
    assert!(codes(&reading.rejected).iter().all(|c| c.ends_with("amount_out_of_range amount")));
    assert_eq!(reading.accepted.len() + reading.rejected.len(), 9300);
    assert!(!reading.rejected.is_empty());
}

#[test]
fn a_stray_quote_and_an_endless_line_cost_one_row_each() {
    let file = format!("{HEAD}{}2,\"A,a@a.example\n{}{}\n{}", row("1"), row("3"), "y".repeat(3 * MAX_RECORD), row("5"));
    let reading = reading(&file, &[]);
    assert_eq!(sums(&reading), ["1 1000 MXN", "3 1000 MXN", "5 1000 MXN"]);
    assert_eq!(codes(&reading.rejected), ["3 unterminated_quote", "5 record_too_long"]);
}

#[test]
fn a_line_of_a_gigabyte_needs_no_gigabyte() {
    /// Rows, then a line that never ends.
    struct Endless {
        head: Vec<u8>,
        left: u64,
    }
    impl std::io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if !self.head.is_empty() {
                let n = self.head.len().min(into.len());
                into[..n].copy_from_slice(&self.head[..n]);
                self.head.drain(..n);
                return Ok(n);
            }
            let n = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
            into[..n].fill(b'z');
            self.left -= u64::try_from(n).unwrap_or(0);
            Ok(n)
        }
    }
    use super::super::encoding::Text;
    use super::super::records::{Flaw, Layout, Record, Records};
    // 64 MB stand for the gigabyte: the buffer does not grow past a few records of the largest size.
    let endless = Endless { head: b"a,b\n".to_vec(), left: 64 * 1024 * 1024 };
    let text = Text::new(Box::new(endless), encoding_rs::UTF_8);
    let mut records = Records::new(text, Layout { delimiter: b',', newline: b'\n' });
    let mut record = Record::default();
    assert!(records.next(&mut record).expect("no device"));
    assert!(records.next(&mut record).expect("no device"));
    assert_eq!(record.flaw, Some(Flaw::TooLong));
    assert!(records.buffered() <= 4 * MAX_RECORD, "{}", records.buffered());
    assert!(!records.next(&mut record).expect("no device"));
}

#[test]
fn a_file_is_read_as_its_bytes_are() {
    let path = std::env::temp_dir().join(format!("saldo-import-{}.csv", std::process::id()));
    let file: String = (0..2000).fold(HEAD.to_owned(), |file, i| file + &row(&i.to_string()));
    std::fs::File::create(&path).and_then(|mut f| f.write_all(file.as_bytes())).expect("a temporary file");
    let options = Options::default();
    let survey = survey(Source::File(&path), &options).expect("nothing is open");
    assert_eq!((survey.records, survey.bytes), (2000, u64::try_from(file.len()).expect("small")));
    let mut rows = survey.rows(Source::File(&path)).expect("a file");
    let count = rows.by_ref().filter(|outcome| outcome.is_ok()).count();
    assert_eq!((count, rows.taken()), (2000, survey.bytes));
    drop(rows);
    std::fs::remove_file(&path).expect("our file");
    assert!(matches!(super::super::survey(Source::File("/nowhere.csv".as_ref()), &options), Err(ReadError::Io(_))));
}

#[test]
fn too_many_columns_are_no_list_of_invoices() {
    let file = format!("Folio,Importe,Cliente{}\n", ",x".repeat(1000));
    assert!(matches!(read(file.as_bytes(), &Options::default()), Err(ReadError::TooManyColumns { line: 1 })));
}

fn anything() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"Folio"[..],
        b"Cliente",
        b"Fecha",
        b"Vence",
        b"Moneda",
        b"Importe",
        b"Neto",
        b"IVA",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"05/01/2026",
        b"2026-01-31",
        b"46023",
        b"1.234,56",
        b"$5",
        b"-",
        b"(",
        b"MXN",
        b"Total",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xC3",
        b"\xF1",
        b"\0",
        b"99999999999999999999999999999999",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_or_asked_about(bytes in anything(), tail in anything()) {
        let given = options(&["currency=MXN", "decimal=.", "due_date=2026-12-31", "encoding=utf-8"]);
        let headed = [b"Folio,Cliente,Fecha,Neto,Importe\n", bytes.as_slice(), &tail].concat();
        for (file, options) in [(&bytes, Options::default()), (&bytes, given.clone()), (&headed, given)] {
            if let Ok(reading) = read(file, &options) {
                let sum: i64 = reading.accepted.iter().map(|i| i.amount().minor()).sum();
                prop_assert_eq!(sum, reading.control_totals.values().sum::<i64>());
                prop_assert!(serde_json::to_string(&reading).is_ok());
            }
        }
    }
}
