//! What stands on the two sides that a column of words tells, held against what else the rows say.

use super::sides::rough;
use crate::columns::Columns;
use crate::field::Field;
use crate::item::DocumentKind;
use crate::options::Options;
use crate::question::Question;
use crate::record::Record;
use crate::words::kinds::{self, KindWord};
use crate::words::normal;
use crate::words::sides::Side;

/// A column of more words is none of sides.
const MOST_WORDS: usize = 16;

/// The rows beside one word.
#[derive(Debug)]
struct Beside {
    word: String,
    /// Of their amounts, in hundredths.
    sum: i128,
    /// Rows that are debts by the word of their kind, and rows that are credits.
    debts: u64,
    credits: u64,
}

/// What stands beside the words of a column of sides.
#[derive(Debug, Default)]
pub(super) struct Sided(Vec<Beside>);

impl Sided {
    /// Notes a row.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        let cell = |field| columns.cell(field, record);
        let word = cell(Field::Side);
        if word.is_empty() {
            return;
        }
        let at = self.0.iter().position(|one| one.word == word).or_else(|| {
            (self.0.len() < MOST_WORDS).then(|| {
                self.0.push(Beside { word: word.to_owned(), sum: 0, debts: 0, credits: 0 });
                self.0.len() - 1
            })
        });
        let Some(one) = at.and_then(|at| self.0.get_mut(at)) else { return };
        let sum = [Field::OpenAmount, Field::Amount].into_iter().find_map(|field| rough(cell(field))).unwrap_or(0);
        one.sum = one.sum.saturating_add(sum);
        match kinds::read(cell(Field::Kind)) {
            Some(KindWord::Is(DocumentKind::Invoice | DocumentKind::DebitNote)) => one.debts += 1,
            Some(word) if word.is_credit() => one.credits += 1,
            _ => {}
        }
    }

    /// The question, where the sides contradict the kinds, or customers would be owed more than they owe: the list may have
    /// the firm's own account, in which what a customer owes stands on the other side.
    pub(super) fn question(
        &self,
        side: impl Fn(&str) -> Option<Side>,
        is_list: bool,
        columns: &Columns,
        options: &Options,
    ) -> Option<Question> {
        // A sign has no word by which it could be answered, and says nothing else.
        if self.0.iter().any(|one| normal(&one.word).is_empty()) {
            return None;
        }
        let answered = |one: &Beside| options.answer_for(Field::Side, &normal(&one.word)).is_some();
        let heading = columns.heading(Field::Side).filter(|_| !self.0.iter().all(answered))?;
        let side = &side;
        let on = |which| self.0.iter().filter(move |one| side(&one.word) == Some(which));
        let sum = |of: &mut dyn Iterator<Item = &Beside>| of.map(|one| one.sum).sum::<i128>();
        let against = on(Side::Credit).any(|one| one.debts > 0 && one.credits == 0)
            || on(Side::Debit).any(|one| one.credits > 0 && one.debts == 0);
        let upside_down = is_list && sum(&mut on(Side::Credit)) > sum(&mut on(Side::Debit)).max(0);
        let words: Vec<&str> = self.0.iter().map(|one| one.word.as_str()).collect();
        (against || upside_down).then(|| Question::unknown_words(Field::Side, heading, &words))
    }
}
