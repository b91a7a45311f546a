//! Words: Spanish, English, Portuguese. A word that one language lacks stops the build.
//!
//! Words come in groups, so that an island carries only the few that it uses. A group is a struct in a file here, or in a
//! folder with a file a page; each language fills it in the files of the same names in its folder. Sentences with a number or a name in them are
//! functions in the same constants, so plural and word order belong to the language. Amounts, dates and names come in
//! as they should be shown; they are text, the views escape them.
//!
//! Tone: short, respectful, no blame, a reading age of twelve. The debtor is a customer.
//!
//! Another language: its folder, its line in the list below, and its variant of [`Language`].

mod en;
mod es;
mod pt;

pub mod agreements;
pub mod console;
pub mod decisions;
pub mod disputes;
pub mod errors;
pub mod islands;
pub mod pages;
pub mod policy;
pub mod policy_names;
pub mod reminders;
pub mod verification;
pub mod waive;

use domain::language::Language;

/// The words of a group in a language: the one list of languages and their folders.
macro_rules! in_language {
    ($language:expr, $group:ident) => {
        match $language {
            Language::Es => &es::$group::WORDS,
            Language::En => &en::$group::WORDS,
            Language::Pt => &pt::$group::WORDS,
        }
    };
}

/// A line for each group: its file and its struct.
macro_rules! groups {
    ($($group:ident: $words:ident;)*) => {
        /// The words of a language, group by group. An island that asks for one group carries no other.
        pub trait Texts: Copy {
            $(
                #[doc = concat!("See [`", stringify!($group), "`].")]
                fn $group(self) -> &'static $group::$words;
            )*
        }

        impl Texts for Language {
            $(
                fn $group(self) -> &'static $group::$words {
                    in_language!(self, $group)
                }
            )*
        }
    };
}

groups! {
    agreements: AgreementWords;
    console: ConsoleWords;
    decisions: DecisionWords;
    disputes: DisputeWords;
    errors: ErrorWords;
    islands: IslandWords;
    pages: PageWords;
    policy: PolicyWords;
    reminders: ReminderWords;
    verification: VerificationWords;
    waive: WaiveWords;
}

/// Ends a sentence with a full stop, unless it has one: many firms are "S.A." or "Ltda.".
#[must_use]
pub fn ended(mut sentence: String) -> String {
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
