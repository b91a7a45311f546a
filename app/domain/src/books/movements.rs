//! A list of movements: the payments and reversals of an account, and what is open of its documents by them.
//!
//! A payment lowers the documents that it names, in the order in which they are due; what is left of it, or all of it where
//! it names none, is the customer's credit. A payment that was made here lowers what it paid here, whatever the list says
//! that it is for. What was reversed never lowered anything: a reversal takes the payment back that it names, else an equal
//! one, else what was paid of the documents that it names, else credit. What is left of it is owed.

use super::item::{bare_number, without_zeros};
use crate::date::Date;
use crate::id::InvoiceId;
use crate::invoice::number_key;
use std::collections::BTreeSet;

/// A number in a running text is one of a document only if it has so many characters, one of them a figure.
const LEAST_IN_TEXT: usize = 3;

/// A document of an account. Amounts are minor units of the account's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDocument {
    /// The invoice's id.
    pub id: InvoiceId,
    /// How lists tell it apart.
    pub key: String,
    /// What is open of it but for movements: the whole, or what a list of open items said last.
    pub open: i64,
    /// The day whose end that list describes: what moved until then is in what it says.
    pub heard: Option<Date>,
}

/// A payment, or what took one back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// What it lowers the account by, in minor units; below zero for a reversal.
    pub amount: i64,
    /// On which day.
    pub day: Date,
    /// Its own number, or nothing.
    pub number: String,
    /// What it names as that which it is for, or nothing.
    pub reference: String,
    /// What is said beside.
    pub text: String,
    /// What it paid here of each document, in minor units, where it was a payment here.
    pub here: Option<Vec<(InvoiceId, i64)>>,
    /// Did this list bring it?
    pub fresh: bool,
}

/// So much of a document was paid by a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lowered {
    /// The document's place among all.
    pub document: usize,
    /// The movement's day.
    pub day: Date,
    /// How much, in minor units.
    pub amount: i64,
}

/// What movements leave of documents, and of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// What is open of each document.
    pub open: Vec<i64>,
    /// What was paid of documents, those movements first that were known before.
    pub lowered: Vec<Lowered>,
    /// What is left of each movement: the customer's credit, or below zero what is owed for it.
    pub rest: Vec<i64>,
    /// The documents that movements touch.
    pub touched: BTreeSet<usize>,
    /// Of each movement: was it made here, and not taken back?
    pub stands_here: Vec<bool>,
}

/// Spreads the movements of one account over its documents, which stand in the order in which they are due.
#[must_use]
pub fn spread(documents: &[AccountDocument], movements: &[Movement]) -> Spread {
    let mut order: Vec<usize> = (0..movements.len()).collect();
    order.sort_by_key(|at| movements.get(*at).map(|movement| (movement.fresh, movement.day)));
    let mut work = Spreading {
        documents,
        named: movements.iter().map(|movement| named(movement, documents)).collect(),
        movements,
        left: movements.iter().map(|movement| movement.amount.max(0)).collect(),
        back: vec![0; movements.len()],
        spread: Spread {
            open: documents.iter().map(|document| document.open).collect(),
            rest: vec![0; movements.len()],
            stands_here: vec![false; movements.len()],
            ..Spread::default()
        },
    };
    work.take_back();
    work.paid_here();
    order.iter().for_each(|at| work.pay_named(*at));
    order.iter().for_each(|at| work.raise_named(*at));
    work.take_credit_back();
    work.spread
}

struct Spreading<'a> {
    documents: &'a [AccountDocument],
    movements: &'a [Movement],
    /// The documents that each movement names.
    named: Vec<Vec<usize>>,
    /// What is left of each payment.
    left: Vec<i64>,
    /// What is left of each reversal.
    back: Vec<i64>,
    spread: Spread,
}

