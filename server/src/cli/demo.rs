//! `saldo demo`: portal and sandbox on example books, for a look around without any account.

use super::serve::{self, Listeners, stop_signal};
use super::{CliError, Done, import, out, ready};
use crate::config::Config;
use crate::config::Env;
use crate::demo::{self, Firm};
use crate::wiring::{self, Portal};
use app::routes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::id::{AuditId, LinkId};
use domain::link::{Link, LinkOrigin};
use domain::money::{Currency, Money};
use sandbox::{self, Options as SandboxOptions};
use serde::Serialize;
use services::books::ImportFile;
use services::staff::{self, StaffAccess};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::staff as users;
use store::{creditors, debtors};
use store::{links, policies, private_files};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Who works at the demo's firms.
const DEMO_USER: &str = "Lucía Prado";

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the portal listens; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Where the sandbox listens.
    #[arg(long, default_value = "127.0.0.1:3010")]
    sandbox_listen: SocketAddr,
    /// Where books and mails are kept; the same folder goes on where it was left.
    #[arg(long, default_value = "target/demo")]
    dir: PathBuf,
    /// Which example books: the same seed makes the same ones.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct RunningDemo {
    portal: String,
    sandbox: String,
    operations: String,
    mail_dir: String,
    database: String,
    links: Vec<DemoLink>,
    staff: Vec<DemoUser>,
    stop: &'static str,
}

#[derive(Serialize)]
struct DemoLink {
    firm: &'static str,
    creditor: String,
    debtor: String,
    email: Option<String>,
    /// What they know, to be typed where it is asked for.
    postcode: Option<String>,
    reference: String,
    /// A short name for what there is to see.
    key: &'static str,
    #[serde(skip)]
    what: &'static str,
    url: String,
    expires_at: DateTime<Utc>,
}

/// A user of the console.
#[derive(Serialize)]
struct DemoUser {
    firm: &'static str,
    creditor: String,
    url: String,
    email: String,
    password: String,
    totp_secret: String,
}

pub(super) async fn run(args: Args) -> Done {
    let wrong = |what: &str, e: std::io::Error| CliError::Message(format!("{what}: {e}; choose another address"));
    let listener = TcpListener::bind(args.listen).await.map_err(|e| wrong("--listen", e))?;
    let stand_in = TcpListener::bind(args.sandbox_listen).await.map_err(|e| wrong("--sandbox-listen", e))?;
    // Any free port: two demos on one machine, or a Prometheus at the usual port, must not be in each other's way.
    let operations = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(|e| wrong("health and figures", e))?;
    let (portal_url, sandbox_url) = (address(&listener)?, address(&stand_in)?);
    let mail_dir = args.dir.join("mail");
    private_files::create_folder(&mail_dir)?;

    let (stop, stopped) = watch::channel(false);
    let mut told = stopped.clone();
    let sandbox = tokio::spawn(sandbox::serve_on(stand_in, sandbox_options(&portal_url), async move {
        let _ = told.wait_for(|stop| *stop).await.is_ok();
    }));

    let portal = Portal::open(&config(&args, &portal_url, &sandbox_url, &mail_dir)?).await?;
    ready(&portal.services.store).await?;
    let firms = demo::books(args.seed, portal.services.clock.now().date_naive());
    fill(&portal, &firms, &args.dir).await?;
    let demo = RunningDemo {
        links: make_links(&portal, &firms).await?,
        staff: add_staff(&portal, &firms).await?,
        portal: portal_url,
        sandbox: sandbox_url,
        operations: address(&operations)?,
        mail_dir: mail_dir.display().to_string(),
        database: args.dir.join("saldo.db").display().to_string(),
        stop: "Ctrl-C",
    };
    if args.json {
        out::json(&demo)?;
    } else {
        print_demo(&demo);
    }

    serve::serve(portal, Listeners { public: listener, operations: Some(operations) }, stop_signal()).await?;
    stop.send_replace(true);
    match sandbox.await {
        Ok(ended) => ended.map_err(|e| CliError::Message(e.to_string()))?,
        Err(error) => return Err(CliError::Message(error.to_string())),
    }
    Ok(ExitCode::SUCCESS)
}

