//! Headings of ages, and of balances that go on from row to row.

/// Headings that say how old a debt is. Who lists that lists what is open.
pub(crate) fn is_ageing(folded: &str) -> bool {
    const WORDS: [&str; 27] = [
        "age",
        "age days",
        "ageing",
        "aging",
        "arrears",
        "arrears net due date",
        "arrears by net due date",
        "days overdue",
        "days past due",
        "overdue days",
        "days late",
        "dias vencidos",
        "dias vencido",
        "dias mora",
        "dias atraso",
        "dias vencimiento",
        "antiguedad",
        "edad",
        "sin vencer",
        "por vencer",
        "vencido",
        "atraso",
        "dias em atraso",
        "verzugstage",
        "uberfallig tage",
        "jours retard",
        "mahnstufe",
    ];
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let is_unit = |word: &str| {
        matches!(
            word,
            "days"
                | "dias"
                | "tage"
                | "jours"
                | "d"
                | "mas"
                | "mais"
                | "more"
                | "over"
                | "plus"
                | "uber"
                | "to"
                | "bis"
                | "hasta"
                | "past"
                | "due"
                | "vencido"
                | "vencidos"
        )
    };
    let range = folded.split(' ').any(|word| matches!(word, "30" | "60" | "90" | "120"))
        && folded.split(' ').all(|word| is_number(word) || is_unit(word));
    WORDS.contains(&folded) || range
}

/// Headings of balances that go on from row to row: those of an account, never what is open of a document.
pub(crate) fn is_running(folded: &str) -> bool {
    const WORDS: [&str; 14] = [
        "acumulado",
        "acumulada",
        "running",
        "corrido",
        "progresivo",
        "progressif",
        "cumule",
        "cumulative",
        "kumuliert",
        "kumulierter",
        "laufender",
        "acumulados",
        "cumul",
        "arrastre",
    ];
    folded.split(' ').any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::fold;

    #[test]
    fn ages_are_known_by_words_and_by_ranges() {
        for heading in [
            "Age (Days)",
            "1-30",
            "31 - 60",
            "0-30 days",
            "Sin vencer",
            "Arrears by Net Due Date",
            "> 90",
            "Días vencidos",
            "61 a 90 días",
        ] {
            assert!(is_ageing(&fold(heading)), "{heading}");
        }
        for heading in ["Total", "Saldo", "Invoice 30", "Fecha", "Net 30 amount of the invoice"] {
            assert!(!is_ageing(&fold(heading)), "{heading}");
        }
    }

    #[test]
    fn balances_of_an_account_are_known_by_their_words() {
        for heading in ["Saldo acumulado", "Running balance", "Solde cumulé", "Solde progressif", "Laufender Saldo"] {
            assert!(is_running(&fold(heading)), "{heading}");
        }
        assert!(!is_running("saldo") && !is_running("saldo pendiente"));
    }
}
