//! A circuit breaker: after some faults in a row, stop asking for a while, then try once.
//!
//! While it is open, callers are refused at once, so that a debtor's page does not wait for a
//! provider that is known to be away.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// See the module. Shared by everything that talks to one provider.
#[derive(Debug)]
pub struct Breaker {
    faults_to_open: u32,
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    /// Calls go through; so many faults in a row so far.
    Closed { faults: u32 },
    /// Nobody goes through before `until`; then one may try.
    Open { until: Instant },
    /// One is trying; nobody else goes through.
    Probing { since: Instant },
}

/// The right to make one call. Say how it went; dropping it (the caller went away) says nothing.
#[derive(Debug)]
pub struct Permit<'a> {
    breaker: &'a Breaker,
    probe: bool,
    told: bool,
}

impl Breaker {
    /// Opens after `faults_to_open` faults in a row, and tries again after `rest`.
    #[must_use]
    pub const fn new(faults_to_open: u32, rest: Duration) -> Self {
        Self { faults_to_open, rest, state: Mutex::new(State::Closed { faults: 0 }) }
    }

    /// May a call be made? `None` while open.
    pub fn ask(&self, now: Instant) -> Option<Permit<'_>> {
        let mut state = self.state();
        let probe = match *state {
            State::Closed { .. } => false,
            State::Open { until } if until <= now => {
                *state = State::Probing { since: now };
                true
            }
            State::Open { .. } | State::Probing { .. } => return None,
        };
        Some(Permit { breaker: self, probe, told: false })
    }

    // A panic elsewhere leaves a whole value behind: every change is one assignment.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// The provider answered sensibly; a refusal is sensible too.
    pub fn well(mut self) {
        self.told = true;
        let mut state = self.breaker.state();
        // A late answer to a call from before the breaker opened closes nothing.
        if self.probe || matches!(*state, State::Closed { .. }) {
            *state = State::Closed { faults: 0 };
        }
    }

    /// It did not.
    pub fn fault(mut self, now: Instant) {
        self.told = true;
        let mut state = self.breaker.state();
        *state = match *state {
            State::Closed { faults } if faults.saturating_add(1) < self.breaker.faults_to_open => {
                State::Closed { faults: faults.saturating_add(1) }
            }
            State::Closed { .. } => State::Open { until: now + self.breaker.rest },
            State::Probing { .. } if self.probe => State::Open { until: now + self.breaker.rest },
            other @ (State::Open { .. } | State::Probing { .. }) => other,
        };
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.probe && !self.told {
            // The prober went away without an answer: the next one may try at once.
            let mut state = self.breaker.state();
            if let State::Probing { since } = *state {
                *state = State::Open { until: since };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(5);

    fn opened(now: Instant) -> Breaker {
        let breaker = Breaker::new(5, REST);
        for _ in 0..5 {
            breaker.ask(now).expect("closed").fault(now);
        }
        breaker
    }

    #[test]
    fn opens_after_five_in_a_row_only() {
        let now = Instant::now();
        let breaker = Breaker::new(5, REST);
        for _ in 0..4 {
            breaker.ask(now).expect("closed").fault(now);
        }
        breaker.ask(now).expect("closed").well();
        for _ in 0..4 {
            breaker.ask(now).expect("closed").fault(now);
        }
        assert!(breaker.ask(now).is_some());
        breaker.ask(now).expect("closed").fault(now);
        assert!(breaker.ask(now).is_none());
        assert!(breaker.ask(now + REST / 2).is_none());
    }

    #[test]
    fn one_probe_decides() {
        let now = Instant::now();
        let breaker = opened(now);
        let probe = breaker.ask(now + REST).expect("one may try");
        assert!(breaker.ask(now + REST).is_none(), "only one");
        probe.fault(now + REST);
        assert!(breaker.ask(now + REST).is_none(), "open again");
        breaker.ask(now + REST * 2).expect("one may try").well();
        assert!(breaker.ask(now + REST * 2).is_some());
        assert!(breaker.ask(now + REST * 2).is_some());
    }

    #[test]
    fn a_prober_that_goes_away_blocks_nobody() {
        let now = Instant::now();
        let breaker = opened(now);
        drop(breaker.ask(now + REST).expect("one may try"));
        assert!(breaker.ask(now + REST).is_some());
    }

    #[test]
    fn late_answers_from_before_change_nothing() {
        let now = Instant::now();
        let breaker = Breaker::new(1, REST);
        let (early, other) = (breaker.ask(now).expect("closed"), breaker.ask(now).expect("closed"));
        breaker.ask(now).expect("closed").fault(now);
        early.well();
        other.fault(now);
        assert!(breaker.ask(now).is_none());
    }
}
