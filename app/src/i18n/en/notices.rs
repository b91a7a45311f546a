//! The words of reminders and notices, in English.

use crate::i18n::notices::*;

pub static WORDS: NoticeWords = NoticeWords {
    reminder: |creditor| format!("{creditor}: a reminder"),
    overdue: "This is past its date. You can pay it now, pay in parts, or ask for more time:",
    both: "This is past its date, or will be soon. You can pay it now, pay in parts, or ask for more time:",
    soon: "This is due soon:",
    offer: "This ends soon:",
    invoice: |number| format!("Invoice {number}"),
    instalment: |n, of, invoices| format!("Payment {n} of {of} ({invoices})"),
    down: |invoices| format!("First payment ({invoices})"),
    due: |date| format!("due on {date}"),
    due_today: "due today",
    was_due: |date| format!("was due on {date}"),
    less_until: |pay, off, until| format!("{pay} if you pay by {until}: {off} less"),
    settle_until: |until| format!("this payment settles it, until {until}"),
    see: "See and choose",
    crossed: "If you have paid already, there is nothing to do: your payment is on its way.",
    stop: "Get no more reminders",
    notice: |creditor| format!("{creditor}: a note about your agreement"),
    late: |amount, until| {
        format!("A payment of your plan has not arrived: {amount}. If you pay it by {until}, nothing changes.")
    },
    late_more: "If you cannot pay by then, write to us before that day: we will look for another date with you.",
    late_last: |amount, until| {
        format!("{amount} of your plan is missing. There is still time: if you pay by {until}, the plan goes on.")
    },
    late_last_more: "After that day the plan ends and each invoice goes back to its own date. What you paid is kept.",
    plan_kept: "Your plan is complete. Thank you for keeping it.",
    plan_broken: "Your plan has ended because a payment was missing. Each invoice goes back to its own date.",
    plan_broken_more: "Everything you paid is kept. If you need another way, see your account or write to us.",
    promise_kept: "We received what you promised. Thank you.",
    promise_broken: "The payment that you told us of has not arrived yet. That can happen.",
    promise_broken_more: "Nothing else changes: you can pay whenever you like, pay in parts, or see other options.",
    settlement_ended: "The last day to settle with a single payment is over, and that agreement no longer holds.",
    settlement_ended_more: "What you paid is kept. Your account shows other options.",
    lapsed: "What we offered you has ended without an answer. Everything stays as it was.",
    lapsed_more: "If it still suits you, you can ask for it again.",
    rederived: "You owe less now, and your plan asks for less. There is nothing to do; this is the plan now:",
    space_begun: |date| format!("Your pause has begun and lasts until {date}. You need not do anything."),
    space_begun_more: "While it lasts there are no reminders and nothing is added, nor charged later.",
    space_ended: "Your pause has ended. Nothing was added while it lasted, and nothing will be charged for it later.",
    space_ended_more: "You can pay little by little, ask for more time, or talk to a person.",
    go: "See my account",
    off: OffWords {
        title: "Reminders",
        lead: |creditor| format!("Do you want {creditor} to send you no more reminders?"),
        stays: "Receipts and notes about your agreements will still reach you.",
        button: "Send me no reminders",
        done: "Done",
        done_more: "You will get no more reminders. You can ask for them again in your preferences.",
        heading: "Reminders",
        are_on: "We remind you by e-mail of what is due.",
        are_off: "We send you no reminders.",
        again: "Send me reminders again",
    },
};
