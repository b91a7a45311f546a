//! Debit or credit, told by a letter or a word beside the amount.

use crate::folding::plain;

/// Which side of the customer's account an amount stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The customer owes it.
    Debit,
    /// It lowers what the customer owes.
    Credit,
}

/// What a cell says; nothing where it is not known, or where `C` alone could be cargo (debit) or credit.
///
/// `charges` says how the whole column writes: with `A` (abono) beside it, `C` is cargo.
pub(crate) fn read(cell: &str, charges: bool) -> Option<Side> {
    match plain(cell.trim()).trim_end_matches('.') {
        "s" | "soll" | "d" | "db" | "dr" | "deb" | "debe" | "debito" | "debit" | "debitor" | "cargo" | "cargos"
        | "debet" | "deudor" | "deudora" | "devedor" | "devedora" | "debiteur" | "+" => Some(Side::Debit),
        "c" if charges => Some(Side::Debit),
        "h" | "haben" | "c" | "cr" | "cre" | "haber" | "credito" | "credit" | "credor" | "credora" | "acreedor"
        | "acreedora" | "crediteur" | "abono" | "abonos" | "a" | "-" => Some(Side::Credit),
        _ => None,
    }
}

/// Does a word that says a side say nothing else? Debit and credit are also ways to pay, and letters are codes.
pub(crate) fn is_plain(cell: &str) -> bool {
    let word = plain(cell.trim());
    word.len() > 3 && !matches!(&*word, "debito" | "debit" | "credito" | "credit")
}

/// Does the column say cargo and abono by their first letters? Then `C` is a debit.
pub(crate) fn is_charge_column<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.any(|word| matches!(plain(word.trim()).as_str(), "a" | "abono"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_words_of_five_languages() {
        for word in ["S", "s", "Soll", "D", "Debe", "Débito", "Debit", "DR", "Dr.", "Cargo", "+"] {
            assert_eq!(read(word, false), Some(Side::Debit), "{word}");
        }
        for word in ["H", "Haben", "C", "Haber", "Crédito", "Credit", "CR", "Cr.", "Abono", "-"] {
            assert_eq!(read(word, false), Some(Side::Credit), "{word}");
        }
        for word in ["", "X", "Sí", "1"] {
            assert_eq!(read(word, false), None, "{word}");
        }
        assert!(is_charge_column(["C", "A"].into_iter()) && !is_charge_column(["C", "D"].into_iter()));
        assert_eq!(read("C", true), Some(Side::Debit));
        assert_eq!(read("A", true), Some(Side::Credit));
    }
}
