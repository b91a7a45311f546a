//! The words of the columns that decide about money: collected in the first pass, so that one that is not known is asked
//! for once and not refused in every row; looked up in the second.

use super::amount_of::AmountOf;
use crate::answer::Answer;
use crate::columns::Columns;
use crate::currency::{self, Mark};
use crate::dates;
use crate::field::Field;
use crate::folding::fold;
use crate::headings::Confidence;
use crate::item::{DocumentKind, Status};
use crate::options::Options;
use crate::question::Question;
use crate::records::Record;
use crate::words::absent::is_absent;
use crate::words::directions::{self, Direction};
use crate::words::kinds::{self, KindWord};
use crate::words::letters;
use crate::words::places;
use crate::words::sides::{self, Side};
use crate::words::statuses::{self, StatusWord};
use crate::words::terms::{self, Terms};
use crate::words::{normal, yes_or_no};
use std::collections::{HashMap, HashSet};

/// A column with more different cells than this has no words but numbers, days or names.
const MOST_WORDS: usize = 64;

/// A cell of such a column, and what stands beside it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    text: String,
    /// Beside an amount that is owed, or taken off, by its sign.
    on_debts: bool,
    on_credits: bool,
    /// In a row of which something is open, by a column that says so.
    on_open: bool,
}

/// The different cells of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    seen: Vec<Word>,
    /// There are more than are kept.
    pub(super) overflow: bool,
    last: usize,
}

impl Words {
    /// Notes a cell.
    pub(super) fn add(&mut self, cell: &str) {
        if cell.is_empty() || self.seen.get(self.last).is_some_and(|word| word.text == cell) {
            return;
        }
        match self.seen.iter().position(|word| word.text == cell) {
            Some(at) => self.last = at,
            None if self.seen.len() < MOST_WORDS => {
                self.last = self.seen.len();
                self.seen.push(Word { text: cell.to_owned(), on_debts: false, on_credits: false, on_open: false });
            }
            None => self.overflow = true,
        }
    }

    /// Notes a cell and what its row says of the amount.
    pub(super) fn add_beside(&mut self, cell: &str, amount: AmountOf, open: bool) {
        self.add(cell);
        if let Some(word) = self.seen.get_mut(self.last).filter(|word| word.text == cell) {
            word.on_debts |= amount == AmountOf::Debt;
            word.on_credits |= amount == AmountOf::Credit;
            word.on_open |= open;
        }
    }

    fn len(&self) -> usize {
        self.seen.len()
    }

    /// The cells.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().map(|word| word.text.as_str())
    }
}

/// What the words of each column mean.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    kinds: HashMap<String, KindWord>,
    /// Kinds that stand in the numbers: the letters before the digits, and what they mean.
    pub(super) in_numbers: Vec<(String, KindWord)>,
    /// The same of series that stand in a column of their own.
    pub(super) in_series: Vec<(String, KindWord)>,
    /// Do the kinds stand at the beginning of longer texts?
    pub(super) in_texts: bool,
    /// Words of payments that stand beside amounts of both signs: one of them was taken back.
    signed_payments: HashSet<String>,
    /// Words of credits of which the sign says which way they go.
    signed_credits: HashSet<String>,
    /// Words of kinds that the person has explained.
    said: HashSet<String>,
    /// The same, as words are compared: of rows that were not looked at, too.
    answered: HashMap<String, KindWord>,
    statuses: HashMap<String, StatusWord>,
    /// Are amounts on the two sides called cargo and abono by their first letters?
    charges: bool,
    sides: HashMap<String, Side>,
    marks: HashMap<String, bool>,
    directions: HashMap<String, Direction>,
    terms: HashMap<String, Terms>,
    currencies: HashMap<String, Option<Mark>>,
}

impl Lexicon {
    /// What a cell of the column of kinds says.
    pub(crate) fn kind(&self, cell: &str) -> Option<KindWord> {
        let read = if self.in_texts { kinds::leading } else { kinds::read };
        let answered = || self.answered.get(&normal(cell)).filter(|_| !self.answered.is_empty());
        self.kinds.get(cell).or_else(answered).copied().or_else(|| read(cell))
    }

