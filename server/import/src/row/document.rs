//! What a row's words say of its document: kind, status, part.

use super::{Row, short};
use crate::columns::FlagColumn;
use crate::dates;
use crate::field::Field;
use crate::item::{DocumentKind, Part, Status};
use crate::numbers;
use crate::options::PaidAtOnce;
use crate::outcome::{Code, Finding};
use crate::survey::Clearing;
use crate::words::directions::Direction;
use crate::words::flags::Flag;
use crate::words::kinds::{self, KindWord};
use crate::words::sides::Side;
use crate::words::statuses::StatusWord;
use crate::words::{is_whole, terms, yes_or_no};
use domain::date::Date;

use super::NoDraft;

/// What tells the kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Its word.
    Word(DocumentKind),
    /// The sign of its amount.
    BySign,
}

/// What the words of a row say together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) meaning: Meaning,
    pub(super) status: Option<Status>,
    /// The side on which the amount stands, where the row says so.
    pub(super) side: Option<Side>,
    /// The day under a heading like `Paid`.
    pub(super) paid_on: Option<Date>,
    /// Is it said by a mark that other rows bear too, and not all of them stand in the list?
    pub(super) cleared: bool,
}

impl Said {
    /// Does the document lower what is owed, by its word or its side, so that positive amounts are negative?
    pub(super) fn is_credit(&self) -> bool {
        self.side == Some(Side::Credit) || matches!(self.meaning, Meaning::Word(kind) if kind.is_credit())
    }
}

impl<'a> Row<'a> {
    /// Reads the words, or says why the row is no debt.
    pub(super) fn said(self) -> Result<Said, NoDraft> {
        let (meaning, void) = self.meaning()?;
        let mut words: Vec<StatusWord> = Vec::with_capacity(8);
        words.extend(void.then_some(StatusWord::Is(Status::Void)));
        for field in [Field::Status, Field::PaymentStatus] {
            words.extend(self.status(field)?);
        }
        words.extend(self.void()?);
        let (paid, paid_on) = self.paid()?;
        words.extend(paid);
        for word in self.flags() {
            words.extend(word?);
        }
        if self.survey.options.paid_at_once == Some(PaidAtOnce::Paid) && terms::says_at_once(self.cell(Field::Terms)) {
            words.push(StatusWord::Is(Status::Paid));
        }
        if words.contains(&StatusWord::Draft) {
            return Err(NoDraft::Left(self.finding(Code::Draft, Field::Status, "it was not sent")));
        }
        // The word by which the least is asked counts.
        let order = [
            StatusWord::Is(Status::Void),
            StatusWord::WrittenOff,
            StatusWord::Is(Status::Paid),
            StatusWord::Is(Status::PartlyPaid),
            StatusWord::Is(Status::Open),
        ];
        let counts = order.into_iter().find(|word| words.contains(word));
        let status = match counts {
            Some(StatusWord::Is(status)) => Some(status),
            Some(StatusWord::WrittenOff) => Some(Status::WrittenOff),
            Some(StatusWord::Draft) | None => None,
        };
        let cleared = self.survey.columns.flags.iter().any(|column| self.is_cleared_elsewhere(*column));
        Ok(Said { meaning, status, side: self.side()?, paid_on, cleared })
    }

    /// What tells the kind of the document, and whether it is said to be cancelled.
    fn meaning(self) -> Result<(Meaning, bool), NoDraft> {
        Ok(match self.kind()? {
            None | Some(KindWord::Either | KindWord::Correction) => (Meaning::BySign, false),
            Some(KindWord::Is(kind)) => (Meaning::Word(kind), false),
            Some(KindWord::Void(kind)) => (Meaning::Word(kind), true),
            Some(KindWord::NoDebt) => {
                let message = format!("`{}` is no debt", short(self.cell(Field::Kind)));
                return Err(NoDraft::Left(self.finding(Code::NotADebt, Field::Kind, message)));
            }
        })
    }

