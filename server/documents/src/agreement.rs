//! The agreement as the debtor keeps it: what was said, what it means in figures, how it was
//! accepted, and the seal with which anybody can check that nothing changed.
//!
//! The sealed file itself is attached to the PDF (ISO 32000 embedded file, PDF/A-3), byte for byte.

use crate::readable::foot;
use crate::seal::{ATTACHED_NAME, SealedAgreement};
use crate::typeset::{Template, Typesetting};
use crate::words::{AgreementWords, words};
use crate::{DocumentError, Letterhead, Party};
use chrono::{DateTime, Utc};
use domain::agreement::AgreementKind;
use domain::language::Language;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream};
use serde::Serialize;
use serde_json::json;

/// What an agreement's PDF says. Amounts, dates and instants are as they should be read.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementDocument {
    /// The language of its words.
    #[serde(rename = "lang")]
    pub language: Language,
    /// When it was accepted: the file's date.
    #[serde(skip)]
    pub accepted_at: DateTime<Utc>,
    /// What was agreed.
    #[serde(skip)]
    pub kind: AgreementKind,
    /// The agreement's number.
    pub number: String,
    /// One side.
    pub creditor: Party,
    /// How that side shows itself.
    #[serde(skip)]
    pub letterhead: Letterhead,
    /// The other side.
    pub debtor: Party,
    /// The text that the debtor saw, by paragraph; a line feed breaks the line.
    pub text: Vec<String>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// The instalments of a plan; empty for other kinds.
    pub schedule: Vec<ScheduledInstalment>,
    /// The invoices that it covers.
    pub invoices: Vec<CoveredInvoice>,
    /// How it came about.
    pub acceptance: Acceptance,
    /// The sealed agreement; its file is attached as [`ATTACHED_NAME`].
    #[serde(skip)]
    pub sealed: SealedAgreement,
}

/// A line of the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// How much, or when.
    pub value: String,
}

/// A row of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduledInstalment {
    /// Its number; 0 is a down payment.
    pub n: u16,
    /// The day by which it is paid.
    pub due_on: String,
    /// The amount as it is shown.
    pub amount: String,
    /// What it costs if it is paid early.
    pub early: Option<EarlyInstalment>,
    /// What of it is debt and what is price; leave it out when the plan costs nothing.
    pub split: Option<Split>,
    /// What remains of the debt after it.
    pub left: String,
}

/// What an instalment costs until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EarlyInstalment {
    pub amount: String,
    /// The last day.
    pub until: String,
}

/// What an instalment is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    /// Goes to the debt.
    pub principal: String,
    /// Goes to interest and fees of the plan.
    pub price: String,
}

/// An invoice that the agreement covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoveredInvoice {
    /// Its number.
    pub number: String,
    /// Its due date when the agreement was made.
    pub due_on: String,
    /// What was open of it then.
    pub amount: String,
}

/// How the agreement came about; instants carry their zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// When the terms were shown.
    pub shown_at: Option<String>,
    /// When they were accepted.
    pub accepted_at: String,
    /// How the reader proved to be the debtor, in words.
    pub proof: String,
}

/// The agreement as PDF (A4, tagged, PDF/UA-1 and PDF/A-3a), with the sealed file attached.
///
/// # Errors
/// [`DocumentError::Seal`] when the seal does not fit the agreement (such a document is never made),
/// [`DocumentError::TooLarge`] for more than 200,000 bytes of text; else only when the template
/// is at fault.
pub fn agreement(document: &AgreementDocument) -> Result<Vec<u8>, DocumentError> {
    document.sealed.verify()?;
    typesetting(document)?.pdf()
}

/// What an agreement of this kind is called.
const fn title(words: &AgreementWords, kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Discount => words.discount,
        AgreementKind::Settlement => words.settlement,
        AgreementKind::Plan => words.plan,
        AgreementKind::Extension => words.extension,
        AgreementKind::Promise => words.promise,
    }
}

fn typesetting(document: &AgreementDocument) -> Result<Typesetting, DocumentError> {
    let words = &words(document.language).agreement;
    let title = title(words, document.kind);
    Ok(Typesetting {
        template: Template::Agreement,
        data: json!({
            "words": words,
            "document": serde_json::to_value(document)?,
            "title": title,
            "page": foot(&format!("{title} {}", document.number)),
            "trust": (words.trust)(&document.creditor.name),
        }),
        exact: json!({ "seal": document.sealed.seal, "attached": ATTACHED_NAME }),
        letterhead: document.letterhead.clone(),
        attachment: Some(document.sealed.to_file()?),
        identity: format!("agreement {}", document.number),
        issued_at: document.accepted_at,
    })
}

