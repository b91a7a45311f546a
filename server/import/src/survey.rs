//! The first pass: what kind of file this is, decided once, over all of it.
//!
//! Encoding, separators, headings, the order of day and month, the decimal mark and what `$` means
//! are settled here or asked; the second pass ([`super::rows`]) only applies them.

use super::columns::{Columns, MAX_COLUMNS};
use super::currency::{self, Mark};
use super::dates::{DateEvidence, DateFormat};
use super::detect::Detect;
use super::encoding::{self, Text};
use super::field::Field;
use super::numbers::{self, DecimalMark, NumberEvidence, Verdict};
use super::options::Options;
use super::outcome::{Code, Finding};
use super::question::{Question, ReadError, shown};
use super::record::Kind;
use super::records::{Layout, Record, Records};
use super::sheet::{DayOrder, Table};
use super::source::Source;
use domain::money::Currency;
use encoding_rs::Encoding;

/// The header line is looked for in this many records.
const HEADER_WITHIN: usize = 100;

/// How much text is looked at to find separators and header.
const SAMPLE: usize = 256 * 1024;

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
    /// How days that a sheet has as bare numbers are counted.
    pub(super) serials: DateFormat,
    /// What there is to tell before the rows, besides the headings.
    pub(super) told: Vec<Finding>,
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
    let Some(Header { layout, record: header, preamble, columns }) = find_header(&sample, newline, options)? else {
        let columns = first_cells(&sample, newline)?;
        return Err(ReadError::Ask(vec![Question::NoHeader { columns }]));
    };
    let detect = Detect {
        format: "csv",
        date_system: 1900,
        encoding: encoding.name().to_ascii_lowercase(),
        bom: found.bom,
        delimiter: if layout.delimiter == b'\t' { "TAB".into() } else { char::from(layout.delimiter).to_string() },
        line_ending,
        ..Detect::default()
    };
    let (days, told) = (DayOrder::default(), None);
    let frame = Frame { detect, encoding, layout, header, preamble, columns, bytes: found.bytes, days, told };
    settle(Records::new(Text::new(source.open()?, encoding), layout), frame, questions, options)
}

/// As [`survey`], of the rows of a sheet.
///
/// # Errors
/// As [`survey`].
pub(super) fn survey_sheet(table: &Table, format: &'static str, options: &Options) -> Result<Survey, ReadError> {
    let first: Vec<Record> = first_of(Records::of_sheet(table))?;
    let Some((header, preamble, columns)) = header_in(&first, options)
        .map(|(_, i, columns)| (i, columns))
        .and_then(|(i, columns)| Some((first.get(i)?.clone(), u64::try_from(i).unwrap_or(0), columns)))
    else {
        let filled = first.iter().find(|record| !record.is_blank()).ok_or(ReadError::Empty)?;
        let columns: Vec<String> = filled.cells().map(|cell| cell.trim().to_owned()).collect();
        return Err(ReadError::Ask(vec![Question::NoHeader { columns: shown(&columns) }]));
    };
    let date_system = if table.from_1904 { 1904 } else { 1900 };
    let detect =
        Detect { format, sheet: Some(table.name.clone()), date_system, encoding: "utf-8".into(), ..Detect::default() };
    let (encoding, layout) = (encoding_rs::UTF_8, Layout { delimiter: b',', newline: b'\n' });
    let told = about_hidden(table, header.line);
    let frame =
        Frame { detect, encoding, layout, header, preamble, columns, bytes: table.of_file, days: table.days, told };
    settle(Records::of_sheet(table), frame, Vec::new(), options)
}

/// Rows and columns that nobody sees count as the others do; that is told.
fn about_hidden(table: &Table, line: u64) -> Option<Finding> {
    let (rows, columns) = (table.hidden_rows, table.hidden_columns);
    let message =
        format!("{rows} rows and {columns} columns of the sheet are hidden or filtered out; they are read too");
    (rows + columns > 0).then(|| Finding { line, code: Code::HiddenCells, field: None, message: message.into() })
}

/// What is known of a list before its rows are looked at.
struct Frame {
    detect: Detect,
    encoding: &'static Encoding,
    layout: Layout,
    header: Record,
    preamble: u64,
    columns: Columns,
    bytes: u64,
    days: DayOrder,
    told: Option<Finding>,
}

