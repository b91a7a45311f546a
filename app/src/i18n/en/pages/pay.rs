//! The words of choosing, checking and paying, in English.

use crate::i18n::en::n;
use crate::i18n::pages::pay::{Choose, Confirm, Methods};

pub const CHOOSE: Choose = Choose {
    title: "What do you want to pay?",
    title_in: |code| format!("Invoices in {code}"),
    currencies: "Each currency is paid on its own.",
    which: "Invoices",
    pick_overdue: "Overdue only",
    pick_none: "None",
    pick_all: "All",
    how_much: "How much?",
    everything: "All selected invoices",
    everything_hint: "Pays the selected invoices in full.",
    part: "Another amount",
    part_hint: |min| format!("From {min}. The oldest is paid first."),
    amount: |code| format!("Amount in {code}"),
    go_on: "Continue",
    nothing: "There is nothing to pay.",
    credit: |amount| format!("You have {amount} in credit"),
    credit_more: "Use it first: it comes off what is due soonest.",
    credit_use: |amount| format!("Use {amount}"),
};

pub const CONFIRM: Confirm = Confirm {
    title: "Check your payment",
    amount: "You will pay",
    of_plan: |first, last, of| match (first, last) {
        (_, 0) => "Down payment of your plan".to_owned(),
        (0, last) => format!("Down payment, and payments up to {last} of {of} of your plan"),
        (first, last) if first == last => format!("Payment {last} of {of} of your plan"),
        (first, last) => format!("Payments {first} to {last} of {of} of your plan"),
    },
    pays_many: |c| format!("Applied to {}", n(c, "invoice", "invoices")),
    pays: "Applied to",
    left: "Left to pay after this",
    change: "Change",
    changed: "The amounts have changed since you opened this page. Please check them before you pay.",
    how: "How do you want to pay?",
    next: "The secure payment page will open. You are charged there, exactly this amount.",
    no_method: "You cannot pay here at the moment",
    no_method_more: "No payment method takes this amount right now. Try another amount, or write to us.",
};

pub const METHOD: Methods = Methods {
    pay: |amount| format!("Pay {amount}"),
    by: |provider| format!("through {provider}"),
    card: "Card",
    wallet: "Apple Pay or Google Pay",
    oxxo: "cash at OXXO",
    boleto: "boleto",
    pix: "Pix",
    bank_debit: "bank account",
    account: |provider| format!("{provider} account"),
    not_now: |provider| format!("{provider} is not available for this payment"),
    currency: |code| format!("It does not take {code}."),
    too_small: |min| format!("It takes payments from {min}."),
    too_large: |max| format!("It takes payments up to {max}."),
    step: "It cannot charge this exact amount.",
    away: "It is not responding at the moment. Try again in a few minutes.",
};
