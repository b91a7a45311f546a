//! Jobs that disputes cause.

use crate::outbox::Job;
use domain::id::DisputeId;
use serde::{Deserialize, Serialize};

/// Mail that a dispute arrived.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DisputeMade {
    /// The dispute.
    #[serde(rename = "dispute")]
    pub dispute: DisputeId,
}

impl Job for DisputeMade {
    const KIND: &'static str = "dispute_made";

    fn key(&self) -> String {
        self.dispute.to_string()
    }
}

/// Mail the answer to a dispute.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DisputeAnswered {
    /// The dispute.
    #[serde(rename = "dispute")]
    pub dispute: DisputeId,
}

impl Job for DisputeAnswered {
    const KIND: &'static str = "dispute_answered";

    fn key(&self) -> String {
        self.dispute.to_string()
    }
}
