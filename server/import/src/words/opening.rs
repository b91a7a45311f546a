//! What a customer owed when a system or a period began: a sum that stands for documents which the list does not have.

use super::normal;
use super::phrases::Phrases;
use crate::field::Field;

static WORDS: Phrases = Phrases::of(
    "saldo inicial, saldo apertura, saldo anterior, saldo migracion, saldo arrastre, asiento apertura, apertura, saldo abertura, \
    saldo inicial cliente, saldos iniciales, opening balance, opening balances, opening bal, open bal, opening entry, opening invoice, \
    beginning balance, starting balance, initial balance, previous balance, prior balance, balance forward, balance brought forward, \
    brought forward, bal fwd, balance b f, b f, anfangsbestand, anfangssaldo, eroffnungssaldo, eroffnungsbuchung, eb wert, saldovortrag, \
    vortrag, ubertrag, solde initial, solde d ouverture, solde ouverture, solde anterieur, report nouveau, a nouveau, report solde",
);

/// No shorter word is one for it.
const SHORTEST: usize = 3;

/// The word for it in a row that has it in place of a number, or beside none.
pub(crate) fn word<'a>(cell: impl Fn(Field) -> &'a str) -> Option<&'a str> {
    let number = cell(Field::InvoiceNumber);
    if is(number) {
        return Some(number);
    }
    if !is_bare(number) {
        return None;
    }
    let texts = [Field::Kind, Field::Description, Field::LineDescription, Field::Notes];
    texts.into_iter().map(cell).find(|text| is(text))
}

/// Is a number none: nothing, noughts and marks, or a word for it?
fn is_bare(number: &str) -> bool {
    let is_word = || matches!(normal(number).as_str(), "s n" | "n a" | "sin numero" | "none");
    let has_figures = || number.bytes().any(|b| b.is_ascii_digit());
    number.chars().all(|c| c == '0' || !c.is_alphanumeric()) || !has_figures() && is_word()
}

/// Is a cell nothing but a word for it, perhaps with a day behind it?
pub(crate) fn is(cell: &str) -> bool {
    let letters = cell.split(|c: char| c.is_ascii_digit()).next().unwrap_or(cell);
    let letters = letters.trim_end_matches(|c: char| !c.is_alphabetic());
    if letters.len() < SHORTEST {
        return false;
    }
    let folded = normal(letters);
    let said = folded.strip_suffix(" al").or_else(|| folded.strip_suffix(" as of")).unwrap_or(&folded);
    WORDS.has(said)
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