    /// What the letters at the beginning of a number say.
    pub(crate) fn kind_of_number(&self, number: &str) -> Option<KindWord> {
        if self.in_numbers.is_empty() {
            return None;
        }
        let letters = letters::letters_of(number)?;
        self.in_numbers.iter().find(|(known, _)| known == letters).map(|(_, word)| *word)
    }

    /// Does a payment of this word say by its sign whether it was made or taken back?
    pub(crate) fn is_signed_payment(&self, cell: &str) -> bool {
        self.signed_payments.contains(cell)
    }

    /// Does a credit of this word say by its sign which way it goes?
    pub(crate) fn is_signed_credit(&self, cell: &str) -> bool {
        self.signed_credits.contains(cell)
    }

    /// What a series in a column of its own says.
    pub(crate) fn kind_of_series(&self, series: &str) -> Option<KindWord> {
        self.in_series.iter().find(|(known, _)| known == series).map(|(_, word)| *word)
    }

    /// What a cell of a column of statuses says.
    pub(crate) fn status(&self, cell: &str) -> Option<StatusWord> {
        self.statuses.get(cell).copied().or_else(|| statuses::read(cell))
    }

    /// On which side an amount stands.
    pub(crate) fn side(&self, cell: &str) -> Option<Side> {
        self.sides.get(cell).copied().or_else(|| sides::read(cell, self.charges))
    }

    /// Whose debt it is.
    pub(crate) fn direction(&self, cell: &str) -> Option<Direction> {
        self.directions.get(cell).copied().or_else(|| directions::read(cell))
    }

    /// Yes or no, to "paid?" and "void?".
    pub(crate) fn mark(&self, cell: &str) -> Option<bool> {
        self.marks.get(cell).copied().or_else(|| yes_or_no(cell))
    }

    /// Is there a word for a payment among the kinds?
    pub(super) fn has_payments(&self, words: &Words) -> bool {
        words
            .texts()
            .any(|word| matches!(self.kind(word), Some(KindWord::Is(DocumentKind::Payment | DocumentKind::Reversal))))
    }

    /// What the person said of words, added to what is known.
    pub(super) fn of(options: &Options, words: &HashMap<Field, Words>) -> Self {
        let mut lexicon = Self {
            charges: words.get(&Field::Side).is_some_and(|words| sides::is_charge_column(words.texts())),
            ..Self::default()
        };
        lexicon.answered = options.kinds_said().collect();
        for field in Field::WORDS {
            for cell in words.get(&field).into_iter().flat_map(Words::texts) {
                match options.answer_for(field, &normal(cell)) {
                    Some(answer) => lexicon.learn(cell, answer),
                    None => lexicon.look_up(field, cell),
                }
            }
        }
        let signed = words.get(&Field::Kind).into_iter().flat_map(|words| &words.seen);
        let signed = signed.filter(|word| word.on_debts && word.on_credits).map(|word| word.text.clone());
        lexicon.signed_payments = signed.collect();
        lexicon.tell_signed(words.get(&Field::Kind));
        lexicon.tell_sage(words.get(&Field::Kind));
        lexicon.tell_bills(words.get(&Field::Kind));
        for field in [Field::Status, Field::PaymentStatus] {
            lexicon.tell_codes(words.get(&field), field);
        }
        for cell in words.get(&Field::Terms).into_iter().flat_map(Words::texts) {
            lexicon.terms.insert(cell.to_owned(), terms::read(cell));
        }
        for cell in words.get(&Field::Currency).into_iter().flat_map(Words::texts) {
            lexicon.currencies.insert(cell.to_owned(), currency::mark(cell));
        }
        lexicon
    }

    /// Under a heading that speaks of money, what comes in is owed by a customer.
    pub(super) fn tell_money(&mut self, options: &Options, columns: &Columns, words: &HashMap<Field, Words>) {
        let heading = columns.heading(Field::Direction).map(fold).unwrap_or_default();
        if !directions::is_of_money(&heading) {
            return;
        }
        for cell in words.get(&Field::Direction).into_iter().flat_map(Words::texts) {
            if let (None, Some(way)) = (options.answer_for(Field::Direction, &normal(cell)), directions::of_money(cell))
            {
                self.directions.insert(cell.to_owned(), way);
            }
        }
    }

