//! A 2xx to a callback means: on disk. Between the portal and the sandbox stands a relay that kills
//! the portal the moment it has acknowledged, and looks whether the event is there afterwards.

use crate::chance::Chance;
use crate::debtor::{Debtor, StaffAccess, Way};
use crate::portal::{self, Process, Site};
use crate::provider::{self, Provider};
use crate::town;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::post;
use std::sync::Arc;
use store::Store;
use store::connection::Arg;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

struct Relay {
    http: reqwest::Client,
    site: std::sync::OnceLock<Site>,
    portal: std::sync::OnceLock<Process>,
    /// Events that were acknowledged; a kill followed each. The lock lets one callback through at a
    /// time, so that the kill hits nobody else.
    acknowledged: Mutex<Vec<String>>,
    wanted: usize,
}

async fn pass_on(State(relay): State<Arc<Relay>>, uri: Uri, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut acknowledged = relay.acknowledged.lock().await;
    let (Some(site), Some(portal)) = (relay.site.get(), relay.portal.get()) else {
        return StatusCode::SERVICE_UNAVAILABLE;
    };
    let mut request = relay.http.post(format!("{}{}", portal.url(), uri.path()));
    for (name, value) in headers.iter().filter(|(name, _)| *name != "host" && *name != "content-length") {
        request = request.header(name, value);
    }
    let Ok(answer) = request.body(body.clone()).send().await else { return StatusCode::BAD_GATEWAY };
    let status = answer.status();
    if status.is_success() && acknowledged.len() < relay.wanted {
        portal.kill().await;
        let event: serde_json::Value = serde_json::from_slice(&body).expect("an event");
        acknowledged.push(event["id"].as_str().expect("its id").to_owned());
        portal.start(site).await;
        portal.ready(&relay.http).await;
    }
    status
}

/// Lets `kills` acknowledged callbacks be each followed by a kill; all must be in the books.
pub async fn kill_after_each(kills: u64) {
    let wanted = usize::try_from(kills).expect("a count");
    let dir = portal::folder("ack");
    let relay = Arc::new(Relay {
        http: provider::client(),
        site: std::sync::OnceLock::new(),
        portal: std::sync::OnceLock::new(),
        acknowledged: Mutex::default(),
        wanted,
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let between = format!("http://{}", listener.local_addr().expect("an address"));
    let router = Router::new().route("/webhooks/{provider}", post(pass_on)).with_state(Arc::clone(&relay));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let provider = Provider::start(&[between], 7).await;
    let ports = portal::free_ports(1)[0];
    let base = ports.url();
    let database = format!("sqlite:{}", dir.join("saldo.db").display());
    let site = Site::new(&dir, &database, &base, &provider.base);
    let mut chance = Chance::new(7);
    town::books(&site, &dir, wanted, &mut chance).await;
    let store = Store::open(&database).await.expect("the books");
    let town = town::debtors(&store, &base, wanted, &mut chance).await;
    let process = Process::new(&site, ports);
    process.start(&site).await;
    process.ready(&relay.http).await;
    let (_, _) = (relay.portal.set(process), relay.site.set(site));

    let access = StaffAccess::new(vec![base.clone()], base);
    for debtor in town {
        // Each payment by card is told by several callbacks.
        let debtor = Debtor { way: Way::Card, comes_back: false, ..debtor };
        access.pay(&debtor, &provider).await.expect("a payment");
        if relay.acknowledged.lock().await.len() >= wanted {
            break;
        }
    }
    let counts = provider.flush(60_000).await;
    assert_eq!(counts.pending, 0, "{counts:?}");
    let acknowledged = relay.acknowledged.lock().await;
    let mut db = store.read().await.expect("the books");
    for event in acknowledged.iter() {
        let sql = "SELECT COUNT(*) FROM event WHERE event_id = $1";
        let found = db.number(sql, vec![Arg::from(event.clone())]).await.expect("a number");
        assert_eq!(found, 1, "{event} was acknowledged and is not in the books");
    }
    drop(db);
    store.close().await;
    assert!(acknowledged.len() >= wanted, "{} of {wanted} kills", acknowledged.len());
    let site = relay.site.get().expect("a site");
    relay.portal.get().expect("a portal").kill().await;
    site.run(&["verify"]).await;
    println!("{} callbacks acknowledged and the portal killed at once each time: none lost", acknowledged.len());
    let _ = std::fs::remove_dir_all(&dir);
}
