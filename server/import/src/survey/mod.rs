//! The first pass: what kind of file this is, decided once, over all of it.
//!
//! Encoding, separators, headings, the order of day and month, the decimal mark, what `$` means, what the words in a column
//! mean and by what customers are told apart are settled here or asked; the second pass ([`crate::rows`]) only applies them.

mod amount_of;
mod clearings;
mod counters;
mod currency;
mod customers;
mod deciding;
mod evidence;
mod facts;
mod groups;
mod half_days;
mod header;
pub(crate) mod headless;
mod lettered;
mod letters;
mod lexicon;
mod mislabelled;
mod numbering;
mod payables;
mod payments_alone;
mod running;
pub(crate) mod shape;
mod sided;
mod sides;
mod stated_currency;
mod stated_day;
mod thousands;
mod understood;
mod values;

pub(crate) use clearings::{Clearing, Clearings};
pub(crate) use currency::NoCurrency;
pub use customers::RefusedColumn;
pub(crate) use half_days::turned;
pub(crate) use lexicon::Lexicon;
pub(crate) use numbering::{Beside, document_key};
pub use shape::{OURS, of_workbook as shape_of_workbook};
pub use understood::{Understood, UnusedColumn, UsedColumn};

use crate::answer::{FileKind, Numbers, Unnamed};
use crate::columns::{Columns, MAX_COLUMNS};
use crate::dates::{DateFormat, DateRules};
use crate::detect::Detect;
use crate::encoding::{self, Text};
use crate::field::Field;
use crate::hashing;
use crate::item::Identity;
use crate::numbers::DecimalMark;
use crate::options::Options;
use crate::outcome::{Code, Finding};
use crate::outline::Outline;
use crate::question::{Question, ReadError, shown};
use crate::records::{Layout, Record, Records};
use crate::sheet::{DayOrder, Table};
use crate::source::Source;
use domain::tax_id::Offices;
use encoding_rs::Encoding;
use evidence::Evidence;
use header::Header;
use std::collections::{HashMap, HashSet};
use values::Found;

/// The header line is looked for in this many records.
const HEADER_WITHIN: usize = 100;

/// How much text is looked at to find separators and header.
const SAMPLE: usize = 256 * 1024;

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
    /// Is there a cell that tells which comes first, day or month?
    pub tells_order: bool,
    pub(super) options: Options,
    pub(super) encoding: &'static Encoding,
    pub(super) layout: Layout,
    pub(super) header: Record,
    /// Has the list none itself?
    pub(super) headless: bool,
    pub(super) preamble: u64,
    pub(super) columns: Columns,
    pub(super) dates: DateRules,
    /// How days that a sheet has as bare numbers are counted.
    pub(super) serials: DateRules,
    pub(super) decimal: DecimalMark,
    pub(super) dollar_used: bool,
    /// What there is to tell before the rows, besides the headings.
    pub(super) told: Vec<Finding>,
    pub(super) lexicon: Lexicon,
    pub(super) offices: Offices,
    /// Names that several customers of the file have, and those that stand for anybody.
    pub(super) shared_names: HashSet<u64>,
    /// Documents whose rows do not stand together, and the line from which all of them are known.
    pub(super) scattered: HashMap<u64, u64>,
    /// Where rows of one number may be lines that add up: what tells these from one another.
    pub(super) may_be_lines: Option<Beside>,
    /// Does each row tell of one payment of its document?
    pub(super) paid_by_row: bool,
    /// How customers stand in rows of their own, above those of their documents.
    pub(super) outline: Outline,
    /// Whose rows are those that name nobody?
    pub(super) unnamed: Unnamed,
    /// What the marks of a ledger have cleared.
    pub(super) clearings: Clearings,
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
        let columns = header::by_place(&header::first_cells(&sample, newline)?);
        return Err(ReadError::Ask(vec![Question::NoHeader { columns }]));
    };
    let layout = header.layout;
    let detect = Detect {
        format: "csv",
        date_system: 1900,
        encoding: encoding.name().to_ascii_lowercase(),
        bom: found.bom,
        delimiter: if layout.delimiter == b'\t' { "TAB".into() } else { char::from(layout.delimiter).to_string() },
        line_ending,
        ..Detect::default()
    };
    let frame = Frame { detect, encoding, header, bytes: found.bytes, days: DayOrder::default(), told: None };
    settle(|| Ok(Records::new(Text::new(source.open()?, encoding), layout)), frame, questions, options)
}

