//! The first pass: what kind of file this is, decided once, over all of it.
//!
//! Encoding, separators, headings, the order of day and month, the decimal mark and what `$` means
//! are settled here or asked; the second pass ([`super::rows`]) only applies them.

use super::columns::{Columns, MAX_COLUMNS};
use super::currency::{self, Mark};
use super::dates::{DateEvidence, DateFormat};
use super::encoding::{self, Text};
use super::field::Field;
use super::numbers::{self, DecimalMark, NumberEvidence, Verdict};
use super::options::Options;
use super::outcome::{Code, Finding};
use super::question::{Question, ReadError, shown};
use super::records::{Layout, Record, Records};
use domain::money::Currency;
use encoding_rs::Encoding;
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
    /// Opens it once more.
    ///
    /// # Errors
    /// The device's, when the file cannot be opened.
    pub fn open(self) -> std::io::Result<Box<dyn Read + Send + 'a>> {
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
    /// As [`DateFormat`] writes itself.
    pub date_format: String,
    /// The physical line of the headings.
    pub header_line: u64,
}

/// All that is known of a file before its rows are read.
#[derive(Debug, Clone)]
pub struct Survey {
    /// What was recognised.
    pub detect: Detect,
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
    pub(super) date_format: DateFormat,
    pub(super) decimal: DecimalMark,
    pub(super) dollar_used: bool,
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
    let sample = sample(source, encoding)?;
    if sample.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let (newline, line_ending) = line_ending(&sample);
    let Some(Header { layout, record: header, preamble, mut columns }) = find_header(&sample, newline, options)? else {
        let columns = first_cells(&sample, newline)?;
        return Err(ReadError::Ask(vec![Question::NoHeader { columns }]));
    };
    if header.len() > MAX_COLUMNS {
        return Err(ReadError::TooManyColumns { line: header.line });
    }

    let mut evidence = Evidence::default();
    let mut records = Records::new(Text::new(source.open()?, encoding), layout);
    let (mut record, mut count) = (Record::default(), 0_u64);
    while records.next(&mut record)? {
        count += 1;
        if count > preamble + 1 && record.flaw.is_none() {
            evidence.weigh(&record, &columns, options);
        }
    }
    if evidence.tax_percent > evidence.tax / 2 && !columns.has(Field::LineTaxPercent) {
        columns.move_column(Field::LineTax, Field::LineTaxPercent);
    }
    questions.extend(about_columns(&columns, options));

    let said = options.date_format.map(|said| evidence.dates.with_own_mark(said));
    let date_format = said.or_else(|| evidence.dates.verdict()).unwrap_or_else(|| {
        let (line, example) = evidence.dates.example().cloned().unwrap_or_default();
        questions.push(Question::DateOrder { line, example });
        DateFormat::Iso
    });
    let decimal = options.decimal.unwrap_or_else(|| match evidence.numbers.verdict() {
        Verdict::Is(mark) => mark,
        Verdict::Unclear => {
            let (line, example) = evidence.numbers.example().cloned().unwrap_or_default();
            questions.push(Question::DecimalMark { line, example });
            DecimalMark::Dot
        }
    });
    if let Some((line, example)) = evidence.lonely_dollar {
        questions.push(Question::DollarSign { line, example });
    }
    if let Some((line, example)) = evidence.no_currency {
        questions.push(Question::Currency { line, example });
    }
    if !questions.is_empty() {
        return Err(ReadError::Ask(questions));
    }
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
        bytes: found.bytes,
        records: count.saturating_sub(preamble + 1),
        options: options.clone(),
        encoding,
        layout,
        header,
        preamble,
        columns,
        date_format,
        decimal,
        dollar_used: evidence.dollar_used,
    })
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

    /// What there is to tell about the headings.
    pub(super) fn about_headings(&self) -> Vec<Finding> {
        let line = self.header.line;
        let repeated =
            self.columns.repeated.iter().filter_map(|i| self.columns.headings.get(*i)).map(|heading| Finding {
                line,
                code: Code::DuplicateHeader,
                field: Some(heading.clone().into()),
                message: format!("the heading `{heading}` stands more than once; the first of these columns is read")
                    .into(),
            });
        let ignored = self.columns.ignored().map(|heading| Finding {
            line,
            code: Code::IgnoredColumns,
            field: Some(heading.to_owned().into()),
            message: format!("the column `{heading}` is not read; --map FIELD=COLUMN gives it a meaning").into(),
        });
        repeated.chain(ignored).collect()
    }
}

