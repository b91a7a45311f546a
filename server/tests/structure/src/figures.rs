//! The figures of the structure that are counts of places: what each counts stands beside it.
//!
//! All of them are taken from the code of the product ([`crate::tree::product`]): no tests, no comments.

use crate::functions::functions;
use crate::source::{Source, closing, identifier, words};
use crate::tree::files;
use std::path::Path;

/// String literals that are addresses: `/` and a letter or a brace, nothing but what an address may hold.
#[must_use]
pub fn address_literals(sources: &[Source]) -> usize {
    let is_address = |text: &str| {
        let mut chars = text.chars();
        chars.next() == Some('/')
            && chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == '{')
            && chars.all(|c| c.is_ascii_alphanumeric() || "/-_.{}?=&:%#".contains(c))
    };
    literals(sources).filter(|(_, text)| is_address(text)).count()
}

/// Addresses put together: `format!("/…")`.
#[must_use]
pub fn formatted_addresses(sources: &[Source]) -> usize {
    literals(sources).filter(|(before, text)| before.ends_with("format!(\"") && text.starts_with('/')).count()
}

/// All string literals, each with the code before it. The sandbox's addresses are not ours: they are the providers'.
fn literals(sources: &[Source]) -> impl Iterator<Item = (&str, &str)> {
    sources.iter().filter(|source| !is_sandbox(&source.path)).flat_map(|source| {
        source.strings.iter().map(|range| (&source.code[..range.start], &source.code[range.clone()]))
    })
}

/// How often `text` stands in the code, literals apart.
#[must_use]
pub fn occurrences(sources: &[Source], text: &str) -> usize {
    sources.iter().map(|source| source.bare.matches(text).count()).sum()
}

/// Parameters of functions that are tuples, behind references too.
#[must_use]
pub fn tuple_parameters(sources: &[Source]) -> usize {
    parameters(sources, |of| of.trim_start_matches(['&', ' ']).starts_with('('))
}

/// Parameters of functions that are `bool`.
#[must_use]
pub fn bool_parameters(sources: &[Source]) -> usize {
    parameters(sources, |of| of == "bool")
}

fn parameters(sources: &[Source], is: impl Fn(&str) -> bool) -> usize {
    let all = sources.iter().flat_map(functions);
    all.map(|function| function.parameters.iter().filter(|of| is(of)).count()).sum()
}

/// Sections `# Errors` that say no more than links to types or functions: no case, no cause.
#[must_use]
pub fn empty_errors(sources: &[Source]) -> usize {
    sources.iter().flat_map(|source| sections(&source.text)).filter(|section| is_empty(section)).count()
}

/// Of the empty sections, those that say just this.
#[must_use]
pub fn errors_saying(sources: &[Source], text: &str) -> usize {
    sources.iter().flat_map(|source| sections(&source.text)).filter(|section| section.trim() == text).count()
}

/// The text of each `# Errors`, up to the next heading or the end of the comment.
fn sections(text: &str) -> Vec<String> {
    let (mut sections, mut open) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        let Some(comment) = line.strip_prefix("///") else {
            open = false;
            continue;
        };
        if comment.trim_start().starts_with('#') {
            open = comment.trim() == "# Errors";
            if open {
                sections.push(String::new());
            }
        } else if let Some(section) = sections.last_mut().filter(|_| open) {
            section.push_str(comment);
        }
    }
    sections
}

fn is_empty(section: &str) -> bool {
    // Links are in `[`…`]`; what stands outside of them is what the section says.
    let outside = section.split('[').map(|part| part.rsplit(']').next().unwrap_or(part)).collect::<String>();
    outside.split(|c: char| !c.is_alphabetic()).all(|word| ["", "As", "and", "or"].contains(&word))
}

/// Enums that list the kinds of an agreement: three or more of these four among their variants.
#[must_use]
pub fn enums_of_kinds(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for at in words(&source.bare, "enum") {
            let Some((name, _)) = identifier(&source.bare, at + 4) else { continue };
            let Some(open) = source.bare[at..].find('{').map(|open| at + open) else { continue };
            let body = &source.bare[open..closing(source.bare.as_bytes(), open)];
            let lists =
                |kind: &&&str| body.lines().any(|line| identifier(line, 0).is_some_and(|(word, _)| word == **kind));
            if ["Settlement", "Plan", "Extension", "Promise"].iter().filter(lists).count() >= 3 {
                found.push(format!("{}:{name}", source.path));
            }
        }
    }
    found
}

/// Units given to `Store::write` or `Store::attempt` that clone what they need before their `async move`, once for each
/// retry, instead of borrowing it from the input.
#[must_use]
pub fn double_clones(sources: &[Source]) -> usize {
    let mut count = 0;
    for source in sources {
        let text = source.bare.as_str();
        for call in [".write(", ".attempt("] {
            for at in text.match_indices(call).map(|(at, _)| at + call.len() - 1) {
                let body = &text[at..closing(text.as_bytes(), at)];
                let Some((_, unit)) = body.split_once("|db, ") else { continue };
                let before = unit.split("async move").next().unwrap_or(unit);
                count += usize::from(before.contains("clone("));
            }
        }
    }
    count
}

