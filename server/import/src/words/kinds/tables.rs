//! The words for kinds of document, parted by commas, as [`normal`](crate::words::normal) leaves them.

use super::KindWord::{self, Either, Is, NoDebt};
use super::Phrases;
use crate::item::DocumentKind::{CreditNote, DebitNote, Invoice, Payment};

/// Cells that are nothing but one of these: abbreviations and codes.
pub(super) const EXACT: &[(KindWord, &str)] = &[
    (
        Is(Invoice),
        "f, fa, fac, fact, fc, fce, fe, fv, ft, fr, ftr, i, in, inv, si, rv, dr, re, rg, rech, ar, nf, nfe, \
         nf e, nfs e, nfc e, nfse, nfce, ccf, bv, be, bol, tk, accrec, out invoice, entry out invoice, ingreso, \
         bill, duplicata, boleto, cfdi, cfdi ingreso, cuota, \
         cuotas, renta, mensualidad, 33, 34, 39, 41, 110, fa1, fa2, saft, afr, honorarios, recibo honorarios, \
         fca, fcb, fcm, fcta, f v, f a, fex, fed, fel, fev, fac elec, f1, f2, f3, dp, nfs, rps, nts, fakt, \
         vr, s inv, sinv, acc sinv, boleta electronica, receber, a receber, contas receber, receivable, receivables, cobrar, por \
         cobrar, ar invoice, a r invoice, debitor, emitida",
    ),
    (
        Is(CreditNote),
        "nc, n c, ncr, ncf nc, nce, nccr, nota c, c, cn, cm, cr, crn, scn, sc, e, dg, gs, gu, gut, \
         accreccredit, out refund, egreso, cfdi egreso, abono, cre, av, ncre, 61, 112, credit, credits, ncf, \
         nct, ntc, ncv, nca, ncb, ncm, ncc, ncfe, nc e, n cr, n de c, ncd, c m, c n, cmemo, crmemo, crm, s \
         cr, rcr, sales credit, credito favor, gsr, rk, ks, avr, avo, av c, ra, dev, cm e, abn, abo",
    ),
    (
        Is(DebitNote),
        "nd, n d, nde, ndb, dn, dm, ncargo, 56, 111, cargo, cargos, debito, debit, lf, nda, ndm, ndc, n deb, \
         d n, d m, dv, ndfe, nde e",
    ),
    (
        Is(Payment),
        "rc, rec, rci, rcb, p, pa, pag, pmt, pymt, pay, sr, dz, za, ze, zp, cobro, cob, rep, recb, \
         rbo, ci, pago cuenta, acct pmt, zv, ant, anticipo cliente, adel, antic, prepmt, ovpmt, ncash, zhl, \
         zhg, rgl, enc, vir",
    ),
    (
        Either,
        "ab, sa, je, journal, asiento, apunte, lancamento, buchung, ecriture, entry, da, aj, ajt, ajte, adj, \
         od, ecr, jnl, jv, gj, gen, general journal, dr cr",
    ),
    (
        NoDebt,
        "t, traslado, cfdi traslado, 52, so, po, qt, q, est, ot, ov, op, al, alb, rem, n, cot, ped, pv, ots, \
         ls, bl, bc, an",
    ),
];

/// What the firm itself owes, or has paid for it: documents of suppliers.
pub(super) const PAYABLE: &str = "purchase invoice, purchase invoices, purchase bill, purchase bills, vendor bill, vendor bills, vendor invoice, \
    vendor invoices, supplier invoice, supplier invoices, supplier bill, supplier bills, vendor credit, vendor credits, vendor \
    credit note, vendor credit memo, supplier credit, supplier credit note, supplier credit memo, supplier refund, vendor refund, \
    purchase credit, purchase credit note, purchase credit memo, purchase return, purchase refund, purchase debit note, bill \
    payment, bill payments, bill credit, bill pmt, vendor payment, supplier payment, payment to supplier, payment to vendor, \
    accpay, accpaycredit, ap invoice, a p invoice, ap credit memo, entry in invoice, factura compra, facturas compra, factura \
    compras, factura proveedor, facturas proveedor, factura proveedores, factura recibida, facturas recibidas, factura gasto, ticket \
    compra, nota credito compra, nota credito compras, nota credito proveedor, nota debito compra, nota debito proveedor, abono \
    proveedor, abono compra, devolucion compra, pago proveedor, pago a proveedor, pago proveedores, pagos proveedores, pago a \
    proveedores, rectificativa compra, anticipo proveedor, anticipo a proveedor, fatura compra, fatura fornecedor, faturas \
    fornecedor, fatura recebida, nota entrada, nf entrada, nfe entrada, nota fiscal entrada, nota compra, nota fiscal compra, conta \
    pagar, conta a pagar, contas pagar, contas a pagar, titulo pagar, titulo a pagar, nota credito fornecedor, pagamento fornecedor, \
    pagamento a fornecedor, devolucao compra, facture fournisseur, factures fournisseur, factures fournisseurs, facture achat, \
    factures achat, avoir fournisseur, avoir achat, reglement fournisseur, paiement fournisseur, acompte fournisseur, eingangsrechnung, \
    eingangsrechnungen, lieferantenrechnung, lieferantenrechnungen, kreditorenrechnung, einkaufsrechnung, eingangsgutschrift, \
    lieferantengutschrift, kreditorengutschrift, lieferantenzahlung, kreditorenzahlung, zahlung an lieferant, zahlung lieferant, \
    zahlung an kreditor";

