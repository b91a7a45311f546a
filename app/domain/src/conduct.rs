//! What happens as a plan is kept or broken, as data in its agreement: charges, reminders, discounts.

use super::discount::InstalmentDiscount;
use super::standing::PlanState;
use serde::{Deserialize, Serialize};

/// What happens as a plan is kept or broken. Everything is said here, nothing is decided later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conduct {
    /// Days after an instalment's day within which it still counts as paid in time.
    pub grace_days: u16,
    /// Days after a plan broke within which paying what is late mends it; 0: it stays broken.
    pub cure_days: u16,
    /// Do late interest and fees rest while the plan is kept?
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
    /// The charges that rested are waived; else they are due then.
    pub waive_rested_charges: bool,
}

/// As soon as a plan is broken. Payments made are kept in any case, and the invoices return to their
/// own due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenBroken {
    /// The charges that rested are due after all.
    pub claw_back_charges: bool,
    /// Discounts earned on instalments are taken back.
    pub claw_back_discounts: bool,
    /// The part of the price that instalments still to come would have paid is waived.
    pub waive_price_to_come: bool,
}

/// What the charges of a plan's invoices do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargesNow {
    /// As if there were no plan.
    Run,
    /// No charges are added.
    Rest,
    /// Those that rested are due.
    RestedAreDue,
    /// Those that rested are waived.
    RestedAreWaived,
}

/// What is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemindersNow {
    /// The instalments.
    Instalments,
    /// The invoices, by their own due dates.
    Invoices,
    /// Nothing.
    None,
}

/// What follows from a plan's state by its agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    /// The charges.
    pub charges: ChargesNow,
    /// The reminders.
    pub reminders: RemindersNow,
    /// Are discounts on instalments taken back?
    pub take_back_discounts: bool,
    /// Is the price that unpaid instalments would have paid waived?
    pub waive_price_to_come: bool,
}

impl Conduct {
    /// What follows from `state`. A broken plan that can still be mended is treated as kept.
    #[must_use]
    pub const fn effects(&self, state: PlanState) -> Effects {
        let (kept, broken) = (self.when_kept, self.when_broken);
        match state {
            PlanState::Kept
            | PlanState::InGrace { .. }
            | PlanState::Cured { .. }
            | PlanState::Broken { cure_until: Some(_), .. } => Effects {
                charges: if self.charges_rest { ChargesNow::Rest } else { ChargesNow::Run },
                reminders: match self.reminders {
                    Reminders::Instalments => RemindersNow::Instalments,
                    Reminders::None => RemindersNow::None,
                },
                take_back_discounts: false,
                waive_price_to_come: false,
            },
            PlanState::Broken { cure_until: None, .. } => Effects {
                charges: self.rested(!broken.claw_back_charges),
                reminders: RemindersNow::Invoices,
                take_back_discounts: broken.claw_back_discounts,
                waive_price_to_come: broken.waive_price_to_come,
            },
            PlanState::Completed { .. } => Effects {
                charges: self.rested(kept.waive_rested_charges),
                reminders: RemindersNow::None,
                take_back_discounts: false,
                waive_price_to_come: false,
            },
        }
    }

    const fn rested(&self, waived: bool) -> ChargesNow {
        match (self.charges_rest, waived) {
            (false, _) => ChargesNow::Run,
            (true, false) => ChargesNow::RestedAreDue,
            (true, true) => ChargesNow::RestedAreWaived,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn conduct() -> Conduct {
        Conduct {
            grace_days: 5,
            cure_days: 10,
            charges_rest: true,
            reminders: Reminders::Instalments,
            early: None,
            reschedules: 1,
            when_kept: WhenKept { waive_rested_charges: true },
            when_broken: WhenBroken { claw_back_charges: true, claw_back_discounts: true, waive_price_to_come: false },
        }
    }

    #[test]
    fn what_follows_is_in_the_agreement() {
        let broken = PlanState::Broken { on: day(2, 7), cure_until: None };
        let effects = conduct().effects(broken);
        assert_eq!(effects.charges, ChargesNow::RestedAreDue);
        assert_eq!((effects.reminders, effects.take_back_discounts), (RemindersNow::Invoices, true));
        let mendable = PlanState::Broken { on: day(2, 7), cure_until: Some(day(2, 16)) };
        assert_eq!(conduct().effects(mendable), conduct().effects(PlanState::Kept));
        assert_eq!(conduct().effects(PlanState::Kept).charges, ChargesNow::Rest);
        let done = PlanState::Completed { on: day(5, 1) };
        assert_eq!(conduct().effects(done).charges, ChargesNow::RestedAreWaived);
        let running = Conduct { charges_rest: false, ..conduct() };
        for state in [PlanState::Kept, broken, done] {
            assert_eq!(running.effects(state).charges, ChargesNow::Run);
        }
    }
}
