//! Rows that are no debt: names of customers above their documents, titles, sums, remarks.

use super::columns::Columns;
use super::dates;
use super::field::Field;
use super::folding::plain;
use super::headings;
use super::records::Record;

/// What stands in a row that has neither number nor day nor amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// The customer's number, where it stands before the name.
    pub(super) number: Option<String>,
    /// The text.
    pub(super) name: String,
}

/// Words that begin a row of sums.
const SUM_WORDS: [&str; 26] = [
    "total",
    "totals",
    "totales",
    "totais",
    "subtotal",
    "subtotales",
    "subtotais",
    "suma",
    "sumas",
    "suman",
    "sum",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "gesamtbetrag",
    "endsumme",
    "ubertrag",
    "somme",
    "saldo final",
    "saldo total",
    "sous total",
    "report",
    "acumulado",
    "soma",
    "gesamtsaldo",
];

/// Does the text begin like a sum of other rows?
pub(super) fn begins_as_sum(text: &str) -> bool {
    let folded = plain(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match first {
        "sub" | "sous" => second.starts_with("total"),
        "grand" | "gran" => second.starts_with("total"),
        "saldo" | "balance" => matches!(second, "final" | "total" | "general"),
        "monto" | "importe" | "valor" => second == "total",
        word => SUM_WORDS.contains(&word),
    }
}

/// A row of one or two texts and nothing else: the name of a section, or a remark.
pub(super) fn read(record: &Record, columns: &Columns) -> Option<Section> {
    let mut texts: [(usize, &str); 2] = [(0, ""); 2];
    let mut count = 0;
    for (at, cell) in
        record.cells().enumerate().map(|(at, cell)| (at, cell.trim())).filter(|(_, cell)| !cell.is_empty())
    {
        *texts.get_mut(count)? = (at, cell);
        count += 1;
    }
    let [(first_at, first), (second_at, second)] = texts;
    if count == 0 || begins_as_sum(first) || !first.chars().any(char::is_alphabetic) && count == 1 {
        return None;
    }
    // Alone in its row a text may stand in any column but those of amounts; two stand where customers do, or nothing is read.
    let text_column = |at: usize| {
        matches!(columns.field_at(at), None | Some(Field::CustomerName | Field::CustomerId | Field::CustomerTaxId))
    };
    // A number without anything else is a document that lost the rest.
    let is_number = columns.field_at(first_at) == Some(Field::InvoiceNumber)
        && !first.contains(' ')
        && first.bytes().any(|b| b.is_ascii_digit());
    let alone = count == 1
        && !is_number
        && !columns.field_at(first_at).is_some_and(Field::is_money)
        && !dates::is_like_a_day(first);
    let pair = count == 2 && text_column(first_at) && text_column(second_at);
    if pair && !second.chars().any(char::is_alphabetic) || !(alone || pair) {
        return None;
    }
    Some(if pair { Section { number: Some(first.to_owned()), name: second.to_owned() } } else { named(first) })
}

/// `Cliente: 00012 - Papelería Sol`, `Kunde 10001 Kranbau GmbH`, `Acme Corp`.
fn named(text: &str) -> Section {
    let bare = match text.split_once(':') {
        Some((head, rest)) if is_label(head) && !rest.trim().is_empty() => rest.trim(),
        _ => match text.split_once(' ') {
            Some((head, rest)) if is_label(head) && rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
                rest.trim()
            }
            _ => text,
        },
    };
    let parted = bare.split_once(" - ").or_else(|| bare.split_once(' '));
    let is_number = |head: &str| head.bytes().any(|b| b.is_ascii_digit()) && !head.contains(' ') && head.len() <= 20;
    match parted {
        Some((head, rest)) if is_number(head) && rest.chars().any(char::is_alphabetic) && bare.len() != text.len() => {
            let name = rest.trim_start_matches(['-', '–', ':', ' ']).trim();
            Section { number: Some(head.to_owned()), name: name.to_owned() }
        }
        _ => Section { number: None, name: bare.to_owned() },
    }
}

fn is_label(head: &str) -> bool {
    matches!(
        plain(head.trim()).as_str(),
        "cliente"
            | "customer"
            | "client"
            | "kunde"
            | "debitor"
            | "nombre"
            | "name"
            | "razon social"
            | "deudor"
            | "tercero"
            | "codigo"
            | "account"
    )
}

/// Is a section the name of an age ("91 or more days past due", "Vencido 1-30") rather than of a customer?
pub(super) fn is_age(name: &str) -> bool {
    let folded = super::folding::fold(name);
    let words = [
        "past due",
        "days",
        "dias",
        "tage",
        "jours",
        "current",
        "corriente",
        "vencid",
        "por vencer",
        "sin vencer",
        "vencer",
        "overdue",
        "fallig",
    ];
    headings::is_ageing(&folded) || (words.iter().any(|word| folded.contains(word)) && folded.len() < 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_above_their_documents() {
        for (text, number, name) in [
            ("Acme Corp", None, "Acme Corp"),
            ("Cliente: 00012 - Papelería Sol", Some("00012"), "Papelería Sol"),
            ("Customer: Acme Corp", None, "Acme Corp"),
            ("Kunde 10001 Kranbau GmbH", Some("10001"), "Kranbau GmbH"),
            ("Cliente: C-7 Ana Torres", Some("C-7"), "Ana Torres"),
            ("3M de México", None, "3M de México"),
            ("7 Eleven", None, "7 Eleven"),
        ] {
            assert_eq!(named(text), Section { number: number.map(str::to_owned), name: name.to_owned() }, "{text}");
        }
    }

    #[test]
    fn sums_are_known_by_their_first_words() {
        for text in [
            "Total",
            "TOTAL GENERAL",
            "Subtotal Comercial La 14",
            "Total for Acme Corp",
            "Sub-total",
            "Grand Total",
            "Saldo final",
            "Suman",
            "Summe",
            "Gesamtsumme",
            "Somme",
            "Sous-total",
            "Totais",
        ] {
            assert!(begins_as_sum(text), "{text}");
        }
        for text in ["Totalgas SA", "Acme", "Saldo Hermanos", "Registros: 2", "Sumitomo"] {
            assert!(!begins_as_sum(text), "{text}");
        }
    }

    #[test]
    fn ages_are_no_customers() {
        for text in ["91 or more days past due", "Current", "1 - 30", "Vencido 1-30 días", "31 bis 60 Tage fällig"] {
            assert!(is_age(text), "{text}");
        }
        for text in ["Acme Corp", "Papelería Sol"] {
            assert!(!is_age(text), "{text}");
        }
    }
}
