//! The `saldo` command as an operator meets it: what it prints, and its exit status.

use super::support::*;
use domain::payment::PaymentState;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// How one run of the command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// Standard output as JSON, which must be all of it.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The command, with the settings of a portal under test.
pub struct Saldo(BTreeMap<String, String>);

impl Saldo {
    /// On the same books, sandbox and address as `app`.
    pub fn of(app: &TestApp) -> Self {
        let base = &app.sandbox.base;
        let all = [
            ("SALDO_DATABASE_URL", app.scratch.url.as_str()),
            ("SALDO_BASE_URL", BASE),
            ("SALDO_TRUSTED_PROXY", "none"),
            ("SALDO_SECRET", SECRET),
            ("SALDO_SITE_DIR", app.scratch.site().to_str().expect("text")),
            ("STRIPE_SECRET_KEY", "sk_test_saldo"),
            ("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET),
            ("STRIPE_API_BASE", base),
            ("PAYPAL_CLIENT_ID", "client"),
            ("PAYPAL_CLIENT_SECRET", "secret"),
            ("PAYPAL_WEBHOOK_ID", PAYPAL_WEBHOOK),
            ("PAYPAL_API_BASE", base),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self(all.into())
    }

    /// With another setting; `None` takes one away.
    pub fn with(mut self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => drop(self.0.insert(name.to_owned(), value.to_owned())),
            None => drop(self.0.remove(name)),
        }
        self
    }

    /// Starts it, with all three streams for us to hold. It ends with the test at the latest.
    pub fn start(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_saldo"))
            .args(args)
            .env_clear()
            .env("PATH", std::env::var("PATH").unwrap_or_default())
            .envs(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the command")
    }

    /// Runs it to its end.
    pub async fn run(&self, args: &[&str]) -> Ended {
        self.run_with(args, "").await
    }

    /// As [`Saldo::run`], with this on standard input.
    pub async fn run_with(&self, args: &[&str], input: &str) -> Ended {
        let mut child = self.start(args);
        let mut stdin = child.stdin.take().expect("standard input");
        // Who does not read it ends before it is written, and that is as well.
        let _ = stdin.write_all(input.as_bytes()).await;
        drop(stdin);
        let output = child.wait_with_output().await.expect("the command");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Ended { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A file that is not ours to copy, where it is at hand; says so where it is not.
pub fn shared(file: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SALDO_SHARED")
        .map_or_else(|| [env!("CARGO_MANIFEST_DIR"), "..", "..", "shared"].iter().collect(), PathBuf::from);
    let path = root.join(file);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "left out: {} is not there (SALDO_SHARED)", path.display());
    }
    path.exists().then_some(path)
}

on_each_database! {
    async fn creditors_are_added_once_and_listed(app: TestApp) {
        let saldo = Saldo::of(&app);
        let add = ["creditor", "add", "este", "--name", " Tienda Este ", "--currency", "BRL", "--timezone", "America/Sao_Paulo", "--locale", "pt-BR", "--part-minimum", "20.00"];
        let added = saldo.run(&add).await;
        assert_eq!((added.code, added.stdout.as_str()), (0, "added este\n"), "{added:?}");
        let again = saldo.run(&add).await;
        assert_eq!((again.code, again.stderr.as_str()), (1, "saldo: there is a creditor `este` already\n"));
        let list = saldo.run(&["creditor", "list", "--json"]).await.json();
        let slugs: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|c| c["slug"].as_str()).collect();
        assert_eq!(slugs, ["este", "norte", "sur"]);
        assert_eq!(list[0], json!({ "slug": "este", "name": "Tienda Este", "currency": "BRL", "timezone": "America/Sao_Paulo", "locale": "pt-BR", "part_minimum_minor": 2_000, "tax_ids": [] }));
        assert!(saldo.run(&["creditor", "list"]).await.stdout.contains("Tienda Este (BRL, America/Sao_Paulo, pt-BR)"));
        for (given, kept) in [(&["--tax-id", "EKU9003173C9", "--tax-id", "76.354.771-K"][..], json!(["EKU9003173C9", "76.354.771-K"])), (&["--tax-id", ""], json!([]))] {
            let set = saldo.run(&[&["creditor", "set", "este"], given].concat()).await;
            assert_eq!((set.code, set.stdout.as_str()), (0, "changed este\n"), "{set:?}");
            assert_eq!(saldo.run(&["creditor", "list", "--json"]).await.json()[0]["tax_ids"], kept);
        }
        for (wrong, says) in [(&["--tax-id", "XAXX010101000"][..], "no tax number"), (&[], "say what to change")] {
            let set = saldo.run(&[&["creditor", "set", "este"], wrong].concat()).await;
            assert!(set.code == 1 && set.stderr.contains(says), "{set:?}");
        }
        for (at, wrong, says) in [(2, "Este", "slug"), (4, " ", "--name"), (6, "PESO", "--currency"), (8, "Lima", "--timezone"), (10, "xx_YY!", "--locale"), (12, "1.2.3", "--part-minimum")] {
            let mut args = add;
            args[at] = wrong;
            let out = saldo.run(&args).await;
            assert!(out.code == 1 && out.stderr.contains(says) && out.stderr.lines().count() == 1, "{out:?}");
        }
    }

    async fn links_are_made_and_taken_back(app: TestApp) {
        // The machine's clock, and ours that stands still, must agree on what is valid.
        app.clock.set(services::clock::Clock::now(&services::clock::SystemClock));
        let saldo = Saldo::of(&app);
        let made = saldo.run(&["link", "--creditor", "norte", "--debtor", "ada", "--json"]).await.json();
        let url = made["url"].as_str().expect("a link");
        let link = url.strip_prefix(BASE).expect("the configured address");
        assert_eq!(link.len(), "/l/".len() + 8 + 43, "the creditor's code, the token");
        let browser = app.browser();
        browser.enter(link).await;
        assert!(browser.get("/").await.text().contains("Cuenta de Ada Pérez"));
        let plain = saldo.run(&["link", "--creditor", "norte", "--debtor", "ada", "--expires", "12h"]).await;
        assert!(plain.stdout.starts_with(&format!("{BASE}/l/")) && plain.stdout.lines().count() == 1, "{plain:?}");

        let friend = saldo.run(&["link", "--creditor", "norte", "--debtor", "ada", "--invoice", "A-1", "--pay-only", "--json"]).await.json();
        let other = app.browser();
        other.enter(friend["url"].as_str().and_then(|url| url.strip_prefix(BASE)).expect("a link")).await;
        assert!(!other.get("/").await.text().contains("Ada"));

        let id = made["id"].as_str().expect("an id");
        let revoked = saldo.run(&["link", "revoke", "--creditor", "norte", "--debtor", "ada", "--link", id, "--json"]).await.json();
        assert_eq!(revoked, json!({ "revoked": 1 }));
        assert_eq!((browser.get("/").await.status, other.get("/").await.status), (401, 200));
        let rest = saldo.run(&["link", "revoke", "--creditor", "norte", "--debtor", "ada"]).await;
        assert_eq!(rest.stdout, "revoked 2\n");
        assert_eq!(other.get("/").await.status, 401);

        let queued = saldo.run(&["link", "--creditor", "norte", "--debtor", "ada", "--send", "--json"]).await.json();
        assert_eq!(queued["queued"], true);
        app.clock.advance(chrono::TimeDelta::minutes(1));
        app.work().await;
        assert_eq!(app.mails_of("payment_link").len(), 1);
        for (args, code, says) in [
            (&["link", "--creditor", "oeste", "--debtor", "ada"][..], 1, "there is no creditor `oeste`"),
            (&["link", "--creditor", "norte", "--debtor", "zoe"], 1, "norte has no debtor `zoe`"),
            (&["link", "--creditor", "norte", "--debtor", "ada", "--invoice", "B-1", "--pay-only"], 1, "ada has no invoice `B-1`"),
            (&["link", "--creditor", "norte", "--debtor", "ada", "--expires", "soon"], 2, "`soon` is not a span"),
            (&["link", "--creditor", "norte", "--debtor", "ada", "--pay-only"], 2, "--invoice"),
            (&["link", "--creditor", "norte"], 2, "--debtor"),
        ] {
            let out = saldo.run(args).await;
            assert!(out.code == code && out.stderr.contains(says), "{args:?}: {out:?}");
        }
    }

    async fn verify_says_what_is_wrong_and_where(app: TestApp) {
        let saldo = Saldo::of(&app);
        let good = saldo.run(&["verify", "--json"]).await;
        assert_eq!((good.code, &good.json()["faults"]), (0, &json!([])));
        assert!(saldo.run(&["verify"]).await.stdout.ends_with("everything fits\n"));
        app.tamper("UPDATE invoice SET balance = balance + 1 WHERE number = 'A-1'").await;
        let bad = saldo.run(&["verify", "--json"]).await;
        assert_eq!(bad.code, 1);
        assert_eq!(bad.json()["faults"][0]["place"], json!(app.id_of("A-1").await));
        let bad = saldo.run(&["verify"]).await;
        assert!(bad.code == 1 && bad.stdout.contains("WRONG inv_") && bad.stdout.ends_with("the books do not fit\n"), "{bad:?}");
    }

    async fn exceptions_are_listed_until_they_are_dealt_with(app: TestApp) {
        let saldo = Saldo::of(&app);
        assert_eq!(saldo.run(&["exceptions"]).await.stdout, "nothing waits for a person\n");
        let first = app.ada_pays().await;
        app.sandbox.dispute(first.id, "open").await;
        app.ada_pays().await;
        app.sandbox.dispute(first.id, "won").await;
        let ben = app.browser_of(app.world.ben).await;
        let payment = app.start(&ben, &["B-1"], None, "stripe").await;
        let csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,settled_date,currency,amount,description\n\
                   B-1,ben,Ben Ruiz,ben@example.test,2026-11-01,2026-11-30,2026-11-20,MXN,1000.00,Pintura\n";
        app.import(csv).await;
        app.sandbox.pay(payment.id, "card").await;
        let listed = saldo.run(&["exceptions", "--json"]).await.json();
        assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
        assert_eq!((&listed[0]["kind"], &listed[0]["creditor"], &listed[0]["payment"]), (&json!("overpaid"), &json!("norte"), &json!(payment.id)));
        let id = listed[0]["id"].as_str().expect("an id");
        assert!(saldo.run(&["exceptions"]).await.stdout.contains(id));
        assert_eq!(saldo.run(&["exceptions", "--resolve", id, "--note", "given back"]).await.code, 0);
        let again = saldo.run(&["exceptions", "--resolve", id]).await;
        assert!(again.code == 1 && again.stderr.contains("is not on the list"), "{again:?}");
        assert_eq!(saldo.run(&["exceptions", "--json"]).await.json(), json!([]));
        assert_eq!(saldo.run(&["exceptions", "--resolve", "nonsense"]).await.code, 1);
    }

    async fn money_is_given_back_by_command(app: TestApp) {
        let saldo = Saldo::of(&app);
        let payment = app.ada_pays().await;
        let id = payment.id.to_string();
        let some = saldo.run(&["refund", &id, "--amount", "300.50"]).await;
        assert_eq!((some.code, some.stdout.as_str()), (0, "given back 300.50 MXN of 4300.50 MXN\n"), "{some:?}");
        app.sandbox.flush().await;
        assert_eq!(app.owed(["A-3"]).await, [30_050]);
        // Said again it is the same refund; by another number it is a second one.
        saldo.run(&["refund", &id, "--amount", "300.50"]).await;
        app.sandbox.flush().await;
        assert_eq!(app.owed(["A-3"]).await, [30_050]);
        saldo.run(&["refund", &id, "--amount", "300.50", "--number", "2"]).await;
        let rest = saldo.run(&["refund", &id]).await;
        assert_eq!(rest.stdout, "given back 4300.50 MXN of 4300.50 MXN\n", "{rest:?}");
        app.sandbox.flush().await;
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::Refunded);
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        app.fits().await;
        for (args, says) in [
            (&["refund", id.as_str()][..], "can be given back, not"),
            (&["refund", &id, "--amount", "abc"], "--amount"),
            (&["refund", "pay_00000000000070008000000000000001"], "there is no payment"),
        ] {
            let out = saldo.run(args).await;
            assert!(out.code == 1 && out.stderr.contains(says) && out.stderr.lines().count() == 1, "{args:?}: {out:?}");
        }
    }

    async fn migrating_is_harmless(app: TestApp) {
        let saldo = Saldo::of(&app);
        assert_eq!(saldo.run(&["migrate"]).await.stdout, "up to date\n");
        assert_eq!(saldo.run(&["migrate", "--json"]).await.json(), json!({ "ran": [] }));
        let refused = saldo.run(&["migrate", "--distribute"]).await;
        let why = if app.portal.services.store.is_sqlite() { "only PostgreSQL" } else { "this database has no Citus" };
        assert!(refused.code == 1 && refused.stderr.contains(why) && refused.stderr.lines().count() == 1, "{refused:?}");
        assert_eq!(saldo.run(&["verify"]).await.code, 0);
    }

    async fn a_backup_holds_what_was_committed_before_it(app: TestApp) {
        let saldo = Saldo::of(&app);
        let payment = app.ada_pays().await;
        let file = app.scratch.dir().join("backup");
        let path = file.to_str().expect("text");
        // Others write all the while.
        let writing = async {
            let browser = app.browser_of(app.world.ben).await;
            for _ in 0..10 {
                let payment = app.start(&browser, &["B-1"], None, "stripe").await;
                browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            }
        };
        let args = ["backup", path];
        let (backup, ()) = tokio::join!(saldo.run(&args), writing);
        if !app.portal.services.store.is_sqlite() && backup.stderr.contains("cannot run pg_dump") {
            let _ = writeln!(std::io::stderr(), "left out: backup of PostgreSQL (no pg_dump on the PATH)");
            return;
        }
        assert_eq!(backup.code, 0, "{backup:?}");
        let again = saldo.run(&["backup", path]).await;
        assert!(again.code == 1 && again.stderr.contains("is there already"), "{again:?}");

        let fresh = Scratch::new(if app.portal.services.store.is_sqlite() { Engine::Sqlite } else { Engine::postgres().expect("the server") }).await;
        let other = Saldo::of(&app).with("SALDO_DATABASE_URL", Some(&fresh.url));
        let restored = other.run(&["restore", path]).await;
        assert!(restored.code == 0 && restored.stdout.starts_with("restored and verified: "), "{restored:?}");
        assert_eq!(other.run(&["verify"]).await.code, 0);
        let store = store::Store::open(&fresh.url).await.expect("the copy");
        let found = store::payments::find(&mut store.read().await.expect("a reader"), payment.id).await.expect("the database");
        assert_eq!(found.map(|p| p.received), Some(payment.received));
        store.close().await;
        // What is there is not overwritten unasked, and what is no backup never gets in its place.
        let unasked = other.run(&["restore", path]).await;
        assert_eq!(unasked.code, 1, "{unasked:?}");
        let rubbish = fresh.file("rubbish", "not a database at all, but long enough to be looked at as one");
        let refused = other.run(&["restore", rubbish.to_str().expect("text"), "--replace"]).await;
        assert_eq!(refused.code, 1, "{refused:?}");
        assert_eq!(other.run(&["verify"]).await.code, 0, "the books are as they were");
        if app.portal.services.store.is_sqlite() {
            assert_eq!(other.run(&["restore", path, "--replace"]).await.code, 0);
        }
    }
}

#[tokio::test]
async fn bad_settings_stop_the_start_with_a_line_each() {
    let app = TestApp::on(Engine::Sqlite).await;
    let taken = app.address.to_string();
    for (name, value, says) in [
        ("SALDO_SECRET", None, "SALDO_SECRET is missing"),
        ("SALDO_SECRET", Some("hunter-2"), "SALDO_SECRET is shorter than 32 characters"),
        ("SALDO_SECRET", Some("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "SALDO_SECRET can be guessed"),
        ("SALDO_BASE_URL", Some("http://pagos.example.com"), "SALDO_BASE_URL must begin with https://"),
        ("SALDO_BASE_URL", Some("https://pagos.example.com/x"), "SALDO_BASE_URL must end after the host"),
        ("SALDO_LISTEN", Some("localhost"), "SALDO_LISTEN is not an address with a port"),
        ("SALDO_LISTEN", Some(taken.as_str()), "SALDO_LISTEN: cannot listen on 127.0.0.1:"),
        ("SALDO_OPERATIONS_LISTEN", Some("on"), "SALDO_OPERATIONS_LISTEN is not an address with a port"),
        ("SALDO_OPERATIONS_LISTEN", Some(taken.as_str()), "SALDO_OPERATIONS_LISTEN: cannot listen on 127.0.0.1:"),
        ("SALDO_DATABASE_URL", Some("mysql://x"), "SALDO_DATABASE_URL must be"),
        ("SALDO_DATABASE_URL", Some("sqlite::memory:"), "SALDO_DATABASE_URL would keep the books in memory"),
        ("SALDO_DATABASE_URL", Some("sqlite:/nowhere/at/all.db"), "cannot open the database file"),
        ("SALDO_SITE_DIR", Some("/nowhere"), "/nowhere"),
        ("SALDO_LOG", Some("loud=;"), "SALDO_LOG is not a log filter"),
        ("SALDO_MAIL_DIR", Some("/proc/mail"), "SALDO_MAIL_FROM is missing"),
        ("SALDO_SMTP_URL", Some("ftp://mail"), "SALDO_SMTP_URL"),
        ("SALDO_TRUSTED_PROXY", Some("everyone"), "SALDO_TRUSTED_PROXY"),
        ("STRIPE_SECRET_KEY", Some("pk_test_1"), "STRIPE_SECRET_KEY is a publishable key"),
        ("STRIPE_SECRET_KEY", Some("sk_live_1234"), "STRIPE_SECRET_KEY"),
        ("STRIPE_WEBHOOK_SECRET", None, "STRIPE_WEBHOOK_SECRET is missing"),
        ("PAYPAL_CLIENT_SECRET", None, "PAYPAL_CLIENT_SECRET is missing"),
        ("STRIPE_API_BASE", Some("http://example.com"), "STRIPE_API_BASE must be an https address"),
    ] {
        let out = Saldo::of(&app).with("SALDO_LISTEN", Some("127.0.0.1:0")).with(name, value).run(&["serve"]).await;
        assert_eq!(out.code, 1, "{name}={value:?}: {out:?}");
        let lines: Vec<&str> = out.stderr.lines().filter(|line| !line.starts_with('{')).collect();
        assert!(lines.iter().any(|line| line.contains(says)), "{name}={value:?}: no `{says}` in {lines:?}");
        assert!(lines.len() <= 2, "{name}={value:?}: {lines:?}");
        if let Some(value) = value.filter(|_| name.contains("SECRET")) {
            assert!(!out.stderr.contains(value), "a secret is never repeated: {out:?}");
        }
    }
}

#[tokio::test]
async fn every_command_explains_itself() {
    let app = TestApp::on(Engine::Sqlite).await;
    let saldo = Saldo::of(&app);
    let top = saldo.run(&["--help"]).await;
    assert_eq!(top.code, 0);
    let listed: Vec<String> = top
        .stdout
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert!(listed.len() >= 12 && listed.contains(&"serve".to_owned()), "{listed:?}");
    for command in listed.iter().map(String::as_str).filter(|command| *command != "help") {
        let out = saldo.run(&[command, "--help"]).await;
        assert!(out.code == 0 && out.stdout.contains("Usage: saldo"), "{command}: {out:?}");
    }
    for command in [["creditor", "add"], ["creditor", "list"], ["link", "revoke"]] {
        assert_eq!(saldo.run(&[command[0], command[1], "--help"]).await.code, 0, "{command:?}");
    }
    let help = saldo.run(&["serve", "--help"]).await.stdout;
    for setting in server::config::settings() {
        assert!(help.contains(setting.name), "{}", setting.name);
    }
    assert_eq!(saldo.run(&["--version"]).await.code, 0);
    assert_eq!(saldo.run(&["dance"]).await.code, 2);
}
