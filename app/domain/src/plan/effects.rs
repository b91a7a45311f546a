//! What follows from a plan's state by what its agreement says: for its charges, its reminders, its discounts.

use super::default_terms::{DefaultTerms, Reminders};
use super::standing::PlanState;
use serde::{Deserialize, Serialize};

/// What the charges of a plan's invoices do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargesNow {
    /// As if there were no plan.
    Run,
    /// No charges are added.
    Suspended,
    /// Those that were suspended are due.
    SuspendedAreDue,
    /// Those that were suspended are waived.
    SuspendedAreWaived,
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

impl DefaultTerms {
    /// What follows from `state`. A broken plan that can still be mended is treated as kept.
    #[must_use]
    pub const fn effects(&self, state: PlanState) -> Effects {
        let (kept, broken) = (self.when_kept, self.when_broken);
        match state {
            PlanState::Kept
            | PlanState::InGrace { .. }
            | PlanState::Cured { .. }
            | PlanState::Broken { cure_until: Some(_), .. } => Effects {
                charges: if self.charges_rest { ChargesNow::Suspended } else { ChargesNow::Run },
                reminders: match self.reminders {
                    Reminders::Instalments => RemindersNow::Instalments,
                    Reminders::None => RemindersNow::None,
                },
                take_back_discounts: false,
                waive_price_to_come: false,
            },
            PlanState::Broken { cure_until: None, .. } => Effects {
                charges: self.suspended(!broken.claw_back_charges),
                reminders: RemindersNow::Invoices,
                take_back_discounts: broken.claw_back_discounts,
                waive_price_to_come: broken.waive_price_to_come,
            },
            PlanState::Completed { .. } => Effects {
                charges: self.suspended(kept.waive_rested_charges),
                reminders: RemindersNow::None,
                take_back_discounts: false,
                waive_price_to_come: false,
            },
        }
    }

    const fn suspended(&self, waived: bool) -> ChargesNow {
        match (self.charges_rest, waived) {
            (false, _) => ChargesNow::Run,
            (true, false) => ChargesNow::SuspendedAreDue,
            (true, true) => ChargesNow::SuspendedAreWaived,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::plan::default_terms::{WhenBroken, WhenKept};

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn default_terms() -> DefaultTerms {
        DefaultTerms {
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
        let effects = default_terms().effects(broken);
        assert_eq!(effects.charges, ChargesNow::SuspendedAreDue);
        assert_eq!((effects.reminders, effects.take_back_discounts), (RemindersNow::Invoices, true));
        let mendable = PlanState::Broken { on: day(2, 7), cure_until: Some(day(2, 16)) };
        assert_eq!(default_terms().effects(mendable), default_terms().effects(PlanState::Kept));
        assert_eq!(default_terms().effects(PlanState::Kept).charges, ChargesNow::Suspended);
        let done = PlanState::Completed { on: day(5, 1) };
        assert_eq!(default_terms().effects(done).charges, ChargesNow::SuspendedAreWaived);
        let running = DefaultTerms { charges_rest: false, ..default_terms() };
        for state in [PlanState::Kept, broken, done] {
            assert_eq!(running.effects(state).charges, ChargesNow::Run);
        }
    }
}
