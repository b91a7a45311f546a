//! Workbooks: those that others made, and our own, written part by part.

use super::super::{Code, Options, Outcome, Question, ReadError, Source, open};
use super::documents::outcomes;
use super::shared::{shared, without_sentences};
use super::{codes, options};
use proptest::prelude::*;
use serde_json::Value;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[test]
fn the_messy_workbooks_read_as_expected() {
    for file in ["11-workbook.xlsx", "12-sheet.ods"] {
        let Some(path) = shared(&format!("data/messy/{file}")) else { return };
        let expected = std::fs::read(path.with_file_name(format!("{file}.expected.json"))).expect("an expectation");
        let mut expected: Value = serde_json::from_slice(&expected).expect("JSON");
        expected.as_object_mut().expect("an object").remove("note");
        let given = expected["import_options"].as_object().expect("options");
        let given: Vec<String> =
            given.iter().map(|(name, value)| format!("{name}={}", value.as_str().expect("text"))).collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let mut readings =
            super::super::read_parts(Source::File(&path), Some(file), &options(&given)).expect("nothing is open");
        let reading = readings.remove(0);
        let report = without_sentences(serde_json::to_value(&reading).expect("JSON"));
        for (key, value) in expected.as_object().expect("an object") {
            assert_eq!(report.get(key), Some(value), "{key} of {file}");
        }
    }
}

/// A container with these parts.
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A cell of a sheet that is written for a test.
#[derive(Debug, Clone)]
enum Cell {
    Nothing,
    Text(String),
    Shared(usize),
    Number(String, usize),
    Truth(bool),
    Fault(&'static str),
    Formula(&'static str),
}

use Cell::{Fault, Formula, Nothing, Number, Shared, Text, Truth};

fn words(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|cell| Text((*cell).into())).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn place(column: usize, line: usize) -> String {
    let mut name = String::new();
    let mut n = column + 1;
    while n > 0 {
        name.insert(0, char::from(b'A' + u8::try_from((n - 1) % 26).expect("a letter")));
        n = (n - 1) / 26;
    }
    format!("{name}{line}")
}

fn cell_xml(cell: &Cell, at: &str) -> String {
    match cell {
        Nothing => String::new(),
        Text(text) => {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text))
        }
        Shared(i) => format!("<c r=\"{at}\" t=\"s\"><v>{i}</v></c>"),
        Number(raw, style) => format!("<c r=\"{at}\" s=\"{style}\"><v>{raw}</v></c>"),
        Truth(truth) => format!("<c r=\"{at}\" t=\"b\"><v>{}</v></c>", u8::from(*truth)),
        Fault(text) => format!("<c r=\"{at}\" t=\"e\"><v>{text}</v></c>"),
        Formula(inside) => format!("<c r=\"{at}\"><f>A1+1</f>{inside}</c>"),
    }
}

/// One sheet: its tab, whether that is hidden, its rows, and what stands behind them.
struct Sheet {
    name: &'static str,
    hidden: bool,
    rows: Vec<(usize, Vec<Cell>, bool)>,
    before: String,
    behind: String,
}

impl Sheet {
    fn of(name: &'static str, rows: Vec<Vec<Cell>>) -> Self {
        let rows = rows.into_iter().zip(1..).map(|(cells, line)| (line, cells, false)).collect();
        Self { name, hidden: false, rows, before: String::new(), behind: String::new() }
    }

    fn xml(&self) -> String {
        let mut rows = String::new();
        for (line, cells, hidden) in &self.rows {
            let cells: String = cells.iter().enumerate().map(|(i, cell)| cell_xml(cell, &place(i, *line))).collect();
            let hidden = if *hidden { " hidden=\"1\"" } else { "" };
            rows.push_str(&format!("<row r=\"{line}\"{hidden}>{cells}</row>"));
        }
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{}<sheetData>{rows}</sheetData>{}</worksheet>",
            self.before, self.behind
        )
    }
}

/// Style 1 is `dd/mm/yyyy`, 2 `mm/dd/yyyy`, 3 `0%`, 4 `[$€-407] #,##0.00`, 5 `"$"#,##0.00`, 6 the built-in short day, 7 `00000`.
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"mm/dd/yyyy\"/>\
    <numFmt numFmtId=\"166\" formatCode=\"[$€-407] #,##0.00\"/><numFmt numFmtId=\"167\" formatCode=\"&quot;$&quot;#,##0.00\"/>\
    <numFmt numFmtId=\"168\" formatCode=\"00000\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>\
    <xf numFmtId=\"9\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"14\"/><xf numFmtId=\"168\"/></cellXfs></styleSheet>";

