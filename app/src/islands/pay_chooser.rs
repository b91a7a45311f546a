//! The end of the form on `/pay`: its button, and with script what the choice comes to. It works out nothing itself: after every
//! change it asks the server, which answers as the page before paying will. When the page has been open for long and what is
//! owed has changed, it is loaded again with what was chosen.

use crate::api::payments::Quoted;
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::html::Div;
use leptos::prelude::*;

/// The live end of the form; stands inside it. Without script: just the button.
#[island]
pub fn PayChooser(
    language: Language,
    /// What the boxes come to as the page was made: a [`Quoted`] as text.
    quoted: String,
    /// The button's words while nothing is known of the form.
    go_on: String,
) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    let said = RwSignal::new(Quoted::default());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::watch(root, said, &quoted));
    #[cfg(not(feature = "hydrate"))]
    let _ = quoted;

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

#[cfg(feature = "hydrate")]
mod browser {
    use super::*;
    use crate::api::payments::ask_quote;
    use crate::api::{Answer, Fields};
    use crate::islands::listener;
    use crate::routes;
    use std::cell::Cell;
    use std::rc::Rc;
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlFormElement, HtmlInputElement};

    /// Who types is asked about only after a moment without a change.
    const PAUSE_MS: i32 = 250;
    /// After so long, what is owed may well have changed: by another payment, or since another day has begun.
    const LONG_MS: i64 = 10 * 60 * 1000;
    /// A page that is looked at again shows so soon what is owed now. By the clock, since no timer runs while a
    /// device sleeps.
    const LOOK_MS: i32 = 5 * 1000;

    /// Says what the form around the island comes to, now and after every change.
    pub fn watch(root: NodeRef<Div>, said: RwSignal<Quoted>, quoted: &str) {
        let Some(form) = root.get().and_then(|root| root.closest("form").ok()?) else { return };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
        let shown = Quoted::of_text(quoted);
        // The last change that was seen; an answer about one before it is late.
        let change = Rc::new(Cell::new(0_u32));
        let ask = {
            let (form, change, page) = (form.clone(), Rc::clone(&change), shown.page.clone());
            Rc::new(move || {
                let (asked, form, change, page) = (change.get(), form.clone(), Rc::clone(&change), page.clone());
                leptos::task::spawn_local(async move {
                    // Without network, or without a session by now, the page stays as it is.
                    let Ok(Answer(now)) = ask_quote(fields(&form)).await else { return };
                    if change.get() != asked {
                        return;
                    }
                    // Of several currencies the address can keep what is chosen in one: such a page stays, and is checked
                    // when it is sent.
                    if now.page != page
                        && document().query_selector_all("form.choose").is_ok_and(|forms| forms.length() == 1)
                    {
                        // To the same page, with what is chosen and typed.
                        form.set_action(routes::PAY);
                        let _ = form.submit();
                    }
                    said.set(now);
                });
            })
        };
        // What the server has refused stands at its field: it is not said again here, and goes with the first change.
        let told = form.query_selector(".error").ok().flatten();
        if told.is_none() {
            if inputs(&form)
                .all(|input| input.checked() == input.default_checked() && input.value() == input.default_value())
            {
                said.set(shown);
            } else {
                // The browser has kept what was chosen before.
                ask();
            }
        }
        let field = form.query_selector("[aria-invalid]").ok().flatten();
        let later = {
            let (ask, change, heard) = (Rc::clone(&ask), Rc::clone(&change), Cell::new(0));
            listener(move |_| {
                heard.set(heard.get() + 1);
                if heard.get() == change.get() {
                    ask();
                }
            })
        };
        let _ = form.add_event_listener_with_callback(
            "input",
            &listener(move |_| {
                if let Some(told) = &told {
                    told.remove();
                }
                if let Some(field) = &field {
                    let _ = field.remove_attribute("aria-invalid");
                }
                change.set(change.get() + 1);
                said.set(Quoted::default());
                let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&later, PAUSE_MS);
            }),
        );
        keep_fresh(move || ask());
    }

    /// Asks anew every ten minutes, while the page is looked at.
    fn keep_fresh(ask: impl Fn() + 'static) {
        let now = || web_sys::js_sys::Date::now() as i64;
        let asked_at = Cell::new(now());
        let look = listener(move |_| {
            if !document().hidden() && now() - asked_at.get() >= LONG_MS {
                asked_at.set(now());
                ask();
            }
        });
        let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&look, LOOK_MS);
    }

    fn inputs(form: &HtmlFormElement) -> impl Iterator<Item = HtmlInputElement> {
        let all = form.query_selector_all("input").ok();
        let count = all.as_ref().map_or(0, |all| all.length());
        (0..count).filter_map(move |n| all.as_ref()?.item(n)?.dyn_into().ok())
    }

    /// What the form would send.
    fn fields(form: &HtmlFormElement) -> Fields {
        let mut fields = Fields::default();
        for input in inputs(form) {
            if !matches!(input.type_().as_str(), "checkbox" | "radio") || input.checked() {
                fields.push(input.name(), &input.value());
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_as_it_was_written() {
        let refused = Quoted { note: "Escriba $50.00 o más".into(), refused: true, ..Quoted::default() };
        let told = Quoted { total: "$1,234.50".into(), note: String::new(), refused: false, page: "1f".into() };
        for quoted in [refused, told, Quoted::default()] {
            assert_eq!(Quoted::of_text(&quoted.to_string()), quoted);
        }
        assert_eq!(Quoted::of_text(""), Quoted::default());
    }
}
