//! The field that asks for a new link: on its own page, and on every page that somebody without a session comes to.

use crate::components::errors;
use crate::context::PageContext;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// What was typed before, and what was wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub text: String,
    pub wrong: Option<&'static str>,
}

/// The form that posts an address of mail to `/link`; the answer speaks the language of this page.
pub fn link_form(context: &PageContext, typed: Typed) -> impl IntoView + use<> {
    let words = context.language.pages();
    let text = &words.link;
    let (invalid, described) = match typed.wrong {
        Some(_) => (Some("true"), "email-hint email-error"),
        None => (None, "email-hint"),
    };
    view! {
        <form method="post" action=routes::with(routes::NEW_LINK, "lang", context.language.as_str())>
            <div class="field">
                <label for="email">{text.email}</label>
                <small id="email-hint">{text.email_hint}</small>
                {errors::line(words, "email", typed.wrong.map(str::to_owned))}
                <input
                    type="email"
                    name="email"
                    id="email"
                    value=typed.text
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
    }
}

/// Below a page that the key of a mail opens: how one comes to act on it.
pub fn to_act(context: &PageContext) -> impl IntoView + use<> {
    let text = &context.language.pages().link;
    view! {
        <section class="to-act">
            <h2>{text.reading}</h2>
            <p>{text.reading_more}</p>
            {link_form(context, Typed::default())}
        </section>
    }
}
