//! What surrounds every page, and who is looking.

use domain::branding::colour::Palettes;
use domain::language::Language;
use std::sync::Arc;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub struct PageContext {
    /// The language of the words.
    pub language: Language,
    /// BCP 47 tag for `<html lang>`: the language with the country whose way of writing amounts
    /// and dates is used (`es-MX`), or the bare language.
    pub tag: String,
    /// Who is owed; `None` where that is not known (a dead link, an unknown address).
    pub creditor: Option<Creditor>,
    /// Whose account is open in this browser: a second link may have been opened in it.
    pub account: Option<String>,
    /// Who is looking.
    pub audience: Audience,
    /// The same page in the other languages, for visitors without preferences to keep
    /// (`/l/…?lang=pt`); empty: not offered.
    pub languages: Vec<LanguageLink>,
    /// The nonce of this answer's Content-Security-Policy. Only used on pages with an island, or in a firm's colour.
    pub nonce: String,
    /// Where styles and islands are.
    pub assets: Arc<Assets>,
}

/// Who is owed, as debtors see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creditor {
    /// The firm's name.
    pub name: String,
    /// Where to ask for help: an e-mail address or a telephone number.
    pub contact: Option<String>,
    /// Where to call, where `contact` is an address.
    pub telephone: Option<String>,
    /// When to call.
    pub hours: Option<Spoken>,
    /// What the law wants at the foot: lines.
    pub legal: Option<Spoken>,
    /// The firm's logo.
    pub logo: Option<Logo>,
    /// The firm's colour, as far as it can be read.
    pub colours: Option<Palettes>,
    /// The address of the page that says who the firm is, and how it handles personal data.
    pub contact_href: String,
}

/// A text of the firm's, perhaps in another language than the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The language, where it is not the page's.
    pub lang: Option<&'static str>,
    pub text: String,
}

/// A logo as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture's address.
    pub href: String,
    /// The size at which it is shown, in pixels.
    pub width: u32,
    pub height: u32,
    /// Is it so wide that the firm's name is probably in it? Then the name is not written beside it.
    pub says_name: bool,
}

/// Who is looking at a page: decides which ways on are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Has a session of the whole account.
    Debtor,
    /// Has a session that can only pay one invoice.
    PayOnly,
    /// Has the key of a mail, which lets them read one thing.
    Reader,
    /// Is of the creditor's staff, signed in to the console.
    Staff,
    /// Is at the console, not signed in.
    AtConsole,
    /// Has no session: the link page, a return from the provider in another browser, an error.
    Stranger,
}

/// A language and the address of the same page in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageLink {
    pub language: Language,
    /// The address.
    pub href: String,
}

/// Addresses of what a page loads, made once at start-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    pub stylesheet: String,
    /// What the console adds to it.
    pub console_stylesheet: String,
    /// The favicon.
    pub icon: String,
    /// The text of the inline script that starts the islands of a page that pays, with the addresses of both halves.
    pub boot_paying: String,
    /// The same for the island that plans.
    pub boot_planning: String,
}
