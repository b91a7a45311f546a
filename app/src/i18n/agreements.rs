//! The words about offers and agreements, page by page.

use domain::dispute::DisputeReason;
use domain::policy::Delay;

/// A title and a sentence.
pub type Pair = (&'static str, &'static str);

/// The words about offers and agreements.
#[derive(Debug)]
pub struct AgreementWords {
    /// `1 mes`, `15 días`.
    pub delay: fn(Delay) -> String,
    pub check_and_go_on: &'static str,
    pub which_invoice: &'static str,
    pub due: fn(&str) -> String,
    pub date_format: &'static str,
    pub answer_by: fn(&str) -> String,
    pub your_words: &'static str,
    pub your_words_hint: &'static str,
    /// Beside it, where some choices need no person.
    pub your_words_only: &'static str,
    pub asked_of_a_person: &'static str,
    pub ways: Ways,
    pub offer: Offers,
    pub reduction: Reduction,
    pub plan: Plan,
    pub schedule: Schedule,
    pub check: Check,
    pub code: Code,
    pub agreement: Agreement,
    pub request: Request,
    pub extension: Extension,
    pub promise: Promise,
    pub settlement: Settlement,
    pub dispute: Dispute,
    pub breathing_space: BreathingSpace,
    pub explain: Explain,
    pub wrong: Wrongs,
}

/// The ways on.
#[derive(Debug)]
pub struct Ways {
    pub title: &'static str,
    pub other: &'static str,
    pub pay: Pair,
    pub parts: Pair,
    pub time: Pair,
    pub promise: Pair,
    pub wrong: Pair,
    pub breathing_space: Pair,
}

/// `/offers` and the next step on `/`.
#[derive(Debug)]
pub struct Offers {
    pub title: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
    pub next: &'static str,
    pub all: &'static str,
    pub until: fn(&str) -> String,
    pub no_end: &'static str,
    pub for_invoice: fn(&str) -> String,
    /// What is paid, instead of what.
    pub discount: fn(&str, &str) -> String,
    pub settlement: fn(&str, &str) -> String,
    /// The number with its frequency, each.
    pub plan: fn(&str, &str) -> String,
    /// The new day.
    pub extension: fn(&str) -> String,
    /// The last day.
    pub promise: fn(&str) -> String,
    pub saves: fn(&str) -> String,
    pub costs: fn(&str) -> String,
    pub free: &'static str,
    pub pay_now: fn(&str) -> String,
    pub loses: fn(&str) -> String,
    pub on_request: &'static str,
    /// Per cent, days from issue.
    pub because_invoice: fn(&str, u16) -> String,
    /// On time, of how many.
    pub because_on_time: fn(u16, u16) -> String,
    pub because_early: fn(i64) -> String,
    pub because_old: fn(i64) -> String,
    pub because_parts: &'static str,
    pub because_free: fn(u8) -> String,
    pub take_discount: fn(&str) -> String,
    pub take_settlement: fn(&str) -> String,
    pub take_plan: &'static str,
    pub take_extension: &'static str,
    pub take_promise: &'static str,
    pub pay_overdue: fn(&str) -> String,
    pub pay_due: fn(&str) -> String,
    /// How much, by when.
    /// What to pay, by when, and what it is otherwise.
    pub pay_early: fn(&str, &str, &str) -> String,
    pub pay_instalment: fn(&str, &str) -> String,
    pub pay: fn(&str) -> String,
    pub wait: fn(&str) -> String,
    pub agreements: &'static str,
    pub requests: &'static str,
    pub paused: fn(&str) -> String,
    pub paused_more: &'static str,
}

/// What comes off, on the invoice and before paying.
#[derive(Debug)]
pub struct Reduction {
    pub title: &'static str,
    pub title_settlement: &'static str,
    /// Instead of what, until when.
    pub instead: fn(&str, &str) -> String,
    pub full: &'static str,
    pub off: &'static str,
    pub off_percent: fn(&str) -> String,
    pub written_off: &'static str,
    pub to_pay: &'static str,
    pub until: fn(&str) -> String,
    pub holds: &'static str,
    pub take: fn(&str) -> String,
    pub leave: &'static str,
    pub taken: &'static str,
    pub old_due: fn(&str) -> String,
    pub disputed: fn(&str) -> String,
    pub in_agreement: &'static str,
}

