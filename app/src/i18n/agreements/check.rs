//! The words of the page before something binds, and of the code.

/// Check your answers.
#[derive(Debug)]
pub struct Check {
    pub plan: &'static str,
    pub extension: &'static str,
    pub promise: &'static str,
    pub settlement: &'static str,
    pub discount: &'static str,
    pub change: &'static str,
    pub agreed: &'static str,
    pub if_not: &'static str,
    /// It takes the place of a promise: its amount, its day.
    pub replaces: fn(&str, &str) -> String,
    pub changed: &'static str,
    pub code_next: fn(&str) -> String,
    pub asked_next: fn(&str) -> String,
    pub agree: &'static str,
    pub send_code: &'static str,
    pub ask: &'static str,
    pub nothing_yet: &'static str,
}

/// `/code`
#[derive(Debug)]
pub struct Code {
    pub title: &'static str,
    /// Where it went, for how many minutes.
    pub sent: fn(&str, i64) -> String,
    pub sent_again: fn(&str) -> String,
    pub why: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub confirm: &'static str,
    pub resend: &'static str,
    pub unreadable: &'static str,
    pub wrong: fn(u8) -> String,
    pub locked: fn(i64) -> String,
    pub ran_out: &'static str,
    pub not_sent: &'static str,
}
