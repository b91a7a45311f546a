//! `/console/policy`: what holds, a form for each section, the whole document, the page before a change, and all
//! versions.

use super::policy_fields::Fields;
use super::shell::{ConsoleSection, shell};
use crate::components::errors::{self, FieldError};
use crate::components::{back, forms, notice};
use crate::portal::PageContext;
use crate::portal::console::policy::{
    FactChange, PolicyCheckView, PolicyDocumentView, PolicyPreviewView, PolicySectionView, PolicyVersionsView,
    PolicyView,
};
use crate::portal::console::policy_form::{FieldValues, PolicySection, facts};
use crate::text::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// What a version says, section by section.
pub fn policy(context: &PageContext, view: PolicyView) -> impl IntoView + use<> {
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
                <li><a href="/console/policy/versions">{words.versions}</a></li>
                <li><a href="/console/policy/document">{words.document}</a></li>
            </ul>
        }
    });
    let home = (!newest).then(|| back(language.words(), "/console/policy/versions".to_owned()));
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

fn section(language: Language, which: PolicySection, values: &FieldValues, newest: bool) -> AnyView {
    let words = language.policy();
    let (title, about) = (words.section)(which);
    let rows = facts(words, which.items(), values).into_iter().map(|fact| {
        view! { <div><dt>{fact.label}</dt><dd>{fact.value}</dd></div> }
    });
    let change = newest.then(|| {
        let href = format!("/console/policy/{}", which.slug());
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
    .into_any()
}

/// A section's form.
pub fn policy_section(context: &PageContext, view: PolicySectionView) -> impl IntoView + use<> {
    let language = context.language;
    let words = language.policy();
    let (title, about) = (words.section)(view.section);
    let error = |(field, text): &(String, String)| FieldError { field: field.clone(), text: text.clone() };
    let wrong: Vec<_> = view.wrong.iter().map(error).collect();
    let heading = errors::title(language.words(), title, !wrong.is_empty());
    let fields = Fields { language, values: &view.values, wrong: &wrong }.all(view.section.items());
    let body = view! {
        {back(language.words(), "/console/policy".to_owned())}
        {errors::summary(language.words(), wrong)}
        {view.moved.then(|| notice(words.moved))}
        <h1>{title}</h1>
        <p class="lead">{about}</p>
        <form class="policy" method="post" action=format!("/console/policy/{}", view.section.slug())>
            <input type="hidden" name="base" value=view.base.to_string() />
            {fields}
            <button class="button" type="submit">{words.check}</button>
            <p class="hint">{words.nothing_yet}" "{words.stays}</p>
        </form>
    };
    shell(context, ConsoleSection::Policy, &heading, body)
}

/// The whole document, to write.
pub fn policy_document(context: &PageContext, view: PolicyDocumentView) -> impl IntoView + use<> {
    let language = context.language;
    let words = language.policy();
    let wrong: Vec<_> = view.wrong.into_iter().map(|text| FieldError { field: "document".to_owned(), text }).collect();
    let heading = errors::title(language.words(), words.document, !wrong.is_empty());
    let refusal = forms::at(&wrong, "document");
    let invalid = refusal.is_some().then_some("true");
    let described = refusal.is_some().then_some("document-error");
    // The framework writes what stands in a text area as it is, so it is escaped here.
    let text = view.text.replace('&', "&amp;").replace('<', "&lt;");
    let body = view! {
        {back(language.words(), "/console/policy".to_owned())}
        {errors::summary(language.words(), wrong)}
        {view.moved.then(|| notice(words.moved))}
        <h1>{words.document}</h1>
        <p class="lead">{words.document_lead}</p>
        <form class="policy" method="post" action="/console/policy/document">
            <input type="hidden" name="base" value=view.base.to_string() />
            <div class="field">
                <label for="document">{words.document_field}</label>
                {errors::line(language.words(), "document", refusal)}
                <textarea
                    class="document"
                    name="document"
                    id="document"
                    rows="30"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=invalid
                >
                    {text}
                </textarea>
            </div>
            <button class="button" type="submit">{words.check}</button>
            <p class="hint">{words.nothing_yet}" "{words.stays}</p>
        </form>
    };
    shell(context, ConsoleSection::Policy, &heading, body)
}

/// What would change, and for whom, before it does.
pub fn policy_check(context: &PageContext, view: PolicyCheckView) -> impl IntoView + use<> {
    let language = context.language;
    let words = language.policy();
    let differs = !view.changes.is_empty();
    let form = differs.then(|| {
        view! {
            <form method="post" action=view.action>
                {forms::hidden(view.hidden)}
                <button class="button" type="submit" name="confirm" value="1">{words.set}</button>
                <p class="hint">{words.nothing_yet}" "{words.stays}</p>
            </form>
        }
    });
    let body = view! {
        {back(language.words(), view.back_href)}
        <h1>{words.check_title}</h1>
        <section><h2>{words.differs}</h2>{changes(language, view.changes)}</section>
        {preview(language, view.preview)}
        {form}
    };
    shell(context, ConsoleSection::Policy, words.check_title, body)
}

fn changes(language: Language, changes: Vec<FactChange>) -> AnyView {
    let words = language.policy();
    if changes.is_empty() {
        return view! { <p>{words.same}</p> }.into_any();
    }
    let said = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
    let rows = changes.into_iter().map(|change| {
        view! {
            <tr>
                <th scope="row">{change.label}</th>
                <td>{said(change.before)}</td>
                <td>{said(change.after)}</td>
            </tr>
        }
    });
    view! {
        <table class="changes">
            <thead>
                <tr><th scope="col">{words.what}</th><th scope="col">{words.before}</th><th scope="col">{words.after}</th></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn preview(language: Language, preview: PolicyPreviewView) -> AnyView {
    let words = language.policy();
    let counted = (words.concerned)(preview.concerned, preview.looked_at, preview.of);
    let list = if preview.concerned == 0 {
        view! { <p>{words.nobody}</p> }.into_any()
    } else {
        let rows = preview.changes.into_iter().map(|(thing, turn, count, names)| {
            let more = (count > names.len()).then(|| format!(" {}", words.and_more));
            view! {
                <li>{(words.turn)(thing, turn, count)}<small>" ("{names.join(", ")}{more}")"</small></li>
            }
        });
        view! { <ul class="sentences">{rows.collect_view()}</ul> }.into_any()
    };
    view! { <section class="panel"><h2>{words.preview}</h2><p>{counted}</p>{list}</section> }.into_any()
}

/// All versions, newest first.
pub fn policy_versions(context: &PageContext, view: PolicyVersionsView) -> impl IntoView + use<> {
    let language = context.language;
    let words = language.policy();
    let rows = view.rows.into_iter().map(|row| {
        view! {
            <li>
                <a class="row" href=format!("/console/policy/versions/{}", row.n)>
                    <span class="what"><b>{(words.version)(row.n)}</b></span>
                    <span></span>
                    <span class="when">{(words.set_by)(&row.by, &row.at)}</span>
                </a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let body = view! {
        {back(language.words(), "/console/policy".to_owned())}
        <h1>{words.versions}</h1>
        <p class="lead">{words.versions_lead}</p>
        <ul class="rows">
            {rows}
            <li>
                <a class="row" href="/console/policy/versions/0">
                    <span class="what"><b>{(words.version)(0)}</b></span>
                    <span></span>
                    <span class="when">{words.default_version}</span>
                </a>
            </li>
        </ul>
        {view.older_href.map(|href| view! { <p><a href=href>{words.older}</a></p> })}
    };
    shell(context, ConsoleSection::Policy, words.versions, body)
}
