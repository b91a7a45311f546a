//! The words about offers and agreements, a file a page or a group of pages.

pub mod agreement;
pub mod breathing_space;
pub mod check;
pub mod dispute;
pub mod explain;
pub mod forms;
pub mod offers;
pub mod plan;
pub mod request;
pub mod wrong;

use domain::policy::Delay;

/// A title and a sentence.
pub type Pair = (&'static str, &'static str);

/// The words about offers and agreements.
#[derive(Debug)]
pub struct AgreementWords {
    /// `1 mes`, `15 días`.
    pub delay: fn(Delay) -> String,
    pub check_and_go_on: &'static str,
    pub which_invoice: &'static str,
    pub due: fn(&str) -> String,
    pub date_format: &'static str,
    pub answer_by: fn(&str) -> String,
    pub your_words: &'static str,
    pub your_words_hint: &'static str,
    /// Beside it, where some choices need no person.
    pub your_words_only: &'static str,
    pub asked_of_a_person: &'static str,
    pub ways: offers::Ways,
    pub offer: offers::Offers,
    pub reduction: offers::Reduction,
    pub plan: plan::Plan,
    pub schedule: plan::Schedule,
    pub check: check::Check,
    pub code: check::Code,
    pub agreement: agreement::Agreement,
    pub request: request::Request,
    pub extension: forms::Extension,
    pub promise: forms::Promise,
    pub settlement: forms::Settlement,
    pub dispute: dispute::Dispute,
    pub breathing_space: breathing_space::BreathingSpace,
    pub explain: explain::Explain,
    pub wrong: wrong::Wrongs,
}

/// Where an agreement stands. Days are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementStanding {
    /// This is to be paid of it (a settlement, a discount).
    Awaits {
        /// The amount as it is shown.
        amount: String,
        /// By when.
        until: String,
    },
    /// It takes effect once this is paid (an extension's part).
    AwaitsPart {
        /// The amount as it is shown.
        amount: String,
        /// By when.
        until: String,
    },
    /// A payment was promised for a day to come.
    Promised {
        /// The amount as it is shown.
        amount: String,
        /// For when.
        on: String,
    },
    /// It holds, nothing is late.
    Kept,
    /// An instalment is late, within its grace.
    InGrace {
        /// The last day of grace.
        until: String,
    },
    /// It was not kept.
    Broken {
        /// The day since when it holds, as the page shows it.
        on: String,
        /// The last day on which paying what is late mends it.
        cure_until: Option<String>,
    },
    /// It is done.
    Completed {
        /// The day since when it holds, as the page shows it.
        on: String,
    },
    /// Another agreement stands in its place.
    Replaced {
        /// `/agreements/{id}` of that one.
        href: Option<String>,
    },
}
