//! The debtor's way from a request to an agreement over HTTP, and the code that proves who is asking.

use super::support::*;

/// Guesses at once; the gauntlet's figure.
const GUESSES: usize = 100;

/// `/plans/new` for everything, in so many parts, about to be checked.
pub fn plan_check(count: u16) -> String {
    format!("/plans/new?how=count&count={count}&first=2026-12-15&frequency=monthly&down=&check=1")
}

impl TestApp {
    /// The check page's form.
    pub async fn check_form(&self, browser: &Browser, address: &str, action: &str) -> Form {
        let page = browser.get(address).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.form(action)
    }

    /// The code of the last mail.
    pub fn last_code(&self) -> String {
        let mail = self.mails_of("code").pop().expect("a mail with a code");
        let lines = mail.rendered.text.lines().map(|line| line.replace(' ', "")).collect::<Vec<_>>();
        lines.into_iter().find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit())).expect("six digits")
    }

    /// Sends the check page's form, and answers the code page's.
    pub async fn code_form(&self, browser: &Browser, form: &Form) -> Form {
        let answer = browser.submit(form, None).await;
        let to = answer.location().to_owned();
        assert!(to.starts_with("/code?"), "{to}");
        self.work().await;
        browser.get(&to).await.form(&form.action)
    }
}

/// Another six digits.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000)
}

