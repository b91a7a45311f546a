//! Who a firm is, where to ask it and how it handles personal data; and its logo. Open to anybody: mails, gates and pages lead
//! here, and nothing of a debtor's is in it.

use super::error::{Failure, PageStatus};
use super::html;
use super::session::{MaybeDebtorSession, creditor_view, spoken};
use crate::http::state::AppState;
use app::context::PageContext;
use app::routes;
use app::views;
use app::views::contact::ContactView;
use app::views::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use domain::creditor::Creditor;
use domain::creditor_code::CreditorCode;
use domain::language::Language;
use std::sync::Arc;
use store::{branding, creditors};

async fn firm(state: &AppState, code: &str) -> Result<Creditor, Failure> {
    let code: CreditorCode = code.parse().map_err(|_| Problem::NotFound)?;
    let found = creditors::by_code(&mut state.services.store.read().await?, code).await?;
    Ok(found.ok_or(Problem::NotFound)?)
}

/// `GET /contact/{code}`.
pub(super) async fn show(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    headers: HeaderMap,
    uri: Uri,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let creditor = firm(&state, &code).await?;
    let texts = branding::privacy_texts(&mut state.services.store.read().await?, creditor.id).await?;
    let view = |language: Language| ContactView {
        email: creditor.contact_email.clone(),
        telephone: creditor.contact_phone.clone(),
        privacy: spoken(&texts, &creditor, language),
    };
    // Whoever has an account of this firm open keeps its way back.
    if let Some(session) = session.filter(|session| session.creditor.id == creditor.id) {
        return Ok(session.page(|context| views::contact::page(context, view(context.language))));
    }
    let stranger = html::stranger(&state, &headers, &uri);
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let known = html::asked_language(&uri).or_else(|| accept.and_then(Language::accepted));
    let language = Language::choose(known, Some(&creditor.locale), None);
    let context = PageContext {
        language,
        tag: language.as_str().to_owned(),
        creditor: Some(creditor_view(&creditor, language)),
        languages: html::languages(&routes::contact(creditor.code)),
        ..stranger
    };
    Ok(html::page(&state, PageStatus::Found, &context, |context| views::contact::page(context, view(language))))
}

/// `GET /contact/{code}/logo/{digest}`: a picture of our own drawing, and nothing that a browser could run.
pub(super) async fn logo(
    State(state): State<Arc<AppState>>,
    Path((code, digest)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let creditor = firm(&state, &code).await?;
    let png = branding::logo(&mut state.services.store.read().await?, creditor.id, &digest).await?;
    let mut response = png.ok_or(Problem::NotFound)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    // The address changes with the bytes.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
