//! `/breathing-space`: a pause, or a person to talk to; nothing is asked.

use super::view::BreathingSpaceView;
use crate::components::link_form::to_act;
use crate::components::shell::{Section, shell};
use crate::components::{back, contact};
use crate::context::{Audience, PageContext};
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// A pause in hardship. Nothing is asked.
pub fn page(context: &PageContext, view: BreathingSpaceView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.breathing_space;
    let points =
        || view! { <ul class="sentences">{text.points.map(|point| view! { <li>{point}</li> }).collect_view()}</ul> };
    let (title, main, plan_href) = match view {
        BreathingSpaceView::Offered { days, until, form_key, plan_href } => {
            let main = view! {
                <h1>{text.title}</h1>
                <p class="lead">{text.lead}</p>
                <p>{(text.offer)(days, &until)}</p>
                {points()}
                <form method="post" action=routes::BREATHING_SPACE>
                    <input type="hidden" name="form_key" value=form_key />
                    <button class="button" type="submit">{(text.take)(&until)}</button>
                </form>
            };
            (text.title, main.into_fragment(), plan_href)
        }
        BreathingSpaceView::Running { until, just_begun, plan_href } => {
            let title = if just_begun { text.begun } else { text.title };
            let class = if just_begun { "panel good" } else { "panel" };
            let main = view! {
                <section class=class role="status"><h1>{title}</h1><p>{(text.running)(&until)}</p></section>
                {points()}
            };
            (title, main.into_fragment(), plan_href)
        }
        BreathingSpaceView::Over { until } => {
            let main = view! {
                <section class="panel" role="status"><h1>{text.title}</h1><p>{(text.over)(&until)}</p></section>
            };
            (text.title, main.into_fragment(), None)
        }
        BreathingSpaceView::Ask { plan_href } => {
            let main = view! { <h1>{text.title}</h1><p class="lead">{text.ask}</p> };
            (text.title, main.into_fragment(), plan_href)
        }
    };
    let reads_only = context.audience == Audience::Reader;
    let plan = plan_href.filter(|_| !reads_only).map(|href| {
        view! { <li><a class="way" href=href><b>{text.plan}</b><small>{text.plan_more}</small></a></li> }
    });
    let plan = plan.map(|plan| view! { <ul class="ways">{plan}</ul> });
    let reach = context.creditor.as_ref().and_then(|creditor| creditor.contact.clone()).map(contact);
    let body = view! {
        {(!reads_only).then(|| back(language.pages(), routes::ACCOUNT.to_owned()))}
        {main}
        {plan.map(|plan| view! { <section><h2>{words.ways.other}</h2>{plan}</section> })}
        {reads_only.then(|| to_act(context))}
        <section><h2>{text.talk}</h2><p>{text.talk_more}" "{reach}</p></section>
    };
    shell(context, Section::Account, Island::None, title, body)
}
