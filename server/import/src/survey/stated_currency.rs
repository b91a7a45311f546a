//! The currency of which a report says that its figures are in it: "Moneda: USD", "Cifras en pesos", "Beträge in EUR".

use crate::currency::{self, Mark};
use crate::folding::plain;

/// Words before a currency. Those that a title may have for something else ("en", "in") stand with a word for figures.
const WORDS: [&str; 27] = [
    "moneda",
    "currency",
    "divisa",
    "moeda",
    "wahrung",
    "devise",
    "monnaie",
    "cifras en",
    "importes en",
    "valores en",
    "saldos en",
    "montos en",
    "expresado en",
    "expresados en",
    "expressed in",
    "amounts in",
    "figures in",
    "values in",
    "all amounts in",
    "valores em",
    "valores expressos em",
    "betrage in",
    "angaben in",
    "alle betrage in",
    "montants en",
    "exprime en",
    "exprimes en",
];

/// The currency that the texts above the headings state; nothing where they state two.
pub(super) fn find(titles: &[String]) -> Option<Mark> {
    let mut found = titles.iter().filter_map(|title| in_title(title));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn in_title(title: &str) -> Option<Mark> {
    let folded = plain(title);
    let behind = |word: &&&str| {
        let at = folded.find(**word)?;
        let before = folded.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric()).then(|| at + word.len())
    };
    let at = WORDS.iter().filter_map(|word| behind(&word)).max()?;
    let tail = folded.get(at..)?.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '€');
    let words: Vec<&str> = tail.split_whitespace().take(3).collect();
    let read = |count: usize| {
        let text = words.get(..count)?.join(" ");
        currency::mark(text.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | ':')))
    };
    let mark = (1..=words.len()).rev().find_map(read)?;
    // Reports on several currencies, or in none in particular.
    let others = tail.split(|c: char| !c.is_alphanumeric()).skip(1).filter(|word| word.len() == 3);
    let two = others.filter_map(currency::code).any(|code| mark != Mark::Is(code) && !tail.contains("peso"));
    (mark != Mark::Dollar && !two).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_state_their_currency() {
        let of =
            |title: &str| find(&[title.to_owned()])?.in_books_of("MXN".parse().ok()).map(domain::money::Currency::code);
        for (title, code) in [
            ("Moneda: USD", Some("USD")),
            ("Antigüedad de saldos - Moneda: USD - Al 31/10/2026", Some("USD")),
            ("Currency: EUR", Some("EUR")),
            ("Moneda: Dólar Americano", Some("USD")),
            ("Cifras en pesos", Some("MXN")),
            ("(Expresado en dólares)", Some("USD")),
            ("Amounts in GBP", Some("GBP")),
            ("Beträge in EUR", Some("EUR")),
            ("Valores em reais", Some("BRL")),
            ("Montants en euros", Some("EUR")),
            ("Moneda: Todas", None),
            ("Moneda: USD / MXN", None),
            ("All Dates", None),
            ("Cuentas por cobrar", None),
        ] {
            assert_eq!(of(title), code, "{title}");
        }
        assert_eq!(find(&["Moneda: USD".to_owned(), "Moneda: MXN".to_owned()]), None);
    }
}
