//! The second pass: one outcome after another, in memory that does not grow with the rows but for
//! 24 bytes each to know a number again.

use super::columns::plain;
use super::encoding::Text;
use super::field::Field;
use super::item::{Customer, DocumentKind, Item, Status};
use super::numbers;
use super::outcome::{Code, Finding, Outcome};
use super::records::{Flaw, MAX_RECORD, Record, Records};
use super::row::{Draft, NoDraft, Row, opposite, short};
use super::sheet::Table;
use super::source::Source;
use super::survey::Survey;
use chrono::Datelike;
use domain::invoice::{Line, line_totals};
use domain::money::{Currency, Money};
use domain::tax_id::TaxId;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque, hash_map::Entry};
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

/// No invoice has more lines.
const MAX_LINES: usize = 1000;

/// An invoice number, hashed twice.
type Key = [u64; 2];

/// The outcomes of a file's rows, in the file's order.
///
/// Rows that are lines of one invoice stand together and come as one. After the last outcome,
/// [`Rows::totals`] has the sums of what was accepted.
pub struct Rows<'a> {
    survey: &'a Survey,
    records: Records<'a>,
    record: Record,
    count: u64,
    out: VecDeque<Outcome>,
    group: Option<Group>,
    seen: HashMap<Key, u64, BuildHasherDefault<AsItIs>>,
    scratch: Vec<u8>,
    totals: BTreeMap<Currency, i64>,
    since_last_sum: BTreeMap<Currency, i64>,
    ended: bool,
}

/// Rows with one invoice number, while they come.
struct Group {
    key: Key,
    first: Record,
    /// Nothing when the first row was refused.
    draft: Option<Draft>,
    /// What each row is: its line, the physical one, and whether it says the same as the first.
    rows: Vec<(u64, bool)>,
    trouble: Option<Finding>,
    not_yet: bool,
}

impl Survey {
    /// The second pass over the same `source`: its rows, one at a time.
    ///
    /// # Errors
    /// Those of opening the source.
    pub fn rows<'a>(&'a self, source: Source<'a>) -> std::io::Result<Rows<'a>> {
        let text = Text::new(source.open()?, self.encoding);
        Ok(Rows::new(self, Records::new(text, self.layout)))
    }

    /// The same of a sheet.
    pub(super) fn rows_of_sheet<'a>(&'a self, table: &'a Table) -> Rows<'a> {
        Rows::new(self, Records::of_sheet(table))
    }
}

impl<'a> Rows<'a> {
    fn new(survey: &'a Survey, records: Records<'a>) -> Self {
        Self {
            survey,
            records,
            record: Record::default(),
            count: 0,
            out: VecDeque::new(),
            group: None,
            seen: HashMap::default(),
            scratch: Vec::new(),
            totals: BTreeMap::new(),
            since_last_sum: BTreeMap::new(),
            ended: false,
        }
    }

