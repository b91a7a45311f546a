//! Lists without a line of headings: their columns go by their places, and no row of theirs is taken for headings.

use super::header::Header;
use crate::columns::{Columns, Wish};
use crate::options::Options;
use crate::record::{Kind, Record};
use crate::records::Layout;

/// What a column is called that has no heading.
pub(crate) fn name_of(at: usize) -> String {
    format!("column {}", at + 1)
}

/// Headings for a list whose first row with anything in it this is, where the person said by place, or by what stands in
/// that row, which columns count.
pub(super) fn header(first: &Record, layout: Layout, options: &Options) -> Option<Header> {
    let mut record = Record::default();
    (0..first.len()).for_each(|at| record.push(Kind::Text, &name_of(at), ""));
    let place = |wish: &Wish| {
        let said = wish.heading.as_deref()?.trim();
        let by_name = (0..first.len()).find(|at| name_of(*at) == said);
        by_name.or_else(|| first.cells().position(|cell| cell.trim() == said))
    };
    let by_place =
        |wish: &Wish| Wish { field: wish.field, heading: place(wish).map(name_of).or_else(|| wish.heading.clone()) };
    let wishes: Vec<Wish> = options.wishes.iter().map(by_place).collect();
    let columns = Columns::read(record.cells(), &wishes);
    (columns.score() >= 2).then_some(Header { layout, record, preamble: 0, columns, is_ours: true })
}