fn sample(source: Source<'_>, encoding: &'static Encoding) -> std::io::Result<Vec<u8>> {
    let mut text = Text::new(source.open()?, encoding);
    let (mut sample, mut filled) = (Vec::new(), 0);
    while filled < SAMPLE {
        match text.fill(&mut sample, filled)? {
            0 => break,
            more => filled += more,
        }
    }
    sample.truncate(filled);
    Ok(sample)
}

fn line_ending(sample: &[u8]) -> (u8, &'static str) {
    match memchr::memchr(b'\n', sample) {
        Some(0) => (b'\n', "LF"),
        Some(at) if sample[at - 1] == b'\r' => (b'\n', "CRLF"),
        Some(_) => (b'\n', "LF"),
        None if sample.contains(&b'\r') => (b'\r', "CR"),
        None => (b'\n', "LF"),
    }
}

struct Header {
    layout: Layout,
    record: Record,
    preamble: u64,
    columns: Columns,
}

fn first_records(sample: &[u8], layout: Layout) -> std::io::Result<Vec<Record>> {
    let mut records = Records::new(Text::new(Box::new(sample), encoding_rs::UTF_8), layout);
    let (mut record, mut all) = (Record::default(), Vec::new());
    while all.len() < HEADER_WITHIN && records.next(&mut record)? {
        all.push(record.clone());
    }
    Ok(all)
}

/// The line in which the most fields are recognised, by whichever separator shows the most.
fn find_header(sample: &[u8], newline: u8, options: &Options) -> std::io::Result<Option<Header>> {
    // Spreadsheets write `sep=;` in front for each other.
    let said = sample.strip_prefix(b"sep=").filter(|rest| matches!(rest.get(1), Some(b'\r' | b'\n')));
    let candidates = match said.and_then(|rest| rest.first()) {
        Some(delimiter) => vec![*delimiter],
        None => vec![b',', b';', b'\t', b'|'],
    };
    let mut best: Option<((usize, usize), Header)> = None;
    for delimiter in candidates {
        let layout = Layout { delimiter, newline };
        let mut here: Option<((usize, usize), Header)> = None;
        for (i, record) in first_records(sample, layout)?.into_iter().enumerate() {
            if record.flaw.is_some() || record.len() < 2 {
                continue;
            }
            let columns = Columns::read(record.cells(), &options.wishes);
            let score = (columns.score(), record.len());
            // Of lines that say as much, the first: further ones are rows that happen to.
            if score.0 >= 2 && here.as_ref().is_none_or(|(best, _)| score.0 > best.0) {
                let preamble = u64::try_from(i).unwrap_or(0);
                here = Some((score, Header { layout, record, preamble, columns }));
            }
        }
        if let Some(found) = here
            && best.as_ref().is_none_or(|(best, _)| found.0 > *best)
        {
            best = Some(found);
        }
    }
    Ok(best.map(|(_, header)| header))
}

fn first_cells(sample: &[u8], newline: u8) -> std::io::Result<Vec<String>> {
    let mut best = Vec::new();
    for delimiter in [b',', b';', b'\t', b'|'] {
        let records = first_records(sample, Layout { delimiter, newline })?;
        let cells: Vec<String> = records
            .iter()
            .find(|record| record.flaw.is_none() && !record.is_blank())
            .map(|record| record.cells().map(|cell| cell.trim().to_owned()).collect())
            .unwrap_or_default();
        if cells.len() > best.len() {
            best = cells;
        }
    }
    Ok(shown(&best))
}

fn about_columns(columns: &Columns, options: &Options) -> Vec<Question> {
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
        &[Field::CustomerName, Field::CustomerId, Field::CustomerEmail],
        &[Field::IssueDate],
        &[Field::DueDate, Field::Terms],
        &[Field::Amount, Field::LineNet],
    ];
    for fields in needed {
        if let (false, Some(first)) = (fields.iter().any(|field| known(*field)), fields.first()) {
            questions.push(Question::no_column(*first, &columns.headings));
        }
    }
    questions
}

