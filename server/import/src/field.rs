//! The fields an invoice file can have, and the words that people head such columns with.
//!
//! To teach the import another word, add it to [`SYNONYMS`]: lower case, no accents, blanks between
//! the words, small words (of, de, la, no …) left out.

use std::fmt;
use std::str::FromStr;

/// What a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The invoice's number: text, leading zeros kept.
    InvoiceNumber,
    /// Invoice or credit note, in words.
    Kind,
    /// The creditor's own number of the customer.
    CustomerId,
    /// Name of the customer.
    CustomerName,
    /// Address for mail.
    CustomerEmail,
    /// Telephone number, as written.
    CustomerPhone,
    /// Postcode of the customer's address.
    CustomerPostcode,
    /// The number that the tax office knows the customer by.
    CustomerTaxId,
    /// Language of the customer, for example `es` or `pt-BR`.
    Locale,
    /// Day of the invoice.
    IssueDate,
    /// Last day to pay.
    DueDate,
    /// Day on which all of it was paid.
    SettledDate,
    /// ISO 4217 code.
    Currency,
    /// The whole sum with tax.
    Amount,
    /// What is still owed of it.
    OpenAmount,
    /// Terms of payment in words, for example `2/10 net 30`.
    Terms,
    /// What the invoice is for.
    Description,
    /// Remarks.
    Notes,
    /// What a line is for.
    LineDescription,
    /// How many of it.
    LineQuantity,
    /// The line's sum without tax.
    LineNet,
    /// The line's tax in per cent.
    LineTaxPercent,
    /// The line's tax.
    LineTax,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 23] = [
        Self::InvoiceNumber,
        Self::Kind,
        Self::CustomerId,
        Self::CustomerName,
        Self::CustomerEmail,
        Self::CustomerPhone,
        Self::CustomerPostcode,
        Self::CustomerTaxId,
        Self::Locale,
        Self::IssueDate,
        Self::DueDate,
        Self::SettledDate,
        Self::Currency,
        Self::Amount,
        Self::OpenAmount,
        Self::Terms,
        Self::Description,
        Self::Notes,
        Self::LineDescription,
        Self::LineQuantity,
        Self::LineNet,
        Self::LineTaxPercent,
        Self::LineTax,
    ];

    /// The fields that hold days.
    pub const DATES: [Self; 3] = [Self::IssueDate, Self::DueDate, Self::SettledDate];

    /// The fields that hold numbers with separators.
    pub const NUMBERS: [Self; 5] = [Self::Amount, Self::OpenAmount, Self::LineQuantity, Self::LineNet, Self::LineTax];

    /// The name on the command line and in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvoiceNumber => "invoice_number",
            Self::Kind => "kind",
            Self::CustomerId => "customer_id",
            Self::CustomerName => "customer_name",
            Self::CustomerEmail => "customer_email",
            Self::CustomerPhone => "customer_phone",
            Self::CustomerPostcode => "customer_postcode",
            Self::CustomerTaxId => "customer_tax_id",
            Self::Locale => "locale",
            Self::IssueDate => "issue_date",
            Self::DueDate => "due_date",
            Self::SettledDate => "settled_date",
            Self::Currency => "currency",
            Self::Amount => "amount",
            Self::OpenAmount => "open_amount",
            Self::Terms => "terms",
            Self::Description => "description",
            Self::Notes => "notes",
            Self::LineDescription => "line_description",
            Self::LineQuantity => "line_quantity",
            Self::LineNet => "line_net",
            Self::LineTaxPercent => "line_tax_percent",
            Self::LineTax => "line_tax",
        }
    }

    /// Where the field stands in tables that have a place for each field.
    pub(super) const fn index(self) -> usize {
        self as usize
    }

    /// Belongs to a line of an invoice rather than to the whole?
    pub(super) const fn is_line(self) -> bool {
        matches!(
            self,
            Self::LineDescription | Self::LineQuantity | Self::LineNet | Self::LineTaxPercent | Self::LineTax
        )
    }

    /// Is nothing lost if the wrong one of two columns is read?
    pub(super) const fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::CustomerPhone
                | Self::CustomerPostcode
                | Self::Locale
                | Self::Terms
                | Self::Description
                | Self::Notes
                | Self::LineDescription
        )
    }

    /// May its heading carry the currency (`Saldo COP`)?
    pub(super) const fn is_money(self) -> bool {
        matches!(self, Self::Amount | Self::OpenAmount | Self::LineNet | Self::LineTax)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a field; the fields are {names}", names = Field::ALL.map(Field::as_str).join(", "))]
pub struct UnknownField(String);

impl FromStr for Field {
    type Err = UnknownField;

    /// The names of [`Field::as_str`], and a few that people try: `type`, `phone`, `language`.
    fn from_str(text: &str) -> Result<Self, UnknownField> {
        match text {
            "type" => Ok(Self::Kind),
            "phone" => Ok(Self::CustomerPhone),
            "language" => Ok(Self::Locale),
            "number" => Ok(Self::InvoiceNumber),
            _ => Self::ALL
                .into_iter()
                .find(|field| field.as_str() == text)
                .ok_or_else(|| UnknownField(text.chars().take(40).collect())),
        }
    }
}

/// How sure a heading is of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// The heading says so.
    Says,
    /// It can mean this when no other column does.
    May,
}

