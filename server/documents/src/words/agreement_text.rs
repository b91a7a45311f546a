//! The words of an agreement itself: what is shown before it is accepted, signed and printed, and how it was accepted.

use domain::knowledge_question::KnowledgeQuestion;
use domain::plan::schedule::Frequency;

/// The figures of a plan that its first sentence names.
pub(crate) struct PlanFigures<'a> {
    /// The invoices' numbers.
    pub(crate) invoices: &'a str,
    /// Is it more than one invoice?
    pub(crate) several: bool,
    /// What is paid in instalments: without what is paid at once.
    pub(crate) in_parts: &'a str,
    /// How many, and how often.
    pub(crate) payments: &'a str,
    /// The first day.
    pub(crate) first: &'a str,
    /// The last day.
    pub(crate) last: &'a str,
}

/// The sentences that are frozen in an agreement, and the names of its figures.
pub(crate) struct AgreementTextWords {
    pub(crate) invoice: &'static str,
    pub(crate) invoices: &'static str,
    pub(crate) off: &'static str,
    pub(crate) written_off: &'static str,
    pub(crate) to_pay: &'static str,
    pub(crate) until: &'static str,
    pub(crate) owed: &'static str,
    pub(crate) payments: &'static str,
    pub(crate) each: &'static str,
    pub(crate) up_to: fn(&str) -> String,
    pub(crate) down: &'static str,
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    pub(crate) cost: &'static str,
    pub(crate) total: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) old_due: &'static str,
    /// The same once another day was agreed.
    pub(crate) former_due: &'static str,
    pub(crate) new_due: &'static str,
    pub(crate) price: &'static str,
    pub(crate) pay_now: &'static str,
    pub(crate) pay_now_until: &'static str,
    pub(crate) lost_discount: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) day: &'static str,
    /// The invoice, what is paid, what comes off, the last day.
    pub(crate) discount: fn(&str, &str, &str, &str) -> String,
    pub(crate) discount_if_not: fn(&str) -> String,
    /// The creditor, what is paid, instead of what, the last day.
    pub(crate) settlement: fn(&str, &str, &str, &str) -> String,
    /// What is written off; of several invoices?
    pub(crate) settlement_off: fn(&str, bool) -> String,
    pub(crate) settlement_if_not: &'static str,
    /// All of it in instalments.
    pub(crate) plan: fn(&PlanFigures<'_>) -> String,
    /// What is paid at once, and the rest in instalments.
    pub(crate) plan_with_down: fn(&str, &PlanFigures<'_>) -> String,
    /// The cost, which the payments include; the total.
    pub(crate) plan_cost: fn(&str, &str) -> String,
    pub(crate) plan_free: &'static str,
    pub(crate) charges_rest: &'static str,
    pub(crate) charges_run: &'static str,
    pub(crate) kept_waives: &'static str,
    pub(crate) kept_charges: &'static str,
    pub(crate) grace: fn(u16) -> String,
    /// Per cent, days before.
    pub(crate) early_days: fn(&str, u16) -> String,
    /// Per cent, the day of the month.
    pub(crate) early_day: fn(&str, u8) -> String,
    pub(crate) reschedules: fn(u8) -> String,
    pub(crate) broken: &'static str,
    pub(crate) cure: fn(u16) -> String,
    pub(crate) paid_is_kept: &'static str,
    pub(crate) broken_charges: &'static str,
    pub(crate) broken_no_charges: &'static str,
    pub(crate) broken_discounts: &'static str,
    pub(crate) broken_price: &'static str,
    /// The invoice, the new day, the old day.
    pub(crate) extension: fn(&str, &str, &str) -> String,
    pub(crate) extension_rests: &'static str,
    pub(crate) extension_price: fn(&str) -> String,
    pub(crate) extension_free: &'static str,
    pub(crate) extension_now: fn(&str, &str) -> String,
    pub(crate) extension_loses: fn(&str) -> String,
    pub(crate) extension_if_not: &'static str,
    /// How much, when.
    pub(crate) promise: fn(&str, &str) -> String,
    pub(crate) promise_rests: &'static str,
    pub(crate) promise_not: &'static str,
    pub(crate) promise_if_not: &'static str,
    /// How many payments and how often: "6 monthly payments".
    pub(crate) payments_every: fn(u16, Frequency) -> String,
    /// Accepted with a code, with the address shortened.
    pub(crate) by_code: fn(&str) -> String,
    pub(crate) by_link: &'static str,
    /// Accepted with a fact, with its name.
    pub(crate) by_fact: fn(&str) -> String,
    /// The link by which they came in was mailed, made by staff (with the name), or made for somebody else.
    pub(crate) link_mailed: &'static str,
    pub(crate) link_by_staff: fn(&str) -> String,
    pub(crate) link_shared: &'static str,
    /// Accepted by staff, with the name.
    pub(crate) by_staff: fn(&str) -> String,
    /// Nobody had to accept: it asks for less than before.
    pub(crate) by_less: &'static str,
    /// What a fact is called.
    pub(crate) fact: fn(KnowledgeQuestion) -> &'static str,
    /// A plan was worked out again and needs to be confirmed, by a day.
    pub(crate) consent: fn(&str) -> String,
}
