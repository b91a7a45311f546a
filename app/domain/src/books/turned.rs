//! What the debtor is owed, looked at as if it were a debt: every amount with the other sign.

use super::known::{Fact, Known, Outside, Says};
use super::reconcile::{Reconciliation, Step, Unexplained, negated};
use crate::money::MoneyError;

pub(super) fn turned_statement(says: &Says) -> Result<Says, MoneyError> {
    let turn = |amount: Option<i64>| amount.map(negated).transpose();
    Ok(Says { total: turn(says.total)?, open: turn(says.open)?, written_off: negated(says.written_off)?, ..*says })
}

pub(super) fn turned_knowledge(knows: &Known) -> Result<Known, MoneyError> {
    let mut turned = Known {
        total: negated(knows.total)?,
        balance: negated(knows.balance)?,
        ahead: negated(knows.ahead)?,
        ahead_known: negated(knows.ahead_known)?,
        charges_known: negated(knows.charges_known)?,
        ..knows.clone()
    };
    for Outside { amount, credit, .. } in &mut turned.outside {
        (*amount, *credit) = (negated(*amount)?, negated(*credit)?);
    }
    for Fact { now, money, charges, credited, over, gone, refunded, shrunk, known, .. } in &mut turned.facts {
        for amount in [now, money, charges, credited, over, gone, refunded, shrunk, known] {
            *amount = negated(*amount)?;
        }
    }
    Ok(turned)
}

pub(super) fn turned_outcome(outcome: Reconciliation) -> Result<Reconciliation, MoneyError> {
    let steps = outcome.steps.into_iter().map(turned_step).collect::<Result<_, MoneyError>>()?;
    let unexplained = outcome.unexplained.map(turned_unexplained).transpose()?;
    let (total, balance) = (negated(outcome.total)?, negated(outcome.balance)?);
    Ok(Reconciliation { steps, unexplained, total, balance, ..outcome })
}

fn turned_step(step: Step) -> Result<Step, MoneyError> {
    Ok(match step {
        Step::Corrected { by } => Step::Corrected { by: negated(by)? },
        Step::Answered { dispute, amount } => Step::Answered { dispute, amount: negated(amount)? },
        Step::Knows { fact, amount } => Step::Knows { fact, amount: negated(amount)? },
        Step::KnowsAhead { amount } => Step::KnowsAhead { amount: negated(amount)? },
        Step::KnowsCharges { amount } => Step::KnowsCharges { amount: negated(amount)? },
        Step::PaidElsewhere { amount, credit } => {
            Step::PaidElsewhere { amount: negated(amount)?, credit: negated(credit)? }
        }
        Step::WrittenOff { amount } => Step::WrittenOff { amount: negated(amount)? },
        Step::Undone { entry, amount, credit } => {
            Step::Undone { entry, amount: negated(amount)?, credit: negated(credit)? }
        }
        Step::Credited { fact, amount } => Step::Credited { fact, amount: negated(amount)? },
        Step::Shrunk { fact, amount } => Step::Shrunk { fact, amount: negated(amount)? },
        Step::OutsideCredited { entry, amount } => Step::OutsideCredited { entry, amount: negated(amount)? },
        Step::Released { fact, amount } => Step::Released { fact, amount: negated(amount)? },
        Step::Voided => Step::Voided,
    })
}

fn turned_unexplained(unexplained: Unexplained) -> Result<Unexplained, MoneyError> {
    Ok(match unexplained {
        Unexplained::Higher { by } => Unexplained::Higher { by: negated(by)? },
        Unexplained::Lower { by } => Unexplained::Lower { by: negated(by)? },
        Unexplained::Refunded { by } => Unexplained::Refunded { by: negated(by)? },
        Unexplained::PaidAndVoid { money } => Unexplained::PaidAndVoid { money: negated(money)? },
        Unexplained::OpenThoughVoid { open } => Unexplained::OpenThoughVoid { open: negated(open)? },
    })
}
