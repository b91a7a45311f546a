//! Columns of yes and no that decide about money, by their headings: closed, written off, stamped, in force.

use crate::field::Field;
use crate::folding::without_hint;

/// What yes or no means in such a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Yes: nothing is open any more.
    PaidIfYes,
    /// No: nothing is open any more.
    PaidIfNo,
    /// A code stands where it was matched with payments; in small letters, where it was matched in part.
    PaidIfMatched,
    /// Yes: it was cancelled.
    VoidIfYes,
    /// No: it was cancelled.
    VoidIfNo,
    /// Yes: it was never sent.
    DraftIfYes,
    /// No: it was never sent.
    DraftIfNo,
    /// Yes: the creditor asks for it no more.
    WrittenOffIfYes,
}

/// Headings, as [`fold`](crate::folding::fold) leaves them.
const HEADINGS: &[(Flag, &str)] = &[
    (
        Flag::PaidIfYes,
        "closed, is closed, cerrada, cerrado, esta cerrada, erledigt, ausgeglichen, geschlossen, soldee, lettree, baixado, baixada, \
         quitada, encerrado, encerrada, fechado, fechada, cleared, is cleared, fully paid, is fully paid, paid full, finiquitada, \
         finiquitado, cloturee, acquittee, reconciled invoice, settled invoice, cancelada pago, payment complete, payment completed, \
         pago completo, pago completado, pagamento completo, compensada, compensado, paid full flag, completamente pagada, vollstandig \
         bezahlt, totalmente paga, paiement complet, quitus",
    ),
    (
        Flag::PaidIfNo,
        "open, is open, open item, is outstanding, abierta, abierto, pendiente, por cobrar, aberta, aberto, em aberto, offen, ouverte, \
         unpaid, is unpaid, impaga, impago, impagada, impagado, impayee, impaye, not paid, is not paid, no pagada, no pagado, no \
         cobrada, no cobrado, no liquidada, no liquidado, no saldada, no saldado, sin pagar, sin cobrar, sin liquidar, por pagar, nao \
         paga, nao pago, nao recebido, nao recebida, nao quitado, nao quitada, nicht bezahlt, unbezahlt, noch offen, nicht \
         ausgeglichen, non payee, non paye, non reglee, non regle, non soldee, still open, is still open, outstanding, pendiente cobro, \
         pendiente pago, pendente, receber, adeuda, adeudada, adeudado, se debe, vivo, viva, owing, payment pending, pago pendiente, \
         sigue abierta, ainda aberto, restant payer, reste payer, debe saldo, zahlung offen, zahlung ausstehend",
    ),
    (
        Flag::PaidIfMatched,
        "punteo, punteado, num punteo, numero punteo, marca punteo, conciliado, conciliada, num conciliacion, numero conciliacion, \
         conciliacion, casacion, num casacion, numero casacion, auszifferung, auszifferungsnummer, auszifferungs nr, ausziffernummer, \
         ausgeziffert, opos nr, matching, matching number, match number, full reconcile, reconciliation number, reconcile number, \
         reconcile ref, reconciliation, reconciled, settlement number, compensacao, num compensacao, numero compensacao, num \
         compensacion, numero compensacion, compensacion, let, pointage, code let, rapprochement, \
         lettrage, code lettrage, ecriture let, ecriture lettrage, lettre, clearing document, clearing doc, clrng doc, clr doc, \
         ausgleichsbeleg, ausgl bel, documento compensacion, doc compensacion, doc comp, documento \
         compensacao, piece rapprochement",
    ),
    (
        Flag::VoidIfYes,
        "reversed, is reversed, reversada, reversado, revertida, revertido, estornado, estornada, eliminada, eliminado, deleted, is \
         deleted, borrada, geloscht, supprimee, inutilizada, nula, makulerad, ar makulerad",
    ),
    (Flag::VoidIfNo, "vigente, valida, valido, valid, is valid, gultig, valide"),
    (
        Flag::DraftIfYes,
        "draft, is draft, borrador, es borrador, rascunho, entwurf, brouillon, proforma, is proforma, es proforma, pro forma, forecast, is forecast, previsto, prevista, \
         previsao, provisao, provisional, provisorio, provisoria, estimated, is estimated, estimada, estimado, voraussichtlich, \
         previsionnel, previsionnelle",
    ),
    (
        Flag::DraftIfNo,
        "timbrada, timbrado, esta timbrada, posted, is posted, approved, is approved, aprobada, aprobado, finalized, finalised, is \
         finalized, autorizada, autorizado, validee, validada, festgeschrieben",
    ),
    (
        Flag::WrittenOffIfYes,
        "written off, write off, is written off, bad debt, is bad debt, uncollectible, incobrable, es incobrable, castigada, castigado, \
         incobravel, perda, uneinbringlich, ausgebucht, abgeschrieben, irrecouvrable, creance douteuse irrecouvrable",
    ),
];

