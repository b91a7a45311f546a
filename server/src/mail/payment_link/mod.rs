//! The first link to an account.

mod words;

use crate::mail::letter::{Head, in_language, letter};
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
letter!(PaymentLink, "payment_link", "payment_link/subject.txt", "payment_link/body.txt", "payment_link/body.html");
