//! Who is visiting: the session behind a cookie, whose matters it may see, and how to write to them.

use super::answer::{self, Known};
use super::error::Failure;
use crate::clock::Zone;
use crate::ids::{AccessToken, TokenHash};
use crate::locale::{self, Locale};
use crate::store::creditors::Creditor;
use crate::store::debtors::Debtor;
use crate::store::links::{self, Session, Visited};
use crate::wiring::House;
use app::portal::{self, Frame, Problem, Visitor};
use axum::extract::FromRequestParts;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::{Currency, Money};
use leptos::prelude::IntoView;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How amounts and dates are written for one visitor.
#[derive(Debug, Clone)]
pub struct Pen {
    /// The language of the words.
    pub language: Language,
    /// The country whose way of writing amounts is used.
    amounts: Locale,
    /// The same country, in the page's language: for dates.
    dates: Locale,
    zone: Zone,
}

impl Pen {
    /// For a debtor (or nobody in particular) of a creditor, in a language.
    #[must_use]
    pub fn new(creditor: &Creditor, debtor_locale: Option<&str>, language: Language) -> Self {
        let parse = |text: &str| text.parse::<Locale>().ok();
        let home = parse(&creditor.locale).unwrap_or(Locale::SPANISH);
        // A debtor's own country counts; a bare language takes the creditor's country.
        let own = debtor_locale.and_then(parse).filter(|locale| locale.country().is_some());
        let amounts = own.unwrap_or(home).at_home(creditor.currency);
        Self { language, amounts, dates: amounts.speaking(language.as_str()), zone: creditor.zone }
    }

    /// An amount as the visitor's country writes it.
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        locale::format_amount(self.amounts, amount)
    }

    /// Amounts of several currencies side by side (`$100.00 · US$5.00`), never added up; `None` when
    /// there is nothing in any of them.
    #[must_use]
    pub fn amounts(&self, by_currency: &BTreeMap<Currency, Money>) -> Option<String> {
        let written: Vec<String> =
            by_currency.values().filter(|amount| amount.is_positive()).map(|amount| self.money(*amount)).collect();
        (!written.is_empty()).then(|| written.join(" · "))
    }

    /// A percentage with its sign, the decimal sign as in amounts.
    #[must_use]
    pub fn percent(&self, percent: rust_decimal::Decimal) -> String {
        // The sign is the country's, whatever the currency.
        let sign = "USD".parse().map_or('.', |currency| self.style(currency).decimal);
        format!("{}\u{a0}%", percent.normalize().to_string().replace('.', &sign.to_string()))
    }

    /// How it writes them, for an island.
    #[must_use]
    pub fn style(&self, currency: Currency) -> AmountStyle {
        (*locale::amount_style(self.amounts, currency)).clone()
    }

    /// A day, in full.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        locale::format_date(self.dates, date)
    }

    /// A day, for lists.
    #[must_use]
    pub fn short(&self, date: Date) -> String {
        locale::format_date_short(self.dates, date)
    }

    /// The day of an instant in the creditor's zone, for lists.
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> String {
        self.short(self.zone.day_of(at))
    }

    /// Day and time of an instant in the creditor's zone.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        locale::format_datetime(self.dates, at, self.zone)
    }

    /// The BCP 47 tag of the page.
    #[must_use]
    pub fn tag(&self) -> String {
        self.dates.to_string()
    }
}

/// The creditor, as pages show it.
#[must_use]
pub fn shown(creditor: &Creditor) -> portal::Creditor {
    portal::Creditor {
        name: creditor.name.clone(),
        contact: creditor.contact_email.clone().or_else(|| creditor.contact_phone.clone()),
    }
}

/// A request with a live session.
pub struct Visit {
    /// The house.
    pub house: Arc<House>,
    /// The session and the link behind it.
    pub session: Session,
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub debtor: Debtor,
    /// How to write to them.
    pub pen: Pen,
    /// What day it is at the creditor's.
    pub today: Date,
    /// What surrounds the page.
    pub frame: Frame,
    /// A cookie with a fresh stamp, when the old one gets old.
    cookie: Option<HeaderValue>,
}

impl Visit {
    /// Only for sessions that may see the whole account.
    pub(super) fn whole(self) -> Result<Self, Failure> {
        if self.session.link.pay_only { Err(Problem::NotFound.into()) } else { Ok(self) }
    }

    /// A page for this visitor.
    pub(super) fn page<V: IntoView>(&self, build: impl FnOnce(&Frame) -> V) -> Response {
        self.page_with(StatusCode::OK, build)
    }

