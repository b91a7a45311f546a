//! What the policy does not grant: asked for, granted, countered, declined by the command line.

use super::command::Saldo;
use super::support::*;
use domain::agreement::Terms;
use domain::audit::Who;
use domain::id::AgreementId;
use domain::money::Money;
use domain::request::{Request, RequestState};
use services::agreements::accept::AcceptError;
use services::agreements::answer;
use store::requests::{self, Decision};

fn nora() -> Who {
    Who::CommandLine("Nora".to_owned())
}

impl TestApp {
    async fn request(&self, id: &str) -> Request {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let id = id.parse().expect("an id");
        requests::by_id(&mut db, self.world.norte.id, id).await.expect("the database").expect("the request")
    }

    async fn grant(&self, id: &str) -> Option<AgreementId> {
        let request = self.request(id).await;
        answer::grant(&self.portal.services, &self.world.norte, &request, &nora(), None)
            .await
            .map_err(|error| assert!(!matches!(error, AcceptError::Store(_)), "{error}"))
            .ok()
    }

    async fn say(&self, id: &str, state: RequestState, terms: Option<Terms>, words: &str) -> bool {
        let decision = Decision { state, answer: terms, words: Some(words.to_owned()), by: nora() };
        let id = id.parse().expect("an id");
        answer::answer(&self.portal.services, &self.world.norte, id, decision).await.expect("the database")
    }
}

/// Asks for two more months for an invoice; the request's path.
pub async fn ask(app: &TestApp, browser: &Browser, number: &str) -> String {
    let invoice = app.id_of(number).await;
    let address = format!("/extensions/new?invoice={invoice}&by=months-2&reason=La+obra+se+retras%C3%B3&check=1");
    let form = app.check_form(browser, &address, "/extensions").await;
    let answer = browser.submit(&form, None).await;
    let to = answer.location().to_owned();
    assert!(to.starts_with("/requests/req_"), "{to}");
    assert_eq!(browser.submit(&form, None).await.location(), to, "one form, one request");
    to.split('?').next().expect("a path").to_owned()
}

on_each_database! {
    async fn what_waits_is_listed(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = ask(&app, &ada, "A-1").await;
        assert_eq!(app.invoice("A-1").await.extended_to, None);
        let saldo = Saldo::of(&app);
        let listed = saldo.run(&["requests", "list", "--creditor", "norte"]).await;
        let id = path.strip_prefix("/requests/").expect("an id");
        assert!(listed.stdout.contains(id) && listed.stdout.contains("La obra"), "{listed:?}");
    }

    async fn countered_is_accepted_with_a_code_and_declined_is_said(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = ask(&app, &ada, "A-3").await;
        let page = ada.get(&path).await;
        assert!(page.status == 200 && page.text().contains("La obra se retrasó"), "{}", page.text());
        let ben = app.browser_of(app.world.ben).await;
        assert_eq!(ben.get(&path).await.status, 404);
        let id = path.strip_prefix("/requests/").expect("an id");
        let Terms::Extension(mut terms) = app.request(id).await.asked else { panic!("more time") };
        terms.new_due = "2027-01-20".parse().expect("a day");
        terms.price = Money::new(5_000, terms.price.currency());
        assert!(app.say(id, RequestState::Countered, Some(Terms::Extension(terms)), "Hasta el 20 sí").await);
        assert!(!app.say(id, RequestState::Declined, None, "No").await, "answered once");
        app.work().await;
        let [mail] = &app.mails_of("answered")[..] else { panic!("one answer") };
        assert!(mail.rendered.text.contains("Hasta el 20 sí"), "{}", mail.rendered.text);
        let page = ada.get(&path).await;
        assert!(page.text().contains("20 de enero de 2027") && page.text().contains("$50.00"), "{}", page.text());
        let code_form = app.code_form(&ada, &page.form(&format!("{path}/accept"))).await;
        let made = ada.submit(&code_form.with("code", &app.last_code()), None).await;
        assert!(made.location().starts_with("/agreements/"), "{}", made.location());
        assert_eq!(ada.get(made.location()).await.status, 200);
        let invoice = app.invoice("A-3").await;
        assert_eq!((invoice.due_now().to_string().as_str(), invoice.fees.minor()), ("2027-01-20", 5_000));
        assert_eq!(app.count("SELECT COUNT(*) FROM request WHERE state = 'accepted'").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE cause LIKE 'agreement:%:price'").await, 1);

        let path = ask(&app, &ada, "A-1").await;
        assert!(app.say(path.strip_prefix("/requests/").expect("an id"), RequestState::Declined, None, "Esta vez no").await);
        app.work().await;
        assert_eq!(app.mails_of("answered").len(), 2);
        let page = ada.get(&path).await;
        assert!(page.text().contains("Esta vez no"), "{}", page.text());
        app.fits().await;
    }

    async fn granted_by_staff_is_proved_by_staff(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = ask(&app, &ada, "A-1").await;
        let made = app.grant(path.strip_prefix("/requests/").expect("an id")).await.expect("granted");
        assert_eq!(app.invoice("A-1").await.due_now().to_string(), "2027-01-21");
        assert_eq!(app.grant(path.strip_prefix("/requests/").expect("an id")).await, None, "granted once");
        app.work().await;
        assert_eq!(app.mails_of("agreed").len(), 1);
        let page = ada.get(&path).await;
        assert!(page.body.contains(&format!("/agreements/{made}")), "{}", page.text());
        app.fits().await;
    }

    async fn a_file_shows_by_itself_that_it_is_whole(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = ask(&app, &ada, "A-1").await;
        app.grant(path.strip_prefix("/requests/").expect("an id")).await.expect("granted");
        app.work().await;
        let mail = app.mails_of("agreed").pop().expect("the mail");
        let pdf = app.scratch.file("agreement.pdf", &mail.attachments[0].bytes);
        let saldo = Saldo::of(&app);
        let whole = saldo.run(&["agreement", "verify", pdf.to_str().expect("text")]).await;
        assert!(whole.code == 0 && whole.stdout.starts_with("whole"), "{whole:?}");
        let json = documents::attached_agreement(&mail.attachments[0].bytes).expect("the sealed file");
        let forged = String::from_utf8(json).expect("text").replace("2027-01-21", "2028-01-21");
        let json = app.scratch.file("agreement.json", forged);
        let changed = saldo.run(&["agreement", "verify", json.to_str().expect("text")]).await;
        assert!(changed.code == 1 && changed.stderr.contains("was changed"), "{changed:?}");
    }
}
