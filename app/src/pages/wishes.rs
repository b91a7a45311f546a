//! `/extensions/new`, `/promises/new`, `/settlements/new` and `/breathing-space`: short forms, one
//! thing each.

use super::shell::{Island, Section, shell};
use crate::components::errors;
use crate::components::forms::{self, Field, Styles};
use crate::components::{back, contact, ways};
use crate::portal::{
    BreathingSpaceView, DebtorActions, ExtensionChoice, ExtensionNewView, PageContext, PromiseNewView,
    SettlementChoice, SettlementNewView,
};
use crate::text::AgreeWords;
use crate::text::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// More time for an invoice.
pub fn extension_new(context: &PageContext, view: ExtensionNewView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.agree());
    let text = &words.extension;
    let wrong = forms::refusals(language, &view.wrong, Styles::default());
    let title = errors::title(language.words(), text.title, !wrong.is_empty());
    let asked = view.options.iter().any(|option| option.on_request);
    let at_once = view.options.iter().any(|option| !option.on_request);
    let main = match view.invoice {
        None if view.others.is_empty() => {
            view! { <h1>{text.title}</h1><p class="lead">{text.nothing_to_extend}</p> }.into_any()
        }
        None => view! { <h1>{text.title}</h1>{forms::which_invoice(language, view.others)} }.into_any(),
        Some(invoice) => {
            let lead = (text.lead)(&invoice.number, &invoice.amount, &invoice.due);
            let left = view.left_this_year.map(|left| view! { <p class="hint">{(text.left)(left)}</p> });
            let form = if view.options.is_empty() {
                let ways = DebtorActions {
                    parts: Some("/plans/new".to_owned()),
                    promise: Some("/promises/new".to_owned()),
                    ..DebtorActions::default()
                };
                view! { <p>{text.none}</p>{ways::list(language, ways)} }.into_any()
            } else {
                let options = view.options.into_iter().map(|option| extension_choice(words, option));
                let reason = asked.then(|| reason(language, !at_once, view.reason, view.answer_by, &wrong));
                view! {
                    <form method="get" action="/extensions/new">
                        <input type="hidden" name="invoice" value=invoice.id />
                        <fieldset id="by" tabindex="-1">
                            <legend>{text.options}</legend>
                            {errors::line(language.words(), "by", forms::at(&wrong, "by"))}
                            {options.collect_view()}
                        </fieldset>
                        {reason}
                        <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
                    </form>
                    {left}
                }
                .into_any()
            };
            view! { {errors::summary(language.words(), wrong)}<h1>{text.title}</h1><p class="lead">{lead}</p>{form} }
                .into_any()
        }
    };
    let body = view! { {back(language.words(), "/".to_owned())}{main} };
    shell(context, Section::Account, Island::None, &title, body)
}

fn extension_choice(words: &'static AgreeWords, choice: ExtensionChoice) -> impl IntoView + use<> {
    let text = &words.offer;
    let price = choice.price.as_deref().map_or_else(|| text.free.to_owned(), |price| (text.costs)(price));
    let more = [
        Some(price),
        choice.pay_now.as_deref().map(|now| (text.pay_now)(now)),
        choice.lost_discount.as_deref().map(|lost| (text.loses)(lost)),
        choice.on_request.then(|| words.asked_of_a_person.to_owned()),
    ];
    let more = more.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let label = view! {
        <b>{(words.delay)(choice.by)}</b>
        " · "
        {(words.extension.new_due)(&choice.new_due)}
        <small>{more}</small>
    };
    forms::option("radio", "by", choice.value, choice.chosen, label)
}

/// The words for a person, and when that person answers.
fn reason(
    language: Language,
    always: bool,
    typed: String,
    answer_by: Option<String>,
    wrong: &[errors::FieldError],
) -> impl IntoView + use<> {
    let words = language.agree();
    let hint = [
        (!always).then(|| words.your_words_only.to_owned()),
        Some(words.your_words_hint.to_owned()),
        answer_by.map(|date| (words.answer_by)(&date)),
    ];
    let hint = hint.into_iter().flatten().collect::<Vec<_>>().join(" ");
    forms::words_field(language, "reason", words.your_words, hint, typed, wrong)
}

