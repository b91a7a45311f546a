//! Every document in every language, as a PDF reader finds it. The files stay in `target/tmp`, to be looked at.

mod reading;
#[path = "../src/samples.rs"]
mod samples;

use documents::*;
use domain::language::Language;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use std::collections::BTreeMap;
use std::path::Path;

fn keep(name: &str, language: Language, pdf: &[u8]) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.pdf", language.as_str()));
    std::fs::write(path, pdf).expect("a place for specimens");
}

fn root(pdf: &Pdf) -> Dict<'_> {
    pdf.xref().get(pdf.xref().root_id()).expect("a catalogue")
}

/// How often each structure type (H1, Table, TH …) is used.
fn tags(pdf: &Pdf) -> BTreeMap<String, usize> {
    let mut tags = BTreeMap::new();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        if let Some(tag) = dict.get::<Name<'_>>("S").filter(|_| dict.contains_key("P") && dict.contains_key("K")) {
            *tags.entry(tag.as_str().to_owned()).or_default() += 1;
        }
    }
    tags
}

fn metadata(pdf: &Pdf) -> String {
    let stream = root(pdf).get::<Stream<'_>>("Metadata").expect("metadata");
    String::from_utf8(stream.decoded().expect("metadata").into_owned()).expect("XML")
}

/// What everybody needs to read it: language, tags, a title, the standards it says it keeps.
fn assert_readable_by_everybody(pdf: &Pdf, language: Language, title: &str) {
    let root = root(pdf);
    let spoken = root.get::<PdfString<'_>>("Lang").expect("a language");
    assert!(spoken.as_bytes().starts_with(language.as_str().as_bytes()), "{:?}", spoken.as_bytes());
    assert!(root.contains_key("StructTreeRoot") && root.contains_key("MarkInfo"));
    let metadata = metadata(pdf);
    for said in ["<pdfuaid:part>1", "<pdfaid:part>3", "<pdfaid:conformance>A", title, "2026-11-05T17:42:10+00:00"] {
        assert!(metadata.contains(said), "{said} is missing in {metadata}");
    }
    let tags = tags(pdf);
    assert_eq!(tags.get("H1"), Some(&1), "{tags:?}");
    assert!(tags.get("H2").is_some_and(|n| *n >= 2) && tags.get("TH").is_some_and(|n| *n >= 6), "{tags:?}");
}

#[test]
fn receipts() {
    for language in Language::ALL {
        let file = receipt(&samples::receipt(language)).expect("a PDF");
        keep("receipt", language, &file);
        let pdf = Pdf::new(file.clone()).expect("a PDF");
        assert_readable_by_everybody(&pdf, language, "R-2026-000481");
        assert_eq!(pdf.pages().len(), 1);
        let (said, text) = (samples::receipt(language), reading::text(&file));
        for words in [&said.number, &said.total, said.reference.as_ref().expect("a reference")] {
            assert!(text.contains(&words.replace('\u{a0}', " ")), "{words} in {text}");
        }
        assert!(file.len() < 60_000, "{} bytes", file.len());
    }
}

#[test]
fn agreements_carry_what_was_sealed() {
    for language in Language::ALL {
        let document = samples::plan(language, 6);
        let file = agreement(&document).expect("a PDF");
        keep("plan", language, &file);
        let pdf = Pdf::new(file.clone()).expect("a PDF");
        assert_readable_by_everybody(&pdf, language, "A-2026-000077");
        assert!(file.len() < 80_000, "{} bytes", file.len());

        assert_eq!(root(&pdf).get::<Array<'_>>("AF").expect("associated files").iter::<Dict<'_>>().count(), 1);
        let attached = attached_agreement(&file).expect("the sealed agreement");
        assert_eq!(SealedAgreement::open(&attached), Ok(document.sealed));
    }
}

