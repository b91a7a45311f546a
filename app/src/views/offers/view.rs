//! `/offers`: what the debtor may choose today.

use crate::components::actions::DebtorActions;
use crate::components::offers::OfferRow;

/// The offers page: the ways on, and what each costs or saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffersView {
    /// What is offered, the best first.
    pub offers: Vec<OfferRow>,
    pub ways: DebtorActions,
}
