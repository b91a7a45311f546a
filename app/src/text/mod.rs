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
pub mod console;
pub mod early;
pub mod errors;
pub mod notices;
pub mod objected;
pub mod proved;
pub mod sealed;
pub mod words;

pub use agree::AgreeWords;
pub use console::ConsoleWords;
pub use early::EarlyWords;
pub use errors::ErrorWords;
pub use notices::NoticeWords;
pub use objected::ObjectedWords;
pub use proved::ProvedWords;
pub use sealed::SealedWords;
pub use words::{LiveWords, MailWords, Words};

use domain::audit::Action;
use domain::language::Language;

/// The words of a language, group by group. An island that asks for one group carries no other.
pub trait Texts: Copy {
    /// The words of reminders and notices.
    fn notices(self) -> &'static notices::NoticeWords;
    /// The words around proof by a fact.
    fn proved(self) -> &'static proved::ProvedWords;
    /// What is said of an objection.
    fn objected(self) -> &'static objected::ObjectedWords;
    /// The words of pages.
    fn words(self) -> &'static Words;
    /// The words of mails.
    fn mail(self) -> &'static MailWords;
    /// The sentences of refusals.
    fn errors(self) -> &'static ErrorWords;
    /// The words of islands.
    fn live(self) -> &'static LiveWords;
    /// What is said around a sealed agreement.
    fn sealed(self) -> &'static sealed::SealedWords;
    /// What is said of an early price.
    fn early(self) -> &'static early::EarlyWords;
    /// The words about offers and agreements.
    fn agree(self) -> &'static agree::AgreeWords;
    /// The words for letting charges go.
    fn waive(self) -> &'static console::waive::WaiveWords;
    /// The words of the console.
    fn console(self) -> &'static console::ConsoleWords;
    /// The words of the policy's pages.
    fn policy(self) -> &'static console::policy::PolicyWords;
    /// The words of decisions.
    fn decide(self) -> &'static console::decide::DecideWords;
    /// What was done, as the audit trail tells it of somebody: "granted a request".
    fn act(self, action: Action) -> &'static str;
}

/// One line for each group: where each language has it.
macro_rules! by_language {
    ($($name:ident: $group:ty = $es:path, $en:path, $pt:path;)*) => {
        impl Texts for Language {
            $(
                fn $name(self) -> &'static $group {
                    match self {
                        Self::Es => &$es,
                        Self::En => &$en,
                        Self::Pt => &$pt,
                    }
                }
            )*

            fn act(self, action: Action) -> &'static str {
                match self {
                    Self::Es => console::es::act(action),
                    Self::En => console::en::act(action),
                    Self::Pt => console::pt::act(action),
                }
            }
        }
    };
}

by_language! {
    notices: notices::NoticeWords = notices::ES, notices::EN, notices::PT;
    proved: proved::ProvedWords = proved::ES, proved::EN, proved::PT;
    objected: objected::ObjectedWords = objected::ES, objected::EN, objected::PT;
    words: Words = es::WORDS, en::WORDS, pt::WORDS;
    mail: MailWords = es::MAIL, en::MAIL, pt::MAIL;
    errors: ErrorWords = es::ERRORS, en::ERRORS, pt::ERRORS;
    live: LiveWords = es::LIVE, en::LIVE, pt::LIVE;
    sealed: sealed::SealedWords = sealed::ES, sealed::EN, sealed::PT;
    early: early::EarlyWords = early::ES, early::EN, early::PT;
    agree: agree::AgreeWords = agree::es::AGREE, agree::en::AGREE, agree::pt::AGREE;
    waive: console::waive::WaiveWords = console::waive::ES, console::waive::EN, console::waive::PT;
    console: console::ConsoleWords = console::es::CONSOLE, console::en::CONSOLE, console::pt::CONSOLE;
    policy: console::policy::PolicyWords = console::policy::es::POLICY, console::policy::en::POLICY, console::policy::pt::POLICY;
    decide: console::decide::DecideWords = console::decide::es::DECIDE, console::decide::en::DECIDE, console::decide::pt::DECIDE;
}
