//! Texts, numbers that are text, and days.

use super::{MAX_NUMBER, Row};
use crate::dates;
use crate::field::Field;
use crate::options::DayCells;
use crate::outcome::{Code, Finding};
use crate::record::Kind;
use crate::survey::turned;
use crate::words::kinds;
use domain::date::Date;
use domain::knowledge_question::LONGEST_FACT;
use std::borrow::Cow;

impl Row<'_> {
    /// Text on one line; line breaks become one blank.
    pub(super) fn one_line(self, field: Field, most: usize) -> Result<Option<String>, Finding> {
        self.line_of(field, self.cell(field), most)
    }

    pub(super) fn line_of(self, field: Field, cell: &str, most: usize) -> Result<Option<String>, Finding> {
        if cell.is_empty() {
            return Ok(None);
        }
        if cell.bytes().all(|b| b >= b' ' && b != 0x7F && b != 0xC2) {
            self.fits(field, cell, most)?;
            return Ok(Some(cell.to_owned()));
        }
        self.is_clean(field, cell)?;
        let is_break = |c: char| matches!(c, '\r' | '\n' | '\t');
        let parts: Vec<&str> = cell.split(is_break).map(str::trim).filter(|part| !part.is_empty()).collect();
        let line = parts.join(" ");
        self.fits(field, &line, most)?;
        Ok(Some(line))
    }

    /// Text that may have several lines, which LF parts.
    pub(super) fn several_lines(self, field: Field, most: usize) -> Result<Option<String>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        self.is_clean(field, cell)?;
        self.fits(field, cell, most)?;
        Ok(Some(cell.replace("\r\n", "\n").replace('\r', "\n")))
    }

    /// A number that is text, without what spreadsheets put around it.
    pub(super) fn number(self, field: Field, warnings: &mut Vec<Finding>) -> Result<Option<String>, Finding> {
        let cell = self.cell(field);
        if is_shortened(cell) {
            let message = format!("a spreadsheet has cut the digits of `{}`; write the {field} as text", short(cell));
            return Err(self.finding(Code::ShortenedNumber, field, message));
        }
        let bare = unguarded(cell);
        if bare.len() != cell.len() {
            let message = format!("`{}` is read as {bare}", short(cell));
            warnings.push(self.finding(Code::SpreadsheetGuard, field, message));
        }
        self.line_of(field, bare, MAX_NUMBER)
    }

    /// The series of the number; where it stands in several columns, they are joined as they are printed.
    pub(super) fn series(self, warnings: &mut Vec<Finding>) -> Result<Option<String>, Finding> {
        let series = self.written_series(warnings)?;
        Ok(match self.class_of_kind() {
            Some(class) => Some([class, series.as_deref().unwrap_or_default()].concat()),
            None => series,
        })
    }

    fn written_series(self, warnings: &mut Vec<Finding>) -> Result<Option<String>, Finding> {
        match self.survey.columns.series(self.record) {
            Cow::Owned(joined) => self.line_of(Field::Series, &joined, MAX_NUMBER),
            Cow::Borrowed(series) if self.own_cell(Field::Series).is_empty() && !series.is_empty() => {
                self.line_of(Field::Series, unguarded(series), MAX_NUMBER)
            }
            Cow::Borrowed(_) => Ok(self.number(Field::Series, warnings)?.or_else(|| self.series_of_kind())),
        }
    }

    /// In Argentina each class of documents counts by itself at a point of sale: B 1-12 is not A 1-12. Those of class A go by
    /// their bare number, as lists without classes have them.
    fn class_of_kind(self) -> Option<&'static str> {
        let in_argentina = self.survey.options.house().is_some_and(|house| house.code() == "ARS");
        let bare = |field| self.own_cell(field).bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b' ');
        (in_argentina && bare(Field::InvoiceNumber) && bare(Field::Series))
            .then(|| kinds::class_of(self.own_cell(Field::Kind)))
            .flatten()
    }

    /// In Chile each kind of document counts by itself (SII, folios by type of document), and nothing but the kind tells
    /// their numbers apart.
    fn series_of_kind(self) -> Option<String> {
        let in_chile = self.survey.options.house().is_some_and(|house| house.code() == "CLP");
        let plain = in_chile && self.own_cell(Field::InvoiceNumber).bytes().all(|b| b.is_ascii_digit());
        let kind = plain.then(|| kinds::numbered_apart(self.own_cell(Field::Kind))).flatten();
        kind.map(str::to_owned)
    }

    fn is_clean(self, field: Field, cell: &str) -> Result<(), Finding> {
        let is_wrong = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        match cell.chars().find(|c| is_wrong(*c)) {
            None => Ok(()),
            Some(c) => {
                let message = format!("the {field} has the control character U+{:04X} in it", u32::from(c));
                Err(self.finding(Code::InvalidText, field, message))
            }
        }
    }

    fn fits(self, field: Field, text: &str, most: usize) -> Result<(), Finding> {
        if text.len() <= most || text.chars().count() <= most {
            return Ok(());
        }
        Err(self.finding(Code::TextTooLong, field, format!("the {field} is longer than {most} characters")))
    }

    pub(super) fn date(self, field: Field) -> Result<Option<Date>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        // A number in a sheet's column of days is a day that lost its format.
        let bare = self.holds(field) == Kind::Number;
        let was_turned = self.survey.options.day_cells == Some(DayCells::Turned) && self.holds(field) == Kind::Day;
        let turned = if was_turned { turned(cell) } else { None };
        let cell = turned.as_deref().unwrap_or(cell);
        let read = dates::read(cell, if bare { self.survey.serials } else { self.survey.dates });
        read.map(Some).ok_or_else(|| {
            let format = self.survey.dates.format;
            let message = format!("`{}` is no day from 1970 to 2100; this file writes days as {format}", short(cell));
            self.finding(Code::InvalidDate, field, message)
        })
    }

    /// What can be asked for to prove who somebody is. It is not needed for an invoice: what cannot be taken is left out.
    pub(super) fn fact(self, field: Field, warnings: &mut Vec<Finding>) -> Option<String> {
        let cell = unguarded(self.cell(field));
        if cell.is_empty() {
            return None;
        }
        if cell.chars().count() <= LONGEST_FACT && !cell.chars().any(char::is_control) {
            return Some(cell.to_owned());
        }
        let message = format!(
            "the {field} is longer than {LONGEST_FACT} characters, or has control characters in it; it is left out"
        );
        warnings.push(self.finding(Code::UnusableFact, field, message));
        None
    }
}

