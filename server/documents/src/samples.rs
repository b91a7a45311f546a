//! Made-up documents for tests and for looking at.

use super::{
    Acceptance, AgreementDocument, CoveredInvoice, EarlyInstalment, Figure, Letterhead, Part, Party, ReceiptDocument,
    Refund, ScheduledInstalment, SealingKey, Share, Split, StatementAccount, StatementDocument, StatementLine,
    StillOpen,
};
use chrono::{DateTime, Utc};
use domain::agreement::AgreementKind;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::Money;

fn instant() -> DateTime<Utc> {
    "2026-11-05T17:42:10Z".parse().expect("an instant")
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn party(name: &str, lines: &[&str]) -> Party {
    Party { name: text(name), lines: lines.iter().copied().map(text).collect() }
}

fn day(language: Language, day: &str, month: usize, year: &str) -> String {
    let months = match language {
        Language::Es => "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        Language::En => "January February March April May June July August September October November December",
        Language::Pt => "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    };
    let month = months.split(' ').nth(month - 1).expect("a month");
    match language {
        Language::Es | Language::Pt => format!("{day} de {month} de {year}"),
        Language::En => format!("{day} {month} {year}"),
    }
}

fn parties(language: Language) -> (Party, Party) {
    match language {
        Language::Es => (
            party(
                "Distribuidora Andina S.A. de C.V.",
                &["RFC DAN010203AB4", "Av. Insurgentes Sur 1602, 03940 Ciudad de México"],
            ),
            party("María José Núñez Güell", &["Cliente 20417"]),
        ),
        Language::En => {
            (party("Northwind Supplies Ltd.", &["VAT GB 123 4567 89"]), party("Grace O’Neill", &["Customer 20417"]))
        }
        Language::Pt => (
            party("Comercial Horizonte Ltda.", &["CNPJ 12.345.678/0001-90", "Rua Augusta 1508, São Paulo"]),
            party("João Conceição da Silva", &["CPF ***.456.789-**"]),
        ),
    }
}

/// How the language's country writes its amounts.
fn style(language: Language) -> AmountStyle {
    let (code, prefix, decimal, group) = match language {
        Language::Es => ("MXN", "$", '.', ','),
        Language::En => ("GBP", "£", '.', ','),
        Language::Pt => ("BRL", "R$\u{a0}", ',', '.'),
    };
    let currency = code.parse().expect("a currency");
    AmountStyle { currency, prefix: text(prefix), suffix: String::new(), decimal, group, group_from: 4 }
}

/// Minor units as the language's country writes them.
fn money(language: Language, minor: i64) -> String {
    let style = style(language);
    style.format(Money::new(minor, style.currency)).expect("one currency")
}

/// A receipt with everything that one can have.
pub(crate) fn receipt(language: Language) -> ReceiptDocument {
    let (creditor, debtor) = parties(language);
    let money = |minor| money(language, minor);
    let share = |invoice, part, amount| Share { invoice: text(invoice), part, amount: money(amount) };
    ReceiptDocument {
        language,
        issued_at: instant(),
        creditor,
        letterhead: Letterhead::default(),
        debtor: Some(debtor),
        number: text("R-2026-000481"),
        paid_on: day(language, "5", 11, "2026"),
        method: text(match language {
            Language::Es => "Tarjeta terminada en 4242, con Stripe",
            Language::En => "Card ending in 4242, with Stripe",
            Language::Pt => "Cartão final 4242, pelo Stripe",
        }),
        reference: Some(text("pi_3QX8aBLkdIwHu7ix0Zr1b2C3")),
        shares: vec![
            share("F-1043", Part::Interest, 16_000),
            share("F-1043", Part::Fees, 5_000),
            share("F-1043", Part::Principal, 665_000),
            share("F-1058", Part::Principal, 500_000),
        ],
        discount: Some(money(-10_000)),
        settled: None,
        credit: Some(money(10_000)),
        total: money(1_186_000),
        refunds: vec![Refund { on: day(language, "6", 11, "2026"), amount: money(10_000) }],
        open: Some(StillOpen {
            as_of: day(language, "5", 11, "2026"),
            shares: vec![share("F-1058", Part::Principal, 240_000), share("F-1058", Part::Interest, 8_050)],
            totals: vec![money(248_050)],
            until: None,
            in_review: None,
            on_its_way: None,
        }),
    }
}

/// A plan over this many months.
/// A statement of two months.
pub(crate) fn statement(language: Language) -> StatementDocument {
    let (creditor, debtor) = parties(language);
    let style = style(language);
    let currency = style.currency;
    let money = |minor| Money::new(minor, currency);
    let at = |day: &str| day.parse::<domain::date::Date>().expect("a day");
    let line = |on: &str, what: &str, reference: &str, amount, balance| StatementLine {
        day: at(on),
        date: text(on),
        what: text(what),
        reference: text(reference),
        amount: money(amount),
        balance: money(balance),
    };
    StatementDocument {
        language,
        issued_at: instant(),
        creditor,
        letterhead: Letterhead::default(),
        debtor,
        period: (text("2026-10-01"), text("2026-11-30")),
        accounts: vec![StatementAccount {
            style,
            opening: money(50_000),
            from: at("2026-10-01"),
            to: at("2026-11-30"),
            lines: vec![
                line("2026-10-05", "Factura", "F-1043", 116_000, 166_000),
                line("2026-11-02", "Pago recibido", "R-1", -100_000, 66_000),
            ],
            closing: money(66_000),
            accrued: money(1_230),
        }],
    }
}

pub(crate) fn plan(language: Language, months: u16) -> AgreementDocument {
    let (creditor, debtor) = parties(language);
    let money = |minor| money(language, minor);
    let agreement = format!("{{\"number\":\"A-2026-000077\",\"kind\":\"plan\",\"months\":{months}}}");
    // 12,400.00 in `months` instalments and a down payment, each 7.00 dearer for it.
    let parts = i64::from(months) + 1;
    let principal = |n: i64| 1_240_000 / parts + i64::from(n < 1_240_000 % parts);
    let schedule = (0..=months)
        .map(|n| {
            let (month, own) = (usize::from(n) + 10, principal(n.into()));
            ScheduledInstalment {
                n,
                due_on: day(
                    language,
                    if n == 0 { "5" } else { "15" },
                    month % 12 + 1,
                    &(2026 + month / 12).to_string(),
                ),
                amount: money(own + 700),
                early: (n > 0).then(|| EarlyInstalment {
                    amount: money((own + 700) * 9 / 10),
                    until: day(language, "10", month % 12 + 1, &(2026 + month / 12).to_string()),
                }),
                split: Some(Split { principal: money(own), price: money(700) }),
                left: money(1_240_000 - (0..=i64::from(n)).map(principal).sum::<i64>()),
            }
        })
        .collect();
    let (paragraphs, labels, acceptance) = match language {
        Language::Es => (
            [
                "Usted paga lo pendiente en cuotas mensuales, según el calendario de este acuerdo. Puede pagar antes cuando quiera, sin costo.",
                "Mientras pague a tiempo no se cobran intereses de demora. Si una cuota queda sin pagar 5 días después de su fecha, le escribimos; si sigue así 10 días más, las facturas vuelven a sus fechas originales y todo lo pagado cuenta.",
            ],
            ["Pendiente hoy", "Anticipo", "Cuotas", "Costo del plan", "Total a pagar"],
            (
                "5 de noviembre de 2026, 11:38:02 (UTC−06:00)",
                "5 de noviembre de 2026, 11:42:10 (UTC−06:00)",
                "con el código de seis dígitos enviado a m•••@correo.mx",
            ),
        ),
        Language::En => (
            [
                "You pay what is open in monthly instalments, as in the schedule of this agreement. You can pay earlier whenever you like, at no cost.",
                "While you pay on time there is no late interest. If an instalment is unpaid 5 days after its date, we write to you; after 10 more days the invoices go back to their own dates, and everything paid counts.",
            ],
            ["Open today", "Down payment", "Instalments", "Cost of the plan", "Total to pay"],
            (
                "5 November 2026, 17:38:02 (UTC)",
                "5 November 2026, 17:42:10 (UTC)",
                "the six-digit code sent to g•••@mail.uk",
            ),
        ),
        Language::Pt => (
            [
                "Você paga o que está em aberto em parcelas mensais, conforme o calendário deste acordo. Pode pagar antes quando quiser, sem custo.",
                "Enquanto pagar em dia, não há juros de mora. Se uma parcela ficar sem pagar 5 dias depois da data, escrevemos para você; se continuar assim por mais 10 dias, as faturas voltam às datas originais e tudo o que foi pago conta.",
            ],
            ["Em aberto hoje", "Entrada", "Parcelas", "Custo do plano", "Total a pagar"],
            (
                "5 de novembro de 2026, 14:38:02 (UTC−03:00)",
                "5 de novembro de 2026, 14:42:10 (UTC−03:00)",
                "com o código de seis dígitos enviado a j•••@correio.br",
            ),
        ),
    };
    let instalments = format!("{months} × {}", money(principal(parts - 1) + 700));
    let values =
        [money(1_240_000), money(principal(0) + 700), instalments, money(700 * parts), money(1_240_000 + 700 * parts)];
    AgreementDocument {
        language,
        accepted_at: instant(),
        kind: AgreementKind::Plan,
        number: text("A-2026-000077"),
        creditor,
        letterhead: Letterhead::default(),
        debtor,
        text: paragraphs.map(text).to_vec(),
        figures: labels.into_iter().zip(values).map(|(label, value)| Figure { label: text(label), value }).collect(),
        schedule,
        invoices: vec![
            CoveredInvoice { number: text("F-1043"), due_on: day(language, "30", 9, "2026"), amount: money(740_000) },
            CoveredInvoice { number: text("F-1058"), due_on: day(language, "31", 10, "2026"), amount: money(500_000) },
        ],
        acceptance: Acceptance {
            shown_at: Some(text(acceptance.0)),
            accepted_at: text(acceptance.1),
            proof: text(acceptance.2),
        },
        sealed: SealingKey::from_secret(b"a secret of at least 32 characters")
            .expect("a key")
            .seal_agreement(agreement),
    }
}
