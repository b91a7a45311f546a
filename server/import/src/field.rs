//! The fields that a list of debts can have.

use std::fmt;
use std::str::FromStr;

/// What a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The invoice's number: text, leading zeros kept.
    InvoiceNumber,
    /// The series that the number counts in, or the prefix that belongs to it.
    Series,
    /// Which part of the document the row is: `2/3`.
    Part,
    /// What kind of document it is, in words.
    Kind,
    /// What became of the document: open, paid, void, draft.
    Status,
    /// What was paid of it, in words, beside a status of the document.
    PaymentStatus,
    /// Whether it was cancelled: yes or no, or the day.
    Void,
    /// The creditor's own number of the customer.
    CustomerId,
    /// Name of the customer.
    CustomerName,
    /// Addresses for mail.
    CustomerEmail,
    /// Telephone number, as written.
    CustomerPhone,
    /// Postcode of the customer's address.
    CustomerPostcode,
    /// Postal address of the customer.
    CustomerAddress,
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
    /// ISO 4217 code, sign or name.
    Currency,
    /// The whole sum with tax.
    Amount,
    /// What was paid of it.
    PaidAmount,
    /// What was set off of it by credit notes.
    CreditedAmount,
    /// What is still owed of it.
    OpenAmount,
    /// A heading that may mean an amount, a day, or yes and no: the cells tell.
    Paid,
    /// What the customer owes by the row; with a column of credits beside it.
    Debit,
    /// By what the row lowers what the customer owes.
    Credit,
    /// Debit or credit, by a letter or a word beside one amount.
    Side,
    /// Terms of payment in words, for example `2/10 net 30`.
    Terms,
    /// The number of another document that a credit note or payment names.
    Reference,
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
    /// First name of a customer whose name stands in several columns.
    GivenName,
    /// Further first names.
    MiddleName,
    /// Surname, the first one where there are two.
    Surname,
    /// Second surname, or the second line of a firm's name.
    SecondSurname,
    /// The name that a firm trades under, beside the one that it is registered with.
    TradeName,
    /// The letter of a document's class, which belongs to its number (Argentina's A, B, C).
    Letter,
    /// The establishment whose number a document's number begins with.
    Branch,
    /// The point of sale or emission that its number begins with.
    PointOfSale,
    /// What the customer keeps back for the tax office and does not pay to the creditor.
    Withheld,
    /// What is left to be paid when everything that is kept back is taken off, or what is collected on top is added.
    NetReceivable,
    /// The sum of the whole document, where the amount is that of a part.
    DocumentTotal,
    /// Day of the last payment, which says nothing of the whole.
    LastPayment,
    /// Whose debt the document is, in words: a customer's, or the firm's own to a supplier.
    Direction,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 49] = [
        Self::InvoiceNumber,
        Self::Series,
        Self::Part,
        Self::Kind,
        Self::Status,
        Self::PaymentStatus,
        Self::Void,
        Self::CustomerId,
        Self::CustomerName,
        Self::CustomerEmail,
        Self::CustomerPhone,
        Self::CustomerPostcode,
        Self::CustomerAddress,
        Self::CustomerTaxId,
        Self::Locale,
        Self::IssueDate,
        Self::DueDate,
        Self::SettledDate,
        Self::Currency,
        Self::Amount,
        Self::PaidAmount,
        Self::CreditedAmount,
        Self::OpenAmount,
        Self::Paid,
        Self::Debit,
        Self::Credit,
        Self::Side,
        Self::Terms,
        Self::Reference,
        Self::Description,
        Self::Notes,
        Self::LineDescription,
        Self::LineQuantity,
        Self::LineNet,
        Self::LineTaxPercent,
        Self::LineTax,
        Self::GivenName,
        Self::MiddleName,
        Self::Surname,
        Self::SecondSurname,
        Self::TradeName,
        Self::Letter,
        Self::Branch,
        Self::PointOfSale,
        Self::Withheld,
        Self::NetReceivable,
        Self::DocumentTotal,
        Self::LastPayment,
        Self::Direction,
    ];

    /// The fields that say who the customer is.
    pub(super) const CUSTOMER: [Self; 9] = [
        Self::CustomerName,
        Self::CustomerId,
        Self::CustomerEmail,
        Self::CustomerTaxId,
        Self::GivenName,
        Self::MiddleName,
        Self::Surname,
        Self::SecondSurname,
        Self::TradeName,
    ];

    /// The fields that hold days.
    pub const DATES: [Self; 3] = [Self::IssueDate, Self::DueDate, Self::SettledDate];

    /// The fields that hold numbers with separators.
    pub const NUMBERS: [Self; 12] = [
        Self::Amount,
        Self::PaidAmount,
        Self::CreditedAmount,
        Self::OpenAmount,
        Self::Debit,
        Self::Credit,
        Self::LineQuantity,
        Self::LineNet,
        Self::LineTax,
        Self::Withheld,
        Self::NetReceivable,
        Self::DocumentTotal,
    ];

    /// The fields whose cells are words that decide about money: one that is not known is asked for.
    pub(super) const WORDS: [Self; 7] =
        [Self::Kind, Self::Status, Self::PaymentStatus, Self::Void, Self::Paid, Self::Side, Self::Direction];

    /// Does a value that is said for all rows hold for one file alone? Whose the documents are, and which they are, is seldom
    /// the same in the next one; how they are written and what they are in is.
    pub(super) const fn is_own_of_file(self) -> bool {
        match self {
            Self::InvoiceNumber
            | Self::Part
            | Self::Void
            | Self::CustomerId
            | Self::CustomerName
            | Self::CustomerEmail
            | Self::CustomerPhone
            | Self::CustomerPostcode
            | Self::CustomerAddress
            | Self::CustomerTaxId
            | Self::IssueDate
            | Self::DueDate
            | Self::SettledDate
            | Self::Amount
            | Self::PaidAmount
            | Self::CreditedAmount
            | Self::OpenAmount
            | Self::Paid
            | Self::Debit
            | Self::Credit
            | Self::Reference
            | Self::Description
            | Self::Notes
            | Self::LineDescription
            | Self::LineQuantity
            | Self::LineNet
            | Self::LineTax
            | Self::GivenName
            | Self::MiddleName
            | Self::Surname
            | Self::SecondSurname
            | Self::TradeName
            | Self::Withheld
            | Self::NetReceivable
            | Self::DocumentTotal
            | Self::LastPayment => true,
            Self::Series
            | Self::Kind
            | Self::Status
            | Self::PaymentStatus
            | Self::Locale
            | Self::Currency
            | Self::Side
            | Self::Terms
            | Self::LineTaxPercent
            | Self::Letter
            | Self::Branch
            | Self::PointOfSale
            | Self::Direction => false,
        }
    }

    /// The name on the command line and in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvoiceNumber => "invoice_number",
            Self::Series => "series",
            Self::Part => "part",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::PaymentStatus => "paid_status",
            Self::Void => "void",
            Self::CustomerId => "customer_id",
            Self::CustomerName => "customer_name",
            Self::CustomerEmail => "customer_email",
            Self::CustomerPhone => "customer_phone",
            Self::CustomerPostcode => "customer_postcode",
            Self::CustomerAddress => "customer_address",
            Self::CustomerTaxId => "customer_tax_id",
            Self::Locale => "locale",
            Self::IssueDate => "issue_date",
            Self::DueDate => "due_date",
            Self::SettledDate => "settled_date",
            Self::Currency => "currency",
            Self::Amount => "amount",
            Self::PaidAmount => "paid_amount",
            Self::CreditedAmount => "credited_amount",
            Self::OpenAmount => "open_amount",
            Self::Paid => "paid",
            Self::Debit => "debit",
            Self::Credit => "credit",
            Self::Side => "side",
            Self::Terms => "terms",
            Self::Reference => "reference",
            Self::Description => "description",
            Self::Notes => "notes",
            Self::LineDescription => "line_description",
            Self::LineQuantity => "line_quantity",
            Self::LineNet => "line_net",
            Self::LineTaxPercent => "line_tax_percent",
            Self::LineTax => "line_tax",
            Self::GivenName => "customer_given_name",
            Self::MiddleName => "customer_middle_name",
            Self::Surname => "customer_surname",
            Self::SecondSurname => "customer_second_surname",
            Self::TradeName => "customer_trade_name",
            Self::Letter => "letter",
            Self::Branch => "branch",
            Self::PointOfSale => "point_of_sale",
            Self::Withheld => "withheld",
            Self::NetReceivable => "net_receivable",
            Self::DocumentTotal => "document_total",
            Self::LastPayment => "last_payment",
            Self::Direction => "direction",
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

    /// Does it say who the customer is, or how to reach them?
    pub(super) const fn is_customer(self) -> bool {
        matches!(
            self,
            Self::CustomerName
                | Self::CustomerId
                | Self::CustomerEmail
                | Self::CustomerTaxId
                | Self::CustomerPhone
                | Self::CustomerPostcode
                | Self::CustomerAddress
                | Self::GivenName
                | Self::MiddleName
                | Self::Surname
                | Self::SecondSurname
                | Self::TradeName
        )
    }

    /// Is nothing lost if the wrong one of two columns is read?
    pub(super) const fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::CustomerPhone
                | Self::CustomerPostcode
                | Self::CustomerAddress
                | Self::Locale
                | Self::Terms
                | Self::Reference
                | Self::Description
                | Self::Notes
                | Self::LineDescription
                | Self::LineQuantity
                | Self::LineTax
                | Self::LineTaxPercent
                | Self::LastPayment
        )
    }

    /// May its heading carry the currency (`Saldo COP`)?
    pub(super) const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::PaidAmount
                | Self::CreditedAmount
                | Self::OpenAmount
                | Self::Debit
                | Self::Credit
                | Self::LineNet
                | Self::LineTax
                | Self::Withheld
                | Self::NetReceivable
                | Self::DocumentTotal
        )
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
            "total" => Ok(Self::Amount),
            "balance" => Ok(Self::OpenAmount),
            _ => Self::ALL
                .into_iter()
                .find(|field| field.as_str() == text)
                .ok_or_else(|| UnknownField(text.chars().take(40).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for (i, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.as_str().parse(), Ok(field));
            assert_eq!(field.index(), i);
        }
        assert_eq!("type".parse(), Ok(Field::Kind));
        assert!("colour".parse::<Field>().is_err());
    }
}
