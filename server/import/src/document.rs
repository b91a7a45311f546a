//! What an electronic invoice says, whichever standard it is written in.

use domain::date::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The standard that a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standard {
    /// OASIS UBL 2.1, among them EN 16931, Peppol, XRechnung and Colombia's DIAN.
    Ubl,
    /// UN/CEFACT Cross Industry Invoice, among them ZUGFeRD 2 and Factur-X.
    Cii,
    /// Mexico's CFDI 4.0.
    Cfdi,
    /// Chile's DTE.
    Dte,
}

impl Standard {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ubl => "ubl",
            Self::Cii => "cii",
            Self::Cfdi => "cfdi",
            Self::Dte => "dte",
        }
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Something is owed for it.
    Invoice,
    /// Something more is owed.
    DebitNote,
    /// Something is owed back.
    CreditNote,
    /// It says that invoices were paid.
    Payment,
    /// No claim: a proforma, a dispatch note, a pay slip … What it is.
    NoClaim(&'static str),
    /// Nobody knows: its code is none of those that are known, and is asked about.
    Unknown,
}

/// Somebody: the seller or the buyer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// The registered name, else the one it trades under.
    pub name: Option<String>,
    /// Numbers of tax offices, as written.
    pub tax_ids: Vec<String>,
    /// Number in a register of firms.
    pub registration: Option<String>,
    /// The seller's own number of the buyer.
    pub customer_number: Option<String>,
    /// Addresses for mail.
    pub emails: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Street, town and so on.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Country, as ISO 3166 has it where the document does.
    pub country: Option<String>,
}

/// The sums of a document, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the lines, without tax and before allowances of the whole.
    pub lines: Option<Decimal>,
    /// Without tax.
    pub exclusive: Option<Decimal>,
    /// With tax.
    pub inclusive: Option<Decimal>,
    /// Taken off the whole.
    pub allowances: Option<Decimal>,
    /// Put onto the whole.
    pub charges: Option<Decimal>,
    /// Taxes that are added.
    pub taxes: Option<Decimal>,
    /// Taxes that the buyer keeps back for the state.
    pub withheld: Option<Decimal>,
    /// Paid before the document was issued.
    pub prepaid: Option<Decimal>,
    /// Added to make the sum round.
    pub rounding: Option<Decimal>,
    /// Collected for others, on top of the sum (XRechnung, BG-DEX-09).
    pub for_others: Option<Decimal>,
    /// What is to be paid.
    pub payable: Option<Decimal>,
}

/// A tax on a part of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxLine {
    /// Kind of tax or category, as written: `S`, `002`, `IVA`.
    pub category: Option<String>,
    /// Rate in per cent.
    pub percent: Option<Decimal>,
    /// What it is on.
    pub taxable: Option<Decimal>,
    /// The tax.
    pub tax: Decimal,
    /// Is it kept back by the buyer?
    pub withheld: bool,
}

/// Something taken off the whole, or put onto it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// What for.
    pub reason: Option<String>,
    /// How much; negative if it is taken off.
    pub amount: Decimal,
    /// Its rate of tax in per cent.
    pub tax_percent: Option<Decimal>,
}

/// One row of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// What was sold.
    pub description: String,
    /// The quantity, in the unit that the document names.
    pub quantity: Option<Decimal>,
    /// Its sum without tax.
    pub net: Decimal,
    /// Its rate of tax in per cent, where it has one.
    pub tax_percent: Option<Decimal>,
    /// Its taxes less what is withheld, where the document says so of each line.
    pub tax: Option<Decimal>,
}

/// Taken off if the document is paid early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyPayment {
    /// In per cent of the sum.
    pub percent: Decimal,
    /// Within so many days of the issue.
    pub days: Option<u32>,
    /// The last day.
    pub until: Option<Date>,
    /// Of how much, where not of the whole.
    pub base: Option<Decimal>,
}

/// A part that is due on a day of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedPart {
    /// Last day to pay it.
    pub due: Date,
    /// The amount, in units of its currency.
    pub amount: Option<Decimal>,
    /// How much, in per cent of the sum.
    pub percent: Option<Decimal>,
}

/// How the document asks to be paid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentMeans {
    /// Code of the standard: `30`, `58`, `03`.
    pub code: Option<String>,
    /// What the payer should write beside it.
    pub reference: Option<String>,
    /// The account: IBAN, CLABE or another number.
    pub account: Option<String>,
    /// Whose it is.
    pub account_name: Option<String>,
    /// The bank: BIC or name.
    pub bank: Option<String>,
}

/// Another document that this one names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// What kind: type code of the standard, or of the relation.
    pub kind: Option<String>,
    /// Its number, with its series.
    pub number: Option<String>,
    /// Its number at the tax office.
    pub uuid: Option<String>,
    /// Why it is named: `1` of a DTE takes it back as a whole.
    pub code: Option<String>,
}

/// A payment that a document certifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertifiedPayment {
    /// The day.
    pub day: Option<Date>,
    /// How: code of the standard.
    pub form: Option<String>,
    /// Currency.
    pub currency: Option<String>,
    /// The whole payment.
    pub amount: Option<Decimal>,
    /// What of it went to which document.
    pub documents: Vec<PaidDocument>,
}

