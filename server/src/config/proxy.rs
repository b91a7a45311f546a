//! Whose word on a client's address counts.
//!
//! Anyone can write an `X-Forwarded-For`; only what our own proxies add to it is true. It is read
//! from the right, past the trusted hops; the first one that is not ours is the client.

use super::env::Reader;
use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// The networks of our own proxies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrustedProxies(Vec<Network>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u8,
}

impl TrustedProxies {
    /// Reads addresses and networks (`10.0.0.0/8`), by comma.
    ///
    /// # Errors
    /// The first part that is neither.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| Network::parse(part).ok_or_else(|| part.to_owned())).collect::<Result<_, _>>().map(Self)
    }

    /// The client's address: the peer's, unless the peer is one of our proxies and says another.
    #[must_use]
    pub fn client_ip(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> =
            headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
        let hops = lines.iter().rev().flat_map(|line| line.rsplit(','));
        for hop in hops {
            if !self.trusts(client) {
                break;
            }
            // What is no address ends the trail: the last hop that was one has to do.
            let Some(address) = read_hop(hop.trim()) else { break };
            client = address;
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address = address.parse::<IpAddr>().ok()?.to_canonical();
        let max = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(max), |bits| bits.parse().ok().filter(|bits| *bits <= max))?;
        Some(Self { address, bits })
    }

    fn holds(&self, address: IpAddr) -> bool {
        let same = |a: u128, b: u128, width: u32| {
            let free = width - u32::from(self.bits);
            a.checked_shr(free).unwrap_or(0) == b.checked_shr(free).unwrap_or(0)
        };
        match (self.address, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => same(u128::from(a.to_bits()), u128::from(b.to_bits()), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits(), b.to_bits(), 128),
            _ => false,
        }
    }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn read_hop(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse().or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip()));
    address.ok().map(|address| address.to_canonical())
}

pub(super) fn read(reader: &mut Reader<'_>) -> TrustedProxies {
    const NAME: &str = "SALDO_TRUSTED_PROXY";
    let read = reader.text(NAME).map_or_else(|| Ok(TrustedProxies::default()), TrustedProxies::parse);
    read.unwrap_or_else(|part| {
        let part: String = part.chars().take(60).collect();
        reader.wrong(NAME, format!("has `{part}`, which is no address or network; give for example `10.0.0.0/8, ::1`"));
        TrustedProxies::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().expect("a header"));
        }
        let proxies = TrustedProxies::parse(proxies).expect("networks");
        proxies.client_ip(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        for (proxies, peer, forwarded, expected) in [
            ("", "203.0.113.9", vec!["192.0.2.1"], "203.0.113.9"),
            ("10.0.0.0/8", "203.0.113.9", vec!["192.0.2.1"], "203.0.113.9"),
            ("10.0.0.0/8", "10.1.2.3", vec![], "10.1.2.3"),
            ("10.0.0.0/8", "10.1.2.3", vec!["192.0.2.1"], "192.0.2.1"),
            // The client wrote the first entry itself; our proxy added the second.
            ("10.0.0.0/8", "10.1.2.3", vec!["8.8.8.8, 192.0.2.1"], "192.0.2.1"),
            ("10.0.0.0/8", "10.1.2.3", vec!["8.8.8.8", "192.0.2.1,10.9.9.9"], "192.0.2.1"),
            ("10.0.0.0/8", "10.1.2.3", vec!["unknown"], "10.1.2.3"),
            ("10.0.0.0/8", "10.1.2.3", vec!["evil, 10.9.9.9"], "10.9.9.9"),
            ("10.0.0.0/8", "::ffff:10.1.2.3", vec!["192.0.2.1:4711"], "192.0.2.1"),
            ("127.0.0.1, ::1", "::1", vec!["[2001:db8::7]:4711"], "2001:db8::7"),
            ("0.0.0.0/0", "1.2.3.4", vec!["192.0.2.1"], "192.0.2.1"),
            ("2001:db8::/32", "2001:db8:ffff::1", vec!["192.0.2.1"], "192.0.2.1"),
            ("2001:db8::/32", "2001:db9::1", vec!["192.0.2.1"], "2001:db9::1"),
        ] {
            assert_eq!(client(proxies, peer, &forwarded), expected, "{proxies} {peer} {forwarded:?}");
        }
    }

    #[test]
    fn what_is_no_network_is_named() {
        for (text, part) in [("10.0.0.0/33", "10.0.0.0/33"), ("::1, proxy", "proxy"), ("1.2.3.4/x", "1.2.3.4/x")] {
            assert_eq!(TrustedProxies::parse(text), Err(part.to_owned()));
        }
    }
}
