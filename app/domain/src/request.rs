//! What a debtor asks of the creditor beyond the policy, which people answer.

use crate::agreement::Terms;
use crate::date::Date;
use crate::dispute::{Dispute, DisputeState};
use crate::id::{CreditorId, DebtorId, RequestId};
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// What a person is to decide on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// More time.
    Extension,
    /// Instalments.
    Plan,
    /// A settlement.
    Settlement,
    /// Something is wrong with an invoice.
    Dispute,
}

impl RequestKind {
    /// The kind of a request for these terms. No discount and no promise is ever asked of a person: they count as
    /// what they are nearest to.
    #[must_use]
    pub const fn of(terms: &Terms) -> Self {
        match terms {
            Terms::Plan(_) => Self::Plan,
            Terms::Settlement(_) | Terms::Discount(_) => Self::Settlement,
            Terms::Extension(_) | Terms::Promise(_) => Self::Extension,
        }
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// It waits for an answer.
    Waiting,
    /// It was granted: there is an agreement. As pages show it, also of a dispute that was upheld.
    Granted,
    /// As pages show a dispute of which a part was upheld and the rest is owed again; no request has it.
    PartlyGranted,
    /// Other terms were offered.
    Countered,
    /// The other terms were accepted.
    Accepted,
    /// It was declined. As pages show it, also of a dispute that was rejected.
    Declined,
    /// The debtor took it back.
    Withdrawn,
    /// The other terms were not taken in time.
    Lapsed,
}

/// Text that names no state of a request; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no state of a request")]
pub struct UnknownRequestState(String);

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Granted,
        Self::PartlyGranted,
        Self::Countered,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
        Self::Lapsed,
    ];

    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Granted => "granted",
            Self::PartlyGranted => "partly_granted",
            Self::Countered => "countered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RequestState {
    type Err = UnknownRequestState;

    fn from_str(text: &str) -> Result<Self, UnknownRequestState> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str() == text)
            .ok_or_else(|| UnknownRequestState(text.chars().take(20).collect()))
    }
}

/// As pages show a dispute among the requests.
impl From<&Dispute> for RequestState {
    fn from(dispute: &Dispute) -> Self {
        match dispute.state {
            DisputeState::Open => Self::Waiting,
            DisputeState::Upheld if dispute.upheld != dispute.amount => Self::PartlyGranted,
            DisputeState::Upheld => Self::Granted,
            DisputeState::Rejected => Self::Declined,
            DisputeState::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Whose books.
    pub creditor: CreditorId,
    /// The id.
    pub id: RequestId,
    /// Who asks.
    pub debtor: DebtorId,
    /// The terms that are asked for.
    pub asked: Terms,
    /// Why, in the debtor's words.
    pub reason: String,
    /// Where it stands.
    pub state: RequestState,
    /// When the debtor was told to expect an answer.
    pub answer_by: Date,
    /// The terms offered instead.
    pub answer: Option<Terms>,
    /// The answer's words to the debtor.
    pub words: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The moment, in UTC.
    pub decided_at: Option<DateTime<Utc>>,
    /// The language of the page.
    pub language: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The form it came from.
    pub form_key: String,
}
