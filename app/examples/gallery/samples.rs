//! Sample data for every page in every state: for the gallery, and for the tests of the pages.

use app::components::credit::UsableCredit;
use app::components::invoices::{InvoiceRow, SumNote};
use app::components::open_payment::{OpenPayment, OpenWait};
use app::components::voucher::VoucherView;
use app::context::{Assets, Audience, Creditor, LanguageLink, Logo, PageContext, Spoken};
use app::html::Html;
use app::views;
use app::views::account::{AccountNotice, AccountView, AmountPart, CurrencyTotal, PayPart, WhichPart};
use app::views::activity::{ActivityFilter, ActivityKind, ActivityMonth, ActivityRow, ActivityView, StatementForm};
use app::views::choose::ChooseView;
use app::views::contact::ContactView;
use app::views::gate::GateView;
use app::views::invoice::{InvoiceView, LineRow, Movement, MovementKind, ShareUnderWay, TaxRow};
use app::views::new_link::NewLinkView;
use app::views::pay_only::{PayOnlyState, PayOnlyView};
use app::views::preferences::{PreferencesView, ShareOption, SharedLink};
use app::views::reminders_off::RemindersOffView;
use domain::branding::colour::Colour;
use domain::format::AmountStyle;
use domain::id::{InvoiceId, PaymentId};
use domain::invoice::{InvoiceState, PayTo};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::payment::{PaymentState, ProviderName};
use domain::set_off::CreditRule;
use std::sync::Arc;
use uuid::Uuid;

#[path = "agreed_pages.rs"]
mod agreed_pages;
#[path = "agreements.rs"]
mod agreements;
#[path = "choosing.rs"]
mod choosing;
#[path = "console.rs"]
mod console;
#[path = "decisions.rs"]
mod decisions;
#[path = "offer_forms.rs"]
mod offer_forms;
#[path = "offers.rs"]
mod offers;
#[path = "outcomes.rs"]
mod outcomes;
#[path = "paying.rs"]
mod paying;

