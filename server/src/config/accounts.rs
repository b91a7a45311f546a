//! Accounts with payment providers: the default one, and those of single creditors.
//!
//! `STRIPE_SECRET_KEY` and its like make the account that serves every creditor without one of its
//! own; `STRIPE_SECRET_KEY__CASA_VERDE` belongs to the creditor `casa-verde`. An account is named
//! after its creditor's slug, also in `/webhooks/{provider}/{account}`. Only `…_API_BASE` is taken
//! over from the default; keys never are.

use super::env::Reader;
use providers::{DEFAULT_ACCOUNT, Mode};
use services::base_url::{BaseUrl, is_loopback};
use services::secrets::Secret;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

const STRIPE_API: &str = "https://api.stripe.com";
const PAYPAL_API: &str = "https://api-m.paypal.com";

/// An account with Stripe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripeAccount {
    /// `sk_…` or `rk_…`.
    pub secret_key: Secret,
    /// `whsec_…`, one or more: each may sign.
    pub webhook_secrets: Vec<Secret>,
    /// Where the API is, without a slash at the end.
    pub api_base: String,
    /// What the key says.
    pub mode: Mode,
}

/// An account with PayPal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaypalAccount {
    /// The REST app's id.
    pub client_id: String,
    /// The REST app's secret.
    pub client_secret: Secret,
    /// The webhook's id: part of what PayPal signs.
    pub webhook_id: String,
    /// Where the API is, without a slash at the end.
    pub api_base: String,
    /// What the address says.
    pub mode: Mode,
}

/// All accounts with one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounts<T>(BTreeMap<String, T>);

impl<T> Default for Accounts<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Accounts<T> {
    /// The account that takes a creditor's payments, with its name; `None`: not offered there.
    #[must_use]
    pub fn for_creditor(&self, slug: &str) -> Option<(&str, &T)> {
        let found = if slug == DEFAULT_ACCOUNT { None } else { self.0.get_key_value(slug) };
        found.or_else(|| self.0.get_key_value(DEFAULT_ACCOUNT)).map(|(name, account)| (name.as_str(), account))
    }

    /// The account of that name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&T> {
        self.0.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, account)| (name.as_str(), account))
    }

    /// None at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Reads all accounts. `base_url` is our own; `None` when it was wrong and told so already.
pub(super) fn read(
    reader: &mut Reader<'_>,
    base_url: Option<&BaseUrl>,
) -> (Accounts<StripeAccount>, Accounts<PaypalAccount>) {
    const STRIPE: [&str; 3] = ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE"];
    const PAYPAL: [&str; 4] = ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID", "PAYPAL_API_BASE"];
    let stripe = suffixes(reader, &STRIPE).into_iter().filter_map(|s| Some((account(&s), stripe(reader, &s)?)));
    let stripe: BTreeMap<_, _> = stripe.collect();
    let paypal = suffixes(reader, &PAYPAL).into_iter().filter_map(|s| Some((account(&s), paypal(reader, &s)?)));
    let paypal: BTreeMap<_, _> = paypal.collect();
    let (stripe, paypal) = (Accounts(stripe), Accounts(paypal));
    check_modes(reader, &stripe, &paypal, base_url);
    (stripe, paypal)
}

/// What stands behind a provider's names: nothing for the default account, `__SLUG` for others.
fn suffixes(reader: &mut Reader<'_>, names: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for set in reader.env().names() {
        let Some(suffix) = names.iter().find_map(|name| set.strip_prefix(name)) else { continue };
        match suffix.strip_prefix("__") {
            // An address alone is a default for other accounts, not an account.
            None if suffix.is_empty() && set.ends_with("_API_BASE") => {}
            None if suffix.is_empty() => _ = found.insert(String::new()),
            None => {} // another name: `Config::unknown` has it
            Some(slug) => {
                let right = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
                if slug.is_empty() || !slug.bytes().all(right) || account(suffix) == DEFAULT_ACCOUNT {
                    reader
                        .wrong(set, "must end in a creditor's slug, in capitals and with _ for -, like `__CASA_VERDE`");
                } else {
                    found.insert(suffix.to_owned());
                }
            }
        }
    }
    found
}

/// `__CASA_VERDE` is the account `casa-verde`.
fn account(suffix: &str) -> String {
    match suffix.strip_prefix("__") {
        Some(slug) => slug.to_ascii_lowercase().replace('_', "-"),
        None => DEFAULT_ACCOUNT.to_owned(),
    }
}

