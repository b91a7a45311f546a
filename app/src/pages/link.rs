//! The way in: the page behind an e-mailed link, a new link, and the page of a pay-only link.

use super::confirm::pay_form;
use super::shell::{Island, Section, shell};
use crate::components::errors::{self, FieldError};
use crate::components::{fact, open_payment};
use crate::portal::{GateView, NewLinkView, PageContext, PayOnlyState, PayOnlyView};
use crate::text::Texts as _;
use leptos::prelude::*;

/// `GET /l/{token}`: who is asking, one button, nothing personal.
pub fn gate(context: &PageContext, view: GateView) -> impl IntoView + use<> {
    let text = &context.language.words().link;
    let name = context.creditor.as_ref().map(|creditor| creditor.name.as_str()).unwrap_or_default();
    let title = (text.gate)(name);
    let body = view! {
        <section class="gate">
            <h1>{title.clone()}</h1>
            <p class="lead">{text.gate_more}</p>
            <form method="post" action=view.action>
                <button class="button" type="submit">{text.go_on}</button>
            </form>
            <p class="hint">{text.gate_safe}</p>
        </section>
    };
    shell(context, Section::Elsewhere, Island::None, &title, body)
}

/// `/link`: ask for a new link, and the one answer.
pub fn new_link(context: &PageContext, view: NewLinkView) -> impl IntoView + use<> {
    let words = context.language.words();
    let text = &words.link;
    if view.sent {
        let body = view! {
            <section class="panel good"><h1>{text.sent}</h1><p>{text.sent_more}</p></section>
            <p class="hint">{text.sent_nothing}</p>
            <div class="actions"><a class="button quiet" href="/link">{text.new}</a></div>
        };
        return shell(context, Section::Elsewhere, Island::None, text.sent, body.into_any());
    }
    let field = "email".to_owned();
    let wrong = view.not_an_address.then(|| FieldError { field, text: text.email_wrong.to_owned() });
    let title = errors::title(words, text.new, wrong.is_some());
    let (invalid, described) = match wrong {
        Some(_) => (Some("true"), "email-hint email-error"),
        None => (None, "email-hint"),
    };
    let body = view! {
        {errors::summary(words, wrong.clone().into_iter().collect())}
        <h1>{text.new}</h1>
        <p class="lead">{text.new_more}</p>
        <form method="post" action="/link">
            <div class="field">
                <label for="email">{text.email}</label>
                <small id="email-hint">{text.email_hint}</small>
                {errors::line(words, "email", wrong.map(|e| e.text))}
                <input
                    type="email"
                    name="email"
                    id="email"
                    value=view.typed
                    autocomplete="email"
                    spellcheck="false"
                    autocapitalize="off"
                    maxlength="254"
                    required=""
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </div>
            <button class="button" type="submit">{text.send}</button>
        </form>
    };
    shell(context, Section::Elsewhere, Island::None, &title, body.into_any())
}

/// `/` with a pay-only link: amount, reference, payee.
pub fn pay_only(context: &PageContext, view: PayOnlyView) -> impl IntoView + use<> {
    let words = context.language.words();
    let text = &words.link;
    let payee = context.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let title = (text.pay_only)(&payee);
    let state = match view.state {
        PayOnlyState::Payable { invoice, amount, amount_text, methods, form_key } => {
            let form = pay_form(words, vec![invoice], amount, &amount_text, form_key, methods, Vec::new());
            view! {
                <section class="due">
                    <h2>{words.confirm.amount}</h2>
                    <p class="big">{amount_text}</p>
                    <dl class="facts">{fact(text.payee, payee)} {fact(text.reference, view.reference)}</dl>
                </section>
                {form}
            }
            .into_any()
        }
        PayOnlyState::UnderWay(payment) => open_payment::any(words, payment).into_any(),
        PayOnlyState::Settled => {
            let said = (text.settled_more)(&view.reference);
            view! { <section class="panel good"><h2>{text.settled}</h2><p>{said}</p></section> }.into_any()
        }
    };
    shell(context, Section::Account, Island::None, &title, view! { <h1>{title.clone()}</h1>{state} })
}
