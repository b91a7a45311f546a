//! Further members of the families that the field cases stand for: languages, words, shapes.

mod ages;
mod amounts;
mod as_written;
mod asked;
mod balances;
mod both_sides;
mod by_values;
mod carried;
mod classes;
mod clearings;
mod continued;
mod counted_apart;
mod counters;
mod days_and_references;
mod debtors;
mod grouped;
mod identity;
mod kept_back;
mod layouts;
mod left_out;
mod line_rows;
mod marks;
mod meanings;
mod misread;
mod numbering;
mod opening;
mod payments_alone;
mod points;
mod repeated;
mod reports;
mod second_look;
mod sections;
mod several_rows;
mod systems;
mod taken_back;
mod taken_off;
mod thousands;
mod words;

use super::super::{Item, Options, ReadError, Reading, read};

/// Reads a file for books in a currency.
fn read_in(house: &str, text: &str, said: &[&str]) -> Result<Reading, ReadError> {
    let mut options = Options::of_house(house.parse().expect("a currency"));
    for text in said {
        options.default_value(text).expect("an option");
    }
    read(text.as_bytes(), &options)
}

fn reading_in(house: &str, text: &str, said: &[&str]) -> Reading {
    read_in(house, text, said).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn asks(house: &str, text: &str) -> String {
    match read_in(house, text, &[]) {
        Err(ReadError::Ask(questions)) => questions.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => panic!("no question: {text}: {other:?}"),
    }
}

fn asked(item: &Item) -> i64 {
    item.open.unwrap_or_else(|| item.amount()).minor()
}

/// Every record of a file is counted once: as a document or a line of one, as left out, or as refused.
fn all_counted(reading: &Reading) {
    let taken = reading.accepted.iter().map(|item| item.lines.len().max(1)).sum::<usize>();
    let counted = taken + reading.rejected.len() + reading.skipped.len();
    let records = usize::try_from(reading.survey.records + reading.survey.preamble).expect("few");
    assert_eq!(counted, records, "{:?} {:?}", reading.skipped, reading.rejected);
}

/// Who owes how much, as one text: `Ana 100; Bo 50`.
fn owed(reading: &Reading) -> String {
    let mut owed: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    for item in &reading.accepted {
        *owed.entry(item.customer.reference().into_owned()).or_default() += asked(item);
    }
    owed.into_iter().map(|(who, minor)| format!("{who} {minor}")).collect::<Vec<_>>().join("; ")
}

/// Which item is asked for how much: `F-1 100; F-2 50`.
fn opens(reading: &Reading) -> String {
    reading
        .accepted
        .iter()
        .map(|item| format!("{} {}", item.shown_number(), asked(item)))
        .collect::<Vec<_>>()
        .join("; ")
}
