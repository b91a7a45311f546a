//! Refusals at a form: a summary at the top with links to the fields, and a line at each field.

use crate::i18n::pages::PageWords;
use leptos::prelude::*;

/// A field and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's id.
    pub field: String,
    /// What to do.
    pub text: String,
}

/// The summary; nothing when there is nothing to correct. Takes the focus so that a screen reader
/// starts with it.
pub fn summary(words: &'static PageWords, errors: Vec<FieldError>) -> impl IntoView + use<> {
    (!errors.is_empty()).then(|| {
        let items = errors.into_iter().map(|e| view! { <li><a href=format!("#{}", e.field)>{e.text}</a></li> });
        view! {
            <div class="errors" role="alert" tabindex="-1" autofocus="">
                <h2>{words.shell.problem_title}</h2>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    })
}

/// The line at a field; its id is the field's with `-error` behind it.
pub fn line(words: &'static PageWords, field: &str, text: Option<String>) -> impl IntoView + use<> {
    text.map(|text| {
        view! {
            <p class="error" id=format!("{field}-error")>
                <span class="unseen">{words.shell.error_prefix}" "</span>
                {text}
            </p>
        }
    })
}

/// The page's title, which says so when something has to be corrected: it is read out first.
pub fn title(words: &'static PageWords, title: &'static str, wrong: bool) -> String {
    if wrong { format!("{} {title}", words.shell.error_prefix) } else { title.to_owned() }
}

pub fn refusal(refused: bool, field: &str, text: &'static str) -> Vec<FieldError> {
    let error = || FieldError { field: field.to_owned(), text: text.to_owned() };
    refused.then(error).into_iter().collect()
}