    /// A payment's document that has no sum of its own (CFDI's type P, in the currency XXX) lowers nothing by itself.
    pub(super) fn leave_empty_payment(self, said: &Said) -> Result<(), NoDraft> {
        let is_nothing = |field| {
            let cell = self.own_cell(field);
            cell.is_empty() || numbers::is_nothing(cell) || numbers::is_zero(cell)
        };
        let sums = [Field::Amount, Field::OpenAmount, Field::PaidAmount, Field::Debit, Field::Credit, Field::LineNet];
        let written = !self.own_cell(Field::Amount).is_empty();
        if said.meaning == Meaning::Word(DocumentKind::Payment) && written && sums.into_iter().all(is_nothing) {
            let message = format!("`{}` comes to nothing", short(self.cell(Field::Kind)));
            return Err(NoDraft::Left(self.finding(Code::NotADebt, Field::Kind, message)));
        }
        Ok(())
    }

    /// What the firm itself owes to a supplier is left out, whatever else is in its row.
    pub(super) fn leave_payable(self) -> Result<(), NoDraft> {
        let payable = |field| {
            let message = format!("`{}`: it is what the firm itself owes, not a customer", short(self.cell(field)));
            Err(NoDraft::Left(self.finding(Code::NotADebt, field, message)))
        };
        let cell = self.own_cell(Field::Direction);
        match (!cell.is_empty()).then(|| self.survey.lexicon.direction(cell)) {
            None | Some(Some(Direction::Receivable)) => {}
            Some(Some(Direction::Payable)) => return payable(Field::Direction),
            Some(None) => {
                let message = format!("`{}` does not say whose debt it is", short(cell));
                return Err(self.finding(Code::UnknownKind, Field::Direction, message).into());
            }
        }
        let word = self.own_cell(Field::Kind);
        let is_payable = || kinds::is_payable(word) || kinds::is_bill(word);
        if !word.is_empty() && self.survey.lexicon.kind(word) == Some(KindWord::NoDebt) && is_payable() {
            return payable(Field::Kind);
        }
        Ok(())
    }

    /// The kind by its column, else by the letters at the beginning of the number.
    pub(super) fn kind(self) -> Result<Option<KindWord>, Finding> {
        let cell = self.cell(Field::Kind);
        if cell.is_empty() {
            let lexicon = &self.survey.lexicon;
            let by_number = lexicon.kind_of_number(self.own_cell(Field::InvoiceNumber));
            return Ok(by_number.or_else(|| lexicon.kind_of_series(self.own_cell(Field::Series))));
        }
        self.survey.lexicon.kind(cell).map(Some).ok_or_else(|| {
            let message = format!("`{}` is no known kind of document", short(cell));
            self.finding(Code::UnknownKind, Field::Kind, message)
        })
    }

    /// A text that begins like the name of a credit note, beside an amount that is owed by its sign, in a list without kinds:
    /// which of them is right, nobody can say.
    pub(super) fn refuse_named_credit(self, said: &Said, negative: bool) -> Result<(), Finding> {
        let text = self.cell(Field::Description);
        let unsaid = said.meaning == Meaning::BySign && said.side.is_none() && self.cell(Field::Kind).is_empty();
        if negative || !unsaid || self.survey.columns.has(Field::Debit) || !kinds::names_credit_note(text) {
            return Ok(());
        }
        let message = format!(
            "`{}` sounds like a credit, its amount is owed; say which column has the kinds with --map kind=COLUMN, or              --default kind=invoice",
            short(text)
        );
        Err(self.finding(Code::UnknownKind, Field::Description, message))
    }

    fn status(self, field: Field) -> Result<Option<StatusWord>, NoDraft> {
        self.status_in(field, self.cell(field))
    }

