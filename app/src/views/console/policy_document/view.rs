//! `/console/policy/document`: the whole policy as text.

/// `/console/policy/document`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDocumentView {
    /// The document, or what was typed.
    pub text: String,
    /// What has to be corrected.
    pub wrong: Option<String>,
    /// The version that is changed.
    pub base: i64,
    /// Somebody else has set a version meanwhile.
    pub moved: bool,
}
