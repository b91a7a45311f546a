//! A debtor with a browser and patience: opens the link, chooses, pays, and presses again when
//! nothing comes.

use crate::chance::Chance;
use crate::provider::Provider;
use reqwest::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use serde_json::json;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// How often somebody presses again before they give up.
const TRIES: u32 = 150;
/// How long they wait before they do.
const PAUSE: Duration = Duration::from_millis(100);

/// The portal, as browsers reach it.
pub struct StaffAccess {
    http: reqwest::Client,
    /// Every process of the portal; each request goes to the next.
    portals: Vec<String>,
    /// The address in the browser's bar.
    base: String,
    turn: AtomicUsize,
    /// How often something was sent again because no good answer came.
    pub retries: AtomicU64,
    /// How often a provider could not be reached and a payment was begun anew.
    pub restarts: AtomicU64,
}

/// What a debtor does at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Card,
    /// Declined first, then with another card.
    SecondCard,
    Voucher,
    Paypal,
    /// Approved, and the browser closed: only the callback or the reconciler can take the money.
    PaypalCloses,
    /// PayPal looks at it for a while.
    PaypalReview,
    /// Presses the button twice.
    Twice,
    /// Pays, and presses "cancel" on a page that was still open.
    PaysThenCancels,
    /// Leaves the provider's page and cancels.
    Leaves,
    /// Approves, leaves, and cancels: paid or not, both sides must say the same.
    ApprovesThenCancels,
}

impl Way {
    /// Somebody's way, as often as it is likely.
    pub fn drawn(chance: &mut Chance) -> Self {
        match chance.below(100) {
            0..42 => Self::Card,
            42..46 => Self::SecondCard,
            46..54 => Self::Voucher,
            54..70 => Self::Paypal,
            70..76 => Self::PaypalCloses,
            76..80 => Self::PaypalReview,
            80..86 => Self::Twice,
            86..91 => Self::PaysThenCancels,
            91..96 => Self::Leaves,
            _ => Self::ApprovesThenCancels,
        }
    }

    const fn method(self) -> &'static str {
        match self {
            Self::Card | Self::SecondCard | Self::Voucher | Self::Twice | Self::PaysThenCancels | Self::Leaves => {
                "stripe"
            }
            Self::Paypal | Self::PaypalCloses | Self::PaypalReview | Self::ApprovesThenCancels => "paypal",
        }
    }

    /// Must it end as paid? `None`: either is right, if both sides agree.
    pub const fn must_be_paid(self) -> Option<bool> {
        match self {
            Self::Leaves => Some(false),
            Self::ApprovesThenCancels => None,
            _ => Some(true),
        }
    }
}

/// One debtor and their plan.
#[derive(Debug, Clone)]
pub struct Debtor {
    pub link: String,
    pub way: Way,
    /// Part of what is owed, as typed.
    pub part: Option<String>,
    /// Does the browser come back from the provider?
    pub comes_back: bool,
}

/// A form that was answered with the provider's page: from here on it must never be lost.
#[derive(Debug, Clone)]
pub struct Accepted {
    pub form_key: String,
    pub amount: String,
    pub page: String,
    pub way: Way,
}

struct Answer {
    status: u16,
    location: String,
    cookie: Option<String>,
    body: String,
}

impl StaffAccess {
    pub fn new(portals: Vec<String>, base: String) -> Self {
        let (turn, retries, restarts) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
        Self { http: crate::provider::client(), portals, base, turn, retries, restarts }
    }

    /// Sends until an answer comes that is not "not now".
    async fn send(&self, path: &str, cookie: &str, form: Option<&str>) -> Result<Answer, String> {
        let mut last = String::new();
        for _ in 0..TRIES {
            match self.once(path, cookie, form).await {
                Ok(answer) if answer.status == 500 => return Err(format!("{path}: 500\n{}", answer.body)),
                Ok(answer) if answer.status != 503 => return Ok(answer),
                Ok(_) => "503".clone_into(&mut last),
                Err(error) => last = error.to_string(),
            }
            self.retries.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(PAUSE).await;
        }
        Err(format!("{path}: given up: {last}"))
    }

