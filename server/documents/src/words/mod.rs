//! The words of documents in three languages. A word that one language lacks stops the build.
//!
//! As on the pages: short, respectful, no blame. They go to the templates as data.

pub(crate) mod agreement_text;
mod en;
mod es;
mod pt;

use domain::language::Language;
use serde::Serialize;

/// All words of one language.
pub(crate) struct DocumentWords {
    pub(crate) receipt: ReceiptWords,
    pub(crate) agreement: AgreementWords,
    pub(crate) statement: StatementWords,
    pub(crate) calendar: CalendarWords,
    pub(crate) method: MethodWords,
}

/// The ways to pay that are no proper names.
pub(crate) struct MethodWords {
    pub(crate) card: &'static str,
    pub(crate) bank_debit: &'static str,
    /// Between two of which one it was.
    pub(crate) or: &'static str,
}

#[derive(Serialize)]
pub(crate) struct ReceiptWords {
    pub(crate) title: &'static str,
    /// The line under every page.
    #[serde(skip)]
    pub(crate) page: fn(&str) -> String,
    pub(crate) number: &'static str,
    pub(crate) received: &'static str,
    pub(crate) paid_on: &'static str,
    pub(crate) method: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) creditor: &'static str,
    pub(crate) debtor: &'static str,
    pub(crate) pays: &'static str,
    pub(crate) invoice: &'static str,
    pub(crate) part: &'static str,
    pub(crate) principal: &'static str,
    pub(crate) interest: &'static str,
    pub(crate) fees: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) discount: &'static str,
    pub(crate) settled: &'static str,
    pub(crate) credit: &'static str,
    pub(crate) credit_more: &'static str,
    pub(crate) refunds: &'static str,
    pub(crate) refunded_on: &'static str,
    #[serde(skip)]
    pub(crate) still_open: fn(&str) -> String,
    pub(crate) open_total: &'static str,
    pub(crate) nothing_open: &'static str,
    /// The same where something is in review or on its way.
    pub(crate) nothing_now: &'static str,
    pub(crate) in_review: &'static str,
    pub(crate) on_its_way: &'static str,
    /// From when on it is more, since a price ends.
    #[serde(skip)]
    pub(crate) later: fn(&str) -> String,
    /// The reservation without which a receipt could extinguish what stays open.
    pub(crate) reserved: &'static str,
}

#[derive(Serialize)]
pub(crate) struct AgreementWords {
    #[serde(skip)]
    pub(crate) discount: &'static str,
    #[serde(skip)]
    pub(crate) settlement: &'static str,
    #[serde(skip)]
    pub(crate) plan: &'static str,
    #[serde(skip)]
    pub(crate) extension: &'static str,
    #[serde(skip)]
    pub(crate) promise: &'static str,
    pub(crate) number: &'static str,
    pub(crate) creditor: &'static str,
    pub(crate) debtor: &'static str,
    pub(crate) figures: &'static str,
    pub(crate) agreed: &'static str,
    pub(crate) schedule: &'static str,
    pub(crate) n: &'static str,
    pub(crate) due_on: &'static str,
    pub(crate) instalment: &'static str,
    /// Before the day until which an instalment costs less.
    pub(crate) early: &'static str,
    pub(crate) principal: &'static str,
    pub(crate) price: &'static str,
    pub(crate) left: &'static str,
    pub(crate) down_payment: &'static str,
    pub(crate) invoices: &'static str,
    pub(crate) invoice: &'static str,
    pub(crate) invoice_due_on: &'static str,
    pub(crate) open: &'static str,
    pub(crate) acceptance: &'static str,
    pub(crate) shown_at: &'static str,
    pub(crate) accepted_at: &'static str,
    pub(crate) proof: &'static str,
    pub(crate) seal: &'static str,
    pub(crate) hash: &'static str,
    pub(crate) key_id: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) verify: &'static str,
    pub(crate) attached: &'static str,
    #[serde(skip)]
    pub(crate) trust: fn(&str) -> String,
}

#[derive(Serialize)]
pub(crate) struct StatementWords {
    pub(crate) title: &'static str,
    /// From a day to another.
    #[serde(skip)]
    pub(crate) period: fn(&str, &str) -> String,
    pub(crate) creditor: &'static str,
    pub(crate) debtor: &'static str,
    /// Before the code of a currency.
    pub(crate) account: &'static str,
    pub(crate) date: &'static str,
    pub(crate) what: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) currency: &'static str,
    /// Over what raises the debt, and over what lowers it.
    pub(crate) raised: &'static str,
    pub(crate) lowered: &'static str,
    pub(crate) balance: &'static str,
    pub(crate) opening: &'static str,
    pub(crate) closing: &'static str,
    pub(crate) accrued: &'static str,
    pub(crate) in_credit: &'static str,
}

pub(crate) struct CalendarWords {
    /// Amount, creditor.
    pub(crate) summary: fn(&str, &str) -> String,
    /// The same once it is paid.
    pub(crate) paid: fn(&str, &str) -> String,
    /// Of which agreement, where it is no plan.
    pub(crate) agreement: fn(&str) -> String,
    /// Which instalment, of how many, of which agreement.
    pub(crate) description: fn(u16, u16, &str) -> String,
    /// The reminder of the day before, from the summary.
    pub(crate) tomorrow: fn(&str) -> String,
}

/// The words of `language`.
pub(crate) const fn words(language: Language) -> &'static DocumentWords {
    match language {
        Language::Es => &es::WORDS,
        Language::En => &en::WORDS,
        Language::Pt => &pt::WORDS,
    }
}

/// The words of agreements themselves.
pub(crate) const fn agreement_text(language: Language) -> &'static agreement_text::AgreementTextWords {
    match language {
        Language::Es => &es::agreement_text::AGREEMENT_TEXT,
        Language::En => &en::agreement_text::AGREEMENT_TEXT,
        Language::Pt => &pt::agreement_text::AGREEMENT_TEXT,
    }
}
