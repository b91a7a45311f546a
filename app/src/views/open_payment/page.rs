//! Instead of the page that pays: a payment of the same invoices is under way, and can be continued or cancelled.

use crate::components::open_payment::OpenPayment;
use crate::components::shell::{Section, shell};
use crate::components::{back, open_payment as open};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// The answer to `POST /pay` while a payment is under way: go on with it, or cancel it.
pub fn page(context: &PageContext, payment: OpenPayment) -> Html {
    let words = context.language.pages();
    let title = payment.title(words);
    let body = view! { {back(words, routes::ACCOUNT.to_owned())}<h1>{title}</h1>{open::below_title(words, payment)} };
    shell(context, Section::Elsewhere, Island::None, title, body)
}