    /// How many bytes of the file have been taken so far; [`Survey::bytes`] is the whole.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.records.taken()
    }

    /// The sums of the accepted totals in minor units, by currency.
    #[must_use]
    pub fn totals(&self) -> &BTreeMap<Currency, i64> {
        &self.totals
    }

    fn step(&mut self) -> std::io::Result<()> {
        if !self.records.next(&mut self.record)? {
            self.finish_group();
            self.ended = true;
            return Ok(());
        }
        self.count += 1;
        let record = std::mem::take(&mut self.record);
        self.take(&record);
        self.record = record;
        Ok(())
    }

    fn take(&mut self, record: &Record) {
        if record.is_blank() {
            self.skip(record.line, Code::Blank, "an empty line");
        } else if self.count <= self.survey.preamble {
            self.skip(record.line, Code::Preamble, "before the headings");
        } else if self.count == self.survey.preamble + 1 {
            self.out.extend(self.survey.about_headings().into_iter().map(Outcome::Warned));
        } else if let Some(flaw) = record.flaw {
            self.finish_group();
            self.out.push_back(Outcome::Rejected(about_flaw(record.line, flaw)));
        } else if record.text() == self.survey.header.text() && record.len() == self.survey.header.len() {
            self.skip(record.line, Code::RepeatedHeader, "the headings once more");
        } else if is_sum(record, self.survey) {
            self.finish_group();
            self.check_sum(record);
        } else if let Some(finding) = self.wrong_count(record) {
            self.finish_group();
            self.out.push_back(Outcome::Rejected(finding));
        } else if self.survey.columns.has(Field::LineNet) {
            self.take_line(record);
        } else {
            match (Row { record, survey: self.survey }).draft() {
                Ok(draft) => {
                    let key = key(&draft.item.number, &mut self.scratch);
                    self.accept(key, draft.item, draft.warnings, &[]);
                }
                Err(none) => self.out.push_back(none.into()),
            }
        }
    }

    fn skip(&mut self, line: u64, code: Code, message: &'static str) {
        self.out.push_back(Outcome::Skipped(Finding { line, code, field: None, message: message.into() }));
    }

    /// Cells that are missing or too many; empty ones behind the last heading are harmless.
    fn wrong_count(&self, record: &Record) -> Option<Finding> {
        let (all, have) = (self.survey.header.len(), record.len());
        if have == all {
            return None;
        }
        let want = self.survey.columns.headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |i| i + 1);
        if have >= want && (want..have).all(|i| record.get(i).is_none_or(|cell| cell.trim().is_empty())) {
            return None;
        }
        let message = format!("{have} cells where the headings have {want}");
        Some(Finding { line: record.line, code: Code::WrongColumnCount, field: None, message: message.into() })
    }

    fn take_line(&mut self, record: &Record) {
        let row = Row { record, survey: self.survey };
        let number = row.cell(Field::InvoiceNumber);
        let key = key(number, &mut self.scratch);
        match &mut self.group {
            Some(group) if group.key == key && !number.is_empty() => group.add(row),
            _ => {
                self.finish_group();
                let (draft, trouble, not_yet) = match row.draft() {
                    Ok(draft) => (Some(draft), None, false),
                    Err(NoDraft::Refused(finding)) => (None, Some(finding), false),
                    Err(NoDraft::NotYet(finding)) => (None, Some(finding), true),
                };
                let rows = vec![(record.line, true)];
                self.group = Some(Group { key, first: record.clone(), draft, rows, trouble, not_yet });
            }
        }
    }

    fn finish_group(&mut self) {
        let Some(mut group) = self.group.take() else { return };
        if let (None, Some(draft)) = (&group.trouble, group.draft.take()) {
            match whole(draft, &group.rows) {
                Ok(whole) => return self.accept(group.key, whole.item, whole.warnings, whole.repeated),
                Err(finding) => group.trouble = Some(finding),
            }
        }
        let Some(trouble) = group.trouble else { return };
        for (line, _) in group.rows {
            let finding = if line == trouble.line {
                trouble.clone()
            } else if group.not_yet {
                Finding { line, ..trouble.clone() }
            } else {
                let message = format!("line {} of the same invoice was refused", trouble.line).into();
                Finding { line, code: Code::OtherLineRejected, field: Some("invoice_number".into()), message }
            };
            self.out.push_back(if group.not_yet { Outcome::Skipped(finding) } else { Outcome::Rejected(finding) });
        }
    }

    /// Takes an invoice unless its number was there. `more` are its further rows when they say the
    /// same as the first.
    fn accept(&mut self, key: Key, item: Item, warnings: Vec<Finding>, more: &[(u64, bool)]) {
        let print = fingerprint(&item, &mut self.scratch);
        let (line, amount) = (item.line, item.amount());
        let about = |code, field: Option<&'static str>, message: Cow<'static, str>| Finding {
            line,
            code,
            field: field.map(Cow::Borrowed),
            message,
        };
        match self.seen.entry(key) {
            Entry::Occupied(known) if *known.get() == print => {
                let message = format!("{} was there before and says the same", short(&item.number));
                self.out.push_back(Outcome::Skipped(about(Code::DuplicateIdentical, None, message.into())));
            }
            Entry::Occupied(_) => {
                let message = format!("{} was there before with other contents", short(&item.number));
                let field = Some("invoice_number");
                self.out.push_back(Outcome::Rejected(about(Code::DuplicateConflict, field, message.into())));
            }
            Entry::Vacant(place) => {
                let sum = self.totals.entry(amount.currency()).or_default();
                // The ledger adds in 64 bits; what it could not add up is not taken.
                let Some(with) = sum.checked_add(amount.minor()) else {
                    let message = "with this the sum of all amounts would be larger than any that is kept";
                    let finding = about(Code::AmountOutOfRange, Some("amount"), message.into());
                    self.out.push_back(Outcome::Rejected(finding));
                    return;
                };
                place.insert(print);
                *sum = with;
                let since = self.since_last_sum.entry(amount.currency()).or_default();
                *since = since.saturating_add(amount.minor());
                let is_zero = amount.is_zero();
                self.out.push_back(Outcome::Accepted(Box::new(item)));
                self.out.extend(warnings.into_iter().map(Outcome::Warned));
                if is_zero {
                    let finding = about(Code::ZeroAmount, Some("amount"), "there is nothing to pay".into());
                    self.out.push_back(Outcome::Warned(finding));
                }
            }
        }
        for (line, _) in more {
            self.skip(*line, Code::DuplicateIdentical, "says the same as the row before");
        }
    }

    /// A row of sums is left out, but compared: with everything so far, or everything since the row
    /// of sums before it. Sums over several currencies mean nothing.
    fn check_sum(&mut self, record: &Record) {
        self.skip(record.line, Code::TotalsRow, "a sum of other rows");
        let row = Row { record, survey: self.survey };
        let scanned = numbers::scan(row.own_cell(Field::Amount));
        let read =
            scanned.and_then(|s| Some((numbers::read(s.body, row.decimal_mark(Field::Amount)).ok()?, s.negative)));
        if let (Some((number, negative)), None) = (read, self.survey.options.as_of) {
            let says = |sums: &BTreeMap<Currency, i64>| match (sums.len(), sums.iter().next()) {
                (1, Some((currency, sum))) => Some(number.money(negative, *currency).is_ok_and(|m| m.minor() == *sum)),
                _ => None,
            };
            let (all, since) = (says(&self.totals), says(&self.since_last_sum));
            if all != Some(true) && since != Some(true) && (all, since) != (None, None) {
                let message = format!(
                    "the file says {}, the rows that were taken add up to another sum",
                    short(row.own_cell(Field::Amount))
                );
                let field = Some(Field::Amount.as_str().into());
                let finding = Finding { line: record.line, code: Code::TotalsMismatch, field, message: message.into() };
                self.out.push_back(Outcome::Warned(finding));
            }
        }
        self.since_last_sum.clear();
    }
}

