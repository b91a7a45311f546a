//! `/reminders/off`: no more reminders, from the mail itself, without a visit.

/// The page behind a reminder's "get no more". The creditor's name comes from the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindersOffView {
    /// Where the button posts to: the same address.
    pub action: String,
    /// It has been done.
    pub done: bool,
}
