//! `/console/code`: the second step of signing in, the code of an authenticator.

use super::view::SignInCodeView;
use crate::components::console_shell::signed_out;
use crate::components::errors;
use crate::components::errors::refusal;
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// The authenticator's code.
pub fn page(context: &PageContext, view: SignInCodeView) -> Html {
    let words = context.language.pages();
    let text = &context.language.console().sign_in;
    let title = errors::title(words, text.code_title, view.refused);
    let described = if view.refused { "code-hint code-error" } else { "code-hint" };
    let body = view! {
        {errors::summary(words, refusal(view.refused, "code", text.code_refused))}
        <h1>{text.code_title}</h1>
        <form method="post" action=routes::CONSOLE_CODE>
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
        <p><a href=routes::CONSOLE_SIGN_IN>{text.again}</a></p>
    };
    signed_out(context, &title, body)
}
