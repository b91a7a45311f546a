//! How a firm shows itself: what `saldo creditor set` takes and refuses, and where debtors meet it.

use super::command::Saldo;
use super::support::*;
use domain::branding::Branding;
use store::creditors;

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" rx="6" fill="#7a2e1d"/></svg>"##;

impl TestApp {
    /// What is kept of how Norte shows itself.
    async fn branding(&self) -> Branding {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let norte = creditors::by_id(&mut db, self.world.norte.id).await.expect("the database");
        norte.expect("Norte").branding
    }

    /// Gives Norte all that a firm can show of itself.
    async fn brand(&self) {
        let logo = self.scratch.file("logo.svg", LOGO);
        let privacy = self.scratch.file("aviso.txt", "Sus datos son suyos.\n\nPida lo que quiera.");
        let (logo, privacy) = (logo.to_str().expect("text"), format!("es={}", privacy.to_str().expect("text")));
        let set = Saldo::of(self)
            .run(&[
                "creditor",
                "set",
                "norte",
                "--name",
                "Norte Materiales",
                "--logo",
                logo,
                "--colour",
                "#ffcc00",
                "--sender-name",
                "Cobranza Norte",
                "--reply-to",
                "respuestas@norte.example.test",
                "--contact-phone",
                "55 1234 5678",
                "--hours",
                "lun a vie, 9 a 18 h",
                "--hours",
                "en=Mon to Fri, 9 to 6",
                "--legal",
                "Ferretería del Norte, S.A. de C.V.",
                "--legal",
                "Av. Juárez 10, CDMX",
                "--privacy",
                &privacy,
            ])
            .await;
        assert_eq!((set.code, set.stderr.as_str()), (0, ""), "{set:?}");
        assert_eq!(
            set.stdout,
            "changed norte\n#ffcc00 alone could not be read everywhere: shown as #866b00 on light pages\n"
        );
    }
}

/// The nonce that the answer lets a style through by.
fn style_nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy").to_owned();
    let style = policy.split("; ").find_map(|rule| rule.strip_prefix("style-src 'self' 'nonce-")).expect("a nonce");
    style.trim_end_matches('\'').to_owned()
}