/// `/plans/new`
#[derive(Debug)]
pub struct Plan {
    pub title: &'static str,
    pub lead: &'static str,
    pub invoices: &'static str,
    pub how: &'static str,
    pub by_amount: &'static str,
    pub by_count: &'static str,
    pub each: fn(&str) -> String,
    pub count: &'static str,
    pub first: &'static str,
    /// The earliest and the latest day.
    pub first_hint: fn(&str, &str) -> String,
    pub frequency: &'static str,
    pub weekly: &'static str,
    pub fortnightly: &'static str,
    pub monthly: &'static str,
    pub down: &'static str,
    pub down_hint: fn(&str, &str) -> String,
    pub down_optional: &'static str,
    pub show: &'static str,
    pub result: &'static str,
    pub no_plan: &'static str,
    pub nearest: &'static str,
    /// The number with its frequency, each, the first day.
    pub nearest_is: fn(&str, &str, &str) -> String,
    pub nearest_down: fn(&str) -> String,
    pub take_nearest: &'static str,
    pub nothing: &'static str,
}

/// Where an instalment stands; the headings of a schedule are [`ScheduleWords`](super::islands::ScheduleWords).
#[derive(Debug)]
pub struct Schedule {
    pub state: &'static str,
    pub later: &'static str,
    pub due_soon: fn(i64) -> String,
    pub due_today: &'static str,
    pub in_grace: fn(&str) -> String,
    pub missed: fn(i64) -> String,
    pub paid: fn(&str) -> String,
    pub paid_late: fn(&str) -> String,
    pub open: fn(&str) -> String,
}

/// Check your answers.
#[derive(Debug)]
pub struct Check {
    pub plan: &'static str,
    pub extension: &'static str,
    pub promise: &'static str,
    pub settlement: &'static str,
    pub discount: &'static str,
    pub change: &'static str,
    pub agreed: &'static str,
    pub if_not: &'static str,
    pub changed: &'static str,
    pub code_next: fn(&str) -> String,
    pub asked_next: fn(&str) -> String,
    pub agree: &'static str,
    pub send_code: &'static str,
    pub ask: &'static str,
    pub nothing_yet: &'static str,
}

/// `/code`
#[derive(Debug)]
pub struct Code {
    pub title: &'static str,
    /// Where it went, for how many minutes.
    pub sent: fn(&str, i64) -> String,
    pub sent_again: fn(&str) -> String,
    pub why: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub confirm: &'static str,
    pub resend: &'static str,
    pub unreadable: &'static str,
    pub wrong: fn(u8) -> String,
    pub locked: fn(i64) -> String,
    pub ran_out: &'static str,
    pub not_sent: &'static str,
}

/// `/agreements/{id}`
#[derive(Debug)]
pub struct Agreement {
    pub plan: Pair,
    pub extension: Pair,
    pub promise: Pair,
    pub settlement: Pair,
    pub discount: Pair,
    pub mailed: &'static str,
    pub awaits: fn(&str) -> String,
    pub awaits_until: fn(&str, &str) -> String,
    pub kept: &'static str,
    pub in_grace: fn(&str) -> String,
    pub broken: fn(&str) -> String,
    pub cure: fn(&str) -> String,
    pub completed: fn(&str) -> String,
    pub replaced: &'static str,
    pub replaced_see: &'static str,
    pub next: &'static str,
    pub by: fn(&str) -> String,
    pub early: fn(&str, &str) -> String,
    pub pay_title: &'static str,
    pub pay_late: fn(&str) -> String,
    pub pay_next: fn(&str) -> String,
    pub pay_several: fn(u16, &str) -> String,
    pub pay_rest: fn(&str) -> String,
    pub pay_part: fn(&str) -> String,
    pub pay_whole: fn(&str) -> String,
    pub saved: fn(&str) -> String,
    pub reschedule: &'static str,
    pub terms: &'static str,
    pub text: &'static str,
    pub agreed_on: &'static str,
    pub files: &'static str,
    pub pdf: &'static str,
    pub calendar: &'static str,
    pub sealed: &'static str,
    pub sealed_more: &'static str,
    pub see: &'static str,
}

/// `/requests/{id}`
#[derive(Debug)]
pub struct Request {
    pub extension: &'static str,
    pub plan: &'static str,
    pub settlement: &'static str,
    pub dispute: &'static str,
    pub sent: &'static str,
    pub waiting: &'static str,
    pub waiting_more: fn(&str) -> String,
    pub waiting_dispute: &'static str,
    pub granted: &'static str,
    pub granted_more: &'static str,
    pub upheld_more: &'static str,
    pub countered: &'static str,
    pub countered_more: &'static str,
    pub counter_until: fn(&str) -> String,
    pub accept: &'static str,
    pub accepted: &'static str,
    pub declined: &'static str,
    pub declined_more: &'static str,
    pub withdrawn: &'static str,
    pub lapsed: &'static str,
    pub answer: &'static str,
    pub asked: &'static str,
    pub made_on: &'static str,
    pub words: &'static str,
    pub files: &'static str,
    pub see_agreement: &'static str,
}

