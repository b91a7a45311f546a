//! What a file is, by its first bytes and the parts of a container.

use crate::container::Package;
use crate::einvoice::looks_like_xml;
use crate::question::ReadError;
use crate::refusal::Refusal;
use crate::sheet::COMPOUND_FILE;
use crate::source::Source;
use std::io::Read;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Lines of text: CSV and its kin.
    Text,
    /// A workbook of Office Open XML.
    Xlsx,
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// A workbook of OpenDocument.
    Ods,
    /// Electronic invoices.
    Xml,
    /// An archive.
    Zip,
}

impl Format {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Xml => "xml",
            Self::Zip => "zip",
        }
    }
}

/// How much of a file is looked at.
const HEAD: u64 = 1024;

/// Beginnings of files that are not read, and what those are.
const OTHERS: [(&[u8], &str); 14] = [
    (b"%PDF", "a PDF; of an invoice as PDF with XML in it, give the XML"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1F\x8B", "compressed with gzip; unpack it first"),
    (b"7z\xBC\xAF", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "compressed with bzip2; unpack it first"),
];

/// Tells a file by its beginning.
///
/// # Errors
/// [`ReadError::Refused`] for a format that is not read.
pub(super) fn detect(source: Source<'_>) -> Result<Format, ReadError> {
    let mut head = Vec::new();
    source.open()?.take(HEAD).read_to_end(&mut head)?;
    Ok(of_head(&head)?)
}

/// As [`detect`], of the first bytes.
pub(super) fn of_head(head: &[u8]) -> Result<Format, Refusal> {
    if let Some((_, what)) = OTHERS.iter().find(|(begin, _)| head.starts_with(begin)) {
        return Err(Refusal::OtherFormat(what));
    }
    if is_old_workbook(head) {
        return Err(Refusal::OtherSpreadsheet("a workbook older than Excel 5"));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return Ok(Format::Zip);
    }
    if head.starts_with(&COMPOUND_FILE) {
        return Ok(Format::Xls);
    }
    if !looks_like_xml(head) {
        return Ok(Format::Text);
    }
    if memchr::memmem::find(head, b"urn:schemas-microsoft-com:office:spreadsheet").is_some() {
        return Err(Refusal::OtherFormat("an XML table of Excel 2003; save it as .xlsx"));
    }
    if is_web_page(head) {
        return Err(Refusal::OtherFormat("a web page (HTML), as some programs name .xls"));
    }
    Ok(Format::Xml)
}

/// BIFF 2 to 4, and BIFF 5 without the file around it, begin with their first record.
fn is_old_workbook(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..])
}

fn is_web_page(head: &[u8]) -> bool {
    let text: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let marks: [&[u8]; 4] = [b"<html", b"<!doctype html", b"<table", b"<body"];
    marks.iter().any(|mark| memchr::memmem::find(&text, mark).is_some())
}

/// Tells a container by its parts.
pub(super) fn of_container(package: &mut Package<'_>) -> Result<Format, Refusal> {
    const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
    if package.has("mimetype") {
        let kind = package.bytes("mimetype", 1024)?.unwrap_or_default();
        match kind.strip_prefix(OPEN_DOCUMENT) {
            Some(kind) if kind.starts_with(b"spreadsheet") => return Ok(Format::Ods),
            Some(_) => return Err(Refusal::OtherFormat("another document of OpenDocument than a spreadsheet")),
            None => {}
        }
    }
    let within =
        |folder: &str| package.entries().iter().any(|entry| entry.name.to_ascii_lowercase().starts_with(folder));
    if package.has("Index/Document.iwa") || package.has("Index.zip") {
        return Err(Refusal::OtherSpreadsheet("a Numbers document"));
    }
    if !package.has("[Content_Types].xml") {
        return Ok(Format::Zip);
    }
    if within("word/") {
        return Err(Refusal::OtherFormat("a Word document"));
    }
    if within("ppt/") {
        return Err(Refusal::OtherFormat("a presentation"));
    }
    Ok(Format::Xlsx)
}