    /// A page for this visitor, with a status.
    pub(super) fn page_with<V: IntoView>(&self, status: StatusCode, build: impl FnOnce(&Frame) -> V) -> Response {
        let mut response = answer::page(&self.house, status, &self.frame, build);
        if let Some(cookie) = &self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        response
    }
}

impl FromRequestParts<Arc<House>> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Response> {
        match visit(house, &parts.headers, &parts.uri).await {
            Ok(visit) => {
                if let Some(known) = parts.extensions.get::<Known>() {
                    let _ = known.0.set(visit.frame.clone());
                }
                Ok(visit)
            }
            Err(failure) => Err(failure.into_response()),
        }
    }
}

/// A visit, or nobody we know: for pages that have something to show to either.
pub struct MaybeVisit(pub Option<Visit>);

impl FromRequestParts<Arc<House>> for MaybeVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Response> {
        if cookie_of(house, &parts.headers).is_none() {
            return Ok(Self(None));
        }
        Ok(Self(Visit::from_request_parts(parts, house).await.ok()))
    }
}

async fn visit(house: &Arc<House>, headers: &HeaderMap, _uri: &Uri) -> Result<Visit, Failure> {
    let now = house.clock.now();
    let ended = || Failure::from(Problem::SessionEnded);
    let value = cookie_of(house, headers).ok_or_else(ended)?;
    let cookie = house.keys.read_session_cookie::<AccessToken>(value, now).map_err(|_| ended())?;
    let creditor = house.store.creditor_of(cookie.token.creditor()).await?.ok_or_else(ended)?;
    let found = {
        let mut db = house.store.read().await?;
        links::visited(&mut db, creditor, cookie.token.hash(), now).await?
    };
    let Visited { session, creditor, debtor } = found.ok_or_else(ended)?;
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let chosen = session.language.as_deref().and_then(Language::of_tag);
    let own = debtor.locale.as_deref().filter(|_| !session.link.pay_only);
    // Somebody who pays for a debtor may speak another language: their browser says which.
    let language = Language::choose(chosen, own, accept.filter(|_| own.is_none()).or(Some(&creditor.locale)));
    let pen = Pen::new(&creditor, debtor.locale.as_deref(), language);
    let frame = Frame {
        language,
        tag: pen.tag(),
        creditor: Some(shown(&creditor)),
        visitor: if session.link.pay_only { Visitor::PayOnly } else { Visitor::Debtor },
        languages: Vec::new(),
        nonce: answer::nonce(house),
        assets: Arc::clone(&house.page_assets),
    };
    let fresh = cookie.stale.then(|| set_cookie(house, &house.keys.session_cookie(&cookie.token, now))).flatten();
    Ok(Visit {
        house: Arc::clone(house),
        today: creditor.zone.today(now),
        session,
        creditor,
        debtor,
        pen,
        frame,
        cookie: fresh,
    })
}

/// On a plain-http address (only this machine's own is allowed) browsers refuse `__Host-` cookies.
fn cookie_name(house: &House) -> &'static str {
    if house.base_url.is_secure() { "__Host-saldo" } else { "saldo" }
}

/// The session's cookie for a browser; `None` only if it held what no header may hold.
pub(super) fn set_cookie(house: &House, value: &str) -> Option<HeaderValue> {
    // Lax: Strict would lose the session on the way back from the provider.
    cookie(house, cookie_name(house), value, "Lax")
}

/// A cookie that no script reads and no other site sends along.
pub(super) fn cookie(house: &House, name: &str, value: &str, same_site: &str) -> Option<HeaderValue> {
    let secure = if house.base_url.is_secure() { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}")).ok()
}

/// Takes the cookie away.
pub(super) fn drop_cookie(house: &House) -> Option<HeaderValue> {
    set_cookie(house, "").and_then(|value| {
        let text = format!("{}; Max-Age=0", value.to_str().ok()?);
        HeaderValue::from_str(&text).ok()
    })
}

fn cookie_of<'a>(house: &House, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie_named(cookie_name(house), headers)
}

/// The value of a cookie in a request; an empty one is none.
pub(super) fn cookie_named<'a>(name: &str, headers: &'a HeaderMap) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// The session token in a request, if its stamp is right.
pub(super) fn token_in(house: &House, headers: &HeaderMap) -> Option<AccessToken> {
    Some(house.keys.read_session_cookie(cookie_of(house, headers)?, house.clock.now()).ok()?.token)
}

/// The hash of the session token in a request, if its stamp is right.
pub(super) fn token_of(house: &House, headers: &HeaderMap) -> Option<TokenHash> {
    token_in(house, headers).map(|token| token.hash())
}
