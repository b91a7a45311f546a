//! `/console/sign-in` and `/console/code`.

/// The password's page. The form posts `email` and `password` to `/console/sign-in`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignInView {
    /// What was typed as e-mail address.
    pub email: String,
    /// It did not open the console; why is not said.
    pub refused: bool,
}

/// The code's page. The form posts `code` to `/console/code`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignInCodeView {
    /// The last one was not taken; why is not said.
    pub refused: bool,
}
