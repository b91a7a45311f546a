//! `/code`: the six digits.

use super::view::CodeView;
use crate::components::errors::FieldError;
use crate::components::shell::{Section, shell};
use crate::components::verification::{VerificationFailure, other_way};
use crate::components::{back, errors, forms};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// The six digits.
pub fn page(context: &PageContext, view: CodeView) -> Html {
    let (language, words) = (context.language, context.language.pages());
    let text = &language.agreements().code;
    let wrong = view.failure.map(|failure| match failure {
        VerificationFailure::Unreadable => text.unreadable.to_owned(),
        VerificationFailure::Wrong { left } => (text.wrong)(left),
        VerificationFailure::Locked { minutes } => (text.locked)(minutes),
        VerificationFailure::RanOut => text.ran_out.to_owned(),
        VerificationFailure::NotSent => text.not_sent.to_owned(),
    });
    // Once no try is left, only another code helps; while locked, not even that.
    let locked = matches!(view.failure, Some(VerificationFailure::Locked { .. }));
    let spent = matches!(view.failure, Some(VerificationFailure::RanOut | VerificationFailure::Wrong { left: 0 }));
    let error = wrong.clone().map(|text| FieldError { field: "code".to_owned(), text });
    let said =
        if view.sent_again { (text.sent_again)(&view.address) } else { (text.sent)(&view.address, view.minutes) };
    let title = errors::title(words, text.title, wrong.is_some());
    let described = if wrong.is_some() { "code-hint code-error" } else { "code-hint" };
    let invalid = wrong.is_some().then_some("true");
    let send_class = if spent { "button" } else { "link" };
    let or_fact =
        view.or_fact.filter(|_| !locked).map(|fact| other_way("fact", (language.verification().no_mail)(fact)));
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
