//! What goes over the wire until a page can be used, compressed.

use crate::books::Books;
use crate::load::{self, Line};
use crate::pages;
use crate::portal;
use crate::{figure, heading};

pub fn weigh(books: &Books) {
    heading("bytes over the wire of a first view, bodies compressed (brotli)");
    let links = pages::links(books);
    let server = portal::serve(books);
    let cookie = pages::enter(&server, &links[0]);
    let mut line = Line::open(server.address);
    for (name, path, cookie) in [
        ("link page", links[0].as_str(), ""),
        ("account page, 20 open invoices", "/", cookie.as_str()),
        ("choosing what to pay (with its island)", "/pay", cookie.as_str()),
        ("paying in parts (with its island)", "/plans/new", cookie.as_str()),
    ] {
        let plain = line.ask(&load::get(path, cookie, false));
        let html = String::from_utf8_lossy(&plain.body).into_owned();
        let (mut before, mut wasm) = (line.ask(&load::get(path, cookie, true)).body.len(), 0);
        for file in files(&html) {
            let size = line.ask(&load::get(&file, "", true)).body.len();
            *(if file.ends_with(".wasm") { &mut wasm } else { &mut before }) += size;
        }
        let kilobytes = |bytes: usize| f64::from(u32::try_from(bytes).expect("a size")) / 1_000.0;
        figure(&format!("{name}: HTML, style, script"), kilobytes(before), "kB", Some(12.0));
        if wasm > 0 {
            figure(&format!("{name}: with WebAssembly"), kilobytes(before + wasm), "kB", Some(110.0));
        }
    }
    println!();
}

/// Files of ours that the page has a browser fetch: style, script, WebAssembly; not the icon, which
/// nobody waits for.
fn files(html: &str) -> Vec<String> {
    let mut found: Vec<String> = html
        .split(['"', '\'', '`'])
        .filter(|text| text.starts_with("/pkg/") && !text.contains(char::is_whitespace))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}
