//! Texts without what people vary: case, accents, punctuation, small words.

use unicode_normalization::UnicodeNormalization;

/// Words that say nothing about a column's meaning.
const SMALL_WORDS: [&str; 21] = [
    "in", "a", "d", "da", "das", "de", "del", "der", "des", "do", "dos", "du", "el", "l", "la", "le", "n", "no", "of",
    "the", "en",
];

/// Whose number a heading means that has one of them and a sign for numbers.
const PEOPLE: [&str; 10] =
    ["customer", "client", "cliente", "kunde", "debtor", "debitor", "deudor", "socio", "cust", "account"];

/// What words begin with that `No` in front of them turns round.
const UNDONE: [&str; 10] =
    ["pagad", "cobrad", "liquidad", "saldad", "cancelad", "anulad", "cerrad", "timbrad", "conciliad", "vencid"];

/// A heading without what people vary: case, accents, punctuation, camel case, small words.
pub(super) fn fold(heading: &str) -> String {
    let mut spaced = String::with_capacity(heading.len() + 8);
    let mut before_lower = false;
    for c in heading.chars() {
        if c.is_uppercase() && before_lower {
            spaced.push(' ');
        }
        before_lower = c.is_lowercase();
        spaced.push(c);
    }
    let plain = plain(&spaced).replace('%', " percent ");
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut telling: Vec<&str> = words.iter().copied().filter(|word| !SMALL_WORDS.contains(word)).collect();
    // `Customer No.` is no name.
    if matches!(*telling, [who] if PEOPLE.contains(&who))
        && (words.iter().any(|w| matches!(*w, "no" | "n")) || plain.contains('#'))
    {
        telling.push("number");
    }
    // `No pagada` is no number.
    if let ["no", what, ..] = *words
        && UNDONE.iter().any(|done| what.starts_with(done))
    {
        telling.insert(0, "no");
    }
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// How headings name the two words that their cells have, as [`fold`] leaves it: `(Y/N)`, `S/N`, `(Ja/Nein)`.
const HINTS: [&str; 21] = [
    "y",
    "s",
    "j",
    "o",
    "x",
    "si",
    "yes",
    "yes or",
    "si o",
    "sim nao",
    "ja nein",
    "oui non",
    "true false",
    "verdadero falso",
    "verdadeiro falso",
    "wahr falsch",
    "vrai faux",
    "v f",
    "t",
    "1 0",
    "0 1",
];

/// A folded heading without the two words that its cells have, where it names them.
pub(super) fn without_hint(folded: &str) -> Option<&str> {
    HINTS.iter().find_map(|hint| folded.strip_suffix(hint)?.strip_suffix(' ')).filter(|rest| !rest.is_empty())
}

/// Lower case without accents: `Fällig` is `fallig`, `Nº` is `no`.
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let is_mark = |c: &char| matches!(*c, '\u{300}'..='\u{36f}');
    let lower: String = text.nfkd().filter(|c| !is_mark(c)).flat_map(char::to_lowercase).collect();
    lower.replace('ß', "ss").replace('œ', "oe").replace('æ', "ae")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_folded() {
        for (heading, folded) in [
            ("Fecha de Emisión", "fecha emision"),
            ("N° facture", "facture"),
            ("Customer No.", "customer number"),
            ("Customer #", "customer number"),
            ("N° client", "client number"),
            ("Cliente Nº", "cliente number"),
            ("Nº de Cliente", "cliente number"),
            ("Account No", "account number"),
            ("Cust #", "cust number"),
            ("Client", "client"),
            ("Invoice No.", "invoice"),
            ("customerID", "customer id"),
            ("FÄLLIG", "fallig"),
            ("IVA %", "iva percent"),
            ("  due_date ", "due date"),
            ("No.", "no"),
            ("No pagada", "no pagada"),
            ("No. pedido", "pedido"),
            ("", ""),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(heading), folded, "{heading}");
        }
    }
}