fn address(listener: &TcpListener) -> Result<String, CliError> {
    Ok(format!("http://{}", listener.local_addr()?))
}

fn sandbox_options(portal: &str) -> SandboxOptions {
    SandboxOptions::new(Arc::new(wiring::now)).calling(&[portal])
}

/// The settings that the demo runs on: the ordinary ones, with the sandbox for a provider.
fn config(args: &Args, portal: &str, sandbox: &str, mail_dir: &Path) -> Result<Config, CliError> {
    let ids = wiring::ids()?;
    let site = std::env::var_os("SALDO_SITE_DIR").map_or_else(crate::http::assets::Assets::usual_dir, PathBuf::from);
    let env = Env::from([
        ("SALDO_DATABASE_URL", format!("sqlite:{}", args.dir.join("saldo.db").display())),
        ("SALDO_LISTEN", args.listen.to_string()),
        ("SALDO_BASE_URL", portal.to_owned()),
        // Sessions end with the demo.
        ("SALDO_SECRET", ids.token().reveal().to_owned()),
        ("SALDO_MAIL_DIR", mail_dir.display().to_string()),
        ("SALDO_MAIL_FROM", "Saldo <saldo@saldo.example>".to_owned()),
        ("SALDO_SITE_DIR", site.display().to_string()),
    ]);
    Ok(Config::from_env(&env.with(sandbox::portal_settings(sandbox)))?)
}

/// Adds the firms and imports their books, once.
async fn fill(portal: &Portal, firms: &[Firm], dir: &Path) -> Result<(), CliError> {
    for firm in firms {
        let now = portal.services.clock.now();
        if creditors::by_slug(&mut portal.services.store.read().await?, firm.slug).await?.is_some() {
            continue;
        }
        let currency: Currency = firm.currency.parse().map_err(|e| CliError::Message(format!("{e}")))?;
        let box_name = if firm.locale.starts_with("pt") { "cobranca" } else { "cobranza" };
        let creditor = Creditor {
            id: portal.services.ids.creditor_id(),
            slug: firm.slug.to_owned(),
            code: portal.services.ids.creditor_code(),
            name: firm.name.to_owned(),
            currency,
            zone: firm.timezone.parse().map_err(|e| CliError::Message(format!("{e}")))?,
            locale: firm.locale.to_owned(),
            contact_email: Some(format!("{box_name}@{}.example", firm.slug)),
            contact_phone: None,
            part_minimum: Money::new(5_000, currency), // 50.00
            tax_ids: Vec::new(),
            numbers: None,
            branding: domain::branding::Branding::default(),
        };
        let file = dir.join(format!("{}.csv", firm.slug));
        std::fs::write(&file, &firm.csv)?;
        let (new, policy, ids) = (creditor.clone(), firm.policy.clone(), Arc::clone(&portal.services.ids));
        portal
            .services
            .store
            .write((new, policy, ids), move |db, (new, policy, ids)| {
                Box::pin(async move {
                    creditors::add(db, new, now).await?;
                    let by = Who::CommandLine("saldo demo".to_owned());
                    policies::add(db, AuditId::new(ids.uuid(now)), new.id, policy, &by, now).await.map(drop)
                })
            })
            .await?;
        let branding = firm.branding.change(&creditor).map_err(|error| CliError::Message(error.to_string()))?;
        services::branding::change(&portal.services.store, branding).await?;
        let record = ImportFile::of_bytes(&format!("{}.csv", firm.slug), &[], "saldo demo");
        let ids = Arc::clone(&portal.services.ids);
        import::import_file(&file, &portal.services.store, &creditor, ids, record).await?;
    }
    Ok(())
}