impl Spreading<'_> {
    /// Takes payments back: the one that a reversal names, else the latest equal one before it.
    fn take_back(&mut self) {
        let mut reversals: Vec<(Date, usize)> = self.places(|movement| movement.amount < 0);
        reversals.sort_unstable();
        for (day, at) in reversals {
            let Some(reversal) = self.movements.get(at) else { continue };
            if reversal.here.is_some() {
                continue;
            }
            let mut back = reversal.amount.saturating_neg();
            let mut payments = self.places(|movement| movement.amount > 0);
            payments.sort_unstable();
            payments.reverse();
            for (_, payment) in &payments {
                if self.movements.get(*payment).is_some_and(|payment| names_payment(reversal, payment)) {
                    back -= self.lessen(*payment, back);
                }
            }
            let equal = |(paid, payment): &&(Date, usize)| {
                *paid <= day && self.left.get(*payment) == Some(&back) && self.share_documents(at, *payment)
            };
            if back > 0
                && let Some((_, payment)) = payments.iter().find(equal)
            {
                back -= self.lessen(*payment, back);
            }
            set(&mut self.back, at, back);
        }
    }

    fn places(&self, is: impl Fn(&Movement) -> bool) -> Vec<(Date, usize)> {
        let all = self.movements.iter().enumerate();
        all.filter(|(_, movement)| is(movement)).map(|(at, movement)| (movement.day, at)).collect()
    }

    /// Takes at most so much off what is left of a payment; answers how much that was.
    fn lessen(&mut self, at: usize, most: i64) -> i64 {
        let Some(left) = self.left.get_mut(at) else { return 0 };
        let part = most.min(*left);
        *left -= part;
        part
    }

    /// May one be for what the other is for? Nobody says, or they name a document in common.
    fn share_documents(&self, one: usize, other: usize) -> bool {
        match (self.named.get(one), self.named.get(other)) {
            (Some(one), Some(other)) => one.is_empty() || one.iter().any(|document| other.contains(document)),
            _ => true,
        }
    }

    /// What was paid here has paid what it paid here.
    fn paid_here(&mut self) {
        for (at, movement) in self.movements.iter().enumerate() {
            let (Some(shares), Some(left)) = (&movement.here, self.left.get_mut(at)) else { continue };
            let whole = *left == movement.amount;
            set(&mut self.spread.stands_here, at, whole && movement.amount > 0);
            for (id, share) in shares {
                // What was let off for paying early is part of what it paid, and no money.
                let part = if whole { *share } else { (*share).min(*left) };
                let Some(document) = self.documents.iter().position(|document| document.id == *id) else { continue };
                self.spread.touched.insert(document);
                let heard = self.documents.get(document).and_then(|document| document.heard);
                if part > 0 && heard.is_none_or(|heard| movement.day > heard) {
                    add(&mut self.spread.open, document, -part);
                    self.spread.lowered.push(Lowered { document, day: movement.day, amount: part });
                }
                if !whole {
                    *left -= part;
                }
            }
            *left = 0;
        }
    }

    /// A payment lowers what it names; the rest of it is credit.
    fn pay_named(&mut self, at: usize) {
        let (Some(movement), Some(named)) = (self.movements.get(at), self.named.get(at).cloned()) else { return };
        self.spread.touched.extend(&named);
        let Some(left) = self.left.get_mut(at) else { return };
        for document in named {
            let Some(of) = self.documents.get(document) else { continue };
            if of.heard.is_some_and(|heard| movement.day <= heard) {
                *left = 0;
                continue;
            }
            let part = (*left).min(self.spread.open.get(document).copied().unwrap_or(0).max(0));
            if part > 0 {
                add(&mut self.spread.open, document, -part);
                self.spread.lowered.push(Lowered { document, day: movement.day, amount: part });
                *left -= part;
            }
        }
        set(&mut self.spread.rest, at, *left);
    }

    /// What a reversal names is open again, as far as it was paid.
    fn raise_named(&mut self, at: usize) {
        let Some(named) = self.named.get(at).cloned() else { return };
        let Some(back) = self.back.get_mut(at).filter(|back| **back > 0) else { return };
        for document in named {
            let (Some(of), Some(open)) = (self.documents.get(document), self.spread.open.get_mut(document)) else {
                continue;
            };
            let part = (*back).min(of.open - *open).max(0);
            *open += part;
            *back -= part;
        }
    }

    /// What is left of reversals takes credit back, the latest first; what is left then is owed.
    fn take_credit_back(&mut self) {
        for at in 0..self.back.len() {
            let mut back = self.back.get(at).copied().unwrap_or(0);
            for rest in self.spread.rest.iter_mut().rev().filter(|rest| **rest > 0) {
                let part = back.min(*rest);
                (*rest, back) = (*rest - part, back - part);
            }
            if back > 0 {
                set(&mut self.spread.rest, at, -back);
            }
        }
    }
}

