//! An XML document as a tree, in bounded memory: what is read of an invoice is small.
//!
//! A DOCTYPE is refused, so nothing is declared and nothing expanded; addresses in it (`schemaLocation`,
//! XInclude, style sheets) are texts like others, and nothing is ever opened. Signatures, certificates and
//! files inside of the document are passed over. Of its lines as many are kept as an invoice may have.

use super::MAX_LINES;
use crate::refusal::Refusal;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::fmt::Write;
use std::ops::Range;

/// Deeper than this no invoice is.
const MAX_DEPTH: usize = 100;
/// More elements than this are not kept: about 40 MB.
const MAX_ELEMENTS: usize = 200_000;
/// More attributes than this no element has; a CFDI has about 25.
const MAX_ATTRIBUTES: usize = 100;
/// A value longer than this is a certificate or a seal.
const LONGEST_VALUE: usize = 4096;

/// Elements whose insides say nothing of the debt.
const PASSED_OVER: [&str; 10] = [
    "Signature",
    "UBLExtensions",
    "EmbeddedDocumentBinaryObject",
    "AttachmentBinaryObject",
    "BinaryObject",
    "TED",
    "TmstFirma",
    "CAF",
    "Addenda",
    "Personalizados",
];

/// The lines of the standards.
const LINES: [&str; 6] =
    ["InvoiceLine", "CreditNoteLine", "DebitNoteLine", "IncludedSupplyChainTradeLineItem", "Concepto", "Detalle"];

/// Whose words a name is among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// One of UBL 2's documents.
    Ubl,
    /// UBL's parts and fields.
    UblParts,
    Cii,
    Cfdi4,
    Cfdi3,
    Pagos20,
    Stamp,
    LocalTaxes,
    /// Chile's tax office.
    Sii,
    /// An envelope of UN/CEFACT.
    Envelope,
    XInclude,
    None,
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "http://www.sat.gob.mx/cfd/4" => Self::Cfdi4,
            "http://www.sat.gob.mx/cfd/3" => Self::Cfdi3,
            "http://www.sat.gob.mx/Pagos20" => Self::Pagos20,
            "http://www.sat.gob.mx/TimbreFiscalDigital" => Self::Stamp,
            "http://www.sat.gob.mx/implocal" => Self::LocalTaxes,
            "http://www.sii.cl/SiiDte" => Self::Sii,
            "http://www.w3.org/2001/XInclude" => Self::XInclude,
            "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader" => Self::Envelope,
            _ if uri.starts_with("urn:oasis:names:specification:ubl:schema:xsd:Common") => Self::UblParts,
            _ if uri.starts_with("urn:oasis:names:specification:ubl:schema:xsd:") && uri.ends_with("-2") => Self::Ubl,
            _ if uri.starts_with("urn:un:unece:uncefact:data:standard:") && uri.ends_with(":100") => Self::Cii,
            _ => Self::Other,
        }
    }
}

impl Space {
    /// Are its words those that a document is read by?
    const fn is_standard(self) -> bool {
        matches!(self, Self::Ubl | Self::UblParts | Self::Cii | Self::Cfdi4 | Self::Pagos20 | Self::Sii)
    }
}

/// Names as written, and values.
type Attributes = Vec<(Box<str>, Box<str>)>;

/// An element with what is inside of it.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) space: Space,
    pub(super) name: Box<str>,
    attributes: Attributes,
    /// The namespaces that it declares: the attribute, and its value as written.
    declared: Attributes,
    /// Where it stands in the text, in bytes.
    span: Range<usize>,
    text: String,
    children: Vec<Element>,
    /// How many lines it has, kept or not.
    lines: usize,
}

impl Element {
    /// It alone as a document of its own, with the namespaces that stand around it. `around` are those of the elements that
    /// hold it, the outermost first. A signature in it holds as before: what it is computed from has the same namespaces.
    pub(super) fn alone(&self, text: &str, around: &[&Self]) -> Option<String> {
        let own = text.get(self.span.clone())?;
        let name_ends = own.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
        let (begin, rest) = own.split_at_checked(name_ends)?;
        let mut alone = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{begin}");
        let mut known: Vec<&str> = self.declared.iter().map(|(name, _)| &**name).collect();
        for (name, value) in around.iter().rev().flat_map(|element| &element.declared) {
            if !known.contains(&&**name) {
                known.push(name);
                let _ = write!(alone, " {name}=\"{}\"", value.replace('"', "&quot;"));
            }
        }
        alone.push_str(rest);
        Some(alone)
    }

