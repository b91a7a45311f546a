//! A plan's instalments as a calendar file (iCalendar, RFC 5545): a day and a reminder for each.

use crate::words::words;
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::language::Language;

/// What a calendar file says.
#[derive(Debug, Clone)]
pub struct CalendarDocument {
    /// The language of its words.
    pub language: Language,
    /// The agreement's id: it never changes, and no other agreement has it. A calendar that knows
    /// an instalment already, by this id and its number, moves it instead of adding another.
    pub agreement_id: String,
    /// The agreement's number, for people.
    pub number: String,
    /// Grows with every copy that may differ: whole minutes since the agreement was accepted.
    pub sequence: u32,
    /// When this copy was made, in UTC.
    pub stamped_at: DateTime<Utc>,
    /// Who is paid.
    pub creditor: String,
    /// Where it can be read what is to be paid. Whoever sees the calendar, which may be shared, reads the agreement there and
    /// can do nothing.
    pub link: String,
    /// Where this file is: a calendar that can, looks there again.
    pub source: String,
    /// How many instalments the plan has in all; `None` for an agreement of another kind, which has one day.
    pub of: Option<u16>,
    /// Those to put into the calendar.
    pub instalments: Vec<CalendarInstalment>,
}

/// One instalment.
#[derive(Debug, Clone)]
pub struct CalendarInstalment {
    /// Its number.
    pub n: u16,
    /// The day by which it is paid, in the creditor's zone.
    pub due_on: Date,
    /// How much, as it should be read.
    pub amount: String,
    /// Is it still to be paid?
    pub state: DayState,
}

/// Whether something is still to be paid on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// Yes, by then.
    Open,
    /// It is paid: the day stays, marked, and reminds of nothing.
    Paid,
    /// It is no longer to be paid: the day leaves the calendar.
    Gone,
}

