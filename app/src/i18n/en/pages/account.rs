//! The words of `/`, and of where an invoice stands, in English.

use crate::i18n::en::{days, n};
use crate::i18n::ended;
use crate::i18n::pages::account::{Account, InvoiceStateWords};

pub const STATE: InvoiceStateWords = InvoiceStateWords {
    open: "To pay",
    due_soon: "Due soon",
    overdue: "Overdue",
    extended: "More time given",
    in_plan: "In a payment plan",
    disputed: "Under review",
    paid: "Paid",
    credit: "Credit",
    used: "Used",
    void: "Cancelled",
    processing: "Payment on its way",
    processing_of: |amount| format!("{amount} on its way"),
    due_on: |date| format!("Due on {date}"),
    due_today: "Due today",
    due_in: |d| if d == 1 { "Due tomorrow".to_owned() } else { format!("Due in {}", days(d)) },
    late_by: |d| if d == 1 { "Was due yesterday".to_owned() } else { format!("Was due {} ago", days(d)) },
};

pub const ACCOUNT: Account = Account {
    title: "My account",
    account_of: |name| format!("{name}'s account"),
    owed: "Total to pay",
    overdue: |c| format!("Overdue ({})", n(c, "invoice", "invoices")),
    due_soon: |c| format!("Due soon ({})", n(c, "invoice", "invoices")),
    in_plan: |c| format!("In a plan ({})", n(c, "invoice", "invoices")),
    later: |c| format!("Later ({})", n(c, "invoice", "invoices")),
    on_its_way: "Payment on its way",
    also_on_its_way: "Also on its way",
    also_in_review: "Also under review",
    next_overdue: |d| {
        if d == 1 {
            "Your oldest invoice was due yesterday.".to_owned()
        } else {
            format!("Your oldest invoice was due {} ago.", days(d))
        }
    },
    next_due_soon: |d| match d {
        0 => "Your next invoice is due today.".to_owned(),
        1 => "Your next invoice is due tomorrow.".to_owned(),
        d => format!("Your next invoice is due in {}.", days(d)),
    },
    next_due: |date| format!("No hurry: your next invoice is due on {date}."),
    pay: |amount| format!("Pay {amount}"),
    pay_overdue: |amount| format!("Pay what is overdue: {amount}"),
    pay_due_soon: |amount| format!("Pay what is due soon: {amount}"),
    choose: "Choose invoices or pay a part",
    invoices: "Invoices to pay",
    more_invoices: |c| format!("Show {} more", n(c, "invoice", "invoices")),
    of_total: |total| format!("of {total}"),
    includes: |charges| format!("includes {charges} of interest and fees"),
    includes_cost: |amount| format!("includes {amount} of charges and of what your agreement costs"),
    instead_of: |full| format!("instead of {full}"),
    beside_plan: |planned| format!("beside {planned} in a payment plan"),
    settled: "Earlier invoices",
    nothing_owed: "Everything is paid",
    nothing_owed_more: "There is nothing to pay. Thank you.",
    credit: |amount| format!("You have {amount} in credit"),
    credit_more: "It can be used for an invoice or paid back. Tell us which you prefer.",
    credit_automatic: "We use it for what is due next. If you would rather have it back, tell us.",
    credit_by_debtor: "You can use it before you pay, or ask us to pay it back.",
    open_title: "A payment is not finished",
    open_more: |amount, provider, begun| {
        ended(format!("{amount} with {provider}. Nothing has been charged yet. Started on {begun}"))
    },
    open_continue: "Continue this payment",
    open_cancel: "Cancel it",
    open_see: "View payment",
    open_otherwise: "View payment or pay another way",
    open_left: |amount, provider| {
        format!("You started a payment of {amount} with {provider} and did not finish it. Nothing was charged.")
    },
    processing_more: |amount, provider| {
        format!(
            "{amount} with {provider}. The balance will go down when the money arrives; there is no need to pay again."
        )
    },
    not_needed: "This payment is not needed any more",
    not_needed_more: |amount| {
        format!(
            "You began a payment of {amount}, but what it was for is no longer owed, or less of it is. Please do not pay it: we are cancelling it."
        )
    },
    cancelled: "Payment cancelled. Nothing was charged.",
    could_not_cancel: "That payment can no longer be cancelled: the money has been paid or is on its way.",
    language_saved: "Language saved.",
};
