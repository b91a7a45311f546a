//! What staff see and do in the console: finding debtors, their pages, their links, the audit trail; and that all of
//! it ends at the borders of their creditor.

use super::command::Saldo;
use super::console::{PASSWORD, give_code, give_password};
use super::support::*;
use services::staff::totp;

/// The first of a page's addresses that begins so.
fn href(page: &Page, begins: &str) -> String {
    let all = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = all.map(|href| href.replace("&amp;", "&")).find(|href| href.starts_with(begins));
    found.unwrap_or_else(|| panic!("nothing leads to {begins}: {}", page.text()))
}

/// A CSV file of so many debtors who are all called alike.
fn crowd(n: usize) -> String {
    let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount";
    let rows = (0..n).map(|n| {
        format!("\nZ-{n:03},zoe-{n:03},Zoé Núñez {n:03},z{n:03}@example.test,2026-11-01,2026-12-01,MXN,10.00")
    });
    std::iter::once(head.to_owned()).chain(rows).collect()
}

on_each_database! {
    async fn debtors_are_found_by_their_beginnings(app: TestApp) {
        app.import(&crowd(120)).await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let browser = app.signed_in(&nora).await;
        let ada = format!("/console/debtors/{}", app.world.ada);
        for q in ["ada", "ADA P", "perez", "P%C3%A9rez", "ada@exam", "++ada+++p"] {
            let page = browser.get(&format!("/console/debtors?q={q}")).await;
            assert_eq!((page.status, href(&page, "/console/debtors/dbt_")), (200, ada.clone()), "{q}");
        }
        let page = browser.get("/console/debtors?q=a-").await;
        assert!(page.text().contains("A-1") && page.text().contains("A-3"), "{}", page.text());
        assert_eq!(href(&page, "/console/debtors/dbt_"), ada);
        for q in ["da", "eva", "s-1", "%25", "_", "%00%25", "'", "ada%F4%8F%BF%BF"] {
            let page = browser.get(&format!("/console/debtors?q={q}")).await;
            assert_eq!((page.status, page.body.contains("/console/debtors/dbt_")), (200, false), "{q}: {}", page.text());
        }
        // Every one of a crowd is found, once, page by page; also of those whose two words both begin so.
        for (q, wanted) in [("zoe", 120), ("nunez", 120), ("z", 120), ("n", 120), ("", 122)] {
            let (mut seen, mut next) = (Vec::new(), Some(format!("/console/debtors?q={q}")));
            while let Some(to) = next {
                let page = browser.get(&to).await;
                assert_eq!(page.status, 200);
                let debtors = page.body.split("<section").next().expect("the debtors' list");
                seen.extend(debtors.split("href=\"/console/debtors/dbt_").skip(1).map(|rest| rest[..32].to_owned()));
                let more = debtors.split("<a href=\"").skip(1).find(|rest| rest.contains("rel=\"next\""));
                next = more.and_then(|rest| rest.split('"').next()).map(|href| href.replace("&amp;", "&"));
            }
            assert_eq!(seen.len(), wanted, "{q}");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), wanted, "{q}: somebody twice");
        }
        // Who gets another name is found by it, and by the old one no more.
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount";
        app.import(&format!("{head}\nA-4,ada,Ada Lovelace,ada@example.test,2026-11-16,2026-12-31,MXN,1.00")).await;
        assert_eq!(href(&browser.get("/console/debtors?q=lovel").await, "/console/debtors/dbt_"), ada);
        assert!(!browser.get("/console/debtors?q=perez").await.body.contains("/console/debtors/dbt_"));
        for wrong in ["/console/debtors?after=x", "/console/audit?before=x"] {
            assert_eq!(browser.get(wrong).await.status, 422, "{wrong}");
        }
    }

    async fn links_are_made_sent_and_taken_back(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let staff = app.signed_in(&nora).await;
        let path = format!("/console/debtors/{}", app.world.ada);
        let page = staff.get(&path).await;
        let text = page.text();
        for wanted in ["Ada Pérez", "ada@example.test", "$4,300.50", "A-1", "A-2", "A-3", "$1,500.00"] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        let make = page.form(&format!("{path}/links"));
        let made = staff.submit(&make, None).await;
        assert_eq!(made.status, 200, "{}", made.text());
        let address = made.body.split("value=\"").find(|rest| rest.contains("/l/")).expect("its address");
        let address = address.split('"').next().expect("its end").to_owned();
        // The same form again makes no second one, and shows the one that works.
        assert!(staff.submit(&make, None).await.body.contains(&address));
        assert_eq!(app.count("SELECT COUNT(*) FROM link").await, 1);
        assert!(!staff.get(&path).await.body.contains(&address), "it is shown once");
        app.pass(61);
        assert_eq!(staff.submit(&make, None).await.location(), path, "also by the form that made it");
        let ada = app.browser();
        ada.enter(address.strip_prefix(BASE).expect("our address")).await;
        assert_eq!(ada.get("/").await.status, 200);
        assert!(staff.get(&path).await.text().contains("Último uso"), "{}", staff.get(&path).await.text());

        let send = page.form(&format!("{path}/links/send"));
        for _ in 0..2 {
            assert_eq!(staff.submit(&send, None).await.location(), format!("{path}?sent=1"));
        }
        app.work().await;
        assert_eq!(app.mails_of("payment_link").len(), 1);
        assert!(staff.get(&path).await.text().contains("Enlace de pago"), "the message is listed");

        let page = staff.get(&path).await;
        let one = page.forms().into_iter().rfind(|form| form.action == format!("{path}/links/revoke") && !form.value("link").is_empty());
        let one = one.expect("a form for each");
        assert_eq!(staff.submit(&one, None).await.location(), format!("{path}?revoked=1"));
        assert_eq!(ada.get("/").await.status, 401, "what it opened is closed");
        staff.post(&format!("{path}/links/revoke"), String::new()).await;
        staff.post(&format!("{path}/links/revoke"), String::new()).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM link WHERE revoked_at IS NULL").await, 0);
        // The form that made it does not bring it back to life, nor show it again.
        assert_eq!(staff.submit(&make, None).await.location(), path);
        assert_eq!(app.count("SELECT COUNT(*) FROM link WHERE revoked_at IS NULL").await, 0);
        let acts = app.texts("SELECT action FROM audit ORDER BY id").await;
        assert_eq!(acts, ["staff_added", "signed_in", "link_made", "link_sent", "link_revoked", "links_revoked"]);
        let trail = staff.get("/console/audit").await.text();
        assert!(trail.contains("Nora Díaz envió un enlace ada") && trail.contains("a test agregó a un usuario"), "{trail}");
        app.fits().await;
    }

    async fn nothing_of_another_creditor_is_there(app: TestApp) {
        let sur = app.add_staff(app.world.sur.id, "sara@sur.example.test").await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let (sara, nora) = (app.signed_in(&sur).await, app.signed_in(&nora).await);
        let path = format!("/console/debtors/{}", app.world.ada);
        let make = nora.get(&path).await.form(&format!("{path}/links"));
        nora.submit(&make, None).await;
        let before = app.digest().await;
        for page in [
            sara.get(&path).await,
            sara.submit(&make, None).await,
            sara.post(&format!("{path}/links/send"), form_with(&[("form_key", make.value("form_key"))])).await,
            sara.post(&format!("{path}/links/revoke"), String::new()).await,
            sara.get("/console/debtors/nonsense").await,
        ] {
            assert_eq!(page.status, 404, "{}", page.text());
        }
        // A link of another debtor is none of Eva's.
        let link = nora.get(&path).await.forms().into_iter().find(|form| !form.value("link").is_empty());
        let link = link.expect("a form for the link");
        let eva = format!("/console/debtors/{}/links/revoke", app.world.eva);
        sara.post(&eva, form_with(&[("link", link.value("link"))])).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM link WHERE revoked_at IS NULL").await, 1);
        assert_eq!(app.digest().await, before, "nothing changed");
        let trail = sara.get("/console/audit").await.text();
        assert!(!trail.contains("enlace") && !trail.contains("nora@"), "{trail}");
        let found = sara.get("/console/debtors").await.text();
        assert!(found.contains("Eva Soto") && !found.contains("Ada"), "{found}");
        for q in ["ada", "a-1"] {
            assert!(!sara.get(&format!("/console/debtors?q={q}")).await.body.contains("/console/debtors/dbt_"));
        }
    }

    async fn the_trail_goes_back_page_by_page(app: TestApp) {
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let browser = app.signed_in(&nora).await;
        let path = format!("/console/debtors/{}", app.world.ada);
        for n in 0..60 {
            let key = format!("a-form-of-its-own-{n:03}");
            browser.post(&format!("{path}/links/send"), form_with(&[("form_key", &key)])).await;
        }
        let newest = browser.get("/console/audit").await;
        assert_eq!(newest.text().matches("envió un enlace").count(), 50);
        let older = browser.get(&href(&newest, "/console/audit?before=")).await;
        assert_eq!(older.text().matches("envió un enlace").count(), 10);
        assert!(older.text().contains("agregó a un usuario") && !older.body.contains("before="));
    }

    async fn users_by_the_command_line(app: TestApp) {
        let saldo = Saldo::of(&app);
        let add = ["console-user", "add", "--creditor", "norte", "--email", "Nora@Norte.example.test", "--name", "Nora"];
        let with = |more: &[&'static str]| [add.as_slice(), more].concat();
        let short = saldo.run_with(&with(&["--password-stdin"]), "corta\n").await;
        assert!(short.code == 1 && short.stderr.contains("at least 12"), "{short:?}");
        let alone = saldo.run(&with(&[])).await;
        assert!(alone.code == 1 && alone.stderr.contains("--password-stdin"), "{alone:?}");
        let added = saldo.run_with(&with(&["--password-stdin", "--json"]), &format!("{PASSWORD}\n")).await;
        assert_eq!(added.code, 0, "{added:?}");
        let json: serde_json::Value = serde_json::from_str(&added.stdout).expect("JSON");
        assert_eq!(json["email"], "nora@norte.example.test");
        let again = saldo.run_with(&with(&["--password-stdin"]), PASSWORD).await;
        assert!(again.code == 1 && again.stderr.contains("is a user already"), "{again:?}");

        let sign_in = async |json: &serde_json::Value, password: &str| {
            let secret = from_base32(json["totp_secret"].as_str().expect("a secret"));
            let code = totp::Secret::of(secret).code(totp::step_at(app.portal.services.clock.now()));
            let browser = app.browser();
            assert_eq!(give_password(&browser, "nora@norte.example.test", password).await.location(), "/console/code");
            assert_eq!(give_code(&browser, &code).await.location(), "/console");
            browser
        };
        let browser = sign_in(&json, PASSWORD).await;
        let reset = ["console-user", "reset", "--email", "nora@norte.example.test", "--password-stdin"];
        let shown = saldo.run_with(&reset, "otra frase bastante larga").await;
        assert!(shown.code == 0 && shown.stdout.contains("otpauth://totp/") && shown.stdout.contains('█'), "{shown:?}");
        assert_eq!(browser.get("/console").await.location(), "/console/sign-in", "sessions end");
        let json = saldo.run_with(&[reset.as_slice(), &["--json"]].concat(), "otra frase bastante larga").await;
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
        let browser = sign_in(&json, "otra frase bastante larga").await;
        let disable = ["console-user", "disable", "--email", "nora@norte.example.test"];
        assert_eq!(saldo.run(&disable).await.code, 0);
        assert_eq!(browser.get("/console").await.location(), "/console/sign-in");
        let list = saldo.run(&["console-user", "list", "--creditor", "norte"]).await;
        assert!(list.stdout.contains("disabled"), "{list:?}");
        let acts = app.texts("SELECT action FROM audit WHERE staff_id IS NULL ORDER BY id").await;
        assert_eq!(acts, ["staff_added", "staff_reset", "staff_reset", "staff_disabled"]);
    }
}

/// RFC 4648, section 6.
fn from_base32(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).expect("base32");
        held = (held << 5 | u32::try_from(value).expect("five bits")) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).expect("a byte"));
        }
    }
    bytes
}
