//! The sentences that are frozen in an agreement, the names of its figures, and how it was proved: what is signed and
//! typeset.

use domain::known_fact::KnownFact;
use domain::schedule::Frequency;

/// The sentences that are frozen in an agreement, and the names of its figures.
#[derive(Debug)]
pub struct AgreementTextWords {
    pub invoice: &'static str,
    pub invoices: &'static str,
    pub off: &'static str,
    pub written_off: &'static str,
    pub to_pay: &'static str,
    pub until: &'static str,
    pub owed: &'static str,
    pub payments: &'static str,
    pub each: &'static str,
    pub down: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub cost: &'static str,
    pub total: &'static str,
    pub nothing: &'static str,
    pub old_due: &'static str,
    pub new_due: &'static str,
    pub price: &'static str,
    pub pay_now: &'static str,
    pub lost_discount: &'static str,
    pub amount: &'static str,
    pub day: &'static str,
    /// The invoice, what is paid, what comes off, the last day.
    pub discount: fn(&str, &str, &str, &str) -> String,
    pub discount_if_not: fn(&str) -> String,
    /// The creditor, what is paid, instead of what, the last day.
    pub settlement: fn(&str, &str, &str, &str) -> String,
    pub settlement_off: fn(&str) -> String,
    pub settlement_if_not: &'static str,
    /// How much, the invoices, the number with its frequency, the first and the last day.
    pub plan: fn(&str, &str, &str, &str, &str) -> String,
    pub plan_down: fn(&str) -> String,
    /// The cost, the total.
    pub plan_cost: fn(&str, &str) -> String,
    pub plan_free: &'static str,
    pub charges_rest: &'static str,
    pub charges_run: &'static str,
    pub kept_waives: &'static str,
    pub kept_charges: &'static str,
    pub grace: fn(u16) -> String,
    /// Per cent, days before.
    pub early_days: fn(&str, u16) -> String,
    /// Per cent, the day of the month.
    pub early_day: fn(&str, u8) -> String,
    pub reschedules: fn(u8) -> String,
    pub broken: &'static str,
    pub cure: fn(u16) -> String,
    pub paid_is_kept: &'static str,
    pub broken_charges: &'static str,
    pub broken_no_charges: &'static str,
    pub broken_discounts: &'static str,
    pub broken_price: &'static str,
    /// The invoice, the new day, the old day.
    pub extension: fn(&str, &str, &str) -> String,
    pub extension_rests: &'static str,
    pub extension_price: fn(&str) -> String,
    pub extension_free: &'static str,
    pub extension_now: fn(&str) -> String,
    pub extension_loses: fn(&str) -> String,
    pub extension_if_not: &'static str,
    /// How much, when.
    pub promise: fn(&str, &str) -> String,
    pub promise_rests: &'static str,
    pub promise_not: &'static str,
    pub promise_if_not: &'static str,
    /// `6 pagos mensuales`.
    pub number_of_payments: fn(u16, Frequency) -> String,
    /// What a fact is called that proved who accepted.
    pub fact: fn(KnownFact) -> &'static str,
    /// Proof by code, with the address shortened.
    pub by_code: fn(&str) -> String,
    pub by_link: &'static str,
    /// Proof by a fact, with its name.
    pub by_fact: fn(&str) -> String,
    /// Accepted by staff, with the name.
    pub by_staff: fn(&str) -> String,
    /// Nobody had to: it asks for less than before.
    pub by_less: &'static str,
}
