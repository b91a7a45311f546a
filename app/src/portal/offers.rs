//! `/offers`: what the debtor may choose today, and the best next step on `/`.

use crate::portal::agreement::AgreementStanding;
use domain::agreement::AgreementKind;
use domain::offer::Reason;
use domain::policy::Delay;
use domain::request::{RequestKind, RequestState};
use domain::schedule::Frequency;

/// The offers page: the ways on, and what each costs or saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffersView {
    /// What is offered, the best first.
    pub offers: Vec<OfferRow>,
    /// The ways on.
    pub ways: DebtorActions,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// What it is, with its figures.
    pub kind: OfferKind,
    /// Why it is made.
    pub reason: Reason,
    /// The last day on which it can be taken.
    pub until: Option<String>,
    /// A person decides, so it is asked for.
    pub on_request: bool,
    /// Takes it: `/pay/confirm?…&discount=1`, `/plans/new?…`, `/extensions/new?…`.
    pub href: String,
}

/// What is offered. Amounts and dates are written out; a price that is nothing is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferKind {
    /// Less, if paid early.
    Discount {
        /// The invoice's number.
        number: String,
        /// What it would be without.
        full: String,
        /// What clears it.
        to_pay: String,
        /// What comes off.
        off: String,
        /// The rule's percentage (`2 %`); `None`: a fixed sum.
        percent: Option<String>,
    },
    /// A part at once, the rest is written off.
    Settlement {
        /// The invoice's number.
        number: String,
        /// What is owed.
        full: String,
        /// What is paid.
        to_pay: String,
        /// What is written off.
        written_off: String,
        /// Per cent that are paid (`60 %`).
        percent: String,
    },
    /// Instalments.
    Plan {
        /// All that goes into it.
        owed: String,
        /// The most instalments.
        most: u16,
        /// What one of so many is at most.
        each: String,
        /// What so many cost in all.
        cost: Option<String>,
        /// How often these are paid.
        frequency: Frequency,
    },
    /// A later due date.
    Extension {
        /// The invoice's number.
        number: String,
        /// By how much.
        by: Delay,
        /// The due date until now.
        old_due: String,
        /// The due date then.
        new_due: String,
        /// What it costs.
        price: Option<String>,
        /// What is paid at once.
        pay_now: Option<String>,
        /// The discount that would be lost.
        lost_discount: Option<String>,
    },
    /// A date, on the old terms.
    Promise {
        /// What it can be about.
        owed: String,
        /// The last day that can be promised.
        latest: String,
    },
}

/// The ways on; `None`: not for this debtor today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DebtorActions {
    /// Pay: `/pay?…`.
    pub pay: Option<String>,
    /// Pay in parts: `/plans/new`.
    pub parts: Option<String>,
    /// More time: `/extensions/new`.
    pub time: Option<String>,
    /// Say when: `/promises/new`.
    pub promise: Option<String>,
    /// Something is wrong: `/objections/new`.
    pub wrong: Option<String>,
    /// A breathing space: `/breathing-space`.
    pub rest: Option<String>,
}

/// What `/` says beside the amounts: what to do first, the ways on, what was agreed and asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountOffers {
    /// The best next step.
    pub next: Option<AccountStep>,
    /// The ways on.
    pub ways: DebtorActions,
    /// `/offers`, when there is more than one offer.
    pub offers_href: Option<String>,
    /// Agreements that run, the next date first.
    pub agreements: Vec<AgreementRow>,
    /// Requests and objections that wait for an answer, or were answered lately.
    pub requests: Vec<RequestRow>,
    /// The last day of a breathing space that runs.
    pub rests_until: Option<String>,
}

/// The best next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountStep {
    /// Take this offer.
    Take(Box<OfferRow>),
    /// Pay what is overdue.
    PayOverdue {
        /// How much.
        amount: String,
        /// Pays it.
        href: String,
    },
    /// Pay what is due soon.
    PayDue {
        /// How much.
        amount: String,
        /// Pays it.
        href: String,
    },
    /// Pay the next instalment.
    PayInstalment {
        /// How much.
        amount: String,
        /// By when.
        date: String,
        /// It costs less today: how much, and until when.
        early: Option<(String, String)>,
        /// Pays it, at its early price where it has one.
        href: String,
    },
    /// Nothing is due before this day.
    Wait {
        /// The day.
        date: String,
    },
}

/// An agreement in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// What was agreed.
    pub kind: AgreementKind,
    /// Where it stands.
    pub standing: AgreementStanding,
    /// What is still to be paid under it, or what it is about.
    pub amount: String,
    /// The next day: of the next instalment, the new due date, the promised day.
    pub date: Option<String>,
    /// It costs less today: how much, and until when.
    pub early: Option<(String, String)>,
    /// `/agreements/{id}`.
    pub href: String,
}

/// A request or objection in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// When an answer is to be expected.
    pub answer_by: String,
    /// `/requests/{id}`.
    pub href: String,
}
