//! The cells of one worksheet.

use super::super::book::Extent;
use super::super::format::Shown;
use super::super::merged::{Area, fill};
use super::super::table::{Builder, MAX_COLUMNS, MAX_ROWS, Table};
use super::super::value::{Value, put};
use super::super::xml::{Xml, add_text, attribute, is_set};
use super::strings::{Strings, rich_text, unescaped};
use crate::refusal::Refusal;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// What the workbook says of the cells of all its sheets.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) strings: &'a Strings,
    pub(super) shown: &'a [Shown],
    pub(super) from_1904: bool,
    pub(super) recalculates: bool,
}

/// Where reading stands.
struct Sheet<'a, R> {
    xml: Xml<R>,
    look: Look<'a>,
    into: Builder,
    line: u64,
    row_hidden: bool,
    column: usize,
    hidden: Vec<(usize, usize)>,
    merged: Vec<Area>,
    text: String,
}

/// Reads a worksheet.
pub(super) fn read(part: impl Read, name: &str, look: Look<'_>, extent: Extent) -> Result<Table, Refusal> {
    let mut into = Builder::new(name);
    into.table().from_1904 = look.from_1904;
    let mut sheet = Sheet {
        xml: Xml::new(part),
        look,
        into,
        line: 0,
        row_hidden: false,
        column: 0,
        hidden: Vec::new(),
        merged: Vec::new(),
        text: String::new(),
    };
    while sheet.step(extent)? {}
    let hidden = sheet.hidden;
    let is_hidden = |column: usize| hidden.iter().any(|(from, to)| (*from..=*to).contains(&column));
    fill(sheet.into.finish(is_hidden), sheet.merged)
}

impl<R: Read> Sheet<'_, R> {
    /// Takes one event; `false` at the end.
    fn step(&mut self, extent: Extent) -> Result<bool, Refusal> {
        // What is needed of a tag is taken out of it before anything else is read.
        enum Step {
            Row,
            Cell(Cell),
            EndRow,
            Other,
        }
        let step = match self.xml.next()? {
            Event::Eof => return Ok(false),
            Event::End(e) if e.local_name().as_ref() == "row" => Step::EndRow,
            Event::Start(e) if e.local_name().as_ref() == "c" => Step::Cell(Cell::of(&e, false)),
            Event::Empty(e) if e.local_name().as_ref() == "c" => Step::Cell(Cell::of(&e, true)),
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "row" => {
                (self.line, self.row_hidden) = begin_row(&e, self.line)?;
                Step::Row
            }
            Event::Empty(e) | Event::Start(e) if e.local_name().as_ref() == "col" => {
                self.hidden.extend(hidden_columns(&e));
                Step::Other
            }
            Event::Empty(e) | Event::Start(e) if e.local_name().as_ref() == "mergeCell" => {
                let area = attribute(&e, "ref").and_then(|text| area(&text));
                self.merged.extend(area.filter(|_| self.merged.len() < Area::MOST));
                Step::Other
            }
            _ => Step::Other,
        };
        match step {
            Step::Row => self.column = 0,
            Step::Cell(cell) => self.cell(cell)?,
            Step::EndRow => {
                self.into.end_row(self.line..self.line + 1, self.row_hidden)?;
                return Ok(self.line < extent.rows());
            }
            Step::Other => {}
        }
        Ok(true)
    }

    fn cell(&mut self, cell: Cell) -> Result<(), Refusal> {
        if let Some(column) = cell.column {
            self.column = column;
        }
        let column = self.column;
        self.column += 1;
        if cell.empty {
            return Ok(());
        }
        self.text.clear();
        let (mut inside, mut has_value, mut formula) = (false, false, false);
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::End(e) if e.local_name().as_ref() == "c" => break,
                Event::Start(e) if e.local_name().as_ref() == "v" => (inside, has_value) = (true, true),
                Event::End(e) if e.local_name().as_ref() == "v" => inside = false,
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "f" => formula = true,
                Event::Start(e) if e.local_name().as_ref() == "is" => {
                    has_value = true;
                    rich_text(&mut self.xml, "is", &mut self.text)?;
                }
                Event::Eof => return Err(Refusal::Damaged("it ends in the middle of a cell".into())),
                other if inside => add_text(other, &mut self.text)?,
                _ => {}
            }
        }
        let value = value(self.look, &cell, &self.text, Stored { value: has_value, formula });
        put(&mut self.into, column, value, self.look.from_1904)
    }
}

