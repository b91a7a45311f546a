//! What each crate may depend on: the table, and the reading of `cargo metadata` and of the README that is held to it.

use serde_json::Value;
use std::collections::BTreeSet;

/// Crates, and what of ours they may depend on.
pub type Layer = (&'static [&'static str], &'static [&'static str]);

/// The layers, from the lowest. The README's section "Layers" says the same, and a test compares the two.
pub const LAYERS: [Layer; 6] = [
    (&["domain"], &[]),
    (&["app"], &["domain"]),
    (&["store", "providers", "import", "documents"], &["domain"]),
    (&["services"], &["domain", "store", "providers", "import", "documents"]),
    // The stand-ins share no code with the providers' clients: a mistake on one side must show on the other.
    (&["sandbox"], &["domain"]),
    (&["server"], &["domain", "app", "store", "providers", "import", "documents", "services", "sandbox"]),
];

/// Tools beside the product: no crate of ours depends on them, nor they on one.
pub const TOOLS: [&str; 1] = ["structure"];

/// What tests and examples may use beyond their crate's layer.
pub const DEV: [(&str, &str); 1] = [
    // The gallery of pages shows real agreements.
    ("app", "documents"),
];

/// Packages of others that only some of our crates may have.
pub const ONLY_IN: [(&[&str], &[&str]); 9] = [
    (&["sqlx", "rusqlite"], &["store"]),
    (&["reqwest"], &["providers", "sandbox"]),
    (&["leptos"], &["app"]),
    // The server's half of the protocol of server functions is of `app`.
    (&["axum"], &["app", "sandbox", "server"]),
    (&["leptos_macro", "server_fn"], &["app"]),
    (&["lettre", "askama"], &["server"]),
    (&["typst", "typst-layout", "typst-pdf"], &["documents"]),
    (&["clap"], &["server"]),
    (&["tokio"], &["store", "providers", "services", "sandbox", "server"]),
];

/// A dependency of one of our crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The crate's name.
    pub of: String,
    /// On what.
    pub on: String,
    /// On a crate of ours?
    pub ours: bool,
    /// For tests only?
    pub dev: bool,
}

/// Our crates and their dependencies, out of `cargo metadata --no-deps`.
///
/// # Errors
/// When the text is not JSON.
pub fn metadata(text: &str) -> Result<(Vec<String>, Vec<Dependency>), serde_json::Error> {
    let read: Value = serde_json::from_str(text)?;
    let (mut crates, mut dependencies) = (Vec::new(), Vec::new());
    let name_of = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    for package in read["packages"].as_array().into_iter().flatten() {
        crates.push(name_of(package));
        for on in package["dependencies"].as_array().into_iter().flatten() {
            dependencies.push(Dependency {
                of: name_of(package),
                on: name_of(on),
                ours: on["path"].is_string(),
                dev: on["kind"] == "dev",
            });
        }
    }
    Ok((crates, dependencies))
}

/// Crates that are in no layer or missing, and arrows between crates that no layer allows. That there is no circle follows: a
/// layer names only layers above it in the table.
#[must_use]
pub fn wrong_arrows(crates: &[String], dependencies: &[Dependency]) -> Vec<String> {
    let layer = |of: &str| LAYERS.iter().find(|(names, _)| names.contains(&of)).map(|(_, may)| *may);
    let unknown = crates.iter().filter(|name| layer(name).is_none() && !TOOLS.contains(&name.as_str()));
    let mut wrong: Vec<String> = unknown.map(|name| format!("{name} is in no layer")).collect();
    let named = LAYERS.iter().flat_map(|(names, _)| names.iter());
    let missing = named.filter(|name| !crates.iter().any(|there| there == *name));
    wrong.extend(missing.map(|name| format!("{name} is not there")));
    for dependency in dependencies.iter().filter(|dependency| dependency.ours) {
        let (of, on) = (dependency.of.as_str(), dependency.on.as_str());
        let allowed = layer(of).unwrap_or_default().contains(&on) || (dependency.dev && DEV.contains(&(of, on)));
        if !allowed {
            wrong.push(format!("{of} -> {on}{}", if dependency.dev { " (tests)" } else { "" }));
        }
    }
    wrong
}

