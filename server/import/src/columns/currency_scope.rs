//! In which currency the amounts of a column are, as its heading says: `Saldo USD`, `Total dólares`, `Importe M.N.`,
//! `Amount (LCY)`, `Balance Due (FC)`.

use crate::currency::{self, Home, Mark};
use crate::folding::plain;

/// What a heading says of the currency of its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CurrencyScope {
    /// Nothing.
    Unstated,
    /// This one.
    Named(Mark),
    /// That of the document, whichever it is.
    Document,
    /// Another one than the creditor's own.
    Foreign,
    /// The creditor's own.
    Local,
}

const LOCAL: &str = "moneda nacional, moneda local, moneda base, mon nac, mon local, local currency, local curr, loc curr, company currency, \
    company curr, base currency, home currency, functional currency, hauswahrung, lokalwahrung, landeswahrung, moeda local, moeda \
    nacional, monnaie locale, monnaie societe, lcy, lc, dl, mn, m n, local, ml, \
    moneda corriente, corriente, cte, con signo, com sinal, bw, signed";

const DOCUMENT: &str = "in currency signed, currency signed, en divisa con signo, divisa con signo, en moneda con signo, en divisa, in currency, document currency, doc currency, doc curr, transaction currency, trans currency, txn currency, invoice currency, \
    original currency, customer currency, account currency, party currency, billing currency, belegwahrung, transaktionswahrung, \
    rechnungswahrung, kontowahrung, moneda documento, moneda del documento, moneda origen, moneda original, moneda factura, moneda \
    transaccion, moeda documento, moeda do documento, moeda original, devise facture, devise document, devise transaction, devise \
    origine";

const FOREIGN: &str = "ext, foreign currency, foreign curr, foreign, fcy, fc, fremdwahrung, moneda extranjera, mon ext, mon extranjera, me, \
    m e, moeda estrangeira, monnaie etrangere, devise etrangere";

/// Money by its name. Names in the singular mean other things as well: "saldo real".
const NAMES: [&str; 17] = [
    "dolares",
    "dollars",
    "dls",
    "dlls",
    "pesos",
    "euros",
    "soles",
    "reais",
    "quetzales",
    "colones",
    "guaranies",
    "bolivianos",
    "bolivares",
    "lempiras",
    "cordobas",
    "yenes",
    "libras",
];

/// What a heading says of its currency, and the heading without that.
pub(super) fn of_heading(heading: &str) -> (CurrencyScope, String) {
    if let Some((currency, rest)) = currency::in_heading(heading) {
        return (CurrencyScope::Named(Mark::Is(currency)), rest);
    }
    let folded = plain(heading).replace(['.', '/'], " ");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    for (scope, phrases) in
        [(CurrencyScope::Document, DOCUMENT), (CurrencyScope::Foreign, FOREIGN), (CurrencyScope::Local, LOCAL)]
    {
        if let Some(rest) = phrases.split(", ").find_map(|phrase| without(&text, phrase)) {
            return (scope, rest);
        }
    }
    let named = text.split(' ').find(|word| NAMES.contains(word)).and_then(|word| Some((word, currency::mark(word)?)));
    match named {
        Some((word, mark)) => (CurrencyScope::Named(mark), without(&text, word).unwrap_or_default()),
        None => (CurrencyScope::Unstated, heading.to_owned()),
    }
}

/// A text without a phrase that stands in it as whole words, if it does.
fn without(text: &str, phrase: &str) -> Option<String> {
    if !text.contains(phrase) {
        return None;
    }
    let padded = format!(" {text} ");
    let rest = padded.replacen(&format!(" {phrase} "), " ", 1);
    (rest != padded).then(|| rest.trim().to_owned())
}

/// A word for money that several countries have for their own, as it says nothing where the books know better.
pub(super) const fn is_national(mark: Mark) -> bool {
    matches!(mark, Mark::Home(Home::National))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_their_currency() {
        let is = |code: &str| CurrencyScope::Named(Mark::Is(code.parse().expect("a currency")));
        for (heading, scope, rest) in [
            ("Saldo USD", is("USD"), "saldo"),
            ("Total dólares", CurrencyScope::Named(Mark::Home(Home::Dollar)), "total"),
            ("Total pesos", CurrencyScope::Named(Mark::Home(Home::Peso)), "total"),
            ("Importe M.N.", CurrencyScope::Local, "importe"),
            ("Importe M.E.", CurrencyScope::Foreign, "importe"),
            ("Saldo moneda extranjera", CurrencyScope::Foreign, "saldo"),
            ("Amount (LCY)", CurrencyScope::Local, "amount"),
            ("Remaining Amt. (LCY)", CurrencyScope::Local, "remaining amt"),
            ("Balance Due (FC)", CurrencyScope::Foreign, "balance due"),
            ("Amount in local currency", CurrencyScope::Local, "amount in"),
            ("Amount in doc. curr.", CurrencyScope::Document, "amount in"),
            ("Betrag in Hauswährung", CurrencyScope::Local, "betrag in"),
            ("Betrag in Fremdwährung", CurrencyScope::Foreign, "betrag in"),
            ("Saldo real", CurrencyScope::Unstated, "saldo real"),
            ("Total", CurrencyScope::Unstated, "total"),
        ] {
            let (found, left) = of_heading(heading);
            assert_eq!((found, left.trim().to_lowercase()), (scope, rest.to_owned()), "{heading}");
        }
    }
}
