//! The console's door over HTTP: password and code, lock-out, sessions, and whose books are seen.

use super::support::*;
use ::store::staff::{self as users, User};
use domain::audit::Who;
use services::staff::{self, Fresh, StaffAccess, totp};
use std::sync::Arc;

/// Guesses at once; the gauntlet's figure.
const GUESSES: usize = 100;
/// What Nora signs in with.
pub const PASSWORD: &str = "una frase bastante larga";

impl TestApp {
    /// Adds Nora to Norte's staff, or somebody else.
    pub async fn add_staff(&self, creditor: domain::id::CreditorId, email: &str) -> Fresh {
        let who = Who::CommandLine("a test".to_owned());
        staff::add(self.access(&who), creditor, (email, "Nora Díaz"), PASSWORD).await.expect("a new user")
    }

    fn access<'a>(&'a self, who: &'a Who) -> StaffAccess<'a> {
        let services = &self.portal.services;
        StaffAccess { store: &services.store, ids: &services.ids, keys: &services.keys, who, now: self.now() }
    }

    async fn disable(&self, user: &User) {
        assert!(staff::disable(self.access(&Who::command_line()), user).await.expect("the database"));
    }

    /// What Nora's telephone shows now.
    pub fn code_of(&self, fresh: &Fresh) -> String {
        fresh.authenticator.code(totp::step_at(self.now()))
    }

    /// A browser that has given the password and stands before the code.
    pub async fn half_way(&self, email: &str) -> Browser {
        let browser = self.browser();
        let answer = give_password(&browser, email, PASSWORD).await;
        assert_eq!(answer.location(), "/console/code");
        browser
    }

    /// A browser of this user, signed in.
    pub async fn signed_in(&self, fresh: &Fresh) -> Browser {
        let browser = self.half_way(&fresh.user.email).await;
        assert_eq!(give_code(&browser, &self.code_of(fresh)).await.location(), "/console");
        browser
    }

    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        use services::clock::Clock;
        self.clock.now()
    }
}

/// Fills the first form in.
pub async fn give_password(browser: &Browser, email: &str, password: &str) -> Page {
    browser.post("/console/sign-in", form_with(&[("email", email), ("password", password)])).await
}

/// Fills the second form in.
pub async fn give_code(browser: &Browser, code: &str) -> Page {
    browser.post("/console/code", form_with(&[("code", code)])).await
}

