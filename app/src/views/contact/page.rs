//! `/contact/{code}`: who the firm is, where to ask it, how it handles personal data.

use super::view::ContactView;
use crate::components::shell::{Section, shell};
use crate::components::{contact, fact};
use crate::context::{PageContext, Spoken};
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// `GET /contact/{code}`.
pub fn page(context: &PageContext, view: ContactView) -> Html {
    let words = context.language.pages();
    let text = &words.contact;
    let creditor = context.creditor.as_ref();
    let name = creditor.map(|creditor| creditor.name.clone()).unwrap_or_default();
    let hours = creditor.and_then(|creditor| creditor.hours.clone());
    let legal = creditor.and_then(|creditor| creditor.legal.clone());
    let nowhere = (view.email.is_none() && view.telephone.is_none()).then(|| view! { <p>{text.nowhere}</p> });
    let here = (text.privacy_here)(&name);
    // Its legal lines often begin with its name.
    let in_lines = legal.as_ref().is_some_and(|legal| legal.text.starts_with(&name));
    let named = (!in_lines).then(|| view! { <bdi>{name}</bdi> });
    let body = view! {
        <h1>{text.title}</h1>
        {nowhere}
        <dl class="facts">
            {fact(text.firm, view! { {named}{legal.map(lines)} })}
            {view.email.map(|address| fact(text.email, contact(address)))}
            {view.telephone.map(|number| fact(text.telephone, contact(number)))}
            {hours.map(|hours| fact(text.hours, view! { <span lang=hours.lang>{hours.text}</span> }))}
        </dl>
        <section class="prose">
            <h2>{text.privacy}</h2>
            {view.privacy.map(paragraphs)}
            <p>{here}</p>
            <p>{words.shell.privacy}</p>
        </section>
    };
    shell(context, Section::Elsewhere, Island::None, text.title, body)
}

fn lines(text: Spoken) -> impl IntoView + use<> {
    view! { <span class="legal" lang=text.lang>{text.text}</span> }
}

fn paragraphs(text: Spoken) -> impl IntoView + use<> {
    let lang = text.lang;
    let paragraphs = text.text.split("\n\n").map(|paragraph| view! { <p lang=lang>{paragraph.to_owned()}</p> });
    paragraphs.collect_view()
}
