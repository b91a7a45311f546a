//! The first pass: what kind of file this is, decided once, over all of it.
//!
//! Encoding, separators, headings, the order of day and month, the decimal mark, what `$` means, what the words in a column
//! mean and by what customers are told apart are settled here or asked; the second pass ([`crate::rows`]) only applies them.

mod currency;
mod customers;
mod evidence;
mod header;
mod lexicon;
mod numbering;
mod sides;
mod stated_day;
mod understood;

pub(crate) use currency::NoCurrency;
pub use customers::RefusedColumn;
pub(crate) use customers::name_hash;
pub(crate) use lexicon::{Answer, Lexicon};
pub use numbering::Numbers;
pub(crate) use numbering::document_key;
pub use understood::{FileKind, Understood, UnusedColumn, UsedColumn};

use crate::columns::{Columns, MAX_COLUMNS};
use crate::dates::DateRules;
use crate::encoding::{self, Text};
use crate::field::Field;
use crate::item::Identity;
use crate::numbers::DecimalMark;
use crate::options::Options;
use crate::outcome::{Code, Finding};
use crate::question::{Question, ReadError, shown};
use crate::records::{Layout, Record, Records};
use domain::tax_id::Offices;
use encoding_rs::Encoding;
use evidence::Evidence;
use header::Header;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Where the bytes are. It is opened three times: once for the encoding, once for each pass.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// In a file, which must not change while it is read.
    File(&'a Path),
}

impl<'a> Source<'a> {
    pub(super) fn open(self) -> std::io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(bytes),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }
}

/// The header line is looked for in this many records.
const HEADER_WITHIN: usize = 100;

/// How much text is looked at to find separators and header.
const SAMPLE: usize = 256 * 1024;

/// What was recognised, in the words of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Detect {
    /// `utf-8`, `windows-1252`, `utf-16le` …
    pub encoding: String,
    /// Does the file begin with a byte-order mark?
    pub bom: bool,
    /// Between cells: the character, or `TAB`.
    pub delimiter: String,
    /// Before the decimals.
    pub decimal: char,
    /// Between thousands; `U+00A0` for what cannot be seen, `a or b` for several.
    pub thousands: String,
    /// `CRLF`, `LF` or `CR`.
    pub line_ending: &'static str,
    /// As [`crate::DateFormat`] writes itself.
    pub date_format: String,
    /// The physical line of the headings.
    pub header_line: u64,
}

/// All that is known of a file before its rows are read.
#[derive(Debug, Clone)]
pub struct Survey {
    /// What was recognised.
    pub detect: Detect,
    /// What the file was understood to be: kind, identity of customers, columns.
    pub understood: Understood,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many records follow the headings, blank ones too.
    pub records: u64,
    pub(super) options: Options,
    pub(super) encoding: &'static Encoding,
    pub(super) layout: Layout,
    pub(super) header: Record,
    pub(super) preamble: u64,
    pub(super) columns: Columns,
    pub(super) dates: DateRules,
    pub(super) decimal: DecimalMark,
    pub(super) dollar_used: bool,
    pub(super) lexicon: Lexicon,
    pub(super) offices: Offices,
    /// Names that several customers of the file have.
    pub(super) shared_names: HashSet<u64>,
    /// Documents whose parts do not stand together.
    pub(super) scattered: HashSet<u64>,
    /// Do the customers stand in rows of their own, above those of their documents?
    pub(super) customers_above: bool,
}

/// Reads all of `source` once and settles how it is to be read.
///
/// # Errors
/// [`ReadError::Ask`] with every question at once where the file leaves something open; the others
/// where there is nothing to read.
pub fn survey(source: Source<'_>, options: &Options) -> Result<Survey, ReadError> {
    let found = encoding::detect(source.open()?)?;
    let encoding = options.encoding.unwrap_or(found.encoding);
    let mut questions = Vec::new();
    if found.stray > 0 && options.encoding.is_none() {
        questions.push(Question::Encoding { bytes: found.stray });
    }
    let sample = header::sample(source, encoding)?;
    if sample.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let (newline, line_ending) = header::line_ending(&sample);
    let Some(header) = header::find_header(&sample, newline, options)? else {
        let columns = header::first_cells(&sample, newline)?;
        return Err(ReadError::Ask(vec![Question::NoHeader { columns }]));
    };
    if header.record.len() > MAX_COLUMNS {
        return Err(ReadError::TooManyColumns { line: header.record.line });
    }
    let Header { layout, record: header, preamble, mut columns } = header;
    let (mut evidence, count) = first_pass(source, encoding, layout, preamble, &columns, options)?;

    let settled = evidence.settle(&mut columns, options);
    questions.extend(settled.questions);
    questions.extend(about_columns(&columns, options, settled.customers_above));
    let date_format = evidence.date_format(options, &mut questions);
    let decimal = evidence.decimal(options, &mut questions);
    questions.extend(evidence.money_questions());
    if !questions.is_empty() {
        return Err(ReadError::Ask(questions));
    }
    let dates = evidence.dates.rules(date_format);
    let mut understood = settled.understood;
    understood.as_of = stated_day::find(&evidence.preamble, dates);
    let detect = Detect {
        encoding: encoding.name().to_ascii_lowercase(),
        bom: found.bom,
        delimiter: if layout.delimiter == b'\t' { "TAB".into() } else { char::from(layout.delimiter).to_string() },
        decimal: decimal.as_char(),
        thousands: evidence.numbers.thousands(decimal),
        line_ending,
        date_format: date_format.to_string(),
        header_line: header.line,
    };
    Ok(Survey {
        detect,
        understood,
        bytes: found.bytes,
        records: count.saturating_sub(preamble + 1),
        options: options.clone(),
        encoding,
        layout,
        header,
        preamble,
        offices: columns.offices(options.house()),
        columns,
        dates,
        decimal,
        dollar_used: evidence.dollar_used,
        lexicon: settled.lexicon,
        shared_names: settled.shared_names,
        scattered: settled.scattered,
        customers_above: settled.customers_above,
    })
}

