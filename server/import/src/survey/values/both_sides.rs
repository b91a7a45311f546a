//! A column that says on which side of the account an amount stands, under a heading that nobody has listed.

use super::{Found, Headed};
use crate::field::Field;
use crate::folding::plain;
use crate::question::Question;
use crate::words::sides::{self, Side};

/// Words of headings of sides.
const SIDES: [&str; 29] = [
    "natureza",
    "naturaleza",
    "nature",
    "lado",
    "side",
    "sens",
    "sentido",
    "signo",
    "indicador",
    "indicator",
    "kennzeichen",
    "kz",
    "dc",
    "dh",
    "sh",
    "debe",
    "haber",
    "soll",
    "haben",
    "debito",
    "credito",
    "debit",
    "credit",
    "lancamento",
    "asiento",
    "movimento",
    "movimiento",
    "posting",
    "sign",
];
/// Words of headings of ways to pay and to sell, which debit and credit are too.
const WAYS: [&str; 24] = [
    "pago",
    "pagamento",
    "payment",
    "pay",
    "paiement",
    "zahlung",
    "zahlart",
    "zahlungsart",
    "forma",
    "metodo",
    "method",
    "medio",
    "meio",
    "tarjeta",
    "cartao",
    "card",
    "karte",
    "carte",
    "venta",
    "venda",
    "sale",
    "condicion",
    "condicao",
    "terms",
];

/// A column of which every word says a side, and both sides are there. Words that are also something else count where the
/// heading speaks of sides; else they are asked about.
pub(super) fn find(all: &[Headed<'_>], found: &mut Found) {
    for column in all {
        let unread = &column.watched.unread;
        let texts = || unread.words().texts();
        let charges = sides::is_charge_column(texts());
        let read: Option<Vec<Side>> = texts().map(|word| sides::read(word, charges)).collect();
        let both = |read: &[Side]| read.contains(&Side::Debit) && read.contains(&Side::Credit);
        let taken = found.fields.iter().any(|(_, at)| *at == column.watched.at);
        if !unread.is_few() || taken || column.has_word(&WAYS) || !read.as_deref().is_some_and(both) {
            continue;
        }
        if column.has_word(&SIDES) || texts().all(sides::is_plain) {
            found.fields.push((Field::Side, column.watched.at));
            return;
        }
        if texts().all(|word| plain(word).len() > 1) || is_pair_of_letters(texts()) {
            found.questions.push(Question::may_be(Field::Side, column.heading, &texts().collect::<Vec<_>>()));
            return;
        }
    }
}

/// `D` and `H`, `D` and `C`, `S` and `H`: other letters are classes.
fn is_pair_of_letters<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let mut letters: Vec<String> = words.map(|word| plain(word.trim())).collect();
    letters.sort();
    letters.dedup();
    matches!(letters.iter().map(String::as_str).collect::<Vec<_>>()[..], ["d", "h"] | ["c", "d"] | ["h", "s"])
}
