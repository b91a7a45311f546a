//! The words of `/requests/{id}`, in English.

use crate::i18n::agreements::request::Request;

pub const REQUEST: Request = Request {
    extension: "Request for more time",
    plan: "Request for a payment plan",
    settlement: "Request to settle",
    dispute: "Report that something is wrong",
    sent: "We have it",
    waiting: "Waiting for an answer",
    waiting_more: |date| format!("A person will look at it and answer you by e-mail by {date}."),
    waiting_dispute: "Meanwhile that part is not charged, and we do not remind you of it.",
    granted: "Accepted",
    granted_more: "What you asked for was accepted.",
    upheld_more: "You were right. The invoice will be corrected.",
    countered: "We suggest something else",
    countered_more: "It was not possible as you asked, but it is like this:",
    counter_until: |date| format!("You can accept it until {date}."),
    accept: "Accept the proposal",
    accepted: "Proposal accepted",
    declined: "It was not possible",
    declined_more: "This time it could not be accepted. There are other ways:",
    withdrawn: "Withdrawn",
    lapsed: "The proposal has ended",
    answer: "Answer",
    asked: "What you asked for",
    made_on: "Sent",
    words: "Your words",
    files: "Files",
    see_agreement: "See the agreement",
};
