//! Jobs that agreements, requests and breathing spaces cause.

use crate::outbox::Job;
use domain::agreement::Terms;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, EntryId, PauseId, RequestId, VerificationId};
use serde::{Deserialize, Serialize};
use store::jobs::Queue;

/// Mail the code that proves a reader to be the debtor. It is made when the mail is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendCode {
    /// The verification that it is for.
    pub proof: VerificationId,
    /// The language of the page that asks for it.
    pub language: String,
    /// What it confirms.
    #[serde(default)]
    pub confirms: Option<Confirms>,
}

/// What a code confirms, without an amount: a lock screen may show the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Confirms {
    /// That a part is paid and the rest given up.
    Settlement,
    /// So many payments, the one at once included.
    Plan {
        /// The number of payments that were expected.
        payments: usize,
    },
    /// A later due date.
    Extension,
}

impl Confirms {
    /// What terms are, where they [ask for a proof](Terms::needs_verification).
    #[must_use]
    pub fn of(terms: &Terms) -> Option<Self> {
        match terms {
            Terms::Settlement(_) => Some(Self::Settlement),
            Terms::Plan(terms) => Some(Self::Plan { payments: terms.plan.instalments.len() }),
            Terms::Extension(_) => Some(Self::Extension),
            Terms::Discount(_) | Terms::Promise(_) => None,
        }
    }
}

impl Job for SendCode {
    const KIND: &'static str = "send_code";

    fn key(&self) -> String {
        self.proof.to_string()
    }

    fn priority(&self) -> Queue {
        Queue::Urgent
    }
}

/// Mail what was agreed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Agreed {
    /// The agreement.
    pub agreement: AgreementId,
}

impl Job for Agreed {
    const KIND: &'static str = "agreed";

    fn key(&self) -> String {
        self.agreement.to_string()
    }
}

/// Mail that a request arrived.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequestMade {
    /// The request.
    pub request: RequestId,
}

impl Job for RequestMade {
    const KIND: &'static str = "request_made";

    fn key(&self) -> String {
        self.request.to_string()
    }
}

/// Mail the answer to a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answered {
    /// The request.
    pub request: RequestId,
}

impl Job for Answered {
    const KIND: &'static str = "answered";

    fn key(&self) -> String {
        self.request.to_string()
    }
}

/// Mail what became of an agreement.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ended {
    /// The agreement.
    pub agreement: AgreementId,
    /// Was it kept? What was kept may be broken after all, when its money goes back.
    pub kept: bool,
}

impl Job for Ended {
    const KIND: &'static str = "ended";

    fn key(&self) -> String {
        format!("{}:{}", self.agreement, if self.kept { "kept" } else { "broken" })
    }
}

/// Fit a plan to its debt, which has changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fit {
    /// The plan.
    pub agreement: AgreementId,
    /// What changed it: the plan is fitted once for each.
    pub change: EntryId,
}

impl Job for Fit {
    const KIND: &'static str = "fit";

    fn key(&self) -> String {
        self.change.to_string()
    }

    fn priority(&self) -> Queue {
        Queue::Urgent
    }
}

/// Mail that a breathing space has begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SpaceBegun {
    /// The pause's id.
    pub pause: PauseId,
    /// The debtor's id.
    pub debtor: DebtorId,
    /// Its last day.
    pub until: Date,
    /// The language of the page.
    pub language: String,
}

impl Job for SpaceBegun {
    const KIND: &'static str = "space_begun";

    fn key(&self) -> String {
        self.pause.to_string()
    }
}
