//! Makes CSS and generated JavaScript smaller without understanding them: comments and indentation go, nothing is
//! renamed or reordered. What is left over, Brotli takes care of.

/// CSS without comments, and with no more white space than separates two words.
///
/// White space goes only where it can never matter: beside `{ } ;` and after a comma. Around `:`, `>`, `+` and
/// parentheses it may mean something (`a :hover`, `calc(1px + 2px)`), so one blank stays there.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars().peekable();
    let mut blank = false;
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut before = ' ';
                for c in rest.by_ref() {
                    if before == '*' && c == '/' {
                        break;
                    }
                    before = c;
                }
            }
            c if c.is_whitespace() => blank = true,
            c => {
                let glued = matches!(c, '{' | '}' | ';') || out.is_empty() || out.ends_with(['{', '}', ';', ',']);
                if blank && !glued {
                    out.push(' ');
                }
                blank = false;
                if c == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(c);
                if matches!(c, '"' | '\'') {
                    copy_string(c, &mut rest, &mut out);
                }
            }
        }
    }
    out
}

fn copy_string(quote: char, rest: &mut impl Iterator<Item = char>, out: &mut String) {
    while let Some(c) = rest.next() {
        out.push(c);
        match c {
            '\\' => out.extend(rest.next()),
            c if c == quote => return,
            _ => {}
        }
    }
}

/// wasm-bindgen's JavaScript without comments that fill whole lines, and without indentation.
///
/// Lines stay lines, so no semicolon is ever missed. A text literal that runs over several lines would be changed by
/// this: where one may be (an odd number of back-ticks in a line) the source is given back as it is.
pub fn js(source: &str) -> String {
    if source.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn css_keeps_every_blank_that_means_something() {
        let source = "/* ink */\n:root {\n  --ink: #123;\n  font: 1rem/1.5 \"A  /* B */\", serif;\n}\n\
                      main > a :hover, b/* x */.c {\n  width: calc(100% - 2px);\n}\n@media (width >= 40rem) and (hover) { p { margin: 0 } }\n";
        let small = ":root{--ink: #123;font: 1rem/1.5 \"A  /* B */\",serif}\
                     main > a :hover,b.c{width: calc(100% - 2px)}@media (width >= 40rem) and (hover){p{margin: 0}}";
        assert_eq!(super::css(source), small);
        assert_eq!(super::css(small), small, "nothing left to do the second time");
    }

    #[test]
    fn js_loses_comments_and_indentation_only() {
        let source = "/**\n * @param {number} a\n */\nexport function f(a) {\n    // add\n    const url = 'http://x';\n\n    return `${a}` + 1; // kept\n}\n/* one */\nlet z;\n";
        assert_eq!(
            super::js(source),
            "export function f(a) {\nconst url = 'http://x';\nreturn `${a}` + 1; // kept\n}\nlet z;\n"
        );
    }

    #[test]
    fn js_with_a_literal_over_several_lines_is_left_alone() {
        let source = "const a = `one\n    two`;\n";
        assert_eq!(super::js(source), source);
    }
}
