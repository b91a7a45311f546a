//! `/console/disputes/{id}`: what is disputed, the files that came with it, and deciding it.

use super::view::{ConsoleDisputeView, FileLink};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::{answer_given, past, stands, whose};
use crate::components::errors::FieldError;
use crate::components::forms::{Field, Styles};
use crate::components::{agreements, back, errors, fact, forms};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::routes;
use domain::language::Language;
use domain::request::{RequestKind, RequestState};
use leptos::prelude::*;

/// A dispute, and deciding it.
pub fn page(context: &PageContext, view: ConsoleDisputeView) -> Html {
    let (language, words) = (context.language, context.language.decisions());
    let title = agreements::request_kind(language.agreements(), RequestKind::Dispute);
    let wrong = forms::refusals(language, &view.wrong, Styles { amounts: Some(&view.style), dates: None });
    let heading = errors::title(language.pages(), title, !wrong.is_empty());
    let summary = errors::summary(language.pages(), wrong.clone());
    let form = (view.state == RequestState::Waiting).then(|| form(language, &view, &wrong));
    let (number, total, left) = view.invoice;
    let (why, _) = (language.agreements().dispute.reasons)(view.reason);
    let line = view.line.map(|line| fact(words.line, line));
    let own = (!view.words.is_empty()).then(|| {
        view! { <h3>{words.reason}</h3><blockquote><p>{view.words}</p></blockquote> }
    });
    let body = view! {
        {back(language.pages(), routes::CONSOLE_REQUESTS.to_owned())}
        {summary}
        <h1>{title}</h1>
        {whose(language, view.whose)}
        {stands(language, view.state, &view.answer_by.0, view.answer_by.1)}
        {view.answered.map(|answered| answer_given(language, answered))}
        <section>
            <h2>{words.asked}</h2>
            <dl class="facts">
                {fact(words.invoice, number)} {fact(words.invoice_total, total)} {fact(words.open, left)} {line}
                {fact(words.disputed, view.amount)} {fact(words.why, why)} {fact(words.made_on, view.made_on)}
            </dl>
            {view.in_plan.then(|| view! { <p class="hint">{language.disputes().staff_in_plan}</p> })}
            {own}
            {files(language, view.files)}
        </section>
        {past(language, view.past)}
        {form}
    };
    shell(context, ConsoleSection::Requests, &heading, body)
}

/// The form that decides it.
fn form(language: Language, view: &ConsoleDisputeView, wrong: &[FieldError]) -> Fragment {
    let words = language.decisions();
    let part = Field::amount(
        "part",
        format!("{} ({})", words.part, view.style.currency.code()),
        (words.part_hint)(&view.amount),
        view.part.clone(),
        &view.style,
    );
    let option =
        |value: &str, label: String| forms::option("radio", "do", value.to_owned(), view.chosen == value, label);
    let hint = words.answer_hint.to_owned();
    let answer = forms::words_field(language, "answer", words.answer, hint, view.answer.clone(), wrong);
    view! {
        <form class="panel" method="get" action=routes::console_dispute_check(view.id)>
            <fieldset id="do" tabindex="-1">
                <legend>{words.decide}</legend>
                {errors::line(language.pages(), "do", forms::at(wrong, "do"))}
                {option("all", (words.uphold_all)(&view.amount))}
                {option("part", words.uphold_part.to_owned())}
                {part.view(language, wrong)}
                {option("none", words.reject.to_owned())}
            </fieldset>
            {answer}
            <button class="button" type="submit">{words.check}</button>
        </form>
    }
    .into_fragment()
}

fn files(language: Language, files: Vec<FileLink>) -> Fragment {
    let words = language.decisions();
    if files.is_empty() {
        return view! { <p class="hint">{words.no_files}</p> }.into_fragment();
    }
    let rows = files.into_iter().map(|file| {
        view! { <li><a href=file.href download="">{words.download}" "{file.name}</a>" "<small>{file.about}</small></li> }
    });
    view! { <h3>{words.files}</h3><ul class="links">{rows.collect_view()}</ul> }.into_fragment()
}
