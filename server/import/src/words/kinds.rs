//! Kinds of document.

mod tables;

use super::phrases::Phrases;
use super::{has_one, normal, opening};
use crate::item::DocumentKind;
use tables::{
    BOTH_WAYS, CORRECTION, CREDIT, CREDIT_NOTE, DEBIT, EITHER, EXACT, FEE, INVOICE, NO_DEBT, PAYABLE, PAYABLE_ALONE,
    PAYMENT, REVERSAL, STATEMENT_CHARGE, UNAPPLIED, VOID,
};

/// What a word in the column of kinds says of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum KindWord {
    /// A document of this kind.
    Is(DocumentKind),
    /// Anything that is posted to a customer's account: the sign of its amount says which way.
    Either,
    /// A document that corrects another one. A negative one is a credit; of a positive one it is asked whether it stands
    /// beside that document or in its place.
    Correction,
    /// A document that was cancelled, though it is still called an invoice.
    Void(DocumentKind),
    /// No debt: a quote, an order, a draft, a delivery note, a sale that was paid at once.
    NoDebt,
}

use DocumentKind::{CreditNote, DebitNote, Invoice, Payment, Reversal};

impl KindWord {
    /// Does it lower what is owed?
    pub(crate) const fn is_credit(self) -> bool {
        matches!(self, Self::Is(kind) if kind.is_credit())
    }
}

/// What a cell of the column of kinds says; nothing where its words are not known.
pub(crate) fn read(cell: &str) -> Option<KindWord> {
    let folded = normal(cell);
    if is_deduction(cell) {
        return Some(KindWord::Is(CreditNote));
    }
    if is_payable(cell) {
        return Some(KindWord::NoDebt);
    }
    if let Some(word) = exact(&folded) {
        return Some(word);
    }
    if opening::is(cell) {
        return Some(KindWord::Is(Invoice));
    }
    let has = |words| has_one(&folded, words);
    if has(NO_DEBT) && !has(STATEMENT_CHARGE) {
        return Some(KindWord::NoDebt);
    }
    let bare = without_prepositions(&folded);
    if has_one(&bare, FEE) {
        return Some(KindWord::Is(DebitNote));
    }
    if has(REVERSAL) || has_one(&bare, REVERSAL) {
        return Some(KindWord::Is(Reversal));
    }
    let kind = if has(CREDIT) || is_german_credit(&folded) {
        CreditNote
    } else if has(CORRECTION) {
        return Some(if has(VOID) { KindWord::Void(Invoice) } else { KindWord::Correction });
    } else if is_payment(&folded) {
        Payment
    } else if has(DEBIT) {
        DebitNote
    } else if has(INVOICE) || starts_as_invoice(&folded) {
        Invoice
    } else if has(PAYMENT) {
        Payment
    } else if has(EITHER) {
        return Some(KindWord::Either);
    } else if has(VOID) {
        return Some(KindWord::Void(Invoice));
    } else {
        return None;
    };
    Some(if has(VOID) { KindWord::Void(kind) } else { KindWord::Is(kind) })
}

/// `Comisión por devolución`, `Reembolso a cliente`: the same words however they are joined.
fn without_prepositions(folded: &str) -> String {
    let joins =
        |word: &str| matches!(word, "por" | "a" | "al" | "ao" | "au" | "an" | "to" | "for" | "fur" | "pour" | "per");
    folded.split(' ').filter(|word| !joins(word)).collect::<Vec<_>>().join(" ")
}

/// Is it what the firm itself owes: a supplier's invoice or credit note, a payment to one?
pub(crate) fn is_payable(cell: &str) -> bool {
    let folded = normal(cell);
    has_one(&folded, PAYABLE) || PAYABLE_ALONE.split(", ").any(|word| word == folded)
}

/// A word that is a customer's invoice in some countries, and a supplier's beside those of customers.
pub(crate) fn is_bill(cell: &str) -> bool {
    matches!(normal(cell).as_str(), "bill" | "bills" | "ap bill" | "compra" | "compras" | "purchase" | "purchases")
}

/// An abbreviation or a code, perhaps with Argentina's letter for who may deduct the tax: FC A, ND B.
fn exact(folded: &str) -> Option<KindWord> {
    let bare = folded
        .rsplit_once(' ')
        .filter(|(_, letter)| matches!(*letter, "a" | "b" | "c" | "e" | "m" | "x"))
        .map(|(head, _)| head);
    let is = |word: &str| word == folded || bare == Some(word);
    EXACT.iter().find(|(_, words)| words.split(", ").any(is)).map(|(word, _)| *word)
}

