//! `/pay/confirm`: check your answers, then one press pays.

use super::view::ConfirmView;
use crate::components::methods::pay_form;
use crate::components::shell::{Section, shell};
use crate::components::{back, credit, invoices, left, reduction};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// More invoices than this are folded away under their number.
const FOLDED: usize = 4;

/// Check, and pay.
pub fn page(context: &PageContext, view: ConfirmView) -> Html {
    let words = context.language.pages();
    let text = &words.confirm;
    let changed = view.changed.then(|| {
        view! { <div class="errors" role="alert"><h2>{words.shell.problem_title}</h2><p>{text.changed}</p></div> }
    });
    let left = view.left.map(|left| view! { <dl class="parts">{left::rows(words, text.left, left)}</dl> });
    // A long list is folded, so that the buttons are in reach; it opens without script.
    let shares = if view.shares.len() > FOLDED {
        let many = (text.pays_many)(view.shares.len());
        view! { <details><summary>{many}</summary>{invoices::shares(words, view.shares)}</details> }.into_fragment()
    } else {
        view! { <section><h2>{text.pays}</h2>{invoices::shares(words, view.shares)}</section> }.into_fragment()
    };
    let language = context.language;
    let of_plan = view.of_plan.map(|part| (text.of_plan)(part.first, part.last, part.of));
    let reductions = view.reductions.into_iter().map(|reduction| reduction::on_payment(language, reduction));
    let reductions = reductions.collect_view();
    let form = pay_form(words, view.invoices, view.amount, &view.amount_text, view.form_key, view.methods, view.hidden);
    let body = view! {
        {back(words, view.change_href.clone())}
        {changed}
        <h1>{text.title}</h1>
        {view.credit.map(|credit| credit::card(words, credit))}
        <section class="due">
            <h2>{text.amount}</h2>
            {crate::components::big(view.amount_text, ())}
            {of_plan.map(|said| view! { <p class="next">{said}</p> })}
            {left}
            <p><a class="more" href=view.change_href>{text.change}</a></p>
        </section>
        {reductions}
        {shares}
        {form}
    };
    shell(context, Section::Account, Island::None, text.title, body)
}
