//! Which room of a crate uses which, and the circles among them.

use crate::source::{Source, paths, words};
use std::collections::{BTreeMap, BTreeSet};

/// From room to room, each arrow with the places that draw it (`file:line`).
pub type Arrows = BTreeMap<(String, String), Vec<String>>;

/// The path of a file's module in its crate: `src/http/pay.rs` is `[http, pay]`, `src/lib.rs` is `[]`.
#[must_use]
pub fn module(path: &str) -> Vec<String> {
    let inside = path.rsplit_once("src/").map_or(path, |(_, inside)| inside);
    let mut parts: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// All paths in the code of a file that lead through `crate` or `super`, each from the root of the crate, with its place.
#[must_use]
pub fn absolute_paths(source: &Source) -> Vec<(usize, Vec<String>)> {
    let text = source.bare.as_str();
    let (home, inline) = (module(&source.path), source.inline_modules());
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for at in words(text, "crate") {
        found.extend(paths(text, at + 5).into_iter().map(|path| (at, path)));
    }
    for at in words(text, "super").filter(|at| !text[..*at].ends_with("::")) {
        let mut here = home.clone();
        here.extend(inline.iter().filter(|(_, body)| body.contains(&at)).map(|(name, _)| name.clone()));
        for path in paths(text, at + 5) {
            let ups = 1 + path.iter().take_while(|part| *part == "super").count();
            let kept = here.iter().take(here.len().saturating_sub(ups)).cloned();
            found.push((at, kept.chain(path.into_iter().skip(ups - 1)).collect()));
        }
    }
    found.retain(|(_, path)| !path.is_empty());
    found
}

/// The arrows between the rooms of one crate. What the root itself defines is the room `(root)`; what it only passes on
/// (`pub use`) counts as the room it comes from.
#[must_use]
pub fn arrows(sources: &[Source]) -> Arrows {
    let rooms: BTreeSet<String> = sources.iter().filter_map(|source| module(&source.path).first().cloned()).collect();
    let passed_on = passed_on(sources, &rooms);
    let mut arrows = Arrows::new();
    for source in sources {
        // The root declares and passes on; what it does beyond that is for nobody below to use.
        let Some(from) = module(&source.path).first().cloned() else { continue };
        for (at, path) in absolute_paths(source) {
            let first = &path[0];
            let to = if rooms.contains(first) { first } else { passed_on.get(first).map_or(first, |room| room) };
            let to = if rooms.contains(to) { to.clone() } else { "(root)".to_owned() };
            if to != from {
                let place = format!("{}:{}", source.path, source.line(at));
                arrows.entry((from.clone(), to)).or_default().push(place);
            }
        }
    }
    arrows
}

/// The names that the crate's root takes out of its rooms: name to room.
fn passed_on(sources: &[Source], rooms: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for root in sources.iter().filter(|source| module(&source.path).is_empty()) {
        for at in words(&root.bare, "use") {
            for path in paths(&format!("::{}", root.bare[at + 3..].trim_start()), 0) {
                let path: Vec<&String> = path.iter().filter(|part| *part != "crate" && *part != "self").collect();
                if let (Some(room), Some(name)) = (path.first(), path.last())
                    && rooms.contains(*room)
                {
                    names.insert((*name).clone(), (*room).clone());
                }
            }
        }
    }
    names
}

/// The knots: every set of two or more rooms that reach each other, in order of name.
#[must_use]
pub fn knots(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let rooms: BTreeSet<&String> = arrows.keys().flat_map(|(from, to)| [from, to]).collect();
    let reach: BTreeMap<&String, BTreeSet<&String>> = rooms.iter().map(|room| (*room, reached(arrows, room))).collect();
    let mut knots = BTreeSet::new();
    for room in &rooms {
        let knot: BTreeSet<String> =
            reach[room].iter().filter(|other| reach[*other].contains(room)).map(|other| (*other).clone()).collect();
        if knot.len() > 1 {
            knots.insert(knot);
        }
    }
    knots.into_iter().collect()
}

fn reached<'a>(arrows: &'a Arrows, from: &String) -> BTreeSet<&'a String> {
    let (mut found, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(room) = next.pop() {
        for (_, to) in arrows.keys().filter(|(other, _)| other == room) {
            if found.insert(to) {
                next.push(to);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Vec<Source> {
        files.iter().map(|(path, text)| Source::new(path, text)).collect()
    }

    fn names(knots: &[BTreeSet<String>]) -> Vec<String> {
        knots.iter().map(|knot| knot.iter().cloned().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_circle_of_three_is_found_through_every_spelling() {
        let planted = tree(&[
            ("x/src/lib.rs", "pub mod a; pub mod b; pub mod c; pub use c::Deep;"),
            ("x/src/a/mod.rs", "use super::b::{self, B};"),
            ("x/src/a/leaf.rs", "use super::super::b; use super::other;"),
            ("x/src/b.rs", "fn f() { mod inner { fn g() { super::super::c::h() } } }"),
            ("x/src/c.rs", "use crate::{a::A};"),
            ("x/src/d.rs", "use crate::Deep; use crate::a;"),
        ]);
        let arrows = arrows(&planted);
        assert_eq!(names(&knots(&arrows)), ["a b c"]);
        assert!(arrows.contains_key(&("d".to_owned(), "c".to_owned())), "what the root passes on counts as its room");
        assert_eq!(arrows[&("a".to_owned(), "b".to_owned())].len(), 3, "{arrows:?}");
    }

    #[test]
    fn tests_comments_and_one_way_arrows_make_no_circle() {
        let planted = tree(&[
            ("x/src/lib.rs", "pub mod a; pub mod b;"),
            ("x/src/a.rs", "use crate::b; // fine"),
            ("x/src/b.rs", "// crate::a\n#[cfg(test)]\nmod tests { use crate::a; }"),
        ]);
        assert_eq!(names(&knots(&arrows(&planted))), Vec::<String>::new());
    }
}
