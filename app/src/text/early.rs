//! What is said of an instalment that costs less if it is paid by a day, beside what its agreement's page says.

use super::Language;

/// What is said of an early price.
#[derive(Debug)]
pub struct EarlyWords {
    /// The next step: what to pay, by when, and what it is otherwise.
    pub step: fn(&str, &str, &str) -> String,
}

impl Language {
    /// What is said of an early price.
    #[must_use]
    pub fn early(self) -> &'static EarlyWords {
        match self {
            Self::Es => &ES,
            Self::En => &EN,
            Self::Pt => &PT,
        }
    }
}

static ES: EarlyWords =
    EarlyWords { step: |pay, until, full| format!("Pague {pay} a más tardar el {until} en lugar de {full}.") };

static EN: EarlyWords = EarlyWords { step: |pay, until, full| format!("Pay {pay} by {until} instead of {full}.") };

static PT: EarlyWords = EarlyWords { step: |pay, until, full| format!("Pague {pay} até {until} em vez de {full}.") };