on_each_database! {
    async fn a_firm_shows_itself_on_pages_mails_and_papers(app: TestApp) {
        app.brand().await;
        let link = app.link(app.world.ada).await;
        let gate = app.browser().get(&link).await;
        let ada = app.browser_of(app.world.ada).await;
        let home = ada.get("/").await;
        let branding = app.branding().await;
        let logo = branding.logo.clone().expect("a logo");
        let code = app.world.norte.code;
        let address = format!("/contact/{code}/logo/{}", logo.digest);
        for page in [&gate, &home] {
            let text = page.text();
            assert!(page.body.contains(&format!("<img src=\"{address}\" width=\"132\" height=\"44\" alt=\"Norte Materiales\" class=\"logo\"")), "{}", page.body);
            assert!(page.body.contains(&format!("<style nonce=\"{}\">:root{{--accent:#866b00;", style_nonce(page))), "{}", page.body);
            for said in ["pagos@norte.example.test", "55 1234 5678", "lun a vie, 9 a 18 h", "Ferretería del Norte, S.A. de C.V. Av. Juárez 10, CDMX", "Contacto y privacidad"] {
                assert!(text.contains(said), "{said}: {text}");
            }
        }

        // The picture: of our own drawing, for ever, and nothing that a browser could run.
        let stranger = app.browser();
        let picture = stranger.get(&address).await;
        assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"));
        assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert_eq!(picture.header("cache-control"), "public, max-age=31536000, immutable");
        let sur = app.world.sur.code;
        for none in [format!("/contact/{sur}/logo/{}", logo.digest), format!("/contact/{code}/logo/00"), "/contact/AAAAAAAA/logo/00".to_owned()] {
            assert_eq!(stranger.get(&none).await.status, 404, "{none}");
        }

        let about = stranger.get(&format!("/contact/{code}?lang=en")).await;
        let text = about.text();
        assert_eq!(about.status, 200);
        for said in ["Contact and privacy", "Norte Materiales", "Mon to Fri, 9 to 6", "Sus datos son suyos.", "Pida lo que quiera.", "what Norte Materiales holds"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(about.body.contains("<p lang=\"es\">Sus datos son suyos.</p>"), "{}", about.body);
        assert!(!text.contains("Ada"), "anybody may read it: {text}");
        assert!(ada.get(&format!("/contact/{code}")).await.body.contains("href=\"/activity\""), "her way back");

        let payment = app.ada_pays().await;
        app.work().await;
        let mail = app.mails_of("receipt").pop().expect("the receipt");
        assert_eq!(mail.from_name, "Cobranza Norte");
        let reply = mail.reply_to.as_ref().expect("an address for answers");
        assert_eq!((reply.name.as_deref(), reply.email.as_ref()), (Some("Norte Materiales"), "respuestas@norte.example.test"));
        assert!(mail.logo.as_ref().is_some_and(|png| png.starts_with(b"\x89PNG")), "it goes with the mail");
        assert_eq!(mail.rendered.html.matches("<img").count(), 1);
        assert!(mail.rendered.html.contains("src=\"cid:logo@saldo\"") && mail.rendered.html.contains("background:#866b00"));
        for said in ["55 1234 5678 (lun a vie, 9 a 18 h)", "Ferretería del Norte, S.A. de C.V."] {
            assert!(mail.rendered.html.contains(said) && mail.rendered.text.contains(said), "{said}: {}", mail.rendered.text);
        }
        let plain = documents_size(&app, payment.id).await;
        Saldo::of(&app).run(&["creditor", "set", "norte", "--logo", "", "--colour", ""]).await;
        assert!(documents_size(&app, payment.id).await < plain, "the paper had the logo");
        let home = ada.get("/").await;
        assert!(!home.body.contains("<img") && !home.body.contains("<style"), "{}", home.body);
        assert!(!home.header("content-security-policy").contains("nonce-") || home.body.contains("<script"));
        assert_eq!(stranger.get(&address).await.status, 404, "what was forgotten is gone");
    }

    async fn another_firm_shows_nothing_of_it(app: TestApp) {
        app.brand().await;
        let eva = app.browser_of(app.world.eva).await;
        for path in ["/", "/activity", "/preferences"] {
            let page = eva.get(path).await;
            for of_norte in ["Norte", "<img", "<style", "55 1234 5678"] {
                assert!(!page.body.contains(of_norte), "{path}: {of_norte}");
            }
        }
    }

    async fn what_it_shows_is_read_back_and_forgotten(app: TestApp) {
        app.brand().await;
        let saldo = Saldo::of(&app);
        let shown = saldo.run(&["creditor", "show", "norte"]).await;
        for line in [
            "name                Norte Materiales",
            "mails come from     Cobranza Norte",
            "answers go to       respuestas@norte.example.test",
            "logo                576 × 192 dots",
            "hours               en: Mon to Fri, 9 to 6",
            "legal lines         es: Ferretería del Norte, S.A. de C.V. / Av. Juárez 10, CDMX",
            "privacy             es: 41 characters",
        ] {
            assert!(shown.stdout.lines().any(|shown| shown == line), "{line}\n{}", shown.stdout);
        }
        let json = saldo.run(&["creditor", "show", "norte", "--json"]).await.json();
        assert_eq!((&json["branding"]["colour"], &json["privacy"]["es"]), (&serde_json::json!("#ffcc00"), &serde_json::json!("Sus datos son suyos.\n\nPida lo que quiera.")));
        let all = ["--logo", "", "--colour", "", "--sender-name", "", "--reply-to", "", "--hours", "", "--hours", "en=", "--legal", "", "--privacy", ""];
        let set = saldo.run(&[&["creditor", "set", "norte"][..], &all].concat()).await;
        assert_eq!(set.code, 0, "{set:?}");
        assert_eq!(app.branding().await, Branding::default());
        assert_eq!(saldo.run(&["creditor", "show", "norte", "--json"]).await.json()["privacy"], serde_json::json!({}));
    }

    async fn what_would_harm_is_refused_in_one_line(app: TestApp) {
        let before = app.branding().await;
        let file = |name: &str, bytes: &[u8]| app.scratch.file(name, bytes).to_str().expect("text").to_owned();
        let script = file("script.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        let jpeg = file("photo.jpg", b"\xff\xd8\xff\xe0");
        let large = file("large.svg", &vec![b' '; 2 * 1024 * 1024]);
        let binary = file("aviso.bin", b"\xff\xfe\0");
        for (option, value, says) in [
            ("--logo", script.as_str(), "the SVG has a script in it"),
            ("--logo", &jpeg, "a logo is an SVG or a PNG file"),
            ("--logo", &large, "1048576 at most"),
            ("--logo", "/no/such/logo.png", "No such file"),
            ("--colour", "red;}body{display:none", "six hexadecimal digits"),
            ("--sender-name", "Banco <pagos@banco.example>", "has no @"),
            ("--sender-name", "Norte\r\nBcc: all@example.com", "has no @"),
            ("--sender-name", "Norte\u{202e}ocnaB", "U+202E"),
            ("--reply-to", "a@b.example, c@d.example", "no mail address"),
            ("--contact-email", "x\r\nBcc: y@z.example", "no mail address"),
            ("--contact-phone", "javascript:alert(1)", "telephone number"),
            ("--hours", &"9".repeat(100), "80 at most"),
            ("--legal", "1\n2\n3\n4\n5", "4 at most"),
            ("--privacy", &binary, "no text in UTF-8"),
            ("--name", "\u{202e}etroN", "U+202E"),
            ("--name", " ", "it is empty"),
        ] {
            let set = Saldo::of(&app).run(&["creditor", "set", "norte", option, value]).await;
            assert!(set.code == 1 && set.stderr.contains(says) && set.stderr.contains(option) && set.stderr.lines().count() == 1, "{option} {value:.40}: {set:?}");
        }
        assert_eq!(app.branding().await, before);
    }

    async fn a_name_from_right_to_left_stands_by_itself(app: TestApp) {
        let set = Saldo::of(&app).run(&["creditor", "set", "norte", "--name", "شركة الشمال"]).await;
        assert_eq!(set.code, 0, "{set:?}");
        let gate = app.browser().get(&app.link(app.world.ada).await).await;
        assert!(gate.body.contains("<bdi>\u{2068}شركة الشمال\u{2069}</bdi>"), "{}", gate.body);
    }
}

/// How many bytes a receipt has.
async fn documents_size(app: &TestApp, payment: domain::id::PaymentId) -> usize {
    let ada = app.browser_of(app.world.ada).await;
    let file = ada.get(&format!("/payments/{payment}/receipt.pdf")).await;
    assert_eq!(file.status, 200);
    file.header("content-length").parse().expect("a length")
}
