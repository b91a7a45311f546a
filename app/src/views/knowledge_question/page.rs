//! `/fact`: two fields, for what the creditor has on file and for an invoice's number.

use super::view::KnowledgeQuestionView;
use crate::components::errors::FieldError;
use crate::components::shell::{Section, shell};
use crate::components::verification::{VerificationFailure, other_way};
use crate::components::{back, errors, forms};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use domain::knowledge_question::KnowledgeQuestion;
use domain::language::Language;
use leptos::prelude::*;

/// The fact, and the number of an invoice.
pub fn page(context: &PageContext, view: KnowledgeQuestionView) -> Html {
    let (language, words) = (context.language, context.language.pages());
    let text = language.verification();
    let said = view.failure.and_then(|failure| match failure {
        VerificationFailure::Wrong { left } => Some((text.wrong)(left)),
        VerificationFailure::Locked { minutes } => Some((text.locked)(minutes)),
        VerificationFailure::RanOut => Some(text.ran_out.to_owned()),
        VerificationFailure::Unreadable | VerificationFailure::NotSent => None,
    });
    let locked = matches!(view.failure, Some(VerificationFailure::Locked { .. }));
    let of_fact = said.or_else(|| view.no_fact.then(|| (text.no_fact)(view.fact).to_owned()));
    let of_number = view.no_number.then(|| text.no_number.to_owned());
    let error =
        |field: &str, said: &Option<String>| said.clone().map(|text| FieldError { field: field.to_owned(), text });
    let wrong: Vec<FieldError> =
        [error("fact", &of_fact), error("invoice_number", &of_number)].into_iter().flatten().collect();
    let title = errors::title(words, text.title, !wrong.is_empty());
    let complete = match view.fact {
        KnowledgeQuestion::Postcode => "postal-code",
        KnowledgeQuestion::TaxId => "off",
    };
    let or_code = view.or_code.filter(|_| !locked).map(|address| other_way("code", (text.by_mail)(&address)));
    let body = view! {
        {back(words, view.back_href)}
        {errors::summary(words, wrong)}
        <h1>{text.title}</h1>
        <p class="lead" role="status">{(text.lead)(view.minutes)}</p>
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            {typed(language, "fact", complete, (text.label)(view.fact), (text.hint)(view.fact), String::new(), of_fact)}
            {typed(language, "invoice_number", "off", text.number, text.number_hint, view.number, of_number)}
            {(!locked).then(|| view! { <button class="button" type="submit">{language.agreements().code.confirm}</button> })}
            {or_code}
        </form>
        <p class="hint">{language.agreements().code.why}</p>
    };
    shell(context, Section::Account, Island::None, &title, body)
}

/// A labelled field for something short that stands on a paper: no keyboard should correct it.
fn typed(
    language: Language,
    name: &'static str,
    complete: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    wrong: Option<String>,
) -> Fragment {
    let described = if wrong.is_some() { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    let invalid = wrong.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            {errors::line(language.pages(), name, wrong)}
            <input
                type="text"
                name=name
                id=name
                value=value
                inputmode="text"
                autocomplete=complete
                autocapitalize="characters"
                spellcheck="false"
                maxlength="120"
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
    .into_fragment()
}
