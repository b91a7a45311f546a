//! Stripe as the rest of the sandbox asks it.

use super::sign::Secret;
use super::units::from_iso;
use super::{Books, Records, Sandbox, acts, api, charges, money_back, pages};
use crate::chance::Chance;
use crate::charges::ChargeLine;
use crate::deliver::Signer;
use crate::options::{Error, Options};
use crate::outcomes::{DisputeRequest, Ending, RefundRequest, Refusal};
use crate::state::Model;
use crate::units::exact;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use std::collections::BTreeMap;

/// Signs callbacks where no secret was agreed on.
const WEBHOOK_SECRET: &str = "whsec_saldo_sandbox";

impl Model for Records {
    const NAME: ProviderName = ProviderName::Stripe;
    const FAILURE: &'static str = r#"{"error":{"type":"api_error","message":"The sandbox fails on purpose."}}"#;

    fn new() -> Result<Self, Error> {
        Self::empty()
    }

    fn api() -> Router<Sandbox> {
        Router::new()
            .route("/v1/checkout/sessions", post(api::create_session).get(api::list_sessions))
            .route("/v1/checkout/sessions/{id}", get(api::session))
            .route("/v1/checkout/sessions/{id}/expire", post(api::expire_session))
            .route("/v1/payment_intents/{id}", get(api::intent))
            .route("/v1/payment_intents/{id}/cancel", post(api::cancel_intent))
            .route("/v1/charges", get(api::list_charges))
            .route("/v1/charges/{id}", get(api::charge))
            .route("/v1/refunds", post(api::create_refund).get(api::list_refunds))
            .route("/v1/refunds/{id}", get(api::refund))
            .route("/v1/disputes", get(api::list_disputes))
            .route("/v1/disputes/{id}", get(api::dispute))
    }

    fn pages() -> Router<Sandbox> {
        Router::new()
            .route("/c/pay/{id}", get(pages::show).post(pages::act))
            .route("/vouchers/{id}", get(pages::voucher))
    }

    fn signer(options: &Options, _base: &str) -> Result<Box<dyn Signer>, Error> {
        Ok(Box::new(Secret(options.setting("STRIPE_WEBHOOK_SECRET").unwrap_or(WEBHOOK_SECRET).to_owned())))
    }

    fn portal_settings(base: &str) -> Vec<(&'static str, String)> {
        vec![
            ("STRIPE_SECRET_KEY", "sk_test_sandbox".to_owned()),
            ("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()),
            ("STRIPE_API_BASE", base.to_owned()),
        ]
    }

    fn event_id(ids: &mut Chance) -> String {
        format!("evt_{}", ids.letters(24))
    }

    fn page_of(&self, name: &str) -> Option<&str> {
        Self::page_of(self, name)
    }

    fn charges(&self) -> Vec<ChargeLine> {
        self.opened.iter().filter_map(|page| charges::line(self, page)).collect()
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
        acts::end_delayed(books, page, paid, now)
    }

    fn refund(books: &mut Books, page: &str, request: &RefundRequest, now: DateTime<Utc>) -> Result<String, Refusal> {
        if request.reverse {
            return Err(Refusal::Impossible("Stripe reverses nothing; use a dispute".to_owned()));
        }
        let charge = books.records.charge_of(page)?;
        let amount = exact(request.amount, &charge.currency, from_iso)?.unwrap_or(charge.left);
        let reason = Some("requested_by_customer".to_owned());
        let id = money_back::refund(books, &charge.id, amount, reason, BTreeMap::new(), now)?;
        if request.fail {
            money_back::fail_refund(books, &id, now)?;
        }
        Ok(id)
    }

    fn dispute(books: &mut Books, page: &str, request: &DisputeRequest, now: DateTime<Utc>) -> Result<String, Refusal> {
        let charge = books.records.charge_of(page)?;
        let amount = exact(request.amount, &charge.currency, from_iso)?;
        money_back::dispute(books, &charge.id, amount, request.outcome, now)
    }

    /// Stripe's API has no prefix of its own, so that any address may be meant for it.
    fn unknown_address(books: &mut Books, what: &str) -> Option<Response> {
        Some(api::unknown_address(books, what))
    }
}

/// A page's charge.
struct ChargeOfPage {
    id: String,
    /// What is left of it, in Stripe's units.
    left: i64,
    /// ISO 4217.
    currency: String,
}

impl Records {
    fn charge_of(&self, page: &str) -> Result<ChargeOfPage, Refusal> {
        let found = self.newest_charge(page).zip(self.sessions.get(page));
        let (charge, session) = found.ok_or_else(|| Refusal::NotNow(format!("`{page}` has no charge")))?;
        Ok(ChargeOfPage { id: charge.id.clone(), left: charge.amount - charge.refunded, currency: session.code() })
    }
}
