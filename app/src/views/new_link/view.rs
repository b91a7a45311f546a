//! `/link`: asks for a new link.

/// `/link`: "send me a new link". POST `email` to `/link`; the answer is always the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLinkView {
    pub typed: String,
    /// It cannot be an e-mail address.
    pub not_an_address: bool,
    /// The answer page, whoever asked.
    pub sent: bool,
}
