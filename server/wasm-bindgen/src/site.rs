//! Assembles the folder of files that browsers get: `site --wasm NAME.wasm … --style DIR --public DIR --out DIR`.
//!
//! ```text
//! OUT/pkg/NAME.js, NAME.wasm      what wasm-bindgen makes of each NAME.wasm
//! OUT/pkg/saldo.css, console.css  DIR/saldo.css and DIR/console.css with their @imports put in
//! OUT/...                         the public folder as it is
//! OUT/sources.txt                 which sources the modules are compiled from; the program compares it with its own
//! OUT/**/*.br, *.gz               beside each of them that compresses
//! ```
//!
//! The layout is the one that cargo-leptos writes, so the server serves either. Hashing the names is the server's work
//! (`server/src/http/assets.rs`). When no input changed since the last run, nothing is written.

mod shrink;
mod sources;

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::{fs, time::Instant};

/// Path below the site folder, and the file's bytes.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Kinds of file that are text, or as compressible as text; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 10] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

fn main() -> anyhow::Result<()> {
    let begun = Instant::now();
    let Arguments { wasm, style, public, out } = Arguments::read()?;
    let mut modules = Files::new();
    for file in &wasm {
        modules.append(&mut read_tree(file)?);
    }
    let inputs = [modules, read_tree(&style)?, read_tree(&public)?];
    let stamp_file = out.with_extension("inputs");
    let built_from = sources::fingerprint(Path::new(".")).context("reading the sources; start from the repository")?;
    let stamp = format!("{}{built_from}", fingerprint(&inputs)?);
    if out.is_dir() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(());
    }
    let [modules, style, public] = inputs;

    let mut site = public;
    for name in ["saldo.css", "console.css"] {
        site.insert(Path::new("pkg").join(name), stylesheet(&style, name)?.into_bytes());
    }
    for (file, compiled) in modules {
        let (script, module) = bindgen(compiled)?;
        site.insert(Path::new("pkg").join(file.with_extension("js")), script.into_bytes());
        site.insert(Path::new("pkg").join(file), module);
    }
    compress(&mut site)?;
    site.insert(PathBuf::from("sources.txt"), built_from.into_bytes());

    // The stamp goes first and comes back last: a run cut short is never taken for a whole one.
    let _ = fs::remove_file(&stamp_file);
    write_tree(&out, &site)?;
    fs::write(&stamp_file, stamp)?;
    report(&out, &site, begun);
    Ok(())
}

struct Arguments {
    wasm: Vec<PathBuf>,
    style: PathBuf,
    public: PathBuf,
    out: PathBuf,
}

impl Arguments {
    fn read() -> anyhow::Result<Self> {
        let (mut given, mut wasm) = (BTreeMap::new(), Vec::new());
        let mut words = std::env::args().skip(1);
        while let Some(name) = words.next() {
            let path = PathBuf::from(words.next().context("each option needs a path after it")?);
            if name == "--wasm" {
                wasm.push(path);
            } else {
                given.insert(name, path);
            }
        }
        ensure!(!wasm.is_empty(), "--wasm PATH is missing");
        let mut take = |name: &str| given.remove(name).with_context(|| format!("{name} PATH is missing"));
        let all = Self { wasm, style: take("--style")?, public: take("--public")?, out: take("--out")? };
        if let Some(name) = given.into_keys().next() {
            bail!("unknown option {name}");
        }
        Ok(all)
    }
}

/// All files below `root` (or `root` itself, if it is one), by their path below it. Hidden files are left out; a folder
/// that is not there is an empty one.
fn read_tree(root: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    let mut todo = vec![PathBuf::new()];
    while let Some(below) = todo.pop() {
        let path = root.join(&below);
        if root.is_file() {
            files.insert(root.file_name().context("a file has a name")?.into(), fs::read(root)?);
        } else if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| format!("reading {}", path.display()))? {
                let name = entry?.file_name();
                if !name.as_encoded_bytes().starts_with(b".") {
                    todo.push(below.join(name));
                }
            }
        } else if path.is_file() {
            files.insert(below, fs::read(&path).with_context(|| format!("reading {}", path.display()))?);
        }
    }
    Ok(files)
}

/// A digest over all names and bytes that go in, and over this program.
fn fingerprint(inputs: &[Files]) -> anyhow::Result<String> {
    let mut digest = Sha256::new();
    let program = fs::metadata(std::env::current_exe()?)?;
    digest.update(format!("{} {:?}\n", program.len(), program.modified()?));
    for (name, bytes) in inputs.iter().flatten() {
        digest.update(format!("{} {}\n", name.display(), bytes.len()));
        digest.update(bytes);
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A style sheet with each `@import "other.css";` (one a line, at its top) replaced by that file.
fn stylesheet(style: &Files, name: &str) -> anyhow::Result<String> {
    let text = |name: &str| -> anyhow::Result<&str> {
        let bytes = style.get(Path::new(name)).with_context(|| format!("the style folder has no {name}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
    };
    let mut whole = String::new();
    for line in text(name)?.lines() {
        match line.trim().strip_prefix("@import ").map(|rest| rest.trim_end_matches(';').trim_matches(['"', '\''])) {
            Some(name) => whole.push_str(text(name.trim_start_matches("./"))?),
            None => whole.push_str(line),
        }
        whole.push('\n');
    }
    ensure!(!whole.contains("@import"), "an @import must stand alone in its line of {name}, and name a file beside it");
    Ok(shrink::css(&whole))
}

/// The script and the module that wasm-bindgen makes of the compiler's output.
fn bindgen(compiled: Vec<u8>) -> anyhow::Result<(String, Vec<u8>)> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_bytes("saldo", compiled)
        .web(true)?
        .typescript(false)
        // The page names the hashed module itself; the unhashed name in the script would be a dead one.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    ensure!(
        output.snippets().values().all(Vec::is_empty)
            && output.local_modules().is_empty()
            && output.npm_dependencies().is_empty(),
        "a crate brings JavaScript files of its own, which the script would import by names without a hash"
    );
    let script = shrink::js(output.js());
    Ok((script, output.wasm_mut().emit_wasm()))
}

/// Adds a `.br` and a `.gz` for each file that is worth it.
fn compress(site: &mut Files) -> anyhow::Result<()> {
    let mut compressed = Files::new();
    for (name, bytes) in &*site {
        let kind = name.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if !COMPRESSIBLE.contains(&kind) {
            continue;
        }
        let mut br = Vec::new();
        let best = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut Cursor::new(bytes), &mut br, &best)?;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(bytes)?;
        for (ending, packed) in [("br", br), ("gz", gz.finish()?)] {
            if packed.len() < bytes.len() {
                compressed.insert(name.with_extension(format!("{kind}.{ending}")), packed);
            }
        }
    }
    site.append(&mut compressed);
    Ok(())
}

fn write_tree(out: &Path, site: &Files) -> anyhow::Result<()> {
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("emptying {}", out.display()))?;
    }
    for (name, bytes) in site {
        let path = out.join(name);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// One line for each file of the package: what a browser has to load.
fn report(out: &Path, site: &Files, begun: Instant) {
    println!("{} written in {:.1} s; bytes plain and by Brotli:", out.display(), begun.elapsed().as_secs_f32());
    let package = site.keys().filter_map(|path| path.to_str()).filter(|path| path.starts_with("pkg/"));
    for name in package.filter(|path| !path.ends_with(".br") && !path.ends_with(".gz")) {
        let size = |name: String| site.get(Path::new(&name)).map_or(0, Vec::len);
        println!("  {name:<16} {:>9} {:>8}", size(name.to_owned()), size(format!("{name}.br")));
    }
}
