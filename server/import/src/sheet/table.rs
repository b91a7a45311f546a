//! The cells of one sheet, packed: what every kind of workbook becomes before its rows are read.
//!
//! A row is its number, how many cells it has, and for each cell what it holds, a currency sign and a
//! text. Rows stand one behind another in pieces of a megabyte, so that the table grows without being
//! copied; a list of 100,000 rows and 12 columns takes about 15 MB.

use crate::dates::Order;
use crate::record::{Kind, MAX_RECORD, Record};
use crate::refusal::Refusal;

/// The most that a packed sheet takes, in bytes.
const MAX_BYTES: usize = 192 * 1024 * 1024;
/// Rows of a sheet, in every program that writes them.
pub(super) const MAX_ROWS: u64 = 1_048_576;
/// A cell with something in it further to the right than this is refused: no list is that wide.
pub(super) const MAX_COLUMNS: usize = 1000;
/// Empty rows in a row that are counted one by one; of a longer gap only one is told.
const MAX_GAP: u64 = 1000;
/// How much of the table stands in one piece.
const PIECE: usize = 1024 * 1024;

/// Which number comes first where the sheet shows days as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DayOrder {
    /// Cells shown as `31/12/2026`.
    pub(crate) day_first: u64,
    /// Cells shown as `12/31/2026`.
    pub(crate) month_first: u64,
}

impl DayOrder {
    /// The order that all of them have.
    pub(crate) fn order(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(Order::DayFirst),
            (0, 1..) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// A sheet whose rows can be read again and again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pieces: Vec<Vec<u8>>,
    bytes: usize,
    /// The most cells that a row has.
    pub(crate) width: usize,
    /// Rows that are hidden or filtered out; they are read as the others.
    pub(crate) hidden_rows: u64,
    /// Columns that are hidden and have something in them.
    pub(crate) hidden_columns: u64,
    /// How days are shown.
    pub(crate) days: DayOrder,
    /// Does the workbook count days from 1904?
    pub(crate) from_1904: bool,
    /// The sheet's name.
    pub(crate) name: String,
    /// How many bytes the file has that it was read from.
    pub(crate) of_file: u64,
}

impl Table {
    /// Its rows, from the first.
    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows { table: self, piece: 0, at: 0, line: 0, waiting: None, taken: 0 }
    }

    /// How much memory it takes.
    pub(super) fn bytes(&self) -> u64 {
        u64::try_from(self.bytes).unwrap_or(u64::MAX)
    }
}

/// Fills a [`Table`], row by row.
#[derive(Default)]
pub(super) struct Builder {
    table: Table,
    row: Vec<u8>,
    cells: usize,
    columns: Vec<u64>,
}

impl Builder {
    /// For the sheet of this name.
    pub(super) fn new(name: &str) -> Self {
        Self { table: Table { name: name.to_owned(), ..Table::default() }, ..Self::default() }
    }

    /// What is known of the table so far.
    pub(super) fn table(&mut self) -> &mut Table {
        &mut self.table
    }

    /// Puts a cell into the row at hand, at a place right of those before. One further left, which no
    /// program writes, is refused.
    ///
    /// # Errors
    /// [`Refusal::Sheet`] past [`MAX_COLUMNS`] or [`MAX_RECORD`].
    pub(super) fn cell(&mut self, column: usize, kind: Kind, text: &str, sign: &str) -> Result<(), Refusal> {
        if text.is_empty() && kind == Kind::Text {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(self.refused(format!("has more than {MAX_COLUMNS} columns; give a list of invoices")));
        }
        if column < self.cells {
            return Err(self.refused("has cells out of their order; save it again".into()));
        }
        while self.cells < column {
            self.put(Kind::Text, "", "");
        }
        self.put(kind, text, sign);
        if self.columns.len() <= column {
            self.columns.resize(column + 1, 0);
        }
        if let Some(count) = self.columns.get_mut(column) {
            *count += 1;
        }
        if self.row.len() > MAX_RECORD {
            return Err(self.refused("has a row longer than a megabyte".into()));
        }
        Ok(())
    }

    fn put(&mut self, kind: Kind, text: &str, sign: &str) {
        self.row.push(kind as u8);
        put_length(&mut self.row, sign.len());
        self.row.extend_from_slice(sign.as_bytes());
        put_length(&mut self.row, text.len());
        self.row.extend_from_slice(text.as_bytes());
        self.cells += 1;
    }

