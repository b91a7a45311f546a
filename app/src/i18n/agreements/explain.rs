//! The words of a balance explained.

/// "Explain my balance".
#[derive(Debug)]
pub struct Explain {
    pub title: &'static str,
    pub what: &'static str,
    pub amount: &'static str,
    pub sum: fn(&str) -> String,
    pub sum_ahead: fn(&str) -> String,
    pub other_day: &'static str,
    pub show: &'static str,
    /// The first and the last day that can be asked for.
    pub unreadable: fn(&str, &str) -> String,
    pub invoiced: &'static str,
    pub credit_note: &'static str,
    pub changed: &'static str,
    pub interest: &'static str,
    pub interest_cap: &'static str,
    pub agreement_price: &'static str,
    pub paused: &'static str,
    pub fee: &'static str,
    pub waived: &'static str,
    pub payment: &'static str,
    pub payment_outside: &'static str,
    pub credit_used: &'static str,
    pub credited: &'static str,
    pub refund: &'static str,
    pub refund_failed: &'static str,
    pub chargeback: &'static str,
    pub chargeback_won: &'static str,
    pub discount: &'static str,
    pub discount_offered: &'static str,
    pub in_review: &'static str,
    pub on_its_way: &'static str,
    /// What a settlement in force would write off, and the last day to pay it.
    pub settlement: fn(&str) -> String,
    pub write_off: &'static str,
    /// Days, the rate, on what, days of the year.
    pub arithmetic: fn(i64, &str, &str, i64) -> String,
    pub span: fn(&str, &str) -> String,
}