impl Iterator for Rows<'_> {
    type Item = std::io::Result<Outcome>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(outcome) = self.out.pop_front() {
                return Some(Ok(outcome));
            }
            if self.ended {
                return None;
            }
            if let Err(error) = self.step() {
                self.ended = true;
                return Some(Err(error));
            }
        }
    }
}

impl Group {
    /// A further row with the same number: a line, if what it says of the invoice is what the first
    /// row says, or nothing.
    fn add(&mut self, row: Row<'_>) {
        let line = row.record.line;
        let first = Row { record: &self.first, survey: row.survey };
        let differs = |field: &Field| {
            let (own, other) = (row.own_cell(*field), first.own_cell(*field));
            !field.is_line() && *field != Field::InvoiceNumber && !own.is_empty() && own != other
        };
        self.rows.push((line, row.record.text() == self.first.text()));
        if self.trouble.is_some() {
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        let finding = |code, field: Field, message: String| {
            Some(Finding { line, code, field: Some(field.as_str().into()), message: message.into() })
        };
        if let Some(field) = Field::ALL.iter().find(|field| differs(field)) {
            let message = format!(
                "{} has another {field} here than on line {}; rows with one number are the lines of one invoice",
                short(&draft.item.number),
                first.record.line
            );
            self.trouble = finding(Code::DuplicateConflict, *field, message);
        } else if draft.item.lines.len() >= MAX_LINES {
            self.trouble =
                finding(Code::TooManyLines, Field::InvoiceNumber, format!("an invoice has {MAX_LINES} lines at most"));
        } else {
            match row.line(draft.item.currency) {
                Ok(line) => draft.item.lines.extend(line),
                Err(finding) => self.trouble = Some(finding),
            }
        }
    }
}

struct Whole<'a> {
    item: Item,
    warnings: Vec<Finding>,
    /// Further rows that were the same once more, not lines.
    repeated: &'a [(u64, bool)],
}