/// What a payment was to one document, in the document's own currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidDocument {
    /// Its number at the tax office.
    pub uuid: String,
    /// Its series.
    pub series: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// Which payment of it this is.
    pub instalment: Option<u32>,
    /// Open before.
    pub previous: Option<Decimal>,
    /// Paid.
    pub paid: Option<Decimal>,
    /// Open after.
    pub remaining: Option<Decimal>,
}

/// The bytes that a document came in, which its debtor may want to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The file's name, where it is known; of a file in an archive that inside of it.
    pub name: Option<String>,
    /// `application/xml`
    pub media_type: &'static str,
    /// SHA-256.
    pub digest: [u8; 32],
    /// All of them.
    pub bytes: Arc<[u8]>,
}

/// What a field is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Not a day.
    Day,
    /// Not an amount or a rate.
    Amount,
    /// Not in the document's currency.
    Currency,
    /// There twice, with different contents.
    Twice,
}

/// Something wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of mistake.
    pub wrong: Wrong,
    /// The field.
    pub field: &'static str,
    /// A sentence for a person, without full stop.
    pub message: String,
}

/// An electronic invoice, credit note or payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The standard that it follows.
    pub standard: Standard,
    /// What it is.
    pub nature: Nature,
    /// The code that says so.
    pub type_code: Option<String>,
    /// The profile of the standard that it claims to follow.
    pub profile: Option<String>,
    /// The series that its number counts in.
    pub series: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Its number at the tax office: UUID, CUFE.
    pub uuid: Option<String>,
    /// Day of issue.
    pub issued: Option<Date>,
    /// Last day to pay, as the document itself says.
    pub due: Option<Date>,
    /// Currency, as written.
    pub currency: Option<String>,
    /// Who is owed.
    pub seller: Party,
    /// Who owes.
    pub buyer: Party,
    /// Who is to be paid, where that is somebody else than the seller: a factor, for example.
    pub payee: Option<Party>,
    /// Sums.
    pub totals: Totals,
    /// Taxes.
    pub taxes: Vec<TaxLine>,
    /// What is taken off the whole or put onto it.
    pub adjustments: Vec<Adjustment>,
    /// Its rows, if they are not more than an invoice has.
    pub lines: Vec<DocumentLine>,
    /// How many rows it has.
    pub line_count: usize,
    /// Terms of payment in words.
    pub terms: Vec<String>,
    /// Days granted, where the document has a field for them.
    pub term_days: Option<u32>,
    /// What is taken off for paying early.
    pub early_payment: Vec<EarlyPayment>,
    /// Parts with days of their own.
    pub parts: Vec<DatedPart>,
    /// What of it is to be paid on credit, where it says so (Peru's `FormaPago`).
    pub on_credit: Option<Decimal>,
    /// What the buyer pays to a tax account instead of the seller (Peru's detracción), in the document's currency.
    pub kept_back: Option<Decimal>,
    /// How it asks to be paid.
    pub means: Vec<PaymentMeans>,
    /// Does it say that it was or is paid at once (PUE, contado)? Whether it still is owed, only a person knows.
    pub paid_at_once: bool,
    /// Other documents that it names.
    pub references: Vec<Reference>,
    /// Payments that it certifies.
    pub payments: Vec<CertifiedPayment>,
    /// Remarks.
    pub notes: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The bytes that it came in.
    pub original: Original,
}

impl Document {
    /// The documents in whose place this one stands, by their numbers at the tax office or the seller's own: what they say is
    /// owed no more. A CFDI says so by its relation 04, UBL and CII by the type of a corrected invoice (UNTDID 1001).
    pub fn replaces(&self) -> impl Iterator<Item = &str> {
        let corrects = self.type_code.as_deref().is_some_and(is_corrected) && self.nature == Nature::Invoice;
        let stands_for = move |one: &&Reference| match self.standard {
            Standard::Cfdi => one.kind.as_deref() == Some("04"),
            Standard::Ubl | Standard::Cii => corrects,
            Standard::Dte => false,
        };
        self.references.iter().filter(stands_for).filter_map(|one| one.uuid.as_deref().or(one.number.as_deref()))
    }

    /// Of this standard and nature, and otherwise empty.
    pub(super) fn new(standard: Standard, nature: Nature) -> Self {
        let original = Original { name: None, media_type: "application/xml", digest: [0; 32], bytes: Arc::from([]) };
        Self {
            standard,
            nature,
            type_code: None,
            profile: None,
            series: None,
            number: None,
            uuid: None,
            issued: None,
            due: None,
            currency: None,
            seller: Party::default(),
            buyer: Party::default(),
            payee: None,
            totals: Totals::default(),
            taxes: Vec::new(),
            adjustments: Vec::new(),
            lines: Vec::new(),
            line_count: 0,
            terms: Vec::new(),
            term_days: None,
            early_payment: Vec::new(),
            parts: Vec::new(),
            on_credit: None,
            kept_back: None,
            means: Vec::new(),
            paid_at_once: false,
            references: Vec::new(),
            payments: Vec::new(),
            notes: Vec::new(),
            problems: Vec::new(),
            original,
        }
    }

    /// What it is called where it is told of: its number, else that of the tax office.
    #[must_use]
    pub fn shown_number(&self) -> &str {
        self.number.as_deref().or(self.uuid.as_deref()).unwrap_or("a document without a number")
    }
}

/// Codes of invoices that stand in the place of the one that they name: UNTDID 1001's corrected invoices.
fn is_corrected(code: &str) -> bool {
    matches!(code, "384" | "471" | "472" | "473")
}
