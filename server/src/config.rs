//! Settings: read from the environment once, checked at the start, typed from then on.
//!
//! [`Config::from_env`] is pure: it takes the variables as a value and reads nothing by itself. What
//! is missing or wrong is told all at once, one line each, saying what to do; a value that may be
//! secret is never in such a line. To add a setting: a line in [`settings`] (the README's table
//! and the list of known names), a field in [`Config`], and its reading below. A provider's settings are in its folder.

mod accounts;
mod address;
mod env;
mod proxy;

pub use accounts::Accounts;
pub use address::{DatabaseKind, DatabaseUrl};
pub use env::{ConfigError, ConfigErrors, Env};
pub use proxy::TrustedProxies;

use chrono::TimeDelta;
use domain::payment::ProviderName;
use env::Reader;
use lettre::message::Mailbox;
use services::base_url::BaseUrl;
use services::secrets::Secret;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// A setting, for people.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The variable's name.
    pub name: &'static str,
    /// What holds when it is not set; `None` where there is no default.
    pub default: Option<&'static str>,
    /// What it is.
    pub what: &'static str,
    /// May also be given for one creditor: `NAME__SLUG`.
    pub per_creditor: bool,
}

const fn general(name: &'static str, default: Option<&'static str>, what: &'static str) -> Setting {
    Setting { name, default, what, per_creditor: false }
}

/// All settings, in the order of the README's table: the general ones, then those of each provider.
#[must_use]
pub fn settings() -> Vec<Setting> {
    let of_providers = ProviderName::ALL.into_iter().flat_map(|name| providers::spec(name).settings.all());
    let of_providers = of_providers.map(|providers::settings::Setting { name, default, what }| Setting {
        name,
        default,
        what,
        per_creditor: true,
    });
    GENERAL.iter().copied().chain(of_providers).collect()
}

const GENERAL: &[Setting] = &[
    general("SALDO_DATABASE_URL", Some("sqlite:saldo.db"), "where the books are: `sqlite:FILE` or `postgres://…`"),
    general("SALDO_LISTEN", Some("127.0.0.1:3000"), "address and port to listen on"),
    general(
        "SALDO_OPERATIONS_LISTEN",
        Some("127.0.0.1:9090"),
        "address and port of `/healthz`, `/readyz` and `/metrics`, never a public one; or `off`",
    ),
    general("SALDO_BASE_URL", Some("http://localhost:PORT"), "the address debtors see; https except on this machine"),
    general("SALDO_SECRET", None, "signs sessions and return addresses; 32 random characters or more"),
    general(
        "SALDO_SMTP_URL",
        None,
        "mail server: `smtps://user:password@host`, or `smtp://host:25?tls=required` (`?tls=none` where nobody stands between)",
    ),
    general("SALDO_MAIL_DIR", None, "a folder to write mail to as .eml files, instead of a mail server"),
    general("SALDO_MAIL_FROM", None, "sender of mail, for example `Saldo <pagos@example.com>`"),
    general(RECONCILE_AFTER, Some("60"), "seconds without a callback after which a provider is asked about a payment"),
    general("SALDO_LOG", Some("info"), "what to log: `info`, `debug`, `server::worker::jobs=debug,info` …"),
    general("SALDO_SITE_DIR", Some("target/site"), "the folder with styles, script and WebAssembly"),
    general(
        "SALDO_TRUSTED_PROXY",
        None,
        "proxies whose X-Forwarded-For is believed: addresses or networks, by comma; `none` where none stands before it. Must be said where the address debtors see is https",
    ),
];

/// Everything `saldo serve` needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the books are.
    pub database: DatabaseUrl,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where health and figures are told, apart from the public address; `None` when nowhere.
    pub operations_listen: Option<SocketAddr>,
    /// The address debtors see, whatever a request's Host says.
    pub base_url: BaseUrl,
    /// Makes [`services::secrets::Keys`].
    pub secret: Secret,
    /// How mail leaves.
    pub mail: MailSettings,
    /// Whose word on a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// How long a payment is left to its callback before its provider is asked.
    pub reconcile_after: TimeDelta,
    /// The folder that `make site` filled.
    pub site_dir: PathBuf,
    /// What to log, in tracing's filter language; it parses.
    pub log: String,
    /// The accounts with payment providers that are set up.
    pub accounts: Accounts,
    /// Variables that look like settings and are none: worth a warning at the start, they may be
    /// misspelt. Names only.
    pub unknown: BTreeSet<String>,
}

/// What a command needs to know that changes the books and shows no page.
#[derive(Debug, Clone)]
pub struct CommandConfig {
    /// See [`Config::database`].
    pub database: DatabaseUrl,
    /// See [`Config::base_url`]. What such a command does names no address.
    pub base_url: BaseUrl,
    /// See [`Config::secret`].
    pub secret: Secret,
    /// See [`Config::reconcile_after`].
    pub reconcile_after: TimeDelta,
    /// See [`Config::accounts`].
    pub accounts: Accounts,
}

