//! The words of mails, in English.

use crate::i18n::ended;
use crate::i18n::mail::*;

pub static WORDS: MailWords = MailWords {
    hello: |name| format!("Hello {name},"),
    regards: |creditor| format!("Kind regards, {creditor}"),
    questions: |contact| format!("Any questions? Write or call: {contact}"),
    why: |creditor| ended(format!("You receive this message because you are a customer of {creditor}")),
    never_ask: "We will never ask for your card details by e-mail.",
    or_copy: "If the button does not work, copy this address into your browser:",
    link: LinkMail {
        subject: |creditor| format!("{creditor}: your link to your account"),
        lead: |creditor| {
            format!(
                "With this link you can see your account with {creditor}: every invoice in detail, and the ways to pay. You need no password."
            )
        },
        button: "See my account",
        until: |date| format!("The link works until {date}. After that you can ask for another on the same page."),
        not_you: "If this message is not for you, please delete it and do not share the link.",
    },
    receipt: ReceiptMail {
        subject: |creditor| format!("{creditor}: your receipt"),
        lead: |amount, creditor| format!("{creditor} received your payment of {amount}. Thank you very much."),
        number: "Receipt",
        paid_at: "Paid on",
        method: "Paid with",
        amount: "Amount",
        discount: "Early-payment discount",
        pays: "What it paid",
        left_on: |left| format!("{left} left"),
        left: |left| format!("On your account, {left} is left to pay."),
        nothing_left: "On your account, nothing is left to pay.",
        credit: |credit| format!("You have {credit} in credit. It can be used for an invoice or paid back."),
        button: "See the receipt",
    },
    refund: RefundMail {
        subject: |creditor| format!("{creditor}: a refund for you"),
        lead: |amount, creditor| format!("{creditor} has refunded {amount} to you."),
        of: |number| format!("It belongs to the payment with receipt {number}."),
        takes: "The money goes back to where it came from and can take up to 10 working days to show.",
        button: "See the payment",
    },
    new_link: LinkMail {
        subject: |creditor| format!("{creditor}: your new link"),
        lead: |creditor| ended(format!("Here is the new link to your account with {creditor}")),
        button: "See my account",
        until: |date| format!("The link works until {date}."),
        not_you: "If you did not ask for it, there is nothing to do.",
    },
    code: CodeMail {
        subject: |creditor| format!("{creditor}: your confirmation code"),
        lead: "This is the code to confirm your agreement. Type it on the page that you left open:",
        minutes: |minutes| format!("It works once, for {minutes} minutes."),
        keep: "Do not share it with anyone: we never ask for it by phone or message. If you did not ask for it, there is nothing to do.",
    },
    sealed: &super::agreement_mail::WORDS,
    disputed: &super::disputes::WORDS,
    notices: &super::notices::WORDS,
};
