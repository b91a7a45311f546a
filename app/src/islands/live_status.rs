//! Follows a payment while its page is open: when its state is no longer the one on the page, the
//! page is loaded again. Server-sent events; the browser connects again by itself.

use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// The line that says that the page is live. Without script: nothing (the page has a link).
#[island]
pub fn LiveStatus(
    language: Language,
    /// The event stream: its `state` events carry [`PaymentView::seen`](crate::portal::PaymentView::seen).
    href: String,
    /// What the page shows.
    seen: String,
) -> impl IntoView {
    let words = language.islands();
    let line = RwSignal::new(None::<bool>);
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(browser::follow(href, seen, line));
    #[cfg(not(feature = "hydrate"))]
    let _ = (href, seen);

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
    use futures::StreamExt;
    use gloo_net::eventsource::futures::EventSource;
    use leptos::prelude::*;
    use wasm_bindgen::JsValue;

    pub async fn follow(href: String, seen: String, line: RwSignal<Option<bool>>) {
        let Ok(mut source) = EventSource::new(&href) else { return };
        let Ok(mut states) = source.subscribe("state") else { return };
        line.set(Some(true));
        while let Some(heard) = states.next().await {
            let Ok((_, event)) = heard else {
                // The browser is already trying again; the next event says that it worked.
                line.set(Some(false));
                continue;
            };
            line.set(Some(true));
            if event.data().as_string().is_some_and(|state| state != seen) {
                load_again(&event.data());
                return;
            }
        }
    }

    /// Loads the page again, once for each state: what it was loaded for stays with the history
    /// entry, so a page that lags behind its stream is not loaded over and over.
    fn load_again(state: &JsValue) {
        let Some(window) = web_sys::window() else { return };
        let Ok(history) = window.history() else { return };
        if history.state().is_ok_and(|before| before == *state) {
            return;
        }
        let _ = history.replace_state(state, "");
        let _ = window.location().reload();
    }
}
