//! The records of a list, whatever it is written in: lines of text, or rows of a sheet.

use super::encoding::Text;
pub(super) use super::lines::Layout;
use super::lines::Lines;
pub(super) use super::record::{Flaw, MAX_RECORD, Record};
use super::sheet::{Rows, Table};

/// One record after another.
pub(super) enum Records<'a> {
    /// Of a text.
    Lines(Box<Lines<'a>>),
    /// Of a sheet.
    Rows(Rows<'a>),
}

impl<'a> Records<'a> {
    /// The records of a text, from its beginning.
    pub(super) fn new(source: Text<'a>, layout: Layout) -> Self {
        Self::Lines(Box::new(Lines::new(source, layout)))
    }

    /// The rows of a sheet.
    pub(super) fn of_sheet(table: &'a Table) -> Self {
        Self::Rows(table.rows())
    }

    /// How many bytes have been taken so far.
    pub(super) fn taken(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.taken(),
            Self::Rows(rows) => rows.taken(),
        }
    }

    /// Reads the next record into `record`; `false` at the end.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self, record: &mut Record) -> std::io::Result<bool> {
        match self {
            Self::Lines(lines) => lines.next(record),
            Self::Rows(rows) => Ok(rows.next(record)),
        }
    }

    /// Has the text ended without the end of its last line? Rows of a sheet are whole.
    pub(super) fn ends_open(&self) -> bool {
        match self {
            Self::Lines(lines) => lines.ends_open(),
            Self::Rows(_) => false,
        }
    }

    /// How much memory the text in hand takes.
    #[cfg(test)]
    pub(super) fn buffered(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.buffered(),
            Self::Rows(_) => 0,
        }
    }
}
