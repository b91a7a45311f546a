use super::*;
use proptest::prelude::*;

#[test]
fn addresses() {
    for good in ["a@b.example", "ap+x@smith-sons.example", "o'neil@x.co.example"] {
        assert!(is_email(good), "{good}");
    }
    let long = format!("{}@x.example", "a".repeat(65));
    for bad in [
        "",
        "not-an-email",
        "a@b",
        "@b.example",
        "a@",
        "a b@c.example",
        "a@b..example",
        "a@-b.example",
        ".a@b.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "ñ@b.example",
        &long,
    ] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn terms_languages_and_kinds() {
    for (terms, days) in [
        ("30", Some(30)),
        ("Net 30", Some(30)),
        ("2/10 net 30", Some(30)),
        ("2/10 n/45", Some(45)),
        ("30 días", Some(30)),
        ("Contado", Some(0)),
        ("Due on receipt", Some(0)),
        ("à vista", Some(0)),
        ("30/60/90", None),
        ("net", None),
        ("99999", None),
        ("whenever", None),
    ] {
        assert_eq!(days_of_terms(terms), days, "{terms}");
    }
    assert_eq!(locale("ES_mx").as_deref(), Some("es-MX"));
    assert_eq!(locale("Português").as_deref(), Some("pt"));
    assert_eq!(locale("Klingon"), None);
    assert_eq!(kind("Nota de Crédito"), Some(DocumentKind::CreditNote));
    assert_eq!(kind("NC"), Some(DocumentKind::CreditNote));
    assert_eq!(kind("Factura electrónica"), Some(DocumentKind::Invoice));
    assert_eq!(kind("Recibo"), None);
}

proptest! {
    #[test]
    fn an_address_we_take_can_be_mailed_to(text in "[a-z.@!+ -]{1,30}|[a-z.]{1,8}@[a-z.-]{1,12}") {
        if is_email(&text) {
            prop_assert!(text.parse::<lettre::Address>().is_ok(), "{text}");
        }
    }

    #[test]
    fn words_never_panic(text in "\\PC{0,30}") {
        let _ = (is_email(&text), locale(&text), kind(&text), days_of_terms(&text), short(&text));
    }
}
