//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link.

/// `/l/{token}`, `/link`, and `/` with a pay-only link.
#[derive(Debug)]
pub struct Link {
    pub gate: &'static str,
    pub gate_more: &'static str,
    /// The same for a link that only pays one invoice: it may have been shared.
    pub gate_pay: &'static str,
    pub gate_pay_more: &'static str,
    pub go_on: &'static str,
    pub gate_safe: &'static str,
    pub new: &'static str,
    pub new_more: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub email_wrong: &'static str,
    pub send: &'static str,
    /// Below a page that a mail's own key opens.
    pub reading: &'static str,
    pub reading_more: &'static str,
    pub sent: &'static str,
    pub sent_more: &'static str,
    pub sent_nothing: &'static str,
    pub pay_only: fn(&str) -> String,
    pub payee: &'static str,
    pub reference: &'static str,
    /// The amount is an instalment.
    pub instalment: &'static str,
    /// So much of the invoice is on its way beside the amount.
    pub beside: fn(&str) -> String,
    /// Somebody else has begun to pay.
    pub begun: &'static str,
    pub begun_more: &'static str,
    pub settled: &'static str,
    /// With the invoice's number: nothing of it is asked for now.
    pub resting: fn(&str) -> String,
    pub settled_more: fn(&str) -> String,
}
