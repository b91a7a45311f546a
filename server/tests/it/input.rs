//! What people and programs type: amounts of every wrong kind, fields too many, twice, or unknown.

use super::support::*;
use reqwest::Method;

/// Wrong amounts, as the gauntlet lists them.
const WRONG: &[&str] = &[
    "",
    " ",
    "0",
    "0.00",
    "-1",
    "-0.01",
    "+5",
    "1e3",
    "1E3",
    "0x10",
    "NaN",
    "Infinity",
    "-Infinity",
    "null",
    "undefined",
    "1,2,3",
    "1.2.3",
    "1..5",
    ".",
    ",",
    "--5",
    "5-",
    "1 2 3 x",
    "abc",
    "٣٠٠",
    "１００",
    "²",
    "½",
    "1/2",
    "100%",
    "$$5",
    "0.001",
    "1500.001",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999999",
    "1500.01",
    "1_000",
    "1'000",
    "<script>",
    "' OR 1=1 --",
    "1;2",
    "\u{0}",
    "1\u{200b}5",
    "true",
    "[5]",
    "{\"a\":1}",
];

on_each_database! {
    async fn wrong_amounts_never_reach_a_provider(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let mine = app.id_of("A-1").await.to_string();
        for wrong in WRONG {
            let query = form_with(&[("currency", "MXN"), ("how", "part"), ("invoice", &mine), ("amount", wrong)]);
            let page = ada.get(&format!("/pay/confirm?{query}")).await;
            assert_eq!(page.status, 422, "confirm {wrong:?}: {}", page.text());
            let form = app.pay_form(&ada, &["A-1"], None).await.with("amount", wrong);
            // Of the whole it is asked again for its price.
            let whole = ada.submit(&form, Some(("method", "stripe"))).await;
            if whole.status == 303 {
                assert_eq!(ada.get(whole.location()).await.form("/pay").value("amount"), "1500.00", "pay {wrong:?}");
            }
            let form = form.with("how", "part");
            let answer = ada.submit(&form, Some(("method", "stripe"))).await;
            // Refused, or shown again to be looked at.
            let shown = answer.status == 303 && answer.header("location").starts_with("/pay/confirm?");
            assert!(shown || answer.status == 422, "pay {wrong:?}: {} {}", answer.status, answer.header("location"));
            if shown {
                assert_eq!(ada.get(answer.location()).await.status, 422, "pay {wrong:?}, shown again");
            }
        }
        println!("{} wrong amounts, twice", WRONG.len());
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        // Half a kilobyte of digits, and a comma in a place of its own, are refused like the rest.
        for wrong in ["9".repeat(500), format!("{}.5", "1".repeat(59))] {
            let query = form_with(&[("currency", "MXN"), ("how", "part"), ("invoice", &mine), ("amount", &wrong)]);
            assert_eq!(ada.get(&format!("/pay/confirm?{query}")).await.status, 422);
        }
    }

    async fn a_part_may_be_written_as_people_write_it(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        for (typed, amount) in [("1,234.50", "1234.50"), ("$1,234.50", "1234.50"), (" 100 ", "100.00"), ("99.9", "99.90"), ("MXN 50", "50.00")] {
            let query = form_with(&[("currency", "MXN"), ("how", "part"), ("invoice", &app.id_of("A-1").await.to_string()), ("amount", typed)]);
            let page = ada.get(&format!("/pay/confirm?{query}")).await;
            assert_eq!(page.status, 200, "{typed}: {}", page.text());
            assert_eq!(page.form("/pay").value("amount"), amount, "{typed}");
        }
    }

    async fn less_than_a_provider_takes_is_told(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let page = app.confirm(&ada, &["A-1"], Some("5")).await;
        assert!(page.status == 422 || page.text().contains("desde"), "{} {}", page.status, page.text());
        let form = app.pay_form(&ada, &["A-1"], None).await.with("amount", "0.50");
        let answer = ada.submit(&form, Some(("method", "stripe"))).await;
        assert!(answer.header("location").starts_with("/pay/confirm?") || answer.status == 422);
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
    }

    async fn an_amount_shown_again_is_the_same_in_every_country(app: TestApp) {
        // Without a method the form is shown again, and says what it said: also where the dot parts
        // thousands (Chile) and the currency has decimals, or three of them.
        let csv = "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount\n\
                   S-2,eva,Eva Soto,2026-11-01,2026-11-30,USD,1184.50\nS-3,eva,Eva Soto,2026-11-01,2026-11-30,KWD,12.340\n";
        app.import_at_sur(csv).await;
        let eva = app.browser_of(app.world.eva).await;
        for (number, amount) in [("S-1", "150000"), ("S-2", "1184.50"), ("S-3", "12.340")] {
            let form = app.pay_form(&eva, &[number], None).await;
            assert_eq!(form.value("amount"), amount);
            let again = eva.submit(&form, None).await;
            let page = eva.get(again.location()).await;
            assert_eq!(page.status, 200, "{number}: {} {}", again.location(), page.text());
            assert_eq!(page.form("/pay").value("amount"), amount, "{number}");
        }
    }

    async fn fields_too_many_have_no_effect_and_fields_twice_are_refused(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let extra = [
            "amount_due", "status", "debtor_id", "creditor_id", "tenant_id", "discounted", "paid_at", "received", "balance",
            "progress", "account", "provider", "state", "id", "payment_id", "credit", "refunded", "currency_code", "total",
            "price", "user", "admin", "role", "method[]", "amount[0]", "invoice[id]", "__proto__", "form_key2", "how2", "csrf",
        ];
        let form = app.pay_form(&ada, &["A-1"], None).await;
        let full = extra.iter().fold(form.clone(), |form, name| form.with(name, "1"));
        let answer = ada.submit(&full, Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&app.sandbox.base));
        let payment = app.payment_of(&form).await.expect("the payment");
        assert_eq!((payment.amount.minor(), payment.debtor, payment.received.minor()), (150_000, app.world.ada, 0));
        ada.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;

        for name in ["amount", "currency", "form_key", "method"] {
            let form = app.pay_form(&ada, &["A-1"], None).await;
            let mut fields: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            fields.push(("method", "stripe"));
            let twice = fields.iter().find(|(n, _)| *n == name).copied().expect("the field");
            fields.push(twice);
            let answer = ada.post("/pay", form_with(&fields)).await;
            assert_eq!(answer.status, 422, "{name}");
            let left: Vec<(&str, &str)> = fields.iter().filter(|(n, _)| *n != name).copied().collect();
            let answer = ada.post("/pay", form_with(&left)).await;
            assert!(answer.status == 422 || (name == "method" && answer.location().starts_with("/pay/confirm?")), "{name}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 1);
    }

    async fn rubbish_never_breaks_anything(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let mine = app.id_of("A-1").await.to_string();
        let many = format!("currency=MXN&how=all{}", format!("&invoice={mine}").repeat(400));
        let flood = (0..600).fold("currency=MXN&how=all".to_owned(), |text, n| format!("{text}&invoice=inv_{n:032x}"));
        let queries = [
            "currency=XXX", "currency=mxn", "currency=%F0%9F%92%B8", "invoice=1", "invoice=", "invoice=inv_", "how=%00", "&&&", "=",
            "amount=1&amount=2", "currency=MXN&invoice=inv_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "%", "%zz=1", "form_key=short", "form_key=%00", "method=adyen", &many, &flood,
        ];
        for query in queries {
            for path in ["/pay", "/pay/confirm"] {
                let page = ada.get(&format!("{path}?{query}")).await;
                assert!(page.status < 500, "{path}?{}: {}", &query[..query.len().min(60)], page.status);
            }
            for path in ["/pay", "/link", "/preferences/share", "/preferences/language"] {
                let page = ada.post(path, query.to_owned()).await;
                assert!(page.status < 500, "{path} {}: {}", &query[..query.len().min(60)], page.status);
            }
        }
        // Other kinds of bodies, and none.
        for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
            for path in ["/pay", "/link", "/preferences/share", "/logout"] {
                let headers = [("origin", BASE), ("content-type", kind)];
                let page = app.browser().send(Method::POST, path, &headers, None).await;
                assert!(page.status < 500, "{path} {kind}: {}", page.status);
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn what_an_import_says_is_inert_in_pages_and_mails(app: TestApp) {
        let nasty = "\"<img src=x onerror=alert(1)>\"\"'&{{7*7}}${7*7}\"";
        let csv = format!(
            "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,description\n\
             N-1,nia,{nasty},nia@example.test,2026-11-01,2026-11-30,MXN,100.00,{nasty}\n"
        );
        app.import(&csv).await;
        let nia = app.debtor("nia").await;
        let browser = app.browser_of(nia).await;
        let invoice = app.id_of("N-1").await;
        let payment = app.start(&browser, &["N-1"], None, "stripe").await;
        for path in ["/", "/activity", "/pay", "/preferences", &format!("/invoices/{invoice}"), &format!("/payments/{}", payment.id)] {
            let page = browser.get(path).await;
            assert!(page.status == 200 && !page.body.contains("<img"), "{path}: {}", page.body);
            assert!(!page.body.contains("49${"), "{path}");
        }
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let mail = &app.mails_of("receipt")[0];
        assert!(!mail.rendered.html.contains("<img"), "{}", mail.rendered.html);
        assert!(!mail.rendered.subject.contains('\n'));
    }
}