#[derive(Default)]
struct Evidence {
    dates: DateEvidence,
    numbers: NumberEvidence,
    tax: u64,
    tax_percent: u64,
    dollar_used: bool,
    lonely_dollar: Option<(u64, String)>,
    no_currency: Option<(u64, String)>,
}

impl Evidence {
    fn weigh(&mut self, record: &Record, columns: &Columns, options: &Options) {
        let cell = |field| columns.at(field).and_then(|i| record.get(i)).map_or("", str::trim);
        for date in Field::DATES.map(cell) {
            if !date.is_empty() {
                self.dates.weigh(record.line, date);
            }
        }
        let currency_cell = cell(Field::Currency);
        // Sums of other rows often stand without the sign that the rows have.
        let is_row = !cell(Field::InvoiceNumber).is_empty()
            && (!cell(Field::IssueDate).is_empty() || !columns.has(Field::IssueDate));
        let stated = currency::mark(currency_cell);
        let known = match stated {
            Some(Mark::Is(currency)) => Some(currency),
            _ => columns.currency,
        };
        for field in Field::NUMBERS {
            let written = cell(field);
            if written.is_empty() {
                continue;
            }
            if field == Field::LineTax {
                self.tax += 1;
                self.tax_percent += u64::from(written.ends_with('%'));
            }
            let Some(scanned) = numbers::scan(written) else { continue };
            if options.decimal.is_none() {
                let exact = known.or(options.currency).or(options.house_currency);
                self.numbers.weigh(record.line, scanned.body, exact.filter(|_| field.is_money()));
            }
            if is_row
                && field.is_money()
                && (currency_cell.is_empty() || stated == Some(Mark::Dollar))
                && known.is_none()
            {
                let dollar = stated == Some(Mark::Dollar) || scanned.marks.contains(&"$");
                self.weigh_sign(record.line, written, dollar, scanned.marks, columns, options);
            }
        }
    }

    fn weigh_sign(
        &mut self,
        line: u64,
        written: &str,
        dollar: bool,
        marks: [&str; 2],
        columns: &Columns,
        options: &Options,
    ) {
        let is_named = marks.iter().any(|text| matches!(currency::mark(text), Some(Mark::Is(_))));
        let here = || Some((line, written.chars().take(40).collect()));
        if is_named {
            return;
        }
        if dollar {
            self.dollar_used = true;
            if options.dollar().is_none() && self.lonely_dollar.is_none() {
                self.lonely_dollar = here();
            }
        } else if marks == ["", ""]
            && options.currency.or(options.house_currency).is_none()
            && !columns.has(Field::Currency)
            && self.no_currency.is_none()
        {
            self.no_currency = here();
        }
    }
}

/// Why no currency could be found for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCurrency {
    /// Nothing names one.
    Missing,
    /// What stands in the currency column is none.
    Unknown,
    /// Two are named.
    Conflict,
}

impl Survey {
    /// The currency of a row: what its currency column says, else the heading, else what stands
    /// beside the amount, else what was said beforehand.
    pub(super) fn currency(&self, cell: &str, beside: Option<Mark>) -> Result<Currency, NoCurrency> {
        let stated = match currency::mark(cell) {
            Some(Mark::Is(currency)) => Some(currency),
            Some(Mark::Dollar) => Some(self.options.dollar().ok_or(NoCurrency::Missing)?),
            None if cell.is_empty() => self.columns.currency,
            None => return Err(NoCurrency::Unknown),
        };
        match (stated, beside) {
            (Some(currency), None) => Ok(currency),
            (Some(currency), Some(Mark::Is(other))) if other == currency => Ok(currency),
            (Some(currency), Some(Mark::Dollar)) if currency::writes_dollar(currency) => Ok(currency),
            (Some(_), Some(_)) => Err(NoCurrency::Conflict),
            (None, Some(Mark::Is(currency))) => Ok(currency),
            (None, Some(Mark::Dollar)) => self.options.dollar().ok_or(NoCurrency::Missing),
            (None, None) => self.bare_currency().ok_or(NoCurrency::Missing),
        }
    }

    /// For an amount beside which nothing stands. Where rows have a currency of their own, one that
    /// has none was forgotten, and the house's is no better than a guess.
    fn bare_currency(&self) -> Option<Currency> {
        let house = self.options.house_currency.filter(|_| !self.columns.has(Field::Currency));
        self.options.currency.or(house)
    }
}
