//! What an operator sees: logs and metrics.
//!
//! Neither ever holds a name, an address, a token or an amount. Logs name things by their ids;
//! metrics have labels from closed lists only. Both are for machines too: logs are JSON where no
//! terminal watches, metrics are Prometheus text from [`Metrics::render`], which the server hands
//! out itself. What the server counts is in this file; what the use cases count is in
//! [`services::metrics`], with its help here.

use domain::payment::ProviderName;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use services::metrics::{PAYMENTS, PROVIDER_CALLS};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// What `SALDO_LOG` does not name is kept at this: others' details (statements, headers) may hold
/// what is nobody's business.
const OTHERS: &str = "sqlx=warn,hyper=info,hyper_util=info,h2=info,reqwest=info,rustls=info,tower_http=info";

/// Why there is nothing to see.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TelemetryError {
    /// The filter cannot be read.
    #[error("SALDO_LOG is not a log filter; give `info`, `debug` or `server::worker::jobs=debug,info`")]
    Filter,
    /// Someone else installed a recorder of metrics in this process.
    #[error("metrics are already recorded by something else in this process")]
    Taken,
}

/// Begins to log to standard error (standard output belongs to commands' results): lines for a
/// terminal, JSON for everything else. Panics are logged like faults. Safe to call again: the
/// first call holds.
///
/// # Errors
/// [`TelemetryError::Filter`] for text that is no filter of log lines.
pub fn log_to_stderr(filter: &str) -> Result<(), TelemetryError> {
    let filter = parse(filter)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    let begun = if std::io::stderr().is_terminal() {
        lines.with_target(false).compact().try_init()
    } else {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    };
    if begun.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a fault in the program: {}", panic.payload_as_str().unwrap_or("no words"));
        }));
    }
    Ok(())
}

fn parse(filter: &str) -> Result<EnvFilter, TelemetryError> {
    // What comes later wins, so a filter that names one of the others is obeyed.
    EnvFilter::builder().parse(format!("{OTHERS},{filter}")).map_err(|_| TelemetryError::Filter)
}

/// Seconds of an answer; the targets are well below a millisecond, the worst allowed is 5 s.
const ANSWER_S: [f64; 14] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The metrics of this process.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Begins to record; a second call gives the same metrics.
    ///
    /// # Errors
    /// [`TelemetryError::Taken`] when something else records already.
    pub fn install() -> Result<Self, TelemetryError> {
        static INSTALLED: OnceLock<Result<Metrics, TelemetryError>> = OnceLock::new();
        let install = || {
            let handle = builder().install_recorder().map_err(|_| TelemetryError::Taken)?;
            describe();
            Ok(Self(handle))
        };
        INSTALLED.get_or_init(install).clone()
    }

    /// All metrics, in Prometheus's text format.
    #[must_use]
    pub fn render(&self) -> String {
        self.0.render()
    }

    /// Sums up what histograms gathered. To be called about every 5 s, or memory grows between
    /// two readings.
    pub fn upkeep(&self) {
        self.0.run_upkeep();
    }
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

fn builder() -> PrometheusBuilder {
    let buckets = Matcher::Full(HTTP_SECONDS.to_owned());
    // Fails for an empty list of buckets only; without them it is a summary.
    PrometheusBuilder::new().set_buckets_for_metric(buckets, &ANSWER_S).unwrap_or_default()
}

const BUILD: &str = "saldo_build_info";
const HTTP_REQUESTS: &str = "saldo_http_requests_total";
const HTTP_SECONDS: &str = "saldo_http_request_seconds";
const CALLBACKS: &str = "saldo_callbacks_total";
const PAYMENTS_OPEN: &str = "saldo_payments_open";
const EXCEPTIONS_OPEN: &str = "saldo_exceptions_open";
const OUTBOX_WAITING: &str = "saldo_outbox_waiting";
const OUTBOX_DEAD: &str = "saldo_outbox_given_up";
const OUTBOX_LAG: &str = "saldo_outbox_lag_seconds";
const RECONCILER_LAG: &str = "saldo_reconciler_lag_seconds";
const LEDGER_IMBALANCE: &str = "saldo_ledger_imbalance";
const MAILS: &str = "saldo_mails_total";
const LIMITED: &str = "saldo_limited_total";
const WRONG_LINK_ALARM: &str = "saldo_wrong_link_alarm";

