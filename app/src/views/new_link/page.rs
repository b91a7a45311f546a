//! `/link`: an address to send a new link to, and that it was sent.

use super::view::NewLinkView;
use crate::components::errors;
use crate::components::errors::FieldError;
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
            <div class="actions"><a class="button quiet" href=routes::NEW_LINK>{text.new}</a></div>
        };
        return shell(context, Section::Elsewhere, Island::None, text.sent, body);
    }
    let field = "email".to_owned();
    let wrong = view.not_an_address.then(|| FieldError { field, text: text.email_wrong.to_owned() });
    let title = errors::title(words, text.new, wrong.is_some());
    let (invalid, described) = match wrong {
        Some(_) => (Some("true"), "email-hint email-error"),
        None => (None, "email-hint"),
    };
    let body = view! {
        {errors::summary(words, wrong.clone().into_iter().collect())}
        <h1>{text.new}</h1>
        <p class="lead">{text.new_more}</p>
        <form method="post" action=routes::NEW_LINK>
            <div class="field">
                <label for="email">{text.email}</label>
                <small id="email-hint">{text.email_hint}</small>
                {errors::line(words, "email", wrong.map(|e| e.text))}
                <input
                    type="email"
                    name="email"
                    id="email"
                    value=view.typed
                    autocomplete="email"
                    spellcheck="false"
                    autocapitalize="off"
                    maxlength="254"
                    required=""
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </div>
            <button class="button" type="submit">{text.send}</button>
        </form>
    };
    shell(context, Section::Elsewhere, Island::None, &title, body)
}
