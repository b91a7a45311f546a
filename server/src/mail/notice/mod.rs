//! What the days made of an agreement, a request or a breathing space.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;
use crate::mail::rows::Row;

/// A notice.
#[derive(Clone)]
pub struct Notice {
    /// What every mail has.
    pub head: Head,
    /// What has happened, in a sentence.
    pub lead: Line,
    /// What, how much, when.
    pub rows: Vec<Row>,
    /// What else there is to say, a paragraph each.
    pub after: Vec<Line>,
    /// The page that says more.
    pub url: String,
    /// What that page shows.
    pub about: About,
}
/// What a notice is about: its button leads there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Agreement,
    /// A request or a dispute.
    Request,
    Pause,
    Payment,
}

impl Notice {
    fn subject(&self, words: &'static Words) -> String {
        (words.subject)(&self.head.creditor, self.about)
    }

    const fn button(&self, words: &'static Words) -> &'static str {
        match self.about {
            About::Agreement => words.see_agreement,
            About::Request => words.see_request,
            About::Pause => words.see_pause,
            About::Payment => words.see_payment,
        }
    }
}

letter!(Notice, "notice", notice, "notice/subject.txt", "notice/body.txt", "notice/body.html");

/// The words of a notice.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name, and what it is about.
    pub subject: fn(&str, About) -> String,
    /// An instalment is late: how much, and the last day of grace.
    pub late: fn(&str, &str) -> String,
    pub late_more: &'static str,
    /// Past its grace: how much, and the last day on which it can be mended.
    pub late_last: fn(&str, &str) -> String,
    pub late_last_more: &'static str,
    pub plan_kept: &'static str,
    pub plan_broken: &'static str,
    pub plan_broken_more: &'static str,
    pub promise_kept: &'static str,
    pub promise_broken: &'static str,
    pub promise_broken_more: &'static str,
    pub settlement_ended: &'static str,
    pub settlement_ended_more: &'static str,
    /// Other terms were not taken in time.
    pub lapsed: &'static str,
    pub lapsed_more: &'static str,
    /// A breathing space has begun; its last day.
    pub space_begun: fn(&str) -> String,
    pub space_begun_more: &'static str,
    pub space_ended: &'static str,
    pub space_ended_more: &'static str,
    pub see_agreement: &'static str,
    pub see_request: &'static str,
    pub see_pause: &'static str,
    /// A voucher need not be paid any more: its amount.
    pub not_needed: fn(&str) -> String,
    pub not_needed_more: &'static str,
    /// A voucher was not paid in time: its amount.
    pub voucher_ended: fn(&str) -> String,
    pub voucher_ended_more: &'static str,
    pub see_payment: &'static str,
}
