//! Every letter in every language, hostile names, and the ways out.

use super::agreed::Agreed;
use super::answered::Answered;
use super::asked::Asked;
use super::code::Code;
use super::dispute::Dispute;
use super::new_link::NewLink;
use super::notice::{About, Notice};
use super::payment_link::PaymentLink;
use super::receipt::Receipt;
use super::refund::Refund;
use super::reminder::Reminder;
use super::rows::Row;
use super::*;
use crate::config::Config;
use crate::config::Env;
use crate::config::MailSettings;
use app::components::left::Left;
use app::i18n::Texts as _;
use chrono::{DateTime, Utc};
use domain::branding::colour::{Colour, Palettes};
use domain::id::JobId;
use domain::language::Language;
use lettre::message::Mailbox;
use mail_parser::{HeaderName as Name, Message as Parsed, MessageParser, MimeHeaders};
use services::agreements::jobs::Confirms;
use services::format::{Locale, format_date, format_datetime};
use services::ids::Ids;
use services::ids::SeededIds;
use std::sync::Arc;

mod conversation;
mod receipts;

use receipts::{lines, receipt};

const URL: &str = "https://pagos.example.com/l/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn noon() -> DateTime<Utc> {
    "2026-11-05T12:00:00.123456Z".parse().expect("an instant")
}

fn id() -> JobId {
    JobId::new(SeededIds::new(1).uuid(noon()))
}

fn from() -> Mailbox {
    "Saldo <pagos@saldo.example>".parse().expect("a sender")
}

/// Chile, in three languages.
fn country(language: Language) -> Locale {
    "es-CL".parse::<Locale>().expect("a locale").speaking(language.as_str())
}

fn head(language: Language) -> Head {
    Head {
        language,
        creditor: "Ferretería Peña & Hijos".into(),
        debtor: "Ada Núñez".into(),
        sender: None,
        logo: None,
        colours: Palettes::PORTAL,
        legal: Vec::new(),
        contact: Some("cobranza@pena.example".into()),
        reply_to: Some("cobranza@pena.example".to_owned()),
        unsubscribe: None,
    }
}

fn agreed(language: Language) -> Agreed {
    let plan = vec!["1. 2026-12-01: $400.00".into(), "2. 2027-01-01: $400.00".into()];
    Agreed { head: head(language), text: vec![vec!["En 2 partes.".into()], plan], url: URL.to_owned() }
}

fn answered(language: Language) -> Answered {
    let lead = "Ferretería Peña & Hijos le ofrece otra fecha.".into();
    Answered {
        head: head(language),
        lead,
        terms: vec![("Vence el".into(), "15/12/2026".into()), ("Costo".into(), "$100.00".into())],
        words: vec!["Hasta el 15.".into(), "Saludos".into()],
        url: URL.to_owned(),
    }
}

fn asked(language: Language) -> Asked {
    let (w, terms) = (asked::words(language), vec![("Vence el".into(), "15/12/2026".into())]);
    let (lead, words) = ((w.lead)("Ferretería Peña & Hijos").into(), vec![(w.more)("8/11/2026").into()]);
    Asked { head: head(language), lead, terms, words, url: URL.to_owned() }
}

fn dispute(language: Language) -> Dispute {
    let w = dispute::words(language);
    let creditor = "Ferretería Peña & Hijos";
    Dispute {
        head: head(language),
        answered: false,
        lead: (w.made_lead)(creditor, "A-1001").as_str().into(),
        words: vec!["Hasta el 15.".into()],
        url: URL.to_owned(),
    }
}

