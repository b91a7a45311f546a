//! Rows with one number in a file with net sums: the lines of one document.

use super::seen::{Key, number_key};
use super::{MOST_HELD, Rows, TOO_MANY_APART};
use crate::field::Field;
use crate::hashing;
use crate::item::{DocumentKind, Item};
use crate::numbers;
use crate::outcome::{Code, Finding, Outcome};
use crate::records::Record;
use crate::row::{Agreed, Draft, NoDraft, Row, opposite, short};
use crate::survey::document_key;
use domain::invoice::line_totals;
use domain::money::Money;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// No document has more lines.
const MAX_LINES: usize = 1000;

/// Rows with one number, while they come.
pub(super) struct Group {
    key: Key,
    first: Record,
    /// Nothing when the first row was refused.
    draft: Option<Draft>,
    /// What each row is: its line, the physical one, and whether it says the same as the first.
    rows: Vec<(u64, bool)>,
    /// What each row says, as a hash.
    texts: Vec<u64>,
    trouble: Option<Finding>,
    left: bool,
}

impl Rows<'_> {
    pub(super) fn take_line(&mut self, record: &Record) {
        let leader = self.leader_of(record);
        let above = self.trail.customer(&self.survey.outline).cloned();
        let row = Row { record, survey: self.survey, above: above.as_ref(), leader: leader.as_ref() };
        let number = row.cell(Field::InvoiceNumber);
        let key = number_key(number, &mut self.scratch);
        let document = document_key([number, &row.series_text(), row.cell(Field::Kind)]);
        let apart = !number.is_empty() && self.survey.scattered.contains_key(&document);
        let known = if apart {
            self.held_groups.get_mut(&document)
        } else {
            let same = |group: &&mut Group| group.key == key && !number.is_empty() && !group.is_of_other_kind(row);
            self.group.as_mut().filter(same)
        };
        if let Some(group) = known {
            self.held_rows += usize::from(apart);
            return group.add(row);
        }
        self.trail.item();
        let (draft, trouble, left) = match row.draft() {
            Ok(draft) => (Some(self.unapplied.told_apart(draft)), None, false),
            Err(NoDraft::Refused(finding)) => (None, Some(finding), false),
            Err(NoDraft::Left(finding)) => (None, Some(finding), true),
        };
        let texts = vec![text_of(record)];
        let group = Group { key, first: record.clone(), draft, rows: vec![(record.line, true)], texts, trouble, left };
        if !apart {
            self.finish_group();
            self.group = Some(group);
        } else if self.held_rows < MOST_HELD {
            self.held_rows += 1;
            self.held_group_order.push(document);
            self.held_groups.insert(document, group);
        } else if let Some(draft) = group.draft {
            self.refuse_drafts(&[draft], Code::DuplicateConflict, TOO_MANY_APART);
        } else {
            self.finish_lines(group);
        }
    }

    pub(super) fn finish_group(&mut self) {
        if let Some(group) = self.group.take() {
            self.finish_lines(group);
        }
    }

    /// Documents whose lines stand apart are whole when all of the file was read.
    pub(super) fn finish_held_groups(&mut self) {
        for key in std::mem::take(&mut self.held_group_order) {
            if let Some(mut group) = self.held_groups.remove(&key) {
                group.leave_copies();
                self.finish_lines(group);
            }
        }
    }

    fn finish_lines(&mut self, mut group: Group) {
        if let (None, Some(draft)) = (&group.trouble, group.draft.take()) {
            match whole(draft, &group.rows) {
                Ok(whole) => {
                    let credit = whole.overpaid.map(|credit| whole.item.beyond(credit));
                    if self.accept(whole.item, whole.warnings, whole.repeated)
                        && let Some(credit) = credit
                    {
                        self.accept_beyond(credit);
                    }
                    return;
                }
                Err(finding) => group.trouble = Some(finding),
            }
        }
        let Some(trouble) = group.trouble else { return };
        self.name_beside(Row { record: &group.first, survey: self.survey, above: None, leader: None });
        for (line, _) in group.rows {
            let finding = if line == trouble.line {
                trouble.clone()
            } else if group.left {
                Finding { line, ..trouble.clone() }
            } else {
                let message = format!("line {} of the same invoice was refused", trouble.line).into();
                Finding { line, code: Code::OtherLineRejected, field: Some("invoice_number".into()), message }
            };
            self.out.push_back(if group.left { Outcome::Skipped(finding) } else { Outcome::Rejected(finding) });
        }
    }
}

impl Group {
    /// Does the row name another kind of document than the first one? Some offices number each kind by itself.
    fn is_of_other_kind(&self, row: Row<'_>) -> bool {
        let first = Row { record: &self.first, ..row };
        let (kind, before) = (row.own_cell(Field::Kind), first.own_cell(Field::Kind));
        !kind.is_empty() && !before.is_empty() && kind != before
    }