fn workbook_with(sheets: &[Sheet], properties: &str, strings: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut bodies = Vec::new();
    for (sheet, n) in sheets.iter().zip(1..) {
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        list.push_str(&format!("<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"rId{n}\"{state}/>", escaped(sheet.name)));
        relations.push_str(&format!(
            "<Relationship Id=\"rId{n}\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        ));
        bodies.push((format!("xl/worksheets/sheet{n}.xml"), sheet.xml()));
    }
    let book = format!("<workbook xmlns:r=\"http://r\">{properties}<sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let strings = format!("<sst uniqueCount=\"99999999999999\">{strings}</sst>");
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/sharedStrings.xml", strings.as_str()),
        ("xl/styles.xml", STYLES),
    ];
    parts.extend(bodies.iter().map(|(name, xml)| (name.as_str(), xml.as_str())));
    parts.extend_from_slice(more);
    packed(&parts)
}

fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    workbook_with(sheets, "", "<si><t>uno</t></si><si><r><t>do</t></r><r><t>s</t></r><rPh><t>tú</t></rPh></si>", &[])
}

const HEAD: [&str; 6] = ["Folio", "Cliente", "Fecha", "Vence", "Moneda", "Importe"];

fn row(number: &str, amount: &str) -> Vec<Cell> {
    let mut cells = words(&[number, "Uno SA"]);
    cells.extend([Number("46174".into(), 1), Number("46204".into(), 1), Text("MXN".into()), Number(amount.into(), 0)]);
    cells
}

fn read(bytes: &[u8], said: &[&str]) -> (Vec<String>, Vec<String>) {
    let (mut sums, mut told) = (Vec::new(), Vec::new());
    for outcome in outcomes(bytes, said).unwrap_or_else(|error| panic!("{error}")) {
        match outcome {
            Outcome::Accepted(item) => {
                sums.push(format!("{} {} {} {}", item.shown_number(), item.amount().minor(), item.currency, item.due));
            }
            Outcome::Warned(finding) if finding.code == Code::MissingEmail => {}
            Outcome::Rejected(finding) | Outcome::Skipped(finding) | Outcome::Warned(finding) => {
                told.extend(codes(&[finding]));
            }
        }
    }
    (sums, told)
}

fn refused(bytes: &[u8]) -> String {
    outcomes(bytes, &[]).map(|all| format!("{all:?}")).expect_err("a refusal").to_string()
}

pub(super) fn sample() -> Vec<u8> {
    workbook(&[Sheet::of("Hoja", vec![words(&HEAD), row("A-1", "1234.5"), row("A-2", "2")])])
}

pub(super) fn ods_sample() -> Vec<u8> {
    let rows = [
        ods_row(&["Rechnung", "Kunde", "Datum", "Fällig", "Betrag"].map(ods_text)),
        ods_row(&["R-1", "Müller", "2026-06-01", "2026-07-01", "5,00 EUR"].map(ods_text)),
    ];
    ods(&format!("<table:table table:name=\"Offen\">{}</table:table>", rows.concat()))
}

