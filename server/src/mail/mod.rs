//! Mail: what we write, and how it leaves.
//!
//! A letter is a folder: `mod.rs` is what it is told, finished text that cannot be printed for debugging (it is personal,
//! and a link is a key), and which words it has; `subject.txt`, `body.txt` and `body.html` are its templates. Its words
//! stand with those of all letters in `words/`, a file a language. To add one: its folder, its line below and in
//! `words/mod.rs`, its words in each language, and a sample in the tests, which then show it in every language.
//!
//! [`Mail::write`] makes a [`Mail`] of a [`Letter`], and a [`Mailer`] sends that by SMTP, as a file, or into memory. Mails
//! are sent by jobs only, so a mail carries its job's id: sent twice, it is the same mail, byte for byte.

pub mod agreed;
pub mod answered;
pub mod asked;
pub mod code;
pub mod dispute;
pub mod new_link;
pub mod notice;
pub mod payment_link;
pub mod receipt;
pub mod refund;
pub mod reminder;

mod layout;
mod letter;
mod line;
mod mailer;
mod message;
pub mod rows;
mod smtp;
mod words;

pub use letter::{Head, Letter, MailLogo, Rendered};
pub use line::Line;
pub use mailer::Mailer;
pub use message::{Attachment, Mail, MailError};

#[cfg(test)]
mod tests;
