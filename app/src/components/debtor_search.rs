//! The form that finds a debtor.

use crate::i18n::console::ConsoleWords;
use crate::routes;
use leptos::prelude::*;

/// The form that finds a debtor.
pub fn search(words: &'static ConsoleWords, typed: String) -> impl IntoView + use<> {
    let text = &words.overview;
    view! {
        <form class="search" method="get" action=routes::CONSOLE_DEBTORS role="search">
            <label for="q">{text.search}</label>
            <p class="hint" id="q-hint">{text.search_hint}</p>
            <span class="line">
                <input type="search" name="q" id="q" value=typed maxlength="100" aria-describedby="q-hint" />
                <button class="button" type="submit">{text.find}</button>
            </span>
        </form>
    }
}
