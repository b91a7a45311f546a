//! The words of what is left to pay, in Spanish.

use crate::i18n::pages::left::Left;

pub const LEFT: Left = Left {
    on: |left| format!("Quedan {left}"),
    on_until: |left, day, then| format!("Quedan {left} si los paga a más tardar el {day}; después, {then}"),
    settles: "Queda pagada",
    until: |left, day, then| format!("{left} si se paga a más tardar el {day}; después, {then}"),
    price_until: |day, then| format!("Es el precio hasta el {day}; después son {then}."),
    nothing: "Nada. Queda todo pagado.",
    nothing_now: "Nada por ahora.",
    account: |left| format!("En su cuenta quedan {left} por pagar."),
    account_until: |left, day, then| {
        format!("En su cuenta quedan {left} por pagar si los paga a más tardar el {day}; después, {then}.")
    },
    account_nothing: "En su cuenta no queda nada por pagar.",
    account_nothing_now: "En su cuenta no hay nada por pagar por ahora.",
    account_in_review: |amount| format!("Además, {amount} están en revisión."),
    account_on_its_way: |amount| format!("Además, {amount} están en camino y aún no han llegado."),
};