fn reminder(language: Language) -> Reminder {
    let (w, of) = (reminder::words(language), rows::words(language));
    let row = |what: String, amount: Option<&str>, when: String| Row {
        what: what.into(),
        amount: amount.map(Line::from),
        when: when.into(),
    };
    let stop = "https://pagos.example.com/reminders/off?t=AAAA".to_owned();
    Reminder {
        head: Head { unsubscribe: Some(stop), ..head(language) },
        lead: w.both.into(),
        rows: vec![
            row((of.invoice)("F-1001"), Some("$1,234.50"), (of.was_due)("5/11/2026")),
            row((of.invoice)("F-1002"), Some("$10.00"), of.due_today.to_owned()),
            row((of.instalment)(2, 6, "F-1003"), Some("$100.00"), (of.due)("8/11/2026")),
            row((of.down)("F-1004"), Some("$50.00"), (of.due)("8/11/2026")),
            row((of.invoice)("F-1005"), None, (of.less_until)("$98.00", "$2.00", "8/11/2026")),
            row((of.invoice)("F-1006"), Some("$600.00"), (w.settle_until)("8/11/2026")),
        ],
        after: vec![w.crossed.into()],
        url: URL.to_owned(),
    }
}

/// Every notice after the other.
fn notices(language: Language) -> Vec<Notice> {
    let w = notice::words(language);
    let (amount, day) = ("$100.00", "8/11/2026");
    let said = [
        ((w.late)(amount, day), w.late_more),
        ((w.late_last)(amount, day), w.late_last_more),
        (w.plan_kept.to_owned(), ""),
        (w.plan_broken.to_owned(), w.plan_broken_more),
        (w.promise_kept.to_owned(), ""),
        (w.promise_broken.to_owned(), w.promise_broken_more),
        (w.settlement_ended.to_owned(), w.settlement_ended_more),
        (w.lapsed.to_owned(), w.lapsed_more),
        ((w.space_begun)(day), w.space_begun_more),
        (w.space_ended.to_owned(), w.space_ended_more),
        ((w.not_needed)(amount), w.not_needed_more),
    ];
    let about = |n| match n {
        0..=6 => About::Agreement,
        7 => About::Request,
        8..=9 => About::Pause,
        _ => About::Payment,
    };
    let notice = |(n, (lead, after)): (usize, (String, &'static str))| Notice {
        head: head(language),
        lead: lead.into(),
        rows: Vec::new(),
        after: [after].into_iter().filter(|text| !text.is_empty()).map(Line::from).collect(),
        url: URL.to_owned(),
        about: about(n),
    };
    said.into_iter().enumerate().map(notice).collect()
}

#[test]
fn every_notice_in_every_language() {
    let mut texts = Vec::new();
    for language in Language::ALL {
        for notice in notices(language) {
            let mail = Mail::write(&notice, "ada@example.com", id(), noon()).expect("a mail");
            assert!(mail.unsubscribe.is_none(), "what is agreed cannot be refused");
            texts.push(format!("Subject: {}\n\n{}", mail.rendered.subject, mail.rendered.text));
        }
    }
    insta::assert_snapshot!("notices_text", texts.join("\n=====\n"));
}

#[test]
fn reminders_alone_can_be_refused_with_one_press() {
    for mail in samples(Language::En) {
        let bytes = bytes(&mail);
        let text = String::from_utf8_lossy(&bytes);
        let headers = text.split("\r\n\r\n").next().expect("headers");
        let has = headers.contains("List-Unsubscribe: <https://pagos.example.com/reminders/off?t=AAAA>");
        let one_click = headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assert_eq!((has, one_click), (mail.name == "reminder", mail.name == "reminder"), "{}: {headers}", mail.name);
    }
}

/// One of each letter.
fn samples(language: Language) -> Vec<Mail> {
    let until = Line::from(format_date(country(language), "2026-12-05".parse().expect("a day")));
    let write = |mail: Result<Mail, MailError>| mail.expect("a mail");
    let to = "ada@example.com";
    vec![
        write(Mail::write(
            &PaymentLink { head: head(language), url: URL.into(), until: until.clone() },
            to,
            id(),
            noon(),
        )),
        write(Mail::write(&NewLink { head: head(language), url: URL.into(), until }, to, id(), noon())),
        write(Mail::write(&receipt(language), to, id(), noon())),
        write(Mail::write(
            &Refund {
                head: head(language),
                amount: "$1,234.50".into(),
                number: "R-2026-000017".into(),
                open: vec!["F-1001".into()],
                url: URL.into(),
            },
            to,
            id(),
            noon(),
        )),
        {
            let (head, confirms) = (head(language), Some(Confirms::Plan { payments: 6 }));
            write(Mail::write(&Code { head, confirms, code: "042 917".into(), minutes: 10 }, to, id(), noon()))
        },
        write(Mail::write(&agreed(language), to, id(), noon())),
        write(Mail::write(&answered(language), to, id(), noon())),
        write(Mail::write(&asked(language), to, id(), noon())),
        write(Mail::write(&dispute(language), to, id(), noon())),
        write(Mail::write(&reminder(language), to, id(), noon())),
        write(Mail::write(&notices(language).swap_remove(0), to, id(), noon())),
    ]
}

fn bytes(mail: &Mail) -> Vec<u8> {
    mail.message(&from()).expect("a message").formatted()
}

fn parse(bytes: &[u8]) -> Parsed<'_> {
    MessageParser::new().parse(bytes).expect("a mail that parses")
}