/// Packages of others in crates that must not have them.
#[must_use]
pub fn wrong_packages(dependencies: &[Dependency]) -> Vec<String> {
    let is_wrong = |dependency: &&Dependency| {
        let rule = ONLY_IN.iter().find(|(packages, _)| packages.contains(&dependency.on.as_str()));
        !dependency.dev && rule.is_some_and(|(_, crates)| !crates.contains(&dependency.of.as_str()))
    };
    dependencies.iter().filter(is_wrong).map(|dependency| format!("{} -> {}", dependency.of, dependency.on)).collect()
}

/// The lines of the README's section "Layers" (`name, name -> name, name`): crates, and what they may depend on.
#[must_use]
pub fn told(readme: &str) -> Vec<(Vec<String>, BTreeSet<String>)> {
    let section = readme.split("\n## ").chain(readme.split("\n### ")).find(|section| section.starts_with("Layers\n"));
    let block = section.and_then(|section| section.split("```").nth(1)).unwrap_or_default();
    let all = || LAYERS.iter().flat_map(|(names, _)| names.iter()).map(|name| (*name).to_owned());
    let names = |list: &str| list.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let lines = block.lines().filter_map(|line| line.split_once("->"));
    let layers = lines.map(|(of, on)| {
        let of = names(of);
        let on = match on.trim() {
            "nothing" => BTreeSet::new(),
            "all of them" => all().filter(|name| !of.contains(name)).collect(),
            list => names(list).into_iter().collect(),
        };
        (of, on)
    });
    layers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANTED: &str = r#"{"packages": [
        {"name": "domain", "dependencies": [{"name": "leptos", "kind": null}, {"name": "store", "kind": null, "path": "/x"}]},
        {"name": "store", "dependencies": [
            {"name": "domain", "kind": null, "path": "/x"}, {"name": "sqlx", "kind": null},
            {"name": "providers", "kind": "dev", "path": "/x"}]},
        {"name": "services", "dependencies": [{"name": "axum", "kind": null}, {"name": "axum", "kind": "dev"}]},
        {"name": "extra", "dependencies": []},
        {"name": "structure", "dependencies": [{"name": "serde_json", "kind": null}]}]}"#;

    #[test]
    fn a_wrong_arrow_a_wrong_package_and_an_unknown_crate_are_told() {
        let (crates, dependencies) = metadata(PLANTED).expect("JSON");
        assert_eq!(
            wrong_arrows(&crates, &dependencies),
            [
                "extra is in no layer",
                "app is not there",
                "providers is not there",
                "import is not there",
                "documents is not there",
                "sandbox is not there",
                "server is not there",
                "domain -> store",
                "store -> providers (tests)",
            ]
        );
        assert_eq!(wrong_packages(&dependencies), ["domain -> leptos", "services -> axum"]);
    }

    #[test]
    fn a_layer_names_only_layers_above_it() {
        let mut above: Vec<&str> = Vec::new();
        for (names, may) in LAYERS {
            assert!(may.iter().all(|name| above.contains(name)), "{names:?}");
            above.extend(names);
        }
        assert_eq!(above.len(), 9, "nine crates are enough");
    }

    #[test]
    fn the_readmes_lines_are_read() {
        let told = told("# A\n\n### Layers\n\nText.\n\n```\na, b  ->  c\nd -> nothing\n```\n\n## B\n");
        assert_eq!(told[0], (vec!["a".to_owned(), "b".to_owned()], BTreeSet::from(["c".to_owned()])));
        assert_eq!(told[1], (vec!["d".to_owned()], BTreeSet::new()));
    }
}
