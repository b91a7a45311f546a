//! By what a file tells its customers apart.
//!
//! In this order, the first that is there and sound: the creditor's customer number, the tax number, the name with one more
//! fact. A column whose one value stands beside two names, addresses for mail or tax numbers is no customer number: it may
//! be a ledger account, a sales person or a region.

use super::facts::{self, Facts};
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::hashing::{self, HashedMap};
use crate::headings::Confidence;
use crate::item::Identity;
use crate::mail;
use crate::options::Options;
use crate::question::Question;
use crate::records::Record;
use crate::words::anybody;
use domain::tax_id::{Offices, TaxId};
use std::borrow::Cow;
use std::collections::HashSet;
use std::collections::hash_map::Entry;

/// What was seen beside one number, each as a hash; 0 is nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    name: u32,
    mails: [u32; 2],
    tax: u32,
    again: bool,
    contradicted: bool,
    /// How many rows have it.
    rows: u32,
}

impl Seen {
    /// Do the facts beside a value say that it is somebody else? A tax number that holds outweighs addresses.
    fn contradicts(&self, other: &Self) -> bool {
        if self.tax != 0 && other.tax != 0 {
            return self.tax != other.tax;
        }
        facts::any(self.mails, other.mails) == Some(false)
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in [(&mut self.name, other.name), (&mut self.tax, other.tax)] {
            if *mine == 0 {
                *mine = theirs;
            }
        }
        facts::learn(&mut self.mails, other.mails);
        self.again = true;
        self.rows = self.rows.saturating_add(1);
    }
}

/// What was seen of one name.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    facts: Facts,
    number: u32,
    again: bool,
    contradicted: bool,
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
    by_name: HashedMap<u64, Named>,
    number_conflict: Option<Conflict>,
    tax_conflict: Option<Conflict>,
    /// Rows whose tax number tells one customer from all others.
    identified: u64,
    two_numbers: u64,
    first_number: String,
    offices: Option<Offices>,
    /// Numbers of customers that are words.
    words_for_numbers: u64,
}