/// What a person sees of HTML, roughly.
fn visible(html: &str) -> String {
    let body = &html[html.find("<body").expect("a body")..];
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    // An inbox counts these as characters, though they show nothing.
    text.replace("&#847;&zwnj;&nbsp;", "·")
}

#[test]
fn every_letter_in_every_language() {
    for (i, name) in [
        "payment_link",
        "new_link",
        "receipt",
        "refund",
        "code",
        "agreed",
        "answered",
        "asked",
        "dispute",
        "reminder",
        "notice",
    ]
    .into_iter()
    .enumerate()
    {
        let (mut texts, mut pages) = (Vec::new(), Vec::new());
        for language in Language::ALL {
            let mail = samples(language).swap_remove(i);
            assert_eq!(mail.name, name);
            texts.push(format!("Subject: {}\n\n{}", mail.rendered.subject, mail.rendered.text));
            pages.push(mail.rendered.html);
        }
        insta::assert_snapshot!(format!("{name}_text"), texts.join("\n=====\n"));
        insta::assert_snapshot!(format!("{name}_html"), pages.join("\n=====\n"));
    }
}

#[test]
fn a_paid_up_account_and_a_bare_context_read_well() {
    let bare = Head { debtor: "".into(), contact: None, reply_to: None, ..head(Language::Es) };
    let left = lines(&Left::default().of_account(Language::Es.pages()));
    let letter = Receipt { head: bare, pays: vec![], left, credit: Some("$10.00".into()), ..receipt(Language::Es) };
    let mail = Mail::write(&letter, " ada@example.com ", id(), noon()).expect("a mail");
    assert!(!mail.rendered.html.contains("Hola"));
    insta::assert_snapshot!(mail.rendered.text);
}

#[test]
fn lock_screens_show_no_amount_and_no_debt() {
    // Gauntlet 103. Words for money owed, in three languages; "cuenta" and "recibo" are not among them.
    const DEBT: [&str; 22] = [
        "$",
        "deuda",
        "debe",
        "adeud",
        "factura",
        "pago",
        "pagar",
        "venc",
        "cobr",
        "mora",
        "saldo pendiente",
        "debt",
        "owe",
        "owing",
        "invoice",
        "pay",
        "overdue",
        "due",
        "dívida",
        "deve",
        "fatura",
        "atras",
    ];
    for language in Language::ALL {
        for mail in samples(language) {
            // Gmail shows about 110 characters on a desktop, iOS up to 140.
            let page: String = visible(&mail.rendered.html).split_whitespace().collect::<Vec<_>>().join(" ");
            let preview: String = page.chars().take(150).collect();
            for (what, text) in [("subject", &mail.rendered.subject), ("preview", &preview)] {
                // The creditor chose its own name.
                let text = text.to_lowercase().replace("ferretería peña &#38; hijos", "");
                let found: Vec<_> = DEBT.iter().filter(|word| text.contains(**word)).collect();
                assert!(found.is_empty(), "{} {what}: {found:?} in {text:?}", mail.name);
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{} {what}: {text:?}", mail.name);
            }
            // The canary: further down, a receipt does name its amount.
            assert!(mail.name != "receipt" || page.contains("$1,234.50"));
        }
    }
}