fn describe() {
    describe_gauge!(BUILD, "1, with the version that runs");
    describe_counter!(HTTP_REQUESTS, "Answers, by route, method and status");
    describe_histogram!(HTTP_SECONDS, Unit::Seconds, "Time to answer, by route");
    describe_counter!(CALLBACKS, "Provider callbacks, by provider and what became of them");
    describe_counter!(PAYMENTS, "Payments that reached a state, by provider and state");
    describe_gauge!(PAYMENTS_OPEN, "Payments neither paid nor given up, as the reconciler last saw");
    describe_counter!(PROVIDER_CALLS, "Calls to a provider's API, by provider and outcome");
    describe_gauge!(EXCEPTIONS_OPEN, "Things that contradict the books and wait for a person");
    describe_gauge!(OUTBOX_WAITING, "Jobs that are due and not done");
    describe_gauge!(OUTBOX_DEAD, "Jobs that were given up; a person has to look");
    describe_gauge!(OUTBOX_LAG, Unit::Seconds, "Age of the oldest job that is due");
    describe_gauge!(RECONCILER_LAG, Unit::Seconds, "Age of the open payment that was longest not asked about");
    describe_gauge!(
        LEDGER_IMBALANCE,
        "Faults the last check of the books found; anything but 0 needs a person at once"
    );
    describe_counter!(documents::MISSING_GLYPHS, "Characters in documents that no font here has");
    describe_counter!(MAILS, "Mails, by letter and outcome");
    describe_counter!(LIMITED, "Requests turned away for coming too often, by limit");
    describe_gauge!(WRONG_LINK_ALARM, "1 while more wrong links come in than any honest use makes");
    gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION")).set(1.0);
}

/// An answer left. `route` is the pattern (`/invoices/{id}`), never the path.
pub fn answered(route: &str, method: &'static str, status: u16, took: Duration) {
    let route = route.to_owned();
    counter!(HTTP_REQUESTS, "route" => route.clone(), "method" => method, "status" => status.to_string()).increment(1);
    histogram!(HTTP_SECONDS, "route" => route).record(took.as_secs_f64());
}

/// What became of a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callback {
    /// Stored and applied.
    Accepted,
    /// Known already.
    Repeated,
    /// Contradicts the books; a person has to look.
    Parked,
    /// The signature is wrong.
    Forged,
    /// Could not be checked or stored; the provider will try again.
    Unavailable,
}

/// A provider called back.
pub fn called_back(provider: ProviderName, outcome: Callback) {
    let outcome = match outcome {
        Callback::Accepted => "accepted",
        Callback::Repeated => "repeated",
        Callback::Parked => "parked",
        Callback::Forged => "forged",
        Callback::Unavailable => "unavailable",
    };
    counter!(CALLBACKS, "provider" => provider.as_str(), "outcome" => outcome).increment(1);
}

/// The outbox looked at its queue: how many jobs are due, and how long the oldest has been.
pub fn record_outbox(waiting: u32, oldest: Duration) {
    gauge!(OUTBOX_WAITING).set(waiting);
    gauge!(OUTBOX_LAG).set(oldest.as_secs_f64());
}

/// So many jobs were given up.
pub fn outbox_given_up(dead: u32) {
    gauge!(OUTBOX_DEAD).set(dead);
}

/// The reconciler looked at the open payments: how many, and how long ago the one was asked about
/// that has waited longest.
pub fn record_reconciler(open: u32, longest: Duration) {
    gauge!(PAYMENTS_OPEN).set(open);
    gauge!(RECONCILER_LAG).set(longest.as_secs_f64());
}

/// So many exceptions wait for a person.
pub fn record_exceptions(open: u32) {
    gauge!(EXCEPTIONS_OPEN).set(open);
}

