//! What was handed out ends when the reason for it ends: with the address that it was mailed to, with the link that it was
//! made from, with the word of staff. And one debtor, or one link, does only so much in an hour.

use super::support::*;
use super::visiting::jobs_are_queued;
use axum::http::StatusCode;
use domain::audit::Who;
use domain::id::LinkId;
use domain::link::LinkOrigin;
use domain::offer_request::OfferRequest;
use domain::payment::Progress;
use domain::rate_limit::RateLimit;
use futures::future::join_all;
use services::books::undo::undo;
use services::read_keys::{self, Readable};
use services::{clock::Clock, links};
use std::sync::Arc;
use store::{debtors, links as kept};

const HEAD: &str = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n";

/// How the books learn another address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Road {
    List,
    /// By a command, which goes by the clock of the machine and not of the test.
    Command,
    /// The list that brought it is undone.
    Undo,
}

impl TestApp {
    async fn revoke_as_staff(&self, link: Option<LinkId>) -> u64 {
        let services = &self.portal.services;
        let ada = {
            let mut db = services.store.read().await.expect("a reader");
            debtors::by_id(&mut db, self.world.norte.id, self.world.ada).await.expect("the database").expect("Ada")
        };
        let now = services.clock.now();
        links::revoke(&services.store, &services.ids, &Who::command_line(), &ada, link, now)
            .await
            .expect("the database")
    }

    /// The list says that this is Ada's address.
    async fn listed_as(&self, email: &str) {
        let row = format!("A-9,ada,Ada Pérez,{email},2026-11-01,2026-12-31,MXN,10.00\n");
        let applied = self.import(&format!("{HEAD}{row}")).await;
        assert!(applied.rejected.is_empty(), "{applied:?}");
    }

    async fn a_friend(&self) -> Browser {
        let invoice = self.id_of("A-1").await;
        let link = self.link_with(self.world.ada, |link| (link.pay_only, link.invoice) = (true, Some(invoice))).await;
        let friend = self.browser();
        friend.enter(&link).await;
        friend
    }
}

async fn status(browser: &Browser) -> u16 {
    browser.get("/").await.status
}

