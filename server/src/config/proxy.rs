//! Whose word on a client's address counts.
//!
//! Anyone can write an `X-Forwarded-For`; only what our own proxies add to it is true. It is read
//! from the right, past the trusted hops; the first one that is not ours is the client.

use super::env::Reader;
use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// What stands in the setting where no proxy is before us.
const NONE: &str = "none";

/// The widest networks that firms have of their own: `10.0.0.0/8` and `fc00::/7`. What is wider holds strangers.
const WIDEST: (u8, u8) = (8, 7);

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
    /// The first part that is neither, or so wide that whoever asks would be a proxy.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim() == NONE {
            return Ok(Self::default());
        }
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

    /// Does somebody who is none of our proxies say for whom they ask? Then either a proxy is missing in the settings, and
    /// all its clients count as one, or a client would be taken for another one.
    #[must_use]
    pub fn is_foreign_word(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        headers.contains_key("x-forwarded-for") && !self.trusts(peer)
    }

    /// Is it the address of one of our proxies?
    #[must_use]
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.holds(address))
    }
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address = address.parse::<IpAddr>().ok()?.to_canonical();
        let max = if address.is_ipv4() { 32 } else { 128 };
        let least = if address.is_ipv4() { WIDEST.0 } else { WIDEST.1 };
        let bits = bits.map_or(Some(max), |bits| bits.parse().ok().filter(|bits| (least..=max).contains(bits)))?;
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

/// `behind_one`: debtors come by https, which another program than ours speaks.
pub(super) fn read(reader: &mut Reader<'_>, behind_one: bool) -> TrustedProxies {
    const NAME: &str = "SALDO_TRUSTED_PROXY";
    let Some(text) = reader.text(NAME) else {
        if behind_one {
            let what = "is missing; name the proxy that speaks https before it, for example `127.0.0.1`, or say `none`";
            reader.wrong(NAME, what.to_owned());
        }
        return TrustedProxies::default();
    };
    let read = TrustedProxies::parse(text);
    read.unwrap_or_else(|part| {
        let part: String = part.chars().take(60).collect();
        reader.wrong(NAME, format!("has `{part}`, which is no address, and no network of yours; give for example `10.0.0.0/8, ::1`, or `none`"));
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
            ("none", "127.0.0.1", vec!["192.0.2.1"], "127.0.0.1"),
            ("fc00::/7", "fd12::1", vec!["192.0.2.1"], "192.0.2.1"),
            ("2001:db8::/32", "2001:db8:ffff::1", vec!["192.0.2.1"], "192.0.2.1"),
            ("2001:db8::/32", "2001:db9::1", vec!["192.0.2.1"], "2001:db9::1"),
        ] {
            assert_eq!(client(proxies, peer, &forwarded), expected, "{proxies} {peer} {forwarded:?}");
        }
    }

    #[test]
    fn a_word_of_a_stranger_is_noticed() {
        let mut headers = HeaderMap::new();
        let peer = |text: &str| text.parse::<IpAddr>().expect("an address");
        let (some, none) = (TrustedProxies::parse("10.0.0.0/8").expect("a network"), TrustedProxies::default());
        assert!(!some.is_foreign_word(peer("192.0.2.1"), &headers) && !none.is_foreign_word(peer("::1"), &headers));
        headers.append("x-forwarded-for", "192.0.2.1".parse().expect("a header"));
        assert!(some.is_foreign_word(peer("192.0.2.1"), &headers) && none.is_foreign_word(peer("::1"), &headers));
        assert!(!some.is_foreign_word(peer("::ffff:10.1.2.3"), &headers));
    }

    #[test]
    fn what_is_no_network_is_named() {
        for (text, part) in [
            ("10.0.0.0/33", "10.0.0.0/33"),
            ("::1, proxy", "proxy"),
            ("1.2.3.4/x", "1.2.3.4/x"),
            // Whoever asks would be a proxy.
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("10.0.0.1, ::/0", "::/0"),
            ("0.0.0.0/1, 128.0.0.0/1", "0.0.0.0/1"),
            ("1.0.0.0/7", "1.0.0.0/7"),
            ("2000::/3", "2000::/3"),
            ("none, ::1", "none"),
        ] {
            assert_eq!(TrustedProxies::parse(text), Err(part.to_owned()));
        }
    }
}
