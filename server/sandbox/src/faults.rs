//! Faults on demand: how often, and which one this time.
//!
//! Chances are parts of a million, read from decimals (`0.2`), and drawn from a seeded source: the
//! same seed and the same calls give the same faults.

use super::chance::Chance;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::time::Duration;

/// A chance between 0 and 1, kept in parts of a million.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share(u32);

impl Share {
    /// Always.
    pub const ALWAYS: Self = Self(1_000_000);

    /// `parts` of a million; more than a million counts as always.
    #[must_use]
    pub const fn of_a_million(parts: u32) -> Self {
        if parts > Self::ALWAYS.0 { Self::ALWAYS } else { Self(parts) }
    }

    const fn falls(self, chance: &mut Chance) -> bool {
        // Nothing is drawn for what never happens: switching one fault on leaves the others' luck alone.
        self.0 > 0 && chance.below(1_000_000) < self.0 as u64
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decimal = Decimal::new(i64::from(self.0), 6).normalize().to_string();
        serde_json::from_str::<serde_json::Number>(&decimal).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = serde_json::Number::deserialize(deserializer)?.to_string();
        Decimal::from_str_exact(&text)
            .or_else(|_| Decimal::from_scientific(&text))
            .ok()
            .filter(|share| *share >= Decimal::ZERO && *share <= Decimal::ONE)
            .and_then(|share| (share * Decimal::from(1_000_000)).to_u32())
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("a chance is a number from 0 to 1"))
    }
}

/// What goes wrong, and how often. All zero: it behaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// Callbacks sent again, one to three times, with the same event id.
    pub duplicate: Share,
    /// Callbacks that wait `delay_ms` before they are sent. Left out while `delay_ms` is set: all.
    pub delay: Option<Share>,
    /// Milliseconds.
    pub delay_ms: u64,
    /// Callbacks held back so that later ones overtake them.
    pub reorder: Share,
    /// The longest holding back, in milliseconds.
    pub reorder_ms: u64,
    /// Callbacks never sent.
    pub drop: Share,
    /// Forged callbacks sent beside the true ones, and for pages that nobody paid.
    pub forge: Share,
    /// API calls answered 500 without being carried out.
    pub http_500: Share,
    /// API calls held for `timeout_ms` and then cut off without being carried out.
    pub timeout: Share,
    /// Milliseconds.
    pub timeout_ms: u64,
    /// API calls that wait `slow_ms` first. Left out while `slow_ms` is set: all.
    pub slow: Option<Share>,
    /// Milliseconds.
    pub slow_ms: u64,
    /// API calls carried out, whose answer is cut JSON.
    pub malformed: Share,
    /// API calls carried out, whose answer is lost with the connection.
    pub lose_answer: Share,
    /// Starts the luck anew from this number.
    pub seed: Option<u64>,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            duplicate: Share(0),
            delay: None,
            delay_ms: 0,
            reorder: Share(0),
            reorder_ms: 400,
            drop: Share(0),
            forge: Share(0),
            http_500: Share(0),
            timeout: Share(0),
            timeout_ms: 30_000,
            slow: None,
            slow_ms: 0,
            malformed: Share(0),
            lose_answer: Share(0),
            seed: None,
        }
    }
}

/// How a forged callback is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Forgery {
    /// No signature at all.
    Unsigned,
    /// Not signed with the key that was agreed on.
    WrongKey,
    /// The body was changed after signing.
    Changed,
    /// Signed long ago, or by a certificate from elsewhere.
    Elsewhere,
}

/// What becomes of one callback.
#[derive(Debug, Default)]
pub(super) struct FaultPlan {
    pub(super) dropped: bool,
    /// Before the first attempt.
    pub(super) wait: Duration,
    /// One more sending after each of these.
    pub(super) again: Vec<Duration>,
    pub(super) forged: Option<Forgery>,
}

/// What becomes of one API call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CallFault {
    Fail,
    Hang(Duration),
    Malformed,
    LoseAnswer,
}

/// The settings and their luck.
pub(super) struct Luck {
    faults: Faults,
    start: u64,
    chance: Chance,
}

impl Luck {
    pub(super) fn new(faults: Faults, start: u64) -> Self {
        let chance = Chance::new(faults.seed.unwrap_or(start));
        Self { faults, start, chance }
    }