/// All rows of an invoice are there: do its lines add up?
fn whole(draft: Draft, rows: &[(u64, bool)]) -> Result<Whole<'_>, Finding> {
    let Draft { mut item, mut warnings, has_total, credit_by_word } = draft;
    let line = item.line;
    let about = |code, field: Field, message: Cow<'static, str>| Finding {
        line,
        code,
        field: Some(field.as_str().into()),
        message,
    };
    let too_large = || about(Code::AmountOutOfRange, Field::LineNet, "the sum is larger than any amount".into());
    let mut sum = line_totals(&item.lines, item.currency).map_err(|_| too_large())?.2;
    if (credit_by_word || item.amount().minor() < 0) && sum.is_positive() {
        for line in &mut item.lines {
            (line.net, line.tax) = (opposite(line.net), opposite(line.tax));
        }
        sum = opposite(sum);
    }
    let mut repeated = [].as_slice();
    if !has_total {
        if sum.minor().unsigned_abs() > numbers::MAX_MINOR.unsigned_abs() {
            return Err(too_large());
        }
        item.total = Some(sum);
        item.document =
            if credit_by_word || sum.minor() < 0 { DocumentKind::CreditNote } else { DocumentKind::Invoice };
        let part = if sum.minor() < 0 { sum.minor()..=0 } else { 0..=sum.minor() };
        if let Some(open) = item.open.filter(|open| !part.contains(&open.minor())) {
            let message = format!("{open} is open of {sum}");
            return Err(about(Code::OpenAmountMismatch, Field::OpenAmount, message.into()));
        }
        item.paid = item.open.and_then(|open| sum.minus(open).ok());
    } else if sum != item.amount() && !item.lines.is_empty() {
        let once = item.lines.first().and_then(|line| line.gross().ok());
        if rows.len() > 1 && rows.iter().all(|(_, same)| *same) && once == Some(item.amount()) {
            item.lines.truncate(1);
            repeated = rows.get(1..).unwrap_or_default();
        } else {
            let says = item.amount();
            let message = format!("the lines add up to {sum}, the invoice says {says}; the lines are left out");
            warnings.push(about(Code::LinesMismatch, Field::LineNet, message.into()));
            item.lines.clear();
        }
    }
    Ok(Whole { item, warnings, repeated })
}

impl From<NoDraft> for Outcome {
    fn from(none: NoDraft) -> Self {
        match none {
            NoDraft::Refused(finding) => Self::Rejected(finding),
            NoDraft::NotYet(finding) => Self::Skipped(finding),
        }
    }
}

fn about_flaw(line: u64, flaw: Flaw) -> Finding {
    let (code, message) = match flaw {
        Flaw::UnterminatedQuote => {
            (Code::UnterminatedQuote, Cow::Borrowed("a quote (\") is opened here and never closed"))
        }
        Flaw::TooLong => (Code::RecordTooLong, format!("longer than {MAX_RECORD} bytes").into()),
    };
    Finding { line, code, field: None, message }
}

