//! Electronic invoices: the document itself is kept for its debtor, and what it says of paying becomes the invoice's terms.

use super::support::*;
use super::verify::faults_after;
use domain::audit::Who;
use domain::knowledge_question::KnowledgeQuestion;
use domain::link::LinkOrigin;
use domain::policy::{Off, Policy, PolicyDiscount};
use reqwest::Method;
use services::agreements::verification::expected_answer;
use services::books::undo::undo;
use std::sync::Arc;
use store::{debtors, originals};

/// An invoice of Norte's to Ada over 1,160.00: an account, a reference, and what is told beside.
pub(super) fn ubl(number: &str, more: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-11-15</cbc:IssueDate><cbc:DueDate>2026-12-15</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>MXN</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Ferretería Norte</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>ada</cbc:SupplierAssignedAccountID><cac:Party><cac:PostalAddress><cbc:PostalZone>06600</cbc:PostalZone></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>PEPA800101AB1</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Ada Pérez</cbc:RegistrationName></cac:PartyLegalEntity><cac:Contact><cbc:ElectronicMail>ada@example.test</cbc:ElectronicMail></cac:Contact></cac:Party></cac:AccountingCustomerParty>
{more}
<cac:TaxTotal><cbc:TaxAmount currencyID="MXN">160.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="MXN">1000.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="MXN">1000.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="MXN">1160.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="MXN">1160.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity>4</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="MXN">1000.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Tornillos</cbc:Name></cac:Item></cac:InvoiceLine>
</Invoice>"#
    )
}

const ACCOUNT: &str = "<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>PAGO-77</cbc:PaymentID>\
    <cac:PayeeFinancialAccount><cbc:ID>032180000118359719</cbc:ID><cbc:Name>Norte SA</cbc:Name></cac:PayeeFinancialAccount></cac:PaymentMeans>";

/// Terms with an early price until so many days after the issue.
fn early(percent: &str, days: u32) -> String {
    format!(
        "<cac:PaymentTerms><cbc:SettlementDiscountPercent>{percent}</cbc:SettlementDiscountPercent>\
         <cac:SettlementPeriod><cbc:DurationMeasure unitCode=\"DAY\">{days}</cbc:DurationMeasure></cac:SettlementPeriod></cac:PaymentTerms>"
    )
}

impl TestApp {
    /// Takes an electronic invoice in.
    pub(super) async fn import_xml(&self, xml: &str) -> services::books::Applied {
        self.import_file(xml, |file| file.name = "factura.xml".to_owned()).await.expect("a document")
    }

    /// Takes back the last import.
    async fn undo_last(&self) -> services::books::undo::Undone {
        let n = self.count("SELECT MAX(n) FROM import").await;
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let ids = Arc::clone(&services.ids);
        undo(&services.store, &ids, norte, n, Who::command_line(), services.clock.now()).await.expect("an import")
    }

    async fn documents(&self) -> (i64, i64) {
        let files = self.count("SELECT COUNT(*) FROM original").await;
        (files, self.count("SELECT COUNT(*) FROM invoice_original").await)
    }

    async fn xml_of(&self, number: &str) -> String {
        format!("/invoices/{}/invoice.xml", self.id_of(number).await)
    }
}