/// The day before at 09:00: an all-day event starts at midnight.
const REMINDER: &str = "-PT15H";

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar file: a day's event for each instalment, which does not make the day look busy.
#[must_use]
pub fn calendar(document: &CalendarDocument) -> String {
    let words = &words(document.language).calendar;
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", &format!("-//Saldo//Saldo//{}", document.language.as_str().to_uppercase()));
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    // RFC 7986, 5.7 and 5.8; the second is what older programs look for.
    file.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    file.line("X-PUBLISHED-TTL", "P1D");
    file.line("SOURCE;VALUE=URI", &address(&document.source));
    for instalment in &document.instalments {
        let said = if instalment.state == DayState::Paid { words.paid } else { words.summary };
        let summary = said(&instalment.amount, &document.creditor);
        let told = match document.of {
            Some(of) => (words.description)(instalment.n, of, &document.number),
            None => (words.agreement)(&document.number),
        };
        file.line("BEGIN", "VEVENT");
        file.text("UID", &format!("{}-{}", document.agreement_id, instalment.n));
        file.line("SEQUENCE", &document.sequence.to_string());
        file.line("DTSTAMP", &document.stamped_at.format("%Y%m%dT%H%M%SZ").to_string());
        file.line("DTSTART;VALUE=DATE", &instalment.due_on.format("%Y%m%d").to_string());
        file.text("SUMMARY", &summary);
        file.text("DESCRIPTION", &format!("{told}\n{}", document.link));
        file.line("URL", &address(&document.link));
        file.line("TRANSP", "TRANSPARENT");
        file.line("STATUS", if instalment.state == DayState::Gone { "CANCELLED" } else { "CONFIRMED" });
        if instalment.state == DayState::Open {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("TRIGGER", REMINDER);
            file.text("DESCRIPTION", &(words.tomorrow)(&summary));
            file.line("END", "VALARM");
        }
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    /// A property with a value of type TEXT.
    fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A property with a value as it is, folded so that no character is torn.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// RFC 5545, 3.3.11. Control characters, which may not be there, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address is not escaped; what it may not hold (a line's end above all) is left out.
fn address(link: &str) -> String {
    link.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document() -> CalendarDocument {
        CalendarDocument {
            language: Language::Es,
            agreement_id: "agr_018f6b1c".to_owned(),
            number: "A-2026-000077".to_owned(),
            sequence: 1,
            stamped_at: "2026-11-05T15:30:00Z".parse().expect("an instant"),
            creditor: "Ñandú; Hijos, S.A.".to_owned(),
            link: "https://pagos.example.mx/plans/018f6b1c".to_owned(),
            source: "https://pagos.example.mx/plans/018f6b1c.ics".to_owned(),
            of: Some(6),
            instalments: vec![CalendarInstalment {
                n: 2,
                due_on: Date::from_ymd_opt(2027, 2, 28).expect("a day"),
                amount: "$2,066.67".to_owned(),
                state: DayState::Open,
            }],
        }
    }

    /// RFC 5545, 3.1: a line's end and one space after it go.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn unescaped(text: &str) -> String {
        let (mut out, mut chars) = (String::new(), text.chars());
        while let Some(c) = chars.next() {
            out.push(match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => '\n',
                    Some(c) => c,
                    None => panic!("a lonely backslash in {text}"),
                },
                c => c,
            });
        }
        out
    }

    fn value(file: &str, name: &str) -> String {
        let lines = unfolded(file);
        let line = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        unescaped(line.expect("the property"))
    }

    #[test]
    fn an_instalment_is_a_day_with_a_reminder() {
        let file = calendar(&document());
        assert_eq!(
            unfolded(&file),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Saldo//Saldo//ES",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "REFRESH-INTERVAL;VALUE=DURATION:P1D",
                "X-PUBLISHED-TTL:P1D",
                "SOURCE;VALUE=URI:https://pagos.example.mx/plans/018f6b1c.ics",
                "BEGIN:VEVENT",
                "UID:agr_018f6b1c-2",
                "SEQUENCE:1",
                "DTSTAMP:20261105T153000Z",
                "DTSTART;VALUE=DATE:20270228",
                r"SUMMARY:Pagar $2\,066.67 a Ñandú\; Hijos\, S.A.",
                r"DESCRIPTION:Pago 2 de 6 del plan A-2026-000077.\nhttps://pagos.example.mx/plans/018f6b1c",
                "URL:https://pagos.example.mx/plans/018f6b1c",
                "TRANSP:TRANSPARENT",
                "STATUS:CONFIRMED",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:-PT15H",
                r"DESCRIPTION:Mañana: Pagar $2\,066.67 a Ñandú\; Hijos\, S.A.",
                "END:VALARM",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
        assert!(file.contains("\r\n ") && file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn what_is_paid_stays_without_reminder_and_what_is_gone_leaves() {
        let mut document = document();
        document.instalments[0].state = DayState::Paid;
        let paid = calendar(&document);
        assert!(value(&paid, "SUMMARY").starts_with("Pagado: $2,066.67"), "{paid}");
        assert!(paid.contains("STATUS:CONFIRMED") && !paid.contains("VALARM"), "{paid}");
        document.instalments[0].state = DayState::Gone;
        let gone = calendar(&document);
        assert!(gone.contains("STATUS:CANCELLED") && !gone.contains("VALARM"), "{gone}");
        assert_eq!(value(&gone, "UID"), value(&paid, "UID"));
    }

    #[test]
    fn an_agreement_that_is_no_plan_is_not_called_one() {
        let file = calendar(&CalendarDocument { of: None, ..document() });
        assert!(value(&file, "DESCRIPTION").starts_with("Acuerdo A-2026-000077."), "{file}");
    }

    #[test]
    fn nobody_can_add_lines() {
        let hostile = "x\r\nEND:VEVENT\nBEGIN:VEVENT\rATTACH:y\u{0}\u{85}";
        let file = calendar(&CalendarDocument {
            creditor: hostile.to_owned(),
            link: hostile.to_owned(),
            agreement_id: hostile.to_owned(),
            number: hostile.to_owned(),
            ..document()
        });
        assert_eq!(unfolded(&file).len(), unfolded(&calendar(&document())).len());
        let bare = file.replace("\r\n", "");
        assert!(!bare.contains(['\r', '\n']) && bare.chars().all(|c| !c.is_control()));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(creditor in "[^\\p{Cc}]{0,300}", link in "[^\\p{Cc}]{0,90}", n in 1..400_u16) {
            let mut document = CalendarDocument { creditor: creditor.clone(), link: link.clone(), ..document() };
            document.instalments[0].n = n;
            let file = calendar(&document);
            prop_assert_eq!(value(&file, "SUMMARY"), format!("Pagar $2,066.67 a {creditor}"));
            prop_assert_eq!(value(&file, "DESCRIPTION"), format!("Pago {n} de 6 del plan A-2026-000077.\n{link}"));
            prop_assert_eq!(value(&file, "UID"), format!("agr_018f6b1c-{n}"));
        }

        #[test]
        fn every_line_is_short_and_whole(creditor in any::<String>(), link in any::<String>()) {
            // A character torn in two could not be in a String at all: lines are cut between characters.
            let file = calendar(&CalendarDocument { creditor, link, ..document() });
            for line in file.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{:?}", line);
            }
        }
    }
}