/// What words in headings begin with that speak of what became of a document, and the field that yes and no below them may
/// tell. Which way yes points, such a heading does not say of a status.
const MAY_DECIDE: &[(Field, &str)] = &[
    (
        Field::Status,
        "open, outstanding, owing, owed, unpaid, pendient, pendent, adeud, debe, deuda, abiert, abert, impag, impay, vivo, viva, offen, \
         unbezahlt, ouvert, draft, borrador, rascunho, entwurf, brouillon, provis, previst, forecast, timbrad, emitid, vigent, valid",
    ),
    (Field::Void, "void, anulad, cancel, estorn, storn, annul, revers, revert, delet, eliminad, baja"),
    (
        Field::Paid,
        "paid, pagad, paga, pago, cobrad, liquidad, saldad, quitad, quitt, settled, cleared, closed, collected, recebid, recibid, baixad, \
         bezahlt, beglichen, ausgeglichen, erledigt, paye, paym, regle, acquitt, solde, conciliad, compensad, cerrad, fechad, encerrad",
    ),
];

impl Flag {
    /// What yes or no means under a folded heading.
    pub(crate) fn of_heading(folded: &str) -> Option<Self> {
        let known = |folded: &str| {
            HEADINGS.iter().find(|(_, words)| words.split(", ").any(|word| word == folded)).map(|(flag, _)| *flag)
        };
        known(folded).or_else(|| without_hint(folded).and_then(known))
    }

    /// What a column of yes and no may decide, by a word of its folded heading, where nobody has listed the heading.
    pub(crate) fn may_decide(folded: &str) -> Option<Field> {
        MAY_DECIDE.iter().find_map(|(field, stems)| {
            let begins = |word: &str| stems.split(", ").any(|stem| word.starts_with(stem));
            folded.split(' ').any(begins).then_some(*field)
        })
    }

    /// Does no, where it is said, lower what is owed?
    pub(crate) const fn turns_on_no(self) -> bool {
        matches!(self, Self::PaidIfNo | Self::VoidIfNo | Self::DraftIfNo)
    }

    /// Are these the cells of such a column?
    pub(crate) fn fits<'a>(self, mut cells: impl Iterator<Item = &'a str>) -> bool {
        match self {
            Self::PaidIfMatched => cells.all(|cell| {
                let marks = |c: char| c.is_alphanumeric() || matches!(c, '*' | '✓' | '✔' | '/' | '-');
                cell.chars().count() <= 14 && cell.chars().all(marks)
            }),
            _ => cells.all(|cell| super::yes_or_no(cell).is_some()),
        }
    }

    /// Is what such a column says among these cells?
    pub(crate) fn is_among<'a>(self, mut cells: impl Iterator<Item = &'a str>) -> bool {
        match self {
            Self::PaidIfMatched => self.fits(cells),
            _ => cells.any(|cell| super::yes_or_no(cell).is_some()),
        }
    }

    /// The field that such a column is told as.
    pub(crate) const fn field(self) -> Field {
        match self {
            Self::PaidIfYes | Self::PaidIfNo | Self::PaidIfMatched => Field::Paid,
            Self::VoidIfYes | Self::VoidIfNo => Field::Void,
            Self::DraftIfYes | Self::DraftIfNo | Self::WrittenOffIfYes => Field::Status,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::fold;

    #[test]
    fn every_heading_is_folded_and_means_one_thing() {
        let mut seen = std::collections::HashSet::new();
        for word in HEADINGS.iter().flat_map(|(_, words)| words.split(", ")) {
            assert_eq!(fold(word), word);
            assert!(seen.insert(word), "{word} stands twice");
        }
    }

    #[test]
    fn cells_decide() {
        assert_eq!(Flag::of_heading("timbrada"), Some(Flag::DraftIfNo));
        assert!(Flag::DraftIfNo.fits(["Sí", "No"].into_iter()) && !Flag::DraftIfNo.fits(["Sí", "Jalisco"].into_iter()));
        assert!(Flag::PaidIfMatched.fits(["AA", "ab", "1400000123"].into_iter()));
        assert!(!Flag::PaidIfMatched.fits(["pagado con cheque"].into_iter()));
    }
}
