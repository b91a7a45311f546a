//! The words of `/extensions/new`, `/promises/new` and `/settlements/new`.

/// `/extensions/new`
#[derive(Debug)]
pub struct Extension {
    pub title: &'static str,
    /// The invoice's number, what is owed, its day.
    pub lead: fn(&str, &str, &str) -> String,
    pub options: &'static str,
    pub new_due: fn(&str) -> String,
    pub none: &'static str,
    pub left: fn(u8) -> String,
    pub nothing_to_extend: &'static str,
}

/// `/promises/new`
#[derive(Debug)]
pub struct Promise {
    pub title: &'static str,
    pub lead: &'static str,
    pub changes: &'static str,
    pub changes_not: &'static str,
    pub amount: fn(&str) -> String,
    pub amount_hint: fn(&str) -> String,
    pub date: &'static str,
    pub date_hint: fn(&str) -> String,
    pub left: fn(u8) -> String,
}

/// `/settlements/new`
#[derive(Debug)]
pub struct Settlement {
    pub title: &'static str,
    pub lead: &'static str,
    pub options: &'static str,
    pub none: &'static str,
    pub written_off: fn(&str) -> String,
    pub instead: fn(&str) -> String,
}