    /// In a list that writes credits below nothing, a refund above nothing went to the customer, and a payment was taken back.
    fn tell_signed(&mut self, words: Option<&Words>) {
        let Some(words) = words else { return };
        let is_credit = |word: &Word| self.kind(&word.text).is_some_and(KindWord::is_credit);
        let below = |word: &Word| word.on_credits && !word.on_debts && is_credit(word);
        let is_signed = words.seen.iter().any(below);
        let signed = words.seen.iter().filter(|word| {
            let other_way = word.on_debts && is_credit(word) && !self.said.contains(&word.text);
            let is_payment = self.kind(&word.text) == Some(KindWord::Is(DocumentKind::Payment));
            other_way
                && (is_signed || word.on_credits)
                && (kinds::goes_both_ways(&word.text) || is_payment && word.on_credits)
        });
        self.signed_credits = signed.map(|word| word.text.clone()).collect();
    }

    /// Beside Sage's SI (sales invoice), SA is a payment on account, SD a discount, SP a refund; SAP has SA for any posting.
    fn tell_sage(&mut self, words: Option<&Words>) {
        let is_sage = words.is_some_and(|words| words.texts().any(|word| word.eq_ignore_ascii_case("si")));
        for cell in words.into_iter().filter(|_| is_sage).flat_map(Words::texts) {
            let kind = match cell.to_ascii_lowercase().as_str() {
                "sa" | "sd" => DocumentKind::Payment,
                // Money that went back to the customer.
                "sp" => DocumentKind::Reversal,
                _ => continue,
            };
            if !self.said.contains(cell) {
                self.kinds.insert(cell.to_owned(), KindWord::Is(kind));
            }
        }
    }

    /// Beside invoices, bills are what suppliers ask the firm for; where there are nothing but bills, they are the firm's own.
    fn tell_bills(&mut self, words: Option<&Words>) {
        let texts = || words.into_iter().flat_map(Words::texts);
        let is_sale =
            |cell: &str| !kinds::is_bill(cell) && self.kind(cell) == Some(KindWord::Is(DocumentKind::Invoice));
        if !texts().any(is_sale) {
            return;
        }
        for cell in texts().filter(|cell| kinds::is_bill(cell)) {
            if !self.said.contains(cell) {
                self.kinds.insert(cell.to_owned(), KindWord::NoDebt);
            }
        }
    }

    /// Codes of one letter (Contifico's P, C and A) say nothing that a balance does not, where all that is open has one of
    /// them.
    fn tell_codes(&mut self, words: Option<&Words>, field: Field) {
        let Some(words) = words else { return };
        let codes = words.texts().all(|word| is_letter(word) && !self.knows(field, word));
        if codes && words.seen.iter().filter(|word| word.on_open).count() == 1 {
            self.statuses.extend(words.texts().map(|word| (word.to_owned(), StatusWord::Is(Status::Open))));
        }
    }

    /// A word is looked up once and not in every row.
    fn look_up(&mut self, field: Field, cell: &str) {
        match field {
            Field::Kind => self.kinds.extend(kinds::read(cell).map(|word| (cell.to_owned(), word))),
            Field::Direction => self.directions.extend(directions::read(cell).map(|word| (cell.to_owned(), word))),
            Field::Side => self.sides.extend(sides::read(cell, self.charges).map(|side| (cell.to_owned(), side))),
            _ => self.statuses.extend(statuses::read(cell).map(|word| (cell.to_owned(), word))),
        }
    }

    /// What terms of payment say.
    pub(crate) fn terms(&self, text: &str) -> Terms {
        self.terms.get(text).copied().unwrap_or_else(|| terms::read(text))
    }

    /// Which currency a cell names.
    pub(crate) fn currency(&self, cell: &str) -> Option<Mark> {
        self.currencies.get(cell).copied().unwrap_or_else(|| currency::mark(cell))
    }

