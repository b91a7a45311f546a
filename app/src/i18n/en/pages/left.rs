//! The words of what is left to pay, in English.

use crate::i18n::pages::left::Left;

pub const LEFT: Left = Left {
    on: |left| format!("{left} left"),
    on_until: |left, day, then| format!("{left} left if paid by {day}; {then} after that"),
    settles: "Paid in full",
    until: |left, day, then| format!("{left} if paid by {day}; {then} after that"),
    price_until: |day, then| format!("That is the price until {day}; after that it is {then}."),
    nothing: "Nothing. Everything is paid.",
    nothing_now: "Nothing for now.",
    account: |left| format!("On your account, {left} is left to pay."),
    account_until: |left, day, then| {
        format!("On your account, {left} is left to pay if you pay by {day}; {then} after that.")
    },
    account_nothing: "On your account, nothing is left to pay.",
    account_nothing_now: "On your account, there is nothing to pay for now.",
    account_in_review: |amount| format!("Besides, {amount} is under review."),
    account_on_its_way: |amount| format!("Besides, {amount} is on its way and has not arrived yet."),
};
