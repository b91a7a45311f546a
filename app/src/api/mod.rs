//! What a debtor can do: server functions, one file a capability.
//!
//! Each is a `POST` at an address of its own that works as a plain form without script (it answers 303, or a status
//! with a page), and that an island may call typed. [`Post`] says who may call it and which form it takes; its body is
//! one call of the capability's port, which the server implements for the session at hand.

pub mod access;
pub mod agreements;
pub mod answer;
pub mod breathing_space;
pub mod disputes;
mod fields;
mod form;
pub mod links;
pub mod payments;
mod post;
pub mod preferences;

#[cfg(feature = "ssr")]
pub use access::{Access, Debtor, Visitor, debtor, visitor};
#[cfg(feature = "ssr")]
pub use answer::Reply;
pub use answer::{Answer, FromAnswer, NoAnswer, Page};
pub use fields::Fields;
pub use form::{Form, Unreadable};
pub use post::{Post, Upload};
#[cfg(feature = "ssr")]
pub use post::{Request, Response, addresses, call};
