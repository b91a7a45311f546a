//! Documents, workbooks and archives made to hurt: each is refused with its reason, quickly and in little memory.

use super::super::{Outcome, ReadError, Refusal, Source, open};
use super::documents::outcomes;
use super::options;
use super::workbooks::packed;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a document of the tests may take on a machine that is busy with others.
const BOUND: Duration = Duration::from_secs(10);

fn refusal(bytes: &[u8]) -> String {
    let begin = Instant::now();
    let refused = match open(Source::Bytes(bytes), None, &options(&[])) {
        Err(ReadError::Refused(refusal)) => refusal.to_string(),
        Err(other) => panic!("asked or failed: {other}"),
        Ok(_) => "opened".to_owned(),
    };
    assert!(begin.elapsed() < BOUND, "{:?}: {refused}", begin.elapsed());
    refused
}

const INVOICE: &str = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">";

#[test]
fn nothing_is_declared_expanded_or_fetched() {
    for (text, why) in [
        ("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>", "DOCTYPE"),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "DOCTYPE"),
        ("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><a/>", "DOCTYPE"),
        (&format!("<?xml version=\"1.0\"?>{INVOICE}<ID>&secret;</ID></Invoice>"), "entity `secret`"),
        (&format!("{INVOICE}<ID a=\"&secret;\"/></Invoice>"), "entity `secret`"),
        (
            &format!(
                "{INVOICE}<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/></Invoice>"
            ),
            "XInclude",
        ),
        ("<html><body>no</body></html>", "web page"),
        (
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table/></Workbook>",
            "Excel 2003",
        ),
        (&format!("{INVOICE}</Invoice><Invoice/>"), "more than one root"),
        (&format!("{INVOICE}<ID a=\"1\" a=\"2\"/></Invoice>"), "twice"),
        (&format!("{INVOICE}<ID>a&#0;</ID></Invoice>"), "not well-formed"),
        (&format!("{INVOICE}<ID>a&#1;</ID></Invoice>"), "control character"),
        (&format!("{INVOICE}<ID></Invoice>"), "not well-formed"),
        (INVOICE, "before `Invoice` is closed"),
        ("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>", "encoding `klingon`"),
        ("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "encoding `utf-16`"),
        ("<?xml version=\"1.0\"?>", "no element"),
        ("<cfdi:Comprobante xmlns:cfdi=\"http://www.sat.gob.mx/cfd/3\" Version=\"3.3\"/>", "CFDI 3"),
        ("<FatturaElettronica/>", "FatturaPA"),
    ] {
        let refused = refusal(text.as_bytes());
        assert!(refused.contains(why), "{text}: {refused}");
    }
    let latin = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Espa\xF1a</a>";
    assert!(refusal(latin).contains("encoding `UTF-8`"));
}

#[test]
fn deep_wide_and_large_documents_are_refused() {
    let deep = format!("{INVOICE}{}", "<a>".repeat(10_000));
    assert!(refusal(deep.as_bytes()).contains("nested deeper"));
    let wide = format!("{INVOICE}{}</Invoice>", "<a/>".repeat(200_001));
    assert!(refusal(wide.as_bytes()).contains("more than 200000 elements"));
    let attributes: String = (0..5000).map(|i| format!(" a{i}=\"\"")).collect();
    assert!(refusal(format!("{INVOICE}<a{attributes}/></Invoice>").as_bytes()).contains("attributes"));
    let large = format!("{INVOICE}{}", " ".repeat(17 << 20));
    assert!(refusal(large.as_bytes()).contains("larger than 16 MiB"));
    // Lines beyond those that an invoice has are counted, not kept.
    let line = "<InvoiceLine><ID>1</ID><Item><Name>x</Name></Item></InvoiceLine>";
    let many = format!("{INVOICE}{}</Invoice>", line.repeat(30_000));
    assert_eq!(refusal(many.as_bytes()), "opened");
}

#[test]
fn lines_by_the_hundred_thousand_are_counted() {
    let lines = "<InvoiceLine/>".repeat(100_000);
    let text = format!(
        "{INVOICE}<ID>M-1</ID><IssueDate>2026-06-01</IssueDate><DueDate>2026-07-01</DueDate>\
         <DocumentCurrencyCode>EUR</DocumentCurrencyCode><AccountingCustomerParty><Party><PartyName><Name>Aurora SA</Name>\
         </PartyName></Party></AccountingCustomerParty><LegalMonetaryTotal><PayableAmount>5.00</PayableAmount>\
         </LegalMonetaryTotal>{lines}</Invoice>"
    );
    let begin = Instant::now();
    let all = outcomes(text.as_bytes(), &[]).expect("a document");
    assert!(begin.elapsed() < BOUND, "{:?}", begin.elapsed());
    let Some(Outcome::Accepted(item)) = all.first() else { panic!("{all:?}") };
    let document = item.electronic.as_ref().expect("the document");
    assert_eq!((document.line_count, item.lines.len(), item.amount().minor()), (100_000, 0, 500));
}

