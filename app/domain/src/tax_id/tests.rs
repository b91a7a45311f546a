use super::*;

fn read(text: &str, heading: &str, house: &str) -> TaxId {
    TaxId::read(text, Offices::of(heading, house.parse().ok())).expect("a number")
}

/// Numbers that their offices publish as examples, or of firms that print theirs on every invoice.
const SOUND: [(&str, &str, &str); 40] = [
    ("rfc", "EKU9003173C9", "EKU9003173C9"),
    ("rfc", "GODE-561231-GR8", "GODE561231GR8"),
    ("rfc cliente", "vecj880326xx1", "VECJ880326XX1"),
    ("cnpj", "11.222.333/0001-81", "11222333000181"),
    ("cnpj", "12.ABC.345/01DE-35", "12ABC34501DE35"),
    ("cpf", "111.444.777-35", "11144477735"),
    ("cuit", "30-50001091-2", "30500010912"),
    ("cuit", "20-05536168-2", "20055361682"),
    ("rut", "12.345.678-5", "123456785"),
    ("rut", "76.086.428-5", "760864285"),
    ("rut", "6-K", "6K"),
    ("nit", "800.197.268-4", "8001972684"),
    ("nit", "899.999.068-1", "8999990681"),
    ("ruc", "20100070970", "20100070970"),
    ("ruc", "20512333797", "20512333797"),
    ("ruc", "1790016919001", "1790016919001"),
    ("cedula", "1714307103", "1714307103"),
    ("nif", "B-58.378.431", "B58378431"),
    ("cif", "ESA28015865", "A28015865"),
    ("nif", "12345678Z", "12345678Z"),
    ("nie", "X-1234567-L", "X1234567L"),
    ("contribuinte", "501 442 600", "501442600"),
    ("rnc", "1-01-85004-3", "101850043"),
    ("cedula", "00113918205", "00113918205"),
    ("rut", "21-100342-001-7", "211003420017"),
    ("ruc", "80028061-0", "800280610"),
    ("rif", "V-11470283-4", "V114702834"),
    ("nit", "576937-K", "576937K"),
    ("ust idnr", "DE 136 695 976", "DE136695976"),
    ("tva", "FR 40 303 265 045", "FR40303265045"),
    ("siret", "732 829 320 00074", "73282932000074"),
    ("piva", "IT 00743110157", "IT00743110157"),
    ("btw", "NL004495445B01", "NL004495445B01"),
    ("vat", "BE 0403.019.261", "BE0403019261"),
    ("uid", "ATU13585627", "ATU13585627"),
    ("nip", "PL8567346215", "PL8567346215"),
    ("vat", "SE556188840401", "SE556188840401"),
    ("cvr", "DK13585628", "DK13585628"),
    ("uid", "CHE-116.281.710 MWST", "CHE116281710"),
    ("vat", "GB 980 7806 84", "GB980780684"),
];

