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

/// A column of what is open by how old it is: each row has its sum in the column of its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bucket {
    /// Not due yet, or any age from the first day on.
    NotDue,
    /// Due, whatever its age.
    Due,
    /// Due for so many days.
    Range,
}

impl Bucket {
    /// The age that a folded heading names.
    pub(crate) fn of_heading(folded: &str) -> Option<Self> {
        const FILLERS: &str = "tit, titulo, titulos, valor, nominal, saldo, saldos, importe, importes, monto, factura, facturas, documentos, \
            deuda, cartera, betrag, offen, montant, amount, balance, open";
        const NOT_DUE: &str = "current, corriente, vigente, vencer, por vencer, sin vencer, no vencido, no vencida, no vencidos, al dia, vincendo, \
            vincendos, a vencer, not due, not yet due, not overdue, nicht fallig, noch nicht fallig, non echu, echoir, pas echu, dia, \
            corrente, future, futuro, undue";
        const DUE: &str = "vencido, vencida, vencidos, vencidas, overdue, past due, uberfallig, fallig, echu, en mora, mora, atraso, em atraso, \
            atrasado";
        const UNITS: &str = "days, day, dias, dia, tage, tag, jours, jour, d, month, months, mes, meses, monat, monate, mois, mas, mais, more, over, \
            plus, uber, to, bis, hasta, ate, y, e, and, und, et, o, or, than, past, due, overdue, vencido, vencidos, vencida, vencidas, \
            fallig, uberfallig, from, desde, ab, von, less, menos, unter, under, old, older, mayor, menor, greater, bucket, tramo";
        let is_one_of = |list: &str, words: &str| list.split(", ").any(|one| one.trim() == words);
        let words: Vec<&str> = folded.split(' ').filter(|word| !is_one_of(FILLERS, word)).collect();
        let joined = words.join(" ");
        if is_one_of(NOT_DUE, &joined) {
            return Some(Self::NotDue);
        }
        if is_one_of(DUE, &joined) {
            return Some(Self::Due);
        }
        let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
        let is_age = |days: &u32| days % 30 <= 1 || matches!(days, 1..=12 | 14..=16 | 44..=46 | 365);
        let is_unit = |word: &&str| word.parse::<u32>().is_ok() || is_one_of(UNITS, word);
        if numbers.is_empty() || !numbers.iter().all(is_age) || !words.iter().all(is_unit) {
            return (!words.is_empty() && matches!(joined.as_str(), "older" | "mas antiguo" | "mas viejo" | "alter"))
                .then_some(Self::Range);
        }
        // From nothing on: what is not due yet stands there as well.
        let under = |word: &&str| matches!(*word, "less" | "menos" | "under" | "unter" | "hasta" | "ate" | "bis");
        let from_first = numbers.first() == Some(&0) || numbers.len() == 1 && words.iter().any(under);
        Some(if from_first { Self::NotDue } else { Self::Range })
    }
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
    fn buckets_are_known_by_what_they_hold() {
        for (heading, bucket) in [
            ("Corriente", Bucket::NotDue),
            ("Current", Bucket::NotDue),
            ("Por vencer", Bucket::NotDue),
            ("A vencer", Bucket::NotDue),
            ("Nicht fällig", Bucket::NotDue),
            ("Al día", Bucket::NotDue),
            ("No vencido", Bucket::NotDue),
            ("Titulos a Vencer Valor Nominal", Bucket::NotDue),
            ("0-30", Bucket::NotDue),
            ("Hasta 30 días", Bucket::NotDue),
            ("30 días", Bucket::Range),
            ("Vencido", Bucket::Due),
            ("Überfällig", Bucket::Due),
            ("Tit Vencidos Valor Nominal", Bucket::Due),
            ("1-30", Bucket::Range),
            ("31 a 60 días", Bucket::Range),
            ("61-90 Tage", Bucket::Range),
            ("> 90", Bucket::Range),
            ("+60", Bucket::Range),
            ("Más de 90", Bucket::Range),
            ("Vencido 1-30", Bucket::Range),
            ("31+ days", Bucket::Range),
            ("Older", Bucket::Range),
        ] {
            assert_eq!(Bucket::of_heading(&fold(heading)), Some(bucket), "{heading}");
        }
        for heading in [
            "Total",
            "Saldo",
            "Age (days)",
            "Días vencidos",
            "Invoice 30",
            "Fecha",
            "Tit Vencidos Valor Corrigido",
            "Plazo",
        ] {
            assert_eq!(Bucket::of_heading(&fold(heading)), None, "{heading}");
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
