//! Workbooks: the sheet that holds the list becomes a [`Table`], whatever program wrote it.

mod book;
mod format;
mod merged;
mod number;
mod ods;
mod table;
mod value;
mod xls;
mod xlsx;
mod xml;

use super::container::Package;
use super::refusal::Refusal;
use book::{Book, Extent};
pub(super) use table::{DayOrder, Rows, Table};

/// The most bytes of a workbook of Excel 5 to 2003, which is held in memory.
pub(super) const MAX_XLS: u64 = 32 * 1024 * 1024;

/// What the first rows of all sheets take at most.
const MAX_BEGINNINGS: u64 = 32 * 1024 * 1024;

/// How a compound file begins, in which workbooks of old stand.
pub(super) const COMPOUND_FILE: [u8; 8] = xls::SIGNATURE;

/// An open workbook.
pub(super) struct Workbook<'a>(Book<'a>);

/// The beginning of a sheet, to see what it is.
pub(super) struct Glance {
    /// Its name.
    pub(super) name: String,
    /// Is it hidden?
    pub(super) hidden: bool,
    /// Its first rows.
    pub(super) table: Table,
}

impl<'a> Workbook<'a> {
    /// `.xlsx`
    pub(super) fn xlsx(package: Package<'a>) -> Result<Self, Refusal> {
        Ok(Self(Book::Xlsx(Box::new(xlsx::Workbook::open(package)?))))
    }

    /// `.ods`
    pub(super) fn ods(package: Package<'a>) -> Result<Self, Refusal> {
        Ok(Self(Book::Ods(ods::Workbook::open(package)?)))
    }

    /// `.xls`
    pub(super) fn xls(bytes: Vec<u8>) -> Result<Self, Refusal> {
        Ok(Self(Book::Xls(xls::Workbook::open(bytes)?)))
    }

    /// The beginnings of all sheets.
    ///
    /// # Errors
    /// [`Refusal`] for one that is damaged or hostile.
    pub(super) fn glances(&mut self) -> Result<Vec<Glance>, Refusal> {
        let sheets = self.0.sheets().to_vec();
        let (mut glances, mut bytes) = (Vec::new(), 0);
        for (at, sheet) in sheets.into_iter().enumerate() {
            let table = self.0.table(at, Extent::Beginning)?;
            bytes += table.bytes();
            if bytes > MAX_BEGINNINGS {
                let mebibytes = MAX_BEGINNINGS >> 20;
                return Err(Refusal::TooLarge { what: "what its sheets begin with".into(), mebibytes });
            }
            glances.push(Glance { name: sheet.name, hidden: sheet.hidden, table });
        }
        Ok(glances)
    }

    /// All of a sheet.
    ///
    /// # Errors
    /// [`Refusal`] for one that is damaged or hostile.
    pub(super) fn table(&mut self, at: usize) -> Result<Table, Refusal> {
        self.0.table(at, Extent::Whole)
    }
}