    /// Ends the row at hand, which stands on these lines, counted from 1: one, or several that say the same.
    ///
    /// # Errors
    /// [`Refusal::Sheet`] past the bounds.
    pub(super) fn end_row(&mut self, lines: std::ops::Range<u64>, hidden: bool) -> Result<(), Refusal> {
        let (cells, row) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.row));
        if cells > 0 {
            for line in lines {
                self.table.hidden_rows += u64::from(hidden);
                self.append(line, cells, &row)?;
            }
        }
        self.row = row;
        self.row.clear();
        Ok(())
    }

    fn append(&mut self, line: u64, cells: usize, row: &[u8]) -> Result<(), Refusal> {
        if line == 0 || line > MAX_ROWS {
            return Err(self.refused(format!("has a row {line}, beyond any sheet")));
        }
        let size = row.len() + 16;
        self.table.bytes += size;
        if self.table.bytes > MAX_BYTES {
            let most = MAX_BYTES >> 20;
            return Err(self.refused(format!("holds more than {most} MiB; export less at once, or as CSV")));
        }
        if self.table.pieces.last().is_none_or(|piece| piece.len() + size > piece.capacity()) {
            self.table.pieces.push(Vec::with_capacity(PIECE.max(size)));
        }
        let Some(piece) = self.table.pieces.last_mut() else { return Ok(()) };
        piece.extend_from_slice(&line.to_le_bytes());
        put_length(piece, cells);
        piece.extend_from_slice(row);
        self.table.width = self.table.width.max(cells);
        Ok(())
    }

    /// The whole table; `hidden` says which columns are.
    pub(super) fn finish(mut self, hidden: impl Fn(usize) -> bool) -> Table {
        let used = self.columns.iter().enumerate().filter(|(i, count)| **count > 0 && hidden(*i));
        self.table.hidden_columns = u64::try_from(used.count()).unwrap_or(0);
        self.table
    }

    fn refused(&self, why: String) -> Refusal {
        Refusal::Sheet { sheet: self.table.name.chars().take(60).collect(), why }
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn put_length(into: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        into.push(u8::try_from(length & 0x7F).unwrap_or(0) | 0x80);
        length >>= 7;
    }
    into.push(u8::try_from(length).unwrap_or(0));
}

/// The rows of a [`Table`], one after another; empty ones between them too.
pub(crate) struct Rows<'a> {
    table: &'a Table,
    piece: usize,
    at: usize,
    line: u64,
    /// The number of the row that comes next, when empty ones come first.
    waiting: Option<u64>,
    taken: u64,
}

impl<'a> Rows<'a> {
    /// How many bytes of the file the rows given so far stand for.
    pub(crate) fn taken(&self) -> u64 {
        let whole = u128::from(self.table.of_file) * u128::from(self.taken) / u128::from(self.table.bytes().max(1));
        u64::try_from(whole).unwrap_or(u64::MAX)
    }

    /// Reads the next row into `record`, as wide as the widest; `false` at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> bool {
        record.clear();
        record.flaw = None;
        let Some(line) = self.waiting.take().or_else(|| self.line_ahead()) else { return false };
        let gap = line.saturating_sub(self.line + 1);
        let told_in_one = self.line + 1 + gap.saturating_sub(1);
        self.line = if gap > MAX_GAP { told_in_one } else { self.line + 1 };
        record.line = self.line;
        if self.line < line {
            self.waiting = Some(line);
        } else if !self.cells(record) {
            return false;
        }
        while record.len() < self.table.width {
            record.push(Kind::Text, "", "");
        }
        true
    }

    fn bytes(&self) -> &'a [u8] {
        self.table.pieces.get(self.piece).and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }

    fn line_ahead(&mut self) -> Option<u64> {
        if self.bytes().is_empty() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        let line = self.bytes().first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes))?;
        self.at += 8;
        Some(line)
    }

    fn cells(&mut self, record: &mut Record) -> bool {
        let begin = self.at;
        let Some(count) = self.length() else { return false };
        for _ in 0..count {
            let Some(kind) = self.bytes().first().copied() else { return false };
            self.at += 1;
            let (Some(sign), Some(text)) = (self.text(), self.text()) else { return false };
            record.push(Kind::of(kind), text, sign);
        }
        self.taken += u64::try_from(self.at - begin + 8).unwrap_or(0);
        true
    }

    fn length(&mut self) -> Option<usize> {
        let (mut length, mut shift) = (0_usize, 0_u32);
        loop {
            let byte = *self.bytes().first()?;
            self.at += 1;
            length |= usize::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(length);
            }
            shift += 7;
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        let text = self.bytes().get(..length)?;
        self.at += length;
        std::str::from_utf8(text).ok()
    }
}
