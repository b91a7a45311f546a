//! A link that staff made, and were shown, never proves who the debtor is: staff see the debtor's facts and the numbers of
//! the invoices. Only a code in the debtor's own mailbox does; and every agreement names the link by which it came about.

use super::proving::plan_check;
use super::support::*;
use domain::agreement::{AgreementRecord, VerifiedBy, WayIn};
use domain::id::DebtorId;
use domain::knowledge_question::VerificationRule;
use domain::link::LinkOrigin;

/// Ada with her facts; Cid, who has no e-mail address.
const LIST: &str = "invoice_number,customer_id,customer_name,customer_email,customer_postcode,customer_tax_id,\
                    issue_date,due_date,currency,amount\n\
                    A-1,ada,Ada Pérez,ada@example.test,06600,PEPA-800101-AB1,2026-10-01,2026-10-31,MXN,1500.00\n\
                    C-1,cid,Cid Mora,,06600,MOCC800101AB1,2026-10-01,2026-12-31,MXN,900.00\n";

/// What staff can read of Ada, as every field of a form that asks for a proof.
const KNOWN: [(&str, &str); 2] = [("06600", "A-1"), ("PEPA-800101-AB1", "A-1")];

impl TestApp {
    async fn with_facts(&self, rule: VerificationRule) {
        let applied = self.import(LIST).await;
        assert!(applied.rejected.is_empty(), "{applied:?}");
        self.set_policy(|policy| policy.verification = rule).await;
    }

    /// A browser past a link of this debtor that reached whoever has it in this way.
    async fn browser_by(&self, debtor: DebtorId, origin: LinkOrigin) -> Browser {
        let browser = self.browser();
        browser.enter(&self.link_with(debtor, |link| link.origin = origin).await).await;
        browser
    }

    /// The only agreement that there is.
    async fn only_agreement(&self) -> AgreementRecord {
        let [id] = &self.ids_of_agreements().await[..] else { panic!("one agreement") };
        self.agreement(id.parse().expect("an id")).await
    }

    async fn ids_of_agreements(&self) -> Vec<String> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let of = [self.world.ada, self.debtor("cid").await];
        let mut all = Vec::new();
        for debtor in of {
            let found = store::agreements::of_debtor(&mut db, self.world.norte.id, debtor, 10).await;
            all.extend(found.expect("the database").into_iter().map(|agreed| agreed.id.to_string()));
        }
        all
    }
}

fn shown() -> LinkOrigin {
    LinkOrigin::Shown { maker: "Nora Díaz".to_owned() }
}

on_each_database! {
    async fn what_staff_can_read_proves_nothing_by_a_link_that_they_made(app: TestApp) {
        for rule in VerificationRule::ALL {
            app.with_facts(rule).await;
            let staff = app.browser_by(app.world.ada, shown()).await;
            let form = app.check_form(&staff, &plan_check(3), "/plans").await;
            let page = staff.get(&plan_check(3)).await.text();
            assert!(!page.contains("código postal") && !page.contains("RFC"), "{rule:?}: {page}");
            for (fact, number) in KNOWN {
                for asked in ["", "postcode", "tax_id"] {
                    let sent = form.clone().with("asked", asked).with("fact", fact).with("invoice_number", number);
                    let sent = sent.with("form_key", &format!("{}-{asked}", "x".repeat(20)));
                    let asked_first = sent.clone().with("prove", "fact");
                    for sent in [sent.clone(), asked_first, sent] {
                        let answer = staff.submit(&sent, None).await;
                        assert!(!answer.location().starts_with("/agreements"), "{rule:?}: {}", answer.location());
                        assert!(!answer.location().starts_with("/fact"), "{rule:?}: {}", answer.location());
                    }
                }
            }
            assert_eq!(app.ids_of_agreements().await, Vec::<String>::new(), "{rule:?}");
        }
    }

    async fn only_a_code_in_the_debtors_mailbox_does_and_the_seal_names_who_made_the_link(app: TestApp) {
        app.with_facts(VerificationRule::CodeOrPostcode).await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let staff = app.signed_in(&nora).await;
        let path = format!("/console/debtors/{}", app.world.ada);
        let made = staff.submit(&staff.get(&path).await.form(&format!("{path}/links")), None).await;
        let address = made.body.split("value=\"").find(|rest| rest.contains("/l/")).expect("its address");
        let address = address.split('"').next().expect("its end").strip_prefix(BASE).expect("ours").to_owned();
        let browser = app.browser();
        browser.enter(&address).await;
        let form = app.check_form(&browser, &plan_check(3), "/plans").await;
        let code = app.code_form(&browser, &form).await;
        let answer = browser.submit(&code.with("code", &app.last_code()), None).await;
        let body = app.only_agreement().await.read_body().expect("what was signed");
        assert!(matches!(body.verified_by, VerifiedBy::EmailCode { .. }), "{body:?}");
        let Some(WayIn::MadeByStaff { name }) = &body.way_in else { panic!("{:?}", body.way_in) };
        assert_eq!(name, "Nora Díaz");
        let page = browser.get(answer.location()).await.text();
        assert!(page.contains("(enlace creado por Nora Díaz)"), "{page}");
        app.fits().await;
    }

    async fn who_has_no_address_is_known_to_a_person(app: TestApp) {
        for rule in [VerificationRule::Postcode, VerificationRule::CodeOrTaxId, VerificationRule::Code] {
            app.with_facts(rule).await;
            let cid = app.debtor("cid").await;
            let staff = app.browser_by(cid, shown()).await;
            let check = staff.get(&plan_check(3)).await;
            assert!(check.text().contains("Le responderemos"), "{rule:?}: who answers is said: {}", check.text());
            let answer = staff.submit(&check.form("/plans"), None).await;
            assert!(answer.location().starts_with("/requests/"), "{rule:?}: {}", answer.location());
            assert_eq!(app.ids_of_agreements().await, Vec::<String>::new());
        }
    }

    async fn a_mailed_link_is_named_as_one(app: TestApp) {
        app.with_facts(VerificationRule::Postcode).await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let staff = app.signed_in(&nora).await;
        let path = format!("/console/debtors/{}", app.world.ada);
        staff.submit(&staff.get(&path).await.form(&format!("{path}/links/send")), None).await;
        app.work().await;
        let [mail] = &app.mails_of("payment_link")[..] else { panic!("one mail") };
        let link = mail.rendered.text.split_whitespace().find_map(|word| word.strip_prefix(BASE)).expect("a link");
        let ada = app.browser();
        ada.enter(link).await;
        let form = app.check_form(&ada, &plan_check(3), "/plans").await;
        let to = ada.submit(&form, None).await.location().to_owned();
        assert!(to.starts_with("/fact?"), "{to}");
        let question = ada.get(&to).await.form("/plans").with("fact", "06600").with("invoice_number", "A-1");
        let answer = ada.submit(&question, None).await;
        assert_eq!(app.only_agreement().await.read_body().expect("what was signed").way_in, Some(WayIn::Mailed));
        let page = ada.get(answer.location()).await.text();
        assert!(page.contains("(enlace enviado por correo)"), "{page}");
        app.fits().await;
    }

    async fn staff_see_the_end_of_a_fact_only(app: TestApp) {
        app.with_facts(VerificationRule::Postcode).await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let page = app.signed_in(&nora).await.get(&format!("/console/debtors/{}", app.world.ada)).await;
        assert!(page.text().contains("…00") && page.text().contains("…B1"), "{}", page.text());
        for secret in ["06600", "PEPA-800101-AB1", "800101"] {
            assert!(!page.body.contains(secret), "{secret}");
        }
    }
}
