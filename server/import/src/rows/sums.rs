//! Rows of sums: left out, and compared with what was taken.

use super::Rows;
use crate::dates;
use crate::field::Field;
use crate::numbers::{self, Number};
use crate::outcome::{Code, Finding, Outcome};
use crate::records::Record;
use crate::row::{Row, short};
use crate::sections;
use domain::money::Currency;
use std::collections::BTreeMap;

/// What a row of sums says.
struct Sum<'a> {
    cell: &'a str,
    amount: Option<(Number, bool)>,
}

impl Rows<'_> {
    /// A sum of other rows: by its words, or a bare amount that is the sum of what stands above it.
    pub(super) fn take_sum(&mut self, record: &Record) -> bool {
        let row = Row { record, survey: self.survey, above: None, leader: None };
        let has = |field| !row.own_cell(field).is_empty();
        let text = sections::first_texts(record);
        let by_word = sections::begins_as_sum(&text) || self.trail.is_summed_by(&text);
        let is_day = |field| dates::read(row.own_cell(field), self.survey.dates).is_some();
        if (is_day(Field::IssueDate) || is_day(Field::DueDate))
            && (!by_word || record.len() == self.survey.header.len())
        {
            return false;
        }
        if !by_word && (has(Field::InvoiceNumber) || !self.has_amount(row) || self.may_be_section(&text)) {
            return false;
        }
        self.finish();
        let sum = Self::read_sum(row);
        let agrees = self.agrees(&sum);
        if !by_word && agrees != Some(true) {
            return false;
        }
        self.skip(record.line, Code::TotalsRow, "a sum of other rows");
        if agrees == Some(false) && self.survey.options.as_of.is_none() {
            let message = format!("the file says {}, the rows that were taken add up to another sum", short(sum.cell));
            let field = Some(Field::Amount.as_str().into());
            let finding = Finding { line: record.line, code: Code::TotalsMismatch, field, message: message.into() };
            self.out.push_back(Outcome::Warned(finding));
        }
        self.since_last_sum.clear();
        self.trail.sum(&text);
        self.leader = None;
        true
    }

    /// Where customers stand above their documents, a text with an amount is the next of them, whatever the amount.
    fn may_be_section(&self, text: &str) -> bool {
        self.survey.outline.above && text.chars().any(char::is_alphabetic)
    }

    fn has_amount(&self, row: Row<'_>) -> bool {
        [Field::Amount, Field::OpenAmount].into_iter().any(|field| !row.own_cell(field).is_empty())
    }

    fn read_sum<'r>(row: Row<'r>) -> Sum<'r> {
        let field = if row.own_cell(Field::Amount).is_empty() { Field::OpenAmount } else { Field::Amount };
        let cell = row.own_cell(field);
        let scanned = numbers::scan(cell);
        let amount = scanned.and_then(|s| Some((numbers::read(s.body, row.decimal_mark(field)).ok()?, s.negative)));
        Sum { cell, amount }
    }

    /// Is it the sum of everything so far, or of everything since the row of sums before it? Sums over several currencies
    /// mean nothing.
    fn agrees(&self, sum: &Sum<'_>) -> Option<bool> {
        let (number, negative) = sum.amount?;
        let says = |sums: &BTreeMap<Currency, i64>| match (sums.len(), sums.iter().next()) {
            (1, Some((currency, sum))) => Some(number.money(negative, *currency).is_ok_and(|m| m.minor() == *sum)),
            _ => None,
        };
        match (says(&self.totals), says(&self.since_last_sum)) {
            (None, None) => None,
            (all, since) => Some(all == Some(true) || since == Some(true)),
        }
    }
}
