//! What became of a document.

use super::{has_one, has_phrase, normal};
use crate::item::Status;

/// What a word in a column of statuses says of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum StatusWord {
    /// This became of it.
    Is(Status),
    /// It was never sent: a draft, or not approved yet.
    Draft,
    /// It was given up: the creditor asks for it no more, whatever balance is shown.
    WrittenOff,
}

const DRAFT: &str = "draft, borrador, rascunho, entwurf, brouillon, por timbrar, sin timbrar, no timbrada, pending approval, \
    awaiting approval, pendiente aprobacion, pendiente autorizacion, pendiente firma, pendente aprovacao, \
    submitted, saved, guardada, proforma, quote, cotizacion, presupuesto, not sent to sat, pre factura, \
    prefactura, unapproved, not approved, sin aprobar, en preparacion, in bearbeitung, a faturar, por \
    facturar, to invoice, not issued, sin emitir, nao emitida, non validee, sin firmar, sin validar, \
    unfinalized, not finalized, unposted, not posted, pending review, in review, en revision, pendiente \
    emision, pendiente emitir, por emitir, pendiente timbrar, pendiente timbrado, pendiente envio, \
    provisional, provisoria, vorlaufig, vorerfasst, nicht gebucht, provisoire, non comptabilisee, a emitir, \
    em digitacao, em edicao, nao autorizada, pendente emissao, pendente autorizacao";

const VOID: &str = "void, voided, cancelled, canceled, cancel, cancelada, cancelado, cancelados, anulada, anulado, anuladas, \
    anulled, annulled, storniert, annulee, annule, deleted, eliminada, eliminado, borrada, excluida, \
    excluido, inutilizada, denegada, invalidada, geloscht, supprimee, abandoned, abandonnee, nula, nulo, \
    annullee, annullata, storniertes, reversada, reversado, revertida, revertido, estornada, estornado, \
    nullified, nulled, ungultig, invalide, dada baja, trashed, papelera, rescindida, rescindido";

const PARTLY: &str = "partial, partially, partly, part paid, partial paid, partially paid, partly paid, paid partially, \
    partial payment, parcial, parcialmente, parcialmente pagada, pago parcial, pagada parcialmente, pagado \
    parcialmente, cobro parcial, cobrada parcialmente, parcialmente cobrada, abonada, con abono, con abonos, \
    parcialmente pago, pago parcialmente, recebido parcial, recebido parcialmente, baixado parcialmente, \
    teilweise, teilbezahlt, teilweise bezahlt, teilzahlung, partiellement payee, partiellement, partielle, \
    paiement partiel, partially settled, part settled, partially applied, partially cleared, partially \
    collected, pagos parciales, liquidada parcialmente, parcialmente liquidada, parcialmente saldada, abono \
    parcial, pagada en parte, parcialmente abonada, baixa parcial, liquidado parcialmente, parcialmente \
    liquidado, quitado parcialmente, parcialmente quitado, parcialmente recebido, recebimento parcial, \
    teilweise beglichen, teilbeglichen, teilausgeglichen, teilweise ausgeglichen, teiloffen, partiellement \
    reglee, reglement commence, paiement commence, partiellement soldee, partiellement lettree, reglement partiel";

