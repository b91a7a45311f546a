//! Mail by SMTP, and what a server's refusal means.

use super::{Mail, MailError};
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use services::secrets::Secret;
use std::fmt;
use std::time::Duration;

/// The longest wait for one answer of the server. RFC 5321, 4.5.3.2 allows minutes; the outbox
/// would rather try again.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server. Keeps connections open between mails.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    pub(super) fn new(url: &Secret, from: Mailbox) -> Result<Self, String> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal()).map_err(|_| {
            "SALDO_SMTP_URL is not a mail server's address; begin with `smtps://` or `smtp://`".to_owned()
        })?;
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).build(), from })
    }

    pub(super) async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = mail.message(&self.from)?;
        self.transport.send(message).await.map(drop).map_err(|error| classify(&error))
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(…)")
    }
}

/// Reads a refusal: basic codes by RFC 5321, enhanced ones (`5.1.1`) by RFC 3463.
fn classify(error: &smtp::Error) -> MailError {
    let Some(code) = error.status().map(u16::from) else {
        let why =
            if error.is_timeout() { "the mail server does not answer" } else { "the mail server cannot be spoken to" };
        return MailError::Temporary(why.to_owned());
    };
    // Of the server's words only the enhanced code is taken: the rest quotes addresses.
    let words = error.to_string();
    let enhanced = words.split_whitespace().find_map(enhanced);
    let said = enhanced
        .map_or_else(|| code.to_string(), |(class, subject, detail)| format!("{code} {class}.{subject}.{detail}"));
    match (code, enhanced) {
        // Our own log-in is refused, or TLS is asked for: the settings are wrong, not the mail.
        (530 | 534 | 535 | 538, _) => MailError::Temporary(format!("the mail server does not let us in ({said})")),
        (500.., Some((_, subject, _))) => {
            MailError::Refused { reason: format!("the mail server says {said}"), bad_address: subject == 1 }
        }
        // No such mailbox; not one here; name not allowed.
        (500.., None) => MailError::Refused {
            reason: format!("the mail server says {said}"),
            bad_address: matches!(code, 550 | 551 | 553),
        },
        _ => MailError::Temporary(format!("the mail server says {said}")),
    }
}

/// `5.1.1` as numbers.
fn enhanced(word: &str) -> Option<(u8, u16, u16)> {
    let mut parts = word.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let class = class.parse().ok().filter(|class| matches!(class, 2 | 4 | 5))?;
    if parts.next().is_some() { None } else { Some((class, subject.parse().ok()?, detail.parse().ok()?)) }
}
