//! `/offers`.
use crate::portal::*;
use leptos::prelude::*;
macro_rules! minimal {
    ($($name:ident: $view:ty),*) => { $(
        /// Laid out in the next step.
        pub fn $name(frame: &Frame, _view: $view) -> impl IntoView + use<> {
            let title = frame.language.words().account.title;
            super::shell::shell(frame, super::shell::Here::Account, super::shell::Island::None, title, view! { <h1>{title}</h1> })
        }
    )* };
}
minimal!(offers: OffersView, plan_new: PlanNewView, extension_new: ExtensionNewView, promise_new: PromiseNewView, settlement_new: SettlementNewView, objection_new: ObjectionNewView, breathing_space: BreathingSpaceView, check: CheckView, code: CodeView, agreement: AgreementView, request: RequestView);
