//! The words of what has to be corrected.

/// What has to be corrected, beside what every form shares.
#[derive(Debug)]
pub struct Wrongs {
    pub too_small: fn(&str) -> String,
    pub too_large: fn(&str) -> String,
    pub number: &'static str,
    pub date: &'static str,
    pub too_early: fn(&str) -> String,
    pub too_late: fn(&str) -> String,
    pub nothing_chosen: &'static str,
    pub no_words: &'static str,
    pub too_many_words: fn(usize) -> String,
    pub file_kind: fn(&str) -> String,
    pub file_size: fn(&str, u32) -> String,
    pub too_many_files: fn(usize) -> String,
    pub not_offered: &'static str,
}
