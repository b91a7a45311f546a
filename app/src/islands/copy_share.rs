//! Copies a link, or hands it to the telephone's own "share"; or copies the number of a voucher.

use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// Two buttons; without script: nothing (what is copied stands beside it, and can be copied by hand).
#[island]
pub fn CopyShare(
    language: Language,
    /// The link, or the number.
    text: String,
    /// What the share sheet calls a link; a number is not shared.
    title: Option<String>,
) -> impl IntoView {
    let words = language.islands();
    let (label, copied, by_hand, class) = match title {
        Some(_) => (words.copy, words.copied, words.copy_by_hand, "button"),
        None => (words.copy_number, words.number_copied, words.copy_number_by_hand, "button quiet"),
    };
    let is_link = title.is_some();
    let (can_copy, can_share) = (RwSignal::new(false), RwSignal::new(false));
    let said = RwSignal::new("");
    let link = StoredValue::new((text, title.unwrap_or_default()));
    // Set after hydration, so that the first rendering equals the server's.
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        can_copy.set(browser::can("clipboard"));
        can_share.set(is_link && browser::can("share"));
    });
    let copy = move |_| {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy(&link.read_value().0).await;
            said.set(if is_copied { copied } else { by_hand });
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
    let _ = (link, copied, by_hand, is_link);
    view! {
        <div class="actions">
            <button class=class type="button" hidden=move || !can_copy.get() on:click=copy>
                {label}
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
