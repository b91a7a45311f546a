//! `/agreements/{id}`: what was agreed, where it stands, what comes next.

use super::view::{AgreementFiles, AgreementView, NextDue, PayButton, PayWhat, PlanProgress};
use crate::components::agreements::{kind, standing};
use crate::components::link_form::to_act;
use crate::components::shell::{Section, shell};
use crate::components::{back, fact, schedule, terms};
use crate::context::{Audience, PageContext};
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::agreements::{AgreementStanding, AgreementWords};
use crate::routes;
use domain::agreement::AgreementKind;
use leptos::prelude::*;

/// One agreement; also the page after it was made.
pub fn page(context: &PageContext, view: AgreementView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.agreement;
    let (name, done) = match view.kind {
        AgreementKind::Discount => text.discount,
        AgreementKind::Settlement => text.settlement,
        AgreementKind::Plan => text.plan,
        AgreementKind::Extension => text.extension,
        AgreementKind::Promise => text.promise,
    };
    let (tone, said) = standing(words, &view.standing);
    let waits = matches!(view.standing, AgreementStanding::AwaitsPart { .. });
    let replaced = match view.standing {
        AgreementStanding::Replaced { href } => href
            .filter(|_| context.audience != Audience::Reader)
            .map(|href| view! { <p><a href=href>{text.replaced_see}</a></p> }),
        _ => None,
    };
    let done = if waits { text.extension_waits } else { done };
    let title = if view.just_made { done } else { name };
    let mailed = (view.just_made && view.mailed).then(|| view! { <p>{text.mailed}</p> });
    let head = if view.just_made {
        view! { <section class="panel good" role="status"><h1>{title}</h1><p>{said}</p>{mailed}</section> }
            .into_fragment()
    } else {
        view! { <h1>{kind(words, view.kind)}</h1><p class=tone>{said}</p> }.into_fragment()
    };
    let reads_only = context.audience == Audience::Reader;
    let again = view
        .reschedule_href
        .filter(|_| !reads_only)
        .map(|href| view! { <p><a class="more" href=href>{text.reschedule}</a></p> });
    let frozen = (!view.text.is_empty()).then(|| {
        view! { <details><summary>{text.text}</summary>{terms::sentences(view.text)}</details> }
    });
    let body = view! {
        {(!reads_only).then(|| back(language.pages(), routes::ACCOUNT.to_owned()))}
        {head}
        {replaced}
        {view.on_hold.map(|on_hold| {
            let disputes = language.disputes();
            let said = if view.kind == AgreementKind::Plan { disputes.in_plan } else { disputes.in_settlement };
            view! { <p class="notice">{said(&on_hold)}</p> }
        })}
        {view.under_way.then(|| {
            let said = language.pages().state.processing;
            view! { <div class="notice moving"><p>{said}" "<a href=routes::ACCOUNT>{language.pages().account.open_see}</a></p></div> }
        })}
        {next(words, view.next, view.progress, if reads_only { Vec::new() } else { view.pay })}
        {reads_only.then(|| to_act(context))}
        {view.schedule.map(|plan| view! { <section>{schedule::table(language, plan)}</section> })}
        {again}
        <section>
            <h2>{text.terms}</h2>
            {terms::answers(language, view.rows)}
            <dl class="facts">
                {fact(text.agreed_on, view.agreed_on)}
                {fact(language.verification().confirmed, view.proof)}
            </dl>
        </section>
        {frozen}
        {files(words, view.files)}
    };
    shell(context, Section::Account, Island::None, title, body)
}

/// What is to be paid next, how far it is paid, and one button; what else can be paid is folded away. Nothing when there is
/// nothing to pay.
fn next(
    words: &'static AgreementWords,
    next: Option<NextDue>,
    progress: Option<PlanProgress>,
    pay: Vec<PayButton>,
) -> Option<impl IntoView + use<>> {
    let text = &words.agreement;
    if next.is_none() && pay.is_empty() {
        return None;
    }
    let heading = if next.is_some() { text.next } else { text.pay_title };
    let due = next.map(|next| {
        let early = next.early.map(|(amount, until)| (text.early)(&amount, &until));
        view! {
            {crate::components::big(next.amount, ())}
            <p class="next">{(text.by)(&next.date)}</p>
            {early.map(|early| view! { <p class="when good">{early}</p> })}
        }
    });
    let progress = progress.map(|progress| {
        let said = (text.progress)(&progress.paid, &progress.total);
        let value = progress.percent.to_string();
        view! {
            <div class="progress">
                <progress id="progress" max="100" value=value></progress>
                <label for="progress">{said}</label>
            </div>
        }
    });
    let mut buttons = pay.into_iter().map(|one| button(words, one));
    let first = buttons.next().map(|(href, label)| view! { <a class="button" href=href>{label}</a> });
    let more: Vec<_> = buttons.map(|(href, label)| view! { <a class="button quiet" href=href>{label}</a> }).collect();
    let more = (!more.is_empty()).then(|| {
        view! { <details><summary>{text.pay_ahead}</summary><div class="actions">{more}</div></details> }
    });
    Some(view! {
        <section class="due"><h2>{heading}</h2>{due}{progress}<div class="actions">{first}</div>{more}</section>
    })
}

/// The address and the words of a button.
fn button(words: &'static AgreementWords, button: PayButton) -> (String, impl IntoView + use<>) {
    let (text, amount) = (&words.agreement, &button.amount);
    let label = match button.what {
        PayWhat::Late => (text.pay_late)(amount),
        PayWhat::Next => (text.pay_next)(amount),
        PayWhat::Several { count } => (text.pay_several)(count, amount),
        PayWhat::Remainder => (text.pay_rest)(amount),
        PayWhat::Part => (text.pay_part)(amount),
        PayWhat::Whole => (text.pay_whole)(amount),
    };
    let saved = button.saved.map(|saved| view! { <small>{(text.saved)(&saved)}</small> });
    (button.href, view! { {label} {saved} })
}

fn files(words: &'static AgreementWords, files: AgreementFiles) -> impl IntoView + use<> {
    let text = &words.agreement;
    let follow = files.follow.map(|href| {
        view! { <li><a href=href>{text.follow}</a>" "<small>{text.follow_more}</small></li> }
    });
    let calendar = files.calendar.map(|href| view! { <li><a href=href>{text.calendar}</a></li> });
    view! {
        <section class="files">
            <h2>{text.files}</h2>
            <ul class="links">
                <li><a href=files.pdf>{text.pdf}</a></li>
                {follow}
                {calendar}
                <li><a href=files.sealed>{text.sealed}</a></li>
            </ul>
            <p class="hint">{text.sealed_more}</p>
        </section>
    }
}