/// How much, and when.
pub fn promise_new(context: &PageContext, view: PromiseNewView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.agree());
    let text = &words.promise;
    let wrong = forms::refusals(language, &view.wrong, Styles { amounts: Some(&view.style), dates: None });
    let title = errors::title(language.words(), text.title, !wrong.is_empty());
    let label = (text.amount)(view.style.currency.code());
    let amount = Field::amount("amount", label, (text.amount_hint)(&view.owed), view.amount, &view.style);
    let date = Field::day("date", text.date, (text.date_hint)(&view.latest), view.date, view.days);
    let (amount, date) = (amount.view(language, &wrong), date.view(language, &wrong));
    let body = view! {
        {back(language.words(), "/".to_owned())}
        {errors::summary(language.words(), wrong)}
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <form method="get" action="/promises/new">
            {forms::hidden(view.hidden)}
            {amount}
            {date}
            <ul class="sentences"><li>{text.changes}</li><li>{text.changes_not}</li></ul>
            <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
        </form>
        <p class="hint">{(text.left)(view.left_this_year)}</p>
    };
    shell(context, Section::Account, Island::None, &title, body)
}

/// A part at once, the rest written off.
pub fn settlement_new(context: &PageContext, view: SettlementNewView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.agree());
    let text = &words.settlement;
    let wrong = forms::refusals(language, &view.wrong, Styles::default());
    let title = errors::title(language.words(), text.title, !wrong.is_empty());
    let asked = view.options.iter().any(|option| option.on_request);
    let at_once = view.options.iter().any(|option| !option.on_request);
    let form = if view.options.is_empty() {
        let ways = DebtorActions { parts: Some("/plans/new".to_owned()), ..DebtorActions::default() };
        view! { <p>{text.none}</p>{ways::list(language, ways)} }.into_any()
    } else {
        let options = view.options.into_iter().map(|option| settlement_choice(words, option));
        let reason = asked.then(|| reason(language, !at_once, view.reason, view.answer_by, &wrong));
        view! {
            <form method="get" action="/settlements/new">
                <fieldset id="invoice" tabindex="-1">
                    <legend>{text.options}</legend>
                    {errors::line(language.words(), "invoice", forms::at(&wrong, "invoice"))}
                    {options.collect_view()}
                </fieldset>
                {reason}
                <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
            </form>
        }
        .into_any()
    };
    let body = view! {
        {back(language.words(), "/".to_owned())}
        {errors::summary(language.words(), wrong)}
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        {form}
    };
    shell(context, Section::Account, Island::None, &title, body)
}

fn settlement_choice(words: &'static AgreeWords, choice: SettlementChoice) -> impl IntoView + use<> {
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
        {(words.offer.for_invoice)(&choice.number)}
        <small>{more}</small>
    };
    forms::option("radio", "invoice", choice.id, choice.chosen, label)
}

/// A rest in hardship. Nothing is asked.
pub fn breathing_space(context: &PageContext, view: BreathingSpaceView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.agree());
    let text = &words.rest;
    let points =
        || view! { <ul class="sentences">{text.points.map(|point| view! { <li>{point}</li> }).collect_view()}</ul> };
    let (title, main, plan_href) = match view {
        BreathingSpaceView::Offered { days, until, form_key, plan_href } => {
            let main = view! {
                <h1>{text.title}</h1>
                <p class="lead">{text.lead}</p>
                <p>{(text.offer)(days, &until)}</p>
                {points()}
                <form method="post" action="/breathing-space">
                    <input type="hidden" name="form_key" value=form_key />
                    <button class="button" type="submit">{(text.take)(&until)}</button>
                </form>
            };
            (text.title, main.into_any(), plan_href)
        }
        BreathingSpaceView::Running { until, just_begun, plan_href } => {
            let title = if just_begun { text.begun } else { text.title };
            let class = if just_begun { "panel good" } else { "panel" };
            let main = view! {
                <section class=class role="status"><h1>{title}</h1><p>{(text.running)(&until)}</p></section>
                {points()}
            };
            (title, main.into_any(), plan_href)
        }
        BreathingSpaceView::Ask { plan_href } => {
            let main = view! { <h1>{text.title}</h1><p class="lead">{text.ask}</p> };
            (text.title, main.into_any(), plan_href)
        }
    };
    let plan = plan_href.map(|href| {
        view! { <li><a class="way" href=href><b>{text.plan}</b><small>{text.plan_more}</small></a></li> }
    });
    let plan = plan.map(|plan| view! { <ul class="ways">{plan}</ul> });
    let reach = context.creditor.as_ref().and_then(|creditor| creditor.contact.clone()).map(contact);
    let body = view! {
        {back(language.words(), "/".to_owned())}
        {main}
        <section><h2>{words.ways.other}</h2>{plan}</section>
        <section><h2>{text.talk}</h2><p>{text.talk_more}" "{reach}</p></section>
    };
    shell(context, Section::Account, Island::None, title, body)
}
