//! Rate limits: how often one client may do what only an attacker does often.
//!
//! Counted in this process, by client address: an IPv4 address, or a /64 of IPv6, which is what one
//! line gets. A debtor elsewhere is never held up by a guesser. Only failures count: a right link
//! or a true callback costs nothing. Beyond single addresses, wrong links are watched as a whole,
//! so that guessing spread over many addresses raises an alarm.

use crate::telemetry;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use services::clock;
use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is limited by client address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A link that opens nothing: 60 at once, then one in 5 s. A whole office behind one address
    /// may open its expired links; a guesser is stopped long before 200.
    WrongLink,
    /// "Send me a new link": never more than 20 in an hour.
    NewLink,
    /// A password or a code where one signs in to the console: 30 at once, then one in 20 s. Each try counts, since each costs a
    /// slow hash.
    SignIn,
    /// A callback whose signature is wrong: 60 at once, then one a second. A provider whose secret
    /// was just changed here tries again for days, so being held up loses nothing.
    ForgedCallback,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::WrongLink, Self::NewLink, Self::SignIn, Self::ForgedCallback];

    /// For metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongLink => "wrong_link",
            Self::NewLink => "new_link",
            Self::SignIn => "sign_in",
            Self::ForgedCallback => "forged_callback",
        }
    }

    /// In any span of time at most the burst plus what the span lets through.
    fn quota(self) -> Quota {
        match self {
            Self::WrongLink => quota(60, Duration::from_secs(5)),
            Self::NewLink => quota(10, Duration::from_secs(360)),
            Self::SignIn => quota(30, Duration::from_secs(20)),
            Self::ForgedCallback => quota(60, Duration::from_secs(1)),
        }
    }
}

/// At most 3 links an hour to one mail address: two at once, then one an hour.
fn to_one_address() -> Quota {
    quota(2, Duration::from_secs(3600))
}

/// Wrong links of all clients: 600 at once, then two a second. Far above what expired links of a
/// large creditor make, far below what guessing 256 bits would need.
fn all_wrong_links() -> Quota {
    quota(600, Duration::from_millis(500))
}

/// An alarm stays on this long after the last wrong link above the limit.
const ALARM: Duration = Duration::from_secs(600);

/// After so many failures the tables are tidied at once, whatever the timer says, so that many
/// addresses cannot fill the memory.
const TIDY_AFTER: u32 = 100_000;

fn quota(burst: u32, each: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    // Only a period of zero is refused, and none above is.
    Quota::with_period(each).map_or_else(|| Quota::per_hour(burst), |quota| quota.allow_burst(burst))
}

/// Too often: say so (429) and when to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; try again in {0} s")]
pub struct RetryAfter(
    /// Whole seconds, at least one: the header's value.
    pub u64,
);

type Keyed<K> = RateLimiter<K, DashMapStateStore<K>, Ticks, NoOpMiddleware<Duration>>;
type Whole = RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Duration>>;

/// The counters of this process.
pub struct Limits {
    ticks: Ticks,
    by_client: [Keyed<IpAddr>; 4],
    by_mail_address: Keyed<u64>,
    wrong_links: Whole,
    /// The millisecond of the last wrong link above the limit, plus one; 0 for never.
    alarmed: AtomicU64,
    since_tidied: AtomicU32,
    hasher: RandomState,
}

impl Limits {
    /// Counts by a clock that never jumps.
    #[must_use]
    pub fn new() -> Self {
        Self::by(Ticks::Machine(Instant::now()))
    }

    /// Counts by a clock that is told the time, for tests.
    #[must_use]
    pub fn with_clock(clock: Arc<dyn clock::Clock>) -> Self {
        Self::by(Ticks::Clock(clock))
    }

    fn by(ticks: Ticks) -> Self {
        let keyed = |limit: Limit| RateLimiter::new(limit.quota(), DashMapStateStore::default(), ticks.clone());
        Self {
            by_client: Limit::ALL.map(keyed),
            by_mail_address: RateLimiter::new(to_one_address(), DashMapStateStore::default(), ticks.clone()),
            wrong_links: RateLimiter::direct_with_clock(all_wrong_links(), ticks.clone()),
            alarmed: AtomicU64::new(0),
            since_tidied: AtomicU32::new(0),
            hasher: RandomState::new(),
            ticks,
        }
    }