#[test]
fn typed_cells_are_read_as_what_they_are() {
    let mut rows = vec![words(&HEAD), row("A-1", "1234.5"), row("A-2", "1E3"), row("A-3", "286.90000000000003")];
    rows.push(vec![
        Number("1003".into(), 0),
        Shared(1),
        Number("46174.75".into(), 6),
        Text("15/07/2026".into()),
        Text("MXN".into()),
        Text("1.234,50".into()),
    ]);
    rows.push(vec![
        Number("10045.0".into(), 0),
        Text("O'Neil & <Söhne>".into()),
        Number("46174".into(), 0),
        Number("20260701".into(), 0),
        Nothing,
        Number("5".into(), 4),
    ]);
    let (sums, told) = read(&workbook(&[Sheet::of("Hoja", rows)]), &[]);
    assert_eq!(
        sums,
        [
            "A-1 123450 MXN 2026-07-01",
            "A-2 100000 MXN 2026-07-01",
            "A-3 28690 MXN 2026-07-01",
            "1003 123450 MXN 2026-07-15",
            "10045 500 EUR 2026-07-01"
        ]
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn days_that_a_spreadsheet_may_have_turned_round_are_asked_about() {
    let texts = |number: &str, issued: &str, due: &str| {
        let mut cells = row(number, "1");
        (cells[2], cells[3]) = (Text(issued.into()), Text(due.into()));
        cells
    };
    let with = |more: Vec<Cell>| workbook(&[Sheet::of("Hoja", vec![words(&HEAD), row("A-1", "1"), more])]);
    // No text could be another day, every day could be: 6 January for 1 June.
    let half = with(texts("A-2", "24/01/2026", "23/02/2026"));
    let question = outcomes(&half, &[]).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(question.contains("24/01/2026") && question.contains("2026-06-01"), "{question}");
    let due = |said: &str| read(&half, &[said]).0;
    assert_eq!(due("day_cells=as_shown"), ["A-1 100 MXN 2026-07-01", "A-2 100 MXN 2026-02-23"]);
    assert_eq!(due("day_cells=turned"), ["A-1 100 MXN 2026-01-07", "A-2 100 MXN 2026-02-23"]);
    // A text that could be turned round was left by no spreadsheet, and a day beyond the twelfth was not turned.
    assert!(outcomes(&with(texts("A-2", "24/01/2026", "03/02/2026")), &[]).is_ok());
    let mut late = row("A-2", "1");
    late[3] = Number("46220".into(), 1);
    assert!(
        outcomes(
            &workbook(&[Sheet::of(
                "Hoja",
                vec![words(&HEAD), row("A-1", "1"), late, texts("A-3", "24/01/2026", "23/02/2026")]
            )]),
            &[]
        )
        .is_ok()
    );
}

#[test]
fn errors_formulas_and_lost_digits_are_refused_by_row() {
    let with = |number: &str, cell: Cell| {
        let mut cells = row(number, "1");
        cells[5] = cell;
        cells
    };
    let lost =
        [Number("12345678901234560000".into(), 0)].into_iter().chain(row("x", "1").into_iter().skip(1)).collect();
    let rows = vec![
        words(&HEAD),
        with("A-2", Fault("#REF!")),
        with("A-3", Formula("")),
        with("A-4", Formula("<v></v>")),
        with("A-1", Formula("<v>7</v>")),
        lost,
        with("A-5", Truth(true)),
    ];
    let (sums, told) = read(&workbook(&[Sheet::of("Hoja", rows)]), &[]);
    assert_eq!(sums, ["A-1 700 MXN 2026-07-01"]);
    assert_eq!(
        told,
        [
            "2 cell_error amount",
            "3 cell_error amount",
            "4 cell_error amount",
            "6 cell_error invoice_number",
            "7 invalid_amount amount"
        ]
    );
    // A library that leaves formulas to be worked out on opening has written a zero for each.
    let unsolved = [Sheet::of("Hoja", vec![words(&HEAD), with("A-1", Formula("<v>0</v>")), row("A-2", "2")])];
    let bytes = workbook_with(&unsolved, "<calcPr fullCalcOnLoad=\"1\"/>", "", &[]);
    assert_eq!(read(&bytes, &[]), (vec!["A-2 200 MXN 2026-07-01".into()], vec!["2 cell_error amount".into()]));
    assert_eq!(read(&workbook(&unsolved), &[]).0.len(), 2);
}

#[test]
fn days_of_1904_and_the_order_that_a_sheet_shows() {
    let mut american = row("A-1", "1");
    (american[2], american[3]) = (Number("44712".into(), 2), Text("07/02/2026".into()));
    let sheet = [Sheet::of("Hoja", vec![words(&HEAD), american])];
    let bytes = workbook_with(&sheet, "<workbookPr date1904=\"1\"/>", "", &[]);
    assert_eq!(read(&bytes, &[]).0, ["A-1 100 MXN 2026-07-02"]);
    let mut unclear = row("A-1", "1");
    (unclear[2], unclear[3]) = (Number("46174".into(), 6), Text("07/02/2026".into()));
    let asked = outcomes(&workbook(&[Sheet::of("Hoja", vec![words(&HEAD), unclear])]), &[]).expect_err("asks");
    assert!(asked.to_string().contains("day-first or month-first"), "{asked}");
}

#[test]
fn the_currency_of_a_format_counts_where_nothing_else_names_one() {
    let head: Vec<Cell> = words(&["Folio", "Cliente", "Fecha", "Vence", "Importe"]);
    let of = |style: usize| {
        let mut cells = row("A-1", "5");
        cells.remove(4);
        cells[4] = Number("5".into(), style);
        workbook(&[Sheet::of("Hoja", vec![head.clone(), cells])])
    };
    assert_eq!(read(&of(4), &[]).0, ["A-1 500 EUR 2026-07-01"]);
    assert_eq!(read(&of(4), &["currency=USD"]).0, ["A-1 500 EUR 2026-07-01"]);
    assert_eq!(read(&of(5), &["currency_for_dollar_sign=CLP"]).0, ["A-1 5 CLP 2026-07-01"]);
    let asked = outcomes(&of(5), &[]).expect_err("asks").to_string();
    assert!(asked.contains("currency_for_dollar_sign"), "{asked}");
    // A column of currencies is surer than the way cells are dressed.
    let mut dressed = row("A-1", "5");
    dressed[5] = Number("5".into(), 5);
    let mut contradicted = row("A-2", "5");
    contradicted[5] = Number("5".into(), 4);
    let (sums, told) = read(&workbook(&[Sheet::of("Hoja", vec![words(&HEAD), dressed, contradicted])]), &[]);
    assert_eq!((sums, told), (vec!["A-1 500 MXN 2026-07-01".into()], vec!["3 currency_conflict amount".into()]));
}

#[test]
fn the_sheet_with_the_list_is_found_or_asked_for() {
    let list = |name, number| Sheet::of(name, vec![words(&HEAD), row(number, "1")]);
    let summary = || Sheet::of("Resumen", vec![words(&["Cliente", "Saldo"]), words(&["Uno SA", "5"])]);
    let hidden = |name, number| Sheet { hidden: true, ..list(name, number) };
    assert_eq!(read(&workbook(&[summary(), list("Enero", "E-1")]), &[]).0, ["E-1 100 MXN 2026-07-01"]);
    // Of one shape, with no document twice, they are one list.
    let months = workbook(&[list("Enero", "E-1"), list("Febrero", "F-1")]);
    assert_eq!(read(&months, &[]).0, ["E-1 100 MXN 2026-07-01", "F-1 100 MXN 2026-07-01"]);
    assert_eq!(read(&months, &["sheet=febrero"]).0, ["F-1 100 MXN 2026-07-01"]);
    let both = workbook(&[list("Enero", "E-1"), list("Febrero", "E-1")]);
    match outcomes(&both, &[]) {
        Err(ReadError::Ask(questions)) => {
            assert_eq!(questions, [Question::Sheets { sheets: vec!["Enero".into(), "Febrero".into()] }]);
        }
        other => panic!("no question: {other:?}"),
    }
    let asked = outcomes(&both, &["sheet=Marzo"]).expect_err("asks").to_string();
    assert_eq!(asked, "there is no sheet `Marzo`; the sheets are: Enero, Febrero");
    let (sums, told) = read(&workbook(&[hidden("Viejo", "V-1"), list("Enero", "E-1")]), &[]);
    assert_eq!((sums.len(), told), (1, vec!["1 hidden_sheet".into()]));
    assert_eq!(read(&workbook(&[summary(), hidden("Enero", "E-1")]), &[]).0, ["E-1 100 MXN 2026-07-01"]);
}

#[test]
fn hidden_rows_count_and_are_told() {
    let mut sheet = Sheet::of("Hoja", vec![words(&["Cartera"]), words(&HEAD), row("A-1", "1"), row("A-2", "2")]);
    sheet.rows[3].2 = true;
    sheet.rows.push((9, row("A-3", "3"), false));
    sheet.before =
        "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"20\" max=\"30\" hidden=\"1\"/></cols>".into();
    let (sums, told) = read(&workbook(&[sheet]), &[]);
    assert_eq!(sums.len(), 3);
    assert_eq!(told, ["1 preamble", "2 hidden_cells", "5 blank", "6 blank", "7 blank", "8 blank"]);
}

#[test]
fn what_is_merged_downwards_belongs_to_all_rows_but_sums() {
    let mut second = row("A-2", "2");
    second[1] = Nothing;
    let mut third = row("A-3", "3");
    (third[1], third[5]) = (Nothing, Nothing);
    let mut sheet = Sheet::of("Hoja", vec![words(&HEAD), row("A-1", "1"), second, third]);
    sheet.behind =
        "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"F3:F4\"/><mergeCell ref=\"A6:F6\"/></mergeCells>"
            .into();
    let bytes = workbook(&[sheet]);
    let (sums, told) = read(&bytes, &[]);
    assert_eq!(sums, ["A-1 100 MXN 2026-07-01", "A-2 200 MXN 2026-07-01"]);
    assert_eq!(told, ["4 cell_error amount"]);
    let names = outcomes(&bytes, &[]).expect("nothing is open").into_iter().filter_map(|outcome| match outcome {
        Outcome::Accepted(item) => item.customer.name,
        _ => None,
    });
    assert_eq!(names.collect::<Vec<_>>(), ["Uno SA", "Uno SA"]);
}

#[test]
fn workbooks_that_would_hurt_are_refused() {
    let sheet = || Sheet::of("Hoja", vec![words(&HEAD), row("A-1", "1")]);
    let macros = workbook_with(&[sheet()], "", "", &[("xl/vbaProject.bin", "x")]);
    assert!(refused(&macros).contains("macros"));
    let mut wide = sheet();
    let mut cells = vec![Nothing; 1500];
    cells.push(Text("x".into()));
    wide.rows.push((3, cells, false));
    assert!(refused(&workbook(&[wide])).contains("more than 1000 columns"));
    let mut low = sheet();
    low.rows.push((2_000_000, row("A-2", "1"), false));
    assert!(refused(&workbook(&[low])).contains("damaged"));
    let mut back = sheet();
    back.rows.push((1, row("A-2", "1"), false));
    assert!(refused(&workbook(&[back])).contains("stands behind"));
    let doctype = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook>&b;</workbook>"),
    ]);
    assert!(refused(&doctype).contains("DOCTYPE"));
    let long = "x".repeat(3 << 20);
    let long = workbook_with(&[sheet()], "", &format!("<si><t>{long}</t></si>"), &[]);
    assert!(refused(&long).contains("longer than any cell"));
    assert!(refused(&packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])).contains("Word"));
}

