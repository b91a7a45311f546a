//! Agreeing: what a debtor wishes becomes terms by the creditor's policy, and terms that were seen
//! and proved become a sealed agreement with everything that follows from it, in one transaction.
//!
//! [`terms`] decides and is pure, [`wording`] puts it into words, [`accept`] writes, [`answer`] is how
//! staff decide what the policy does not ([`counter`]: with other terms), [`effect`] what that will change, [`follow`]
//! what becomes of it, [`revise`] how it changes, [`ending`] how it ends, [`reopening`] why it holds again, [`extending`]
//! when a due date moves, [`settling`] when the rest of a debt is given up, [`papers`] makes the documents. [`preview`]
//! says whom another policy would change something for. [`crate::disputes`] is what a debtor disputes, [`waive`] lets charges
//! go, [`held`] keeps a price that a person was told.

pub mod accept;
pub mod answer;
pub mod breathing_space;
pub mod counter;
pub mod effect;
pub mod ending;
pub mod extending;
pub mod follow;
pub mod held;
pub mod jobs;
pub mod papers;
pub mod preview;
pub mod proof;
pub mod reopening;
pub mod revise;
pub mod settling;
pub mod terms;
pub mod waive;
pub mod wording;

use domain::date::Date;
use domain::id::{AgreementId, InvoiceId, RequestId};
use domain::money::Money;
use domain::plan::{NoPlan, PlanWish};
use domain::policy::Delay;
use serde::{Deserialize, Serialize};

/// What a debtor wishes; nothing in it is believed but the choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum Wish {
    /// To pay in parts.
    Plan {
        /// What: invoices of one currency; none: all that are owed in the currency of the oldest.
        invoices: Vec<InvoiceId>,
        /// How.
        wish: PlanWish,
    },
    /// Other dates or amounts for what is left of a plan.
    Reschedule {
        /// The plan.
        agreement: AgreementId,
        /// How.
        wish: PlanWish,
    },
    /// A later due date.
    Extension {
        /// The invoice.
        invoice: InvoiceId,
        /// By how much.
        by: Delay,
    },
    /// To promise a date.
    Promise {
        /// How much.
        amount: Money,
        /// Until when.
        date: Date,
    },
    /// To pay a part at once and be done.
    Settlement {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// What a person answered to a request: for staff what was asked for, for the debtor what was offered instead.
    Request {
        /// The request.
        request: RequestId,
    },
}

/// Why nothing was agreed. Each is something the debtor can act on.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is not offered (any more): to this debtor, on this debt, this often.
    NotOffered,
    /// There is no such plan; the nearest that there is stands in it.
    NoPlan(NoPlan),
    /// The amount is more than owed, or less than can be paid.
    Amount {
        /// The least.
        least: Money,
        /// The most.
        most: Money,
    },
    /// The date is over, or too far.
    Date {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// What is offered now is not what was seen.
    Changed,
    /// A person has to be asked.
    AskFirst,
    /// A payment for one of these invoices is under way.
    PaymentUnderWay,
    /// The form was sent before, with something else in it.
    FormUsed {
        /// What it made, if it was this debtor's.
        made: Option<AgreementId>,
    },
    /// The code was wrong, or the fact, or the number of the invoice.
    WrongCode {
        /// How many tries are left.
        left: i64,
    },
    /// Too many wrong codes; later.
    Locked,
    /// What was asked for ran out, was used, or was never asked for here.
    NoCode,
}