    pub(super) const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Takes new settings; the luck goes on where it was unless they carry a seed.
    pub(super) fn set(&mut self, faults: Faults) {
        if let Some(seed) = faults.seed {
            self.chance = Chance::new(seed);
        }
        self.faults = faults;
    }

    pub(super) fn reset(&mut self) {
        *self = Self::new(Faults::default(), self.start);
    }

    /// Draws for one callback.
    pub(super) fn callback(&mut self) -> FaultPlan {
        let faults = &self.faults;
        let chance = &mut self.chance;
        let mut plan = FaultPlan { dropped: faults.drop.falls(chance), ..FaultPlan::default() };
        let delay = faults.delay.unwrap_or(if faults.delay_ms > 0 { Share::ALWAYS } else { Share(0) });
        if delay.falls(chance) {
            plan.wait += Duration::from_millis(faults.delay_ms);
        }
        if faults.reorder.falls(chance) {
            plan.wait += Duration::from_millis(1 + chance.below(faults.reorder_ms));
        }
        if faults.duplicate.falls(chance) {
            for _ in 0..=chance.below(3) {
                plan.again.push(Duration::from_millis(chance.below(300)));
            }
        }
        plan.forged = self.forgery();
        plan
    }

    /// Draws whether something is forged, and how.
    pub(super) fn forgery(&mut self) -> Option<Forgery> {
        let kinds = [Forgery::Unsigned, Forgery::WrongKey, Forgery::Changed, Forgery::Elsewhere];
        if !self.faults.forge.falls(&mut self.chance) {
            return None;
        }
        usize::try_from(self.chance.below(4)).ok().and_then(|at| kinds.get(at)).copied()
    }

    /// Draws for one API call: how long it waits, and what goes wrong.
    pub(super) fn call(&mut self) -> (Duration, Option<CallFault>) {
        let faults = &self.faults;
        let chance = &mut self.chance;
        let slow = faults.slow.unwrap_or(if faults.slow_ms > 0 { Share::ALWAYS } else { Share(0) });
        let wait = Duration::from_millis(if slow.falls(chance) { faults.slow_ms } else { 0 });
        let fault = if faults.http_500.falls(chance) {
            Some(CallFault::Fail)
        } else if faults.timeout.falls(chance) {
            Some(CallFault::Hang(Duration::from_millis(faults.timeout_ms)))
        } else if faults.malformed.falls(chance) {
            Some(CallFault::Malformed)
        } else if faults.lose_answer.falls(chance) {
            Some(CallFault::LoseAnswer)
        } else {
            None
        };
        (wait, fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_and_written_as_decimals() {
        let faults: Faults = serde_json::from_str(r#"{"duplicate":0.2,"drop":1e-3,"reorder":1}"#).expect("faults");
        assert_eq!((faults.duplicate, faults.drop, faults.reorder), (Share(200_000), Share(1000), Share::ALWAYS));
        let written = serde_json::to_value(&faults).expect("json");
        assert_eq!(written["duplicate"].to_string(), "0.2");
        for wrong in [r#"{"drop":1.1}"#, r#"{"drop":-0.1}"#, r#"{"drop":"0.1"}"#, r#"{"dorp":0.1}"#] {
            assert!(serde_json::from_str::<Faults>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_same_seed_brings_the_same_misfortunes_at_about_the_rate_asked_for() {
        let faults = Faults { drop: Share(50_000), duplicate: Share(200_000), seed: Some(3), ..Faults::default() };
        let run = |faults: &Faults| {
            let mut luck = Luck::new(faults.clone(), 0);
            (0..10_000).map(|_| luck.callback()).map(|f| (f.dropped, f.again.len())).collect::<Vec<_>>()
        };
        let plans = run(&faults);
        assert_eq!(plans, run(&faults));
        let dropped = plans.iter().filter(|(dropped, _)| *dropped).count();
        let doubled = plans.iter().filter(|(_, again)| *again > 0).count();
        assert!((430..570).contains(&dropped), "{dropped}");
        assert!((1850..2150).contains(&doubled), "{doubled}");
        let mut good = Luck::new(Faults::default(), 1);
        assert!((0..100).all(|_| good.call() == (Duration::ZERO, None)));
    }
}