/// Stands before the words for "paid": `unpaid` is one word, `no pagada` two.
const OPEN: &str = "open, opened, not deposited, undeposited, unpaid, not paid, sent, emailed, printed, mailed, viewed, seen, overdue, past due, due, \
    due soon, outstanding, pending, pending payment, awaiting payment, awaiting, approved, authorised, \
    authorized, posted, issued, finalized, finalised, active, current, not due, unpaid overdue, late, \
    delinquent, in dispute, disputed, partially disputed, invoiced, no pagada, no pagado, sin pagar, impaga, impago, \
    impagada, impagado, no cobrada, no cobrado, sin cobrar, pendiente, pendientes, pendiente pago, pendiente \
    cobro, pago pendiente, cobro pendiente, pagamento pendente, payment pending, payment outstanding, zahlung ausstehend, zahlung \
    offen, paiement attente, falta pago, falta pagar, por cobrar, por pagar, por vencer, no vencida, no vencido, vigente, vigentes, vencida, vencido, \
    vencidas, emitida, emitido, enviada, enviado, timbrada, timbrado, activa, activo, abierta, abierto, \
    aceptada, aprobada, autorizada, autorizado, autorizacion, registrada, contabilizada, vista, atrasada, \
    atrasado, morosa, en mora, en disputa, al corriente, corriente, facturada, facturado, confirmada, \
    confirmado, nao pago, nao paga, aberto, aberta, em aberto, a vencer, a receber, pendente, aguardando, \
    aguardando pagamento, em atraso, nao recebido, offen, offene, fallig, uberfallig, nicht bezahlt, \
    unbezahlt, nicht fallig, versendet, gesendet, gebucht, verbucht, festgeschrieben, gemahnt, in mahnung, \
    mahnung, in verzug, en attente, attente paiement, envoyee, envoye, impayee, impaye, non payee, non paye, \
    non reglee, retard, en retard, echue, non echue, validee, ouverte, ouvert, comptabilisee, emise, not \
    cleared, uncleared, uncollected, not settled, unsettled, not closed, not overdue, due today, due \
    tomorrow, due later, payment due, to be paid, to pay, to collect, scheduled, reminder sent, reminded, \
    sin saldar, sin liquidar, no liquidada, no saldada, no cerrada, por cobrar vencida, vence hoy, proxima a \
    vencer, proximo a vencer, por pagarse, en cobranza, en cobro, en gestion, en plazo, dentro plazo, a \
    pagar, em cobranca, vence hoje, nao quitado, nao liquidado, nao baixado, em carteira, a cobrar, nicht \
    ausgeglichen, nicht beglichen, nicht erledigt, unausgeglichen, unbeglichen, noch offen, angemahnt, 1 \
    mahnung, 2 mahnung, 3 mahnung, mahnstufe 1, mahnstufe 2, mahnstufe 3, zur zahlung fallig, nicht \
    storniert, a regler, a venir, publicado, publicada, non soldee, non lettree, non encaissee, a echoir, relancee, non cloturee";

/// The creditor asks for it no more.
const WRITTEN_OFF: &str = "written off, write off, writeoff, uncollectible, uncollectable, bad debt, bad debts, charged off, charge \
    off, forgiven, waived, incobrable, incobrables, castigada, castigado, castigo cartera, condonada, \
    condonado, perdonada, irrecuperable, perdida, incobravel, perda, baixado como perda, baixa por perda, \
    perdoado, uneinbringlich, ausgebucht, abgeschrieben, erlassen, forderungsausfall, irrecouvrable, creance \
    irrecouvrable, passee en perte, abandonnee creance, creance abandonnee";

const PAID: &str = "paid, paid in full, fully paid, settled, closed, cleared, in payment, reconciled, overpaid, sobrepagada, sobrepagado, uberzahlt, trop percu, \
    reversed, deposited, collected, paid off, pagada, pagado, pagadas, pagos, cobrada, cobrado, cobradas, \
    liquidada, liquidado, saldada, saldado, finiquitada, totalmente pagada, en \
    proceso pago, pago, paga, pagas, quitado, quitada, recebido, recebida, baixado, baixada, \
    bezahlt, beglichen, ausgeglichen, erledigt, geschlossen, vollstandig bezahlt, \
    verrechnet, payee, paye, reglee, regle, soldee, solde, encaissee, encaisse, acquittee, payment \
    received, payment complete, payment completed, paid late, paid on time, paid online, fully settled, \
    fully cleared, zero balance, no balance, nothing due, totalmente cobrada, totalmente pagado, pago total, \
    pago completo, pagada total, completamente pagada, cobro total, sin saldo, saldo cero, compensada, \
    compensado, cruzada, pagamento confirmado, pago com atraso, baixa total, titulo baixado, liquidacao \
    total, sem saldo, encerrado, encerrada, vollbezahlt, voll bezahlt, komplett bezahlt, gezahlt, bezahlt \
    mit skonto, zahlung eingegangen, totalement payee, totalement reglee, entierement payee, lettree, \
    lettre, lettres, rapprochee, payee en totalite, reglement recu";

