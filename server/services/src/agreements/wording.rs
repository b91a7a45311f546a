//! An agreement in words and figures, as they are shown, signed and typeset.

use crate::format::Formatter;
use documents::Figure;
use documents::agreement_text::{self, AgreementText};
use domain::agreement::{Agreement, Terms};
use domain::id::InvoiceId;

/// Puts the terms of one creditor's agreements into words.
pub struct AgreementRenderer<'a> {
    /// How to write amounts and dates, and in which language.
    pub formatter: &'a Formatter,
    /// The creditor's name.
    pub creditor: &'a str,
    /// The creditor's numbers of invoices.
    pub number: &'a dyn Fn(InvoiceId) -> String,
}

impl AgreementRenderer<'_> {
    /// The words of terms before they are agreed; [`AgreementText::frozen`] is what is signed.
    #[must_use]
    pub fn text(&self, terms: &Terms) -> AgreementText {
        self.written(terms, false)
    }

    /// The figures of terms that were agreed.
    #[must_use]
    pub fn figures(&self, terms: &Terms) -> Vec<Figure> {
        self.written(terms, true).rows
    }

    fn written(&self, terms: &Terms, agreed: bool) -> AgreementText {
        let writer = agreement_text::Writer {
            creditor: self.creditor,
            money: &|amount| self.formatter.money(amount),
            date: &|day| self.formatter.date(day),
            percent: &|percent| self.formatter.percent(percent),
            number: self.number,
            agreed,
        };
        agreement_text::agreement_text(self.formatter.language, terms, &writer)
    }

    /// How the one who accepted proved to be the debtor, and by which link they came in.
    #[must_use]
    pub fn proof(&self, agreed: &Agreement) -> String {
        agreement_text::proof(self.formatter.language, &agreed.verified_by, agreed.way_in.as_ref())
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