/// Goes through all rows and settles how they are written.
fn settle(
    mut records: Records<'_>,
    frame: Frame,
    mut questions: Vec<Question>,
    options: &Options,
) -> Result<Survey, ReadError> {
    let Frame { mut detect, encoding, layout, header, preamble, mut columns, bytes, days, told } = frame;
    if header.len() > MAX_COLUMNS {
        return Err(ReadError::TooManyColumns { line: header.line });
    }
    let mut evidence = Evidence::default();
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

    let own_mark = |said: DateFormat| evidence.dates.with_own_mark(said);
    let said = options.date_format.map(own_mark);
    // A sheet shows its days in one order; people who type one as text mean the same.
    let as_shown = || days.order().map(|order| own_mark(DateFormat::Numbers(order, '/')));
    let date_format = said.or_else(|| evidence.dates.verdict()).or_else(as_shown).unwrap_or_else(|| {
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
    detect.decimal = decimal.as_char();
    detect.thousands = evidence.numbers.thousands(decimal);
    detect.date_format = date_format.to_string();
    detect.header_line = header.line;
    Ok(Survey {
        serials: if detect.date_system == 1904 { DateFormat::Excel1904 } else { DateFormat::Excel1900 },
        detect,
        bytes,
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
        told: told.into_iter().collect(),
    })
}

impl Survey {
    /// Of electronic invoices, which say themselves what is what.
    pub(super) fn of_documents(format: &'static str, bytes: u64, count: u64, options: &Options) -> Self {
        Self {
            detect: Detect { format, date_format: DateFormat::Iso.to_string(), decimal: '.', ..Detect::default() },
            bytes,
            records: count,
            options: options.clone(),
            encoding: encoding_rs::UTF_8,
            layout: Layout { delimiter: b',', newline: b'\n' },
            header: Record::default(),
            preamble: 0,
            columns: Columns::read(std::iter::empty(), &[]),
            date_format: DateFormat::Iso,
            decimal: DecimalMark::Dot,
            dollar_used: false,
            serials: DateFormat::Excel1900,
            told: Vec::new(),
        }
    }

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
        self.told.iter().cloned().chain(repeated).chain(ignored).collect()
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
    first_of(Records::new(Text::new(Box::new(sample), encoding_rs::UTF_8), layout))
}

fn first_of(mut records: Records<'_>) -> std::io::Result<Vec<Record>> {
    let (mut record, mut all) = (Record::default(), Vec::new());
    while all.len() < HEADER_WITHIN && records.next(&mut record)? {
        all.push(record.clone());
    }
    Ok(all)
}

/// How much the best line of headings says, which it is, and what it says.
fn header_in(records: &[Record], options: &Options) -> Option<((usize, usize), usize, Columns)> {
    let mut best: Option<((usize, usize), usize, Columns)> = None;
    for (i, record) in records.iter().enumerate().filter(|(_, record)| record.flaw.is_none() && record.len() >= 2) {
        let columns = Columns::read(record.cells(), &options.wishes);
        let score = (columns.score(), record.len());
        // Of lines that say as much, the first: further ones are rows that happen to.
        if score.0 >= 2 && best.as_ref().is_none_or(|(best, ..)| score.0 > best.0) {
            best = Some((score, i, columns));
        }
    }
    best
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
        let records = first_records(sample, layout)?;
        if let Some((score, i, columns)) = header_in(&records, options)
            && best.as_ref().is_none_or(|(best, _)| score > *best)
            && let Some(record) = records.get(i).cloned()
        {
            let preamble = u64::try_from(i).unwrap_or(0);
            best = Some((score, Header { layout, record, preamble, columns }));
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
        // What a sheet has as a day or number says nothing of how its texts are written.
        let kind = |field| columns.at(field).map_or(Kind::Text, |i| record.kind(i));
        for field in Field::DATES {
            let date = cell(field);
            if !date.is_empty() && kind(field) == Kind::Text {
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
            if options.decimal.is_none() && kind(field) == Kind::Text {
                let exact = known.or(options.currency).or(options.house_currency);
                self.numbers.weigh(record.line, scanned.body, exact.filter(|_| field.is_money()));
            }
            if is_row
                && field.is_money()
                && (currency_cell.is_empty() || stated == Some(Mark::Dollar))
                && known.is_none()
            {
                let sign = columns.at(field).and_then(|i| record.sign(i)).filter(|sign| currency::mark(sign).is_some());
                let marks = sign.map_or(scanned.marks, |sign| [sign, ""]);
                let dollar = stated == Some(Mark::Dollar) || marks.contains(&"$");
                self.weigh_sign(record.line, written, dollar, marks, columns, options);
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
