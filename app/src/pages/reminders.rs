//! `/reminders/off`: one button, and what stays; and its place in the preferences.

use super::shell::{Island, Section, shell};
use crate::components::notice;
use crate::portal::{PageContext, RemindersOffView};
use crate::text::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// No more reminders: asked, and done.
pub fn reminders_off(context: &PageContext, view: RemindersOffView) -> impl IntoView + use<> {
    let text = &context.language.notices().off;
    let name = context.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let body = if view.done {
        view! {
            <section class="panel good"><h1>{text.done}</h1><p>{text.done_more}</p></section>
            <p class="hint">{text.stays}</p>
        }
        .into_any()
    } else {
        view! {
            <h1>{text.title}</h1>
            <p class="lead">{(text.lead)(&name)}</p>
            <p>{text.stays}</p>
            <form method="post" action=view.action>
                <button class="button" type="submit">{text.button}</button>
            </form>
        }
        .into_any()
    };
    shell(context, Section::Elsewhere, Island::None, text.title, body)
}

/// Whether reminders come, and the other way: a section of the preferences.
pub(super) fn section(language: Language, off: bool) -> impl IntoView {
    let text = &language.notices().off;
    let (now, value, button) = if off { (text.are_off, "on", text.again) } else { (text.are_on, "off", text.button) };
    view! {
        <form method="post" action="/preferences/reminders">
            <h2>{text.heading}</h2>
            {notice(now)}
            <p class="hint">{text.stays}</p>
            <button class="button quiet" type="submit" name="reminders" value=value>{button}</button>
        </form>
    }
}
