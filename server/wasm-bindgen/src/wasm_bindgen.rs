//! The `wasm-bindgen` command as far as cargo-leptos uses it, so that `cargo leptos watch` works with this folder's
//! build on `PATH` and nothing else to install. Saldo's own build calls the library from `site` instead.

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    let (mut out_dir, mut input) = (None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let (flag, attached) = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let mut value =
            || attached.clone().or_else(|| words.next()).with_context(|| format!("{flag} needs a value after it"));
        match flag {
            "-V" | "--version" => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            "--target" => match value()?.as_str() {
                "web" => drop(bindgen.web(true)?),
                other => bail!("only --target web is known here, not {other}"),
            },
            "--out-name" => drop(bindgen.out_name(&value()?)),
            "--out-dir" => out_dir = Some(value()?),
            "--no-typescript" => drop(bindgen.typescript(false)),
            "--keep-lld-exports" => drop(bindgen.keep_lld_exports(true)),
            "--no-demangle" => drop(bindgen.demangle(false)),
            "--debug" => drop(bindgen.debug(true)),
            "--keep-debug" => drop(bindgen.keep_debug(true)),
            unknown if unknown.starts_with('-') => bail!("unknown option {word}"),
            _ => input = Some(word),
        }
    }
    let input = input.context("name the .wasm file to read")?;
    bindgen.input_path(input).generate(out_dir.context("name the folder to write to, --out-dir=DIR")?)
}
