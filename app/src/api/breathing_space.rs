//! A pause in a hard time, without a reason.

use super::access::WholeAccount;
use super::{Answer, Fields, Form, NoAnswer, Page, Post, Unreadable};
use leptos_macro::server;

/// The form on the page of the breathing space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeginForm {
    /// The same key begins it once.
    pub form_key: String,
}

impl Form for BeginForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Ok(Self { form_key: fields.form_key()? })
    }

    fn fields(self) -> Fields {
        Fields::from([("form_key", self.form_key)])
    }
}

/// What the server does for it.
#[cfg(feature = "ssr")]
pub trait BreathingSpace {
    /// Begins one, if the policy still offers it.
    fn begin_breathing_space(&self, form: BeginForm) -> super::Reply<'_, Page>;
}

/// Begins a breathing space.
#[server(prefix = "", endpoint = "/breathing-space", protocol = Post<WholeAccount, BeginForm>, input_derive = ())]
pub async fn begin_breathing_space(form: BeginForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.begin_breathing_space(form).await)
}
