//! The end of the form on `/pay`: its button, and while invoices are ticked and an amount is typed,
//! the total and what to correct. Decides with `Choice::new` and `AmountStyle::parse`, as the
//! server will. When the page has been open for long it asks what is owed now, and loads the page again with what was
//! chosen if that has changed.

#[cfg(feature = "hydrate")]
use crate::api::payments::Payable;
use crate::api::payments::Tickable;
use crate::i18n::Texts as _;
use domain::format::AmountStyle;
#[cfg(any(test, feature = "hydrate"))]
use domain::invoice::OpenInvoice;
use domain::language::Language;
#[cfg(any(test, feature = "hydrate"))]
use domain::money::Money;
use leptos::html::Div;
use leptos::prelude::*;

/// What the form says at this moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalText {
    total: String,
    note: String,
    refused: bool,
}

/// The live end of the form; stands inside it. Without script: just the button.
#[island]
pub fn PayChooser(
    language: Language,
    style: AmountStyle,
    /// The least that can be paid, in minor units.
    min: i64,
    /// The invoices that can be ticked, in the order of their boxes: see [`Tickable`].
    invoices: Vec<Tickable>,
    /// The button's words while nothing is known of the form.
    go_on: String,
) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let said = RwSignal::new(TotalText::default());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let shown = Payable { min, invoices: invoices.clone() };
        browser::watch(root, said, language, style.clone(), &shown);
        browser::keep_fresh(root, style.currency, shown);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (style, min, invoices);

    let words = language.islands();
    let label = move || {
        let total = said.read().total.clone();
        if total.is_empty() { go_on.clone() } else { (words.go_on_with)(&total) }
    };
    view! {
        <div class="pay-bar" class:refused=move || said.read().refused node_ref=root>
            <p class="pay-note" role="status">{move || said.read().note.clone()}</p>
            <button class="button" type="submit">{label}</button>
        </div>
    }
}