/// As LibreOffice writes them.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\">\
        <office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<m/>"),
    ])
}

fn ods_text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", escaped(text))
}

fn ods_row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn a_sheet_of_opendocument() {
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-06-01T00:00:00\"><text:p>01.06.26</text:p></table:table-cell>";
    let head = ods_row(&["Rechnung", "Kunde", "Datum", "Fällig", "Betrag"].map(ods_text));
    let one = |number: &str, due: &str, amount: &str| {
        ods_row(&[ods_text(number), ods_text("Müller"), day.into(), due.into(), amount.into()])
    };
    let money = "<table:table-cell office:value-type=\"currency\" office:currency=\"CHF\" office:value=\"12.5\" calcext:value-type=\"currency\"><text:p>Fr. 12,50</text:p></table:table-cell>";
    let unsolved = "<table:table-cell table:formula=\"of:=[.A1]\"/>";
    let error = "<table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>";
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>Notiz</text:p></office:annotation><text:p>02.07.2026</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"Alt\" table:style-name=\"ta2\">{head}{}</table:table><table:table table:name=\"Offen\"><table:table-column table:number-columns-repeated=\"3\"/>{head}{}{}{}{}\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
        one("X-1", noted, money),
        one("R-1", noted, money),
        one("R-2", noted, unsolved),
        one("R-3", noted, error),
        one("R-4", day, "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/>"),
    );
    let (sums, told) = read(&ods(&table), &["currency=EUR"]);
    assert_eq!(sums, ["R-1 1250 CHF 2026-07-02"]);
    assert_eq!(told, ["1 hidden_sheet", "3 cell_error amount", "4 cell_error amount", "5 invalid_amount amount"]);
    let many = format!(
        "<table:table table:name=\"A\">{head}<table:table-row table:number-rows-repeated=\"9999999\">{}</table:table-row></table:table>",
        ods_text("x")
    );
    assert!(refused(&ods(&many)).contains("stands there"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is written comes out, whatever stands in it; its numbers name no kind.
    #[test]
    fn a_workbook_reads_back(rows in prop::collection::vec(("[QWX]{1,3}-[0-9]{1,5}", "\\PC{1,20}", 1_u32..9_000_000, 40_000_u32..50_000), 1..30)) {
        let mut cells = vec![words(&HEAD)];
        for (i, (number, name, minor, day)) in rows.iter().enumerate() {
            let amount = format!("{}.{:02}", minor / 100, minor % 100);
            cells.push(vec![
                Text(format!("{number}/{i}")),
                Text(format!("x{name}")),
                Number(day.to_string(), 1),
                Number((day + 30).to_string(), 1),
                Text("MXN".into()),
                Number(amount, 0),
            ]);
        }
        let (sums, _) = read(&workbook(&[Sheet::of("Hoja", cells)]), &[]);
        prop_assert_eq!(sums.len(), rows.len());
        for ((number, _, minor, _), sum) in rows.iter().zip(&sums) {
            let begins = sum.starts_with(number.as_str());
            let contains = sum.contains(&format!(" {minor} MXN"));
            prop_assert!(begins && contains, "{} {}", number, sum);
        }
    }
}

#[test]
fn survey_and_format_of_a_workbook() {
    let bytes = workbook(&[Sheet::of("Hoja", vec![words(&HEAD), row("A-1", "1")])]);
    let parts = open(Source::Bytes(&bytes), Some("cartera.csv"), &Options::default()).expect("a workbook");
    assert_eq!((parts.len(), parts[0].format.as_str(), parts[0].name.as_deref()), (1, "xlsx", Some("cartera.csv")));
    let survey = parts[0].survey(&Options::default()).expect("nothing is open");
    assert_eq!(
        (survey.detect.format, survey.detect.sheet.as_deref(), survey.detect.header_line),
        ("xlsx", Some("Hoja"), 1)
    );
}

/// A list of this many rows, written as programs write them.
fn long_list(rows: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    };
    part("[Content_Types].xml", "<Types/>");
    part(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Hoja\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    );
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    );
    part("xl/styles.xml", STYLES);
    let mut strings = String::from("<sst>");
    HEAD.iter().for_each(|word| strings.push_str(&format!("<si><t>{word}</t></si>")));
    (0..rows)
        .for_each(|i| strings.push_str(&format!("<si><t>F-{i:07}</t></si><si><t>Cliente número {}</t></si>", i / 7)));
    strings.push_str("<si><t>MXN</t></si></sst>");
    part("xl/sharedStrings.xml", &strings);
    drop(strings);
    let mut sheet = String::from("<worksheet><sheetData>");
    let head: Vec<Cell> = (0..6).map(Shared).collect();
    for line in 1..=rows + 1 {
        let i = line.saturating_sub(2);
        let day = 46_000 + i % 300;
        let cells = if line == 1 {
            head.clone()
        } else {
            vec![
                Shared(6 + 2 * i),
                Shared(7 + 2 * i),
                Number(day.to_string(), 1),
                Number((day + 30).to_string(), 1),
                Shared(6 + 2 * rows),
                Number(format!("{}.5", i % 90_000 + 1), 0),
            ]
        };
        let cells: String = cells.iter().enumerate().map(|(i, cell)| cell_xml(cell, &place(i, line))).collect();
        sheet.push_str(&format!("<row r=\"{line}\">{cells}</row>"));
    }
    sheet.push_str("</sheetData></worksheet>");
    part("xl/worksheets/sheet1.xml", &sheet);
    zip.finish().expect("memory").into_inner()
}

