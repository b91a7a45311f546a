//! An archive of lists, workbooks and electronic invoices.
//!
//! Every file in it is a part, but the electronic invoices, which are one part together. A file that cannot be read
//! sinks no other: it is told. Archives inside of archives are not opened.

use super::format::{self, Format};
use super::part::{Content, FilePart};
use super::{Container, sheets, workbook};
use crate::container::{Input, Package};
use crate::documents::Documents;
use crate::einvoice;
use crate::options::Options;
use crate::question::{Question, ReadError};
use crate::refusal::Refusal;
use crate::sheet::Workbook;
use crate::source::Source;
use std::io::Cursor;
use std::sync::Arc;

/// The most files that an archive has.
pub(super) const MAX_ENTRIES: u64 = 10_000;
/// The most that a file in it unpacks to, and all of them.
const MAX_FILE: u64 = 64 * 1024 * 1024;
const MAX_ALL: u64 = 128 * 1024 * 1024;
/// What the workbooks in it unpack to, all together.
const MAX_WORKBOOKS: u64 = 512 * 1024 * 1024;

/// What is gathered while the archive is gone through.
struct Gathered<'a> {
    parts: Vec<FilePart<'a>>,
    documents: Documents,
    /// What further workbooks may unpack to.
    left: u64,
}

/// Its parts.
pub(super) fn parts<'a>(mut package: Package<'a>, options: &Options) -> Result<Vec<FilePart<'a>>, ReadError> {
    let files: Vec<String> = package.entries().iter().map(|entry| entry.name.clone()).collect();
    if package.unpacked() > MAX_ALL {
        return Err(Refusal::TooLarge { what: "what the archive unpacks to".into(), mebibytes: MAX_ALL >> 20 }.into());
    }
    let mut gathered = Gathered { parts: Vec::new(), documents: Documents::default(), left: MAX_WORKBOOKS };
    for (at, name) in files.iter().enumerate().filter(|(_, name)| !is_litter(name)) {
        let bytes = package.bytes_at(at, MAX_FILE)?.unwrap_or_default();
        take(&mut gathered, name, bytes, options)?;
    }
    let Gathered { mut parts, documents, .. } = gathered;
    let has_document = documents.has_document();
    if parts.is_empty() && !has_document {
        return Err(Refusal::NothingInside(documents.first_trouble()).into());
    }
    if !documents.is_empty() {
        parts.push(FilePart { name: None, format: Format::Xml, content: Content::Documents(documents) });
    }
    Ok(parts)
}

/// Folders, and what systems put beside files.
fn is_litter(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or("");
    file.is_empty()
        || name.starts_with("__MACOSX/")
        || file.starts_with("._")
        || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// Only a question ends all: which sheet is meant is asked before anything is read.
fn take(gathered: &mut Gathered<'_>, name: &str, bytes: Vec<u8>, options: &Options) -> Result<(), ReadError> {
    match content(name, bytes, &mut gathered.left, options) {
        Ok(Taken::Parts(parts)) => gathered.parts.extend(parts),
        Ok(Taken::Documents(all)) => all.into_iter().for_each(|document| gathered.documents.push(document)),
        Err(ReadError::Refused(refusal @ (Refusal::OtherFormat(_) | Refusal::UnknownDocument { .. }))) => {
            gathered.documents.set_aside(name, &refusal);
        }
        Err(ReadError::Refused(refusal)) => gathered.documents.refuse(name, &refusal),
        Err(ReadError::Empty) => gathered.documents.set_aside(name, &ReadError::Empty),
        Err(other) => return Err(other),
    }
    Ok(())
}

enum Taken<'a> {
    Parts(Vec<FilePart<'a>>),
    Documents(Vec<crate::document::Document>),
}

fn content<'a>(name: &str, bytes: Vec<u8>, left: &mut u64, options: &Options) -> Result<Taken<'a>, ReadError> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let format = format::of_head(bytes.get(..bytes.len().min(1024)).unwrap_or_default())?;
    match format {
        Format::Xml if length > einvoice::MAX_DOCUMENT => {
            Err(super::too_large("the document", einvoice::MAX_DOCUMENT).into())
        }
        Format::Xml => Ok(Taken::Documents(einvoice::read(Arc::from(bytes), Some(name.into()))?)),
        Format::Xls => Ok(Taken::Parts(sheets::choose(Workbook::xls(bytes)?, (Some(name), format), length, options)?)),
        Format::Zip => {
            let package = Package::open(Input::Owned(Cursor::new(bytes)), MAX_ENTRIES)?;
            let unpacked = package.unpacked();
            let Container::Workbook(format, workbook) = workbook(package, *left)? else {
                return Err(Refusal::OtherFormat("an archive inside of the archive").into());
            };
            *left = left.saturating_sub(unpacked);
            Ok(Taken::Parts(sheets::choose(*workbook, (Some(name), format), length, options)?))
        }
        _ if bytes.trim_ascii().is_empty() => Err(ReadError::Empty),
        _ => is_list(name, bytes, options),
    }
}

/// A text is a list if it has headings; a note beside the files is none.
fn is_list<'a>(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Taken<'a>, ReadError> {
    match crate::survey::survey(Source::Bytes(&bytes), options) {
        Err(ReadError::Ask(questions))
            if questions.iter().any(|question| matches!(question, Question::NoHeader { .. })) =>
        {
            Err(Refusal::OtherFormat("a text without the headings of a list").into())
        }
        Err(ReadError::Io(error)) => Err(ReadError::Io(error)),
        _ => {
            let part = FilePart { name: Some(name.into()), format: Format::Text, content: Content::Unpacked(bytes) };
            Ok(Taken::Parts(vec![part]))
        }
    }
}
