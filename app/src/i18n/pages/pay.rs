//! The words of choosing, checking and paying.

/// `/pay`
#[derive(Debug)]
pub struct Choose {
    pub title: &'static str,
    pub title_in: fn(&str) -> String,
    pub currencies: &'static str,
    pub which: &'static str,
    pub pick_overdue: &'static str,
    pub pick_none: &'static str,
    pub pick_all: &'static str,
    pub how_much: &'static str,
    pub everything: &'static str,
    pub everything_hint: &'static str,
    pub part: &'static str,
    pub part_hint: fn(&str) -> String,
    pub amount: fn(&str) -> String,
    pub go_on: &'static str,
    pub nothing: &'static str,
    pub credit: fn(&str) -> String,
    pub credit_more: &'static str,
    pub credit_use: fn(&str) -> String,
}

/// `/pay/confirm`
#[derive(Debug)]
pub struct Confirm {
    pub title: &'static str,
    pub amount: &'static str,
    /// From which instalment of a plan to which, of how many; 0 is the down payment.
    pub of_plan: fn(u16, u16, u16) -> String,
    pub pays: &'static str,
    pub pays_many: fn(usize) -> String,
    pub left: &'static str,
    pub change: &'static str,
    pub changed: &'static str,
    pub how: &'static str,
    pub next: &'static str,
    pub no_method: &'static str,
    pub no_method_more: &'static str,
}

/// Ways to pay.
#[derive(Debug)]
pub struct Methods {
    /// With the amount.
    pub pay: fn(&str) -> String,
    pub by: fn(&str) -> String,
    pub card: &'static str,
    pub wallet: &'static str,
    pub oxxo: &'static str,
    pub boleto: &'static str,
    pub pix: &'static str,
    pub bank_debit: &'static str,
    /// An account with the provider of this name.
    pub account: fn(&str) -> String,
    pub not_now: fn(&str) -> String,
    pub currency: fn(&str) -> String,
    pub too_small: fn(&str) -> String,
    pub too_large: fn(&str) -> String,
    pub step: &'static str,
    pub away: &'static str,
}
