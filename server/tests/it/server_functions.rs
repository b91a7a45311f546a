//! Every server function that is registered, whoever wrote it: it is refused to strangers, and it answers a browser's
//! form as it says, not as the runtime would.

use super::support::*;
use super::tenancy::assert_nothing_of_hers;
use app::api::payments::Quoted;
use app::{api, routes};
use reqwest::Method;

/// The functions that ask for no session. A test below says of each why that tells nothing.
const OPEN: [&str; 1] = ["/link"];
/// Those that a session which can only pay one invoice may call.
const FOR_PAYERS: [&str; 3] = ["/link", "/pay", "/payments/state"];
/// The one that takes files.
const WITH_FILES: &str = "/disputes";

const OURS: [(&str, &str); 2] = [("origin", BASE), ("sec-fetch-site", "same-origin")];
/// A form that is right for as many functions as possible, but names no invoice.
const FIELDS: [(&str, &str); 9] = [
    ("language", "pt"),
    ("reminders", "off"),
    ("form_key", "form-of-a-stranger-1"),
    ("seen", "0"),
    ("currency", "MXN"),
    ("amount", "10.00"),
    ("method", "stripe"),
    ("email", "nobody@example.test"),
    ("payment", "pay_00000000000000000000000000000007"),
];

/// All of them, in order.
fn functions() -> Vec<&'static str> {
    let mut paths: Vec<&'static str> = api::addresses().collect();
    paths.sort_unstable();
    paths
}

#[test]
fn what_a_debtor_does_is_a_server_function() {
    let mut known = [
        routes::BREATHING_SPACE,
        routes::DISPUTES,
        routes::EXTENSIONS,
        routes::NEW_LINK,
        routes::PAY,
        routes::PAYMENT_STATE,
        routes::PLANS,
        routes::PROMISES,
        routes::QUOTE,
        routes::SETTLEMENTS,
        routes::SET_LANGUAGE,
        routes::SET_REMINDERS,
        routes::SHARE,
        routes::USE_CREDIT,
    ];
    known.sort_unstable();
    assert_eq!(functions(), known);
}

/// What is refused is told in the debtor's language, on a page of the portal.
fn is_a_page(page: &Page, path: &str) {
    let is_ours = page.body.starts_with("<!DOCTYPE html>") && page.body.contains("<html lang=\"es");
    assert!(is_ours, "{path}: {}", page.body);
}

