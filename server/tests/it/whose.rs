//! Whose a document is: what others have issued is no claim of the firm's, and one number may be two customers'.

use super::command::Saldo;
use super::electronic::ubl;
use super::support::*;
use domain::books::Numbers;
use serde_json::json;
use services::books::{Applied, ImportError};
use store::{creditors, invoices};

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n";

fn list(rows: &[(&str, &str, &str)]) -> String {
    let row = |(number, customer, amount): &(&str, &str, &str)| {
        let name = if *customer == "ada" { "Ada Pérez" } else { "Ben Ruiz" };
        format!("{number},{customer},{name},{customer}@example.test,2026-10-01,2026-10-31,MXN,{amount}\n")
    };
    format!("{HEAD}{}", rows.iter().map(row).collect::<String>())
}

/// An invoice of this seller to this buyer.
fn of(seller: (&str, &str), buyer: (&str, &str), number: &str) -> String {
    let party = |(name, tax): (&str, &str)| {
        let tax = if tax.is_empty() {
            String::new()
        } else {
            format!("<cac:PartyTaxScheme><cbc:CompanyID>{tax}</cbc:CompanyID></cac:PartyTaxScheme>")
        };
        format!("{tax}<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName></cac:PartyLegalEntity>")
    };
    let xml = ubl(number, "");
    let seller_was =
        "<cac:PartyLegalEntity><cbc:RegistrationName>Ferretería Norte</cbc:RegistrationName></cac:PartyLegalEntity>";
    let buyer_was = "<cac:PartyTaxScheme><cbc:CompanyID>PEPA800101AB1</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Ada Pérez</cbc:RegistrationName></cac:PartyLegalEntity>";
    assert!(xml.contains(seller_was) && xml.contains(buyer_was));
    xml.replace(seller_was, &party(seller)).replace(buyer_was, &party(buyer))
}

const NORTE: (&str, &str) = ("Ferretería Norte", "EKU9003173C9");
const OTHER: (&str, &str) = ("Aceros del Sur", "URE180429TM6");
const ADA: (&str, &str) = ("Ada Pérez", "PEPA800101AB1");

fn codes(applied: &Applied) -> Vec<&'static str> {
    applied.rejected.iter().map(|finding| finding.code.as_str()).collect()
}

fn question(refused: Result<Applied, ImportError>) -> String {
    refused.map(|applied| format!("{applied:?}")).expect_err("a question").to_string()
}

impl TestApp {
    async fn norte_now(&self) -> domain::creditor::Creditor {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        creditors::by_id(&mut db, self.world.norte.id).await.expect("the database").expect("Norte")
    }
}