/// The most memory that this process has had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// `SALDO_FULL=1` reads 100,000 rows and says what that took; every run reads some.
#[test]
fn a_long_list_is_read_in_little_memory() {
    let rows = if std::env::var_os("SALDO_FULL").is_some() { 100_000 } else { 1_000 };
    let bytes = long_list(rows);
    let (before, begin) = (peak(), std::time::Instant::now());
    let options = Options::default();
    let parts = open(Source::Bytes(&bytes), None, &options).expect("a workbook");
    let survey = parts[0].survey(&options).expect("nothing is open");
    let mut taken = 0;
    for outcome in parts[0].outcomes(&survey).expect("memory") {
        taken += usize::from(matches!(outcome.expect("memory"), Outcome::Accepted(_)));
    }
    let grown = peak().saturating_sub(before);
    println!("{rows} rows, {} KB: {:?}, {grown} KB more than before", bytes.len() / 1024, begin.elapsed());
    assert_eq!(taken, rows);
    assert!(grown < 64 * 1024, "{grown} KB");
}

#[test]
fn zeros_that_a_sheet_shows_belong_to_the_number() {
    let mut cells = row("A-1", "5");
    cells[0] = Number("123".into(), 7);
    let (sums, told) = read(&workbook(&[Sheet::of("Hoja", vec![words(&HEAD), cells])]), &[]);
    assert_eq!((sums, told), (vec!["00123 500 MXN 2026-07-01".to_owned()], Vec::new()));
}
