//! One amount in several currencies, a column each: which of them a row speaks of. Never the sum of them.

use super::currency_scope::{CurrencyScope, is_national};
use super::{Claim, Columns};
use crate::currency::{self, Mark};
use crate::field::Field;
use crate::headings::Confidence;
use crate::record::Record;
use domain::money::Currency;

/// A column that has an amount in one of several currencies.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompetingColumn {
    pub(super) field: Field,
    pub(super) at: usize,
    scope: CurrencyScope,
}

/// The currency of a row's amounts, by their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headed {
    /// Nothing says it.
    Unstated,
    /// This one.
    Is(Currency),
    /// Another one than the creditor's own.
    Foreign,
    /// Columns of several currencies are filled, and nothing says in which the document is owed.
    Unclear,
}

impl Columns {
    /// Notes that several columns claim a field, if each is in a currency of its own.
    pub(super) fn set_competing(&mut self, field: Field, claims: &[Claim]) -> bool {
        let all: Vec<&Claim> = claims.iter().filter(|claim| claim.field == field).collect();
        let sure: Vec<&Claim> = all.iter().copied().filter(|claim| claim.confidence == Confidence::Says).collect();
        let Some(competing) = [all, sure].into_iter().find(|claims| are_competing(claims)) else { return false };
        // The first is what tells that the field is there; which one is read, each row says.
        let first = competing.iter().find(|claim| claim.scope != CurrencyScope::Local).or(competing.first());
        if let Some(first) = first {
            self.set(field, first.at);
        }
        self.competing.extend(competing.into_iter().map(|claim| CompetingColumn {
            field,
            at: claim.at,
            scope: claim.scope,
        }));
        true
    }

    /// Where a row has a field: of several currencies the one that it speaks of.
    pub(crate) fn place(&self, field: Field, record: &Record) -> Option<usize> {
        if self.competing.iter().all(|other| other.field != field) {
            return self.at(field);
        }
        let scope = self.scope_of(record)?;
        self.competing.iter().find(|other| other.field == field && other.scope == scope).map(|other| other.at)
    }

    /// What the headings say of the currency of a row.
    pub(crate) fn headed(&self, record: &Record) -> Headed {
        if self.competing.is_empty() {
            return self.scope.map_or(Headed::Unstated, |scope| self.says(scope));
        }
        self.scope_of(record).map_or(Headed::Unclear, |scope| self.says(scope))
    }

    /// Has a field one column, in the creditor's own money, while the document of the row is in another? Then its figure is
    /// none of the document's.
    pub(crate) fn is_in_other_money(&self, field: Field, record: &Record) -> bool {
        let own = |of: Field| self.alone.iter().find(|(field, _)| *field == of).map(|(_, scope)| *scope);
        // Where the whole sum is in that money too, the row contradicts itself and is refused as such.
        let apart = self.competing.iter().any(|other| other.field == Field::Amount)
            || own(Field::Amount) == Some(CurrencyScope::Document);
        let cell = self.at(Field::Currency).and_then(|at| record.get(at)).map_or("", str::trim);
        let document = currency::mark(cell).and_then(|mark| self.in_books(mark));
        let differs = document.is_some_and(|document| self.house.is_some_and(|house| house != document));
        own(field) == Some(CurrencyScope::Local) && apart && differs
    }

