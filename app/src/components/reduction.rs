//! What comes off: on an invoice, and before paying.

use crate::components::fact;
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceDiscount {
    /// What it is without.
    pub full: String,
    /// What comes off.
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid.
    pub to_pay: String,
    /// The last day.
    pub until: String,
    /// Pays it: `/pay/confirm?…&discount=1`.
    pub href: String,
}

/// What comes off a payment, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmReduction {
    /// Why.
    pub kind: ReductionKind,
    /// What it would be without.
    pub full: String,
    /// What comes off in all.
    pub off: String,
    /// What is paid with it.
    pub to_pay: String,
    /// The last day.
    pub until: String,
    /// Each invoice's part.
    pub rows: Vec<ReductionRow>,
    pub taken: bool,
    /// The same page with the other choice; `None`: there is no other.
    pub other_href: Option<String>,
}

/// Why something comes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReductionKind {
    /// An early-payment discount.
    Discount,
    /// A settlement: the rest is written off.
    Settlement,
    /// A discount on an instalment paid early.
    Instalment,
}

/// What comes off one invoice or instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReductionRow {
    /// The invoice's number.
    pub number: String,
    /// Its sum without.
    pub full: String,
    /// What comes off.
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid for it.
    pub to_pay: String,
}

/// A discount that an invoice can still earn, with the button that pays with it.
pub fn on_invoice(language: Language, discount: InvoiceDiscount) -> Fragment {
    let text = &language.agreements().reduction;
    let off = discount.percent.as_deref().map_or_else(|| text.off.to_owned(), |percent| (text.off_percent)(percent));
    view! {
        <section class="panel good">
            <h2>{text.title}</h2>
            <dl class="facts">
                {fact(text.full, discount.full)}
                <div><dt>{off}</dt><dd>"-"{discount.off}</dd></div>
                {fact(text.to_pay, discount.to_pay.clone())}
            </dl>
            <p>{(text.until)(&discount.until)}</p>
            <a class="button" href=discount.href>{(text.take)(&discount.to_pay)}</a>
        </section>
    }
    .into_fragment()
}

/// What comes off the payment on `/pay/confirm`, or could, with the way to the other choice.
pub fn on_payment(language: Language, view: ConfirmReduction) -> Fragment {
    let text = &language.agreements().reduction;
    let (title, off) = match view.kind {
        ReductionKind::Discount | ReductionKind::Instalment => (text.title, text.off),
        ReductionKind::Settlement => (text.title_settlement, text.written_off),
    };
    let rows = (view.rows.len() > 1).then(|| {
        let rows = view.rows.iter().map(|row| {
            let percent = row.percent.clone().map(|percent| view! { <small>{(text.off_percent)(&percent)}</small> });
            view! { <tr><th scope="row">{row.number.clone()}{percent}</th><td>"-"{row.off.clone()}</td><td>{row.to_pay.clone()}</td></tr> }
        });
        view! { <table><tbody>{rows.collect_view()}</tbody></table> }
    });
    let percent = match view.rows.as_slice() {
        [row] => row.percent.as_deref().map(text.off_percent),
        _ => None,
    };
    let off = percent.unwrap_or_else(|| off.to_owned());
    let taken = if view.taken { text.taken.to_owned() } else { (text.instead)(&view.full, &view.until) };
    let class = if view.taken { "panel good" } else { "panel" };
    let other = view.other_href.map(|href| {
        if view.taken {
            view! { <a class="more" href=href>{text.leave}</a> }.into_fragment()
        } else {
            view! { <a class="button" href=href>{(text.take)(&view.to_pay)}</a> }.into_fragment()
        }
    });
    let lasts = view.taken.then(|| view! { <p class="hint">{(text.until)(&view.until)}" "{text.holds}</p> });
    view! {
        <section class=class>
            <h2>{title}</h2>
            <p>{taken}</p>
            <dl class="facts">
                {fact(text.full, view.full)}
                <div><dt>{off}</dt><dd>"-"{view.off}</dd></div>
                {fact(text.to_pay, view.to_pay)}
            </dl>
            {rows}
            {lasts}
            {other}
        </section>
    }
    .into_fragment()
}
