//! `saldo serve`: the portal, until it is told to stop.

use super::{CliError, Done, ready};
use crate::config::Config;
use crate::config::Env;
use crate::config::settings;
use crate::http::connections::{self, ConnectionLimits};
use crate::http::router;
use crate::http::state::AppState;
use crate::wiring::Portal;
use crate::worker;
use std::io;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long open requests may take after the call to stop. Service managers wait longer than this.
const DRAIN: Duration = Duration::from_secs(10);

/// Every setting, for `--help`.
pub(super) static SETTINGS_HELP: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from("Settings, by environment:\n");
    for setting in settings() {
        let default = setting.default.map(|default| format!(" [{default}]")).unwrap_or_default();
        text.push_str(&format!("  {:<24} {}{default}\n", setting.name, setting.what));
    }
    text
});

pub(super) async fn run(env: &Env) -> Done {
    let config = Config::from_env(env)?;
    for name in &config.unknown {
        tracing::warn!(name, "this variable is no setting of ours; is it misspelt?");
    }
    let portal = Portal::open(&config).await?;
    let listeners = Listeners::open(&config).await?;
    serve(portal, listeners, stop_signal()).await?;
    Ok(ExitCode::SUCCESS)
}

/// The addresses that a portal has taken.
pub(super) struct Listeners {
    /// Of debtors, staff and providers.
    pub(super) public: TcpListener,
    /// Of whoever runs the portal; `None` when it is off.
    pub(super) operations: Option<TcpListener>,
}

impl Listeners {
    async fn open(config: &Config) -> Result<Self, CliError> {
        let public = TcpListener::bind(config.listen)
            .await
            .map_err(|e| CliError::Message(format!("SALDO_LISTEN: cannot listen on {}: {e}", config.listen)))?;
        let operations = match config.operations_listen {
            Some(address) => Some(TcpListener::bind(address).await.map_err(|e| {
                CliError::Message(format!(
                    "SALDO_OPERATIONS_LISTEN: cannot listen on {address}: {e}; give another address, or `off`"
                ))
            })?),
            None => None,
        };
        Ok(Self { public, operations })
    }
}

/// Runs portal and worker until `stop`, then drains. Health and figures are told until the drain has ended.
pub(super) async fn serve(
    portal: Portal,
    listeners: Listeners,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), CliError> {
    ready(&portal.services.store).await?;
    let (halt, halted) = watch::channel(false);
    let worker = tokio::spawn(worker::work(Arc::clone(&portal.worker), halted.clone()));
    let app = router::router(Arc::clone(&portal.state));
    let address = listeners.public.local_addr()?;
    let proxies = portal.state.trusted_proxies.clone();
    let server = connections::serve(listeners.public, app, proxies, ConnectionLimits::default(), halted.clone());
    let server = tokio::spawn(server);
    let operations = listeners.operations.map(|listener| serve_operations(&portal.state, listener)).transpose()?;
    tracing::info!(%address, base_url = portal.services.base_url.origin(), "ready");
    stop.await;
    tracing::info!("stopping");
    portal.state.ready.send_replace(false);
    halt.send_replace(true);
    if tokio::time::timeout(DRAIN, server).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    let _ = tokio::time::timeout(DRAIN, worker).await;
    if let Some(operations) = operations {
        operations.abort();
    }
    portal.services.store.close().await;
    Ok(())
}

/// Answers on the operations' address until the task is aborted. It ends without a drain of its own: its answers are
/// short, and a monitor that keeps its connection open must not hold up the end.
fn serve_operations(state: &Arc<AppState>, listener: TcpListener) -> Result<JoinHandle<io::Result<()>>, CliError> {
    tracing::info!(address = %listener.local_addr()?, "health and figures");
    Ok(tokio::spawn(axum::serve(listener, router::operations(Arc::clone(state))).into_future()))
}

/// SIGTERM or Ctrl-C.
pub(super) async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