/// Words that say the same where nothing stands beside them, among them codes of SAP and Odoo.
pub(super) const PAYABLE_ALONE: &str = "payable, payables, por pagar, a pagar, pagar, kreditor, proveedor, fornecedor, lieferant, fournisseur, \
    supplier, vendor, expense, expenses, expense claim, gasto, gastos, despesa, depense, achat, achats, einkauf, in invoice, in \
    refund, in receipt, kr, kg, kz";

/// A document that corrects another one: a credit where it is negative. A positive one may be the difference, or the
/// whole sum anew.
pub(super) const CORRECTION: &str = "rectificativa, factura rectificativa, fatura retificativa, nota retificativa, facture rectificative, \
    corrected invoice, corrective invoice, correction invoice, invoice correction, factura corregida, factura \
    correctiva, factura sustitutiva, korrigierte rechnung, berichtigte rechnung, rechnungsberichtigung, \
    facture corrigee";

/// Make a document no debt, whatever else it is called.
pub(super) const NO_DEBT: &str = "proforma, pro forma, cotizacion, presupuesto, quote, quotation, estimate, pedido, sales order, purchase \
    order, order, orden, orden compra, orden venta, ordem, orcamento, angebot, auftrag, auftragsbestatigung, \
    devis, commande, bon commande, bon livraison, borrador, draft, rascunho, entwurf, brouillon, remision, \
    nota remision, albaran, lieferschein, delivery note, packing slip, guia, guia despacho, guia remision, \
    carta porte, sales receipt, preventivo, kostenvoranschlag, template, plantilla, recurring template, nota \
    entrega, traslado, recibo venta, cash sale, venta mostrador, barverkauf, venta balcao, vente comptant, \
    pre factura, prefactura, pre fatura, pick ticket, packing list, bon reception, rahmenvertrag, statement, \
    rfq";

/// Say that it was cancelled.
pub(super) const VOID: &str = "anulada, anulado, anulados, cancelada, cancelado, void, voided, cancelled, canceled, storniert, \
    storniertes, annulee, annule, invalidada, inutilizada";

/// What is charged because a payment came back, or for asking for it: owed, whatever else the words say.
pub(super) const FEE: &str = "gastos devolucion, gasto devolucion, comision devolucion, comisiones devolucion, gastos impago, gastos \
    impagado, gastos recibo devuelto, comision impagado, gastos bancarios, gastos reclamacion, gastos cobro, recargo devolucion, \
    cargo devolucion, cargo cheque devuelto, comision cheque devuelto, return fee, returned payment fee, returned check fee, \
    bounced check fee, nsf fee, chargeback fee, dishonour fee, dishonored payment fee, bank charge, bank charges, collection fee, \
    reminder fee, refund fee, frais rejet, frais impaye, frais impayes, frais rejet prelevement, frais retour, frais bancaires, \
    frais recouvrement, rucklastschriftgebuhr, rucklastschriftgebuhren, ruecklastschriftgebuehr, ruecklastschriftgebuehren, \
    rucklastgebuhr, rucklastkosten, retourengebuhr, gebuhr rucklastschrift, kosten rucklastschrift, bankgebuhren, inkassokosten, \
    taxa devolucao, tarifa devolucao, taxa cheque devolvido, tarifa cheque devolvido, despesas devolucao, encargos devolucao, \
    despesas cobranca, tarifa bancaria";

