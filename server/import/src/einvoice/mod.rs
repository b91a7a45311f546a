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
mod element;
mod fields;
mod lines;
mod payments;
mod sums;
mod terms;
mod ubl;

use super::document::{Document, Original};
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

/// Reads the documents of a file: one, or several in an envelope.
///
/// # Errors
/// [`Refusal`] for what is no document of a known standard, or hostile.
pub(super) fn read(bytes: Arc<[u8]>, name: Option<String>) -> Result<Vec<Document>, Refusal> {
    let mut documents = Vec::new();
    collect(&element::read(&decode::decode(&bytes)?)?, Depth::File, &mut documents)?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    for document in &mut documents {
        document.original =
            Original { name: name.clone(), media_type: "application/xml", digest, bytes: Arc::clone(&bytes) };
    }
    Ok(documents)
}

/// Whether the document at hand stands in the file itself, or in another document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    File,
    Inside,
}

fn collect(root: &Element, depth: Depth, into: &mut Vec<Document>) -> Result<(), Refusal> {
    match (root.space, &*root.name) {
        (Space::Ubl, "Invoice" | "CreditNote" | "DebitNote") => into.push(ubl::read(root)),
        (Space::Cii, "CrossIndustryInvoice") => into.push(cii::read(root)),
        (Space::Cfdi4, "Comprobante") => into.push(cfdi::read(root)),
        (Space::Sii | Space::None, "DTE") => into.push(dte::read(root).ok_or_else(|| unknown(root))?),
        (Space::Sii | Space::None, "EnvioDTE" | "EnvioBOLETA" | "SetDTE") => {
            let inside = root.children().iter().filter(|child| matches!(&*child.name, "SetDTE" | "DTE"));
            for child in inside {
                collect(child, depth, into)?;
            }
        }
        (Space::Envelope, "StandardBusinessDocument") => {
            for child in root.children().iter().filter(|child| child.space != Space::Envelope) {
                collect(child, depth, into)?;
            }
        }
        // DIAN's container has the invoice as a text, beside the office's answer to it.
        (Space::Ubl, "AttachedDocument") if depth == Depth::File => {
            let text =
                root.text_at(&["Attachment", "ExternalReference", "Description"]).ok_or_else(|| unknown(root))?;
            collect(&element::read(text)?, Depth::Inside, into)?;
        }
        _ => return Err(unknown(root)),
    }
    Ok(())
}

fn unknown(root: &Element) -> Refusal {
    let known = NOT_READ.iter().find(|(name, _)| *name == &*root.name).map(|(_, hint)| *hint);
    let hint = match root.space {
        Space::Cfdi3 => ", but a CFDI 3; ask for version 4.0",
        _ => known.unwrap_or(""),
    };
    Refusal::UnknownDocument { root: fields::short(&root.name), hint }
}