/// `'00123`, `="00123"`, `10045.0`: the number without the marks by which spreadsheets keep or spoil it.
pub(crate) fn unguarded(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let bare = inner.or_else(|| cell.strip_prefix('\'')).unwrap_or(cell).trim();
    match bare.strip_suffix(".0").or_else(|| bare.strip_suffix(".00")) {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => bare,
    }
}

/// `9.97E+09`: digits are lost, so that several numbers may look so.
fn is_shortened(cell: &str) -> bool {
    let Some((head, power)) = cell.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mantissa = head.split_once(['.', ',']).map_or(head.len() == 1 && digits(head), |(whole, decimals)| {
        whole.len() == 1 && digits(whole) && digits(decimals)
    });
    mantissa && power.strip_prefix('+').is_some_and(digits)
}

/// As much of a cell as fits into a sentence.
pub(crate) fn short(cell: &str) -> Cow<'_, str> {
    if cell.len() <= 40 && !cell.bytes().any(|b| b.is_ascii_control()) {
        return Cow::Borrowed(cell);
    }
    let clean = cell.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut start: String = clean.take(41).collect();
    if start.chars().count() > 40 {
        start.pop();
        start.push('…');
    }
    Cow::Owned(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_the_marks_of_spreadsheets() {
        for (cell, number) in [
            ("'00123", "00123"),
            ("=\"00124\"", "00124"),
            ("10045.0", "10045"),
            ("10045.00", "10045"),
            ("'10045.0", "10045"),
            ("00123", "00123"),
            ("A-1.0", "A-1.0"),
            ("1.0.0", "1.0.0"),
            (".0", ".0"),
            ("", ""),
            ("INV-10", "INV-10"),
            ("=\"A-1\"", "A-1"),
        ] {
            assert_eq!(unguarded(cell), number, "{cell}");
        }
        for cell in ["9.97E+09", "1,00453E+12", "9.97470e+09", "1E+10"] {
            assert!(is_shortened(cell), "{cell}");
        }
        for cell in ["E-100", "2E+5A", "FE+12", "9.97", "10E5"] {
            assert!(!is_shortened(cell), "{cell}");
        }
    }
}
