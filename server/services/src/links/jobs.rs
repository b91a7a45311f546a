//! The job that mails a link.

use crate::outbox::Job;
use chrono::{DateTime, Utc};
use domain::id::{DebtorId, LinkId};
use serde::{Deserialize, Serialize};
use store::jobs::Queue;

/// Mail a link. The token is made when the mail is, so that it stands nowhere in the queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendLink {
    /// The debtor's id.
    pub debtor: DebtorId,
    /// The link's id, so that a second try makes the same link anew instead of another one.
    pub link: LinkId,
    /// Did the debtor ask for it (else the creditor sends it)?
    pub asked: bool,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// What makes this work one: who asked, and in which span of time.
    pub key: String,
}

impl Job for SendLink {
    const KIND: &'static str = "send_link";

    fn key(&self) -> String {
        self.key.clone()
    }

    fn priority(&self) -> Queue {
        if self.asked { Queue::Urgent } else { Queue::Low }
    }
}
