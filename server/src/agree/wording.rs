//! An agreement in words and figures, as they are shown, signed and typeset.

use crate::http::visit::Pen;
use app::i18n::Texts as _;
use app::i18n::agreed::{AgreementFormatter, AgreementText};
use domain::agreement::{Proof, Terms};
use domain::id::InvoiceId;
use domain::known_fact::KnownFact;
use rust_decimal::Decimal;

/// Who speaks, of whom, and what the invoices are called.
pub struct Speaker<'a> {
    /// How to write amounts and dates.
    pub pen: &'a Pen,
    /// The creditor's name.
    pub creditor: &'a str,
    /// The numbers of invoices.
    pub number: &'a dyn Fn(InvoiceId) -> String,
}

impl Speaker<'_> {
    /// The words of terms; [`AgreementText::frozen`] is what is signed.
    #[must_use]
    pub fn say(&self, terms: &Terms) -> AgreementText {
        let pen = AgreementFormatter {
            creditor: self.creditor,
            money: &|amount| self.pen.money(amount),
            date: &|day| self.pen.date(day),
            percent: &|percent| self.percent(percent),
            number: self.number,
        };
        AgreementText::of(terms, self.pen.language, &pen)
    }

    fn percent(&self, percent: Decimal) -> String {
        self.pen.percent(percent)
    }

    /// How the one who accepted proved to be the debtor.
    #[must_use]
    pub fn proof(&self, proof: &Proof) -> String {
        let w = self.pen.language.agreement_text();
        match proof {
            Proof::Link => w.by_link.to_owned(),
            Proof::EmailCode { address } => (w.by_code)(address),
            Proof::KnownFact { fact } => {
                // Saldo of another day may have known another fact; its name is better than nothing.
                let known = KnownFact::of_name(fact).map(|fact| (self.pen.language.agreement_text().fact)(fact));
                (w.by_fact)(known.unwrap_or(fact))
            }
            Proof::LessThanBefore => w.by_less.to_owned(),
            Proof::Staff { name } => (w.by_staff)(name),
        }
    }
}

/// An address shortened for the eye: enough to know it again, not enough to write to it.
#[must_use]
pub fn shortened(address: &str) -> String {
    match address.trim().split_once('@') {
        Some((name, domain)) => format!("{}…@{domain}", name.chars().take(1).collect::<String>()),
        None => "…".to_owned(),
    }
}
