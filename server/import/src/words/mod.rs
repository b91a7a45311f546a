//! What the words in cells mean: kinds of document, what became of one, terms of payment, yes and no.
//!
//! Tables, in Spanish, English, Portuguese, German and French. To teach the import another word, add it there as [`normal`]
//! leaves it: lower case, no accents, words parted by one blank, articles left out. "No" stays: it turns a word round.

pub(super) mod absent;
pub(super) mod anybody;
pub(super) mod directions;
pub(super) mod flags;
pub(super) mod kinds;
pub(super) mod letters;
pub(super) mod opening;
mod phrases;
pub(super) mod places;
pub(super) mod remarks;
pub(super) mod sides;
pub(super) mod statuses;
pub(super) mod terms;

/// Articles and prepositions that change no meaning.
const SMALL: [&str; 15] =
    ["da", "das", "de", "del", "der", "des", "do", "dos", "du", "el", "l", "la", "le", "of", "the"];

/// A cell as the tables have words.
pub(super) fn normal(cell: &str) -> String {
    if cell.is_ascii() { normal_of_ascii(cell) } else { normal_of_any(cell) }
}

/// In one pass: most cells have no other letters.
fn normal_of_ascii(cell: &str) -> String {
    let mut folded = String::with_capacity(cell.len() + 8);
    let (mut begins, mut before_lower) = (0, false);
    for byte in cell.bytes() {
        if !byte.is_ascii_alphanumeric() || byte.is_ascii_uppercase() && before_lower {
            begins = end_word(&mut folded, begins);
        }
        before_lower = byte.is_ascii_lowercase();
        if byte.is_ascii_alphanumeric() {
            if folded.len() == begins && begins > 0 {
                folded.push(' ');
            }
            folded.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    end_word(&mut folded, begins);
    folded
}

/// Ends the word that begins here, behind what parts it from others; one that changes no meaning is left out. Says where the
/// next begins.
fn end_word(folded: &mut String, begins: usize) -> usize {
    let word = folded.get(begins..).unwrap_or_default().trim_start();
    if SMALL.contains(&word) {
        folded.truncate(begins);
    }
    folded.len()
}

fn normal_of_any(cell: &str) -> String {
    let mut spaced = String::with_capacity(cell.len() + 8);
    let mut before_lower = false;
    for c in cell.chars() {
        if c.is_uppercase() && before_lower {
            spaced.push(' ');
        }
        before_lower = c.is_lowercase();
        spaced.push(c);
    }
    let plain = super::folding::plain(&spaced);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Does one of the phrases stand in `folded`, as whole words?
fn has_phrase(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        folded.match_indices(phrase).any(|(at, _)| {
            let before = folded.get(..at).and_then(|head| head.chars().next_back());
            let behind = folded.get(at + phrase.len()..).and_then(|tail| tail.chars().next());
            before.is_none_or(|c| c == ' ') && behind.is_none_or(|c| c == ' ')
        })
    })
}

/// Does one of the phrases of a list, parted by commas, stand in `folded`, as whole words?
fn has_one(folded: &str, phrases: &str) -> bool {
    phrases.split(", ").any(|phrase| has_phrase(folded, &[phrase]))
}

/// Is a cell that answers a question ("paid?") a yes or a no?
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    match super::folding::plain(cell.trim()).as_str() {
        "si" | "s" | "yes" | "y" | "sim" | "ja" | "j" | "oui" | "o" | "true" | "t" | "verdadero" | "verdadeiro"
        | "wahr" | "vrai" | "x" | "1" | "✓" | "✔" | "☑" => Some(true),
        "no" | "n" | "nao" | "nein" | "nej" | "non" | "false" | "f" | "falso" | "falsch" | "faux" | "0" | "☐" => {
            Some(false)
        }
        _ => None,
    }
}

/// Does a cell of the column of parts say that there are none?
pub(super) fn is_whole(cell: &str) -> bool {
    let folded = super::folding::plain(cell);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        bare,
        "" | "0"
            | "unica"
            | "unico"
            | "single"
            | "one"
            | "a vista"
            | "vista"
            | "contado"
            | "einmalig"
            | "unique"
            | "no"
            | "n/a"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn yes_and_no_in_five_languages() {
        for yes in ["Sí", "si", "YES", "Sim", "Ja", "oui", "TRUE", "Verdadero", "1", "x", "✓"] {
            assert_eq!(yes_or_no(yes), Some(true), "{yes}");
        }
        for no in ["No", "Não", "Nein", "non", "FALSE", "Falso", "0"] {
            assert_eq!(yes_or_no(no), Some(false), "{no}");
        }
        for neither in ["", "250.00", "quizá", "12/10/2026"] {
            assert_eq!(yes_or_no(neither), None, "{neither}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_to_fold_a_cell_are_one(cell in prop_oneof!["[ -~]{0,40}", "([ ./-]|de|la|The|of|Nota|creditNote|[a-zA-Z0-9]{1,3}){0,12}"]) {
            prop_assert_eq!(normal_of_ascii(&cell), normal_of_any(&cell));
        }
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(has_phrase("factura venta anulada", &["anulada"]));
        assert!(!has_phrase("factura reanulada", &["anulada"]));
        assert!(!has_phrase("border", &["order"]));
    }
}
