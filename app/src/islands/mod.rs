//! The only code that runs in a browser. Every page works without it.
//!
//! An island renders on the server what is true without script, and nothing that would be wrong if
//! script never came. Props are small. The plan simulator computes amounts with the domain's own code; the amount chooser
//! asks the server for them.
//!
//! They come to browsers in two modules, by the features `paying` (amount chooser, live status, copying a shared link) and
//! `planning` (plan simulator).

#[cfg(any(feature = "ssr", feature = "paying"))]
mod copy_share;
#[cfg(any(feature = "ssr", feature = "paying"))]
mod live_status;
#[cfg(any(feature = "ssr", feature = "paying"))]
mod pay_chooser;
#[cfg(any(feature = "ssr", feature = "planning"))]
mod plan_simulator;
#[cfg(any(feature = "ssr", feature = "planning"))]
pub mod simulator_input;

#[cfg(any(feature = "ssr", feature = "paying"))]
pub use copy_share::CopyShare;
#[cfg(any(feature = "ssr", feature = "paying"))]
pub use live_status::LiveStatus;
#[cfg(any(feature = "ssr", feature = "paying"))]
pub use pay_chooser::PayChooser;
#[cfg(any(feature = "ssr", feature = "planning"))]
pub use plan_simulator::PlanSimulator;

/// A listener for as long as the page: it is left by a full load. All have one type, since each would bring its glue.
#[cfg(all(feature = "hydrate", feature = "paying"))]
fn listener(then: impl Fn(wasm_bindgen::JsValue) + 'static) -> web_sys::js_sys::Function {
    use wasm_bindgen::JsCast;
    wasm_bindgen::closure::Closure::<dyn Fn(wasm_bindgen::JsValue)>::new(then).into_js_value().unchecked_into()
}
