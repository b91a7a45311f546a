//! Columns of currencies, by their codes and names.

use super::{Found, Headed};
use crate::currency::{self, Mark};
use crate::field::Field;
use crate::options::Options;
use crate::question::Question;
use domain::money::Currency;

/// Words in headings of currencies.
const CURRENCIES: [&str; 30] = [
    "currency",
    "curr",
    "cur",
    "ccy",
    "crncy",
    "moneda",
    "mon",
    "mda",
    "divisa",
    "div",
    "divisas",
    "moeda",
    "moed",
    "wahrung",
    "wahr",
    "wkz",
    "waers",
    "devise",
    "dev",
    "iso",
    "iso4217",
    "fx",
    "monnaie",
    "money",
    "coin",
    "waehrung",
    "curcode",
    "currencies",
    "valuta",
    "geld",
];

/// Codes that are words too: tops, all, try.
const WORDS: [&str; 12] = ["ALL", "TOP", "TRY", "CUP", "MOP", "PEN", "SOS", "GEL", "BAM", "RON", "COP", "MAD"];

/// The column whose cells all name currencies. Of two the one in which documents differ is theirs: the other one is the firm's.
pub(super) fn find(all: &[Headed<'_>], options: &Options, found: &mut Found) {
    let mut few: Vec<(&Headed<'_>, bool)> =
        all.iter().filter_map(|column| Some((column, is_sure(column, options.house())?))).collect();
    let several = |column: &Headed<'_>| column.watched.unread.words().texts().count() > 1;
    if few.iter().filter(|(column, _)| several(column)).count() == 1 {
        few.retain(|(column, _)| several(column));
    }
    match few.as_slice() {
        [] => {}
        [(column, true)] => {
            let is_house = |word: &str| {
                options.house().is_some_and(|house| currency::mark(word).is_some_and(|mark| mark.may_be(house)))
            };
            found.blank_is_house = !column.watched.unread.words().texts().any(is_house);
            found.fields.push((Field::Currency, column.watched.at));
        }
        [(column, false)] => {
            let words: Vec<&str> = column.watched.unread.words().texts().collect();
            found.questions.push(Question::may_be(Field::Currency, column.heading, &words));
        }
        [(first, _), (second, _), ..] => found.questions.push(Question::TwoColumns {
            field: Field::Currency.to_string(),
            first: first.heading.to_owned(),
            second: second.heading.to_owned(),
        }),
    }
}

/// Are its cells currencies, and surely so?
fn is_sure(column: &Headed<'_>, house: Option<Currency>) -> Option<bool> {
    let unread = &column.watched.unread;
    let words = || unread.words().texts();
    if !unread.is_few() || words().next().is_none() || words().any(|word| currency::mark(word).is_none()) {
        return None;
    }
    let headed = column.has_word(&CURRENCIES);
    let is_code =
        |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && currency::code(word).is_some();
    let is_house =
        |word: &str| house.is_some_and(|house| currency::mark(word).is_some_and(|mark| mark == Mark::Is(house)));
    let plain = |word: &str| is_code(word) && !WORDS.contains(&word);
    let named = |word: &str| word.chars().count() > 3 && !is_a_place(word);
    let one =
        words().any(|word| is_house(word) || plain(word) || named(word) || !word.chars().any(char::is_alphabetic));
    match (headed, one) {
        (true, _) | (false, true) => Some(true),
        // Letters that mean something else as often.
        (false, false) => words().all(is_code).then_some(false),
    }
}

/// Names of money that are names of places, people or other things too.
fn is_a_place(word: &str) -> bool {
    let folded = crate::folding::plain(word);
    matches!(
        folded.as_str(),
        "cordoba"
            | "colon"
            | "bolivar"
            | "real"
            | "local"
            | "nacional"
            | "corriente"
            | "national"
            | "guarani"
            | "balboa"
            | "franco"
            | "franc"
            | "pound"
            | "libra"
            | "corona"
            | "crown"
            | "uf"
    )
}
