//! Pauses: days on which no reminders leave, and where the terms say so no interest and fees run.

use crate::date::Date;
use crate::id::{CreditorId, DebtorId, InvoiceId, PauseId};
use std::str::FromStr;
use uuid::Uuid;

/// Why there is a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseReason {
    /// A plan runs.
    Plan,
    /// The due date was moved.
    Extension,
    /// A date was promised.
    Promise,
    /// The debtor disputes it.
    Dispute,
    /// Hardship.
    BreathingSpace,
}

/// Text that names no reason of a pause; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no reason of a pause")]
pub struct UnknownPauseReason(String);

impl PauseReason {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plan, Self::Extension, Self::Promise, Self::Dispute, Self::BreathingSpace];

    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Extension => "extension",
            Self::Promise => "promise",
            Self::Dispute => "dispute",
            Self::BreathingSpace => "breathing_space",
        }
    }
}

impl FromStr for PauseReason {
    type Err = UnknownPauseReason;

    fn from_str(text: &str) -> Result<Self, UnknownPauseReason> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str() == text)
            .ok_or_else(|| UnknownPauseReason(text.chars().take(20).collect()))
    }
}

/// A span of days on which no reminders leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Whose books.
    pub creditor: CreditorId,
    /// The id.
    pub id: PauseId,
    /// Who is left in peace.
    pub debtor: DebtorId,
    /// About what; `None`: everything that the debtor owes.
    pub invoice: Option<InvoiceId>,
    /// The reason.
    pub reason: PauseReason,
    /// The first day.
    pub from: Date,
    /// The last day; `None`: until it is ended.
    pub to: Option<Date>,
    /// Interest and fees are paused, too.
    pub interest: bool,
    /// The agreement or dispute behind it.
    pub of: Option<Uuid>,
}
