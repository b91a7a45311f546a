//! `/console/policy` and `/console/policy/versions/{n}`: every section of a version as facts, and the ways to change it.

use super::view::PolicyView;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::policy_form::{FieldValues, facts, sections};
use crate::components::{back, notice};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::policy_names::PolicySection;
use crate::routes;
use domain::language::Language;
use leptos::prelude::*;

/// What a version says, section by section.
pub fn page(context: &PageContext, view: PolicyView) -> Html {
    let language = context.language;
    let words = language.policy();
    let set = match view.set {
        Some((by, at)) => format!("{} · {}", (words.version)(view.version), (words.set_by)(&by, &at)),
        None => words.default_version.to_owned(),
    };
    let newest = view.newest;
    let sections = view.sections.into_iter().map(|(which, values)| section(language, which, &values, newest));
    let ways = newest.then(|| {
        view! {
            <ul class="links">
                <li><a href=routes::POLICY_VERSIONS>{words.versions}</a></li>
                <li><a href=routes::POLICY_DOCUMENT>{words.document}</a></li>
            </ul>
        }
    });
    let home = (!newest).then(|| back(language.pages(), routes::POLICY_VERSIONS.to_owned()));
    let document = view.document.map(|text| {
        view! { <section><h2>{words.document}</h2><pre class="document">{text}</pre></section> }
    });
    let lead = if newest { words.lead } else { words.stays };
    let body = view! {
        {home}
        {view.just_set.then(|| notice(words.just_set))}
        <h1>{words.title}</h1>
        <p class="lead">{lead}</p>
        <p>{set}</p>
        {ways}
        {sections.collect_view()}
        {document}
    };
    shell(context, ConsoleSection::Policy, words.title, body)
}

fn section(language: Language, which: PolicySection, values: &FieldValues, newest: bool) -> Fragment {
    let words = language.policy();
    let (title, about) = (words.section)(which);
    let rows = facts(words, sections::fields(which), values).into_iter().map(|fact| {
        view! { <div><dt>{fact.label}</dt><dd>{fact.value}</dd></div> }
    });
    let change = newest.then(|| {
        let href = routes::policy_section(which.slug());
        view! { <p><a href=href>{words.change}<span class="unseen">": "{title}</span></a></p> }
    });
    view! {
        <section class="panel">
            <h2>{title}</h2>
            <p class="hint">{about}</p>
            <dl class="facts">{rows.collect_view()}</dl>
            {change}
        </section>
    }
    .into_fragment()
}
