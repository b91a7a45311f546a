//! What electronic invoices become in the books: items with their amounts, days, parts and terms.

use super::super::{Code, DocumentKind, Item, Outcome, ReadError, Source, Status, open};
use super::codes;
use super::documents::outcomes;
use super::samples::{CFDI, CII, DIAN, DIAN_CONTAINER, DTE, DTE_ENVELOPE, PAGOS, UBL, UBL_CREDIT};
use super::workbooks::packed;
use sha2::{Digest, Sha256};

fn taken(bytes: &[u8], said: &[&str]) -> (Vec<Item>, Vec<String>) {
    let (mut items, mut told) = (Vec::new(), Vec::new());
    for outcome in outcomes(bytes, said).unwrap_or_else(|error| panic!("{error}")) {
        match outcome {
            Outcome::Accepted(item) => items.push(*item),
            Outcome::Warned(finding) if finding.code == Code::MissingEmail => {}
            Outcome::Rejected(finding) | Outcome::Skipped(finding) | Outcome::Warned(finding) => {
                told.extend(codes(&[finding]))
            }
        }
    }
    (items, told)
}

fn only(text: &str) -> Item {
    let (mut items, told) = taken(text.as_bytes(), &[]);
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(items.len(), 1);
    items.remove(0)
}

fn minor(amount: Option<domain::money::Money>) -> Option<i64> {
    amount.map(|amount| amount.minor())
}

#[test]
fn an_invoice_of_ubl() {
    let item = only(UBL);
    assert_eq!(
        (item.document, item.shown_number().as_ref(), item.currency.code()),
        (DocumentKind::Invoice, "F-900", "EUR")
    );
    assert_eq!((minor(item.total), minor(item.paid), minor(item.open)), (Some(11_495), Some(1_495), Some(10_000)));
    assert_eq!((item.issued.to_string(), item.due.to_string()), ("2026-06-01".into(), "2026-07-01".into()));
    let customer = &item.customer;
    assert_eq!((customer.number.as_deref(), customer.name.as_deref()), (Some("C-7"), Some("Aurora SA")));
    assert_eq!((customer.email(), customer.postcode.as_deref()), (Some("ap@aurora.example"), Some("28001")));
    assert!(customer.tax_id.as_ref().is_some_and(|id| id.identifies()), "{:?}", customer.tax_id);
    let discount = item.discounts.first().expect("a discount");
    assert_eq!((discount.percent.to_string(), discount.until.to_string()), ("2".into(), "2026-06-11".into()));
    let lines: Vec<_> =
        item.lines.iter().map(|line| (line.description.as_str(), line.net.minor(), line.tax.minor())).collect();
    assert_eq!(lines, [("Cajas", 10_000, 2_100), ("Rebaja", -1_000, -210), ("Porte", 500, 105)]);
    assert_eq!((item.terms.as_deref(), item.notes.as_deref()), (Some("2 % 10 días"), Some("Gracias & saludos")));
    let document = item.electronic.expect("the document");
    let means = document.means.first().expect("an account");
    assert_eq!(
        (means.account.as_deref(), means.reference.as_deref()),
        (Some("ES9121000418450200051332"), Some("RF18539007547034"))
    );
    assert_eq!((document.seller.name.as_deref(), document.original.bytes.as_ref()), (Some("Norte SL"), UBL.as_bytes()));
    assert_eq!(document.original.digest, <[u8; 32]>::from(Sha256::digest(UBL)));
}