on_each_database! {
    async fn the_document_is_kept_for_its_debtor(app: TestApp) {
        let xml = ubl("E-1/a", ACCOUNT);
        app.import_xml(&xml).await;
        assert_eq!(app.documents().await, (1, 1));
        let (ada, ben) = (app.browser_of(app.world.ada).await, app.browser_of(app.world.ben).await);
        let page = ada.get(&format!("/invoices/{}", app.id_of("E-1/a").await)).await;
        let address = app.xml_of("E-1/a").await;
        let text = page.text();
        assert!(page.body.contains(&address) && text.contains("Descargar la factura (XML)"), "{text}");
        for shown in ["032180000118359719", "Norte SA", "PAGO-77"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        let file = ada.get(&address).await;
        assert_eq!((file.status, file.body.as_str()), (200, xml.as_str()), "byte for byte");
        assert_eq!(file.header("content-type"), "application/xml");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-disposition").starts_with("attachment; filename=\"E-1-a.xml\""), "{}", file.header("content-disposition"));
        // Others get what they get for one that is not there.
        let gone = ben.get("/invoices/inv_00000000000000000000000000000007/invoice.xml").await;
        let others = ben.get(&address).await;
        assert_eq!((gone.status, others.status, gone.text()), (404, 404, others.text()));
        let payer = app.browser();
        payer.enter(&app.link_with(app.world.ada, |link| link.pay_only = true).await).await;
        assert_eq!(payer.get(&address).await.status, 404);
        assert!(app.browser().get(&address).await.status != 200);
        assert_eq!(ada.get(&app.xml_of("A-1").await).await.status, 404, "of a list there is none");
        // Read again it changes nothing; looked at neither.
        let before = app.digest().await;
        assert_eq!(app.import_xml(&xml).await.unchanged, 1);
        assert_eq!(app.documents().await, (1, 1));
        assert_eq!(app.digest().await, before, "but for the record of the import");
        assert_eq!(ada.send(Method::HEAD, &address, &[], None).await.status, 200);
        assert_eq!(app.digest().await, before);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn staff_have_it_of_their_own_debtors(app: TestApp) {
        let xml = ubl("E-1", "");
        app.import_xml(&xml).await;
        let (norte, sur) = (app.world.norte.id, app.world.sur.id);
        let nora = app.add_staff(norte, "nora@norte.example.test").await;
        let nora = app.signed_in(&nora).await;
        let address = format!("/console/debtors/{}/invoices/{}/invoice.xml", app.world.ada, app.id_of("E-1").await);
        let page = nora.get(&format!("/console/debtors/{}", app.world.ada)).await;
        assert!(page.body.contains(&address), "{}", page.text());
        assert_eq!(nora.get(&address).await.body, xml);
        let of_another = address.replace(&app.world.ada.to_string(), &app.world.ben.to_string());
        assert_eq!(nora.get(&of_another).await.status, 404);
        let sofia = app.add_staff(sur, "sofia@sur.example.test").await;
        assert_eq!(app.signed_in(&sofia).await.get(&address).await.status, 404);
    }

    async fn parts_share_it_and_a_newer_one_takes_its_place(app: TestApp) {
        let part = |day: &str, amount: &str| format!("<cac:PaymentTerms><cbc:Amount currencyID=\"MXN\">{amount}</cbc:Amount><cbc:InstallmentDueDate>{day}</cbc:InstallmentDueDate></cac:PaymentTerms>");
        let parts = [part("2026-12-15", "600.00"), part("2027-01-15", "560.00")].concat();
        let applied = app.import_xml(&ubl("E-2", &parts)).await;
        assert_eq!((applied.imported, app.documents().await), (2, (1, 2)));
        assert_eq!(app.texts("SELECT number FROM invoice WHERE balance IN (60000, 56000) ORDER BY number").await, ["E-2 · 1/2", "E-2 · 2/2"]);
        // A list knew the invoice first, the document comes after it, then another of the same figures.
        let list = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\nE-3,ada,Ada Pérez,ada@example.test,2026-11-15,2026-12-15,MXN,1160.00\n";
        app.import(list).await;
        let (first, second) = (ubl("E-3", ""), ubl("E-3", ACCOUNT));
        app.import_xml(&first).await;
        app.pass(60);
        app.import_xml(&second).await;
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(ada.get(&app.xml_of("E-3").await).await.body, second);
        assert_eq!(app.documents().await, (3, 4));
        // Taking it back leaves the one before, then none.
        assert_eq!(app.undo_last().await.restored, 1);
        assert_eq!(ada.get(&app.xml_of("E-3").await).await.body, first);
        assert_eq!((app.documents().await, app.owed(["E-3"]).await), ((2, 3), [116_000]));
        app.fits().await;
    }

    async fn taken_back_with_its_import(app: TestApp) {
        app.import_xml(&ubl("E-4", "")).await;
        let ada = app.browser_of(app.world.ada).await;
        let address = app.xml_of("E-4").await;
        assert_eq!(ada.get(&address).await.status, 200);
        assert_eq!((app.undo_last().await.withdrawn, app.documents().await), (1, (0, 0)));
        assert_eq!(ada.get(&address).await.status, 404);
        // An older document of an invoice that a newer list has spoken of: kept beside it, and taken back alone.
        let list = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\nE-5,ada,Ada Pérez,ada@example.test,2026-11-15,2026-12-15,MXN,1160.00,700.00\n";
        app.import(list).await;
        let older = app.import_file(&ubl("E-5", ""), |file| file.as_of = "2026-11-18".parse().ok()).await.expect("a document");
        assert_eq!((older.unchanged, app.owed(["E-5"]).await, app.documents().await), (1, [70_000], (1, 1)));
        app.undo_last().await;
        assert_eq!((app.owed(["E-5"]).await, app.documents().await), ([70_000], (0, 0)));
        app.fits().await;
    }

    async fn verify_finds_what_is_not_what_was_kept(app: TestApp) {
        app.import_xml(&ubl("E-1", "")).await;
        app.import_xml(&ubl("E-2", "")).await;
        let report = app.verify().await;
        assert!(report.faults.is_empty() && report.documents == 2, "{report:?}");
        let first = "(SELECT digest FROM original ORDER BY digest LIMIT 1)";
        let last = "(SELECT bytes FROM original ORDER BY digest DESC LIMIT 1)";
        for (rule, sql) in [
            ("a document is what its digest says", format!("UPDATE original SET bytes = {last} WHERE digest = {first}")),
            ("a document is what its digest says", format!("UPDATE original SET bytes = digest WHERE digest = {first}")),
            ("a document is what its digest says", "UPDATE original SET size = size + 1".to_owned()),
            ("the document that an invoice came as is kept", "DELETE FROM original".to_owned()),
            ("every document that is kept is an invoice's", "DELETE FROM invoice_original".to_owned()),
            ("a document belongs to an invoice that is there", "UPDATE invoice_original SET invoice_id = creditor_id WHERE invoice_id = (SELECT MIN(invoice_id) FROM (SELECT invoice_id FROM invoice_original ORDER BY invoice_id LIMIT 1) one)".to_owned()),
        ] {
            if rule.starts_with("a document belongs") && !app.portal.services.store.is_sqlite() {
                continue; // PostgreSQL has no least UUID.
            }
            let faults = faults_after(&app, &sql).await;
            assert!(faults.iter().any(|fault| fault.rule == rule && !fault.place.is_empty()), "{rule}: {sql}: {faults:?}");
        }
        assert!(app.verify().await.faults.is_empty(), "all of it was undone");
    }

    async fn its_own_terms_rule(app: TestApp) {
        app
            .set_policy(|policy: &mut Policy| {
                let discount = policy.discount.as_mut().expect("a discount");
                discount.own_terms = true;
                discount.early = Some(PolicyDiscount { off: Off::Percent("5".parse().expect("a number")), days: 30 });
            })
            .await;
        app.import_xml(&ubl("E-1", &[early("3", 7), early("2", 14)].concat())).await;
        assert_eq!(app.invoice("E-1").await.terms.as_deref(), Some("3/7, 2/14 net 30"));
        let address = format!("/invoices/{}", app.id_of("E-1").await);
        let shows = async |sum: &str| app.browser_of(app.world.ada).await.get(&address).await.text().contains(sum);
        // 3 % of 1,160.00 until the 22nd, 2 % until the 29th, never the policy's 5 %.
        assert!(shows("1,125.20").await && !shows("1,102.00").await);
        app.pass(2 * 86_400);
        assert!(shows("1,136.80").await && !shows("1,125.20").await && !shows("1,102.00").await);
        app.pass(7 * 86_400);
        let ada = app.browser_of(app.world.ada).await;
        let text = ada.get(&address).await.text();
        assert!(!text.contains("1,136.80") && !text.contains("1,102.00") && text.contains("3/7, 2/14 net 30"), "{text}");
    }

    async fn what_it_shows_proves_nothing(app: TestApp) {
        let asked = async |fact| {
            let services = &app.portal.services;
            let mut db = services.store.read().await.expect("a reader");
            let ada = debtors::by_id(&mut db, app.world.norte.id, app.world.ada).await.expect("the database").expect("Ada");
            expected_answer(&mut db, &ada, &LinkOrigin::Mailed, fact, services.clock.now()).await.expect("the database").is_some()
        };
        app.import("Invoice,Customer ID,Customer,Email,Postcode,RFC,Date,Due Date,Currency,Amount\nL-1,ada,Ada Pérez,ada@example.test,06600,PEPA800101AB1,2026-11-15,2026-12-15,MXN,10.00\n").await;
        assert!(asked(KnowledgeQuestion::Postcode).await && asked(KnowledgeQuestion::TaxId).await);
        app.import_xml(&ubl("E-1", "")).await;
        assert!(!asked(KnowledgeQuestion::Postcode).await && !asked(KnowledgeQuestion::TaxId).await);
    }

    async fn of_an_envelope_each_has_its_own(app: TestApp) {
        let dte = |folio: u32, number: &str, name: &str| format!("<DTE version=\"1.0\"><Documento ID=\"D{folio}\"><Encabezado><IdDoc><TipoDTE>33</TipoDTE><Folio>{folio}</Folio><FchEmis>2026-11-15</FchEmis><FchVenc>2026-12-15</FchVenc></IdDoc><Emisor><RUTEmisor>76354771-K</RUTEmisor><RznSoc>Ferretería Norte</RznSoc></Emisor><Receptor><RUTRecep>96790240-3</RUTRecep><CdgIntRecep>{number}</CdgIntRecep><RznSocRecep>{name}</RznSocRecep></Receptor><Totales><TpoMoneda>PESO MEX</TpoMoneda><MntTotal>238</MntTotal></Totales></Encabezado></Documento></DTE>");
        let envelope = format!("<EnvioDTE xmlns=\"http://www.sii.cl/SiiDte\" version=\"1.0\"><SetDTE ID=\"S\">{}{}</SetDTE></EnvioDTE>", dte(501, "ada", "Ada Pérez"), dte(502, "ben", "Ben Ruiz"));
        let applied = app.import_xml(&envelope).await;
        assert_eq!((applied.imported, app.documents().await), (2, (2, 2)), "{applied:?}");
        let (ada, ben) = (app.browser_of(app.world.ada).await, app.browser_of(app.world.ben).await);
        let (hers, his) = (ada.get(&app.xml_of("501").await).await.body, ben.get(&app.xml_of("502").await).await.body);
        assert!(hers.contains("<Folio>501<") && !hers.contains("Ben") && !hers.contains("502"), "{hers}");
        assert!(his.contains("<Folio>502<") && !his.contains("Ada"), "{his}");
        assert!(hers.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DTE xmlns=\"http://www.sii.cl/SiiDte\" version=\"1.0\">"), "{hers}");
        // What was cut out reads as before.
        assert_eq!(app.import_xml(&hers).await.unchanged, 1);
        let mut db = app.portal.services.store.read().await.expect("a reader");
        assert_eq!(originals::of_debtor(&mut db, app.world.norte.id, app.world.ben, 9).await.expect("the database").len(), 1);
    }
}
