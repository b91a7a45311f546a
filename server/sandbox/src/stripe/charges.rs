//! What was charged at Stripe, in the sandbox's own words.

use super::Records;
use super::units::{text, to_iso};
use crate::charges::{ChargeLine, Standing, Sums};
use crate::units::for_people;
use domain::payment::ProviderName;
use serde_json::json;

/// The line of a page; `None` while nothing has been charged there.
pub(super) fn line(records: &Records, page: &str) -> Option<ChargeLine> {
    let session = records.sessions.get(page)?;
    let charge = records.newest_charge(page).filter(|charge| charge.status != "failed")?;
    let disputes = records.disputes.iter().filter(|d| d.charge == charge.id && d.has_money());
    let disputed: i64 = disputes.map(|d| d.amount).sum();
    let code = session.code();
    let sums = Sums { amount: charge.amount, refunded: charge.refunded, disputed };
    Some(ChargeLine {
        provider: ProviderName::Stripe,
        payment: session.payment.clone(),
        session: session.id.clone(),
        reference: charge.intent.clone(),
        amount: json!(charge.amount),
        shown: for_people(&text(charge.amount, &code), &code),
        amount_minor: to_iso(charge.amount, &code),
        refunded_minor: to_iso(charge.refunded, &code),
        disputed_minor: to_iso(disputed, &code),
        state: Standing::of(charge.status == "pending", sums),
        at: charge.created,
        currency: code,
    })
}
