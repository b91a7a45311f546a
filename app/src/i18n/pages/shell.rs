//! The words of what stands around every page.

/// Around every page.
#[derive(Debug)]
pub struct Shell {
    pub skip: &'static str,
    pub sections: &'static str,
    pub account: &'static str,
    pub activity: &'static str,
    pub preferences: &'static str,
    pub language: &'static str,
    pub help: &'static str,
    /// The way to the page that says who the firm is, and how it handles personal data.
    pub contact: &'static str,
    pub privacy: &'static str,
    pub sign_out: &'static str,
    pub back: &'static str,
    pub problem_title: &'static str,
    pub error_prefix: &'static str,
}
