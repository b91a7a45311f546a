//! Link page, account page and plan page: requests a second against a bare server, processor time, memory.

use crate::bare;
use crate::books::{Books, LOOKED_AT, OPEN};
use crate::load::{self, Answer, Line, Load};
use crate::portal::{self, Server};
use crate::{figure, heading};
use chrono::TimeDelta;
use domain::id::LinkId;
use domain::link::Link;
use services::clock::Clock;
use services::clock::SystemClock;
use services::ids::Ids;
use services::ids::SystemIds;
use std::sync::Arc;
use std::time::Duration;
use store::{Store, creditors, debtors, links};

/// Browsers at a time.
const LINES: usize = 16;
/// How long each page is asked for.
const TIME: Duration = Duration::from_secs(5);

/// Paths of links of the debtors whose pages are measured.
pub fn links(books: &Books) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&books.url()).await.expect("the books");
        let ids = SystemIds::new().expect("chance");
        let now = SystemClock.now();
        let mut made = Vec::new();
        let mut paths = Vec::new();
        {
            let mut db = store.read().await.expect("the books");
            let creditor = creditors::by_slug(&mut db, crate::books::CREDITOR).await.expect("the books");
            let creditor = creditor.expect("a creditor");
            for i in 0..LOOKED_AT {
                let debtor = debtors::by_ref(&mut db, creditor.id, &format!("C{i:06}")).await.expect("the books");
                let token = ids.access_token(creditor.code);
                let link = Link {
                    creditor: creditor.id,
                    id: LinkId::new(ids.uuid(now)),
                    debtor: debtor.expect("a debtor").id,
                    invoice: None,
                    pay_only: false,
                    expires_at: now + TimeDelta::days(1),
                    origin: domain::link::LinkOrigin::Mailed,
                };
                made.push((link, token.hash()));
                paths.push(format!("/l/{}", token.reveal()));
            }
        }
        let made = Arc::new(made);
        let written = store.write(made, move |db, made| {
            Box::pin(async move {
                for (link, hash) in made.iter() {
                    links::add(db, link, *hash, now).await?;
                }
                Ok(())
            })
        });
        written.await.expect("links");
        store.close().await;
        paths
    })
}

/// The session's cookie that pressing "Continue" gives.
pub fn enter(server: &Server, link: &str) -> String {
    let form = [("Origin", portal::base()), ("Content-Type", "application/x-www-form-urlencoded")];
    let answer = Line::open(server.address).ask(&load::post(link, &form, b""));
    assert_eq!(answer.status, 303, "a session begins");
    let cookie = answer.header("set-cookie").expect("a cookie");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

pub fn measure(books: &Books) {
    let links = links(books);
    let server = portal::serve(books);
    let cookies: Vec<String> = links.iter().map(|link| enter(&server, link)).collect();
    let account = Line::open(server.address).ask(&load::get("/", &cookies[0], false));
    let shown = String::from_utf8_lossy(&account.body).matches("href=\"/invoices/").count();
    assert!(shown >= OPEN, "{shown} invoices are on the page");

    for compressed in [false, true] {
        let how = if compressed { "compressed by us" } else { "not compressed (a proxy may)" };
        heading(&format!("link page, {how}"));
        one(books, &server, compressed, 0.3, |i| load::get(&links[i % links.len()], "", compressed));
        heading(&format!("account page with {OPEN} open invoices, {how}"));
        one(books, &server, compressed, 0.4, |i| load::get("/", &cookies[i % cookies.len()], compressed));
    }
    heading(&format!("plan page with {OPEN} open invoices, not compressed (a proxy may)"));
    one(books, &server, false, 0.8, |i| load::get("/plans/new", &cookies[i % cookies.len()], false));
    figure("memory, at most, under this load", server.mebibytes("VmHWM"), "MiB", Some(60.0));
    println!();
}

fn one(books: &Books, server: &Server, compressed: bool, limit: f64, make: impl Fn(usize) -> Vec<u8> + Sync) {
    let answer: Answer = Line::open(server.address).ask(&make(0));
    load::send(server.address, LINES, Duration::from_secs(1), |i| Some(make(i))); // warm
    let (ours, cost) = costs(server, |i| Some(make(i)));
    let bare = bare::start(&books.dir, &answer);
    let request = load::get("/", "", compressed);
    let (theirs, bare_cost) = costs(&bare, |_| Some(request.clone()));
    figure("requests", ours.each_second(), "/s", None);
    figure("requests, bare axum with the same bytes", theirs.each_second(), "/s", None);
    figure("share of bare axum's", ours.each_second() / theirs.each_second(), "", None);
    // The limits are for the page itself; compressing is what a proxy before it would do otherwise.
    figure("processor time a request", cost, "ms", (!compressed).then_some(limit));
    figure("processor time a request, bare axum", bare_cost, "ms", None);
    figure("time to the whole answer, half / 99 of 100", ours.percentile(50), "ms", None);
    figure("", ours.percentile(99), "ms", None);
    println!("  ({} bytes)\n", answer.body.len());
}

/// A load, and the server's processor time for each answer in milliseconds.
fn costs(server: &Server, make: impl Fn(usize) -> Option<Vec<u8>> + Sync) -> (Load, f64) {
    let before = server.spent();
    let load = load::send(server.address, LINES, TIME, make);
    let spent = server.spent() - before;
    let each = spent.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(load.answers).expect("a count"));
    (load, each)
}
