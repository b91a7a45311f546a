//! Accounts with payment providers: the shared one of each, and those of single creditors.
//!
//! `STRIPE_SECRET_KEY` and its like make the account that serves every creditor without one of its
//! own; `STRIPE_SECRET_KEY__CASA_VERDE` belongs to the creditor `casa-verde`. An account is named
//! after its creditor's slug, also in `/webhooks/{provider}/{account}`. Only `…_API_BASE` is taken
//! over from the shared account; keys never are. What the settings of a provider are, its own folder
//! in the `providers` crate says.

use super::env::Reader;
use domain::payment::ProviderName;
use providers::settings::{Account, SettingsReader};
use providers::{DEFAULT_ACCOUNT, Mode, ProviderSpec, spec};
use services::base_url::BaseUrl;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All accounts that are set up.
#[derive(Debug, Clone, Default)]
pub struct Accounts(BTreeMap<(ProviderName, String), Arc<dyn Account>>);

impl Accounts {
    /// The account with a provider that takes a creditor's payments, with its name; `None`: not offered there.
    #[must_use]
    pub fn for_creditor(&self, provider: ProviderName, slug: &str) -> Option<(&str, &dyn Account)> {
        let found = |name: &str| {
            let ((_, name), account) = self.0.get_key_value(&(provider, name.to_owned()))?;
            Some((name.as_str(), account.as_ref()))
        };
        found(slug).or_else(|| found(DEFAULT_ACCOUNT))
    }

    /// The account with a provider of that name.
    #[must_use]
    pub fn by_name(&self, provider: ProviderName, name: &str) -> Option<&dyn Account> {
        self.0.get(&(provider, name.to_owned())).map(AsRef::as_ref)
    }

    /// All accounts with a provider, by name.
    pub fn with(&self, provider: ProviderName) -> impl Iterator<Item = (&str, &dyn Account)> {
        self.0.iter().filter(move |((of, _), _)| *of == provider).map(|((_, name), a)| (name.as_str(), a.as_ref()))
    }

    /// None at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl SettingsReader for Reader<'_> {
    fn text(&mut self, name: &str) -> Option<String> {
        Reader::text(self, name).map(str::to_owned)
    }

    fn wrong(&mut self, name: &str, problem: &str) {
        Reader::wrong(self, name, problem);
    }
}

/// Reads all accounts. `base_url` is our own; `None` when it was wrong and reported already.
pub(super) fn read(reader: &mut Reader<'_>, base_url: Option<&BaseUrl>) -> Accounts {
    let mut accounts = Accounts::default();
    for spec in ProviderName::ALL.map(spec) {
        for suffix in suffixes(reader, spec) {
            if let Some(account) = (spec.read_account)(reader, &suffix) {
                accounts.0.insert((spec.name, account_name(&suffix)), account);
            }
        }
    }
    if base_url.is_some_and(|base| !base.is_secure()) {
        check_https(reader, &accounts);
    }
    check_modes(reader, &accounts);
    accounts
}

/// What stands behind a provider's names: nothing for the shared account, `__SLUG` for others.
fn suffixes(reader: &mut Reader<'_>, spec: &ProviderSpec) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for set in reader.env().names() {
        let Some((setting, suffix)) =
            spec.settings.all().find_map(|setting| Some((setting, set.strip_prefix(setting.name)?)))
        else {
            continue;
        };
        match suffix.strip_prefix("__") {
            // An address alone is a default for other accounts, not an account.
            None if suffix.is_empty() && setting == spec.settings.api_base => {}
            None if suffix.is_empty() => _ = found.insert(String::new()),
            None => {} // another name: `Config::unknown` has it
            Some(slug) => {
                let right = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
                if slug.is_empty() || !slug.bytes().all(right) || account_name(suffix) == DEFAULT_ACCOUNT {
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
fn account_name(suffix: &str) -> String {
    match suffix.strip_prefix("__") {
        Some(slug) => slug.to_ascii_lowercase().replace('_', "-"),
        None => DEFAULT_ACCOUNT.to_owned(),
    }
}

/// The setting under which a problem with a whole account is reported.
fn main_setting(spec: &ProviderSpec, account: &str) -> String {
    match account {
        DEFAULT_ACCOUNT => spec.settings.main().to_owned(),
        slug => format!("{}__{}", spec.settings.main(), slug.to_ascii_uppercase().replace('-', "_")),
    }
}

/// Reports accounts for real money: they need https.
fn check_https(reader: &mut Reader<'_>, accounts: &Accounts) {
    for spec in ProviderName::ALL.map(spec) {
        for (name, _) in accounts.with(spec.name).filter(|(_, account)| account.mode() == Mode::Live) {
            reader.wrong(&main_setting(spec, name), spec.settings.needs_https);
        }
    }
}

/// Reports creditors whose providers differ in mode: a debtor must never find one method real and the other a test.
fn check_modes(reader: &mut Reader<'_>, accounts: &Accounts) {
    let names: BTreeSet<&str> = accounts.0.keys().map(|(_, name)| name.as_str()).collect();
    let specs = ProviderName::ALL.map(spec);
    for name in names {
        for (nth, one) in specs.iter().enumerate() {
            for other in specs.iter().skip(nth + 1) {
                let (Some((at, account)), Some((_, beside))) =
                    (accounts.for_creditor(one.name, name), accounts.for_creditor(other.name, name))
                else {
                    continue;
                };
                if account.mode() != beside.mode() {
                    let (one_brand, other_brand) = (one.name.brand(), other.name.brand());
                    let (live, test) =
                        if account.mode() == Mode::Live { (one_brand, other_brand) } else { (other_brand, one_brand) };
                    reader.wrong(
                        &main_setting(one, at),
                        format!(
                            "does not fit {other_brand}'s settings: {live} is live and {test} is a test; make both the same"
                        ),
                    );
                }
            }
        }
    }
}
