//! The sheet of a workbook that holds the list.

use super::part::Content;
use crate::columns::Columns;
use crate::field::Field;
use crate::options::Options;
use crate::outcome::{Code, Finding};
use crate::question::{Question, ReadError};
use crate::record::Record;
use crate::sheet::{Glance, Table, Workbook};

/// The headings are looked for in this many rows that have anything in them.
const HEADER_WITHIN: usize = 100;

/// The list's sheet, and what there is to tell of the others. `of_file` is how many bytes the file has.
///
/// # Errors
/// [`ReadError::Ask`] where several sheets hold one, or the one that was asked for is not there.
pub(super) fn choose<'a>(
    mut workbook: Workbook<'_>,
    of_file: u64,
    options: &Options,
) -> Result<Content<'a>, ReadError> {
    let (at, told) = which(&mut workbook, options)?;
    let mut table = workbook.table(at)?;
    table.of_file = of_file;
    Ok(Content::Sheet { table, told })
}

fn which(workbook: &mut Workbook<'_>, options: &Options) -> Result<(usize, Vec<Finding>), ReadError> {
    let glances = workbook.glances()?;
    if let Some(sheet) = &options.sheet {
        let at = named(&glances, sheet).ok_or_else(|| unknown(&glances, sheet))?;
        return Ok((at, Vec::new()));
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
    let at = match (shown.as_slice(), hidden.as_slice()) {
        ([only], _) | ([], [only]) => *only,
        ([], []) => best(&glances, &scores).ok_or(ReadError::Empty)?,
        ([], several) | (several, _) => {
            let sheets = several.iter().filter_map(|at| glances.get(*at)).map(|glance| short(&glance.name)).collect();
            return Err(ReadError::Ask(vec![Question::Sheets { sheets }]));
        }
    };
    let passed_over = hidden.into_iter().filter(|hidden| *hidden != at).filter_map(|at| glances.get(at));
    let told = passed_over.map(|glance| Finding {
        line: 1,
        code: Code::HiddenSheet,
        field: None,
        message: format!("the hidden sheet `{}` holds a list too; it is not read", short(&glance.name)).into(),
    });
    Ok((at, told.collect()))
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
        let money = Field::ALL.into_iter().any(|field| field.is_money() && columns.has(field));
        let fields = columns.score();
        if fields > best.fields {
            best = Score { is_list: columns.has(Field::InvoiceNumber) && money && fields >= 3, fields };
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
