//! Workbooks of OpenDocument (ODF 1.2 and 1.3, part 3): `.ods`.
//!
//! Read by our own reader: calamine gives neither the currency of a cell nor hidden rows, and repeats
//! cells and blanks as often as the file says.

use super::book::{Extent, SheetName};
use super::format::{Order, Shown};
use super::merged::{Area, fill};
use super::table::{Builder, MAX_COLUMNS, MAX_ROWS, Table};
use super::value::{Value, put};
use super::xml::{Xml, add_text, attribute};
use crate::container::{Package, Part};
use crate::refusal::Refusal;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// The most that the content unpacks to.
const MAX_CONTENT: u64 = 512 * 1024 * 1024;
/// Sheets times content: some seconds of reading.
const MAX_WORK: u64 = 2 * 1024 * 1024 * 1024;
/// A row that is the same this many times is no row of a list.
const MAX_SAME: u64 = 1000;
/// Blanks that one element may stand for in a text.
const MAX_BLANKS: usize = 100;

/// An open workbook.
pub(super) struct Workbook<'a> {
    package: Package<'a>,
    sheets: Vec<SheetName>,
}

impl<'a> Workbook<'a> {
    /// Reads the names of its sheets.
    ///
    /// # Errors
    /// [`Refusal`] for a workbook that is damaged, hostile or encrypted.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Refusal> {
        let manifest = package.bytes("META-INF/manifest.xml", 8 * 1024 * 1024)?.unwrap_or_default();
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Refusal::Encrypted);
        }
        let sheets = names(&mut content(&mut package)?)?;
        // Each sheet is looked for from the beginning.
        let content = package.entries().iter().find(|entry| entry.name == "content.xml").map_or(0, |entry| entry.size);
        let times = u64::try_from(sheets.len()).unwrap_or(u64::MAX);
        if content.saturating_mul(times) > MAX_WORK {
            return Err(Refusal::Damaged(format!(
                "it has {times} sheets in {} MiB; give the list alone",
                content >> 20
            )));
        }
        Ok(Self { package, sheets })
    }

    /// Its sheets, in their order.
    pub(super) fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The cells of a sheet.
    ///
    /// # Errors
    /// [`Refusal`] for a sheet that is damaged or hostile.
    pub(super) fn table(&mut self, at: usize, extent: Extent) -> Result<Table, Refusal> {
        let name = self.sheets.get(at).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let mut xml = content(&mut self.package)?;
        let mut seen = 0;
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "table" => {
                    if seen == at {
                        return Sheet::new(&mut xml, &name).read(extent);
                    }
                    skip(&mut xml, "table")?;
                    seen += 1;
                }
                Event::Empty(e) if e.local_name().as_ref() == "table" => seen += 1,
                Event::Eof => return Ok(Builder::new(&name).finish(|_| false)),
                _ => {}
            }
        }
    }
}

fn content<'p, 'a>(package: &'p mut Package<'a>) -> Result<Xml<Part<'p, 'a>>, Refusal> {
    let missing = || Refusal::Damaged("it has no content.xml in it".into());
    Ok(Xml::new(package.part("content.xml", MAX_CONTENT)?.ok_or_else(missing)?))
}

/// The sheets, and which of them are hidden: a style says so.
fn names(xml: &mut Xml<Part<'_, '_>>) -> Result<Vec<SheetName>, Refusal> {
    let (mut sheets, mut hidden, mut style) = (Vec::new(), HashSet::new(), None);
    loop {
        let mut inside = false;
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "style" => style = attribute(&e, "name"),
            Event::Start(e) | Event::Empty(e)
                if e.local_name().as_ref() == "table-properties"
                    && attribute(&e, "display").is_some_and(|display| display == "false") =>
            {
                hidden.extend(style.take());
            }
            event @ (Event::Start(_) | Event::Empty(_)) if local_name(&event) == "table" => {
                inside = matches!(event, Event::Start(_));
                if let Event::Start(e) | Event::Empty(e) = &event {
                    let is_hidden = attribute(e, "style-name").is_some_and(|style| hidden.contains(&style));
                    sheets.push(SheetName { name: attribute(e, "name").unwrap_or_default(), hidden: is_hidden });
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        if inside {
            skip(xml, "table")?;
        }
    }
}

fn local_name(event: &Event<'_>) -> String {
    match event {
        Event::Start(e) | Event::Empty(e) => e.local_name().as_ref().to_owned(),
        _ => String::new(),
    }
}

/// Goes behind the end of an element that has been begun, however often it stands in itself.
fn skip(xml: &mut Xml<Part<'_, '_>>, name: &str) -> Result<(), Refusal> {
    let mut depth = 1_u32;
    while depth > 0 {
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == name => depth += 1,
            Event::End(e) if e.local_name().as_ref() == name => depth -= 1,
            Event::Eof => return Err(Refusal::Damaged(format!("it ends inside of a {name}"))),
            _ => {}
        }
    }
    Ok(())
}

/// A sheet while it is read.
struct Sheet<'x, 'p, 'a> {
    xml: &'x mut Xml<Part<'p, 'a>>,
    into: Builder,
    /// The line of the row at hand, from 1.
    line: u64,
    column: usize,
    columns: usize,
    hidden: Vec<(usize, usize)>,
    merged: Vec<Area>,
    text: String,
}

