//! `/console/debtors/{id}/charges/{invoice}`: letting late interest and fees go.

use super::view::WaiveView;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::whose;
use crate::components::forms::{Field, Styles};
use crate::components::{back, errors, fact, forms};
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// An invoice's charges, and letting them go.
pub fn page(context: &PageContext, view: WaiveView) -> Html {
    let (language, words) = (context.language, context.language.waive());
    let wrong = forms::refusals(language, &view.wrong, Styles { amounts: Some(&view.style), dates: None });
    let heading = errors::title(language.pages(), words.title, !wrong.is_empty());
    let summary = errors::summary(language.pages(), wrong.clone());
    let code = view.style.currency.code();
    let field = |name, label: &str, (max, value): (String, String)| {
        let label = format!("{label} ({code})");
        Field::amount(name, label, (words.max)(&max), value, &view.style).view(language, &wrong)
    };
    let any = view.interest.is_some() || view.fees.is_some();
    let form = any.then(|| {
        let interest = view.interest.map(|amounts| field("interest", words.interest, amounts));
        let fees = view.fees.map(|amounts| field("fees", words.fees, amounts));
        let hint = words.reason_hint.to_owned();
        view! {
            <form class="panel" method="post" action=view.path>
                <input type="hidden" name="form_key" value=view.form_key />
                <p>{words.what}</p>
                {interest}
                {fees}
                {forms::words_field(language, "reason", words.reason, hint, view.reason, &wrong)}
                <p class="hint">{words.goes_on}</p>
                {view.in_plan.then(|| view! { <p class="hint">{words.in_plan}</p> })}
                <button class="button" type="submit">{words.waive}</button>
            </form>
        }
    });
    let body = view! {
        {back(language.pages(), view.whose.href.clone())}
        {summary}
        <h1>{words.title}</h1>
        {whose(language, view.whose)}
        <dl class="facts">{fact(words.invoice, view.number)}</dl>
        {(!any).then(|| view! { <p>{words.none_left}</p> })}
        {form}
    };
    shell(context, ConsoleSection::Debtors, &heading, body)
}
