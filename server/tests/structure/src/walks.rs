//! The walks: how often the code of one request climbs against the layers, and how often it comes back to a file that
//! it had left.
//!
//! A walk begins at the functions that serve a request and follows their calls, each function once, in the order in
//! which they stand in the text. Calls are found by name: a path through the file's `use` lines, or a method whose name
//! only one function of ours has. What that misses (calls through a trait with several implementations, macros) it
//! misses in every tree alike, so trees can be compared.
//!
//! * A *climb* is a function of the walk that names something of a higher layer: a function it calls, a type it takes.
//!   It counts once for each function and thing.
//! * A *return* is a call out of one file into another that the walk had entered before, where both are of the use
//!   cases or above: rules and tables are there to be asked again. It counts once for each caller and callee.

use crate::functions::{Function, functions};
use crate::rooms::{absolute_paths, module};
use crate::source::{Source, identifier, is_word, paths, words};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a place in the tree is, from the lowest. The first prefix that fits counts; both layouts are listed, the one of
/// 2026 with everything in `server/src` and the one with crates.
const PLACES: [(&str, u8); 31] = [
    ("app/domain/", 0),
    ("app/src/domain/", 0),
    ("server/src/clock", 0),
    ("server/src/ids", 0),
    ("server/src/secrets", 0),
    ("server/src/locale/", 0),
    ("server/store/", 1),
    ("server/src/store/", 1),
    ("server/providers/", 1),
    ("server/src/providers/", 1),
    ("server/import/", 1),
    ("server/src/import/", 1),
    ("server/documents/", 1),
    ("server/services/", USE_CASES),
    ("server/src/agree/", USE_CASES),
    ("server/src/offers.rs", USE_CASES),
    ("server/src/payments/", USE_CASES),
    ("server/src/staff/", USE_CASES),
    ("app/src/", 3),
    ("server/src/http/", 3),
    ("server/src/jobs/", 3),
    ("server/src/worker/", 3),
    ("server/src/mail/", 3),
    ("server/src/cli/", 3),
    ("server/src/demo/", 3),
    ("server/src/limits", 3),
    ("server/src/telemetry", 3),
    ("server/src/config", 3),
    ("server/src/wiring", 4),
    ("server/sandbox/", 5),
    ("server/src/sandbox/", 5),
];

/// The four walks, each from where its requests or jobs come in.
pub const WALKS: [(&str, &[&str]); 4] = [
    ("POST /pay, to the provider's page", &["server/src/http/pay.rs:pay"]),
    (
        "plan form, agreement, PDF",
        &["server/src/http/agree.rs:new", "server/src/http/agree.rs:bind", "server/src/http/agreement.rs:pdf"],
    ),
    ("callback, to the ledger", &["server/src/http/webhooks.rs:receive"]),
    (
        "daily run, to the mail",
        &[
            "server/src/worker/daily_run.rs:run_due|server/src/worker/daily.rs:run_due|server/src/jobs/daily.rs:run_due",
            "server/src/worker/queue.rs:run|server/src/worker/mod.rs:run|server/src/jobs/mod.rs:run",
            // Found by its kind in a table, which no walk can follow; in older trees a match calls it.
            "server/src/worker/jobs/remind/mod.rs:run|server/src/worker/mod.rs:run|server/src/jobs/mod.rs:run",
        ],
    ),
];

/// Methods that are mostly the standard library's.
const OF_STD: [&str; 24] = [
    "add", "all", "any", "as_str", "cancel", "count", "day", "find", "first", "get", "insert", "is_empty", "iter",
    "last", "len", "map", "month", "next", "of", "push", "read", "remove", "take", "write",
];

/// The layer of the use cases.
const USE_CASES: u8 = 2;

fn layer(path: &str) -> u8 {
    PLACES.iter().find(|(prefix, _)| path.starts_with(prefix)).map_or(3, |(_, layer)| *layer)
}

/// The code of the whole product, with what is needed to follow calls through it.
pub struct Map<'a> {
    sources: &'a [Source],
    functions: Vec<Vec<Function>>,
    /// Crate and module to file.
    modules: HashMap<Vec<String>, usize>,
    /// Name of a method to the only function that has it.
    methods: HashMap<String, Option<(usize, usize)>>,
    /// What the names in each file stand for.
    names: Vec<BTreeMap<String, Vec<String>>>,
    /// Our crates, which any file may name.
    crates: BTreeSet<String>,
}

