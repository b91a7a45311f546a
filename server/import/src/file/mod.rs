//! A file of any format, told by what is in it and never by its name: a list as text, a workbook, electronic
//! invoices, or an archive of these.
//!
//! [`open`] gives its parts, mostly one. Each part is surveyed and then read row by row, and for all of
//! them the same [`Outcome`](super::Outcome)s come out.

mod archive;
mod format;
mod part;
mod sheets;

use super::container::Package;
use super::document::Document;
use super::documents::Documents;
use super::einvoice;
use super::options::Options;
use super::question::ReadError;
use super::refusal::Refusal;
use super::sheet::{MAX_XLS, Workbook};
use super::source::Source;
pub use format::Format;
use part::Content;
pub use part::{FilePart, Outcomes, RecordsAt};
use std::sync::Arc;

/// The most parts that a workbook has.
const MAX_PARTS_OF_WORKBOOK: u64 = 5000;
/// The most bytes of a workbook or an archive.
const MAX_CONTAINER: u64 = 128 * 1024 * 1024;
/// What a workbook unpacks to at most, with its pictures; some seconds of reading.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;

/// Opens a file. `name` is that of the file, for reports and for the document's own sake.
///
/// # Errors
/// [`ReadError::Refused`] for a format that is not read, and for a file that is damaged or hostile;
/// [`ReadError::Ask`] where a workbook has several sheets that could be meant.
pub fn open<'a>(source: Source<'a>, name: Option<&str>, options: &Options) -> Result<Vec<FilePart<'a>>, ReadError> {
    let part = |format, content| FilePart { name: name.map(Into::into), format, content };
    match format::detect(source)? {
        Format::Text => Ok(vec![part(Format::Text, Content::Text(source))]),
        Format::Zip => container(source, name, options),
        Format::Xls => {
            let bytes = source.all(MAX_XLS)?.ok_or_else(|| too_large("the workbook", MAX_XLS))?;
            sheets::choose(Workbook::xls(bytes)?, (name, Format::Xls), source.len()?, options)
        }
        format => {
            let most = einvoice::MAX_DOCUMENT;
            let bytes = source.all(most)?.ok_or_else(|| too_large("the document", most))?;
            let documents = documents(Arc::from(bytes), name)?;
            Ok(vec![part(format, Content::Documents(documents))])
        }
    }
}

fn too_large(what: &str, most: u64) -> Refusal {
    Refusal::TooLarge { what: what.into(), mebibytes: most >> 20 }
}

fn documents(bytes: Arc<[u8]>, name: Option<&str>) -> Result<Documents, Refusal> {
    let read = einvoice::read(bytes, name.map(Into::into))?;
    let mut documents = Documents::default();
    read.into_iter().for_each(|document: Document| documents.push(document));
    Ok(documents)
}

/// A workbook of today, or an archive.
fn container<'a>(source: Source<'a>, name: Option<&str>, options: &Options) -> Result<Vec<FilePart<'a>>, ReadError> {
    if source.len()? > MAX_CONTAINER {
        return Err(too_large("the file", MAX_CONTAINER).into());
    }
    let package = Package::open(source.input()?, archive::MAX_ENTRIES)?;
    match workbook(package, MAX_UNPACKED)? {
        Container::Workbook(format, workbook) => sheets::choose(*workbook, (name, format), source.len()?, options),
        Container::Archive(package) => archive::parts(package, options),
    }
}

enum Container<'a> {
    Workbook(Format, Box<Workbook<'a>>),
    Archive(Package<'a>),
}

/// Opens a container as what it is; a workbook may unpack to `most` bytes.
fn workbook(mut package: Package<'_>, most: u64) -> Result<Container<'_>, Refusal> {
    let format = format::of_container(&mut package)?;
    if format != Format::Zip && package.unpacked() > most {
        return Err(too_large("what the workbook unpacks to", most));
    }
    let parts = u64::try_from(package.entries().len()).unwrap_or(u64::MAX);
    if format != Format::Zip && parts > MAX_PARTS_OF_WORKBOOK {
        return Err(Refusal::TooManyEntries { count: parts, most: MAX_PARTS_OF_WORKBOOK });
    }
    Ok(match format {
        Format::Xlsx => Container::Workbook(format, Box::new(Workbook::xlsx(package)?)),
        Format::Ods => Container::Workbook(format, Box::new(Workbook::ods(package)?)),
        _ => Container::Archive(package),
    })
}
