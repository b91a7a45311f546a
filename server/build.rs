//! How the released program is linked, and which sources its pages are compiled from.

#[path = "wasm-bindgen/src/sources.rs"]
mod sources;

/// Functions that came out equal are kept once, and the addresses that the loader fills in are written down packed (glibc
/// 2.36, Debian 12): a tenth of the program. Only where the toolchain links with its own lld, which knows both.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in sources::FOLDERS {
        println!("cargo::rerun-if-changed=../{folder}");
    }
    let found = sources::fingerprint(std::path::Path::new("..")).unwrap_or_default();
    println!("cargo::rustc-env=SALDO_SOURCES={found}");
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|it| it == value);
    if is("PROFILE", "release") && is("TARGET", "x86_64-unknown-linux-gnu") {
        println!("cargo::rustc-link-arg-bin=saldo=-Wl,--icf=all");
        println!("cargo::rustc-link-arg-bin=saldo=-Wl,-z,pack-relative-relocs");
    }
}
