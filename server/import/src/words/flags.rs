//! Columns of yes and no that decide about money, by their headings: closed, written off, stamped, in force.

use crate::field::Field;

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
         finiquitado, cloturee, acquittee, reconciled invoice, settled invoice, cancelada pago, bezahlt ja nein",
    ),
    (
        Flag::PaidIfNo,
        "open, is open, open item, is outstanding, abierta, abierto, pendiente, por cobrar, aberta, aberto, em aberto, offen, ouverte, \
         unpaid, is unpaid, impaga, impago, impagada, impagado, impayee, impaye, not paid, is not paid, no pagada, no pagado, no \
         cobrada, no cobrado, no liquidada, no liquidado, no saldada, no saldado, sin pagar, sin cobrar, sin liquidar, por pagar, nao \
         paga, nao pago, nao recebido, nao recebida, nao quitado, nao quitada, nicht bezahlt, unbezahlt, noch offen, nicht \
         ausgeglichen, non payee, non paye, non reglee, non regle, non soldee",
    ),
    (
        Flag::PaidIfMatched,
        "lettrage, code lettrage, ecriture let, ecriture lettrage, lettre, clearing document, clearing doc, clrng doc, clr doc, \
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
        "draft, is draft, borrador, es borrador, rascunho, entwurf, brouillon, proforma, is proforma, es proforma, pro forma",
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

impl Flag {
    /// What yes or no means under a folded heading.
    pub(crate) fn of_heading(folded: &str) -> Option<Self> {
        let known = HEADINGS.iter().find(|(_, words)| words.split(", ").any(|word| word == folded));
        known.map(|(flag, _)| *flag)
    }

    /// Are these the cells of such a column?
    pub(crate) fn fits<'a>(self, mut cells: impl Iterator<Item = &'a str>) -> bool {
        match self {
            Self::PaidIfMatched => cells.all(|cell| cell.len() <= 12 && cell.chars().all(char::is_alphanumeric)),
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
