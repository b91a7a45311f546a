//! Whether a document number comes again: in rows that stand apart, or for another customer.

use crate::columns::Columns;
use crate::field::Field;
use crate::hashing::{self, HashedMap};
use crate::item::DocumentKind;
use crate::records::Record;
use crate::words::kinds::{self, KindWord};
use crate::words::opening;
use std::collections::HashSet;

/// What was seen of one number.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Which record of the file it was, the last 32 bits of it.
    record: u32,
    name: u32,
    customer: u32,
    due: u32,
    paid: u32,
}

/// What the rows say of document numbers.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    seen: HashedMap<u64, Seen>,
    /// Numbers whose rows do not stand together and are due on several days, or have a payment each: their parts and payments
    /// are looked for in all of the file.
    pub(super) scattered: HashSet<u64>,
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
        let key = document_key([number, &columns.series(record), cell(Field::Kind)]);
        let paid = [Field::PaidAmount, Field::Paid].into_iter().map(cell).find(|cell| !cell.is_empty()).unwrap_or("");
        let now = Seen {
            record: u32::try_from(count & u64::from(u32::MAX)).unwrap_or(0),
            name: hashing::short(hashing::name(&columns.customer_name(record))),
            customer: hashing::short(hashing::number(cell(Field::CustomerId))),
            due: hashing::short(hashing::number(cell(Field::DueDate))),
            paid: hashing::short(hashing::number(paid)),
        };
        let Some(before) = self.seen.insert(key, now) else { return };
        let differ = |one: u32, two: u32| one != two;
        let named = before.name != 0 && now.name != 0;
        let apart = before.record.wrapping_add(1) != now.record;
        // Lines of one document stand together; a name that changes among them is a fault of that document.
        let other =
            named && differ(before.name, now.name) && (now.customer == 0 || differ(before.customer, now.customer));
        let word = kinds::read(cell(Field::Kind));
        let shared = match word {
            Some(KindWord::Is(DocumentKind::Payment | DocumentKind::Reversal)) => &mut self.shared_by_payments,
            _ => &mut self.shared,
        };
        if other && (apart || !columns.has(Field::LineNet)) && shared.is_none() {
            *shared = Some((number.chars().take(40).collect(), record.line));
        }
        let nothing = hashing::short(hashing::number(""));
        let both_paid = before.paid != nothing && now.paid != nothing;
        self.paid_by_row |= both_paid
            && differ(before.paid, now.paid)
            && (before.due, before.name, before.customer) == (now.due, now.name, now.customer);
        if apart && (both_paid || differ(before.due, now.due)) {
            self.scattered.insert(key);
        }
    }
}

/// What tells documents apart: number, series and the word for the kind, in one case.
pub(crate) fn document_key(parts: [&str; 3]) -> u64 {
    parts.into_iter().fold(0, |key, part| key.rotate_left(21) ^ hashing::number(part))
}
