//! Mails the code for a proof. It stands nowhere but in the mail; a second try sends another one, and that counts then.

use super::Run;
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use domain::verification;
use services::agreements::jobs::SendCode;
use services::outbox::JobError;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::verifications;

impl Run for SendCode {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let (proof, creditor, now) = (self.proof, job.creditor, worker.services.clock.now());
        let found = verifications::debtor_of(&mut worker.services.store.read().await?, creditor, proof, now).await?;
        let Some(debtor) = found else { return Ok(()) }; // ran out before the mail could leave
        let email = EmailContext::load(worker, job, debtor, Some(&self.language)).await?;
        let code = six_digits(worker);
        let hash = worker.services.keys.proof_code(proof, &code).to_vec();
        let kept = worker.services.store.write(hash, move |db, hash| {
            Box::pin(async move { verifications::set_code(db, creditor, proof, hash).await })
        });
        kept.await?;
        let grouped = Line::from(format!("{} {}", &code[..3], &code[3..]));
        let letter = mail::code::Code {
            head: email.head(),
            confirms: self.confirms,
            code: grouped,
            minutes: verification::VALID_FOR.num_minutes(),
        };
        email.send(&letter, proof.uuid()).await
    }
}

/// Each of a million codes as likely as any other.
fn six_digits(worker: &Worker) -> String {
    const CODES: u32 = 1_000_000;
    // Numbers past the last whole million would make the first codes likelier: drawn again.
    const FAIR: u32 = u32::MAX - u32::MAX % CODES;
    loop {
        let mut bytes = [0; 4];
        worker.services.ids.fill(&mut bytes);
        let n = u32::from_be_bytes(bytes);
        if n < FAIR {
            return format!("{:06}", n % CODES);
        }
    }
}