/// The public fields of a struct, with where it stands.
#[must_use]
pub fn public_fields(sources: &[Source], name: &str) -> Option<usize> {
    sources.iter().find_map(|source| {
        let head = format!("pub struct {name} {{");
        let open = source.bare.find(&head)? + head.len() - 1;
        let body = &source.bare[open..closing(source.bare.as_bytes(), open)];
        Some(body.lines().filter(|line| line.trim_start().starts_with("pub")).count())
    })
}

/// What one kind of change costs in files, read off one that is there.
pub struct Cost {
    /// Which change.
    pub what: &'static str,
    /// Whole words, one of which stands in the code, the literals or the path of every file that the change would touch.
    pub names: &'static [&'static str],
    /// In which half of the code.
    pub within: Within,
    /// Other files: folder and ending.
    pub beside: &'static [(&'static str, &'static str)],
}

/// The changes that are common, each with the words of both layouts.
pub const COSTS: [Cost; 9] = [
    Cost { what: "provider (PayPal) in the product", names: PAYPAL, within: Within::Product, beside: &[] },
    Cost { what: "provider (PayPal) in the sandbox", names: PAYPAL, within: Within::Sandbox, beside: &[] },
    Cost {
        what: "language (Portuguese)",
        names: &["Language::Pt", "Self::Pt", "\"pt\"", "mod pt", "pt.rs", "/pt/"],
        within: Within::Product,
        beside: &[],
    },
    Cost {
        what: "letter (money given back)",
        names: &["refund_notice", "RefundNotice", "mail/refund", "mail::refund", "mod refund", "refund::Words"],
        within: Within::Product,
        beside: &[("server/src/mail", "txt"), ("server/src/mail", "html")],
    },
    Cost {
        what: "job (fit a plan to its debt)",
        names: &["Fit", "fit.rs", "mod fit"],
        within: Within::Product,
        beside: &[],
    },
    Cost {
        what: "page (preferences)",
        names: &["preferences", "PreferencesView"],
        within: Within::Product,
        beside: &[],
    },
    Cost { what: "page (activity)", names: &["activity", "ActivityView"], within: Within::Product, beside: &[] },
    Cost {
        what: "invoice field that only rules ask for (untaxed)",
        names: &["untaxed"],
        within: Within::Product,
        beside: MIGRATIONS,
    },
    Cost {
        what: "invoice field that pages show (issued)",
        names: &["issued"],
        within: Within::Product,
        beside: MIGRATIONS,
    },
];

/// Which half of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// What runs for real.
    Product,
    /// The stand-ins.
    Sandbox,
}

const PAYPAL: &[&str] = &["paypal", "Paypal", "PayPal", "PaypalAccount", "PAYPAL_CLIENT_ID"];
const MIGRATIONS: &[(&str, &str)] = &[("server", "sql")];

fn is_sandbox(path: &str) -> bool {
    path.starts_with("server/sandbox/") || path.starts_with("server/src/sandbox/")
}

/// The files that the change would touch.
#[must_use]
pub fn files_of(cost: &Cost, root: &Path, sources: &[Source]) -> Vec<String> {
    let half = sources.iter().filter(|source| is_sandbox(&source.path) == (cost.within == Within::Sandbox));
    let code = half.map(|source| (source.path.clone(), source.code.clone()));
    let beside = cost.beside.iter().flat_map(|(dir, ending)| files(root, dir, ending));
    let naming = code.chain(beside).filter(|(path, text)| names_one(cost.names, path) || names_one(cost.names, text));
    naming.map(|(path, _)| path).collect()
}

/// Does one of these whole words stand in the text?
#[must_use]
pub fn names_one(names: &[&str], text: &str) -> bool {
    names.iter().any(|name| words(text, name).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(text: &str) -> [Source; 1] {
        [Source::new("x/src/a.rs", text)]
    }

    #[test]
    fn addresses_are_told_from_other_strings() {
        let code = planted("fn f() { g(\"/pay\"); g(\"/ a\"); g(\"a/b\"); format!(\"/pay/{id}\"); } // \"/no\"");
        assert_eq!((address_literals(&code), formatted_addresses(&code)), (2, 1));
    }

    #[test]
    fn parameters_are_counted_by_their_type() {
        let code = planted("fn f(a: bool, (b, c): (B, C), d: &(D, E), e: Option<bool>, g: impl Fn(bool)) {}");
        assert_eq!((tuple_parameters(&code), bool_parameters(&code)), (2, 1));
    }

    #[test]
    fn an_errors_section_that_only_links_is_empty() {
        let code = planted(
            "/// # Errors\n/// [`StoreError`].\nfn a() {}\n/// # Errors\n/// [`E`] when it is late.\nfn b() {}\n/// # Errors\n/// As [`a`].\nfn c() {}",
        );
        assert_eq!(empty_errors(&code), 2);
    }

    #[test]
    fn enums_clones_and_fields_are_found() {
        let code = planted(
            "pub enum K { Other }\npub enum Kind {\n    Plan(u8),\n    Promise,\n    Extension { by: u8 },\n}\npub struct House {\n    pub a: A,\n    b: B,\n}\nfn f() { s.write(c.clone(), |db, c| { let a = c.clone(); Box::pin(async move { b.clone() }) }); s.attempt(d.clone(), |db, d| Box::pin(async move { d.clone() })) }",
        );
        assert_eq!(enums_of_kinds(&code), ["x/src/a.rs:Kind"]);
        assert_eq!(double_clones(&code), 1);
        assert_eq!(public_fields(&code, "House"), Some(1));
    }
}
