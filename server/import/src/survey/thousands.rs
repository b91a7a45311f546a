//! Figures in thousands: rounded, so that nobody owes them.

use crate::columns::Columns;
use crate::field::Field;
use crate::folding::plain;
use crate::options::Options;
use crate::refusal::Refusal;

/// How headings and titles say so.
const WORDS: [&str; 22] = [
    "en miles",
    "(miles",
    "miles de pesos",
    "miles de euros",
    "miles de dolares",
    "in thousands",
    "(thousands",
    "thousands of",
    "(000)",
    "(000s)",
    "000's",
    "'000",
    "in tsd",
    "tsd.",
    "teur",
    "in tausend",
    "em milhares",
    "(milhares",
    "en milliers",
    "in lakhs",
    "in crores",
    "en millones",
];

/// The heading of an amount, or the title, that says so, unless a person has said what the amounts are in.
pub(super) fn refusal(columns: &Columns, titles: &[String], options: &Options) -> Option<Refusal> {
    if options.amounts_in.is_some() {
        return None;
    }
    let says = |text: &&String| {
        let text = plain(text);
        WORDS.iter().any(|word| text.contains(word))
    };
    let is_sum = |columns: &Columns| Field::ALL.into_iter().any(|field| field.is_money() && columns.has(field));
    let of_sums = |at: usize, heading: &str| match columns.field_at(at) {
        Some(field) => field.is_money(),
        None => {
            let plain = plain(heading);
            let bare = ["(", " en ", " in ", " em "]
                .iter()
                .fold(plain.as_str(), |text, mark| text.split(mark).next().unwrap_or(text));
            is_sum(&Columns::read(std::iter::once(bare), &[]))
        }
    };
    let all = columns.headings.iter().enumerate();
    let heading = all.filter(|(_, heading)| says(heading)).find(|(at, heading)| of_sums(*at, heading));
    let heading = heading.map(|(_, heading)| heading);
    let found = heading.or_else(|| titles.iter().find(says))?;
    Some(Refusal::Thousands { found: found.chars().take(60).collect() })
}
