//! The words of `/preferences`.

/// `/preferences`
#[derive(Debug)]
pub struct Preferences {
    pub title: &'static str,
    pub language: &'static str,
    pub save: &'static str,
    pub share: &'static str,
    pub share_more: &'static str,
    pub share_which: &'static str,
    /// Below the amount of an invoice in a plan.
    pub share_instalment: &'static str,
    pub share_make: &'static str,
    pub share_none: &'static str,
    pub share_choose: &'static str,
    pub shared: &'static str,
    /// The invoice's number, the amount, the last day.
    pub shared_more: fn(&str, &str, &str) -> String,
    /// The same of an invoice in a plan: the amount is its next instalment.
    pub shared_instalment: fn(&str, &str, &str) -> String,
    pub shared_once: &'static str,
    pub shared_label: &'static str,
    pub privacy: &'static str,
    pub privacy_more: &'static str,
}
