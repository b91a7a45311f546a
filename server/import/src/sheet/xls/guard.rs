//! Walks the records of a workbook (MS-XLS 2.3) and refuses what would hurt; notes what is hidden.

use super::compound::number;
use crate::refusal::Refusal;
use std::collections::{HashMap, HashSet};

/// The most cells between the corners of what its sheets use: 96 MB where they are held.
const MAX_CELLS: u64 = 4_000_000;
/// The rows and columns of such a sheet.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;

const BOF: u32 = 0x0809;
const EOF: u32 = 0x000A;
const FILE_PASS: u32 = 0x002F;
const BOUND_SHEET: u32 = 0x0085;
const DIMENSIONS: u32 = 0x0200;
const ROW: u32 = 0x0208;
const COLUMN_INFO: u32 = 0x007D;
const MUL_RK: u32 = 0x00BD;

/// Records of cells, and the shortest that each can be.
const CELLS: [(u32, usize); 9] = [
    (0x0006, 20), // a formula
    (0x0201, 6),  // blank, with a style
    (0x0203, 14), // a number
    (0x0204, 8),  // a text
    (0x00D6, 8),  // a text with styles
    (0x0205, 8),  // a truth or an error
    (0x027E, 10), // a number, shortened
    (MUL_RK, 12), // several of these
    (0x00FD, 10), // a shared text
];

/// Lines, from 1, and columns, from 0, of a sheet that are hidden.
#[derive(Debug, Clone, Default)]
pub(super) struct Hidden {
    pub(super) rows: HashSet<u64>,
    pub(super) columns: HashSet<usize>,
}

/// The corners of what a sheet uses.
struct Used {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Used {
    fn cells(&self) -> u64 {
        u64::from(self.rows.1 - self.rows.0 + 1) * u64::from(self.columns.1 - self.columns.0 + 1)
    }
}

/// What is hidden in each worksheet, in their order.
///
/// # Errors
/// [`Refusal`] for a workbook that is encrypted, older than Excel 5, or hostile.
pub(super) fn check(stream: &[u8]) -> Result<Vec<Hidden>, Refusal> {
    let (mut at, mut order, mut hidden) = (0, Vec::new(), HashMap::<usize, Hidden>::new());
    let (mut sheet, mut used, mut before) = (0, None::<Used>, 0_u64);
    if number(stream, 0, 2) != Some(BOF) {
        return Err(Refusal::OtherSpreadsheet("a workbook older than Excel 5"));
    }
    while let (Some(kind), Some(length)) = (number(stream, at, 2), number(stream, at + 2, 2)) {
        let start = at + 4;
        let end = start + usize::try_from(length).unwrap_or(usize::MAX);
        // What follows the last record in its sector is no record.
        let Some(data) = stream.get(start..end) else { break };
        match kind {
            BOF if data.len() < 4 => return Err(contradictory()),
            BOF => {
                before += used.take().map_or(0, |used| used.cells());
                sheet = at;
            }
            EOF | 0x0000 => {}
            FILE_PASS if number(data, 0, 2) != Some(0) => return Err(Refusal::Encrypted),
            BOUND_SHEET => order.push(bound_sheet(data)?),
            DIMENSIONS => dimensions(data)?,
            ROW if number(data, 12, 1).is_some_and(|flags| flags & 0x20 != 0) => {
                let line = number(data, 0, 2).map(|row| u64::from(row) + 1);
                hidden.entry(sheet).or_default().rows.extend(line);
            }
            COLUMN_INFO if number(data, 8, 1).is_some_and(|flags| flags & 1 != 0) => {
                let place = |at| usize::try_from(number(data, at, 2).unwrap_or(0).min(COLUMNS)).unwrap_or(0);
                hidden.entry(sheet).or_default().columns.extend(place(0)..=place(2));
            }
            _ => {
                cell(kind, data, &mut used)?;
                allowed(before + used.as_ref().map_or(0, Used::cells), 1)?;
            }
        }
        at = end;
    }
    let worksheets = order.into_iter().filter(|(_, is_worksheet)| *is_worksheet);
    Ok(worksheets.map(|(place, _)| hidden.remove(&place).unwrap_or_default()).collect())
}

/// Where a sheet begins in the stream, and whether it is one of cells.
fn bound_sheet(data: &[u8]) -> Result<(usize, bool), Refusal> {
    let place = number(data, 0, 4).and_then(|place| usize::try_from(place).ok()).ok_or_else(contradictory)?;
    if data.len() < 8 {
        return Err(contradictory());
    }
    Ok((place, number(data, 5, 1) == Some(0)))
}

/// What a sheet claims to use is not what it uses; it must only be possible.
fn dimensions(data: &[u8]) -> Result<(), Refusal> {
    let wide = data.len() != 10;
    let (row, first_column) = if wide { (4, 8) } else { (2, 4) };
    let field = |at, width| number(data, at, width).ok_or_else(contradictory);
    let (first, last) = (field(0, row)?, field(row, row)?);
    let (left, right) = (field(first_column, 2)?, field(first_column + 2, 2)?);
    if last > ROWS || right > COLUMNS || (last > 0 && first >= last) {
        return Err(contradictory());
    }
    // The next is taken for the width as it is, and rows times it are set aside at once.
    let left = if left > 0xFF || right < left { 0 } else { left };
    allowed(u64::from(last.saturating_sub(first)) * u64::from(right.saturating_sub(left).max(1)), 4)
}

fn cell(kind: u32, data: &[u8], used: &mut Option<Used>) -> Result<(), Refusal> {
    let Some((_, least)) = CELLS.iter().find(|(known, _)| *known == kind) else { return Ok(()) };
    let (Some(row), Some(left)) = (number(data, 0, 2), number(data, 2, 2)) else { return Err(contradictory()) };
    let right = if kind == MUL_RK { number(data, data.len().saturating_sub(2), 2).unwrap_or(left) } else { left };
    if data.len() < *least || right < left || right >= COLUMNS {
        return Err(contradictory());
    }
    let corners = used.get_or_insert(Used { rows: (row, row), columns: (left, right) });
    corners.rows = (corners.rows.0.min(row), corners.rows.1.max(row));
    corners.columns = (corners.columns.0.min(left), corners.columns.1.max(right));
    Ok(())
}

/// `claimed` cells; a claim alone may be some times larger.
fn allowed(claimed: u64, times: u64) -> Result<(), Refusal> {
    if claimed <= MAX_CELLS * times {
        return Ok(());
    }
    Err(Refusal::Damaged(format!("its sheets spread over {claimed} cells; give the list alone")))
}

fn contradictory() -> Refusal {
    Refusal::Damaged("its records contradict each other".into())
}
