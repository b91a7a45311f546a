//! Work that follows a commit: queued in the transaction that causes it, done once by a worker of any process.

use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::agreement::UnreadableAgreement;
use domain::date::Date;
use domain::id::DisputeId;
use domain::id::{AgreementId, CreditorId, DebtorId, EntryId, JobId, LinkId, PauseId, PaymentId, ProofId, RequestId};
use domain::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};
use store::jobs::{self, New, Queue};
use store::{Db, StoreError};

/// One piece of work. Old payloads stay readable until the queue is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub enum Job {
    /// Take the money that the payer approved.
    Capture {
        /// The payment.
        payment: PaymentId,
    },
    /// Mail a receipt.
    Receipt {
        /// The payment.
        payment: PaymentId,
    },
    /// Mail that money was given back.
    RefundNotice {
        /// The payment.
        payment: PaymentId,
        /// How much this time.
        amount: Money,
        /// Which movement of the payment it was: one mail for each.
        move_n: i64,
    },
    /// Mail the code that proves a reader to be the debtor. It is made when the mail is.
    SendCode {
        /// Which proof it is for.
        proof: ProofId,
        /// The language of the page that asks for it.
        language: String,
    },
    /// Mail what was agreed.
    Agreed {
        /// The agreement.
        agreement: AgreementId,
    },
    /// Mail the answer to a request.
    Answered {
        /// The request.
        request: RequestId,
    },
    /// Mail that an objection arrived.
    ObjectionMade {
        /// The objection.
        objection: DisputeId,
    },
    /// Mail the answer to an objection.
    ObjectionAnswered {
        /// The objection.
        objection: DisputeId,
    },
    /// Remind of what the days after `since` up to `day` have brought, if it still makes sense.
    Remind {
        /// Whom.
        debtor: DebtorId,
        /// The last day that was looked at before.
        since: Date,
        /// The day that brought it.
        day: Date,
    },
    /// Mail that an instalment is late.
    Late {
        /// The plan.
        agreement: AgreementId,
        /// The day that brought it.
        day: Date,
    },
    /// Mail what became of an agreement.
    Ended {
        /// The agreement.
        agreement: AgreementId,
        /// Was it kept? What was kept may be broken after all, when its money goes back.
        kept: bool,
    },
    /// Fit a plan to its debt, which has changed.
    Fit {
        /// The plan.
        agreement: AgreementId,
        /// What changed it: one look for each.
        change: EntryId,
    },
    /// Mail that other terms were not taken in time.
    Lapsed {
        /// The request.
        request: RequestId,
    },
    /// Mail that a breathing space has begun.
    SpaceBegun {
        /// Which.
        pause: PauseId,
        /// Whose.
        debtor: DebtorId,
        /// Its last day.
        until: Date,
        /// The language of the page.
        language: String,
    },
    /// Mail that a breathing space has ended.
    SpaceEnded {
        /// Which.
        pause: PauseId,
        /// Whose.
        debtor: DebtorId,
    },
    /// Mail a link. The token is made when the mail is, so that it stands nowhere in the queue.
    SendLink {
        /// To whom.
        debtor: DebtorId,
        /// The link's id, so that a second try makes the same link anew instead of another one.
        link: LinkId,
        /// Did the debtor ask for it (else the creditor sends it)?
        asked: bool,
        /// When it stops working.
        expires_at: DateTime<Utc>,
        /// What makes this work one: who asked, and in which span of time.
        key: String,
    },
}

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Capture { .. } => "capture",
            Self::Receipt { .. } => "receipt",
            Self::RefundNotice { .. } => "refund_notice",
            Self::SendCode { .. } => "send_code",
            Self::Agreed { .. } => "agreed",
            Self::Answered { .. } => "answered",
            Self::ObjectionMade { .. } => "objection_made",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::Remind { .. } => "remind",
            Self::Late { .. } => "late",
            Self::Ended { .. } => "ended",
            Self::Fit { .. } => "fit",
            Self::Lapsed { .. } => "lapsed",
            Self::SpaceBegun { .. } => "space_begun",
            Self::SpaceEnded { .. } => "space_ended",
            Self::SendLink { .. } => "send_link",
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Capture { payment } => format!("capture:{payment}"),
            Self::Receipt { payment } => format!("receipt:{payment}"),
            Self::RefundNotice { payment, move_n, .. } => format!("refund_notice:{payment}:{move_n}"),
            Self::SendCode { proof, .. } => format!("send_code:{proof}"),
            Self::Agreed { agreement } => format!("agreed:{agreement}"),
            Self::Answered { request } => format!("answered:{request}"),
            Self::ObjectionMade { objection } => format!("objection_made:{objection}"),
            Self::ObjectionAnswered { objection } => format!("objection_answered:{objection}"),
            Self::Remind { debtor, day, .. } => format!("remind:{debtor}:{day}"),
            Self::Late { agreement, day } => format!("late:{agreement}:{day}"),
            Self::Ended { agreement, kept } => format!("ended:{agreement}:{}", if *kept { "kept" } else { "broken" }),
            Self::Fit { change, .. } => format!("fit:{change}"),
            Self::Lapsed { request } => format!("lapsed:{request}"),
            Self::SpaceBegun { pause, .. } => format!("space_begun:{pause}"),
            Self::SpaceEnded { pause, .. } => format!("space_ended:{pause}"),
            Self::SendLink { key, .. } => format!("send_link:{key}"),
        }
    }

    /// Where it is queued.
    const fn queue_of(&self) -> Queue {
        match self {
            Self::Capture { .. } | Self::Fit { .. } | Self::SendCode { .. } | Self::SendLink { asked: true, .. } => {
                Queue::Urgent
            }
            Self::Receipt { .. }
            | Self::RefundNotice { .. }
            | Self::Agreed { .. }
            | Self::Answered { .. }
            | Self::ObjectionMade { .. }
            | Self::ObjectionAnswered { .. }
            | Self::Remind { .. }
            | Self::Late { .. }
            | Self::Ended { .. }
            | Self::Lapsed { .. }
            | Self::SpaceBegun { .. }
            | Self::SpaceEnded { .. }
            | Self::SendLink { asked: false, .. } => Queue::Low,
        }
    }

    /// Nobody waits for it: it is done in the daytime of the creditor's zone.
    #[must_use]
    pub const fn waits_for_day(&self) -> bool {
        match self {
            Self::Remind { .. }
            | Self::Late { .. }
            | Self::Ended { .. }
            | Self::Lapsed { .. }
            | Self::SpaceEnded { .. } => true,
            Self::Capture { .. }
            | Self::Fit { .. }
            | Self::Receipt { .. }
            | Self::RefundNotice { .. }
            | Self::SendCode { .. }
            | Self::Agreed { .. }
            | Self::Answered { .. }
            | Self::ObjectionMade { .. }
            | Self::ObjectionAnswered { .. }
            | Self::SpaceBegun { .. }
            | Self::SendLink { .. } => false,
        }
    }

    /// Queues the work in the caller's transaction. Queued once, however often it is asked for; `false` when it was
    /// there already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queue(
        &self,
        db: &mut Db,
        ids: &dyn Ids,
        creditor: CreditorId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let payload = serde_json::to_string(self).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let new = New { kind: self.kind(), key: self.key(), payload, queue: self.queue_of() };
        jobs::add(db, creditor, JobId::new(ids.uuid(now)), new, now).await
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Something is away; the job is tried again later.
    #[error("{0}")]
    Later(String),
    /// It will never work; a person has to look.
    #[error("{0}")]
    Hopeless(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MoneyError> for JobError {
    fn from(error: MoneyError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<UnreadableAgreement> for JobError {
    fn from(error: UnreadableAgreement) -> Self {
        StoreError::from(error).into()
    }
}
