//! `/link`: an address to send a new link to, and that it was sent.

use super::view::NewLinkView;
use crate::components::errors;
use crate::components::errors::FieldError;
use crate::components::link_form::{Typed, link_form};
use crate::components::shell::{Section, shell};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// `/link`: ask for a new link, and the one answer.
pub fn page(context: &PageContext, view: NewLinkView) -> Html {
    let words = context.language.pages();
    let text = &words.link;
    if view.sent {
        let body = view! {
            <section class="panel good"><h1>{text.sent}</h1><p>{text.sent_more}</p></section>
            <p class="hint">{text.sent_nothing}</p>
            <div class="actions"><a class="button quiet" href=routes::with(routes::NEW_LINK, "lang", context.language.as_str())>{text.new}</a></div>
        };
        return shell(context, Section::Elsewhere, Island::None, text.sent, body);
    }
    let field = "email".to_owned();
    let wrong = view.not_an_address.then(|| FieldError { field, text: text.email_wrong.to_owned() });
    let title = errors::title(words, text.new, wrong.is_some());
    let body = view! {
        {errors::summary(words, wrong.into_iter().collect())}
        <h1>{text.new}</h1>
        <p class="lead">{text.new_more}</p>
        {link_form(context, Typed { text: view.typed, wrong: view.not_an_address.then_some(text.email_wrong) })}
    };
    shell(context, Section::Elsewhere, Island::None, &title, body)
}