/// What is stored in a cell.
#[derive(Clone, Copy)]
struct Stored {
    /// A value, perhaps an empty one.
    value: bool,
    /// A formula.
    formula: bool,
}

/// What is said of a formula that was never worked out.
const UNSOLVED: &str = "a formula without its value; open the file in a spreadsheet program and save it";

fn value<'s>(look: Look<'s>, cell: &Cell, text: &'s str, stored: Stored) -> Value<'s> {
    // Programs that write formulas without working them out leave nothing, or a zero.
    let is_zero = text.trim().parse::<i64>() == Ok(0);
    let nothing = !stored.value || (text.is_empty() && cell.kind != "str") || (is_zero && look.recalculates);
    if stored.formula && nothing {
        return Value::Fault(UNSOLVED.into());
    }
    match cell.kind.as_str() {
        "s" => match text.trim().parse().ok().and_then(|i| look.strings.get(i)) {
            Some(shared) => Value::Text(shared.into()),
            None => Value::Fault("a text that is missing in the file".into()),
        },
        "inlineStr" | "str" | "is" => Value::Text(unescaped(text)),
        "b" => Value::Truth(matches!(text.trim(), "1" | "true" | "TRUE")),
        "e" => Value::Fault(text.into()),
        "d" => Value::IsoDay(text),
        _ if text.trim().is_empty() => Value::Text("".into()),
        _ => Value::Number { raw: text, shown: cell.style.and_then(|style| look.shown.get(style)) },
    }
}

/// What a `<c>` says of itself.
struct Cell {
    column: Option<usize>,
    kind: String,
    style: Option<usize>,
    empty: bool,
}

impl Cell {
    fn of(element: &BytesStart<'_>, empty: bool) -> Self {
        let column = attribute(element, "r").and_then(|place| column_and_line(&place)).map(|(column, _)| column);
        let style = attribute(element, "s").and_then(|style| style.parse().ok());
        Self { column, kind: attribute(element, "t").unwrap_or_default(), style, empty }
    }
}

fn begin_row(element: &BytesStart<'_>, before: u64) -> Result<(u64, bool), Refusal> {
    let line = attribute(element, "r").and_then(|line| line.trim().parse().ok()).unwrap_or(before + 1);
    if line <= before || line > MAX_ROWS {
        return Err(Refusal::Damaged(format!("row {line} stands behind row {before}")));
    }
    Ok((line, is_set(element, "hidden")))
}

fn hidden_columns(element: &BytesStart<'_>) -> Option<(usize, usize)> {
    let end = |name| attribute(element, name)?.trim().parse::<usize>().ok()?.checked_sub(1);
    is_set(element, "hidden").then(|| Some((end("min")?, end("max")?)))?
}

/// `AB12` is column 27 (from 0) and line 12.
fn column_and_line(place: &str) -> Option<(usize, u64)> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, line) = place.split_at_checked(letters).filter(|(column, _)| (1..=4).contains(&column.len()))?;
    let number = column.bytes().fold(0, |n, b| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((number.checked_sub(1)?, line.parse().ok()?))
}

/// `A1:B2`
fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':')?;
    let ((column, first), (last_column, last)) = (column_and_line(from)?, column_and_line(to)?);
    (column < MAX_COLUMNS).then_some(Area { column, last_column, first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(column_and_line("A1"), Some((0, 1)));
        assert_eq!(column_and_line("AB12"), Some((27, 12)));
        assert_eq!(column_and_line("xfd1048576"), Some((16_383, 1_048_576)));
        for none in ["", "1", "A", "A-1", "ABCDE1", "Ñ1"] {
            assert_eq!(column_and_line(none), None, "{none}");
        }
    }
}