on_each_database! {
    async fn another_address_ends_all_that_went_to_the_old_one(app: TestApp) {
        let amount = domain::money::Money::new(50_000, app.world.norte.currency);
        let promise = OfferRequest::Promise { amount, date: "2026-12-01".parse().expect("a day") };
        let made = app.agree(app.world.ada, promise, "form-of-a-promise-1").await.expect("a promise");
        for road in [Road::List, Road::Undo, Road::Command] {
            if road == Road::Undo {
                app.listed_as("other@example.test").await;
                app.pass(2);
            }
            let link = app.link(app.world.ada).await;
            let ada = app.browser();
            ada.enter(&link).await;
            let friend = app.a_friend().await;
            let k = read_keys::key(&app.portal.services.keys, app.world.norte.code, Readable::Agreement(made), app.clock.now());
            let by_key = format!("/agreements/{made}?k={k}");
            assert_eq!((status(&ada).await, status(&friend).await, app.browser().get(&by_key).await.status), (200, 200, 200));
            app.pass(2);
            match road {
                Road::List => app.listed_as("right@example.test").await,
                Road::Command => {
                    app.done_by_hand(&["debtor", "contact", "ada", "--email", "third@example.test"]).await;
                }
                Road::Undo => {
                    let last = app.count("SELECT MAX(n) FROM import").await;
                    let (services, ids) = (&app.portal.services, Arc::clone(&app.portal.services.ids));
                    let (norte, now) = (&app.world.norte, app.clock.now());
                    undo(&services.store, &ids, norte, last, Who::command_line(), now).await.expect("an import");
                }
            }
            let now = (status(&ada).await, status(&friend).await, app.browser().get(&by_key).await.status);
            assert_eq!(now, (401, 401, 404), "{road:?}");
            assert_eq!(app.browser().get(&link).await.status, 404, "{road:?}: the link itself");
            // What is mailed to the new one opens.
            assert_eq!(status(&app.browser_of(app.world.ada).await).await, 200, "{road:?}");
            app.pass(2);
        }
        app.fits().await;
    }

    async fn the_same_address_ends_nothing(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        for same in ["ada@example.test", "ADA@Example.test", ""] {
            app.listed_as(same).await;
            assert_eq!(status(&ada).await, 200, "{same}");
        }
        // Who had none was mailed nothing.
        app.import(&format!("{HEAD}C-1,cid,Cid Mora,,2026-11-01,2026-12-31,MXN,10.00\n")).await;
        let cid = app.browser_of(app.debtor("cid").await).await;
        app.import(&format!("{HEAD}C-1,cid,Cid Mora,cid@example.test,2026-11-01,2026-12-31,MXN,10.00\n")).await;
        assert_eq!(status(&cid).await, 200);
        app.done_by_hand(&["debtor", "contact", "cid", "--email", "other@example.test"]).await;
        assert_eq!(status(&cid).await, 401);
    }

    async fn a_shared_link_ends_with_the_one_that_it_was_made_from(app: TestApp) {
        let (own, other) = (app.link(app.world.ada).await, app.link(app.world.ada).await);
        let mut friends = Vec::new();
        for link in [&own, &other] {
            let ada = app.browser();
            ada.enter(link).await;
            let id = app.id_of("A-1").await.to_string();
            let page = ada.post("/preferences/share", form_with(&[("invoice", &id)])).await;
            let url = page.body.split('"').find(|text| text.starts_with(&format!("{BASE}/l/"))).expect("the link").to_owned();
            let friend = app.browser();
            friend.enter(url.strip_prefix(BASE).expect("ours")).await;
            friends.push(friend);
        }
        let all = {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            kept::of_debtor(&mut db, app.world.norte.id, app.world.ada, 10).await.expect("the database")
        };
        let parents: Vec<LinkId> = all
            .iter()
            .filter_map(|handed| match &handed.link.origin {
                LinkOrigin::Shared { parent } => Some(*parent),
                LinkOrigin::Mailed | LinkOrigin::Shown { .. } => None,
            })
            .collect();
        assert_eq!(parents.len(), 2);
        assert_eq!(app.revoke_as_staff(Some(parents[0])).await, 2, "it and what was made from it");
        let mut alive = Vec::new();
        for friend in &friends {
            alive.push(status(friend).await);
        }
        alive.sort_unstable();
        assert_eq!(alive, [200, 401]);
    }

    async fn after_all_are_taken_back_no_mail_brings_one_until_staff_say_so(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let staff = app.signed_in(&nora).await;
        let path = format!("/console/debtors/{}", app.world.ada);
        // One is on its way when all are taken back.
        staff.submit(&staff.get(&path).await.form(&format!("{path}/links/send")), None).await;
        staff.post(&format!("{path}/links/revoke"), String::new()).await;
        assert!(staff.get(&path).await.text().contains("Ningún correo lleva un enlace nuevo"));
        app.browser().post("/link", form_with(&[("email", "ada@example.test")])).await;
        app.browser().post("/link", form_with(&[("email", "ben@example.test")])).await;
        jobs_are_queued(&app, 2).await;
        app.work().await;
        let to: Vec<String> = app.mails_of("new_link").iter().map(|mail| mail.to.email.to_string()).collect();
        assert_eq!((to, app.mails_of("payment_link").len()), (vec!["ben@example.test".to_owned()], 0));
        staff.submit(&staff.get(&path).await.form(&format!("{path}/links/send")), None).await;
        app.pass(21 * 60);
        app.browser().post("/link", form_with(&[("email", "ada@example.test")])).await;
        jobs_are_queued(&app, 4).await;
        app.work().await;
        assert_eq!((app.mails_of("new_link").len(), app.mails_of("payment_link").len()), (2, 1));
        assert!(!staff.get(&path).await.text().contains("Ningún correo lleva un enlace nuevo"));
    }

    async fn one_link_opens_so_many_sessions_in_an_hour(app: TestApp) {
        let most = usize::try_from(RateLimit::Session.at_most()).expect("a number");
        let link = app.link(app.world.ada).await;
        let form = app.browser().get(&link).await.form(&link);
        // At once, as well as one after the other.
        let browsers: Vec<Browser> = (0..most + 10).map(|_| app.browser()).collect();
        let answers = join_all(browsers.iter().map(|browser| browser.submit(&form, None))).await;
        let opened = answers.iter().filter(|answer| answer.status == 303).count();
        assert!(opened <= most, "{opened}");
        while app.browser().submit(&form, None).await.status == 303 {}
        assert_eq!(app.count("SELECT COUNT(*) FROM session").await, RateLimit::Session.at_most());
        let refused = app.browser().submit(&form, None).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS.as_u16());
        // Another link of hers is not held up, and this one not for ever.
        assert_eq!(status(&app.browser_of(app.world.ada).await).await, 200);
        app.pass(3_601);
        assert_eq!(app.browser().submit(&form, None).await.location(), "/");
    }

    async fn one_debtor_shares_and_begins_so_much_in_an_hour(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let invoice = form_with(&[("invoice", &app.id_of("A-1").await.to_string())]);
        let share = || ada.post("/preferences/share", invoice.clone());
        for _ in 0..RateLimit::SharedLink.at_most() {
            assert_eq!(share().await.status, 200);
        }
        assert_eq!(share().await.status, 429);
        for _ in 0..RateLimit::UnpaidPayment.at_most() {
            let payment = app.start(&ada, &["A-1"], None, "stripe").await;
            ada.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        }
        let form = app.pay_form(&ada, &["A-1"], None).await;
        assert_eq!(ada.submit(&form, Some(("method", "stripe"))).await.status, 429);
        // Nobody else is held up.
        app.start(&app.browser_of(app.world.ben).await, &["B-1"], None, "stripe").await;
        app.pass(3_601);
        assert_eq!(share().await.status, 401, "her session has ended meanwhile");
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(ada.post("/preferences/share", invoice.clone()).await.status, 200);
        app.start(&ada, &["A-1"], None, "stripe").await;
    }

    async fn who_only_pays_closes_only_what_they_began(app: TestApp) {
        let (ada, friend, other) = (app.browser_of(app.world.ada).await, app.a_friend().await, app.a_friend().await);
        let hers = app.start(&ada, &["A-1"], None, "stripe").await;
        for road in ["cancel", "instead"] {
            for stranger in [&friend, &other] {
                assert_eq!(stranger.post(&format!("/payments/{}/{road}", hers.id), String::new()).await.status, 404, "{road}");
            }
        }
        assert_eq!(app.payment(hers.id).await.progress, Progress::Redirected);
        ada.post(&format!("/payments/{}/cancel", hers.id), String::new()).await;
        let form = friend.get("/").await.form("/pay");
        friend.submit(&form, Some(("method", "stripe"))).await;
        let theirs = app.payment_of(&form).await.expect("the payment");
        assert_eq!(other.post(&format!("/payments/{}/cancel", theirs.id), String::new()).await.status, 404);
        assert_eq!(app.payment(theirs.id).await.progress, Progress::Redirected);
        friend.post(&format!("/payments/{}/cancel", theirs.id), String::new()).await;
        assert_eq!(app.payment(theirs.id).await.progress, Progress::Cancelled);
    }

    async fn an_open_stream_ends_with_its_session(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let (tab, path) = (ada.tab(), format!("/payments/{}/live", payment.id));
        let live = tokio::spawn(async move { tab.get(&path).await });
        tokio::task::yield_now().await;
        assert!(app.revoke_as_staff(None).await > 0);
        // It ends although nothing is decided, and tells nothing more.
        let page = live.await.expect("the stream");
        assert!(!page.body.contains("Succeeded"), "{}", page.body);
        assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected);
    }

    async fn a_second_account_ends_the_session_of_the_first(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let before = browser.tab();
        assert_eq!(status(&before).await, 200);
        browser.enter(&app.link(app.world.ben).await).await;
        assert_eq!((status(&browser).await, status(&before).await), (200, 401));
        // Of another firm's, too.
        let before = browser.tab();
        browser.enter(&app.link(app.world.eva).await).await;
        assert_eq!((status(&browser).await, status(&before).await), (200, 401));
    }
}
