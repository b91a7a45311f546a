//! One amount in several currencies, a column each: which of them a row speaks of. Never the sum of them.

use super::tender::{Tender, is_national};
use super::{Claim, Columns};
use crate::currency::{self, Mark};
use crate::field::Field;
use crate::headings::Sureness;
use crate::record::Record;
use domain::money::Currency;

/// A column that has an amount in one of several currencies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rival {
    pub(super) field: Field,
    pub(super) at: usize,
    tender: Tender,
}

/// The currency of a row's amounts, by their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headed {
    /// Nothing says it.
    Untold,
    /// This one.
    Is(Currency),
    /// Another one than the creditor's own.
    Foreign,
    /// Columns of several currencies are filled, and nothing says in which the document is owed.
    Unclear,
}

impl Columns {
    /// Takes the columns that claim a field for rivals, if each is in a currency of its own.
    pub(super) fn set_rivals(&mut self, field: Field, claims: &[Claim]) -> bool {
        let all: Vec<&Claim> = claims.iter().filter(|claim| claim.field == field).collect();
        let sure: Vec<&Claim> = all.iter().copied().filter(|claim| claim.sureness == Sureness::Says).collect();
        let Some(rivals) = [all, sure].into_iter().find(|claims| are_rivals(claims)) else { return false };
        // The first is what tells that the field is there; which one is read, each row says.
        let first = rivals.iter().find(|claim| claim.tender != Tender::House).or(rivals.first());
        if let Some(first) = first {
            self.set(field, first.at);
        }
        self.rivals.extend(rivals.into_iter().map(|claim| Rival { field, at: claim.at, tender: claim.tender }));
        true
    }

    /// Where a row has a field: of several currencies the one that it speaks of.
    pub(crate) fn place(&self, field: Field, record: &Record) -> Option<usize> {
        if self.rivals.iter().all(|rival| rival.field != field) {
            return self.at(field);
        }
        let tender = self.tender_of(record)?;
        self.rivals.iter().find(|rival| rival.field == field && rival.tender == tender).map(|rival| rival.at)
    }

    /// What the headings say of the currency of a row.
    pub(crate) fn headed(&self, record: &Record) -> Headed {
        if self.rivals.is_empty() {
            return self.tender.map_or(Headed::Untold, |tender| self.says(tender));
        }
        self.tender_of(record).map_or(Headed::Unclear, |tender| self.says(tender))
    }

    /// Has a field one column, in the creditor's own money, while the document of the row is in another? Then its figure is
    /// none of the document's.
    pub(crate) fn is_in_other_money(&self, field: Field, record: &Record) -> bool {
        let house = self.alone.iter().any(|(of, tender)| *of == field && *tender == Tender::House);
        let own = |of: Field| self.alone.iter().find(|(field, _)| *field == of).map(|(_, tender)| *tender);
        // Where the whole sum is in that money too, the row contradicts itself and is refused as such.
        let apart = self.rivals.iter().any(|rival| rival.field == Field::Amount)
            || own(Field::Amount) == Some(Tender::Document);
        let cell = self.at(Field::Currency).and_then(|at| record.get(at)).map_or("", str::trim);
        let document = currency::mark(cell).and_then(|mark| self.in_books(mark));
        house && apart && document.is_some_and(|document| self.house.is_some_and(|house| house != document))
    }

