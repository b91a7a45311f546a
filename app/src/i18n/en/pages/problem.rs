//! The words of pages instead of the one that was asked for, in English.

use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "We did not find this page",
        "The address may be incomplete. Go back to your account, or open the link in your e-mail.",
    ),
    dead_link: (
        "This link no longer works",
        "Links end after a while to protect your data. Ask for a new one; it arrives within minutes.",
    ),
    session_ended: (
        "The session has ended",
        "We closed it after a while without use, to protect your data. Open the link in your e-mail again, or ask for a new one.",
    ),
    provider_away: (
        "The payment service does not answer",
        "Nothing was charged. Try again in a few minutes, or pay another way.",
    ),
    too_many: "Too many tries",
    too_many_more: |m| {
        if m <= 1 { "Wait a minute and try again.".to_owned() } else { format!("Wait {m} minutes and try again.") }
    },
    foreign: (
        "We could not accept this",
        "The form did not come from this site. Nothing was changed. Go back to your account and try again.",
    ),
    bad_request: ("We could not read what was sent", "Nothing was changed. Go back and try again."),
    nothing_to_pay: ("There is nothing to pay", "What you chose is paid already, or a payment for it is on its way."),
    fault: (
        "Something failed on our side",
        "We have been told. Before you pay again, look under Activity whether the payment was recorded.",
    ),
    fault_id: "If you write to us, mention this number:",
    busy: ("Back in a moment", "The service is busy. Nothing was changed. Try again in a minute."),
    new_link: "Get a new link",
    to_account: "Go to my account",
    again: "Try again",
};
