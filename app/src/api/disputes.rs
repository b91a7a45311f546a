//! Something is wrong with an invoice.

use super::access::WholeAccount;
use super::{Answer, NoAnswer, Page, Post, Upload};
use leptos_macro::server;

/// What the server does for it.
#[cfg(feature = "ssr")]
pub trait Disputes {
    /// Disputes an invoice or a part of it, with files.
    fn dispute(&self, form: Upload) -> super::Reply<'_, Page>;
}

/// Disputes an invoice or a part of it; the form may bring files (`multipart/form-data`).
#[server(prefix = "", endpoint = "/disputes", protocol = Post<WholeAccount, Upload>, input_derive = ())]
pub async fn dispute(form: Upload) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.dispute(form).await)
}
