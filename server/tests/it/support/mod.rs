//! A portal under test, and everything around it.

mod books;
mod browser;
mod database;
mod flow;
mod policy;
mod sandbox;
mod sign;
pub mod sql;
mod world;

pub use browser::{BOUNDARY, Browser, Form, Page, form_with};
pub use database::{Engine, Scratch};
use domain::link::Link;
use domain::message::Message;
pub use sandbox::Sandbox;
pub use sign::{paypal_headers, stripe_headers};
pub use world::{World, import as import_for};

use ::sandbox as stand_in;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{DebtorId, PaymentId};
use domain::payment::Payment;
use providers::DEFAULT_ACCOUNT;
use providers::Mode;
use providers::Providers;
use providers::http::{Http, Pace};
use providers::paypal::{Paypal, PaypalAccount};
use providers::stripe::{Stripe, StripeAccount};
use server::config::TrustedProxies;
use server::http::assets::Assets;
use server::http::connections::{self, ConnectionLimits};
use server::http::router::router;
use server::mail::{Mail, Mailer};
use server::rate_limit::Limits;
use server::wiring::Parts;
use server::wiring::Portal;
use server::worker;
use services::base_url::BaseUrl;
use services::clock::Clock;
use services::clock::TestClock;
use services::ids::SeededIds;
use services::payments::reconcile;
use services::secrets::Secret;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{PgWait, Store, links, messages, payments};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Where debtors think the portal is. Nobody resolves it: [`Browser`] knows the port.
pub const BASE: &str = "https://pagos.test";
/// Signs Stripe's callbacks here.
pub const STRIPE_SECRET: &str = "whsec_of_the_default_account";
/// Part of what PayPal signs here.
pub const PAYPAL_WEBHOOK: &str = "WH-OF-THE-DEFAULT-ACCOUNT";
/// Signs our own values here.
pub const SECRET: &str = "a-secret-of-32-characters-or-more-0123456789";

/// The instant at which every test begins: a Saturday noon in Mexico.
pub fn noon() -> DateTime<Utc> {
    "2026-11-21T18:00:00Z".parse().expect("an instant")
}

