//! Workbooks of Excel 97 to 2003, written record by record.

use super::super::{Code, Outcome};
use super::codes;
use super::documents::outcomes;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut all = kind.to_le_bytes().to_vec();
    all.extend(u16::try_from(data.len()).expect("a short record").to_le_bytes());
    all.extend(data);
    all
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(text.encode_utf16().count()).expect("short").to_le_bytes();
    joined(&[&length, &[1], &units])
}

fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    joined(&[&row.to_le_bytes(), &column.to_le_bytes(), &style.to_le_bytes()])
}

fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &joined(&[&at(row, column, style), &value.to_le_bytes()]))
}

fn label(row: u16, column: u16, shared: u32) -> Vec<u8> {
    record(0x00FD, &joined(&[&at(row, column, 0), &shared.to_le_bytes()]))
}

const BOF_BOOK: [u8; 16] = [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0];
const BOF_SHEET: [u8; 16] = [0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0];

fn style(format: u16) -> Vec<u8> {
    let mut data = vec![0; 20];
    data[2..4].copy_from_slice(&format.to_le_bytes());
    record(0x00E0, &data)
}

fn stream(words: &[&str], cells: &[Vec<u8>], dimensions: [u32; 2]) -> Vec<u8> {
    let table: Vec<u8> = words.iter().flat_map(|word| text(word)).collect();
    let count = u32::try_from(words.len()).expect("few").to_le_bytes();
    let shared = record(0x00FC, &joined(&[&count, &count, &table]));
    let head = joined(&[&record(0x0809, &BOF_BOOK), &record(0x0042, &[0xB0, 4]), &style(0), &style(14)]);
    let name = joined(&[&[0, 0, 4, 1], &"Hoja".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]);
    let length = head.len() + 4 + 4 + name.len() + shared.len() + 4;
    let sheet = record(0x0085, &joined(&[&u32::try_from(length).expect("short").to_le_bytes(), &name]));
    let used = joined(&[&dimensions[0].to_le_bytes(), &dimensions[1].to_le_bytes(), &[0, 0, 6, 0, 0, 0]]);
    let mut all =
        joined(&[&head, &sheet, &shared, &record(0x000A, &[]), &record(0x0809, &BOF_SHEET), &record(0x0200, &used)]);
    all.extend(cells.concat());
    all.extend(record(0x000A, &[]));
    all
}

/// The file around it: header, one sector of the table, one of the directory, then the stream.
fn compound(stream: &[u8], name: &str) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).expect("short");
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(&super::super::sheet::COMPOUND_FILE);
    header[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (place, value) in [(44, 1), (48, 1), (56, 4096), (60, u32::MAX - 1), (68, u32::MAX - 1), (76, 0)] {
        header[place..place + 4].copy_from_slice(&value.to_le_bytes());
    }
    header[80..].fill(0xFF);
    let mut table = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    table.extend((3..3 + sectors - 1).chain([0xFFFF_FFFE]));
    table.resize(128, u32::MAX);
    assert!(sectors <= 126);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    let mut directory = entry("Root Entry", 5, u32::MAX - 1, 0);
    directory[76..80].copy_from_slice(&1_u32.to_le_bytes());
    directory.extend(entry(name, 2, 2, u32::try_from(stream.len()).expect("short")));
    directory.resize(512, 0);
    joined(&[&header, &table, &directory, &stream])
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut entry = vec![0_u8; 128];
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[64..66].copy_from_slice(&u16::try_from(units.len() + 2).expect("short").to_le_bytes());
    entry[66] = kind;
    entry[67] = 1;
    entry[68..80].fill(0xFF);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
    entry
}

const WORDS: [&str; 9] = ["Folio", "Cliente", "Fecha", "Vence", "Moneda", "Importe", "A-1", "Ñandú", "MXN"];

fn row(line: u16) -> Vec<Vec<u8>> {
    vec![
        label(line, 0, 6),
        label(line, 1, 7),
        number(line, 2, 1, 46174.0),
        number(line, 3, 1, 46204.0),
        label(line, 4, 8),
    ]
}

fn cells() -> Vec<Vec<u8>> {
    let mut cells: Vec<Vec<u8>> = (0..6).map(|i| label(0, i, u32::from(i))).collect();
    cells.extend(row(1));
    cells.push(number(1, 5, 0, 1234.5));
    cells
}

pub(super) fn sample() -> Vec<u8> {
    compound(&stream(&WORDS, &cells(), [0, 2]), "Workbook")
}

fn told(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let (mut sums, mut told) = (Vec::new(), Vec::new());
    for outcome in outcomes(bytes, &[]).unwrap_or_else(|error| panic!("{error}")) {
        match outcome {
            Outcome::Accepted(item) => sums.push(format!("{} {} {}", item.number, item.amount().minor(), item.due)),
            Outcome::Rejected(f) | Outcome::Skipped(f) | Outcome::Warned(f) if f.code != Code::MissingEmail => {
                told.extend(codes(&[f]))
            }
            _ => {}
        }
    }
    (sums, told)
}

#[test]
fn a_workbook_of_excel_97() {
    assert_eq!(told(&sample()), (vec!["A-1 123450 2026-07-01".into()], vec![]));
    let mut hidden = cells();
    // Row 2 is hidden; row 3 has an error in its amount.
    hidden.insert(6, record(0x0208, &[1, 0, 0, 0, 6, 0, 255, 0, 0, 0, 0, 0, 0x20, 1, 15, 0]));
    hidden.extend(row(2));
    hidden.push(record(0x0205, &joined(&[&at(2, 5, 0), &[0x17, 1]])));
    let (sums, told) = told(&compound(&stream(&WORDS, &hidden, [0, 3]), "Workbook"));
    let both =
        vec!["1 hidden_cells".into(), "3 cell_error amount".into(), "2 other_line_rejected invoice_number".into()];
    assert_eq!((sums.len(), told), (0, both));
}

#[test]
fn what_would_hurt_is_refused_before_it_does() {
    let refused = |bytes: &[u8]| outcomes(bytes, &[]).map(|all| format!("{all:?}")).expect_err("a refusal").to_string();
    let claimed = compound(&stream(&WORDS, &cells(), [0, u32::MAX]), "Workbook");
    assert!(refused(&claimed).contains("contradict"));
    let mut far = cells();
    far.push(number(65_535, 255, 0, 1.0));
    assert!(refused(&compound(&stream(&WORDS, &far, [0, 2]), "Workbook")).contains("spread over"));
    let mut short = cells();
    short.push(record(0x0203, &[1, 0, 1, 0]));
    assert!(refused(&compound(&stream(&WORDS, &short, [0, 2]), "Workbook")).contains("contradict"));
    assert!(refused(&compound(&stream(&WORDS, &cells(), [0, 2]), "EncryptedPackage")).contains("password"));
    assert!(refused(&compound(&stream(&WORDS, &cells(), [0, 2]), "WordDocument")).contains("Word"));
    let locked = joined(&[&record(0x0809, &BOF_BOOK), &record(0x002F, &[1, 0, 0, 0])]);
    assert!(refused(&compound(&locked, "Workbook")).contains("password"));
}
