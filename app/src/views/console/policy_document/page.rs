//! `/console/policy/document`: the whole policy as text, to be changed in one go.

use super::view::PolicyDocumentView;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::errors::FieldError;
use crate::components::{back, errors, forms, notice};
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// The whole document, to write.
pub fn page(context: &PageContext, view: PolicyDocumentView) -> Html {
    let language = context.language;
    let words = language.policy();
    let wrong: Vec<_> = view.wrong.into_iter().map(|text| FieldError { field: "document".to_owned(), text }).collect();
    let heading = errors::title(language.pages(), words.document, !wrong.is_empty());
    let refusal = forms::at(&wrong, "document");
    let invalid = refusal.is_some().then_some("true");
    let described = refusal.is_some().then_some("document-error");
    // The framework writes what stands in a text area as it is, so it is escaped here.
    let text = view.text.replace('&', "&amp;").replace('<', "&lt;");
    let body = view! {
        {back(language.pages(), routes::CONSOLE_POLICY.to_owned())}
        {errors::summary(language.pages(), wrong)}
        {view.moved.then(|| notice(words.moved))}
        <h1>{words.document}</h1>
        <p class="lead">{words.document_lead}</p>
        <form class="policy" method="post" action=routes::POLICY_DOCUMENT>
            <input type="hidden" name="base" value=view.base.to_string() />
            <div class="field">
                <label for="document">{words.document_field}</label>
                {errors::line(language.pages(), "document", refusal)}
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