on_each_database! {
    async fn a_plan_from_the_form_to_the_files(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let new = ada.get("/plans/new").await;
        assert!(new.status == 200 && new.text().contains("A-1"), "{}", new.text());
        let before = app.digest().await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        assert_eq!(app.digest().await, before, "looking changes nothing");
        let code_form = app.code_form(&ada, &form).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement").await, 0);
        let cookie = ada.cookies();
        let old = ada.tab();
        let answer = ada.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        let to = answer.location().to_owned();
        assert!(to.starts_with("/agreements/agr_"), "{to}");
        assert_ne!(ada.cookies(), cookie, "the session has another token after a proof");
        let page = ada.get(&to).await;
        assert!(page.status == 200 && page.text().contains("$1,433.50"), "{}", page.text());

        // The same form again, also with the token of before: the same answer, nothing more, and both go on.
        let again = old.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        assert_eq!((again.location(), old.get(&to).await.status), (to.as_str(), 200));
        assert_eq!(old.cookies(), ada.cookies());
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement").await, 1);
        // And with the token of after it, as by going back: the session is the same one.
        let token = ada.cookies();
        let again = ada.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        assert_eq!((again.location(), ada.cookies() == token, ada.get("/").await.status), (to.as_str(), true, 200));
        let again = ada.submit(&form, None).await;
        assert_eq!((again.location(), ada.cookies() == token, ada.get("/").await.status), (to.as_str(), true, 200));
        let other = ada.submit(&code_form.clone().with("seen", "0").with("code", &app.last_code()), None).await;
        assert!(matches!(other.status, 409 | 422), "{}", other.status);
        // After that moment the old token opens nothing.
        let stale = app.browser_of(app.world.ada).await;
        assert_eq!(stale.get(&to).await.status, 200, "another link of hers");
        let ben = app.browser_of(app.world.ben).await;
        assert_eq!(ben.get(&to).await.status, 404);

        let path = to.split('?').next().expect("a path");
        let pdf = ada.get(&format!("{path}/agreement.pdf")).await;
        assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
        assert!(pdf.header("content-disposition").starts_with("attachment"), "{:?}", pdf.headers);
        let calendar = ada.get(&format!("{path}/calendar.ics")).await;
        assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 3);
        let sealed = ada.get(&format!("{path}/agreement.json")).await;
        documents::SealedAgreement::open(sealed.body.as_bytes()).expect("a seal that fits");
        assert_eq!(ben.get(&format!("{path}/agreement.pdf")).await.status, 404);

        // What is to be paid next leads to the last page before paying, with that very amount.
        let href = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let pay = href.filter(|href| href.starts_with("/pay/confirm")).map(|href| href.replace("&amp;", "&"));
        let first = pay.into_iter().next().expect("a way to pay");
        let confirm = ada.get(&first).await;
        assert!(confirm.status == 200 && confirm.text().contains("$1,433.50"), "{}", confirm.text());
        let answer = ada.submit(&confirm.form("/pay"), Some(("method", "stripe"))).await;
        ada.get(answer.location()).await;
        let payment = app.payment_of(&confirm.form("/pay")).await.expect("the payment");
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let page = ada.get(path).await.text();
        assert!(page.contains("$2,867.00"), "{page}");
        app.fits().await;
    }

    async fn the_old_token_lives_for_a_moment_only(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let code_form = app.code_form(&ada, &form).await;
        let old = ada.tab();
        ada.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        app.pass(31);
        assert_eq!((ada.get("/").await.status, old.get("/").await.status), (200, 401));
    }

    async fn a_code_is_for_one_form_one_browser_and_ten_minutes(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let code_form = app.code_form(&ada, &form).await;
        let code = app.last_code();
        // Another form of hers, and another browser of hers, cannot use it.
        let other = app.check_form(&ada, &plan_check(4), "/plans").await;
        assert_eq!(ada.submit(&other.clone().with("code", &code), None).await.status, 422);
        let elsewhere = app.browser_of(app.world.ada).await;
        assert_eq!(elsewhere.submit(&code_form.clone().with("code", &code), None).await.status, 422);
        app.pass(601);
        assert_eq!(ada.submit(&code_form.clone().with("code", &code), None).await.status, 422);
        // Another one works, once it is sent.
        let answer = ada.submit(&code_form, Some(("send", "1"))).await;
        assert!(answer.location().starts_with("/code?"), "{}", answer.location());
        app.work().await;
        let again = ada.get(answer.location()).await.form("/plans");
        let made = ada.submit(&again.clone().with("code", &app.last_code()), None).await;
        assert!(made.location().starts_with("/agreements/"), "{}", made.location());
    }

    async fn a_hundred_guesses_at_once_count_as_a_hundred(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let code_form = app.code_form(&ada, &form).await;
        let code = app.last_code();
        let tabs: Vec<_> = (0..GUESSES).map(|_| ada.tab()).collect();
        let guess = wrong(&code);
        let guess = code_form.clone().with("code", &guess);
        let guesses = tabs.iter().map(|tab| tab.submit(&guess, None));
        let answers = futures::future::join_all(guesses).await;
        let count = |status| answers.iter().filter(|answer| answer.status == status).count();
        // On a busy machine some are turned away before their code is looked at.
        let (wrong, locked, away) = (count(422), count(429), count(503));
        println!("{GUESSES} guesses: {wrong} wrong, {locked} locked, {away} turned away");
        assert_eq!((wrong, locked + away), (4, GUESSES - 4));
        assert!(locked > 0);
        assert_eq!(app.count("SELECT CAST(SUM(tries) AS BIGINT) FROM proof").await, 5);
        // Locked for all: the right one too, and asking for another.
        assert_eq!(ada.submit(&code_form.clone().with("code", &code), None).await.status, 429);
        assert_eq!(ada.submit(&form, None).await.status, 429);
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement").await, 0);
        app.pass(15 * 60 + 1);
        let form = app.check_form(&app.browser_of(app.world.ada).await, &plan_check(3), "/plans").await;
        let later = app.browser_of(app.world.ada).await;
        let code_form = app.code_form(&later, &form).await;
        let made = later.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        assert!(made.location().starts_with("/agreements/"), "{}", made.location());
    }

    async fn time_and_a_promise_by_their_forms(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let a1 = app.id_of("A-1").await;
        let new = ada.get(&format!("/extensions/new?invoice={a1}")).await;
        assert!(new.status == 200 && new.text().contains("A-1"), "{}", new.text());
        let address = format!("/extensions/new?invoice={a1}&by=days-15&check=1");
        let form = app.check_form(&ada, &address, "/extensions").await;
        let code_form = app.code_form(&ada, &form).await;
        let made = ada.submit(&code_form.clone().with("code", &app.last_code()), None).await;
        assert_eq!(ada.get(made.location()).await.status, 200);
        assert_eq!(app.invoice("A-1").await.due_now().to_string(), "2026-12-06");
        let page = ada.get("/promises/new").await;
        assert_eq!(page.status, 200, "{}", page.text());
        let form = app
            .check_form(&ada, "/promises/new?currency=MXN&amount=500&date=2026-12-01&check=1", "/promises")
            .await;
        let made = ada.submit(&form, None).await;
        let page = ada.get(made.location()).await;
        assert!(page.status == 200 && page.text().contains("$500.00"), "{}", page.text());
        for (address, said) in [
            ("/promises/new?currency=MXN&amount=999999&date=2026-12-01&check=1", "$"),
            ("/promises/new?currency=MXN&amount=500&date=2027-12-01&check=1", "2026"),
            ("/promises/new?currency=MXN&amount=x&date=y&check=1", ""),
            ("/plans/new?how=count&count=99&first=2026-12-15&frequency=monthly&check=1", ""),
            ("/plans/new?how=each&each=abc&first=x&frequency=y&check=1", ""),
            ("/extensions/new?check=1", ""),
            ("/settlements/new?check=1", ""),
            ("/offers", "$"),
        ] {
            let page = ada.get(address).await;
            assert!(matches!(page.status, 200 | 303), "{address}: {}", page.status);
            assert!(page.status == 303 || page.text().contains(said), "{address}: {}", page.text());
        }
        for address in ["/plans/new?invoice=nonsense", "/code", "/code?form_key=0123456789abcdef&for=//evil.example"] {
            assert_eq!(ada.get(address).await.status, 422, "{address}");
        }
        app.fits().await;
    }
}
