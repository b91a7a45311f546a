//! The files of the tree.

use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The root of this checkout.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// All files below `dir` with this ending, by their path from `root`, with their text, in order of path. Nothing where
/// there is no such folder.
#[must_use]
pub fn files(root: &Path, dir: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&root.join(dir), ending, &mut found);
    found.sort();
    let named = found.into_iter().filter_map(|path| {
        let name = path.strip_prefix(root).ok()?.to_str()?.to_owned();
        Some((name, std::fs::read_to_string(path).ok()?))
    });
    named.collect()
}

fn gather(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("node_modules") {
                gather(&path, ending, found);
            }
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

/// The code of the product below `dir`: no tests, benches, examples, and none of the tools that only build it.
#[must_use]
pub fn product(root: &Path, dir: &str) -> Vec<Source> {
    let all = files(root, dir, "rs").into_iter().filter(|(path, _)| is_product(path));
    without_test_modules(all.map(|(path, text)| Source::new(&path, &text)).collect())
}

/// The sources of each crate, by the folder that the crate stands in.
#[must_use]
pub fn crates(sources: &[Source]) -> BTreeMap<String, Vec<Source>> {
    let mut crates = BTreeMap::<String, Vec<Source>>::new();
    for source in sources {
        if let Some((folder, _)) = source.path.split_once("/src/") {
            crates.entry(folder.to_owned()).or_default().push(source.clone());
        }
    }
    crates
}

fn is_product(path: &str) -> bool {
    let other = ["tests", "benches", "examples", "wasm-bindgen", "build.rs"];
    path.split('/').all(|part| !other.contains(&part))
}

/// Takes out the files of modules that are declared `#[cfg(test)]`.
fn without_test_modules(sources: Vec<Source>) -> Vec<Source> {
    let tests: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| source.test_modules.iter().map(|name| format!("{}{name}", children(&source.path))))
        .collect();
    let is_test = |path: &str| {
        let mut stem = path.trim_end_matches(".rs");
        loop {
            if tests.contains(stem) {
                return true;
            }
            let Some((parent, _)) = stem.rsplit_once('/') else { return false };
            stem = parent;
        }
    };
    // `#[path = "…_tests.rs"]`: the one other name that a test module has here.
    sources.into_iter().filter(|source| !is_test(&source.path) && !source.path.ends_with("_tests.rs")).collect()
}

/// The folder, with its slash, in which the modules of this file stand.
fn children(path: &str) -> String {
    let stem = path.trim_end_matches(".rs");
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if ["mod", "lib", "main"].contains(&name) { format!("{folder}/") } else { format!("{stem}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_tests_are_no_product() {
        let sources = vec![
            Source::new("a/src/lib.rs", "mod x;"),
            Source::new("a/src/x.rs", "#[cfg(test)]\nmod testing;"),
            Source::new("a/src/x/testing/deep.rs", "fn f() {}"),
            Source::new("a/src/testing.rs", "fn f() {}"),
        ];
        let left: Vec<String> = without_test_modules(sources).into_iter().map(|source| source.path).collect();
        assert_eq!(left, ["a/src/lib.rs", "a/src/x.rs", "a/src/testing.rs"]);
        assert!(!is_product("server/src/mail/tests/conversation.rs") && is_product("server/store/src/lib.rs"));
    }
}
