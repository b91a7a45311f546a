//! By what a file tells its customers apart.
//!
//! In this order, the first that is there and sound: the creditor's customer number, the tax number, the name with one more
//! fact. A column whose one value stands beside two names, addresses for mail or tax numbers is no customer number: it may
//! be a ledger account, a sales person or a region.

use crate::columns::Columns;
use crate::field::Field;
use crate::hashing::{self, HashedMap};
use crate::headings::Sureness;
use crate::item::Identity;
use crate::mail;
use crate::options::Options;
use crate::question::Question;
use crate::records::Record;
use crate::words::anybody;
use domain::tax_id::{Offices, TaxId};
use std::collections::HashSet;

/// What was seen of one customer, each as a hash; 0 is nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    name: u32,
    number: u32,
    mails: [u32; 2],
    tax: u32,
    again: bool,
    contradicted: bool,
}

impl Seen {
    /// Do the facts beside a value say that it is somebody else? A tax number that holds outweighs addresses.
    fn contradicts(&self, other: &Self) -> bool {
        if self.tax != 0 && other.tax != 0 {
            return self.tax != other.tax;
        }
        let known = |mails: [u32; 2]| mails.into_iter().filter(|mail| *mail != 0);
        known(self.mails).next().is_some()
            && known(other.mails).next().is_some()
            && !known(self.mails).any(|mail| other.mails.contains(&mail))
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in
            [(&mut self.name, other.name), (&mut self.number, other.number), (&mut self.tax, other.tax)]
        {
            if *mine == 0 {
                *mine = theirs;
            }
        }
        for mail in other.mails {
            if mail != 0
                && !self.mails.contains(&mail)
                && let Some(place) = self.mails.iter_mut().find(|place| **place == 0)
            {
                *place = mail;
            }
        }
        self.again = true;
    }
}

/// A column that was not taken for what its heading says, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RefusedColumn {
    /// The heading.
    pub column: String,
    /// A cell of it.
    pub value: String,
    /// Why, for a person: "stands beside 41 names".
    pub reason: String,
}

/// A value that stands beside things that contradict each other.
#[derive(Debug, Clone)]
struct Conflict {
    hash: u64,
    value: String,
    beside: HashSet<u32>,
    what: &'static str,
}

/// What the rows say of customers.
#[derive(Debug, Default)]
pub(super) struct Customers {
    rows: u64,
    by_number: HashedMap<u64, Seen>,
    by_tax: HashedMap<u64, Seen>,
    by_name: HashedMap<u64, Seen>,
    number_conflict: Option<Conflict>,
    tax_conflict: Option<Conflict>,
    /// Rows whose tax number tells one customer from all others.
    identified: u64,
    two_numbers: u64,
    offices: Option<Offices>,
}