/// A payment that was taken back, or money that went to the customer.
pub(super) const REVERSAL: &str = "devolucion recibo, devoluciones recibo, devolucion recibos, devoluciones recibos, devolucion \
    cobro, devolucion bancaria, devolucion domiciliacion, devolucion adeudo, devolucion remesa, devolucion cheque, devolucion \
    transferencia, devolucion efecto, devolucion dinero, devolucion efectivo, anulacion cobro, anula cobro, anulacion cobranza, \
    anula pago, anula recibo, cobro anulado, cobro devuelto, cobro rechazado, reverso cobro, reversa cobro, reversion cobro, \
    reversa pago, reversion recibo, retrocesion pago, retrocesion cobro, retroceso cobro, extorno pago, extorno cobro, \
    contracargos, efecto impagado, efecto devuelto, recibo impagado, pagare devuelto, cheque rebotado, reembolso cliente, \
    reintegro cliente, pago cliente devuelto, refund payment, cash refund, refund paid, refund issued, refund cliente, customer \
    refunds, cash refunds, payment refunds, refund check, refund cheque, payment refunded, reversal receipt, receipt reversal, \
    reversed receipt, dishonoured payment, dishonored payment, dishonoured cheque, returned check, returned cheque, bounced cheque, \
    direct debit return, returned direct debit, failed direct debit, chargebacks, remboursement, remboursements, remboursement \
    client, annulation paiement, annulation reglement, annulation encaissement, prelevement rejete, prelevement impaye, cheque \
    rejete, contrepassation reglement, retrofacturation, estorno cobranca, estorno baixa, estorno recibo, cancelamento \
    recebimento, cancelamento pagamento, cancelamento baixa, baixa estornada, baixa cancelada, devolucao cheque, devolucao \
    recebimento, devolucao debito direto, debito devolvido, reembolso ao cliente, ruckerstattung, rueckerstattung, auszahlung \
    kunde, kundenerstattung, erstattung kunde, rucklastschriften, ruecklastschrift, ruecklastschriften, lastschriftruckgabe, \
    retoure lastschrift, storno zahlung, zahlungsstorno, storno zahlungseingang, ruckzahlung, rueckzahlung, payment reversal, reversed payment, returned payment, payment returned, nsf, bounced, bounced check, \
    chargeback, reverso pago, pago devuelto, pago rechazado, pago anulado, devolucion pago, cheque devuelto, \
    cheque rechazado, recibo devuelto, recibo anulado, anulacion pago, anulacion recibo, contracargo, \
    rucklastschrift, ruckbuchung, retourenlastschrift, estorno pagamento, estorno recebimento, cheque \
    devolvido, rejet, rejet prelevement, impaye, payment refund, customer refund, refund receipt, payment \
    reversed, reversal payment, void payment, voided payment, pagos devueltos, cheque sin fondos, pago \
    revertido, reversion pago, devolucao pagamento, pagamento estornado, rueckbelastung, ruckbelastung, \
    zahlung storniert, stornierte zahlung, cheque impaye, recibos devueltos, payment bounced";

/// Lower what is owed.
pub(super) const CREDIT: &str = "nota credito, notas credito, n credito, nc, n c, nota abono, factura abono, factura rectificativa abono, \
    credit note, creditnote, credit memo, creditmemo, adjustment note, credit invoice, refund, devolucion, \
    devolucao, nota devolucion, bonificacion, rappel, descuento, desconto, gutschrift, rechnungskorrektur, \
    korrekturrechnung, storno, stornorechnung, avoir, facture avoir, note credit, egreso, \
    retencion, retenciones, anulacion, credit adjustment, adjustment credit, ajuste credito, ajuste favor, ajuste a favor, \
    ajuste favor cliente, nota ajuste credito, sales credit, sales return, sales returns, return invoice, \
    customer return, customer credit, nota bonificacion, notas abono, facturas abono, abono factura, credit \
    notes, credit memos, nota estorno, estorno, nota devolucao, devolucoes, devoluciones, refunds, \
    gutschriften, gutschriftsanzeige, stornogutschrift, stornierungsrechnung, teilstorno, rechnungsstorno, \
    avoirs, avoir client, note avoir, ristourne, rabatt, boni, kundenbonus, condonacion, quita, castigo, \
    write off, abatimento, desconto concedido, bonificacao, devolucion cliente, devolucion venta, devolucion \
    ventas, credito favor, creditos favor, credito cliente";

/// Of these those that are no names of documents: in a list that writes credits below nothing, one above nothing is what went
/// back to the customer, or was not given up after all.
pub(super) const BOTH_WAYS: &str = "refund, refunds, devolucion, devoluciones, devolucao, devolucoes, devolucion cliente, estorno, \
    storno, teilstorno, anulacion, write off, castigo, condonacion, quita, abatimento, customer credit, retencion, retenciones, \
    descuento, desconto, rabatt, bonificacion, bonificacao, ristourne, remise";