fn stripe(reader: &mut Reader<'_>, suffix: &str) -> Option<StripeAccount> {
    let names = [format!("STRIPE_SECRET_KEY{suffix}"), format!("STRIPE_WEBHOOK_SECRET{suffix}")];
    let [key, webhook] = whole(reader, &names)?;
    let mode = match key.split('_').take(2).collect::<Vec<_>>()[..] {
        ["sk" | "rk", "test"] => Some(Mode::Test),
        ["sk" | "rk", "live"] => Some(Mode::Live),
        ["pk", ..] => {
            reader.wrong(&names[0], "is a publishable key; give the secret one, which begins with `sk_` or `rk_`");
            None
        }
        _ => {
            reader.wrong(&names[0], "is not a key of Stripe's; it begins with `sk_test_`, `sk_live_` or `rk_…`");
            None
        }
    };
    let secrets: Vec<Secret> =
        webhook.split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(Secret::new).collect();
    if secrets.is_empty() || secrets.iter().any(|secret| !secret.reveal().starts_with("whsec_")) {
        reader.wrong(&names[1], "is not a webhook's signing secret; it begins with `whsec_`");
        return None;
    }
    let api_base = api_base(reader, "STRIPE_API_BASE", suffix, STRIPE_API)?;
    if mode? == Mode::Live && api_base != STRIPE_API {
        reader
            .wrong(&names[0], format!("is a live key, and STRIPE_API_BASE is not {STRIPE_API}; take one of them back"));
        return None;
    }
    Some(StripeAccount { secret_key: Secret::new(key), webhook_secrets: secrets, api_base, mode: mode? })
}

fn paypal(reader: &mut Reader<'_>, suffix: &str) -> Option<PaypalAccount> {
    let names = ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"].map(|name| format!("{name}{suffix}"));
    let [client_id, client_secret, webhook_id] = whole(reader, &names)?;
    let api_base = api_base(reader, "PAYPAL_API_BASE", suffix, PAYPAL_API)?;
    // Only PayPal's own sandbox and an address on this machine are sure to be play money.
    let play = Url::parse(&api_base).is_ok_and(|url| {
        url.host_str() == Some("api-m.sandbox.paypal.com") || url.host().is_some_and(|host| is_loopback(&host))
    });
    let mode = if play { Mode::Test } else { Mode::Live };
    Some(PaypalAccount {
        client_id: client_id.to_owned(),
        client_secret: Secret::new(client_secret),
        webhook_id: webhook_id.to_owned(),
        api_base,
        mode,
    })
}

/// All of these settings, or a line for each that is missing.
fn whole<'a, const COUNT: usize>(reader: &mut Reader<'a>, names: &[String; COUNT]) -> Option<[&'a str; COUNT]> {
    let values = names.each_ref().map(|name| reader.text(name));
    for (name, _) in names.iter().zip(values).filter(|(_, value)| value.is_none()) {
        let provider = if name.starts_with("STRIPE") { "Stripe" } else { "PayPal" };
        reader.wrong(name, format!("is missing; set it, or none of this account's settings to leave {provider} out"));
    }
    let found: Vec<&str> = values.into_iter().flatten().collect();
    found.try_into().ok()
}

fn api_base(reader: &mut Reader<'_>, name: &str, suffix: &str, official: &str) -> Option<String> {
    let own = format!("{name}{suffix}");
    let (name, text) = match reader.text(&own) {
        Some(text) => (own.as_str(), text),
        None => (name, reader.text(name).unwrap_or(official)),
    };
    let url = Url::parse(text).ok().filter(|url| url.host().is_some());
    let right = url.is_some_and(|url| {
        let safe = url.scheme() == "https" || (url.scheme() == "http" && url.host().is_some_and(|h| is_loopback(&h)));
        safe && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    if !right {
        reader.wrong(name, format!("must be an https address like `{official}`; http is for this machine only"));
        return None;
    }
    Some(text.trim_end_matches('/').to_owned())
}

/// Real money needs https, and a debtor must never find one method real and the other a game.
fn check_modes(
    reader: &mut Reader<'_>,
    stripe: &Accounts<StripeAccount>,
    paypal: &Accounts<PaypalAccount>,
    base_url: Option<&BaseUrl>,
) {
    let suffix = |name: &str| match name {
        DEFAULT_ACCOUNT => String::new(),
        slug => format!("__{}", slug.to_ascii_uppercase().replace('-', "_")),
    };
    if base_url.is_some_and(|base| !base.is_secure()) {
        for (name, _) in stripe.iter().filter(|(_, account)| account.mode == Mode::Live) {
            let setting = format!("STRIPE_SECRET_KEY{}", suffix(name));
            reader.wrong(
                &setting,
                "is a live key, which needs an https SALDO_BASE_URL; to try things out take a test key",
            );
        }
        for (name, _) in paypal.iter().filter(|(_, account)| account.mode == Mode::Live) {
            let setting = format!("PAYPAL_CLIENT_ID{}", suffix(name));
            reader.wrong(
                &setting,
                "is for real money, which needs an https SALDO_BASE_URL; to try things out set \
                 PAYPAL_API_BASE=https://api-m.sandbox.paypal.com",
            );
        }
    }
    let names: BTreeSet<&str> =
        stripe.iter().map(|(name, _)| name).chain(paypal.iter().map(|(name, _)| name)).collect();
    for name in names {
        if let (Some((at, one)), Some((_, other))) = (stripe.for_creditor(name), paypal.for_creditor(name))
            && one.mode != other.mode
        {
            let (live, test) = if one.mode == Mode::Live { ("Stripe", "PayPal") } else { ("PayPal", "Stripe") };
            reader.wrong(
                &format!("STRIPE_SECRET_KEY{}", suffix(at)),
                format!("does not fit PayPal's settings: {live} is live and {test} is a test; make both the same"),
            );
        }
    }
}
