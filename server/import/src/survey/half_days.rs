//! Days of which a spreadsheet has turned half round: it takes `09/02/2026` for the second of September where the writer meant
//! the ninth of February, and leaves `24/01/2026` as text, for there is no month 24.

use crate::question::Question;
use crate::record::Kind;

/// What was seen of the days of a sheet.
#[derive(Debug, Default)]
pub(super) struct HalfDays {
    /// Texts with three numbers, and those of them that can be read in one order only.
    texts: u64,
    telling: u64,
    /// Cells that are days, and those that could be turned round.
    cells: u64,
    turnable: u64,
    text: Option<String>,
    cell: Option<(u64, String)>,
}

impl HalfDays {
    pub(super) fn add(&mut self, line: u64, kind: Kind, written: &str) {
        // One that contradicts is enough.
        if written.is_empty() || self.telling != self.texts || self.turnable != self.cells {
            return;
        }
        match kind {
            Kind::Text => {
                let mut numbers = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
                let short =
                    |part: Option<&str>| part.filter(|part| part.len() <= 2).and_then(|part| part.parse::<u8>().ok());
                let (Some(one), Some(two)) = (short(numbers.next()), short(numbers.next())) else { return };
                self.texts += 1;
                self.telling += u64::from(one > 12 || two > 12);
                self.text.get_or_insert_with(|| written.chars().take(40).collect());
            }
            Kind::Day => {
                self.cells += 1;
                if turned(written).is_some() {
                    self.turnable += 1;
                    self.cell.get_or_insert_with(|| (line, written.to_owned()));
                }
            }
            Kind::Number | Kind::Truth | Kind::Fault => {}
        }
    }

    /// Asked where all texts are days that cannot be turned round, and all cells that are days could be.
    pub(super) fn question(&self) -> Option<Question> {
        // One of each is as likely a day that somebody typed.
        let suspicious = self.texts > 1 && self.telling == self.texts && self.cells > 1 && self.turnable == self.cells;
        let ((line, cell), text) = (self.cell.clone().filter(|_| suspicious)?, self.text.clone()?);
        Some(Question::HalfDays { line, cell, text })
    }
}

/// `2026-09-02` with month and day the other way round; nothing where that is no day. The twelfth of each month and days that
/// are the same both ways may have been turned too.
pub(crate) fn turned(day: &str) -> Option<String> {
    let (year, rest) = day.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let number: u8 = day.get(..2)?.parse().ok()?;
    (day.len() == 2 && month.len() == 2 && number <= 12).then(|| format!("{year}-{day}-{month}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_turned_where_they_can_be() {
        assert_eq!(turned("2026-09-02").as_deref(), Some("2026-02-09"));
        assert_eq!(turned("2026-09-13"), None);
        assert_eq!(turned("2026-09-02 10:00"), None);
    }
}
