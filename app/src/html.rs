//! From a view to the text of an answer, and the script that wakes its islands.

use leptos::prelude::*;
use leptos::tachys::view::Position;

/// Bytes set aside for a page: an account with twenty invoices fits without growing.
const USUAL_PAGE: usize = 16 * 1024;

/// The page as HTML, doctype and all; at once, since a page waits for nothing.
///
/// Islands need an owner for their signals; it ends with the call. No shared context is needed:
/// nothing is streamed and islands get all they know as props.
pub fn render<V: IntoView>(page: impl FnOnce() -> V) -> String {
    Owner::new().with_cleanup(|| {
        let mut html = String::with_capacity(USUAL_PAGE);
        html.push_str("<!DOCTYPE html>");
        page().into_view().to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
        html
    })
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
