//! Links and sessions: what opens what, for whom, and what a stranger learns.

use super::support::*;
use domain::id::LinkId;
use reqwest::Method;
use serde_json::json;
use services::clock::Clock;
use std::collections::BTreeSet;
use store::links;

/// Every address that changes something, with ids in place.
fn changing(payment: &str, link: &str) -> Vec<String> {
    vec![
        link.to_owned(),
        "/link".to_owned(),
        "/logout".to_owned(),
        "/pay".to_owned(),
        format!("/payments/{payment}/continue"),
        format!("/payments/{payment}/cancel"),
        format!("/payments/{payment}/instead"),
        "/preferences/language".to_owned(),
        "/preferences/share".to_owned(),
    ]
}

/// A body that would work at any of them.
async fn body_for(app: &TestApp, browser: &Browser) -> String {
    let form = app.pay_form(browser, &["A-2"], None).await.with("method", "stripe");
    let form = form.with("language", "pt").with("email", "ada@example.test");
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    form_with(&fields)
}

on_each_database! {
    async fn opening_a_link_changes_nothing(app: TestApp) {
        let link = app.link(app.world.ada).await;
        let before = app.digest().await;
        let browser = app.browser();
        for n in 0..50 {
            let method = [Method::GET, Method::HEAD, Method::OPTIONS][n % 3].clone();
            let agent = ["Mozilla/5.0", "Outlook-SafeLinks/1.0", "Googlebot", "WhatsApp/2", "curl/8"][n % 5];
            let headers = [("user-agent", agent), ("purpose", "prefetch"), ("range", "bytes=0-99")];
            let page = browser.send(method, &link, &headers, None).await;
            assert!(page.status < 500, "{}", page.status);
            assert!(!page.body.contains("Ada") && !page.body.contains("1,500"), "{}", page.text());
            assert!(page.headers.get("set-cookie").is_none());
        }
        assert_eq!(app.digest().await, before);
        // The canary: the digest does see a session.
        browser.enter(&link).await;
        assert_ne!(app.digest().await, before);
    }

    async fn continue_makes_a_session_and_leaves_the_token_behind(app: TestApp) {
        let link = app.link(app.world.ada).await;
        // A scanner that presses buttons, three times, and then the person.
        for _ in 0..4 {
            let browser = app.browser();
            let gate = browser.get(&link).await;
            assert!(["Ferretería Norte", "Vea y pague sus facturas"].iter().all(|said| gate.text().contains(said)), "{}", gate.text());
            let answer = browser.submit(&gate.form(&link), None).await;
            assert_eq!(answer.location(), "/");
            let cookie = answer.header("set-cookie");
            for part in ["__Host-saldo=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
                assert!(cookie.contains(part), "no {part} in {cookie}");
            }
            assert!(!cookie.contains("Domain"), "{cookie}");
            let home = browser.get("/").await;
            assert!(home.status == 200 && home.text().contains("Cuenta de Ada Pérez"), "{}", home.text());
            assert!(!home.body.contains(&link[3..]), "the token is in no page");
        }
        // At rest there is only the hash.
        let token = link[3 + 8..].to_owned(); // behind the creditor's code
        let sql: &'static str = Box::leak(format!("SELECT COUNT(*) FROM link WHERE CAST(token_hash AS TEXT) LIKE '%{token}%'").into_boxed_str());
        assert_eq!(app.count(sql).await, 0);
    }

    async fn dead_links_all_look_alike(app: TestApp) {
        let now = app.clock.now();
        let right = app.link(app.world.ada).await;
        let token = &right[3 + 8..];
        let wrong = format!("{}{}", &right[..3 + 8], "A".repeat(43));
        let unknown_code = format!("/l/{}{token}", app.portal.services.ids.creditor_code());
        let other_code = format!("/l/{}{token}", app.world.sur.code);
        let (bare, short) = (format!("/l/{token}"), "/l/abc".to_owned());
        let spelled = format!("{}{}", &right[..right.len() - 1], if right.ends_with('A') { 'B' } else { 'A' });
        let expired = app.link_with(app.world.ada, |link| link.expires_at = now).await;
        let mut id = None;
        let revoked = app.link_with(app.world.ada, |link| id = Some(link.id)).await;
        revoke(&app, id).await;
        let mut seen = BTreeSet::new();
        for link in [&wrong, &unknown_code, &other_code, &bare, &short, &spelled, &expired, &revoked] {
            for method in [Method::GET, Method::POST] {
                let headers = [("origin", BASE), ("accept-language", "es")];
                let page = app.browser().send(method, link, &headers, Some(String::new())).await;
                assert!(page.headers.get("set-cookie").is_none());
                seen.insert((page.status, page.body, page.headers.len()));
            }
        }
        assert_eq!(seen.len(), 1, "{:?}", seen.iter().map(|(status, body, n)| (status, body.len(), n)).collect::<Vec<_>>());
        let (status, body, _) = seen.first().expect("one");
        assert!(*status == 404 && body.contains("Este enlace ya no funciona"), "{status} {body}");
        assert_eq!(app.browser().get(&right).await.status, 200);
    }

    async fn a_guesser_is_stopped_and_the_debtor_is_not(app: TestApp) {
        let right = app.link(app.world.ada).await;
        let guesser = app.browser();
        let mut stopped = None;
        for n in 0..200 {
            let page = guesser.get(&format!("/l/{}{n:0>43}", app.world.norte.code)).await;
            if page.status == 429 {
                assert!(page.header("retry-after").parse::<u64>().expect("seconds") > 0);
                stopped = Some(n);
                break;
            }
        }
        println!("stopped after {stopped:?} tries");
        assert!(stopped.is_some());
        assert_eq!(app.browser().get(&right).await.status, 200, "a right link costs nothing");
    }

    async fn revoking_a_link_ends_its_sessions(app: TestApp) {
        let (mut first, mut second) = (None, None);
        let one = app.link_with(app.world.ada, |link| first = Some(link.id)).await;
        let two = app.link_with(app.world.ada, |link| second = Some(link.id)).await;
        let (a, b) = (app.browser(), app.browser());
        a.enter(&one).await;
        b.enter(&two).await;
        revoke(&app, first).await;
        assert_eq!((a.get("/").await.status, b.get("/").await.status), (401, 200));
        assert_eq!((a.get(&one).await.status, a.get(&two).await.status), (404, 200));
        revoke(&app, None).await;
        assert_eq!((b.get("/").await.status, b.get(&two).await.status), (401, 404));
    }

    async fn a_session_ends_by_time_by_logging_out_and_never_begins_by_itself(app: TestApp) {
        let link = app.link(app.world.ada).await;
        let browser = app.browser();
        // A value that somebody planted is not taken up.
        browser.put_cookie("__Host-saldo", &"A".repeat(100));
        assert_eq!(browser.get("/").await.status, 401);
        browser.enter(&link).await;
        let value = browser.cookies()["__Host-saldo"].clone();
        assert_ne!(value, "A".repeat(100));

        // Used, it lasts; unused for half an hour, it is over.
        for _ in 0..4 {
            app.pass(25 * 60);
            assert_eq!(browser.get("/").await.status, 200);
        }
        app.pass(31 * 60);
        let over = browser.get("/").await;
        assert!(over.status == 401 && over.text().contains("La sesión terminó"), "{}", over.text());
        // And after twelve hours in any case.
        browser.enter(&link).await;
        for _ in 0..30 {
            app.pass(25 * 60);
            browser.get("/").await;
        }
        assert_eq!(browser.get("/").await.status, 401);

        browser.enter(&link).await;
        let tab = browser.tab();
        let home = browser.get("/").await;
        let out = browser.submit(&home.form("/logout"), None).await;
        assert_eq!(out.location(), "/");
        // What is left of the session's cookie says whose account it was, and opens nothing.
        let left = browser.cookies()["__Host-saldo"].clone();
        assert!(!left.contains(&tab.cookies()["__Host-saldo"][..51]), "no token: {left}");
        assert_eq!(tab.get("/").await.status, 401, "dead on the server, whatever a browser keeps");
        // A changed or foreign value opens nothing.
        let other = app.browser_of(app.world.ben).await.cookies()["__Host-saldo"].clone();
        for wrong in [format!("{other}x"), other.to_lowercase(), value] {
            let browser = app.browser();
            browser.put_cookie("__Host-saldo", &wrong);
            assert_eq!(browser.get("/").await.status, 401, "{wrong}");
        }
    }

    async fn what_is_somebody_elses_is_not_there(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let mine = app.id_of("A-1").await;
        for (whose, number) in [(app.world.ben, "B-1"), (app.world.eva, "S-1")] {
            let other = app.browser_of(whose).await;
            for path in [
                format!("/invoices/{mine}"),
                format!("/payments/{}", payment.id),
                format!("/payments/{}/live", payment.id),
                "/invoices/inv_00000000000070008000000000000001".to_owned(),
                "/invoices/none".to_owned(),
                "/payments/none".to_owned(),
            ] {
                let page = other.get(&path).await;
                assert_eq!(page.status, 404, "{path}: {}", page.text());
                assert!(!page.text().contains("1,500"), "{}", page.text());
            }
            let before = app.digest().await;
            for act in ["cancel", "continue", "instead"] {
                let path = format!("/payments/{}/{act}", payment.id);
                assert_eq!(other.post(&path, String::new()).await.status, 404, "{path}");
            }
            let share = other.post("/preferences/share", form_with(&[("invoice", &mine.to_string())])).await;
            assert_eq!(share.status, 404);
            // In a payment form, it is as good as not chosen.
            let form = app.pay_form(&other, &[number], None).await.with("invoice", &mine.to_string());
            let answer = other.submit(&form, Some(("method", "stripe"))).await;
            assert!(matches!(answer.status, 404 | 409 | 422), "{}", answer.status);
            let confirm = app.confirm(&other, &["A-1"], None).await;
            assert!(confirm.status == 404 && !confirm.text().contains("1,500"), "{}", confirm.text());
            assert!(confirm.text().contains("Ahora está abierta otra cuenta"), "{}", confirm.text());
            assert_eq!(app.digest().await, before);
        }
        assert_eq!(ada.get(&format!("/invoices/{mine}")).await.status, 200);
    }

    async fn a_pay_only_link_pays_and_shows_nothing_private(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let mine = app.id_of("A-1").await;
        let shared = ada.post("/preferences/share", form_with(&[("invoice", &mine.to_string())])).await;
        assert_eq!(shared.status, 200);
        let url = shared.body.split('"').find(|text| text.starts_with(&format!("{BASE}/l/"))).expect("the link").to_owned();

        let friend = app.browser();
        friend.enter(url.strip_prefix(BASE).expect("ours")).await;
        let page = friend.get("/").await;
        let text = page.text();
        assert!(page.status == 200 && text.contains("$1,500.00") && text.contains("A-1"), "{text}");
        let private = ["Ada", "Pérez", "Tornillos", "example.test/", "ada@", "A-2", "A-3", "4,300", "2,800"];
        let hides = |page: &Page| {
            for word in private {
                assert!(!page.body.contains(word), "{word} in {}", page.text());
            }
        };
        hides(&page);
        let other = app.id_of("A-2").await;
        for path in [format!("/invoices/{mine}"), format!("/invoices/{other}"), "/activity".into(), "/preferences".into(), "/pay".into()] {
            let page = friend.get(&path).await;
            assert_eq!(page.status, 404, "{path}");
            hides(&page);
        }
        for path in ["/preferences/share", "/preferences/language"] {
            let page = friend.post(path, form_with(&[("invoice", &mine.to_string()), ("language", "en")])).await;
            assert_eq!(page.status, 404, "{path}");
        }
        // The one invoice, and not another with it.
        let form = page.form("/pay");
        let wrong = friend.submit(&form.clone().with("invoice", &other.to_string()), Some(("method", "stripe"))).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(friend.get(&format!("/pay/confirm?currency=MXN&how=all&invoice={other}")).await.status, 422);
        let answer = friend.submit(&form, Some(("method", "stripe"))).await;
        let payment = app.payment_of(&form).await.expect("the payment");
        assert_eq!(Some(answer.location()), payment.url.as_deref());
        hides(&friend.get("/").await);
        let back = app.sandbox.pay(payment.id, "card").await;
        let page = friend.get(&back).await;
        assert!(page.text().contains("Pago recibido"), "{}", page.text());
        hides(&page);
        let page = friend.get("/").await;
        assert!(page.text().contains("No hay nada por pagar"), "{}", page.text());
        hides(&page);
        // Ada's own payments are not the friend's to see.
        let hers = app.start(&ada, &["A-2"], None, "stripe").await;
        assert_eq!(friend.get(&format!("/payments/{}", hers.id)).await.status, 404);
        app.fits().await;
    }

    async fn only_our_own_pages_change_things(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let link = app.link(app.world.ada).await;
        let body = body_for(&app, &ada).await;
        let before = app.digest().await;
        let forgeries: [&[(&str, &str)]; 9] = [
            &[],
            &[("origin", "null")],
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://evil.test")],
            &[("origin", "https://evil.test"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://pagos.test.evil.test")],
            &[("origin", "http://pagos.test")],
            &[("origin", BASE), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none"), ("referer", "https://pagos.test/pay")],
        ];
        let mut tried = 0;
        for path in changing(&payment.id.to_string(), &link) {
            for headers in forgeries {
                for method in [Method::POST, Method::DELETE] {
                    let page = ada.send(method, &path, headers, Some(body.clone())).await;
                    assert_eq!(page.status, 403, "{path} {headers:?}");
                    tried += 1;
                }
            }
        }
        assert_eq!(app.digest().await, before);
        assert_eq!(ada.cookies().len(), 1);
        println!("{tried} forgeries of {} forms", changing("", "").len());
        // The canary: each of them, from our own page, is let in.
        for path in changing(&payment.id.to_string(), &link) {
            let page = ada.post(&path, body.clone()).await;
            assert_ne!(page.status, 403, "{path}");
        }
        assert_ne!(app.digest().await, before);
    }

    async fn every_answer_carries_its_headers(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let (link, invoice) = (app.link(app.world.ada).await, app.id_of("A-1").await);
        let css = app.portal.state.assets.css_path().to_owned();
        let paths = [
            "/", "/activity", "/pay", "/pay/confirm", "/preferences", "/link", "/nowhere", "/l/wrong", "/healthz",
            "/readyz", "/metrics", "/invoices/none", "/%ff", "/invoices/%ff", "/pay?currency=%00", &css,
            &link, &format!("/invoices/{invoice}"), &format!("/payments/{}", payment.id),
            &format!("/pay/confirm?currency=MXN&how=all&invoice={}", app.id_of("A-2").await),
        ];
        let stranger = app.browser();
        let mut pages = Vec::new();
        for path in paths {
            for browser in [&ada, &stranger] {
                pages.push((path, browser.get(path).await));
                pages.push((path, browser.send(Method::DELETE, path, &[("origin", BASE)], None).await));
                pages.push((path, browser.send(Method::POST, path, &[], Some("a=b".into())).await));
            }
        }
        pages.push(("/webhooks/stripe", ada.send(Method::POST, "/webhooks/stripe", &[], Some("{}".into())).await));
        pages.push(("/pay", ada.post("/pay", "x".repeat(100_000)).await));
        pages.push(("/pay", ada.post("/pay", "amount=1".into()).await));
        assert!(pages.len() > 100);
        for (path, page) in &pages {
            assert!(page.status < 500, "{path}: {} {}", page.status, page.text());
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "strict-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("x-frame-options", "DENY"),
            ] {
                assert_eq!(page.header(name), value, "{name} of {path} ({})", page.status);
            }
            assert!(page.header("strict-transport-security").starts_with("max-age=63072000"), "{path}");
            assert!(page.header("permissions-policy").contains("camera=()"), "{path}");
            let policy = page.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline") && !policy.contains('*'), "{path}: {policy}");
            let stored = page.header("cache-control");
            assert!(stored == "no-store" || path.starts_with("/pkg/"), "{path}: {stored}");
            assert!(page.headers.contains_key("x-request-id"), "{path}");
            if page.header("content-type").starts_with("text/html") {
                assert!(policy.contains("form-action 'self' http://127.0.0.1:"), "{path}: {policy}");
                assert_eq!(page.header("x-robots-tag"), "noindex, nofollow", "{path}");
                assert!(page.body.contains("<html lang="), "{path}");
            }
        }
        // A page of ours, also where nothing was found or let in.
        for path in ["/nowhere", "/l/wrong", "/invoices/none"] {
            assert!(stranger.get(path).await.header("content-type").starts_with("text/html"), "{path}");
        }
    }

    async fn whatever_the_host_says_links_are_ours(app: TestApp) {
        for (n, headers) in [
            &[("host", "evil.test"), ("origin", BASE)][..],
            &[("x-forwarded-host", "evil.test"), ("x-forwarded-proto", "http"), ("origin", BASE)],
            &[("forwarded", "host=evil.test;proto=http"), ("origin", BASE)],
        ].into_iter().enumerate() {
            let email = ["ada@example.test", "ben@example.test", "eva@example.test"][n];
            let sent = app.browser().send(Method::POST, "/link", headers, Some(form_with(&[("email", email)]))).await;
            assert_eq!(sent.status, 200);
            jobs_are_queued(&app, i64::try_from(n).expect("small") + 1).await;
            let home = app.browser().send(Method::GET, "/", headers, None).await;
            assert!(!home.body.contains("evil.test"));
        }
        app.work().await;
        let mails = app.mails_of("new_link");
        assert_eq!(mails.len(), 3);
        for mail in mails {
            let text = format!("{}{}", mail.rendered.text, mail.rendered.html);
            assert!(text.contains(&format!("{BASE}/l/")) && !text.contains("evil.test"), "{text}");
        }
    }

    async fn a_new_link_comes_by_mail_and_nobody_learns_who_is_known(app: TestApp) {
        let ask = |email: &'static str| {
            let browser = app.browser();
            async move { browser.post("/link", form_with(&[("email", email)])).await }
        };
        let known = ask(" ADA@example.test ").await;
        jobs_are_queued(&app, 1).await;
        let unknown = ask("nobody@example.test").await;
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        assert!(known.text().contains("Revise su correo"), "{}", known.text());
        // Asked again within minutes, the same job stands for both.
        ask("ada@example.test").await;
        app.work().await;
        let [mail] = &app.mails_of("new_link")[..] else { panic!("{:?}", app.mails.lock()) };
        assert_eq!(mail.to.email.to_string(), "ada@example.test");
        assert!(!mail.rendered.subject.chars().any(|c| c.is_ascii_digit()), "{}", mail.rendered.subject);
        let link = mail.rendered.text.split_whitespace().find_map(|word| word.strip_prefix(BASE)).expect("a link");
        let browser = app.browser();
        browser.enter(link).await;
        assert!(browser.get("/").await.text().contains("Cuenta de Ada Pérez"));
        // What is no address is told, without asking anybody.
        let slip = ask("ada@").await;
        assert!(slip.status == 422 && slip.text().contains("Escriba un correo completo"), "{}", slip.text());
        // And a flood from one place is stopped.
        let mut statuses = Vec::new();
        for _ in 0..20 {
            statuses.push(ask("nobody@example.test").await.status);
        }
        assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    }

    async fn the_language_is_the_debtors_own(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let saved = ada.post("/preferences/language", form_with(&[("language", "en")])).await;
        assert_eq!(saved.location(), "/preferences?saved=1");
        let home = ada.get("/").await;
        assert!(home.body.contains("<html lang=\"en") && home.text().contains("$4,300.50"), "{}", home.text());
        assert_eq!(ada.post("/preferences/language", form_with(&[("language", "tlh")])).await.status, 422);
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let subject = &app.mails_of("receipt")[0].rendered.subject;
        assert!(subject.contains("receipt"), "{subject}");
        // In another browser it is remembered.
        let elsewhere = app.browser_of(app.world.ada).await;
        assert!(elsewhere.get("/").await.body.contains("<html lang=\"en"));
    }

    async fn redirects_never_lead_away(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let names = ["next", "url", "redirect", "return", "returnTo", "continue", "goto", "dest", "r", "to"];
        let values = ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)", "https:evil.test"];
        for path in ["/", "/pay", "/link", "/preferences", "/activity"] {
            for value in values {
                let query = form_with(&names.map(|name| (name, value)));
                let page = ada.get(&format!("{path}?{query}")).await;
                assert!(page.status < 500 && page.header("location").is_empty(), "{path} {value}");
                assert!(!page.body.contains("evil.test"), "{path} {value}");
            }
        }
    }

    async fn a_status_page_is_told_at_once(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let tab = ada.tab();
        let path = format!("/payments/{}/live", payment.id);
        // The stream ends by itself once the payment is decided.
        let live = tokio::spawn(async move { tab.get(&path).await });
        tokio::task::yield_now().await;
        app.sandbox.told(&format!("pay/{}", payment.id), json!({ "how": "card" })).await;
        let page = live.await.expect("the stream");
        assert!(page.header("content-type").starts_with("text/event-stream"));
        assert!(page.body.contains("data: Succeeded"), "{}", page.body);
    }
}

/// A request for a link is looked up behind its answer.
pub async fn jobs_are_queued(app: &TestApp, wanted: i64) {
    until("the job", || async { (app.count("SELECT COUNT(*) FROM job").await >= wanted).then_some(()) }).await;
}

async fn revoke(app: &TestApp, link: Option<LinkId>) {
    let (creditor, ada, now) = (app.world.norte.id, app.world.ada, app.clock.now());
    let revoked =
        app.portal.services.store.write((), move |db, ()| Box::pin(links::revoke(db, creditor, ada, link, now))).await;
    assert!(revoked.expect("the database") > 0);
}