    fn status_in(self, field: Field, cell: &str) -> Result<Option<StatusWord>, NoDraft> {
        if cell.is_empty() {
            return Ok(None);
        }
        match self.survey.lexicon.status(cell) {
            Some(StatusWord::Draft) => {
                let message = format!("`{}`: it was not sent", short(cell));
                Err(NoDraft::Left(self.finding(Code::Draft, field, message)))
            }
            Some(word) => Ok(Some(word)),
            None => {
                let message = format!("`{}` is no known {field}", short(cell));
                Err(self.finding(Code::UnknownKind, field, message).into())
            }
        }
    }

    /// What columns of yes and no say: closed, written off, stamped, in force.
    fn flags(self) -> impl Iterator<Item = Result<Option<StatusWord>, NoDraft>> {
        self.survey
            .columns
            .flags
            .iter()
            .map(move |column| self.flag(*column, self.record.get(column.at).map_or("", str::trim)))
    }

    fn flag(self, column: FlagColumn, cell: &str) -> Result<Option<StatusWord>, NoDraft> {
        let flag = column.flag;
        if self.clearing(column).is_some_and(|clearing| self.says_itself(clearing, cell)) {
            return Ok(None);
        }
        let yes = if cell.is_empty() && column.blank_is_no { Some(false) } else { yes_or_no(cell) };
        if yes.is_none() && !cell.is_empty() && flag != Flag::PaidIfMatched {
            return self.status_in(flag.field(), cell);
        }
        Ok(match (flag, yes) {
            (Flag::PaidIfYes | Flag::PaidIfMatched, Some(true)) | (Flag::PaidIfNo, Some(false)) => {
                Some(StatusWord::Is(Status::Paid))
            }
            (Flag::VoidIfYes, Some(true)) | (Flag::VoidIfNo, Some(false)) => Some(StatusWord::Is(Status::Void)),
            (Flag::DraftIfYes, Some(true)) | (Flag::DraftIfNo, Some(false)) => Some(StatusWord::Draft),
            (Flag::WrittenOffIfYes, Some(true)) => Some(StatusWord::WrittenOff),
            (Flag::PaidIfMatched, None) => matched(cell).map(StatusWord::Is),
            _ => None,
        })
    }

