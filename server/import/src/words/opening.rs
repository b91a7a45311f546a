//! What a customer owed when a system or a period began: a sum that stands for documents which the list does not have.

use super::normal;
use crate::field::Field;

const WORDS: &str = "saldo inicial, saldo apertura, saldo anterior, saldo migracion, saldo arrastre, asiento apertura, apertura, saldo abertura, \
    saldo inicial cliente, saldos iniciales, opening balance, opening balances, opening bal, open bal, opening entry, opening invoice, \
    beginning balance, starting balance, initial balance, previous balance, prior balance, balance forward, balance brought forward, \
    brought forward, bal fwd, balance b f, b f, anfangsbestand, anfangssaldo, eroffnungssaldo, eroffnungsbuchung, eb wert, saldovortrag, \
    vortrag, ubertrag, solde initial, solde d ouverture, solde ouverture, solde anterieur, report nouveau, a nouveau, report solde";

/// The word for it in a row that has it in place of a number, or beside none.
pub(crate) fn word<'a>(cell: impl Fn(Field) -> &'a str) -> Option<&'a str> {
    let number = cell(Field::InvoiceNumber);
    if is(number) {
        return Some(number);
    }
    let none = number.chars().all(|c| c == '0' || !c.is_alphanumeric());
    let bare = none || matches!(normal(number).as_str(), "s n" | "n a" | "sin numero" | "none");
    let texts = [Field::Kind, Field::Description, Field::LineDescription, Field::Notes];
    texts.into_iter().map(cell).find(|text| bare && is(text))
}

/// Is a cell nothing but a word for it, perhaps with a day behind it?
pub(crate) fn is(cell: &str) -> bool {
    let letters = cell.split(|c: char| c.is_ascii_digit()).next().unwrap_or(cell);
    let folded = normal(letters.trim_end_matches(|c: char| !c.is_alphabetic()));
    let said = folded.strip_suffix(" al").or_else(|| folded.strip_suffix(" as of")).unwrap_or(&folded);
    !said.is_empty() && WORDS.split(", ").any(|word| word.trim() == said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_five_languages() {
        for cell in [
            "Saldo inicial",
            "SALDO ANTERIOR",
            "Saldo de apertura",
            "Opening Balance",
            "Balance forward",
            "Saldo anterior al 31/10/2026",
            "EB-Wert",
            "Saldovortrag",
            "Eröffnungssaldo",
            "Solde d'ouverture",
            "À nouveau",
            "Saldo de abertura",
            "Opening balance 2026",
        ] {
            assert!(is(cell), "{cell}: {}", normal(cell));
        }
        for cell in ["", "Saldo", "Factura", "F-1", "Saldo a favor", "Apertura de cuenta", "2026", "Anterior"] {
            assert!(!is(cell), "{cell}");
        }
    }
}