/// What a row or cell says of itself.
struct Tag {
    times: usize,
    rows: u64,
    columns: usize,
    hidden: bool,
    kind: String,
    value: Option<String>,
    currency: String,
    formula: bool,
    error: bool,
}

impl Tag {
    fn of(element: &BytesStart<'_>) -> Self {
        let number = |name| attribute(element, name).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1).max(1);
        let kind = attribute(element, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(element, "date-value"),
            "boolean" => attribute(element, "boolean-value"),
            "string" => attribute(element, "string-value"),
            "time" => attribute(element, "time-value"),
            _ => attribute(element, "value"),
        };
        let repeated = if element.local_name().as_ref() == "table-row" {
            "number-rows-repeated"
        } else {
            "number-columns-repeated"
        };
        let mut all = element.attributes();
        let error =
            all.with_checks(false).flatten().any(|a| a.key.as_ref() == "calcext:value-type" && &*a.value == "error");
        Self {
            times: number(repeated),
            rows: u64::try_from(number("number-rows-spanned")).unwrap_or(1),
            columns: number("number-columns-spanned"),
            hidden: attribute(element, "visibility").is_some_and(|v| v != "visible"),
            value,
            currency: attribute(element, "currency").unwrap_or_default(),
            formula: attribute(element, "formula").is_some(),
            error,
            kind,
        }
    }
}

impl<'x, 'p, 'a> Sheet<'x, 'p, 'a> {
    fn new(xml: &'x mut Xml<Part<'p, 'a>>, name: &str) -> Self {
        let (hidden, merged, text) = (Vec::new(), Vec::new(), String::new());
        Self { xml, into: Builder::new(name), line: 1, column: 0, columns: 0, hidden, merged, text }
    }

    fn read(mut self, extent: Extent) -> Result<Table, Refusal> {
        while self.line <= extent.rows() && self.step()? {}
        let hidden = self.hidden;
        let is_hidden = |column: usize| hidden.iter().any(|(from, to)| (*from..*to).contains(&column));
        fill(self.into.finish(is_hidden), self.merged)
    }

    fn step(&mut self) -> Result<bool, Refusal> {
        let (name, tag, empty) = match self.xml.next()? {
            Event::Start(e) => (e.local_name().as_ref().to_owned(), Tag::of(&e), false),
            Event::Empty(e) => (e.local_name().as_ref().to_owned(), Tag::of(&e), true),
            Event::End(e) if e.local_name().as_ref() == "table" => return Ok(false),
            Event::Eof => return Err(Refusal::Damaged("it ends inside of a sheet".into())),
            _ => return Ok(true),
        };
        match name.as_str() {
            "table-column" => {
                if tag.hidden {
                    self.hidden.push((self.columns, self.columns.saturating_add(tag.times)));
                }
                self.columns = self.columns.saturating_add(tag.times);
            }
            "table-row" => self.row(&tag, empty)?,
            // Pictures, charts and the sheets inside of them.
            "shapes" | "table" if !empty => skip(self.xml, &name)?,
            _ => {}
        }
        Ok(true)
    }

    fn row(&mut self, row: &Tag, empty: bool) -> Result<(), Refusal> {
        self.column = 0;
        let filled = !empty && self.cells()?;
        let times = u64::try_from(row.times).unwrap_or(MAX_ROWS).min(MAX_ROWS);
        if filled && times > MAX_SAME {
            return Err(Refusal::Damaged(format!("row {} stands there {times} times", self.line)));
        }
        self.into.end_row(self.line..self.line + if filled { times } else { 1 }, row.hidden)?;
        self.line += times;
        Ok(())
    }

