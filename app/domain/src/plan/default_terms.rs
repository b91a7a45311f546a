//! What happens as a plan is kept or broken, as data in its agreement: charges, reminders, discounts.

use crate::discount::InstalmentDiscount;
use serde::{Deserialize, Serialize};

/// What happens as a plan is kept or broken. Everything is said here, nothing is decided later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultTerms {
    /// Days after an instalment's day within which it still counts as paid in time.
    pub grace_days: u16,
    /// Days after a plan broke within which paying what is late mends it; 0: it stays broken.
    pub cure_days: u16,
    /// Are late interest and fees suspended while the plan is kept?
    pub charges_rest: bool,
    /// What is reminded of while the plan is kept.
    pub reminders: Reminders,
    /// A discount on instalments paid early.
    pub early: Option<InstalmentDiscount>,
    /// How often the debtor may ask for other dates or amounts.
    pub reschedules: u8,
    /// At the end of a plan that was kept.
    pub when_kept: WhenKept,
    /// As soon as a plan is broken.
    pub when_broken: WhenBroken,
}

/// What is reminded of while a plan is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminders {
    /// The instalments, not the invoices.
    Instalments,
    /// Nothing.
    None,
}

/// At the end of a plan that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenKept {
    /// The suspended charges are waived; else they are due then.
    pub waive_rested_charges: bool,
}

/// As soon as a plan is broken. Payments made are kept in any case, and the invoices return to their
/// own due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenBroken {
    /// The suspended charges are due after all.
    pub claw_back_charges: bool,
    /// Discounts earned on instalments are taken back.
    pub claw_back_discounts: bool,
    /// The part of the price that instalments still to come would have paid is waived.
    pub waive_price_to_come: bool,
}
