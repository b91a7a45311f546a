//! Creditors: the firms that use Saldo.

use crate::books::Numbers;
use crate::branding::Branding;
use crate::creditor_code::CreditorCode;
use crate::id::CreditorId;
use crate::money::{Currency, Money};
use crate::zone::Zone;

/// A firm that uses Saldo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creditor {
    /// Its id.
    pub id: CreditorId,
    /// Its short name in commands and settings: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its code in addresses, tokens and what providers carry along.
    pub code: CreditorCode,
    /// Its name as debtors know it.
    pub name: String,
    /// The currency it keeps its books in.
    pub currency: Currency,
    /// Its zone: what "today" and "end of the day" mean.
    pub zone: Zone,
    /// Its locale as a BCP 47 tag (`es-MX`): how amounts are written unless the debtor has another.
    pub locale: String,
    /// Where debtors can write to.
    pub contact_email: Option<String>,
    /// Where debtors can call.
    pub contact_phone: Option<String>,
    /// The least part payment, in [`Creditor::currency`].
    pub part_minimum: Money,
    /// By which tax offices know it, as far as that is said or learnt: what others issued is none of its claims.
    pub tax_ids: Vec<String>,
    /// How it shows itself.
    pub branding: Branding,
    /// Whether a document number is given once, or once a customer; none: nobody was asked yet.
    pub numbers: Option<Numbers>,
}
