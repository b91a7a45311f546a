//! `/reminders/off`: one button, and what stays; and its place in the preferences.

use super::view::RemindersOffView;
use crate::components::shell::{Section, shell};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// No more reminders: asked, and done.
pub fn page(context: &PageContext, view: RemindersOffView) -> Html {
    let text = &context.language.reminders();
    let name = context.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let body = if view.done {
        view! {
            <section class="panel good"><h1>{text.done}</h1><p>{text.done_more}</p></section>
            <p class="hint">{text.stays}</p>
        }
        .into_fragment()
    } else {
        view! {
            <h1>{text.title}</h1>
            <p class="lead">{(text.lead)(&name)}</p>
            <p>{text.stays}</p>
            <form method="post" action=view.action>
                <button class="button" type="submit">{text.button}</button>
            </form>
        }
        .into_fragment()
    };
    shell(context, Section::Elsewhere, Island::None, text.title, body)
}
