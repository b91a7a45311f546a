//! What was charged at PayPal, in the sandbox's own words.

use super::Records;
use super::units::{text, to_iso};
use crate::charges::{ChargeLine, Standing, Sums};
use crate::units::for_people;
use domain::payment::ProviderName;
use serde_json::json;

/// The line of an order; `None` while nothing has been captured.
pub(super) fn line(records: &Records, order: &str) -> Option<ChargeLine> {
    let order = records.orders.get(order)?;
    let capture = records.captures.get(order.capture.as_ref()?).filter(|capture| capture.status != "DECLINED")?;
    let disputes = records.disputes.iter().filter(|d| d.capture == capture.id && d.has_money());
    // A reversal and the dispute it belongs to take the same money, once.
    let disputed = disputes.map(|d| d.amount).sum::<i64>().max(capture.reversed);
    let code = &order.currency;
    let value = text(capture.amount, code);
    let sums = Sums { amount: capture.amount, refunded: capture.refunded, disputed };
    Some(ChargeLine {
        provider: ProviderName::Paypal,
        payment: order.payment().map(str::to_owned),
        session: order.id.clone(),
        reference: capture.id.clone(),
        currency: code.clone(),
        shown: for_people(&value, code),
        amount: json!(value),
        amount_minor: to_iso(capture.amount, code),
        refunded_minor: to_iso(capture.refunded, code),
        disputed_minor: to_iso(disputed, code),
        state: Standing::of(capture.status == "PENDING", sums),
        at: capture.created,
    })
}