on_each_database! {
    async fn in_and_out(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let browser = app.browser();
        // Whoever is not signed in is shown the door, wherever they go and whatever they send.
        assert_eq!(browser.get("/console").await.location(), "/console/sign-in");
        assert_eq!(browser.get("/console/code").await.location(), "/console/sign-in");
        assert_eq!(browser.post("/console/sign-out", String::new()).await.location(), "/console/sign-in");
        assert!(browser.cookies().is_empty());
        let door = browser.get("/console/sign-in").await;
        assert_eq!((door.status, door.header("cache-control")), (200, "no-store"));
        let policy = door.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("script-src"), "{policy}");
        assert_eq!(door.form("/console/sign-in").action, "/console/sign-in");

        // The address in any spelling of its case; a token that somebody planted is worth nothing.
        browser.put_cookie("__Host-saldo-console", "planted");
        let answer = give_password(&browser, " Nora@NORTE.example.test", PASSWORD).await;
        assert_eq!(answer.location(), "/console/code");
        let set = answer.header("set-cookie").to_owned();
        for wanted in ["__Host-saldo-console=", "; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(set.contains(wanted), "{set}");
        }
        let half = browser.tab();
        assert_eq!(browser.get("/console").await.location(), "/console/sign-in", "the password alone opens nothing");
        assert_eq!(browser.get("/console/code").await.status, 200);
        let code = app.code_of(&nora);
        let answer = give_code(&browser, &format!("{} {}", &code[..3], &code[3..])).await;
        assert_eq!(answer.location(), "/console");
        assert_ne!(browser.cookies(), half.cookies(), "another token");
        let page = browser.get("/console").await;
        assert!(page.status == 200 && page.text().contains("Hola, Nora Díaz"), "{}", page.text());
        assert!(!page.body.contains("<script"), "the console needs none");
        // The half session is gone, and its code is used up.
        assert_eq!(half.get("/console").await.location(), "/console/sign-in");
        assert_eq!(give_code(&half, &code).await.location(), "/console/sign-in");

        // The language is the user's own.
        let page = browser.submit(&page.form("/console/language").with("language", "pt"), None).await;
        assert_eq!(page.location(), "/console");
        assert!(browser.get("/console").await.text().contains("Olá, Nora Díaz"));
        let elsewhere = browser.tab();
        let out = browser.post("/console/sign-out", String::new()).await;
        assert_eq!((out.location(), browser.cookies().len()), ("/console/sign-in", 0));
        assert_eq!(elsewhere.get("/console").await.location(), "/console/sign-in", "dead on the server");
        let acts = app.texts("SELECT action FROM audit ORDER BY id").await;
        assert_eq!(acts, ["staff_added", "signed_in", "signed_out"]);
    }

    async fn the_same_answer_for_whatever_is_wrong(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let gone = app.add_staff(app.world.norte.id, "gone@norte.example.test").await;
        app.disable(&gone.user).await;
        let browser = app.browser();
        let mut pages = Vec::new();
        for (email, password) in [
            ("nobody@norte.example.test", PASSWORD),
            ("nora@norte.example.test", "otra frase bastante larga"),
            ("gone@norte.example.test", PASSWORD),
            ("nora@norte.example.test", ""),
            ("no address", PASSWORD),
            ("", ""),
        ] {
            let began = std::time::Instant::now();
            let page = give_password(&browser, email, password).await;
            assert!(began.elapsed().as_millis() >= 300, "{email} was refused at once");
            assert_eq!(page.status, 422, "{email}");
            pages.push(page.text());
        }
        assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
        assert!(browser.cookies().is_empty());
        // A code is for its step, once, in the browser that gave the password.
        let browser = app.half_way("nora@norte.example.test").await;
        let code = app.code_of(&nora);
        let wrong = format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000);
        assert_eq!(give_code(&browser, &wrong).await.status, 422);
        assert_eq!(give_code(&app.browser(), &code).await.location(), "/console/sign-in");
        assert_eq!(give_code(&browser, &code).await.location(), "/console");
        let again = app.half_way("nora@norte.example.test").await;
        assert_eq!(give_code(&again, &code).await.status, 422, "a code works once");
        app.pass(30);
        assert_eq!(give_code(&again, &app.code_of(&nora)).await.location(), "/console");
    }

    async fn a_hundred_guesses_at_once_count_as_a_hundred(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let half = app.half_way("nora@norte.example.test").await;
        // The portal's other processes count on the same row: here without the limit on one address.
        let (creditor, id, now) = (nora.user.creditor, nora.user.id, app.now());
        let guess = || app.portal.services.store.write((), move |db, ()| Box::pin(users::wrong(db, creditor, id, now)));
        let locked = futures::future::join_all((0..GUESSES).map(|_| guess())).await;
        assert_eq!(locked.iter().filter(|locked| matches!(locked, Ok(true))).count(), 1, "one of them locked the door");
        assert_eq!(app.count("SELECT wrong FROM staff").await, 5);
        // Neither the right password nor the right code of a session that was half way opens it now.
        let browser = app.browser();
        assert_eq!(give_password(&browser, "nora@norte.example.test", PASSWORD).await.status, 422);
        assert_eq!(give_code(&half, &app.code_of(&nora)).await.status, 422);
        app.pass(15 * 60 + 1);
        let browser = app.half_way("nora@norte.example.test").await;
        assert_eq!(give_code(&browser, &app.code_of(&nora)).await.location(), "/console");
        assert_eq!(app.count("SELECT wrong FROM staff").await, 0);
    }

    async fn a_hundred_passwords_at_once_lock_the_door(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let tabs: Vec<_> = (0..GUESSES).map(|_| app.browser()).collect();
        // The right one is among them, somewhere in the middle: it is not to be found out.
        let guesses = tabs.iter().enumerate().map(|(n, tab)| {
            let password = format!("una frase bastante larg{}", if n == 0 { 'b' } else { 'c' });
            async move { give_password(tab, "nora@norte.example.test", &password).await.status }
        });
        let answers = futures::future::join_all(guesses).await;
        let count = |status| answers.iter().filter(|answer| **answer == status).count();
        println!("{GUESSES} guesses: {} refused, {} turned away", count(422), count(429) + count(503));
        assert_eq!((count(303), count(422) + count(429) + count(503)), (0, GUESSES));
        assert_eq!(app.count("SELECT wrong FROM staff").await, 5);
        assert_eq!(app.texts("SELECT action FROM audit ORDER BY id").await, ["staff_added", "sign_in_locked"]);
        app.pass(60 * 60);
        app.signed_in(&nora).await;
    }

    async fn sessions_end(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let idle = app.signed_in(&nora).await;
        app.pass(29 * 60);
        assert_eq!(idle.get("/console").await.status, 200);
        app.pass(29 * 60);
        assert_eq!(idle.get("/console").await.status, 200, "in use");
        app.pass(30 * 60);
        assert_eq!(idle.get("/console").await.location(), "/console/sign-in", "idle for half an hour");
        let busy = app.signed_in(&nora).await;
        for _ in 0..28 {
            app.pass(25 * 60);
            assert_eq!(busy.get("/console").await.status, 200);
        }
        app.pass(25 * 60);
        assert_eq!(busy.get("/console").await.location(), "/console/sign-in", "twelve hours at most");
        let half = app.half_way("nora@norte.example.test").await;
        app.pass(10 * 60);
        assert_eq!(give_code(&half, &app.code_of(&nora)).await.location(), "/console/sign-in", "ten minutes");
        // Whoever is disabled is out at once.
        let open = app.signed_in(&nora).await;
        app.disable(&nora.user).await;
        assert_eq!(open.get("/console").await.location(), "/console/sign-in");
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_session").await, 0);
        // A debtor's session is none of staff, and the other way round.
        let ada = app.browser_of(app.world.ada).await;
        let value = ada.cookies().into_values().next().expect("her cookie");
        ada.put_cookie("__Host-saldo-console", &value);
        assert_eq!(ada.get("/console").await.location(), "/console/sign-in");
    }

    async fn the_trail_is_never_changed(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        app.signed_in(&nora).await;
        for sql in ["UPDATE audit SET who = 'Eve'", "DELETE FROM audit"] {
            let done = app.portal.services.store.write((), move |db, ()| Box::pin(db.run(sql, vec![]))).await;
            let refusal = done.expect_err(sql).to_string();
            assert!(refusal.contains("the audit trail is never"), "{refusal}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM audit").await, 2);
    }
}

#[tokio::test]
async fn changes_from_another_site_are_refused() {
    let app = TestApp::on(Engine::Sqlite).await;
    let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
    let browser = Arc::new(app.signed_in(&nora).await);
    for path in ["/console/sign-in", "/console/code", "/console/sign-out", "/console/language"] {
        let headers = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        let answer = browser.send(reqwest::Method::POST, path, &headers, Some(String::new())).await;
        assert_eq!(answer.status, 403, "{path}");
    }
    assert_eq!(browser.get("/console").await.status, 200);
    let page = browser.get("/console/nothing/here").await;
    assert_eq!(page.status, 404);
}