fn set<T>(all: &mut [T], at: usize, to: T) {
    if let Some(place) = all.get_mut(at) {
        *place = to;
    }
}

fn add(all: &mut [i64], at: usize, by: i64) {
    if let Some(place) = all.get_mut(at) {
        *place = place.saturating_add(by);
    }
}

/// A number as numbers are compared: without the zeros that a spreadsheet takes.
fn compared(number: &str) -> String {
    without_zeros(&number_key(number)).into_owned()
}

/// The documents that a movement names, in their own order: by what it says that it is for, else by its own number, else
/// in its text.
#[must_use]
pub fn named(movement: &Movement, documents: &[AccountDocument]) -> Vec<usize> {
    let keys: Vec<String> = documents.iter().map(|document| compared(bare_number(&document.key))).collect();
    let among = |numbers: &BTreeSet<String>| -> Vec<usize> {
        keys.iter().enumerate().filter(|(_, key)| numbers.contains(*key)).map(|(at, _)| at).collect()
    };
    let whole = |text: &str| BTreeSet::from([compared(text)]);
    let tries = [
        whole(&movement.reference),
        words(&movement.reference, &[',', ';', '+', '&', '|', ' ']),
        words(&movement.reference, &[',', ';', '+', '&', '|', ' ', '/']),
        whole(&movement.number),
        in_text(&movement.text),
    ];
    tries.iter().map(among).find(|found| !found.is_empty()).unwrap_or_default()
}

fn words(text: &str, marks: &[char]) -> BTreeSet<String> {
    text.split(marks).map(str::trim).filter(|word| !word.is_empty()).map(compared).collect()
}

/// What of a running text may be a number.
fn in_text(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| c.is_whitespace() || ",;:()[]#+&|\"'".contains(c));
    let bare = parts.map(|word| word.trim_matches('.'));
    let may_be = |word: &&str| word.len() >= LEAST_IN_TEXT && word.bytes().any(|b| b.is_ascii_digit());
    bare.filter(may_be).map(compared).collect()
}

