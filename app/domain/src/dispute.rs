//! Disputes: a debtor says that an invoice or a part of it is wrong, and the creditor decides.
//!
//! While a dispute is open its amount is on hold. Addresses, columns and the policy's JSON call it a dispute.

use crate::date::Date;
use crate::id::{CreditorId, DebtorId, DisputeId, InvoiceId};
use crate::invoice::Invoice;
use crate::money::{Money, MoneyError};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a dispute may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeReason {
    /// It was paid already.
    AlreadyPaid,
    /// The amount or price is wrong.
    WrongAmount,
    /// It was not delivered.
    NotReceived,
    /// It was faulty or not as agreed.
    NotAsAgreed,
    /// It is somebody else's.
    NotMine,
    /// Something else, in words.
    Other,
}

impl DisputeReason {
    /// Every reason, as offered.
    pub const ALL: [Self; 6] =
        [Self::AlreadyPaid, Self::WrongAmount, Self::NotReceived, Self::NotAsAgreed, Self::NotMine, Self::Other];

    /// The name in policy, form and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyPaid => "already_paid",
            Self::WrongAmount => "wrong_amount",
            Self::NotReceived => "not_received",
            Self::NotAsAgreed => "not_as_agreed",
            Self::NotMine => "not_mine",
            Self::Other => "other",
        }
    }
}

/// Text that names no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reason to object")]
pub struct UnknownReason;

impl FromStr for DisputeReason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(UnknownReason)
    }
}

/// Where a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisputeState {
    /// It waits for an answer, and its amount is on hold.
    Open,
    /// All or a part of it turned out not to be owed.
    Upheld,
    /// It is owed after all.
    Rejected,
    /// The debtor took it back.
    Withdrawn,
}

/// Text that names no state of a dispute; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no state of a dispute")]
pub struct UnknownDisputeState(String);

impl DisputeState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Upheld, Self::Rejected, Self::Withdrawn];

    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl fmt::Display for DisputeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DisputeState {
    type Err = UnknownDisputeState;

    fn from_str(text: &str) -> Result<Self, UnknownDisputeState> {
        Self::ALL
            .into_iter()
            .find(|one| one.as_str() == text)
            .ok_or_else(|| UnknownDisputeState(text.chars().take(20).collect()))
    }
}

/// A dispute as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Whose books.
    pub creditor: CreditorId,
    /// The id.
    pub id: DisputeId,
    /// Who disputes it.
    pub debtor: DebtorId,
    /// Which invoice.
    pub invoice: InvoiceId,
    /// The line that it is about, from 1, where it is about one.
    pub line: Option<i64>,
    /// What is on hold meanwhile.
    pub amount: Money,
    /// What of it turned out not to be owed.
    pub upheld: Money,
    /// What is wrong.
    pub reason: DisputeReason,
    /// The debtor's words.
    pub words: String,
    /// Where it stands.
    pub state: DisputeState,
    /// When the debtor was told to expect an answer.
    pub answer_by: Date,
    /// The creditor's words.
    pub decision: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When its amount was no longer on hold: decided or withdrawn.
    pub decided_at: Option<DateTime<Utc>>,
    /// The language of the page.
    pub language: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The form it came from.
    pub form_key: String,
}

impl Dispute {
    /// What of it waits for an answer: the creditor's list may have taken off a part already.
    ///
    /// # Errors
    /// As [`Money::minus`].
    pub fn unanswered(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.upheld)
    }
}

/// How often an invoice is disputed for one reason in vain: once, and once more with what was not said before.
pub const MAX_IN_VAIN: usize = 2;

/// Can the debtor dispute an invoice for this reason, after these disputes of it?
#[must_use]
pub fn may_dispute_for(reason: DisputeReason, before: &[Dispute]) -> bool {
    let in_vain =
        |one: &&Dispute| one.reason == reason && matches!(one.state, DisputeState::Rejected | DisputeState::Withdrawn);
    before.iter().filter(in_vain).count() < MAX_IN_VAIN
}

/// How much of an invoice can still be disputed: its open principal without what is on hold already; `None`: nothing.
#[must_use]
pub fn disputable(invoice: &Invoice) -> Option<Money> {
    let open = invoice.balance.minus(invoice.on_hold()).ok()?;
    (open.is_positive() && !invoice.void && invoice.total.is_positive()).then_some(open)
}

/// What a ruling would do to the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RulingEffect {
    /// What comes off the invoice.
    pub lowered: Money,
    /// What becomes the debtor's credit, since it was paid meanwhile.
    pub credit: Money,
    /// What is asked for again.
    pub asked_again: Money,
    /// What is open of the principal then.
    pub balance: Money,
}

/// Why a dispute cannot be decided so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undecidable {
    /// There is no such dispute, or it is not open any more.
    #[error("there is no such dispute, or it is not open any more")]
    NotOpen,
    /// No more than this can be upheld.
    #[error("no more than {max} can be upheld")]
    TooMuch {
        /// The most.
        max: Money,
    },
    /// The amounts of dispute and invoice do not fit: other currencies, or sums past 64 bits.
    #[error("the amounts do not fit: {0}")]
    Money(#[from] MoneyError),
}

impl RulingEffect {
    /// What upholding so much of a dispute would do to its invoice, of which so much stands `given_up`. Shown to staff before
    /// they decide.
    ///
    /// # Errors
    /// [`Undecidable`] when it is not open, or less than that is disputed.
    pub fn of(dispute: &Dispute, invoice: &Invoice, given_up: Money, upheld: Money) -> Result<Self, Undecidable> {
        let max = dispute.unanswered()?;
        if dispute.state != DisputeState::Open {
            return Err(Undecidable::NotOpen);
        }
        if upheld.currency() != max.currency() || upheld.minor() < 0 || upheld.minor() > max.minor() {
            return Err(Undecidable::TooMuch { max });
        }
        let open = Money::new(invoice.balance.minor().max(0), max.currency());
        let lowered = upheld.min(open)?;
        let balance = invoice.balance.minus(lowered)?;
        let asked_again = max.minus(upheld)?.min(Money::new(balance.minor().max(0), max.currency()))?;
        // What nobody paid is nobody's credit.
        let beyond = upheld.minus(lowered)?;
        Ok(Self { lowered, credit: beyond.minus(beyond.min(given_up)?)?, asked_again, balance })
    }
}
