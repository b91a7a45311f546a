//! Further headings of what decides about money: kinds, marks, days on which a document ended, sums of parts, what is kept
//! back. As those of [`super::SYNONYMS`].

use super::Confidence::{self, May, Says};
use crate::field::Field;

pub(super) const SYNONYMS: &[(Field, Confidence, &str)] = &[
    (
        Field::Direction,
        May,
        "direction, entity, entidad, entidade, entity type, entidade tipo, tipo entidade, tipo entidad, entidad tipo, party type, type party, partner type, partner \
         role, party role, tipo tercero, tipo tiers, type tiers, contact type, tipo contacto, tipo contato, ledger, ledger type, \
         subledger, sub ledger, sentido documento, sens facture, richtung, geschaftspartnerart, ar ap, ap ar, receivable payable, \
         customer supplier, customer vendor, account kind, tipo cartera, rol, role, receita despesa, despesa receita, pagar receber, receber \
         pagar, pagar cobrar, cobrar pagar, ingreso egreso, ingreso gasto, ingresos egresos, entrada salida, entradas salidas, entrada \
         saida, flujo, tipo flujo, flujo caja, fluxo, tipo fluxo, fluxo caixa, cash flow, cashflow, flow, movimento, tipo movimento, income \
         expense, income expenses, einnahme ausgabe, einnahmen ausgaben, recette depense, recettes depenses",
    ),
    (
        Field::Kind,
        May,
        "vorgang, vorgangstyp, transaccion, transaction, movimiento, tipo movto, movto, operacion, operacao, tipo operacao, nature, \
         nature piece, nature operation, naturaleza documento, natureza operacao, natureza documento, \
         categoria documento, comp, doc tipo, codigo tipo, geschaftsvorfall, evento, journal, buchungstyp, art belegs, kontoart, libelle operation, doc class, transaction kind, record type, entry type, posting type, document category, tipo asiento, tipo recibo, sigla, tipo docto, especie titulo, tpo doc",
    ),
    (
        Field::Void,
        Says,
        "storniert am, stornierungsdatum, storno am, voided on, void on, date voided, voided date, cancellation date, date cancelled, \
         fecha cancelado, fecha anulado, fecha anulada, fecha baja, data anulacao, anulado em, cancelado em, data estorno, is voided, esta anulada, esta cancelada, es anulada",
    ),
    (
        Field::Void,
        May,
        "motivo anulacion, motivo cancelacion, motivo baja, causa anulacion, causa cancelacion, razon anulacion, razon cancelacion, cancel \
         reason, cancellation reason, void reason, reason cancellation, motivo cancelamento, motivo estorno, stornogrund, grund storno, \
         motif annulation",
    ),
    (
        Field::Paid,
        Says,
        "settled, ausgleich, is settled, esta pagada, esta pagado, invoice paid, beglichen, pagado cobrado, totalmente pagada",
    ),
    (
        Field::SettledDate,
        Says,
        "cleared on, date cleared, cleared date, closed on, closed date, date closed, fecha saldado, fecha cierre, fecha compensacion, \
         data quitacao, quitado em, data compensacao, beglichen am, ausgeglichen am, erledigt am, date lettrage, date solde, liquidado em, recebido em",
    ),
    (
        Field::LastPayment,
        Says,
        "last payment, last payment date, date last payment, last paid, last paid on, last receipt date, fecha ultimo pago, \
         ultimo pago, fecha ultimo abono, ultimo abono, fecha ultimo cobro, data ultimo pagamento, data ultimo recebimento, \
         letzte zahlung, letzte zahlung am, datum letzte zahlung, dernier paiement, date dernier paiement, date dernier reglement, \
         dernier reglement, last payment received",
    ),
    (
        Field::Withheld,
        Says,
        "withheld, withholding, withholding tax, tax withheld, withheld tax, withholding amount, wht, tds, tds amount, retencion, \
         retenciones, total retenciones, total retencion, importe retenido, monto retenido, valor retenido, retenido, impuestos \
         retenidos, total impuestos retenidos, iva retenido, isr retenido, irpf, retencion iva, retencion isr, retencion irpf, \
         retencion renta, retencion ir, retencion fuente, retencion ganancias, retencion iibb, retencion suss, importe retencion, \
         monto retencion, valor retencion, valor retenciones, rete fuente, retefuente, rete iva, reteiva, rete ica, reteica, rete \
         renta, autorretencion, detraccion, monto detraccion, importe detraccion, valor detraccion, retencao, retencoes, valor \
         retencoes, total retencoes, impostos retidos, valor retido, iss retido, inss retido, irrf, csll retido, pis retido, \
         cofins retido, csrf, quellensteuer, einbehalt, einbehalten, sicherheitseinbehalt, abzugsteuer, bauabzugsteuer, retenue, \
         retencao fonte, retencao irs, irs retido, retenu, retenue source, retencion ganancia, ret ganancias, ret iibb, ret iva, ret isr, \
         ret fuente, ret irpf, ret renta, ret ica, total detraccion, total retenido, total retido, retefte, withheld amount, \
         retenues, retenue garantie, retention, retention amount, fondo garantia, retencion garantia",
    ),
    (
        Field::NetReceivable,
        Says,
        "net receivable, net amount receivable, net receivables, net collect, net amount collect, net collectible, \
         neto cobrar, neto por cobrar, importe neto cobrar, importe neto por cobrar, monto neto cobrar, \
         monto neto por cobrar, valor neto cobrar, valor neto por cobrar, total neto cobrar, total neto por cobrar, \
         neto percibir, neto recibir, total cobrar, importe cobrar, liquido cobrar, liquido percibir, liquido receber, \
         valor liquido receber, total liquido receber, total receber, net recevoir, montant net recevoir, net encaisser, \
         nettoforderung, auszahlungsbetrag, forderung netto",
    ),
    (Field::Kind, May, "source, tipo efecto, clase efecto, art vorgangs, claim type, forderungsart"),
    (
        Field::InvoiceNumber,
        Says,
        "codigofactura, ref facture, reference piece, numero desde, numero hasta, vch, vch number, rechnungs id",
    ),
    (Field::InvoiceNumber, Says, "ncf, e ncf, encf, numero comprobante fiscal"),
    (Field::InvoiceNumber, May, "tran, tran number, recibo, numero recibo, receipt number"),
    (Field::IssueDate, Says, "fecha docto, fecha emision comprobante, date creation facture"),
    (Field::IssueDate, May, "date utc, created utc, data criacao, data cadastro, dt criacao"),
    (
        Field::DueDate,
        Says,
        "due date receive by, due date utc, data vecto, dt vecto, vecto, netto fallig, nettofallig, netto fallig am, due at",
    ),
    (Field::IssueDate, Says, "invoiced at, issued at"),
    (Field::IssueDate, May, "posted date, date posted, f aplicacion, fec aplicacion"),
    (Field::Currency, May, "bwahr, buchungskreiswahrung"),
    (Field::Amount, Says, "txn amount, monto comprobante"),
    (
        Field::Amount,
        May,
        "requested amount, amount requested, betrag hw, betrag bw, betrag tw, betrag bhw, betrag hauswahr",
    ),
    (
        Field::CustomerId,
        Says,
        "cuenta cliente, debitor account number, debtor account number, debitor account, debtor account",
    ),
    (
        Field::CustomerName,
        Says,
        "denominacion receptor, denominacion comprador, nombre contacto mostrar factura, nombre socio mostrar factura, nombre contacto mostrar, nombre socio mostrar, nombre empresa \
         mostrar factura, nombre contacto mostrar facturas, nome parceiro exibido fatura",
    ),
    (
        Field::CustomerName,
        May,
        "contraparte, counterparty, aluno, alumno, alumna, estudiante, student, patient, paciente, inquilino, condomino, tenant, mieter, \
         locataire, eleve, schuler, assinante, suscriptor, subscriber, associado, asociado",
    ),
    (Field::DueDate, May, "vencto real, vencimento real, venc real"),
    (Field::SettledDate, Says, "clear date, closed at date, paid at, paid at utc"),
    (
        Field::SettledDate,
        Says,
        "closed at, settled at, cleared at, zahldatum, zahl datum, zahlungseingang am, eingegangen am, regularizado em, regularizada em, liquidada em, quitada em, baixado em",
    ),
    (
        Field::Void,
        Says,
        "voided at, void at, cancelled at, canceled at, deleted at, deleted on, reversed at, storno datum, geloscht am, anulada em, cancelada em, estornado em",
    ),
    (
        Field::Reference,
        Says,
        "factura rectificada, facturas rectificadas, numero factura rectificada, rectifica factura, rectifica, folio referencia, comprobante asociado, comprobantes asociados, doc asociado, documento asociado, factura asociada, factura que modifica, documento que modifica, comprobante que modifica, numero factura original, number factura original, factura original, documento original, afecta, afecta factura, documento que afecta, applies to, applied to invoice, against invoice, return against, reversed entry, linked invoice, reference invoice, credit note for, credit for invoice, corrects invoice, rectified invoice, nota fiscal origem, fatura origem, fatura original, nf referenciada, rechnung original, originalrechnung, korrigierte rechnung, facture rectifiee, facture avoir sur, facture concernee",
    ),
    (
        Field::Amount,
        Says,
        "valor original parcela, original trx amount, original trx amt, importe efecto, receivable amount, forderungsbetrag",
    ),
    (Field::Amount, May, "receivable, forderung, principal"),
    (
        Field::OpenAmount,
        Says,
        "total open amount, current trx amount, current trx amt, amount to collect, saldo titulo, valor devido, restant, importe pendiente efecto, monto cobrar",
    ),
    (Field::CreditedAmount, Says, "abatimento, valor abatimento, amount adjusted, adjusted amount, adjustments"),
    (Field::PaidAmount, Says, "recu, montant recu, importe recibido total"),
    (
        Field::DocumentTotal,
        Says,
        "document total, total documento origen, importe total documento, valor total documento, monto total documento, valor total \
         titulo, gesamtbetrag beleg, montant total document, valor total venda, total venda",
    ),
    (
        Field::Amount,
        Says,
        "valor parcela, importe cuota, monto cuota, valor cuota, cuota total, total cuota, importe parcialidad, monto parcialidad, \
         importe plazo, importe vencimiento, monto vencimiento, importe vto, instalment amount, installment amount, \
         instalment total, amount instalment, amount installment, ratenbetrag, teilbetrag, montant echeance, montant tranche, \
         valor prestacao, prestacao, valor vencimiento, importe recibo",
    ),
    (
        Field::PaidAmount,
        Says,
        "ingresos, ingreso cuenta, ingresos cuenta, encaissements, montant encaissements, total encaissements, total abonado \
         cliente, pagos realizados, pagos parciales, importe aplicado, monto aplicado, paid so far, settled amount, amount settled, \
         amount received date, collections, total collected, receipts total, total receipts, bezahlt betrag, betrag bezahlt, \
         ausgeglichen betrag, zahlungsbetrag, valor liquidado, valor amortizado, total liquidado, total amortizado, montant deja \
         paye, montant deja regle, montant acquitte, total encaisse",
    ),
    (
        Field::CreditedAmount,
        Says,
        "write off amount, written off amount, valor castigado, importe notas credito, monto notas credito, valor notas credito, \
         gutschriftsbetrag, montant avoirs, valor notas credito emitidas",
    ),
];

/// Headings of the day of a payment, which need not have been of all that was owed.
pub(crate) fn is_payment_day(folded: &str) -> bool {
    const DAYS: &str = "paid date, paid on, date paid, payment date, paid at, paid at utc, fecha pago, fecha cobro, fecha cobrada, data pagamento, \
        data recebimento, data pago, pago em, recebido em, bezahlt am, zahlungsdatum, date paiement, date reglement";
    DAYS.split(", ").any(|known| known.trim() == folded)
}
