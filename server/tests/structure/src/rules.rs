//! Rules on words: what only some files may name.

use crate::source::{Source, words};

/// The statuses of `axum` that tell of an error.
pub const ERROR_STATUSES: [&str; 12] = [
    "StatusCode::BAD_REQUEST",
    "StatusCode::UNAUTHORIZED",
    "StatusCode::FORBIDDEN",
    "StatusCode::NOT_FOUND",
    "StatusCode::CONFLICT",
    "StatusCode::GONE",
    "StatusCode::PAYLOAD_TOO_LARGE",
    "StatusCode::UNPROCESSABLE_ENTITY",
    "StatusCode::TOO_MANY_REQUESTS",
    "StatusCode::INTERNAL_SERVER_ERROR",
    "StatusCode::BAD_GATEWAY",
    "StatusCode::SERVICE_UNAVAILABLE",
];

/// The files whose code names one of these, each once.
#[must_use]
pub fn files_with(sources: &[Source], names: &[&str]) -> Vec<String> {
    let has = |source: &&Source| names.iter().any(|name| words(&source.bare, name).next().is_some());
    sources.iter().filter(has).map(|source| source.path.clone()).collect()
}

/// Does the file define a struct of one of these names?
#[must_use]
pub fn defines_one(source: &Source, names: &[&str]) -> bool {
    names.iter().any(|name| words(&source.bare, &format!("struct {name}")).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_code_is_found_and_one_in_a_comment_string_or_test_is_not() {
        let uses = Source::new("a.rs", "fn f() { SystemClock.now() }");
        let tells = Source::new(
            "b.rs",
            "// SystemClock\nfn f() { g(\"SystemClock\"); MySystemClock }\n#[cfg(test)]\nmod t { use x::SystemClock; }",
        );
        let defines = Source::new("c.rs", "pub struct SystemClock;");
        assert_eq!(files_with(&[uses, tells, defines.clone()], &["SystemClock"]), ["a.rs", "c.rs"]);
        assert!(defines_one(&defines, &["SystemClock"]));
    }
}
