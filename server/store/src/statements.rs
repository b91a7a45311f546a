//! Cutting a text of SQL into its statements.
//!
//! PostgreSQL takes several statements in one message as one unit, and a table that is spread over machines refuses to
//! be part of one (`cannot insert multiple commands into a prepared statement`). So migrations are sent one by one.

/// The statements of a text, in their order, without the semicolons between them. What is quoted stays whole: strings,
/// quoted names, function bodies between `$$` or `$name$`, comments. For PostgreSQL's SQL: SQLite's triggers hold
/// statements outside of quotes.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let (mut begin, mut at, mut said) = (0, 0, false);
    while let Some(c) = text[at..].chars().next() {
        let passed = quoted(&text[at..]);
        if c == ';' && passed.is_none() {
            if said {
                statements.push(text[begin..at].trim());
            }
            (begin, said) = (at + 1, false);
        }
        said |= match passed {
            Some(Passed { comment, .. }) => !comment,
            None => c != ';' && !c.is_whitespace(),
        };
        at += passed.map_or(c.len_utf8(), |passed| passed.len);
    }
    if said {
        statements.push(text[begin..].trim());
    }
    statements
}

/// Something in which a semicolon ends nothing.
#[derive(Clone, Copy)]
struct Passed {
    /// Bytes, from the first quote up to and with the last.
    len: usize,
    comment: bool,
}

/// What is quoted at the beginning of `rest`, if it begins so. What nothing ends goes to the end of the text: the
/// database then says what is wrong with it.
fn quoted(rest: &str) -> Option<Passed> {
    let until = |skip: usize, end: &str, comment| {
        let len = rest.get(skip..).and_then(|inner| inner.find(end)).map_or(rest.len(), |at| skip + at + end.len());
        Some(Passed { len, comment })
    };
    if rest.starts_with("--") {
        return until(2, "\n", true);
    }
    if rest.starts_with("/*") {
        return until(2, "*/", true);
    }
    // A doubled quote ends one string and begins the next, which comes to the same.
    if rest.starts_with('\'') {
        return until(1, "'", false);
    }
    if rest.starts_with('"') {
        return until(1, "\"", false);
    }
    let tag = rest.strip_prefix('$')?;
    let name = &tag[..tag.find('$')?];
    let is_name =
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit());
    if is_name { until(name.len() + 2, &rest[..name.len() + 2], false) } else { None }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_statement_ends_at_a_semicolon_that_is_not_quoted() {
        for (text, statements) in [
            ("", vec![]),
            (" ;; \n; ", vec![]),
            ("-- nothing; at all\n/* nor; here */", vec![]),
            ("SELECT 1", vec!["SELECT 1"]),
            ("SELECT 1; SELECT 2;\n", vec!["SELECT 1", "SELECT 2"]),
            ("A -- it; ends\n;B", vec!["A -- it; ends", "B"]),
            ("-- of A; yes\nA; /* of; B */ B", vec!["-- of A; yes\nA", "/* of; B */ B"]),
            ("A 'x;y', 'it''s; z'; B", vec!["A 'x;y', 'it''s; z'", "B"]),
            ("A \"odd;name\"; B", vec!["A \"odd;name\"", "B"]),
            ("F $$ BEGIN; ';' END $$; B", vec!["F $$ BEGIN; ';' END $$", "B"]),
            ("F $x$ a $$ b; $$ $x$; B", vec!["F $x$ a $$ b; $$ $x$", "B"]),
            ("A = $1; B = $2; C", vec!["A = $1", "B = $2", "C"]),
            ("A 'ñ;'; B 'é'", vec!["A 'ñ;'", "B 'é'"]),
            ("A 'never ends; B", vec!["A 'never ends; B"]),
        ] {
            assert_eq!(split(text), statements, "{text}");
        }
    }
}