    /// The rows that bear the same mark of a ledger, in this list.
    fn clearing(self, column: FlagColumn) -> Option<&'a Clearing> {
        let marks = matches!(column.flag, Flag::PaidIfMatched | Flag::PaidIfYes);
        marks.then(|| self.survey.clearings.at(column.at, self.record, &self.survey.columns)).flatten()
    }

    /// Do the amounts of such rows say by themselves what is left of them? They do where all of them are movements of an
    /// account in this list, or where a part was cleared by what the list has.
    fn says_itself(self, clearing: &Clearing, mark: &str) -> bool {
        let in_part = matched(mark) == Some(Status::PartlyPaid);
        if self.survey.is_movements() { in_part || clearing.is_whole() } else { in_part && clearing.has_both() }
    }

    /// Was a movement cleared by others of which the list has not all? What was paid counts with what it paid, which is settled.
    fn is_cleared_elsewhere(self, column: FlagColumn) -> bool {
        let mark = self.record.get(column.at).map_or("", str::trim);
        self.survey.is_movements()
            && yes_or_no(mark) != Some(false)
            && self.clearing(column).is_some_and(|clearing| clearing.has_both() && !self.says_itself(clearing, mark))
    }

    /// The documents that a payment has cleared, by the mark that all of them bear.
    pub(super) fn cleared_documents(self) -> Option<&'a str> {
        let flags = self.survey.columns.flags.iter().filter(|column| column.flag == Flag::PaidIfMatched);
        let clearing = flags.into_iter().find_map(|column| self.clearing(*column))?;
        Some(clearing.named()).filter(|named| !named.is_empty())
    }

    /// Yes, a day, or a word for it under a heading like `Cancelled`.
    fn void(self) -> Result<Option<StatusWord>, NoDraft> {
        let cell = self.cell(Field::Void);
        if cell.is_empty() {
            return Ok(None);
        }
        match self.survey.lexicon.mark(cell) {
            Some(true) => Ok(Some(StatusWord::Is(Status::Void))),
            Some(false) => Ok(None),
            None if dates::read(cell, self.survey.dates).is_some() => Ok(Some(StatusWord::Is(Status::Void))),
            None => Ok(self.status(Field::Void)?.filter(|word| *word == StatusWord::Is(Status::Void))),
        }
    }

    /// Yes, a day, or a word for it under a heading like `Paid`.
    fn paid(self) -> Result<(Option<StatusWord>, Option<Date>), NoDraft> {
        let cell = self.cell(Field::Paid);
        if cell.is_empty() {
            return Ok((None, None));
        }
        if let Some(day) = dates::read(cell, self.survey.dates) {
            return Ok((None, Some(day)));
        }
        match self.survey.lexicon.mark(cell) {
            Some(true) => Ok((Some(StatusWord::Is(Status::Paid)), None)),
            Some(false) => Ok((Some(StatusWord::Is(Status::Open)), None)),
            None => Ok((self.status(Field::Paid)?, None)),
        }
    }

    fn side(self) -> Result<Option<Side>, Finding> {
        let cell = self.cell(Field::Side);
        if cell.is_empty() {
            return Ok(None);
        }
        self.survey.lexicon.side(cell).map(Some).ok_or_else(|| {
            let message = format!("`{}` is neither debit nor credit", short(cell));
            self.finding(Code::UnknownKind, Field::Side, message)
        })
    }

    /// The part of the document that the row is: by its column, or by the end of its number (`NF-88 1/3`).
    pub(super) fn part(self, number: String) -> Result<(String, Option<Part>), Finding> {
        let cell = self.cell(Field::Part);
        if !cell.is_empty() && !is_whole(cell) {
            let part = part_of(cell).ok_or_else(|| {
                let message = format!("`{}` is no part of a document; write 2/3", short(cell));
                self.finding(Code::InvalidText, Field::Part, message)
            })?;
            return Ok((number, Some(part)));
        }
        let split = number.rsplit_once([' ', '(']).and_then(|(head, tail)| {
            let tail = tail.trim_end_matches(')');
            // `A0001-00000123` is a number.
            let plain = tail.bytes().all(|b| b.is_ascii_digit() || b == b'/');
            let part = part_of(tail).filter(|part| plain && part.of.is_some())?;
            let head = without_word(head.trim_end_matches(['(', ' ', '-', ',', '·']));
            // `FT 1/23` is the number 23 of a series.
            head.bytes().any(|b| b.is_ascii_digit()).then(|| (head.to_owned(), part))
        });
        let part = split.as_ref().map(|(_, part)| *part).or_else(|| part_in_text(self.cell(Field::Description)));
        Ok((split.map_or(number, |(head, _)| head), part))
    }
}

/// What a code by which a document was matched with payments says. France matches in part by small letters, Odoo by a P
/// before the number.
fn matched(code: &str) -> Option<Status> {
    if code.bytes().all(|b| matches!(b, b'0' | b'-' | b' ')) || yes_or_no(code).is_some() {
        return None;
    }
    let by_odoo = code.strip_prefix('P').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let in_part = code.chars().all(|c| c.is_lowercase()) || by_odoo;
    Some(if in_part { Status::PartlyPaid } else { Status::Paid })
}

/// `Cuota 2 de 3`, `Alquiler - parcela 2/3`: a part that the description names.
fn part_in_text(text: &str) -> Option<Part> {
    const WORDS: [&str; 10] = [
        "cuota ",
        "parcela ",
        "parcialidad ",
        "instalment ",
        "installment ",
        "rate ",
        "teilzahlung ",
        "echeance ",
        "mensualidad ",
        "prestacao ",
    ];
    // It needs two figures.
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).nth(1)?;
    let folded = crate::folding::plain(text);
    let at = WORDS.iter().find_map(|word| Some(folded.find(word)? + word.len()))?;
    let tail = folded.get(at..)?;
    let end = tail.find(|c: char| !(c.is_ascii_digit() || c == '/' || c == ' ' || "devonsurf".contains(c)));
    part_of(tail.get(..end.unwrap_or(tail.len()))?).filter(|part| part.of.is_some_and(|of| of > 1))
}

