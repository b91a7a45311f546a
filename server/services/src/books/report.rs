//! What an import did, or would do: counts, sums by currency, the largest changes.

use super::doubts::Doubts;
use super::row::is_of_unknown_day;
use ::import::Finding;
use domain::books::{Reconciliation, Says, Step};
use domain::date::Date;
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many of the largest changes are told.
const LARGEST: usize = 10;
/// How many contradictions are told; all of them wait in the list of exceptions.
const CONTRADICTIONS: usize = 100;

/// What an import did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Applied {
    /// New invoices and credit notes.
    pub imported: u64,
    /// Items that changed.
    pub updated: u64,
    /// Items that were in the books as the file says, or that a newer file spoke of.
    pub unchanged: u64,
    /// Items of which a newer list has spoken, so that what this one says otherwise changed nothing.
    pub older: u64,
    /// The day of which the list speaks.
    pub as_of: Option<Date>,
    /// It came before, on this same day: it ranks as that import did.
    pub ranks_as: Option<i64>,
    /// Payments and reversals that are kept now, and were not before.
    pub movements: u64,
    /// Items that were never owed or are void: left out.
    pub left_out: u64,
    /// Items that a complete list left out, and that are closed as paid elsewhere.
    pub closed: u64,
    /// Items that a complete list left out, and that stay open, since it may not be whole.
    pub held_back: Option<HeldBack>,
    /// Open items that the file does not name, and that stay as they are.
    pub not_named: u64,
    /// Contradictions for a person.
    pub exceptions: u64,
    /// The first of them, as sentences.
    pub contradictions: Vec<String>,
    /// Rows that the books refused.
    pub rejected: Vec<Finding>,
    /// How many of them there were at the end of each part of the file, where it has several.
    #[serde(skip)]
    pub refused_by_part: Vec<usize>,
    /// What is told beside: who was recognised, what was left out.
    pub told: Vec<Finding>,
    /// What was taken for paid elsewhere, and turned out to be credit that is set off here.
    #[serde(skip)]
    pub(super) set_off: Vec<WasSetOff>,
    /// By currency.
    pub figures: BTreeMap<Currency, CurrencyFigures>,
    /// The largest changes of what is asked for, the largest first.
    pub largest: Vec<Change>,
}

/// Why a complete list closed nothing, and what it would have closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HeldBack {
    /// Rows that were refused.
    pub refused: u64,
    /// Something is missing of the file.
    pub cut: bool,
    /// Items that it leaves out.
    pub items: u64,
    /// What is open of them in minor units, by currency.
    pub open: BTreeMap<Currency, i64>,
}

/// So much of an item was no payment elsewhere.
#[derive(Debug, Clone)]
pub(super) struct WasSetOff {
    number: String,
    amount: Money,
    /// All that was taken for one.
    all: bool,
}

/// What happened in one currency, in minor units of it. An item may be in several: corrected and paid elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CurrencyFigures {
    /// What was open before.
    pub before: i64,
    /// What is open after.
    pub after: i64,
    /// New, as far as it is open.
    pub new: Moved,
    /// What the totals were corrected by.
    pub corrected: Moved,
    /// Paid elsewhere, as the list says.
    pub paid_elsewhere: Moved,
    /// Of new items, paid before the list on a day that it does not say: taken to have been in time, so that no interest is
    /// asked on it.
    pub paid_before: Moved,
    /// Given up, as the list says.
    pub written_off: Moved,
    /// Payments elsewhere that were taken back.
    pub taken_back: Moved,
    /// Nothing was open of it, and now something is.
    pub reopened: Moved,
    /// Void, as far as it was open.
    pub voided: Moved,
    /// Closed as paid elsewhere, since a complete list leaves it out.
    pub closed: Moved,
    /// Interest and fees of these, which are asked for no more.
    pub charges_let_go: Moved,
}

/// Items, and their sum in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The number of items.
    pub items: u64,
    /// How much in all.
    pub sum: i64,
}

impl Moved {
    fn by(&mut self, minor: i64) {
        self.items += 1;
        self.sum = self.sum.saturating_add(minor);
    }

    fn add(&mut self, other: Self) {
        self.items += other.items;
        self.sum = self.sum.saturating_add(other.sum);
    }
}

/// One item whose open sum moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number.
    pub number: String,
    /// What was open before.
    pub before: Money,
    /// What is open after.
    pub after: Money,
}

impl Applied {
    /// The figures of a currency.
    pub(super) fn of(&mut self, currency: Currency) -> &mut CurrencyFigures {
        self.figures.entry(currency).or_default()
    }

    /// Counts a new item.
    pub(super) fn added(&mut self, invoice: &Invoice, says: Option<&Says>) {
        self.imported += 1;
        let paid = Money::new(invoice.total.minor().saturating_sub(invoice.balance.minor()), invoice.total.currency());
        // What is paid in full costs nothing, whenever it was.
        if invoice.paid_at.is_some()
            && invoice.balance.is_positive()
            && says.is_some_and(|says| is_of_unknown_day(says, paid))
        {
            self.of(paid.currency()).paid_before.by(paid.minor());
        }
        self.of(invoice.total.currency()).new.by(invoice.balance.minor());
        self.changed(&invoice.number, Money::zero(invoice.total.currency()), invoice.balance);
    }