/// Words that turn round what follows them.
const NOT: [&str; 14] =
    ["no", "not", "nao", "nicht", "non", "pas", "sin", "sem", "ohne", "without", "never", "nunca", "un", "isn"];

/// Between them and what they turn round may stand: `no está pagada`, `noch nicht bezahlt`, `not yet paid`.
const BETWEEN: [&str; 22] = [
    "yet", "been", "be", "was", "is", "t", "aun", "todavia", "esta", "estan", "ha", "sido", "fue", "foi", "ainda",
    "noch", "worden", "encore", "ete", "est", "have", "has",
];

/// All of it: what is not paid in full may be paid in part.
const WHOLLY: [&str; 18] = [
    "fully",
    "full",
    "completely",
    "entirely",
    "totalmente",
    "total",
    "completamente",
    "completa",
    "completo",
    "integralmente",
    "vollstandig",
    "komplett",
    "ganz",
    "voll",
    "totalement",
    "entierement",
    "integralement",
    "completement",
];

/// What is said of the day to pay: whether it has come or not, it is open.
const OF_THE_DAY: [&str; 12] = [
    "due",
    "overdue",
    "late",
    "vencida",
    "vencido",
    "vencer",
    "atrasada",
    "atrasado",
    "fallig",
    "uberfallig",
    "echue",
    "echu",
];

/// The words that say one thing. Order matters: "pending approval" has "pending", "partially paid" both.
const TABLES: [(&str, StatusWord); 6] = [
    (VOID, StatusWord::Is(Status::Void)),
    (DRAFT, StatusWord::Draft),
    (WRITTEN_OFF, StatusWord::WrittenOff),
    (PARTLY, StatusWord::Is(Status::PartlyPaid)),
    (OPEN, StatusWord::Is(Status::Open)),
    (PAID, StatusWord::Is(Status::Paid)),
];

/// What a cell of a column of statuses says; nothing where its words are not known.
pub(crate) fn read(cell: &str) -> Option<StatusWord> {
    let folded = normal(cell);
    exact(&folded).or_else(|| {
        let one = of_one(&folded);
        exact(&one).or_else(|| match parted_by_not(&one) {
            Some((head, tail)) => negated(&head, tail)
                .or_else(|| within_negated(&one).filter(|word| within(&head).is_none_or(|head| head == *word))),
            None => within(&folded).or_else(|| within(&one)),
        })
    })
}

fn exact(folded: &str) -> Option<StatusWord> {
    TABLES.iter().find(|(words, _)| words.split(", ").any(|word| word == folded)).map(|(_, word)| *word)
}

/// Of longer texts ("Overdue by 12 days", "Vencida hace 3 días") only those that say one thing.
fn within(folded: &str) -> Option<StatusWord> {
    let mut found = TABLES.iter().filter(|(words, _)| has_one(folded, words)).map(|(_, word)| *word);
    found.next().filter(|first| found.next().is_none_or(|second| outranks(*first, second)))
}

/// The same, of words that are turned round themselves (`Vencida sin pagar`).
fn within_negated(folded: &str) -> Option<StatusWord> {
    let turned = |phrase: &&str| phrase.split(' ').any(|word| NOT.contains(&word));
    let says = |words: &str| words.split(", ").filter(turned).any(|phrase| has_phrase(folded, &[phrase]));
    TABLES.iter().find(|(words, _)| says(words)).map(|(_, word)| *word)
}

