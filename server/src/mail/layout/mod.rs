//! What every mail has around its own: whom it is for, why it came, where to ask. The templates of letters extend
//! `layout.txt` and `layout.html`.

use domain::language::Language;

/// The words of what every mail has around its own.
#[derive(Debug)]
pub struct Words {
    /// With a name.
    pub hello: fn(&str) -> String,
    /// Closing line, with the creditor's name.
    pub regards: fn(&str) -> String,
    /// Where to ask, with an address or a number.
    pub questions: fn(&str) -> String,
    /// Why this mail came, with the creditor's name.
    pub why: fn(&str) -> String,
    pub never_ask: &'static str,
    /// Before an address to copy, for readers that show no buttons.
    pub or_copy: &'static str,
}

/// The words of the layout.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    &super::words::of(language).layout
}
