//! A list of payments alone: what was paid, when, and of which document, without the document's own sum.

use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::options::Options;
use crate::question::Question;

/// Headings of the document that was paid.
const DOCUMENTS: &str = "factura, nro factura, no factura, n factura, num factura, numero factura, factura no, folio factura, \
    factura pagada, documento pagado, documento, comprobante, invoice, invoice number, invoice no, invoice id, fatura, numero \
    fatura, nota fiscal, rechnung, rechnungsnummer, rechnungsnr, rechnung nr, facture, numero facture, n facture";
/// Headings of the payment's own number.
const RECEIPTS: &str = "recibo, nro recibo, no recibo, n recibo, numero recibo, recibo no, recibo caja, pago, nro pago, numero \
    pago, cobro, receipt, receipt number, receipt no, payment, payment number, payment no, payment id, recebimento, pagamento, \
    quittung, zahlung, zahlungsnummer, recu, numero recu, reglement, numero reglement";

/// Whether it is one, where it has what was paid and when, and no sum of a document.
pub(super) fn question(columns: &Columns, options: &Options) -> Option<Question> {
    let sums = [Field::Amount, Field::OpenAmount, Field::LineNet, Field::Debit, Field::DueDate];
    let other = sums.into_iter().any(|field| columns.has(field) || options.default_for(field).is_some());
    if other || options.file.is_some() {
        return None;
    }
    let heading = |field| columns.heading(field).map(str::to_owned);
    let among = |list: &str| {
        let is = |heading: &&String| list.split(", ").any(|known| known.trim() == fold(heading));
        columns.headings.iter().find(is).cloned()
    };
    let day = [Field::SettledDate, Field::LastPayment, Field::IssueDate].into_iter().find_map(heading)?;
    let (amount, document) = (heading(Field::PaidAmount).or_else(|| heading(Field::Paid))?, among(DOCUMENTS)?);
    let receipt = among(RECEIPTS).filter(|receipt| *receipt != amount);
    Some(Question::Payments { amount, day, document, receipt })
}
