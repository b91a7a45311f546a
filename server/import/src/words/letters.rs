//! Kinds of document in the letters of a number: `NC 2026/8`, `RE-1001`, `FC01-00000007`, `RINV/2026/0001`.
//!
//! A few letters mean one thing in one language and another, or nothing, elsewhere: RE is a Rechnung, a recibo, or a series.
//! So the language of the headings tells, and where it does not, [`Lettered::Perhaps`] leaves it to be asked.

use super::kinds::{self, KindWord};
use super::normal;
use crate::folding::plain;
use crate::item::DocumentKind::{CreditNote, DebitNote, Invoice, Payment};

/// The language in which a list is headed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Spanish,
    Portuguese,
    German,
    French,
    English,
}

use Tongue::{English, French, German, Portuguese, Spanish};

/// What the letters of a number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lettered {
    /// A document of this kind, in this language.
    Sure(KindWord),
    /// Of this kind in another language; here it may as well be a series.
    Perhaps(KindWord),
}

impl Lettered {
    pub(crate) const fn word(self) -> KindWord {
        match self {
            Self::Sure(word) | Self::Perhaps(word) => word,
        }
    }
}

/// Where letters mean what they mean.
enum Scope {
    /// Everywhere.
    All,
    /// In these languages; elsewhere they may mean it too.
    Mostly(&'static [Tongue]),
    /// In these languages; where the language is another one, they mean nothing.
    Only(&'static [Tongue]),
}

use KindWord::{Is, NoDebt};
use Scope::{All, Mostly, Only};

/// Letters, parted by commas, as [`normal`] leaves them.
const LETTERS: &[(KindWord, Scope, &str)] = &[
    (
        Is(CreditNote),
        All,
        "nc, n c, ncr, ncre, ncrd, nce, nct, nca, ncb, ncc, ncm, ncv, ncf nc, ncfe, nccr, notac, n cred, ncred, nota c, rinv, rfact, crn, \
         scn, cnote, crmemo, cmemo, nd c, dte 05, b04, e34",
    ),
    (Is(CreditNote), Mostly(&[English]), "cn, cm, cr, crd, crm, cred, credit, ret, refund, rfd"),
    (Is(CreditNote), Mostly(&[German]), "gs, gut, gsr, gus, rk, rkorr, sto, stor, storno"),
    (Is(CreditNote), Only(&[German]), "st, sr, sg, gu, kr"),
    (Is(CreditNote), Mostly(&[French]), "av, avr, avo, avc, avoir"),
    (
        Is(CreditNote),
        Mostly(&[Spanish, Portuguese]),
        "dev, devol, dv, abo, abn, abono, rect, rectif, rectificativa, devolucion, devoluciones, fab, fabo",
    ),
    (
        Is(Payment),
        All,
        "rec, recib, recibo, rbo, pago, pagos, pmt, pymt, pay, payment, cobro, cobros, cobranza, anticipo, anticipos, adelanto, \
         deposito, transferencia, a cuenta, cuenta, entrega a cuenta, entrega cuenta, pago a cuenta, pago cuenta, saldo a favor, \
         saldo favor, on account, advance, prepayment, deposit, zahlung, zahlungseingang, anzahlung, akonto, guthaben, acompte, \
         reglement, adiantamento, pagamento, recebimento, credito a favor, pbnk, pcsh, bnk, csh, rcpt, receipt",
    ),
    (Is(Payment), Mostly(&[Spanish, Portuguese]), "rc, rcb, rci, cob, ant, antic, rp"),
    (Is(Payment), Only(&[Spanish]), "rcc, rcj, ci, ri"),
    (Is(Payment), Only(&[Portuguese]), "ra, ad, rg, re, rcp"),
    (Is(Payment), Only(&[French]), "rg, reg, rgl, rgt, vir, enc"),
    (Is(Payment), Only(&[German]), "ze, za, zhl, zlg"),
    (Is(Payment), Only(&[English]), "rct, rcp, rv, rt, dep"),
    (Is(Invoice), Only(&[German]), "re, rg, rech, ar, rn, rnr, sre, are"),
    (Is(Invoice), Only(&[Portuguese]), "cr, nfs, rps, tit, dup, vd, tv, td, fp"),
    (Is(Invoice), Only(&[French]), "fac, fact, ac, acp, fp, fv"),
    (
        Is(Invoice),
        All,
        "f, factura, fac, fact, fct, fcta, ftc, ftv, fv, fve, fvc, fve e, fc, fcc, ft, fta, fs, fr, fe, fel, fev, fa, fn, fca, fcb, \
         fcm, fce, invoice, inv, sinv, sales inv, si, rechnung, facture, nf, nfe, nfse, nfce, fatura, boleta, bol, bve, be, fex, \
         tique, ticket, tk, tf, ccf, dte 01, dte 03, dte 11, b01, b02, b14, b15, b16, b12, e31, e32, e41, e44, e45, e46",
    ),
    (Is(DebitNote), All, "nd, n d, ndb, nde, nda, ndc, ndm, nota d, ndeb, n deb, dn, b03, e33, dte 06"),
    (
        NoDebt,
        All,
        "proforma, pro forma, pf, pfi, prof, cotizacion, cotiz, cot, presupuesto, presup, orcamento, orc, pedido, ped, quote, quo, \
         qt, qte, estimate, angebot, ang, auftrag, devis, albaran, alb, lieferschein, so, po, gt, gr",
    ),
    (NoDebt, Only(&[German]), "an, ab, ls"),
    (NoDebt, Only(&[French]), "dev, bl, bc, cmd"),
];

/// Words in headings by which a language is known, parted by commas; a heading is of it where one of its words begins so.
const OF_TONGUE: &[(Tongue, &str)] = &[
    (
        German,
        "rechnung, beleg, kunde, kd, fallig, betrag, offen, datum, debitor, brutto, buchung, wahrung, zahl, nummer, nr",
    ),
    (
        Portuguese,
        "vencimento, emissao, data, nome, cliente, situacao, pendente, entidade, titulo, aberto, vencto, receber, numero, valor, moeda",
    ),
    (
        Spanish,
        "vencimiento, emision, fecha, nombre, cliente, estado, pendiente, importe, razon, vence, cobrar, numero, valor, moneda, saldo, ruc, comprobante",
    ),
    (
        French,
        "echeance, montant, date, nom, client, piece, facture, reste, solde, restant, statut, numero, devise, ttc",
    ),
    (English, "due, date, name, customer, amount, balance, invoice, number, open, status, currency, total, client"),
];

impl Tongue {
    /// The language of a list, by more words of its headings than of any other language.
    pub(crate) fn of_headings<'a>(headings: impl Iterator<Item = &'a str>) -> Option<Self> {
        let folded: Vec<String> = headings.map(plain).collect();
        let words = || {
            folded
                .iter()
                .flat_map(|heading| heading.split(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
        };
        let count = |stems: &str| words().filter(|word| stems.split(", ").any(|stem| begins(word, stem))).count();
        let mut counted: Vec<(usize, Self)> = OF_TONGUE.iter().map(|(tongue, stems)| (count(stems), *tongue)).collect();
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match counted.as_slice() {
            [(most, tongue), (next, _), ..] if most > next => Some(*tongue),
            _ => None,
        }
    }
}

/// A short stem is a whole word.
fn begins(word: &str, stem: &str) -> bool {
    if stem.len() > 4 { word.starts_with(stem) } else { word == stem }
}

/// The letters of a document's number that may name its kind, two at least: one alone is a series, but for an invoice's `F`.
/// Of codes in which figures name the kind (Peru's `FC01-`, El Salvador's `DTE-05-`, the Dominican `B04` and `E34`), all of the
/// code.
pub(crate) fn letters_of(number: &str) -> Option<&str> {
    if let Some(code) = code_of(number) {
        return Some(code);
    }
    // Those of a UUID say nothing.
    if number.len() == 36 && number.as_bytes().get(8) == Some(&b'-') {
        return None;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    // Nothing but words is a name: `Saldo a favor`.
    let end = number.find(is_digit).unwrap_or(number.len());
    let letters = match number.get(..end)?.trim_end_matches(|c: char| !c.is_alphanumeric()) {
        "" => behind_figures(number)?,
        letters => letters,
    };
    let count = letters.chars().filter(|c| c.is_alphabetic()).count();
    (count > 1 || matches!(letters, "F" | "f")).then_some(letters)
}

/// `7-NC`, `001-NC-00000012`, `2026/NC/8`: letters between figures.
fn behind_figures(number: &str) -> Option<&str> {
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let parted = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if parted.len() == rest.len() {
        return None;
    }
    let end = parted.find(|c: char| c.is_ascii_digit()).unwrap_or(parted.len());
    let letters = parted.get(..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    (!letters.is_empty()).then_some(letters).or_else(|| (end == 0).then(|| behind_figures(parted)).flatten())
}

/// A code in which figures belong to the kind.
fn code_of(number: &str) -> Option<&str> {
    let bytes = number.as_bytes();
    let digits = |from: usize, to: usize| bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let upper = |at: usize| bytes.get(at).map(u8::to_ascii_uppercase);
    // F001-00000123, FC01-00000007: Peru's four places of a series.
    let series =
        matches!(upper(0), Some(b'F' | b'B')) && upper(1).is_some_and(|b| b.is_ascii_alphanumeric()) && digits(2, 4);
    let parted = bytes.get(4) == Some(&b'-') && (6..=13).contains(&bytes.len()) && digits(5, bytes.len());
    if series && parted {
        return number.get(..4);
    }
    let figures = digits(1, bytes.len());
    if figures && matches!((upper(0), bytes.len()), (Some(b'B'), 11) | (Some(b'E'), 13)) {
        return number.get(..3);
    }
    let dte = number.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("DTE-"));
    (dte && digits(4, 6) && bytes.get(6) == Some(&b'-')).then(|| number.get(..6)).flatten()
}

/// The kind that the letters of a number name, in a list that is headed in this language.
pub(crate) fn read(letters: &str, tongue: Option<Tongue>) -> Option<Lettered> {
    let folded = normal(letters);
    if let Some(word) = peruvian(&folded) {
        return Some(Lettered::Sure(word));
    }
    if kinds::names_credit_note(letters) {
        return Some(Lettered::Sure(Is(CreditNote)));
    }
    // `N/C A`: with the letter of its class.
    let bare = folded.rsplit_once(' ').filter(|(head, tail)| head.len() > 1 && tail.len() == 1).map(|(head, _)| head);
    let whole = named(&folded, tongue).or_else(|| named(bare?, tongue));
    // `ACC-SINV-RET`, `PS-CR`, `NC NC`: by what lowers a debt, else by the first that is known.
    let words = || folded.split(' ').filter(|word| word.len() > 1).filter_map(|word| named(word, tongue));
    let lowers = |found: &Lettered| lowers(found.word());
    whole.or_else(|| words().find(lowers)).or_else(|| words().next())
}

/// Are the letters those of a credit note, whatever the language?
pub(crate) fn names_credit_note(letters: &str) -> bool {
    read(letters, None) == Some(Lettered::Sure(Is(CreditNote)))
}

/// Does it ask for less, or for nothing?
pub(crate) const fn lowers(word: KindWord) -> bool {
    word.is_credit() || matches!(word, NoDebt)
}

/// What letters mean everywhere, in the language, or in another one.
fn named(folded: &str, tongue: Option<Tongue>) -> Option<Lettered> {
    let known = || LETTERS.iter().filter(|(.., words)| words.split(", ").any(|word| word == folded));
    let here = known().find(|(_, scope, _)| match scope {
        All => false,
        Mostly(tongues) | Only(tongues) => tongue.is_some_and(|tongue| tongues.contains(&tongue)),
    });
    let everywhere = || known().find(|(_, scope, _)| matches!(scope, All));
    if let Some((word, ..)) = here.or_else(everywhere) {
        return Some(Lettered::Sure(*word));
    }
    let elsewhere = known().find(|(_, scope, _)| tongue.is_none() || matches!(scope, Mostly(_)));
    elsewhere.map(|(word, ..)| Lettered::Perhaps(*word))
}

/// FC01 and BC01 are credit notes to facturas and boletas, FD01 and BD01 debit notes, the others of that shape invoices.
fn peruvian(folded: &str) -> Option<KindWord> {
    let [kind @ (b'f' | b'b'), class, a, b] = folded.as_bytes() else { return None };
    if !(a.is_ascii_digit() && b.is_ascii_digit()) {
        return None;
    }
    Some(Is(match (kind, class) {
        (_, b'c' | b'n') => CreditNote,
        (_, b'd') => DebitNote,
        _ => Invoice,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(number: &str, tongue: Option<Tongue>) -> Option<Lettered> {
        letters_of(number).and_then(|letters| read(letters, tongue))
    }

    #[test]
    fn every_word_is_folded_and_means_one_thing_in_a_language() {
        let mut seen = std::collections::HashSet::new();
        for (_, scope, words) in LETTERS {
            for word in words.split(", ") {
                assert_eq!(normal(word), word);
                let tongues: &[Option<Tongue>] = match scope {
                    All => &[None],
                    Mostly(tongues) | Only(tongues) => &tongues.iter().map(|tongue| Some(*tongue)).collect::<Vec<_>>(),
                };
                for tongue in tongues {
                    assert!(seen.insert((word, format!("{tongue:?}"))), "{word} stands twice for {tongue:?}");
                }
            }
        }
    }

    #[test]
    fn letters_stand_anywhere_in_a_number() {
        for (number, letters) in [
            ("NC-1-33", "NC"),
            ("NC 2026/8", "NC"),
            ("NC2026/8", "NC"),
            ("NC/8", "NC"),
            ("NC_8", "NC"),
            ("N/C A0001-00000012", "N/C A"),
            ("Nota de crédito 7", "Nota de crédito"),
            ("7-NC", "NC"),
            ("001-NC-00000012", "NC"),
            ("2026/NC/8", "NC"),
            ("001-001-NC-12", "NC"),
            ("FC01-00000007", "FC01"),
            ("F001-00000123", "F001"),
            ("DTE-05-M001P001-000000000000001", "DTE-05"),
            ("B0400000012", "B04"),
            ("E340000000012", "E34"),
            ("RINV/2026/0001", "RINV"),
            ("ACC-SINV-RET-2026-00001", "ACC-SINV-RET"),
            ("F260001", "F"),
        ] {
            assert_eq!(letters_of(number), Some(letters), "{number}");
        }
        for number in ["C-12", "A-1", "0001", "E 5", "", "P-3", "0A1B2C3D-0000-4000-8000-000000fc01aa", "12A"] {
            assert_eq!(letters_of(number), None, "{number}");
        }
    }

    #[test]
    fn what_letters_mean_by_language() {
        for (number, tongue, want) in [
            ("NC 2026/8", None, Lettered::Sure(Is(CreditNote))),
            ("RE-1001", Some(German), Lettered::Sure(Is(Invoice))),
            ("RE 2026/30", Some(Portuguese), Lettered::Sure(Is(Payment))),
            ("RG-7", Some(French), Lettered::Sure(Is(Payment))),
            ("GS-12", Some(German), Lettered::Sure(Is(CreditNote))),
            ("GS-12", Some(Spanish), Lettered::Perhaps(Is(CreditNote))),
            ("ST-1000", Some(German), Lettered::Sure(Is(CreditNote))),
            ("ST-1000", None, Lettered::Perhaps(Is(CreditNote))),
            ("CR-1", Some(Portuguese), Lettered::Sure(Is(Invoice))),
            ("CR-1", Some(English), Lettered::Sure(Is(CreditNote))),
            ("PS-CR103001", Some(English), Lettered::Sure(Is(CreditNote))),
            ("ACC-SINV-RET-2026-00001", Some(English), Lettered::Sure(Is(CreditNote))),
            ("NC NC2026/8", Some(Portuguese), Lettered::Sure(Is(CreditNote))),
            ("FC01-00000007", Some(Spanish), Lettered::Sure(Is(CreditNote))),
            ("BD01-3", Some(Spanish), Lettered::Sure(Is(DebitNote))),
            ("ND 2026/2", Some(Portuguese), Lettered::Sure(Is(DebitNote))),
            ("FAC A0001-00000123", Some(Spanish), Lettered::Sure(Is(Invoice))),
            ("DEV-1", Some(French), Lettered::Sure(NoDebt)),
            ("DEV-1", Some(Spanish), Lettered::Sure(Is(CreditNote))),
        ] {
            assert_eq!(kind(number, tongue), Some(want), "{number} {tongue:?}");
        }
        for (number, tongue) in
            [("ST-1000", Some(Spanish)), ("ZA-3", Some(Spanish)), ("NORTE-12", None), ("MTY 7", None)]
        {
            assert_eq!(kind(number, tongue), None, "{number} {tongue:?}");
        }
    }

    #[test]
    fn the_language_of_headings() {
        for (headings, want) in [
            ("Entidade;Nome;NIF;Documento;Data;Vencimento;Valor Total;Valor Pendente", Some(Portuguese)),
            ("Kundennr;Kunde;Belegnr;Datum;Fällig;Betrag;Offen", Some(German)),
            ("Código;Cliente;Factura;Fecha;Vencimiento;Importe", Some(Spanish)),
            ("Code client;Client;N° pièce;Date;Échéance;Montant TTC;Reste dû", Some(French)),
            ("Customer,Invoice Number,Date,Due Date,Amount,Open Balance", Some(English)),
            ("NIF;Doc;X", None),
        ] {
            assert_eq!(Tongue::of_headings(headings.split([';', ','])), want, "{headings}");
        }
    }
}
