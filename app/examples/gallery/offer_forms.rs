//! Sample data for the forms: more time, a promise, a settlement, a dispute.

use super::{Place, invoice_id};
use app::components::forms::{FieldProblem, HiddenField, InvalidField, InvoiceLink};
use app::views::dispute_new::{DisputeInvoice, DisputeLine, DisputeNewView, DisputeSubject};
use app::views::extension_new::{ExtensionChoice, ExtensionInvoice, ExtensionNewView};
use app::views::promise_new::PromiseNewView;
use app::views::settlement_new::{SettlementChoice, SettlementNewView};
use domain::dispute::DisputeReason;
use domain::money::{Money, MoneyError};
use domain::policy::Delay;

impl Place {
    pub fn links(&self) -> Vec<InvoiceLink> {
        let link = |n: usize| InvoiceLink {
            number: format!("F-{}", 1040 + n),
            amount: self.money(98_000),
            due: self.date(3, 31),
            href: "/extensions/new?invoice=2".into(),
        };
        (0..2).map(link).collect()
    }

    pub fn extension_new(&self, wrong: bool) -> ExtensionNewView {
        let option = |months: u8, price: Option<i64>, on_request| ExtensionChoice {
            value: format!("months-{months}"),
            by: Delay::Months(months),
            new_due: self.date(3 + usize::from(months), 30),
            price: price.map(|price| self.money(price)),
            pay_now: price.map(|_| self.money(30_000)),
            lost_discount: price.map(|_| self.money(2_450)),
            on_request,
            chosen: months == 1,
        };
        let days = ExtensionChoice { by: Delay::Days(15), value: "days-15".into(), ..option(0, None, false) };
        ExtensionNewView {
            invoice: Some(ExtensionInvoice {
                id: invoice_id(1).to_string(),
                number: "F-1041".into(),
                amount: self.money(152_050),
                due: self.date(3, 31),
            }),
            others: Vec::new(),
            options: vec![days, option(1, None, false), option(2, Some(3_000), false), option(3, Some(4_500), true)],
            left_this_year: Some(2),
            reason: String::new(),
            answer_by: Some(self.date(3, 17)),
            wrong: if wrong {
                vec![
                    InvalidField { field: "by", why: FieldProblem::NotOffered },
                    InvalidField { field: "reason", why: FieldProblem::NoWords },
                ]
            } else {
                Vec::new()
            },
        }
    }

    pub fn promise_new(&self, wrong: bool) -> PromiseNewView {
        let refusals = vec![
            InvalidField { field: "amount", why: FieldProblem::TooLarge { max: self.money(250_050) } },
            InvalidField { field: "date", why: FieldProblem::TooLate { to: self.date(3, 31) } },
        ];
        PromiseNewView {
            hidden: vec![HiddenField::new("currency", self.style.currency.code())],
            style: self.style.clone(),
            owed: self.money(250_050),
            amount: self.style.digits(Money::new(250_050, self.style.currency)),
            date: "2026-03-27".into(),
            days: ("2026-03-15".into(), "2026-03-31".into()),
            latest: self.date(3, 31),
            left_this_year: 2,
            wrong: if wrong { refusals } else { Vec::new() },
        }
    }

    pub fn settlement_new(&self, wrong: bool) -> SettlementNewView {
        let option = |n: usize, on_request| SettlementChoice {
            id: invoice_id(n).to_string(),
            number: format!("F-{}", 1040 + n),
            full: self.money(250_050),
            to_pay: self.money(150_030),
            written_off: self.money(100_020),
            until: self.date(3, 31),
            on_request,
            chosen: n == 0 && !wrong,
        };
        SettlementNewView {
            options: vec![option(0, false), option(1, true)],
            reason: String::new(),
            answer_by: Some(self.date(3, 17)),
            wrong: if wrong {
                vec![InvalidField { field: "invoice", why: FieldProblem::NothingChosen }]
            } else {
                Vec::new()
            },
        }
    }

    pub fn dispute_new(&self, wrong: bool) -> DisputeNewView {
        let lines = (1_u32..).zip(self.goods.iter().take(3));
        let refusals = vec![
            InvalidField { field: "reason", why: FieldProblem::NothingChosen },
            InvalidField { field: "line", why: FieldProblem::NothingChosen },
            InvalidField { field: "amount", why: FieldProblem::Amount(MoneyError::NotAnAmount(String::new())) },
            InvalidField { field: "words", why: FieldProblem::TooManyWords { max: 2_000 } },
            InvalidField { field: "files", why: FieldProblem::FileKind { name: "factura.exe".into() } },
        ];
        DisputeNewView {
            invoice: Some(DisputeInvoice {
                id: invoice_id(1).to_string(),
                number: "F-1041".into(),
                amount: self.money(152_050),
                style: self.style.clone(),
                lines: lines
                    .map(|(position, goods)| DisputeLine {
                        position,
                        description: (*goods).to_owned(),
                        amount: self.money(45_050),
                    })
                    .collect(),
            }),
            others: Vec::new(),
            about: if wrong { DisputeSubject::Line } else { DisputeSubject::Whole },
            line: None,
            amount: String::new(),
            reasons: vec![
                DisputeReason::AlreadyPaid,
                DisputeReason::WrongAmount,
                DisputeReason::NotReceived,
                DisputeReason::NotAsAgreed,
                DisputeReason::NotMine,
                DisputeReason::Other,
            ],
            reason: None,
            words: String::new(),
            max_words: 2_000,
            max_files: 5,
            max_mb: 10,
            answer_by: self.date(3, 17),
            form_key: "key-9".into(),
            wrong: if wrong { refusals } else { Vec::new() },
        }
    }
}