#[test]
fn a_credit_note_names_its_invoice() {
    let item = only(UBL_CREDIT);
    assert_eq!(
        (item.document, minor(item.total), item.reference.as_deref()),
        (DocumentKind::CreditNote, Some(-1210), Some("F-900"))
    );
    assert_eq!((item.due, item.lines[0].net.minor(), item.lines[0].tax.minor()), (item.issued, -1000, -210));
    let negative = UBL_CREDIT.replace(">12.10<", ">-12.10<");
    assert_eq!(taken(negative.as_bytes(), &[]).1, ["1 open_amount_mismatch amount"]);
    // Of an invoice that was overpaid before it was issued, nothing is asked, and what is beyond it is a credit of its number.
    let invoice =
        UBL.replace(">14.95</b:Prepaid", ">214.95</b:Prepaid").replace(">100.00</b:Payable", ">-100.00</b:Payable");
    let (items, told) = taken(invoice.as_bytes(), &[]);
    assert_eq!((minor(items[0].total), minor(items[0].open)), (Some(11_495), Some(0)));
    let credit = items.get(1).expect("a credit");
    assert_eq!(
        (credit.document, minor(credit.total), credit.reference.as_deref()),
        (DocumentKind::CreditNote, Some(-10_000), Some(items[0].number.as_str()))
    );
    assert_eq!(told, ["1 overpaid amount"]);
    // One that is negative as a whole is a credit note.
    let plain = UBL_CREDIT.replace(
        "CreditNote xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
        "Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    );
    let plain = plain
        .replace("</CreditNote>", "</Invoice>")
        .replace(">12.10<", ">-12.10<")
        .replace("CreditNoteTypeCode>381", "CreditNoteTypeCode>380")
        .replace("CreditNoteTypeCode>", "InvoiceTypeCode>");
    let (items, told) = taken(plain.as_bytes(), &["terms=30"]);
    assert_eq!((items[0].document, minor(items[0].total)), (DocumentKind::CreditNote, Some(-1210)));
    assert_eq!(told[0], "1 type_sign_conflict kind");
}

#[test]
fn sums_that_other_profiles_allow() {
    // What makes the sum round becomes a line.
    let round = UBL
        .replace("<b:PayableAmount currencyID=\"EUR\">100.00<", "<b:PayableRoundingAmount currencyID=\"EUR\">0.50</b:PayableRoundingAmount><b:PayableAmount currencyID=\"EUR\">100.50<");
    let item = only(&round);
    assert_eq!((minor(item.open), item.lines.last().map(|line| line.net.minor())), (Some(10_050), Some(50)));
    // XRechnung's extension adds what is collected for others.
    let others = UBL
        .replace("en16931:2017<", "en16931:2017#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0<")
        .replace("<a:TaxTotal>", "<a:PrepaidPayment><b:ID>x</b:ID><b:PaidAmount currencyID=\"EUR\">7.00</b:PaidAmount></a:PrepaidPayment><a:TaxTotal>")
        .replace("<b:PayableAmount currencyID=\"EUR\">100.00<", "<b:PayableAmount currencyID=\"EUR\">107.00<");
    let (items, told) = taken(others.as_bytes(), &[]);
    assert_eq!((minor(items[0].open), told), (Some(10_700), vec!["1 lines_mismatch line_net".into()]));
    // A claim that was sold to a factor is told.
    let sold = UBL.replace(
        "<a:PaymentMeans>",
        "<a:PayeeParty><a:PartyName><b:Name>Factor SA</b:Name></a:PartyName></a:PayeeParty><a:PaymentMeans>",
    );
    assert_eq!(taken(sold.as_bytes(), &[]).1, ["1 other_payee kind"]);
    // The tax told twice, once with its parts, is one tax.
    let twice = UBL.replacen(
        "<a:TaxTotal>",
        "<a:TaxTotal><b:TaxAmount currencyID=\"EUR\">19.95</b:TaxAmount></a:TaxTotal><a:TaxTotal>",
        1,
    );
    assert_eq!(minor(only(&twice).total), Some(11_495));
    // Forints: a tax in whole units.
    let whole = UBL.replace("19.95", "20.00").replace(">114.95<", ">115.00<").replace(">14.95<", ">15.00<");
    assert_eq!(only(&whole).lines.iter().map(|line| line.tax.minor()).sum::<i64>(), 2000);
}

#[test]
fn sums_that_do_not_follow_are_refused() {
    for (from, to) in [
        (">100.00</b:PayableAmount", ">101.00</b:PayableAmount"),
        (">95.00</b:TaxExclusiveAmount", ">90.00</b:TaxExclusiveAmount"),
        (">19.95</b:TaxAmount>", ">18.95</b:TaxAmount>"),
        (">14.95</b:PrepaidAmount", ">0.00</b:PrepaidAmount"),
        (">100.00</b:LineExtensionAmount><b:TaxExclusive", ">200.00</b:LineExtensionAmount><b:TaxExclusive"),
    ] {
        let wrong = UBL.replace(from, to);
        if wrong == UBL {
            continue;
        }
        assert_eq!(taken(wrong.as_bytes(), &[]).1, ["1 totals_do_not_add_up amount"], "{from}");
    }
    let cfdi = CFDI.replace("Total=\"1071.00\"", "Total=\"1171.00\"");
    assert_eq!(taken(cfdi.as_bytes(), &[]).1, ["1 totals_do_not_add_up amount"]);
    let dte = DTE.replace("<MntTotal>1190000<", "<MntTotal>1290000<");
    assert_eq!(taken(dte.as_bytes(), &[]).1, ["1 totals_do_not_add_up amount"]);
}

#[test]
fn what_is_missing_or_wrong_is_told_by_field() {
    for (from, to, told) in [
        ("<b:ID>F-900</b:ID>", "", "1 missing_required invoice_number"),
        ("<b:IssueDate>2026-06-01</b:IssueDate>", "", "1 missing_required issue_date"),
        ("<b:IssueDate>2026-06-01<", "<b:IssueDate>2026-06-31<", "1 invalid_date issue_date"),
        ("<b:DueDate>2026-07-01<", "<b:DueDate>2026-05-01<", "1 due_before_issue due_date"),
        ("<b:DocumentCurrencyCode>EUR<", "<b:DocumentCurrencyCode>EUX<", "1 currency_conflict line_net"),
        ("<b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>", "", "1 missing_required currency"),
        (
            "<b:PayableAmount currencyID=\"EUR\">100.00<",
            "<b:PayableAmount currencyID=\"USD\">100.00<",
            "1 currency_conflict amount",
        ),
        (
            "<b:PayableAmount currencyID=\"EUR\">100.00<",
            "<b:PayableAmount currencyID=\"EUR\">1O0.00<",
            "1 invalid_amount amount",
        ),
        ("<b:PayableAmount currencyID=\"EUR\">100.00</b:PayableAmount>", "", "1 missing_required amount"),
        ("ap@aurora.example", "nobody", "1 invalid_email customer_email"),
        ("<b:InvoiceTypeCode>380<", "<b:InvoiceTypeCode>325<", "1 no_claim kind"),
    ] {
        let wrong = UBL.replacen(from, to, 1);
        assert_ne!(wrong, UBL, "{from}");
        assert_eq!(taken(wrong.as_bytes(), &[]).1, [told], "{from}");
    }
}

#[test]
fn colombia() {
    let item = only(DIAN);
    assert_eq!(
        (item.number.as_str(), minor(item.total), item.due.to_string().as_str()),
        ("SETP990000001", Some(11_000_000), "2026-07-31")
    );
    let tax_id = item.customer.tax_id.expect("a NIT");
    assert_eq!((tax_id.written.as_str(), item.notes), ("800197268-8", None));
    let contained = DIAN_CONTAINER.replace("{}", DIAN);
    let inside = only(&contained);
    assert_eq!(
        (inside.number.as_str(), inside.electronic.expect("a document").original.bytes.len()),
        ("SETP990000001", contained.len())
    );
    let within = DIAN_CONTAINER.replace("{}", &contained.replace("]]>", "]]&gt;"));
    assert!(matches!(outcomes(within.as_bytes(), &[]), Err(ReadError::Refused(_))));
}

#[test]
fn parts_with_days_of_their_own() {
    let (items, told) = taken(CII.as_bytes(), &[]);
    assert!(told.is_empty(), "{told:?}");
    let parts: Vec<_> =
        items.iter().map(|i| (i.shown_number().into_owned(), i.due.to_string(), i.amount().minor())).collect();
    let want =
        [("RE-77 · 1/3", "2026-07-01", 3333), ("RE-77 · 2/3", "2026-08-01", 3333), ("RE-77 · 3/3", "2026-09-01", 3334)];
    assert_eq!(parts, want.map(|(number, due, amount)| (number.to_owned(), due.to_owned(), amount)));
    assert_eq!(items[0].customer.number.as_deref(), Some("D-10045"));
    let (items, told) = taken(DTE.as_bytes(), &[]);
    assert_eq!(items.iter().map(|i| i.amount().minor()).collect::<Vec<_>>(), [500_000, 690_000]);
    assert!(told.is_empty());
    // Parts that do not add up are no parts: the whole is due with the last of them.
    let (items, told) = taken(DTE.replace("690000", "600000").as_bytes(), &[]);
    assert_eq!(
        (items.len(), items[0].amount().minor(), items[0].due.to_string().as_str()),
        (1, 1_190_000, "2026-08-01")
    );
    assert_eq!(told, ["1 parts_mismatch due_date"]);
}

#[test]
fn mexico() {
    let item = only(CFDI);
    assert_eq!(
        (item.shown_number().as_ref(), minor(item.total), item.due.to_string().as_str()),
        ("A-900", Some(107_100), "2026-07-01")
    );
    assert!(item.customer.tax_id.as_ref().is_some_and(|id| id.identifies()));
    assert_eq!(item.customer.postcode.as_deref(), Some("65000"));
    let undated = CFDI.replace(" CondicionesDePago=\"Pago a 30 días.\"", "");
    let asked = outcomes(undated.as_bytes(), &[]).expect_err("asks").to_string();
    assert!(asked.contains("1 documents name no day of payment") && asked.contains("--default terms="), "{asked}");
    assert_eq!(taken(undated.as_bytes(), &["terms=15"]).0[0].due.to_string(), "2026-06-16");
    let at_once = CFDI.replace("PPD", "PUE");
    let asked = outcomes(at_once.as_bytes(), &[]).expect_err("asks").to_string();
    assert!(asked.contains("paid_at_once=owed"), "{asked}");
    assert_eq!(taken(at_once.as_bytes(), &["paid_at_once=owed"]).0[0].status, None);
    let paid = &taken(at_once.as_bytes(), &["paid_at_once=paid"]).0[0];
    assert_eq!((paid.status, minor(paid.open)), (Some(Status::Paid), Some(0)));
    let credit = CFDI.replace("\"I\"", "\"E\"").replace("<cfdi:Emisor", "<cfdi:CfdiRelacionados TipoRelacion=\"01\"><cfdi:CfdiRelacionado UUID=\"abc\"/></cfdi:CfdiRelacionados><cfdi:Emisor");
    let credit = only(&credit);
    assert_eq!(
        (credit.document, minor(credit.total), credit.reference.as_deref()),
        (DocumentKind::CreditNote, Some(-107_100), Some("abc"))
    );
    let replaced = CFDI.replace("<cfdi:Emisor", "<cfdi:CfdiRelacionados TipoRelacion=\"04\"><cfdi:CfdiRelacionado UUID=\"abc\"/></cfdi:CfdiRelacionados><cfdi:Emisor");
    assert_eq!(taken(replaced.as_bytes(), &[]).1, ["1 replaces_document reference"]);
    for (kind, code) in [("T", "1 no_claim kind"), ("N", "1 no_claim kind"), ("P", "1 missing_required reference")] {
        let other = CFDI.replace("TipoDeComprobante=\"I\"", &format!("TipoDeComprobante=\"{kind}\""));
        assert_eq!(taken(other.as_bytes(), &[]).1, [code]);
    }
}

#[test]
fn a_complement_of_payments() {
    let (items, told) = taken(PAGOS.as_bytes(), &[]);
    assert!(told.is_empty(), "{told:?}");
    let paid: Vec<_> = items
        .iter()
        .map(|i| {
            (
                i.shown_number().into_owned(),
                i.reference.clone().unwrap_or_default(),
                i.amount().to_string(),
                i.issued.to_string(),
            )
        })
        .collect();
    assert_eq!(items.iter().map(|i| i.document).collect::<Vec<_>>(), [DocumentKind::Payment; 2]);
    assert_eq!((paid[0].0.as_str(), paid[0].1.as_str(), paid[0].3.as_str()), ("P-3 · 1/2", "A-900", "2026-06-19"));
    assert_eq!(
        (items[0].amount().minor(), items[1].amount().minor(), items[1].currency.code()),
        (-50_000, -1_000, "USD")
    );
    assert_eq!(paid[1].1, "00000000-1111-2222-3333-00000000000A");
    let document = items[0].electronic.as_ref().expect("the document");
    let first = &document.payments[0].documents[0];
    let balance = [first.previous, first.paid, first.remaining]
        .map(|amount| amount.map(|amount| amount.to_string()).unwrap_or_default());
    assert_eq!(balance, ["1071.00", "500.00", "571.00"]);
    let (items, told) = taken(PAGOS.replace("571.00", "570.00").as_bytes(), &[]);
    assert_eq!((items.len(), told), (1, vec!["1 totals_do_not_add_up amount".into()]));
}

#[test]
fn chile() {
    let (items, told) = taken(DTE_ENVELOPE.as_bytes(), &["paid_at_once=owed"]);
    let read: Vec<_> = items.iter().map(|i| (i.number.as_str(), i.amount().minor(), i.reference.as_deref())).collect();
    assert_eq!(read, [("5", -119, Some("170")), ("7", 238, None)]);
    assert_eq!(told, ["2 no_claim kind"]);
    let customer = &taken(DTE.as_bytes(), &[]).0[0].customer;
    assert_eq!((customer.number.as_deref(), customer.email()), (Some("C-9"), Some("cxp@minera.example")));
    assert!(customer.tax_id.as_ref().is_some_and(|id| id.identifies()));
    // The encoding that the document names is that of its bytes.
    let latin: Vec<u8> = DTE
        .replace("Minera Ltda", "Miñera Ltda")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect();
    assert_eq!(taken(&latin, &[]).0[0].customer.name.as_deref(), Some("Miñera Ltda"));
    // What was paid on the day of issue is not asked for.
    let cancelled = DTE_ENVELOPE.replace("<FmaPago>1</FmaPago>", "<FmaPago>2</FmaPago><MntCancel>100</MntCancel>");
    let partly = &taken(cancelled.as_bytes(), &[]).0[1];
    assert_eq!((minor(partly.total), minor(partly.paid), minor(partly.open)), (Some(238), Some(100), Some(138)));
}

#[test]
fn only_what_was_known_on_a_day() {
    let mut options = super::options(&[]);
    options.as_of = "2026-05-31".parse().ok();
    for text in [UBL, PAGOS] {
        let parts = open(Source::Bytes(text.as_bytes()), None, &options).expect("a document");
        let survey = parts[0].survey(&options).expect("nothing is open");
        let all: Vec<Outcome> =
            parts[0].outcomes(&survey).expect("memory").map(|outcome| outcome.expect("memory")).collect();
        assert!(
            all.iter().all(|outcome| matches!(outcome, Outcome::Skipped(finding) if finding.code == Code::AfterAsOf))
        );
    }
}

#[test]
fn an_archive_of_everything() {
    let list = "Folio,Cliente,Fecha,Vence,Moneda,Importe\n1,A,2026-01-01,2026-01-31,MXN,5.00\n";
    let bytes = packed(&[
        ("facturas/", ""),
        ("facturas/a.xml", UBL),
        ("facturas/again.pdf", UBL),
        ("facturas/b.xml", "<Invoice"),
        ("__MACOSX/._a.xml", "x"),
        ("leer.txt", "Adjuntamos las facturas de junio."),
        ("factura.pdf.xml", "%PDF-1.7"),
        ("list.xml", list),
    ]);
    let (items, told) = taken(&bytes, &[]);
    let numbers: Vec<_> = items.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["1", "F-900"]);
    assert_eq!(told, ["2 duplicate_identical invoice_number", "3 unreadable_file", "4 other_file", "5 other_file"]);
    let other = UBL.replace("Cajas", "Otras");
    let (_, told) = taken(&packed(&[("a.xml", UBL), ("b.xml", &other)]), &[]);
    assert_eq!(told, ["2 duplicate_conflict invoice_number"]);
}

