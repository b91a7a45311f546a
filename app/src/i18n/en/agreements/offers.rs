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
    title: "What you can choose",
    lead: "Each option says what it saves or costs. Nothing is accepted until you confirm it.",
    none: "There are no special offers today. You can pay, or choose another way.",
    all: "See all options",
    until: |date| format!("By {date}"),
    for_invoice: |number| format!("Invoice {number}"),
    discount: |pay, full| format!("Pay {pay} instead of {full}"),
    settlement: |pay, full| format!("Settle your {full} debt for {pay}"),
    plan: |payments| format!("Pay in up to {payments}"),
    extension: |date| format!("Pay by {date}"),
    promise: |date| format!("Choose a day up to {date}"),
    saves: |amount| format!("You save {amount}"),
    costs: |amount| format!("It costs {amount}"),
    free: "No cost",
    pay_now: |amount| format!("{amount} is paid now"),
    loses: |amount| format!("The discount of {amount} is lost"),
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
        if left == 1 { "You have 1 left this year.".to_owned() } else { format!("You have {left} left this year.") }
    },
    discounts: |count, pay| format!("Pay {} with a discount: {pay}", n(count, "invoice", "invoices")),
    settlements: |count| format!("Settle with one smaller payment: {}", n(count, "invoice", "invoices")),
    extensions: |longest| format!("More time: up to {longest}"),
    plan_on_request: |most| format!("Up to {most} payments with approval"),
    saves_up_to: |amount| format!("Saves up to {amount}"),
    some_until: |date| format!("The first ends on {date}"),
    costs_differ: "The cost depends on how long",
    some_on_request: "Some need approval",
    choose_inside: "You choose the invoice and the date next.",
    choose: "Choose the invoice",
    take_discount: |pay| format!("Pay {pay}"),
    take_settlement: |pay| format!("Settle for {pay}"),
    take_plan: "Set up a plan",
    take_extension: "Choose the date",
    take_promise: "Choose the day",
    pay_early: |pay, until, full| format!("Pay {pay} by {until} instead of {full}."),
    pay_instalment: |amount, date| format!("Your next payment is {amount}, by {date}."),
    settle: |amount, date| format!("Pay {amount} by {date}."),
    settle_more: "It is what you agreed: with this payment the debt is settled.",
    pay: |amount| format!("Pay {amount}"),
    agreements: "Your agreements",
    requests: "Your requests",
    paused: |date| format!("You have a break until {date}"),
    paused_more: "We send no reminders and add no charges. You can pay whenever you like.",
};

pub const REDUCTION: Reduction = Reduction {
    title: "Discount for paying early",
    title_settlement: "Settlement",
    full: "Full amount",
    off: "Discount",
    off_percent: |percent| format!("Discount of {percent}"),
    written_off: "Written off",
    to_pay: "You pay",
    until: |date| format!("Valid until {date}, that day included."),
    holds: "The price holds while this payment lasts, even if the period ends.",
    taken: "The discount is already taken off.",
    taken_settlement: "This is what you agreed: with this payment it is settled.",
    old_due: |date| format!("You were given more time; it was due on {date}."),
    disputed: |amount| format!("{amount} is being looked into. You need not pay it meanwhile."),
    in_agreement: "See the agreement",
};
