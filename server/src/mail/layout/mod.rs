//! What every mail has around its own: whom it is for, why it came, where to ask. The templates of letters extend
//! `layout.txt` and `layout.html`.

mod words;

pub use words::Words;

use super::letter::in_language;
use domain::language::Language;

/// The words of the layout.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    in_language!(language)
}
