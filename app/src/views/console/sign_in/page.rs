//! `/console/sign-in`: the first step of signing in, address and password.

use super::view::SignInView;
use crate::components::console_shell::signed_out;
use crate::components::errors;
use crate::components::errors::refusal;
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// E-mail address and password.
pub fn page(context: &PageContext, view: SignInView) -> Html {
    let words = context.language.pages();
    let text = &context.language.console().sign_in;
    let title = errors::title(words, text.title, view.refused);
    let invalid = view.refused.then_some("true");
    let body = view! {
        {errors::summary(words, refusal(view.refused, "email", text.refused))}
        <h1>{text.title}</h1>
        <form method="post" action=routes::CONSOLE_SIGN_IN>
            <div class="field">
                <label for="email">{text.email}</label>
                <input
                    type="email"
                    name="email"
                    id="email"
                    value=view.email
                    autocomplete="username"
                    spellcheck="false"
                    autocapitalize="off"
                    maxlength="254"
                    required=""
                    aria-invalid=invalid
                />
            </div>
            <div class="field">
                <label for="password">{text.password}</label>
                <input
                    type="password"
                    name="password"
                    id="password"
                    autocomplete="current-password"
                    maxlength="256"
                    required=""
                    aria-invalid=invalid
                />
            </div>
            <button class="button" type="submit">{text.go_on}</button>
        </form>
    };
    signed_out(context, &title, body)
}