#[test]
fn a_mail_asks_nobody_else_for_anything() {
    for mail in Language::ALL.into_iter().flat_map(samples) {
        let html = mail.rendered.html.to_lowercase();
        for sign in ["<img", "src=", "url(", "<link", "<script", "@import", "@font-face", "<form", "background=\""] {
            assert!(!html.contains(sign), "{}: {sign}", mail.name);
        }
        let addresses = html.matches("http").count();
        let ours =
            html.matches(&URL.to_lowercase()).count() + html.matches("https://pagos.example.com/reminders/off").count();
        assert_eq!(addresses, ours, "{}: only our own address", mail.name);
        // The code leads nowhere, so that nobody learns to press a button when asked for one.
        assert_eq!(mail.rendered.text.contains(URL), mail.name != "code", "{}: the text part works alone", mail.name);
    }
}

#[test]
fn what_is_sent_is_what_was_meant() {
    for mail in Language::ALL.into_iter().flat_map(samples) {
        let bytes = bytes(&mail);
        assert_eq!(bytes, self::bytes(&mail), "the same mail twice, byte for byte");
        assert!(bytes.is_ascii() && bytes.split(|b| *b == b'\n').all(|line| line.len() <= 998));
        let parsed = parse(&bytes);
        assert_eq!(parsed.subject(), Some(mail.rendered.subject.as_str()));
        assert_eq!(parsed.message_id(), Some(format!("{}@saldo.example", id()).as_str()));
        let sender = parsed.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!((sender.name(), sender.address()), (Some("Ferretería Peña & Hijos"), Some("pagos@saldo.example")));
        let reply = parsed.reply_to().and_then(|to| to.first()).expect("an address for answers");
        assert_eq!(reply.address(), Some("cobranza@pena.example"));
        assert_eq!(parsed.date().map(mail_parser::DateTime::to_timestamp), Some(noon().timestamp()));
        assert_eq!(parsed.header(Name::AutoSubmitted).and_then(|value| value.as_text()), Some("auto-generated"));
        assert_eq!(parsed.header("List-Unsubscribe").is_some(), mail.name == "reminder", "only reminders have that");
        let same = |text: Option<std::borrow::Cow<'_, str>>, wanted: &str| {
            assert_eq!(text.expect("a part").replace("\r\n", "\n"), wanted);
        };
        same(parsed.body_text(0), &mail.rendered.text);
        same(parsed.body_html(0), &mail.rendered.html);
        assert_eq!((parsed.text_body_count(), parsed.html_body_count(), parsed.attachment_count()), (1, 1, 0));
    }
}

#[test]
fn a_firm_shows_itself_without_anything_being_fetched() {
    for language in Language::ALL {
        let mut letter = receipt(language);
        letter.head.sender = Some("Cobranza Peña".into());
        letter.head.colours = Colour::new(0xff, 0xcc, 0x00).palettes();
        letter.head.legal = vec!["Ferretería Peña & Hijos, S.A.".into(), "Av. Juárez 10".into()];
        letter.head.logo = Some(MailLogo { png: b"\x89PNG\r\n\x1a\n...".to_vec(), width: 120, height: 40 });
        let mail = Mail::write(&letter, "ada@example.com", id(), noon()).expect("a mail");
        let bytes = bytes(&mail);
        let parsed = parse(&bytes);
        let sender = parsed.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!((sender.name(), sender.address()), (Some("Cobranza Peña"), Some("pagos@saldo.example")));
        let html = parsed.body_html(0).expect("a page");
        assert_eq!(html.matches("<img").count(), 1);
        assert!(
            html.contains("src=\"cid:logo@saldo\"") && html.contains("alt=\"Ferretería Peña &#38; Hijos\""),
            "{html}"
        );
        assert!(!html.contains("src=\"http") && !html.contains("url("), "nothing is fetched");
        assert!(
            html.contains("background:#866b00;color:#ffffff") && html.contains("background: #ffcc00 !important"),
            "{html}"
        );
        assert!(html.contains("Ferretería Peña &#38; Hijos, S.A.<br>Av. Juárez 10"), "{html}");
        let text = parsed.body_text(0).expect("a text");
        assert!(
            text.trim_end().replace("\r\n", "\n").ends_with("Ferretería Peña & Hijos, S.A.\nAv. Juárez 10"),
            "{text}"
        );
        let logo = parsed.parts.iter().find(|part| part.content_id().is_some()).expect("the logo");
        assert_eq!(logo.content_id(), Some("logo@saldo"));
        assert_eq!(logo.contents(), b"\x89PNG\r\n\x1a\n...");
        assert!(logo.content_disposition().is_some_and(|how| how.ctype() == "inline"));
    }
}