/// Words that begin a row of sums.
const SUM_WORDS: [&str; 12] = [
    "total",
    "totals",
    "totales",
    "totais",
    "subtotal",
    "subtotales",
    "suma",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "somme",
];

/// A sum of other rows: without days, and beginning with a word for sums.
fn is_sum(record: &Record, survey: &Survey) -> bool {
    let row = Row { record, survey };
    let has_day = [Field::IssueDate, Field::DueDate].into_iter().any(|field| !row.own_cell(field).is_empty());
    if has_day && record.len() == survey.header.len() {
        return false;
    }
    let first = record.cells().map(str::trim).find(|cell| !cell.is_empty()).map(|cell| plain(&short(cell)));
    let Some(first) = first else { return false };
    let mut words = first.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    match words.next() {
        Some("sub") => words.next().is_some_and(|word| word.starts_with("total")),
        Some("grand" | "gran") => words.next().is_some_and(|word| word.starts_with("total")),
        Some(word) => SUM_WORDS.contains(&word),
        None => false,
    }
}

/// A number trimmed and in lower case, as 128 bits: with a million numbers the odds that two
/// different ones meet are one in 10^26.
fn key(number: &str, scratch: &mut Vec<u8>) -> Key {
    scratch.clear();
    if number.is_ascii() {
        scratch.extend(number.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        scratch.extend_from_slice(number.to_lowercase().as_bytes());
    }
    let first = hash(scratch);
    scratch.push(1);
    [first, hash(scratch)]
}

/// What an invoice says, but for its number's case and where it stands.
fn fingerprint(item: &Item, scratch: &mut Vec<u8>) -> u64 {
    let Item { customer, issued, due, settled, total, open, paid, lines, .. } = item;
    scratch.clear();
    scratch.extend_from_slice(item.document.as_str().as_bytes());
    for day in [Some(*issued), Some(*due), *settled] {
        scratch.extend_from_slice(&day.map_or(i32::MIN, |day| day.num_days_from_ce()).to_le_bytes());
    }
    scratch.extend_from_slice(item.currency.code().as_bytes());
    for amount in [total, paid, open] {
        scratch.extend_from_slice(&amount.map_or(i64::MIN, Money::minor).to_le_bytes());
    }
    put_customer(customer, scratch);
    for text in [&item.terms, &item.description, &item.notes, &item.reference] {
        put(text.as_deref(), scratch);
    }
    put(item.status.map(Status::as_str), scratch);
    for Line { description, quantity, net, tax_percent, tax } in lines {
        put(Some(description), scratch);
        scratch.extend_from_slice(&quantity.serialize());
        scratch.extend_from_slice(&tax_percent.map_or([0xFF; 16], |rate| rate.serialize()));
        scratch.extend_from_slice(&net.minor().to_le_bytes());
        scratch.extend_from_slice(&tax.minor().to_le_bytes());
    }
    hash(scratch)
}

fn put_customer(customer: &Customer, into: &mut Vec<u8>) {
    let Customer { number, tax_id, name, emails, phones, postcode, address, locale } = customer;
    let tax_id = tax_id.as_ref().map(|TaxId { written, .. }| written.as_str());
    for text in [number, name, postcode, address, locale] {
        put(text.as_deref(), into);
    }
    put(tax_id, into);
    for text in emails.iter().map(|email| &email.address).chain(phones) {
        put(Some(text), into);
    }
}

/// A text and where it ends, so that `ab` and `c` are not `a` and `bc`.
fn put(text: Option<&str>, into: &mut Vec<u8>) {
    into.extend_from_slice(text.unwrap_or("").as_bytes());
    into.push(if text.is_some() { 0xFF } else { 0xFE });
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Keys are hashes already; the table takes them as they are.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash(bytes);
    }

    fn write_u64(&mut self, n: u64) {
        self.0 ^= n;
    }
}
