//! The bytes of an XML document become text, by its byte-order mark or the encoding that it names.

use crate::refusal::Refusal;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// In what is before this the encoding is named.
const DECLARATION: usize = 200;

/// # Errors
/// [`Refusal::Encoding`] for one that is unknown, or that the bytes are not in: nothing is guessed, since a
/// name read in the wrong encoding is another name.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let (encoding, bytes) = encoding(bytes)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| Refusal::Encoding(encoding.name().into()))
}

fn encoding(bytes: &[u8]) -> Result<(&'static Encoding, &[u8]), Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((encoding, bytes.get(mark..).unwrap_or_default()));
    }
    let encoding = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => named(bytes)?,
    };
    Ok((encoding, bytes))
}

fn named(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    let head = bytes.get(..DECLARATION.min(bytes.len())).unwrap_or_default();
    let head = head.split(|byte| *byte == b'>').next().unwrap_or_default();
    let Some(at) = memchr::memmem::find(head, b"encoding") else { return Ok(UTF_8) };
    let quoted = head.get(at..).unwrap_or_default().splitn(3, |byte| matches!(byte, b'"' | b'\'')).nth(1);
    let label = quoted.unwrap_or_default();
    let known = Encoding::for_label(label).filter(|encoding| encoding.is_ascii_compatible());
    known.ok_or_else(|| Refusal::Encoding(String::from_utf8_lossy(label).chars().take(40).collect()))
}

/// The name of the document's first element without its prefix, if the bytes look like XML at all.
pub(crate) fn looks_like_xml(head: &[u8]) -> bool {
    let narrow: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = narrow.strip_prefix(b"\xEF\xBB\xBF").or_else(|| narrow.strip_prefix(b"\xFF\xFE"));
    let text = text.or_else(|| narrow.strip_prefix(b"\xFE\xFF")).unwrap_or(&narrow).trim_ascii_start();
    match text {
        [b'<', b'?' | b'!', ..] => true,
        [b'<', first, ..] => first.is_ascii_alphabetic() || *first == b'_',
        _ => false,
    }
}