/// `/extensions/new`
#[derive(Debug)]
pub struct Extension {
    pub title: &'static str,
    /// The invoice's number, what is owed, its day.
    pub lead: fn(&str, &str, &str) -> String,
    pub options: &'static str,
    pub new_due: fn(&str) -> String,
    pub none: &'static str,
    pub left: fn(u8) -> String,
    pub nothing_to_extend: &'static str,
}

/// `/promises/new`
#[derive(Debug)]
pub struct Promise {
    pub title: &'static str,
    pub lead: &'static str,
    pub changes: &'static str,
    pub changes_not: &'static str,
    pub amount: fn(&str) -> String,
    pub amount_hint: fn(&str) -> String,
    pub date: &'static str,
    pub date_hint: fn(&str) -> String,
    pub left: fn(u8) -> String,
}

/// `/settlements/new`
#[derive(Debug)]
pub struct Settlement {
    pub title: &'static str,
    pub lead: &'static str,
    pub options: &'static str,
    pub none: &'static str,
    pub written_off: fn(&str) -> String,
    pub instead: fn(&str) -> String,
}

/// `/objections/new`
#[derive(Debug)]
pub struct Dispute {
    pub title: &'static str,
    pub lead: &'static str,
    pub about: &'static str,
    pub whole: fn(&str) -> String,
    pub line: &'static str,
    pub which_line: &'static str,
    pub part: &'static str,
    pub amount: fn(&str) -> String,
    pub reason: &'static str,
    pub reasons: fn(DisputeReason) -> Pair,
    pub words: &'static str,
    pub words_hint: fn(usize) -> String,
    pub files: &'static str,
    /// How many, how many megabytes each.
    pub files_hint: fn(usize, u32) -> String,
    pub on_hold: &'static str,
    pub send: &'static str,
    pub none: &'static str,
}

/// `/breathing-space`
#[derive(Debug)]
pub struct BreathingSpace {
    pub title: &'static str,
    pub lead: &'static str,
    /// Days, until when.
    pub offer: fn(u16, &str) -> String,
    pub points: [&'static str; 4],
    pub take: fn(&str) -> String,
    pub begun: &'static str,
    pub running: fn(&str) -> String,
    pub ask: &'static str,
    pub plan: &'static str,
    pub plan_more: &'static str,
    pub talk: &'static str,
    pub talk_more: &'static str,
}

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
    pub unreadable: &'static str,
    pub invoiced: &'static str,
    pub credit_note: &'static str,
    pub changed: &'static str,
    pub interest: &'static str,
    pub interest_cap: &'static str,
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
    pub write_off: &'static str,
    /// Days, the rate, on what, days of the year.
    pub arithmetic: fn(i64, &str, &str, i64) -> String,
    pub span: fn(&str, &str) -> String,
}

/// What has to be corrected, beside what every form shares.
#[derive(Debug)]
pub struct Wrongs {
    pub too_small: fn(&str) -> String,
    pub too_large: fn(&str) -> String,
    pub number: &'static str,
    pub date: &'static str,
    pub too_early: fn(&str) -> String,
    pub too_late: fn(&str) -> String,
    pub nothing_chosen: &'static str,
    pub no_words: &'static str,
    pub too_many_words: fn(usize) -> String,
    pub file_kind: fn(&str) -> String,
    pub file_size: fn(&str, u32) -> String,
    pub too_many_files: fn(usize) -> String,
    pub not_offered: &'static str,
}

/// Where an agreement stands. Days are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementStanding {
    /// It holds once this is paid (an extension's part, a settlement).
    Awaits {
        /// How much.
        amount: String,
        /// By when.
        until: Option<String>,
    },
    /// It holds, nothing is late.
    Kept,
    /// An instalment is late, within its grace.
    InGrace {
        /// The last day of grace.
        until: String,
    },
    /// It was not kept.
    Broken {
        /// Since when.
        on: String,
        /// The last day on which paying what is late mends it.
        cure_until: Option<String>,
    },
    /// It is done.
    Completed {
        /// Since when.
        on: String,
    },
    /// Another agreement stands in its place.
    Replaced {
        /// `/agreements/{id}` of that one.
        href: Option<String>,
    },
}
