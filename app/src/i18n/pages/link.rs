//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link.

/// `/l/{token}`, `/link`, and `/` with a pay-only link.
#[derive(Debug)]
pub struct Link {
    pub gate: fn(&str) -> String,
    pub gate_more: &'static str,
    pub go_on: &'static str,
    pub gate_safe: &'static str,
    pub new: &'static str,
    pub new_more: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub email_wrong: &'static str,
    pub send: &'static str,
    pub sent: &'static str,
    pub sent_more: &'static str,
    pub sent_nothing: &'static str,
    pub pay_only: fn(&str) -> String,
    pub payee: &'static str,
    pub reference: &'static str,
    pub settled: &'static str,
    pub settled_more: fn(&str) -> String,
}
