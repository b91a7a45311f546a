//! `/` of a link that only pays: the invoice, and how to pay it.

use super::view::{PayOnlyState, PayOnlyView};
use crate::components::fact;
use crate::components::methods::pay_form;
use crate::components::shell::{Section, shell};
use crate::components::voucher::voucher;
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// `/` with a pay-only link: amount, reference, payee.
pub fn page(context: &PageContext, view: PayOnlyView) -> Html {
    let words = context.language.pages();
    let text = &words.link;
    let payee = context.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let title = (text.pay_only)(&payee);
    let state = match view.state {
        PayOnlyState::Payable {
            invoice,
            amount,
            amount_text,
            ends,
            instalment,
            on_its_way,
            methods,
            form_key,
            hidden,
        } => {
            let form = pay_form(words, vec![invoice], amount, &amount_text, form_key, methods, hidden);
            view! {
                <section class="due">
                    <h2>{words.confirm.amount}</h2>
                    {crate::components::big(amount_text, ())}
                    {ends.map(|(day, then)| view! { <p>{(words.left.price_until)(&day, &then)}</p> })}
                    {instalment.then(|| view! { <p>{text.instalment}</p> })}
                    {on_its_way.map(|amount| view! { <p>{(text.beside)(&amount)}</p> })}
                    <dl class="facts">{fact(text.payee, payee)} {fact(text.reference, view.reference)}</dl>
                </section>
                {form}
            }
            .into_fragment()
        }
        PayOnlyState::UnderWay { amount, voucher: Some(slip) } => {
            let said = slip.said(words, &amount);
            view! {
                <section class="notice moving"><h2>{words.payment.voucher}</h2><p>{said}</p>{voucher(words, slip)}</section>
            }
            .into_fragment()
        }
        PayOnlyState::UnderWay { amount, voucher: None } => {
            let said = (words.invoice.processing)(&amount);
            view! { <section class="notice moving"><h2>{words.account.on_its_way}</h2><p>{said}</p></section> }
                .into_fragment()
        }
        PayOnlyState::Resting => {
            let said = (text.resting)(&view.reference);
            view! { <section class="notice"><h2>{text.settled}</h2><p>{said}</p></section> }.into_fragment()
        }
        PayOnlyState::Begun => {
            view! { <section class="notice"><h2>{text.begun}</h2><p>{text.begun_more}</p></section> }.into_fragment()
        }
        PayOnlyState::Settled => {
            let said = (text.settled_more)(&view.reference);
            view! { <section class="panel good"><h2>{text.settled}</h2><p>{said}</p></section> }.into_fragment()
        }
    };
    shell(context, Section::Account, Island::None, &title, view! { <h1>{title.clone()}</h1>{state} })
}
