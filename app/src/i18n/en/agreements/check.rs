//! The words of the page before something binds, and of the code, in English.

use crate::i18n::agreements::check::{Check, Code};

pub const CHECK: Check = Check {
    plan: "Check your payment plan",
    extension: "Check the new date",
    promise: "Check your promise to pay",
    settlement: "Check the settlement",
    discount: "Check the discount",
    change: "Change",
    agreed: "What is agreed",
    if_not: "If it is not kept",
    replaces: |amount, date| {
        format!("This takes the place of your promise to pay {amount} by {date}, which no longer counts.")
    },
    changed: "Something changed since you opened this page. Please check again before you accept.",
    code_next: |address| format!("To confirm that it is you, we will send a six-digit code to {address}."),
    asked_next: |date| format!("This needs approval. We will answer by {date}; until then nothing changes."),
    agree: "Accept",
    send_code: "Accept and get the code",
    ask: "Send the request",
    nothing_yet: "Nothing has been agreed yet.",
};

pub const CODE: Code = Code {
    title: "Enter the code",
    sent: |address, minutes| format!("We sent it to {address}. It works for {minutes} minutes after it was sent."),
    sent_again: |address| format!("We sent another code to {address}. The one before no longer works."),
    why: "That way nobody else can accept anything in your name.",
    label: "Six-digit code",
    hint: "You can paste it. If it does not arrive, look in your spam folder.",
    confirm: "Confirm",
    resend: "Send another code",
    unreadable: "Enter the six digits from the e-mail",
    wrong: |left| match left {
        0 => "That is not the code. Ask for another".to_owned(),
        1 => "That is not the code. You have 1 attempt left".to_owned(),
        left => format!("That is not the code. You have {left} attempts left"),
    },
    locked: |m| {
        let minutes = if m <= 1 { "a minute".to_owned() } else { format!("{m} minutes") };
        format!("There were too many attempts. Wait {minutes} and ask for another code")
    },
    ran_out: "That code no longer works. Ask for another",
    not_sent: "We could not send the code. Try again in a few minutes",
};