/// A fresh link for each debtor worth a look.
async fn make_links(portal: &Portal, firms: &[Firm]) -> Result<Vec<DemoLink>, CliError> {
    let mut shown = Vec::new();
    for firm in firms {
        let now = portal.services.clock.now();
        for story in &firm.showcase {
            let reference = &story.reference;
            let found = {
                let mut db = portal.services.store.read().await?;
                match creditors::by_slug(&mut db, firm.slug).await? {
                    Some(creditor) => {
                        debtors::by_ref(&mut db, creditor.id, reference).await?.map(|debtor| (creditor, debtor))
                    }
                    None => None,
                }
            };
            let missing = || CliError::Message(format!("the demo has no debtor {reference}"));
            let (creditor, debtor) = found.ok_or_else(missing)?;
            let token = portal.services.ids.access_token(creditor.code);
            let link = Link {
                creditor: debtor.creditor,
                id: LinkId::new(portal.services.ids.uuid(now)),
                debtor: debtor.id,
                invoice: None,
                pay_only: false,
                expires_at: now + TimeDelta::days(30),
                // It stands for one that was mailed.
                origin: LinkOrigin::Mailed,
            };
            let (expires_at, hash) = (link.expires_at, token.hash());
            portal
                .services
                .store
                .write(link, move |db, link| Box::pin(async move { links::add(db, link, hash, now).await }))
                .await?;
            shown.push(DemoLink {
                firm: firm.slug,
                creditor: firm.name.to_owned(),
                debtor: debtor.name,
                email: debtor.email,
                postcode: debtor.facts.postcode,
                reference: reference.clone(),
                key: story.key,
                what: story.what,
                url: portal.services.base_url.join(&routes::link(token.reveal())),
                expires_at,
            });
        }
    }
    Ok(shown)
}

/// A user of each firm's console. The demo has another secret each time, so they are renewed each time.
async fn add_staff(portal: &Portal, firms: &[Firm]) -> Result<Vec<DemoUser>, CliError> {
    let who = Who::CommandLine("saldo demo".to_owned());
    let mut shown = Vec::new();
    for firm in firms {
        let now = portal.services.clock.now();
        let access = StaffAccess {
            store: &portal.services.store,
            ids: &portal.services.ids,
            keys: &portal.services.keys,
            who: &who,
            now,
        };
        let email = format!("consola@{}.example", firm.slug);
        let password: String = portal.services.ids.token().reveal().chars().take(16).collect();
        let (creditor, known) = {
            let mut db = portal.services.store.read().await?;
            (creditors::by_slug(&mut db, firm.slug).await?, users::by_email(&mut db, &email).await?)
        };
        let creditor = creditor.ok_or_else(|| CliError::Message(format!("the demo has no firm {}", firm.slug)))?;
        let authenticator = match known {
            Some(user) => staff::renew(access, &user, &password).await?,
            None => staff::add(access, creditor.id, (&email, DEMO_USER), &password).await?.authenticator,
        };
        shown.push(DemoUser {
            firm: firm.slug,
            creditor: creditor.name,
            url: portal.services.base_url.join(routes::CONSOLE),
            email,
            password,
            totp_secret: authenticator.base32(),
        });
    }
    Ok(shown)
}

fn print_demo(demo: &RunningDemo) {
    out::print("\nSaldo is running. Open one of these links, as a debtor would from an e-mail:\n");
    for link in &demo.links {
        out::print(&format!("  {} · {}: {}\n    {}", link.creditor, link.debtor, link.what, link.url));
        if let (None, Some(postcode)) = (&link.email, &link.postcode) {
            out::print(&format!("    postcode {postcode}"));
        }
    }
    out::print("\nThe console, for the creditors' staff; an authenticator app makes the code from the secret:\n");
    for user in &demo.staff {
        out::print(&format!("  {}: {}", user.creditor, user.url));
        out::print(&format!("    {}  password {}  secret {}", user.email, user.password, user.totp_secret));
    }
    out::print(&format!("\n  portal    {}", demo.portal));
    out::print(&format!("  sandbox   {}/_sandbox/ (stands in for Stripe and PayPal)", demo.sandbox));
    out::print(&format!("  health    {0}/readyz, figures {0}/metrics", demo.operations));
    out::print(&format!("  mail      {}", demo.mail_dir));
    out::print(&format!("  books     {}", demo.database));
    out::print(&format!("\nStop with {}.\n", demo.stop));
}
