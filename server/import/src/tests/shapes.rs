//! The shapes that files come in: encodings, separators, headings, numbers, days, lines.

use super::super::{DocumentKind, FileKind, read};
use super::*;
use encoding_rs::WINDOWS_1252;

const SPANISH: &str = "Factura;Cliente;Correo;Emisión;Vence;Moneda;Importe\r\n\
    F-1;Ñandú;a@nandu.example;05/01/2026;31/01/2026;EUR;1.234,56\r\n\
    F-2;Ñandú;a@nandu.example;06/01/2026;05/02/2026;EUR;1.234\r\n";

#[test]
fn one_file_in_every_encoding() {
    let utf16 =
        |mark: &[u8], to: fn(u16) -> [u8; 2]| [mark, &SPANISH.encode_utf16().flat_map(to).collect::<Vec<_>>()].concat();
    let files = [
        ("utf-8", false, SPANISH.as_bytes().to_vec()),
        ("utf-8", true, [b"\xEF\xBB\xBF", SPANISH.as_bytes()].concat()),
        ("windows-1252", false, WINDOWS_1252.encode(SPANISH).0.into_owned()),
        ("utf-16le", true, utf16(b"\xFF\xFE", u16::to_le_bytes)),
        ("utf-16be", true, utf16(b"\xFE\xFF", u16::to_be_bytes)),
        ("utf-16le", false, utf16(b"", u16::to_le_bytes)),
    ];
    for (encoding, bom, bytes) in files {
        let reading = read(&bytes, &Options::default()).expect("nothing is open");
        let detect = &reading.survey.detect;
        assert_eq!((detect.encoding.as_str(), detect.bom, detect.decimal), (encoding, bom, ','));
        assert_eq!(sums(&reading), ["F-1 123456 EUR", "F-2 123400 EUR"], "{encoding}");
        assert_eq!(reading.accepted[0].customer.name.as_deref(), Some("Ñandú"));
        assert_eq!(reading.survey.bytes, u64::try_from(bytes.len()).expect("small"));
    }
}

#[test]
fn separators_line_ends_and_a_hint_for_spreadsheets() {
    for (from, to) in [(";", "\t"), (";", "|"), ("\r\n", "\n"), ("\r\n", "\r")] {
        assert_eq!(sums(&reading(&SPANISH.replace(from, to), &[])).len(), 2, "{to:?}");
    }
    let hinted = reading(&format!("sep=;\r\n{SPANISH}"), &[]);
    assert_eq!((hinted.survey.detect.header_line, hinted.accepted[0].line), (2, 3));
}

#[test]
fn what_is_open_is_asked_all_at_once_with_the_option_to_give() {
    let file = "Folio,Cliente,Fecha,Vence,Monto\n1,A,05/01/2026,04/02/2026,$1.500\n2,A,06/01/2026,04/02/2026,$2.000\n";
    let asked = questions(file, &[]);
    assert_eq!(asked.len(), 3, "{asked:#?}");
    assert!(asked[0].contains("(line 2: 05/01/2026); say --date-format DD/MM/YYYY"));
    assert!(asked[1].contains("(line 2: 1.500); say --default decimal=."));
    assert!(asked[2].contains("(line 2: $1.500); say --default currency_for_dollar_sign=CODE"));
    let mut answered = options(&["currency_for_dollar_sign=CLP", "decimal=,"]);
    answered.dates("DD/MM/YYYY").expect("a format");
    let read = read(file.as_bytes(), &answered).expect("nothing is open");
    assert_eq!(sums(&read), ["1 1500 CLP", "2 2000 CLP"]);
    assert_eq!(read.accepted[0].issued.to_string(), "2026-01-05");
}

#[test]
fn columns_that_are_missing_or_unclear_are_asked_for() {
    let asked = questions("Folio,Cliente,Importe,Total\n1,A,5,5\n", &["currency=EUR"]);
    assert_eq!(asked.len(), 3, "{asked:#?}");
    assert!(asked[0].contains("`Importe` and `Total` could both be the amount"));
    assert!(asked[1].contains("no column is the issue_date; the columns are: Folio, Cliente, Importe, Total"));
    assert!(asked[2].contains("no column is the due_date"));
    assert!(questions("a,b,c\n1,2,3\n", &[])[0].contains("the first line has: column 1: a, column 2: b, column 3: c"));
    let mut wrong = options(&["currency=EUR"]);
    wrong.map("amount=Betrag").expect("an option");
    let text = "Folio,Cliente,Fecha,Vence,Total\n1,A,2026-01-01,2026-01-02,5\n";
    let asked = read(text.as_bytes(), &wrong).expect_err("asks").to_string();
    assert!(asked.contains("there is no column `Betrag` for amount"), "{asked}");
    assert!(matches!(read(b" \n", &Options::default()), Err(ReadError::Empty)));
    let stray = b"Folio,Cliente,Fecha\n1,\xC3\xB1\xC3\xB1,2026-01-01\n2,\xF1,2026-01-01\n";
    let asked = read(stray, &Options::default()).expect_err("asks").to_string();
    assert!(asked.starts_with("the file is UTF-8 except for 1 bytes"), "{asked}");
}