    /// Counts what followed for a known item from what its list says.
    pub(super) fn reconciled(&mut self, before: &Invoice, outcome: &Reconciliation) {
        let figures = self.of(before.total.currency());
        let voided = outcome.steps.contains(&Step::Voided);
        for step in &outcome.steps {
            match *step {
                // What is void is corrected to nothing: that is told once.
                Step::Corrected { by } if !voided => figures.corrected.by(by),
                Step::PaidElsewhere { amount, .. } => figures.paid_elsewhere.by(amount),
                Step::WrittenOff { amount } => figures.written_off.by(amount),
                Step::Undone { amount, .. } => figures.taken_back.by(amount),
                Step::Voided => figures.voided.by(before.balance.minor()),
                Step::Corrected { .. }
                | Step::Answered { .. }
                | Step::Knows { .. }
                | Step::KnowsAhead { .. }
                | Step::KnowsCharges { .. }
                | Step::Credited { .. }
                | Step::Shrunk { .. }
                | Step::OutsideCredited { .. }
                | Step::Released { .. } => {}
            }
        }
        if before.balance.is_zero() && outcome.balance > 0 {
            figures.reopened.by(outcome.balance);
        }
        self.changed(&before.number, before.balance, Money::new(outcome.balance, before.total.currency()));
    }

    /// Counts an item that is void, since its list has it in another currency.
    pub(super) fn withdrawn(&mut self, before: &Invoice) {
        if !before.void {
            self.of(before.total.currency()).voided.by(before.balance.minor());
            self.changed(&before.number, before.balance, Money::zero(before.total.currency()));
        }
    }

    /// Counts the interest and fees of an item that is closed.
    pub(super) fn charges_let_go(&mut self, amount: Money) {
        if amount.is_positive() {
            self.of(amount.currency()).charges_let_go.by(amount.minor());
        }
    }

    /// Counts an item that a complete list left out.
    pub(super) fn left_out_by_list(&mut self, before: &Invoice, outcome: &Reconciliation) {
        let after = Money::new(outcome.balance, before.balance.currency());
        // The list may have learnt of a payment here, and not yet that it went back: that stays open.
        let lowered = before.balance.minor() - after.minor();
        if !before.balance.is_zero() && after.is_zero() {
            self.closed += 1;
            self.of(after.currency()).closed.by(lowered);
        } else if !before.balance.is_zero() {
            self.not_named += 1;
            if lowered != 0 {
                self.of(after.currency()).paid_elsewhere.by(lowered);
            }
        }
        self.changed(&before.number, before.balance, after);
    }

    /// Counts an item that stays open, though a complete list leaves it out.
    pub(super) fn hold_back(&mut self, balance: Money, doubts: &Doubts) {
        let (refused, cut) = (doubts.refused, doubts.cut);
        let held = self.held_back.get_or_insert(HeldBack { refused, cut, ..HeldBack::default() });
        held.items += 1;
        let open = held.open.entry(balance.currency()).or_default();
        *open = open.saturating_add(balance.minor());
    }

    /// So much of an item was taken for paid elsewhere, and is the credit that is set off here.
    pub(super) fn was_set_off(&mut self, invoice: &Invoice, minor: i64, all: bool) {
        let amount = Money::new(minor, invoice.total.currency());
        self.set_off.push(WasSetOff { number: invoice.number.clone(), amount, all });
    }

    /// Takes that out of what is told as paid elsewhere, once everything is in.
    pub(super) fn tell_set_offs(&mut self) {
        for was in std::mem::take(&mut self.set_off) {
            self.not_paid_elsewhere(&was);
        }
    }

    fn not_paid_elsewhere(&mut self, was: &WasSetOff) {
        let paid = &mut self.of(was.amount.currency()).paid_elsewhere;
        paid.sum = paid.sum.saturating_sub(was.amount.minor());
        paid.items = paid.items.saturating_sub(u64::from(was.all));
        let Some(place) = self.largest.iter().position(|change| change.number == was.number) else { return };
        let change = self.largest.remove(place);
        let after = change.after.minor().saturating_add(was.amount.minor());
        self.changed(&change.number, change.before, Money::new(after, change.after.currency()));
    }

    /// Counts what waits for a person.
    pub(super) fn contradicted(&mut self, told: Option<String>) {
        self.exceptions += u64::from(told.is_some());
        self.contradictions.extend(told.filter(|_| self.contradictions.len() < CONTRADICTIONS));
    }

    /// Remembers a change, while it is among the largest.
    fn changed(&mut self, number: &str, before: Money, after: Money) {
        let size = |before: Money, after: Money| before.minor().abs_diff(after.minor());
        if before == after {
            return;
        }
        let place = self.largest.partition_point(|one| size(one.before, one.after) >= size(before, after));
        if place < LARGEST {
            self.largest.insert(place, Change { number: number.to_owned(), before, after });
            self.largest.truncate(LARGEST);
        }
    }

    /// Adds what another batch did.
    pub(super) fn add(&mut self, other: Self) {
        self.imported += other.imported;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.older += other.older;
        self.movements += other.movements;
        self.left_out += other.left_out;
        self.closed += other.closed;
        self.held_back = self.held_back.take().or(other.held_back);
        self.not_named += other.not_named;
        self.exceptions += other.exceptions;
        let room = CONTRADICTIONS.saturating_sub(self.contradictions.len());
        self.contradictions.extend(other.contradictions.into_iter().take(room));
        self.rejected.extend(other.rejected);
        self.told.extend(other.told);
        self.set_off.extend(other.set_off);
        for (currency, new) in other.figures {
            let own = self.of(currency);
            own.new.add(new.new);
            own.corrected.add(new.corrected);
            own.paid_elsewhere.add(new.paid_elsewhere);
            own.paid_before.add(new.paid_before);
            own.written_off.add(new.written_off);
            own.taken_back.add(new.taken_back);
            own.reopened.add(new.reopened);
            own.voided.add(new.voided);
            own.closed.add(new.closed);
            own.charges_let_go.add(new.charges_let_go);
        }
        for change in other.largest {
            self.changed(&change.number, change.before, change.after);
        }
    }
}
