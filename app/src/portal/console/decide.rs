//! `/console/requests` and `/console/objections`: what waits for the creditor's answer, and answering it.

use crate::portal::check::CheckRow;
use crate::portal::form::{HiddenField, InvalidField};
use crate::portal::plan::ScheduleView;
use domain::agreement::AgreementKind;
use domain::agreement::AgreementState;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::policy::ObjectionReason;
use domain::request::{RequestKind, RequestState};
use domain::schedule::Frequency;
use domain::segment::History;

/// How near the day is on which the debtor was told to expect an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It is over since so many days.
    Late {
        /// How many.
        days: i64,
    },
    /// It is today.
    Today,
    /// So many days are left.
    Left {
        /// How many.
        days: i64,
    },
}

/// What waits, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueView {
    /// Requests and objections together.
    pub rows: Vec<QueueRow>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Its page.
    pub href: String,
    /// What is asked.
    pub kind: RequestKind,
    /// Who asks.
    pub debtor: String,
    /// The terms in a few words; from [`crate::text::console::decide`].
    pub asked: String,
    /// By when an answer was promised.
    pub answer_by: String,
    /// How near that is.
    pub urgency: Urgency,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requester {
    /// The name.
    pub name: String,
    /// The creditor's own reference.
    pub reference: String,
    /// `/console/debtors/{id}`
    pub href: String,
    /// Does the answer reach them by mail?
    pub mailed: bool,
}

/// What a decision changes. Amounts are left out where they are nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EffectView {
    /// What is owed today on what it is about.
    pub owed: String,
    /// The due date until now.
    pub old_due: Option<String>,
    /// What the debtor pays for it.
    pub price: Option<String>,
    /// What is paid at once.
    pub pay_now: Option<String>,
    /// The discount that is lost.
    pub lost_discount: Option<String>,
    /// What is given up.
    pub written_off: Option<String>,
    /// Interest and fees that will not be charged.
    pub spared: Option<String>,
    /// All that will have been paid …
    pub to_pay: String,
    /// … by then.
    pub last_day: Option<String>,
    /// Reminders rest until then; a plan's follow its instalments.
    pub rests_until: Option<String>,
}

/// How the debtor has paid and kept to what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastView {
    /// The segment, and what it follows from.
    pub history: History,
    /// Extensions used this year.
    pub extensions: u8,
    /// Promises made this year.
    pub promises: u8,
    /// Promises and plans kept.
    pub kept: usize,
    /// Promises and plans broken.
    pub broken: usize,
    /// Earlier agreements, latest first.
    pub agreements: Vec<PastAgreement>,
}

/// An earlier agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAgreement {
    /// What kind.
    pub kind: AgreementKind,
    /// When it was made.
    pub on: String,
    /// What became of it.
    pub became: AgreementState,
}

/// `/console/requests/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleRequestView {
    /// The page's own address.
    pub path: String,
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// Who asks.
    pub whose: Requester,
    /// When it was made.
    pub made_on: String,
    /// By when an answer was promised, and how near that is while it waits.
    pub answer_by: (String, Option<Urgency>),
    /// What was asked for; from [`crate::text::agreed()`].
    pub rows: Vec<CheckRow>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// The debtor's own words.
    pub reason: String,
    /// What granting it changes; `None`: it does not fit the books any more.
    pub effect: Option<EffectView>,
    /// The debtor's past.
    pub past: PastView,
    /// The form for other terms, with what stands in it.
    pub counter: CounterForm,
    /// The words that decline it, as typed.
    pub decline: String,
    /// What has to be corrected.
    pub wrong: Vec<InvalidField>,
    /// How amounts are written.
    pub style: AmountStyle,
    /// How days are written.
    pub dates: DateStyle,
    /// The answer, once it is given.
    pub answered: Option<DecisionAnswer>,
}

/// The fields of other terms, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterForm {
    /// The fields that belong to the kind.
    pub fields: CounterFields,
    /// What the policy allows by request, where it says something; beyond it staff decide.
    pub policy: Option<u16>,
    /// Words to the debtor.
    pub words: String,
    /// Was the form sent (and has to be corrected)?
    pub open: bool,
}

