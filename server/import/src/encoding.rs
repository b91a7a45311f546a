//! The bytes of a file become UTF-8 text, piece by piece.
//!
//! A byte-order mark decides; without one, text that is valid UTF-8 throughout is UTF-8, text with
//! a NUL in every other byte is UTF-16, and anything else is Windows-1252, which is what
//! spreadsheets in the Americas and western Europe save. A file that is nearly all UTF-8 is asked
//! about: reading it as Windows-1252 would garble every accent.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{ErrorKind, Read};

/// How many bytes are taken from the source at a time.
const PIECE: usize = 64 * 1024;

/// What the bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Detected {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// Does the file begin with a byte-order mark?
    pub(super) bom: bool,
    /// How long it is, in bytes.
    pub(super) bytes: u64,
    /// Bytes that are not UTF-8 in a file that is UTF-8 for the most part; else 0.
    pub(super) stray: u64,
}

/// Reads all of `source` and says what it is.
///
/// # Errors
/// Those of the source.
pub(super) fn detect(mut source: impl Read) -> std::io::Result<Detected> {
    let mut census = Census::default();
    let mut piece = vec![0; PIECE];
    let mut carried = 0;
    let mut head: Option<Detected> = None;
    let mut bytes = 0;
    loop {
        let got = read_some(&mut source, &mut piece[carried..])?;
        bytes += u64::try_from(got).unwrap_or(u64::MAX);
        let filled = carried + got;
        let found = *head.get_or_insert_with(|| by_head(&piece[..filled]));
        // A mark or NULs settle it; the rest is only counted.
        if found.bom || found.encoding != UTF_8 {
            carried = 0;
        } else {
            carried = census.take(&piece[..filled], got == 0);
            piece.copy_within(filled - carried..filled, 0);
        }
        if got == 0 {
            let mut found = Detected { bytes, ..found };
            if census.wrong > census.right {
                found.encoding = WINDOWS_1252;
            } else if census.wrong > 0 {
                found.stray = census.wrong;
            }
            return Ok(found);
        }
    }
}

/// Judges by the first piece alone: byte-order mark, or the NULs of UTF-16.
fn by_head(head: &[u8]) -> Detected {
    let of = |encoding, bom| Detected { encoding, bom, bytes: 0, stray: 0 };
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return of(encoding, true);
    }
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let many = head.len() / 4;
    if head.len() >= 4 && odd > many && even < odd / 8 + 1 {
        of(UTF_16LE, false)
    } else if head.len() >= 4 && even > many && odd < even / 8 + 1 {
        of(UTF_16BE, false)
    } else {
        of(UTF_8, false)
    }
}

/// Counts characters beyond ASCII that are UTF-8, and bytes that are not.
#[derive(Default)]
struct Census {
    right: u64,
    wrong: u64,
}

impl Census {
    /// Returns how many bytes at the end are the beginning of a character.
    fn take(&mut self, mut bytes: &[u8], last: bool) -> usize {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.right += beyond_ascii(text.as_bytes());
                    return 0;
                }
                Err(error) => {
                    let (good, rest) = bytes.split_at(error.valid_up_to());
                    self.right += beyond_ascii(good);
                    match error.error_len() {
                        None if !last => return rest.len(),
                        length => {
                            self.wrong += 1;
                            bytes = &rest[length.unwrap_or(rest.len())..];
                        }
                    }
                }
            }
        }
    }
}

fn beyond_ascii(bytes: &[u8]) -> u64 {
    if bytes.is_ascii() {
        return 0;
    }
    // First bytes of characters: continuation bytes are 0x80 to 0xBF.
    u64::try_from(bytes.iter().filter(|byte| **byte >= 0xC0).count()).unwrap_or(u64::MAX)
}

fn read_some(source: &mut impl Read, into: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match source.read(into) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// A source whose text comes out as UTF-8, without its byte-order mark.
pub(super) struct Text<'a> {
    source: Box<dyn Read + Send + 'a>,
    decoder: Decoder,
    raw: Vec<u8>,
    from: usize,
    to: usize,
    taken: u64,
    done: bool,
}

