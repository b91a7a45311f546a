//! The words of pages instead of the one that was asked for, in English.

use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "We could not find this page",
        "The address may be incomplete. Go back to your account, or open the link in your e-mail.",
    ),
    not_in_account: (
        "Not in the account that is open",
        "What you are looking for is in another account, or does not exist.",
    ),
    dead_link: (
        "This link no longer works",
        "It may have been cut short when it was copied, have passed its end date, or have been turned off. Ask for a new one; it arrives within minutes.",
    ),
    no_session: (
        "Open your account with the link in your e-mail",
        "No account is open in this browser. The link that was e-mailed to you opens it, without a password.",
    ),
    session_unused: (
        "The session has ended",
        "We closed it after half an hour without use, to protect your data. The link in your e-mail opens it again.",
    ),
    session_over: (
        "The session has ended",
        "A session lasts 12 hours at most, to protect your data. The link in your e-mail opens it again.",
    ),
    signed_out: (
        "You have signed out",
        "Nobody can see the account in this browser any more. The link in your e-mail opens it again.",
    ),
    access_revoked: (
        "This access was turned off",
        "The link you came in with was turned off, and your session ended with it. You can ask for a new link.",
    ),
    other_account: (
        "Another account is open now",
        "This page belonged to another account, so nothing was done. To go on with it, open its link again.",
    ),
    open_account: |name| {
        format!(
            "{name}'s account is open in this browser. If you were looking for another account, open its link again."
        )
    },
    open_pay_only: "A link that can only pay one invoice is open in this browser. To see your account, open the link in your e-mail again.",
    provider_away: (
        "The payment service is not responding",
        "Nothing was charged. Try again in a few minutes, or pay another way.",
    ),
    too_many: "Too many attempts",
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
        "Something went wrong on our side",
        "We have been notified. Before you pay again, check under Activity whether the payment was recorded.",
    ),
    fault_id: "If you write to us, mention this number:",
    busy: ("Back in a moment", "The service is busy. Nothing was changed. Try again in a minute."),
    new_link: "Get a new link",
    new_link_here: "Get a new link",
    to_account: "Go to my account",
    again: "Try again",
};