impl Customers {
    /// Notes a row that is a debt.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns, options: &Options) {
        let cell = |field| columns.at(field).map_or("", |at| record.trimmed(at));
        let (number, tax, name) = (cell(Field::CustomerId), cell(Field::CustomerTaxId), cell(Field::CustomerName));
        let offices = *self.offices.get_or_insert_with(|| columns.offices(options.house()));
        let tax_id = if tax.is_empty() { None } else { TaxId::read(tax, offices).filter(TaxId::identifies) };
        let (by_name, by_number) = (hashing::name(name), hashing::number(number));
        let by_tax = tax_id.as_ref().map_or(0, |id| hashing::number(&id.canonical));
        let seen = Seen {
            name: hashing::short(by_name),
            number: hashing::short(by_number),
            mails: mail::hashes(cell(Field::CustomerEmail)).map(hashing::short),
            tax: hashing::short(by_tax),
            again: false,
            contradicted: false,
        };
        self.rows += 1;
        self.identified += u64::from(seen.tax != 0);
        note(&mut self.by_number, by_number, &seen, true, (number, &mut self.number_conflict));
        note(&mut self.by_tax, by_tax, &Seen { mails: [0; 2], tax: 0, ..seen }, true, (tax, &mut self.tax_conflict));
        let before = self.by_name.get(&by_name).copied();
        self.two_numbers +=
            u64::from(before.is_some_and(|b| b.number != 0 && seen.number != 0 && b.number != seen.number));
        note(&mut self.by_name, by_name, &Seen { name: 0, ..seen }, false, ("", &mut None));
    }

    /// Settles by what customers are told apart; takes away columns that are no number of theirs.
    pub(super) fn settle(&mut self, columns: &mut Columns) -> Verdict {
        let mut verdict = Verdict::default();
        self.settle_number(columns, &mut verdict);
        if let Some(heading) = columns.heading(Field::CustomerTaxId).map(str::to_owned)
            && let Some(conflict) = self.tax_conflict.take().filter(|_| mostly_contradicted(&self.by_tax))
        {
            verdict.refused.push(conflict.refusal(heading));
            self.identified = 0;
            // One number for all is the creditor's own.
            if self.by_tax.len() == 1 && !columns.is_wished(Field::CustomerTaxId) {
                columns.drop_column(Field::CustomerTaxId);
            }
        }
        let contradicted: HashSet<u64> = self
            .by_name
            .iter()
            .filter(|(name, seen)| **name != 0 && seen.contradicted)
            .map(|(name, _)| *name)
            .collect();
        verdict.identity = if columns.has(Field::CustomerId) {
            Identity::CustomerNumber
        } else if self.rows > 0 && self.identified == self.rows {
            Identity::TaxNumber
        } else if columns.has(Field::CustomerEmail)
            || columns.has(Field::CustomerTaxId)
            || columns.has(Field::CustomerPhone)
        {
            Identity::NameAndFact
        } else {
            Identity::Name
        };
        verdict.shared_names = anybody::hashes();
        if matches!(verdict.identity, Identity::NameAndFact | Identity::Name) {
            verdict.shared_names.extend(contradicted);
        }
        verdict
    }

    fn settle_number(&mut self, columns: &mut Columns, verdict: &mut Verdict) {
        if columns.is_wished(Field::CustomerId) {
            return;
        }
        let Some(heading) = columns.heading(Field::CustomerId).map(str::to_owned) else { return };
        let sure = columns.sureness(Field::CustomerId) == Some(Sureness::Says);
        if let Some(conflict) = self.number_conflict.take() {
            if sure && !mostly_contradicted(&self.by_number) {
                verdict.question = Some(Question::CustomerNumber {
                    reason: conflict.reason(),
                    column: heading,
                    value: conflict.value,
                });
            } else {
                verdict.refused.push(conflict.refusal(heading));
                columns.drop_column(Field::CustomerId);
            }
            return;
        }
        // A code that is another in every row, while the names come again, counts something else.
        let names_again = self.by_name.iter().filter(|(name, seen)| **name != 0 && seen.again).count();
        let numbers_again = self.by_number.values().any(|seen| seen.again);
        if !sure && names_again > 0 && !numbers_again && self.two_numbers > 0 {
            let reason = "is another in every row, while the names come again".to_owned();
            verdict.refused.push(RefusedColumn { column: heading, value: String::new(), reason });
            columns.drop_column(Field::CustomerId);
        }
    }
}

/// By what a file tells its customers apart.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) identity: Identity,
    pub(super) refused: Vec<RefusedColumn>,
    /// Names that several customers have, and those that stand for anybody, as [`hashing::name`] has them.
    pub(super) shared_names: HashSet<u64>,
    pub(super) question: Option<Question>,
}

impl Conflict {
    fn reason(&self) -> String {
        format!("stands beside {} different {}", self.beside.len(), self.what)
    }

    fn refusal(self, column: String) -> RefusedColumn {
        RefusedColumn { column, reason: self.reason(), value: self.value }
    }
}

/// Of the values that come more than once, do more than half contradict themselves?
fn mostly_contradicted(map: &HashedMap<u64, Seen>) -> bool {
    let again = map.values().filter(|seen| seen.again).count();
    let contradicted = map.values().filter(|seen| seen.contradicted).count();
    contradicted * 2 > again
}

fn note(
    map: &mut HashedMap<u64, Seen>,
    key: u64,
    seen: &Seen,
    by_name: bool,
    (value, conflict): (&str, &mut Option<Conflict>),
) {
    if key == 0 {
        return;
    }
    let known = map.entry(key).or_insert(*seen);
    let named = by_name && known.name != 0 && seen.name != 0 && known.name != seen.name;
    if named || known.contradicts(seen) {
        known.contradicted = true;
        let what = if named {
            "names"
        } else if known.tax != seen.tax && known.tax != 0 && seen.tax != 0 {
            "tax numbers"
        } else {
            "addresses for mail"
        };
        let told = |seen: &Seen| match what {
            "names" => seen.name,
            "tax numbers" => seen.tax,
            _ => seen.mails[0],
        };
        let shown = || Conflict { hash: key, value: value.chars().take(40).collect(), beside: HashSet::new(), what };
        let conflict = conflict.get_or_insert_with(shown);
        if conflict.hash == key && conflict.what == what {
            conflict.beside.extend([told(known), told(seen)]);
        }
    }
    known.add(seen);
}