fn first_pass(
    source: Source<'_>,
    encoding: &'static Encoding,
    layout: Layout,
    preamble: u64,
    columns: &Columns,
    options: &Options,
) -> std::io::Result<(Evidence, u64)> {
    let mut evidence = Evidence::of(columns);
    let mut records = Records::new(Text::new(source.open()?, encoding), layout);
    let (mut record, mut count) = (Record::default(), 0_u64);
    while records.next(&mut record)? {
        count += 1;
        if record.flaw.is_some() || record.is_blank() {
            continue;
        }
        if count <= preamble {
            evidence.add_preamble(&record);
        } else if count > preamble + 1 {
            evidence.weigh(&record, count, columns, options);
        }
    }
    Ok((evidence, count))
}

impl Survey {
    /// Heading and field of each column that is read, in the file's order.
    #[must_use]
    pub fn column_mapping(&self) -> Vec<(&str, Field)> {
        self.columns.mapping()
    }

    /// How many columns with a heading are not read.
    #[must_use]
    pub fn columns_ignored(&self) -> usize {
        self.columns.ignored().count()
    }

    /// Is one row one movement on the customer's account?
    pub(super) fn is_movements(&self) -> bool {
        self.understood.kind == FileKind::Movements
    }

    /// By what the customer of a row is told from others, who has this name.
    pub(super) fn identity_of(&self, name: Option<&str>) -> Identity {
        match self.understood.identity {
            Identity::NameAndFact | Identity::Name => {
                let shared = name.is_some_and(|name| self.shared_names.contains(&name_hash(name)));
                if shared { Identity::NameAndFact } else { Identity::Name }
            }
            identity => identity,
        }
    }

    /// What there is to tell about the headings.
    pub(super) fn about_headings(&self) -> Vec<Finding> {
        let line = self.header.line;
        let about = |code, heading: &str, message: String| Finding {
            line,
            code,
            field: Some(heading.to_owned().into()),
            message: message.into(),
        };
        let repeated = self.columns.repeated.iter().filter_map(|i| self.columns.headings.get(*i)).map(|heading| {
            let message = format!("the heading `{heading}` stands more than once; the first of these columns is read");
            about(Code::DuplicateHeader, heading, message)
        });
        let refused = self.understood.refused.iter().map(|column| {
            let message =
                format!("`{}` is no number of customers: `{}` {}", column.column, column.value, column.reason);
            about(Code::RefusedIdentity, &column.column, message)
        });
        let ignored = self.understood.unused.iter().map(|column| {
            let example = column.example.as_deref().map(|cell| format!(", for example `{cell}`")).unwrap_or_default();
            let message =
                format!("the column `{}` is not read{example}; --map FIELD=COLUMN gives it a meaning", column.column);
            about(Code::IgnoredColumns, &column.column, message)
        });
        repeated.chain(refused).chain(ignored).collect()
    }
}

fn about_columns(columns: &Columns, options: &Options, customers_above: bool) -> Vec<Question> {
    let mut questions = Vec::new();
    for (field, heading) in &columns.not_there {
        questions.push(Question::UnknownColumn {
            field: field.to_string(),
            column: heading.clone(),
            columns: shown(&columns.headings),
        });
    }
    for (field, first, second) in &columns.claimed_twice {
        questions.push(Question::TwoColumns { field: field.to_string(), first: first.clone(), second: second.clone() });
    }
    let known = |field: Field| {
        columns.has(field)
            || options.default_for(field).is_some()
            || columns.claimed_twice.iter().any(|claim| claim.0 == field)
            || columns.not_there.iter().any(|wish| wish.0 == field)
    };
    // Each needs one of these.
    let needed: [&[Field]; 5] = [
        &[Field::InvoiceNumber],
        &[Field::CustomerName, Field::CustomerId, Field::CustomerEmail, Field::CustomerTaxId],
        &[Field::IssueDate],
        &[Field::DueDate, Field::Terms],
        &[Field::Amount, Field::OpenAmount, Field::LineNet, Field::Debit],
    ];
    let movements = columns.has(Field::Debit);
    for fields in needed {
        let waived = match fields.first() {
            Some(Field::CustomerName) => customers_above,
            Some(Field::DueDate) => movements,
            _ => false,
        };
        if let (false, false, Some(first)) = (waived, fields.iter().any(|field| known(*field)), fields.first()) {
            questions.push(Question::no_column(*first, &columns.headings));
        }
    }
    questions
}