    /// A document whose lines all come equally often was written so often: each counts once.
    fn leave_copies(&mut self) {
        let mut times: HashMap<u64, usize> = HashMap::new();
        self.texts.iter().for_each(|text| *times.entry(*text).or_default() += 1);
        let often = times.values().copied().min().unwrap_or(1);
        let Some(draft) = self.draft.as_mut().filter(|draft| draft.item.lines.len() == self.texts.len()) else {
            return;
        };
        if often > 1 && times.len() > 1 && times.values().all(|other| *other == often) {
            let (mut seen, mut texts) = (HashSet::new(), self.texts.iter());
            draft.item.lines.retain(|_| texts.next().is_some_and(|text| seen.insert(*text)));
        }
    }

    /// A further row with the same number: a line, if what it says of the invoice is what the first
    /// row says, or nothing.
    fn add(&mut self, row: Row<'_>) {
        let line = row.record.line;
        let first = Row { record: &self.first, ..row };
        let differs = |field: &Field| {
            let (own, other) = (row.own_cell(*field), first.own_cell(*field));
            let of_line = field.is_line() || matches!(field, Field::Description | Field::Notes | Field::InvoiceNumber);
            !of_line && !own.is_empty() && own != other
        };
        self.rows.push((line, row.record.text() == self.first.text()));
        self.texts.push(text_of(row.record));
        if self.trouble.is_some() {
            return;
        }
        let Some(draft) = &mut self.draft else { return };
        let finding = |code, field: Field, message: String| {
            Some(Finding { line, code, field: Some(field.as_str().into()), message: message.into() })
        };
        if let Some(field) = Field::ALL.iter().find(|field| differs(field)) {
            let message = format!(
                "{} has another {field} here than on line {}; rows with one number are the lines of one invoice",
                short(&draft.item.number),
                first.record.line
            );
            self.trouble = finding(Code::DuplicateConflict, *field, message);
        } else if draft.item.lines.len() >= MAX_LINES {
            self.trouble =
                finding(Code::TooManyLines, Field::InvoiceNumber, format!("an invoice has {MAX_LINES} lines at most"));
        } else {
            match row.line(draft.item.currency, &mut draft.warnings) {
                Ok(line) => draft.item.lines.extend(line),
                Err(finding) => self.trouble = Some(finding),
            }
        }
    }
}

fn text_of(record: &Record) -> u64 {
    hashing::number(record.text())
}

struct Whole<'a> {
    item: Item,
    warnings: Vec<Finding>,
    /// Further rows that were the same once more, not lines.
    repeated: &'a [(u64, bool)],
    /// What was paid beyond it.
    overpaid: Option<Money>,
}

/// All rows of an invoice are there: do its lines add up?
fn whole(draft: Draft, rows: &[(u64, bool)]) -> Result<Whole<'_>, Finding> {
    let Draft { mut item, mut warnings, has_total, credit_by_word, overpaid, .. } = draft;
    let line = item.line;
    let about = |code, field: Field, message: Cow<'static, str>| Finding {
        line,
        code,
        field: Some(field.as_str().into()),
        message,
    };
    let too_large = || about(Code::AmountOutOfRange, Field::LineNet, "the sum is larger than any amount".into());
    let mut sum = line_totals(&item.lines, item.currency).map_err(|_| too_large())?.2;
    if (credit_by_word || item.amount().minor() < 0) && sum.is_positive() {
        for line in &mut item.lines {
            (line.net, line.tax) = (opposite(line.net), opposite(line.tax));
        }
        sum = opposite(sum);
    }
    let mut repeated = [].as_slice();
    if !has_total && !item.lines.is_empty() {
        if sum.minor().unsigned_abs() > numbers::MAX_MINOR.unsigned_abs() {
            return Err(too_large());
        }
        item.document = match item.document {
            DocumentKind::Invoice if sum.minor() < 0 => DocumentKind::CreditNote,
            kind => kind,
        };
        let agreed = Agreed::of(Some(sum), item.paid, item.open).map_err(|part| {
            let message = format!("{} is open of {}", part.open, part.total);
            about(Code::OpenAmountMismatch, Field::OpenAmount, message.into())
        })?;
        (item.total, item.paid, item.open) = (agreed.total, agreed.paid, agreed.open);
    } else if sum != item.amount() && !item.lines.is_empty() {
        let once = item.lines.first().and_then(|line| line.gross().ok());
        if rows.len() > 1 && rows.iter().all(|(_, same)| *same) && once == Some(item.amount()) {
            item.lines.truncate(1);
            repeated = rows.get(1..).unwrap_or_default();
        } else {
            let says = item.amount();
            let message = format!("the lines add up to {sum}, the invoice says {says}; the lines are left out");
            warnings.push(about(Code::LinesMismatch, Field::LineNet, message.into()));
            item.lines.clear();
        }
    }
    Ok(Whole { item, warnings, repeated, overpaid })
}