/// A number without a word for part at its end: `NF-88 Parcela`, of `NF-88 Parcela 1/3`.
fn without_word(head: &str) -> &str {
    const WORDS: [&str; 9] =
        ["parcela", "cuota", "parc.", "parc", "rate", "instalment", "installment", "parcialidad", "part"];
    match head.rsplit_once(' ') {
        Some((before, last)) if WORDS.contains(&last.to_lowercase().as_str()) => {
            before.trim_end_matches([' ', '-', ',', '('])
        }
        _ => head,
    }
}

/// `A`, `Parcela B`: the parts of TOTVS Protheus, which go by letters.
fn letter(text: &str) -> Option<Part> {
    let last = text.trim().rsplit(' ').next()?;
    let one = last.chars().next().filter(|c| c.is_ascii_alphabetic() && last.len() == 1)?.to_ascii_uppercase();
    let n = u32::from(one) - u32::from('A') + 1;
    Some(Part { n, of: None, by_day: false })
}

/// `2/3`, `2 de 3`, `2 of 3`, `Cuota 2`, `2`, `002/003`.
fn part_of(text: &str) -> Option<Part> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (Some(n), of) = (numbers.next(), numbers.next()) else { return letter(text) };
    if numbers.next().is_some() || text.contains(['.', ',']) {
        return None;
    }
    let n: u32 = n.parse().ok()?;
    let of = match of {
        Some(of) => Some(of.parse::<u32>().ok().filter(|of| (n..=360).contains(of))?),
        None => None,
    };
    (1..=360).contains(&n).then_some(Part { n, of, by_day: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_as_people_write_them() {
        for (text, n, of) in [
            ("1/3", 1, Some(3)),
            ("2 de 3", 2, Some(3)),
            ("2 of 3", 2, Some(3)),
            ("Cuota 2/12", 2, Some(12)),
            ("Parcela 03/10", 3, Some(10)),
            ("002/003", 2, Some(3)),
            ("Rate 1 von 4", 1, Some(4)),
            ("2", 2, None),
            ("Cuota 2", 2, None),
            ("1/1", 1, Some(1)),
            ("A", 1, None),
            ("Parcela c", 3, None),
        ] {
            assert_eq!(part_of(text), Some(Part { n, of, by_day: false }), "{text}");
        }
        for text in ["", "única", "3/2", "0/3", "1/2/3", "2026/00042", "1.5"] {
            assert_eq!(part_of(text), None, "{text}");
        }
        for (text, n, of) in [
            ("Cuota 2 de 3", 2, 3),
            ("Venta de mobiliario, cuota 2 de 3, octubre", 2, 3),
            ("Parcela 02/03", 2, 3),
            ("Rate 1 von 4", 1, 4),
            ("Échéance 2/3", 2, 3),
            ("Instalment 2 of 3 - sofa", 2, 3),
        ] {
            assert_eq!(part_in_text(text), Some(Part { n, of: Some(of), by_day: false }), "{text}");
        }
        for text in ["Cuota mensual", "Cuota 2026", "Rate 19/20/21", "Flat rate 2", "Servicio", "Cuota 10/2026"] {
            assert_eq!(part_in_text(text), None, "{text}");
        }
        assert_eq!((matched("AA"), matched("ab"), matched("")), (Some(Status::Paid), Some(Status::PartlyPaid), None));
        assert!(is_whole("Única") && is_whole("À vista") && is_whole("-") && !is_whole("1/3"));
        assert_eq!((without_word("NF-88 Parcela"), without_word("NF-88")), ("NF-88", "NF-88"));
    }
}