on_each_database! {
    async fn what_others_issued_is_refused(app: TestApp) {
        // By its name the firm is known, and learns its number.
        let own = app.import_said(&of(NORTE, ADA, "V-1"), &[]).await.expect("a document");
        assert_eq!((own.imported, codes(&own)), (1, vec![]));
        assert_eq!(app.norte_now().await.tax_ids, ["EKU9003173C9"]);
        for (xml, code) in [
            (of(OTHER, NORTE, "C-77"), "own_firm"),
            (of(OTHER, ADA, "C-78"), "other_seller"),
            (of(OTHER, ("FERRETERIA NORTE", ""), "C-79"), "own_firm"),
            (of(NORTE, NORTE, "C-80"), "own_firm"),
            (of(("Aceros del Sur", "EKU9003173C9"), ADA, "V-2"), ""),
        ] {
            let applied = app.import_said(&xml, &[]).await.expect("a document");
            assert_eq!(codes(&applied), if code.is_empty() { vec![] } else { vec![code] }, "{applied:?}");
            assert_eq!(applied.imported, u64::from(code.is_empty()));
        }
        // The name is the firm's and the number is not: only a person knows.
        let asked = question(app.import_said(&of(("Ferretería Norte", "URE180429TM6"), ADA, "V-3"), &[]).await);
        assert!(asked.contains("seller=URE180429TM6") && asked.contains("Ferretería Norte"), "{asked}");
        let refused = app.import_said(&of(("Ferretería Norte", "URE180429TM6"), ADA, "V-3"), &["seller="]).await.expect("an answer");
        assert_eq!(codes(&refused), ["other_seller"]);
        app.fits().await;
    }

    async fn who_the_seller_is_is_asked_once(app: TestApp) {
        let trading_as = ("Grupo Ferretero del Norte SA de CV", "EKU9003173C9");
        let asked = question(app.import_said(&of(trading_as, ADA, "V-1"), &[]).await);
        assert!(asked.contains("1 documents are issued by Grupo Ferretero del Norte SA de CV (EKU9003173C9)"), "{asked}");
        assert_eq!(app.count("SELECT COUNT(*) FROM import").await, 2, "nothing was begun but the app's own lists");
        let told = app.import_said(&of(trading_as, ADA, "V-1"), &["seller=EKU9003173C9"]).await.expect("an answer");
        assert_eq!((told.imported, app.norte_now().await.tax_ids), (1, vec!["EKU9003173C9".to_owned()]));
        let next = app.import_said(&of(trading_as, ADA, "V-2"), &[]).await.expect("no question");
        assert_eq!(next.imported, 1);
    }

    async fn a_list_of_what_the_firm_owes_is_none_of_claims(app: TestApp) {
        let by_name = format!("{HEAD}P-1,s-1,Ferreteria Norte,ap@norte.example,2026-10-01,2026-10-31,MXN,10.00\nP-2,ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,10.00\n");
        let applied = app.import_said(&by_name, &[]).await.expect("a list");
        assert_eq!((applied.imported, codes(&applied)), (1, vec!["own_firm"]));
        app.import_said(&of(NORTE, ADA, "V-1"), &[]).await.expect("a document");
        let by_number = "Invoice,Customer,RFC,Email,Date,Due Date,Currency,Amount\nP-3,Norte Matriz,EKU9003173C9,ap@norte.example,2026-10-01,2026-10-31,MXN,10.00\n";
        assert_eq!(codes(&app.import_said(by_number, &[]).await.expect("a list")), ["own_firm"]);
    }

    async fn one_number_of_two_customers_over_two_files(app: TestApp) {
        let (first, second) = (list(&[("N-1", "ada", "100.00"), ("N-2", "ada", "50.00")]), list(&[("N-1", "ben", "70.00")]));
        app.import_said(&first, &[]).await.expect("a list");
        let asked = question(app.import_said(&second, &[]).await);
        assert!(asked.contains("N-1") && asked.contains("numbers=per_customer") && asked.contains("numbers=once"), "{asked}");
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number = 'N-1'").await, 1);
        // The answer goes on with it; Ada's invoices of before do not come twice.
        let told = app.import_said(&second, &["numbers=per_customer"]).await.expect("an answer");
        assert_eq!((told.imported, codes(&told)), (1, vec![]));
        assert_eq!(app.norte_now().await.numbers, Some(Numbers::PerCustomer));
        app.pass(60);
        let again = app.import_said(&first, &[]).await.expect("no question");
        assert_eq!((again.imported, again.unchanged, codes(&again)), (0, 2, vec![]));
        let changed = app.import_said(&list(&[("N-1", "ada", "90.00"), ("N-1", "ben", "60.00")]), &[]).await.expect("no question");
        assert_eq!((changed.imported, changed.updated), (0, 2));
        assert_eq!(app.count("SELECT CAST(SUM(balance) AS BIGINT) FROM invoice WHERE number = 'N-1'").await, 15_000);
        // A number alone names neither of them.
        let mut db = app.portal.services.store.read().await.expect("a reader");
        let norte = app.world.norte.id;
        assert_eq!(invoices::by_number(&mut db, norte, "N-1").await.expect("the database"), None);
        assert_eq!(invoices::by_number(&mut db, norte, "N-2").await.expect("the database").map(|one| one.debtor), Some(app.world.ada));
        for (debtor, has) in [(app.world.ada, true), (app.world.ben, true)] {
            assert_eq!(invoices::has_number(&mut db, norte, debtor, "n-1").await.expect("the database"), has);
        }
        assert!(!invoices::has_number(&mut db, norte, app.world.ben, "N-2").await.expect("the database"));
        drop(db);
        let ben = app.browser_of(app.world.ben).await;
        let text = ben.get("/").await.text();
        assert!(text.contains("$60.00") && !text.contains("$90.00"), "{text}");
        app.fits().await;
    }

    // Family: another customer, and one that goes by another name since; what a script would do, and does.
    async fn a_script_is_asked_whose_a_number_is(app: TestApp) {
        let named = |name: &str| format!("Invoice,Customer,Date,Due Date,Currency,Amount\nN-7,{name},2026-10-01,2026-10-31,MXN,10.00\n");
        app.import_said(&list(&[("N-1", "ada", "100.00")]), &[]).await.expect("a list");
        app.import_said(&named("Acme"), &[]).await.expect("a list");
        for (n, csv) in [list(&[("N-1", "ben", "70.00")]), named("Acme Industrial")].iter().enumerate() {
            let file = app.scratch.file("asked.csv", csv);
            let import = |more: &[&'static str]| [&["import", file.to_str().expect("text"), "--creditor", "norte", "--json"][..], more].concat().into_iter().map(str::to_owned).collect::<Vec<_>>();
            let run = async |more: &[&'static str]| {
                let args = import(more);
                Saldo::of(&app).run(&args.iter().map(String::as_str).collect::<Vec<_>>()).await
            };
            for more in [&[][..], &["--dry-run"]] {
                let asked = run(more).await;
                let questions = asked.json();
                let text = questions["questions"].to_string();
                assert_eq!(asked.code, 1, "{asked:?}");
                assert!(text.contains("another customer") && text.contains("per_customer") && text.contains("once"), "{text}");
            }
            if n == 0 {
                continue;
            }
            let answers = app.scratch.file("answers.json", r#"{"default":{"numbers":"once"}}"#);
            let args = [&import(&[])[..], &["--answers".to_owned(), answers.to_str().expect("text").to_owned()]].concat();
            let done = Saldo::of(&app).run(&args.iter().map(String::as_str).collect::<Vec<_>>()).await;
            assert_eq!((done.code, &done.json()["rejected"][0]["code"]), (2, &json!("customer_changed")), "{done:?}");
        }
    }

    async fn numbers_given_once_are_refused_to_a_second_customer(app: TestApp) {
        app.import_said(&list(&[("N-1", "ada", "100.00")]), &[]).await.expect("a list");
        let second = list(&[("N-1", "ben", "70.00"), ("N-3", "ben", "10.00")]);
        question(app.import_said(&second, &[]).await);
        let told = app.import_said(&second, &["numbers=once"]).await.expect("an answer");
        assert_eq!((told.imported, codes(&told)), (1, vec!["customer_changed"]));
        // It was asked once.
        let next = app.import_said(&list(&[("N-1", "ben", "71.00")]), &[]).await.expect("no question");
        assert_eq!((next.imported, codes(&next)), (0, vec!["customer_changed"]));
        assert_eq!(app.owed(["N-1"]).await, [10_000]);
    }

    async fn within_one_file_and_complete(app: TestApp) {
        let both = list(&[("N-1", "ada", "100.00"), ("N-1", "ben", "70.00")]);
        assert!(question(app.import_said(&both, &[]).await).contains("comes for two customers"));
        assert_eq!(app.import_said(&both, &["numbers=per_customer"]).await.expect("an answer").imported, 2);
        app.pass(60);
        assert_eq!(app.import_said(&format!("{both}\n"), &[]).await.expect("no question").unchanged, 2);
    }
}
