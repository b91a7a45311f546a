//! The words of `/offers`, the ways on, and what comes off, in English.

use crate::i18n::agreements::offers::{Offers, Reduction, Ways};
use crate::i18n::en::{days, n};

pub const WAYS: Ways = Ways {
    title: "What would you like to do?",
    other: "You can also",
    pay: ("Pay", "All of it, some invoices or a part."),
    parts: ("Pay in parts", "You say how much you can pay; we show you the plan."),
    time: ("Ask for more time", "A new date for an invoice."),
    promise: ("Tell us when you'll pay", "Reminders wait until that day."),
    wrong: ("Something is wrong", "You paid already, there is a mistake or something is missing."),
    breathing_space: ("Going through a hard time", "A break without reminders or charges."),
};

pub const OFFER: Offers = Offers {
    title: "Your options",
    lead: "Each option says what it saves or costs. Nothing is accepted until you confirm it.",
    none: "There are no special offers today. You can pay, or choose another way.",
    all: "View all options",
    until: |date| format!("By {date}"),
    for_invoice: |number| format!("Invoice {number}"),
    discount: |pay, full| format!("Pay {pay} instead of {full}"),
    settlement: |pay, full| format!("Settle your {full} debt for {pay}"),
    plan: |payments| format!("Pay in up to {payments}"),
    extension: |date| format!("Pay by {date}"),
    promise: "Tell us when you'll pay",
    promise_until: |date| format!("By {date}"),
    saves: |amount| format!("You save {amount}"),
    costs: |amount| format!("Costs {amount}"),
    free: "No cost",
    pay_now: |amount| format!("You pay {amount} now"),
    loses: |amount| format!("You lose the {amount} discount"),
    on_request: "Needs approval",
    because_invoice: |percent, d| {
        format!("Your invoice offers {percent} off when it is paid within {} of its date.", days(d.into()))
    },
    because_on_time: |on, of| {
        if of == 1 {
            "Because you paid your last invoice on time.".to_owned()
        } else {
            format!("Because you paid {on} of your last {of} invoices on time.")
        }
    },
    because_early: |d| {
        if d == 0 {
            "For paying early; today is the last day.".to_owned()
        } else {
            format!("For paying early; {} left.", days(d))
        }
    },
    because_old: |d| format!("To close a debt that fell due {} ago.", days(d)),
    because_parts: "So that you can spread it over time.",
    because_free: |left| {
        if left == 1 {
            "You can use this once more this year.".to_owned()
        } else {
            format!("You can use this {left} more times this year.")
        }
    },
    discounts: |count, pay| format!("Pay {} with a discount: {pay}", n(count, "invoice", "invoices")),
    settlements: |count| format!("Settle with one smaller payment: {}", n(count, "invoice", "invoices")),
    extensions: |longest| format!("More time: up to {longest}"),
    plan_on_request: |most| format!("Up to {most} payments with approval"),
    saves_up_to: |amount| format!("Saves up to {amount}"),
    some_until: |date| format!("The first ends on {date}"),
    costs_differ: "The cost depends on how long",
    some_on_request: "Some dates need approval",
    choose_inside: "You choose the invoice and the date next.",
    choose: "Choose the invoice",
    take_discount: |pay| format!("Pay {pay}"),
    take_settlement: |pay| format!("Settle for {pay}"),
    take_plan: "Set up a plan",
    take_extension: "Choose the date",
    take_promise: "Choose the day",
    pay_early: |pay, until, full| format!("Pay {pay} by {until} instead of {full}."),
    pay_instalment: |amount, date| format!("Your next payment is {amount}, by {date}."),
    pay_instalment_today: |amount| format!("Your next payment is {amount}, today."),
    settle: |amount, date| format!("Pay {amount} by {date}."),
    settle_more: "As agreed: this payment settles the debt.",
    pay: |amount| format!("Pay {amount}"),
    agreements: "Your agreements",
    requests: "Your requests",
    paused: |date| format!("You have a break until {date}"),
    paused_more: "We send no reminders and add no charges. You can pay whenever you like.",
};

pub const REDUCTION: Reduction = Reduction {
    title: "Early-payment discount",
    title_settlement: "Settlement",
    full: "Full amount",
    off: "Discount",
    off_percent: |percent| format!("{percent} discount"),
    written_off: "Written off",
    to_pay: "You pay",
    until: |date| format!("Valid until {date}, that day included."),
    holds: "The price is kept while this payment is open, even if the deadline passes.",
    taken: "The discount is already taken off.",
    taken_settlement: "As agreed: this payment settles it.",
    old_due: |date| format!("You were given more time; it was due on {date}."),
    disputed: |amount| format!("{amount} is under review. There is no need to pay it meanwhile."),
    in_agreement: "View agreement",
};
