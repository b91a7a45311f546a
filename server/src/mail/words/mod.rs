//! The words of all letters, a file a language. A letter that one language lacks stops the build.
//!
//! As on the pages: short, respectful, no blame. What a letter says is a struct beside its templates.

mod en;
mod es;
mod pt;

use super::{
    agreed, answered, asked, code, dispute, layout, new_link, notice, payment_link, receipt, refund, reminder, rows,
};
use domain::language::Language;

/// What a language says in each letter, and around it.
pub(super) struct MailWords {
    pub(super) agreed: agreed::Words,
    pub(super) answered: answered::Words,
    pub(super) asked: asked::Words,
    pub(super) code: code::Words,
    pub(super) dispute: dispute::Words,
    pub(super) layout: layout::Words,
    pub(super) new_link: new_link::Words,
    pub(super) notice: notice::Words,
    pub(super) payment_link: payment_link::Words,
    pub(super) receipt: receipt::Words,
    pub(super) refund: refund::Words,
    pub(super) reminder: reminder::Words,
    pub(super) rows: rows::Words,
}

/// The words in a language: the one list of languages.
pub(super) const fn of(language: Language) -> &'static MailWords {
    match language {
        Language::Es => &es::WORDS,
        Language::En => &en::WORDS,
        Language::Pt => &pt::WORDS,
    }
}
