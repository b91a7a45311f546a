//! PayPal as the rest of the sandbox asks it.

use super::money_back::Back;
use super::sign::{CERT_NAME, ROOT_PEM, WebhookSigner};
use super::units::from_iso;
use super::{Books, Records, Sandbox, acts, api, call, charges, money_back, pages};
use crate::chance::Chance;
use crate::charges::ChargeLine;
use crate::deliver::Signer;
use crate::options::{Error, Options};
use crate::outcomes::{DisputeRequest, Ending, RefundRequest, Refusal};
use crate::state::Model;
use crate::units::exact;
use axum::Router;
use axum::http::header;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;

/// A part of what is signed where no webhook was agreed on.
const WEBHOOK_ID: &str = "WH-SALDO-SANDBOX";

impl Model for Records {
    const NAME: ProviderName = ProviderName::Paypal;
    const FAILURE: &'static str = r#"{"name":"INTERNAL_SERVER_ERROR","message":"An internal server error occurred.","debug_id":"5a1d05a1d0","links":[]}"#;

    fn new() -> Result<Self, Error> {
        Ok(Self::default())
    }

    fn api() -> Router<Sandbox> {
        Router::new()
            .route("/v1/oauth2/token", post(call::token))
            .route("/v2/checkout/orders", post(api::create_order))
            .route("/v2/checkout/orders/{id}", get(api::order))
            .route("/v2/checkout/orders/{id}/capture", post(api::capture_order))
            .route("/v2/payments/captures/{id}", get(api::capture))
            .route("/v2/payments/captures/{id}/refund", post(api::refund_capture))
            .route("/v2/payments/refunds/{id}", get(api::refund))
            .route("/v1/customer/disputes", get(api::list_disputes))
            .route("/v1/customer/disputes/{id}", get(api::dispute))
    }

    /// The certificates never misbehave: without them no callback could be believed.
    fn pages() -> Router<Sandbox> {
        let root = async || ([(header::CONTENT_TYPE, "application/x-pem-file")], ROOT_PEM);
        Router::new()
            .route("/checkoutnow", get(pages::show).post(pages::act))
            .route(&format!("/v1/notifications/certs/{CERT_NAME}"), get(api::certificate))
            .route("/_sandbox/root.pem", get(root))
    }

    fn signer(options: &Options, base: &str) -> Result<Box<dyn Signer>, Error> {
        Ok(Box::new(WebhookSigner::new(options.setting("PAYPAL_WEBHOOK_ID").unwrap_or(WEBHOOK_ID), base)?))
    }

    fn portal_settings(base: &str) -> Vec<(&'static str, String)> {
        vec![
            ("PAYPAL_CLIENT_ID", "sandbox".to_owned()),
            ("PAYPAL_CLIENT_SECRET", "sandbox-secret".to_owned()),
            ("PAYPAL_WEBHOOK_ID", WEBHOOK_ID.to_owned()),
            ("PAYPAL_API_BASE", base.to_owned()),
        ]
    }

    fn event_id(ids: &mut Chance) -> String {
        format!("WH-{}-{}", ids.capitals(17), ids.capitals(17))
    }

    fn page_of(&self, name: &str) -> Option<&str> {
        self.order_of(name)
    }

    fn charges(&self) -> Vec<ChargeLine> {
        self.made.iter().filter_map(|order| charges::line(self, order)).collect()
    }

    fn pay(
        books: &mut Books,
        page: &str,
        how: &str,
        ending: Ending,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, Refusal> {
        pages::pay(books, page, how, ending, now)
    }

    fn end_delayed(books: &mut Books, page: &str, paid: bool, now: DateTime<Utc>) -> Result<(), Refusal> {
        let capture = books.records.capture_of(page)?.id;
        acts::end_pending(books, &capture, paid, now)
    }

    fn refund(books: &mut Books, page: &str, request: &RefundRequest, now: DateTime<Utc>) -> Result<String, Refusal> {
        let capture = books.records.capture_of(page)?;
        let amount = exact(request.amount, &capture.currency, from_iso)?.unwrap_or(capture.left);
        let back = if request.reverse { Back::Reversal } else { Back::Refund };
        let id = money_back::give_back(books, &capture.id, amount, None, back, now)?;
        if request.fail {
            money_back::fail_refund(books, &id, now)?;
        }
        Ok(id)
    }

    fn dispute(books: &mut Books, page: &str, request: &DisputeRequest, now: DateTime<Utc>) -> Result<String, Refusal> {
        let capture = books.records.capture_of(page)?;
        let amount = exact(request.amount, &capture.currency, from_iso)?;
        money_back::dispute(books, &capture.id, amount, request.outcome, now)
    }
}

/// An order's capture.
struct CaptureOfOrder {
    id: String,
    /// What can still go back, in PayPal's smallest units.
    left: i64,
    /// ISO 4217.
    currency: String,
}

impl Records {
    fn capture_of(&self, order: &str) -> Result<CaptureOfOrder, Refusal> {
        let none = || Refusal::NotNow(format!("`{order}` has no capture"));
        let order = self.orders.get(order).ok_or_else(none)?;
        let capture = order.capture.as_ref().and_then(|id| self.captures.get(id)).ok_or_else(none)?;
        Ok(CaptureOfOrder { id: capture.id.clone(), left: capture.left(), currency: order.currency.clone() })
    }
}
