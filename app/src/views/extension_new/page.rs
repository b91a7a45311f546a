//! `/extensions/new`: one invoice, the options with their new days.

use super::view::{ExtensionChoice, ExtensionNewView};
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

/// More time for an invoice.
pub fn page(context: &PageContext, view: ExtensionNewView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.extension;
    let wrong = forms::refusals(language, &view.wrong, Styles::default());
    let title = errors::title(language.pages(), text.title, !wrong.is_empty());
    let asked = view.options.iter().any(|option| option.on_request);
    let at_once = view.options.iter().any(|option| !option.on_request);
    let decided = if at_once { DecidedByPerson::Some } else { DecidedByPerson::All };
    let main = match view.invoice {
        None if view.others.is_empty() => {
            view! { <h1>{text.title}</h1><p class="lead">{text.nothing_to_extend}</p> }.into_fragment()
        }
        None => view! { <h1>{text.title}</h1>{forms::which_invoice(language, view.others)} }.into_fragment(),
        Some(invoice) => {
            let lead = (text.lead)(&invoice.number, &invoice.amount, &invoice.due);
            let left = view.left_this_year.map(|left| view! { <p class="hint">{(text.left)(left)}</p> });
            let form = if view.options.is_empty() {
                let ways = DebtorActions {
                    parts: Some(routes::PLAN_NEW.to_owned()),
                    promise: Some(routes::PROMISE_NEW.to_owned()),
                    ..DebtorActions::default()
                };
                view! { <p>{text.none}</p>{actions::list(language, ways)} }.into_fragment()
            } else {
                let options = view.options.into_iter().map(|option| extension_choice(words, option));
                let reason = asked.then(|| reason(language, decided, view.reason, view.answer_by, &wrong));
                view! {
                    <form method="get" action=routes::EXTENSION_NEW>
                        <input type="hidden" name="invoice" value=invoice.id />
                        <fieldset id="by" tabindex="-1">
                            <legend>{text.options}</legend>
                            {errors::line(language.pages(), "by", forms::at(&wrong, "by"))}
                            {options.collect_view()}
                        </fieldset>
                        {reason}
                        <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
                    </form>
                    {left}
                }
                .into_fragment()
            };
            view! { {errors::summary(language.pages(), wrong)}<h1>{text.title}</h1><p class="lead">{kept(&lead)}</p>{form} }
                .into_fragment()
        }
    };
    let body = view! { {back(language.pages(), routes::ACCOUNT.to_owned())}{main} };
    shell(context, Section::Account, Island::None, &title, body)
}

fn extension_choice(words: &'static AgreementWords, choice: ExtensionChoice) -> impl IntoView + use<> {
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
    if choice.on_request {
        forms::option_that_asks("by", choice.value, choice.chosen, label)
    } else {
        forms::option("radio", "by", choice.value, choice.chosen, label)
    }
}