/// A language with a country's way of writing.
pub struct Place {
    pub language: Language,
    tag: &'static str,
    creditor: &'static str,
    debtor: &'static str,
    style: AmountStyle,
    /// A second currency, which is never added to the first.
    other: AmountStyle,
    months: [&'static str; 12],
    goods: [&'static str; 5],
}

fn style(code: &str, prefix: &str, decimal: char, group: char) -> AmountStyle {
    let currency: Currency = code.parse().expect("a currency");
    AmountStyle { currency, prefix: prefix.into(), suffix: String::new(), decimal, group, group_from: 4 }
}

pub fn places() -> [Place; 3] {
    [
        Place {
            language: Language::Es,
            tag: "es-MX",
            creditor: "Ferretería del Norte",
            debtor: "Construcciones Rivera e Hijos S.A. de C.V.",
            style: style("MXN", "$", '.', ','),
            other: style("USD", "USD\u{a0}", '.', ','),
            months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
            goods: [
                "Cemento gris 50 kg",
                "Varilla corrugada 3/8",
                "Renta de andamios, marzo",
                "Flete a obra Av. Hidalgo 220",
                "Pintura vinílica blanca 19 L",
            ],
        },
        Place {
            language: Language::En,
            tag: "en-US",
            creditor: "Northern Hardware",
            debtor: "Rivera & Sons Construction",
            style: style("USD", "$", '.', ','),
            other: style("MXN", "MX$", '.', ','),
            months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            goods: [
                "Grey cement 50 kg",
                "Rebar 3/8",
                "Scaffolding hire, March",
                "Delivery to site, 220 Main St",
                "White paint 19 L",
            ],
        },
        Place {
            language: Language::Pt,
            tag: "pt-BR",
            creditor: "Ferragens do Norte",
            debtor: "Construções Oliveira Ltda.",
            style: style("BRL", "R$\u{a0}", ',', '.'),
            other: style("USD", "US$\u{a0}", ',', '.'),
            months: ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
            goods: [
                "Cimento cinza 50 kg",
                "Vergalhão CA-50 10 mm",
                "Locação de andaimes, março",
                "Frete até a obra, Rua das Flores 220",
                "Tinta acrílica branca 18 L",
            ],
        },
    ]
}

impl Place {
    pub fn context(&self, audience: Audience, assets: &Arc<Assets>) -> PageContext {
        let languages = match audience {
            Audience::Debtor | Audience::Staff => Vec::new(),
            Audience::PayOnly | Audience::Reader | Audience::AtConsole | Audience::Stranger => Language::ALL
                .into_iter()
                .map(|language| LanguageLink { language, href: format!("?lang={}", language.as_str()) })
                .collect(),
        };
        PageContext {
            language: self.language,
            tag: self.tag.to_owned(),
            creditor: Some(self.firm()),
            account: (audience == Audience::Debtor).then(|| self.debtor.to_owned()),
            audience,
            languages,
            nonce: "bm9uY2U".to_owned(),
            assets: Arc::clone(assets),
        }
    }

    /// How the firm shows itself: in Portuguese by all that there is, else by its name.
    fn firm(&self) -> Creditor {
        let branded = self.language == Language::Pt;
        let spoken = |lang, text: &str| branded.then(|| Spoken { lang, text: text.to_owned() });
        let mark = Logo { href: "../favicon.svg".to_owned(), width: 44, height: 44, says_name: false };
        Creditor {
            name: self.creditor.to_owned(),
            contact: Some("cobranza@ferreteria.example".to_owned()),
            telephone: branded.then(|| "+55 51 5550 0199".to_owned()),
            hours: spoken(None, "seg. a sex., das 9h às 18h"),
            legal: spoken(Some("es"), "Obras y Más, S.A. · CNPJ 12.345.678/0001-95\nRua das Araucárias, 310"),
            logo: branded.then_some(mark),
            colours: branded.then(|| Colour::new(0xf2, 0xc2, 0x30).palettes()),
            contact_href: "/contact/K7Q2M9XD".to_owned(),
        }
    }

    fn contact(&self, context: &PageContext) -> ContactView {
        let telephone = context.creditor.as_ref().and_then(|creditor| creditor.telephone.clone());
        let text =
            "Usamos sus datos de contacto para enviarle sus facturas.\n\nPuede pedir que los corrijamos.".to_owned();
        ContactView {
            email: Some("cobranza@ferreteria.example".to_owned()),
            telephone,
            privacy: Some(Spoken { lang: Some("es"), text }),
        }
    }

    fn money(&self, minor: i64) -> String {
        written(&self.style, minor)
    }

    fn date(&self, month: usize, day: u32) -> String {
        let month = self.months[month - 1];
        match self.language {
            Language::En => format!("{month} {day}, 2026"),
            Language::Es => format!("{day} {month} 2026"),
            Language::Pt => format!("{day} de {month}. de 2026"),
        }
    }

    fn row(&self, n: usize, state: InvoiceState, minor: i64) -> InvoiceRow {
        let goods = self.goods[n % self.goods.len()].to_owned();
        InvoiceRow {
            href: format!("/invoices/{}", invoice_id(n)),
            number: format!("F-{}", 1040 + n),
            description: (n % 5 != 4).then_some(goods),
            due: self.date(1 + n % 12, 3 + u32::try_from(n % 25).unwrap_or_default()),
            amount: Some(self.money(minor)),
            in_review: (n % 6 == 5).then(|| self.money(20_000)),
            settled_until: (n % 11 == 7).then(|| self.date(3, 31)),
            beside: match n % 4 {
                1 => Some(SumNote::Includes(self.money(minor / 5))),
                2 => Some(SumNote::OfTotal(self.money(minor * 2))),
                3 => Some(SumNote::InsteadOf(self.money(minor * 2))),
                _ => None,
            },
            state,
            on_its_way: (n % 7 == 3).then(|| self.money(12_300)),
            all_on_its_way: n % 14 == 3,
        }
    }

    /// The account with `count` open invoices.
    pub fn account(&self, count: usize) -> AccountView {
        let state = |n: usize| match n {
            0 => InvoiceState::Overdue { days: 43 },
            1 => InvoiceState::Overdue { days: 1 },
            2 => InvoiceState::DueSoon { days: 0 },
            3 => InvoiceState::DueSoon { days: 5 },
            4 => InvoiceState::InPlan,
            5 => InvoiceState::Extended,
            6 => InvoiceState::Disputed,
            _ => InvoiceState::Open,
        };
        let sum = |n: usize| 45_050 + 123_450 * i64::try_from(n).unwrap_or_default();
        AccountView {
            offered: None,
            needless: Vec::new(),
            debtor: self.debtor.to_owned(),
            totals: vec![CurrencyTotal {
                total: self.money((0..count).map(sum).sum()),
                nothing_now: false,
                count,
                overdue: Some(AmountPart { amount: self.money(213_550), count: 2, days: 43 }),
                due_soon: Some(AmountPart { amount: self.money(707_350), count: 2, days: 0 }),
                in_plan: (count > 4).then(|| (self.money(90_000), 1)),
                later: (count > 3).then(|| (self.money(55_000), 1)),
                next_due: None,
                processing: None,
                in_review: None,
                step: None,
                pay: Some(self.pay(WhichPart::Overdue, 213_550)),
                choose_href: Some("/pay".into()),
            }],
            open_payment: None,
            processing: Vec::new(),
            invoices: (0..count).map(|n| self.row(n, state(n), sum(n))).collect(),
            settled: vec![self.row(8, InvoiceState::Paid, 990_000), self.row(9, InvoiceState::Void, 12_000)],
            credits: Vec::new(),
            credit_rule: CreditRule::Debtor,
            credit: None,
            notice: None,
        }
    }

    fn pay(&self, which: WhichPart, minor: i64) -> PayPart {
        PayPart { which, amount: self.money(minor), href: "/pay/confirm".into() }
    }

    fn calm_account(&self) -> AccountView {
        let mut view = self.account(6);
        view.invoices.drain(..4);
        view.totals[0].overdue = None;
        view.totals[0].due_soon = None;
        view.totals[0].next_due = Some(self.date(12, 24));
        view.totals[0].total = self.money(1_201_350);
        view.totals[0].pay = Some(self.pay(WhichPart::All, 1_201_350));
        view
    }

    fn busy_account(&self) -> AccountView {
        let mut view = self.account(3);
        view.open_payment = Some(self.open_payment(OpenWait::Payer { can_continue: true }));
        view.processing =
            vec![self.open_payment(OpenWait::Money), self.open_payment(OpenWait::Voucher(self.voucher()))];
        view.needless = vec![self.open_payment(OpenWait::NotNeeded)];
        view.totals[0].processing = Some(self.money(99_900));
        view.totals.push(CurrencyTotal {
            total: written(&self.other, 1_250_000),
            nothing_now: false,
            count: 1,
            overdue: None,
            due_soon: Some(AmountPart { amount: written(&self.other, 1_250_000), count: 1, days: 3 }),
            in_plan: None,
            later: None,
            next_due: None,
            processing: None,
            in_review: Some(written(&self.other, 20_000)),
            step: None,
            pay: Some(PayPart {
                which: WhichPart::All,
                amount: written(&self.other, 1_250_000),
                href: "/pay/confirm?usd".into(),
            }),
            choose_href: Some("/pay?currency=USD".into()),
        });
        view.credits = vec![self.money(5_000)];
        view.credit = Some(UsableCredit { amount: self.money(5_000), form_key: "form-of-a-credit-1".into() });
        view.notice = Some(AccountNotice::CouldNotCancel);
        view
    }

    fn settled_account(&self) -> AccountView {
        let mut view = self.account(0);
        view.totals.clear();
        view.settled = (0..3).map(|n| self.row(n, InvoiceState::Paid, 123_450)).collect();
        view
    }

    fn open_payment(&self, waits: OpenWait) -> OpenPayment {
        OpenPayment {
            id: PaymentId::new(Uuid::from_u128(1)),
            amount: self.money(99_900),
            provider: if waits == OpenWait::Money { ProviderName::Paypal } else { ProviderName::Stripe },
            begun: self.date(3, 14),
            waits,
        }
    }

    pub fn voucher(&self) -> VoucherView {
        VoucherView {
            href: Some("https://payments.example/vouchers/1".into()),
            number: Some("93000262276000051320".into()),
            until: Some(self.date(3, 17)),
        }
    }

    pub fn invoice(&self, state: InvoiceState) -> InvoiceView {
        let settled = matches!(state, InvoiceState::Paid | InvoiceState::Void | InvoiceState::Used);
        let under_way = matches!(state, InvoiceState::DueSoon { .. } | InvoiceState::Extended);
        InvoiceView {
            offered: None,
            number: "F-1042".into(),
            credit_note: matches!(state, InvoiceState::Credit | InvoiceState::Used),
            description: Some(self.goods[2].to_owned()),
            issued: self.date(2, 1),
            due: self.date(3, 3),
            state,
            all_on_its_way: false,
            balance: self.money(if settled { 0 } else { 245_050 }),
            beside: (!settled).then(|| SumNote::OfTotal(self.money(345_050))),
            total: self.money(345_050),
            net: Some(self.money(297_457)),
            taxes: vec![TaxRow { percent: Some("16 %".into()), amount: self.money(47_593) }],
            lines: (0..4)
                .map(|n| LineRow {
                    description: self.goods[n].to_owned(),
                    quantity: ["12", "1.5", "1", "40"][n].to_owned(),
                    net: self.money([120_000, 77_457, 80_000, 20_000][n]),
                    tax_percent: (n != 3).then(|| "16 %".to_owned()),
                })
                .collect(),
            movements: vec![Movement {
                date: self.date(2, 20),
                kind: MovementKind::Payment,
                amount: format!("-{}", self.money(100_000)),
                href: Some("/payments/pay_1".into()),
                other: None,
            }],
            terms: Some("2/10 net 30".into()),
            transfer: (!settled).then(|| PayTo {
                account: Some("ES91 2100 0418 4502 0005 1332".into()),
                holder: Some("Comercial Norte".into()),
                bank: Some("CAIXESBBXXX".into()),
                reference: Some("RF18 5390 0754 7034".into()),
            }),
            xml_href: Some("/invoices/inv_1/invoice.xml".into()),
            credit: None,
            under_way: under_way
                .then(|| ShareUnderWay {
                    href: "/payments/pay_1".into(),
                    amount: self.money(99_900),
                    voucher: matches!(state, InvoiceState::DueSoon { .. }),
                })
                .into_iter()
                .collect(),
            pay: (!settled && !under_way && state != InvoiceState::Credit).then(|| {
                (self.money(if state == InvoiceState::InPlan { 36_000 } else { 245_050 }), "/pay/confirm".into())
            }),
            part_href: (!settled && !under_way && state != InvoiceState::Credit).then(|| "/pay".into()),
        }
    }

    fn activity(&self) -> ActivityView {
        let kinds = [
            ActivityKind::Payment(PaymentState::Processing),
            ActivityKind::Payment(PaymentState::Succeeded),
            ActivityKind::Payment(PaymentState::Failed),
            ActivityKind::Payment(PaymentState::PartlyRefunded),
            ActivityKind::Refund,
            ActivityKind::Invoice,
            ActivityKind::CreditNote,
            ActivityKind::PaidElsewhere,
            ActivityKind::Chargeback,
            ActivityKind::ChargebackWon,
            ActivityKind::CreditUsed,
            ActivityKind::CreditReturned,
            ActivityKind::Correction,
            ActivityKind::Dispute,
        ];
        let rows = kinds.into_iter().enumerate().map(|(n, kind)| ActivityRow {
            date: self.date(3, 28 - u32::try_from(n).unwrap_or_default()),
            kind,
            number: (n != 10).then(|| format!("F-{}", 1050 - n)),
            amount: format!("{}{}", ["\u{2212}", "+", ""][n % 3], self.money(123_450)),
            balance: (n % 3 != 2).then(|| self.money(1_123_450)),
            href: (n % 3 != 2).then(|| "/payments/pay_1".into()),
            receipt_href: (n % 3 == 0).then(|| "/payments/pay_1/receipt.pdf".into()),
        });
        let rows: Vec<ActivityRow> = rows.collect();
        let (newer, older) = rows.split_at(6);
        let month = |title: &str, rows: &[ActivityRow]| ActivityMonth {
            year: 2026,
            title: title.to_owned(),
            rows: rows.to_vec(),
        };
        ActivityView {
            filter: ActivityFilter::All,
            months: vec![month("marzo de 2026", newer), month("febrero de 2026", older)],
            has_older: true,
            statement: Self::statement(false),
        }
    }

    fn statement(too_long: bool) -> StatementForm {
        let day = |text: &str| text.to_owned();
        StatementForm { from: day("2026-01-01"), to: day("2026-03-28"), today: day("2026-03-28"), too_long }
    }

    fn preferences(&self, shared: bool) -> PreferencesView {
        let option = |n: usize| ShareOption {
            id: invoice_id(n),
            number: format!("F-{}", 1040 + n),
            amount: self.money(45_050),
            instalment: n == 1,
        };
        PreferencesView {
            form_key: "a-key-of-the-gallery".to_owned(),
            language: self.language,
            saved: shared,
            no_reminders: shared,
            shareable: if shared { Vec::new() } else { (0..3).map(option).collect() },
            shared: shared.then(|| SharedLink {
                url: "https://pagos.ferreteria.example/l/0N3oZcTqX1kV5m7uB2sYw8dHfJrLgPaEiQtKxWvMnbs".into(),
                number: "F-1041".into(),
                amount: self.money(45_050),
                instalment: false,
                ends: Some((self.date(4, 10), self.money(47_000))),
                until: self.date(4, 14),
            }),
            nothing_chosen: !shared,
        }
    }

    fn pay_only(&self, state: PayOnlyState) -> PayOnlyView {
        PayOnlyView { reference: "F-1041".into(), state }
    }

    fn payable(&self) -> PayOnlyState {
        PayOnlyState::Payable {
            invoice: invoice_id(1),
            amount: Money::new(45_050, self.style.currency),
            amount_text: self.money(45_050),
            ends: Some((self.date(4, 14), self.money(47_000))),
            instalment: true,
            on_its_way: Some(self.money(12_300)),
            methods: self.methods(false),
            form_key: "key-2".into(),
            hidden: Vec::new(),
        }
    }

    /// Every page in every state: a name for the file, and the HTML.
    pub fn pages(&self, assets: &Arc<Assets>) -> Vec<(String, String)> {
        let debtor = self.context(Audience::Debtor, assets);
        let payer = self.context(Audience::PayOnly, assets);
        let stranger = self.context(Audience::Stranger, assets);
        let mut all: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, html: String| all.push((name.to_owned(), html));
        add("contact", show(|| views::contact::page(&stranger, self.contact(&stranger))));
        add("contact-nowhere", show(|| views::contact::page(&stranger, ContactView::default())));
        add("gate", show(|| views::gate::page(&stranger, GateView { action: "/l/token".into(), pay_only: false })));
        add(
            "gate-pay-only",
            show(|| views::gate::page(&stranger, GateView { action: "/l/token".into(), pay_only: true })),
        );
        add("account", show(|| views::account::page(&debtor, self.account(5))));
        add("account-sixty", show(|| views::account::page(&debtor, self.account(60))));
        add("account-calm", show(|| views::account::page(&debtor, self.calm_account())));
        add("account-busy", show(|| views::account::page(&debtor, self.busy_account())));
        add("account-settled", show(|| views::account::page(&debtor, self.settled_account())));
        for (name, state) in [
            ("overdue", InvoiceState::Overdue { days: 12 }),
            ("due-soon", InvoiceState::DueSoon { days: 3 }),
            ("open", InvoiceState::Open),
            ("extended", InvoiceState::Extended),
            ("in-plan", InvoiceState::InPlan),
            ("disputed", InvoiceState::Disputed),
            ("paid", InvoiceState::Paid),
            ("credit", InvoiceState::Credit),
            ("credit-used", InvoiceState::Used),
            ("void", InvoiceState::Void),
        ] {
            add(&format!("invoice-{name}"), show(|| views::invoice::page(&debtor, self.invoice(state))));
        }
        add("choose", show(|| views::choose::page(&debtor, self.choose())));
        let sixty = ChooseView { groups: vec![self.group(&self.style, 24)], ..self.choose() };
        add("choose-many", show(|| views::choose::page(&debtor, sixty)));
        let credit = UsableCredit { amount: self.money(15_000), form_key: "form-of-a-credit-1".into() };
        let with_credit = ChooseView { credit: Some(credit), ..self.choose() };
        add("choose-credit", show(|| views::choose::page(&debtor, with_credit)));
        add("choose-refused", show(|| views::choose::page(&debtor, self.choose_refused())));
        let none = ChooseView {
            groups: Vec::new(),
            under_way: vec![self.open_payment(OpenWait::Voucher(self.voucher()))],
            instalments: Vec::new(),
            credit: None,
        };
        add("choose-nothing", show(|| views::choose::page(&debtor, none)));
        add("confirm", show(|| views::confirm::page(&debtor, self.confirm(false))));
        add("confirm-changed", show(|| views::confirm::page(&debtor, self.confirm(true))));
        add("confirm-many", show(|| views::confirm::page(&debtor, self.confirm_many())));
        add("confirm-no-method", show(|| views::confirm::page(&debtor, self.no_method())));
        for (name, waits) in [
            ("open-payment", OpenWait::Payer { can_continue: true }),
            ("open-payment-moving", OpenWait::Money),
            ("open-payment-voucher", OpenWait::Voucher(self.voucher())),
        ] {
            add(name, show(|| views::open_payment::page(&debtor, self.open_payment(waits))));
        }
        self.payments(&debtor, &stranger, &mut add);
        add("activity", show(|| views::activity::page(&debtor, self.activity())));
        let empty = ActivityView {
            filter: ActivityFilter::Payments,
            months: Vec::new(),
            has_older: false,
            statement: Self::statement(true),
        };
        add("activity-empty", show(|| views::activity::page(&debtor, empty)));
        add("preferences", show(|| views::preferences::page(&debtor, self.preferences(false))));
        let off = |done| RemindersOffView { action: "/reminders/off?t=AAAA".to_owned(), done };
        add("reminders-off", show(|| views::reminders_off::page(&stranger, off(false))));
        add("reminders-off-done", show(|| views::reminders_off::page(&stranger, off(true))));
        add("preferences-shared", show(|| views::preferences::page(&debtor, self.preferences(true))));
        for (name, typed, not_an_address, sent) in [
            ("new-link", "", false, false),
            ("new-link-refused", "ana@", true, false),
            ("new-link-sent", "", false, true),
        ] {
            add(
                name,
                show(|| views::new_link::page(&stranger, NewLinkView { typed: typed.into(), not_an_address, sent })),
            );
        }
        add("pay-only", show(|| views::pay_only::page(&payer, self.pay_only(self.payable()))));
        let moving = PayOnlyState::UnderWay { amount: self.money(45_050), voucher: None };
        add("pay-only-under-way", show(|| views::pay_only::page(&payer, self.pay_only(moving))));
        add("pay-only-begun", show(|| views::pay_only::page(&payer, self.pay_only(PayOnlyState::Begun))));
        add("pay-only-settled", show(|| views::pay_only::page(&payer, self.pay_only(PayOnlyState::Settled))));
        self.agreed_pages(&debtor, &mut add);
        self.problems(&debtor, &stranger, &mut add);
        self.console(assets, &mut add);
        self.decisions(&self.context(Audience::Staff, assets), &mut add);
        all
    }
}

fn show(page: impl FnOnce() -> Html) -> String {
    let html = page();
    assert_eq!(html.has_script(), html.as_str().contains("<script"), "the policy lets through what is there");
    html.into_string()
}

fn written(style: &AmountStyle, minor: i64) -> String {
    style.format(Money::new(minor, style.currency)).expect("one currency")
}

fn invoice_id(n: usize) -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(0x0192_f3c4_0000_7000_8000_0000_0000_0000 + u128::try_from(n).unwrap_or_default()))
}