#[test]
fn any_heading_can_be_given_a_meaning() {
    let mut given = options(&["terms=net 30", "currency=MXN", "issue_date=2026-01-01"]);
    given.map("invoice_number=Ref").expect("an option");
    given.map("customer_name=Wer").expect("an option");
    given.map("amount=Geld").expect("an option");
    let reading = read(b"Ref,Wer,Geld\n007,A,5.00\n", &given).expect("nothing is open");
    let invoice = &reading.accepted[0];
    assert_eq!((invoice.number.as_str(), invoice.due.to_string().as_str()), ("007", "2026-01-31"));
    let report = serde_json::to_value(&reading).expect("JSON");
    assert_eq!(report["import_options"]["map_amount"], "Geld");
    assert_eq!(report["import_options"]["default_terms"], "net 30");
}

#[test]
fn the_house_currency_serves_bare_amounts_and_its_own_sign() {
    let file = |amount: &str| format!("Folio,Cliente,Fecha,Vence,Monto\n1,A,2026-01-01,2026-01-02,{amount}\n");
    let house = Options { house_currency: "MXN".parse().ok(), ..Options::default() };
    assert_eq!(sums(&read(file("5.00").as_bytes(), &house).expect("nothing is open")), ["1 500 MXN"]);
    assert_eq!(sums(&read(file("5.00 USD").as_bytes(), &house).expect("nothing is open")), ["1 500 USD"]);
    assert_eq!(sums(&read(file("$5.00 MXN").as_bytes(), &Options::default()).expect("open")), ["1 500 MXN"]);
    // `$` is the creditor's own money where that is written so: whoever keeps books in pesos writes US$ for the other.
    assert_eq!(sums(&read(file("$5.00").as_bytes(), &house).expect("nothing is open")), ["1 500 MXN"]);
    assert_eq!(sums(&read(file("US$5.00").as_bytes(), &house).expect("nothing is open")), ["1 500 USD"]);
    assert!(read(file("$5.00").as_bytes(), &Options::of_house("EUR".parse().expect("a currency"))).is_err());
    assert!(read(file("$5.00").as_bytes(), &Options::default()).is_err());
    // Where rows have their own currency, an empty one was forgotten.
    let own = "Folio,Cliente,Fecha,Vence,Monto,Moneda\n1,A,2026-01-01,2026-01-02,5,USD\n2,A,2026-01-01,2026-01-02,5,\n";
    let own = read(own.as_bytes(), &house).expect("nothing is open");
    assert_eq!(
        (sums(&own), codes(&own.rejected)),
        (vec!["1 500 USD".into()], vec!["3 missing_required currency".into()])
    );
    assert!(questions(&file("5.00"), &[])[0].contains("names no currency"));
}

const LINES: &str = "Folio,Cliente,Fecha,Vence,Moneda,Concepto línea,Cantidad,Neto,IVA %,IVA,Total\n";

#[test]
fn rows_with_one_number_are_the_lines_of_one_invoice() {
    let file = format!(
        "{LINES}\
        A-1,Uno,2026-01-01,2026-01-31,MXN,Cajas,2,100.00,16,16.00,139.20\n\
        A-1,Uno,2026-01-01,2026-01-31,MXN,Flete,1.5,20.00,16,3.20,139.20\n\
        a-2,Dos,2026-01-01,2026-01-31,MXN,Cajas,1,10.00,0,0.00,10.00\n\
        A-3,Dos,2026-01-01,2026-01-31,MXN,Cajas,1,10.00,16,1.60,99.00\n"
    );
    let reading = reading(&file, &[]);
    assert_eq!(sums(&reading), ["A-1 13920 MXN", "a-2 1000 MXN", "A-3 9900 MXN"]);
    let lines = &reading.accepted[0].lines;
    assert_eq!((lines.len(), lines[1].description.as_str(), lines[1].quantity.to_string()), (2, "Flete", "1.5".into()));
    // Lines that do not add up are not shown to anyone; the sum that the invoice names counts.
    assert!(reading.accepted[2].lines.is_empty());
    assert!(codes(&reading.warnings).contains(&"5 lines_mismatch line_net".to_owned()));
}

