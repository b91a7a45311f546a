//! PayPal's settings: the REST app, its webhook, and an address for PayPal's sandbox or ours.

use crate::http::is_loopback;
use crate::settings::{AccountSettings, Mode, Setting, SettingsReader, all_of, api_base};
use domain::payment::ProviderName;
use std::fmt;
use url::Url;

const CLIENT_ID: Setting = Setting { name: "PAYPAL_CLIENT_ID", default: None, what: "of the REST app" };
const CLIENT_SECRET: Setting = Setting { name: "PAYPAL_CLIENT_SECRET", default: None, what: "of the REST app" };
const WEBHOOK_ID: Setting =
    Setting { name: "PAYPAL_WEBHOOK_ID", default: None, what: "id of the webhook that points here" };

/// See [`AccountSettings`].
pub const SETTINGS: AccountSettings = AccountSettings {
    required: &[CLIENT_ID, CLIENT_SECRET, WEBHOOK_ID],
    api_base: Setting {
        name: "PAYPAL_API_BASE",
        default: Some("https://api-m.paypal.com"),
        what: "`https://api-m.sandbox.paypal.com` for trying things out, or our sandbox",
    },
    needs_https: "is for real money, which needs an https SALDO_BASE_URL; to try things out set \
                  PAYPAL_API_BASE=https://api-m.sandbox.paypal.com",
};

/// An account at PayPal.
#[derive(Clone, PartialEq, Eq)]
pub struct PaypalAccount {
    /// Of the REST app.
    pub client_id: String,
    /// Of the REST app.
    pub client_secret: String,
    /// The id of the webhook that was set up in the app; a part of what is signed.
    pub webhook_id: String,
    /// PayPal's own address, its sandbox, or ours.
    pub api_base: Url,
    /// What the address says.
    pub mode: Mode,
}

impl fmt::Debug for PaypalAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaypalAccount")
            .field("api_base", &self.api_base.as_str())
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// Reads one account; see [`crate::ProviderSpec::read_account`].
pub fn read(reader: &mut dyn SettingsReader, suffix: &str) -> Option<PaypalAccount> {
    let names = [CLIENT_ID, CLIENT_SECRET, WEBHOOK_ID].map(|setting| format!("{}{suffix}", setting.name));
    let [client_id, client_secret, webhook_id] = all_of(reader, ProviderName::Paypal.brand(), &names)?;
    let api_base = api_base(reader, &SETTINGS.api_base, suffix)?.url;
    // Only PayPal's own sandbox and an address on this machine are sure to move no real money.
    let test = api_base.host_str() == Some("api-m.sandbox.paypal.com") || is_loopback(&api_base);
    let mode = if test { Mode::Test } else { Mode::Live };
    Some(PaypalAccount { client_id, client_secret, webhook_id, api_base, mode })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::testing::Variables;

    #[test]
    fn the_address_says_whether_the_money_is_real() {
        for (base, mode) in [
            ("https://api-m.paypal.com", Mode::Live),
            ("https://api-m.sandbox.paypal.com/", Mode::Test),
            ("http://127.0.0.1:4000", Mode::Test),
            ("https://proxy.example.com", Mode::Live),
        ] {
            let mut variables = Variables::of([
                ("PAYPAL_CLIENT_ID__CASA_VERDE", "app"),
                ("PAYPAL_CLIENT_SECRET__CASA_VERDE", "hunter2"),
                ("PAYPAL_WEBHOOK_ID__CASA_VERDE", "WH-1"),
                ("PAYPAL_API_BASE__CASA_VERDE", base),
            ]);
            let account = read(&mut variables, "__CASA_VERDE").expect("an account");
            assert_eq!((account.mode, account.client_id.as_str()), (mode, "app"), "{base}");
            assert!(!format!("{account:?}").contains("hunter2"));
            assert_eq!(read(&mut variables, ""), None);
        }
    }

    #[test]
    fn without_an_address_it_is_paypals_own() {
        let mut variables =
            Variables::of([("PAYPAL_CLIENT_ID", "app"), ("PAYPAL_CLIENT_SECRET", "x"), ("PAYPAL_WEBHOOK_ID", "WH-1")]);
        let account = read(&mut variables, "").expect("an account");
        assert_eq!((account.api_base.as_str(), account.mode), ("https://api-m.paypal.com/", Mode::Live));
    }
}
