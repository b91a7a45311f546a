//! What a browser computes is what the server computes: one stream of random inputs through the same
//! functions, natively and in the WebAssembly that browsers load.
//!
//! `make unit` builds the module with the feature `vectors` and names it in `SALDO_BROWSER_MODULE`. Without
//! it only the native half runs.

mod generator;

use generator::{block, digest};
use std::path::Path;
use std::process::Command;
use std::thread;

/// Any number will do; another one is another stream.
const SEED: u64 = 20_260_331;
const INPUTS: u32 = 100_000;
/// So many inputs make one line, so that a difference is found near its place.
const BLOCK: u32 = 1_000;

/// The digests of `count` inputs from `first` on, `block` at a time, as the module has them.
fn in_wasm(module: &Path, first: u32, count: u32, block: u32) -> Vec<u64> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/run.mjs");
    let numbers = [SEED, first.into(), count.into(), block.into()].map(|number| number.to_string());
    let done = Command::new("node").arg(script).arg(module).args(numbers).output().expect("node runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    text.lines().map(|line| u64::from_str_radix(line, 16).expect("a digest")).collect()
}

/// The same natively, on two threads.
fn natively(first: u32, count: u32, of: u32) -> Vec<u64> {
    let firsts: Vec<u32> = (first..first + count).step_by(of as usize).collect();
    let (a, b) = firsts.split_at(firsts.len() / 2);
    let all = |firsts: &[u32]| firsts.iter().map(|first| block(SEED, *first, of)).collect::<Vec<_>>();
    thread::scope(|scope| {
        let half = scope.spawn(|| all(b));
        [all(a), half.join().expect("no panic")].concat()
    })
}

/// The first place at which two lists differ.
fn difference(one: &[u64], other: &[u64]) -> Option<usize> {
    let longest = one.len().max(other.len());
    (0..longest).find(|n| one.get(*n) != other.get(*n))
}

#[test]
fn the_browser_computes_what_the_server_computes() {
    let Some(module) = std::env::var_os("SALDO_BROWSER_MODULE") else {
        // The native half alone still shows that no input makes the domain panic.
        assert_eq!(natively(0, BLOCK, BLOCK).len(), 1);
        return;
    };
    let module = Path::new(&module);
    let (native, browser) = thread::scope(|scope| {
        let browser = scope.spawn(|| in_wasm(module, 0, INPUTS, BLOCK));
        (natively(0, INPUTS, BLOCK), browser.join().expect("no panic"))
    });
    assert_eq!(native.len(), 100);
    if let Some(place) = difference(&native, &browser) {
        let first = u32::try_from(place).expect("small") * BLOCK;
        let input = difference(&natively(first, BLOCK, 1), &in_wasm(module, first, BLOCK, 1));
        panic!("seed {SEED}: block {place} differs from the browser's, by input {input:?} of it");
    }
    println!("{INPUTS} inputs of seed {SEED}: the same digests natively and in WebAssembly");
}

#[test]
fn a_difference_is_found() {
    let native = natively(0, 20, 1);
    assert_eq!(difference(&native, &native), None);
    let mut other = native.clone();
    other[13] ^= 1;
    assert_eq!(difference(&native, &other), Some(13));
    assert_eq!(difference(&native, &native[..19]), Some(19));
    // No two inputs come to the same, and another seed is another stream.
    assert!((1..20).all(|n| native[n] != native[n - 1] && digest(SEED + 1, n as u32) != native[n]));
}
