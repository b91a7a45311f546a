//! Whether a document number comes again: in rows that stand apart, or for another customer.

use super::counters::Counter;
use crate::columns::Columns;
use crate::field::Field;
use crate::hashing::{self, HashedMap};
use crate::item::DocumentKind;
use crate::numbers;
use crate::question::Question;
use crate::records::Record;
use crate::words::kinds::{self, KindWord};
use crate::words::opening;
use std::collections::{HashMap, HashSet};

/// The bits that say which record it was.
const PLACE: u32 = u32::MAX >> 1;
/// Have the rows of the number been found apart?
const APART: u32 = !PLACE;

/// What was seen of one number.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Which record of the file it was, the last 31 bits of it, and whether its rows stand apart.
    record: u32,
    name: u32,
    customer: u32,
    due: u32,
    paid: u32,
    /// What decides about money in one half, the rest of the row in the other.
    text: u32,
}

/// What the rows say of document numbers.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    seen: HashedMap<u64, Seen>,
    /// Numbers whose rows do not stand together and say different things, and the line from which all of them are known: the
    /// last one's where they differ in their sums alone, else the end of the file.
    pub(super) scattered: HashMap<u64, u64>,
    /// Numbers that are charged more than once, with other sums.
    pub(super) charged_apart: HashSet<u64>,
    /// Is there a number that comes once more with another sum and other texts beside it?
    pub(super) may_be_lines: bool,
    beside: Option<Beside>,
    pub(super) counter: Option<Counter>,
    /// Is there a number that comes once more with another payment?
    pub(super) paid_by_row: bool,
    /// A number that comes for two customers, and the line of the second.
    pub(super) shared: Option<(String, u64)>,
    /// The same of payments, which are documents only in a list of what is open.
    pub(super) shared_by_payments: Option<(String, u64)>,
}

impl Numbering {
    /// Notes a row that is a debt: the `count`th record of the file.
    pub(super) fn add(&mut self, record: &Record, count: u64, columns: &Columns) {
        let cell = |field| columns.cell(field, record);
        let number = cell(Field::InvoiceNumber);
        if number.is_empty() || opening::word(cell).is_some() {
            return;
        }
        let counter = self.counter.get_or_insert_with(|| Counter::of(columns));
        let series = if counter.is_named_branch(record, columns) {
            columns.series_without_branch(record)
        } else {
            columns.series(record)
        };
        let key = document_key([number, &series, cell(Field::Kind)]);
        let counted_apart = counter.differs(key, record);
        let paid = [Field::PaidAmount, Field::Paid].into_iter().map(cell).find(|cell| !cell.is_empty()).unwrap_or("");
        let word = kinds::read(cell(Field::Kind));
        let is_payment = matches!(word, Some(KindWord::Is(DocumentKind::Payment | DocumentKind::Reversal)));
        let debit = columns.place(Field::Debit, record).and_then(|at| record.get(at)).map(str::trim);
        let charges = !is_payment
            && debit.is_none_or(|debit| !(debit.is_empty() || numbers::is_nothing(debit) || numbers::is_zero(debit)));
        let mut now = Seen {
            record: u32::try_from(count & u64::from(PLACE)).unwrap_or(0),
            name: hashing::short(hashing::name(&columns.customer_name(record))),
            customer: hashing::short(hashing::number(cell(Field::CustomerId))),
            due: hashing::short(hashing::number(cell(Field::DueDate))),
            paid: hashing::short(hashing::number(paid)),
            text: self.beside.get_or_insert_with(|| Beside::of(columns)).both(record),
        };
        let before = self.seen.get(&key).copied();
        let charged = before.map_or(0, |before| before.text);
        if !charges {
            now.text = charged;
        }
        let apart = before.is_some_and(|before| {
            before.record & APART != 0 || (before.record & PLACE).wrapping_add(1) & PLACE != now.record
        });
        if apart {
            now.record |= APART;
        }
        self.seen.insert(key, now);
        let Some(before) = before else { return };
        let differ = |one: u32, two: u32| one != two;
        let named = before.name != 0 && now.name != 0;
        // Lines of one document stand together; a name that changes among them is a fault of that document.
        let other =
            named && differ(before.name, now.name) && (now.customer == 0 || differ(before.customer, now.customer));
        let shared = if is_payment { &mut self.shared_by_payments } else { &mut self.shared };
        if other && (apart || !columns.has(Field::LineNet)) && shared.is_none() {
            *shared = Some((number.chars().take(40).collect(), record.line));
        }
        let nothing = hashing::short(hashing::number(""));
        let both_paid = before.paid != nothing && now.paid != nothing;
        self.paid_by_row |= both_paid
            && differ(before.paid, now.paid)
            && (before.due, before.name, before.customer) == (now.due, now.name, now.customer);
        let differing = if charged == 0 || now.text == 0 { 0 } else { charged ^ now.text };
        let (decides, rest) = (differing >> 16 != 0, differing & 0xFFFF != 0);
        self.may_be_lines |= decides && rest;
        if decides {
            self.charged_apart.insert(key);
        }
        if let Some(counter) = self.counter.as_mut()
            && counted_apart
            && (decides || other || differ(before.due, now.due))
            && counter.repeats.is_none()
        {
            counter.repeats = Some((number.chars().take(40).collect(), record.line));
        }
        if let Some(last) = self.scattered.get_mut(&key) {
            *last = record.line.max(*last);
        }
        let of_all = both_paid
            || decides && rest
            || other
            || differ(before.due, now.due)
            || columns.has(Field::LineNet) && differing != 0;
        if apart && of_all {
            self.scattered.insert(key, u64::MAX);
        } else if apart && decides {
            self.scattered.entry(key).or_insert(record.line);
        }
    }
}