use Sureness::{May, Says};

/// Headings in Spanish, English, Portuguese, German and French, as [`super::columns::fold`] leaves
/// them, parted by commas.
const SYNONYMS: &[(Field, Sureness, &str)] = &[
    (
        Field::InvoiceNumber,
        Says,
        "invoice, invoice number, invoice id, invoice num, inv, factura, numero factura, num factura, nro \
         factura, folio, folio fiscal, serie folio, fatura, numero fatura, nota fiscal, nf, nfe, nf e, numero \
         nota fiscal, rechnung, rechnungsnummer, rechnung nr, rechnungs nr, rechnungsnr, belegnummer, \
         facture, numero facture, document number, numero documento, nro documento, num documento",
    ),
    (
        Field::InvoiceNumber,
        May,
        "number, numero, num, nro, nummer, documento, document, doc, comprobante, beleg, boleta",
    ),
    (
        Field::Kind,
        Says,
        "kind, type, document type, doc type, invoice type, tipo, tipo documento, tipo comprobante, tipo doc, \
         art, typ, belegart, belegtyp",
    ),
    (
        Field::CustomerId,
        Says,
        "customer id, customer number, customer code, customer ref, client id, client number, client code, \
         account number, id cliente, codigo cliente, cod cliente, clave cliente, numero cliente, nro cliente, \
         cliente id, debtor id, debtor, kundennummer, kunden nr, kundennr, code client, numero client",
    ),
    (Field::CustomerId, May, "account"),
    (
        Field::CustomerName,
        Says,
        "customer, customer name, client, client name, company, company name, bill to, debtor name, cliente, \
         nombre cliente, razon social, nome cliente, razao social, kunde, kundenname, raison sociale, nom \
         client",
    ),
    (Field::CustomerName, May, "name, nombre, nome, nom, empresa, firma, deudor, devedor"),
    (
        Field::CustomerEmail,
        Says,
        "email, e mail, mail, email address, e mail address, customer email, customer e mail, client email, \
         correo, correo electronico, correo cliente, email cliente, e mail cliente, courriel, e mail adresse",
    ),
    (
        Field::CustomerPhone,
        Says,
        "phone, phone number, telephone, tel, mobile, telefono, celular, movil, telefone, telefon, customer \
         phone, whatsapp",
    ),
    (
        Field::CustomerPostcode,
        Says,
        "customer postcode, customer postal code, customer zip, customer zip code, billing postcode, billing postal code, \
         billing zip, billing zip code, postcode, postal code, post code, zip code, zipcode, codigo postal, cod postal, \
         codigo postal cliente, cp cliente, cep cliente, postleitzahl, plz, plz kunde, code postal",
    ),
    (Field::CustomerPostcode, May, "zip, cp, c p, cep"),
    (
        Field::CustomerTaxId,
        Says,
        "customer tax id, customer tax number, customer vat, customer vat number, client tax id, rfc cliente, rfc receptor, \
         rut cliente, nit cliente, cuit cliente, ruc cliente, nif cliente, cif cliente, cnpj cliente, cpf cliente, \
         cnpj cpf cliente, id fiscal cliente, cnpj destinatario, cnpj tomador, kunde ust id, kunde ust idnr, nif, \
         tax number, vat number, ust idnr, steuernummer, id fiscal, numero fiscal, identificacion fiscal",
    ),
    // Also what a customer goes by where there is no other number: see `columns`.
    (Field::CustomerTaxId, May, "rfc, nit, rut, cuit, ruc, cnpj, cpf, cnpj cpf, cpf cnpj, tax id, vat id, ust id"),
    (Field::Locale, Says, "locale, language, lang, idioma, lengua, lingua, sprache, langue"),
    (
        Field::IssueDate,
        Says,
        "issue date, invoice date, issued, issued on, date issued, document date, billing date, fecha \
         emision, fecha factura, fecha documento, emitida, emitido, emision, data emissao, emissao, data \
         fatura, rechnungsdatum, ausgestellt, belegdatum, date facture, date emission",
    ),
    (Field::IssueDate, May, "date, fecha, data, datum"),
    (
        Field::DueDate,
        Says,
        "due date, due, due on, date due, payment due, payment due date, maturity, maturity date, \
         vencimiento, fecha vencimiento, fecha vence, vence, vto, fecha vto, fecha limite, fecha limite pago, \
         vencimento, data vencimento, venc, fallig, fallig am, falligkeit, falligkeitsdatum, zahlbar bis, \
         echeance, date echeance",
    ),
    (
        Field::SettledDate,
        Says,
        "settled date, settled, settled on, paid date, paid on, date paid, payment date, settlement date, \
         fecha pago, pagada, pagado, fecha cobro, cobrada, data pagamento, pago em, data pago, bezahlt am, \
         zahlungsdatum, date paiement, date reglement",
    ),
    (Field::Currency, Says, "currency, currency code, ccy, cur, moneda, divisa, moeda, wahrung, devise"),
    (
        Field::Amount,
        Says,
        "amount, invoice amount, total amount, invoice total, total, grand total, gross, gross amount, \
         importe, importe total, importe factura, monto, monto total, total factura, valor total, valor \
         factura, valor bruto, valor fatura, betrag, gesamtbetrag, rechnungsbetrag, bruttobetrag, brutto, \
         montant, montant ttc, total ttc",
    ),
    (Field::Amount, May, "valor, wert, value, sum, summe, bruto"),
    (
        Field::OpenAmount,
        Says,
        "open amount, open, open balance, balance, balance due, amount due, amount open, outstanding, \
         outstanding amount, remaining, saldo, saldo pendiente, saldo factura, pendiente, importe pendiente, \
         monto pendiente, por cobrar, saldo aberto, saldo em aberto, valor aberto, valor em aberto, em \
         aberto, offen, offener betrag, restbetrag, solde, reste payer",
    ),
    (
        Field::Terms,
        Says,
        "terms, payment terms, condiciones, condiciones pago, condicion pago, plazo, terminos, terminos pago, \
         condicao pagamento, condicoes pagamento, prazo, zahlungsziel, zahlungsbedingungen, conditions \
         paiement",
    ),
    (
        Field::Description,
        Says,
        "description, descripcion, concepto, descricao, beschreibung, betreff, subject, asunto, objet",
    ),
    (
        Field::Notes,
        Says,
        "notes, note, remarks, comment, comments, notas, nota, observaciones, observacion, comentarios, \
         observacoes, bemerkung, bemerkungen, remarques",
    ),
    (
        Field::LineDescription,
        Says,
        "line description, item, item description, item name, product, product name, articulo, producto, \
         descripcion linea, concepto linea, descripcion producto, descripcion articulo, linea, partida, \
         produto, descricao item, descricao produto, artikel, position, produit, article",
    ),
    (
        Field::LineQuantity,
        Says,
        "line quantity, quantity, qty, cantidad, cant, quantidade, qtd, qtde, menge, anzahl, quantite",
    ),
    (
        Field::LineNet,
        Says,
        "line net, net, net amount, net total, subtotal, sub total, line total, neto, importe neto, monto \
         neto, base imponible, base, importe linea, valor liquido, liquido, netto, nettobetrag, montant ht, \
         total ht",
    ),
    (
        Field::LineTaxPercent,
        Says,
        "line tax percent, tax percent, tax rate, vat rate, vat percent, tasa iva, iva percent, porcentaje \
         iva, tipo iva, tasa impuesto, aliquota, alicuota, alicuota iva, taxa imposto, ipi percent, icms percent, \
         igv percent, steuersatz, mwst satz, mwst percent, taux tva",
    ),
    (
        Field::LineTax,
        Says,
        "line tax, tax, tax amount, vat, vat amount, sales tax, iva, importe iva, monto iva, impuesto, \
         impuestos, ipi, icms, igv, itbis, imposto, impostos, steuer, mwst, ust, mehrwertsteuer, tva, montant tva",
    ),
];

/// The field that a folded heading names.
pub(super) fn look_up(folded: &str) -> Option<(Field, Sureness)> {
    let known = SYNONYMS.iter().find(|(_, _, words)| words.split(", ").any(|word| word == folded));
    known.map(|(field, sureness, _)| (*field, *sureness))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::fold;

    #[test]
    fn names_read_back() {
        for (i, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.as_str().parse(), Ok(field));
            assert_eq!(field.index(), i);
        }
        assert_eq!("type".parse(), Ok(Field::Kind));
        assert!("colour".parse::<Field>().is_err());
    }

    #[test]
    fn every_synonym_is_folded_and_means_one_thing() {
        let mut seen = std::collections::HashMap::new();
        for (field, _, words) in SYNONYMS {
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