on_each_database! {
    async fn no_stranger_may_call_one(app: TestApp) {
        let nobody = app.browser();
        let ada = app.browser_of(app.world.ada).await;
        let invoice = app.id_of("A-1").await;
        let payer = app.browser();
        let link = app.link_with(app.world.ada, |link| (link.pay_only, link.invoice) = (true, Some(invoice))).await;
        payer.enter(&link).await;
        let before = app.digest().await;
        let form = form_with(&FIELDS);
        let small = form.clone().into_bytes();
        let large = [small.as_slice(), b"&words=", &[b'x'; 64 * 1024]].concat();
        for path in functions() {
            if !OPEN.contains(&path) {
                assert_eq!(nobody.post(path, form.clone()).await.status, 401, "{path} without a session");
                let status = nobody.post(path, String::new()).await.status;
                assert!([401, 404].contains(&status), "{path} without session and form: {status}");
            }
            if !FOR_PAYERS.contains(&path) {
                assert_eq!(payer.post(path, form.clone()).await.status, 404, "{path} with a link that can only pay");
            }
            for foreign in [
                &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")][..],
                &[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
                &[("origin", "null")],
                &[],
            ] {
                let page = ada.send(Method::POST, path, foreign, Some(form.clone())).await;
                assert_eq!(page.status, 403, "{path} from {foreign:?}");
            }
            for other in ["text/plain", "application/json", "application/octet-stream"] {
                let page = ada.post_as(path, other, small.clone()).await;
                assert_eq!(page.status, if path == WITH_FILES { 422 } else { 415 }, "{path} as {other}");
                is_a_page(&page, path);
            }
            let usual = "application/x-www-form-urlencoded";
            let page = ada.post_as(path, usual, large.clone()).await;
            assert_eq!(page.status, if path == WITH_FILES { 422 } else { 413 }, "{path} with more than 64 KiB");
            is_a_page(&page, path);
            let value = "x".repeat(64 * 1024);
            let status = ada.upload(path, &[("form_key", "form-of-a-stranger-1"), ("words", &value)], &[]).await.status;
            assert!([413, 415, 422].contains(&status), "{path} with more than 64 KiB and files: {status}");
            assert_eq!(ada.get(path).await.header("serverfnerror"), "", "{path} is no page of the runtime's");
        }
        assert_eq!(app.digest().await, before, "a stranger changed something");
    }

    async fn one_tells_nothing_of_what_is_anothers(app: TestApp) {
        let ids = app.hers().await;
        let ada = app.browser_of(app.world.ada).await;
        let others = [
            ("a debtor of the same creditor", app.browser_of(app.world.ben).await),
            ("a debtor of another", app.browser_of(app.world.eva).await),
        ];
        let hers = ["/", "/activity", "/offers", "/preferences", "/breathing-space", "/pay"];
        let mut before = Vec::new();
        for page in hers {
            before.push(ada.get(page).await.text());
        }
        for (who, browser) in &others {
            for path in functions() {
                for id in &ids {
                    let mut fields = FIELDS.to_vec();
                    for name in ["invoice", "agreement", "plan", "of", "payment", "r"] {
                        fields.push((name, id));
                    }
                    fields.extend([("by", "days-15"), ("reason", "not-received"), ("words", "No"), ("date", "2026-11-30")]);
                    let page = match path {
                        WITH_FILES => browser.upload(path, &fields, &[]).await,
                        _ => browser.post(path, form_with(&fields)).await,
                    };
                    assert_nothing_of_hers(&page, who, &format!("{path} with {id}"));
                }
            }
        }
        app.work().await;
        for (page, before) in hers.iter().zip(before) {
            assert_eq!(ada.get(page).await.text(), before, "{page}");
        }
        app.fits().await;
    }

    /// The same answer, whether the address is known or not.
    async fn the_open_one_tells_nobody_anything(app: TestApp) {
        let nobody = app.browser();
        let unknown = nobody.post("/link", form_with(&[("email", "nobody@example.test")])).await;
        let known = nobody.post("/link", form_with(&[("email", "ada@example.test")])).await;
        assert_eq!((unknown.status, unknown.text()), (200, known.text()));
    }

    /// `server_fn` would answer 302 to the Referer, with what went wrong in the address.
    async fn a_browsers_form_gets_the_functions_own_answer(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let mut headers = OURS.to_vec();
        let referer = format!("{BASE}/preferences");
        headers.extend([("accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("referer", &referer)]);
        let send = async |path: &str, fields: &[(&str, &str)]| {
            ada.send(Method::POST, path, &headers, Some(form_with(fields))).await
        };
        let saved = send("/preferences/language", &[("language", "pt")]).await;
        assert_eq!(saved.location(), "/preferences?saved=1");
        let refused = send("/preferences/language", &[("language", "xx")]).await;
        assert_eq!((refused.status, refused.header("location")), (422, ""));
        assert!(refused.header("content-type").starts_with("text/html"));
        let twice = [("invoice", "no-id"), ("invoice", "no-id")];
        assert_eq!(send("/pay", &twice).await.status, 422);
        let nothing = send("/preferences/share", &[]).await;
        assert_eq!((nothing.status, nothing.forms().is_empty()), (422, false));
    }

    async fn a_quote_tells_whether_the_page_is_still_as_it_is(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let quote = async || -> Quoted {
            let form = ada.get("/pay").await.filled("/pay/confirm");
            let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = ada.post("/pay/quote", form_with(&fields)).await;
            assert_eq!(page.status, 200, "{}", page.text());
            Quoted::of_text(&page.body)
        };
        let before = quote().await;
        assert!(before.page.len() > 20 && ada.get("/pay").await.body.contains(&before.page), "{before:?}");
        assert_eq!(quote().await, before, "nothing has changed");
        let paid = app.start(&ada, &["A-1"], Some("500"), "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let after = quote().await;
        assert!(after.page != before.page && ada.get("/pay").await.body.contains(&after.page), "{after:?}");
    }

    async fn where_a_payment_stands_is_told_to_who_may_see_it(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let ben = app.browser_of(app.world.ben).await;
        let paid = app.start(&ada, &["A-1"], Some("500"), "stripe").await;
        let form = form_with(&[("payment", &paid.id.to_string())]);
        let state = ada.post("/payments/state", form.clone()).await;
        assert_eq!((state.status, state.body.as_str()), (200, "Redirected"));
        app.sandbox.pay(paid.id, "card").await;
        assert_eq!(ada.post("/payments/state", form.clone()).await.body, "Succeeded");
        assert_eq!(ben.post("/payments/state", form.clone()).await.status, 404);
        assert_eq!(app.browser().post("/payments/state", form).await.status, 401);
    }
}
