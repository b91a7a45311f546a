//! Where an agreement stands, with its days written out.

/// Where an agreement stands. Days are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementStanding {
    /// It holds once this is paid (an extension's part, a settlement).
    Awaits {
        /// How much.
        amount: String,
        /// By when.
        until: Option<String>,
    },
    /// It holds, nothing is late.
    Kept,
    /// An instalment is late, within its grace.
    InGrace {
        /// The last day of grace.
        until: String,
    },
    /// It was not kept.
    Broken {
        /// Since when.
        on: String,
        /// The last day on which paying what is late mends it.
        cure_until: Option<String>,
    },
    /// It is done.
    Completed {
        /// Since when.
        on: String,
    },
    /// Another agreement stands in its place.
    Replaced {
        /// `/agreements/{id}` of that one.
        href: Option<String>,
    },
}