    fn learn(&mut self, cell: &str, answer: Answer) {
        let cell = cell.to_owned();
        match answer {
            Answer::Kind(word) => {
                self.said.insert(cell.clone());
                self.kinds.insert(cell, word);
            }
            Answer::Status(word) => drop(self.statuses.insert(cell, word)),
            Answer::Side(side) => drop(self.sides.insert(cell, side)),
            Answer::Mark(mark) => drop(self.marks.insert(cell, mark)),
            Answer::Direction(way) => drop(self.directions.insert(cell, way)),
        }
    }

    /// Does a column know this word?
    fn knows(&self, field: Field, cell: &str) -> bool {
        match field {
            Field::Kind => self.kind(cell).is_some(),
            Field::Status | Field::PaymentStatus => self.status(cell).is_some(),
            Field::Side => self.side(cell).is_some(),
            Field::Direction => self.direction(cell).is_some(),
            _ => self.mark(cell).is_some() || self.status(cell).is_some() || dates::is_like_a_day(cell),
        }
    }

    /// One question for each column with words that are not known. A heading that only may be the field's, in whose cells no
    /// word is known, is none. Of statuses, which decide about money, it must be seen what the cells are instead: `Estado` also
    /// has the states of Mexico, `Condición` the terms. Single letters are no states but codes.
    pub(super) fn questions(&self, columns: &mut Columns, words: &HashMap<Field, Words>) -> Vec<Question> {
        let mut questions = Vec::new();
        for field in Field::WORDS {
            let Some(words) = words.get(&field).filter(|_| columns.has(field)) else { continue };
            let unknown = self.unknown(field, words);
            let may = columns.confidence(field) == Some(Confidence::May) && !columns.is_wished(field);
            let codes = unknown.iter().all(|word| is_letter(word));
            let other = match field {
                Field::Status => says_something_else(&unknown),
                Field::Void => false,
                _ => !codes,
            };
            if may && (unknown.len() == words.len() && other || words.overflow) {
                columns.drop_column(field);
            } else if !unknown.is_empty() || words.overflow {
                let column = columns.heading(field).unwrap_or_default();
                questions.push(Question::unknown_words(field, column, &unknown));
            }
        }
        questions
    }

    /// The words of a column that say nothing, or one thing as well as another.
    fn unknown<'w>(&self, field: Field, words: &'w Words) -> Vec<&'w str> {
        if field != Field::Kind {
            return words.texts().filter(|word| !self.knows(field, word)).collect();
        }
        // Where credits are written without a sign, the sign says nothing of a word that may be either.
        let is_credit = |word: &Word| self.kind(&word.text).is_some_and(KindWord::is_credit);
        let signed = |word: &Word| self.signed_credits.contains(&word.text);
        let unsigned = words.seen.iter().any(|word| word.on_debts && is_credit(word) && !signed(word));
        let open = |word: &&Word| match self.kind(&word.text) {
            None => true,
            Some(_) if self.said.contains(&word.text) => false,
            Some(KindWord::Correction) => word.on_debts,
            Some(KindWord::Either) => word.on_debts && unsigned,
            Some(_) => false,
        };
        words.seen.iter().filter(open).map(|word| word.text.as_str()).collect()
    }
}

/// Are the words of a column that may be one of statuses mostly states of a country, or terms?
fn says_something_else(words: &[&str]) -> bool {
    let is_terms = |word: &str| {
        let read = terms::read(word);
        read.due.is_some() || read.direct_debit || matches!(normal(word).as_str(), "credito" | "credit" | "kredit")
    };
    let many = |is: &dyn Fn(&str) -> bool| words.iter().filter(|word| is(word)).count() * 2 >= words.len();
    many(&places::is_state) || many(&is_terms)
}

/// One letter: a code of some system.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic())
}

/// Of the columns that no heading names: an example, and their different cells while there are few.
#[derive(Debug, Clone, Default)]
pub(super) struct Unread {
    /// A cell of the column.
    pub(super) example: Option<String>,
    words: Words,
    many: bool,
    cells: u64,
    amounts: u64,
    days: u64,
}

impl Unread {
    /// A column with more different cells has no words.
    const FEW: usize = 16;