impl<'a> Text<'a> {
    /// `source` from its beginning.
    pub(super) fn new(source: Box<dyn Read + Send + 'a>, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; PIECE],
            from: 0,
            to: 0,
            taken: 0,
            done: false,
        }
    }

    /// How many bytes of the file have been taken so far.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Writes at least one byte of text behind `filled` into `into`, or says that there is no more
    /// by returning 0. Grows `into` if there is little room.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn fill(&mut self, into: &mut Vec<u8>, filled: usize) -> std::io::Result<usize> {
        while !self.done {
            if self.from == self.to {
                self.to = read_some(&mut self.source, &mut self.raw)?;
                self.from = 0;
                self.taken += u64::try_from(self.to).unwrap_or(u64::MAX);
                self.done = self.to == 0;
            }
            let left = self.to.saturating_sub(self.from);
            // One byte of Windows-1252 becomes three of UTF-8 at most.
            let room = self.decoder.max_utf8_buffer_length(left).unwrap_or(3 * PIECE);
            if into.len() < filled + room {
                into.resize(filled + room, 0);
            }
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.from..self.to], &mut into[filled..], self.done);
            self.from += read;
            if result == CoderResult::OutputFull && self.done {
                self.done = false; // the rest comes with the next call
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(bytes: &[u8]) -> (&'static str, bool, u64) {
        let found = detect(bytes).expect("no device");
        assert_eq!(found.bytes, u64::try_from(bytes.len()).expect("small"));
        (found.encoding.name(), found.bom, found.stray)
    }

    fn text(bytes: &[u8]) -> String {
        let mut text = Text::new(Box::new(bytes), detect(bytes).expect("no device").encoding);
        let (mut into, mut filled) = (Vec::new(), 0);
        loop {
            match text.fill(&mut into, filled).expect("no device") {
                0 => break,
                more => filled += more,
            }
        }
        into.truncate(filled);
        String::from_utf8(into).expect("UTF-8 comes out")
    }

    fn utf16(text: &str, bom: bool) -> Vec<u8> {
        let mark = bom.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn marks_and_bytes_decide() {
        assert_eq!(name("a;ñ".as_bytes()), ("UTF-8", false, 0));
        assert_eq!(name(b"\xEF\xBB\xBFa"), ("UTF-8", true, 0));
        assert_eq!(name(b"Se\xF1or; 5 \x80"), ("windows-1252", false, 0));
        assert_eq!(name(&utf16("Factura;año", true)), ("UTF-16LE", true, 0));
        assert_eq!(name(&utf16("Factura;año", false)), ("UTF-16LE", false, 0));
        assert_eq!(name(b""), ("UTF-8", false, 0));
        // Nearly all UTF-8: asked about, not turned into mojibake.
        assert_eq!(name(b"\xC3\xB1\xC3\xB1\xC3\xB1 \xF1"), ("UTF-8", false, 1));
    }

    #[test]
    fn text_comes_out_without_its_mark() {
        assert_eq!(text(b"\xEF\xBB\xBFa"), "a");
        assert_eq!(text(b"\x80 \x92 \x8C"), "€ ’ Œ");
        assert_eq!(text(&utf16("año €", true)), "año €");
        assert_eq!(text(&utf16("Factura;año", false)), "Factura;año");
    }

    #[test]
    fn characters_across_pieces_stay_whole() {
        let long = "ñ€😀".repeat(PIECE / 4);
        assert_eq!(name(long.as_bytes()), ("UTF-8", false, 0));
        assert_eq!(text(long.as_bytes()), long);
        assert_eq!(text(&utf16(&long, true)), long);
        let latin = vec![0x80_u8; 3 * PIECE];
        assert_eq!(text(&latin), "€".repeat(3 * PIECE));
    }

    proptest! {
        #[test]
        fn anything_comes_out_as_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = text(&bytes);
        }
    }
}
