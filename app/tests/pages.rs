//! Every page, in every state and language: whole, labelled, and with nothing a strict
//! Content-Security-Policy would block.
#![cfg(feature = "ssr")]

#[path = "../examples/gallery/samples.rs"]
mod samples;

use app::components::forms::{FieldProblem, HiddenField, InvalidField};
use app::components::verification::CheckNext;
use app::context::{Assets, Audience, Creditor, Logo, Spoken};
use app::i18n::Texts as _;
use app::views;
use app::views::new_link::NewLinkView;
use app::views::preferences::{PreferencesView, SharedLink};
use app::views::problem::Problem;
use app::views::request::SentFile;
use domain::agreement::AgreementKind;
use domain::language::Language;
use domain::request::{RequestKind, RequestState};
use samples::places;
use std::collections::HashSet;
use std::sync::Arc;

fn assets() -> Arc<Assets> {
    let boot = app::html::boot_script("/pkg/app.1.js", "/pkg/app.1.wasm");
    Arc::new(Assets {
        stylesheet: "/pkg/saldo.1.css".into(),
        console_stylesheet: "/pkg/console.1.css".into(),
        icon: "/favicon.svg".into(),
        boot_paying: boot.clone(),
        boot_planning: boot,
    })
}

fn each_page(mut check: impl FnMut(Language, &str, &str)) {
    let assets = assets();
    let mut seen = 0;
    for place in places() {
        for (name, html) in place.pages(&assets) {
            check(place.language, &name, &html);
            seen += 1;
        }
    }
    assert!(seen > 360, "three languages, a hundred and twenty pages: {seen}");
}

