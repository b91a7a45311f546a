//! How many entries a ZIP file says it has, before anything is set aside for them.
//!
//! APPNOTE.TXT 6.3.10, 4.3.14 and 4.3.16: the end of the central directory stands in the last 64 KiB;
//! with 65,535 entries or more its 64-bit form stands before it. Every place that looks like such an
//! end is held to the limit, since a reader may take any of them.

use super::{Input, Refusal};
use std::io::{Read, Seek, SeekFrom};

/// The end of the directory, without its comment.
const END: usize = 22;
/// The longest comment.
const COMMENT: u64 = 65_535;
/// What may stand between the 64-bit end and the other: its locator and extensible data.
const BEFORE: u64 = 4096;

const SIGNATURE: [u8; 4] = *b"PK\x05\x06";
const SIGNATURE_64: [u8; 4] = *b"PK\x06\x06";

/// Refuses more than `most` entries.
pub(super) fn check(input: &mut Input<'_>, most: u64) -> Result<(), Refusal> {
    let tail = tail(input).map_err(Refusal::damaged)?;
    let mut found = false;
    for at in memchr::memmem::find_iter(&tail, &SIGNATURE) {
        let Some(count) = number(&tail, at + 10, 2).filter(|_| tail.len() >= at + END) else { continue };
        found = true;
        allowed(count, most, u64::from(u16::MAX))?;
    }
    for at in memchr::memmem::find_iter(&tail, &SIGNATURE_64) {
        if let Some(count) = number(&tail, at + 32, 8) {
            allowed(count, most, u64::MAX)?;
        }
    }
    if found { Ok(()) } else { Err(Refusal::Damaged("the end of the ZIP file is missing".into())) }
}

/// `elsewhere` says that the count stands in the 64-bit end.
fn allowed(count: u64, most: u64, elsewhere: u64) -> Result<(), Refusal> {
    if count > most && count != elsewhere { Err(Refusal::TooManyEntries { count, most }) } else { Ok(()) }
}

fn tail(input: &mut Input<'_>) -> std::io::Result<Vec<u8>> {
    let length = input.seek(SeekFrom::End(0))?;
    let wanted = COMMENT + BEFORE + u64::try_from(END).unwrap_or(0);
    input.seek(SeekFrom::Start(length.saturating_sub(wanted)))?;
    let mut tail = Vec::new();
    input.take(wanted).read_to_end(&mut tail)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(tail)
}

/// `width` bytes, the lowest first.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(width)?)?;
    Some(digits.iter().rev().fold(0, |n, byte| n << 8 | u64::from(*byte)))
}
