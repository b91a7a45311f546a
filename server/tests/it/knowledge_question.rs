//! Proof by a fact that the creditor chose, beside the code by e-mail: the way to an agreement, and what does not lead
//! there.

use super::proving::plan_check;
use super::requests::ask;
use super::support::*;
use domain::agreement::{AgreementRecord, VerifiedBy};
use domain::audit::Who;
use domain::id::RequestId;
use domain::knowledge_question::{Facts, KnowledgeQuestion, VerificationRule};
use domain::policy::{Audience, SettlementPolicy, SettlementStep};
use domain::request::RequestState;
use services::agreements::answer;
use store::requests::Decision;
use store::{debtors, requests};

/// Guesses at once; the gauntlet's figure.
const GUESSES: usize = 100;

const HEAD: &str = "invoice_number,customer_id,customer_name,customer_email,customer_postcode,customer_tax_id,\
                    issue_date,due_date,currency,amount\n";

/// Ada with her facts; Cid, who has no e-mail address and lives where she does; Dan, who has neither address nor facts.
const FACTS: &str = "\
A-1,ada,Ada Pérez,ada@example.test,06600,PEPA-800101-AB1,2026-10-01,2026-10-31,MXN,1500.00
C-1,cid,Cid Mora,,06600,MOCC800101AB1,2026-10-01,2026-12-31,MXN,900.00
D-1,dan,Dan Paz,,,,2026-10-01,2026-12-31,MXN,900.00
";

const POSTCODE: (&str, &str) = ("06600", "A-1");

impl TestApp {
    /// The books have facts, and the policy asks for them so.
    async fn asks_by(&self, rule: VerificationRule) {
        let applied = self.import(&format!("{HEAD}{FACTS}")).await;
        assert!(applied.rejected.is_empty(), "{applied:?}");
        self.set_policy(|policy| policy.verification = rule).await;
    }

    /// The form of `/fact` that comes after this one.
    async fn fact_form(&self, browser: &Browser, form: &Form) -> Form {
        let answer = browser.submit(form, Some(("prove", "fact"))).await;
        let to = answer.location().to_owned();
        assert!(to.starts_with("/fact?"), "{to}");
        let page = browser.get(&to).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.form(&form.action)
    }

    /// From the check page at `address` to the question.
    async fn asked(&self, browser: &Browser, address: &str, action: &str) -> Form {
        let form = self.check_form(browser, address, action).await;
        self.fact_form(browser, &form).await
    }

    /// The agreement at the end of an answer's address.
    async fn made(&self, answer: &Page) -> AgreementRecord {
        let to = answer.location();
        let id = to.strip_prefix("/agreements/").and_then(|rest| rest.split('?').next());
        let id = id.unwrap_or_else(|| panic!("{} {to} {}", answer.status, answer.text()));
        self.agreement(id.parse().expect("an id")).await
    }

    /// Staff answer a request with the terms that it asked for.
    async fn countered(&self, path: &str) -> RequestId {
        let id: RequestId = path.strip_prefix("/requests/").expect("a path").parse().expect("an id");
        let asked = {
            let mut db = self.portal.services.store.read().await.expect("a reader");
            requests::by_id(&mut db, self.world.norte.id, id).await.expect("the database").expect("the request").asked
        };
        let by = Who::CommandLine("Nora".to_owned());
        let other = Decision { state: RequestState::Countered, answer: Some(asked), words: None, by };
        assert!(answer::answer(&self.portal.services, &self.world.norte, id, other).await.expect("the database"));
        id
    }

    async fn facts_of(&self, reference: &str) -> Facts {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let found = debtors::by_ref(&mut db, self.world.norte.id, reference).await.expect("the database");
        found.expect("the debtor").facts
    }

    async fn agreements(&self) -> i64 {
        self.count("SELECT COUNT(*) FROM agreement").await
    }
}

fn answered(form: &Form, (fact, number): (&str, &str)) -> Form {
    form.clone().with("fact", fact).with("invoice_number", number)
}

