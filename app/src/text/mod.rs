//! Words: Spanish, English, Portuguese. A word that one language lacks stops the build.
//!
//! Each language is one file of constants. Sentences with a number or a name in them are functions
//! in the same constants, so plural and word order belong to the language. There are six groups,
//! so that an island carries only the few words it uses: [`Words`] for pages, [`AgreeWords`] for
//! offers and agreements, [`ConsoleWords`] for the creditor's staff, [`MailWords`] for mails,
//! [`ErrorWords`] for refusals, [`LiveWords`] for islands.
//!
//! Tone: short, respectful, no blame, a reading age of twelve. The debtor is a customer.

mod en;
mod es;
mod pt;

pub mod agree;
pub mod agreed;
pub mod console;
pub mod dates;
pub mod early;
pub mod errors;
pub mod language;
pub mod notices;
pub mod objected;
pub mod proved;
pub mod sealed;
pub mod words;

pub use agree::AgreeWords;
pub use agreed::{Agreed, Pen, agreed};
pub use console::ConsoleWords;
pub use dates::DateStyle;
pub use early::EarlyWords;
pub use errors::ErrorWords;
pub use language::Language;
pub use notices::NoticeWords;
pub use objected::ObjectedWords;
pub use proved::ProvedWords;
pub use sealed::SealedWords;
pub use words::{LiveWords, MailWords, Words};

impl Language {
    /// The words of pages.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Self::Es => &es::WORDS,
            Self::En => &en::WORDS,
            Self::Pt => &pt::WORDS,
        }
    }

    /// The words of mails.
    #[must_use]
    pub fn mail(self) -> &'static MailWords {
        match self {
            Self::Es => &es::MAIL,
            Self::En => &en::MAIL,
            Self::Pt => &pt::MAIL,
        }
    }

    /// The sentences of refusals.
    #[must_use]
    pub fn errors(self) -> &'static ErrorWords {
        match self {
            Self::Es => &es::ERRORS,
            Self::En => &en::ERRORS,
            Self::Pt => &pt::ERRORS,
        }
    }

    /// The words of islands.
    #[must_use]
    pub fn live(self) -> &'static LiveWords {
        match self {
            Self::Es => &es::LIVE,
            Self::En => &en::LIVE,
            Self::Pt => &pt::LIVE,
        }
    }
}
