//! `/breathing-space`: short and private.

/// `/breathing-space`: short and private. A POST form to itself.
///
/// Field: `form_key`. Nothing is asked about reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BreathingSpaceView {
    /// It can be had.
    Offered {
        days: u16,
        /// Until this day.
        until: String,
        /// Makes a double click one.
        form_key: String,
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
    /// It runs.
    Running {
        /// Until this day.
        until: String,
        just_begun: bool,
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
    /// It is over, told to whom a mail's key brings here.
    Over {
        /// Its last day.
        until: String,
    },
    /// Not by itself: it was used, or is not offered. A person can be talked to.
    Ask {
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
}
