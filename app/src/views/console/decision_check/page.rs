//! The page before a decision: what is about to be done, what it changes, what the debtor will read.

use super::view::{CreditView, DecisionCheckView, DecisionProblem};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::{effect_section, whose};
use crate::components::terms::CheckRow;
use crate::components::{back, forms, schedule, terms};
use crate::context::PageContext;
use crate::html::{Fragment, Html};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// What is about to be decided.
pub fn page(context: &PageContext, view: DecisionCheckView) -> Html {
    let (language, words) = (context.language, context.language.decisions());
    let text = &language.agreements().check;
    let title = (words.act)(view.act);
    let changed = view.trouble.map(|trouble| {
        let problem = language.pages().shell.problem_title;
        let text = match trouble {
            DecisionProblem::Changed => words.changed,
            DecisionProblem::Paying => words.paying,
        };
        view! { <div class="errors" role="alert"><h2>{problem}</h2><p>{text}</p></div> }
    });
    let terms = (!view.text.is_empty()).then(|| {
        view! { <section class="panel terms"><h2>{text.agreed}</h2>{terms::sentences(view.text)}</section> }
    });
    let if_not = (!view.if_not.is_empty()).then(|| {
        view! { <section><h2>{text.if_not}</h2>{terms::sentences(view.if_not)}</section> }
    });
    let own = (!view.words.is_empty()).then(|| {
        view! { <section><h2>{words.reads}</h2><blockquote><p>{view.words}</p></blockquote></section> }
    });
    let mailed = if view.whose.mailed { words.by_mail } else { words.by_page };
    let rows = (!view.rows.is_empty()).then(|| terms::answers(language, view.rows));
    let body = view! {
        {back(language.pages(), view.back_href)}
        {changed}
        <h1>{title}</h1>
        {whose(language, view.whose)}
        {rows}
        {view.credit.map(|done| credit(language, done))}
        {terms}
        {if_not}
        {view.schedule.map(|plan| view! { <section>{schedule::table(language, plan)}</section> })}
        {view.effect.map(|effect| effect_section(language, effect))}
        {own}
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            {view.until.map(|until| view! { <p>{(words.counter_until)(&until)}</p> })}
            <p>{mailed}</p>
            <button class="button" type="submit">{(words.confirm)(view.act)}</button>
            <p class="hint">{text.nothing_yet}</p>
        </form>
    };
    shell(context, ConsoleSection::Requests, title, body)
}

fn credit(language: Language, credit: CreditView) -> Fragment {
    let words = language.decisions();
    let rows = [
        (words.invoice, Some(credit.number)),
        (words.disputed, Some(credit.disputed)),
        (words.credited, credit.credited),
        (words.becomes_credit, credit.credit),
        (words.due_again, credit.due_again),
        (words.before, Some(credit.before)),
        (words.after, Some(credit.after)),
    ];
    let row = |(label, value): (&str, Option<String>)| {
        value.map(|value| CheckRow { label: label.to_owned(), value, change_href: None })
    };
    terms::answers(language, rows.into_iter().filter_map(row).collect())
}
