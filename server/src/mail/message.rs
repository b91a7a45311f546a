//! A mail as it leaves: a letter written to an address, with its files, as bytes.

use super::letter::{Letter, Rendered};
use chrono::{DateTime, Utc};
use domain::id::JobId;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox, MultiPart, MultiPartKind, SinglePart};
use std::fmt;

/// By which the page of a mail names its logo (RFC 2392); the templates have it too.
const LOGO_ID: &str = "logo@saldo";

/// Why a mail did not leave. Never holds an address or a server's own words (they quote addresses).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Not now: the server is away, busy, or does not let us in. Try again later.
    #[error("mail cannot leave now: {0}")]
    Temporary(String),
    /// Never: trying again is useless.
    #[error("mail was refused: {reason}")]
    Refused {
        /// What was refused.
        reason: String,
        /// Is it the address that is no good? Then nothing else should be sent to it.
        bad_address: bool,
    },
}

/// A file that goes with a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, for readers: `application/pdf`.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A mail ready to leave. Debug says which it is, not what is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Which letter it is.
    pub name: &'static str,
    /// The outbox's job: the same job makes the same mail.
    pub id: JobId,
    /// When the job was made: the mail's date.
    pub queued_at: DateTime<Utc>,
    /// Who gets it.
    pub to: Mailbox,
    /// Who is shown as its sender; the address is the installation's.
    pub from_name: String,
    /// Where answers go.
    pub reply_to: Option<Mailbox>,
    /// Subject, text and HTML.
    pub rendered: Rendered,
    /// The picture at its head, a PNG.
    pub logo: Option<Vec<u8>>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// Where its reader, or a program for them, has no more of its kind sent.
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// Writes a letter to an address.
    ///
    /// # Errors
    /// [`MailError::Refused`] for an address that is none.
    pub fn write<L: Letter>(letter: &L, to: &str, id: JobId, queued_at: DateTime<Utc>) -> Result<Self, MailError> {
        let refused = |reason: &str, bad_address| MailError::Refused { reason: reason.to_owned(), bad_address };
        let head = letter.head();
        let address = to.trim().parse().map_err(|_| refused("the address is no mail address", true))?;
        let name = Some(head.debtor.to_string()).filter(|name| !name.is_empty());
        // An answer to nowhere is no reason to keep the mail back.
        let reply_to = head.reply_to.as_deref().and_then(|address| address.trim().parse().ok());
        let creditor = head.creditor.to_string();
        Ok(Self {
            name: L::NAME,
            id,
            queued_at,
            to: Mailbox::new(name, address),
            reply_to: reply_to.map(|address| Mailbox::new(Some(creditor.clone()), address)),
            from_name: head.sender.as_ref().map_or(creditor, ToString::to_string),
            rendered: letter.render().map_err(|_| refused("the template does not render", false))?,
            logo: head.logo.as_ref().map(|logo| logo.png.clone()),
            attachments: Vec::new(),
            unsubscribe: head.unsubscribe.clone(),
        })
    }

    /// The mail as it goes over the wire. The same mail gives the same bytes.
    ///
    /// # Errors
    /// [`MailError::Refused`] when lettre cannot make a message of it.
    pub fn message(&self, from: &Mailbox) -> Result<Message, MailError> {
        let plain = |kind: ContentType, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
        let impossible =
            || MailError::Refused { reason: "the message cannot be put together".to_owned(), bad_address: false };
        let parts = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("=_{}", self.id))
            .singlepart(plain(ContentType::TEXT_PLAIN, &self.rendered.text));
        let html = plain(ContentType::TEXT_HTML, &self.rendered.html);
        let mut parts = match &self.logo {
            None => parts.singlepart(html),
            Some(png) => {
                let kind = ContentType::parse("image/png").map_err(|_| impossible())?;
                let page = MultiPart::builder()
                    .kind(MultiPartKind::Related)
                    .boundary(format!("=_{}_page", self.id))
                    .singlepart(html)
                    .singlepart(Part::new_inline(LOGO_ID.to_owned()).body(png.clone(), kind));
                parts.multipart(page)
            }
        };
        if !self.attachments.is_empty() {
            let boundary = format!("=_{}_files", self.id);
            parts = MultiPart::builder().kind(MultiPartKind::Mixed).boundary(boundary).multipart(parts);
            for file in &self.attachments {
                let kind = ContentType::parse(file.media_type).map_err(|_| impossible())?;
                parts = parts.singlepart(Part::new(file.name.clone()).body(file.bytes.clone(), kind));
            }
        }
        let mut message = Message::builder()
            .from(Mailbox::new(Some(self.from_name.clone()), from.email.clone()))
            .to(self.to.clone())
            .subject(self.rendered.subject.clone())
            .date(self.queued_at.into())
            // A server or a reader that has this one already can tell (RFC 5322, 3.6.4).
            .message_id(Some(format!("<{}@{}>", self.id, from.email.domain())))
            // Nobody's holiday notice should answer (RFC 3834, 5).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some(url) = &self.unsubscribe {
            // One press, without a page in between (RFC 2369, 3.2; RFC 8058, 3.1).
            let header = |name, value| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{url}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        message.multipart(parts).map_err(|_| impossible())
    }

    /// The name of its file: sorts by time, says which letter, the same for the same job.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}-{}-{}.eml", self.queued_at.format("%Y%m%dT%H%M%S%.6fZ"), self.name, self.id)
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({} {})", self.name, self.id)
    }
}
