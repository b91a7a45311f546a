//! Agreements: what was accepted, frozen, in one form of bytes that can be hashed and signed.
//!
//! The canonical bytes of an [`Agreement`] are its JSON as `serde_json` writes it without spaces:
//! the fields in the order of the structs here, enums by their tag, amounts as whole minor units,
//! percentages as decimal text, days as `2026-03-31`, instants in whole UTC seconds as
//! `2026-03-31T12:00:00Z`, no floating point, nothing left out (`null` where there is nothing).
//! The SHA-256 of these bytes is the hash; the signature is Ed25519 over the same bytes. To change
//! the order, the names or the kinds is a new [`FORMAT`]; what was signed is never written anew.

mod extension;
mod received;
mod record;
mod standing;

pub use extension::ExtensionMove;
pub use received::{ReceivedPayment, ReceivedPayments};
pub use record::{AgreementKind, AgreementRecord, AgreementState, UnknownAgreementWord, UnreadableAgreement};
pub use standing::{AgreementFacts, PlanEnding};

use super::date::Date;
use super::discount::{Reduction, TaxMode};
use super::id::{CreditorId, DebtorId, InvoiceId};
use super::money::{Currency, Money};
use super::plan::default_terms::DefaultTerms;
use super::plan::{InvoicePart, Plan};
use chrono::{DateTime, SubsecRound, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The form of the canonical bytes.
pub const FORMAT: u16 = 1;

/// What creditor and debtor agreed, with how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// [`FORMAT`] when it was written.
    pub format: u16,
    /// Whose debt it is about.
    pub creditor: CreditorId,
    /// Who agreed.
    pub debtor: DebtorId,
    /// The creditor's own reference of the debtor, which people on both sides know.
    pub debtor_reference: String,
    /// What was agreed.
    pub terms: Terms,
    /// The words that were on the page when it was accepted.
    pub text: String,
    /// Their language (`es`, `en`, `pt`).
    pub language: String,
    /// The version of the creditor's policy that it was offered by.
    pub policy_version: u32,
    /// When it was offered; whole seconds.
    pub offered_at: DateTime<Utc>,
    /// When it was accepted; whole seconds.
    pub accepted_at: DateTime<Utc>,
    /// How the one who accepted proved to be the debtor.
    #[serde(rename = "proof")]
    pub verified_by: VerifiedBy,
    /// By which link the one who accepted came in; none where no debtor had to.
    pub way_in: Option<WayIn>,
}

/// The five things that can be agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Terms {
    /// Less, if paid early.
    Discount(Discount),
    /// A part at once, the rest is written off.
    Settlement(Settlement),
    /// In instalments.
    Plan(PlanTerms),
    /// A later due date.
    Extension(Extension),
    /// A date, on the old terms.
    Promise(Promise),
}

/// Less, if paid early.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discount {
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much comes off, as agreed.
    pub reduction: Reduction,
    /// What a percentage was taken of.
    pub tax: TaxMode,
    /// What comes off; posted with the payment that earns it.
    pub off: Money,
    /// What clears the invoice.
    pub to_pay: Money,
    /// The last day to pay, in the creditor's zone.
    pub until: Date,
}

/// A part at once, the rest is written off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// What is owed on each invoice, charges included.
    pub invoices: Vec<InvoicePart>,
    /// Per cent of it that is paid.
    pub percent: Decimal,
    /// What is paid.
    pub to_pay: Money,
    /// What is written off with that payment.
    pub written_off: Money,
    /// The last day to pay, in the creditor's zone.
    pub until: Date,
}

/// In instalments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTerms {
    /// The schedule and what it pays.
    pub plan: Plan,
    /// What happens as it is kept or broken.
    #[serde(rename = "conduct")]
    pub default_terms: DefaultTerms,
}

/// A later due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The due date until now.
    pub old_due: Date,
    /// The due date from now on.
    pub new_due: Date,
    /// What it costs; a charge on the invoice.
    pub price: Money,
    /// What is paid at once; the extension holds from that payment on.
    pub pay_now: Money,
    /// The discount that the debtor gives up.
    pub lost_discount: Money,
}