/// Makes each test one on SQLite and one on PostgreSQL, in a module of its name.
macro_rules! on_each_database {
    ($($(#[$attribute:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$attribute])*
            async fn test($app: TestApp) $body

            #[tokio::test]
            async fn sqlite() {
                test(TestApp::on(Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(engine) = Engine::postgres() {
                    test(TestApp::on(engine).await).await;
                }
            }
        }
    )+};
}

/// A portal that answers on a port of its own, with a sandbox that takes its payments. No worker
/// runs: a test says when ([`TestApp::work`]).
pub struct TestApp {
    pub portal: Portal,
    pub clock: Arc<TestClock>,
    pub mails: Arc<Mutex<Vec<Mail>>>,
    pub address: SocketAddr,
    pub sandbox: Sandbox,
    pub world: World,
    pub scratch: Scratch,
}

impl TestApp {
    /// A portal whose books hold the small world.
    pub async fn on(engine: Engine) -> Self {
        Self::paced(engine, Pace::default()).await
    }

    /// As [`TestApp::on`], with less patience for providers.
    pub async fn paced(engine: Engine, pace: Pace) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let scratch = Scratch::new(engine).await;
        let store = Store::open_waiting(&scratch.url, patient()).await.expect("the database");
        store.migrate().await.expect("the tables");
        let clock = Arc::new(TestClock::at(noon()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let sandbox = start_sandbox(address, &clock).await;
        let (mailer, mails) = Mailer::memory();
        let portal = Portal::from_parts(Parts {
            reconcile_after: TimeDelta::seconds(60),
            store,
            clock: clock.clone(),
            ids: Arc::new(SeededIds::new(1)),
            secret: Secret::new(SECRET),
            providers: providers(&sandbox.base, &pace),
            mailer,
            limits: Limits::with_clock(clock.clone()),
            base_url: BaseUrl::parse(BASE).expect("an address"),
            trusted_proxies: TrustedProxies::default(),
            assets: Assets::load(&scratch.site()).expect("the site"),
        })
        .expect("a portal");
        let world = World::make(&portal.services).await;
        let (service, proxies) = (router(Arc::clone(&portal.state)), portal.state.trusted_proxies.clone());
        let (running, halted) = watch::channel(false);
        let limits = ConnectionLimits::default();
        tokio::spawn(async move {
            connections::serve(listener, service, proxies, limits, halted).await;
            drop(running);
        });
        Self { portal, clock, mails, address, sandbox, world, scratch }
    }

    /// A browser that has been nowhere.
    pub fn browser(&self) -> Browser {
        Browser::new(self.sandbox.http.clone(), self.address, &self.sandbox.base)
    }

    /// A browser of this debtor, past "Continue".
    pub async fn browser_of(&self, debtor: DebtorId) -> Browser {
        let browser = self.browser();
        browser.enter(&self.link(debtor).await).await;
        browser
    }

    /// A new link of this debtor to the whole account: its path.
    pub async fn link(&self, debtor: DebtorId) -> String {
        self.link_with(debtor, |_| ()).await
    }

    /// A new link, changed before it is written.
    pub async fn link_with(&self, debtor: DebtorId, change: impl FnOnce(&mut Link)) -> String {
        let now = self.clock.now();
        let token = self.portal.services.ids.access_token(self.world.firm_of(debtor).code);
        let mut link = Link {
            creditor: self.world.creditor_of(debtor),
            id: domain::id::LinkId::new(self.portal.services.ids.uuid(now)),
            debtor,
            invoice: None,
            pay_only: false,
            expires_at: now + TimeDelta::days(30),
            origin: domain::link::LinkOrigin::Mailed,
        };
        change(&mut link);
        let hash = token.hash();
        self.portal
            .services
            .store
            .write(link, move |db, link| Box::pin(async move { links::add(db, link, hash, now).await }))
            .await
            .expect("a link");
        format!("/l/{}", token.reveal())
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    /// Does what is in the outbox, and what that brings about, until nothing is left to do.
    pub async fn work(&self) {
        // What a provider has said may be on its way still, and be work.
        self.sandbox.flush().await;
        loop {
            let jobs = worker::run_due(&self.portal.worker).await.expect("the outbox");
            self.sandbox.flush().await;
            if jobs == 0 {
                return;
            }
        }
    }

    /// Asks the providers about payments whose time to be looked at has come.
    pub async fn reconcile(&self) {
        reconcile::run_due(&self.portal.services).await.expect("the list of open payments");
        self.work().await;
    }

    /// The payment as it stands.
    pub async fn payment(&self, id: PaymentId) -> Payment {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        payments::find(&mut db, id).await.expect("the database").expect("the payment")
    }

    /// What was written to a debtor, newest first.
    pub async fn messages_to(&self, debtor: DebtorId) -> Vec<Message> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        messages::of_debtor(&mut db, self.world.creditor_of(debtor), debtor, 50).await.expect("the database")
    }

    /// The mails of this name, oldest first.
    pub fn mails_of(&self, name: &str) -> Vec<Mail> {
        let mails = self.mails.lock().expect("the mails");
        mails.iter().filter(|mail| mail.name == name).cloned().collect()
    }
}

fn providers(base: &str, pace: &Pace) -> Providers {
    let api_base: url::Url = base.parse().expect("an address");
    let mut providers = Providers::default();
    let http = || Http::new(pace.clone()).expect("a client");
    let stripe = |key: &str, webhook_secret: &str| {
        let account = StripeAccount {
            secret_key: key.to_owned(),
            webhook_secrets: vec![webhook_secret.to_owned()],
            api_base: api_base.clone(),
            mode: Mode::Test,
        };
        Stripe::new(account, http())
    };
    let other = stripe("sk_test_other", "whsec_of_another_account");
    let stripe = stripe("sk_test_saldo", STRIPE_SECRET);
    let paypal = PaypalAccount {
        client_id: "client".to_owned(),
        client_secret: "secret".to_owned(),
        webhook_id: PAYPAL_WEBHOOK.to_owned(),
        api_base: api_base.clone(),
        mode: Mode::Test,
    };
    let paypal = Paypal::new(paypal, http());
    providers.add(DEFAULT_ACCOUNT, Arc::new(stripe), Mode::Test);
    providers.add(DEFAULT_ACCOUNT, Arc::new(paypal), Mode::Test);
    // The second creditor's own account.
    providers.add("sur", Arc::new(other), Mode::Test);
    providers
}

async fn start_sandbox(portal: SocketAddr, clock: &Arc<TestClock>) -> Sandbox {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let time = Arc::clone(clock);
    let options = stand_in::Options {
        seed: Some(1),
        // What is refused is looked at, not sent for ever.
        attempts: 3,
        ..stand_in::Options::new(Arc::new(move || time.now()))
            .calling(&[format!("http://{portal}")])
            .with("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET)
            .with("PAYPAL_WEBHOOK_ID", PAYPAL_WEBHOOK)
    };
    tokio::spawn(stand_in::serve_on(listener, options, std::future::pending()));
    Sandbox::at(base, Browser::line())
}

/// As long as a machine may take that has other work besides.
fn patient() -> PgWait {
    let long = Duration::from_secs(60);
    PgWait { connection: long, turn: long, row: long }
}

/// How often: a few times in the ordinary run, and as often as the gauntlet says where `SALDO_FULL` is set.
pub fn full(few: usize, all: usize) -> usize {
    if std::env::var_os("SALDO_FULL").is_some() { all } else { few }
}

/// Waits for something, looking often; what does not come within a minute, a loaded machine's too, never does.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not come");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
