//! The words of the page that ends reminders, and of their place in the preferences.

/// The words about having no more reminders, and having them again.
#[derive(Debug)]
pub struct ReminderWords {
    pub title: &'static str,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub stays: &'static str,
    pub button: &'static str,
    pub done: &'static str,
    pub done_more: &'static str,
    pub heading: &'static str,
    pub are_on: &'static str,
    pub are_off: &'static str,
    pub again: &'static str,
}
