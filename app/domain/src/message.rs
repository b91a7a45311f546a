//! What was written to debtors, and whether it left.

use crate::id::{CreditorId, DebtorId, JobId};
use chrono::{DateTime, Utc};
use std::str::FromStr;
use uuid::Uuid;

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// It will be written, whatever happens now: nothing holds it back any more.
    Decided,
    /// It was handed to the mail server.
    Sent,
    /// It was refused, and will not be tried again.
    Refused,
    /// There is no address to write to.
    NoAddress,
}

impl MessageState {
    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::NoAddress => "no_address",
        }
    }
}

/// Text that names no state of a message; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no state of a message")]
pub struct UnknownMessageState(String);

impl FromStr for MessageState {
    type Err = UnknownMessageState;

    fn from_str(text: &str) -> Result<Self, UnknownMessageState> {
        let all = [Self::Decided, Self::Sent, Self::Refused, Self::NoAddress];
        all.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownMessageState(text.to_owned()))
    }
}

/// One message to a debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whose debtor.
    pub creditor: CreditorId,
    /// The job that wrote it: done twice, it is one message.
    pub id: JobId,
    /// The debtor's id.
    pub debtor: DebtorId,
    /// Which letter: the name of its templates.
    pub kind: String,
    /// The payment, agreement, request or link that it is about.
    pub about: Option<Uuid>,
    /// What became of it.
    pub state: MessageState,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
}