/// How mail leaves.
#[derive(Debug, Clone)]
pub enum MailSettings {
    /// It does not: nothing is set up.
    None,
    /// By a mail server.
    Smtp {
        /// In lettre's form, which may hold a password.
        url: Secret,
        /// The sender.
        from: Mailbox,
    },
    /// As files.
    Folder {
        /// Where to.
        dir: PathBuf,
        /// The sender.
        from: Mailbox,
    },
}

impl Config {
    /// Reads and checks all settings.
    ///
    /// # Errors
    /// [`ConfigErrors`]: everything that is missing or wrong, one line each.
    pub fn from_env(env: &Env) -> Result<Self, ConfigErrors> {
        let mut reader = Reader::new(env);
        let listen = listen(&mut reader);
        let operations_listen = operations_listen(&mut reader);
        let database = address::database(&mut reader);
        let base_url = address::base_url(&mut reader, listen);
        let secret = secret(&mut reader);
        let mail = mail(&mut reader);
        let trusted_proxies = proxy::read(&mut reader, base_url.as_ref().is_some_and(BaseUrl::is_secure));
        let reconcile_after = reconcile_after(&mut reader);
        let log = log(&mut reader);
        let accounts = accounts::read(&mut reader, base_url.as_ref());
        let site_dir = reader.text("SALDO_SITE_DIR").unwrap_or("target/site").into();
        let unknown = unknown(env);
        reader.finish()?;
        // Nothing was reported, so everything that must be there is there.
        match (database, base_url, secret) {
            (Some(database), Some(base_url), Some(secret)) => Ok(Self {
                database,
                listen,
                operations_listen,
                base_url,
                secret,
                mail,
                trusted_proxies,
                reconcile_after,
                site_dir,
                log,
                accounts,
                unknown,
            }),
            _ => Err(ConfigErrors::one("SALDO_SECRET", "is missing")),
        }
    }

    /// Only what commands need that change the books and show no page.
    ///
    /// # Errors
    /// [`ConfigErrors`]: everything that is missing or wrong of it, one line each.
    pub fn for_command(env: &Env) -> Result<CommandConfig, ConfigErrors> {
        let mut reader = Reader::new(env);
        let database = address::database(&mut reader);
        let secret = secret(&mut reader);
        let reconcile_after = reconcile_after(&mut reader);
        let accounts = accounts::read(&mut reader, None);
        reader.finish()?;
        match (database, secret) {
            (Some(database), Some(secret)) => {
                Ok(CommandConfig { database, base_url: BaseUrl::this_machine(), secret, reconcile_after, accounts })
            }
            _ => Err(ConfigErrors::one("SALDO_SECRET", "is missing")),
        }
    }

    /// Only where the books are, for commands that need nothing else.
    ///
    /// # Errors
    /// [`ConfigErrors`] when `SALDO_DATABASE_URL` cannot be read.
    pub fn database(env: &Env) -> Result<DatabaseUrl, ConfigErrors> {
        let mut reader = Reader::new(env);
        let database = address::database(&mut reader);
        reader.finish()?;
        database.ok_or_else(|| ConfigErrors::one("SALDO_DATABASE_URL", "cannot be read"))
    }

    /// Only the address debtors see, for commands that write links.
    ///
    /// # Errors
    /// [`ConfigErrors`] when `SALDO_BASE_URL` is missing or wrong.
    pub fn base_url(env: &Env) -> Result<BaseUrl, ConfigErrors> {
        let mut reader = Reader::new(env);
        let listen = listen(&mut reader);
        let base_url = address::base_url(&mut reader, listen);
        reader.finish()?;
        base_url.ok_or_else(|| ConfigErrors::one("SALDO_BASE_URL", "cannot be read"))
    }

    /// Only the secret, for commands that seal or sign.
    ///
    /// # Errors
    /// [`ConfigErrors`] when `SALDO_SECRET` is missing or weak.
    pub fn secret(env: &Env) -> Result<Secret, ConfigErrors> {
        let mut reader = Reader::new(env);
        let secret = secret(&mut reader);
        reader.finish()?;
        secret.ok_or_else(|| ConfigErrors::one("SALDO_SECRET", "is missing"))
    }

    /// Only what to log, for every command.
    ///
    /// # Errors
    /// [`ConfigErrors`] when `SALDO_LOG` is no filter.
    pub fn log(env: &Env) -> Result<String, ConfigErrors> {
        let mut reader = Reader::new(env);
        let log = log(&mut reader);
        reader.finish()?;
        Ok(log)
    }
}

fn listen(reader: &mut Reader<'_>) -> SocketAddr {
    const NAME: &str = "SALDO_LISTEN";
    let default = SocketAddr::from((IpAddr::V4(Ipv4Addr::LOCALHOST), 3000));
    match reader.text(NAME).map(str::parse) {
        None => default,
        Some(Ok(listen)) => listen,
        Some(Err(_)) => {
            reader.wrong(NAME, "is not an address with a port; give one like `127.0.0.1:3000` or `[::]:3000`");
            default
        }
    }
}

