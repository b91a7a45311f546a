//! `/contact/{code}`: who the firm is, where to ask it, how it handles personal data. Anybody may read it.

use crate::context::Spoken;

/// What the frame does not say of the firm already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactView {
    /// Its address for questions.
    pub email: Option<String>,
    /// Its telephone.
    pub telephone: Option<String>,
    /// Its privacy text: paragraphs, with an empty line between.
    pub privacy: Option<Spoken>,
}
