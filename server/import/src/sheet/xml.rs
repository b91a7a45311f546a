//! The XML inside workbooks, event by event, with a bound on each: one text or tag of half a gigabyte
//! must not be held.

use crate::refusal::Refusal;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{BufRead, BufReader, Read, Result as IoResult};

/// No tag and no text is longer. A cell holds 32,767 characters at most.
const MAX_EVENT: usize = 1024 * 1024;

/// Counts what was taken since it was last told to begin again.
struct Bounded<R> {
    inner: BufReader<R>,
    taken: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        self.inner.read(into)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        if self.taken > MAX_EVENT {
            return Err(std::io::Error::other("a text in it is longer than any cell"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
        self.inner.consume(amount);
    }
}

/// Events of one part of a workbook.
pub(super) struct Xml<R> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Xml<R> {
    /// From the beginning of a part.
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(Bounded { inner: BufReader::with_capacity(64 * 1024, part), taken: 0 });
        reader.config_mut().check_end_names = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event.
    ///
    /// # Errors
    /// [`Refusal`] for XML that is not well-formed, a DOCTYPE, or a part that is hostile.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().taken = 0;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(Refusal::Doctype),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Io(error)) => Err(from_io(&error)),
            Err(error) => Err(Refusal::damaged(error)),
        }
    }
}

/// The refusal that a part's reader wrapped, or the device's own word.
fn from_io(error: &std::io::Error) -> Refusal {
    let wrapped = error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>());
    wrapped.cloned().unwrap_or_else(|| Refusal::damaged(error))
}

/// An attribute by its local name; LibreOffice repeats some of ODF's in a namespace of its own.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes();
    let found = all.with_checks(false).flatten().find(|a| {
        a.key.local_name().as_ref() == name && a.key.prefix().is_none_or(|prefix| prefix.as_ref() != "calcext")
    })?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Is an attribute set to true? `1` or `true`.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds what an event says of a text. Entities that are not XML's own are refused.
pub(super) fn add_text(event: &Event<'_>, into: &mut String) -> Result<(), Refusal> {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(c)) => into.push(c),
            Ok(None) => {
                let name: &str = reference.as_ref();
                let known = quick_xml::escape::resolve_predefined_entity(name);
                into.push_str(known.ok_or_else(|| Refusal::Entity(name.chars().take(40).collect()))?);
            }
            Err(error) => return Err(Refusal::damaged(error)),
        },
        _ => {}
    }
    Ok(())
}