/// What a walk came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The functions it went through, in order.
    pub functions: Vec<String>,
    /// Against the layers: `function -> thing`.
    pub climbs: BTreeSet<String>,
    /// Into files that it had left: `function -> function`.
    pub returns: BTreeSet<String>,
    /// Entries that the tree does not have.
    pub missing: Vec<String>,
}

impl<'a> Map<'a> {
    /// Reads what the sources define and name.
    #[must_use]
    pub fn new(sources: &'a [Source]) -> Self {
        let functions: Vec<Vec<Function>> = sources.iter().map(functions).collect();
        let mut modules = HashMap::new();
        for (n, source) in sources.iter().enumerate() {
            modules.insert(full(source, module(&source.path)), n);
        }
        let mut methods: HashMap<String, Option<(usize, usize)>> = HashMap::new();
        for (file, all) in functions.iter().enumerate() {
            for (n, function) in all.iter().enumerate().filter(|(_, function)| function.owner.is_some()) {
                let known = methods.entry(function.name.clone()).or_insert(Some((file, n)));
                if *known != Some((file, n)) {
                    *known = None;
                }
            }
        }
        let names = sources.iter().map(names).collect();
        let crates = modules.keys().filter_map(|path: &Vec<String>| path.first().cloned()).collect();
        Self { sources, functions, modules, methods, names, crates }
    }

    /// Follows the calls from these functions, one after the other. Each is `file:function`, or several of them with
    /// `|` between, of which the first that the tree has is taken.
    #[must_use]
    pub fn walk(&self, entries: &[&str]) -> Walk {
        let mut walk = Walk::default();
        let (mut seen, mut entered) = (BTreeSet::new(), BTreeSet::new());
        for entry in entries {
            match entry.split('|').find_map(|entry| self.find(entry)) {
                Some(at) => {
                    entered.insert(at.0);
                    self.follow(at, &mut seen, &mut entered, &mut walk);
                }
                None => walk.missing.push((*entry).to_owned()),
            }
        }
        walk
    }

    fn find(&self, entry: &str) -> Option<(usize, usize)> {
        let (path, name) = entry.split_once(':')?;
        let file = self.sources.iter().position(|source| source.path == path)?;
        let n = self.functions[file].iter().position(|function| function.name == name)?;
        Some((file, n))
    }

    fn follow(
        &self,
        at: (usize, usize),
        seen: &mut BTreeSet<(usize, usize)>,
        entered: &mut BTreeSet<usize>,
        walk: &mut Walk,
    ) {
        if !seen.insert(at) {
            return;
        }
        walk.functions.push(self.title(at));
        for (_, path) in self.named(at) {
            if let Some((file, length)) = self.file_of(&path)
                && self.layer(file) > self.layer(at.0)
            {
                let thing = path[..path.len().min(length + 1)].join("::");
                walk.climbs.insert(format!("{} -> {thing}", self.title(at)));
            }
        }
        for to in self.calls(at) {
            let both_high = self.layer(at.0) >= USE_CASES && self.layer(to.0) >= USE_CASES;
            if to.0 != at.0 && !entered.insert(to.0) && both_high {
                walk.returns.insert(format!("{} -> {}", self.title(at), self.title(to)));
            }
            self.follow(to, seen, entered, walk);
        }
    }

    fn layer(&self, file: usize) -> u8 {
        layer(&self.sources[file].path)
    }

    fn title(&self, (file, n): (usize, usize)) -> String {
        format!("{}:{}", self.sources[file].path, self.functions[file][n].name)
    }