impl Customers {
    /// Notes a row that is a debt.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns, options: &Options) {
        if !columns.names_customer(record) {
            return;
        }
        let cell = |field| columns.cell(field, record);
        let (number, tax) = (cell(Field::CustomerId), cell(Field::CustomerTaxId));
        let is_word = !number.is_empty() && !number.bytes().any(|b| b.is_ascii_digit());
        let name = match columns.customer_name(record) {
            name if name.is_empty() && is_word => Cow::Borrowed(number),
            name => name,
        };
        let offices = *self.offices.get_or_insert_with(|| columns.offices(options.house()));
        let read = if tax.is_empty() { None } else { TaxId::read(tax, offices) };
        let tax_id = read.as_ref().filter(|id| id.identifies());
        let (by_name, by_number) = (hashing::name(&name), hashing::number(number));
        let by_tax = tax_id.map_or(0, |id| hashing::number(&id.canonical));
        let seen = Seen {
            name: hashing::short(by_name),
            mails: mail::hashes(cell(Field::CustomerEmail)).map(hashing::short),
            tax: hashing::short(by_tax),
            again: false,
            contradicted: false,
            rows: 1,
        };
        self.rows += 1;
        if self.first_number.is_empty() {
            self.first_number = number.chars().take(40).collect();
        }
        self.identified += u64::from(seen.tax != 0);
        self.words_for_numbers += u64::from(is_word);
        note(&mut self.by_number, by_number, &seen, (number, &mut self.number_conflict));
        note(&mut self.by_tax, by_tax, &Seen { mails: [0; 2], tax: 0, ..seen }, (tax, &mut self.tax_conflict));
        self.add_name(by_name, hashing::short(by_number), Facts::of(record, columns, read.as_ref()));
    }

    fn add_name(&mut self, name: u64, number: u32, facts: Facts) {
        if name == 0 {
            return;
        }
        match self.by_name.entry(name) {
            Entry::Vacant(place) => {
                place.insert(Named { facts, number, ..Named::default() });
            }
            Entry::Occupied(known) => {
                let known = known.into_mut();
                self.two_numbers += u64::from(known.number != 0 && number != 0 && known.number != number);
                known.contradicted |= known.facts.contradicts(&facts);
                known.facts.add(&facts);
                known.number = if known.number == 0 { number } else { known.number };
                known.again = true;
            }
        }
    }

    /// Is what may be a number of customers the ledger account that all of them are kept in: `121000 Account Receivable`?
    pub(super) fn is_ledger_account(&self, columns: &Columns) -> bool {
        const LEDGER: [&str; 12] = [
            "receivable",
            "receivables",
            "cobrar",
            "debtors",
            "debitoren",
            "forderungen",
            "clientes",
            "clients",
            "deudores",
            "receber",
            "kunden",
            "creances",
        ];
        let may =
            columns.confidence(Field::CustomerId) == Some(Confidence::May) && !columns.is_wished(Field::CustomerId);
        let folded = crate::folding::plain(&self.first_number);
        let named = folded.split(|c: char| !c.is_alphanumeric()).any(|word| LEDGER.contains(&word));
        // Beside names the contradiction shows by itself.
        let alone =
            [Field::CustomerName, Field::Surname, Field::TradeName].into_iter().all(|field| !columns.has(field));
        may && named && alone && self.rows > 1 && self.by_number.len() == 1
    }

    /// Settles by what customers are told apart; takes away columns that are no number of theirs.
    pub(super) fn settle(&mut self, columns: &mut Columns, options: &Options) -> Verdict {
        let mut verdict = Verdict::default();
        self.settle_words(columns);
        self.settle_number(columns, options.known_number, &mut verdict);
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
            || columns.has(Field::CustomerPostcode)
            || columns.has(Field::CustomerAddress)
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

    /// `Debitor` in a list without names: words under a heading of numbers are names.
    fn settle_words(&mut self, columns: &mut Columns) {
        let named = [Field::CustomerName, Field::GivenName, Field::Surname, Field::TradeName];
        if self.words_for_numbers * 2 > self.rows
            && named.into_iter().all(|field| !columns.has(field))
            && !columns.is_wished(Field::CustomerId)
        {
            columns.move_column(Field::CustomerId, Field::CustomerName);
            self.number_conflict = None;
        }
    }

    /// A column that mostly contradicts itself is none. Where few rows do, or customers of such lists went by it before,
    /// nobody is merged or split for them: it is asked.
    fn settle_number(&mut self, columns: &mut Columns, known: bool, verdict: &mut Verdict) {
        if columns.is_wished(Field::CustomerId) {
            return;
        }
        let Some(heading) = columns.heading(Field::CustomerId).map(str::to_owned) else { return };
        let sure = columns.confidence(Field::CustomerId) == Some(Confidence::Says);
        if let Some(conflict) = self.number_conflict.take() {
            if known || !mostly_contradicted(&self.by_number) || !self.in_most_rows() {
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
        if !known && !sure && names_again > 0 && !numbers_again && self.two_numbers > 0 {
            let reason = "is another in every row, while the names come again".to_owned();
            verdict.refused.push(RefusedColumn { column: heading, value: String::new(), reason });
            columns.drop_column(Field::CustomerId);
        }
    }
}

impl Customers {
    /// Do most rows have a number that contradicts itself?
    fn in_most_rows(&self) -> bool {
        let rows: u64 = self.by_number.values().filter(|seen| seen.contradicted).map(|seen| u64::from(seen.rows)).sum();
        rows * 2 > self.rows
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

/// Notes what stands beside a number; of the first one that contradicts itself, what with.
fn note(map: &mut HashedMap<u64, Seen>, key: u64, seen: &Seen, (value, conflict): (&str, &mut Option<Conflict>)) {
    if key == 0 {
        return;
    }
    let known = match map.entry(key) {
        Entry::Vacant(place) => {
            place.insert(*seen);
            return;
        }
        Entry::Occupied(known) => known.into_mut(),
    };
    let named = known.name != 0 && seen.name != 0 && known.name != seen.name;
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

impl Columns {
    /// Whose tax numbers the column of them has.
    pub(super) fn offices(&self, house: Option<domain::money::Currency>) -> Offices {
        Offices::of(&self.heading(Field::CustomerTaxId).map(fold).unwrap_or_default(), house)
    }
}