#[test]
fn statements_are_tables_that_everybody_can_read() {
    for language in Language::ALL {
        let document = samples::statement(language);
        let file = statement::statement(&document).expect("a PDF");
        keep("statement", language, &file);
        let pdf = Pdf::new(file.clone()).expect("a PDF");
        let tags = tags(&pdf);
        assert_eq!((tags.get("H1"), tags.get("Table"), tags.get("TH")), (Some(&1), Some(&1), Some(&6)), "{tags:?}");
        assert!(reading::text(&file).contains("F-1043"));
        let table = statement::statement_csv(&document);
        assert!(table.starts_with("\u{feff}".as_bytes()));
    }
}

#[test]
fn a_firm_shows_itself_on_its_papers() {
    let logo = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" rx="6" fill="#7a2e1d"/></svg>"##;
    let drawn = logo::redraw(logo.as_bytes()).expect("a logo");
    let shape = domain::branding::Logo { digest: drawn.digest, width: drawn.width, height: drawn.height };
    let letterhead = Letterhead {
        logo: Some(LetterheadLogo { png: drawn.png, logo: shape }),
        colour: "#7a2e1d".parse().ok(),
        legal: vec![
            "Distribuidora Andina, S.A. de C.V.".to_owned(),
            "Av. Insurgentes Sur 1602 #read(\"x\")".to_owned(),
        ],
    };
    for language in Language::ALL {
        let plain = receipt(&samples::receipt(language)).expect("a PDF");
        let bill = ReceiptDocument { letterhead: letterhead.clone(), ..samples::receipt(language) };
        let file = receipt(&bill).expect("a PDF");
        keep("branded", language, &file);
        let pdf = Pdf::new(file.clone()).expect("a PDF");
        assert_eq!(tags(&pdf).get("Figure"), Some(&1), "with a text in its place for who does not see it");
        assert!(reading::text(&file).contains("Av. Insurgentes Sur 1602 #read"), "text, not markup");
        assert!(file.len() < plain.len() + 20_000);
        let plan = AgreementDocument { letterhead: letterhead.clone(), ..samples::plan(language, 6) };
        assert!(agreement(&plan).is_ok());
    }
}

