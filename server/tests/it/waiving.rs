//! Staff let late interest and fees go: out of the books at once, with the reason on record, and once.

use super::command::Saldo;
use super::interest::with_fee;
use super::support::*;
use domain::agreement::Terms;
use domain::date::Date;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use store::agreements;

const WAIVED: &str = "SELECT COUNT(*) FROM entry WHERE kind = 'charge_waived'";
const INCOME: &str = "SELECT CAST(COALESCE(-SUM(amount), 0) AS BIGINT) FROM posting \
                      WHERE account IN ('interest_income', 'fee_income')";

impl TestApp {
    /// The page that lets the charges of one of Ada's invoices go.
    async fn charges_of(&self, number: &str) -> String {
        format!("/console/debtors/{}/charges/{}", self.world.ada, self.id_of(number).await)
    }

    async fn one_of_nortes_staff(&self) -> Browser {
        let nora = self.add_staff(self.world.norte.id, "nora@norte.example.test").await;
        self.signed_in(&nora).await
    }

    /// What Ada is asked for on an invoice.
    async fn asked_of_ada(&self, number: &str) -> String {
        let browser = self.browser_of(self.world.ada).await;
        self.pay_form(&browser, &[number], None).await.value("amount").to_owned()
    }
}

on_each_database! {
    async fn all_of_it_and_once(app: TestApp) {
        app.set_policy(with_fee).await;
        let nora = app.one_of_nortes_staff().await;
        let path = app.charges_of("A-1").await;
        let debtor = nora.get(&format!("/console/debtors/{}", app.world.ada)).await;
        assert!(debtor.text().contains("Intereses $10.50 · Recargos $40.00"), "{}", debtor.text());
        assert!(debtor.body.contains(&format!("href=\"{path}\"")));
        let before = app.digest().await;
        let form = nora.get(&path).await.form(&path);
        assert_eq!((form.value("interest"), form.value("fees")), ("10.50", "40.00"));
        assert_eq!(app.digest().await, before, "looking changes nothing");
        assert_eq!(app.asked_of_ada("A-1").await, "1550.50");

        let sent = form.with("reason", "Llamó y lo explicó");
        let done = nora.submit(&sent, None).await;
        assert_eq!(done.location(), format!("/console/debtors/{}?waived=1", app.world.ada));
        assert!(nora.get(done.location()).await.text().contains("ya no se pide lo que condonó"));
        assert_eq!(nora.submit(&sent, None).await.location(), done.location(), "the same form once more");
        assert_eq!((app.count(WAIVED).await, app.count(INCOME).await), (2, 0));
        assert_eq!(app.asked_of_ada("A-1").await, "1500.00");
        let ada = app.browser_of(app.world.ada).await;
        assert!(ada.get("/activity").await.text().contains("Recargo condonado"));
        let trail = nora.get("/console/audit").await.text();
        for said in ["condonó intereses o recargos de una factura", "A-1", "10.50 MXN", "40.00 MXN", "Llamó y lo explicó"] {
            assert!(trail.contains(said), "{said} in {trail}");
        }
        assert!(nora.get(&path).await.text().contains("No hay intereses ni recargos que condonar"));
        // The next day's interest is its own, and the fee does not come again.
        app.pass(24 * 3600);
        assert_eq!(app.asked_of_ada("A-1").await, "1500.50");
        app.fits().await;
    }

    async fn what_is_wrong_is_told_at_its_field(app: TestApp) {
        app.set_policy(with_fee).await;
        let nora = app.one_of_nortes_staff().await;
        let path = app.charges_of("A-1").await;
        let form = nora.get(&path).await.form(&path).with("reason", "Acuerdo");
        let before = app.digest().await;
        for (field, value) in [
            ("interest", "10.51"), ("interest", "-1"), ("interest", "x"), ("fees", "40.01"), ("reason", ""),
        ] {
            let page = nora.submit(&form.clone().with(field, value), None).await;
            assert!(page.status == 422 && page.body.contains(&format!("{field}-error")), "{field} {value}: {}", page.text());
        }
        let nothing = form.clone().with("interest", "").with("fees", "0");
        assert_eq!(nora.submit(&nothing, None).await.status, 422);
        // Another debtor's address with this invoice, another creditor's staff.
        let id = app.id_of("A-1").await;
        assert_eq!(nora.get(&format!("/console/debtors/{}/charges/{id}", app.world.ben)).await.status, 404);
        let sara = app.add_staff(app.world.sur.id, "sara@sur.example.test").await;
        let sara = app.signed_in(&sara).await;
        let before_sara = app.digest().await;
        assert_eq!((sara.get(&path).await.status, sara.submit(&form, None).await.status), (404, 404));
        assert_eq!(app.digest().await, before_sara);
        assert_ne!(before, before_sara, "Sara is new");
        // A part of it is let go, and the rest is still owed.
        nora.submit(&form.with("interest", "0.50").with("fees", ""), None).await;
        assert_eq!(app.asked_of_ada("A-1").await, "1550.00");
        app.fits().await;
    }

    async fn what_is_paid_meanwhile_is_credit(app: TestApp) {
        app.set_policy(with_fee).await;
        app.credit_waits_for_staff().await;
        let nora = app.one_of_nortes_staff().await;
        let path = app.charges_of("A-1").await;
        let form = nora.get(&path).await.form(&path).with("reason", "Cortesía");
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        nora.submit(&form, None).await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        assert_eq!((app.owed(["A-1"]).await, app.credit_of_ada().await), ([0], 5_050));
        app.fits().await;
    }

    async fn a_plan_becomes_lower_by_it(app: TestApp) {
        app.set_policy(with_fee).await;
        let day = |m, d| Date::from_ymd_opt(2026, m, d).expect("a day");
        let request = PlanRequest { pace: Pace::Count(3), first: day(12, 15), frequency: Frequency::Monthly, down: None };
        let request = OfferRequest::Plan { invoices: vec![app.id_of("A-1").await], request };
        app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan");
        app.work().await;
        app.pass(3600);
        let nora = app.one_of_nortes_staff().await;
        let path = app.charges_of("A-1").await;
        let page = nora.get(&path).await;
        assert!(page.text().contains("La factura está en un plan"), "{}", page.text());
        nora.submit(&page.form(&path).with("reason", "Cumple"), None).await;
        app.pass(1);
        app.work().await;
        let mut db = app.portal.services.store.read().await.expect("a reader");
        let all = agreements::of_debtor(&mut db, app.world.norte.id, app.world.ada, 10).await.expect("the database");
        drop(db);
        let Terms::Plan(terms) = all[0].read_body().expect("a body").terms else { panic!("a plan") };
        let sum: i64 = terms.plan.instalments.iter().map(|i| i.amount.minor()).sum();
        assert_eq!((all.len(), sum), (2, 150_000));
        app.fits().await;
    }

    async fn the_command_line_can_too(app: TestApp) {
        app.set_policy(with_fee).await;
        let browser = app.browser_of(app.world.ada).await;
        // The charges come into the books when a payment is begun.
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        let saldo = Saldo::of(&app);
        let waive = ["waive", "--creditor", "norte", "--invoice", "A-1", "--reason", "Cliente nuevo"];
        let too_much = saldo.run(&[&waive[..], &["--fees", "40.01"]].concat()).await;
        assert!(too_much.code != 0 && too_much.stderr.contains("40.00 MXN of fees, no more"), "{too_much:?}");
        let done = saldo.run(&[&waive[..], &["--fees", "40.00"]].concat()).await;
        assert!(done.code == 0 && done.stdout.contains("40.00 MXN of fees let go"), "{done:?}");
        let unknown = saldo.run(&["waive", "--creditor", "norte", "--invoice", "Z-9", "--reason", "x"]).await;
        assert!(unknown.code != 0 && unknown.stderr.contains("no invoice Z-9"), "{unknown:?}");
        assert_eq!((app.invoice("A-1").await.fees.minor(), app.count(WAIVED).await), (0, 1));
        app.fits().await;
    }
}
