//! The words that people head columns with.
//!
//! To teach the import another word, add it to [`SYNONYMS`], or to [`OF_CUSTOMERS`] if it names a customer: lower case, no
//! accents, blanks between the words, small words (of, de, la, no …) left out.

mod ages;
mod customers;

mod decisions;
mod sums;
mod swedish;

use super::field::Field;
pub(super) use ages::{Bucket, is_ageing, is_running};
use customers::OF_CUSTOMERS;
pub(super) use customers::{has_jobs, is_occupant};
pub(super) use decisions::is_payment_day;
use std::collections::HashMap;
use std::sync::LazyLock;
pub(super) use sums::{is_document_sum, is_fee, is_net_of_withheld, is_part_sum, is_price, is_share};

/// How sure a heading is of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Confidence {
    /// The heading says so.
    Says,
    /// It can mean this when no other column does.
    May,
}

use Confidence::{May, Says};

/// Headings in Spanish, English, Portuguese, German and French, as [`super::folding::fold`] leaves
/// them, parted by commas. Among them are those of QuickBooks, Xero, Zoho, Odoo, ERPNext, SAP (FBL5N), Siigo, Alegra,
/// CONTPAQi, Aspel, Bind, Holded, Sage, DATEV, FacturaScripts, Tango, Contifico, Omie and Conta Azul.
const SYNONYMS: &[(Field, Confidence, &str)] = &[
    (
        Field::InvoiceNumber,
        Says,
        "invoice, invoice number, invoice num, inv, inv number, factura, numero factura, num \
         factura, nro factura, factura numero, factura num, factura nro, folio, folio factura, folio interno, \
         folio cfdi, serie folio, folio serie, fatura, numero fatura, nota fiscal, nf, nfe, nf e, nfs e, \
         numero nota fiscal, numero nota, numero nf, num nf, rechnung, rechnungsnummer, rechnung nr, \
         rechnungs nr, rechnungsnr, rech nr, re nr, rg nr, belegnummer, beleg nr, belegnr, belegfeld 1, op \
         nummer, facture, numero facture, num facture, numero piece, document number, numero documento, nro \
         documento, num documento, documento numero, voucher, voucher number, bill number, numero \
         comprobante, nro comprobante, num comprobante, comprobante numero, comprobante nro, numero boleta, \
         nro boleta, numero venta, numero titulo, num titulo, titulo, consecutivo, codigo factura, reference \
         facture, invoice reference number, sales invoice, sales invoice number, billing document",
    ),
    (
        Field::InvoiceNumber,
        May,
        "invoice id, no, n, id factura, number, numero, num, nro, nummer, documento, document, doc, doc number, num doc, nro doc, numero \
         doc, comprobante, beleg, boleta, piece, folio fiscal, uuid, reference number, transaction number, \
         trans number, title, num trans, codigo documento, cfdi, ticket, chave acesso",
    ),
    (
        Field::Series,
        Says,
        "serie, series, prefijo, prefix, prefixo, serie factura, serie documento, serie comprobante, serie \
         nota, serie nf, prefijo factura",
    ),
    (
        Field::Part,
        Says,
        "part, parcela, parcelas, numero parcela, num parcela, nro parcela, parcela numero, cuota, cuotas, \
         numero cuota, num cuota, nro cuota, cuota nro, cuota numero, parcialidad, num parcialidad, numero \
         parcialidad, instalment, installment, instalment number, installment number, teilzahlung, rate nr, \
         ratennummer, split, tranche",
    ),
    (
        Field::Kind,
        Says,
        "tipo comp, t comp, tp comp, tip comp, tipo cpte, tipo cbte, rechnungstyp, fakturatyp, fakturaart, belegkategorie, comp tipo, cbte tipo, tipo comprob, t doc, tp doc, tipo mov, dokumenttyp, dokumententyp, tran type, trx type, vch type, type doc, clase movimiento, tipo registro, kind, type, document type, doc type, invoice type, voucher type, transaction type, txn type, trans \
         type, move type, tipo, tipo documento, tipo comprobante, tipo doc, tipo cfdi, tipo factura, tipo \
         movimiento, tipo transaccion, tipo operacion, tipo titulo, tipo nota, clase documento, clase doc, \
         clase comprobante, art, typ, belegart, belegtyp, buchungsart, vorgangsart, dokumentart, \
         rechnungsart, type piece, type document, type facture, efecto comprobante, tipo lancamento, especie \
         documento, especie",
    ),
    (
        Field::Status,
        Says,
        "estado venta, estado cartera, estado titulo, invoice state, status rechnung, status, estatus, invoice status, document status, estado factura, estado documento, estado \
         comprobante, estado cfdi, estatus cfdi, estatus factura, estatus documento, estatus sat, estado sat, \
         estado sii, situacao, situacao titulo, situacao nota, situacao documento, situacion, situacion \
         factura, rechnungsstatus, belegstatus, dokumentstatus, statut, statut facture, status factura, \
         status documento, status titulo, status fatura, vigencia",
    ),
    (Field::Status, May, "estado, state, etat, edo, zustand, condicion, stage"),
    (
        Field::PaymentStatus,
        Says,
        "payment status, payment state, paid status, estado pago, estatus pago, estado cobro, estado \
         cobranza, estatus cobro, status pago, status pagamento, situacao pagamento, situacion pago, \
         zahlungsstatus, bezahlstatus, zahlstatus, statut paiement, statut reglement, etat paiement",
    ),
    (
        Field::Void,
        Says,
        "void, voided, is void, cancelled, canceled, is cancelled, is canceled, cancelada, cancelado, \
         anulada, anulado, factura cancelada, factura anulada, documento anulado, documento cancelado, fecha \
         cancelacion, fecha anulacion, data cancelamento, storniert, storno, stornodatum, annule, annulee, \
         date annulation, cancelled on, canceled on, void date",
    ),
    (
        Field::CustomerId,
        Says,
        "kd nr, kdnr, kd nummer, kunde nr, kunde number, debitor number, cust id, cust number, cust code, cliente number, deudor number, socio number, client account, customer account code, cliente cod, account ref, c ref, codcliente, cod tercero, codigo entidad, customer id, customer number, customer code, customer ref, customer account, \
         customer account number, client id, client number, client code, client ref, account number, account \
         code, id cliente, codigo cliente, cod cliente, cve cliente, clave cliente, numero cliente, num \
         cliente, nro cliente, cliente id, cliente codigo, cliente numero, cliente clave, id contacto, \
         contact id, contact code, debtor id, debtor number, debtor code, debtor, debitor, debitornummer, \
         debitoren nr, debitorennummer, debitor nr, debitorenkonto, personenkonto, kundennummer, kunden nr, \
         kundennr, kundenkonto, kunden id, code client, numero client, num client, compte client, compte \
         tiers, code tiers, codigo tercero, id tercero, codigo deudor, numero deudor, codigo socio negocios, \
         bp code, business partner, partner id, sold party, matricula, numero socio, contrato, numero \
         contrato, party, payer",
    ),
    (Field::CustomerId, May, "account, konto, cuenta, compte, codigo, code, clave, cve, conta, contacto id"),
    (
        Field::CustomerName,
        Says,
        "c name, nombrecliente, cliente razao social, cliente razon social, cliente nombre razon social, razao social nome, customer name, customer full name, client name, company name, bill name, debtor name, nombre \
         cliente, nombre completo, cliente nombre, razon social, razon social cliente, razon social receptor, \
         nombre razon social, nombre o razon social, nombre receptor, nombre contacto, contact name, \
         contactname, nome cliente, cliente nome, razao social, razao social cliente, nome \
         razao social, nome sacado, sacado, destinatario, tomador, kundenname, kundenbezeichnung, firmenname, \
         name kunde, debitorname, debitorenname, raison sociale, nom client, nom tiers, intitule tiers, \
         nombre tercero, nombre deudor, denominacion, partner, partner name, invoice partner display name, \
         invoice partner, party name, customer company, bill company, sold name, receptor, \
         cliente receptor, nombre fiscal, nombre fiscal cliente",
    ),
    (
        Field::CustomerName,
        May,
        "customer, client, company, bill to, bill, cliente, kunde, name, nombre, nome, nom, empresa, firma, \
         deudor, devedor, tercero, tiers, contacto, contact, socio, debtor account name, organization, \
         organisation, pagador, comprador, buyer, name 1",
    ),
    (
        Field::CustomerEmail,
        Says,
        "email, e mail, mail, email address, e mail address, customer email, customer e mail, client email, \
         client e mail, billing email, contact email, invoice email, correo, correo electronico, correo \
         cliente, correo e, correo contacto, correo facturacion, email cliente, e mail cliente, email \
         contacto, email facturacion, email cobranca, mail cliente, courriel, courriel client, e mail \
         adresse, email adresse, mail adresse, kunden e mail, email kunde, e mail kunde, adresse e mail, \
         adresse mail, emails, correos, primary email, main email, bill email",
    ),
    (
        Field::CustomerPhone,
        Says,
        "phone, phone number, telephone, tel, mobile, mobile phone, telefono, telefonos, celular, movil, \
         telefone, telefon, customer phone, customer phone number, client phone, telefono cliente, celular \
         cliente, telefone cliente, whatsapp, telephone client, telefonnummer, mobil, handy, fone",
    ),
    (
        Field::CustomerPostcode,
        Says,
        "customer postcode, customer postal code, customer zip, customer zip code, billing postcode, billing \
         postal code, billing zip, billing zip code, billing code, po postal code, popostal code, postcode, \
         postal code, post code, zip code, zipcode, codigo postal, cod postal, codigo postal cliente, cp \
         cliente, cep cliente, postleitzahl, plz, plz kunde, code postal, codigo postal receptor, domicilio \
         fiscal receptor",
    ),
    (Field::CustomerPostcode, May, "zip, cp, c p, cep"),
    (
        Field::CustomerAddress,
        Says,
        "customer address, address, billing address, bill address, client address, street, street address, \
         postal address, address line 1, billing street, po address line 1, poaddress line 1, direccion, \
         direccion cliente, direccion fiscal, domicilio, domicilio cliente, domicilio fiscal, calle, \
         endereco, endereco cliente, logradouro, adresse, anschrift, kundenadresse, strasse, adresse client, \
         rue",
    ),
    (
        Field::CustomerTaxId,
        Says,
        "customer tax id, customer tax number, customer vat, customer vat number, customer gstin, client tax \
         id, rfc cliente, rfc receptor, receptor rfc, cliente rfc, rut cliente, rut receptor, nit cliente, \
         nit tercero, cuit cliente, ruc cliente, nif cliente, nif contacto, nif receptor, cif cliente, cif \
         nif cliente, cif, cif nif, nif cif, nif cif cliente, cnpj cliente, cpf cliente, cnpj cpf cliente, \
         cpf cnpj cliente, cpf cnpj sacado, id fiscal cliente, identificacion cliente, identificacion \
         tercero, cnpj destinatario, cnpj tomador, kunde ust id, kunde ust idnr, nif, tax number, vat number, \
         vat treatment number, gst identification number, gstin, ust idnr, ust id nr, ustid, steuernummer, id \
         fiscal, numero fiscal, numero contribuinte, contribuinte, identificacion fiscal, tax identification \
         number, numero identificacion fiscal, numero tva, tva intracommunautaire, siret, siren, partner vat, \
         rnc cliente, documento cliente, numero identificacion, abn",
    ),
    (
        Field::CustomerTaxId,
        May,
        "ruc ci, cifnif, ci ruc, cpf cnpj cliente fornecedor, cnpj cpf cliente fornecedor, rfc, nit, rut, cuit, cuil, ruc, rnc, rif, cnpj, cpf, cnpj cpf, cpf cnpj, cnpj ou cpf, tax id, vat \
         id, vat reg, ust id, identificacion, identificacion nit, nit cc, cedula, dni, dni ruc, ruc dni, cuit \
         dni, cuit cuil, id tributario, identificador fiscal, vat registration number",
    ),
    (
        Field::Locale,
        Says,
        "locale, language, lang, idioma, lengua, lingua, sprache, langue, customer language, idioma cliente",
    ),
    (
        Field::IssueDate,
        Says,
        "issue date, invoice date, issued, issued on, issued date, date issued, document date, doc date, \
         billing date, bill date, invoice bill date, inv date, transaction date, txn date, date invoice, \
         fecha emision, fecha factura, fecha documento, fecha doc, fecha comprobante, fecha expedicion, fecha \
         elaboracion, fecha cfdi, fecha venta, f emision, fec emision, fecha emi, emitida, emitido, emision, \
         fecha facturacion, data emissao, dt emissao, emissao, data fatura, data nota, data documento, data \
         nf, rechnungsdatum, rechn datum, ausgestellt, ausgestellt am, belegdatum, beleg datum, date facture, \
         date emission, date piece, date document",
    ),
    (
        Field::IssueDate,
        May,
        "date, fecha, data, datum, posting date, fecha contable, fecha contabilizacion, fecha registro, fecha \
         creacion, fecha movimiento, fecha alta, created, created on, creation date, created date, created \
         at, buchungsdatum, buch datum, data lancamento, data competencia, data venda, date comptable, date \
         saisie, date ecriture, fecha timbrado, accounting date, entry date, fecha inicio",
    ),
    (
        Field::DueDate,
        Says,
        "due date, due, due on, date due, due dt, invoice due date, payment due, payment due date, net due \
         date, net due, maturity, maturity date, pay by, payment deadline, vencimiento, fecha vencimiento, \
         fecha vence, vence, vto, fecha vto, f vto, vcto, fecha vcto, f vcto, fecha venc, fec venc, f \
         vencimiento, fec vencimiento, fecha limite, fecha limite pago, limite pago, fecha vencimiento \
         factura, vencimiento factura, fecha vencimiento pago, fecha vencimiento comprobante, vencimento, \
         data vencimento, dt vencimento, dt venc, data venc, vencto, dt vencto, venc, vencimento parcela, \
         fallig, fallig am, falligkeit, falligkeitsdatum, falligkeitsdat, nettofalligkeit, \
         nettofalligkeitsdatum, netto falligkeit, falligkeit netto, zahlbar bis, falligkeitstermin, echeance, \
         date echeance, date limite, date limite paiement, echeance facture, payer avant",
    ),
    (
        Field::DueDate,
        May,
        "vencimento original, vencimento atual, fecha pago prevista, plazo vencimiento, date paiement prevue",
    ),
    (
        Field::SettledDate,
        Says,
        "settled date, settled on, paid date, paid on, date paid, payment date, fully paid on, fully \
         paid date, settlement date, clearing date, fecha pago, fecha cobro, \
         fecha cobrada, fecha liquidacion, fecha cancelacion pago, data pagamento, data \
         recebimento, data baixa, data liquidacao, pago em, data pago, bezahlt am, zahlungsdatum, \
         ausgleichsdatum, date paiement, date reglement",
    ),
    (
        Field::Currency,
        Says,
        "coddivisa, codigo divisa, transaktionswahrung, currency, currency code, invoice currency, document currency, doc currency, transaction currency, \
         txn currency, ccy, cur, curr, moneda, moneda factura, moneda documento, tipo moneda, codigo moneda, \
         mon, divisa, divisa factura, moeda, wahrung, wahrungsschlussel, wkz, belegwahrung, devise, currency \
         id",
    ),
    (Field::Currency, May, "local currency, company currency, moneda local, hauswahrung, waers, moneda base"),
    (
        Field::Amount,
        Says,
        "valor conta, betrag belegwahrung, betrag transaktionswahrung, amount, invoice amount, invoiced amount, total amount, invoice total, total invoice, total invoice \
         amount, total, grand total, gross, gross amount, gross total, total gross, original amount, document \
         amount, transaction amount, invoice value, bill amount, charge amount, amount document currency, \
         amount doc curr, amount doc currency, importe, importe total, importe factura, importe original, \
         importe documento, importe bruto, monto, monto total, monto factura, monto original, monto \
         documento, total factura, total documento, total comprobante, total facturado, total cfdi, total con \
         iva, total iva incluido, importe con iva, importe total factura, valor total, valor factura, valor \
         documento, valor original, valor bruto, valor fatura, valor titulo, valor nominal, valor nota, valor \
         nf, valor total nota, valor cobrado total, betrag, gesamtbetrag, rechnungsbetrag, \
         rechnungsbetrag brutto, rechnungssumme, gesamtsumme, bruttobetrag, brutto, endbetrag, bruttosumme, \
         betrag brutto, umsatz, umsatz ohne soll haben kennzeichen, umsatz ohne soll haben kz, belegbetrag, \
         montant, montant ttc, montant total, montant facture, total ttc, total facture, total venta, total \
         bruto, precio total",
    ),
    (
        Field::Amount,
        May,
        "valor, wert, value, sum, summe, bruto, amount local currency, amount local curr, betrag hauswahrung, \
         total signed, total currency signed, total pagar, neto pagar, net payer, gesamt, amount currency, \
         precio, importe mn, total mn, tot",
    ),
    (
        Field::PaidAmount,
        Says,
        "paid to date, paidtodate, amt paid, paid amt, receipts, cash received, recibido, importe recibido, monto recibido, eingegangen, anzahlung, zahlbetrag bisher, recebimentos, valor adiantado, adiantamento, acompte, acomptes, reglements, montant verse, valor recebido parcela, valor pago parcela, valor recebido conta, paid amount, amount paid, invoice amount paid, total paid, total pagado, total cobrado, importe \
         pagado, importe cobrado, importe abonado, monto pagado, monto cobrado, monto abonado, cantidad \
         cobrada, cantidad pagada, valor pago, valor recebido, valor pagado, valor abonado, valor baixado, \
         valor quitado, total recebido, total pago, total abonado, total abonos, total pagos, total cobros, \
         abonado, pagos, cobros, pagos aplicados, pagos recibidos, payments, payments received, payments \
         applied, payment amount, received, amount received, received amount, amount applied, applied amount, \
         applied, collected, amount collected, bezahlter betrag, gezahlt, gezahlter betrag, bereits bezahlt, \
         bereits gezahlt, zahlungen, geleistete zahlungen, zahlungseingang, montant paye, montant regle, \
         montant encaisse, deja paye, deja regle, acomptes verses, total paye, total regle, entregas cuenta, \
         anticipos, anticipo, deposits, deposit amount, deposit, prepaid, prepaid amount, retainer applied",
    ),
    (
        Field::CreditedAmount,
        Says,
        "credited amount, credit note, credit notes, credit note amount, credits, credits applied, credit \
         applied, invoice amount credited, notas credito, nota credito, total notas credito, gutschriften, \
         avoirs, credited",
    ),
    (
        Field::OpenAmount,
        Says,
        "restante, importe restante, monto restante, resta, resto, pdte, pdte cobro, pdte pago, saldo final, saldo doc, importe por cobrar, monto por cobrar, amount residual, bal, owing, amount owing, due amount, pending, pending amount, amount pending, open amt, outstanding amt, zu zahlen, noch zu zahlen, restschuld, aktuell offen, receber, pendente, valor restante, encours, reliquat, balance owing, os balance, open amount, open, open balance, balance, balance due, balance amount, balance outstanding, current \
         balance, invoice balance, amount due, amount open, amount outstanding, invoice amount due, \
         outstanding, outstanding amount, outstanding balance, remaining, remaining amount, remaining \
         balance, unpaid, unpaid amount, amount unpaid, amount remaining, residual amount, residual, saldo, \
         saldo pendiente, saldo factura, saldo documento, saldo actual, saldo total, saldo insoluto, saldo \
         restante, saldo deudor, saldo adeudado, saldo pagar, saldo cobrar, saldo por cobrar, saldo cartera, \
         pendiente, pendiente cobro, pendiente pago, importe pendiente, importe pendiente cobro, importe \
         adeudado, monto pendiente, monto adeudado, total pendiente, por cobrar, por pagar, adeudo, deuda, \
         total adeudado, valor pendiente, saldo aberto, saldo em aberto, saldo devedor, saldo receber, valor \
         aberto, valor em aberto, valor receber, valor pendente, em aberto, aberto, total aberto, offen, \
         offener betrag, offener saldo, offener rest, offene forderung, op betrag, op saldo, restbetrag, \
         restforderung, noch offen, offen betrag, solde, solde restant, reste payer, reste, reste regler, \
         montant restant, restant payer",
    ),
    (Field::OpenAmount, May, "amount due signed, residual signed, rest, total due, saldo mn, cartera, saldo local"),
    (
        Field::Paid,
        Says,
        "paid, is paid, payee, reglee, pagado, pagada, cobrado, cobrada, pago, paga, recebido, recebida, bezahlt, paye, \
         regle, encaisse, liquidada, liquidado, saldada, saldado, quitado",
    ),
    (
        Field::Debit,
        Says,
        "debit, debit amount, debe, cargo, cargos, soll, soll betrag, sollbetrag, debito, debitos, importe \
         debe, importe cargo, debet, debit eur",
    ),
    (
        Field::Credit,
        Says,
        "credit, credit amount, haber, abono, abonos, haben, haben betrag, habenbetrag, credito, creditos, \
         importe haber, importe abono",
    ),
    (
        Field::Side,
        Says,
        "side, s h, sh, soll haben, soll haben kennzeichen, soll haben kz, s h kennzeichen, s h kz, \
         kennzeichen soll haben, c, dc, dr cr, h, dh, debe haber, debito credito, debit credit, debit credit \
         indicator, cargo abono, cargo o abono, sentido, sens",
    ),
    (Field::Side, May, "natureza, naturaleza, signo, kz"),
    (
        Field::Terms,
        Says,
        "terms, term, payment terms, payment term, invoice payment terms, terms payment, credit terms, \
         condiciones, condiciones pago, condicion pago, condiciones credito, plazo, plazo pago, plazo \
         credito, dias credito, dias plazo, terminos, terminos pago, termino pago, condicao pagamento, \
         condicoes pagamento, cond pagamento, prazo, prazo pagamento, prazo dias, zahlungsziel, \
         zahlungsbedingungen, zahlungsbedingung, zahlungskondition, zahlungskonditionen, conditions paiement, \
         conditions reglement, condition reglement, credit days, payment days",
    ),
    (Field::Terms, May, "forma pago, metodo pago, condicion venta"),
    (
        Field::Reference,
        Says,
        "reference, referencia, ref, referenz, applied to, applied invoice, applies invoice, related \
         document, related invoice, original invoice, original document, credited invoice, invoice reference, \
         reference document, documento relacionado, documentos relacionados, factura relacionada, factura \
         afectada, documento afectado, documento modifica, documento modificado, documento referencia, doc \
         referencia, factura origen, factura aplicada, aplica, aplicado, folio relacionado, uuid relacionado, \
         cfdi relacionado, bezug, bezugsbeleg, rechnungsbezug, zu rechnung, ursprungsrechnung, documento \
         origem, nota referenciada, facture origine, facture liee, piece liee, reference origine",
    ),
    (
        Field::Description,
        Says,
        "details, detail, line details, description, descripcion, concepto, descricao, beschreibung, betreff, subject, asunto, objet, \
         invoice description, libelle, memo, glosa, historico, buchungstext, memo description, text, detalle, \
         motivo",
    ),
    (
        Field::Notes,
        Says,
        "notes, note, remarks, comment, comments, notas, nota, observaciones, observacion, comentarios, \
         observacoes, bemerkung, bemerkungen, remarques, customer notes, private notes, internal notes, terms \
         conditions",
    ),
    (
        Field::LineDescription,
        Says,
        "line description, item, item description, item desc, item name, product, product name, product \
         service, articulo, producto, descripcion linea, concepto linea, descripcion producto, descripcion \
         articulo, linea, partida, produto, descricao item, descricao produto, artikel, artikelbezeichnung, \
         position, produit, article, designation, invoice lines description, invoice lines product, invoice \
         lines",
    ),
    (
        Field::LineQuantity,
        Says,
        "line quantity, quantity, qty, cantidad, cant, unidades, quantidade, qtd, qtde, menge, anzahl, \
         quantite, item quantity, invoice lines quantity, qte",
    ),
    (
        Field::LineNet,
        Says,
        "line net, line amount, line total, line subtotal, item total, item amount, item net, importe linea, \
         importe partida, total linea, total partida, valor item, total item, positionsbetrag, gesamtpreis, \
         montant ligne, total ligne, invoice lines subtotal",
    ),
    (
        Field::LineNet,
        May,
        "net, net amount, net total, subtotal, sub total, neto, importe neto, monto neto, base imponible, \
         base, valor liquido, liquido, netto, nettobetrag, montant ht, total ht, taxable amount, tax \
         excluded, base gravable, valor neto",
    ),
    (
        Field::LineTaxPercent,
        Says,
        "line tax percent, tax percent, tax rate, vat rate, vat percent, tasa iva, iva percent, porcentaje \
         iva, tipo iva, tasa impuesto, aliquota, alicuota, alicuota iva, taxa imposto, ipi percent, icms \
         percent, igv percent, steuersatz, mwst satz, mwst percent, ust satz, taux tva, item tax percent, gst \
         percent",
    ),
    (
        Field::LineTax,
        Says,
        "line tax, tax amount, item tax amount, item tax, line tax amount, importe iva linea, iva linea, \
         steuerbetrag position, invoice lines tax",
    ),
    (
        Field::LineTax,
        May,
        "tax, vat, vat amount, sales tax, tax total, total tax, iva, importe iva, monto iva, total iva, \
         impuesto, impuestos, total impuestos, ipi, icms, igv, itbis, imposto, impostos, steuer, \
         steuerbetrag, mwst, mwst betrag, ust, mehrwertsteuer, umsatzsteuer, tva, montant tva, total tva",
    ),
];

fn all() -> impl Iterator<Item = &'static (Field, Confidence, &'static str)> {
    SYNONYMS.iter().chain(decisions::SYNONYMS).chain(swedish::SYNONYMS).chain(OF_CUSTOMERS)
}

/// What each of them names. Every cell that may be a heading is looked up, several times.
static NAMED: LazyLock<HashMap<&'static str, (Field, Confidence)>> = LazyLock::new(|| {
    let each = all().flat_map(|(field, confidence, words)| words.split(", ").map(|word| (word, (*field, *confidence))));
    each.collect()
});

/// The field that a folded heading names.
pub(super) fn look_up(folded: &str) -> Option<(Field, Confidence)> {
    NAMED.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::fold;

    #[test]
    fn every_synonym_is_folded_and_means_one_thing() {
        let mut seen = std::collections::HashMap::new();
        for (field, _, words) in all() {
            for word in words.split(", ") {
                assert_eq!(fold(word), word, "not as `fold` leaves it");
                assert_eq!(seen.insert(word, field), None, "{word} stands twice");
            }
        }
        for field in Field::ALL {
            assert!(seen.contains_key(fold(field.as_str()).as_str()), "{field} is not known by its own name");
        }
    }
}