/// The opening tags of `name`: `<input …>` without its brackets.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split('<')
        .filter(|part| part.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '/'])))
        .filter_map(|part| part.split('>').next())
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[test]
fn every_page_is_a_whole_document_in_its_language() {
    each_page(|language, name, html| {
        assert!(html.starts_with("<!DOCTYPE html><html lang=\""), "{name}");
        assert!(html.ends_with("</body></html>"), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one heading says what the page is");
        assert_eq!(Language::of_tag(attribute(tags(html, "html")[0], "lang").unwrap_or_default()), Some(language));
        for needed in ["<title>", "name=\"viewport\"", "<main id=\"main\"", "class=\"skip\""] {
            assert!(html.contains(needed), "{name} lacks {needed}");
        }
        // What is kept of a debtor concerns debtors.
        let console = name.starts_with("console-");
        assert_eq!(html.contains(language.pages().shell.privacy), !console, "{name}");
    });
}

#[test]
fn every_field_has_a_label_and_every_id_is_there_once() {
    each_page(|_, name, html| {
        let ids: Vec<&str> =
            html.split('<').filter_map(|part| attribute(part.split('>').next().unwrap_or_default(), "id")).collect();
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id is there twice");
        let fields = tags(html, "input").into_iter().chain(tags(html, "textarea"));
        for input in fields.filter(|tag| attribute(tag, "type") != Some("hidden")) {
            let id = attribute(input, "id").unwrap_or_else(|| panic!("{name}: no id on {input}"));
            assert!(html.contains(&format!("for=\"{id}\"")), "{name}: no label for {id}");
        }
        for tag in html.split('<').map(|part| part.split('>').next().unwrap_or_default()) {
            for about in attribute(tag, "aria-describedby").unwrap_or_default().split_whitespace() {
                assert!(unique.contains(about), "{name}: nothing has the id {about}");
            }
            if let Some(target) = attribute(tag, "href").and_then(|href| href.strip_prefix('#')) {
                assert!(unique.contains(target), "{name}: a link to #{target}, which is not there");
            }
        }
    });
}

#[test]
fn nothing_inline_but_the_boot_script_and_that_only_with_an_island() {
    each_page(|_, name, html| {
        assert!(!html.contains(" style="), "{name}: an inline style");
        for style in tags(html, "style") {
            // A firm's colour, which the answer's policy lets through by its nonce.
            assert_eq!(attribute(style, "nonce"), Some("bm9uY2U"), "{name}: an inline style");
        }
        for tag in html.split('<').map(|part| part.split('>').next().unwrap_or_default()) {
            assert!(!tag.split_whitespace().any(|word| word.starts_with("on")), "{name}: a handler in {tag}");
        }
        let scripts = tags(html, "script");
        let islands = html.matches("<leptos-island").count();
        if islands == 0 {
            assert!(scripts.is_empty() && !html.contains(".wasm"), "{name}: script without an island");
        } else {
            assert_eq!(scripts.len(), 1, "{name}");
            assert_eq!(attribute(scripts[0], "nonce"), Some("bm9uY2U"), "{name}");
            assert!(html.contains("import(\"/pkg/app.1.js\")"), "{name}: the script is not escaped as text");
        }
        assert!(!html.contains("http-equiv"), "{name}: pages never reload by themselves");
    });
}

#[test]
fn forms_that_change_something_are_posts_to_our_own_paths() {
    each_page(|_, name, html| {
        for form in tags(html, "form") {
            let (method, action) = (attribute(form, "method"), attribute(form, "action").unwrap_or_default());
            assert!(action.starts_with('/'), "{name}: {form}");
            // A GET form asks for a page and changes nothing.
            let asks = [
                "/pay/confirm",
                "/plans/new",
                "/extensions/new",
                "/promises/new",
                "/settlements/new",
                "/console/debtors",
                "/activity/statement",
            ];
            let console = action.starts_with("/console/") && action.ends_with("/check");
            let asks = asks.contains(&action) || action.starts_with("/invoices/") || console;
            assert!((method == Some("post")) != asks, "{name}: {form}");
        }
    });
}

#[test]
fn hostile_text_stays_text() {
    const EVIL: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&";
    let evil = || EVIL.to_owned();
    let [place, ..] = places();
    let mut context = place.context(Audience::Debtor, &assets());
    let spoken = || Some(Spoken { lang: None, text: evil() });
    context.creditor = Some(Creditor {
        name: evil(),
        contact: Some(evil()),
        telephone: Some(evil()),
        hours: spoken(),
        legal: spoken(),
        logo: Some(Logo { href: evil(), width: 1, height: 1, says_name: true }),
        colours: None,
        contact_href: evil(),
    });
    let mut account = place.account(2);
    account.debtor = evil();
    account.credits = vec![evil()];
    account.invoices[0].number = evil();
    account.invoices[0].description = Some(evil());
    account.invoices[0].href = evil();
    let mut invoice = place.invoice(domain::invoice::InvoiceState::Open);
    invoice.number = evil();
    invoice.description = Some(evil());
    invoice.lines[0].description = evil();
    let mut choose = place.choose();
    choose.groups[0].typed = evil();
    choose.groups[0].rows[0].number = evil();
    choose.groups[0].style.suffix = evil();
    let link = SharedLink {
        url: evil(),
        number: evil(),
        amount: evil(),
        ends: Some((evil(), evil())),
        instalment: false,
        until: evil(),
    };
    let preferences = PreferencesView {
        form_key: String::new(),
        language: Language::Es,
        saved: false,
        no_reminders: false,
        shareable: vec![],
        shared: Some(link),
        nothing_chosen: false,
    };
    let stranger = place.context(Audience::Stranger, &assets());
    let typed = NewLinkView { typed: evil(), not_an_address: true, sent: false };
    let mut check = place.check(AgreementKind::Plan, CheckNext::Code { address: evil(), or_fact: None });
    check.text = vec![evil()];
    check.rows[0].value = evil();
    check.hidden = vec![HiddenField::new(evil(), evil())];
    let mut dispute = place.dispute_new(true);
    dispute.words = evil();
    dispute.wrong = vec![InvalidField { field: "files", why: FieldProblem::FileKind { name: evil() } }];
    let mut request = place.request(RequestKind::Dispute, RequestState::Declined);
    (request.words, request.answer, request.outcome) = (evil(), Some(evil()), Some(evil()));
    request.files = vec![SentFile { name: evil(), size: evil(), href: evil() }];
    let mut plan = place.plan_new(None);
    plan.style.prefix = evil();
    plan.dates.months[2] = evil();
    plan.asked.each = evil();
    let staff = place.context(Audience::Staff, &assets());
    let mut debtor = place.console_debtor(Some(app::views::console::debtor::DebtorDone::Made(evil())));
    (debtor.name, debtor.reference, debtor.email) = (evil(), evil(), Some(evil()));
    debtor.messages[0].letter = evil();
    let mut trail = place.console_trail();
    (trail.lines[0].who, trail.lines[1].about) = (Some(evil()), vec![evil()]);
    let searched = app::views::console::debtors::DebtorsView { q: evil(), ..Default::default() };
    let pages = [
        views::console::debtor::page(&staff, debtor).into_string(),
        views::console::trail::page(&staff, trail).into_string(),
        views::console::debtors::page(&staff, searched).into_string(),
        views::check::page(&context, check).into_string(),
        views::dispute_new::page(&context, dispute).into_string(),
        views::request::page(&context, request).into_string(),
        views::plan_new::page(&context, plan).into_string(),
        views::account::page(&context, account).into_string(),
        views::invoice::page(&context, invoice).into_string(),
        views::choose::page(&context, choose).into_string(),
        views::preferences::page(&context, preferences).into_string(),
        views::new_link::page(&stranger, typed).into_string(),
        views::problem::page(&context, &Problem::Fault { support_id: evil() }).into_string(),
    ];
    for html in pages {
        assert!(
            !html.contains("<script>alert") && !html.contains("<img src=x") && !html.contains("&amp;lt;"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;") || html.contains("&lt;script"), "it should be there, as text");
        for tag in html.split('<').map(|part| part.split('>').next().unwrap_or_default()) {
            assert!(!tag.contains("onerror=") || tag.contains("&lt;img") || tag.contains("&quot;"), "{tag}");
        }
    }
}

#[test]
fn the_boot_script_cannot_be_broken_out_of() {
    let script = app::html::boot_script("/a\"</script><b>.js", "/b\\.wasm");
    assert!(!script.contains("</script>") && script.contains("\\u003c/script"));
    assert!(script.contains("import(\"/a\\\""), "{script}");
}

#[test]
fn the_account_stays_small() {
    let [place, ..] = places();
    let context = place.context(Audience::Debtor, &assets());
    let html = views::account::page(&context, place.account(20)).into_string();
    assert!(html.len() < 12_000, "{} bytes", html.len());
}

/// What is frozen in an agreement is on the page on which it is accepted, sentence by sentence.
#[test]
fn what_is_frozen_is_what_was_read() {
    use AgreementKind::{Discount, Extension, Plan, Promise, Settlement};
    for place in places() {
        let context = place.context(Audience::Debtor, &assets());
        for kind in [Discount, Extension, Plan, Promise, Settlement] {
            let agreed = place.words(&place.terms(kind));
            // Numbers are held together; the words are the same.
            let html = views::check::page(&context, place.check(kind, CheckNext::Agreed)).into_string();
            let html = ["<span class=\"no\">", "</span>", "<!>"].iter().fold(html, |html, mark| html.replace(mark, ""));
            assert!(!agreed.text.is_empty() && !agreed.if_not.is_empty() && agreed.rows.len() > 2, "{kind:?}");
            for sentence in agreed.text.iter().chain(&agreed.if_not) {
                assert!(sentence.ends_with('.') && html.contains(&format!("<li>{sentence}</li>")), "{sentence}");
            }
        }
    }
}

/// The figures of a plan in words, to the cent: 2,500.50 owed, 250.50 down, a fee of 150.00.
#[test]
fn a_plan_in_words() {
    let [place, ..] = places();
    let agreed = place.words(&place.terms(AgreementKind::Plan));
    assert_eq!(
        agreed.text[..3],
        [
            "Hoy se pagan $250.50; los $2,400.00 restantes, en 6 pagos mensuales, el primero el 31 de marzo de 2026 y el último el 31 de agosto de 2026 (facturas F-1040, F-1041).",
            "El plan cuesta $150.00, que los pagos ya incluyen. En total se pagan $2,650.50.",
            "Mientras el plan se cumple, no se suman intereses ni recargos.",
        ]
    );
    let rows: Vec<String> = agreed.rows.iter().map(|row| format!("{}: {}", row.label, row.value)).collect();
    assert_eq!(rows[3..5], ["Pagos: 6 pagos mensuales", "Cada pago: $400.00"]);
}
