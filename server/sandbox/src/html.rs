//! The frame of the sandbox's pages, and their words in three languages.
//!
//! Plain HTML: no script, no picture, one style sheet of its own. Every page says in its first line
//! that no money moves.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// The style sheet, served at `/_sandbox/style.css`.
pub(super) const STYLE: &str = include_str!("style.css");

/// Text made safe for an element or a quoted attribute.
pub(super) fn esc(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A whole page. `body` is HTML.
pub(super) fn page(status: StatusCode, words: &Words, brand: &str, title: &str, body: &str) -> Response {
    let html = format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · {brand} ({sandbox})</title>
<link rel="stylesheet" href="/_sandbox/style.css">
</head>
<body class="{class}">
<header class="banner"><strong>{brand} · {sandbox}.</strong> {no_money}</header>
<main>
{body}
</main>
</body>
</html>
"#,
        lang = words.lang,
        title = esc(title),
        brand = esc(brand),
        class = brand.to_lowercase(),
        sandbox = words.sandbox,
        no_money = words.no_money,
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        // No form-action: after the form, browsers hold the way back to the portal against it.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, headers, html).into_response()
}

/// A form of one button; `value` is what it says to the server.
pub(super) fn button(into: &mut String, value: &str, label: &str, note: &str, class: &str) {
    let id = format!("note-{value}");
    // Writing into a string cannot fail.
    let _ = writeln!(
        into,
        r#"<form method="post"><button class="{class}" name="how" value="{value}" aria-describedby="{id}">{label}</button><p class="note" id="{id}">{note}</p></form>"#,
        label = esc(label),
        note = esc(note),
    );
}

/// The words that the pages of all providers share, in one language.
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) sandbox: &'static str,
    pub(super) no_money: &'static str,
    pub(super) pay_to: &'static str,
    pub(super) later_then: &'static str,
    pub(super) later_open: &'static str,
    pub(super) later_soon: &'static str,
    pub(super) later_minute: &'static str,
    pub(super) later_fails: &'static str,
    pub(super) leave: &'static str,
    pub(super) leave_note: &'static str,
    pub(super) over: &'static str,
    pub(super) over_note: &'static str,
    pub(super) unknown: &'static str,
    pub(super) unknown_note: &'static str,
}

const ES: Words = Words {
    lang: "es",
    sandbox: "Página de prueba",
    no_money: "Aquí no se mueve dinero de verdad.",
    pay_to: "Pago",
    later_then: "Pagar más tarde: ¿y después?",
    later_open: "Queda pendiente",
    later_soon: "Se paga en 10 segundos",
    later_minute: "Se paga en un minuto",
    later_fails: "No se paga (vence en 10 segundos)",
    leave: "Volver sin pagar",
    leave_note: "No se cobra nada.",
    over: "Este pago ya terminó",
    over_note: "Esta página ya no cobra nada. Vuelve al portal.",
    unknown: "No conocemos este pago",
    unknown_note: "Vuelve al portal y empieza otra vez.",
};

const EN: Words = Words {
    lang: "en",
    sandbox: "Sandbox",
    no_money: "No real money moves here.",
    pay_to: "Payment",
    later_then: "Pay later: and then?",
    later_open: "It stays open",
    later_soon: "It is paid in 10 seconds",
    later_minute: "It is paid in a minute",
    later_fails: "It is not paid (ends in 10 seconds)",
    leave: "Go back without paying",
    leave_note: "Nothing is charged.",
    over: "This payment has ended",
    over_note: "This page charges nothing any more. Go back to the portal.",
    unknown: "We do not know this payment",
    unknown_note: "Go back to the portal and start again.",
};

const PT: Words = Words {
    lang: "pt",
    sandbox: "Página de teste",
    no_money: "Aqui não se move dinheiro de verdade.",
    pay_to: "Pagamento",
    later_then: "Pagar mais tarde: e depois?",
    later_open: "Fica em aberto",
    later_soon: "É pago em 10 segundos",
    later_minute: "É pago em um minuto",
    later_fails: "Não é pago (vence em 10 segundos)",
    leave: "Voltar sem pagar",
    leave_note: "Nada é cobrado.",
    over: "Este pagamento terminou",
    over_note: "Esta página não cobra mais nada. Volte ao portal.",
    unknown: "Não conhecemos este pagamento",
    unknown_note: "Volte ao portal e comece de novo.",
};

/// The words for a locale (`es-419`, `pt_BR`, `auto`); `auto` and others follow the browser.
pub(super) fn words(locale: &str, headers: &HeaderMap) -> &'static Words {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    std::iter::once(locale)
        .chain(accepted.split(','))
        .find_map(|tag| match tag.trim().get(..2)? {
            "es" => Some(&ES),
            "en" => Some(&EN),
            "pt" => Some(&PT),
            _ => None,
        })
        .unwrap_or(&ES)
}

/// Says that there is no such payment.
pub(super) fn not_found(headers: &HeaderMap, brand: &str) -> Response {
    let words = words("auto", headers);
    let body = format!("<h1>{}</h1>\n<p>{}</p>", words.unknown, words.unknown_note);
    page(StatusCode::NOT_FOUND, words, brand, words.unknown, &body)
}

/// Says that a payment has ended.
pub(super) fn over(words: &Words, brand: &str, back: Option<&str>) -> Response {
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>", words.over, words.over_note);
    if let Some(back) = back {
        let _ = write!(body, r#"<p><a href="{}">{}</a></p>"#, esc(back), words.leave);
    }
    page(StatusCode::CONFLICT, words, brand, words.over, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sessions_locale_comes_first_then_the_browser_then_spanish() {
        let mut headers = HeaderMap::new();
        assert_eq!(words("pt-BR", &headers).lang, "pt");
        assert_eq!(words("auto", &headers).lang, "es");
        headers.insert(header::ACCEPT_LANGUAGE, "de-DE,en;q=0.8".parse().expect("a header"));
        assert_eq!(words("auto", &headers).lang, "en");
        assert_eq!(words("es-419", &headers).lang, "es");
    }

    #[test]
    fn nothing_gets_out_of_a_text() {
        assert_eq!(esc(r#"<a href="x">'&"#), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    }
}
