//! Addresses among the settings: of the portal, the books and the mail server.

use super::env::Reader;
use services::base_url::{BaseUrl, is_loopback};
use services::secrets::Secret;
use std::fmt;
use std::net::SocketAddr;
use url::{Host, Url};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseKind {
    /// A file of ours.
    Sqlite,
    /// A server.
    Postgres,
}

/// Where the books are. May hold a password, so Debug shows the kind only.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    kind: DatabaseKind,
    url: Secret,
}

impl DatabaseUrl {
    /// Takes `sqlite:FILE` or `postgres://…`.
    ///
    /// # Errors
    /// What is wrong with it, to go on after the setting's name.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let kind = if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.trim_start_matches("//");
            if file.is_empty() {
                return Err("names no file; give one like `sqlite:saldo.db`");
            }
            if file.starts_with(":memory:") || file.contains("mode=memory") {
                return Err("would keep the books in memory, and lose them; give a file like `sqlite:saldo.db`");
            }
            DatabaseKind::Sqlite
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Url::parse(text).map_err(|_| "is not an address; give one like `postgres://user:password@host/saldo`")?;
            DatabaseKind::Postgres
        } else {
            return Err("must be `sqlite:FILE` or `postgres://…`");
        };
        Ok(Self { kind, url: Secret::new(text) })
    }

    /// Which database it is.
    #[must_use]
    pub const fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// The text, for the driver.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.url.reveal()
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}(…)", self.kind)
    }
}

pub(super) fn base_url(reader: &mut Reader<'_>, listen: SocketAddr) -> Option<BaseUrl> {
    const NAME: &str = "SALDO_BASE_URL";
    let default = format!("http://localhost:{}", listen.port());
    let text = match reader.text(NAME) {
        Some(text) => text,
        None if listen.ip().is_loopback() => &default,
        None => {
            reader.wrong(NAME, "is missing; give the address that debtors see, like `https://pagos.example.com`");
            return None;
        }
    };
    BaseUrl::parse(text).map_err(|problem| reader.wrong(NAME, problem)).ok()
}

pub(super) fn database(reader: &mut Reader<'_>) -> Option<DatabaseUrl> {
    const NAME: &str = "SALDO_DATABASE_URL";
    let text = reader.text(NAME).unwrap_or("sqlite:saldo.db");
    DatabaseUrl::parse(text).map_err(|problem| reader.wrong(NAME, problem)).ok()
}

pub(super) fn smtp(reader: &mut Reader<'_>, text: &str) -> Option<Secret> {
    const NAME: &str = "SALDO_SMTP_URL";
    const FORM: &str = "is not a mail server's address; give one like `smtps://user:password@mail.example.com` \
                        or `smtp://user:password@mail.example.com:587?tls=required`";
    let url = Url::parse(text).ok().filter(|url| url.host_str().is_some_and(|host| !host.is_empty()));
    let Some(url) = url else {
        reader.wrong(NAME, FORM);
        return None;
    };
    let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
    match (url.scheme(), tls.as_deref()) {
        ("smtps", _) | ("smtp", Some("required")) => {}
        ("smtp", None | Some("opportunistic" | "none")) => {
            // In `smtp:` addresses a host is not parsed as an IP address; do that here.
            let host = url.host_str().and_then(|host| Host::parse(host).ok());
            if !host.as_ref().is_some_and(is_loopback) {
                if url.password().is_some() {
                    let what = "would send the password unprotected; begin with `smtps://` or add `?tls=required`";
                    reader.wrong(NAME, what);
                    return None;
                }
                // What may fall back is in the clear for whoever stands between.
                if tls.as_deref() != Some("none") {
                    let what = "would send links and codes unprotected; begin with `smtps://`, add `?tls=required`, or say \
                                `?tls=none` where nobody stands between";
                    reader.wrong(NAME, what);
                    return None;
                }
            }
        }
        _ => {
            reader.wrong(NAME, FORM);
            return None;
        }
    }
    if url.password().is_some() == url.username().is_empty() {
        reader.wrong(NAME, "holds only one of user and password; give both, or none");
        return None;
    }
    // The client of mail servers has no word for none: it is what an address without one means.
    let plain = if tls.as_deref() == Some("none") { text.split('?').next().unwrap_or(text) } else { text };
    Some(Secret::new(plain))
}
