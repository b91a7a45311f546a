//! What a row's words say of its document: kind, status, part.

use super::{Row, short};
use crate::dates;
use crate::field::Field;
use crate::item::{DocumentKind, Part, Status};
use crate::outcome::{Code, Finding};
use crate::words::kinds::KindWord;
use crate::words::sides::Side;
use crate::words::statuses::StatusWord;
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
}

impl Said {
    /// Does the document lower what is owed, by its word or its side, so that positive amounts are negative?
    pub(super) fn is_credit(&self) -> bool {
        self.side == Some(Side::Credit) || matches!(self.meaning, Meaning::Word(kind) if kind.is_credit())
    }
}

impl Row<'_> {
    /// Reads the words, or says why the row is no debt.
    pub(super) fn said(self) -> Result<Said, NoDraft> {
        let kind = self.kind()?;
        let mut statuses = [None; 5];
        let meaning = match kind {
            None | Some(KindWord::Either) => Meaning::BySign,
            Some(KindWord::Is(kind)) => Meaning::Word(kind),
            Some(KindWord::Void(kind)) => {
                statuses[0] = Some(Status::Void);
                Meaning::Word(kind)
            }
            Some(KindWord::NoDebt) => {
                let message = format!("`{}` is no debt", short(self.cell(Field::Kind)));
                return Err(NoDraft::Left(self.finding(Code::NotADebt, Field::Kind, message)));
            }
        };
        statuses[1] = self.status(Field::Status)?;
        statuses[2] = self.status(Field::PaymentStatus)?;
        statuses[3] = self.void()?;
        let (paid, paid_on) = self.paid()?;
        statuses[4] = paid;
        // The word by which the least is asked counts.
        let order = [Status::Void, Status::Paid, Status::PartlyPaid, Status::Open];
        let status = order.into_iter().find(|status| statuses.contains(&Some(*status)));
        Ok(Said { meaning, status, side: self.side()?, paid_on })
    }

    fn kind(self) -> Result<Option<KindWord>, Finding> {
        let cell = self.cell(Field::Kind);
        if cell.is_empty() {
            return Ok(None);
        }
        self.survey.lexicon.kind(cell).map(Some).ok_or_else(|| {
            let message = format!("`{}` is no known kind of document", short(cell));
            self.finding(Code::UnknownKind, Field::Kind, message)
        })
    }

    fn status(self, field: Field) -> Result<Option<Status>, NoDraft> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        match self.survey.lexicon.status(cell) {
            Some(StatusWord::Is(status)) => Ok(Some(status)),
            Some(StatusWord::Draft) => {
                let message = format!("`{}`: it was not sent", short(cell));
                Err(NoDraft::Left(self.finding(Code::Draft, field, message)))
            }
            None => {
                let message = format!("`{}` is no known {field}", short(cell));
                Err(self.finding(Code::UnknownKind, field, message).into())
            }
        }
    }

    /// Yes, a day, or a word for it under a heading like `Cancelled`.
    fn void(self) -> Result<Option<Status>, NoDraft> {
        let cell = self.cell(Field::Void);
        if cell.is_empty() {
            return Ok(None);
        }
        match self.survey.lexicon.mark(cell) {
            Some(true) => Ok(Some(Status::Void)),
            Some(false) => Ok(None),
            None if dates::read(cell, self.survey.dates).is_some() => Ok(Some(Status::Void)),
            None => Ok(self.status(Field::Void)?.filter(|status| *status == Status::Void)),
        }
    }

    /// Yes, a day, or a word for it under a heading like `Paid`.
    fn paid(self) -> Result<(Option<Status>, Option<Date>), NoDraft> {
        let cell = self.cell(Field::Paid);
        if cell.is_empty() {
            return Ok((None, None));
        }
        if let Some(day) = dates::read(cell, self.survey.dates) {
            return Ok((None, Some(day)));
        }
        match self.survey.lexicon.mark(cell) {
            Some(true) => Ok((Some(Status::Paid), None)),
            Some(false) => Ok((Some(Status::Open), None)),
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
            let part = part_of(tail.trim_end_matches(')')).filter(|part| part.of.is_some())?;
            let head = without_word(head.trim_end_matches(['(', ' ', '-', ',', '·']));
            (!head.is_empty()).then(|| (head.to_owned(), part))
        });
        Ok(split.map_or((number, None), |(head, part)| (head, Some(part))))
    }
}

/// Does a cell of the column of parts say that there are none?
fn is_whole(cell: &str) -> bool {
    let folded = crate::folding::plain(cell);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        bare,
        "" | "0"
            | "unica"
            | "unico"
            | "single"
            | "one"
            | "a vista"
            | "vista"
            | "contado"
            | "einmalig"
            | "unique"
            | "no"
            | "n/a"
    )
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

/// `2/3`, `2 de 3`, `2 of 3`, `Cuota 2`, `2`, `002/003`.
fn part_of(text: &str) -> Option<Part> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (n, of) = (numbers.next()?, numbers.next());
    if numbers.next().is_some() || text.contains(['.', ',']) {
        return None;
    }
    let n: u32 = n.parse().ok()?;
    let of = match of {
        Some(of) => Some(of.parse::<u32>().ok().filter(|of| (n..=360).contains(of))?),
        None => None,
    };
    (1..=360).contains(&n).then_some(Part { n, of })
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
        ] {
            assert_eq!(part_of(text), Some(Part { n, of }), "{text}");
        }
        for text in ["", "única", "3/2", "0/3", "1/2/3", "2026/00042", "1.5"] {
            assert_eq!(part_of(text), None, "{text}");
        }
        assert!(is_whole("Única") && is_whole("À vista") && is_whole("-") && !is_whole("1/3"));
        assert_eq!((without_word("NF-88 Parcela"), without_word("NF-88")), ("NF-88", "NF-88"));
    }
}