/// What the choice comes to. `amount` is what was typed, when another amount is wanted.
#[cfg(any(test, feature = "hydrate"))]
fn total_text(
    language: Language,
    style: &AmountStyle,
    min: Money,
    chosen: &[OpenInvoice],
    amount: Option<&str>,
) -> TotalText {
    use crate::i18n::errors;
    use domain::allocation::Choice;
    use domain::money::MoneyError;

    let refused = |note| TotalText { total: String::new(), note, refused: true };
    let typed = match amount.map(|typed| style.parse(typed)).transpose() {
        Ok(typed) => typed,
        // Nothing typed yet is no mistake yet.
        Err(MoneyError::NotAnAmount(typed)) if typed.trim().is_empty() => return TotalText::default(),
        Err(error) => return refused(errors::amount(language, &error, style)),
    };
    let total = match Choice::total_of(chosen, typed, min) {
        Ok(total) => total,
        Err(error) => return refused(errors::choice(language, &error, style)),
    };
    let left = Money::total(style.currency, chosen.iter().map(|i| i.balance)).and_then(|all| all.minus(total));
    let note = match left {
        Ok(left) if left.is_positive() => (language.islands().left_of_chosen)(&errors::written(left, style)),
        // In a long list nobody counts the boxes.
        _ if chosen.len() > 1 => (language.islands().chosen)(chosen.len()),
        _ => String::new(),
    };
    TotalText { total: errors::written(total, style), note, refused: false }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::*;
    use crate::api::Answer;
    use crate::api::payments::{PayableForm, ask_payable};
    use crate::islands::listener;
    use crate::routes;
    use domain::date::Date;
    use domain::id::InvoiceId;
    use domain::money::Currency;
    use std::cell::Cell;
    use uuid::Uuid;
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlFormElement, HtmlInputElement};

    /// Listens to the form around the island and says what it comes to, now and at every change.
    pub fn watch(
        root: NodeRef<Div>,
        said: RwSignal<TotalText>,
        language: Language,
        style: AmountStyle,
        shown: &Payable,
    ) {
        let Some(form) = form_of(root) else { return };
        let min = Money::new(shown.min, style.currency);
        // What is on hold is paid only by an amount that is typed.
        let open = |with_on_hold: bool| -> Vec<OpenInvoice> {
            shown.invoices.iter().zip(0..).filter_map(|(i, n)| known(*i, n, with_on_hold, &style)).collect()
        };
        let (asked, whole) = (open(false), open(true));
        let reader = form.clone();
        let read = move || {
            let typed = typed(&reader);
            let open = if typed.is_some() { &whole } else { &asked };
            said.set(total_text(language, &style, min, &ticked(&reader, open), typed.as_deref()));
        };
        // What the server has refused stands at its field: it is not said again here, and goes with the first change.
        let told = form.query_selector(".error").ok().flatten();
        if told.is_none() {
            read();
        }
        let field = form.query_selector("[aria-invalid]").ok().flatten();
        let _ = form.add_event_listener_with_callback(
            "input",
            &listener(move |_| {
                if let Some(told) = &told {
                    told.remove();
                }
                if let Some(field) = &field {
                    let _ = field.remove_attribute("aria-invalid");
                }
                read();
            }),
        );
    }

    fn form_of(root: NodeRef<Div>) -> Option<HtmlFormElement> {
        root.get()?.closest("form").ok()??.dyn_into().ok()
    }

    /// After so long, what is owed may well have changed: by another payment, or since another day has begun.
    const LONG_MS: i64 = 10 * 60 * 1000;
    /// A page that is looked at again shows so soon what is owed now. By the clock, since no timer runs while a
    /// device sleeps.
    const LOOK_MS: i32 = 5 * 1000;

    /// Asks for a fresh quote every ten minutes, while the page is looked at.
    pub fn keep_fresh(root: NodeRef<Div>, currency: Currency, shown: Payable) {
        // Of several currencies the address can keep what is chosen in one: such a page stays, and is checked when it
        // is sent.
        if document().query_selector_all("form.choose").map_or(0, |forms| forms.length()) != 1 {
            return;
        }
        let now = || web_sys::js_sys::Date::now() as i64;
        let asked_at = Cell::new(now());
        let look = listener(move |_| {
            if document().hidden() || now() - asked_at.get() < LONG_MS {
                return;
            }
            asked_at.set(now());
            let shown = shown.clone();
            leptos::task::spawn_local(async move {
                // Without network, or without a session by now, the page stays as it is.
                if let Ok(Answer(now)) = ask_payable(PayableForm { currency }).await
                    && now != shown
                    && let Some(form) = form_of(root)
                {
                    // To the same page, with what is chosen and typed.
                    form.set_action(routes::PAY);
                    let _ = form.submit();
                }
            });
        });
        let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&look, LOOK_MS);
    }

    /// The invoice as the domain takes it; its place stands for its id.
    fn known(
        (due, asked, on_hold): Tickable,
        place: u128,
        with_on_hold: bool,
        style: &AmountStyle,
    ) -> Option<OpenInvoice> {
        let due = Date::from_num_days_from_ce_opt(due)?;
        let on_hold = if with_on_hold { on_hold } else { 0 };
        let balance = Money::new(asked.checked_add(on_hold)?, style.currency);
        Some(OpenInvoice::new(InvoiceId::new(Uuid::from_u128(place)), due, balance))
    }

    fn ticked(form: &HtmlFormElement, invoices: &[OpenInvoice]) -> Vec<OpenInvoice> {
        let Ok(boxes) = form.query_selector_all("input[name=invoice]") else { return Vec::new() };
        let ticked = |n| boxes.item(n).and_then(|b| b.dyn_into::<HtmlInputElement>().ok()).is_some_and(|b| b.checked());
        invoices.iter().zip(0..).filter(|(_, n)| ticked(*n)).map(|(invoice, _)| *invoice).collect()
    }

    fn typed(form: &HtmlFormElement) -> Option<String> {
        form.query_selector("input[name=how][value=part]:checked").ok().flatten()?;
        let field = form.query_selector("input[name=amount]").ok().flatten()?;
        Some(field.dyn_into::<HtmlInputElement>().ok()?.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date::Date;
    use domain::id::InvoiceId;
    use uuid::Uuid;

    #[test]
    fn says_the_total_what_is_left_and_what_to_correct() {
        let currency = "MXN".parse().expect("a currency");
        let style = AmountStyle {
            currency,
            prefix: "$".into(),
            suffix: String::new(),
            decimal: '.',
            group: ',',
            group_from: 4,
        };
        let due = Date::from_ymd_opt(2026, 3, 1).expect("a day");
        let open = |n, minor| OpenInvoice::new(InvoiceId::new(Uuid::from_u128(n)), due, Money::new(minor, currency));
        let two = [open(1, 100_000), open(2, 23_450)];
        let said = |chosen: &[OpenInvoice], amount| {
            total_text(Language::Es, &style, Money::new(5_000, currency), chosen, amount)
        };
        let both = TotalText { total: "$1,234.50".into(), note: "2 facturas elegidas".into(), refused: false };
        assert_eq!(said(&two, None), both);
        assert_eq!(said(&two[1..], None).note, "");
        assert_eq!(
            said(&two, Some("1,000")),
            TotalText {
                total: "$1,000.00".into(),
                note: "De lo elegido quedarán $234.50 por pagar.".into(),
                refused: false
            }
        );
        assert_eq!(said(&two, Some(" ")), TotalText::default());
        assert_eq!(said(&two, Some("12")).note, "Escriba $50.00 o más");
        assert_eq!(said(&two, Some("2000")).note, "Escriba $1,234.50 o menos; es todo lo que queda de lo elegido");
        assert_eq!(said(&two, Some("mil")).note, "Escriba la cantidad solo con números, por ejemplo 1,234.50");
        assert_eq!(said(&[], None).note, "Elija al menos una factura");
    }
}
