//! Telling that something is wrong: the form with its files, hostile ones too, and what is asked for meanwhile.

use super::support::*;
use domain::dispute::DisputeState;
use domain::id::DisputeId;
use tokio::io::AsyncWriteExt;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01";
const MADE: &str = "SELECT COUNT(*) FROM dispute";

/// The form for an invoice as its page has it, with what a debtor says.
async fn filled(app: &TestApp, browser: &Browser, number: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = browser.get(&format!("/disputes/new?invoice={}", app.id_of(number).await)).await;
    let form = page.form("/disputes");
    let mut fields = vec![
        ("invoice".to_owned(), form.value("invoice").to_owned()),
        ("form_key".to_owned(), form.value("form_key").to_owned()),
    ];
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

async fn send(browser: &Browser, fields: &[(String, String)], files: &[(&str, &[u8])]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.upload("/disputes", &fields, files).await
}

const PART: [(&str, &str); 4] =
    [("reason", "not_as_agreed"), ("about", "amount"), ("amount", "200.00"), ("words", "Dos cajas\r\nmojadas")];

fn id_in(page: &Page) -> DisputeId {
    let path = page.location().strip_prefix("/disputes/").expect("a dispute").split('?').next().expect("a path");
    path.parse().expect("an id")
}

on_each_database! {
    async fn it_is_told_once_with_files_and_only_its_part_rests(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        assert!(ada.get("/").await.body.contains("/disputes/new"));
        let fields = filled(&app, &ada, "A-1", &PART).await;
        let files: [(&str, &[u8]); 3] = [("..\\entrega.pdf", PDF), ("cajas ñ.png", PNG), ("", b"")];
        let made = send(&ada, &fields, &files).await;
        let id = id_in(&made);
        assert_eq!(send(&ada, &fields, &files).await.location(), made.location(), "one form, one dispute");
        let mut other = fields.clone();
        other.iter_mut().filter(|(name, _)| name == "amount").for_each(|(_, value)| *value = "300.00".to_owned());
        assert_eq!(send(&ada, &other, &[]).await.status, 422, "the same form with something else in it");
        assert_eq!(app.count(MADE).await, 1);
        let found = app.dispute(id).await;
        assert_eq!((found.words.as_str(), found.amount.minor(), found.line), ("Dos cajas\nmojadas", 20_000, None));

        let page = ada.get(made.location()).await;
        let text = page.text();
        for said in ["Recibimos su aclaración", "entrega.pdf", "cajas ñ.png", "1 kB", "$200.00", "No es lo acordado"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let links: Vec<&str> = page.body.split("href=\"").filter_map(|rest| rest.split('"').next()).collect();
        let links: Vec<&&str> = links.iter().filter(|link| link.contains("/files/")).collect();
        let file = ada.get(links[1]).await;
        assert_eq!(file.header("content-type"), "image/png");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"cajas _.png\"; filename*=UTF-8''cajas%20%C3%B1.png"
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(ada.get(links[0]).await.body.as_bytes(), PDF);
        let ben = app.browser_of(app.world.ben).await;
        let own = format!("/disputes/{id}");
        for path in [own.as_str(), *links[0]] {
            assert_eq!(ben.get(path).await.status, 404, "{path}");
            assert_eq!(app.browser().get(path).await.status, 401, "{path}");
        }
        assert_eq!(ben.post(&format!("{own}/withdraw"), String::new()).await.status, 404);
        assert_eq!(app.dispute(id).await.state, DisputeState::Open);

        // 4,300.50 without 200.00, to the cent, wherever it is asked for.
        let home = ada.get("/").await.text();
        for said in ["$4,100.50", "$1,300.00", "$200.00 en revisión", "Aclaración"] {
            assert!(home.contains(said), "{said}: {home}");
        }
        assert_eq!(app.pay_form(&ada, &["A-1"], None).await.value("amount"), "1300.00");
        assert_eq!(app.pay_form(&ada, &["A-1", "A-2", "A-3"], None).await.value("amount"), "4100.50");
        assert_eq!(app.pay_form(&ada, &["A-1"], Some("1500.00")).await.value("amount"), "1500.00", "if she wants");
        assert!(ada.get("/activity").await.body.contains(&own));
        let invoice = ada.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.text();
        assert!(invoice.contains("−$200.00") && invoice.contains("Pagar $1,300.00"), "{invoice}");
        app.work().await;
        assert_eq!(app.mails_of("dispute").len(), 1);

        // What is asked for goes where it is asked for: not to what rests, though that is the oldest.
        let payment = app.start(&ada, &["A-1", "A-2", "A-3"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [20_000, 0, 0]);
        let home = ada.get("/").await.text();
        assert!(home.contains("En revisión $200.00") && !home.contains("Total por pagar"), "{home}");
        let answer = ada.submit(&ada.get(&own).await.form(&format!("{own}/withdraw")), None).await;
        assert_eq!(answer.location(), own);
        assert!(ada.get(&own).await.text().contains("Usted la retiró"));
        assert!(ada.get("/").await.text().contains("$200.00"));
        app.fits().await;
    }

    async fn all_of_it_is_asked_for_on_no_road(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-1", &[("reason", "already_paid"), ("about", "whole")]).await;
        id_in(&send(&ada, &fields, &[]).await);
        let id = app.id_of("A-1").await.to_string();
        let home = ada.get("/").await;
        assert!(home.text().contains("$2,800.50") && home.text().contains("En revisión"), "{}", home.text());
        assert!(!home.body.contains(&format!("invoice={id}")), "no button pays it");
        let boxes = ada.get("/pay").await.body;
        assert!(!boxes.contains(&id), "no box chooses it");
        let other = app.id_of("A-2").await;
        let page = ada.get(&format!("/pay/confirm?currency=MXN&how=all&invoice={id}&invoice={other}")).await;
        assert_eq!(page.form("/pay").value("amount"), "800.50", "{}", page.text());
        assert!(page.text().contains("Además, en revisión $1,500.00"), "{}", page.text());
        let page = ada.get(&format!("/invoices/{id}")).await;
        assert!(!page.body.contains("/pay/confirm") && page.text().contains("$1,500.00"), "{}", page.text());
        // Nor of who pays for somebody else.
        assert!(!ada.get("/preferences").await.body.contains(&id));
        let only = app.id_of("A-1").await;
        let link = app.link_with(app.world.ada, |link| (link.invoice, link.pay_only) = (Some(only), true)).await;
        let friend = app.browser();
        friend.enter(&link).await;
        let page = friend.get("/").await;
        assert!(!page.body.contains("action=\"/pay\"") && page.text().contains("Por ahora no se pide nada"), "{}", page.text());
        assert!(!page.text().contains("revisión"), "why is the debtor's own: {}", page.text());
        assert_eq!(send(&ada, &fields_of_another_form(&app, &ada).await, &[]).await.status, 422);
    }

    async fn what_is_missing_is_said_at_its_field_and_the_rest_is_kept(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-1", &[("about", "amount"), ("amount", "1,500.01"), ("words", "Ñandú <b>")]);
        let page = send(&ada, &fields.await, &[("a.pdf", PDF)]).await;
        assert_eq!((page.status, app.count(MADE).await), (422, 0));
        for said in ["id=\"reason-error\"", "id=\"amount-error\"", "id=\"files-error\"", "Ñandú &lt;b>", "1,500.01"] {
            assert!(page.body.contains(said), "{said}: {}", page.text());
        }
        let key = page.form("/disputes").value("form_key").to_owned();
        assert!(key.len() > 20, "the same form goes on");
        let words = "x".repeat(2_001);
        for (wrong, error) in [
            ([("reason", "other"), ("about", "whole"), ("words", "")], "words-error"),
            ([("reason", "other"), ("about", "whole"), ("words", words.as_str())], "words-error"),
            ([("reason", "not_mine"), ("about", "line"), ("line", "9")], "line-error"),
            ([("reason", "not_mine"), ("about", "amount"), ("amount", "0")], "amount-error"),
            ([("reason", "stolen"), ("about", "whole"), ("words", "")], "reason-error"),
        ] {
            let page = send(&ada, &filled(&app, &ada, "A-1", &wrong).await, &[]).await;
            assert_eq!(page.status, 422);
            let line = error == "line-error" && page.body.contains("href=\"#line\"");
            assert!(line || page.body.contains(error), "{error}: {}", page.text());
        }
        assert_eq!(app.count(MADE).await, 0);
    }

    async fn hostile_files_do_nothing(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-1", &PART).await;
        let large = [PDF, &vec![b' '; 11 * 1024 * 1024]].concat();
        let six: Vec<(&str, &[u8])> = vec![("a.png", PNG); 6];
        let bad: [&[(&str, &[u8])]; 5] = [
            &[("factura.pdf", b"MZ\x90\0 not a document")],
            &[("pagina.png", b"<html><script>alert(1)</script>")],
            &[("a.pdf", b"")],
            &[("grande.pdf", &large)],
            &six,
        ];
        for files in bad {
            let page = send(&ada, &fields, files).await;
            assert!(page.status == 422 && page.body.contains("files-error"), "{} {}", page.status, page.text());
            assert!(page.body.contains("mojadas"), "the words are kept");
        }
        let multipart = format!("multipart/form-data; boundary={BOUNDARY}");
        let broken = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-");
        let no_text = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n\u{fffd}\r\n--{BOUNDARY}--");
        let no_text = no_text.into_bytes().into_iter().map(|byte| if byte == 0xef { 0xff } else { byte }).collect();
        for (content_type, body) in [
            (multipart.as_str(), broken.into_bytes()),
            (multipart.as_str(), Vec::new()),
            (multipart.as_str(), no_text),
            (multipart.as_str(), vec![b'-'; 100_000]),
            ("multipart/form-data", b"x".to_vec()),
            ("application/x-www-form-urlencoded", b"invoice=1&form_key=2".to_vec()),
            ("text/plain", Vec::new()),
        ] {
            assert_eq!(ada.post_as("/disputes", content_type, body).await.status, 422, "{content_type}");
        }
        assert_eq!(send(&app.browser(), &fields, &[("a.pdf", PDF)]).await.status, 401);
        let ben = app.browser_of(app.world.ben).await;
        assert_eq!(send(&ben, &fields, &[]).await.status, 404, "another debtor's invoice");
        let pay_only = app.browser();
        let invoice = app.id_of("A-1").await;
        pay_only.enter(&app.link_with(app.world.ada, |link| (link.pay_only, link.invoice) = (true, Some(invoice))).await).await;
        assert_eq!(send(&pay_only, &fields, &[]).await.status, 404);
        assert_eq!((app.count(MADE).await, app.count("SELECT COUNT(*) FROM attachment").await), (0, 0));

        let names: [(&str, &[u8]); 3] = [
            ("../../etc/passwd", PDF),
            ("a%0d%0aSet-Cookie: b=c.pdf", PDF),
            ("foto\u{202e}gnp.exe", PNG),
        ];
        let id = id_in(&send(&ada, &fields, &names).await);
        let kept = app.texts("SELECT name FROM attachment ORDER BY id").await;
        assert_eq!(kept[0], "passwd.pdf");
        assert_eq!(kept[2], "fotognp.exe.png");
        assert!(!kept[1].contains(['\r', '\n', '/']) && kept[1].ends_with(".pdf"), "{kept:?}");
        assert_eq!(ada.get(&format!("/disputes/{id}")).await.status, 200);
    }

    async fn a_film_is_told_so_at_its_field(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-1", &PART).await;
        let film = vec![0; 80 * 1024 * 1024];
        let page = send(&ada, &fields, &[("a.png", PNG), ("caja.mov", &film), ("b.png", PNG)]).await;
        assert!(page.status == 422 && page.body.contains("files-error"), "{} {}", page.status, page.text());
        assert!(page.text().contains("caja.mov") && page.body.contains("mojadas"), "{}", page.text());
    }

    /// Uploads that claim much and crawl hold nobody up, whoever sends them; their own debtor waits for the first of hers.
    async fn uploads_that_crawl_hold_up_nobody(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-1", &PART).await;
        let cookies: Vec<String> = ada.cookies().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "POST /disputes HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 209715200\r\n\r\n--{BOUNDARY}\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7",
            app.address,
            cookies.join("; ")
        );
        let mut crawling = Vec::new();
        for _ in 0..8 {
            let mut line = tokio::net::TcpStream::connect(app.address).await.expect("a connection");
            line.write_all(head.as_bytes()).await.expect("a beginning");
            crawling.push(line);
        }
        let ben = app.browser_of(app.world.ben).await;
        let large = [PDF, &vec![b' '; 9 * 1024 * 1024]].concat();
        let five: Vec<(&str, &[u8])> = vec![("a.pdf", large.as_slice()); 5];
        let bens = filled(&app, &ben, "B-1", &PART).await;
        let _ = id_in(&send(&ben, &bens, &five).await);
        drop(crawling);
        let _ = id_in(&send(&ada, &fields, &[("a.pdf", PDF)]).await);
    }

    async fn too_many_a_day_are_refused_before_they_are_read(app: TestApp) {
        for n in 0..10 {
            app.object("A-1", 100, &format!("form {n}")).await.expect("made");
        }
        let ada = app.browser_of(app.world.ada).await;
        let fields = filled(&app, &ada, "A-2", &PART).await;
        assert_eq!(send(&ada, &fields, &[]).await.status, 429);
        app.pass(24 * 3600 + 1);
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(send(&ada, &fields, &[]).await.status, 303);
    }
}

/// The form of an invoice that can be disputed, for one that cannot be any more.
async fn fields_of_another_form(app: &TestApp, browser: &Browser) -> Vec<(String, String)> {
    filled(app, browser, "A-2", &[("reason", "other"), ("about", "whole"), ("words", "")]).await
}
