//! What every answer carries, and what no request may do: security headers, and the refusal of
//! changes that come from somewhere else.

use super::error::Failure;
use crate::http::state::AppState;
use app::routes;
use app::views::problem::Problem;
use axum::extract::{Request, State};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Every change comes from a page of ours: `Sec-Fetch-Site: same-origin`, or an `Origin` that is
/// ours; where something on the way has taken both off, a `Referer` that is. A request with none is foreign. Callbacks are exempt, since they are signed; so is
/// the end of reminders, which mail programs send from nowhere, and which a signed value allows and nothing else.
pub(super) async fn same_origin(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    if reads
        || path.starts_with("/webhooks/")
        || path == routes::REMINDERS_OFF
        || is_ours(request.headers(), state.services.base_url.origin())
    {
        return next.run(request).await;
    }
    Failure::from(Problem::ForeignOrigin).into_response()
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    // Both, where both are there: an old browser sends only Origin, a scanner neither.
    let said = headers.get(header::ORIGIN).map(|value| value.as_bytes() == origin.as_bytes());
    let fetched = headers.get(SEC_FETCH_SITE).map(|value| value.as_bytes() == b"same-origin");
    match (said, fetched) {
        // A page can make a browser leave the address of itself out, never say another.
        (None, None) => headers.get(header::REFERER).is_some_and(|from| is_below(from.as_bytes(), origin.as_bytes())),
        (said, fetched) => said.unwrap_or(true) && fetched.unwrap_or(true),
    }
}

/// Is this the address of a page of that origin?
fn is_below(address: &[u8], origin: &[u8]) -> bool {
    address.strip_prefix(origin).is_some_and(|path| path.is_empty() || path.starts_with(b"/"))
}

/// Headers for every answer, pages and files alike. Pages get their Content-Security-Policy where
/// they are made, since it names their nonce.
pub(super) async fn headers(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Addresses hold tokens: not even our own files are told which page asks for them. The origin of a form stays.
    set(header::REFERRER_POLICY, "strict-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    );
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    set(header::CACHE_CONTROL, "no-store");
    if state.services.base_url.is_secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_change_things() {
        let ours = "https://pay.example";
        let case = |origin: Option<&'static str>, site: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            if let Some(site) = site {
                headers.insert(SEC_FETCH_SITE, HeaderValue::from_static(site));
            }
            is_ours(&headers, ours)
        };
        assert!(case(Some(ours), Some("same-origin")));
        assert!(case(Some(ours), None));
        assert!(case(None, Some("same-origin")));
        for (origin, site) in [
            (None, None),
            (Some("null"), None),
            (Some("null"), Some("same-origin")),
            (Some("https://evil.example"), None),
            (Some("https://evil.example"), Some("same-origin")),
            (Some("https://pay.example.evil.example"), None),
            (Some("http://pay.example"), None),
            (Some(ours), Some("cross-site")),
            (Some(ours), Some("same-site")),
            (None, Some("none")),
            (None, Some("cross-site")),
        ] {
            assert!(!case(origin, site), "{origin:?} {site:?}");
        }
    }

    // A proxy or an old browser takes Origin off: what is left of Sec-Fetch-Site and Referer says enough, or it is refused.
    #[test]
    fn without_origin_the_page_before_may_say_that_it_is_ours() {
        let case = |referer: Option<&'static str>, origin: Option<&'static str>, site: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            let said = [(header::REFERER, referer), (header::ORIGIN, origin), (SEC_FETCH_SITE, site)];
            for (name, value) in said {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            is_ours(&headers, "https://pay.example")
        };
        let ours = Some("https://pay.example/l/abc");
        assert!(case(ours, None, None) && case(Some("https://pay.example"), None, None));
        assert!(case(ours, None, Some("same-origin")));
        for referer in [
            "https://pay.example.evil.example/",
            "https://pay.example@evil.example/",
            "https://pay.example:8443/",
            "http://pay.example/",
            "https://evil.example/https://pay.example/",
            "",
        ] {
            assert!(!case(Some(referer), None, None), "{referer}");
        }
        // It never makes up for what another header says.
        for (origin, site) in [
            (Some("null"), None),
            (Some("https://evil.example"), None),
            (None, Some("cross-site")),
            (None, Some("same-site")),
            (None, Some("none")),
            (Some("https://pay.example"), Some("cross-site")),
        ] {
            assert!(!case(ours, origin, site), "{origin:?} {site:?}");
        }
        assert!(!case(None, None, None));
    }
}