/// A date, on the old terms: no reminders until it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The invoices it is about, oldest first.
    pub invoices: Vec<InvoiceId>,
    /// The amount with its currency.
    pub amount: Money,
    /// On which day at the latest.
    pub date: Date,
}

/// How the one who accepted proved to be the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum VerifiedBy {
    /// No proof is asked for: what pays, or binds to nothing.
    Link,
    /// A code sent by e-mail.
    EmailCode {
        /// Where it was sent, shortened for the eye (`a…@example.com`).
        address: String,
    },
    /// A fact that the creditor chose.
    #[serde(rename = "known_fact")]
    KnowledgeQuestion {
        /// Which (its name, never its value).
        fact: String,
    },
    /// Nobody had to accept: it asks for less than the agreement that it follows, and for nothing earlier.
    LessThanBefore,
    /// A member of the creditor's staff accepted for the debtor.
    Staff {
        /// The person's name.
        name: String,
    },
}

/// By which link the one who accepted came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "link", rename_all = "snake_case", deny_unknown_fields)]
pub enum WayIn {
    /// One that was mailed to the debtor.
    Mailed,
    /// One that staff made, and were shown.
    MadeByStaff {
        /// The person's name.
        name: String,
    },
    /// One that the debtor made for somebody else.
    Shared,
}

/// An agreement with its seal, as it is downloaded and verified without network. Data only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAgreement {
    /// What was agreed.
    pub agreement: Agreement,
    /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// Which key signed.
    pub key_id: String,
    /// Ed25519 over the canonical bytes, 128 lower-case hexadecimal digits.
    pub signature: String,
}

/// Why bytes are no agreement.
#[derive(Debug, thiserror::Error)]
pub enum AgreementError {
    /// Not the JSON of an agreement.
    #[error("this is not an agreement that Saldo wrote; use the file as it was downloaded")]
    Unreadable(#[source] serde_json::Error),
    /// An agreement, but not in the one form that is signed.
    #[error("the agreement was rewritten; use the file as it was downloaded")]
    NotCanonical,
    /// Written by a later version.
    #[error("the agreement has format {0}, this program knows {FORMAT}; update it")]
    Format(u16),
    /// Its schedule does not add up.
    #[error("the figures of the agreement do not add up")]
    Unsound,
}

impl Agreement {
    /// The bytes that are hashed and signed.
    ///
    /// # Errors
    /// None that a value of this type could cause; serialising into memory is fallible by type.
    pub fn canonical(&self) -> Result<Vec<u8>, AgreementError> {
        serde_json::to_vec(self).map_err(AgreementError::Unreadable)
    }

    /// Reads canonical bytes, and nothing else.
    pub fn read(bytes: &[u8]) -> Result<Self, AgreementError> {
        /// Read first, so that a later format is told apart from a damaged file.
        #[derive(Deserialize)]
        struct Header {
            format: u16,
        }
        let Header { format } = serde_json::from_slice(bytes).map_err(AgreementError::Unreadable)?;
        if format != FORMAT {
            return Err(AgreementError::Format(format));
        }
        let agreement: Self = serde_json::from_slice(bytes).map_err(AgreementError::Unreadable)?;
        if agreement.canonical()? != bytes {
            return Err(AgreementError::NotCanonical);
        }
        if agreement.is_sound() { Ok(agreement) } else { Err(AgreementError::Unsound) }
    }

    /// Do the figures add up, and are the instants whole seconds in order?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let whole = |at: DateTime<Utc>| at.trunc_subsecs(0) == at;
        whole(self.offered_at)
            && whole(self.accepted_at)
            && self.offered_at <= self.accepted_at
            && self.terms.is_sound()
    }
}

impl Terms {
    /// What kind of agreement these terms make.
    #[must_use]
    pub const fn kind(&self) -> AgreementKind {
        match self {
            Self::Discount(_) => AgreementKind::Discount,
            Self::Settlement(_) => AgreementKind::Settlement,
            Self::Plan(_) => AgreementKind::Plan,
            Self::Extension(_) => AgreementKind::Extension,
            Self::Promise(_) => AgreementKind::Promise,
        }
    }

