//! `/console/policy/{section}`: the form of one section.

use super::view::PolicySectionView;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::errors::FieldError;
use crate::components::policy_form::fields::Fields;
use crate::components::policy_form::sections;
use crate::components::{back, errors, notice};
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// A section's form.
pub fn page(context: &PageContext, view: PolicySectionView) -> Html {
    let language = context.language;
    let words = language.policy();
    let (title, about) = (words.section)(view.section);
    let error = |(field, text): &(String, String)| FieldError { field: field.clone(), text: text.clone() };
    let wrong: Vec<_> = view.wrong.iter().map(error).collect();
    let heading = errors::title(language.pages(), title, !wrong.is_empty());
    let fields = Fields { language, values: &view.values, wrong: &wrong }.all(sections::fields(view.section));
    let body = view! {
        {back(language.pages(), routes::CONSOLE_POLICY.to_owned())}
        {errors::summary(language.pages(), wrong)}
        {view.moved.then(|| notice(words.moved))}
        <h1>{title}</h1>
        <p class="lead">{about}</p>
        <form class="policy" method="post" action=routes::policy_section(view.section.slug())>
            <input type="hidden" name="base" value=view.base.to_string() />
            {fields}
            <button class="button" type="submit">{words.check}</button>
            <p class="hint">{words.nothing_yet}" "{words.stays}</p>
        </form>
    };
    shell(context, ConsoleSection::Policy, &heading, body)
}
