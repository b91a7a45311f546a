//! The words of what is left to pay, in Portuguese.

use crate::i18n::pages::left::Left;

pub const LEFT: Left = Left {
    on: |left| format!("Restam {left}"),
    on_until: |left, day, then| format!("Restam {left} se pagar até {day}; depois, {then}"),
    settles: "Quitada",
    until: |left, day, then| format!("{left} se pagar até {day}; depois, {then}"),
    price_until: |day, then| format!("Esse é o preço até {day}; depois são {then}."),
    nothing: "Nada. Tudo quitado.",
    nothing_now: "Nada por enquanto.",
    account: |left| format!("Na sua conta restam {left} a pagar."),
    account_until: |left, day, then| format!("Na sua conta restam {left} a pagar se pagar até {day}; depois, {then}."),
    account_nothing: "Na sua conta não resta nada a pagar.",
    account_nothing_now: "Na sua conta não há nada a pagar por enquanto.",
    account_in_review: |amount| format!("Além disso, {amount} estão em análise."),
    account_on_its_way: |amount| format!("Além disso, {amount} estão a caminho e ainda não chegaram."),
};