    /// What it says, without blanks around; nothing if that is nothing.
    pub(super) fn text(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// An attribute, without blanks around.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| &**known == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements right inside of it.
    pub(super) fn children(&self) -> &[Self] {
        &self.children
    }

    /// Do elements of this name say different things, so that which of them counts cannot be told?
    pub(super) fn contradicts_itself(&self, name: &str) -> bool {
        let mut all = self.all(name).filter_map(Self::text);
        let first = all.next();
        all.any(|other| Some(other) != first)
    }

    /// Those of this name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| &*child.name == name)
    }

    /// The first at the end of this way down.
    pub(super) fn at<'e>(&'e self, way: &[&str]) -> Option<&'e Self> {
        let Some((first, rest)) = way.split_first() else { return Some(self) };
        self.children.iter().filter(|child| &*child.name == *first).find_map(|child| child.at(rest))
    }

    /// What the first element says, at the end of this way down, that says anything.
    pub(super) fn text_at<'e>(&'e self, way: &[&str]) -> Option<&'e str> {
        let Some((first, rest)) = way.split_first() else { return self.text() };
        self.children.iter().filter(|child| &*child.name == *first).find_map(|child| child.text_at(rest))
    }

    /// How many lines it has, kept or not.
    pub(super) const fn line_count(&self) -> usize {
        self.lines
    }
}

/// Reads a document.
///
/// # Errors
/// [`Refusal`] if it is not well-formed, has a DOCTYPE, or is larger than an invoice is.
pub(super) fn read(text: &str) -> Result<Element, Refusal> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut building = Building::default();
    loop {
        let begins = position(&reader);
        let event = match reader.read_resolved_event() {
            Ok((space, event)) => (space_of(&space), event),
            Err(error) => return Err(ill_formed(error)),
        };
        match event {
            (space, Event::Start(start)) => {
                let passed = building.begin(space, &start, begins)?;
                if passed {
                    reader.read_to_end(start.name()).map_err(ill_formed)?;
                    building.end(position(&reader))?;
                }
            }
            (_, Event::End(_)) => building.end(position(&reader))?,
            (_, Event::DocType(_)) => return Err(Refusal::Doctype),
            (_, Event::Eof) => return building.whole(),
            (_, Event::Text(text)) => building.add(&text.xml10_content())?,
            (_, Event::CData(text)) => building.add(&text.xml10_content())?,
            (_, Event::GeneralRef(reference)) => match reference.resolve_char_ref().map_err(ill_formed)? {
                Some(c) => building.add(c.encode_utf8(&mut [0; 4]))?,
                None => building.add(predefined(reference.as_ref())?)?,
            },
            (_, Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_)) => {}
        }
    }
}

/// How many bytes of the text have been read.
fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn space_of(resolved: &ResolveResult<'_>) -> Space {
    match resolved {
        ResolveResult::Bound(namespace) => Space::of(namespace.as_ref()),
        ResolveResult::Unbound => Space::None,
        ResolveResult::Unknown(_) => Space::Other,
    }
}

fn predefined(name: &str) -> Result<&'static str, Refusal> {
    let known = quick_xml::escape::resolve_predefined_entity(name);
    known.ok_or_else(|| Refusal::Entity(name.chars().take(40).collect()))
}

fn ill_formed(error: impl std::fmt::Display) -> Refusal {
    let text: String = error.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    Refusal::IllFormed(text.trim_start_matches("ill-formed document: ").to_owned())
}

