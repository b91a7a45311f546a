//! The words of the mail that brings a sealed agreement, and of the mail that answers a request.

/// What is said around a sealed agreement.
#[derive(Debug)]
pub struct AgreementMailWords {
    /// The mail's subject, with the creditor's name.
    pub subject: fn(&str) -> String,
    /// The mail's first line, with the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    pub attached: &'static str,
    /// The subject of the answer to a request, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    /// Something else, with the creditor's name and the last day to confirm.
    pub countered: fn(&str, &str) -> String,
    /// No, with the creditor's name.
    pub declined: fn(&str) -> String,
    pub answer_button: &'static str,
}