/// `Pagadas`, `impayées`, `vencidos`: as they are said of one document.
fn of_one(folded: &str) -> String {
    let one = |word: &'_ str| {
        let plural = word.len() > 4 && ["as", "os", "ees"].iter().any(|end| word.ends_with(end));
        if plural { word.get(..word.len() - 1).unwrap_or(word).to_owned() } else { word.to_owned() }
    };
    folded.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// What stands before the first word that turns others round, and behind it.
fn parted_by_not(folded: &str) -> Option<(String, Vec<&str>)> {
    let words: Vec<&str> = folded.split(' ').collect();
    let at = words.iter().position(|word| NOT.contains(word))?;
    let (head, tail) = words.split_at(at);
    Some((head.join(" "), tail.iter().copied().filter(|word| !NOT.contains(word)).collect()))
}

/// What a text says in which something is turned round. What is not paid, or not cancelled, is open; what else is not so may
/// be anything.
fn negated(head: &str, tail: Vec<&str>) -> Option<StatusWord> {
    let wholly = tail.iter().any(|word| WHOLLY.contains(word));
    let what: Vec<&str> = tail.into_iter().filter(|word| !BETWEEN.contains(word) && !WHOLLY.contains(word)).collect();
    let of_the_day = what.first().is_some_and(|word| OF_THE_DAY.contains(word));
    let what = what.join(" ");
    let turned = match exact(&what).or_else(|| within(&what)) {
        Some(StatusWord::Is(Status::Paid | Status::PartlyPaid)) if wholly => StatusWord::Is(Status::PartlyPaid),
        Some(StatusWord::Is(Status::Paid | Status::Void)) => StatusWord::Is(Status::Open),
        Some(StatusWord::Is(Status::Open)) if of_the_day => StatusWord::Is(Status::Open),
        _ => return None,
    };
    match within(head) {
        None => Some(turned),
        Some(before) => (before == turned).then_some(turned),
    }
}

