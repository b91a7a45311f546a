//! The sheet of a workbook that holds the list.

use super::Format;
use super::part::{Content, FilePart};
use crate::columns::Columns;
use crate::field::Field;
use crate::options::Options;
use crate::outcome::{Code, Finding};
use crate::question::{Question, ReadError};
use crate::record::Record;
use crate::sheet::{Glance, Table, Workbook};
use crate::survey::{document_key, shape};
use std::collections::HashSet;

/// The headings are looked for in this many rows that have anything in them.
const HEADER_WITHIN: usize = 100;

/// The parts of a workbook `name` that hold its list, mostly one, and what there is to tell of other sheets. Sheets of one
/// shape that have no document twice, as one a customer or a branch, are one list. `of_file` is how many bytes the file has.
///
/// # Errors
/// [`ReadError::Ask`] where several sheets hold a list of their own, or the one that was asked for is not there.
pub(super) fn choose<'a>(
    mut workbook: Workbook<'_>,
    (name, format): (Option<&str>, Format),
    of_file: u64,
    options: &Options,
) -> Result<Vec<FilePart<'a>>, ReadError> {
    let (all, mut told) = which(&mut workbook, options)?;
    let mut tables = Vec::with_capacity(all.len());
    for at in all {
        let mut table = workbook.table(at)?;
        table.of_file = of_file;
        tables.push(table);
    }
    if tables.len() > 1 && !are_one_list(&tables)? {
        return Err(several(tables.iter().map(|table| table.name.as_str())));
    }
    let one = tables.len() == 1;
    let part = |table: Table| {
        let name = if one { name.map(str::to_owned) } else { Some(short(&table.name)) };
        FilePart { name, format, content: Content::Sheet { table, told: std::mem::take(&mut told) } }
    };
    Ok(tables.into_iter().map(part).collect())
}

fn several<'n>(names: impl Iterator<Item = &'n str>) -> ReadError {
    ReadError::Ask(vec![Question::Sheets { sheets: names.map(short).collect() }])
}

/// Have the sheets the same headings, and none of them a number that another one has? Months of one account have.
fn are_one_list(tables: &[Table]) -> Result<bool, ReadError> {
    let Some((first, others)) = tables.split_first() else { return Ok(false) };
    let shape = shape::of_sheet(first)?;
    for table in others {
        if shape::of_sheet(table)? != shape {
            return Ok(false);
        }
    }
    let mut seen = HashSet::new();
    for table in tables {
        let numbers = numbers_of(table);
        if numbers.iter().any(|number| seen.contains(number)) {
            return Ok(false);
        }
        seen.extend(numbers);
    }
    Ok(true)
}

/// The numbers of documents in a sheet, with their series, as hashes.
fn numbers_of(table: &Table) -> HashSet<u64> {
    let (mut rows, mut record, mut columns) = (table.rows(), Record::default(), None::<Columns>);
    let mut numbers = HashSet::new();
    while rows.next(&mut record) {
        let Some(columns) = &columns else {
            let read = Columns::read(record.cells(), &[]);
            columns = is_list(&read).then_some(read);
            continue;
        };
        let number = columns.cell(Field::InvoiceNumber, &record);
        if !number.is_empty() {
            numbers.insert(document_key([number, &columns.series(&record), columns.cell(Field::Kind, &record)]));
        }
    }
    numbers
}

/// Has it a number of documents, an amount, and a third field?
fn is_list(columns: &Columns) -> bool {
    let money = Field::ALL.into_iter().any(|field| field.is_money() && columns.has(field));
    columns.has(Field::InvoiceNumber) && money && columns.score() >= 3
}

fn which(workbook: &mut Workbook<'_>, options: &Options) -> Result<(Vec<usize>, Vec<Finding>), ReadError> {
    let glances = workbook.glances()?;
    if let Some(sheet) = &options.sheet {
        let at = named(&glances, sheet).ok_or_else(|| unknown(&glances, sheet))?;
        return Ok((vec![at], Vec::new()));
    }
    let scores: Vec<Score> = glances.iter().map(|glance| score(&glance.table, options)).collect();
    let lists = |hidden: bool| {
        let of = glances
            .iter()
            .zip(&scores)
            .enumerate()
            .filter(move |(_, (glance, score))| glance.hidden == hidden && score.is_list);
        of.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let (shown, hidden) = (lists(false), lists(true));
    let read = match (shown.as_slice(), hidden.as_slice()) {
        ([only], _) | ([], [only]) => vec![*only],
        ([], []) => vec![best(&glances, &scores).ok_or(ReadError::Empty)?],
        ([], sheets) => {
            return Err(several(sheets.iter().filter_map(|at| glances.get(*at)).map(|glance| glance.name.as_str())));
        }
        (sheets, _) => sheets.to_vec(),
    };
    let passed_over = hidden.into_iter().filter(|hidden| !read.contains(hidden)).filter_map(|at| glances.get(at));
    let told: Vec<Finding> = passed_over
        .map(|glance| Finding {
            line: 1,
            code: Code::HiddenSheet,
            field: None,
            message: format!("the hidden sheet `{}` holds a list too; it is not read", short(&glance.name)).into(),
        })
        .collect();
    Ok((read, told))
}

fn named(glances: &[Glance], sheet: &str) -> Option<usize> {
    let exact = glances.iter().position(|glance| glance.name == sheet);
    exact.or_else(|| glances.iter().position(|glance| glance.name.trim().to_lowercase() == sheet.trim().to_lowercase()))
}

fn unknown(glances: &[Glance], sheet: &str) -> ReadError {
    let sheets = glances.iter().map(|glance| short(&glance.name)).collect();
    ReadError::Ask(vec![Question::UnknownSheet { sheet: short(sheet), sheets }])
}

/// What a sheet's best row of headings says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Score {
    /// Has it a number of documents and an amount?
    is_list: bool,
    fields: usize,
}

fn score(table: &Table, options: &Options) -> Score {
    let (mut rows, mut record, mut best) = (table.rows(), Record::default(), Score::default());
    let mut seen = 0;
    while seen < HEADER_WITHIN && rows.next(&mut record) {
        if record.is_blank() {
            continue;
        }
        seen += 1;
        let columns = Columns::read(record.cells(), &options.wishes);
        let fields = columns.score();
        if fields > best.fields {
            best = Score { is_list: is_list(&columns), fields };
        }
    }
    best
}

/// Where no sheet is surely a list, the one that is most like one; questions follow from it.
fn best(glances: &[Glance], scores: &[Score]) -> Option<usize> {
    let filled = glances.iter().zip(scores).enumerate().filter(|(_, (glance, _))| glance.table.width > 0);
    let rank = |(at, (glance, score)): &(usize, (&Glance, &Score))| (!glance.hidden, score.fields, usize::MAX - at);
    filled.max_by_key(rank).map(|(at, _)| at)
}

fn short(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect()
}