#[test]
fn lines_alone_make_the_total_and_the_tax() {
    let file = "Folio,Cliente,Fecha,Vence,Moneda,Concepto línea,Neto,IVA\n\
        A-1,Uno,2026-01-01,2026-01-31,MXN,Cajas,100.00,16%\n\
        A-1,,,,,Flete,0.03,16%\n\
        A-2,Dos,2026-01-01,2026-01-31,MXN,Cajas,x,16%\n\
        A-2,,,,,Flete,5.00,16%\n\
        A-3,Tres,2026-01-01,2026-01-31,MXN,Cajas,7.00,0%\n\
        A-3,Cuatro,,,,Flete,5.00,16%\n";
    let reading = reading(file, &[]);
    assert_eq!(sums(&reading), ["A-1 11603 MXN"]); // 0.0048 of tax on the second line is nothing
    assert_eq!(
        codes(&reading.rejected),
        [
            "4 invalid_amount line_net",
            "5 other_line_rejected invoice_number",
            "6 other_line_rejected invoice_number",
            "7 duplicate_conflict customer_name"
        ]
    );
}

#[test]
fn a_row_that_comes_twice_is_no_second_line() {
    let row = "A-1,Uno,2026-01-01,2026-01-31,MXN,Cajas,1,10.00,16,1.60,11.60\n";
    let file = format!("{LINES}{row}{row}B-1,Uno,2026-01-01,2026-01-31,MXN,x,1,1.00,0,0.00,1.00\n{row}");
    let reading = reading(&file, &[]);
    assert_eq!(sums(&reading), ["A-1 1160 MXN", "B-1 100 MXN"]);
    assert_eq!(reading.accepted[0].lines.len(), 1);
    assert_eq!(codes(&reading.skipped), ["3 duplicate_identical", "5 duplicate_identical"]);
}

#[test]
fn credit_notes_by_word_and_by_sign() {
    let file = "Folio,Tipo,Cliente,Fecha,Vence,Moneda,Neto,IVA,Total\n\
        1,Factura,A,2026-01-01,2026-01-31,MXN,10.00,1.60,11.60\n\
        2,Nota de crédito,A,2026-01-01,,MXN,10.00,1.60,11.60\n\
        3,Factura,A,2026-01-01,2026-01-31,MXN,-5.00,0,-5.00\n\
        4,Recibo,A,2026-01-01,2026-01-31,MXN,5.00,0,5.00\n\
        5,Presupuesto,A,2026-01-01,2026-01-31,MXN,5.00,0,5.00\n";
    let reading = reading(file, &[]);
    assert_eq!(sums(&reading), ["1 1160 MXN", "2 -1160 MXN", "3 -500 MXN", "4 -500 MXN"]);
    assert_eq!(reading.accepted[3].document, DocumentKind::Payment);
    assert_eq!(reading.survey.understood.kind, FileKind::Movements);
    assert_eq!(reading.accepted[1].lines[0].net.minor(), -1000);
    assert_eq!(reading.accepted[1].due, reading.accepted[1].issued);
    assert!(codes(&reading.warnings).contains(&"4 type_sign_conflict kind".to_owned()));
    assert_eq!((codes(&reading.skipped), reading.rejected.len()), (vec!["6 not_a_debt kind".to_owned()], 0));
}

