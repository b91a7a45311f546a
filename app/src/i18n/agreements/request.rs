//! The words of `/requests/{id}`.

/// `/requests/{id}`
#[derive(Debug)]
pub struct Request {
    pub extension: &'static str,
    pub plan: &'static str,
    pub settlement: &'static str,
    pub dispute: &'static str,
    pub sent: &'static str,
    pub dispute_sent: &'static str,
    pub waiting: &'static str,
    pub waiting_more: fn(&str) -> String,
    pub waiting_dispute: &'static str,
    pub granted: &'static str,
    pub granted_part: &'static str,
    pub granted_more: &'static str,
    pub upheld_more: &'static str,
    pub countered: &'static str,
    pub countered_more: &'static str,
    pub counter_until: fn(&str) -> String,
    pub accept: &'static str,
    pub accepted: &'static str,
    pub declined: &'static str,
    pub declined_more: &'static str,
    pub withdrawn: &'static str,
    /// Takes a request back, and what that does.
    pub withdraw: &'static str,
    pub withdraw_hint: &'static str,
    pub lapsed: &'static str,
    pub answer: &'static str,
    pub asked: &'static str,
    /// The same of a dispute.
    pub told: &'static str,
    pub made_on: &'static str,
    /// How far it has come.
    pub step_received: &'static str,
    pub step_review: &'static str,
    pub step_answer: &'static str,
    /// The day by which it is answered.
    pub step_by: fn(&str) -> String,
    pub words: &'static str,
    pub files: &'static str,
    pub see_agreement: &'static str,
}
