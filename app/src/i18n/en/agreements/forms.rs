//! The words of `/extensions/new`, `/promises/new` and `/settlements/new`, in English.

use crate::i18n::agreements::forms::{Extension, Promise, Settlement};
use crate::i18n::en::times;

pub const EXTENSION: Extension = Extension {
    title: "Ask for more time",
    lead: |number, amount, due| format!("Invoice {number}: {amount}. Current date: {due}."),
    options: "How much more time?",
    new_due: |date| format!("Until {date}"),
    none: "The date of this invoice cannot be moved now. You can pay it in parts or tell us when you will pay.",
    left: |left| format!("You can use this {} more this year.", times(left)),
    nothing_to_extend: "There are no invoices whose date can be moved.",
};

pub const PROMISE: Promise = Promise {
    title: "Tell us when you'll pay",
    lead: "This is a notice, not a contract. Nothing is charged on that day.",
    changes: "Until that day we send you no reminders.",
    changes_not: "The due date does not change, and late charges, if there are any, continue.",
    amount: |code| format!("Amount in {code}"),
    amount_hint: |owed| format!("Up to {owed}."),
    date: "The day you will pay",
    date_hint: |latest| format!("By {latest} at the latest."),
    left: |left| format!("You can do this {} more this year.", times(left)),
};

pub const SETTLEMENT: Settlement = Settlement {
    title: "Settle with one payment",
    lead: "You pay a part at once and the rest is written off.",
    options: "What would you like to settle?",
    none: "There are no invoices that can be settled like this now. You can pay them in parts.",
    written_off: |amount| format!("{amount} is written off"),
    instead: |full| format!("instead of {full}"),
};