#[test]
fn of_files_whose_names_differ_in_case_each_is_read() {
    let one = |number: &str| {
        format!(
            "{INVOICE}<ID>{number}</ID><IssueDate>2026-06-01</IssueDate><DueDate>2026-07-01</DueDate>\
             <DocumentCurrencyCode>EUR</DocumentCurrencyCode><AccountingCustomerParty><Party><PartyName><Name>Aurora SA\
             </Name></PartyName></Party></AccountingCustomerParty><LegalMonetaryTotal><PayableAmount>5.00</PayableAmount>\
             </LegalMonetaryTotal></Invoice>"
        )
    };
    let bytes = packed(&[("F.xml", &one("1")), ("f.xml", &one("2")), ("sub\\f.xml", &one("3"))]);
    let all = outcomes(&bytes, &[]).expect("documents");
    let numbers: Vec<&str> = all
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Accepted(item) => Some(item.number.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
}

#[test]
fn a_document_in_an_archive_is_no_larger_than_one_alone() {
    let large = format!("{INVOICE}{}</Invoice>", " x".repeat(9 << 20));
    let bytes = zip(|zip| {
        zip.start_file("a.xml", SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))
            .expect("a part");
        zip.write_all(large.as_bytes()).expect("memory");
    });
    assert!(refusal(&bytes).contains("larger than 16 MiB"));
}

#[test]
fn a_file_of_200_megabytes_is_not_even_read() {
    let path = std::env::temp_dir().join(format!("saldo-import-large-{}", std::process::id()));
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(INVOICE.as_bytes()).expect("room");
    file.set_len(200 << 20).expect("a hole costs nothing");
    let refused = open(Source::File(&path), None, &options(&[])).map(|_| ()).expect_err("too large").to_string();
    std::fs::remove_file(&path).expect("its own file");
    assert!(refused.contains("larger than 16 MiB"), "{refused}");
}

fn zip(write: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    write(&mut zip);
    zip.finish().expect("memory").into_inner()
}

