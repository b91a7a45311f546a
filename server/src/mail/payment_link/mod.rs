//! The first link to an account.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;

/// The first link to an account.
#[derive(Clone)]
pub struct PaymentLink {
    /// What every mail has.
    pub head: Head,
    /// The link.
    pub url: String,
    /// The last day on which it works.
    pub until: Line,
}
letter!(
    PaymentLink,
    "payment_link",
    payment_link,
    "payment_link/subject.txt",
    "payment_link/body.txt",
    "payment_link/body.html"
);

/// The words of the first link to an account.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    /// With the last day.
    pub until: fn(&str) -> String,
    pub not_you: &'static str,
}
