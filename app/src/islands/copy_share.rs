//! Copies a link, or hands it to the telephone's own "share".

use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// Two buttons; without script: nothing (the link stands in a field that can be copied by hand).
#[island]
pub fn CopyShare(
    language: Language,
    /// The link.
    url: String,
    /// What the share sheet calls it.
    title: String,
) -> impl IntoView {
    let words = language.islands();
    let (can_copy, can_share) = (RwSignal::new(false), RwSignal::new(false));
    let said = RwSignal::new("");
    let link = StoredValue::new((url, title));
    // Set after hydration, so that the first rendering equals the server's.
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        can_copy.set(browser::can("clipboard"));
        can_share.set(browser::can("share"));
    });
    let copy = move |_| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            let copied = browser::copy(&link.read_value().0).await;
            said.set(if copied { words.copied } else { words.copy_by_hand });
        });
    };
    let share = move |_| {
        #[cfg(feature = "hydrate")]
        {
            let (url, title) = link.get_value();
            browser::share(&url, &title);
        }
    };
    #[cfg(not(feature = "hydrate"))]
    let _ = link;
    view! {
        <div class="actions">
            <button class="button" type="button" hidden=move || !can_copy.get() on:click=copy>
                {words.copy}
            </button>
            <button class="button quiet" type="button" hidden=move || !can_share.get() on:click=share>
                {words.share}
            </button>
        </div>
        <p class="live" role="status">{move || said.get()}</p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    /// Does this browser have it? Neither exists everywhere, nor outside a secure context.
    pub fn can(what: &str) -> bool {
        web_sys::window().is_some_and(|window| {
            let navigator: JsValue = window.navigator().into();
            leptos::web_sys::js_sys::Reflect::get(&navigator, &JsValue::from_str(what)).is_ok_and(|v| !v.is_undefined())
        })
    }

    pub async fn copy(url: &str) -> bool {
        let Some(window) = web_sys::window() else { return false };
        JsFuture::from(window.navigator().clipboard().write_text(url)).await.is_ok()
    }

    pub fn share(url: &str, title: &str) {
        let Some(window) = web_sys::window() else { return };
        let data = web_sys::ShareData::new();
        data.set_url(url);
        data.set_title(title);
        // Nothing follows from whether it was shared.
        drop(window.navigator().share_with_data(&data));
    }
}
