//! What went wrong, for a person. The server picks the status code.

/// A page instead of the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No such page, or not for this visitor: the same answer.
    NotFound,
    /// Nothing of the account that is open has this id. The same answer for what is of another account and for what is nowhere.
    NotInAccount,
    /// A link that is wrong, expired, revoked or erased: the same answer.
    DeadLink,
    /// There is no session (any more); the link in the e-mail opens one.
    SessionEnded(SessionEnd),
    /// A form of another account than the one that is open in this browser.
    OtherAccount,
    /// The provider cannot be reached; nothing was charged.
    ProviderAway {
        /// The way to try again (another method may work).
        again_href: Option<String>,
    },
    TooManyTries {
        /// Minutes to wait.
        minutes: i64,
    },
    /// The form came from another site.
    ForeignOrigin,
    /// A form that cannot be read, or another unusable request.
    BadRequest,
    NothingToPay,
    /// A fault of ours.
    Fault {
        /// What to tell the creditor's help.
        support_id: String,
    },
    /// We are being worked on or overloaded; try again.
    Busy,
}

/// Why there is no session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// This browser has none, or none that is known.
    Never,
    /// It was not used for a while.
    Unused,
    /// It has lasted as long as one may.
    TimeOver,
    /// The debtor signed out.
    SignedOut,
    /// The creditor took back the link that it came from.
    Revoked,
}
