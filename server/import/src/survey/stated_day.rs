//! The day of which a report says that it speaks: "As of Nov 20, 2026", "Fecha de corte: 30/06/2026", "Stichtag 31.12.2026".

use crate::dates::{self, DateFormat, DateRules, Order};
use crate::folding::plain;
use domain::date::Date;

/// Words before the day of a report, the surest first. A day on which it was printed counts where no other is said.
const WORDS: [&[&str]; 2] = [
    &[
        "as of",
        "as at",
        "fecha de corte",
        "fecha corte",
        "corte al",
        "corte a",
        "saldos al",
        "saldo al",
        "cartera al",
        "cartera a",
        "a la fecha",
        "al ",
        "hasta",
        "stichtag",
        "per ",
        "zum ",
        "stand",
        "data base",
        "data-base",
        "posicao em",
        "posicao de",
        "em aberto em",
        "ate ",
        "au ",
        "arrete au",
        "situation au",
        "date d'arrete",
        "key date",
        "aging date",
        "report date",
        "through",
        "date to",
        "fecha hasta",
        "datum bis",
        "bis ",
        "to ",
    ],
    &[
        "generado",
        "generada",
        "generated",
        "emitido",
        "impreso",
        "printed",
        "run date",
        "run on",
        "fecha",
        "date",
        "data",
        "datum",
        "erstellt",
        "gedruckt",
        "emissao",
        "gerado",
        "edite le",
        "imprime le",
    ],
];

/// The day that the texts above the headings state.
pub(super) fn find(titles: &[String], rules: DateRules) -> Option<Date> {
    WORDS.iter().find_map(|words| titles.iter().find_map(|title| in_title(title, words, rules)))
}

fn in_title(title: &str, words: &[&str], rules: DateRules) -> Option<Date> {
    let folded = plain(title);
    // Lower case and without accents, a text may have other places than before; days are looked for in the folded one.
    let behind = words.iter().filter_map(|word| Some(folded.rfind(word)? + word.len())).max()?;
    // The day from which a report speaks is not that of which it speaks.
    let begins = |word: &str| {
        ["from", "desde", "von", "since", "inicio", "inicial", "start", "de inicio", "depuis"].contains(&word)
    };
    if folded.get(behind..)?.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(2).any(begins) {
        return None;
    }
    let tail = folded.get(behind..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let read = |rules| days(tail, rules).or_else(|| days(tail.split_once(' ')?.1, rules));
    // A title may write its day in another way than the cells below: as its language does.
    let word = words.iter().find(|word| folded.rfind(**word).is_some_and(|at| at + word.len() == behind));
    let english = word.is_some_and(|word| ENGLISH.contains(word));
    let first = |formats: &[&str]| {
        formats.iter().find_map(|format| format.parse().ok().and_then(|format| read(DateRules::only(format))))
    };
    read(rules).or_else(|| match (first(&DAY_FIRST), first(&MONTH_FIRST)) {
        (Some(one), Some(other)) if english && one != other => None,
        (Some(day), _) => Some(day),
        (None, day) => day.filter(|_| english),
    })
}

const DAY_FIRST: [&str; 4] = ["DD/MM/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "YYYY-MM-DD"];
const MONTH_FIRST: [&str; 2] = ["MM/DD/YYYY", "MM-DD-YYYY"];

/// The words that say nothing about which of day and month comes first.
const ENGLISH: [&str; 12] = [
    "as of",
    "as at",
    "key date",
    "aging date",
    "report date",
    "through",
    "to ",
    "generated",
    "printed",
    "run date",
    "run on",
    "date",
];

/// A day at the beginning of a text: the longest run of up to seven words that is one.
fn days(text: &str, rules: DateRules) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    (1..=words.len()).rev().find_map(|count| {
        let run = words.get(..count)?.join(" ");
        let run = run.trim_end_matches(|c: char| !c.is_alphanumeric());
        dates::read(run, rules).or_else(|| of_one_order(run))
    })
}

/// A day that is none with day and month the other way round, in a list whose own days say no order: those of a sheet are
/// no text.
fn of_one_order(text: &str) -> Option<Date> {
    let read = |order| dates::read(text, DateRules::only(DateFormat::Numbers(order, '/')));
    match (read(Order::DayFirst), read(Order::MonthFirst)) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        (Some(one), Some(other)) => (one == other).then_some(one),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_state_their_day() {
        let rules = DateRules::only("DD/MM/YYYY".parse().expect("a format"));
        for (title, day) in [
            ("As of Nov 20, 2026", Some("2026-11-20")),
            ("As at 30 June 2026", Some("2026-06-30")),
            ("Fecha de corte: 30/06/2026", Some("2026-06-30")),
            ("Antigüedad de saldos al 30 de junio de 2026", Some("2026-06-30")),
            ("Del 01/01/2026 al 30/06/2026", Some("2026-06-30")),
            ("Generado: 30/06/2026 18:45", Some("2026-06-30")),
            ("Stichtag 31. Dezember 2026", Some("2026-12-31")),
            ("Offene Posten zum 2026-12-31", Some("2026-12-31")),
            ("Posição em 31/05/2026", Some("2026-05-31")),
            ("Balance âgée au 30/09/2026", Some("2026-09-30")),
            ("All Dates", None),
            ("Date From: 01/01/1980", None),
            ("Fecha inicio: 01/01/2026", None),
            ("Fecha desde 01/01/2026", None),
            ("Date To: 30/11/2026", Some("2026-11-30")),
            ("Corte a: 30/11/2026", Some("2026-11-30")),
            ("Lark LLC", None),
            ("Open Invoices Report", None),
        ] {
            assert_eq!(find(&[title.to_owned()], rules).map(|day| day.to_string()).as_deref(), day, "{title}");
        }
        // Above cells that are written otherwise.
        let iso = DateRules::only("YYYY-MM-DD".parse().expect("a format"));
        for (title, day) in [
            ("Cartera al 20/11/2026", Some("2026-11-20")),
            ("Cartera al 05/11/2026", Some("2026-11-05")),
            ("Stichtag 20.11.2026", Some("2026-11-20")),
            ("Posição em 20/11/2026", Some("2026-11-20")),
            ("Situation au 20/11/2026", Some("2026-11-20")),
            ("As of 11/20/2026", Some("2026-11-20")),
            ("As of 20/11/2026", Some("2026-11-20")),
            ("As of 05/11/2026", None),
            ("As of 2026-11-20", Some("2026-11-20")),
        ] {
            assert_eq!(find(&[title.to_owned()], iso).map(|day| day.to_string()).as_deref(), day, "{title}");
        }
        // The day of the figures counts before the day on which they were printed.
        let both = ["Impreso 05/07/2026".to_owned(), "Saldos al 30/06/2026".to_owned()];
        assert_eq!(find(&both, rules).map(|day| day.to_string()).as_deref(), Some("2026-06-30"));
    }
}
