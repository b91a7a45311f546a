//! The invariants of the README ("Rules that always hold", "Layers"), read off the tree.

use std::collections::BTreeSet;
use structure::source::Source;
use structure::tree::{self, root};

/// All files below `dir` with this ending, by their path from the root, with their text. There must be some: a rule
/// about a folder that has moved would hold for nothing.
fn files(dir: &str, ending: &str) -> Vec<(String, String)> {
    let found = tree::files(&root(), dir, ending);
    assert!(!found.is_empty(), "nothing in {dir}");
    found
}

/// Every place in the code of these files where one of the words stands; comments and what is only for tests apart.
fn places(files: &[(String, String)], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files {
        for (n, line) in Source::new(name, text).code.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                found.push(format!("{name}:{}: {word}", n + 1));
            }
        }
    }
    found
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

fn without(files: Vec<(String, String)>, rooms: &[&str]) -> Vec<(String, String)> {
    files.into_iter().filter(|(name, _)| !rooms.iter().any(|room| name.starts_with(room))).collect()
}

/// The code of the server's crates.
fn server() -> Vec<(String, String)> {
    without(files("server", "rs"), &["server/tests/", "server/benches/", "server/wasm-bindgen/"])
}

#[test]
fn app_knows_nothing_of_server() {
    let words = ["server::", "sqlx", "axum", "tokio"];
    // The server's side of a server function's protocol reads requests.
    let shared = without(files("app/src", "rs"), &["app/src/api/post/"]);
    none(places(&shared, &words), "what the browser runs knows neither server nor database");
    let manifest = std::fs::read_to_string(root().join("app/Cargo.toml")).expect("text");
    let named = manifest.lines().any(|line| line.starts_with("server.") || line.starts_with("server ="));
    assert!(!named, "app/Cargo.toml names the server");
}

#[test]
fn the_domain_knows_nothing_of_anything() {
    let words = [
        "leptos",
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "sqlx",
        "web_sys",
        "gloo",
        "crate::views",
        "crate::components",
        "crate::i18n",
        "crate::islands",
        "f32",
        "f64",
    ];
    none(places(&files("app/domain/src", "rs"), &words), "the domain is pure");
}

#[test]
fn only_the_store_speaks_sql() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "sqlx::query", "BEGIN IMMEDIATE"];
    let others = without(server(), &["server/store/"]);
    // The tests of payments read the books as a person at the database would.
    let others = without(others, &["server/services/src/payments/tests.rs"]);
    none(places(&others, &words), "SQL stands in server/store only");
}

#[test]
fn only_its_room_knows_a_providers_words() {
    let stripe = [
        "payment_intent",
        "client_reference_id",
        "amount_total",
        "payment_status",
        "latest_charge",
        "checkout.session",
        "Stripe-Signature",
        "stripe-signature",
    ];
    let paypal = [
        "purchase_units",
        "custom_id",
        "seller_payable_breakdown",
        "PAYMENT.CAPTURE",
        "CHECKOUT.ORDER",
        "paypal-transmission",
        "PAYPAL-TRANSMISSION",
    ];
    let all = without(server(), &["server/sandbox/"]);
    none(
        places(&without(all.clone(), &["server/providers/src/stripe/"]), &stripe),
        "Stripe's words stay in their room",
    );
    none(places(&without(all, &["server/providers/src/paypal/"]), &paypal), "PayPal's words stay in their room");
}

#[test]
fn the_sandbox_shares_nothing_with_the_providers() {
    none(places(&files("server/sandbox", "rs"), &["providers::"]), "a mistake on one side must show on the other");
    let providers = files("server/providers", "rs").into_iter().filter(|(name, _)| {
        !name.ends_with("tests.rs") && !name.ends_with("testing.rs") && !name.ends_with("vectors.rs")
    });
    let found = places(&providers.collect::<Vec<_>>(), &["sandbox::"]);
    // The root certificate of the sandbox's callbacks, for addresses on this machine only.
    let found = found.into_iter().filter(|place| !place.contains("paypal/certificate.rs")).collect();
    none(found, "providers do not know the sandbox");
}

