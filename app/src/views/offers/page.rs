//! `/offers`: what can be chosen today, and what to do first on `/`.

use super::view::OffersView;
use crate::components::offer_group::{OfferCard, OfferGroup, card};
use crate::components::offers::{OfferKind, OfferRow};
use crate::components::shell::{Section, shell};
use crate::components::{actions, back};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: OffersView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.offer;
    let lead = if view.offers.is_empty() { text.none } else { text.lead };
    // What has a card has its figures there.
    let mut ways = view.ways;
    for offer in &view.offers {
        match offer {
            OfferCard::Plan { .. } => ways.parts = None,
            OfferCard::One(OfferRow { kind: OfferKind::Plan { .. }, .. }) => ways.parts = None,
            OfferCard::One(OfferRow { kind: OfferKind::Promise { .. }, .. }) => ways.promise = None,
            OfferCard::One(OfferRow { kind: OfferKind::Extension { .. }, .. })
            | OfferCard::Many(OfferGroup::Extensions { .. }) => ways.time = None,
            OfferCard::One(OfferRow { kind: OfferKind::Discount { .. } | OfferKind::Settlement { .. }, .. })
            | OfferCard::Many(OfferGroup::Discounts { .. } | OfferGroup::Settlements { .. }) => {}
        }
    }
    let cards = view.offers.into_iter().map(|offer| card(language, offer));
    let body = view! {
        {back(language.pages(), routes::ACCOUNT.to_owned())}
        <h1>{text.title}</h1>
        <p class="lead">{lead}</p>
        {cards.collect_view()}
        {actions::section(language, words.ways.other, ways)}
    };
    shell(context, Section::Account, Island::None, text.title, body)
}
