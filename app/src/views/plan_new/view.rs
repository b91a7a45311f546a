//! `/plans/new`: the plan simulator as a form.

use crate::components::forms::InvalidField;
use crate::components::schedule::ScheduleView;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::id::{AgreementId, InvoiceId};
use domain::plan::schedule::Frequency;
use domain::plan::{InvoicePart, PlanRefusal, PlanRules};

/// `/plans/new`: one GET form to itself.
///
/// Fields: `invoice` (id, repeated), `how` (`each` or `count`), `each` (as typed; read it with
/// [`AmountStyle::parse`]), `count`, `first` (`2026-03-31`), `frequency` (`weekly`, `fortnightly`,
/// `monthly`), `down` (as typed; empty is none), and `check=1` by the button that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanNewView {
    /// The plan whose remainder it is about; the form keeps it as `of`.
    pub of: Option<AgreementId>,
    /// The same plan as it is today, with what has come to it since.
    pub today: Option<PlanToday>,
    /// How amounts are written and read; names the currency.
    pub style: AmountStyle,
    /// How the island and refusals write dates.
    pub dates: DateStyle,
    /// The invoices that can go into it, oldest first.
    pub invoices: Vec<PlanInvoice>,
    /// The rules of the policy for what is chosen.
    pub rules: PlanRules,
    /// What was asked for, or what is proposed at first.
    pub asked: PlanAsked,
    /// What has to be corrected and cannot be said by [`PlanResult::Refused`].
    pub wrong: Vec<InvalidField>,
    /// What it comes to; `None` while something cannot be read.
    pub result: Option<PlanResult>,
    /// Inside the limits of requests only: a person decides, and answers by this day.
    pub answer_by: Option<String>,
}

/// A plan that runs, about to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanToday {
    /// Its payments, with where each stands.
    pub schedule: ScheduleView,
    /// What of what goes into the new one are interest and fees.
    pub charges: Option<String>,
}

/// An invoice that can go into a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanInvoice {
    /// What it puts into the plan.
    pub part: InvoicePart,
    /// The creditor's number.
    pub number: String,
    pub description: Option<String>,
    /// What is owed on it, charges included.
    pub amount: String,
    /// Is it ticked?
    pub chosen: bool,
}

/// The fields as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAsked {
    /// By number (else by amount)?
    pub by_count: bool,
    /// The amount each time, as typed or proposed.
    pub each: String,
    /// The number, as typed or proposed.
    pub count: String,
    /// The first day (`2026-03-31`).
    pub first: String,
    /// How often.
    pub frequency: Frequency,
    /// The down payment, as typed or proposed.
    pub down: String,
}

/// What a request comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanResult {
    /// There is such a plan.
    Schedule(ScheduleView),
    /// There is none.
    Refused {
        /// The reason.
        reason: PlanRefusal,
        /// The nearest that is allowed.
        nearest: Option<NearestPlan>,
    },
}

/// The nearest plan that is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearestPlan {
    /// How many instalments.
    pub count: u16,
    /// How often.
    pub frequency: Frequency,
    /// What each is (`hasta $500.00`).
    pub each: String,
    /// The first day.
    pub first: String,
    /// What is paid at once.
    pub down: Option<String>,
    /// Takes it: `/plans/new?…` with all fields.
    pub href: String,
}

impl PlanNewView {
    /// What the ticked invoices put into the plan.
    #[must_use]
    pub fn chosen(&self) -> Vec<InvoicePart> {
        self.invoices.iter().filter(|invoice| invoice.chosen).map(|invoice| invoice.part).collect()
    }

    /// The ids of the ticked invoices.
    pub fn chosen_ids(&self) -> impl Iterator<Item = InvoiceId> + '_ {
        self.invoices.iter().filter(|invoice| invoice.chosen).map(|invoice| invoice.part.invoice)
    }
}