/// By what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CounterFields {
    /// More time.
    Extension {
        /// `date`, `days` or `months`.
        how: String,
        /// The new due date.
        date: String,
        /// How many days or months.
        number: String,
        /// What it costs.
        price: String,
        /// What is paid at once.
        pay_now: String,
        /// The first and last day that can be chosen.
        days: (String, String),
    },
    /// Instalments.
    Plan {
        /// By count, or by amount?
        by_count: bool,
        /// How many.
        count: String,
        /// How much each.
        each: String,
        /// The first day.
        first: String,
        /// How often.
        frequency: Frequency,
        /// What is paid at once.
        down: String,
        /// A flat fee.
        price: String,
        /// The first and last day that can be chosen.
        days: (String, String),
    },
    /// A settlement.
    Settlement {
        /// By percentage, or by amount?
        by_percent: bool,
        /// Per cent.
        percent: String,
        /// How much.
        amount: String,
        /// The last day to pay.
        date: String,
        /// The first and last day that can be chosen.
        days: (String, String),
    },
    /// Nothing else can be offered.
    None,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionAnswer {
    /// By whom.
    pub by: String,
    /// When.
    pub on: String,
    /// Words to the debtor.
    pub words: Option<String>,
    /// Other terms that were offered.
    pub rows: Vec<CheckRow>,
    /// What was credited of an objected amount.
    pub credited: Option<String>,
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
    /// Credit the objected amount, or a part of it.
    Uphold,
    /// Reject the objection.
    Reject,
}

/// Why a decision was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionProblem {
    /// What is owed has changed since the page before.
    Changed,
    /// A payment for one of the invoices is under way.
    Paying,
}

/// The page before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionCheckView {
    /// What is about to be decided.
    pub act: DecisionKind,
    /// Who asked.
    pub whose: Requester,
    /// Back to the forms.
    pub back_href: String,
    /// Where the form posts to.
    pub action: String,
    /// Its hidden fields.
    pub hidden: Vec<HiddenField>,
    /// The terms.
    pub rows: Vec<CheckRow>,
    /// Their sentences.
    pub text: Vec<String>,
    /// What happens if they are not kept.
    pub if_not: Vec<String>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// What it changes.
    pub effect: Option<EffectView>,
    /// What it does to an objected invoice.
    pub credit: Option<CreditView>,
    /// Words to the debtor.
    pub words: String,
    /// The last day on which other terms can be accepted.
    pub until: Option<String>,
    /// Why it was not done.
    pub trouble: Option<DecisionProblem>,
}

/// What upholding or rejecting an objection does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditView {
    /// The invoice.
    pub number: String,
    /// What was objected to, and rests until now.
    pub objected: String,
    /// What is credited.
    pub credited: Option<String>,
    /// What of it becomes the debtor's credit, since it was paid meanwhile.
    pub credit: Option<String>,
    /// What of the objected amount is to be paid again.
    pub due_again: Option<String>,
    /// What is open on the invoice before …
    pub before: String,
    /// … and after.
    pub after: String,
}

/// `/console/objections/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleDisputeView {
    /// The page's own address.
    pub path: String,
    /// Where it stands.
    pub state: RequestState,
    /// Who objects.
    pub whose: Requester,
    /// The invoice, what it is over, what is open of it.
    pub invoice: (String, String, String),
    /// Is it open and in a plan?
    pub in_plan: bool,
    /// The line it is about.
    pub line: Option<String>,
    /// What is objected to.
    pub amount: String,
    /// Why.
    pub reason: ObjectionReason,
    /// In the debtor's words.
    pub words: String,
    /// What came with it.
    pub files: Vec<FileLink>,
    /// When it was made.
    pub made_on: String,
    /// By when an answer was promised, and how near that is while it is open.
    pub answer_by: (String, Option<Urgency>),
    /// The debtor's past.
    pub past: PastView,
    /// What was chosen: `all`, `part`, `none` or nothing yet.
    pub chosen: String,
    /// The part to credit, as typed.
    pub part: String,
    /// Words to the debtor, as typed.
    pub answer: String,
    /// What has to be corrected.
    pub wrong: Vec<InvalidField>,
    /// How amounts are written.
    pub style: AmountStyle,
    /// The answer, once it is given.
    pub answered: Option<DecisionAnswer>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// As the debtor's device called it.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// What it is and how large (`PDF, 120 kB`).
    pub about: String,
}
