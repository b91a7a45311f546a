//! A page as text, and the script that wakes its islands.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;

/// Bytes set aside for a page: an account with twenty invoices fits without growing.
const USUAL_PAGE: usize = 16 * 1024;

/// Which islands a page has, and with them the script that starts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Island {
    /// None, and no script.
    None,
    /// Amount chooser, live state, copy and share.
    Paying,
    /// The plan's simulator.
    Planning,
}

/// A page as it is sent: the whole document, doctype and all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html {
    text: String,
    island: Island,
}

impl Html {
    /// Lays the document out at once, since a page waits for nothing.
    pub(crate) fn of(document: impl IntoView, island: Island) -> Self {
        debug_assert!(
            island == Island::None || Owner::current().is_some(),
            "a page with an island: see `with_islands`"
        );
        let mut text = String::with_capacity(USUAL_PAGE);
        text.push_str("<!DOCTYPE html>");
        lay_out(document, &mut text);
        Self { text, island }
    }

    /// Does it carry an inline script, which the Content-Security-Policy has to let through by its nonce?
    #[must_use]
    pub const fn has_script(&self) -> bool {
        match self.island {
            Island::None => false,
            Island::Paying | Island::Planning => true,
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}

/// A part of a page, already laid out as text.
pub(crate) type Fragment = InertElement;

/// Lays out a part of a page at once. Its type ends there: what the part stands in is compiled once for all contents, and
/// nothing is compiled of what Leptos could do with the part in a browser, where it never runs.
pub(crate) trait IntoFragment: IntoView {
    fn into_fragment(self) -> Fragment {
        let mut text = String::new();
        lay_out(self, &mut text);
        InertElement::new(text)
    }
}

impl<V: IntoView> IntoFragment for V {}

fn lay_out(view: impl IntoView, text: &mut String) {
    view.into_view().to_html_with_buf(text, &mut Position::FirstChild, true, false, Vec::new());
}

/// Lays out a page with islands: these need an owner for their signals, which ends with the call. No shared context is
/// needed: nothing is streamed and islands get all they know as props.
pub(crate) fn with_islands(page: impl FnOnce() -> Html) -> Html {
    Owner::new().with_cleanup(page)
}

/// The inline script of a page with islands: loads both halves and starts each island.
///
/// Leptos brings a longer one that also descends into islands within islands; ours stand alone.
/// Both halves are asked for at once. No preload links: a browser without script would follow them
/// for nothing. A browser that cannot load it shows the page as it is, which works.
#[must_use]
pub fn boot_script(js_path: &str, wasm_path: &str) -> String {
    format!(
        "const w=fetch({});import({}).then(m=>m.default({{module_or_path:w}}).then(()=>{{m.hydrate();\
         for(const e of document.querySelectorAll('leptos-island'))m[e.dataset.component]?.(e)}}))",
        quoted(wasm_path),
        quoted(js_path)
    )
}

/// A JavaScript string that cannot end the script it stands in.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('<', "\\u003c")
}
