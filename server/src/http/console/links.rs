//! A debtor's links, from their page: make one, send one, take them back.

use super::{StaffSession, debtor};
use crate::http::error::Failure;
use crate::http::form::Fields;
use crate::http::pay::see_other;
use app::routes;
use app::views::console::debtor::DebtorDone;
use app::views::problem::Problem;
use axum::extract::{Path, RawForm};
use axum::response::Response;
use chrono::TimeDelta;
use domain::id::{DebtorId, LinkId};
use domain::link::{Link, LinkOrigin};
use services::ids::{AccessToken, TokenError};
use services::links;
use services::links::LINK_WORKS;
use sha2::{Digest, Sha256};
use store::links::by_token;
use uuid::Builder;

/// A form that was sent twice was sent twice within this span.
const TWICE_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// `POST /console/debtors/{id}/links`: the address is in this answer and nowhere else.
pub(super) async fn make(
    staff: StaffSession,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    let form_key = Fields::read(&body)?.form_key()?;
    let (state, now) = (&staff.state, staff.state.services.clock.now());
    let token = state.services.keys.made_link(staff.creditor.id, debtor.id, &form_key);
    let token = AccessToken::new(staff.creditor.code, token.map_err(|TokenError| Problem::BadRequest)?);
    let link = Link {
        creditor: staff.creditor.id,
        id: LinkId::new(state.services.ids.uuid(now)),
        debtor: debtor.id,
        invoice: None,
        pay_only: false,
        expires_at: now + LINK_WORKS,
        origin: LinkOrigin::Shown { maker: staff.who().name().to_owned() },
    };
    let new =
        links::make(&state.services.store, &state.services.ids, &staff.who(), (&debtor, &link), token.hash(), now)
            .await?;
    if !new {
        let before = by_token(&mut state.services.store.read().await?, staff.creditor.id, token.hash(), now).await?;
        // Who pressed twice sees the address in the answer that arrives; later nobody does.
        if before.is_none_or(|before| before.expires_at + TWICE_WITHIN < link.expires_at) {
            return Ok(see_other(&routes::console_debtor(debtor.id)));
        }
    }
    let url = state.services.base_url.join(&routes::link(token.reveal()));
    debtor::page(&staff, debtor, Some(DebtorDone::Made(url))).await
}

/// `POST /console/debtors/{id}/links/send`.
pub(super) async fn send(
    staff: StaffSession,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    let form_key = Fields::read(&body)?.form_key()?;
    if debtor.email.is_none() {
        return Err(Problem::BadRequest.into());
    }
    let (state, now) = (&staff.state, staff.state.services.clock.now());
    let link = link_of(debtor.id, &form_key);
    links::send(&state.services.store, &state.services.ids, &staff.who(), (&debtor, link), now + LINK_WORKS, now)
        .await?;
    state.services.wake.notify_one();
    Ok(see_other(&routes::with(routes::console_debtor(debtor.id), "sent", 1)))
}

/// The id of the link that a form sends: the same for a form sent twice.
fn link_of(debtor: DebtorId, form_key: &str) -> LinkId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(format!("{debtor}:{form_key}").as_bytes())[..16]);
    LinkId::new(Builder::from_custom_bytes(bytes).into_uuid())
}

/// `POST /console/debtors/{id}/links/revoke`: the link that is named, or all. Sessions they opened end at once.
pub(super) async fn revoke(
    staff: StaffSession,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    let fields = Fields::read(&body)?;
    let link = match fields.get("link") {
        "" => None,
        text => Some(text.parse::<LinkId>().map_err(|_| Problem::NotFound)?),
    };
    let state = &staff.state;
    links::revoke(&state.services.store, &state.services.ids, &staff.who(), &debtor, link, state.services.clock.now())
        .await?;
    Ok(see_other(&routes::with(routes::console_debtor(debtor.id), "revoked", 1)))
}
