//! "Check your answers", and the code that proves who is asking.

use super::shell::{Here, Island, shell};
use crate::components::errors::{self, FieldError};
use crate::components::{back, forms, schedule};
use crate::portal::{AgreementKind, CheckNext, CheckView, CodeTrouble, CodeView, Frame};
use leptos::prelude::*;

/// What would be agreed, before it is.
pub fn check(frame: &Frame, view: CheckView) -> impl IntoView + use<> {
    let (language, words) = (frame.language, frame.language.words());
    let text = &language.agree().check;
    let title = match view.kind {
        AgreementKind::Discount => text.discount,
        AgreementKind::Settlement => text.settlement,
        AgreementKind::Plan => text.plan,
        AgreementKind::Extension => text.extension,
        AgreementKind::Promise => text.promise,
    };
    let changed = view.changed.then(|| {
        view! { <div class="errors" role="alert"><h2>{words.shell.problem_title}</h2><p>{text.changed}</p></div> }
    });
    let (next, button) = match view.next {
        CheckNext::Agreed => (None, text.agree),
        CheckNext::Code { address } => (Some((text.code_next)(&address)), text.send_code),
        CheckNext::Asked { answer_by } => (Some((text.asked_next)(&answer_by)), text.ask),
    };
    let if_not = (!view.if_not.is_empty()).then(|| {
        view! { <section><h2>{text.if_not}</h2>{schedule::sentences(view.if_not)}</section> }
    });
    let body = view! {
        {back(words, view.change_href)}
        {changed}
        <h1>{title}</h1>
        {schedule::answers(language, view.rows)}
        <section class="panel terms"><h2>{text.agreed}</h2>{schedule::sentences(view.text)}</section>
        {if_not}
        {view.schedule.map(|plan| view! { <section>{schedule::table(language, plan, false)}</section> })}
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            {next.map(|next| view! { <p>{next}</p> })}
            <button class="button" type="submit">{button}</button>
            <p class="hint">{text.nothing_yet}</p>
        </form>
    };
    shell(frame, Here::Account, Island::None, title, body)
}

/// The six digits.
pub fn code(frame: &Frame, view: CodeView) -> impl IntoView + use<> {
    let (language, words) = (frame.language, frame.language.words());
    let text = &language.agree().code;
    let wrong = view.trouble.map(|trouble| match trouble {
        CodeTrouble::Unreadable => text.unreadable.to_owned(),
        CodeTrouble::Wrong { left } => (text.wrong)(left),
        CodeTrouble::Locked { minutes } => (text.locked)(minutes),
        CodeTrouble::RanOut => text.ran_out.to_owned(),
        CodeTrouble::NotSent => text.not_sent.to_owned(),
    });
    // Once no try is left, only another code helps; while locked, not even that.
    let locked = matches!(view.trouble, Some(CodeTrouble::Locked { .. }));
    let spent = matches!(view.trouble, Some(CodeTrouble::RanOut | CodeTrouble::Wrong { left: 0 }));
    let error = wrong.clone().map(|text| FieldError { field: "code".to_owned(), text });
    let said =
        if view.sent_again { (text.sent_again)(&view.address) } else { (text.sent)(&view.address, view.minutes) };
    let title = errors::title(words, text.title, wrong.is_some());
    let described = if wrong.is_some() { "code-hint code-error" } else { "code-hint" };
    let invalid = wrong.is_some().then_some("true");
    let send_class = if spent { "button" } else { "link" };
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
        </form>
        <p class="hint">{text.why}</p>
    };
    shell(frame, Here::Account, Island::None, &title, body)
}