fn proved_by(agreed: &AgreementRecord) -> VerifiedBy {
    agreed.read_body().expect("what was signed").verified_by
}

fn by_fact(fact: KnowledgeQuestion) -> VerifiedBy {
    VerifiedBy::KnowledgeQuestion { fact: fact.as_str().to_owned() }
}

on_each_database! {
    async fn a_plan_by_postcode_and_invoice_number(app: TestApp) {
        app.asks_by(VerificationRule::Postcode).await;
        let ada = app.browser_of(app.world.ada).await;
        let check = ada.get(&plan_check(3)).await;
        assert!(check.text().contains("código postal") && !check.text().contains("seis dígitos"), "{}", check.text());
        let form = check.form("/plans");
        // Asked for without being chosen: there is nothing else.
        let to = ada.submit(&form, None).await.location().to_owned();
        assert!(to.starts_with("/fact?") && !to.contains("06600"), "{to}");
        let before = app.digest().await;
        let page = ada.get(&to).await;
        assert_eq!((page.status, app.digest().await), (200, before), "looking changes nothing");
        for secret in ["06600", "PEPA"] {
            assert!(!page.body.contains(secret), "the page tells what it asks for");
        }
        let question = page.form("/plans");
        let wrong = ada.submit(&answered(&question, ("06601", "A-1")), None).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("4 intentos") && !wrong.body.contains("06601"), "{}", wrong.text());
        let (cookie, old) = (ada.cookies(), ada.tab());
        let right = answered(&wrong.form("/plans"), ("0 6.6-00", " a 1 "));
        let answer = ada.submit(&right, None).await;
        let agreed = app.made(&answer).await;
        assert_eq!(proved_by(&agreed), by_fact(KnowledgeQuestion::Postcode));
        assert!(!agreed.body.contains("06600"), "its name, never its value");
        assert_ne!(ada.cookies(), cookie, "the session has another token after a proof");
        let page = ada.get(answer.location()).await;
        let said = "con un dato conocido: código postal y número de una factura";
        assert!(page.status == 200 && page.text().contains(said) && !page.body.contains("06600"), "{}", page.text());
        // Sent twice it is one agreement, and both tabs go on.
        assert_eq!(old.submit(&right, None).await.location(), answer.location());
        assert_eq!((old.cookies(), app.agreements().await), (ada.cookies(), 1));
        // By going back too, with the token of after the proof.
        let token = ada.cookies();
        for (nth, form) in [&right, &form, &right].into_iter().enumerate() {
            assert_eq!(ada.submit(form, None).await.location(), answer.location(), "{nth}");
            assert_eq!((ada.cookies() == token, ada.get("/").await.status), (true, 200), "{nth}");
        }
        app.pass(31);
        app.work().await;
        assert!(app.mails_of("code").is_empty());
        let [mail] = &app.mails_of("agreed")[..] else { panic!("one mail") };
        assert!(!mail.rendered.text.contains("06600"), "{}", mail.rendered.text);
        let pdf = ada.get(&format!("/agreements/{}/agreement.pdf", agreed.id)).await;
        assert_eq!(pdf.status, 200);
        app.fits().await;
    }

    async fn who_has_no_address_proves_by_the_fact(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrTaxId).await;
        let cid = app.browser_of(app.debtor("cid").await).await;
        let question = app.asked(&cid, &plan_check(3), "/plans").await;
        let agreed = app.made(&cid.submit(&answered(&question, ("mocc 800101 ab1", "C-1")), None).await).await;
        assert_eq!(proved_by(&agreed), by_fact(KnowledgeQuestion::TaxId));
        // Who has neither is known to a person.
        let dan = app.browser_of(app.debtor("dan").await).await;
        let form = app.check_form(&dan, &plan_check(3), "/plans").await;
        let answer = dan.submit(&form, None).await;
        assert!(answer.location().starts_with("/requests/"), "{}", answer.location());
        let answer = dan.submit(&answered(&form, ("06600", "D-1")).with("form_key", "a-form-of-his-own"), None).await;
        assert!(answer.location().starts_with("/requests/"), "{}", answer.location());
        // What a person offers instead, nobody can accept here who proves nothing: the page says whom to speak with.
        let path = answer.location().split('?').next().expect("a path").to_owned();
        app.countered(&path).await;
        let page = dan.get(&path).await;
        assert!(page.text().contains("comuníquese con Ferretería Norte"), "{}", page.text());
        assert!(page.forms().iter().all(|form| form.action != format!("{path}/accept")));
        let sent = form_with(&[("form_key", "a-form-of-his-own-2"), ("seen", "0"), ("fact", "06600"), ("invoice_number", "D-1")]);
        assert_eq!(dan.post(&format!("{path}/accept"), sent).await.location(), path);
        assert_eq!(app.agreements().await, 1);
        // And under a policy that takes nothing but the fact, an address does not help who has none on file.
        app.set_policy(|policy| policy.verification = VerificationRule::Postcode).await;
        let ben = app.browser_of(app.world.ben).await;
        let form = app.check_form(&ben, &plan_check(2), "/plans").await;
        assert!(ben.submit(&form, None).await.location().starts_with("/requests/"));
        app.fits().await;
    }

    async fn either_as_the_debtor_likes(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrPostcode).await;
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        // A code first; from its page to the fact, back to the code of before, which still works.
        let code_form = app.code_form(&ada, &form).await;
        let question = app.fact_form(&ada, &code_form).await;
        assert_eq!(ada.submit(&answered(&question, ("06601", "A-1")), None).await.status, 422);
        let agreed = app.made(&ada.submit(&code_form.with("code", &app.last_code()), None).await).await;
        assert!(matches!(proved_by(&agreed), VerifiedBy::EmailCode { .. }));
        // From the fact's page to a code.
        let a4 = "A-4,ada,Ada Pérez,ada@example.test,,,2026-11-01,2026-12-31,MXN,500.00\n";
        app.import(&format!("{HEAD}{a4}")).await;
        let invoice = app.id_of("A-4").await;
        let address = format!("/extensions/new?invoice={invoice}&by=days-15&check=1");
        let question = app.asked(&ada, &address, "/extensions").await;
        let answer = ada.submit(&question, Some(("prove", "code"))).await;
        assert!(answer.location().starts_with("/code?"), "{}", answer.location());
        assert_eq!(app.made(&ada.submit(&answered(&question, POSTCODE), None).await).await.debtor, app.world.ada);
        assert_eq!(app.facts_of("ada").await.postcode.as_deref(), Some("06600"), "an empty cell takes nothing away");
        app.fits().await;
    }

    async fn settlement_counter_offer_and_another_schedule(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrPostcode).await;
        let steps = vec![SettlementStep { overdue_from: 10, pay_percent: 70.into() }];
        app
            .set_policy(|policy| {
                policy.settlement = Some(SettlementPolicy { to: Audience::default(), steps, days: 14 });
            })
            .await;
        let ada = app.browser_of(app.world.ada).await;
        let address = format!("/settlements/new?invoice={}&check=1", app.id_of("A-1").await);
        let question = app.asked(&ada, &address, "/settlements").await;
        let settled = app.made(&ada.submit(&answered(&question, POSTCODE), None).await).await;
        assert_eq!(proved_by(&settled), by_fact(KnowledgeQuestion::Postcode));

        let path = ask(&app, &ada, "A-3").await;
        let id = app.countered(&path).await;
        let page = ada.get(&path).await;
        assert!(page.text().contains("mi código postal"), "{}", page.text());
        let question = app.fact_form(&ada, &page.form(&format!("{path}/accept"))).await;
        let wrong = ada.submit(&answered(&question, ("06600", "B-1")), None).await;
        assert_eq!((wrong.status, app.agreements().await), (422, 1));
        let countered = app.made(&ada.submit(&answered(&question, POSTCODE), None).await).await;
        assert_eq!((proved_by(&countered), countered.request), (by_fact(KnowledgeQuestion::Postcode), Some(id)));

        let ben = "B-1,ben,Ben Ruiz,ben@example.test,44100,,2026-11-01,2026-11-30,MXN,1000.00\n";
        app.import(&format!("{HEAD}{ben}")).await;
        let ben = app.browser_of(app.world.ben).await;
        let b1 = app.id_of("B-1").await;
        let mut last = String::new();
        for (of, count) in [(None, 3), (Some(()), 5)] {
            let of = of.map_or_else(|| format!("invoice={b1}"), |()| format!("of={last}"));
            let address = plan_check(count).replace('?', &format!("?{of}&"));
            let question = app.asked(&ben, &address, "/plans").await;
            let agreed = app.made(&ben.submit(&answered(&question, ("44-100", "b-1")), None).await).await;
            assert_eq!(proved_by(&agreed), by_fact(KnowledgeQuestion::Postcode));
            last = agreed.id.to_string();
            app.pass(60);
        }
        app.fits().await;
    }

    async fn each_half_alone_is_wrong(app: TestApp) {
        app.asks_by(VerificationRule::Postcode).await;
        let ada = app.browser_of(app.world.ada).await;
        let question = app.asked(&ada, &plan_check(3), "/plans").await;
        // What is nothing of the kind costs no try.
        for (fact, number) in [("", ""), ("06600", ""), ("", "A-1"), ("1", "A-1"), ("0660%", "A-1"), ("06600", "-")] {
            let answer = ada.submit(&answered(&question, (fact, number)), None).await;
            assert_eq!(answer.status, 422, "{fact} {number}");
        }
        let tries = app.count("SELECT CAST(SUM(tries) AS BIGINT) FROM proof").await;
        let mut said = Vec::new();
        // The last: her postcode with the number of somebody else at her address.
        for (n, wrong) in [("06601", "A-1"), ("6600", "A-1"), ("06600", "C-1")].into_iter().enumerate() {
            let page = ada.submit(&answered(&question, wrong), None).await;
            assert_eq!(page.status, 422, "{wrong:?}");
            let left = usize::try_from(5 - tries).expect("a number") - n - 1;
            said.push(page.text().replace(&format!("{left} intento"), "N intento").replace("quedan", "queda").replace("intentos", "intento"));
        }
        let shown = |text: &str| text.split("Los dos datos").nth(1).map(|rest| rest.chars().take(80).collect::<String>());
        assert!(said.iter().all(|text| shown(text).is_some() && shown(text) == shown(&said[0])), "{said:?}");
        assert_eq!(app.agreements().await, 0);
    }

    async fn a_hundred_guesses_at_once_count_as_a_hundred_facts(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrPostcode).await;
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let code_form = app.code_form(&ada, &form).await;
        let question = app.fact_form(&ada, &form).await;
        // Nine minutes after it was asked: what locks counts from the try, not from the question.
        app.pass(9 * 60);
        let code = app.last_code();
        let wrong_code = format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000);
        let tabs: Vec<_> = (0..GUESSES).map(|_| ada.tab()).collect();
        let (by_code, by_fact) = (code_form.clone().with("code", &wrong_code), answered(&question, ("06601", "A-1")));
        let guesses = tabs.iter().enumerate().map(|(n, tab)| tab.submit(if n % 2 == 0 { &by_code } else { &by_fact }, None));
        let answers = futures::future::join_all(guesses).await;
        let count = |status| answers.iter().filter(|answer| answer.status == status).count();
        // On a busy machine some are turned away before they are looked at.
        let (wrong, locked, away) = (count(422), count(429), count(503));
        println!("{GUESSES} guesses: {wrong} wrong, {locked} locked, {away} turned away");
        assert_eq!((wrong, locked + away), (4, GUESSES - 4));
        assert_eq!(app.count("SELECT CAST(SUM(tries) AS BIGINT) FROM proof").await, 5);
        // Locked for all, in every browser: the right ones too, and asking again.
        let elsewhere = app.browser_of(app.world.ada).await;
        for seconds in [0, 15 * 60 - 1] {
            app.pass(seconds);
            assert_eq!(ada.submit(&answered(&question, POSTCODE), None).await.status, 429, "after {seconds}");
            assert_eq!(ada.submit(&code_form.clone().with("code", &code), None).await.status, 429);
            let form = app.check_form(&elsewhere, &plan_check(3), "/plans").await;
            for prove in ["fact", "code"] {
                assert_eq!(elsewhere.submit(&form, Some(("prove", prove))).await.status, 429);
            }
        }
        // Nobody else is locked.
        let cid = app.browser_of(app.debtor("cid").await).await;
        let question = app.asked(&cid, &plan_check(2), "/plans").await;
        app.made(&cid.submit(&answered(&question, ("06600", "C-1")), None).await).await;
        app.pass(1);
        let question = app.asked(&elsewhere, &plan_check(3), "/plans").await;
        app.made(&elsewhere.submit(&answered(&question, POSTCODE), None).await).await;
        assert_eq!(app.agreements().await, 2);
    }

    async fn who_guesses_on_and_on_is_not_asked_any_more(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrPostcode).await;
        let mut wrong = 0;
        for n in 0..3 {
            let guesser = app.browser_of(app.world.ada).await;
            let form = app.check_form(&guesser, &plan_check(3), "/plans").await;
            let question = app.fact_form(&guesser, &form).await;
            while guesser.submit(&answered(&question, ("06601", "A-1")), None).await.status == 422 {
                wrong += 1;
            }
            wrong += 1;
            if n < 2 {
                app.pass(15 * 60);
            }
        }
        assert_eq!(wrong, domain::verification::MAX_WRONG_ANSWERS);
        // A day long only the code is taken, also the right answer to a question that was open.
        app.pass(15 * 60);
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let page = ada.get(&plan_check(3)).await;
        assert!(!page.body.contains("value=\"fact\""), "{}", page.text());
        assert!(!ada.submit(&form, Some(("prove", "fact"))).await.location().starts_with("/fact"));
        let code_form = app.code_form(&ada, &form).await;
        app.made(&ada.submit(&code_form.with("code", &app.last_code()), None).await).await;
        app.pass(24 * 3600);
        let cid = app.browser_of(app.debtor("cid").await).await;
        let question = app.asked(&cid, &plan_check(2), "/plans").await;
        app.made(&cid.submit(&answered(&question, ("06600", "C-1")), None).await).await;
    }

    async fn once_for_ten_minutes_and_one_browser(app: TestApp) {
        app.asks_by(VerificationRule::Postcode).await;
        let ada = app.browser_of(app.world.ada).await;
        let question = app.asked(&ada, &plan_check(3), "/plans").await;
        // In another browser it was never asked; there it is asked now.
        let elsewhere = app.browser_of(app.world.ada).await;
        let page = elsewhere.submit(&answered(&question, POSTCODE), None).await;
        assert_eq!((page.status, app.agreements().await), (422, 0));
        // Another debtor's browser, with the form and all answers.
        let cid = app.browser_of(app.debtor("cid").await).await;
        let answer = cid.submit(&answered(&question, POSTCODE), None).await;
        assert!(answer.status == 404 && answer.text().contains("otra cuenta"), "{}", answer.text());
        let own_key = answered(&question, POSTCODE).with("form_key", "a-form-of-his-own-1");
        let answer = cid.submit(&own_key, None).await;
        assert!(answer.status == 303 && answer.location().starts_with("/plans/new?"), "{}", answer.location());
        assert_eq!(app.agreements().await, 0);
        app.pass(601);
        let page = ada.submit(&answered(&question, POSTCODE), None).await;
        assert!(page.status == 422 && page.text().contains("Se acabó el tiempo"), "{}", page.text());
        assert!(!page.body.contains("06600"), "what was typed is not shown again");
        let agreed = app.made(&ada.submit(&answered(&page.form("/plans"), POSTCODE), None).await).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM proof WHERE used_at IS NOT NULL").await, 1);
        // Used up: the same answer binds nothing else. (The plan has everything, so the page before says so.)
        let other = answered(&question, POSTCODE).with("form_key", "another-form-key-1");
        assert!(!ada.submit(&other, None).await.location().starts_with("/agreements/"));
        assert_eq!(app.agreements().await, 1);
        assert_eq!(agreed.debtor, app.world.ada);
    }

    async fn the_policy_says_what_is_taken(app: TestApp) {
        app.asks_by(VerificationRule::Code).await;
        let ada = app.browser_of(app.world.ada).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let to_check = |answer: &Page| answer.status == 303 && answer.location().starts_with("/plans/new?");
        for asked in ["", "postcode", "tax_id"] {
            let answer = ada.submit(&answered(&form, POSTCODE).with("asked", asked), None).await;
            assert!(to_check(&answer) && !answer.location().contains("06600"), "{asked}: {}", answer.location());
        }
        assert!(to_check(&ada.submit(&form, Some(("prove", "fact"))).await));
        let code_form = app.code_form(&ada, &form).await;
        assert!(to_check(&ada.submit(&code_form, Some(("prove", "fact"))).await));
        let code = app.last_code();
        // By now the policy takes nothing but the postcode: neither the code that was sent nor another one.
        app.set_policy(|policy| policy.verification = VerificationRule::Postcode).await;
        assert!(to_check(&ada.submit(&code_form.clone().with("code", &code), None).await));
        assert!(to_check(&ada.submit(&code_form, Some(("send", "1"))).await));
        assert!(to_check(&ada.submit(&form, Some(("prove", "code"))).await));
        let question = app.asked(&ada, &plan_check(3), "/plans").await;
        // Or the tax number: the postcode that was asked for is no answer to that.
        app.set_policy(|policy| policy.verification = VerificationRule::TaxId).await;
        assert!(to_check(&ada.submit(&answered(&question, POSTCODE), None).await));
        assert_eq!((app.agreements().await, app.count("SELECT CAST(SUM(tries) AS BIGINT) FROM proof").await), (0, 0));
        let question = app.asked(&ada, &plan_check(3), "/plans").await;
        app.made(&ada.submit(&answered(&question, ("PEPA800101ab1", "A-2")), None).await).await;
    }

    async fn a_fact_that_pages_show_is_not_asked_for(app: TestApp) {
        app.asks_by(VerificationRule::TaxId).await;
        // The tax number is what the creditor calls them by: every paper shows it.
        let csv = "RUT,Cliente,Folio,Emisión,Vencimiento,Moneda,Importe\n\
                   76.123.456-K,Fia Gil,F-1,2026-11-01,2026-12-31,MXN,900.00\n";
        app.import(csv).await;
        let with_both = format!("{HEAD}F-2,76.123.456-K,Fia Gil,,,76123456-k,2026-11-01,2026-12-31,MXN,900.00\n");
        app.import(&with_both).await;
        assert_eq!(app.facts_of("76.123.456-K").await.tax_id.as_deref(), Some("76123456-k"));
        let fia = app.browser_of(app.debtor("76.123.456-K").await).await;
        let form = app.check_form(&fia, &plan_check(2), "/plans").await;
        assert!(fia.submit(&form, None).await.location().starts_with("/requests/"));
    }

    async fn a_file_brings_keeps_and_changes_facts(app: TestApp) {
        app.asks_by(VerificationRule::CodeOrPostcode).await;
        let facts = |postcode: &str, tax_id: &str| Facts {
            postcode: Some(postcode.to_owned()).filter(|text| !text.is_empty()),
            tax_id: Some(tax_id.to_owned()).filter(|text| !text.is_empty()),
        };
        assert_eq!(app.facts_of("ada").await, facts("06600", "PEPA-800101-AB1"));
        // A file without such columns keeps them, one with others changes them, also where no invoice changes.
        app.import("invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
                      A-1,ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,1500.00\n").await;
        assert_eq!(app.facts_of("ada").await, facts("06600", "PEPA-800101-AB1"));
        let spanish = "Folio,Código cliente,Cliente,Correo,C.P.,RFC,Emisión,Vencimiento,Moneda,Importe\n\
                       A-1,ada,Ada Pérez,ada@example.test,01010,,2026-10-01,2026-10-31,MXN,1500.00\n";
        let applied = app.import(spanish).await;
        assert_eq!((applied.updated, applied.unchanged), (0, 1));
        assert_eq!(app.facts_of("ada").await, facts("01010", "PEPA-800101-AB1"));
        // What cannot be taken is told and left out; the row is taken.
        let long = "9".repeat(41);
        let csv = format!("{HEAD}G-1,gus,Gus,gus@example.test,{long},\"X\u{7}1\",2026-10-01,2026-10-31,MXN,1500.00\n");
        let reading = import::read(csv.as_bytes(), &import::Options::of_house("MXN".parse().expect("a currency")));
        let reading = reading.expect("a file that can be read");
        let told: Vec<_> = reading.warnings.iter().map(|finding| (finding.code.as_str(), finding.field.as_deref())).collect();
        assert_eq!(told, [("unusable_fact", Some("customer_tax_id")), ("unusable_fact", Some("customer_postcode"))]);
        assert!(reading.warnings.iter().all(|finding| !finding.message.contains("999")), "{:?}", reading.warnings);
        app.import(&csv).await;
        assert_eq!(app.facts_of("gus").await, Facts::default());
        // Debtors of another creditor have facts of their own, be they the same.
        app.import_at_sur(&format!("{HEAD}S-1,eva,Eva Soto,eva@example.test,01010,,2026-11-01,2026-11-30,CLP,150000\n")).await;
        let ada = app.browser_of(app.world.ada).await;
        let question = app.asked(&ada, &plan_check(3), "/plans").await;
        assert_eq!(ada.submit(&answered(&question, ("01010", "S-1")), None).await.status, 422);
        assert_eq!(ada.submit(&answered(&question, ("06600", "A-1")), None).await.status, 422, "that of before");
        app.made(&ada.submit(&answered(&question, ("01010", "A-1")), None).await).await;
        // Sur still asks for codes.
        let eva = app.browser_of(app.world.eva).await;
        let form = app.check_form(&eva, &plan_check(3), "/plans").await;
        let answer = eva.submit(&answered(&form, ("01010", "S-1")), None).await;
        assert!(answer.status == 303 && answer.location().starts_with("/plans/new?"), "{}", answer.location());
    }

    async fn staff_choose_what_is_asked_for_and_see_it(app: TestApp) {
        app.asks_by(VerificationRule::Code).await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let nora = app.signed_in(&nora).await;
        let path = "/console/policy/proof";
        let form = nora.get(path).await.filled(path).with("proof", "code_or_postcode");
        let check = nora.submit(&form, None).await;
        assert!(check.text().contains("un código por correo o el código postal"), "{}", check.text());
        let set = nora.submit(&check.form(path).with("confirm", "1"), None).await;
        assert_eq!(set.location(), "/console/policy?set=1");
        let ada = app.browser_of(app.world.ada).await;
        app.asked(&ada, &plan_check(3), "/plans").await;
        let page = format!("/console/debtors/{}", app.world.ada);
        let shown = nora.get(&page).await;
        for (said, not) in [("…00", "06600"), ("…B1", "PEPA-800101-AB1")] {
            assert!(shown.text().contains(said) && !shown.body.contains(not), "{said}: {}", shown.text());
        }
        let sofia = app.add_staff(app.world.sur.id, "sofia@sur.example.test").await;
        assert_eq!(app.signed_in(&sofia).await.get(&page).await.status, 404);
        // None of the debtor's own pages tells them.
        let invoice = format!("/invoices/{}", app.id_of("A-1").await);
        for path in ["/", "/activity", "/preferences", "/offers", "/pay", &invoice, &plan_check(3)] {
            let page = ada.get(path).await;
            assert!(!page.body.contains("06600") && !page.body.contains("PEPA"), "{path}");
        }
    }
}
