//! The words of decisions: what waits, requests, disputes, the page before each answer.

use domain::agreement::AgreementState;
use domain::request::RequestState;
use domain::segment::History;

/// How near the day is on which the debtor was told to expect an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It is over since so many days.
    Late {
        /// The number of days.
        days: i64,
    },
    /// It is today.
    Today,
    /// So many days are left.
    Left {
        /// The number of days.
        days: i64,
    },
}

/// What is about to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// Grant what was asked for.
    Grant,
    /// Offer other terms.
    Counter,
    /// Decline.
    Decline,
    /// Credit the disputed amount, or a part of it.
    Uphold,
    /// Reject the dispute.
    Reject,
}

/// The words of decisions.
#[derive(Debug)]
pub struct DecisionWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub nothing: &'static str,
    pub answer_by: fn(&str) -> String,
    pub urgency: fn(Urgency) -> String,
    /// The invoice, the new day.
    pub extension: fn(&str, &str) -> String,
    /// How much, in how many payments.
    pub plan: fn(&str, &str) -> String,
    /// What is paid, of how much.
    pub settlement: fn(&str, &str) -> String,
    /// The invoice, how much of it.
    pub dispute: fn(&str, &str) -> String,
    pub reference: fn(&str) -> String,
    pub asked: &'static str,
    pub made_on: &'static str,
    pub reason: &'static str,
    pub effect: EffectWords,
    pub past: PastWords,
    pub unfit: &'static str,
    /// Where a request or a dispute stands.
    pub stands: fn(RequestState) -> &'static str,
    pub decide: &'static str,
    pub grant: &'static str,
    pub grant_more: &'static str,
    pub counter: &'static str,
    pub counter_more: &'static str,
    /// What the policy allows on request: so many instalments.
    pub counter_policy: fn(u16) -> String,
    pub until: &'static str,
    pub by_date: &'static str,
    pub by_days: &'static str,
    pub by_months: &'static str,
    pub new_due: &'static str,
    pub number: &'static str,
    pub price: &'static str,
    pub price_hint: &'static str,
    pub pay_now: &'static str,
    pub pay_now_hint: &'static str,
    pub pays: &'static str,
    pub by_percent: &'static str,
    pub by_amount: &'static str,
    pub percent: &'static str,
    pub amount: &'static str,
    pub last_day: &'static str,
    pub words: &'static str,
    pub words_hint: &'static str,
    pub decline: &'static str,
    pub decline_more: &'static str,
    pub decline_reason: &'static str,
    pub decline_hint: &'static str,
    pub check: &'static str,
    pub answered: &'static str,
    /// By whom, when.
    pub answered_by: fn(&str, &str) -> String,
    pub answered_words: &'static str,
    pub other_terms: &'static str,
    pub invoice: &'static str,
    pub invoice_total: &'static str,
    pub open: &'static str,
    pub line: &'static str,
    pub disputed: &'static str,
    pub why: &'static str,
    pub files: &'static str,
    pub no_files: &'static str,
    pub download: &'static str,
    pub uphold_all: fn(&str) -> String,
    pub uphold_part: &'static str,
    pub reject: &'static str,
    pub part: &'static str,
    pub part_hint: fn(&str) -> String,
    pub answer: &'static str,
    pub answer_hint: &'static str,
    pub credited: &'static str,
    pub becomes_credit: &'static str,
    pub due_again: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub act: fn(DecisionKind) -> &'static str,
    pub confirm: fn(DecisionKind) -> &'static str,
    pub reads: &'static str,
    pub by_mail: &'static str,
    pub by_page: &'static str,
    pub counter_until: fn(&str) -> String,
    pub changed: &'static str,
    pub paying: &'static str,
}

/// What a decision changes.
#[derive(Debug)]
pub struct EffectWords {
    pub title: &'static str,
    pub owed: &'static str,
    pub old_due: &'static str,
    pub price: &'static str,
    pub pay_now: &'static str,
    pub lost_discount: &'static str,
    pub written_off: &'static str,
    pub spared: &'static str,
    pub to_pay: &'static str,
    pub last_day: &'static str,
    pub no_reminders_until: &'static str,
}

/// The debtor's past.
#[derive(Debug)]
pub struct PastWords {
    pub title: &'static str,
    /// The segment in a sentence.
    pub history: fn(&History) -> String,
    pub overdue: fn(i64) -> String,
    /// Kept, broken.
    pub kept: fn(usize, usize) -> String,
    /// Extensions and promises this year.
    pub used: fn(u8, u8) -> String,
    pub agreements: &'static str,
    pub became: fn(AgreementState) -> &'static str,
    pub none: &'static str,
}