    /// Notes a cell, and what its row says of the amount.
    pub(super) fn add_beside(&mut self, cell: &str, amount: AmountOf) {
        if cell.is_empty() {
            return;
        }
        if self.example.is_none() {
            self.example = Some(cell.chars().take(60).collect());
        }
        self.cells += 1;
        if dates::is_like_a_day(cell) {
            self.days += 1;
        } else if is_sum(cell) {
            self.amounts += 1;
        }
        if self.many {
            return;
        }
        if cell.len() > 40 {
            self.many = true;
            return;
        }
        self.words.add_beside(cell, amount, false);
        self.many = self.words.seen.len() > Self::FEW;
    }

    /// Has it few different cells?
    pub(super) const fn is_few(&self) -> bool {
        !self.many
    }

    /// What all its cells are, where that may decide about money.
    pub(super) const fn holds(&self) -> Option<&'static str> {
        match self.cells {
            0 => None,
            all if self.days == all => Some("it holds days"),
            all if self.amounts == all => Some("it holds amounts"),
            _ => None,
        }
    }

    /// Does such a word stand beside an amount that is owed by its sign?
    pub(super) fn has_on_debts(&self, is: impl Fn(&str) -> bool) -> bool {
        self.words.seen.iter().any(|word| word.on_debts && is(&word.text))
    }

    /// Its different cells.
    pub(super) const fn words(&self) -> &Words {
        &self.words
    }

    /// May its cells be words of a column of statuses? All of them are known, and one of them changes what is owed.
    pub(super) fn may_be_statuses(&self) -> bool {
        let texts = || self.words.texts();
        if self.many || self.words.seen.is_empty() {
            return false;
        }
        let status = |word: &str| statuses::read(word).filter(|_| word.parse::<u64>().is_err());
        let decides = |word: StatusWord| word != StatusWord::Is(Status::Open);
        texts().all(|word| status(word).is_some()) && texts().filter_map(status).any(decides)
    }
}

/// An amount as such are written, with decimals or a currency: a bare whole number may count anything.
pub(super) fn is_sum(cell: &str) -> bool {
    crate::numbers::scan(cell).is_some_and(|scanned| {
        let marked = scanned.marks != ["", ""];
        crate::currency::beside(scanned.marks).is_ok() && (marked || scanned.body.contains(['.', ',']))
    })
}

/// What the cells under `Pagado`, `Paid`, `Bezahlt` are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PaidCells {
    amounts: u64,
    /// `0` and `1`, which are an amount, or no and yes.
    bits: u64,
    ones: u64,
    days: u64,
    words: u64,
}

/// What such a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaidColumn {
    /// What was paid.
    Amount,
    /// The day on which all of it was paid.
    Day,
    /// Yes or no, perhaps with days among them.
    Mark,
    /// Amounts and words: nobody can say.
    Mixed,
}

impl PaidCells {
    /// Notes a cell.
    pub(super) fn add(&mut self, record: &Record, at: usize) {
        let cell = record.get(at).map_or("", str::trim);
        if cell.is_empty() || is_absent(cell, Field::Paid) {
            return;
        }
        if matches!(cell, "0" | "1") {
            self.bits += 1;
            self.ones += u64::from(cell == "1");
        } else if yes_or_no(cell).is_some() {
            self.words += 1;
        } else if dates::is_like_a_day(cell) {
            self.days += 1;
        } else if crate::numbers::scan(cell).is_some_and(|scanned| crate::currency::beside(scanned.marks).is_ok())
            || crate::numbers::is_nothing(cell)
        {
            self.amounts += 1;
        } else {
            self.words += 1;
        }
    }

    /// Is something in it that is an amount and no mark?
    pub(super) const fn says_amounts(self) -> bool {
        self.amounts > 0
    }

    /// What the column is.
    pub(super) const fn verdict(self) -> PaidColumn {
        match (self.amounts > 0, self.days > 0, self.words > 0) {
            (true, false, false) => PaidColumn::Amount,
            (false, true, false) => PaidColumn::Day,
            (false, false, false) if self.ones == 0 => PaidColumn::Amount,
            (false, _, _) => PaidColumn::Mark,
            (true, _, _) => PaidColumn::Mixed,
        }
    }
}
