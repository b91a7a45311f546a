//! `/console/code`: the code of an authenticator.

/// The code's page. The form posts `code` to `/console/code`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignInCodeView {
    /// The last one was not taken; why is not said.
    pub refused: bool,
}
