//! What is said of a dispute beside what every request says: its rows, taking it back.

/// What is said of a dispute.
#[derive(Debug)]
pub struct DisputeWords {
    /// The labels of its rows.
    pub invoice: &'static str,
    pub about: &'static str,
    pub on_hold: &'static str,
    pub in_question: &'static str,
    pub settles: fn(&str) -> String,
    /// The same once it is answered.
    pub disputed: &'static str,
    pub reason: &'static str,
    pub upheld: &'static str,
    /// What it is about: everything that was open, a line, a part.
    pub whole: &'static str,
    pub line: fn(&str) -> String,
    pub part: &'static str,
    /// A part of it is not owed, with that amount and the one that is owed again.
    pub upheld_part: fn(&str, &str) -> String,
    /// The label of what is owed again.
    pub owed_again: &'static str,
    /// It is owed after all.
    pub rejected: &'static str,
    /// The debtor took it back.
    pub withdrawn: &'static str,
    /// Takes it back, and what that does.
    pub withdraw: &'static str,
    pub withdraw_hint: &'static str,
    pub see_invoice: &'static str,
    /// In `/activity`.
    pub in_activity: &'static str,
    /// So much is looked into, beside what is asked for.
    pub beside: fn(&str) -> String,
    /// On the page of a plan: so much of it is on hold.
    pub in_plan: fn(&str) -> String,
    /// Of a settlement, what is not asked for until it is answered.
    pub in_settlement: fn(&str) -> String,
    /// To staff: the invoice is in a plan.
    pub staff_in_plan: &'static str,
    /// Something else was to be corrected, and files have to be chosen again.
    /// It was reported for this reason as often as that goes.
    pub in_vain: &'static str,
    pub files_again: &'static str,
    /// What a file without a name is called.
    pub nameless: &'static str,
}