    /// The whole sum of a document in the creditor's own money, where a column has it.
    pub(crate) fn total_in_house<'r>(&self, record: &'r Record) -> Option<&'r str> {
        let is_local = |other: &&CompetingColumn| {
            other.field == Field::Amount && self.settled(other.scope) == CurrencyScope::Local
        };
        self.competing.iter().find(is_local).and_then(|other| record.get(other.at)).map(str::trim)
    }

    /// Two headings of one amount in two currencies, for the question which of them counts.
    pub(crate) fn competing_headings(&self) -> Option<(Field, String, String)> {
        let first = self.competing.first()?;
        let second = self.competing.iter().find(|other| other.field == first.field && other.at != first.at)?;
        let heading = |at: usize| self.headings.get(at).cloned().unwrap_or_default();
        Some((first.field, heading(first.at), heading(second.at)))
    }

    fn says(&self, scope: CurrencyScope) -> Headed {
        match self.settled(scope) {
            CurrencyScope::Named(mark) => mark.in_books_of(self.house).map_or(Headed::Unstated, Headed::Is),
            CurrencyScope::Local => self.house.map_or(Headed::Unstated, Headed::Is),
            CurrencyScope::Foreign => Headed::Foreign,
            CurrencyScope::Document | CurrencyScope::Unstated => Headed::Unstated,
        }
    }

    /// What a heading without a currency means beside others: beside amounts in foreign money it has the creditor's own,
    /// beside amounts in the creditor's own that of the document.
    fn settled(&self, scope: CurrencyScope) -> CurrencyScope {
        let other = |is: &dyn Fn(CurrencyScope) -> bool| self.competing.iter().any(|other| is(other.scope));
        let own = |scope: CurrencyScope| match scope {
            CurrencyScope::Local => true,
            CurrencyScope::Named(mark) => mark.in_books_of(self.house).is_some_and(|named| Some(named) == self.house),
            _ => false,
        };
        match scope {
            CurrencyScope::Unstated if other(&own) => CurrencyScope::Document,
            CurrencyScope::Unstated if !self.competing.is_empty() => CurrencyScope::Local,
            CurrencyScope::Named(mark) if is_national(mark) => CurrencyScope::Local,
            scope => scope,
        }
    }

    /// The currency of which a row speaks: that of its document, else the only one in which it has an amount.
    fn scope_of(&self, record: &Record) -> Option<CurrencyScope> {
        let cell = self.at(Field::Currency).and_then(|at| record.get(at)).map_or("", str::trim);
        match currency::mark(cell).and_then(|mark| self.in_books(mark)) {
            Some(currency) => self.tender_in(currency),
            None => self.only_scope(record),
        }
    }

    fn in_books(&self, mark: Mark) -> Option<Currency> {
        mark.in_books_of(self.house).or_else(|| self.house.filter(|house| mark.may_be(*house)))
    }

    fn tender_in(&self, currency: Currency) -> Option<CurrencyScope> {
        let find = |is: &dyn Fn(CurrencyScope) -> bool| {
            self.competing.iter().map(|other| other.scope).find(|scope| is(self.settled(*scope)))
        };
        let named =
            |scope: CurrencyScope| matches!(scope, CurrencyScope::Named(mark) if self.in_books(mark) == Some(currency));
        let rest = if self.house == Some(currency) { CurrencyScope::Local } else { CurrencyScope::Foreign };
        find(&named)
            .or_else(|| find(&|scope| scope == CurrencyScope::Document))
            .or_else(|| find(&|scope| scope == rest))
            // Where the books' currency is not known, amounts that are not foreign are in it.
            .or_else(|| if self.house.is_none() { find(&|scope| scope == CurrencyScope::Local) } else { None })
    }

    fn only_scope(&self, record: &Record) -> Option<CurrencyScope> {
        let cell = |other: &CompetingColumn| record.get(other.at).map_or("", str::trim);
        let filled: Vec<&CompetingColumn> = self.competing.iter().filter(|other| !is_nought(cell(other))).collect();
        let Some(first) = filled.first() else { return self.competing.first().map(|other| other.scope) };
        if filled.iter().all(|other| other.scope == first.scope) {
            let foreign = self.settled(first.scope) == CurrencyScope::Foreign;
            return (!foreign || self.default_currency).then_some(first.scope);
        }
        // The same figure in both: the document is in the creditor's own money.
        let house = filled.iter().find(|other| self.settled(other.scope) == CurrencyScope::Local)?;
        let alike = |other: &&&CompetingColumn| cell(other) == cell(house) || other.field != house.field;
        let named = |other: &&CompetingColumn| matches!(self.settled(other.scope), CurrencyScope::Named(_));
        (filled.iter().all(|other| alike(&other)) && !filled.iter().any(named)).then_some(house.scope)
    }
}

/// Is each in a currency of its own, and named as such?
fn are_competing(claims: &[&Claim]) -> bool {
    let twice = claims.iter().enumerate().any(|(i, claim)| claims.iter().skip(i + 1).any(|o| o.scope == claim.scope));
    claims.len() > 1 && !twice
}

/// No amount: an empty cell, a dash, a zero.
fn is_nought(cell: &str) -> bool {
    cell.is_empty() || crate::numbers::is_nothing(cell) || crate::numbers::is_zero(cell)
}
