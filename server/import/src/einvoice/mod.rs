//! Electronic invoices: which standard a document follows, told by its root element, and what it says.
//!
//! A file a standard. What they have in common is read in [`element`] and [`fields`]; [`claims`] and
//! [`payments()`] make items of it, and say what is wrong.

mod cfdi;
mod cii;
mod claims;
mod customer;
mod decode;
mod dte;
mod early;
mod element;
mod fields;
mod lines;
mod payments;
mod sums;
mod terms;
mod type_codes;
mod ubl;

use super::document::{Document, Nature, Original};
use super::refusal::Refusal;
pub(super) use claims::{Context, claim};
pub(super) use decode::looks_like_xml;
use element::{Element, Space};
pub(super) use payments::payments;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// No invoice has more lines.
const MAX_LINES: usize = 1000;

/// The most bytes of a document. One with a PDF inside of it takes some megabytes.
pub(super) const MAX_DOCUMENT: u64 = 16 * 1024 * 1024;

/// Documents that are not read, by their root element, and what they are.
const NOT_READ: [(&str, &str); 15] = [
    ("FatturaElettronica", ", but an Italian FatturaPA, which is not read"),
    ("Facturae", ", but a Spanish Facturae, which is not read"),
    ("nfeProc", ", but a Brazilian NF-e, which is not read"),
    ("NFe", ", but a Brazilian NF-e, which is not read"),
    ("CompNfse", ", but a Brazilian NFS-e, which is not read"),
    ("factura", ", but an Ecuadorian document, which is not read"),
    ("autorizacion", ", but an Ecuadorian document, which is not read"),
    ("rDE", ", but a Paraguayan document, which is not read"),
    ("CrossIndustryDocument", ", but ZUGFeRD 1.0, which is not read; ask for version 2 or XRechnung"),
    ("ApplicationResponse", ", but an answer to an invoice"),
    ("RespuestaDTE", ", but an answer to an invoice"),
    ("EnvioRecibos", ", but an answer to an invoice"),
    ("AEC", ", but the transfer of an invoice to somebody else"),
    ("html", ", but a web page"),
    ("Workbook", ", but a spreadsheet in XML; save it as .xlsx or CSV"),
];

/// Reads the documents of a file: one, or several in an envelope. Each has the bytes that it came in; where there are
/// several, these are its own alone, since each may be somebody else's.
///
/// # Errors
/// [`Refusal`] for what is no document of a known standard, or hostile.
pub(super) fn read(bytes: Arc<[u8]>, name: Option<String>) -> Result<Vec<Document>, Refusal> {
    let text = decode::decode(&bytes)?;
    let root = element::read(&text)?;
    let mut found = Vec::new();
    collect(&root, &mut Vec::new(), &mut found)?;
    let several = found.len() > 1;
    let mut documents = Vec::with_capacity(found.len());
    for Found { mut document, element, around } in found {
        let alone = element.filter(|_| several).and_then(|element| element.alone(&text, &around));
        let own = match alone {
            Some(alone) => Arc::from(alone.into_bytes()),
            None if several => return Err(unknown(&root)),
            None => Arc::clone(&bytes),
        };
        let digest: [u8; 32] = Sha256::digest(&own).into();
        document.original = Original { name: name.clone(), media_type: "application/xml", digest, bytes: own };
        documents.push(document);
    }
    Ok(documents)
}

/// A document of a file.
struct Found<'e> {
    document: Document,
    /// The element that it was read from; none where it stands as a text in another document.
    element: Option<&'e Element>,
    /// The elements that hold it, the outermost first.
    around: Vec<&'e Element>,
}

/// Finds the documents in `root`; `around` are the elements that hold it.
fn collect<'e>(root: &'e Element, around: &mut Vec<&'e Element>, into: &mut Vec<Found<'e>>) -> Result<(), Refusal> {
    let inside: Vec<&Element> = match (root.space, &*root.name) {
        (Space::Sii | Space::None, "EnvioDTE" | "EnvioBOLETA" | "SetDTE") => {
            root.children().iter().filter(|child| matches!(&*child.name, "SetDTE" | "DTE")).collect()
        }
        (Space::Envelope, "StandardBusinessDocument") => {
            root.children().iter().filter(|child| child.space != Space::Envelope).collect()
        }
        // DIAN's container has the invoice as a text, beside the office's answer to it.
        (Space::Ubl, "AttachedDocument") if around.is_empty() => {
            let text =
                root.text_at(&["Attachment", "ExternalReference", "Description"]).ok_or_else(|| unknown(root))?;
            let mut document = one(&element::read(text)?)?;
            if is_rejected(root) {
                document.nature =
                    Nature::NoClaim("a document that the tax office has rejected, as its answer beside it says");
            }
            into.push(Found { document, element: None, around: Vec::new() });
            return Ok(());
        }
        _ => {
            into.push(Found { document: one(root)?, element: Some(root), around: around.clone() });
            return Ok(());
        }
    };
    around.push(root);
    for child in inside {
        collect(child, around, into)?;
    }
    around.pop();
    Ok(())
}

/// Does the office's answer in DIAN's container say that it did not accept the document (code 04)?
fn is_rejected(container: &Element) -> bool {
    let lines = container.all("ParentDocumentLineReference");
    let result = ["DocumentReference", "ResultOfVerification", "ValidationResultCode"];
    let mut answers = lines.filter_map(|line| line.text_at(&result));
    answers.any(|code| code.trim_start_matches('0') == "4")
}

/// Reads one document.
fn one(root: &Element) -> Result<Document, Refusal> {
    Ok(match (root.space, &*root.name) {
        (Space::Ubl, "Invoice" | "CreditNote" | "DebitNote") => ubl::read(root),
        (Space::Cii, "CrossIndustryInvoice") => cii::read(root),
        (Space::Cfdi4, "Comprobante") => cfdi::read(root),
        (Space::Sii | Space::None, "DTE") => dte::read(root).ok_or_else(|| unknown(root))?,
        _ => return Err(unknown(root)),
    })
}

fn unknown(root: &Element) -> Refusal {
    let known = NOT_READ.iter().find(|(name, _)| *name == &*root.name).map(|(_, hint)| *hint);
    let hint = match root.space {
        Space::Cfdi3 => ", but a CFDI 3; ask for version 4.0",
        _ => known.unwrap_or(""),
    };
    Refusal::UnknownDocument { root: fields::short(&root.name), hint }
}