    /// All paths that a function names, from the crate, with their places.
    fn named(&self, (file, n): (usize, usize)) -> Vec<(usize, Vec<String>)> {
        let (source, whole) = (&self.sources[file], &self.functions[file][n].whole);
        let text = source.bare.as_str();
        let mut found: Vec<(usize, Vec<String>)> = absolute_paths(source)
            .into_iter()
            .filter(|(at, _)| whole.contains(at))
            .map(|(at, path)| (at, full(source, path)))
            .collect();
        let known = |name: &String| self.names[file].contains_key(name);
        let crates = self.crates.iter().filter(|name| !known(name)).map(|name| (name.clone(), vec![name.clone()]));
        for (name, path) in self.names[file].clone().into_iter().chain(crates) {
            // A variable may have the name of a module: what is used of a module follows it.
            let is_variable = |after: &str| name.starts_with(char::is_lowercase) && !after.starts_with(['(', ':']);
            for at in words(&text[whole.clone()], &name).map(|at| at + whole.start) {
                let after = at + name.len();
                if !text[..at].ends_with(['.', ':']) && !is_variable(&text[after..]) {
                    let tail = paths(text, after).into_iter().next().unwrap_or_default();
                    found.push((at, path.iter().cloned().chain(tail).collect()));
                }
            }
        }
        found.sort();
        found
    }

    /// The functions of ours that a function calls, in order.
    fn calls(&self, at: (usize, usize)) -> Vec<(usize, usize)> {
        let (file, n) = at;
        let whole = &self.functions[file][n].whole;
        let text = self.sources[file].bare.as_str();
        let mut found: Vec<(usize, (usize, usize))> =
            self.named(at).into_iter().filter_map(|(place, path)| Some((place, self.function_of(&path)?))).collect();
        for place in text[whole.clone()].match_indices('(').map(|(place, _)| place + whole.start) {
            let before = |c: char| !u8::try_from(c).is_ok_and(is_word);
            let start =
                text[..place].rfind(before).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
            let (name, head) = (&text[start..place], &text[..start]);
            let to = if head.ends_with("Self::") {
                self.here(file, name, |_| true)
            } else if head.ends_with('.') {
                self.method(file, name)
            } else if head.ends_with(':') {
                None
            } else {
                self.here(file, name, |function| function.owner.is_none())
            };
            found.extend(to.filter(|to| *to != at).map(|to| (start, to)));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, to)| to).collect()
    }

    fn here(&self, file: usize, name: &str, is: impl Fn(&Function) -> bool) -> Option<(usize, usize)> {
        let n = self.functions[file].iter().position(|function| function.name == name && is(function))?;
        Some((file, n))
    }

    /// The only method of this name, unless it is one that the standard library has too.
    fn method(&self, from: usize, name: &str) -> Option<(usize, usize)> {
        let to = self.methods.get(name).copied().flatten().filter(|_| !OF_STD.contains(&name))?;
        // A lower layer that calls a method of a higher one names its type somewhere.
        let names = || self.names[from].values().filter_map(|path| self.file_of(path)).any(|(file, _)| file == to.0);
        (self.layer(to.0) <= self.layer(from) || names()).then_some(to)
    }

    /// The file in which a path's thing stands, by the longest module that the path begins with, and its length.
    fn file_of(&self, path: &[String]) -> Option<(usize, usize)> {
        let path = self.through_reexports(path);
        (1..=path.len()).rev().find_map(|length| Some((*self.modules.get(&path[..length])?, length)))
    }

    /// `crate::module::f` or `crate::module::Type::f`.
    fn function_of(&self, path: &[String]) -> Option<(usize, usize)> {
        let path = self.through_reexports(path);
        let (file, length) = self.file_of(&path)?;
        let rest = &path[length..];
        let (owner, name) = match rest {
            [name] => (None, name),
            [owner, name] => (Some(owner), name),
            _ => return None,
        };
        let n = self.functions[file].iter().position(|f| f.name == *name && f.owner.as_ref() == owner)?;
        Some((file, n))
    }

    /// The path with a name that a module only passes on replaced by where it comes from.
    fn through_reexports(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        for _ in 0..3 {
            let Some(length) = (1..path.len()).rev().find(|length| self.modules.contains_key(&path[..*length])) else {
                return path;
            };
            let file = self.modules[&path[..length]];
            let Some(real) = self.names[file].get(&path[length]) else { return path };
            path = real.iter().cloned().chain(path[length + 1..].iter().cloned()).collect();
        }
        path
    }
}