    /// Takes the cells of a row that has been begun; says whether anything is in them.
    fn cells(&mut self) -> Result<bool, Refusal> {
        let mut filled = false;
        loop {
            let (tag, name, empty) = match self.xml.next()? {
                Event::Start(e) => (Tag::of(&e), e.local_name().as_ref().to_owned(), false),
                Event::Empty(e) => (Tag::of(&e), e.local_name().as_ref().to_owned(), true),
                Event::End(e) if e.local_name().as_ref() == "table-row" => return Ok(filled),
                Event::Eof => return Err(Refusal::Damaged("it ends inside of a row".into())),
                _ => continue,
            };
            if matches!(name.as_str(), "table-cell" | "covered-table-cell") {
                filled |= self.cell(&tag, &name, empty)?;
            }
        }
    }

    /// Takes a cell; says whether anything is in it.
    fn cell(&mut self, tag: &Tag, name: &str, empty: bool) -> Result<bool, Refusal> {
        self.text.clear();
        if !empty {
            self.texts(name)?;
        }
        let first = self.column;
        self.column = self.column.saturating_add(tag.times);
        let has_value = tag.value.is_some() || !self.text.is_empty();
        if !has_value && !tag.formula {
            return Ok(false);
        }
        if tag.rows > 1 && first < MAX_COLUMNS && self.merged.len() < Area::MOST {
            let last = self.line.saturating_add(tag.rows - 1).min(MAX_ROWS);
            let last_column = first.saturating_add(tag.columns - 1);
            self.merged.push(Area { column: first, last_column, first: self.line, last });
        }
        for column in first..self.column.min(MAX_COLUMNS + 1) {
            let text = self.text.as_str();
            let money;
            let value = match (tag.kind.as_str(), tag.value.as_deref()) {
                _ if tag.error => Value::Fault(text.to_owned().into()),
                _ if tag.formula && !has_value => Value::Fault(
                    "a formula without its value; open the file in a spreadsheet program and save it".into(),
                ),
                ("currency", Some(raw)) => {
                    money = Shown::Money(tag.currency.clone());
                    Value::Number { raw, shown: Some(&money) }
                }
                ("percentage", Some(raw)) => Value::Number { raw, shown: Some(&Shown::Percent) },
                ("float", Some(raw)) => Value::Number { raw, shown: None },
                ("boolean", Some(raw)) => Value::Truth(raw.eq_ignore_ascii_case("true")),
                ("date", Some(raw)) => {
                    note_order(&mut self.into, raw, text);
                    Value::IsoDay(raw)
                }
                ("string", Some(own)) if text.is_empty() => Value::Text(own.into()),
                _ => Value::Text(text.into()),
            };
            put(&mut self.into, column, value, false)?;
        }
        Ok(true)
    }

    /// The paragraphs of a cell, without notes and pictures.
    fn texts(&mut self, name: &str) -> Result<(), Refusal> {
        let mut paragraphs = 0_u32;
        loop {
            let mut aside = None;
            match self.xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "p" => {
                        self.text.push_str(if paragraphs > 0 { "\n" } else { "" });
                        paragraphs += 1;
                    }
                    inner @ ("annotation" | "frame" | "table" | "custom-shape" | "ruby-text") => {
                        aside = Some(inner.to_owned())
                    }
                    _ => {}
                },
                Event::Empty(e) => match e.local_name().as_ref() {
                    "s" => {
                        let count = attribute(&e, "c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                        self.text.extend(std::iter::repeat_n(' ', count.min(MAX_BLANKS)));
                    }
                    "tab" => self.text.push('\t'),
                    "line-break" => self.text.push('\n'),
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == name => return Ok(()),
                Event::Eof => return Err(Refusal::Damaged("it ends inside of a cell".into())),
                event if paragraphs > 0 => add_text(&event, &mut self.text)?,
                _ => {}
            }
            if let Some(aside) = aside {
                skip(self.xml, &aside)?;
            }
        }
    }
}

/// What a day is shown as says which number comes first, where they differ.
fn note_order(into: &mut Builder, iso: &str, shown: &str) {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let (month, day) = (number(iso.get(5..7)), number(iso.get(8..10)));
    let digits = shown.bytes().take_while(u8::is_ascii_digit).count();
    let first = number(shown.get(..digits).filter(|digits| digits.len() <= 2));
    if month != day && first.is_some() {
        let days = &mut into.table().days;
        let order = if first == day {
            Order::DayFirst
        } else if first == month {
            Order::MonthFirst
        } else {
            Order::Other
        };
        days.day_first += u64::from(order == Order::DayFirst);
        days.month_first += u64::from(order == Order::MonthFirst);
    }
}
