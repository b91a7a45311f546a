//! `/l/{token}`: says who asks, and has one button.

use super::view::GateView;
use crate::components::shell::{Section, shell};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// `GET /l/{token}`: who is asking, one button, nothing personal.
pub fn page(context: &PageContext, view: GateView) -> Html {
    let text = &context.language.pages().link;
    // Who asks stands above, with logo and name.
    let (title, more) = if view.pay_only { (text.gate_pay, text.gate_pay_more) } else { (text.gate, text.gate_more) };
    let body = view! {
        <section class="gate">
            <h1>{title}</h1>
            <p class="lead">{more}</p>
            <form method="post" action=view.action>
                <button class="button" type="submit">{text.go_on}</button>
            </form>
            <p class="hint">{text.gate_safe}</p>
        </section>
    };
    shell(context, Section::Elsewhere, Island::None, title, body)
}
