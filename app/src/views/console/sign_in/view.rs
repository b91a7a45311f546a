//! `/console/sign-in`: address and password.

/// The password's page. The form posts `email` and `password` to `/console/sign-in`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignInView {
    /// What was typed as e-mail address.
    pub email: String,
    /// It did not open the console; why is not said.
    pub refused: bool,
}
