//! Who may call a server function, and the ports that its body gets from the context.

#[cfg(feature = "ssr")]
use super::{
    Response, agreements::Agreements, breathing_space::BreathingSpace, disputes::Disputes, links::Links,
    payments::PaymentStates, payments::Payments, preferences::Preferences,
};
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;
#[cfg(feature = "ssr")]
use std::{pin::Pin, sync::Arc};

/// Whoever comes, with a session or without.
#[derive(Debug)]
pub enum Anyone {}
/// Who has a session, be it one that can only pay one invoice.
#[derive(Debug)]
pub enum Payer {}
/// Who has a session of the whole account.
#[derive(Debug)]
pub enum WholeAccount {}

/// [`Anyone`], [`Payer`] or [`WholeAccount`], as the type of a [`Post`](super::Post).
pub trait Who: Send {
    /// The same as a value.
    #[cfg(feature = "ssr")]
    const ACCESS: Access;
}

impl Who for Anyone {
    #[cfg(feature = "ssr")]
    const ACCESS: Access = Access::Anyone;
}

impl Who for Payer {
    #[cfg(feature = "ssr")]
    const ACCESS: Access = Access::Payer;
}

impl Who for WholeAccount {
    #[cfg(feature = "ssr")]
    const ACCESS: Access = Access::WholeAccount;
}

/// Who may call a function.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// See [`Anyone`].
    Anyone,
    /// See [`Payer`].
    Payer,
    /// See [`WholeAccount`].
    WholeAccount,
}

/// The session that a request has; `None` for a function that asks for none; or the answer to who may not call it.
#[cfg(feature = "ssr")]
pub type Admission<'a> = Pin<Box<dyn Future<Output = Result<Option<Arc<dyn Debtor>>, Response>> + Send + 'a>>;

/// The port of a request, before anything is known of who sent it.
#[cfg(feature = "ssr")]
pub trait Visitor: Links + PaymentStates + Send + Sync {
    /// Looks for the session that the function asks for, before anything of the form is read.
    fn admit(&self, access: Access) -> Admission<'_>;

    /// The answer to a form that cannot be read.
    fn refuse(&self) -> Response;
}

/// The port of a session: what its debtor can do.
#[cfg(feature = "ssr")]
pub trait Debtor: Payments + Agreements + Disputes + BreathingSpace + Preferences + Send + Sync {}

#[cfg(feature = "ssr")]
impl<T: Payments + Agreements + Disputes + BreathingSpace + Preferences + Send + Sync> Debtor for T {}

/// The port of the request at hand.
///
/// # Errors
/// [`NoAnswer`](super::NoAnswer) outside of a request.
#[cfg(feature = "ssr")]
pub fn visitor() -> Result<Arc<dyn Visitor>, super::NoAnswer> {
    use_context().ok_or(super::NoAnswer)
}

/// The port of the session at hand.
///
/// # Errors
/// [`NoAnswer`](super::NoAnswer) outside of a request, and in a function that asks for no session.
#[cfg(feature = "ssr")]
pub fn debtor() -> Result<Arc<dyn Debtor>, super::NoAnswer> {
    use_context().ok_or(super::NoAnswer)
}
