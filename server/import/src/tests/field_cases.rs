//! Lists in shapes that were not read right once: `tests/fixtures/field_cases`, with what each must give.

use super::super::{Email, FileKind, Identity, Item, Options, Part, Reading, Status, read};
use super::codes;

/// Reads a file of the folder, for books in a currency.
fn case(file: &str, house: &str, said: &[&str]) -> Reading {
    let path = format!("{}/tests/fixtures/field_cases/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut options = Options::of_house(house.parse().expect("a currency"));
    for text in said {
        options.default_value(text).expect("an option");
    }
    read(&std::fs::read(path).expect("a file"), &options).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What each customer of a file owes by it, in minor units.
fn owed(reading: &Reading) -> Vec<(String, i64)> {
    let mut owed: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    for item in &reading.accepted {
        *owed.entry(item.customer.reference().into_owned()).or_default() += asked(item);
    }
    owed.into_iter().collect()
}

/// What is asked for an item.
fn asked(item: &Item) -> i64 {
    item.open.unwrap_or_else(|| item.amount()).minor()
}

/// Number and what is asked of each.
fn opens(reading: &Reading) -> Vec<(String, i64)> {
    reading.accepted.iter().map(|item| (item.shown_number().into_owned(), asked(item))).collect()
}

fn pairs(list: &[(&str, i64)]) -> Vec<(String, i64)> {
    list.iter().map(|(name, amount)| ((*name).to_owned(), *amount)).collect()
}

/// Every record of a file is counted once.
fn all_counted(reading: &Reading) {
    let taken = reading.accepted.iter().map(|item| item.lines.len().max(1)).sum::<usize>();
    let counted = taken + reading.rejected.len() + reading.skipped.len();
    let records = usize::try_from(reading.survey.records + reading.survey.preamble).expect("few");
    assert_eq!(counted, records, "{:?} {:?}", reading.skipped, reading.rejected);
}

#[test]
fn f02_a_generic_tax_number_identifies_nobody() {
    let reading = case("f02-generic-rfc.csv", "MXN", &[]);
    assert_eq!(owed(&reading), pairs(&[("Aceites Centro SA", 430_000), ("Hugo Mata", 86_050), ("Rosa Lima", 120_000)]));
    assert_eq!(reading.survey.understood.identity, Identity::NameAndFact);
    assert_eq!(opens(&reading)[0].0, "A-501");
    all_counted(&reading);
}

#[test]
fn f03_a_ledger_account_is_no_customer() {
    let reading = case("f03-account-column.csv", "USD", &[]);
    assert_eq!(owed(&reading), pairs(&[("Harbor Bakery", 125_000), ("Lena Ortiz", 48_000)]));
    let [refused] = &reading.survey.understood.refused[..] else { panic!("{:?}", reading.survey.understood) };
    assert_eq!((refused.column.as_str(), refused.reason.as_str()), ("Account", "stands beside 2 different names"));
    assert!(codes(&reading.warnings).contains(&"1 refused_identity Account".to_owned()));
}

#[test]
fn f04_two_people_of_one_name_are_two_debtors() {
    let reading = case("f04-same-name.csv", "MXN", &[]);
    let owed = owed(&reading);
    assert_eq!(
        owed,
        pairs(&[("Juan Pérez (jp@otro.example)", 250_000), ("Juan Pérez (juan.perez@uno.example)", 100_000)])
    );
}

#[test]
fn f05_names_open_amounts_and_lines_of_xero() {
    let reading = case("f05-xero.csv", "NZD", &[]);
    assert_eq!(owed(&reading), pairs(&[("Kauri Cafe", 46_250), ("Rata Studio", 23_000)]));
    assert_eq!((reading.rejected.len(), reading.accepted[0].lines.len()), (0, 2));
    assert_eq!(reading.accepted[0].lines[1].description, "Grinder hire");
    assert_eq!(reading.survey.understood.kind, FileKind::Invoices);
    all_counted(&reading);
}

#[test]
fn f06_kinds_of_xero() {
    let reading = case("f06-xero-type.csv", "NZD", &[]);
    assert_eq!(opens(&reading), pairs(&[("INV-3101", 86_250), ("CN-31", -10_000)]));
    assert!(reading.rejected.is_empty());
}

#[test]
fn f08_what_is_void_draft_or_paid_is_not_asked_for() {
    let reading = case("f08-status.csv", "USD", &[]);
    assert_eq!(opens(&reading), pairs(&[("S-1", 10_000), ("S-2", 0), ("S-4", 0)]));
    let status: Vec<_> = reading.accepted.iter().map(|item| item.status).collect();
    assert_eq!(status, [Some(Status::Open), Some(Status::Void), Some(Status::Paid)]);
    assert_eq!(codes(&reading.skipped), ["4 draft status"]);
    let reading = case("f08-estatus.csv", "MXN", &[]);
    assert_eq!(opens(&reading), pairs(&[("F-11", 116_000), ("F-12", 0)]));
}

#[test]
fn f09_a_proforma_is_no_debt() {
    let reading = case("f09-proforma.csv", "MXN", &[]);
    assert_eq!(opens(&reading), pairs(&[("V-01", 1_000), ("V-10", 0)]));
    assert_eq!(codes(&reading.skipped), ["3 not_a_debt kind"]);
}

#[test]
fn f10_what_was_collected_is_not_asked_for() {
    let reading = case("f10-cobrado.csv", "EUR", &[]);
    assert_eq!(opens(&reading), pairs(&[("F-001", 75_000), ("F-002", 50_000), ("F-003", 0)]));
}

#[test]
fn f11_paid_is_an_amount_or_yes_and_no() {
    let reading = case("f11-pagado.csv", "MXN", &[]);
    assert_eq!(opens(&reading), pairs(&[("P-1", 75_000), ("P-2", 50_000)]));
    let reading = case("f11-pagada.csv", "MXN", &[]);
    assert_eq!(opens(&reading), pairs(&[("P-3", 100_000), ("P-4", 0)]));
}

#[test]
fn f15_debit_and_credit_by_letter() {
    let reading = case("f15-soll-haben.csv", "EUR", &[]);
    assert_eq!(opens(&reading), pairs(&[("RE-1", 119_000), ("GS-1", -19_000), ("RE-2", 59_550)]));
    assert_eq!(owed(&reading), pairs(&[("10001", 100_000), ("10002", 59_550)]));
}

#[test]
fn f16_terms_say_a_day_or_are_refused() {
    let reading = case("f16-terms.csv", "USD", &[]);
    let due: Vec<(&str, String)> = reading.accepted.iter().map(|i| (i.number.as_str(), i.due.to_string())).collect();
    let want = [
        ("T-01", "2026-04-15"),
        ("T-02", "2026-04-30"),
        ("T-03", "2026-04-30"),
        ("T-04", "2026-06-10"),
        ("T-05", "2026-03-24"),
        ("T-09", "2026-03-25"),
        ("T-10", "2026-04-30"),
        ("T-11", "2026-04-30"),
        ("T-12", "2026-06-10"),
        ("T-13", "2026-04-09"),
    ];
    assert_eq!(due, want.map(|(number, day)| (number, day.to_owned())));
    assert_eq!(codes(&reading.rejected), ["7 invalid_terms terms", "8 invalid_terms terms", "9 invalid_terms terms"]);
}

#[test]
fn f17_a_number_counts_within_its_series() {
    let one = case("f17-1.csv", "MXN", &[]);
    let two = case("f17-2.csv", "MXN", &[]);
    assert_eq!((opens(&one), opens(&two)), (pairs(&[("A-900", 100_000)]), pairs(&[("B-900", 35_000)])));
    let both = case("f17-both.csv", "MXN", &[]);
    assert_eq!(opens(&both), pairs(&[("A-101", 100_000), ("B-101", 200_000)]));
    assert_eq!(both.accepted[0].series.as_deref(), Some("A"));
}

#[test]
fn f18_an_invoice_in_instalments() {
    let reading = case("f18-parcelas.csv", "BRL", &[]);
    let parts: Vec<_> = reading.accepted.iter().map(|i| (i.part, i.due.to_string(), asked(i))).collect();
    let part = |n| Some(Part { n, of: Some(3), by_day: false });
    let want = [(part(1), "2026-10-31"), (part(2), "2026-11-30"), (part(3), "2026-12-30")];
    assert_eq!(parts, want.map(|(part, day)| (part, day.to_owned(), 50_000)));
    assert!(reading.accepted.iter().all(|item| item.number == "NF-88"));
    assert_eq!(reading.survey.understood.kind, FileKind::OpenItems);
}

#[test]
fn f26_addresses_as_people_write_them() {
    let reading = case("f26-emails.csv", "USD", &[]);
    let mails: Vec<_> = reading.accepted.iter().filter_map(|item| item.customer.email()).collect();
    assert_eq!(mails, ["ap@one.example", "ap@two.example", "ana@three.example", "ap@four.example", "ap@five.example"]);
    let named = Email { name: Some("Ana Three".into()), address: "ana@three.example".into() };
    assert_eq!(reading.accepted[2].customer.emails, [named]);
    assert_eq!(codes(&reading.warnings), ["2 more_emails customer_email", "3 more_emails customer_email"]);
}

#[test]
fn f27_days_that_are_plain_to_a_person() {
    let days = |file, house| -> Vec<String> {
        let reading = case(file, house, &[]);
        reading.accepted.iter().map(|i| format!("{} {},{}", i.number, i.issued, i.due)).collect()
    };
    assert_eq!(
        days("f27-letters.csv", "MXN"),
        ["D-1 2026-03-01,2026-03-31", "D-2 2026-03-05,2026-04-04", "D-3 2026-03-01,2026-03-31"]
    );
    assert_eq!(days("f27-a-m.csv", "MXN"), ["M-1 2026-03-15,2026-04-14"]);
    assert_eq!(days("f27-utc.csv", "USD"), ["R-1 2026-03-05,2026-04-04"]);
    assert_eq!(days("f27-two-marks.csv", "MXN"), ["X-1 2026-03-15,2026-04-14", "X-2 2026-03-16,2026-04-15"]);
}

#[test]
fn f28_amounts_that_are_plain_to_a_person() {
    let lakh = case("f28-lakh.csv", "INR", &[]);
    assert_eq!(opens(&lakh), pairs(&[("IN-1", 12_345_600), ("IN-2", 123_456_750)]));
    let accounting = case("f28-accounting.csv", "USD", &["currency_for_dollar_sign=USD"]);
    let amounts: Vec<_> = accounting.accepted.iter().map(|i| (i.amount().minor(), asked(i))).collect();
    assert_eq!(amounts, [(123_450, 123_450), (40_000, 0), (-25_000, -25_000)]);
    let pesos = case("f28-pesos.csv", "MXN", &["currency_for_dollar_sign=MXN"]);
    assert_eq!(opens(&pesos), pairs(&[("N-1", 123_450), ("N-3", 123_450)]));
    assert!(pesos.accepted.iter().all(|item| item.currency.code() == "MXN"));
    let float = case("f28-float.csv", "USD", &[]);
    assert_eq!(opens(&float), pairs(&[("FN-1", 28_690)]));
    assert_eq!(codes(&float.warnings), ["2 binary_noise amount"]);
    assert_eq!(codes(&float.rejected), ["3 too_many_decimals amount"]);
}

#[test]
fn f29_currencies_in_words() {
    let reading = case("f29-words.csv", "MXN", &[]);
    let currencies: Vec<&str> = reading.accepted.iter().map(|item| item.currency.code()).collect();
    assert_eq!(currencies, ["MXN", "USD", "MXN", "MXN", "EUR"]);
}

#[test]
fn f30_reports_of_accounting_programs() {
    let quickbooks = case("f30-quickbooks-open-invoices.csv", "USD", &["currency_for_dollar_sign=USD"]);
    assert_eq!(owed(&quickbooks), pairs(&[("Acme Corp", 150_000), ("Beta LLC", 75_000)]));
    assert_eq!(opens(&quickbooks), pairs(&[("INV-001", 150_000), ("INV-002", 75_000)]));
    let understood = &quickbooks.survey.understood;
    assert_eq!(
        (understood.kind, understood.as_of.map(|day| day.to_string()).as_deref()),
        (FileKind::OpenItems, Some("2026-11-20"))
    );
    assert!(quickbooks.rejected.is_empty());
    all_counted(&quickbooks);

    let odoo = case("f30-odoo.csv", "USD", &[]);
    assert_eq!(opens(&odoo), pairs(&[("INV/2026/00042", 114_000), ("RINV/2026/00003", -14_000)]));
    assert_eq!(odoo.accepted[0].amount().minor(), 228_000);
    let sap = case("f30-sap.csv", "USD", &[]);
    assert_eq!(opens(&sap), pairs(&[("9974698958", 3_021_331), ("9974698959", -21_331)]));
    assert_eq!((owed(&sap), codes(&sap.skipped)), (pairs(&[("198609", 3_000_000)]), vec!["4 totals_row".to_owned()]));
    assert_eq!(sap.survey.understood.kind, FileKind::OpenItems);
    let erpnext = case("f30-erpnext.csv", "USD", &[]);
    assert_eq!(opens(&erpnext), pairs(&[("ACC-SINV-2026-00011", 55_000)]));
    assert_eq!(erpnext.accepted[0].amount().minor(), 100_000);
    assert_eq!(
        (owed(&erpnext), erpnext.accepted[0].customer.name.as_deref()),
        (pairs(&[("CUST-001", 55_000)]), Some("Teak Traders"))
    );
    let siigo = case("f30-siigo.csv", "COP", &[]);
    assert_eq!(opens(&siigo), pairs(&[("FV-1-1201", 119_000_000)]));
    assert_eq!(owed(&siigo), pairs(&[("Papeles Andinos SAS", 119_000_000)]));
    assert_eq!((siigo.rejected.len(), siigo.skipped.len()), (0, 3));
}

#[test]
fn f31_sums_without_a_known_word() {
    let reading = case("f31-sums.csv", "MXN", &[]);
    assert_eq!(
        (reading.accepted.len(), reading.skipped.len(), reading.rejected.len()),
        (2, 4, 0),
        "{:?}",
        reading.rejected
    );
    all_counted(&reading);
}

#[test]
fn f32_numbers_that_a_spreadsheet_guards() {
    let reading = case("f32-guards.csv", "USD", &[]);
    let numbers: Vec<&str> = reading.accepted.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["00123", "00124", "10045"]);
    assert_eq!(reading.warnings.len(), 3);
}