/// The elements that are begun and not ended, the outermost first.
#[derive(Default)]
struct Building {
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Building {
    /// Begins an element; says whether its insides are passed over.
    fn begin(&mut self, space: Space, start: &BytesStart<'_>, begins: usize) -> Result<bool, Refusal> {
        self.elements += 1;
        if self.open.is_empty() && self.root.is_some() {
            return Err(Refusal::IllFormed("it has more than one root element".into()));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Refusal::TooComplex(format!("elements nested deeper than {MAX_DEPTH}")));
        }
        if space == Space::XInclude {
            return Err(Refusal::TooComplex("an XInclude in it, which would fetch another file".into()));
        }
        let local = start.local_name();
        let name: &str = local.as_ref();
        // A word of another vocabulary is none of the standard's, though it is spelt the same.
        let foreign = space == Space::Other && self.open.last().is_some_and(|parent| parent.space.is_standard());
        let too_many = self.open.last().is_some_and(|parent| LINES.contains(&name) && parent.lines >= MAX_LINES);
        if self.elements > MAX_ELEMENTS {
            return Err(Refusal::TooComplex(format!("more than {MAX_ELEMENTS} elements, more than an invoice has")));
        }
        let (attributes, declared) = attributes(start)?;
        self.open.push(Element {
            space,
            name: name.into(),
            attributes,
            declared,
            span: begins..begins,
            text: String::new(),
            children: Vec::new(),
            lines: 0,
        });
        Ok(too_many || foreign || PASSED_OVER.contains(&name))
    }

    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        let is_wrong = |c: char| c.is_control() && c < ' ' && !matches!(c, '\t' | '\n' | '\r');
        if let Some(c) = text.chars().find(|c| is_wrong(*c)) {
            return Err(Refusal::IllFormed(format!("the control character U+{:04X} is in it", u32::from(c))));
        }
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_start_matches('\u{feff}').trim().is_empty() => {}
            None => return Err(Refusal::IllFormed("there is text outside of its root element".into())),
        }
        Ok(())
    }

    fn end(&mut self, ends: usize) -> Result<(), Refusal> {
        let Some(mut element) = self.open.pop() else {
            return Err(Refusal::IllFormed("an element ends that was not begun".into()));
        };
        element.span.end = ends;
        if !element.children.is_empty() && element.text.trim().is_empty() {
            element.text = String::new();
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(element);
            return Ok(());
        };
        let is_foreign = element.space == Space::Other && parent.space.is_standard();
        let is_line = LINES.contains(&&*element.name) && !is_foreign;
        parent.lines += usize::from(is_line);
        if is_line && parent.lines > MAX_LINES || is_foreign {
            self.elements -= 1; // it was empty, and is not kept
        } else {
            parent.children.push(element);
        }
        Ok(())
    }

    fn whole(self) -> Result<Element, Refusal> {
        if let Some(open) = self.open.last() {
            return Err(Refusal::IllFormed(format!("it ends before `{}` is closed", open.name)));
        }
        self.root.ok_or_else(|| Refusal::IllFormed("it has no element".into()))
    }
}

/// The attributes, and apart from them the namespaces that are declared.
fn attributes(start: &BytesStart<'_>) -> Result<(Attributes, Attributes), Refusal> {
    let (mut all, mut declared): (Attributes, Attributes) = (Vec::new(), Vec::new());
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(ill_formed)?;
        let name: &str = attribute.key.as_ref();
        if all.len() + declared.len() >= MAX_ATTRIBUTES {
            return Err(Refusal::TooComplex(format!("an element with more than {MAX_ATTRIBUTES} attributes")));
        }
        if all.iter().chain(&declared).any(|(known, _)| &**known == name) {
            return Err(Refusal::IllFormed(format!("an element has the attribute `{name}` twice")));
        }
        if name.starts_with("xmlns") {
            let value: &str = attribute.value.as_ref();
            declared.push((name.into(), value.into()));
        } else if attribute.value.len() <= LONGEST_VALUE {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match &error {
                quick_xml::Error::Escape(quick_xml::escape::EscapeError::UnrecognizedEntity(_, entity)) => {
                    Refusal::Entity(entity.chars().take(40).collect())
                }
                _ => ill_formed(error),
            })?;
            all.push((name.into(), value.as_ref().into()));
        }
    }
    Ok((all, declared))
}
