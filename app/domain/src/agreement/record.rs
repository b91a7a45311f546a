//! An agreement as the books keep it: what was signed, frozen, and what has become of it since.

use super::{Agreement, AgreementError};
use crate::date::Date;
use crate::id::{AgreementId, CreditorId, DebtorId, RequestId};
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// Text that names no kind and no state of an agreement; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind or state of an agreement")]
pub struct UnknownAgreementWord(String);

impl UnknownAgreementWord {
    fn of(text: &str) -> Self {
        Self(text.chars().take(20).collect())
    }
}

/// The five things that can be agreed ([`Terms`](super::Terms)), without their figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementKind {
    /// Less, if paid early.
    Discount,
    /// A part at once, the rest is written off.
    Settlement,
    /// In instalments.
    Plan,
    /// A later due date.
    Extension,
    /// A date, on the old terms.
    Promise,
}

impl AgreementKind {
    /// In the order of [`Terms`](super::Terms).
    pub const ALL: [Self; 5] = [Self::Discount, Self::Settlement, Self::Plan, Self::Extension, Self::Promise];

    /// As the tag of [`Terms`](super::Terms) and the database have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Settlement => "settlement",
            Self::Plan => "plan",
            Self::Extension => "extension",
            Self::Promise => "promise",
        }
    }
}

impl FromStr for AgreementKind {
    type Err = UnknownAgreementWord;

    fn from_str(text: &str) -> Result<Self, UnknownAgreementWord> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownAgreementWord::of(text))
    }
}

/// What has become of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgreementState {
    /// It holds.
    Live,
    /// Everything in it was done.
    Kept,
    /// Something in it was not.
    Broken,
    /// Taken back by both sides.
    Cancelled,
    /// Another one took its place.
    Replaced,
}

impl AgreementState {
    /// In the order in which they can follow one another.
    pub const ALL: [Self; 5] = [Self::Live, Self::Kept, Self::Broken, Self::Cancelled, Self::Replaced];

    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
        }
    }
}

impl fmt::Display for AgreementState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AgreementState {
    type Err = UnknownAgreementWord;

    fn from_str(text: &str) -> Result<Self, UnknownAgreementWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownAgreementWord::of(text))
    }
}

/// An agreement as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRecord {
    /// Whose books.
    pub creditor: CreditorId,
    /// The id.
    pub id: AgreementId,
    /// Who agreed.
    pub debtor: DebtorId,
    /// What on.
    pub kind: AgreementKind,
    /// What has become of it.
    pub state: AgreementState,
    /// The agreement as signed: canonical JSON.
    pub body: String,
    /// SHA-256 of the body.
    pub hash: Vec<u8>,
    /// Which key signed.
    pub key_id: String,
    /// The key's public half.
    pub public_key: Vec<u8>,
    /// Ed25519 over the body.
    pub signature: Vec<u8>,
    /// The language of its words.
    pub language: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The last day of its last duty, where it has one.
    pub until: Option<Date>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The plan that it follows.
    pub replaces: Option<AgreementId>,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The form it came from.
    pub form_key: String,
}

/// A record whose body is not what was signed here.
#[derive(Debug, thiserror::Error)]
#[error("{id}: {cause}")]
pub struct UnreadableAgreement {
    /// Which agreement.
    pub id: AgreementId,
    /// What is wrong with its body.
    #[source]
    pub cause: AgreementError,
}

impl AgreementRecord {
    /// What the body says.
    ///
    /// # Errors
    /// [`UnreadableAgreement`] when the body is not the canonical form of an agreement: somebody has changed it.
    pub fn read_body(&self) -> Result<Agreement, UnreadableAgreement> {
        Agreement::read(self.body.as_bytes()).map_err(|cause| UnreadableAgreement { id: self.id, cause })
    }
}
