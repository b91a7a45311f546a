use super::*;
use proptest::prelude::*;

fn due(terms: &str, issued: &str) -> Option<String> {
    read(terms).due.and_then(|due| due.from(issued.parse().expect("a day"))).map(|day| day.to_string())
}

#[test]
fn time_that_is_granted_in_five_languages() {
    for (terms, day) in [
        ("30", "2026-04-09"),
        ("Net 30", "2026-04-09"),
        ("Net30", "2026-04-09"),
        ("net-30", "2026-04-09"),
        ("N30", "2026-04-09"),
        ("n/45", "2026-04-24"),
        ("30 días", "2026-04-09"),
        ("Crédito 30 días", "2026-04-09"),
        ("30 días fecha factura", "2026-04-09"),
        ("A 30 dias", "2026-04-09"),
        ("30 DDL", "2026-04-09"),
        ("30 Tage netto", "2026-04-09"),
        ("30 jours net", "2026-04-09"),
        ("30 days", "2026-04-09"),
        ("Due within 14 days", "2026-03-24"),
        ("2 weeks", "2026-03-24"),
        ("2 semanas", "2026-03-24"),
        ("2 Wochen", "2026-03-24"),
        ("2 semaines", "2026-03-24"),
        ("1 quincena", "2026-03-25"),
        ("2 quincenas", "2026-04-09"),
        ("1 fortnight", "2026-03-24"),
        ("3 months", "2026-06-10"),
        ("3 meses", "2026-06-10"),
        ("3 Monate", "2026-06-10"),
        ("3 mois", "2026-06-10"),
        ("un mes", "2026-04-10"),
        ("ein Monat", "2026-04-10"),
        ("Contado", "2026-03-10"),
        ("De contado", "2026-03-10"),
        ("COD", "2026-03-10"),
        ("Due on receipt", "2026-03-10"),
        ("à vista", "2026-03-10"),
        ("Sofort fällig", "2026-03-10"),
        ("Comptant", "2026-03-10"),
        ("Net 0", "2026-03-10"),
        ("EOM", "2026-03-31"),
        ("Fin de mes", "2026-03-31"),
        ("Net 30 EOM", "2026-04-30"),
        ("30 days end of month", "2026-04-30"),
        ("30 días fin de mes", "2026-04-30"),
        ("60 días FM", "2026-05-31"),
        ("60 d. F.M.", "2026-05-31"),
        ("30 DFM", "2026-04-30"),
        ("30 DFF", "2026-04-09"),
        ("60 jours fin de mois", "2026-05-31"),
        ("30 JFDM", "2026-04-30"),
        ("30 dias fora o mês", "2026-04-30"),
        ("30 netto", "2026-04-09"),
        ("30 Tage rein netto", "2026-04-09"),
        ("PUE", "2026-03-10"),
        ("PUE - Pago en una sola exhibición", "2026-03-10"),
        ("30 dias fim do mês", "2026-04-30"),
        ("30 Tage Monatsende", "2026-04-30"),
        ("45 jours fin de mois", "2026-04-30"),
        ("EOM + 15", "2026-04-15"),
        ("10 days after end of month", "2026-04-10"),
        ("15 MFI", "2026-04-15"),
        ("15th of the following month", "2026-04-15"),
        ("15 del mes siguiente", "2026-04-15"),
        ("Día 15 del mes siguiente", "2026-04-15"),
        ("15. des Folgemonats", "2026-04-15"),
        ("15 du mois suivant", "2026-04-15"),
        ("dia 15 do mês seguinte", "2026-04-15"),
    ] {
        assert_eq!(due(terms, "2026-03-10").as_deref(), Some(day), "{terms}");
    }
    assert_eq!(due("1 month", "2026-01-31").as_deref(), Some("2026-02-28"));
    assert_eq!(due("31 MFI", "2026-03-10").as_deref(), Some("2026-04-30"));
}

#[test]
fn a_text_that_says_no_single_day_is_refused() {
    for terms in [
        "50% deposit",
        "50% anticipo, 50% 30 días",
        "Day 25",
        "Día 25",
        "día 25 de cada mes",
        "Tag 25",
        "25th",
        "2% Skonto",
        "30/60/90",
        "30, 60 y 90 días",
        "net",
        "99999",
        "whenever",
        "15 días hábiles",
        "10 business days",
        "10 Werktage",
        "30 days from delivery",
        "30 días contra entrega",
        "3 cuotas",
        "12 mensualidades",
        "Según contrato 5",
        "PPD",
        "PPD - Pago en parcialidades o diferido",
        "03 - Transferencia",
        "99 Por definir",
        "03",
        "",
    ] {
        assert_eq!(due(terms, "2026-03-10"), None, "{terms}");
    }
}

#[test]
fn discounts_for_paying_early() {
    for (terms, percent, days, net) in [
        ("2/10 net 30", "2", 10, 30),
        ("2/10, n/30", "2", 10, 30),
        ("3/15 n/45", "3", 15, 45),
        ("2/10 n 30", "2", 10, 30),
        ("2% 10 net 30", "2", 10, 30),
        ("2% 10 days, net 30 days", "2", 10, 30),
        ("2%/10 net 30", "2", 10, 30),
        ("1.5/10 net 30", "1.5", 10, 30),
        ("2% Skonto 10 Tage, 30 Tage netto", "2", 10, 30),
        ("10 Tage 2% Skonto, 30 Tage netto", "2", 10, 30),
        ("2 % bei Zahlung innerhalb von 8 Tagen, sonst 30 Tage netto", "2", 8, 30),
        ("2% pronto pago 10 días, 30 días neto", "2", 10, 30),
        ("2% à 10 jours, 30 jours net", "2", 10, 30),
        ("2% 10 Tage, 30 netto", "2", 10, 30),
        ("2 % Skonto 10 Tage, netto 30 Tage", "2", 10, 30),
        ("SKONTO 3% 8 Tage, 30 Tage netto", "3", 8, 30),
        ("3% 7 Tage, 2% 14 Tage, 30 Tage netto", "3", 7, 30),
        ("120/10 net 30", "120", 10, 30),
    ] {
        let read = read(terms);
        assert_eq!(read.discount, Some((percent.parse().expect("a number"), days)), "{terms}");
        assert_eq!(read.due, Some(Due::Days(net)), "{terms}");
    }
    for terms in ["30/60/90", "Net 30", "2% Skonto", "50% deposit", "30/60"] {
        assert_eq!(read(terms).discount, None, "{terms}");
    }
}

proptest! {
    #[test]
    fn terms_never_panic(text in "\\PC{0,30}", plausible in "[0-9]{0,4}[ /%]{0,2}(net|días|EOM|Tage|of|n)?[ /]{0,1}[0-9]{0,5}") {
        for text in [text, plausible] {
            let _ = read(&text).due.and_then(|due| due.from(Date::default()));
        }
    }
}