#[test]
fn numbers_whose_check_digit_holds_are_sound_and_have_one_form() {
    let mut wrong = Vec::new();
    for (heading, text, canonical) in SOUND {
        // A RUT needs six digits or more before its check digit.
        if text == "6-K" {
            assert!(!read(text, heading, "").sound);
            continue;
        }
        let id = read(text, heading, "");
        if (id.sound, id.generic, id.canonical.as_str(), id.written.as_str()) != (true, false, canonical, text) {
            wrong.push((heading, text, id.canonical));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_changed_digit_is_noticed() {
    for (heading, text, _) in SOUND {
        let mut other = 0;
        let mut sound = 0;
        for (i, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let digit = c.to_digit(10).expect("a digit");
            let changed = format!("{}{}{}", &text[..i], (digit + 1) % 10, &text[i + 1..]);
            other += 1;
            // Of those that this column can hold; other countries' rules are others.
            sound += u32::from(TaxId::read(&changed, Offices::of(heading, None)).is_some_and(|id| id.sound));
        }
        assert!(sound * 3 <= other, "{heading} {text}: {sound} of {other} changed ones pass");
    }
}

#[test]
fn numbers_for_anybody_identify_nobody() {
    for (heading, text) in [
        ("rfc", "XAXX010101000"),
        ("rfc", "xexx-010101-000"),
        ("nit", "222222222222"),
        ("nit", "2222222222"),
        ("nit", "444444444444"),
        ("rut", "66.666.666-6"),
        ("rut", "44444444-4"),
        ("rut", "55.555.555-5"),
        ("rut", "11111111-1"),
        ("ruc", "9999999999999"),
        ("ruc", "44444401-7"),
        ("cpf", "000.000.000-00"),
        ("cpf", "999.999.999-99"),
        ("cpf", "111.111.111-11"),
        ("cnpj", "00.000.000/0000-00"),
        ("cuit", "55-00000212-6"),
        ("cuit", "00-00000000-0"),
        ("contribuinte", "999999990"),
        ("nif", "00000000T"),
        ("nif", "99999999R"),
        ("dni", "99999999"),
        ("tax id", "123456789"),
        ("", "0"),
        ("ust idnr", "DE999999999"),
        ("nit", "222.222.222-7"),
        ("cuit", "20-11111111-2"),
        ("cuit", "20-00000000-1"),
        ("cpf", "333.333.333-33"),
        ("cnpj", "11.111.111/1111-80"),
        ("ruc", "11111111111"),
        ("cedula", "2222222222"),
        ("nif", "11111111H"),
        ("nie", "X1111111G"),
        ("cif", "B11111111"),
        ("rnc", "111111111"),
        ("rif", "J-00000000-0"),
        ("rif", "V-99999999-9"),
        ("tva", "FR99999999999"),
        ("siren", "999999999"),
        ("ust idnr", "DE111111111"),
        ("piva", "IT11111111115"),
        ("abn", "99 999 999 999"),
        ("nip", "PL1111111111"),
        ("vat", "GB999999973"),
    ] {
        let id = read(text, heading, "");
        assert!(!id.identifies(), "{heading} {text}: {id:?}");
        // The number of a country is checked like any other; the rest are known by name or by sight.
        assert!(id.generic || text.starts_with("55-"), "{heading} {text}: {id:?}");
    }
}

#[test]
fn numbers_with_many_equal_digits_are_not_generic_for_that() {
    // Banco do Brasil; a tax office; a bank.
    for (heading, text) in [("cnpj", "00.000.000/0001-91"), ("nit", "800.197.268-4"), ("ruc", "20100070970")] {
        assert!(!read(text, heading, "").generic, "{heading} {text}");
    }
}

#[test]
fn what_has_no_check_digit_is_not_sound() {
    for (heading, text) in [
        ("nit", "900555111"),
        ("dni", "45678912"),
        ("rfc", "ACE010101AA1"),
        ("tax id", "12-3456789"),
        ("steuernummer", "133/8150/8159"),
    ] {
        assert!(!read(text, heading, "").sound, "{heading} {text}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "",
        "  ",
        "CF",
        "N/A",
        "SIN RUC",
        "consumidor final",
        "a@b.example",
        "12345678901234567890123456789012345678901",
        "株式1",
    ] {
        assert_eq!(TaxId::read(text, Offices::default()), None, "{text}");
    }
}

#[test]
fn a_name_of_several_countries_is_narrowed_by_the_books() {
    assert!(read("20100070970", "ruc", "PEN").sound);
    // Ecuador keeps its books in dollars, so its RUC is known by the name alone.
    assert!(read("1790016919001", "ruc", "USD").sound);
    assert!(!read("20100070970", "ruc", "PYG").sound);
    assert!(read("123456785", "identificador", "CLP").sound);
    assert!(!read("123456785", "identificador", "USD").sound);
    // A number that tells itself needs no name.
    assert!(read("EKU9003173C9", "tax id", "USD").sound);
}

#[test]
fn a_log_does_not_show_the_number() {
    assert_eq!(format!("{:?}", read("EKU9003173C9", "rfc", "")), "TaxId { sound: true, generic: false, .. }");
}
