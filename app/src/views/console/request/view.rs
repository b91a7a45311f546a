//! `/console/requests/{id}`: one request, and answering it.

use crate::components::decisions::{DecisionAnswer, EffectView, PastView, Requester};
use crate::components::forms::InvalidField;
use crate::components::schedule::ScheduleView;
use crate::components::terms::CheckRow;
use crate::i18n::decisions::Urgency;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::id::RequestId;
use domain::plan::schedule::Frequency;
use domain::request::{RequestKind, RequestState};

/// `/console/requests/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleRequestView {
    pub id: RequestId,
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// Who asks.
    pub whose: Requester,
    pub made_on: String,
    /// By when an answer was promised, and how near that is while it waits.
    pub answer_by: (String, Option<Urgency>),
    /// What was asked for; from the text of the agreement.
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
        count: String,
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
    Settlement {
        /// By percentage, or by amount?
        by_percent: bool,
        /// Per cent.
        percent: String,
        amount: String,
        /// The last day to pay.
        date: String,
        /// The first and last day that can be chosen.
        days: (String, String),
    },
    /// Nothing else can be offered.
    None,
}