/// The books were checked, and so many faults were found.
pub fn books_checked(faults: u32) {
    gauge!(LEDGER_IMBALANCE).set(faults);
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailOutcome {
    /// Handed over.
    Sent,
    /// Not now.
    Delayed,
    /// Never.
    Refused,
}

/// A mail was tried. `letter` is the name of its template.
pub fn mailed(letter: &'static str, outcome: MailOutcome) {
    let outcome = match outcome {
        MailOutcome::Sent => "sent",
        MailOutcome::Delayed => "delayed",
        MailOutcome::Refused => "refused",
    };
    counter!(MAILS, "letter" => letter, "outcome" => outcome).increment(1);
}

/// A client was turned away.
pub fn limited(limit: &'static str) {
    counter!(LIMITED, "limit" => limit).increment(1);
}

/// Do more wrong links come in than any honest use makes?
pub fn wrong_link_alarm(on: bool) {
    gauge!(WRONG_LINK_ALARM).set(u8::from(on));
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::payment::PaymentState;
    use services::metrics::{ProviderCall, payment_became, provider_called};
    use std::io;
    use std::sync::{Arc, Mutex};
    use tracing_subscriber::fmt::MakeWriter;

    #[test]
    fn every_metric_has_its_help_and_its_closed_labels() {
        let recorder = builder().build_recorder();
        let metrics = Metrics(recorder.handle());
        metrics::with_local_recorder(&recorder, || {
            describe();
            answered("/invoices/{id}", "GET", 200, Duration::from_millis(250));
            answered("/invoices/{id}", "GET", 200, Duration::from_millis(500));
            answered("/pay", "POST", 303, Duration::from_millis(125));
            for outcome in
                [Callback::Accepted, Callback::Repeated, Callback::Parked, Callback::Forged, Callback::Unavailable]
            {
                called_back(ProviderName::Stripe, outcome);
            }
            payment_became(ProviderName::Paypal, PaymentState::Succeeded);
            for outcome in [ProviderCall::Answered, ProviderCall::Refused, ProviderCall::Away] {
                provider_called(ProviderName::Paypal, outcome);
            }
            record_outbox(3, Duration::from_millis(1500));
            record_reconciler(2, Duration::from_secs(61));
            record_exceptions(0);
            books_checked(0);
            for outcome in [MailOutcome::Sent, MailOutcome::Delayed, MailOutcome::Refused] {
                mailed("receipt", outcome);
            }
            crate::rate_limit::Limit::ALL.into_iter().for_each(|limit| limited(limit.as_str()));
            wrong_link_alarm(false);
        });
        metrics.upkeep();
        let text = metrics.render();
        for name in text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()) {
            assert!(text.contains(&format!("# HELP {name} ")), "{name} has no help");
        }
        let mut lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.contains("le=\"")).collect();
        lines.sort_by_key(|line| line.trim_start_matches("# HELP ").trim_start_matches("# TYPE ").to_owned());
        insta::assert_snapshot!(lines.join("\n").replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn metrics_can_be_asked_for_twice() {
        let (first, second) = (Metrics::install().expect("metrics"), Metrics::install().expect("the same"));
        mailed("refund", MailOutcome::Sent);
        let lines = [first.render(), second.render()];
        assert!(lines.iter().all(|text| text.contains("saldo_mails_total{letter=\"refund\",outcome=\"sent\"} 1")));
    }

    /// Keeps what is logged.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("the log").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Kept {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    #[test]
    fn others_details_stay_out_unless_named() {
        for (filter, ours, theirs) in
            [("info", false, false), ("debug", true, false), ("debug,sqlx=debug", true, true), ("warn", false, false)]
        {
            let kept = Kept::default();
            let filter = parse(filter).expect("a filter");
            let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(kept.clone()).finish();
            tracing::subscriber::with_default(subscriber, || {
                tracing::debug!(target: "server::worker::jobs", "ours");
                tracing::debug!(target: "sqlx::query", "theirs");
            });
            let log = String::from_utf8(kept.0.lock().expect("the log").clone()).expect("text");
            assert_eq!((log.contains("ours"), log.contains("theirs")), (ours, theirs), "{log}");
        }
        assert!(matches!(parse("server=loud"), Err(TelemetryError::Filter)));
    }
}