/// As [`survey`], of the rows of a sheet.
///
/// # Errors
/// As [`survey`].
pub(super) fn survey_sheet(table: &Table, format: &'static str, options: &Options) -> Result<Survey, ReadError> {
    let first: Vec<Record> = header::first_of(Records::of_sheet(table))?;
    let Some(header) = header::in_sheet(&first, options) else {
        let filled = first.iter().find(|record| !record.is_blank()).ok_or(ReadError::Empty)?;
        let columns: Vec<String> = filled.cells().map(|cell| cell.trim().to_owned()).collect();
        return Err(ReadError::Ask(vec![Question::NoHeader { columns: header::by_place(&columns) }]));
    };
    let date_system = if table.from_1904 { 1904 } else { 1900 };
    let detect =
        Detect { format, sheet: Some(table.name.clone()), date_system, encoding: "utf-8".into(), ..Detect::default() };
    let told = about_hidden(table, header.record.line);
    let frame = Frame { detect, encoding: encoding_rs::UTF_8, header, bytes: table.of_file, days: table.days, told };
    settle(|| Ok(Records::of_sheet(table)), frame, Vec::new(), options)
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
    header: Header,
    bytes: u64,
    days: DayOrder,
    told: Option<Finding>,
}

/// What the rows of a list show.
struct Looked {
    evidence: Evidence,
    found: Found,
    /// Of records.
    count: u64,
}

/// Goes through all rows until nothing more is found of what columns are: their cells may say more of other columns, once.
fn look<'s>(
    records: impl Fn() -> std::io::Result<Records<'s>>,
    preamble: u64,
    columns: &mut Columns,
    options: &Options,
) -> Result<Looked, ReadError> {
    let (mut evidence, mut count) = first_pass(records()?, preamble, columns, options)?;
    if let Some(refusal) = payables::refusal(columns, &evidence.preamble) {
        return Err(ReadError::Refused(refusal));
    }
    if let Some(refusal) = thousands::refusal(columns, &evidence.preamble, options) {
        return Err(ReadError::Refused(refusal));
    }
    let mut found = evidence.found(columns, options);
    let mut notes = std::mem::take(&mut found.notes);
    for _ in 0..2 {
        if !columns.take_found(&found) {
            break;
        }
        (evidence, count) = first_pass(records()?, preamble, columns, options)?;
        found = evidence.found(columns, options);
        notes.append(&mut found.notes);
    }
    evidence.notes.extend(notes);
    Ok(Looked { evidence, found, count })
}

/// Goes through all rows and settles how they are written and what they mean.
fn settle<'s>(
    records: impl Fn() -> std::io::Result<Records<'s>>,
    frame: Frame,
    mut questions: Vec<Question>,
    options: &Options,
) -> Result<Survey, ReadError> {
    let Frame { mut detect, encoding, header, bytes, days, told } = frame;
    let Header { layout, record: header, preamble, mut columns, is_ours } = header;
    let headings = is_ours.then(|| header.clone());
    let records = || Ok::<_, std::io::Error>(records()?.behind(headings.clone()));
    if header.len() > MAX_COLUMNS {
        return Err(ReadError::TooManyColumns { line: header.line });
    }
    columns.house = options.house_currency.or(options.currency);
    columns.default_currency = options.currency.is_some();
    columns.amounts_in = options.amounts_in;
    let Looked { mut evidence, mut found, count } = look(records, preamble, &mut columns, options)?;
    questions.append(&mut found.questions);
    let settled = evidence.settle(&mut columns, options);
    questions.extend(settled.questions);
    questions.extend(about_columns(&columns, options, settled.outline.above));
    let date_format = evidence.date_format(options, days, &mut questions);
    let decimal = evidence.decimal(options, &mut questions);
    questions.extend(evidence.money_questions());
    if !questions.is_empty() {
        return Err(ReadError::Ask(questions));
    }
    let dates = evidence.dates.rules(date_format);
    let mut understood = settled.understood;
    understood.as_of = stated_day::find(&evidence.preamble, dates);
    detect.decimal = decimal.as_char();
    detect.thousands = evidence.numbers.thousands(decimal);
    detect.date_format = date_format.to_string();
    detect.header_line = header.line;
    let serials = if detect.date_system == 1904 { DateFormat::Excel1904 } else { DateFormat::Excel1900 };
    let may_be_lines = settled.may_be_lines.then(|| Beside::of(&columns));
    Ok(Survey {
        detect,
        understood,
        bytes,
        records: count.saturating_sub(preamble + 1),
        tells_order: evidence.dates.tells_order(),
        options: options.clone(),
        encoding,
        layout,
        header,
        headless: is_ours,
        preamble,
        offices: columns.offices(options.house()),
        columns,
        dates,
        serials: DateRules::only(serials),
        decimal,
        dollar_used: evidence.dollar_used,
        lexicon: settled.lexicon,
        shared_names: settled.shared_names,
        scattered: settled.scattered,
        may_be_lines,
        paid_by_row: settled.paid_by_row,
        outline: settled.outline,
        unnamed: settled.unnamed,
        clearings: std::mem::take(&mut evidence.clearings),
        told: told.into_iter().collect(),
    })
}