/// The file that [`agreement`] attached to `pdf`, byte for byte; [`SealedAgreement::open`] checks it.
///
/// Reads files that may come from anywhere; meant for the command line, not for uploads.
///
/// # Errors
/// [`DocumentError::NothingAttached`] when there is none.
pub fn attached_agreement(pdf: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let find = || -> Option<Vec<u8>> {
        let pdf = Pdf::new(pdf.to_vec()).ok()?;
        let xref = pdf.xref();
        // The files associated with the whole document (ISO 32000-2, 14.13).
        let files = xref.get::<Dict<'_>>(xref.root_id())?.get::<Array<'_>>("AF")?;
        let wanted = |file: &Dict<'_>| {
            file.get::<hayro_syntax::object::String<'_>>("F")
                .is_some_and(|name| name.as_bytes() == ATTACHED_NAME.as_bytes())
        };
        let file = files.iter::<Dict<'_>>().find(wanted)?.get::<Dict<'_>>("EF")?.get::<Stream<'_>>("F")?;
        file.decoded().ok().map(|bytes| bytes.into_owned())
    };
    find().ok_or(DocumentError::NothingAttached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::typeset::tests::{pages, text};

    #[test]
    fn it_says_what_was_agreed_and_how_to_check_it() {
        let document = samples::plan(Language::Pt, 6);
        let text = text(typesetting(&document).expect("data"));
        for said in [
            "Parcelamento",
            "A-2026-000077",
            "Comercial Horizonte Ltda.",
            "João Conceição da Silva",
            "R$\u{a0}12.449,00",
            &document.schedule[3].amount,
            "15 de maio de 2027",
            "Até 10 de maio de 2027",
            "F-1043",
            "código de seis dígitos",
            &document.sealed.seal.hash_hex,
            &document.sealed.seal.key_id,
            &document.sealed.seal.signature_b64,
            "saldo agreement verify agreement.json",
        ] {
            assert!(text.contains(said), "{said} is missing in: {text}");
        }
    }

    #[test]
    fn a_plan_that_costs_nothing_has_no_columns_for_cost() {
        let mut document = samples::plan(Language::En, 3);
        assert!(text(typesetting(&document).expect("data")).contains("Principal"));
        document.schedule.iter_mut().for_each(|row| row.split = None);
        assert!(!text(typesetting(&document).expect("data")).contains("Principal"));
    }

    #[test]
    fn a_long_schedule_repeats_its_header() {
        let pages = pages(typesetting(&samples::plan(Language::Es, 60)).expect("data"));
        let with_rows = pages.iter().filter(|page| page.contains("$7.00")).count();
        let with_header = pages.iter().filter(|page| page.contains("Fecha límite")).count();
        assert!(with_rows >= 2, "{} pages", pages.len());
        assert_eq!(with_header, with_rows);
        assert!(pages[0].contains(&format!("1 / {}", pages.len())), "{}", pages[0]);
    }

    #[test]
    fn a_firms_legal_lines_make_no_page_of_their_own() {
        let plan = samples::plan(Language::Es, 1);
        let mut document = AgreementDocument { kind: AgreementKind::Settlement, schedule: vec![], ..plan };
        document.letterhead.legal =
            ["Abarrotera La Ceiba, S.A. de C.V. · RFC ALC030415QX1", "Av. de la Luz 1520, Querétaro"]
                .map(str::to_owned)
                .to_vec();
        assert_eq!(pages(typesetting(&document).expect("data")).len(), 1);
    }

    #[test]
    fn every_kind_has_its_title() {
        let kinds = [
            (AgreementKind::Discount, "Descuento acordado"),
            (AgreementKind::Settlement, "Acuerdo de liquidación"),
            (AgreementKind::Plan, "Plan de pagos"),
            (AgreementKind::Extension, "Prórroga"),
            (AgreementKind::Promise, "Promesa de pago"),
        ];
        for (kind, title) in kinds {
            let document = AgreementDocument { kind, schedule: vec![], ..samples::plan(Language::Es, 1) };
            let text = text(typesetting(&document).expect("data"));
            assert!(text.contains(title) && !text.contains("Fecha límite"), "{text}");
        }
    }

    #[test]
    fn nothing_is_made_with_a_seal_that_does_not_fit() {
        let mut document = samples::plan(Language::Es, 2);
        document.sealed.agreement.push(' ');
        assert!(matches!(agreement(&document), Err(DocumentError::Seal(_))));
    }

    #[test]
    fn other_files_have_nothing_attached() {
        let receipt = crate::receipt(&samples::receipt(Language::Es)).expect("a PDF");
        for file in [b"".as_slice(), b"%PDF-1.7", b"{}", &receipt, &receipt[..receipt.len() / 2]] {
            assert!(matches!(attached_agreement(file), Err(DocumentError::NothingAttached)));
        }
    }
}
