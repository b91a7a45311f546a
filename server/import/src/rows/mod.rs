//! The second pass: one outcome after another, in memory that does not grow with the rows but for
//! 16 bytes each to know a number again.

mod continued;
mod contradicting;
mod document;
mod itemised;
mod lines;
mod seen;
mod sums;
mod unapplied;
mod whole;

use super::answer::Unnamed;
use super::encoding::Text;
use super::field::Field;
use super::hashing::HashedMap;
use super::outcome::{Code, Finding, Outcome};
use super::outline::Trail;
use super::question::Question;
use super::records::{Flaw, MAX_RECORD, Record, Records};
use super::row::{NoDraft, Row};
use super::sections::{self, Aside};
use super::sheet::Table;
use super::source::Source;
use super::survey::{Survey, document_key};
use document::Document;
use domain::money::Currency;
use lines::Group;
use seen::{Key, Print};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use sums::Tallies;
use unapplied::Unapplied;
use whole::Whole;

/// So many rows are kept until their document is whole; beyond that, documents whose rows stand apart are refused.
const MOST_HELD: usize = 100_000;
/// Why those are refused.
const TOO_MANY_APART: &str = "its rows stand apart, in a file with more such rows than are kept";
/// So many of an account, where what stands apart adds up most of the time.
const MOST_HELD_OF_ACCOUNT: usize = 20_000;

/// The outcomes of a file's rows, in the file's order.
///
/// Rows that are lines or parts of one document come together. After the last outcome,
/// [`Rows::totals`] has the sums of what was accepted.
pub struct Rows<'a> {
    survey: &'a Survey,
    records: Records<'a>,
    record: Record,
    count: u64,
    out: VecDeque<Outcome>,
    group: Option<Group>,
    document: Option<Document>,
    /// Documents whose rows do not stand together, and the order in which they came.
    held: HashMap<u64, Document>,
    held_order: Vec<u64>,
    held_rows: usize,
    /// The same of documents with net sums.
    held_groups: HashMap<u64, Group>,
    held_group_order: Vec<u64>,
    seen: HashedMap<Key, Print>,
    /// Documents whose numbers begin with zeros, as if these were not there.
    zeros: HashedMap<Key, Print>,
    scratch: Vec<u8>,
    totals: BTreeMap<Currency, i64>,
    tallies: Tallies,
    /// Is what was taken that of an earlier day than the file's own, so that its sums may rightly say more?
    is_of_another_day: bool,
    /// The sections in which the next row stands.
    trail: Trail,
    /// The last row that named its customer, where rows without one belong to it.
    leader: Option<Record>,
    whole: Whole,
    unapplied: Unapplied,
    /// The document of the row before.
    above: Option<u64>,
    /// Documents of which a row was refused.
    lost: HashSet<u64>,
    /// What the rows leave to be asked.
    question: Option<Question>,
    ended: bool,
}

impl Survey {
    /// The second pass over the same `source`: its rows, one at a time.
    ///
    /// # Errors
    /// Those of opening the source.
    pub fn rows<'a>(&'a self, source: Source<'a>) -> std::io::Result<Rows<'a>> {
        Ok(Rows::new(self, self.records_of(source)?))
    }

