//! Where the headings stand and what separates the cells.

use super::{HEADER_WITHIN, SAMPLE, headless};
use crate::columns::Columns;
use crate::dates;
use crate::encoding::Text;
use crate::options::Options;
use crate::question::shown;
use crate::records::{Layout, Record, Records};
use crate::source::Source;
use encoding_rs::Encoding;

/// What lists are seen to part their cells with, the usual ones first: SAT's lists have `~`, host systems `^`, `#`, `!` and
/// control characters.
const SEPARATORS: [u8; 11] = [b',', b';', b'\t', b'|', b'~', b'^', b'#', b'!', b'*', 0x1F, 0x01];

pub(super) fn sample(source: Source<'_>, encoding: &'static Encoding) -> std::io::Result<Vec<u8>> {
    let mut text = Text::new(source.open()?, encoding);
    let (mut sample, mut filled) = (Vec::new(), 0);
    while filled < SAMPLE {
        match text.fill(&mut sample, filled)? {
            0 => break,
            more => filled += more,
        }
    }
    sample.truncate(filled);
    Ok(sample)
}

pub(super) fn line_ending(sample: &[u8]) -> (u8, &'static str) {
    match memchr::memchr(b'\n', sample) {
        Some(0) => (b'\n', "LF"),
        Some(at) if sample[at - 1] == b'\r' => (b'\n', "CRLF"),
        Some(_) => (b'\n', "LF"),
        None if sample.contains(&b'\r') => (b'\r', "CR"),
        None => (b'\n', "LF"),
    }
}

/// The line of headings, and what it says.
pub(super) struct Header {
    pub(super) layout: Layout,
    pub(super) record: Record,
    pub(super) preamble: u64,
    pub(super) columns: Columns,
    /// Has the list none itself?
    pub(super) is_ours: bool,
}

fn first_records(sample: &[u8], layout: Layout) -> std::io::Result<Vec<Record>> {
    first_of(Records::new(Text::new(Box::new(sample), encoding_rs::UTF_8), layout))
}

/// The records among which the headings are looked for.
pub(super) fn first_of(mut records: Records<'_>) -> std::io::Result<Vec<Record>> {
    let (mut record, mut all) = (Record::default(), Vec::new());
    while all.len() < HEADER_WITHIN && records.next(&mut record)? {
        all.push(record.clone());
    }
    Ok(all)
}

/// How much the best line of headings says, which it is, and what it says.
fn header_in(records: &[Record], options: &Options) -> Option<((usize, usize), usize, Columns)> {
    let mut best: Option<((usize, usize), usize, Columns)> = None;
    for (i, record) in records.iter().enumerate().filter(|(_, record)| record.flaw.is_none() && record.len() >= 2) {
        let columns = Columns::read(record.cells(), &options.wishes);
        // A row that the person named the columns by.
        if columns.is_only_wished() && record.cells().any(|cell| dates::is_like_a_day(cell.trim())) {
            continue;
        }
        let score = (columns.score(), record.len());
        // On a tie the first; later ones are rows that look like headings.
        if score.0 >= 2 && best.as_ref().is_none_or(|(best, ..)| score.0 > best.0) {
            best = Some((score, i, columns));
        }
    }
    best
}

/// The headings of a sheet, among its first rows.
pub(super) fn in_sheet(records: &[Record], options: &Options) -> Option<Header> {
    let layout = Layout { delimiter: b',', newline: b'\n' };
    let Some((_, i, columns)) = header_in(records, options) else {
        return headless::header(records.iter().find(|record| !record.is_blank())?, layout, options);
    };
    let preamble = u64::try_from(i).unwrap_or(0);
    Some(Header { layout, record: records.get(i)?.clone(), preamble, columns, is_ours: false })
}

/// The line in which the most fields are recognised, by whichever separator shows the most.
pub(super) fn find_header(sample: &[u8], newline: u8, options: &Options) -> std::io::Result<Option<Header>> {
    // Spreadsheets write `sep=;` in front for each other.
    let said = sample.strip_prefix(b"sep=").filter(|rest| matches!(rest.get(1), Some(b'\r' | b'\n')));
    let candidates = match said.and_then(|rest| rest.first()) {
        Some(delimiter) => vec![*delimiter],
        None => SEPARATORS.to_vec(),
    };
    let mut best: Option<((usize, usize), Header)> = None;
    let mut without: Option<Header> = None;
    for delimiter in candidates {
        let layout = Layout { delimiter, newline };
        let records = first_records(sample, layout)?;
        if let Some((score, i, columns)) = header_in(&records, options)
            && best.as_ref().is_none_or(|(best, _)| score > *best)
            && let Some(record) = records.get(i).cloned()
        {
            let preamble = u64::try_from(i).unwrap_or(0);
            best = Some((score, Header { layout, record, preamble, columns, is_ours: false }));
        }
        let first = records.iter().find(|record| record.flaw.is_none() && !record.is_blank());
        if let Some(header) = first.and_then(|first| headless::header(first, layout, options))
            && without.as_ref().is_none_or(|before| header.record.len() > before.record.len())
        {
            without = Some(header);
        }
    }
    Ok(best.map(|(_, header)| header).or(without))
}

pub(super) fn first_cells(sample: &[u8], newline: u8) -> std::io::Result<Vec<String>> {
    let mut best = Vec::new();
    for delimiter in SEPARATORS {
        let records = first_records(sample, Layout { delimiter, newline })?;
        let cells: Vec<String> = records
            .iter()
            .find(|record| record.flaw.is_none() && !record.is_blank())
            .map(|record| record.cells().map(|cell| cell.trim().to_owned()).collect())
            .unwrap_or_default();
        if cells.len() > best.len() {
            best = cells;
        }
    }
    Ok(best)
}

/// The cells of a row, each with the place by which its column is called.
pub(super) fn by_place(cells: &[String]) -> Vec<String> {
    let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    shown(&filled.map(|(at, cell)| format!("{}: {cell}", headless::name_of(at))).collect::<Vec<_>>())
}
