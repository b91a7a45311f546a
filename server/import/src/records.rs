//! The records of a list, whatever it is written in: lines of text, or rows of a sheet.

use super::encoding::Text;
pub(super) use super::lines::Layout;
use super::lines::Lines;
pub(super) use super::record::{Flaw, MAX_RECORD, Record};
use super::sheet::{Rows, Table};

/// One record after another.
pub(super) struct Records<'a> {
    /// Headings that the list does not have itself: they come first.
    headings: Option<Record>,
    of: Of<'a>,
}

/// Where records come from.
enum Of<'a> {
    /// A text.
    Lines(Box<Lines<'a>>),
    /// A sheet.
    Rows(Rows<'a>),
}

impl<'a> Records<'a> {
    /// The records of a text, from its beginning.
    pub(super) fn new(source: Text<'a>, layout: Layout) -> Self {
        Self { headings: None, of: Of::Lines(Box::new(Lines::new(source, layout))) }
    }

    /// The rows of a sheet.
    pub(super) fn of_sheet(table: &'a Table) -> Self {
        Self { headings: None, of: Of::Rows(table.rows()) }
    }

    /// Behind headings that the list does not have itself.
    pub(super) fn behind(self, headings: Option<Record>) -> Self {
        Self { headings, ..self }
    }

    /// How many bytes have been taken so far.
    pub(super) fn taken(&self) -> u64 {
        match &self.of {
            Of::Lines(lines) => lines.taken(),
            Of::Rows(rows) => rows.taken(),
        }
    }

    /// Reads the next record into `record`; `false` at the end.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self, record: &mut Record) -> std::io::Result<bool> {
        if let Some(headings) = self.headings.take() {
            *record = headings;
            return Ok(true);
        }
        match &mut self.of {
            Of::Lines(lines) => lines.next(record),
            Of::Rows(rows) => Ok(rows.next(record)),
        }
    }

    /// Has the text ended without the end of its last line? Rows of a sheet are whole.
    pub(super) fn ends_open(&self) -> bool {
        match &self.of {
            Of::Lines(lines) => lines.ends_open(),
            Of::Rows(_) => false,
        }
    }

    /// How much memory the text in hand takes.
    #[cfg(test)]
    pub(super) fn buffered(&self) -> usize {
        match &self.of {
            Of::Lines(lines) => lines.buffered(),
            Of::Rows(_) => 0,
        }
    }
}
