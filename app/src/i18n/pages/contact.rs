//! The words of `/contact/{code}`.

/// Who the firm is, where to ask it, and how it handles personal data.
#[derive(Debug)]
pub struct Contact {
    pub title: &'static str,
    /// For a firm that has given neither address nor telephone.
    pub nowhere: &'static str,
    pub email: &'static str,
    pub telephone: &'static str,
    pub hours: &'static str,
    pub firm: &'static str,
    pub privacy: &'static str,
    /// What is true for every firm: who works with the data here, and for whom.
    pub privacy_here: fn(&str) -> String,
}