/// Of these the names of documents: a text that begins with one is about a credit.
pub(super) static CREDIT_NOTE: Phrases = Phrases::of(
    "nota credito, notas credito, n credito, nota abono, factura abono, credit note, creditnote, credit memo, \
    creditmemo, credit adjustment, sales credit, sales return, gutschrift, rechnungskorrektur, \
    stornorechnung, storno, avoir, facture avoir, note credit, estorno, devolucion, devolucao, nota \
    devolucion, nota devolucao, nota estorno, refund",
);

/// Owed on top of an invoice.
pub(super) const DEBIT: &str = "nota debito, notas debito, n debito, nota cargo, debit note, debit memo, debitnote, supplementary \
    invoice, lastschriftanzeige, belastung, belastungsanzeige, note debit, recargo, mora, intereses, interes \
    mora, late fee, finance charge, interest, juros, multa, mahngebuhr, verzugszinsen, penalite, cargo \
    adicional, nota cobro, debit adjustment, adjustment debit, ajuste debito, ajuste cargo, nota ajuste \
    debito, notas cargo, debit notes, debit memos, lastschriftgebuhr, intereses moratorios, interes \
    moratorio, juros mora, interets retard, penalty, late charge, statement charge, statement charges";

/// QuickBooks' charges without an invoice: no statements.
pub(super) const STATEMENT_CHARGE: &str = "statement charge, statement charges";

/// Money that came.
pub(super) const PAYMENT: &str = "payment, payments, pago, pagos, recibo, recibos, receipt, receipts, receipt voucher, cobro, cobros, \
    cobranza, recibo caja, recebimento, pagamento, recibimento, baixa, zahlung, zahlungseingang, zahlungen, \
    einzahlung, paiement, reglement, encaissement, anticipo, adelanto, advance, prepayment, overpayment, \
    adiantamento, anzahlung, acompte recu, complemento pago, comprobante pago, unapplied cash, unapplied, \
    abono cuenta, remittance, saldo a favor, saldo favor, anticipos, adelantos, advances, advance payment, prepayments, \
    overpayments, unapplied payment, unapplied payments, unapplied receipt, unallocated payment, unallocated, \
    on account, pago cuenta, pagos cuenta, pago anticipado, pagamentos, recebimentos, adiantamentos, \
    recebimento antecipado, anzahlungen, akontozahlung, akonto, uberzahlung, uberzahlungen, vorauszahlung, \
    vorauszahlungen, zahlungseingange, encaissements, reglements, paiements, acompte, acomptes, versement, \
    versements, trop percu, virement recu, deposito cliente, deposito recibido, transferencia recibida, abono \
    recibido, abonos recibidos, cobranzas, money received, cash receipt, bank receipt, customer payment, \
    lastschrifteinzug, pago cliente, saldo a favor, saldo favor cliente";

/// Of these those that stand for money of the customer, whatever else is said of them ("Sales overpayment").
pub(super) const UNAPPLIED: &str = "overpayment, overpayments, prepayment, prepayments, unapplied, unapplied cash, unapplied payment, \
    unallocated, on account, anticipo, anticipos, saldo a favor, saldo favor, uberzahlung, trop percu";

/// Owed.
pub(super) const INVOICE: &str = "factura, facturas, invoice, invoices, fatura, faturas, nota fiscal, rechnung, rechnungen, \
    ausgangsrechnung, abschlagsrechnung, schlussrechnung, facture, factures, boleta, boletas, boleta venta, \
    tax invoice, nota venta, ticket, venta, vendas, venda, sale, sales, comprobante fiscal, credito fiscal, \
    parcela, conta receber, receita, receitas, titulo, titulos, letra, pagare, documento cobro, cargo mensual, charge, \
    honorario, forderung, ingreso, liquidacion factura, suministro, charges, cuota, cuotas, factura venta, \
    venta credito, credit sale, alquiler, arriendo, mensalidade, boleto, duplicata, verkaufsrechnung, \
    sammelrechnung, teilrechnung, dauerrechnung, kundenrechnung, vente, ventes, facturation, echeance, \
    retainer invoice, customer invoice, sales invoice, factura credito, factura electronica";

/// Posted in either direction.
pub(super) const EITHER: &str = "journal, asiento, adjustment, adjustments, ajuste, ajustes, journal entry, general journal, poliza, \
    correction entry, lancamento manual, umbuchung, ausbuchung, operation diverse, ecriture diverse, \
    regularizacion";