/// A path inside a file's crate, with the crate's name before it.
fn full(source: &Source, path: Vec<String>) -> Vec<String> {
    let krate = source.path.rsplit_once("/src/").map_or("", |(dir, _)| dir.rsplit('/').next().unwrap_or(dir));
    std::iter::once(krate.to_owned()).chain(path).collect()
}

/// The names that a file's `use` and `mod` lines bring in, each with its whole path.
fn names(source: &Source) -> BTreeMap<String, Vec<String>> {
    let text = source.bare.as_str();
    let mut names = BTreeMap::new();
    for (child, _) in words(text, "mod").filter_map(|at| identifier(text, at + 3)) {
        let here = full(source, module(&source.path)).into_iter();
        names.insert(child.to_owned(), here.chain([child.to_owned()]).collect());
    }
    for at in words(text, "use") {
        let head = at + 3 + text[at + 3..].len() - text[at + 3..].trim_start().len();
        let end = text[head..].find(';').map_or(text.len(), |end| head + end);
        let line = &text[head..end];
        let read: Vec<Vec<String>> = if line.starts_with("crate") || line.starts_with("super") {
            let all = absolute_paths(source).into_iter().filter(|(place, _)| (head..end).contains(place));
            all.map(|(_, path)| full(source, path)).collect()
        } else if let Some(inside) = line.strip_prefix("self::") {
            let here = full(source, module(&source.path));
            paths(&format!("::{inside};"), 0)
                .into_iter()
                .map(|path| here.iter().cloned().chain(path).collect())
                .collect()
        } else {
            paths(&format!("::{line};"), 0)
        };
        for path in read {
            let path: Vec<String> = path.into_iter().filter(|part| part != "self").collect();
            if let Some(last) = path.last().filter(|last| *last != "*") {
                names.insert(renamed(line, last).to_owned(), path);
            }
        }
    }
    names
}

/// The name that a `use` line gives to a thing: `Thing as Name`, else its own.
fn renamed<'a>(line: &'a str, name: &'a str) -> &'a str {
    let head = format!("{name} as ");
    let at = words(line, name).find(|at| line[*at..].starts_with(&head));
    at.and_then(|at| identifier(line, at + head.len())).map_or(name, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that asks a use case, which asks the page's room back and the table below it.
    fn planted() -> Vec<Source> {
        let files = [
            (
                "server/src/http/pay.rs",
                "use crate::payments::{self, start};\npub fn pay() { start::begin(1); payments::end(); shown() }\npub fn shown() {}",
            ),
            ("server/src/payments/mod.rs", "pub mod start;\npub fn end() { start::begin(2) }"),
            (
                "server/src/payments/start.rs",
                "use crate::store::Row as R;\nuse crate::wiring::House;\npub fn begin(house: &House) { R::load(); house.provider(); super::super::http::pay::shown() }",
            ),
            ("server/src/store/mod.rs", "pub struct Row;\nimpl Row { pub fn load() { crate::payments::end() } }"),
            ("server/src/wiring.rs", "pub struct House;\nimpl House { pub fn provider(&self) {} }"),
        ];
        files.iter().map(|(path, text)| Source::new(path, text)).collect()
    }

    #[test]
    fn climbs_and_returns_of_a_planted_walk_are_counted() {
        let sources = planted();
        let walk = Map::new(&sources).walk(&["server/src/http/none.rs:pay|server/src/http/pay.rs:pay", "x.rs:none"]);
        assert_eq!(walk.functions.len(), 6);
        assert_eq!(walk.missing, ["x.rs:none"]);
        let climbs: Vec<&str> = walk.climbs.iter().map(String::as_str).collect();
        assert_eq!(
            climbs,
            [
                "server/src/payments/start.rs:begin -> server::http::pay::shown",
                "server/src/payments/start.rs:begin -> server::wiring::House",
                "server/src/store/mod.rs:load -> server::payments::end",
            ]
        );
        let returns: Vec<&str> = walk.returns.iter().map(String::as_str).collect();
        assert_eq!(
            returns,
            [
                "server/src/http/pay.rs:pay -> server/src/payments/mod.rs:end",
                "server/src/payments/mod.rs:end -> server/src/payments/start.rs:begin",
                "server/src/payments/start.rs:begin -> server/src/http/pay.rs:shown",
            ]
        );
    }
}
