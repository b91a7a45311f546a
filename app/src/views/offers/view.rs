//! `/offers`: what the debtor may choose today.

use crate::components::actions::DebtorActions;
use crate::components::offer_group::OfferCard;

/// The offers page: the ways on, and what each costs or saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffersView {
    /// What is offered, a card a kind.
    pub offers: Vec<OfferCard>,
    pub ways: DebtorActions,
}