fn operations_listen(reader: &mut Reader<'_>) -> Option<SocketAddr> {
    const NAME: &str = "SALDO_OPERATIONS_LISTEN";
    let default = SocketAddr::from((IpAddr::V4(Ipv4Addr::LOCALHOST), 9090));
    match reader.text(NAME) {
        None => Some(default),
        Some("off") => None,
        Some(text) => {
            let listen = text.parse().ok();
            if listen.is_none() {
                reader.wrong(NAME, "is not an address with a port; give one like `127.0.0.1:9090`, or `off`");
            }
            listen
        }
    }
}

/// Fewer characters can be guessed at; base64 of 24 random bytes has 32.
const SECRET_CHARS: usize = 32;
/// Random text of 32 characters has more kinds than this; `xxxx…` and `changeme changeme …` do not.
const SECRET_KINDS: usize = 10;

fn secret(reader: &mut Reader<'_>) -> Option<Secret> {
    const NAME: &str = "SALDO_SECRET";
    const HOW: &str = "give 32 random characters or more, for example from `openssl rand -base64 48`";
    let Some(text) = reader.text(NAME) else {
        reader.wrong(NAME, format!("is missing; {HOW}"));
        return None;
    };
    let kinds = text.chars().collect::<BTreeSet<_>>().len();
    if text.chars().count() < SECRET_CHARS {
        reader.wrong(NAME, format!("is shorter than {SECRET_CHARS} characters; {HOW}"));
    } else if kinds < SECRET_KINDS {
        reader.wrong(NAME, format!("can be guessed; {HOW}"));
    }
    Some(Secret::new(text))
}

fn mail(reader: &mut Reader<'_>) -> MailSettings {
    const FROM: &str = "SALDO_MAIL_FROM";
    let smtp = reader.text("SALDO_SMTP_URL");
    let dir = reader.text("SALDO_MAIL_DIR");
    if smtp.is_none() && dir.is_none() {
        return MailSettings::None;
    }
    if smtp.is_some() && dir.is_some() {
        reader.wrong("SALDO_MAIL_DIR", "and SALDO_SMTP_URL are both set; keep one of them");
    }
    let from = match reader.text(FROM).map(str::parse::<Mailbox>) {
        Some(Ok(from)) => Some(from),
        Some(Err(_)) => {
            reader.wrong(FROM, "is not a mail address; give one like `Saldo <pagos@example.com>`");
            None
        }
        None => {
            reader.wrong(FROM, "is missing; mail needs a sender, for example `Saldo <pagos@example.com>`");
            None
        }
    };
    let url = smtp.and_then(|url| address::smtp(reader, url));
    match (url, dir, from) {
        (Some(url), _, Some(from)) => MailSettings::Smtp { url, from },
        (None, Some(dir), Some(from)) => MailSettings::Folder { dir: dir.into(), from },
        _ => MailSettings::None,
    }
}

const RECONCILE_AFTER: &str = "SALDO_RECONCILE_AFTER";
/// Its former name, still read.
const RECONCILE_AFTER_BEFORE: &str = "SALDO_LOOK_AFTER";

fn reconcile_after(reader: &mut Reader<'_>) -> TimeDelta {
    let default = TimeDelta::seconds(60);
    let (name, text) = match reader.text(RECONCILE_AFTER) {
        Some(text) => (RECONCILE_AFTER, Some(text)),
        None => (RECONCILE_AFTER_BEFORE, reader.text(RECONCILE_AFTER_BEFORE)),
    };
    match text.map(str::parse) {
        None => default,
        // Longer would leave a lost callback unseen for hours: later polls are spaced by multiples.
        Some(Ok(seconds @ 1..=600_i64)) => TimeDelta::seconds(seconds),
        Some(_) => {
            reader.wrong(name, "is not a number of seconds from 1 to 600");
            default
        }
    }
}

fn log(reader: &mut Reader<'_>) -> String {
    const NAME: &str = "SALDO_LOG";
    let log = reader.text(NAME).unwrap_or("info");
    if tracing_subscriber::EnvFilter::builder().parse(log).is_err() {
        reader.wrong(NAME, "is not a log filter; give `info`, `debug` or `server::worker::jobs=debug,info`");
    }
    log.to_owned()
}

fn unknown(env: &Env) -> BTreeSet<String> {
    let settings = settings();
    let known = |name: &str| {
        settings.iter().any(|setting| {
            let rest = name.strip_prefix(setting.name);
            rest == Some("") || (setting.per_creditor && rest.is_some_and(|rest| rest.starts_with("__")))
        })
    };
    env.names().filter(|name| *name != RECONCILE_AFTER_BEFORE && !known(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