#[test]
fn nothing_from_an_import_can_add_a_header() {
    // Gauntlet 74.
    let hostile = [
        "Ada\r\nBcc: all@example.com",
        "Ada\nBcc: all@example.com\n\n<script>alert(1)</script>",
        "Ada\r\n\r\n--=_boundary\r\nContent-Type: text/html\r\n\r\nhello",
        "Ada\" <all@example.com>, \"Eve",
        "Ada <eve@example.com>",
        "=?utf-8?Q?Ada=0D=0ABcc:_all@example.com?=",
        "Ada\u{2028}Bcc: all@example.com",
        "Ada\u{85}Bcc: all@example.com",
        "Ada\0Bcc: all@example.com",
        "Ada; Bcc: all@example.com",
        "Ada\u{202e}moc.elpmaxe@lla",
        "<img src=x onerror=alert(1)>",
        "{{ w.hello }}",
        "\\\r\n.\r\nMAIL FROM:<eve@example.com>",
        &"ñ".repeat(5000),
    ];
    for name in hostile {
        let mut letter = receipt(Language::Es);
        letter.head.creditor = name.into();
        letter.head.debtor = name.into();
        letter.head.sender = Some(name.into());
        letter.head.legal = vec![name.into()];
        letter.head.contact = Some(name.into());
        letter.number = name.into();
        letter.pays[0].what = name.into();
        let mail = Mail::write(&letter, "ada@example.com", id(), noon()).expect("a mail");
        let bytes = bytes(&mail);
        let parsed = parse(&bytes);
        let names: Vec<Name<'_>> = parsed.headers().iter().map(|header| header.name.clone()).collect();
        let wanted = [
            Name::From,
            Name::To,
            Name::Subject,
            Name::Date,
            Name::MessageId,
            Name::AutoSubmitted,
            Name::ReplyTo,
            Name::MimeVersion,
            Name::ContentType,
        ];
        assert_eq!(names, wanted, "{name:?}");
        let to: Vec<_> = parsed.to().expect("a recipient").iter().collect();
        let (shown, line) = (to[0].name().unwrap_or_default(), Line::from(name));
        assert_eq!((to.len(), to[0].address()), (1, Some("ada@example.com")), "{name:?}");
        assert_eq!(shown, &*line, "{name:?}");
        assert_eq!(parsed.from().map(|from| from.iter().count()), Some(1), "{name:?}");
        assert_eq!(parsed.subject(), Some(mail.rendered.subject.as_str()), "{name:?}");
        assert_eq!(parsed.parts.len(), 3, "{name:?}: the whole and its two parts");
        assert!(parsed.parts.iter().all(|part| part.attachment_name().is_none()));
        let html = parsed.body_html(0).expect("a page");
        assert!(!html.contains("<script") && !html.contains("<img"), "{name:?}");
        let text = parsed.body_text(0).expect("a text");
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{name:?}");
    }
}

#[test]
fn an_address_that_is_none_is_told_apart() {
    for to in [
        "",
        "ada",
        "ada@",
        "ada@example.com\r\nRCPT TO:<eve@example.com>",
        "ada@example.com, eve@example.com",
        "Ada <ada@example.com>",
    ] {
        let refused = Mail::write(&receipt(Language::Es), to, id(), noon());
        assert!(matches!(refused, Err(MailError::Refused { bad_address: true, .. })), "{to:?}: {refused:?}");
    }
    let mut letter = receipt(Language::Es);
    letter.head.reply_to = Some("not an address".to_owned());
    let mail = Mail::write(&letter, "ada@example.com", id(), noon()).expect("a mail");
    assert_eq!(mail.reply_to, None);
}

/// A folder of the test's own under `target/`, empty at the start.
fn folder(name: &str) -> std::path::PathBuf {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-mail").join(name);
    drop(std::fs::remove_dir_all(&dir));
    drop(std::fs::remove_file(&dir));
    dir
}

