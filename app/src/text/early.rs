//! What is said of an instalment that costs less if it is paid by a day, beside what its agreement's page says.

/// What is said of an early price.
#[derive(Debug)]
pub struct EarlyWords {
    /// The next step: what to pay, by when, and what it is otherwise.
    pub step: fn(&str, &str, &str) -> String,
}

pub(super) static ES: EarlyWords =
    EarlyWords { step: |pay, until, full| format!("Pague {pay} a más tardar el {until} en lugar de {full}.") };

pub(super) static EN: EarlyWords =
    EarlyWords { step: |pay, until, full| format!("Pay {pay} by {until} instead of {full}.") };

pub(super) static PT: EarlyWords =
    EarlyWords { step: |pay, until, full| format!("Pague {pay} até {until} em vez de {full}.") };