    /// Do the figures add up?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Discount(d) => d.off.is_positive() && d.to_pay.is_positive() && d.off.plus(d.to_pay).is_ok(),
            Self::Settlement(s) => {
                let owed = Money::total(s.to_pay.currency(), s.invoices.iter().map(|part| part.amount));
                s.to_pay.is_positive() && s.written_off.minor() >= 0 && s.to_pay.plus(s.written_off) == owed
            }
            Self::Plan(PlanTerms { plan, .. }) => plan.is_sound(),
            Self::Extension(e) => {
                let not_negative = [e.price, e.pay_now, e.lost_discount].iter().all(|money| money.minor() >= 0);
                not_negative && e.old_due < e.new_due
            }
            Self::Promise(p) => p.amount.is_positive() && !p.invoices.is_empty(),
        }
    }

    /// What they cover: each invoice with how much of it. `owed` says what is owed on an invoice of which the terms name
    /// no amount of their own; one of which it says nothing is left out.
    #[must_use]
    pub fn covers(&self, owed: impl Fn(InvoiceId) -> Option<Money>) -> Vec<(InvoiceId, Money)> {
        let whole = |invoice: &InvoiceId| owed(*invoice).map(|amount| (*invoice, amount));
        match self {
            Self::Plan(plan) => plan.plan.invoices.iter().map(|part| (part.invoice, part.amount)).collect(),
            Self::Settlement(settlement) => {
                settlement.invoices.iter().map(|part| (part.invoice, part.amount)).collect()
            }
            Self::Extension(extension) => whole(&extension.invoice).into_iter().collect(),
            Self::Discount(discount) => whole(&discount.invoice).into_iter().collect(),
            Self::Promise(promise) => promise.invoices.iter().filter_map(whole).collect(),
        }
    }

    /// The currency of their amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        match self {
            Self::Extension(terms) => terms.price.currency(),
            Self::Plan(terms) => terms.plan.principal.currency(),
            Self::Settlement(terms) => terms.to_pay.currency(),
            Self::Discount(terms) => terms.to_pay.currency(),
            Self::Promise(terms) => terms.amount.currency(),
        }
    }

    /// The last day of what they ask for.
    #[must_use]
    pub fn last_day(&self) -> Date {
        match self {
            Self::Plan(terms) => terms.plan.end(),
            Self::Extension(terms) => terms.new_due,
            Self::Promise(terms) => terms.date,
            Self::Settlement(terms) => terms.until,
            Self::Discount(terms) => terms.until,
        }
    }

    /// The last day on which they can still be accepted where a person offers them: before anything in them is due.
    /// `None` for what no person offers.
    #[must_use]
    pub fn open_until(&self) -> Option<Date> {
        match self {
            Self::Plan(terms) => terms.plan.instalments.iter().find(|i| i.n > 0).map(|first| first.date),
            Self::Extension(terms) => terms.new_due.pred_opt(),
            Self::Settlement(terms) => Some(terms.until),
            Self::Discount(_) | Self::Promise(_) => None,
        }
    }

    /// Do they change what is owed, or when, as soon as they are accepted? An extension that asks for a part waits for its
    /// money, and so do a settlement and a discount; a promise changes neither.
    #[must_use]
    pub const fn takes_effect_at_once(&self) -> bool {
        match self {
            Self::Plan(_) => true,
            Self::Extension(terms) => terms.takes_effect_at_once(),
            Self::Promise(_) | Self::Settlement(_) | Self::Discount(_) => false,
        }
    }

    /// Must the reader prove to be the debtor before accepting? Paying never asks for it, and a
    /// discount binds nobody until it is paid.
    #[must_use]
    pub const fn needs_verification(&self) -> bool {
        match self {
            Self::Settlement(_) | Self::Plan(_) | Self::Extension(_) => true,
            Self::Discount(_) | Self::Promise(_) => false,
        }
    }
}

#[cfg(test)]
mod tests;
