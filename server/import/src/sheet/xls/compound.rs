//! The compound file (MS-CFB) that a workbook of old stands in: a file system in a file.

use crate::refusal::Refusal;

/// How a compound file begins.
pub(in super::super) const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sectors above this are not sectors but marks: end of a chain, free, and so on.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Size of an entry of the directory.
const ENTRY: usize = 128;

struct File<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
}

struct Stream {
    name: String,
    start: u32,
    size: usize,
}

/// The stream that holds the workbook, in one piece.
///
/// # Errors
/// [`Refusal`] if there is none, or something else is in the file.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let damaged = || Refusal::Damaged("its sectors do not hang together".into());
    let file = File::open(bytes).ok_or_else(damaged)?;
    let directory = file.chain(number(bytes, 48, 4).ok_or_else(damaged)?, usize::MAX).ok_or_else(damaged)?;
    let streams: Vec<Stream> = directory.chunks_exact(ENTRY).filter_map(stream).collect();
    let has = |name: &str| streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    if has("WordDocument") {
        return Err(Refusal::OtherFormat("a Word document"));
    }
    if has("PowerPoint Document") {
        return Err(Refusal::OtherFormat("a presentation"));
    }
    if has("_VBA_PROJECT_CUR") {
        return Err(Refusal::Macros);
    }
    let is_book = |stream: &&Stream| ["Workbook", "Book"].iter().any(|name| stream.name.eq_ignore_ascii_case(name));
    let mut books = streams.iter().filter(is_book);
    let (Some(book), None) = (books.next(), books.next()) else {
        return Err(Refusal::Damaged("there is not one workbook in it".into()));
    };
    let root = streams.iter().find(|stream| stream.name == "Root Entry");
    file.stream(book, root).ok_or_else(damaged)
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = number(bytes, 30, 2).filter(|shift| matches!(shift, 9 | 12))?;
        let mut file = Self { bytes, sector: 1 << shift, table: Vec::new() };
        let mut places: Vec<u32> = (0..109).filter_map(|i| number(bytes, 76 + 4 * i, 4)).collect();
        let (mut next, most) = (number(bytes, 68, 4)?, bytes.len() / file.sector + 1);
        for _ in 0..most {
            let Some(sector) = file.at(next) else { break };
            let (last, rest) = sector.split_last_chunk::<4>().map(|(rest, last)| (last, rest))?;
            places.extend(rest.chunks_exact(4).filter_map(|four| number(four, 0, 4)));
            next = u32::from_le_bytes(*last);
        }
        for place in places.into_iter().filter(|place| *place < LAST_SECTOR).take(most) {
            let sector = file.at(place)?;
            let entries: Vec<u32> = sector.chunks_exact(4).filter_map(|four| number(four, 0, 4)).collect();
            file.table.extend(entries);
        }
        Some(file)
    }

    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let start =
            usize::try_from(sector).ok().filter(|_| sector < LAST_SECTOR)?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The sectors behind each other, `most` bytes of them. A chain that comes back to itself is none.
    fn chain(&self, mut sector: u32, most: usize) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        while sector < LAST_SECTOR && all.len() < most {
            all.extend_from_slice(self.at(sector)?);
            if all.len() > self.bytes.len() {
                return None;
            }
            sector = *self.table.get(usize::try_from(sector).ok()?)?;
        }
        all.truncate(most);
        Some(all)
    }

    fn stream(&self, stream: &Stream, root: Option<&Stream>) -> Option<Vec<u8>> {
        let cutoff = usize::try_from(number(self.bytes, 56, 4)?).ok()?;
        if stream.size >= cutoff {
            return self.chain(stream.start, stream.size);
        }
        let small = self.chain(root?.start, root?.size)?;
        let table = self.chain(number(self.bytes, 60, 4)?, usize::MAX)?;
        let width = 1_usize.checked_shl(number(self.bytes, 32, 2)?).filter(|width| (16..=4096).contains(width))?;
        let (mut all, mut sector) = (Vec::new(), stream.start);
        while sector < LAST_SECTOR && all.len() < stream.size {
            let start = usize::try_from(sector).ok()?.checked_mul(width)?;
            all.extend_from_slice(small.get(start..(start + width).min(small.len()))?);
            sector = number(&table, usize::try_from(sector).ok()?.checked_mul(4)?, 4)?;
        }
        all.truncate(stream.size);
        Some(all)
    }
}

fn stream(entry: &[u8]) -> Option<Stream> {
    let length = usize::try_from(number(entry, 64, 2)?).ok()?.checked_sub(2)?;
    let units = entry.get(..length.min(62))?.chunks_exact(2).filter_map(|two| two.first_chunk::<2>());
    let name = String::from_utf16_lossy(&units.map(|two| u16::from_le_bytes(*two)).collect::<Vec<_>>());
    Some(Stream { name, start: number(entry, 116, 4)?, size: usize::try_from(number(entry, 120, 4)?).ok()? })
}

/// Up to four bytes, the lowest first.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(width)?)?;
    Some(digits.iter().rev().fold(0, |n, byte| n << 8 | u32::from(*byte)))
}
