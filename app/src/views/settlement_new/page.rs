//! `/settlements/new`: one choice an invoice.

use super::view::{SettlementChoice, SettlementNewView};
use crate::components::actions::DebtorActions;
use crate::components::forms::{DecidedByPerson, Styles, reason};
use crate::components::shell::{Section, shell};
use crate::components::{actions, back, errors, forms, kept};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::agreements::AgreementWords;
use crate::routes;
use leptos::prelude::*;

/// A part at once, the rest written off.
pub fn page(context: &PageContext, view: SettlementNewView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.settlement;
    let wrong = forms::refusals(language, &view.wrong, Styles::default());
    let title = errors::title(language.pages(), text.title, !wrong.is_empty());
    let asked = view.options.iter().any(|option| option.on_request);
    let at_once = view.options.iter().any(|option| !option.on_request);
    let decided = if at_once { DecidedByPerson::Some } else { DecidedByPerson::All };
    let form = if view.options.is_empty() {
        let ways = DebtorActions { parts: Some(routes::PLAN_NEW.to_owned()), ..DebtorActions::default() };
        view! { <p>{text.none}</p>{actions::list(language, ways)} }.into_fragment()
    } else {
        let options = view.options.into_iter().map(|option| settlement_choice(words, option));
        let reason = asked.then(|| reason(language, decided, view.reason, view.answer_by, &wrong));
        view! {
            <form method="get" action=routes::SETTLEMENT_NEW>
                <fieldset id="invoice" tabindex="-1">
                    <legend>{text.options}</legend>
                    {errors::line(language.pages(), "invoice", forms::at(&wrong, "invoice"))}
                    {options.collect_view()}
                </fieldset>
                {reason}
                <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
            </form>
        }
        .into_fragment()
    };
    let body = view! {
        {back(language.pages(), routes::ACCOUNT.to_owned())}
        {errors::summary(language.pages(), wrong)}
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        {form}
    };
    shell(context, Section::Account, Island::None, &title, body)
}

fn settlement_choice(words: &'static AgreementWords, choice: SettlementChoice) -> impl IntoView + use<> {
    let text = &words.settlement;
    let more = [
        Some((text.written_off)(&choice.written_off)),
        Some((words.offer.until)(&choice.until)),
        choice.on_request.then(|| words.asked_of_a_person.to_owned()),
    ];
    let more = more.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let label = view! {
        <b>{choice.to_pay}</b>
        " "
        {(text.instead)(&choice.full)}
        " · "
        {kept(&(words.offer.for_invoice)(&choice.number))}
        <small>{more}</small>
    };
    if choice.on_request {
        forms::option_that_asks("invoice", choice.id, choice.chosen, label)
    } else {
        forms::option("radio", "invoice", choice.id, choice.chosen, label)
    }
}
