//! What every kind of workbook gives.

use super::table::{MAX_ROWS, Table};
use super::{ods, xls, xlsx};
use crate::refusal::Refusal;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetName {
    /// As it stands on its tab.
    pub(super) name: String,
    /// Is the tab hidden?
    pub(super) hidden: bool,
}

/// How much of a sheet is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All.
    Whole,
    /// As many rows as the headings are looked for in.
    Beginning,
}

impl Extent {
    /// Rows after which reading ends.
    pub(super) const fn rows(self) -> u64 {
        match self {
            Self::Whole => MAX_ROWS,
            Self::Beginning => 120,
        }
    }
}

/// An open workbook of any kind.
pub(super) enum Book<'a> {
    Xlsx(Box<xlsx::Workbook<'a>>),
    Ods(ods::Workbook<'a>),
    Xls(xls::Workbook),
}

impl Book<'_> {
    /// Its sheets, in their order.
    pub(super) fn sheets(&self) -> &[SheetName] {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Ods(book) => book.sheets(),
            Self::Xls(book) => book.sheets(),
        }
    }

    /// The cells of a sheet.
    ///
    /// # Errors
    /// [`Refusal`] for a sheet that is damaged or hostile.
    pub(super) fn table(&mut self, at: usize, extent: Extent) -> Result<Table, Refusal> {
        match self {
            Self::Xlsx(book) => book.table(at, extent),
            Self::Ods(book) => book.table(at, extent),
            Self::Xls(book) => book.table(at, extent),
        }
    }
}
