//! Deciding in the console: requests granted, countered and declined, and the policy, by staff over HTTP.

use super::agreeing::in_parts;
use super::command::Saldo;
use super::interest::twelve_percent;
use super::requests::ask;
use super::support::*;
use domain::agreement::Terms;
use domain::policy::Policy;
use store::{invoices, policies};

impl TestApp {
    /// A browser of somebody of Norte's staff, signed in.
    async fn nora(&self) -> Browser {
        let nora = self.add_staff(self.world.norte.id, "nora@norte.example.test").await;
        self.signed_in(&nora).await
    }

    /// A browser of somebody of Sur's staff.
    async fn stranger(&self) -> Browser {
        let sofia = self.add_staff(self.world.sur.id, "sofia@sur.example.test").await;
        self.signed_in(&sofia).await
    }

    /// What the trail says was done, but for signing in.
    async fn done(&self) -> Vec<String> {
        self.texts("SELECT action FROM audit WHERE action NOT IN ('signed_in', 'staff_added') ORDER BY id").await
    }

    async fn policy(&self) -> policies::Version {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        policies::newest(&mut db, self.world.norte.id).await.expect("the policy")
    }
}

/// The page before a decision.
async fn check(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(&format!("{path}/check?{}", form_with(fields))).await
}

on_each_database! {
    async fn a_request_is_granted_after_its_effect_was_seen(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let id = ask(&app, &ada, "A-3").await.replace("/requests/", "");
        let path = format!("/console/requests/{id}");
        let nora = app.nora().await;
        let queue = nora.get("/console/requests").await;
        assert!(queue.body.contains(&path) && queue.text().contains("Ada Pérez"), "{}", queue.text());
        assert!(queue.text().contains("A-3: pagar a más tardar el 28 de febrero de 2027"), "{}", queue.text());
        assert!(queue.text().contains("Quedan 3 días"), "{}", queue.text());
        let page = nora.get(&path).await;
        for said in ["La obra se retrasó", "Debe hoy $2,000.00", "Vencimiento hasta ahora 31 de diciembre de 2026", "Es nuevo"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        let check = check(&nora, &path, &[("do", "grant")]).await;
        assert!(check.status == 200 && check.text().contains("28 de febrero de 2027"), "{}", check.text());
        assert_eq!(app.invoice("A-3").await.extended_to, None, "looking changes nothing");
        let form = check.form(&format!("{path}/decide"));
        // What was not seen is not granted.
        let answer = nora.submit(&form.clone().with("seen", "0"), None).await;
        assert!(answer.location().contains("trouble=changed"), "{}", answer.location());
        assert!(nora.get(answer.location()).await.text().contains("Revise otra vez"));
        for _ in 0..2 {
            assert_eq!(nora.submit(&form, None).await.location(), path);
        }
        assert_eq!(app.invoice("A-3").await.due_now().to_string(), "2027-02-28");
        assert_eq!(app.done().await, ["request_granted"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement").await, 1);
        app.work().await;
        assert_eq!(app.mails_of("agreed").len(), 1);
        let page = nora.get(&path).await;
        assert!(page.text().contains("Nora Díaz") && page.forms().iter().all(|form| form.action != format!("{path}/check")));
        assert!(nora.get("/console/requests").await.text().contains("No hay nada por responder"));
        app.fits().await;
    }

    async fn other_terms_are_built_by_form_and_accepted_with_a_code(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let asked = ask(&app, &ada, "A-3").await;
        let path = format!("/console{asked}");
        let nora = app.nora().await;
        for (fields, says) in [
            (&[("do", "counter"), ("how", "days"), ("number", "muchos")][..], "número"),
            (&[("do", "counter"), ("how", "days"), ("number", "20"), ("price", "dos mil")], "$"),
            (&[("do", "counter"), ("how", "date"), ("date", "2026-12-31")], "1 de enero de 2027"),
            (&[("do", "counter"), ("how", "months"), ("number", "24")], "22 de noviembre de 2027"),
            (&[("do", "counter"), ("how", "days"), ("number", "20"), ("price", "2000.01")], "$2,000.00"),
            (&[("do", "decline"), ("reason", " ")], "palabras"),
        ] {
            let page = check(&nora, &path, fields).await;
            assert!(page.status == 422 && page.text().contains(says), "{says}: {}", page.text());
        }
        let wished = [("do", "counter"), ("how", "days"), ("number", "20"), ("price", "50"), ("words", "Hasta el 20 sí")];
        let page = check(&nora, &path, &wished).await;
        for said in ["20 de enero de 2027", "$50.00", "Pagará en total $2,050.00", "Hasta el 20 sí", "Puede confirmarla hasta el 19"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        let form = page.form(&format!("{path}/decide"));
        for _ in 0..2 {
            assert_eq!(nora.submit(&form, None).await.location(), path);
        }
        assert_eq!(app.done().await, ["request_countered"]);
        app.work().await;
        let [mail] = &app.mails_of("answered")[..] else { panic!("one answer") };
        assert!(mail.rendered.text.contains("Hasta el 20 sí"), "{}", mail.rendered.text);
        let page = ada.get(&asked).await;
        let code_form = app.code_form(&ada, &page.form(&format!("{asked}/accept"))).await;
        let made = ada.submit(&code_form.with("code", &app.last_code()), None).await;
        assert!(made.location().starts_with("/agreements/"), "{}", made.location());
        let invoice = app.invoice("A-3").await;
        assert_eq!((invoice.due_now().to_string().as_str(), invoice.fees.minor()), ("2027-01-20", 5_000));
        let page = nora.get(&path).await;
        assert!(page.text().contains("Lo que se propuso") && page.text().contains("20 de enero de 2027"), "{}", page.text());
        app.fits().await;
    }

    async fn a_plan_is_countered_past_the_policy_and_a_refusal_says_why(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let address = "/plans/new?how=count&count=12&first=2026-12-15&frequency=monthly&reason=Poco+trabajo&check=1";
        let form = app.check_form(&ada, address, "/plans").await;
        let asked = ada.submit(&form, None).await.location().split('?').next().expect("a path").to_owned();
        let path = format!("/console{asked}");
        let nora = app.nora().await;
        let page = nora.get(&path).await;
        assert!(page.text().contains("La política permite pedir hasta 12 pagos"), "{}", page.text());
        let plan = |count, first| [("do", "counter"), ("how", "count"), ("count", count), ("first", first), ("frequency", "fortnightly")];
        let late = check(&nora, &path, &plan("18", "2028-01-15")).await;
        assert!(late.status == 422 && late.text().contains("22 de noviembre de 2027"), "{}", late.text());
        // Eighteen, where the policy lets twelve be asked for.
        let page = check(&nora, &path, &plan("18", "2026-12-20")).await;
        assert!(page.text().contains("18 pagos cada 14 días") && page.text().contains("$4,300.50"), "{}", page.text());
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        let page = ada.get(&asked).await;
        assert!(page.text().contains("18 pagos cada 14 días"), "{}", page.text());

        let other = ask(&app, &app.browser_of(app.world.ben).await, "B-1").await;
        let path = format!("/console{other}");
        let page = check(&nora, &path, &[("do", "decline"), ("reason", "Este mes no podemos")]).await;
        assert!(page.text().contains("Este mes no podemos"), "{}", page.text());
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        app.work().await;
        assert!(app.mails_of("answered").iter().any(|mail| mail.rendered.text.contains("Este mes no podemos")));
        let ben = app.browser_of(app.world.ben).await;
        assert!(ben.get(&other).await.text().contains("Este mes no podemos"));
        assert_eq!(app.done().await, ["request_countered", "request_declined"]);
    }

    async fn a_plan_costs_what_was_asked_though_an_answer_took_its_time(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let ada = app.browser_of(app.world.ada).await;
        // A-1 alone: 1,500.00 and 10.50 of interest until the 21st.
        let invoice = app.id_of("A-1").await;
        let ask = async || {
            let address = format!("/plans/new?invoice={invoice}&how=count&count=12&first=2026-12-15&frequency=monthly&reason=Poco&check=1");
            let form = app.check_form(&ada, &address, "/plans").await;
            ada.submit(&form, None).await.location().split('?').next().expect("a path").to_owned()
        };
        let (first, second) = (ask().await, ask().await);
        // Three days later 1.50 more has accrued: it is let go, and said before.
        app.pass(3 * 24 * 60 * 60);
        let nora = app.nora().await;
        let path = format!("/console{second}");
        let page = check(&nora, &path, &[("do", "counter"), ("how", "count"), ("count", "10"), ("first", "2026-12-20"), ("frequency", "monthly")]).await;
        assert!(page.text().contains("$1,512.00") && !page.text().contains("Se condona"), "{}", page.text());
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        let path = format!("/console{first}");
        let page = check(&nora, &path, &[("do", "grant")]).await;
        for said in ["Debe hoy $1,512.00", "Se condona $1.50", "Pagará en total $1,510.50"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        let owed = app.invoice("A-1").await;
        assert_eq!((owed.balance.minor(), owed.interest.minor(), owed.plan.is_some()), (150_000, 1_050, true));
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE cause LIKE 'agreement:%:held:%:interest'").await, 1);
        // In the plan it does not grow, and what was offered besides cannot be had any more.
        app.pass(24 * 60 * 60);
        let ada = app.browser_of(app.world.ada).await;
        assert!(ada.get(&second).await.forms().iter().all(|form| !form.action.ends_with("/accept")));
        app.fits().await;
    }

    async fn another_schedule_is_offered_for_a_plan_that_runs(app: TestApp) {
        let first = app.agree(app.world.ada, in_parts(3), "form-of-a-plan-1").await.expect("a plan");
        app.pass(3600);
        let ada = app.browser_of(app.world.ada).await;
        let part = app.start(&ada, &["A-1"], Some("1433.50"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.work().await;
        app.pass(3600);
        let ada = app.browser_of(app.world.ada).await;
        // 2,867.00 are left; twelve parts of it are for a person to decide.
        let address = format!("/plans/new?of={first}&how=count&count=12&first=2026-12-15&frequency=monthly&reason=Poco&check=1");
        let form = app.check_form(&ada, &address, "/plans").await;
        let asked = ada.submit(&form, None).await.location().split('?').next().expect("a path").to_owned();
        let path = format!("/console{asked}");
        let nora = app.nora().await;
        let other = [("do", "counter"), ("how", "count"), ("count", "7"), ("first", "2026-12-20"), ("frequency", "monthly")];
        let dearer = check(&nora, &path, &[&other[..], &[("price", "10.00")]].concat()).await;
        assert!(dearer.status == 422 && dearer.body.contains("price-error"), "{}", dearer.text());
        let page = check(&nora, &path, &other).await;
        assert!(page.text().contains("7 pagos mensuales") && page.text().contains("$2,867.00"), "{}", page.text());
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        app.work().await;
        let page = ada.get(&asked).await;
        assert!(page.text().contains("7 pagos mensuales"), "{}", page.text());
        let code_form = app.code_form(&ada, &page.form(&format!("{asked}/accept"))).await;
        let made = ada.submit(&code_form.with("code", &app.last_code()), None).await;
        let new = made.location().split(['?', '/']).nth(2).expect("an id").parse().expect("an id");
        let new = app.agreement(new).await;
        let Terms::Plan(terms) = new.read_body().expect("a body").terms else { panic!("a plan") };
        let amounts: Vec<i64> = terms.plan.instalments.iter().map(|i| i.amount.minor()).collect();
        assert_eq!((new.replaces, amounts.len(), amounts.iter().sum::<i64>()), (Some(first), 7, 286_700));
        app.fits().await;
    }

    async fn two_who_decide_at_once_decide_once(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = format!("/console{}", ask(&app, &ada, "A-3").await);
        let nora = app.nora().await;
        let action = format!("{path}/decide");
        let grant = check(&nora, &path, &[("do", "grant")]).await.form(&action);
        let decline = check(&nora, &path, &[("do", "decline"), ("reason", "No")]).await.form(&action);
        let counter = check(&nora, &path, &[("do", "counter"), ("how", "days"), ("number", "9")]).await.form(&action);
        let (one, two, three) = (nora.tab(), nora.tab(), nora.tab());
        let (one, two, three) =
            tokio::join!(one.submit(&grant, None), two.submit(&decline, None), three.submit(&counter, None));
        for answer in [one, two, three] {
            assert_eq!(answer.location(), path);
        }
        assert_eq!(app.done().await.len(), 1, "one answer");
        app.work().await;
        assert_eq!(app.mails_of("answered").len() + app.mails_of("agreed").len(), 1);
        app.fits().await;
    }

    async fn another_creditors_matters_are_not_there(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let path = format!("/console{}", ask(&app, &ada, "A-3").await);
        let sofia = app.stranger().await;
        assert!(sofia.get("/console/requests").await.text().contains("No hay nada por responder"));
        for to in [path.clone(), format!("{path}/check?do=grant")] {
            assert_eq!(sofia.get(&to).await.status, 404, "{to}");
        }
        let body = form_with(&[("do", "decline"), ("reason", "No")]);
        assert_eq!(sofia.post(&format!("{path}/decide"), body).await.status, 404);
        assert_eq!(app.count("SELECT COUNT(*) FROM request WHERE state = 'waiting'").await, 1);
        // Nobody who is not signed in gets further than the door.
        assert_eq!(app.browser().get(&path).await.location(), "/console/sign-in");
        assert_eq!(ada.get("/console/policy").await.location(), "/console/sign-in");
    }

    async fn the_policy_is_changed_by_form_with_a_preview(app: TestApp) {
        let nora = app.nora().await;
        let page = nora.get("/console/policy").await;
        assert!(page.text().contains("todavía no se ha cambiado nada"), "{}", page.text());
        let form = nora.get("/console/policy/plan").await.filled("/console/policy/plan");
        let refused = nora.submit(&form.clone().with("plan.automatic.most", "0"), None).await;
        assert!(refused.status == 422 && refused.text().contains("Escriba un número de 1 a 260"), "{}", refused.text());
        let refused = nora.submit(&form.clone().with("plan.automatic.most", "seis"), None).await;
        assert!(refused.status == 422 && refused.text().contains("número entero"), "{}", refused.text());
        // As it is: nothing would change, and there is nothing to confirm.
        let same = nora.submit(&form, None).await;
        assert!(same.text().contains("Nada cambia"), "{}", same.text());
        assert!(same.forms().iter().all(|form| form.action != "/console/policy/plan"));
        // Nine payments at once, of 500.00 at least.
        let form = form.with("plan.automatic.most", "9").with("plan.least_instalment", "$500.00 MXN; 25 USD");
        let check = nora.submit(&form, None).await;
        for said in ["Se aceptan al instante · Pagos, a lo más 6 9", "500.00 MXN; 25.00 USD", "2 de 2 clientes", "Ada Pérez", "Ben Ruiz"] {
            assert!(check.text().contains(said), "{said}: {}", check.text());
        }
        assert_eq!(app.policy().await.n, 0, "looking sets nothing");
        let confirm = check.form("/console/policy/plan").with("confirm", "1");
        for _ in 0..2 {
            assert_eq!(nora.submit(&confirm, None).await.location(), "/console/policy?set=1");
        }
        let set = app.policy().await;
        let plan = set.policy.plan.as_ref().expect("a plan");
        assert_eq!((set.n, plan.automatic.expect("bounds").max_instalments), (1, 9));
        let mut expected = Policy::default();
        let changed = expected.plan.as_mut().expect("a plan");
        (changed.automatic, changed.min_instalment) = (plan.automatic, plan.min_instalment.clone());
        assert_eq!(set.policy, expected, "everything else is as it was");
        assert_eq!(app.done().await, ["policy_set"]);
        let versions = nora.get("/console/policy/versions").await;
        assert!(versions.text().contains("Versión 1") && versions.text().contains("Nora Díaz"), "{}", versions.text());
        let first = nora.get("/console/policy/versions/0").await;
        assert!(first.text().contains("\"answer_days\": 3") || first.body.contains("answer_days"), "{}", first.text());
        assert_eq!(nora.get("/console/policy/versions/9").await.status, 404);
        assert_eq!(nora.get("/console/policy/nothing").await.status, 404);
    }

    async fn every_section_comes_back_from_its_form_as_it_went(app: TestApp) {
        let nora = app.nora().await;
        let sections = ["discount", "settlement", "plan", "extension", "promise", "breathing-space", "proof", "answers", "payments", "interest"];
        for full in [false, true] {
            if full {
                let policy = Policy::parse(EVERYTHING).expect("a policy");
                app.set_policy(|held| *held = policy).await;
            }
            for section in sections {
                let path = format!("/console/policy/{section}");
                let form = nora.get(&path).await.filled(&path);
                let page = nora.submit(&form, None).await;
                assert!(page.status == 200 && page.text().contains("Nada cambia"), "{section}: {}", page.text());
            }
        }
        // Turned off, a section is not offered; its rows can be taken out and added to.
        let form = nora.get("/console/policy/extension").await.filled("/console/policy/extension");
        let off = nora.submit(&form.clone().with("extension", ""), None).await;
        assert!(off.text().contains("Dejan de ofrecerse prórrogas: 2 clientes"), "{}", off.text());
        let mut fewer = form;
        fewer.fields.retain(|(name, _)| !name.starts_with("extension.options.0."));
        let fewer = fewer
            .with("extension.options.7.by", "days")
            .with("extension.options.7.by.value", "40")
            .with("extension.options.7.granted", "on_request")
            .with("extension.options.7.pay_now_percent", "12,5")
            .with("extension.options.7.price", "none");
        let check = nora.submit(&fewer, None).await;
        let set = nora.submit(&check.form("/console/policy/extension").with("confirm", "1"), None).await;
        assert_eq!(set.location(), "/console/policy?set=1");
        let options = app.policy().await.policy.extension.expect("extensions").options;
        let delays: Vec<String> = options.iter().map(|option| format!("{:?} {}", option.by, option.pay_now_percent)).collect();
        assert_eq!(delays, ["Months(1) 20", "Days(40) 12.5"]);
    }

    async fn who_changes_the_policy_second_begins_again(app: TestApp) {
        let nora = app.nora().await;
        let form = |max: &str| {
            let nora = nora.tab();
            let max = max.to_owned();
            async move {
                let form = nora.get("/console/policy/plan").await.filled("/console/policy/plan");
                let check = nora.submit(&form.with("plan.automatic.most", &max), None).await;
                check.form("/console/policy/plan").with("confirm", "1")
            }
        };
        let (seven, eight) = (form("7").await, form("8").await);
        let (one, two) = (nora.tab(), nora.tab());
        let (one, two) = tokio::join!(one.submit(&seven, None), two.submit(&eight, None));
        let (won, lost) = if one.status == 303 { (one, two) } else { (two, one) };
        assert_eq!((won.location(), lost.status), ("/console/policy?set=1", 409), "{}", lost.text());
        assert!(lost.text().contains("Mientras tanto alguien más cambió la política"), "{}", lost.text());
        assert_eq!((app.policy().await.n, app.done().await.len()), (1, 1));
        // Begun again on top of theirs, it holds.
        let again = lost.filled("/console/policy/plan").with("plan.automatic.most", "10");
        let check = nora.submit(&again, None).await;
        let set = nora.submit(&check.form("/console/policy/plan").with("confirm", "1"), None).await;
        assert_eq!((set.location(), app.policy().await.n), ("/console/policy?set=1", 2));
    }

    async fn the_whole_document_can_be_written(app: TestApp) {
        let nora = app.nora().await;
        let form = nora.get("/console/policy/document").await.filled("/console/policy/document");
        let policy = Policy::parse(form.value("document")).expect("the policy as it is");
        assert_eq!(policy, Policy::default());
        let refused = nora.submit(&form.clone().with("document", "{\n\"plan\": 7}"), None).await;
        assert!(refused.status == 422 && refused.text().contains("línea 2"), "{}", refused.text());
        let refused = nora.submit(&form.clone().with("document", &EVERYTHING.replace("\"answer_days\": 5", "\"answer_days\": 0")), None).await;
        assert!(refused.status == 422 && refused.text().contains("answer_days"), "{}", refused.text());
        let check = nora.submit(&form.with("document", EVERYTHING), None).await;
        assert!(check.text().contains("Aparecen quitas: 1 cliente"), "{}", check.text());
        let set = nora.submit(&check.form("/console/policy/document").with("confirm", "1"), None).await;
        assert_eq!(set.location(), "/console/policy?set=1");
        assert_eq!(app.policy().await.policy, Policy::parse(EVERYTHING).expect("a policy"));
    }

    async fn a_preview_looks_at_every_so_manyth(app: TestApp) {
        let mut csv = "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount\n".to_owned();
        for n in 0..7 {
            csv.push_str(&format!("C-{n},c{n},Cliente {n},2026-11-01,2026-12-01,MXN,100.00\n"));
        }
        app.import(&csv).await;
        let mut db = app.portal.services.store.read().await.expect("a reader");
        let norte = app.world.norte.id;
        assert_eq!(invoices::debtors_owing(&mut db, norte).await.expect("a count"), 9);
        let all = invoices::some_owing(&mut db, norte, 1).await.expect("all");
        assert_eq!(all.len(), 9);
        let some = invoices::some_owing(&mut db, norte, 4).await.expect("some");
        assert_eq!(some, [all[0], all[4], all[8]], "the same ones each time");
        assert_eq!(invoices::debtors_owing(&mut db, app.world.sur.id).await.expect("a count"), 1);
    }
}

/// A policy that says something in every field.
const EVERYTHING: &str = r#"{
  "discount": {"to": {"segments": ["good", "new"], "overdue_from": -20, "overdue_to": 0, "amount_from": {"MXN": "100.00"},
    "amount_to": {"MXN": "90000.00", "USD": "5000.00"}, "paid_from": 0}, "own_terms": true, "tax": "excluded",
    "early": {"off": {"amount": {"MXN": "25.50"}}, "days": 10}},
  "settlement": {"to": {"segments": ["good", "irregular", "late", "new"], "overdue_from": 5, "overdue_to": null,
    "amount_from": {}, "amount_to": {}, "paid_from": 0},
    "steps": [{"overdue_from": 10, "pay_percent": "90"}, {"overdue_from": 90, "pay_percent": "62.5"}], "days": 14},
  "plan": {"to": {"segments": ["good", "irregular", "late", "new"], "overdue_from": null, "overdue_to": null,
    "amount_from": {}, "amount_to": {}, "paid_from": 0}, "frequencies": ["monthly", "weekly"],
    "automatic": {"most": 6, "first_within_days": 31, "end_within_days": 200, "down_percent": "10"},
    "request": null, "least_instalment": {"MXN": "100.00"}, "price": {"flat": {"MXN": "150.00", "USD": "8.00"}},
    "conduct": {"grace_days": 5, "cure_days": 10, "charges_rest": true, "reminders": "none",
      "early": {"percent": "10", "by": {"day_of_month": 5}}, "reschedules": 1,
      "when_kept": {"waive_rested_charges": true},
      "when_broken": {"claw_back_charges": true, "claw_back_discounts": false, "waive_price_to_come": true}}},
  "extension": {"to": {"segments": ["good", "irregular", "late", "new"], "overdue_from": null, "overdue_to": 30,
    "amount_from": {}, "amount_to": {}, "paid_from": 0}, "a_year": 2, "options": [
    {"by": {"days": 15}, "granted": "automatically", "pay_now_percent": "0", "price": {"fee": {"MXN": "30.00"}}},
    {"by": {"months": 1}, "granted": "on_request", "pay_now_percent": "20", "price": {"annual_percent": "18.5"}}]},
  "promise": {"to": {"segments": ["good", "irregular", "late", "new"], "overdue_from": null, "overdue_to": null,
    "amount_from": {}, "amount_to": {}, "paid_from": 0}, "days_ahead": 15, "a_year": 2},
  "breathing_space": {"days": 60, "a_year": 1},
  "dispute_reasons": ["already_paid", "other"],
  "answer_days": 5,
  "allocation": "pro_rata",
  "part_minimum": {"MXN": "50.00"},
  "interest": {"rates": [{"from": "2026-01-01", "percent": "10.15"}, {"from": "2026-07-01", "percent": "10.4"}],
    "basis": "days365", "grace_days": 3, "grace_counts": true, "cap": {"amount": {"minor": 90000, "currency": "MXN"}},
    "flat_fee": {"minor": 4000, "currency": "MXN"}}
}"#;

on_each_database! {
    async fn a_dispute_is_upheld_in_part_and_another_rejected(app: TestApp) {
        let id = app.object("A-3", 60_000, "form-of-an-dispute-1").await.expect("a dispute");
        let path = format!("/console/disputes/{id}");
        let nora = app.nora().await;
        let queue = nora.get("/console/requests").await;
        assert!(queue.body.contains(&path) && queue.text().contains("A-3: objeta $600.00"), "{}", queue.text());
        let page = nora.get(&path).await;
        for said in ["Faltó una caja", "No lo recibí", "A-3", "$2,000.00", "No envió archivos"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        for (fields, says) in [
            (&[("answer", "Sí")][..], "Elija"),
            (&[("do", "part"), ("part", "600"), ("answer", "Sí")], "$600.00"),
            (&[("do", "part"), ("part", "0"), ("answer", "Sí")], "$0.01"),
            (&[("do", "none"), ("answer", "")], "palabras"),
        ] {
            let page = check(&nora, &path, fields).await;
            assert!(page.status == 422 && page.text().contains(says), "{says}: {}", page.text());
        }
        let page = check(&nora, &path, &[("do", "part"), ("part", "150.50"), ("answer", "Faltó una")]).await;
        for said in ["Se abona $150.50", "Vuelve a deberse $449.50", "hasta ahora $2,000.00", "después $1,849.50", "Faltó una"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        let form = page.form(&format!("{path}/decide"));
        let unseen = nora.submit(&form.clone().with("part", "150.51"), None).await;
        assert!(unseen.location().contains("trouble=changed"), "{}", unseen.location());
        for _ in 0..2 {
            assert_eq!(nora.submit(&form, None).await.location(), path);
        }
        let invoice = app.invoice("A-3").await;
        assert_eq!((invoice.balance.minor(), invoice.on_hold().minor()), (184_950, 0));
        let page = nora.get(&path).await;
        assert!(page.text().contains("Nora Díaz") && page.text().contains("Se abona $150.50"), "{}", page.text());

        let other = app.object("A-1", 150_000, "form-of-an-dispute-2").await.expect("a dispute");
        let path = format!("/console/disputes/{other}");
        let form = |fields: &'static [(&str, &str)]| {
            let (nora, path) = (nora.tab(), path.clone());
            async move { check(&nora, &path, fields).await.form(&format!("{path}/decide")) }
        };
        let reject = form(&[("do", "none"), ("answer", "Se entregó")]).await;
        let uphold = form(&[("do", "all")]).await;
        let (one, two) = (nora.tab(), nora.tab());
        let (one, two) = tokio::join!(one.submit(&reject, None), two.submit(&uphold, None));
        assert_eq!((one.location(), two.location()), (path.as_str(), path.as_str()));
        let invoice = app.invoice("A-1").await;
        let rejected = app.count("SELECT COUNT(*) FROM dispute WHERE state = 'rejected'").await;
        assert_eq!((invoice.balance.minor(), invoice.on_hold().minor()), (150_000 * rejected, 0));
        assert_eq!(app.done().await.len(), 2, "each is answered once");
        app.work().await;
        assert_eq!(app.count("SELECT COUNT(*) FROM job WHERE kind = 'dispute_answered'").await, 2);
        app.fits().await;
    }

    async fn files_are_for_the_creditors_staff_to_keep(app: TestApp) {
        use domain::id::AttachmentId;
        use store::disputes::File;
        use store::disputes;
        let id = app.object("A-3", 60_000, "form-of-an-dispute-1").await.expect("a dispute");
        let dispute = app.dispute(id).await;
        let file = File {
            id: AttachmentId::new(uuid::Uuid::from_u128(7)),
            name: "nota \"1\".pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: b"%PDF-1.7 <script>".to_vec(),
        };
        let kept = file.clone();
        let done = app.portal.services.store.write((dispute, kept), move |db, (dispute, file)| { Box::pin(async move { disputes::attach(db, dispute, file).await }) });
        done.await.expect("the file");
        let nora = app.nora().await;
        let path = format!("/console/disputes/{id}");
        let page = nora.get(&path).await;
        assert!(page.text().contains("Descargar nota") && page.text().contains("PDF, 1 kB"), "{}", page.text());
        let to = format!("{path}/files/{}", file.id);
        let got = nora.get(&to).await;
        assert_eq!((got.status, got.body.as_bytes()), (200, &file.bytes[..]));
        assert_eq!(got.header("content-disposition"), "attachment; filename=\"nota _1_.pdf\"; filename*=UTF-8''nota%20%221%22.pdf");
        assert_eq!((got.header("x-content-type-options"), got.header("content-security-policy")), ("nosniff", "default-src 'none'; sandbox"));
        let sofia = app.stranger().await;
        for foreign in [to.clone(), path.clone(), format!("{path}/check?do=all")] {
            assert_eq!(sofia.get(&foreign).await.status, 404, "{foreign}");
        }
        assert_eq!(sofia.post(&format!("{path}/decide"), form_with(&[("do", "all")])).await.status, 404);
        assert_eq!(nora.get(&format!("{path}/files/att_nothing")).await.status, 404);
        assert_eq!(app.browser().get(&to).await.location(), "/console/sign-in");
    }

    async fn disputes_are_decided_by_command_line(app: TestApp) {
        let id = app.object("A-3", 60_000, "form-of-an-dispute-1").await.expect("a dispute").to_string();
        let saldo = Saldo::of(&app);
        let listed = saldo.run(&["disputes", "list", "--creditor", "norte"]).await;
        assert!(listed.stdout.contains(&id) && listed.stdout.contains("600.00 MXN of A-3, not_received"), "{listed:?}");
        let json = saldo.run(&["disputes", "list", "--creditor", "norte", "--json"]).await.json();
        assert_eq!((&json[0]["invoice"], &json[0]["files"]), (&serde_json::json!("A-3"), &serde_json::json!(0)));
        for (args, says) in [
            (&["disputes", "uphold", &id, "--creditor", "sur"][..], "has no dispute"),
            (&["disputes", "uphold", &id, "--creditor", "norte", "--amount", "600.01", "--words", "Sí"], "no more than 600.00 MXN"),
            (&["disputes", "uphold", &id, "--creditor", "norte", "--amount", "0", "--words", "Sí"], "more than nothing"),
        ] {
            let out = saldo.run(args).await;
            assert!(out.code == 1 && out.stderr.contains(says), "{out:?}");
        }
        let upheld = saldo.run(&["disputes", "uphold", &id, "--creditor", "norte"]).await;
        assert_eq!((upheld.code, upheld.stdout.as_str()), (0, "upheld; the debtor hears by e-mail\n"));
        assert_eq!(app.owed(["A-3"]).await, [140_000]);
        let again = saldo.run(&["disputes", "reject", &id, "--creditor", "norte", "--words", "No"]).await;
        assert!(again.code == 1 && again.stderr.contains("answered or taken back"), "{again:?}");
        assert_eq!(app.done().await, ["dispute_upheld"]);
    }
}