    /// The records of a text as they stand, from its beginning.
    pub(super) fn records_of<'a>(&self, source: Source<'a>) -> std::io::Result<Records<'a>> {
        Ok(Records::new(Text::new(source.open()?, self.encoding), self.layout).behind(self.own_headings()))
    }

    /// Headings for a list that has none.
    fn own_headings(&self) -> Option<Record> {
        self.headless.then(|| self.header.clone())
    }

    /// The same of a sheet.
    pub(super) fn rows_of_sheet<'a>(&'a self, table: &'a Table) -> Rows<'a> {
        Rows::new(self, Records::of_sheet(table).behind(self.own_headings()))
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
            document: None,
            held: HashMap::new(),
            held_order: Vec::new(),
            held_rows: 0,
            held_groups: HashMap::new(),
            held_group_order: Vec::new(),
            seen: HashedMap::default(),
            zeros: HashedMap::default(),
            scratch: Vec::new(),
            totals: BTreeMap::new(),
            tallies: Tallies::default(),
            is_of_another_day: survey.options.as_of.is_some()
                && [Field::SettledDate, Field::Paid].into_iter().any(|field| survey.columns.has(field)),
            trail: Trail::default(),
            leader: None,
            whole: Whole::default(),
            unapplied: Unapplied::default(),
            above: None,
            lost: HashSet::new(),
            question: None,
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

    /// Whether the rows of one number are its lines, which was not said and which nothing in them settles: known after the
    /// last outcome.
    pub(super) fn question(&self) -> Option<Question> {
        self.question.clone()
    }

    fn step(&mut self) -> std::io::Result<()> {
        let last_line = self.record.line;
        if !self.records.next(&mut self.record)? {
            self.record.line = last_line;
            self.finish();
            for key in std::mem::take(&mut self.held_order) {
                if let Some(document) = self.held.remove(&key) {
                    self.accept_document(document);
                }
            }
            self.finish_held_groups();
            self.tell_cut();
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
            self.take_count(record);
            self.see_above(record);
            self.skip(record.line, Code::Preamble, "before the headings");
        } else if self.count == self.survey.preamble + 1 {
            self.out.extend(self.survey.about_headings().into_iter().map(Outcome::Warned));
        } else if let Some(flaw) = record.flaw {
            self.finish();
            self.count_row(record);
            self.out.push_back(Outcome::Rejected(about_flaw(record.line, flaw)));
        } else if is_header(record, &self.survey.header) {
            self.skip(record.line, Code::RepeatedHeader, "the headings once more");
        } else if sections::is_ruled(record) {
            self.skip(record.line, Code::Section, "a line that only rules the list");
        } else if self.take_count(record) {
            self.skip(record.line, Code::TotalsRow, "how many rows there are");
        } else if self.loses_above(record) || self.take_sum(record) || self.take_section(record) {
            // Counted there.
        } else if let Some(finding) = self.wrong_count(record) {
            self.finish();
            self.count_row(record);
            self.name_beside(Row { record, survey: self.survey, above: None, leader: None });
            self.out.push_back(Outcome::Rejected(finding));
        } else {
            self.count_row(record);
            match self.is_cut_off(record) {
                Some(finding) => {
                    self.finish();
                    self.name_beside(Row { record, survey: self.survey, above: None, leader: None });
                    self.out.push_back(Outcome::Rejected(finding));
                }
                None => self.take_document(record),
            }
        }
    }

    /// A row that goes on with the document above and has a sum of its own: nothing says what that document comes to. The row
    /// itself is judged as others are.
    fn loses_above(&mut self, record: &Record) -> bool {
        let Some(above) = self.above.filter(|_| continued::goes_on(record, &self.survey.columns)) else { return false };
        let row = Row { record, survey: self.survey, above: None, leader: None };
        if row.has_amount() && !sections::begins_as_sum(&sections::first_texts(record)) {
            self.lost.insert(above);
        }
        false
    }

    fn take_document(&mut self, record: &Record) {
        if self.survey.columns.has(Field::LineNet) {
            self.take_line(record);
        } else {
            self.take_item(record);
        }
    }

    fn skip(&mut self, line: u64, code: Code, message: &'static str) {
        self.out.push_back(Outcome::Skipped(Finding { line, code, field: None, message: message.into() }));
    }

    /// What was gathered of one document is whole.
    fn finish(&mut self) {
        self.finish_group();
        if let Some(document) = self.document.take() {
            self.accept_document(document);
        }
    }

    /// A row that is the name of a section, says something of its customer, or is a remark.
    fn take_section(&mut self, record: &Record) -> bool {
        let outline = &self.survey.outline;
        let Some(aside) = sections::read(record, &self.survey.columns) else { return false };
        let message = match aside {
            // Where each row has its own customer, a name with a sum is a row that lost the rest.
            Aside::Section(section) if section.with_sum && !outline.above => return false,
            Aside::Section(section) => {
                self.finish();
                self.above = None;
                self.trail.section(section, outline);
                "the name of a section, or a remark"
            }
            Aside::Fact(field, text) => {
                self.finish();
                self.trail.fact(field, text);
                "something about the customer above"
            }
            Aside::Remark => "a remark",
        };
        self.skip(record.line, Code::Section, message);
        true
    }

    /// A customer may stand above the headings, where each has headings of its own.
    fn see_above(&mut self, record: &Record) {
        match sections::read(record, &self.survey.columns) {
            Some(Aside::Section(section)) if section.labelled => self.trail.section(section, &self.survey.outline),
            Some(Aside::Fact(field, text)) => self.trail.fact(field, text),
            _ => {}
        }
    }

    /// The row whose customer a row without one has.
    fn leader_of(&mut self, record: &Record) -> Option<Record> {
        if self.survey.unnamed == Unnamed::Nobody {
            return None;
        }
        if self.survey.columns.names_customer(record) {
            self.leader = Some(record.clone());
            return None;
        }
        self.leader.clone()
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

    /// A row of a file without lines: a document, or one of several rows of it.
    fn take_item(&mut self, record: &Record) {
        let leader = self.leader_of(record);
        let above = self.trail.customer(&self.survey.outline);
        let row = Row { record, survey: self.survey, above, leader: leader.as_ref() };
        let number = row.cell(Field::InvoiceNumber);
        let key = document_key([number, &row.series_text(), row.cell(Field::Kind)]);
        let (may_be_a_name, is_numbered) = (!row.has_amount(), !number.is_empty());
        let draft = match row.draft() {
            Ok(draft) => self.unapplied.told_apart(draft),
            Err(none) => {
                let goes_on = self.above.is_some() && continued::goes_on(record, &self.survey.columns);
                if goes_on && may_be_a_name {
                    let message = "a further line of the document above, which counts once";
                    return self.skip(record.line, Code::FurtherLine, message);
                }
                if may_be_a_name && matches!(none, NoDraft::Refused(_)) {
                    self.trail.lose();
                }
                self.is_of_another_day |= matches!(&none, NoDraft::Left(why) if why.code == Code::AfterAsOf);
                if matches!(none, NoDraft::Refused(_)) && is_numbered && !self.survey.is_movements() {
                    self.lost.insert(key);
                }
                self.name_beside(Row { record, survey: self.survey, above: None, leader: None });
                return self.out.push_back(none.into());
            }
        };
        self.trail.item();
        let is_account = self.survey.is_movements();
        let whole = is_numbered && !(is_account && draft.item.document.is_movement());
        if whole && let Some(last) = self.survey.scattered.get(&key) {
            let most = if is_account { MOST_HELD_OF_ACCOUNT } else { MOST_HELD };
            if self.held_rows < most || self.held.contains_key(&key) {
                self.held_rows += 1;
                if !self.held.contains_key(&key) {
                    self.held_order.push(key);
                }
                let document = self.held.entry(key).or_insert_with(|| Document { key, drafts: Vec::new() });
                document.drafts.push(draft);
                self.above = Some(key);
                if record.line >= *last
                    && let Some(document) = self.held.remove(&key)
                {
                    self.finish();
                    self.accept_document(document);
                }
                return;
            }
            if !is_account {
                return self.refuse_drafts(&[draft], Code::DuplicateConflict, TOO_MANY_APART);
            }
        }
        match &mut self.document {
            Some(document) if whole && document.key == key => document.drafts.push(draft),
            _ => {
                self.finish();
                self.document = Some(Document { key: if whole { key } else { 0 }, drafts: vec![draft] });
            }
        }
        self.above = Some(key).filter(|_| whole && !is_account);
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

impl From<NoDraft> for Outcome {
    fn from(none: NoDraft) -> Self {
        match none {
            NoDraft::Refused(finding) => Self::Rejected(finding),
            NoDraft::Left(finding) => Self::Skipped(finding),
        }
    }
}

/// The headings once more, perhaps on a new page.
fn is_header(record: &Record, header: &Record) -> bool {
    record.len() == header.len()
        && record.text().trim_start_matches('\u{c}') == header.text().trim_start_matches('\u{c}')
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
