//! The words of our letters, kept with all the others.

pub use app::text::MailWords;
pub use domain::language::Language;
