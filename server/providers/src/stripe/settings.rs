//! Stripe's settings: a key, the secrets of the webhook, and an address for the sandbox.

use crate::settings::{AccountSettings, Mode, Setting, SettingsReader, all_of, api_base};
use domain::payment::ProviderName;
use std::fmt;
use url::Url;

const SECRET_KEY: Setting = Setting { name: "STRIPE_SECRET_KEY", default: None, what: "`sk_…` or `rk_…`" };
const WEBHOOK_SECRET: Setting = Setting {
    name: "STRIPE_WEBHOOK_SECRET",
    default: None,
    what: "`whsec_…`; several, by comma, while one is being replaced",
};

/// See [`AccountSettings`].
pub const SETTINGS: AccountSettings = AccountSettings {
    required: &[SECRET_KEY, WEBHOOK_SECRET],
    api_base: Setting {
        name: "STRIPE_API_BASE",
        default: Some("https://api.stripe.com"),
        what: "another address of Stripe's API: the sandbox",
    },
    needs_https: "is a live key, which needs an https SALDO_BASE_URL; to try things out take a test key",
};

/// An account at Stripe.
#[derive(Clone, PartialEq, Eq)]
pub struct StripeAccount {
    /// `sk_…` or a restricted `rk_…` that may write Checkout Sessions and Refunds and read Payment
    /// Intents, Charges, Disputes and Balance Transactions.
    pub secret_key: String,
    /// `whsec_…`; several while one is being replaced: each may sign.
    pub webhook_secrets: Vec<String>,
    /// Stripe's own address, or the sandbox.
    pub api_base: Url,
    /// What the key says.
    pub mode: Mode,
}

impl fmt::Debug for StripeAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StripeAccount")
            .field("api_base", &self.api_base.as_str())
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// Reads one account; see [`crate::ProviderSpec::read_account`].
pub fn read(reader: &mut dyn SettingsReader, suffix: &str) -> Option<StripeAccount> {
    let names = [SECRET_KEY, WEBHOOK_SECRET].map(|setting| format!("{}{suffix}", setting.name));
    let [secret_key, webhook] = all_of(reader, ProviderName::Stripe.brand(), &names)?;
    let [key_name, webhook_name] = &names;
    let mode = match secret_key.split('_').take(2).collect::<Vec<_>>()[..] {
        ["sk" | "rk", "test"] => Some(Mode::Test),
        ["sk" | "rk", "live"] => Some(Mode::Live),
        ["pk", ..] => {
            reader.wrong(key_name, "is a publishable key; give the secret one, which begins with `sk_` or `rk_`");
            None
        }
        _ => {
            reader.wrong(key_name, "is not a key of Stripe's; it begins with `sk_test_`, `sk_live_` or `rk_…`");
            None
        }
    };
    let webhook_secrets: Vec<String> =
        webhook.split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(str::to_owned).collect();
    if webhook_secrets.is_empty() || webhook_secrets.iter().any(|secret| !secret.starts_with("whsec_")) {
        reader.wrong(webhook_name, "is not a webhook's signing secret; it begins with `whsec_`");
        return None;
    }
    let base = api_base(reader, &SETTINGS.api_base, suffix)?;
    let mode = mode?;
    if mode == Mode::Live && !base.is_official {
        let official = SETTINGS.api_base.default.unwrap_or_default();
        reader.wrong(key_name, &format!("is a live key, and STRIPE_API_BASE is not {official}; take one of them back"));
        return None;
    }
    Some(StripeAccount { secret_key, webhook_secrets, api_base: base.url, mode })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::testing::Variables;

    #[test]
    fn an_account_of_ones_own_takes_over_the_address_and_no_keys() {
        let mut variables = Variables::of([
            ("STRIPE_SECRET_KEY", "sk_test_all"),
            ("STRIPE_WEBHOOK_SECRET", " whsec_new , whsec_old "),
            ("STRIPE_API_BASE", "http://127.0.0.1:4000/"),
            ("STRIPE_SECRET_KEY__CASA_VERDE", "rk_test_own"),
            ("STRIPE_WEBHOOK_SECRET__CASA_VERDE", "whsec_own"),
        ]);
        let shared = read(&mut variables, "").expect("an account");
        let own = read(&mut variables, "__CASA_VERDE").expect("an account");
        assert_eq!((shared.secret_key.as_str(), own.secret_key.as_str()), ("sk_test_all", "rk_test_own"));
        assert_eq!(shared.webhook_secrets, ["whsec_new", "whsec_old"]);
        assert_eq!(own.webhook_secrets, ["whsec_own"]);
        assert_eq!(
            (shared.api_base.as_str(), own.api_base.as_str()),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:4000/")
        );
        assert!(variables.wrong.is_empty(), "{:?}", variables.wrong);
        assert_eq!(read(&mut variables, "__CASA_AZUL"), None);
    }
}
