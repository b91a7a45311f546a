//! How the released program is linked.

/// Functions that came out equal are kept once, and the addresses that the loader fills in are written down packed (glibc
/// 2.36, Debian 12): a tenth of the program. Only where the toolchain links with its own lld, which knows both.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|it| it == value);
    if is("PROFILE", "release") && is("TARGET", "x86_64-unknown-linux-gnu") {
        println!("cargo::rustc-link-arg-bin=saldo=-Wl,--icf=all");
        println!("cargo::rustc-link-arg-bin=saldo=-Wl,-z,pack-relative-relocs");
    }
}