/// May two words stand in one cell, of which the first counts? `Partially paid`, `Void (was paid)`, `Vencida, sin pagar`.
fn outranks(first: StatusWord, second: StatusWord) -> bool {
    use Status::{Open, Paid, PartlyPaid, Void};
    matches!(
        (first, second),
        (StatusWord::Is(PartlyPaid), StatusWord::Is(Open | Paid))
            | (StatusWord::Is(Void), StatusWord::Is(_))
            | (StatusWord::Draft, StatusWord::Is(Open))
            | (StatusWord::WrittenOff, StatusWord::Is(Open | Paid))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_document_in_five_languages() {
        use Status::{Open, Paid, PartlyPaid, Void};
        let families: &[(StatusWord, &[&str])] = &[
            (
                StatusWord::Is(Open),
                &[
                    "Sent",
                    "Open",
                    "Unpaid",
                    "Not Paid",
                    "Overdue",
                    "Awaiting Payment",
                    "Posted",
                    "Authorised",
                    "Vigente",
                    "Pendiente",
                    "Pendiente de pago",
                    "Por cobrar",
                    "Vencida",
                    "Sin pagar",
                    "No pagada",
                    "Emitida",
                    "Em aberto",
                    "A vencer",
                    "Não pago",
                    "Atrasado",
                    "Offen",
                    "Überfällig",
                    "Nicht bezahlt",
                    "Impayée",
                    "En retard",
                    "Non réglée",
                    "Nicht ausgeglichen",
                    "Non lettrée",
                    "Em cobrança",
                    "Vence hoy",
                    "2. Mahnung",
                    "Overdue by 12 days",
                    "Vencida hace 3 días",
                    "AUTHORISED",
                ],
            ),
            (
                StatusWord::Is(Paid),
                &[
                    "Paid",
                    "PAID",
                    "Closed",
                    "Settled",
                    "Pagada",
                    "Pagado",
                    "Cobrada",
                    "Liquidada",
                    "Saldada",
                    "Pago",
                    "Recebido",
                    "Quitado",
                    "Bezahlt",
                    "Ausgeglichen",
                    "Payée",
                    "Réglée",
                    "Soldée",
                    "In Payment",
                    "Paid in full",
                    "Erledigt",
                    "Lettrée",
                    "Baixado",
                    "Compensada",
                    "Encerrado",
                    "Zahlung eingegangen",
                ],
            ),
            (
                StatusWord::Is(PartlyPaid),
                &[
                    "Partially Paid",
                    "Partial",
                    "Parcialmente pagada",
                    "Pago parcial",
                    "Parcialmente pago",
                    "Teilweise bezahlt",
                    "Partiellement payée",
                    "Part paid",
                    "Cobro parcial",
                    "Paid (partial)",
                ],
            ),
            (
                StatusWord::Is(Void),
                &[
                    "Void",
                    "Voided",
                    "Cancelled",
                    "Canceled",
                    "Cancelada",
                    "Anulada",
                    "Cancelado",
                    "Storniert",
                    "Annulée",
                    "Deleted",
                    "DELETED",
                    "Inutilizada",
                    "Void (was paid)",
                ],
            ),
            (
                StatusWord::WrittenOff,
                &[
                    "Written off",
                    "Uncollectible",
                    "Bad debt",
                    "Incobrable",
                    "Castigada",
                    "Incobrável",
                    "Uneinbringlich",
                    "Ausgebucht",
                    "Irrécouvrable",
                    "Cerrada (incobrable)",
                ],
            ),
            (
                StatusWord::Draft,
                &[
                    "Draft",
                    "Borrador",
                    "Rascunho",
                    "Entwurf",
                    "Brouillon",
                    "Por timbrar",
                    "Pending approval",
                    "Awaiting Approval",
                    "Submitted",
                    "Sin aprobar",
                ],
            ),
        ];
        for (status, words) in families {
            for word in *words {
                assert_eq!(read(word), Some(*status), "{word}");
            }
        }
    }

    #[test]
    fn what_is_not_paid_is_open_however_it_is_said() {
        let open = "No pagadas, No pagados, no cobradas, NO LIQUIDADAS, Aún no pagada, Todavía no está pagada, Facturas no pagadas, \
            Vencida no pagada, Sin pagar, Impagadas, Impagas, Impagos, Pago pendiente, Not paid, not yet paid, Not been paid, \
            Un-paid, isn't paid, Invoice not settled, Não pagas, não pagos, Ainda não pago, Não recebidas, não liquidada, Pagamento \
            pendente, Nicht bezahlt, noch nicht bezahlt, nicht ausgeglichen, ist nicht beglichen, Non payées, non réglées, pas \
            encore payée, Pas payé, Impayées, n'est pas réglée, No vencidas, Nicht fällig, No anulada, Not cancelled, No canceladas";
        for word in open.split(", ") {
            assert_eq!(read(word), Some(StatusWord::Is(Status::Open)), "{word}");
        }
        for word in ["Not fully paid", "No pagada totalmente", "Nicht vollständig bezahlt", "Pas entièrement payée"]
        {
            assert_eq!(read(word), Some(StatusWord::Is(Status::PartlyPaid)), "{word}");
        }
        for word in ["Pagadas", "Cobrados", "Payées", "Réglées", "Saldadas", "Sin saldo", "No balance", "Fully paid"]
        {
            assert_eq!(read(word), Some(StatusWord::Is(Status::Paid)), "{word}");
        }
        for word in ["No pendiente", "Not open", "Nicht offen", "Pagada, no cobrada", "Not partially paid"] {
            assert_eq!(read(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_not_known_or_says_two_things_is_not_guessed() {
        for word in [
            "",
            "Jalisco",
            "Refunded",
            "Promised",
            "B2B",
            "Unpaid or paid later paid",
            "P",
            "C",
            "Fechado",
            "Cerrada",
            "Completed",
            "Complete",
            "Conciliada",
            "Clôturée",
        ] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
