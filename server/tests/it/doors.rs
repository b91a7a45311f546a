//! What mails and calendars lead to opens by its own key, to be read; what a browser without a session is told; and two
//! accounts in one browser.

use super::proving::plan_check;
use super::requests::ask;
use super::support::*;
use domain::id::LinkId;
use domain::policy::{BreathingSpacePolicy, Policy};
use store::links;

/// The address in a mail that leads to this page: its path and query.
fn address(text: &str, path: &str) -> String {
    let start = format!("{BASE}{path}");
    let found = text.split_whitespace().find(|word| word.starts_with(&start));
    found.unwrap_or_else(|| panic!("nothing leads to {path}: {text}"))[BASE.len()..].to_owned()
}

fn with_space(policy: &mut Policy) {
    policy.breathing_space = Some(BreathingSpacePolicy { days: 10, a_year: 1 });
}

impl TestApp {
    /// The address in the last mail of this name that leads to a page.
    fn mailed(&self, name: &str, path: &str) -> String {
        address(&self.mails_of(name).pop().expect("the mail").rendered.text, path)
    }

    /// Ada's plan of three; its path.
    async fn planned(&self, ada: &Browser) -> String {
        let form = self.check_form(ada, &plan_check(3), "/plans").await;
        let code = self.code_form(ada, &form).await;
        let made = ada.submit(&code.with("code", &self.last_code()), None).await;
        made.location().split('?').next().expect("a path").to_owned()
    }

    async fn revoke_all(&self, link: Option<LinkId>) {
        let (creditor, ada, now) = (self.world.norte.id, self.world.ada, services::clock::Clock::now(&*self.clock));
        let unit =
            self.portal.services.store.write((), move |db, ()| Box::pin(links::revoke(db, creditor, ada, link, now)));
        assert!(unit.await.expect("the database") > 0);
    }
}

/// What nobody without a session may be offered.
fn reads_only(page: &Page) {
    assert_eq!(page.status, 200, "{}", page.text());
    let acting: Vec<_> = page.forms().into_iter().filter(|form| !form.action.starts_with("/link")).collect();
    assert!(acting.is_empty(), "{acting:?}");
    for href in ["/pay", "/plans/new", "/preferences", "/activity", "/invoices/"] {
        assert!(!page.body.contains(&format!("href=\"{href}")), "{href}: {}", page.text());
    }
    assert!(page.headers.get("set-cookie").is_none());
    assert_eq!(page.header("cache-control"), "no-store");
    page.form("/link?lang=es");
}