impl Numbering {
    /// Whether a column beside the number belongs to it, where one number comes again with other contents.
    pub(super) fn counter_question(&self, columns: &Columns) -> Option<Question> {
        let counter = self.counter.as_ref()?;
        let (number, line) = counter.repeats.clone()?;
        Some(Question::Counter { column: counter.heading(columns)?.to_owned(), number, line })
    }
}

/// The places of the cells that decide about money, and of those that say what a row is for: neither whose it is nor when it
/// is due.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    deciding: Vec<usize>,
    rest: Vec<usize>,
}

impl Beside {
    pub(crate) fn of(columns: &Columns) -> Self {
        let (mut deciding, mut rest) = (Vec::new(), Vec::new());
        for at in 0..columns.headings.len() {
            match columns.field_at(at) {
                None
                | Some(
                    Field::Description
                    | Field::Notes
                    | Field::Reference
                    | Field::LineDescription
                    | Field::LineQuantity
                    | Field::LineNet
                    | Field::LineTax
                    | Field::LineTaxPercent,
                ) => rest.push(at),
                Some(field) if !is_identity(field) => deciding.push(at),
                Some(_) => {}
            }
        }
        Self { deciding, rest }
    }

    /// The rest of a row.
    pub(crate) fn rest(&self, record: &Record) -> u32 {
        hashing::short(hash_of(&self.rest, record))
    }

    fn both(&self, record: &Record) -> u32 {
        let text = hashing::short(hash_of(&self.deciding, record)) & 0xFFFF_0000
            | hashing::short(hash_of(&self.rest, record)) & 0xFFFF;
        text.max(1)
    }
}

fn hash_of(places: &[usize], record: &Record) -> u64 {
    let cell = |at: &usize| hashing::number(record.get(*at).unwrap_or(""));
    places.iter().map(cell).fold(0, |hash, cell| hash.rotate_left(21) ^ cell)
}

/// Is it said elsewhere whether rows agree in it?
const fn is_identity(field: Field) -> bool {
    field.is_customer()
        || matches!(
            field,
            Field::InvoiceNumber
                | Field::Series
                | Field::Part
                | Field::Kind
                | Field::DueDate
                | Field::Terms
                | Field::Letter
                | Field::Branch
                | Field::PointOfSale
                | Field::LastPayment
        )
}

/// What tells documents apart: number, series and the word for the kind, in one case.
pub(crate) fn document_key(parts: [&str; 3]) -> u64 {
    parts.into_iter().fold(0, |key, part| key.rotate_left(21) ^ hashing::number(part))
}