/// A part of zeros; what the directory says of its size is then changed to `claimed`.
fn bomb(name: &str, size: u64, claimed: Option<u32>) -> Vec<u8> {
    let mut bytes = zip(|zip| {
        if name.starts_with("xl/") {
            zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).expect("a part");
        }
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        std::io::copy(&mut std::io::repeat(b' ').take(size), zip).expect("memory");
    });
    let size = u32::try_from(size).expect("less than 4 GB").to_le_bytes();
    if let Some(claimed) = claimed {
        let places: Vec<usize> = memchr::memmem::find_iter(&bytes, &size).collect();
        for place in places {
            bytes[place..place + 4].copy_from_slice(&claimed.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn bombs_cost_what_they_weigh() {
    const SIZE: u64 = (9 << 20) + 12_345;
    let honest = bomb("xl/workbook.xml", SIZE, None);
    assert!(honest.len() < 20_000);
    assert!(refusal(&honest).contains("larger than 8 MiB"));
    let strings = zip(|zip| {
        for (name, text) in [("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<workbook/>")] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(text.as_bytes()).expect("memory");
        }
        zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
        std::io::copy(&mut std::io::repeat(b' ').take(SIZE), zip).expect("memory");
    });
    assert!(refusal(&strings).contains("far more than a list needs"));
    // One that says less than it holds, and one that says more than anybody has.
    let refused = refusal(&bomb("xl/workbook.xml", SIZE, Some(1000)));
    assert!(refused.contains("larger than its declared"), "{refused}");
    assert!(refusal(&bomb("a.csv", SIZE, Some(u32::MAX - 1))).contains("unpacks to"));
}

#[test]
fn archives_that_are_no_plain_archives_are_refused() {
    assert!(refusal(&packed(&[("../a.csv", "x")])).contains("leads out"));
    assert!(refusal(&packed(&[("/etc/a.csv", "x")])).contains("leads out"));
    let link = zip(|zip| {
        zip.add_symlink("a.csv", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
    });
    assert!(refusal(&link).contains("is a link"));
    let mut locked = packed(&[("a.csv", "x")]);
    // The flag that says "encrypted", in the entry and in the directory.
    let places: Vec<usize> = [b"PK\x03\x04", b"PK\x01\x02"]
        .into_iter()
        .zip([6, 8])
        .filter_map(|(mark, at)| Some(memchr::memmem::find(&locked, mark)? + at))
        .collect();
    places.into_iter().for_each(|place| locked[place] |= 1);
    assert!(refusal(&locked).contains("password"));
    let many = zip(|zip| {
        for i in 0..10_001 {
            zip.add_directory(format!("{i}"), SimpleFileOptions::default()).expect("a folder");
        }
    });
    assert!(refusal(&many).contains("10001 files"));
    // A directory that claims more than anybody would wait for.
    let mut million = packed(&[("a.csv", "x")]);
    let end = memchr::memmem::rfind(&million, b"PK\x05\x06").expect("an end");
    million[end + 8..end + 12].copy_from_slice(&[0xFE, 0xFF, 0xFE, 0xFF]);
    assert!(refusal(&million).contains("65534 files"));
    let inside = packed(&[("b.csv", "x")]);
    let nested = zip(|zip| {
        zip.start_file("a.zip", SimpleFileOptions::default()).expect("a part");
        zip.write_all(&inside).expect("memory");
    });
    assert!(refusal(&nested).contains("archive inside"));
    assert!(refusal(&packed(&[("note.txt", "hello")])).contains("nothing in it"));
    assert!(refusal(b"PK\x03\x04 and then nothing").contains("damaged"));
    assert!(refusal(b"%PDF-1.7").contains("a PDF"));
    assert!(refusal(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).contains("damaged"));
}

#[test]
fn overlapping_entries_are_refused() {
    let plain = packed(&[("a.csv", "Folio,Cliente"), ("b.csv", "Folio,Cliente")]);
    let mut overlapping = plain.clone();
    // The second entry of the directory points to where the first stands.
    let second = memchr::memmem::rfind(&plain, b"PK\x01\x02").expect("an entry");
    overlapping[second + 42..second + 46].copy_from_slice(&[0, 0, 0, 0]);
    let refused = refusal(&overlapping);
    assert!(refused.contains("lies over") || refused.contains("damaged"), "{refused}");
}

/// Samples of all formats that the other tests write.
fn samples() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = super::samples::OWN.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
    all.push(super::workbooks::sample());
    all.push(super::workbooks::ods_sample());
    all.push(super::old_workbooks::sample());
    all.push(packed(&[
        ("a.xml", super::samples::OWN[0].1),
        ("b.csv", "Folio,Cliente,Fecha,Vence,Importe\n1,A,2026-01-01,2026-02-01,5\n"),
    ]));
    all
}

/// Reads whatever it is; only panics and time count.
fn endure(bytes: &[u8]) {
    let begin = Instant::now();
    let read = outcomes(
        bytes,
        &["currency=MXN", "terms=30", "paid_at_once=owed", "decimal=.", "currency_for_dollar_sign=MXN"],
    );
    if let Ok(all) = read {
        assert!(all.iter().filter(|outcome| matches!(outcome, Outcome::Accepted(_))).count() <= all.len());
    }
    assert!(begin.elapsed() < BOUND, "{:?}", begin.elapsed());
}

/// `SALDO_FULL=1` tries all of them.
fn full() -> bool {
    std::env::var_os("SALDO_FULL").is_some()
}

#[test]
fn every_beginning_of_every_sample_is_endured() {
    for sample in samples() {
        // Every run takes some between, and the last ones, where a container has its directory.
        let step = if full() { 1 } else { (sample.len() / 50).max(1) };
        for end in (0..sample.len()).step_by(step).chain(sample.len().saturating_sub(20)..=sample.len()) {
            endure(&sample[..end]);
        }
    }
}

/// A generator that needs nothing (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).expect("small")).expect("small")
    }
}

/// `SALDO_FULL=1` tries 2,000 of each; every run tries some.
#[test]
fn mutations_of_every_sample_are_endured() {
    let times = if full() { 2_000 } else { 40 };
    for (n, sample) in samples().into_iter().enumerate() {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ u64::try_from(n).expect("few"));
        for _ in 0..times {
            let mut mutant = sample.clone();
            for _ in 0..=dice.roll(6) {
                let at = dice.roll(mutant.len());
                match dice.roll(5) {
                    0 => mutant[at] = u8::try_from(dice.roll(256)).expect("a byte"),
                    1 => mutant[at] ^= 1 << dice.roll(8),
                    2 => drop(mutant.remove(at)),
                    3 => mutant.insert(at, u8::try_from(dice.roll(256)).expect("a byte")),
                    _ => {
                        let end = (at + dice.roll(40)).min(mutant.len());
                        let piece = mutant[at..end].to_vec();
                        let to = dice.roll(mutant.len());
                        mutant.splice(to..to, piece);
                    }
                }
            }
            endure(&mutant);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_bytes_behind_any_mark_are_endured(
        mark in prop::sample::select(vec!["PK\u{3}\u{4}", "<?xml version='1.0'?>", "<DTE>", ""]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = mark.as_bytes().to_vec();
        bytes.extend(rest);
        endure(&bytes);
    }
}

#[test]
fn refusals_have_codes_and_sentences() {
    let refusal = Refusal::Doctype;
    assert_eq!((refusal.code(), refusal.to_string().ends_with('.')), ("doctype", false));
}