/// `AB-`, `IR-`: Protheus' kinds of title that lower another one, mostly by taxes that the customer keeps back.
fn is_deduction(cell: &str) -> bool {
    let code = cell.trim().strip_suffix('-').unwrap_or_default();
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// One German word made of several: `Teilgutschrift`, `Rechnungsstorno`.
fn is_german_credit(folded: &str) -> bool {
    folded.split(' ').any(|word| ["gutschrift", "storno", "rechnungskorrektur"].iter().any(|part| word.contains(part)))
}

/// Money of the customer by its first or last word, whatever it was for: `Pago factura 12`, `Invoice payment`,
/// `Sales overpayment`. An invoice for an advance is an invoice.
fn is_payment(folded: &str) -> bool {
    let begins = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let last = folded.rsplit(' ').next().unwrap_or_default();
    let ends = matches!(last, "payment" | "payments" | "receipt" | "receipts")
        || last.ends_with("zahlung") && last != "teilzahlung"
        || last.ends_with("zahlungseingang");
    let for_advance = has_one(folded, "factura, facturas, invoice, invoices, fatura, facture, rechnung, nota fiscal");
    PAYMENT.split(", ").any(begins) || ends || !for_advance && has_one(folded, UNAPPLIED)
}

/// `FACT-E`, `Factura A`, `Rechnungsstellung`, `Anzahlungsrechnung`: the first word begins or ends like one for an invoice.
fn starts_as_invoice(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or_default();
    ["factura", "invoice", "fatura", "rechnungs", "boleta"].iter().any(|word| folded.starts_with(word))
        || first.ends_with("rechnung")
}

/// The kind with whose name a text begins, whatever follows: `Nota de crédito 55 s/ factura 12`, `Pago factura 12`.
pub(crate) fn leading(text: &str) -> Option<KindWord> {
    let folded = normal(text);
    if is_payable(text) {
        return Some(KindWord::NoDebt);
    }
    if opening::is(text) {
        return Some(KindWord::Is(Invoice));
    }
    let length = |words: &str| {
        let begins =
            |word: &&str| folded.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        words.split(", ").filter(begins).map(str::len).max()
    };
    let tables = [
        (KindWord::Either, EITHER),
        (KindWord::Is(Payment), PAYMENT),
        (KindWord::Is(Invoice), INVOICE),
        (KindWord::Is(DebitNote), DEBIT),
        (KindWord::Correction, CORRECTION),
        (KindWord::Is(CreditNote), CREDIT),
        (KindWord::Is(Reversal), REVERSAL),
        (KindWord::Is(DebitNote), FEE),
        (KindWord::NoDebt, NO_DEBT),
    ];
    // The longest name counts: `facture d'avoir` is no invoice.
    let found =
        tables.into_iter().filter_map(|(word, words)| Some((length(words)?, word))).max_by_key(|(length, _)| *length);
    let word = found.map(|(_, word)| word).or_else(|| exact(folded.split(' ').next().unwrap_or_default()))?;
    Some(match word {
        KindWord::Is(kind) if has_one(&folded, VOID) => KindWord::Void(kind),
        word => word,
    })
}

/// The name of kinds that count by themselves beside invoices: boleta 1021 is not factura 1021.
pub(crate) fn numbered_apart(cell: &str) -> Option<&'static str> {
    let folded = normal(cell);
    match folded.split(' ').next().unwrap_or_default() {
        "39" if folded.len() == 2 => Some("Boleta"),
        "41" if folded.len() == 2 => Some("Boleta exenta"),
        "34" if folded.len() == 2 => Some("Exenta"),
        "110" if folded.len() == 3 => Some("Exportación"),
        "factura" if folded.contains("exportacion") => Some("Exportación"),
        "boleta" if folded.contains("exenta") => Some("Boleta exenta"),
        "factura" if folded.contains("exenta") => Some("Exenta"),
        "boleta" | "boletas" | "bol" | "bve" if !folded.contains("honorario") => Some("Boleta"),
        _ => None,
    }
}

/// The class of an Argentine document, where it is not A: by its letter (`6 - Factura B`, `NC C`), or by AFIP's code alone.
/// Facturas de crédito electrónicas and documents of a till count by themselves in each class.
pub(crate) fn class_of(cell: &str) -> Option<&'static str> {
    let folded = normal(cell);
    let letter = folded.rsplit_once(' ').map_or("", |(_, last)| last);
    let code = folded.split(' ').next().unwrap_or_default().parse::<u16>().ok();
    match code {
        Some(201..=203) => return Some("FCEA"),
        Some(206..=208) => return Some("FCEB"),
        Some(211..=213) => return Some("FCEC"),
        Some(81 | 112 | 115) => return Some("TA"),
        Some(82 | 83 | 110 | 113 | 116) => return Some("TB"),
        Some(111 | 114 | 117) => return Some("TC"),
        Some(118..=120) => return Some("TM"),
        _ => {}
    }
    let has = |words: &str| has_one(&folded, words);
    match (letter, has("fce, mipyme, mipymes"), has("tique, tiquet, ticket")) {
        ("a", true, _) => return Some("FCEA"),
        ("b", true, _) => return Some("FCEB"),
        ("c", true, _) => return Some("FCEC"),
        ("a", _, true) => return Some("TA"),
        ("b", _, true) => return Some("TB"),
        ("c", _, true) => return Some("TC"),
        ("m", _, true) => return Some("TM"),
        _ => {}
    }
    match (letter, folded.parse::<u8>()) {
        ("b", _) | (_, Ok(6..=10)) => Some("B"),
        ("c", _) | (_, Ok(11..=13 | 15)) => Some("C"),
        ("e", _) | (_, Ok(19..=21)) => Some("E"),
        ("m", _) | (_, Ok(51..=54)) => Some("M"),
        _ => None,
    }
}

/// Is it a credit that may go the other way: no document, but money or a sum that is given up?
pub(crate) fn goes_both_ways(cell: &str) -> bool {
    let folded = normal(cell);
    BOTH_WAYS.split(", ").any(|word| word == folded)
}

/// Is the text nothing but the name of a credit note?
pub(crate) fn is_name_of_credit_note(text: &str) -> bool {
    CREDIT_NOTE.has(&normal(text))
}

/// Is the text, a description perhaps, about a credit note by the name with which it begins?
pub(crate) fn names_credit_note(text: &str) -> bool {
    CREDIT_NOTE.begin(&normal(text))
}

#[cfg(test)]
mod tests;
