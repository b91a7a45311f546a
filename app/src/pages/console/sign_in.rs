//! `/console/sign-in` and `/console/code`: the two steps of the way in.

use super::shell::at_door;
use crate::components::errors::{self, FieldError};
use crate::portal::PageContext;
use crate::portal::console::{SignInCodeView, SignInView};
use crate::text::Texts as _;
use leptos::prelude::*;

fn refusal(refused: bool, field: &str, text: &'static str) -> Vec<FieldError> {
    let error = || FieldError { field: field.to_owned(), text: text.to_owned() };
    refused.then(error).into_iter().collect()
}

/// E-mail address and password.
pub fn sign_in(context: &PageContext, view: SignInView) -> impl IntoView + use<> {
    let words = context.language.words();
    let text = &context.language.console().sign_in;
    let title = errors::title(words, text.title, view.refused);
    let invalid = view.refused.then_some("true");
    let body = view! {
        {errors::summary(words, refusal(view.refused, "email", text.refused))}
        <h1>{text.title}</h1>
        <form method="post" action="/console/sign-in">
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
    at_door(context, &title, body)
}

/// The authenticator's code.
pub fn code(context: &PageContext, view: SignInCodeView) -> impl IntoView + use<> {
    let words = context.language.words();
    let text = &context.language.console().sign_in;
    let title = errors::title(words, text.code_title, view.refused);
    let described = if view.refused { "code-hint code-error" } else { "code-hint" };
    let body = view! {
        {errors::summary(words, refusal(view.refused, "code", text.code_refused))}
        <h1>{text.code_title}</h1>
        <form method="post" action="/console/code">
            <div class="field">
                <label for="code">{text.code}</label>
                <p class="hint" id="code-hint">{text.code_hint}</p>
                {errors::line(words, "code", view.refused.then(|| text.code_refused.to_owned()))}
                <input
                    class="code"
                    type="text"
                    name="code"
                    id="code"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    maxlength="12"
                    required=""
                    aria-describedby=described
                    aria-invalid=view.refused.then_some("true")
                />
            </div>
            <button class="button" type="submit">{text.enter}</button>
        </form>
        <p><a href="/console/sign-in">{text.again}</a></p>
    };
    at_door(context, &title, body)
}
