//! Proof that the reader is the debtor: what comes next, the six digits from the mail, and the fact that the creditor
//! has on file.

use super::shell::{Island, Section, shell};
use crate::components::errors::{self, FieldError};
use crate::components::{back, forms};
use crate::portal::{CheckNext, CodeView, KnowledgeQuestionView, PageContext, VerificationFailure};
use crate::text::Texts as _;
use domain::known_fact::KnownFact;
use domain::language::Language;
use leptos::prelude::*;

/// What follows the button that accepts, and the button, called `accept` where it has a name of its own; where there is
/// a choice, the other one beside it.
pub(super) fn next(language: Language, next: CheckNext, accept: Option<&'static str>) -> AnyView {
    let (text, proved) = (&language.agree().check, language.proved());
    let (said, button, or_fact) = match next {
        CheckNext::Agreed => (None, text.agree, None),
        CheckNext::Code { address, or_fact } => (Some((text.code_next)(&address)), text.send_code, or_fact),
        CheckNext::Fact { fact } => (Some((proved.next)(fact)), proved.accept, None),
        CheckNext::Asked { answer_by } => (Some((text.asked_next)(&answer_by)), text.ask, None),
    };
    let or_fact = or_fact.map(|fact| other_way("fact", (proved.instead)(fact)));
    view! {
        {said.map(|said| view! { <p>{said}</p> })}
        <button class="button" type="submit">{accept.unwrap_or(button)}</button>
        {or_fact}
    }
    .into_any()
}

/// A button that asks for the other proof.
fn other_way(with: &'static str, text: String) -> AnyView {
    view! { <button class="link" type="submit" name="prove" value=with>{text}</button> }.into_any()
}

/// The six digits.
pub fn code(context: &PageContext, view: CodeView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.words());
    let text = &language.agree().code;
    let wrong = view.trouble.map(|trouble| match trouble {
        VerificationFailure::Unreadable => text.unreadable.to_owned(),
        VerificationFailure::Wrong { left } => (text.wrong)(left),
        VerificationFailure::Locked { minutes } => (text.locked)(minutes),
        VerificationFailure::RanOut => text.ran_out.to_owned(),
        VerificationFailure::NotSent => text.not_sent.to_owned(),
    });
    // Once no try is left, only another code helps; while locked, not even that.
    let locked = matches!(view.trouble, Some(VerificationFailure::Locked { .. }));
    let spent = matches!(view.trouble, Some(VerificationFailure::RanOut | VerificationFailure::Wrong { left: 0 }));
    let error = wrong.clone().map(|text| FieldError { field: "code".to_owned(), text });
    let said =
        if view.sent_again { (text.sent_again)(&view.address) } else { (text.sent)(&view.address, view.minutes) };
    let title = errors::title(words, text.title, wrong.is_some());
    let described = if wrong.is_some() { "code-hint code-error" } else { "code-hint" };
    let invalid = wrong.is_some().then_some("true");
    let send_class = if spent { "button" } else { "link" };
    let or_fact = view.or_fact.filter(|_| !locked).map(|fact| other_way("fact", (language.proved().no_mail)(fact)));
    let body = view! {
        {back(words, view.back_href)}
        {errors::summary(words, error.into_iter().collect())}
        <h1>{text.title}</h1>
        <p class="lead" role="status">{said}</p>
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            <div class="field">
                <label for="code">{text.label}</label>
                <p class="hint" id="code-hint">{text.hint}</p>
                {errors::line(words, "code", wrong)}
                <input
                    class="code"
                    type="text"
                    name="code"
                    id="code"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="24"
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </div>
            {(!locked && !spent).then(|| view! { <button class="button" type="submit">{text.confirm}</button> })}
            {(!locked).then(|| view! { <button class=send_class type="submit" name="send" value="1">{text.resend}</button> })}
            {or_fact}
        </form>
        <p class="hint">{text.why}</p>
    };
    shell(context, Section::Account, Island::None, &title, body)
}

/// The fact, and the number of an invoice.
pub fn fact(context: &PageContext, view: KnowledgeQuestionView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.words());
    let text = language.proved();
    let said = view.trouble.and_then(|trouble| match trouble {
        VerificationFailure::Wrong { left } => Some((text.wrong)(left)),
        VerificationFailure::Locked { minutes } => Some((text.locked)(minutes)),
        VerificationFailure::RanOut => Some(text.ran_out.to_owned()),
        VerificationFailure::Unreadable | VerificationFailure::NotSent => None,
    });
    let locked = matches!(view.trouble, Some(VerificationFailure::Locked { .. }));
    let of_fact = said.or_else(|| view.no_fact.then(|| (text.no_fact)(view.fact).to_owned()));
    let of_number = view.no_number.then(|| text.no_number.to_owned());
    let error =
        |field: &str, said: &Option<String>| said.clone().map(|text| FieldError { field: field.to_owned(), text });
    let wrong: Vec<FieldError> =
        [error("fact", &of_fact), error("invoice_number", &of_number)].into_iter().flatten().collect();
    let title = errors::title(words, text.title, !wrong.is_empty());
    let complete = match view.fact {
        KnownFact::Postcode => "postal-code",
        KnownFact::TaxId => "off",
    };
    let or_code = view.or_code.filter(|_| !locked).map(|address| other_way("code", (text.by_mail)(&address)));
    let body = view! {
        {back(words, view.back_href)}
        {errors::summary(words, wrong)}
        <h1>{text.title}</h1>
        <p class="lead" role="status">{(text.lead)(view.minutes)}</p>
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            {typed(language, ("fact", complete), (text.label)(view.fact), (text.hint)(view.fact), String::new(), of_fact)}
            {typed(language, ("invoice_number", "off"), text.number, text.number_hint, view.number, of_number)}
            {(!locked).then(|| view! { <button class="button" type="submit">{language.agree().code.confirm}</button> })}
            {or_code}
        </form>
        <p class="hint">{language.agree().code.why}</p>
    };
    shell(context, Section::Account, Island::None, &title, body)
}

/// A labelled field for something short that stands on a paper: no keyboard should correct it.
fn typed(
    language: Language,
    (name, complete): (&'static str, &'static str),
    label: &'static str,
    hint: &'static str,
    value: String,
    wrong: Option<String>,
) -> AnyView {
    let described = if wrong.is_some() { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    let invalid = wrong.is_some().then_some("true");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            {errors::line(language.words(), name, wrong)}
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
    .into_any()
}