#[test]
fn one_room_reads_the_clock() {
    let all = without(server(), &["server/services/src/clock.rs"]);
    none(places(&all, &["Utc::now", "SystemTime::now", "Local::now"]), "time comes from the Clock");
}

#[test]
fn no_file_is_too_long_to_read() {
    let long: Vec<String> = files("server", "rs")
        .into_iter()
        .chain(files("app", "rs"))
        .filter(|(_, text)| text.lines().count() > 600)
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    none(long, "past 600 lines there are two files inside");
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = Vec::new();
    for (name, text) in files("server", "rs").into_iter().chain(files("app", "rs")) {
        if !text.starts_with("//!") && !name.ends_with("/tests.rs") {
            silent.push(name);
        }
    }
    none(silent, "a module begins with its purpose");
}

#[test]
fn comments_say_more_than_a_question_word() {
    let words = [
        "Which.",
        "What.",
        "Who.",
        "Whose.",
        "Why.",
        "How.",
        "How much.",
        "How many.",
        "When.",
        "Where.",
        "By whom.",
        "For whom.",
        "To whom.",
        "From when.",
        "Since when.",
        "Until when.",
    ];
    let mut found = Vec::new();
    for (name, text) in files("server", "rs").into_iter().chain(files("app", "rs")) {
        for (n, line) in text.lines().enumerate() {
            if line.trim().strip_prefix("/// ").is_some_and(|comment| words.contains(&comment)) {
                found.push(format!("{name}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    none(found, "a comment says what it is, in which unit and zone");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let words = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat(), ["un", "implemented!"].concat()];
    let mut found = Vec::new();
    for (name, text) in files("server", "rs").into_iter().chain(files("app", "rs")) {
        for (n, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{name}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    none(found, "no note to self stays behind");
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let all = files(&format!("server/store/migrations/{engine}"), "sql");
        all.into_iter().filter_map(|(name, _)| name.rsplit('/').next().map(str::to_owned)).collect()
    };
    let lite = names("sqlite");
    assert_eq!(lite, names("postgres"));
    for (n, name) in lite.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", n + 1)), "{name} is not number {}", n + 1);
    }
    // And every one of them is built in.
    let built_in = std::fs::read_to_string(root().join("server/store/src/migrate.rs")).expect("text");
    for name in &lite {
        let name = name.trim_end_matches(".sql");
        assert!(built_in.contains(&format!("migration!(\"{name}\")")), "{name} is not built in");
    }
}

#[test]
fn every_table_leads_with_the_creditor() {
    for (name, text) in files("server/store/migrations", "sql") {
        for table in text.split("CREATE TABLE ").skip(1) {
            let (table, rest) = table.split_once('(').expect("a table");
            let (table, body) = (table.trim(), rest.split("\n)").next().unwrap_or(rest));
            let first = body.split_whitespace().next().unwrap_or_default();
            let wanted = if table == "creditor" { "id" } else { "creditor_id" };
            assert_eq!(first, wanted, "{name}: {table}");
            assert!(table == "creditor" || body.contains("PRIMARY KEY (creditor_id"), "{name}: {table}");
        }
    }
}

#[test]
fn the_browsers_glue_has_one_version() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("text");
    let line = manifest.lines().find(|line| line.starts_with("wasm-bindgen = ")).expect("a line for wasm-bindgen");
    let ours = line.split('"').nth(1).expect("a version").trim_start_matches('=');
    let tool = std::fs::read_to_string(root().join("server/wasm-bindgen/Cargo.toml")).expect("text");
    assert!(
        !ours.is_empty() && tool.contains(&format!("={ours}\"")),
        "Cargo.toml has {ours}, server/wasm-bindgen another"
    );
}