    /// The whole sum of a document in the creditor's own money, where a column has it.
    pub(crate) fn total_in_house<'r>(&self, record: &'r Record) -> Option<&'r str> {
        let is_house = |rival: &&Rival| rival.field == Field::Amount && self.settled(rival.tender) == Tender::House;
        self.rivals.iter().find(is_house).and_then(|rival| record.get(rival.at)).map(str::trim)
    }

    /// Two headings of one amount in two currencies, for the question which of them counts.
    pub(crate) fn rival_headings(&self) -> Option<(Field, String, String)> {
        let first = self.rivals.first()?;
        let second = self.rivals.iter().find(|rival| rival.field == first.field && rival.at != first.at)?;
        let heading = |at: usize| self.headings.get(at).cloned().unwrap_or_default();
        Some((first.field, heading(first.at), heading(second.at)))
    }

    fn says(&self, tender: Tender) -> Headed {
        match self.settled(tender) {
            Tender::Named(mark) => mark.in_books_of(self.house).map_or(Headed::Untold, Headed::Is),
            Tender::House => self.house.map_or(Headed::Untold, Headed::Is),
            Tender::Foreign => Headed::Foreign,
            Tender::Document | Tender::Untold => Headed::Untold,
        }
    }

    /// What a heading without a currency means beside others: beside amounts in foreign money it has the creditor's own,
    /// beside amounts in the creditor's own that of the document.
    fn settled(&self, tender: Tender) -> Tender {
        let rival = |is: &dyn Fn(Tender) -> bool| self.rivals.iter().any(|rival| is(rival.tender));
        let own = |tender: Tender| match tender {
            Tender::House => true,
            Tender::Named(mark) => mark.in_books_of(self.house).is_some_and(|named| Some(named) == self.house),
            _ => false,
        };
        match tender {
            Tender::Untold if rival(&own) => Tender::Document,
            Tender::Untold if !self.rivals.is_empty() => Tender::House,
            Tender::Named(mark) if is_national(mark) => Tender::House,
            tender => tender,
        }
    }

    /// The currency of which a row speaks: that of its document, else the only one in which it has an amount.
    fn tender_of(&self, record: &Record) -> Option<Tender> {
        let cell = self.at(Field::Currency).and_then(|at| record.get(at)).map_or("", str::trim);
        match currency::mark(cell).and_then(|mark| self.in_books(mark)) {
            Some(currency) => self.tender_in(currency),
            None => self.only_tender(record),
        }
    }

    fn in_books(&self, mark: Mark) -> Option<Currency> {
        mark.in_books_of(self.house).or_else(|| self.house.filter(|house| mark.may_be(*house)))
    }

    fn tender_in(&self, currency: Currency) -> Option<Tender> {
        let find = |is: &dyn Fn(Tender) -> bool| {
            self.rivals.iter().map(|rival| rival.tender).find(|tender| is(self.settled(*tender)))
        };
        let named = |tender: Tender| matches!(tender, Tender::Named(mark) if self.in_books(mark) == Some(currency));
        let rest = if self.house == Some(currency) { Tender::House } else { Tender::Foreign };
        find(&named)
            .or_else(|| find(&|tender| tender == Tender::Document))
            .or_else(|| find(&|tender| tender == rest))
            // Where the books' currency is not known, amounts that are not foreign are in it.
            .or_else(|| if self.house.is_none() { find(&|tender| tender == Tender::House) } else { None })
    }

    fn only_tender(&self, record: &Record) -> Option<Tender> {
        let cell = |rival: &Rival| record.get(rival.at).map_or("", str::trim);
        let filled: Vec<&Rival> = self.rivals.iter().filter(|rival| !is_nought(cell(rival))).collect();
        let Some(first) = filled.first() else { return self.rivals.first().map(|rival| rival.tender) };
        if filled.iter().all(|rival| rival.tender == first.tender) {
            let foreign = self.settled(first.tender) == Tender::Foreign;
            return (!foreign || self.default_currency).then_some(first.tender);
        }
        // The same figure in both: the document is in the creditor's own money.
        let house = filled.iter().find(|rival| self.settled(rival.tender) == Tender::House)?;
        let alike = |rival: &&&Rival| cell(rival) == cell(house) || rival.field != house.field;
        let named = |rival: &&Rival| matches!(self.settled(rival.tender), Tender::Named(_));
        (filled.iter().all(|rival| alike(&rival)) && !filled.iter().any(named)).then_some(house.tender)
    }
}

/// Is each in a currency of its own, and named as such?
fn are_rivals(claims: &[&Claim]) -> bool {
    let twice = claims.iter().enumerate().any(|(i, claim)| claims.iter().skip(i + 1).any(|o| o.tender == claim.tender));
    claims.len() > 1 && !twice
}

/// No amount: an empty cell, a dash, a zero.
fn is_nought(cell: &str) -> bool {
    cell.is_empty() || crate::numbers::is_nothing(cell) || crate::numbers::is_zero(cell)
}
