//! The ports of [`app::api`], for a request and for the session that it has. Each method hands its form to the page's own
//! handler: what pays goes to [`pay`].

use super::error::Failure;
use super::session::DebtorSession;
use super::{access_links, agree, breathing_space, credit, dispute, pay, payment, preferences, quote};
use crate::http::state::AppState;
use app::api::access::Admission;
use app::api::agreements::Agreements;
use app::api::breathing_space::{BeginForm, BreathingSpace};
use app::api::disputes::Disputes;
use app::api::links::{Links, NewLinkForm};
use app::api::payments::{PayForm, PaymentAddress, PaymentStates, Payments, Quoted, StateKey, UseCreditForm};
use app::api::preferences::{LanguageForm, Preferences, RemindersForm, ShareForm};
use app::api::{Access, Debtor, Fields, Page, Reply, Upload, Visitor};
use app::views::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The port of a request.
pub(super) struct RequestPort {
    state: Arc<AppState>,
    parts: Parts,
}

impl RequestPort {
    pub(super) fn new(state: Arc<AppState>, parts: Parts) -> Self {
        Self { state, parts }
    }
}

impl Visitor for RequestPort {
    fn admit(&self, access: Access) -> Admission<'_> {
        Box::pin(async move {
            let session = async || DebtorSession::from_request_parts(&mut self.parts.clone(), &self.state).await;
            let session = match access {
                Access::Anyone => return Ok(None),
                Access::Payer => session().await?,
                Access::WholeAccount => session().await?.whole().map_err(IntoResponse::into_response)?,
            };
            let debtor: Arc<dyn Debtor> = Arc::new(SessionPort { session, headers: self.parts.headers.clone() });
            Ok(Some(debtor))
        })
    }

    fn refuse(&self) -> Response {
        Failure::from(Problem::BadRequest).into_response()
    }
}

impl Links for RequestPort {
    fn send_new_link(&self, form: NewLinkForm) -> Reply<'_, Page> {
        reply(access_links::send_new_link(&self.state, &self.parts, form))
    }
}

impl PaymentStates for RequestPort {
    fn payment_state(&self, of: PaymentAddress) -> Reply<'_, StateKey> {
        reply(payment::state(&self.state, &self.parts, of))
    }
}

/// The port of a session.
struct SessionPort {
    session: DebtorSession,
    headers: HeaderMap,
}

impl Payments for SessionPort {
    fn pay(&self, form: PayForm) -> Reply<'_, Page> {
        reply(pay::pay(&self.session, form))
    }

    fn use_credit(&self, form: UseCreditForm) -> Reply<'_, Page> {
        reply(credit::use_all(&self.session, form))
    }

    fn ask_quote(&self, form: Fields) -> Reply<'_, Quoted> {
        reply(quote::quote(&self.session, form))
    }
}

impl Agreements for SessionPort {
    fn make_plan(&self, form: Fields) -> Reply<'_, Page> {
        reply(agree::bind(agree::Form::Plan, &self.session, &self.headers, form))
    }

    fn extend(&self, form: Fields) -> Reply<'_, Page> {
        reply(agree::bind(agree::Form::Extension, &self.session, &self.headers, form))
    }

    fn promise(&self, form: Fields) -> Reply<'_, Page> {
        reply(agree::bind(agree::Form::Promise, &self.session, &self.headers, form))
    }

    fn settle(&self, form: Fields) -> Reply<'_, Page> {
        reply(agree::bind(agree::Form::Settlement, &self.session, &self.headers, form))
    }
}

impl Disputes for SessionPort {
    fn dispute(&self, form: Upload) -> Reply<'_, Page> {
        reply(dispute::make(&self.session, form.0))
    }
}

impl BreathingSpace for SessionPort {
    fn begin_breathing_space(&self, form: BeginForm) -> Reply<'_, Page> {
        reply(breathing_space::begin(&self.session, form))
    }
}

impl Preferences for SessionPort {
    fn set_language(&self, form: LanguageForm) -> Reply<'_, Page> {
        reply(preferences::set_language(&self.session, form))
    }

    fn set_reminders(&self, form: RemindersForm) -> Reply<'_, Page> {
        reply(preferences::set_reminders(&self.session, form))
    }

    fn share(&self, form: ShareForm) -> Reply<'_, Page> {
        reply(preferences::share(&self.session, form))
    }
}

fn reply<'a, T>(work: impl Future<Output = Result<Response, Failure>> + Send + 'a) -> Reply<'a, T> {
    Box::pin(async { work.await.into_response().into() })
}
