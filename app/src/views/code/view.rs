//! `/code`: the six digits that were sent by e-mail.

use crate::components::forms::HiddenField;
use crate::components::verification::VerificationFailure;
use domain::knowledge_question::KnowledgeQuestion;

/// `/code`: the six digits. POSTs to the same address as the check page, with the same hidden fields
/// and `code`; the button for another code sends `send=1` instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeView {
    /// Where the form posts to.
    pub action: String,
    /// The hidden fields of the check page.
    pub hidden: Vec<HiddenField>,
    /// Where the code went, shortened (`a…@example.com`).
    pub address: String,
    /// For how many minutes it works.
    pub minutes: i64,
    /// What went wrong with the last try.
    pub failure: Option<VerificationFailure>,
    /// What may be answered instead, for whom the mail does not reach.
    pub or_fact: Option<KnowledgeQuestion>,
    /// Another code was sent just now.
    pub sent_again: bool,
    /// Back to the check page.
    pub back_href: String,
}
