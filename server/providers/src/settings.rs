//! The settings of a provider's accounts: their names, and what every provider's folder needs to read them.
//!
//! Nothing here knows where the values come from: the server's configuration hands in a [`SettingsReader`].

use crate::http::{Http, is_loopback};
use crate::provider::Provider;
use std::fmt;
use std::sync::Arc;
use url::Url;

/// Real money or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The provider's test mode, or our sandbox.
    Test,
    /// Real money.
    Live,
}

/// A setting, as `--help` and the README list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The variable's name, for the account that all creditors share; a creditor's own is `NAME__SLUG`.
    pub name: &'static str,
    /// The value that holds when it is not set; `None` where there is no default.
    pub default: Option<&'static str>,
    /// What it is, in English.
    pub what: &'static str,
}

/// The settings of one provider.
#[derive(Debug, Clone, Copy)]
pub struct AccountSettings {
    /// Those that every account must have. What is wrong with an account as a whole is reported under the first.
    pub required: &'static [Setting],
    /// The address of the API, with the official one as default. The only setting that a creditor's own account takes
    /// over from the shared one; alone it makes no account.
    pub api_base: Setting,
    /// What to do about an account for real money on a portal without https; goes on after the first setting's name.
    pub needs_https: &'static str,
}

impl AccountSettings {
    /// All of them, in the order of the README's table.
    pub fn all(&self) -> impl Iterator<Item = Setting> + use<> {
        self.required.iter().copied().chain([self.api_base])
    }

    /// The name under which a problem with an account as a whole is reported.
    #[must_use]
    pub fn main(&self) -> &'static str {
        self.required.first().map_or(self.api_base.name, |setting| setting.name)
    }
}

/// Where the values come from, and where problems go.
pub trait SettingsReader {
    /// The value without spaces around it; `None` when it is not set or empty.
    fn text(&mut self, name: &str) -> Option<String>;

    /// Reports a setting that stops the start. `problem` goes on after the name and never holds a value that may be
    /// secret.
    fn wrong(&mut self, name: &str, problem: &str);
}

/// An account with a provider, as its settings describe it. `Debug` prints no secrets.
pub trait Account: fmt::Debug + Send + Sync {
    /// Whether it moves real money.
    fn mode(&self) -> Mode;

    /// The client for this account. All accounts with one provider share `http`, and with it the circuit breaker:
    /// a provider that is away for one account is away for all.
    fn client(&self, http: Http) -> Arc<dyn Provider>;
}

/// The values of all of `names`; otherwise reports each that is missing and answers `None`.
pub fn all_of<const COUNT: usize>(
    reader: &mut dyn SettingsReader,
    brand: &str,
    names: &[String; COUNT],
) -> Option<[String; COUNT]> {
    let values = names.each_ref().map(|name| reader.text(name));
    for (name, _) in names.iter().zip(&values).filter(|(_, value)| value.is_none()) {
        reader.wrong(name, &format!("is missing; set it, or none of this account's settings to leave {brand} out"));
    }
    values.into_iter().flatten().collect::<Vec<_>>().try_into().ok()
}

/// The address of an account's API, without a slash at the end: its own, else the shared account's, else the official
/// one. Reports one that is not https (http is for this machine) or holds more than an address.
pub fn api_base(reader: &mut dyn SettingsReader, setting: &Setting, suffix: &str) -> Option<ApiBase> {
    let official = setting.default.unwrap_or_default();
    let own = format!("{}{suffix}", setting.name);
    let (name, text) = match reader.text(&own) {
        Some(text) => (own.as_str(), text),
        None => (setting.name, reader.text(setting.name).unwrap_or_else(|| official.to_owned())),
    };
    let url = Url::parse(text.trim_end_matches('/')).ok().filter(|url| {
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url));
        safe && url.host().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    let Some(url) = url else {
        reader.wrong(name, &format!("must be an https address like `{official}`; http is for this machine only"));
        return None;
    };
    Some(ApiBase { is_official: text.trim_end_matches('/') == official, url })
}

/// Where an account's API is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiBase {
    /// The address.
    pub url: Url,
    /// Whether it is the provider's own.
    pub is_official: bool,
}

/// Settings for tests: a map, and what was reported.
#[cfg(test)]
pub mod testing {
    use super::SettingsReader;
    use std::collections::BTreeMap;

    #[derive(Default)]
    pub struct Variables {
        values: BTreeMap<&'static str, &'static str>,
        pub wrong: Vec<String>,
    }

    impl Variables {
        pub fn of<const COUNT: usize>(values: [(&'static str, &'static str); COUNT]) -> Self {
            Self { values: values.into(), wrong: Vec::new() }
        }
    }

    impl SettingsReader for Variables {
        fn text(&mut self, name: &str) -> Option<String> {
            self.values.get(name).map(|text| text.trim().to_owned())
        }

        fn wrong(&mut self, name: &str, problem: &str) {
            self.wrong.push(format!("{name} {problem}"));
        }
    }
}