on_each_database! {
    async fn every_mail_opens_what_it_speaks_of_without_a_session(app: TestApp) {
        app.set_policy(with_space).await;
        let ada = app.browser_of(app.world.ada).await;
        let request = ask(&app, &ada, "A-1").await;
        app.work().await;
        let dispute = app.object("A-2", 10_000, "a form of a test").await.expect("made");
        app.work().await;
        let space = ada.get("/breathing-space").await.form("/breathing-space");
        ada.submit(&space, None).await;
        app.work().await;
        let plan = app.planned(&app.browser_of(app.world.ada).await).await;
        app.work().await;

        let opened = [
            (app.mailed("asked", &request), "La obra se retrasó"),
            (app.mailed("dispute", &format!("/disputes/{dispute}")), "$100.00"),
            (app.mailed("notice", "/breathing-space"), "30 de noviembre de 2026"),
            (app.mailed("agreed", &plan), "Plan de pagos"),
        ];
        let before = app.digest().await;
        for (address, said) in &opened {
            let page = app.browser().get(address).await;
            reads_only(&page);
            let text = page.text();
            assert!(text.contains(said) && text.contains("Ferretería Norte"), "{said}: {text}");
            // In the reader's own language where it is chosen, and back.
            let page = app.browser().get(&format!("{address}&lang=en")).await;
            assert!(page.body.contains("<html lang=\"en"), "{}", page.text());
            // Whoever has the session gets the page that acts.
            let page = ada.get(address).await;
            assert!(page.status == 200 && page.body.contains("/logout"), "{}", page.text());
            // Without the key, with another's, or with one cut short: nothing.
            let bare = address.split(['?', '&']).next().expect("a path").to_owned();
            assert_eq!(app.browser().get(&bare).await.status, 401, "{bare}");
            for (other, _) in opened.iter().filter(|(other, _)| other != address) {
                let key = other.rsplit("k=").next().expect("a key");
                assert_eq!(app.browser().get(&format!("{bare}?k={key}")).await.status, 404);
            }
            assert_eq!(app.browser().get(&address[..address.len() - 1]).await.status, 404);
        }
        assert_eq!(app.digest().await, before, "reading changes nothing");
    }

    async fn a_key_reads_and_does_nothing(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let request = ask(&app, &ada, "A-1").await;
        app.work().await;
        let address = app.mailed("asked", &request);
        let key = address.rsplit("k=").next().expect("a key").to_owned();
        let stranger = app.browser();
        let before = app.digest().await;
        for path in [format!("{request}/withdraw?k={key}"), format!("{request}/accept?k={key}"), format!("/pay?k={key}")] {
            let page = stranger.post(&path, "form_key=a-form-of-a-stranger-1".to_owned()).await;
            assert_eq!(page.status, 401, "{path}: {}", page.text());
        }
        for path in ["/", "/activity", "/preferences", "/pay", "/offers"] {
            assert_eq!(stranger.get(&format!("{path}?k={key}")).await.status, 401, "{path}");
        }
        assert_eq!(app.digest().await, before);
    }

    async fn papers_and_calendar_come_by_the_key_of_the_agreement(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let plan = app.planned(&ada).await;
        app.work().await;
        let address = app.mailed("agreed", &plan);
        let stranger = app.browser();
        let page = stranger.get(&address).await;
        reads_only(&page);
        let links: Vec<String> = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
            .map(|href| href.replace("&amp;", "&")).collect();
        for file in ["agreement.pdf", "agreement.json", "calendar.ics"] {
            let href = links.iter().find(|href| href.starts_with('/') && href.contains(file)).expect("a link");
            assert_eq!(stranger.get(href).await.status, 200, "{href}");
        }
        let follow = links.iter().find(|href| href.starts_with("webcal://pagos.test/")).expect("a calendar to follow");
        let path = follow.strip_prefix("webcal://pagos.test").expect("ours").to_owned();
        let calendar = stranger.get(&path).await.body.replace("\r\n ", "");
        assert_eq!(calendar.matches("BEGIN:VALARM").count(), 3, "{calendar}");
        // What an entry of it leads to opens too.
        let url = calendar.lines().find_map(|line| line.strip_prefix("URL:")).expect("an address");
        reads_only(&stranger.get(url.strip_prefix(BASE).expect("ours")).await);
    }

    async fn a_calendar_follows_what_is_paid(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let plan = app.planned(&ada).await;
        app.work().await;
        let mail = app.mails_of("agreed").pop().expect("the mail");
        let first = String::from_utf8(mail.attachments[1].bytes.clone()).expect("text").replace("\r\n ", "");
        let ids = |file: &str| file.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
        let sequence = |file: &str| -> i64 {
            let line = file.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).expect("a sequence");
            line.parse().expect("a number")
        };
        app.pass(120);
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let then = ada.get(&format!("{plan}/calendar.ics")).await.body.replace("\r\n ", "");
        assert_eq!(ids(&first), ids(&then), "the same entries");
        assert!(sequence(&then) > sequence(&first), "and newer ones");
        // 1,500.00 pays the first of 1,433.50 and 66.50 of the second.
        assert!(then.contains("SUMMARY:Pagado: $1\\,433.50") && then.contains("SUMMARY:Pagar $1\\,367.00"), "{then}");
        assert_eq!(then.matches("BEGIN:VALARM").count(), 2, "{then}");
    }

    async fn a_promise_leaves_the_calendar_once_it_is_paid(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let address = "/promises/new?currency=MXN&amount=1500.00&date=2026-11-28&check=1";
        let form = app.check_form(&ada, address, "/promises").await;
        let made = ada.submit(&form, None).await.location().split('?').next().expect("a path").to_owned();
        let page = ada.get(&made).await.text();
        assert!(page.contains("Prometió $1,500.00") && !page.contains("Todo al día"), "{page}");
        let open = ada.get(&format!("{made}/calendar.ics")).await.body.replace("\r\n ", "");
        assert!(open.contains("STATUS:CONFIRMED") && open.contains("DESCRIPTION:Acuerdo "), "{open}");
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let gone = ada.get(&format!("{made}/calendar.ics")).await.body.replace("\r\n ", "");
        assert!(gone.contains("STATUS:CANCELLED") && !gone.contains("VALARM"), "{gone}");
    }

    async fn taking_the_links_back_closes_the_doors_too(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let request = ask(&app, &ada, "A-1").await;
        app.work().await;
        let address = app.mailed("asked", &request);
        reads_only(&app.browser().get(&address).await);
        app.pass(60);
        app.revoke_all(None).await;
        let page = app.browser().get(&address).await;
        assert!(page.status == 404 && page.text().contains("Este enlace ya no funciona"), "{}", page.text());
        // What is written afterwards opens again.
        app.pass(60);
        let again = ask(&app, &app.browser_of(app.world.ada).await, "A-3").await;
        app.work().await;
        reads_only(&app.browser().get(&app.mailed("asked", &again)).await);
        // A shared link that is taken back is no reason.
        let invoice = app.id_of("A-2").await;
        let mut id = None;
        app.link_with(app.world.ada, |link| {
            (link.pay_only, link.invoice) = (true, Some(invoice));
            id = Some(link.id);
        }).await;
        app.pass(60);
        app.revoke_all(id).await;
        reads_only(&app.browser().get(&app.mailed("asked", &again)).await);
    }

    async fn a_key_lasts_as_long_as_its_matter(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let request = ask(&app, &ada, "A-1").await;
        app.work().await;
        let (asked, day) = (app.mailed("asked", &request), 24 * 3600);
        let form = app.check_form(&ada, "/promises/new?currency=MXN&amount=800.50&date=2026-11-28&check=1", "/promises").await;
        let promise = ada.submit(&form, None).await.location().split('?').next().expect("a path").to_owned();
        app.work().await;
        let promised = app.mailed("agreed", &promise);
        app.pass(399 * day);
        for address in [&asked, &promised] {
            assert_eq!(app.browser().get(address).await.status, 200);
        }
        app.pass(2 * day);
        // The promise lives until the daily work ends it.
        assert_eq!(app.browser().get(&promised).await.status, 200);
        assert_eq!(app.browser().get(&asked).await.status, 404);
    }

    async fn who_has_no_session_is_told_which_it_is(app: TestApp) {
        let says = |page: &Page, title: &str, firm: bool| {
            let text = page.text();
            assert!(page.status == 401 && text.contains(title), "{title}: {text}");
            assert_eq!(text.contains("Ferretería Norte"), firm, "{text}");
            page.form("/link?lang=es");
            assert!(page.body.contains("lang=pt"), "a language can be chosen");
        };
        // Never had one, or a value that nobody signed.
        let browser = app.browser();
        says(&browser.get("/").await, "Abra su cuenta con el enlace de su correo", false);
        browser.put_cookie("__Host-saldo", &"A".repeat(100));
        says(&browser.get("/activity").await, "Abra su cuenta con el enlace de su correo", false);
        // Unused for half an hour.
        let ada = app.browser_of(app.world.ada).await;
        app.pass(31 * 60);
        let page = ada.get("/").await;
        says(&page, "La sesión terminó", true);
        assert!(page.text().contains("media hora sin uso"), "{}", page.text());
        // Twelve hours of use.
        let ada = app.browser_of(app.world.ada).await;
        for _ in 0..30 {
            app.pass(25 * 60);
            ada.get("/").await;
        }
        says(&ada.get("/").await, "La sesión terminó", true);
        assert!(ada.get("/").await.text().contains("12 horas"));
        // Signed out, in this tab and in another.
        let ada = app.browser_of(app.world.ada).await;
        let tab = ada.tab();
        ada.submit(&ada.get("/").await.form("/logout"), None).await;
        assert!(!ada.cookies().values().any(|value| tab.cookies().values().any(|token| token == value)));
        says(&ada.get("/").await, "Cerró la sesión", true);
        says(&tab.get("/").await, "Cerró la sesión", true);
        app.pass(13 * 3600);
        says(&ada.get("/").await, "Abra su cuenta con el enlace de su correo", false);
        // The firm took the link back.
        let ada = app.browser_of(app.world.ada).await;
        app.revoke_all(None).await;
        says(&ada.get("/").await, "Este acceso se desactivó", true);
        // A link that opens nothing is told nothing more.
        let dead = app.browser().get("/l/cut").await;
        assert!(dead.status == 404 && dead.text().contains("se haya cortado al copiarlo"), "{}", dead.text());
        dead.form("/link?lang=es");
    }

    async fn two_accounts_in_one_browser_do_not_tread_on_one_another(app: TestApp) {
        app.set_policy(with_space).await;
        let browser = app.browser_of(app.world.ada).await;
        let invoice = app.id_of("A-1").await;
        let pay = app.pay_form(&browser, &["A-1"], None).await;
        let promise = app.check_form(&browser, "/promises/new?currency=MXN&amount=800.00&date=2026-11-28&check=1", "/promises").await;
        let plan = app.check_form(&browser, &plan_check(3), "/plans").await;
        let space = browser.get("/breathing-space").await.form("/breathing-space");
        let settings = browser.get("/preferences").await;
        let (language, reminders) = (settings.form("/preferences/language"), settings.form("/preferences/reminders"));
        // The bookkeeper opens Ben's link in another tab.
        let link = app.link(app.world.ben).await;
        browser.enter(&link).await;
        assert!(browser.get("/activity").await.text().contains("Ben Ruiz"), "each page says whose account it is");
        let before = app.digest().await;
        for (form, button) in [
            (&pay, Some(("method", "stripe"))),
            (&promise, None),
            (&plan, None),
            (&space, None),
            (&language.with("language", "pt"), None),
            (&reminders, Some(("reminders", "off"))),
        ] {
            let page = browser.submit(form, button).await;
            let text = page.text();
            assert_eq!(page.status, 404, "{}: {text}", form.action);
            assert!(text.contains("Ahora está abierta otra cuenta") && text.contains("Ben Ruiz"), "{text}");
            assert!(!text.contains("ya está pagado") && !text.contains("Ada"), "{text}");
        }
        assert_eq!(app.digest().await, before, "nothing was done in either account");
        let page = browser.get(&format!("/invoices/{invoice}")).await;
        assert!(page.status == 404 && page.text().contains("está abierta la cuenta de Ben Ruiz"), "{}", page.text());
        // Her link again, and all goes on as it was.
        browser.enter(&app.link(app.world.ada).await).await;
        let answer = browser.submit(&pay, Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&app.sandbox.base), "{}", answer.text());
        // A link that only pays, opened beside the account.
        let shared = app.link_with(app.world.ada, |link| (link.pay_only, link.invoice) = (true, Some(invoice))).await;
        let gate = browser.get(&shared).await;
        assert!(["Ferretería Norte", "Pagar una factura"].iter().all(|said| gate.text().contains(said)), "{}", gate.text());
        browser.enter(&shared).await;
        let page = browser.get("/activity").await;
        assert!(page.status == 404 && page.text().contains("solo sirve para pagar una factura"), "{}", page.text());
    }

    // What an old tab's forms and links lead to once another account is open in the same browser.
    async fn an_address_of_another_account_says_that_another_one_is_open(app: TestApp) {
        let ben = app.browser_of(app.world.ben).await;
        let hers = app.id_of("A-1").await;
        let before = app.digest().await;
        for path in ["/pay", "/pay/confirm?currency=MXN&how=all", "/plans/new", "/extensions/new", "/promises/new", "/settlements/new"] {
            let join = if path.contains('?') { '&' } else { '?' };
            let page = ben.get(&format!("{path}{join}invoice={hers}")).await;
            assert_eq!(page.status, 404, "{path}: {}", page.text());
            let text = page.text();
            assert!(text.contains("Ahora está abierta otra cuenta") && text.contains("Ben Ruiz"), "{path}: {text}");
            assert!(!text.contains("Hay algo que corregir") && !text.contains("B-1"), "{path}: {text}");
        }
        assert_eq!(app.digest().await, before);
        // Beside one of his own it is as good as not there.
        let own = app.id_of("B-1").await;
        let page = ben.get(&format!("/pay/confirm?currency=MXN&how=all&invoice={hers}&invoice={own}")).await;
        assert!(page.status == 200 && !page.text().contains("A-1"), "{}", page.text());
    }
}
