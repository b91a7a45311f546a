//! Sets a template with its data and writes a tagged PDF.
//!
//! Data is a file of the template's little world, never part of its source, so no text can break
//! out of its place. The world holds our templates, our fonts and that one document; there is no
//! disk, no network, no clock and no package in it.

use crate::fonts::installed;
use crate::readable::{make_readable, missing, name_or_reference};
use crate::{DocumentError, Letterhead};
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, PathError, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Bytes of data (JSON) that one document may have: seconds to set. A year of daily instalments has 60,000.
pub(crate) const MAX_TEXT: usize = 200_000;

/// Counts characters that no font has, in documents.
pub const MISSING_GLYPHS: &str = "saldo_documents_missing_glyphs_total";

/// How many documents an unused piece of layout is kept for. The templates' own pieces are used by
/// every document; what belongs to one debtor is gone after the next few.
const KEPT_FOR: usize = 2;

/// What is to be set.
pub(crate) struct Typesetting {
    /// Which template.
    pub(crate) template: Template,
    /// Its data: words and document. Made readable before it is set.
    pub(crate) data: Value,
    /// Data of our own making that has to be set letter by letter, as `data.exact`; ASCII.
    pub(crate) exact: Value,
    /// How the firm shows itself, as `data.letterhead`.
    pub(crate) letterhead: Letterhead,
    /// A file to attach, as it is.
    pub(crate) attachment: Option<Vec<u8>>,
    /// Names the document among all others, for its PDF identifier.
    pub(crate) identity: String,
    /// When it was issued: the PDF's date.
    pub(crate) issued_at: DateTime<Utc>,
}

/// With which fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fonts {
    /// Ours, and those of the machine.
    All,
    /// Ours.
    Own,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Template {
    Receipt,
    Agreement,
    Statement,
}

impl Typesetting {
    /// The PDF: tagged, in the forms of PDF/UA-1 (readable by everybody) and PDF/A-3a (for ever, with
    /// attachment), both checked while it is written.
    pub(crate) fn pdf(self) -> Result<Vec<u8>, DocumentError> {
        let set = match self.written(Fonts::All) {
            // A font of the machine that does not do what it says keeps nobody's paper back.
            Err(DocumentError::Typesetting(fault)) => {
                tracing::warn!(fault, "set again with our own fonts alone");
                self.written(Fonts::Own)
            }
            written => written,
        };
        comemo::evict(KEPT_FOR);
        set
    }

    fn written(&self, fonts: Fonts) -> Result<Vec<u8>, DocumentError> {
        self.set(fonts).and_then(|document| {
            let options = PdfOptions {
                ident: Smart::Custom(self.identity.clone()),
                creator: Smart::Custom(Some("Saldo".to_owned())),
                timestamp: timestamp(self.issued_at),
                standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
                    .map_err(|refused| DocumentError::Typesetting(refused.message().to_string()))?,
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&document, &options).map_err(|refused| refusal(&refused))
        })
    }

    /// The pages.
    fn set(&self, fonts: Fonts) -> Result<PagedDocument, DocumentError> {
        typst::compile(&self.world(fonts)?).output.map_err(|refused| refusal(&refused))
    }

    fn world(&self, fonts: Fonts) -> Result<DocumentWorld, DocumentError> {
        let library = TemplateLibrary::open()?;
        let mut data = self.data.clone();
        if let Value::Object(fields) = &mut data {
            fields.insert("letterhead".to_owned(), self.letterhead.data());
        }
        let mut foreign = BTreeSet::new();
        missing(&data, &|c| library.shows(c), &mut foreign);
        let more = if fonts == Fonts::All { installed(&foreign) } else { Vec::new() };
        // A mark is set by the font of the letter that bears it.
        let shows = |letter: char, c: char| {
            let has = |font: &Font, c: char| font.info().coverage.contains(u32::from(c));
            let own = library.shows(letter);
            if own { library.shows(c) } else { more.iter().any(|font| has(font, letter) && has(font, c)) }
        };
        let replaced = make_readable(&mut data, &shows);
        for party in ["/document/creditor", "/document/debtor"] {
            data.pointer_mut(party).map(name_or_reference);
        }
        if replaced > 0 {
            // Not which: a name is nobody's business here.
            tracing::warn!(characters = replaced, "no font has some characters of a document; see fonts-noto");
            metrics::counter!(MISSING_GLYPHS).increment(u64::try_from(replaced).unwrap_or(u64::MAX));
        }
        if let Value::Object(fields) = &mut data {
            fields.insert("exact".to_owned(), self.exact.clone());
        }
        let data = serde_json::to_vec(&data)?;
        if data.len() > MAX_TEXT {
            return Err(DocumentError::TooLarge { bytes: data.len() });
        }
        let fonts: Vec<Font> = library.fonts.iter().cloned().chain(more).collect();
        Ok(DocumentWorld {
            library,
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: match self.template {
                Template::Receipt => library.receipt.id(),
                Template::Agreement => library.agreement.id(),
                Template::Statement => library.statement.id(),
            },
            data: Bytes::new(data),
            attachment: self.attachment.clone().map(Bytes::new),
            logo: self.letterhead.png().map(Bytes::new),
        })
    }
}

