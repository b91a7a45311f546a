//! `/offers`: everything that the debtor may choose today, and the ways on.

use super::account::confirm_href;
use super::agree::affairs;
use super::error::Failure;
use super::fields::delay_value;
use super::visit::{Pen, Visit};
use crate::offers::Affairs;
use app::domain::discount::Reduction;
use app::domain::id::InvoiceId;
use app::domain::money::Money;
use app::domain::offer::{Offer, OfferTerms};
use app::domain::policy::Granted;
use app::pages;
use app::portal::{OfferKind, OfferRow, OffersView, WaysOn};
use axum::response::Response;

/// `GET /offers`.
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let affairs = affairs(&visit).await?;
    let rows = affairs.offers().iter().filter_map(|offer| row(&visit.pen, &affairs, offer)).collect();
    let view = OffersView { offers: rows, ways: ways(&affairs) };
    Ok(visit.page(|frame| pages::offers(frame, view)))
}

/// The ways on, as far as something can be had there.
pub(super) fn ways(affairs: &Affairs) -> WaysOn {
    let offers = affairs.offers();
    let has = |wanted: fn(&OfferTerms) -> bool| offers.iter().any(|offer| wanted(&offer.terms));
    let way = |open: bool, path: &str| open.then(|| path.to_owned());
    let owes = affairs.owed.invoices.iter().any(|invoice| invoice.owed().is_positive() && !invoice.void);
    WaysOn {
        pay: way(owes, "/pay"),
        parts: way(has(|terms| matches!(terms, OfferTerms::Plan { .. })), "/plans/new"),
        time: way(has(|terms| matches!(terms, OfferTerms::Extension { .. })), "/extensions/new"),
        promise: way(has(|terms| matches!(terms, OfferTerms::Promise { .. })), "/promises/new"),
        wrong: None,
        rest: None,
    }
}

fn row(pen: &Pen, affairs: &Affairs, offer: &Offer) -> Option<OfferRow> {
    let (kind, href) = kind(pen, affairs, &offer.terms)?;
    Some(OfferRow {
        kind,
        reason: offer.reason,
        until: offer.until.map(|day| pen.date(day)),
        on_request: offer.granted == Granted::OnRequest,
        href,
    })
}

/// What is offered in writing, and where it is taken.
fn kind(pen: &Pen, affairs: &Affairs, terms: &OfferTerms) -> Option<(OfferKind, String)> {
    let number = |id: InvoiceId| {
        let found = affairs.owed.invoices.iter().find(|invoice| invoice.id == id);
        found.map_or_else(String::new, |invoice| invoice.number.clone())
    };
    let some = |amount: Money| amount.is_positive().then(|| pen.money(amount));
    Some(match *terms {
        OfferTerms::Discount { invoice, reduction, off, to_pay, .. } => {
            let percent = if let Reduction::Percent(percent) = reduction { Some(pen.percent(percent)) } else { None };
            let href = format!("{}&discount=1", confirm_href(to_pay.currency(), &[invoice]));
            let full = pen.money(to_pay.plus(off).ok()?);
            let (to_pay, off) = (pen.money(to_pay), pen.money(off));
            (OfferKind::Discount { number: number(invoice), full, to_pay, off, percent }, href)
        }
        OfferTerms::Settlement { invoice, percent, to_pay, written_off } => {
            let full = pen.money(to_pay.plus(written_off).ok()?);
            let kind = OfferKind::Settlement {
                number: number(invoice),
                full,
                to_pay: pen.money(to_pay),
                written_off: pen.money(written_off),
                percent: pen.percent(percent),
            };
            (kind, format!("/settlements/new?invoice={invoice}"))
        }
        OfferTerms::Plan { owed, most, each, cost, frequency } => {
            let invoices = affairs
                .debts
                .iter()
                .filter(|debt| debt.owed().is_some_and(|amount| amount.currency() == owed.currency()));
            let named: Vec<String> = invoices.map(|debt| format!("invoice={}", debt.invoice)).collect();
            let kind =
                OfferKind::Plan { owed: pen.money(owed), most, each: pen.money(each), cost: some(cost), frequency };
            (kind, format!("/plans/new?{}", named.join("&")))
        }
        OfferTerms::Extension { invoice, by, old_due, new_due, price, pay_now, lost_discount } => {
            let kind = OfferKind::Extension {
                number: number(invoice),
                by,
                old_due: pen.date(old_due),
                new_due: pen.date(new_due),
                price: some(price),
                pay_now: some(pay_now),
                lost_discount: some(lost_discount),
            };
            (kind, format!("/extensions/new?invoice={invoice}&by={}", delay_value(by)))
        }
        OfferTerms::Promise { owed, latest } => {
            let kind = OfferKind::Promise { owed: pen.money(owed), latest: pen.date(latest) };
            (kind, format!("/promises/new?currency={}", owed.currency()))
        }
    })
}
