//! What comes off: on an invoice, and before paying.

use crate::components::{fact, kept};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// The price of an invoice, and what falls away with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceReduction {
    /// The kind.
    pub kind: ReductionKind,
    /// What it is without.
    pub full: String,
    /// What comes off, with its sign (`−$100.00`).
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid.
    pub to_pay: String,
    /// The last day; `None`: no end is in sight.
    pub until: Option<String>,
}

/// What comes off a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmReduction {
    /// The kind.
    pub kind: ReductionKind,
    /// What it would be without.
    pub full: String,
    /// What comes off in all, with its sign.
    pub off: String,
    /// What is paid with it.
    pub to_pay: String,
    /// The last day.
    pub until: String,
    /// Each invoice's part.
    pub rows: Vec<ReductionRow>,
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
    /// The invoice's number, or which instalment it is.
    pub what: String,
    /// Its sum without.
    pub full: String,
    /// What comes off, with its sign.
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid for it.
    pub to_pay: String,
}

/// What falls away with an invoice's price; the button that pays it stands at its sum.
pub fn on_invoice(language: Language, price: InvoiceReduction) -> Fragment {
    let text = &language.agreements().reduction;
    let (title, off) = names(language, price.kind);
    let off = price.percent.as_deref().map_or_else(|| off.to_owned(), |percent| (text.off_percent)(percent));
    view! {
        <section class="panel good">
            <h2>{title}</h2>
            <dl class="facts">
                {fact(text.full, price.full)}
                <div><dt>{off}</dt><dd>{price.off}</dd></div>
                {fact(text.to_pay, price.to_pay)}
            </dl>
            {price.until.map(|until| view! { <p>{(text.until)(&until)}</p> })}
        </section>
    }
    .into_fragment()
}

/// What it is called, and what comes off.
fn names(language: Language, kind: ReductionKind) -> (&'static str, &'static str) {
    let text = &language.agreements().reduction;
    match kind {
        ReductionKind::Discount | ReductionKind::Instalment => (text.title, text.off),
        ReductionKind::Settlement => (text.title_settlement, text.written_off),
    }
}

/// What comes off the payment on `/pay/confirm`.
pub fn on_payment(language: Language, view: ConfirmReduction) -> Fragment {
    let text = &language.agreements().reduction;
    let (title, off) = names(language, view.kind);
    let rows = (view.rows.len() > 1).then(|| {
        let rows = view.rows.iter().map(|row| {
            let percent = row.percent.clone().map(|percent| view! { <small>{(text.off_percent)(&percent)}</small> });
            view! { <tr><th scope="row">{kept(&row.what)}{percent}</th><td>{row.off.clone()}</td><td>{row.to_pay.clone()}</td></tr> }
        });
        view! { <table><tbody>{rows.collect_view()}</tbody></table> }
    });
    let percent = match view.rows.as_slice() {
        [row] => row.percent.as_deref().map(text.off_percent),
        _ => None,
    };
    let off = percent.unwrap_or_else(|| off.to_owned());
    let taken = match view.kind {
        ReductionKind::Discount | ReductionKind::Instalment => text.taken,
        ReductionKind::Settlement => text.taken_settlement,
    };
    view! {
        <section class="panel good">
            <h2>{title}</h2>
            <p>{taken}</p>
            <dl class="facts">
                {fact(text.full, view.full)}
                <div><dt>{off}</dt><dd>{view.off}</dd></div>
                {fact(text.to_pay, view.to_pay)}
            </dl>
            {rows}
            <p class="hint">{(text.until)(&view.until)}" "{text.holds}</p>
        </section>
    }
    .into_fragment()
}
