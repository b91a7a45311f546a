//! Workbooks of Office Open XML (ECMA-376, transitional and strict): `.xlsx`.
//!
//! Read by our own few hundred lines rather than by calamine, which sets aside what the file claims
//! (`uniqueCount`), keeps numbers as floats, and tells neither hidden rows nor the currency of a format.

mod cells;
mod parts;
mod strings;
mod styles;

use super::book::{Extent, SheetName};
use super::format::Shown;
use super::table::Table;
use crate::container::Package;
use crate::refusal::Refusal;
use parts::Parts;
use strings::Strings;

/// The most that a sheet unpacks to. 100,000 rows of 20 columns are about 90 MB.
const MAX_SHEET: u64 = 512 * 1024 * 1024;

/// An open workbook.
pub(super) struct Workbook<'a> {
    package: Package<'a>,
    parts: Parts,
    strings: Strings,
    shown: Vec<Shown>,
}

impl<'a> Workbook<'a> {
    /// Reads all but the cells.
    ///
    /// # Errors
    /// [`Refusal`] for a workbook that is damaged, hostile, or has macros.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Refusal> {
        if package.entries().iter().any(|entry| entry.name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
            return Err(Refusal::Macros);
        }
        let parts = parts::read(&mut package)?;
        let strings = strings::read(&mut package, &parts.strings)?;
        let shown = styles::read(&mut package, &parts.styles)?;
        Ok(Self { package, parts, strings, shown })
    }

    /// Its worksheets, in their order.
    pub(super) fn sheets(&self) -> &[SheetName] {
        &self.parts.sheets
    }

    /// The cells of a worksheet.
    ///
    /// # Errors
    /// [`Refusal`] for a sheet that is damaged or hostile.
    pub(super) fn table(&mut self, at: usize, extent: Extent) -> Result<Table, Refusal> {
        let missing = || Refusal::Damaged("a sheet that it names is not in it".into());
        let sheet = self.parts.sheets.get(at).ok_or_else(missing)?;
        let path = self.parts.paths.get(at).ok_or_else(missing)?;
        let part = self.package.part(path, MAX_SHEET)?.ok_or_else(missing)?;
        let look = cells::Look {
            strings: &self.strings,
            shown: &self.shown,
            from_1904: self.parts.from_1904,
            recalculates: self.parts.recalculates,
        };
        cells::read(part, &sheet.name, look, extent)
    }
}
