//! Mails what was decided of a dispute.

use super::Run;
use super::dispute_made::{Loaded, load};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use app::routes;
use domain::dispute::DisputeState;
use services::disputes::jobs::DisputeAnswered;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::StoreError;
use store::jobs::ClaimedJob;

impl Run for DisputeAnswered {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let Loaded { dispute, invoice, email } = load(worker, job, self.dispute).await?;
        let number = &invoice.number;
        let settled = invoice.settled_until().is_some();
        let (w, creditor) = (mail::dispute::words(email.formatter.language), &email.creditor.name);
        let lead = match dispute.state {
            DisputeState::Upheld if dispute.upheld != dispute.amount && !settled => {
                let (amount, rest) = (email.formatter.money(dispute.upheld), dispute.unanswered());
                (w.part_lead)(creditor, number, &amount, &email.formatter.money(rest.map_err(StoreError::from)?))
            }
            DisputeState::Upheld => (w.upheld_lead)(creditor, number, &email.formatter.money(dispute.upheld)),
            DisputeState::Rejected => (w.rejected_lead)(creditor, number),
            // Nothing was decided that an e-mail could say.
            DisputeState::Open | DisputeState::Withdrawn => return Ok(()),
        };
        // What settles it is what was agreed.
        let asked = settled.then(|| Line::from((w.settles)(&email.formatter.money(invoice.asked()))));
        let own = dispute.decision.as_deref().unwrap_or_default().lines().map(Line::from);
        let letter = mail::dispute::Dispute {
            head: email.head(),
            answered: true,
            lead: Line::from(lead),
            words: asked.into_iter().chain(own).collect(),
            url: email.url_to(&routes::dispute(dispute.id), Readable::Dispute(dispute.id)),
        };
        email.send(&letter, dispute.id.uuid()).await
    }
}
