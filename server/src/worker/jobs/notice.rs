//! What jobs share that mail a notice: the letter about what the days made of an agreement. Notices are part of an agreement
//! and come also where reminders are not wanted.

use crate::mail;
use crate::mail::Line;
use crate::mail::notice::About;
use crate::mail::rows::Row;
use crate::worker::email::EmailContext;
use services::outbox::JobError;
use services::read_keys::Readable;
use uuid::Uuid;

/// What a notice says, where it leads, and what it is about.
pub(super) struct Notice<'a> {
    pub(super) lead: String,
    pub(super) rows: Vec<Row>,
    /// Empty: nothing more is said.
    pub(super) after: &'static str,
    pub(super) path: &'a str,
    /// What the address opens without a session.
    pub(super) opens: Readable,
    pub(super) about: Uuid,
}

impl Notice<'_> {
    pub(super) async fn send(self, email: &EmailContext) -> Result<(), JobError> {
        let letter = mail::notice::Notice {
            head: email.head(),
            lead: Line::from(self.lead),
            rows: self.rows,
            after: [self.after].into_iter().filter(|text| !text.is_empty()).map(Line::from).collect(),
            url: email.url_to(self.path, self.opens),
            about: match self.opens {
                Readable::Agreement(_) => About::Agreement,
                Readable::Request(_) | Readable::Dispute(_) => About::Request,
                Readable::Pause(_) => About::Pause,
            },
        };
        email.send(&letter, self.about).await
    }
}
