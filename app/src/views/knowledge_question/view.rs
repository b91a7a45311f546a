//! `/fact`: what the creditor has on file, and the number of an invoice.

use crate::components::forms::HiddenField;
use crate::components::verification::VerificationFailure;
use domain::knowledge_question::KnowledgeQuestion;

/// `/fact`: a fact that the creditor has on file, and the number of an invoice. POSTs to the same address as the check
/// page, with the same hidden fields, `fact` and `invoice_number`; the button for a code instead sends `prove=code`. What was typed
/// as the fact is never shown again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeQuestionView {
    /// Where the form posts to.
    pub action: String,
    /// The hidden fields of the check page.
    pub hidden: Vec<HiddenField>,
    /// What is asked for.
    pub fact: KnowledgeQuestion,
    /// For how many minutes it can be answered.
    pub minutes: i64,
    /// The number that was typed before.
    pub number: String,
    /// The fact was left out, or nothing of the kind was typed.
    pub no_fact: bool,
    /// The number was left out.
    pub no_number: bool,
    /// What went wrong with the last try; never [`VerificationFailure::Unreadable`] or [`VerificationFailure::NotSent`].
    pub failure: Option<VerificationFailure>,
    /// Where a code can be sent instead, shortened.
    pub or_code: Option<String>,
    /// Back to the check page.
    pub back_href: String,
}
