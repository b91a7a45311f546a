//! A gallery for designers: every page in every state and language, as files.
//!
//! `cargo run -p app --example gallery --features ssr -- target/gallery`, then open `index.html`.
//! With `--time` it says instead what rendering the account page costs.

mod samples;

use app::context::{Assets, Audience};
use app::views;
use samples::places;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    match std::env::args().nth(1).as_deref() {
        None => println!("say where to: a folder, or --time"),
        Some("--time") => time(),
        Some(folder) => write(Path::new(folder))?,
    }
    Ok(())
}

fn assets() -> Arc<Assets> {
    let boot = app::html::boot_script("../pkg/app.js", "../pkg/app_bg.wasm");
    Arc::new(Assets {
        stylesheet: "../saldo.css".into(),
        console_stylesheet: "../console.css".into(),
        icon: "../favicon.svg".into(),
        boot_paying: boot.clone(),
        boot_planning: boot,
    })
}

fn write(folder: &Path) -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::create_dir_all(folder)?;
    fs::copy(root.join("style/saldo.css"), folder.join("saldo.css"))?;
    fs::copy(root.join("style/console.css"), folder.join("console.css"))?;
    fs::copy(root.join("public/favicon.svg"), folder.join("favicon.svg"))?;
    let assets = assets();
    let mut index = String::from("<!DOCTYPE html><meta charset=utf-8><title>Gallery</title>");
    for place in places() {
        let tag = place.language.as_str();
        fs::create_dir_all(folder.join(tag))?;
        let _ = write!(index, "<h1>{tag}</h1><ul>");
        for (name, html) in place.pages(&assets) {
            fs::write(folder.join(tag).join(format!("{name}.html")), html)?;
            let _ = write!(index, "<li><a href=\"{tag}/{name}.html\">{name}</a>");
        }
        index.push_str("</ul>");
    }
    fs::write(folder.join("index.html"), index)
}

/// What one rendering costs, the best of twenty rounds; building the view struct is not counted.
fn time() {
    let [place, ..] = places();
    let context = place.context(Audience::Debtor, &assets());
    for count in [1, 20, 200] {
        let mut best = Duration::MAX;
        let mut bytes = 0;
        for _ in 0..20 {
            let views: Vec<_> = (0..200).map(|_| place.account(count)).collect();
            let begun = Instant::now();
            for view in views {
                bytes = black_box(views::account::page(&context, view)).as_str().len();
            }
            best = best.min(begun.elapsed() / 200);
        }
        println!("account with {count} invoices: {best:?}, {bytes} bytes");
    }
}
