//! What is agreed between debtor and creditor: a plan, an extension, a promise, a settlement.
//!
//! Each form says what is asked for as the debtor's country writes it, carries its key and the fingerprint of what was seen, and
//! comes again with the proof of who is there: its fields are read by what is offered at that moment.

use super::access::WholeAccount;
use super::{Answer, Fields, NoAnswer, Page, Post};
use leptos_macro::server;

/// What the server does for it: an agreement, a request to a person, or the question for a proof.
#[cfg(feature = "ssr")]
pub trait Agreements {
    /// See [`make_plan`](make_plan()).
    fn make_plan(&self, form: Fields) -> super::Reply<'_, Page>;

    /// See [`extend`](extend()).
    fn extend(&self, form: Fields) -> super::Reply<'_, Page>;

    /// See [`promise`](promise()).
    fn promise(&self, form: Fields) -> super::Reply<'_, Page>;

    /// See [`settle`](settle()).
    fn settle(&self, form: Fields) -> super::Reply<'_, Page>;
}

/// Pays by instalments.
#[server(prefix = "", endpoint = "/plans", protocol = Post<WholeAccount, Fields>, input_derive = ())]
pub async fn make_plan(form: Fields) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.make_plan(form).await)
}

/// Pays an invoice later.
#[server(prefix = "", endpoint = "/extensions", protocol = Post<WholeAccount, Fields>, input_derive = ())]
pub async fn extend(form: Fields) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.extend(form).await)
}

/// Promises an amount by a day.
#[server(prefix = "", endpoint = "/promises", protocol = Post<WholeAccount, Fields>, input_derive = ())]
pub async fn promise(form: Fields) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.promise(form).await)
}

/// Pays an invoice in part, and the rest is written off.
#[server(prefix = "", endpoint = "/settlements", protocol = Post<WholeAccount, Fields>, input_derive = ())]
pub async fn settle(form: Fields) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.settle(form).await)
}
