//! The address at which debtors find the portal.

use std::fmt;
use url::{Host, Url};

/// The origin that debtors see: scheme, host and port, nothing more.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    host: String,
    secure: bool,
}

impl BaseUrl {
    /// Takes an origin.
    ///
    /// # Errors
    /// What is wrong with it, to go on after the setting's name.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "is not an address; give one like `https://pagos.example.com`")?;
        let host = url.host().ok_or("is not an address; give one like `https://pagos.example.com`")?;
        let secure = match url.scheme() {
            "https" => true,
            "http" if is_loopback(&host) => false,
            "http" => return Err("must begin with https://; http is for this machine only (localhost)"),
            _ => return Err("must begin with https://"),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not hold a user or a password");
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err("must end after the host and port; Saldo lives at the top of its own host");
        }
        Ok(Self { origin: url.origin().ascii_serialization(), host: host.to_string(), secure })
    }

    /// This machine's own, for what names no address.
    #[must_use]
    pub fn this_machine() -> Self {
        Self { origin: "http://localhost".to_owned(), host: "localhost".to_owned(), secure: false }
    }

    /// As the browser's `Origin` header says it: no slash at the end.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A calendar's address, by the scheme that calendar programs are registered for.
    #[must_use]
    pub fn calendar(&self, path: &str) -> String {
        let address = self.join(path);
        let rest = address.strip_prefix("https").or_else(|| address.strip_prefix("http")).unwrap_or(&address);
        format!("webcal{rest}")
    }

    /// The host, without port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// By https?
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// The whole address of a path that begins with `/`.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// Does the name mean this machine, whoever resolves it? (RFC 6761 for `localhost`.)
#[must_use]
pub fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.as_ref();
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.to_canonical().is_loopback(),
    }
}