    async fn once(&self, path: &str, cookie: &str, form: Option<&str>) -> Result<Answer, reqwest::Error> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let url = format!("{}{path}", self.portals[turn % self.portals.len()]);
        let request = match form {
            None => self.http.get(url),
            Some(form) => self
                .http
                .post(url)
                .header(ORIGIN, &self.base)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.to_owned()),
        };
        let answer = request.header(COOKIE, cookie).send().await?;
        let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (location, cookie) = (text(LOCATION).unwrap_or_default(), text(SET_COOKIE));
        Ok(Answer { status: answer.status().as_u16(), location, cookie, body: answer.text().await? })
    }

    async fn page(&self, path: &str, cookie: &str) -> Result<String, String> {
        let answer = self.send(path, cookie, None).await?;
        if answer.status == 200 { Ok(answer.body) } else { Err(format!("GET {path}: {}", answer.status)) }
    }

    /// The whole way of one debtor, from the link to the provider and perhaps back.
    pub async fn pay(&self, debtor: &Debtor, provider: &Provider) -> Result<Accepted, String> {
        let gate = debtor.link.strip_prefix(&self.base).ok_or("a link to elsewhere")?;
        self.page(gate, "").await?;
        let entered = self.send(gate, "", Some("")).await?;
        let cookie = entered.cookie.ok_or_else(|| format!("no session: {}", entered.status))?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        self.page("/", cookie).await?;
        let accepted = self.choose(debtor, cookie).await?;
        let back = at_provider(debtor.way, &accepted.page, provider).await?;
        if let Some(back) = &back {
            let path = back.strip_prefix(&self.base).ok_or_else(|| format!("sent back to {back}"))?;
            let cancels = matches!(debtor.way, Way::PaysThenCancels | Way::Leaves | Way::ApprovesThenCancels);
            if debtor.comes_back && !cancels {
                self.page(path, cookie).await?;
            }
            if cancels {
                self.cancel(path, cookie).await?;
            }
        }
        Ok(accepted)
    }

    /// `/pay`, `/pay/confirm` and the button; anew when the provider was away.
    async fn choose(&self, debtor: &Debtor, cookie: &str) -> Result<Accepted, String> {
        for _ in 0..5 {
            let choose = self.page("/pay", cookie).await?;
            let mut query = String::from("currency=MXN");
            for invoice in fields(&choose, "checkbox").into_iter().filter(|(name, _)| name == "invoice") {
                query.push_str(&format!("&invoice={}", invoice.1));
            }
            query.push_str(
                &debtor.part.as_ref().map_or("&how=all".to_owned(), |part| format!("&how=part&amount={part}")),
            );
            let confirm = self.page(&format!("/pay/confirm?{query}"), cookie).await?;
            let mut form = fields(&confirm, "hidden");
            form.push(("method".to_owned(), debtor.way.method().to_owned()));
            let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let body = body.join("&");
            let field = |wanted| form.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
            let form_key = field("form_key").ok_or("a form without key")?;
            let amount = field("amount").ok_or("a form without amount")?;
            let answer = if debtor.way == Way::Twice {
                let (one, two) =
                    tokio::join!(self.send("/pay", cookie, Some(&body)), self.send("/pay", cookie, Some(&body)));
                let (one, two) = (one?, two?);
                if one.status == 303 && two.status == 303 && one.location != two.location {
                    return Err(format!("one form, two pages: {} and {}", one.location, two.location));
                }
                if one.status == 303 { one } else { two }
            } else {
                self.send("/pay", cookie, Some(&body)).await?
            };
            match answer.status {
                303 if answer.location.starts_with("http") => {
                    let page = page_id(&answer.location);
                    return Ok(Accepted { form_key, amount, page, way: debtor.way });
                }
                // The provider did not answer, and the payment was given up: a new form, as the page says.
                502 => _ = self.restarts.fetch_add(1, Ordering::Relaxed),
                // The answer before was lost on its way, and said that very thing.
                303 if answer.location.starts_with("/payments/") => {
                    self.restarts.fetch_add(1, Ordering::Relaxed);
                }
                status => return Err(format!("POST /pay: {status} to `{}`\n{}", answer.location, answer.body)),
            }
        }
        Err("the provider stayed away".to_owned())
    }

    async fn cancel(&self, path: &str, cookie: &str) -> Result<(), String> {
        let own = path.split('?').next().unwrap_or_default();
        for _ in 0..20 {
            let answer = self.send(&format!("{own}/cancel"), cookie, Some("")).await?;
            match answer.status {
                303 => return Ok(()),
                502 => tokio::time::sleep(PAUSE).await, // not known whether it was paid: ask again
                status => return Err(format!("POST {own}/cancel: {status}\n{}", answer.body)),
            }
        }
        Err(format!("{own} could not be cancelled"))
    }
}

async fn at_provider(way: Way, page: &str, provider: &Provider) -> Result<Option<String>, String> {
    let pay = |how| provider.pay(page, json!({ "how": how }));
    match way {
        Way::Card | Way::Twice | Way::PaysThenCancels => pay("card").await,
        Way::SecondCard => {
            pay("decline").await?;
            pay("card").await
        }
        Way::Voucher => provider.pay(page, json!({ "how": "voucher", "paid_after_ms": 700 })).await,
        Way::Paypal | Way::ApprovesThenCancels => pay("approve").await,
        Way::PaypalCloses => pay("approve_close").await,
        Way::PaypalReview => provider.pay(page, json!({ "how": "review", "paid_after_ms": 700 })).await,
        Way::Leaves => pay("leave").await,
    }
}

/// The provider's name of a page, from its address.
fn page_id(address: &str) -> String {
    let url = url::Url::parse(address).expect("an address");
    let token = url.query_pairs().find(|(name, _)| name == "token").map(|(_, value)| value.into_owned());
    token.unwrap_or_else(|| url.path().rsplit('/').next().unwrap_or_default().to_owned())
}

/// Names and values of a page's inputs of one type.
fn fields(html: &str, kind: &str) -> Vec<(String, String)> {
    let tags = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| attribute(tag, "type").as_deref() == Some(kind))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next().map(str::to_owned)
}
