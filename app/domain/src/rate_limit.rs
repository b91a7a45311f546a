//! How often a debtor, or somebody with a link of theirs, does what costs others something: a session is a row, a payment is a
//! question to a provider, a dispute is work of a person.
//!
//! The store tells when it was done lately, read under a lock on the debtor's row: a hundred at once count as a hundred, over
//! all processes.

use chrono::{DateTime, TimeDelta, Utc};

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateLimit {
    /// A session that one link opens.
    Session,
    /// A link that a debtor makes for somebody else.
    SharedLink,
    /// A payment that was begun and has not been paid.
    UnpaidPayment,
    /// A dispute.
    Dispute,
}

impl RateLimit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Session, Self::SharedLink, Self::UnpaidPayment, Self::Dispute];

    /// How often within its [span](Self::span).
    #[must_use]
    pub const fn at_most(self) -> i64 {
        match self {
            Self::Session | Self::UnpaidPayment => 30,
            Self::SharedLink | Self::Dispute => 10,
        }
    }

    /// In which it is counted.
    #[must_use]
    pub const fn span(self) -> TimeDelta {
        match self {
            Self::Session | Self::SharedLink | Self::UnpaidPayment => TimeDelta::hours(1),
            Self::Dispute => TimeDelta::days(1),
        }
    }

    /// Is it too often to do it once more now? `latest` is when it was done, the latest first, at least the last
    /// [`Self::at_most`].
    ///
    /// # Errors
    /// [`TooOften`] with the time to wait.
    pub fn check(self, latest: &[DateTime<Utc>], now: DateTime<Utc>) -> Result<(), TooOften> {
        let before = usize::try_from(self.at_most() - 1).ok().and_then(|n| latest.get(n));
        let wait = before.map(|first| *first + self.span() - now).filter(|wait| *wait > TimeDelta::zero());
        match wait {
            // Begun minutes count.
            Some(wait) => Err(TooOften { minutes: (wait.num_seconds() + 59) / 60 }),
            None => Ok(()),
        }
    }
}

/// Something was done too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {minutes} minutes")]
pub struct TooOften {
    /// How long to wait; at least one.
    pub minutes: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_go_and_then_no_more_until_the_first_is_old() {
        let now: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().expect("an instant");
        for paced in RateLimit::ALL {
            let ago = |n: i64| now - TimeDelta::seconds(n);
            let latest: Vec<_> = (0..paced.at_most()).map(ago).collect();
            assert_eq!(paced.check(&latest[1..], now), Ok(()), "{paced:?}");
            let Err(TooOften { minutes }) = paced.check(&latest, now) else { panic!("{paced:?}") };
            assert_eq!(minutes, paced.span().num_minutes(), "{paced:?}");
            let over = now + paced.span() - TimeDelta::seconds(paced.at_most() - 1);
            assert_eq!(paced.check(&latest, over), Ok(()), "{paced:?}");
            assert_eq!(paced.check(&latest, over - TimeDelta::seconds(1)), Err(TooOften { minutes: 1 }), "{paced:?}");
        }
    }
}
