//! Cells that are merged over several rows: what stands in the first belongs to all of them.
//!
//! A customer's name beside three invoices is the name of all three. A number is not copied: a sum
//! over two rows is not owed twice, so those cells say that they are merged, and their rows are refused.

use super::table::{Builder, MAX_COLUMNS, Table};
use crate::record::{Kind, Record};
use crate::refusal::Refusal;

/// Cells that are merged; columns count from 0, lines from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) column: usize,
    pub(super) last_column: usize,
    pub(super) first: u64,
    pub(super) last: u64,
}

impl Area {
    /// More of them than this are not looked at.
    pub(super) const MOST: usize = 200_000;

    /// As many may go through one row; a sheet has this many columns.
    const AT_ONCE: usize = MAX_COLUMNS;
}

/// What is said of a cell that is merged with a number above it.
const MERGED: &str = "merged with the number above it; undo the merging, and give each row its own";

/// What an area shows while its rows go by.
struct Shown {
    area: Area,
    kind: Kind,
    text: String,
}

/// Fills the cells below the first of each merged area.
pub(super) fn fill(table: Table, mut areas: Vec<Area>) -> Result<Table, Refusal> {
    areas.retain(|area| area.last > area.first);
    if areas.is_empty() {
        return Ok(table);
    }
    areas.sort_unstable_by_key(|area| std::cmp::Reverse(area.first));
    let mut filled = Builder::new(&table.name);
    let (mut rows, mut record, mut shown) = (table.rows(), Record::default(), Vec::<Shown>::new());
    while rows.next(&mut record) {
        shown.retain(|shown| shown.area.last >= record.line);
        while let Some(area) = areas.pop_if(|area| area.first <= record.line) {
            let text = record.get(area.column).filter(|_| area.first == record.line).unwrap_or("").to_owned();
            if shown.len() >= Area::AT_ONCE {
                continue;
            }
            shown.push(Shown { kind: record.kind(area.column), area, text });
        }
        for column in 0..record.len() {
            let text = record.get(column).unwrap_or("");
            let above = shown.iter().find(|s| s.area.column == column && s.area.first < record.line);
            // A row that has nothing of its own stays empty.
            let above = above.filter(|above| text.is_empty() && !above.text.is_empty() && !record.is_blank());
            let (kind, text, sign) = match above {
                Some(Shown { kind: Kind::Number, .. }) => (Kind::Fault, MERGED, ""),
                Some(above) => (above.kind, above.text.as_str(), ""),
                None => (record.kind(column), text, record.sign(column).unwrap_or("")),
            };
            filled.cell(column, kind, text, sign)?;
        }
        filled.end_row(record.line..record.line + 1, false)?;
    }
    let mut filled = filled.finish(|_| false);
    (filled.hidden_rows, filled.hidden_columns) = (table.hidden_rows, table.hidden_columns);
    (filled.days, filled.from_1904) = (table.days, table.from_1904);
    Ok(filled)
}