    /// Counts one (failed) try of a client.
    ///
    /// # Errors
    /// [`RetryAfter`] when there were too many.
    pub fn check(&self, limit: Limit, client: IpAddr) -> Result<(), RetryAfter> {
        if limit == Limit::WrongLink && self.wrong_links.check().is_err() {
            self.alarmed.store(self.millis().saturating_add(1), Ordering::Relaxed);
        }
        self.one(&self.by_client[limit as usize], &line_of(client)).inspect_err(|_| telemetry::limited(limit.as_str()))
    }

    /// Counts one mail with a link to an address; what is kept of the address is a keyed hash.
    ///
    /// # Errors
    /// [`RetryAfter`] when it got enough. The client must not be told: it would learn who is known.
    pub fn check_mail_to(&self, address: &str) -> Result<(), RetryAfter> {
        self.one(&self.by_mail_address, &self.hasher.hash_one(address.trim().to_lowercase()))
    }

    /// Were there more wrong links in all than any honest use makes, within the last ten minutes?
    #[must_use]
    pub fn is_alarmed(&self) -> bool {
        let alarmed = self.alarmed.load(Ordering::Relaxed);
        alarmed > 0 && u128::from(self.millis().saturating_sub(alarmed - 1)) < ALARM.as_millis()
    }

    /// Forgets clients that have been good for a while. To be called about once a minute.
    pub fn tidy(&self) {
        self.since_tidied.store(0, Ordering::Relaxed);
        for limiter in &self.by_client {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        self.by_mail_address.retain_recent();
        self.by_mail_address.shrink_to_fit();
    }

    /// How many clients are remembered, over all limits.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.by_client.iter().map(RateLimiter::len).sum::<usize>() + self.by_mail_address.len()
    }

    fn one<K: Hash + Eq + Clone>(&self, limiter: &Keyed<K>, key: &K) -> Result<(), RetryAfter> {
        if self.since_tidied.fetch_add(1, Ordering::Relaxed) >= TIDY_AFTER {
            self.tidy();
        }
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.ticks.now());
            RetryAfter(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1))
        })
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.ticks.now().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Limits({} remembered)", self.remembered())
    }
}