impl Columns {
    /// Reads columns as what their cells are; says whether that changes anything.
    fn take_found(&mut self, found: &Found) -> bool {
        for field in &found.dropped {
            self.drop_column(*field);
        }
        for (field, at) in &found.fields {
            self.set(*field, *at);
        }
        self.added.extend(&found.added);
        self.blank_is_house |= found.blank_is_house;
        !found.fields.is_empty() || !found.added.is_empty() || !found.dropped.is_empty()
    }
}

fn first_pass(
    mut records: Records<'_>,
    preamble: u64,
    columns: &mut Columns,
    options: &Options,
) -> std::io::Result<(Evidence, u64)> {
    let mut evidence = Evidence::of(columns);
    let (mut record, mut count) = (Record::default(), 0_u64);
    while records.next(&mut record)? {
        count += 1;
        if count == preamble + 1
            && let Some(mark) = stated_currency::find(&evidence.preamble)
        {
            columns.tell_currency(mark);
        }
        if record.flaw.is_some() || record.is_blank() {
            continue;
        }
        if count <= preamble {
            evidence.add_preamble(&record, columns);
        } else if count > preamble + 1 {
            evidence.weigh(&record, count, columns, options);
        }
    }
    Ok((evidence, count))
}

impl Survey {
    /// Of electronic invoices, which say themselves what is what.
    pub(super) fn of_documents(format: &'static str, bytes: u64, count: u64, options: &Options) -> Self {
        Self {
            detect: Detect { format, date_format: DateFormat::Iso.to_string(), decimal: '.', ..Detect::default() },
            understood: Understood::of_documents(),
            bytes,
            records: count,
            tells_order: false,
            options: options.clone(),
            encoding: encoding_rs::UTF_8,
            layout: Layout { delimiter: b',', newline: b'\n' },
            header: Record::default(),
            headless: false,
            preamble: 0,
            columns: Columns::read(std::iter::empty(), &[]),
            dates: DateRules::only(DateFormat::Iso),
            serials: DateRules::only(DateFormat::Excel1900),
            decimal: DecimalMark::Dot,
            dollar_used: false,
            lexicon: Lexicon::default(),
            offices: Offices::default(),
            shared_names: HashSet::new(),
            scattered: HashMap::new(),
            may_be_lines: None,
            paid_by_row: false,
            outline: Outline::default(),
            unnamed: Unnamed::default(),
            clearings: Clearings::default(),
            told: Vec::new(),
        }
    }
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

    /// Whether a document number is given once, or once a customer, where that was said.
    #[must_use]
    pub const fn numbers_said(&self) -> Option<Numbers> {
        self.options.numbers
    }

    /// Are its rows those that were refused of a list, written out by us to be corrected? They are never all of the list.
    #[must_use]
    pub fn is_of_refused(&self) -> bool {
        shape::has_ours(self.header.cells())
    }

    /// Is one row one movement on the customer's account?
    pub(super) fn is_movements(&self) -> bool {
        self.understood.kind == FileKind::Movements
    }

    /// By what the customer of a row is told from others, who has this name.
    pub(super) fn identity_of(&self, name: Option<&str>) -> Identity {
        let shared = name.is_some_and(|name| self.shared_names.contains(&hashing::name(name)));
        match self.understood.identity {
            Identity::TaxNumber => Identity::TaxNumber,
            _ if shared => Identity::NameAndFact,
            Identity::CustomerNumber => Identity::CustomerNumber,
            Identity::NameAndFact | Identity::Name => Identity::Name,
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
            let why = column.reason.map(|why| format!(": {why}")).unwrap_or_default();
            let message = format!(
                "the column `{}` is not read{why}{example}; --map FIELD=COLUMN gives it a meaning",
                column.column
            );
            about(Code::IgnoredColumns, &column.column, message)
        });
        let in_cents = self
            .columns
            .all_in_cents()
            .map(|heading| about(Code::InCents, heading, format!("the amounts of `{heading}` are read in cents")));
        self.told.iter().cloned().chain(in_cents).chain(repeated).chain(refused).chain(ignored).collect()
    }
}

fn about_columns(columns: &Columns, options: &Options, customers_above: bool) -> Vec<Question> {
    if let Some(question) = payments_alone::question(columns, options) {
        return vec![question];
    }
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
    // Of each group one column must be there.
    let needed: [&[Field]; 5] = [
        &[Field::InvoiceNumber],
        &Field::CUSTOMER,
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
            // A number may stand in a column that has no heading.
            let named =
                if *first == Field::InvoiceNumber { columns.named_headings() } else { columns.headings.clone() };
            questions.push(Question::no_column(*first, &named));
        }
    }
    questions
}