/// Does a reversal name a payment by its number?
fn names_payment(reversal: &Movement, payment: &Movement) -> bool {
    let number = compared(&payment.number);
    !number.is_empty()
        && (compared(&reversal.number) == number
            || compared(&reversal.reference) == number
            || in_text(&reversal.text).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn document(n: u128, number: &str, open: i64) -> AccountDocument {
        AccountDocument { id: InvoiceId::new(Uuid::from_u128(n)), key: number_key(number), open, heard: None }
    }

    /// `day number reference text amount`, where `-` is nothing.
    fn movement(line: &str) -> Movement {
        let mut words = line.split(' ');
        let mut next = || words.next().filter(|word| *word != "-").unwrap_or_default().replace('_', " ");
        let day = format!("2026-11-{:0>2}", next()).parse().expect("a day");
        let (number, reference, text) = (next(), next(), next());
        let amount = next().parse().expect("an amount");
        Movement { amount, day, number, reference, text, here: None, fresh: true }
    }

    fn account(lines: &[&str]) -> Spread {
        let documents = [document(1, "F-1", 100), document(2, "F-2", 50), document(3, "F-003", 30)];
        spread(&documents, &lines.iter().map(|line| movement(line)).collect::<Vec<_>>())
    }

    #[test]
    fn payments_lower_what_they_name_and_the_rest_is_credit() {
        for (lines, open, rest) in [
            (&["3 R-1 F-1 - 40"][..], [60, 50, 30], &[0][..]),
            // By its own number, in its text, with other zeros.
            (&["3 F-1 - - 40", "4 - - Pago_factura_F-2. 20", "5 - F-3 - 10"], [60, 30, 20], &[0, 0, 0]),
            // Several; none; more than there is.
            (&["3 R-1 F-1,_F-2 - 120"], [0, 30, 30], &[0]),
            (&["3 R-1 F-1/F-2 - 160"], [0, 0, 30], &[10]),
            (&["3 R-1 - - 40", "4 - - - 40"], [100, 50, 30], &[40, 40]),
            (&["3 R-1 F-9 - 40"], [100, 50, 30], &[40]),
            // Of one invoice, in steps.
            (&["3 R-1 F-1 - 40", "4 R-2 F-1 - 40", "5 R-3 F-1 - 40"], [0, 50, 30], &[0, 0, 20]),
            // Reversed: by its number, by an equal sum, by the document, of credit, of nothing.
            (&["3 R-1 F-1 - 40", "4 X R-1 - -40"], [100, 50, 30], &[0, 0]),
            (&["3 R-1 F-1 - 40", "4 - - - -40"], [100, 50, 30], &[0, 0]),
            (&["3 R-1 F-1 - 40", "3 R-2 F-2 - 40", "4 - F-1 - -40"], [100, 10, 30], &[0, 0, 0]),
            (&["3 R-1 F-1 - 40", "4 - F-1 - -10"], [70, 50, 30], &[0, 0]),
            (&["3 R-1 - - 40", "4 - - - -10"], [100, 50, 30], &[30, 0]),
            (&["4 - - - -10"], [100, 50, 30], &[-10]),
            (&["4 - F-1 - -10"], [100, 50, 30], &[-10]),
        ] {
            let found = account(lines);
            assert_eq!((found.open.as_slice(), found.rest.as_slice()), (&open[..], rest), "{lines:?}");
        }
    }

    #[test]
    fn what_was_paid_here_paid_what_it_paid_here() {
        let documents = [document(1, "F-1", 100), document(2, "F-2", 50)];
        let here = Some(vec![(documents[1].id, 50)]);
        let paid = Movement { here, ..movement("3 R-1 F-1 - 45") };
        let found = spread(&documents, std::slice::from_ref(&paid));
        assert_eq!((found.open, found.rest, found.stands_here), (vec![100, 0], vec![0], vec![true]));
        let found = spread(&documents, &[paid, movement("9 X R-1 - -45")]);
        assert_eq!((found.open, found.rest, found.stands_here), (vec![100, 50], vec![0, 0], vec![false, false]));
    }

    #[test]
    fn what_a_list_of_open_items_knew_is_not_taken_off_again() {
        let heard = "2026-11-05".parse().ok();
        let documents = [AccountDocument { heard, ..document(1, "F-1", 60) }];
        for (line, open) in [("3 R-1 F-1 - 40", 60), ("5 R-1 F-1 - 40", 60), ("6 R-1 F-1 - 40", 20)] {
            let found = spread(&documents, &[movement(line)]);
            assert_eq!((found.open, found.rest), (vec![open], vec![0]), "{line}");
        }
    }

    proptest! {
        /// Nothing is lost and nothing doubled: what is open less what is credit is what the account says.
        #[test]
        fn the_account_adds_up(rows in proptest::collection::vec((1_u8..28, 0_usize..5, -60_i64..120), 0..12)) {
            let names = ["-", "F-1", "F-2", "F-003", "F-1,F-2"];
            let movements: Vec<Movement> = rows
                .iter()
                .enumerate()
                .filter(|(_, (.., amount))| *amount != 0)
                .map(|(n, (day, name, amount))| movement(&format!("{day} R-{n} {} - {amount}", names[*name])))
                .collect();
            let documents = [document(1, "F-1", 100), document(2, "F-2", 50), document(3, "F-003", 30)];
            let found = spread(&documents, &movements);
            let moved: i64 = movements.iter().map(|movement| movement.amount).sum();
            let asked = found.open.iter().sum::<i64>() - found.rest.iter().sum::<i64>();
            prop_assert_eq!(asked, 180 - moved);
            prop_assert!(documents.iter().zip(&found.open).all(|(of, open)| (0..=of.open).contains(open)));
            for (document, open) in found.open.iter().enumerate() {
                let lowered: i64 = found.lowered.iter().filter(|one| one.document == document).map(|one| one.amount).sum();
                prop_assert!(documents[document].open - lowered <= *open);
            }
        }
    }
}
