//! Workbooks of Excel 5 to 2003 (MS-XLS): `.xls`, read by calamine.
//!
//! calamine sets aside whatever the file claims and takes malformed records to be what they should be,
//! so [`guard`] walks the records first and lets nothing through that would cost more than the file is
//! worth; what still makes it panic is told as damage.

mod compound;
pub(super) use compound::SIGNATURE;
mod guard;

use super::book::{Extent, SheetName};
use super::format::{Order, Shown};
use super::merged::{Area, fill};
use super::table::{Builder, MAX_COLUMNS, Table};
use super::value::{Value, put};
use crate::refusal::Refusal;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls};
use guard::Hidden;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An open workbook: calamine holds all of its cells.
pub(super) struct Workbook {
    xls: Xls<Cursor<Vec<u8>>>,
    sheets: Vec<SheetName>,
    hidden: Vec<Hidden>,
}

impl Workbook {
    /// Reads all of it.
    ///
    /// # Errors
    /// [`Refusal`] for a workbook that is damaged, hostile, encrypted or has macros.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        let stream = compound::workbook(&bytes)?;
        let hidden = guard::check(&stream)?;
        drop(stream);
        let opened = catch_unwind(AssertUnwindSafe(|| Xls::new(Cursor::new(bytes))));
        let xls =
            opened.map_err(|_| Refusal::damaged("its records contradict each other"))?.map_err(Refusal::damaged)?;
        let mut sheets = Vec::new();
        for sheet in xls.sheets_metadata() {
            if sheet.typ == SheetType::WorkSheet {
                sheets.push(SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible });
            }
        }
        Ok(Self { xls, sheets, hidden })
    }

    /// Its worksheets, in their order.
    pub(super) fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The cells of a sheet.
    ///
    /// # Errors
    /// [`Refusal`] for a sheet past the bounds.
    pub(super) fn table(&mut self, at: usize, extent: Extent) -> Result<Table, Refusal> {
        let name = self.sheets.get(at).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let range = self.xls.worksheet_range(&name).map_err(Refusal::damaged)?;
        let hidden = self.hidden.get(at).cloned().unwrap_or_default();
        let mut into = Builder::new(&name);
        into.table().from_1904 = self.xls.has_1904_epoch();
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let first_column = usize::try_from(first_column).unwrap_or(usize::MAX);
        for (line, row) in (u64::from(first_row) + 1..=extent.rows()).zip(range.rows()) {
            for (column, cell) in (first_column..).zip(row) {
                put_cell(&mut into, column, cell)?;
            }
            into.end_row(line..line + 1, hidden.rows.contains(&line))?;
        }
        let merged = self.xls.merge_cells_by_sheet_name(&name).map_err(Refusal::damaged)?;
        let areas = merged.into_iter().take(Area::MOST).filter_map(area).collect();
        fill(into.finish(|column| hidden.columns.contains(&column)), areas)
    }
}

fn put_cell(into: &mut Builder, column: usize, cell: &Data) -> Result<(), Refusal> {
    let written;
    let value = match cell {
        Data::Empty => return Ok(()),
        Data::String(text) => Value::Text(text.into()),
        Data::Bool(truth) => Value::Truth(*truth),
        Data::Error(error) => Value::Fault(error.to_string().into()),
        Data::DateTimeIso(text) => Value::IsoDay(text),
        Data::DurationIso(text) => Value::Text(text.into()),
        Data::Int(number) => {
            written = number.to_string();
            Value::Number { raw: &written, shown: None }
        }
        // The shortest text that is the same double: what the file has stored, exactly.
        Data::Float(number) => {
            written = number.to_string();
            Value::Number { raw: &written, shown: None }
        }
        Data::DateTime(day) => {
            written = day.as_f64().to_string();
            let shown = if day.is_duration() { &Shown::Time } else { &Shown::Day(Order::Other) };
            Value::Number { raw: &written, shown: Some(shown) }
        }
    };
    let from_1904 = into.table().from_1904;
    put(into, column, value, from_1904)
}

fn area(merged: calamine::Dimensions) -> Option<Area> {
    let column = usize::try_from(merged.start.1).ok().filter(|column| *column < MAX_COLUMNS)?;
    let last_column = usize::try_from(merged.end.1).ok()?;
    Some(Area { column, last_column, first: u64::from(merged.start.0) + 1, last: u64::from(merged.end.0) + 1 })
}
