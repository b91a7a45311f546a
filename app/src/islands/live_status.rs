//! Follows a payment while its page is open: when its state is no longer the one on the page, the
//! page is loaded again. Server-sent events; the browser connects again by itself. When the stream breaks off, the state
//! is asked for once, since a proxy may let an answer through where it holds a stream back. Once a form of the page is sent
//! nothing is loaded again: what the form has changed would overtake its own answer. It may have been sent before the script
//! was there, so the page is loaded a moment after the news.

#[cfg(feature = "hydrate")]
use crate::api::payments::PaymentAddress;
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// The line that says that the page is live. Without script: nothing (the page has a link).
#[island]
pub fn LiveStatus(
    language: Language,
    /// The payment and the token: see `PaymentAddress`.
    payment: String,
    r: Option<String>,
    /// What the page shows: see [`PaymentView::state_key`](crate::views::payment::PaymentView::state_key).
    seen: String,
) -> impl IntoView {
    let words = language.islands();
    let line = RwSignal::new(None::<bool>);
    #[cfg(feature = "hydrate")]
    browser::follow(PaymentAddress { id: payment, r }, seen, line);
    #[cfg(not(feature = "hydrate"))]
    let _ = (payment, r, seen);

    view! {
        <p class="live" role="status">
            {move || match line.get() {
                None => "",
                Some(true) => words.watching,
                Some(false) => words.lost,
            }}
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::api::Answer;
    use crate::api::payments::{PaymentAddress, StateKey, payment_state};
    use crate::islands::listener;
    use leptos::prelude::*;
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::Duration;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{EventSource, EventTarget, MessageEvent};

    /// How long the answer to a form that was sent has to come first.
    const MOMENT: Duration = Duration::from_millis(1_500);

    pub fn follow(payment: PaymentAddress, seen: String, line: RwSignal<Option<bool>>) {
        let Ok(source) = EventSource::new(&payment.stream_href()) else { return };
        line.set(Some(true));
        let (seen, leaving) = (Rc::new(seen), Rc::new(Cell::new(false)));
        if let Some(window) = web_sys::window() {
            let (source, leaving) = (source.clone(), Rc::clone(&leaving));
            listen(&window, "submit", move |_| {
                leaving.set(true);
                source.close();
            });
        }
        let told = {
            let (source, seen, leaving) = (source.clone(), Rc::clone(&seen), Rc::clone(&leaving));
            move |event: JsValue| {
                let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
                line.set(Some(true));
                if event.data().as_string().is_some_and(|state| state != *seen) {
                    source.close();
                    load_again(event.data(), Rc::clone(&leaving));
                }
            }
        };
        // The browser is already trying again; the next event says that it worked.
        let lost = move |_| {
            line.set(Some(false));
            let (payment, seen, leaving) = (payment.clone(), Rc::clone(&seen), Rc::clone(&leaving));
            leptos::task::spawn_local(async move {
                if let Ok(Answer(StateKey(state))) = payment_state(payment).await
                    && state != *seen
                {
                    load_again(JsValue::from_str(&state), leaving);
                }
            });
        };
        listen(&source, "state", told);
        listen(&source, "error", lost);
    }

    fn listen(source: &EventTarget, event: &str, then: impl Fn(JsValue) + 'static) {
        let _ = source.add_event_listener_with_callback(event, &listener(then));
    }

    /// Loads the page again, once for each state: what it was loaded for stays with the history
    /// entry, so a page that lags behind its stream is not loaded over and over.
    fn load_again(state: JsValue, leaving: Rc<Cell<bool>>) {
        set_timeout(
            move || {
                let Some(window) = web_sys::window().filter(|_| !leaving.get()) else { return };
                let Ok(history) = window.history() else { return };
                if history.state().is_ok_and(|before| before == state) {
                    return;
                }
                let _ = history.replace_state(&state, "");
                let _ = window.location().reload();
            },
            MOMENT,
        );
    }
}
