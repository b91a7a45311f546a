//! Which calendar day an instant falls on. Instants are UTC; days belong to a [`Zone`].

use crate::date::Date;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{GapInfo, Tz};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The hours in which letters arrive that nobody is waiting for, by the creditor's clock.
const DAY_BEGINS: u32 = 8;
/// The first hour in which they do not any more.
const DAY_ENDS: u32 = 20;

/// Not a name of the IANA time zone list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time zone; give its IANA name, for example `America/Mexico_City`")]
pub struct ZoneError(String);

/// A time zone: which calendar day an instant falls on for a creditor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Zone(Tz);

impl Zone {
    /// Greenwich, without summer time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone as chrono knows it.
    #[must_use]
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// Today, when it is `now`.
    #[must_use]
    pub fn today(self, now: DateTime<Utc>) -> Date {
        self.day_of(now)
    }

    /// The calendar day on which `instant` falls here.
    #[must_use]
    pub fn day_of(self, instant: DateTime<Utc>) -> Date {
        self.local(instant).date()
    }

    /// What a clock on the wall shows here at `instant`.
    #[must_use]
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }

    /// The instant at which `date` is over for good: the first one from which on no clock here
    /// shows that day (or an earlier one) again. Whatever lasts to the end of a day holds while
    /// `now < end_of_day(day)`.
    ///
    /// Days whose following midnight does not exist (Santiago springs forward at midnight) or comes
    /// twice (Havana falls back at 1 o'clock, St. John's once did at 00:01) are right too.
    #[must_use]
    pub fn end_of_day(self, date: Date) -> DateTime<Utc> {
        // chrono ends in the year 262142; nobody's due date comes near.
        date.checked_add_days(Days::new(1)).map_or(DateTime::<Utc>::MAX_UTC, |next| self.start_of_day(next))
    }

    /// `now`, where letters may arrive now; else the next instant at which they may: nobody is woken by one.
    #[must_use]
    pub fn awake(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let local = self.local(now);
        if (DAY_BEGINS..DAY_ENDS).contains(&local.hour()) {
            return now;
        }
        let late = u64::from(local.hour() >= DAY_ENDS);
        let day = local.date().checked_add_days(Days::new(late)).unwrap_or(local.date());
        let begins = NaiveTime::from_hms_opt(DAY_BEGINS, 0, 0).unwrap_or(NaiveTime::MIN);
        // No clock has ever been changed at eight in the morning; if one is, the day begins with midnight.
        let found = self.0.from_local_datetime(&day.and_time(begins)).earliest();
        found.map_or_else(|| self.start_of_day(day), |instant| instant.to_utc())
    }

    /// What happened on `date` at an hour that nobody says: twelve hours after it began, which is that day in every zone
    /// around.
    #[must_use]
    pub fn noon(self, date: Date) -> DateTime<Utc> {
        self.start_of_day(date) + TimeDelta::hours(12)
    }

    /// The instant at which `date` begins here: the end of the day before.
    #[must_use]
    pub fn start_of_day(self, date: Date) -> DateTime<Utc> {
        let midnight = date.and_time(NaiveTime::MIN);
        let found = self.0.from_local_datetime(&midnight);
        match (found.earliest(), found.latest()) {
            (Some(first), Some(second)) if first != second => {
                // Midnight comes twice. Did the clock go back over midnight, into the day before?
                let just_before = second.to_utc().checked_sub_signed(TimeDelta::nanoseconds(1));
                let fell_back = just_before.is_some_and(|instant| self.day_of(instant) < date);
                if fell_back { second.to_utc() } else { first.to_utc() }
            }
            (Some(only), _) => only.to_utc(),
            // Midnight is skipped; the day begins where the gap ends. (A gap at the very beginning
            // or end of time has no end; there the zone is taken for UTC.)
            _ => GapInfo::new(&midnight, &self.0)
                .and_then(|gap| gap.end)
                .map_or_else(|| midnight.and_utc(), |end| end.to_utc()),
        }
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(name: &str) -> Result<Self, ZoneError> {
        name.parse().map(Self).map_err(|_| ZoneError(name.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;

    fn try_from(name: String) -> Result<Self, ZoneError> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().expect("a zone")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_ends_when_the_next_begins() {
        for (name, date, end) in [
            ("UTC", "2026-02-28", "2026-03-01T00:00:00Z"),
            ("America/Mexico_City", "2026-11-05", "2026-11-06T06:00:00Z"),
            ("America/Sao_Paulo", "2026-12-31", "2027-01-01T03:00:00Z"),
            // Spring forward at midnight: 00:00 to 01:00 does not exist on 6 September.
            ("America/Santiago", "2026-09-05", "2026-09-06T04:00:00Z"),
            // Fall back at midnight to 23:00: Saturday has 25 hours.
            ("America/Santiago", "2026-04-04", "2026-04-05T04:00:00Z"),
            // Fall back at 1 o'clock: midnight comes twice, the first is the end.
            ("America/Havana", "2026-10-31", "2026-11-01T04:00:00Z"),
            // Fall back at 00:01 into the day before: the second midnight is the end.
            ("America/St_Johns", "2010-11-06", "2010-11-07T03:30:00Z"),
            // A day that never was: Samoa skipped 30 December 2011.
            ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ] {
            assert_eq!(zone(name).end_of_day(day(date)), at(end), "{name} {date}");
        }
    }

    #[test]
    fn in_every_zone_the_end_of_a_day_parts_it_from_the_next() {
        // Every day of five years, one of them with Samoa's skipped day, in all zones of the list.
        let second = TimeDelta::seconds(1);
        let mut seen = 0;
        for tz in chrono_tz::TZ_VARIANTS {
            let zone = Zone(tz);
            for year in [2010, 2011, 2018, 2026, 2028] {
                let first = Date::from_ymd_opt(year, 1, 1).expect("a day");
                for date in first.iter_days().take(366) {
                    let end = zone.end_of_day(date);
                    assert!(zone.day_of(end) > date, "{zone} {date}: {end} is still that day");
                    assert!(zone.day_of(end - second) <= date, "{zone} {date}: {end} is too late");
                    seen += 1;
                }
            }
        }
        assert!(seen > 900_000, "only {seen} days were looked at");
    }

    #[test]
    fn the_day_is_the_zones_day() {
        let night = at("2026-11-06T02:30:00Z");
        assert_eq!(zone("America/Bogota").today(night), day("2026-11-05"));
        assert_eq!(zone("Europe/Madrid").today(night), day("2026-11-06"));
        assert_eq!(zone("America/Bogota").local(night).to_string(), "2026-11-05 21:30:00");
    }

    #[test]
    fn zones_read_back_and_others_are_refused() {
        let zone: Zone = serde_json::from_str("\"America/Lima\"").expect("a zone");
        assert_eq!(serde_json::to_string(&zone).expect("text"), "\"America/Lima\"");
        assert_eq!(zone.to_string().parse(), Ok(zone));
        for name in ["", "Lima", "america/lima", "UTC-5", "America/Lima "] {
            assert!(name.parse::<Zone>().is_err(), "{name:?}");
        }
    }
}
