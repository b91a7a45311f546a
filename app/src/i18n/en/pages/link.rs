//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link, in English.

use crate::i18n::pages::link::Link;

pub const LINK: Link = Link {
    gate: "View and pay your invoices",
    gate_more: "We sent you this link because you are our customer. You can pay in full or in part, ask for more time, or tell us if something is wrong.",
    gate_pay: "Pay an invoice",
    gate_pay_more: "Someone shared this link with you. Continue to see the amount and, if you wish, pay it.",
    go_on: "Continue",
    gate_safe: "You need no account and no password.",
    new: "Get a new link",
    new_more: "Enter the e-mail address where you receive your invoices. We will send you a new link.",
    email: "E-mail address",
    email_hint: "The one where you receive your invoices.",
    email_wrong: "Enter a full e-mail address, for example name@example.com",
    send: "Send link",
    reading: "To pay or reply, go to your account",
    reading_more: "This page was opened from an e-mail or a calendar and can only be read. Open your account link, or ask for a new one here:",
    sent: "Check your e-mail",
    sent_more: "If that address is known to us, the link will arrive within minutes.",
    sent_nothing: "Nothing yet? Look in your spam folder, or try another address.",
    pay_only: |creditor| format!("Payment to {creditor}"),
    payee: "Paid to",
    reference: "Invoice",
    instalment: "This is one payment of the plan that pays this invoice, not the whole invoice.",
    beside: |amount| format!("Another {amount} is already on its way for this invoice."),
    begun: "A payment has been started",
    begun_more: "Someone else has started to pay this invoice. If they do not finish, you can pay it here in half an hour.",
    settled: "There is nothing to pay",
    resting: |number| format!("Nothing of invoice {number} is asked for at the moment."),
    settled_more: |number| format!("Invoice {number} has been paid. Thank you."),
};