#[test]
fn a_long_plan_goes_over_pages() {
    for language in Language::ALL {
        let file = agreement(&samples::plan(language, 60)).expect("a PDF");
        keep("long-plan", language, &file);
        assert_eq!(Pdf::new(file).expect("a PDF").pages().len(), 4);
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let once = (receipt(&samples::receipt(Language::Pt)), agreement(&samples::plan(Language::Pt, 30)));
    let others = agreement(&samples::plan(Language::Es, 12)).expect("a PDF");
    let again = (receipt(&samples::receipt(Language::Pt)), agreement(&samples::plan(Language::Pt, 30)));
    assert_eq!(once.0.expect("a PDF"), again.0.expect("a PDF"));
    assert_eq!(once.1.as_ref().expect("a PDF"), again.1.as_ref().expect("a PDF"));
    assert_ne!(once.1.expect("a PDF"), others);
}

/// Texts that would like to be something else.
fn hostile() -> Vec<String> {
    [
        "#set page(fill: red) #panic(\"x\") $x^2$ *b* _i_ `r` <l> @ref // c /* d */ \\ ~ -- ... [ ] { } = h",
        "\") #read(\"/etc/passwd\") (\"",
        "محمد بن سلمان \u{202e}desrever\u{202c} שלום",
        "👩\u{200d}👩\u{200d}👧 🇲🇽 张伟 ทดสอบ \u{10ffff}\u{e000}\u{fffd}",
        "a\u{0}b\u{7}c\r\nd\te\u{85}f\u{2028}g\u{feff}",
        "Z\u{301}\u{302}\u{303}\u{304}a\u{336}l\u{489}g\u{301}o",
        "",
        " ",
        "\n\n\n",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn everywhere(text: &str) -> (ReceiptDocument, AgreementDocument) {
    let t = || text.to_owned();
    let party = || Party { name: t(), lines: vec![t()] };
    let share = || Share { invoice: t(), part: Part::Fees, amount: t() };
    let open = StillOpen {
        as_of: t(),
        shares: vec![share()],
        totals: vec![t()],
        until: Some((t(), t())),
        in_review: Some(t()),
        on_its_way: Some(t()),
    };
    let receipt = ReceiptDocument {
        creditor: party(),
        debtor: Some(party()),
        number: t(),
        paid_on: t(),
        method: t(),
        reference: Some(t()),
        shares: vec![share()],
        discount: Some(t()),
        credit: Some(t()),
        total: t(),
        refunds: vec![Refund { on: t(), amount: t() }],
        open: Some(open),
        ..samples::receipt(Language::Es)
    };
    let split = Some(Split { principal: t(), price: t() });
    let agreement = AgreementDocument {
        number: t(),
        creditor: party(),
        debtor: party(),
        text: vec![t()],
        figures: vec![Figure { label: t(), value: t() }],
        schedule: vec![ScheduledInstalment { n: 1, due_on: t(), amount: t(), early: None, split, left: t() }],
        invoices: vec![CoveredInvoice { number: t(), due_on: t(), amount: t() }],
        acceptance: Acceptance { shown_at: Some(t()), accepted_at: t(), proof: t() },
        ..samples::plan(Language::Pt, 1)
    };
    (receipt, agreement)
}

#[test]
fn no_text_breaks_out_or_stops_it() {
    for text in hostile() {
        let (bill, plan) = everywhere(&text);
        let start: String = text.chars().take(40).collect();
        let made = receipt(&bill).unwrap_or_else(|fault| panic!("{start:?}: {fault}"));
        assert!(Pdf::new(made).is_ok(), "{start:?}");
        let made = agreement(&plan).unwrap_or_else(|fault| panic!("{start:?}: {fault}"));
        let attached = attached_agreement(&made).expect("the sealed agreement");
        assert_eq!(SealedAgreement::open(&attached), Ok(plan.sealed), "{start:?}");
    }
}

#[test]
fn text_is_copied_as_it_was_given() {
    // But for where a line ends.
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    for name in [hostile()[0].as_str(), "Peña & Söhne, S.A. (\"2.º\") /JS /AA \\) <</OpenAction>>", "Ελλάδα Київ Łódź"]
    {
        let bill = ReceiptDocument {
            debtor: Some(Party { name: name.to_owned(), lines: vec![] }),
            ..samples::receipt(Language::Es)
        };
        let file = receipt(&bill).expect("a PDF");
        let text = letters(&reading::text(&file));
        assert!(text.contains(&letters(name)), "{name} in {text}");
        let pdf = Pdf::new(file).expect("a PDF");
        let acts = pdf
            .objects()
            .into_iter()
            .filter_map(|object| if let Object::Dict(dict) = object { Some(dict) } else { None });
        for dict in acts {
            for act in ["JS", "JavaScript", "AA", "OpenAction", "Launch"] {
                assert!(!dict.contains_key(act), "/{act}");
            }
        }
    }
}

#[test]
fn long_texts_are_set_to_their_end() {
    let long = ["x".repeat(10_000), "word ".repeat(2_000), "\u{a0}".repeat(10_000), "ع".repeat(10_000)];
    for text in long {
        let plain = samples::plan(Language::Es, 1);
        let name = |name: &str| Party { name: name.to_owned(), lines: vec![] };
        for document in [
            AgreementDocument { creditor: name(&text), ..plain.clone() },
            AgreementDocument { number: text.clone(), ..plain.clone() },
            AgreementDocument { text: vec![text.clone()], ..plain.clone() },
        ] {
            let made = agreement(&document).expect("a PDF");
            assert!(attached_agreement(&made).is_ok());
        }
    }
}

#[test]
fn too_much_text_is_refused_before_it_is_set() {
    let (bill, _) = everywhere(&"x".repeat(20_000));
    assert!(matches!(receipt(&bill), Err(DocumentError::TooLarge { bytes }) if bytes > 200_000));
}
