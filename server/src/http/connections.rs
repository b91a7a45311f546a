//! Takes connections within bounds: how many at once, how many from one address, and how long a sender may take.
//!
//! A buffering proxy before the portal hides slow senders. The portal holds without one, too: behind a tunnel or a plain
//! TCP balancer each of them reaches this process.

use crate::config::TrustedProxies;
use crate::rate_limit::line_of;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::SockRef;
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower_http::timeout::{RequestBodyDeadlineLayer, RequestBodyTimeoutLayer};

/// Descriptors that are left for the database, providers, mail and files.
const OTHER_DESCRIPTORS: usize = 128;
/// The fewest connections that make sense, whatever the process may open.
const FEWEST: usize = 64;
/// A request's head is larger only if somebody makes it so: cookies and the longest address need 8 KiB.
const MAX_HEAD: usize = 32 * 1024;
/// How long nothing is taken after the system refused a connection for want of descriptors or memory.
const AFTER_REFUSAL: Duration = Duration::from_millis(200);

/// What a connection may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections at once. Further ones wait in the system's queue until one ends.
    pub connections: usize,
    /// Connections at once of one address that is no trusted proxy. Further ones are closed.
    pub of_one_address: usize,
    /// From the first moment of a connection, or the end of an answer, to the end of the next request's head.
    pub head: Duration,
    /// How long a body may bring nothing.
    pub silent: Duration,
    /// How long all of a body may take.
    pub body: Duration,
    /// How long an answer may wait for a client that takes nothing of it.
    pub unread: Duration,
}

impl Default for ConnectionLimits {
    /// As many connections as the process may open files, 2,048 at most, and a quarter of them for one address.
    fn default() -> Self {
        let connections =
            open_files().map_or(FEWEST, |files| files.saturating_sub(OTHER_DESCRIPTORS)).clamp(FEWEST, 2048);
        Self {
            connections,
            of_one_address: connections / 4,
            head: Duration::from_secs(15),
            silent: Duration::from_secs(20),
            body: Duration::from_secs(300),
            unread: Duration::from_secs(30),
        }
    }
}

/// How many files this process may open, as Linux tells.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    match line.split_whitespace().next()? {
        "unlimited" => Some(usize::MAX),
        soft => soft.parse().ok(),
    }
}

/// Answers on a listener until `halted` turns true, then lets the requests that have begun end.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    trusted_proxies: TrustedProxies,
    limits: ConnectionLimits,
    mut halted: watch::Receiver<bool>,
) {
    let router =
        router.layer(RequestBodyTimeoutLayer::new(limits.silent)).layer(RequestBodyDeadlineLayer::new(limits.body));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_header_size(MAX_HEAD);
    let slots = Arc::new(Semaphore::new(limits.connections));
    let addresses = Addresses { counts: Arc::default(), trusted_proxies, most: limits.of_one_address };
    loop {
        let accepted = tokio::select! {
            () = halt(&mut halted) => break,
            accepted = accept(&listener, &slots) => accepted,
        };
        let (stream, peer, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                refused(&error).await;
                continue;
            }
        };
        let Some(of_address) = addresses.take(peer.ip()) else {
            tracing::debug!(%peer, "too many connections of one address; closed");
            continue;
        };
        let _ = stream.set_nodelay(true);
        let _ = SockRef::from(&stream).set_tcp_user_timeout(Some(limits.unread));
        let service = OfPeer { router: TowerToHyperService::new(router.clone()), peer };
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let mut halted = halted.clone();
        tokio::spawn(async move {
            let _held: (OwnedSemaphorePermit, AddressSlot) = (slot, of_address);
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = halt(&mut halted) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%peer, %error, "a connection broke off");
            }
        });
    }
    drop(listener);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = slots.acquire_many(all).await;
}

/// Until the portal is told to stop.
async fn halt(halted: &mut watch::Receiver<bool>) {
    let _ = halted.wait_for(|halted| *halted).await.is_ok();
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, slot))
}

/// A client that went away before it was taken is its own affair; other refusals are the system's, and end by waiting.
async fn refused(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        return;
    }
    tracing::error!(%error, "no connection can be taken");
    tokio::time::sleep(AFTER_REFUSAL).await;
}

/// How many connections an address has.
type Counts = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// Connections by address, or by /64 of IPv6.
struct Addresses {
    counts: Counts,
    trusted_proxies: TrustedProxies,
    most: usize,
}

/// One of an address's connections; given back when it is dropped. A trusted proxy's is not counted.
struct AddressSlot(Option<(Counts, IpAddr)>);

impl Addresses {
    /// A slot of the address, or none if it has all that it may have.
    fn take(&self, peer: IpAddr) -> Option<AddressSlot> {
        if self.trusted_proxies.trusts(peer) {
            return Some(AddressSlot(None));
        }
        let peer = line_of(peer);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(peer).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(AddressSlot(Some((Arc::clone(&self.counts), peer))))
    }
}

impl Drop for AddressSlot {
    fn drop(&mut self) {
        let Some((counts, peer)) = &self.0 else { return };
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        let left = counts.get(peer).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            counts.remove(peer);
        } else {
            counts.insert(*peer, left);
        }
    }
}

/// The router, for requests of one peer.
struct OfPeer {
    router: TowerToHyperService<Router>,
    peer: SocketAddr,
}

impl Service<Request<Incoming>> for OfPeer {
    type Response = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Response;
    type Error = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Error;
    type Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(ConnectInfo(self.peer));
        self.router.call(request)
    }
}
