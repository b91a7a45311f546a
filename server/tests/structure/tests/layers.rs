//! The layers: which crate may depend on which, which room may use which, and what only one room may name.

use std::collections::BTreeSet;
use std::process::Command;
use structure::source::Source;
use structure::tree::{crates, product, root};
use structure::{layers, rooms, rules};

/// What does not hold yet: `rule: what breaks it`, as the tests print it. It is empty when the layers hold.
const NOT_YET: &[&str] = &[];

/// Fails for what breaks a rule beyond [`NOT_YET`], and for what stands there and holds by now.
fn holds(rule: &str, broken: Vec<String>) {
    let broken: BTreeSet<String> = broken.into_iter().map(|what| format!("{rule}: {what}")).collect();
    let known: BTreeSet<String> = NOT_YET
        .iter()
        .filter(|known| known.starts_with(&format!("{rule}: ")))
        .map(|known| (*known).to_owned())
        .collect();
    let new: Vec<&str> = broken.difference(&known).map(String::as_str).collect();
    let over: Vec<&str> = known.difference(&broken).map(String::as_str).collect();
    assert!(new.is_empty(), "breaks the layers:\n{}", new.join("\n"));
    assert!(over.is_empty(), "holds by now, so take it out of NOT_YET:\n{}", over.join("\n"));
}

fn metadata() -> (Vec<String>, Vec<layers::Dependency>) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--offline", "--no-deps", "--format-version", "1"];
    let answer = Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    layers::metadata(&String::from_utf8_lossy(&answer.stdout)).expect("JSON")
}

fn sources() -> Vec<Source> {
    ["app", "server"].iter().flat_map(|dir| product(&root(), dir)).collect()
}

fn without(sources: &[Source], prefixes: &[&str]) -> Vec<Source> {
    let inside = |source: &&Source| !prefixes.iter().any(|prefix| source.path.starts_with(prefix));
    sources.iter().filter(inside).cloned().collect()
}

#[test]
fn each_crate_depends_on_its_layer_only() {
    let (names, dependencies) = metadata();
    holds("crates", layers::wrong_arrows(&names, &dependencies));
}

#[test]
fn databases_web_and_mail_stay_in_their_layer() {
    holds("packages", layers::wrong_packages(&metadata().1));
}

#[test]
fn the_readme_tells_the_layers() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let table: Vec<_> =
        layers::LAYERS.iter().map(|(of, on)| (owned(of), owned(on).into_iter().collect::<BTreeSet<_>>())).collect();
    assert_eq!(layers::told(&readme), table, "the README's section \"Layers\" and the table in layers.rs differ");
}

#[test]
fn no_two_rooms_of_a_crate_use_each_other() {
    let mut circles = Vec::new();
    for (name, sources) in crates(&sources()) {
        let arrows = rooms::arrows(&sources);
        for knot in rooms::knots(&arrows) {
            circles.push(format!("{name}: {}", knot.iter().cloned().collect::<Vec<_>>().join(" ")));
            for ((from, to), places) in &arrows {
                if knot.contains(from) && knot.contains(to) {
                    println!("{name}: {from} -> {to}: {}", places.join(" "));
                }
            }
        }
    }
    holds("circle", circles);
}

#[test]
fn only_the_wiring_names_concrete_parts() {
    let parts = ["SystemClock", "SystemIds", "Stripe::new", "Paypal::new", "StripeAccount", "PaypalAccount"];
    let binary = without(&sources(), &["app/", "server/providers/", "server/src/wiring"]);
    let uses = binary.into_iter().filter(|source| !rules::defines_one(source, &parts)).collect::<Vec<_>>();
    holds("wiring", rules::files_with(&uses, &parts));
}

/// The answers of operations and to providers are not pages: their callers go by the number.
#[test]
fn only_one_file_turns_errors_into_a_status() {
    let http: Vec<Source> = product(&root(), "server/src/http");
    let others = ["server/src/http/error.rs", "server/src/http/health.rs", "server/src/http/webhooks.rs"];
    holds("status", rules::files_with(&without(&http, &others), &rules::ERROR_STATUSES));
}
