//! The words of our letters, kept with all the others.

pub use app::i18n::mail::MailWords;
pub use domain::language::Language;