#[tokio::test]
async fn a_folder_gets_one_whole_file_per_mail() {
    let dir = folder("whole");
    let mailer = Mailer::from_settings(&MailSettings::Folder { dir: dir.clone(), from: from() }).expect("a folder");
    let mut mails = samples(Language::Es);
    mails[3].queued_at += chrono::TimeDelta::seconds(1);
    for mail in mails.iter().chain(&mails) {
        mailer.send(mail).await.expect("a file");
    }
    let mut names: Vec<String> = std::fs::read_dir(&dir)
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    let id = id();
    assert_eq!(
        names,
        [
            format!("20261105T120000.123456Z-agreed-{id}.eml"),
            format!("20261105T120000.123456Z-answered-{id}.eml"),
            format!("20261105T120000.123456Z-asked-{id}.eml"),
            format!("20261105T120000.123456Z-code-{id}.eml"),
            format!("20261105T120000.123456Z-dispute-{id}.eml"),
            format!("20261105T120000.123456Z-new_link-{id}.eml"),
            format!("20261105T120000.123456Z-notice-{id}.eml"),
            format!("20261105T120000.123456Z-payment_link-{id}.eml"),
            format!("20261105T120000.123456Z-receipt-{id}.eml"),
            format!("20261105T120000.123456Z-reminder-{id}.eml"),
            format!("20261105T120001.123456Z-refund-{id}.eml"),
        ],
        "sent twice, there once; nothing half written"
    );
    let file = std::fs::read(dir.join(mails[2].file_name())).expect("the receipt");
    assert_eq!(parse(&file).subject(), Some("Ferretería Peña & Hijos: su comprobante"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(dir.join(&names[0])).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "links are keys");
    }
}

#[tokio::test]
async fn a_folder_that_goes_away_is_a_matter_of_time() {
    let dir = folder("gone");
    let mailer = Mailer::from_settings(&MailSettings::Folder { dir: dir.clone(), from: from() }).expect("a folder");
    std::fs::remove_dir_all(&dir).expect("gone");
    let sent = mailer.send(&samples(Language::Es)[0]).await;
    assert!(matches!(sent, Err(MailError::Temporary(_))), "{sent:?}");
    std::fs::write(&dir, "a file in its place").expect("a file");
    let refused = Mailer::from_settings(&MailSettings::Folder { dir, from: from() }).expect_err("a refusal");
    assert!(refused.starts_with("SALDO_MAIL_DIR cannot be written to"), "{refused}");
}

#[tokio::test]
async fn memory_keeps_and_nothing_refuses() {
    let (mailer, kept) = Mailer::memory();
    let mail = samples(Language::Pt).swap_remove(0);
    mailer.clone().send(&mail).await.expect("kept");
    assert_eq!(*kept.lock().expect("the mails"), std::slice::from_ref(&mail));
    assert_eq!(format!("{mail:?}"), format!("Mail(payment_link {})", id()));
    assert!(mailer.is_set_up() && Arc::strong_count(&kept) == 2);
    let none = Mailer::from_settings(&MailSettings::None).expect("nothing");
    assert!(!none.is_set_up());
    assert!(matches!(none.send(&mail).await, Err(MailError::Refused { bad_address: false, .. })));
}

#[tokio::test]
async fn settings_that_pass_make_a_mailer() {
    let base =
        Env::from([("SALDO_SECRET", "Zm9yIHRlc3RzIG9ubHksIG5vdCBmb3IgdXNl"), ("SALDO_MAIL_FROM", "a@b.example")]);
    for url in [
        "smtps://u:p@mail.example.com",
        "smtp://u:p@mail.example.com:587?tls=required",
        "smtp://mail:25?tls=none",
        "smtp://localhost?tls=opportunistic",
    ] {
        let config = Config::from_env(&base.clone().with([("SALDO_SMTP_URL", url)])).expect("settings in order");
        let mailer = Mailer::from_settings(&config.mail);
        assert!(matches!(mailer, Ok(Mailer::Smtp(_))), "{url}: {mailer:?}");
    }
}
