//! Two accounts open in one browser: a form of one never acts on the other.

use super::support::*;
use app::{api, routes};
use domain::set_off::CreditRule;

/// The pages that a debtor of something owed, overdue and disputed comes by.
const PAGES: [&str; 9] = [
    "/",
    "/pay",
    "/offers",
    "/plans/new",
    "/preferences",
    "/breathing-space",
    "/activity",
    "/promises/new",
    "/contact",
];

impl TestApp {
    /// Every page that shows Ada something to press, her invoices and payments among them.
    async fn pages_of_ada(&self) -> Vec<String> {
        let mut pages: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
        for number in ["A-1", "A-2", "A-3"] {
            let id = self.id_of(number).await;
            pages.push(format!("/invoices/{id}"));
            for way in ["/disputes/new", "/extensions/new", "/settlements/new", "/plans/new"] {
                pages.push(format!("{way}?invoice={id}"));
            }
            pages.push(format!("/pay/confirm?currency=MXN&how=all&invoice={id}"));
        }
        pages
    }
}

on_each_database! {
    // Family: every form of every page of one account, sent while another is open.
    async fn a_form_of_one_account_never_acts_on_another(app: TestApp) {
        app.set_policy(|policy| policy.credit = CreditRule::Debtor).await;
        // Both have credit that they could use.
        for (who, name) in [("ada", "Ada Pérez"), ("ben", "Ben Díaz")] {
            app.import(&format!(
                "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount\n\
                 N-{who},{who},{name},2026-10-10,2026-10-10,MXN,-50.00\n"
            ))
            .await;
        }
        let dispute = app.object("A-2", 40_000, "form-of-an-dispute-1").await.expect("a dispute");
        let ada = app.browser_of(app.world.ada).await;
        let open = app.start(&ada, &["A-1"], Some("500"), "paypal").await;
        let mut pages = app.pages_of_ada().await;
        pages.extend([format!("/payments/{}", open.id), format!("/disputes/{dispute}")]);
        let mut forms: Vec<Form> = Vec::new();
        for page in &pages {
            for form in ada.get(page).await.forms() {
                if !forms.iter().any(|known| known.action == form.action) {
                    forms.push(form);
                }
            }
        }
        assert!(forms.iter().any(|form| form.action == routes::USE_CREDIT), "{pages:?}");
        let ben = app.browser_of(app.world.ben).await;
        let before = app.digest().await;
        let (mut refused, mut functions) = (0, 0);
        for form in forms.iter().filter(|form| form.action.starts_with('/') && form.action != routes::SIGN_OUT) {
            let path = form.action.split('?').next().unwrap_or_default();
            // The first of each choice, as a browser sends one.
            let mut fields: Vec<(&str, &str)> = Vec::new();
            for (name, value) in form.fields.iter().chain(form.buttons.first()) {
                if name != "files" && !fields.iter().any(|(known, _)| known == name) {
                    fields.push((name, value));
                }
            }
            let answer = match path {
                routes::DISPUTES => ben.upload(path, &fields, &[]).await,
                _ => ben.post(&form.action, form_with(&fields)).await,
            };
            // A form that only asks for a page changes nothing; one of a server function says whose it was.
            if api::addresses().any(|address| address == path) && ![routes::QUOTE, routes::NEW_LINK].contains(&path) {
                assert!(answer.text().contains("Ahora está abierta otra cuenta"), "{path}: {} {}", answer.status, answer.text());
                functions += 1;
            }
            assert_ne!(answer.status, 500, "{path}");
            refused += i32::from(answer.status == 404);
            assert_eq!(app.digest().await, before, "{path} acted on another account");
        }
        assert!(functions >= 5 && refused >= 6, "{functions} {refused}: {forms:?}");
        app.fits().await;
    }

    // Family: every server function, with a key that another account's page carried.
    async fn a_key_of_another_account_opens_no_function(app: TestApp) {
        app.set_policy(|policy| policy.credit = CreditRule::Debtor).await;
        let ada = app.browser_of(app.world.ada).await;
        let key = app.pay_form(&ada, &["A-1"], None).await.value("form_key").to_owned();
        let ben = app.browser_of(app.world.ben).await;
        let own = app.id_of("B-1").await.to_string();
        let before = app.digest().await;
        for path in api::addresses() {
            let fields = [
                ("form_key", key.as_str()), ("invoice", &own), ("language", "pt"), ("reminders", "off"), ("seen", "0"),
                ("currency", "MXN"), ("amount", "10.00"), ("how", "all"), ("method", "stripe"), ("by", "days-15"),
                ("reason", "not-received"), ("words", "No"), ("date", "2026-11-30"), ("proof", "code"),
            ];
            if [routes::NEW_LINK, routes::QUOTE, routes::PAYMENT_STATE, routes::SHARE].contains(&path) {
                continue; // They change nothing of the account's, or carry no key.
            }
            let page = match path {
                routes::DISPUTES => ben.upload(path, &fields, &[]).await,
                _ => ben.post(path, form_with(&fields)).await,
            };
            assert!([404, 422].contains(&page.status), "{path}: {}", page.status);
            assert_eq!(app.digest().await, before, "{path} acted");
        }
        let page = ben.post(routes::USE_CREDIT, form_with(&[("form_key", &key)])).await;
        assert!(page.text().contains("Ahora está abierta otra cuenta"), "{}", page.text());
    }
}
