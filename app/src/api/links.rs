//! The way in: a new link.

use super::access::Anyone;
use super::{Answer, Fields, Form, NoAnswer, Page, Post, Unreadable};
use leptos_macro::server;

/// The form that asks for a new link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLinkForm {
    /// The address as it was typed.
    pub email: String,
}

impl Form for NewLinkForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Ok(Self { email: fields.get("email").to_owned() })
    }

    fn fields(self) -> Fields {
        Fields::from([("email", self.email)])
    }
}

/// What the server does for it.
#[cfg(feature = "ssr")]
pub trait Links {
    /// The same answer for everybody, in the same time; a mail for those we know.
    fn send_new_link(&self, form: NewLinkForm) -> super::Reply<'_, Page>;
}

/// Sends a new link to somebody who has an account.
#[server(prefix = "", endpoint = "/link", protocol = Post<Anyone, NewLinkForm>, input_derive = ())]
pub async fn send_new_link(form: NewLinkForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::visitor()?.send_new_link(form).await)
}
