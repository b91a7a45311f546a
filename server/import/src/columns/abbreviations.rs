//! Headings without what people add to them or leave out.

use crate::folding::plain;

/// A heading without abbreviations: `Vlr. Título`, `Imp. Total`, `Mto pendiente`.
pub(super) fn written_out(folded: &str) -> String {
    let word = |word| match word {
        "vr" | "vlr" | "vl" => "valor",
        "mto" => "monto",
        "imp" => "importe",
        "amt" => "amount",
        "tot" => "total",
        "pend" | "pdte" => "pendiente",
        "bal" => "balance",
        "betr" => "betrag",
        "mt" | "mnt" => "montant",
        other => other,
    };
    without_abbreviations(folded).split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A heading without the words that say how its cells are written: `Fecha dd/mm/yyyy`, `Total (M.N.)`, `Importe en pesos`.
pub(super) fn without_abbreviations(folded: &str) -> String {
    const MANNER: [&str; 23] = [
        "utc", "dd", "mm", "yyyy", "yy", "aaaa", "aa", "jjjj", "tt", "m", "mn", "pesos", "moneda", "nacional", "local",
        "mxp", "reais", "euros", "dolares", "r", "currency", "company", "sin",
    ];
    let words: Vec<&str> = folded.split(' ').filter(|word| !MANNER.contains(word)).collect();
    words.join(" ")
}

/// A heading's letters and figures alone, small.
pub(super) fn letters_of(heading: &str) -> String {
    plain(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `Nº Vto`, `N° vencimiento`, `Nro. Cuota`: which of the parts of a document it is, and not the day on which it is due.
pub(super) fn numbers_a_part(heading: &str) -> bool {
    let plain = plain(heading);
    let mut words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    matches!(words.next(), Some("no" | "n" | "nr" | "nro" | "num" | "numero"))
        && matches!(words.next(), Some("vto" | "vcto" | "venc" | "vencimiento" | "vencimento" | "efecto" | "echeance"))
        && words.next().is_none()
}