#[test]
fn open_amounts_and_settled_days() {
    let file = "Folio,Cliente,Fecha,Vence,Moneda,Importe,Saldo,Fecha pago\n\
        1,A,2026-01-01,2026-01-31,MXN,100.00,40.00,\n\
        2,A,2026-01-01,2026-01-31,MXN,100.00,0.00,2026-01-15\n\
        3,A,2026-01-01,2026-01-31,MXN,100.00,140.00,\n\
        4,A,2026-01-01,2026-01-31,MXN,100.00,10.00,2026-01-15\n\
        5,A,2026-01-01,2026-01-31,MXN,-100.00,-30.00,\n\
        6,A,2026-02-01,2026-02-28,MXN,100.00,,\n";
    let all = reading(file, &[]);
    let open: Vec<_> = all.accepted.iter().map(|i| i.open.map(|open| open.minor())).collect();
    // Of the fourth a part was paid on its day.
    assert_eq!(open, [Some(4000), Some(0), Some(1000), Some(-3000), None]);
    assert_eq!(codes(&all.rejected), ["4 open_amount_mismatch open_amount"]);
    let then = Options { as_of: "2026-01-10".parse().ok(), ..Options::default() };
    let known = read(file.as_bytes(), &then).expect("nothing is open");
    // The second was not settled yet on that day, so nothing of it was known to be paid.
    assert_eq!((known.accepted[1].settled, known.accepted[1].open), (None, None));
    assert_eq!(codes(&known.skipped), ["7 after_as_of issue_date"]);
}

#[test]
fn sums_in_the_file_are_compared_on_any_day() {
    let file = |last: &str, sum: &str| {
        format!(
            "Factura,Cliente,Fecha,Vencimiento,Moneda,Total,Saldo\n1,A,2026-01-01,2026-01-31,MXN,100.00,100.00\n\
             2,A,{last},2026-03-31,MXN,100.00,100.00\nTotal,,,,,{sum},{sum}\n"
        )
    };
    let told = |file: &str, day: Option<&str>| {
        let options = Options { as_of: day.and_then(|day| day.parse().ok()), ..Options::default() };
        codes(&read(file.as_bytes(), &options).expect("nothing is open").warnings)
            .iter()
            .any(|one| one.contains("totals_mismatch"))
    };
    for day in [None, Some("2026-01-10")] {
        assert!(told(&file("2026-01-02", "1000.00"), day), "{day:?}");
        assert!(!told(&file("2026-01-02", "200.00"), day), "{day:?}");
    }
    // What was issued later does not count, and the sum rightly has it.
    assert!(!told(&file("2026-02-01", "200.00"), Some("2026-01-10")));
    assert!(told(&file("2026-02-01", "1000.00"), None));
}

#[test]
fn sums_in_the_file_are_compared() {
    let file = |sum: &str| {
        format!(
            "Folio,Cliente,Fecha,Vence,Moneda,Importe\n1,A,2026-01-01,2026-01-31,MXN,10.00\n\
            Subtotal,,,,,10.00\n2,B,2026-01-01,2026-01-31,MXN,5.00\nTotal B,,,,,5.00\nTOTAL,,,,,{sum}\n"
        )
    };
    let told = |sum: &str| codes(&reading(&file(sum), &[]).warnings).iter().filter(|c| c.contains("totals")).count();
    assert_eq!((told("15.00"), told("14.00"), told("")), (0, 1, 0));
    // A customer may be called so; with a day it is a row.
    let named = "Folio,Cliente,Fecha,Vence,Moneda,Importe\nTotal-1,Total Gas,2026-01-01,2026-01-31,MXN,10.00\n";
    assert_eq!(sums(&reading(named, &[])), ["Total-1 1000 MXN"]);
}

#[test]
fn a_separator_behind_the_last_heading_is_harmless() {
    let file = "Folio;Cliente;Fecha;Vence;Moneda;Importe;\n1;A;2026-01-01;2026-01-31;MXN;10,5;\n2;A;2026-01-01;2026-01-31;MXN;10,5\n";
    assert_eq!(sums(&reading(file, &[])), ["1 1050 MXN", "2 1050 MXN"]);
}

#[test]
fn languages_phones_and_headings_are_told_about() {
    // Of two telephone columns the first is read; the other is told of.
    let file = "Folio,Folio,Cliente,Teléfono,Idioma,Fecha,Vence,Moneda,Importe,Celular\n\
        1,x,A,+52 55 1234,Español,2026-01-01,2026-01-31,MXN,10.00,044\n\
        2,x,A,,klingon,2026-01-01,2026-01-31,MXN,10.00,\n";
    let reading = reading(file, &[]);
    let customer = &reading.accepted[0].customer;
    assert_eq!(
        (customer.phones.first().map(String::as_str), customer.locale.as_deref()),
        (Some("+52 55 1234"), Some("es"))
    );
    let told = codes(&reading.warnings);
    assert_eq!(told[..2], ["1 duplicate_header Folio", "1 ignored_columns Celular"]);
    assert!(told.contains(&"3 unknown_locale locale".to_owned()));
}