/// Whoever shares this shares a limit: an IPv4 address, a /64 of IPv6.
pub(crate) fn line_of(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Time since some beginning.
#[derive(Clone)]
enum Ticks {
    /// The machine's, which goes on evenly when its clock is set.
    Machine(Instant),
    Clock(Arc<dyn clock::Clock>),
}

impl Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        match self {
            Self::Machine(start) => start.elapsed(),
            Self::Clock(clock) => {
                Duration::from_millis(u64::try_from(clock.now().timestamp_millis()).unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use services::clock::TestClock;

    fn limits() -> (Arc<TestClock>, Limits) {
        let clock = Arc::new(TestClock::at("2026-11-05T12:00:00Z".parse().expect("an instant")));
        let told: Arc<dyn clock::Clock> = Arc::clone(&clock) as _;
        (clock, Limits::with_clock(told))
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    /// How many of `tries` pass.
    fn passed(limits: &Limits, limit: Limit, client: &str, tries: u32) -> usize {
        (0..tries).filter(|_| limits.check(limit, ip(client)).is_ok()).count()
    }

    #[test]
    fn a_guesser_is_stopped_and_the_debtor_elsewhere_is_not() {
        let (clock, limits) = limits();
        assert_eq!(passed(&limits, Limit::WrongLink, "192.0.2.1", 200), 60);
        assert_eq!(limits.check(Limit::WrongLink, ip("192.0.2.1")), Err(RetryAfter(5)));
        assert_eq!(limits.check(Limit::WrongLink, ip("192.0.2.2")), Ok(()));
        assert_eq!(limits.check(Limit::NewLink, ip("192.0.2.1")), Ok(()), "each limit counts for itself");
        clock.advance(TimeDelta::milliseconds(4_001));
        assert_eq!(limits.check(Limit::WrongLink, ip("192.0.2.1")), Err(RetryAfter(1)));
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(limits.check(Limit::WrongLink, ip("192.0.2.1")), Ok(()));
    }

    #[test]
    fn one_line_is_one_client() {
        let (_, limits) = limits();
        assert_eq!(passed(&limits, Limit::NewLink, "2001:db8:1:2::1", 5), 5);
        assert_eq!(passed(&limits, Limit::NewLink, "2001:db8:1:2:ffff::9", 6), 5);
        assert_eq!(passed(&limits, Limit::NewLink, "2001:db8:1:3::1", 1), 1);
        assert_eq!(passed(&limits, Limit::NewLink, "::ffff:192.0.2.1", 9), 9);
        assert_eq!(passed(&limits, Limit::NewLink, "192.0.2.1", 9), 1);
    }

    #[test]
    fn no_hour_has_more_than_its_share() {
        // Gauntlet 60: 20 for a client, 3 for a mail address, in whichever hour one looks.
        let (clock, limits) = limits();
        let mut at = (Vec::new(), Vec::new());
        for minute in 0..600_i64 {
            for _ in 0..3 {
                at.0.extend(limits.check(Limit::NewLink, ip("192.0.2.1")).is_ok().then_some(minute));
                at.1.extend(limits.check_mail_to(" Ada@Example.com").is_ok().then_some(minute));
            }
            assert!(limits.check_mail_to("eve@example.com").is_ok() || minute > 1);
            clock.advance(TimeDelta::minutes(1));
        }
        let max = |at: &[i64]| {
            at.iter().map(|from| at.iter().filter(|minute| (*from..=from + 60).contains(*minute)).count()).max()
        };
        assert_eq!((max(&at.0), max(&at.1)), (Some(20), Some(3)));
        assert!(limits.check_mail_to("ada@example.com").is_ok(), "ten hours later there is one again");
        assert!(limits.check_mail_to("ADA@example.com").is_err(), "however it is spelt");
    }

    #[test]
    fn guessing_from_many_addresses_raises_the_alarm() {
        let (clock, limits) = limits();
        let wrong = |count: u32| {
            for i in 0..count {
                let client = IpAddr::from((0x0a00_0000 + i).to_be_bytes());
                limits.check(Limit::WrongLink, client).expect("one wrong link is no reason to stop anyone");
            }
        };
        wrong(600);
        assert!(!limits.is_alarmed());
        wrong(1);
        assert!(limits.is_alarmed());
        clock.advance(TimeDelta::seconds(599));
        assert!(limits.is_alarmed());
        clock.advance(TimeDelta::seconds(1));
        assert!(!limits.is_alarmed());
    }

    #[test]
    fn the_good_are_forgotten_and_many_do_not_fill_the_memory() {
        let (clock, limits) = limits();
        passed(&limits, Limit::WrongLink, "192.0.2.1", 60);
        passed(&limits, Limit::ForgedCallback, "192.0.2.2", 1);
        clock.advance(TimeDelta::seconds(60));
        limits.tidy();
        assert_eq!(limits.remembered(), 1, "the one who is still being held up");
        assert_eq!(passed(&limits, Limit::WrongLink, "192.0.2.1", 60), 12, "60 s later: one for each 5 s");
        for i in 0..300_000_u32 {
            assert_eq!(limits.check(Limit::ForgedCallback, IpAddr::from(i.to_be_bytes())), Ok(()));
            if i % 1_000 == 0 {
                clock.advance(TimeDelta::seconds(1));
            }
        }
        assert!(limits.remembered() <= 110_000, "{limits:?}");
    }

    #[test]
    fn without_being_told_the_machine_counts() {
        let limits = Limits::new();
        assert!((60..=61).contains(&passed(&limits, Limit::WrongLink, "192.0.2.1", 100)));
        assert!(limits.check(Limit::WrongLink, ip("192.0.2.1")).is_err_and(|wait| (1..=5).contains(&wait.0)));
    }
}