#[test]
fn what_is_sold_to_the_public_is_asked_of_nobody() {
    let to = |rfc: &str, name: &str, more: &str| {
        let buyer = "Rfc=\"URE180429TM6\" Nombre=\"UNIVERSIDAD ROBOTICA ESPAÑOLA\" DomicilioFiscalReceptor=\"65000\"";
        CFDI.replace(buyer, &format!("Rfc=\"{rfc}\" Nombre=\"{name}\" DomicilioFiscalReceptor=\"65000\"{more}"))
    };
    // The postcode of such a sale is the seller's own.
    for name in ["PUBLICO EN GENERAL", "Público en general"] {
        let (items, told) = taken(to("XAXX010101000", name, "").as_bytes(), &[]);
        assert_eq!((items.len(), told), (0, vec!["1 ambiguous_customer customer_name".to_owned()]), "{name}");
    }
    // A name of somebody's own is somebody, whatever the number; another postcode is another of the name.
    let (items, _) = taken(to("XAXX010101000", "ROSA LIMA", "").as_bytes(), &[]);
    assert_eq!(items[0].customer.reference(), "ROSA LIMA (65000)");
    // A foreigner has the number of another country.
    let (items, _) =
        taken(to("XEXX010101000", "ACME INC", " ResidenciaFiscal=\"USA\" NumRegIdTrib=\"12-3456780\"").as_bytes(), &[]);
    assert_eq!(items[0].customer.reference(), "ACME INC (123456780)");
}
