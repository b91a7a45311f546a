//! What is left of a plan that runs. It is part of what a debtor owes; the agreements work it out.

use domain::agreement::{AgreementRecord, PlanTerms};
use domain::money::Money;
use domain::plan::InvoicePart;
use domain::standing::PlanPayment;

/// What is left of a plan that runs.
#[derive(Debug, Clone)]
pub struct Remainder {
    /// The plan.
    pub agreed: AgreementRecord,
    /// What it says.
    pub terms: PlanTerms,
    /// What reached it so far.
    pub payments: Vec<PlanPayment>,
    /// What each of its invoices still owes, without the plan's price.
    pub parts: Vec<InvoicePart>,
    /// What of the plan's price is in the books and not paid by its schedule.
    pub price_left: Money,
}