fn timestamp(instant: DateTime<Utc>) -> Option<Timestamp> {
    let part = |n: u32| u8::try_from(n).ok();
    let datetime = Datetime::from_ymd_hms(
        instant.year(),
        part(instant.month())?,
        part(instant.day())?,
        part(instant.hour())?,
        part(instant.minute())?,
        part(instant.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}

fn refusal(diagnostics: &[SourceDiagnostic]) -> DocumentError {
    let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    DocumentError::Typesetting(messages.join("; "))
}

/// What all documents share; made once.
static LIBRARY: LazyLock<Result<TemplateLibrary, PathError>> = LazyLock::new(TemplateLibrary::new);

struct TemplateLibrary {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    base: Source,
    receipt: Source,
    agreement: Source,
    statement: Source,
    data: FileId,
    attachment: FileId,
    logo: FileId,
}

impl TemplateLibrary {
    fn open() -> Result<&'static Self, DocumentError> {
        LIBRARY.as_ref().map_err(|fault| DocumentError::Typesetting(fault.to_string()))
    }

    fn new() -> Result<Self, PathError> {
        let source = |name, text: &str| Ok(Source::new(file(name)?, text.to_owned()));
        let fonts: Vec<Font> = [
            &include_bytes!("../fonts/Inter-Regular.ttf")[..],
            include_bytes!("../fonts/Inter-SemiBold.ttf"),
            include_bytes!("../fonts/JetBrainsMono-Regular.ttf"),
        ]
        .into_iter()
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
        Ok(Self {
            // Row headers in tables of label and value are still an extra of the typesetter.
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            base: source("base.typ", include_str!("../templates/base.typ"))?,
            receipt: source("receipt.typ", include_str!("../templates/receipt.typ"))?,
            agreement: source("agreement.typ", include_str!("../templates/agreement.typ"))?,
            statement: source("statement.typ", include_str!("../templates/statement.typ"))?,
            data: file("data.json")?,
            attachment: file(crate::seal::ATTACHED_NAME)?,
            logo: file("logo.png")?,
        })
    }

    /// Do our fonts have a glyph for `c`? The two weights have the same ones.
    fn shows(&self, c: char) -> bool {
        self.book.info(0).is_some_and(|font| font.coverage.contains(u32::from(c)))
    }
}

/// The id of a file of our little world.
fn file(name: &str) -> Result<FileId, PathError> {
    Ok(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name)?).intern())
}

/// The world of one document.
struct DocumentWorld {
    library: &'static TemplateLibrary,
    book: LazyHash<FontBook>,
    /// Our own, and those of the machine that this document needs.
    fonts: Vec<Font>,
    main: FileId,
    data: Bytes,
    attachment: Option<Bytes>,
    logo: Option<Bytes>,
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let library = self.library;
        let sources = [&library.base, &library.receipt, &library.agreement, &library.statement];
        sources.into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.library.data {
            return Ok(self.data.clone());
        }
        let known = if id == self.library.logo { &self.logo } else { &self.attachment };
        let one_of_ours = [self.library.logo, self.library.attachment].contains(&id);
        known.clone().filter(|_| one_of_ours).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use typst::layout::{Frame, FrameItem};

    /// The text of each page, in reading order, as it was set.
    pub(crate) fn pages(typesetting: Typesetting) -> Vec<String> {
        fn gather(frame: &Frame, out: &mut String) {
            for (_, item) in frame.items() {
                match item {
                    FrameItem::Group(group) => gather(&group.frame, out),
                    FrameItem::Text(text) => {
                        out.push_str(&text.text);
                        out.push(' ');
                    }
                    _ => {}
                }
            }
        }
        let set = typst::compile::<PagedDocument>(&typesetting.world(Fonts::Own).expect("data"));
        assert!(set.warnings.is_empty(), "{:?}", set.warnings);
        let document = set.output.expect("pages");
        let page = |page: &typst_layout::Page| {
            let mut out = String::new();
            gather(&page.frame, &mut out);
            out
        };
        document.pages().iter().map(page).collect()
    }

    /// The text of all pages.
    pub(crate) fn text(typesetting: Typesetting) -> String {
        pages(typesetting).join("\n")
    }
}
