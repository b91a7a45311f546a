//! The words of what is left to pay.

/// What is left of an invoice, and of an account.
#[derive(Debug)]
pub struct Left {
    /// Of one invoice.
    pub on: fn(&str) -> String,
    /// The amount, until when, and what it is then.
    pub on_until: fn(&str, &str, &str) -> String,
    /// Nothing is left of it.
    pub settles: &'static str,
    /// As the value of a row: the amount, until when, and what it is then.
    pub until: fn(&str, &str, &str) -> String,
    /// Of the one sum of a page: the last day of its price, and what it is then.
    pub price_until: fn(&str, &str) -> String,
    pub nothing: &'static str,
    /// The same where something is in review or on its way.
    pub nothing_now: &'static str,
    /// Of the whole account, in sentences.
    pub account: fn(&str) -> String,
    pub account_until: fn(&str, &str, &str) -> String,
    pub account_nothing: &'static str,
    pub account_nothing_now: &'static str,
    pub account_in_review: fn(&str) -> String,
    pub account_on_its_way: fn(&str) -> String,
}
