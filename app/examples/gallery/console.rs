//! Sample data for the console, and its pages in every state.

use super::{Place, show};
use app::components::agreements::{AgreementRow, RequestRow};
use app::components::forms::{FieldProblem, InvalidField};
use app::components::invoices::InvoiceRow;
use app::context::{Assets, Audience, PageContext};
use app::i18n::agreements::AgreementStanding;
use app::views;
use app::views::console;
use app::views::console::debtor::{
    ConsoleDebtorView, DebtorDone, DocumentRow, LinkRow, LinkState, MessageRow, MessageState,
};
use app::views::console::debtors::{DebtorFound, DebtorsView, InvoiceFound};
use app::views::console::overview::{OverviewView, Waiting};
use app::views::console::sign_in::SignInView;
use app::views::console::sign_in_code::SignInCodeView;
use app::views::console::trail::{TrailLine, TrailView};
use app::views::console::waive::{ChargesRow, WaiveView};
use app::views::problem::Problem;
use domain::agreement::AgreementKind;
use domain::audit::Action;
use domain::id::{DebtorId, LinkId};
use domain::invoice::InvoiceState;
use domain::request::{RequestKind, RequestState};
use domain::segment::Segment;
use std::sync::Arc;
use uuid::Uuid;

fn link(n: u128, made: String, state: LinkState, used: Option<String>) -> LinkRow {
    LinkRow { id: LinkId::new(Uuid::from_u128(n)), made, state, used, pay_only: n == 3 }
}

impl Place {
    /// A debtor's page, as full as it gets.
    pub fn console_debtor(&self, done: Option<DebtorDone>) -> ConsoleDebtorView {
        let states = [InvoiceState::Overdue { days: 43 }, InvoiceState::DueSoon { days: 5 }, InvoiceState::InPlan];
        let row = |(n, state)| InvoiceRow { href: String::new(), ..self.row(n, state, 123_450) };
        let message = |letter: &str, state| MessageRow { letter: letter.to_owned(), at: self.date(3, 2), state };
        ConsoleDebtorView {
            name: self.debtor.to_owned(),
            reference: "C-1001".to_owned(),
            email: Some("pagos@rivera.example".to_owned()),
            phone: Some("+52 81 5555 0134".to_owned()),
            postcode: Some("…00".to_owned()),
            tax_id: Some("…B1".to_owned()),
            owed: Some(format!("{} · {}", self.money(370_350), self.money(9_900))),
            overdue: Some(self.money(123_450)),
            credit: Some(self.money(5_000)),
            invoices: states.into_iter().enumerate().map(row).collect(),
            documents: vec![DocumentRow {
                number: "A-1".to_owned(),
                href: "/console/debtors/deb_1/invoices/inv_1/invoice.xml".to_owned(),
            }],
            charges: vec![
                ChargesRow {
                    number: "A-1".to_owned(),
                    interest: Some(self.money(1_050)),
                    fees: Some(self.money(4_000)),
                    href: "/console/debtors/deb_1/charges/inv_1".to_owned(),
                },
                ChargesRow {
                    number: "A-2".to_owned(),
                    interest: Some(self.money(5)),
                    fees: None,
                    href: "/console/debtors/deb_1/charges/inv_2".to_owned(),
                },
            ],
            agreements: vec![
                AgreementRow {
                    kind: AgreementKind::Plan,
                    standing: AgreementStanding::InGrace { until: self.date(3, 9) },
                    amount: self.money(40_000),
                    date: Some(self.date(3, 4)),
                    early: None,
                    href: String::new(),
                },
                AgreementRow {
                    kind: AgreementKind::Promise,
                    standing: AgreementStanding::Kept,
                    amount: self.money(12_300),
                    date: Some(self.date(3, 20)),
                    early: None,
                    href: String::new(),
                },
            ],
            past: self.past(Segment::Late),
            requests: [RequestState::Waiting, RequestState::Declined]
                .map(|state| RequestRow {
                    kind: RequestKind::Extension,
                    state,
                    answer_by: self.date(3, 6),
                    href: "/console/requests/req_1".to_owned(),
                })
                .into(),
            messages: vec![
                message("payment_link", MessageState::Leaving),
                message("receipt", MessageState::Sent),
                message("reminder", MessageState::Refused),
                message("agreed", MessageState::NoAddress),
            ],
            id: DebtorId::new(Uuid::from_u128(1)),
            form_key: "form-key-0123456789".to_owned(),
            no_new_links: false,
            links: vec![
                link(1, self.date(3, 1), LinkState::Works(self.date(3, 31)), Some(self.date(3, 2))),
                link(2, self.date(2, 1), LinkState::Revoked(self.date(2, 14)), None),
                link(3, self.date(1, 1), LinkState::Ended(self.date(1, 15)), None),
            ],
            done,
        }
    }

    /// A debtor of whom nothing is there.
    fn console_debtor_bare(&self) -> ConsoleDebtorView {
        ConsoleDebtorView {
            email: None,
            phone: None,
            owed: None,
            overdue: None,
            credit: None,
            invoices: Vec::new(),
            charges: Vec::new(),
            documents: Vec::new(),
            agreements: Vec::new(),
            past: self.past(Segment::New),
            requests: Vec::new(),
            messages: Vec::new(),
            no_new_links: true,
            links: Vec::new(),
            ..self.console_debtor(None)
        }
    }

    fn console_found(&self, q: &str) -> DebtorsView {
        let debtor = |n: usize| DebtorFound {
            name: if n == 0 { self.debtor.to_owned() } else { format!("Ana Ruiz {n}") },
            reference: format!("C-{}", 1000 + n),
            email: (n != 1).then(|| format!("ana{n}@example.test")),
            href: format!("/console/debtors/dbt_{n}"),
        };
        let invoice = |n: usize| InvoiceFound {
            number: format!("A-{}", 1040 + n),
            name: self.debtor.to_owned(),
            href: format!("/console/debtors/dbt_{n}"),
        };
        DebtorsView {
            q: q.to_owned(),
            debtors: (0..4).map(debtor).collect(),
            more_href: Some("/console/debtors?q=a&after=dbt_1".to_owned()),
            invoices: (0..2).map(invoice).collect(),
            more_invoices_href: Some("/console/debtors?q=a&number=a-1041".to_owned()),
            first_href: Some("/console/debtors?q=a".to_owned()),
        }
    }

    /// The audit trail with every act.
    pub fn console_trail(&self) -> TrailView {
        let line = |(n, action): (usize, &Action)| TrailLine {
            at: self.date(3, 2),
            who: (n % 3 != 2).then(|| "Nora Díaz".to_owned()),
            action: *action,
            about: if n % 4 == 0 { Vec::new() } else { vec!["C-1001".to_owned()] },
            href: (n % 2 == 1).then(|| "/console/debtors/dbt_1".to_owned()),
        };
        TrailView {
            lines: Action::ALL.iter().enumerate().map(line).collect(),
            older_href: Some("/console/audit?before=aud_1".to_owned()),
            newest_href: Some("/console/audit".to_owned()),
        }
    }

    fn console_waive(&self, refused: bool) -> WaiveView {
        let why = FieldProblem::TooLarge { max: self.money(1_050) };
        let wrong =
            [InvalidField { field: "interest", why }, InvalidField { field: "reason", why: FieldProblem::NoWords }];
        WaiveView {
            path: "/console/debtors/deb_7/charges/inv_1".to_owned(),
            whose: self.whose(true),
            number: "A-1".to_owned(),
            interest: Some((self.money(1_050), if refused { "1050" } else { "10.50" }.to_owned())),
            fees: Some((self.money(4_000), "40.00".to_owned())),
            in_plan: true,
            reason: String::new(),
            form_key: "0123456789abcdef".to_owned(),
            wrong: if refused { wrong.into() } else { Vec::new() },
            style: self.style.clone(),
        }
    }

    pub(super) fn console(&self, assets: &Arc<Assets>, add: &mut impl FnMut(&str, String)) {
        let staff = self.context(Audience::Staff, assets);
        let door = PageContext { creditor: None, ..self.context(Audience::AtConsole, assets) };
        for refused in [false, true] {
            let suffix = if refused { "-refused" } else { "" };
            let email = if refused { "nora@norte.example".to_owned() } else { String::new() };
            add(
                &format!("console-sign-in{suffix}"),
                show(|| console::sign_in::page(&door, SignInView { email, refused })),
            );
            add(
                &format!("console-code{suffix}"),
                show(|| console::sign_in_code::page(&door, SignInCodeView { refused })),
            );
        }
        let waiting = |count, day| Waiting { count, day };
        let overview = |requests, disputes| OverviewView {
            name: "Nora Díaz".to_owned(),
            today: self.date(3, 2),
            requests,
            disputes,
        };
        let busy = overview(waiting(3, Some(self.date(3, 4))), waiting(1, Some(self.date(2, 20))));
        add("console-overview", show(|| console::overview::page(&staff, busy)));
        let calm = overview(Waiting::default(), Waiting::default());
        add("console-overview-calm", show(|| console::overview::page(&staff, calm)));
        add("console-debtors", show(|| console::debtors::page(&staff, self.console_found("a"))));
        let nobody = DebtorsView { q: "zz".to_owned(), ..DebtorsView::default() };
        add("console-debtors-none", show(|| console::debtors::page(&staff, nobody)));
        let made = DebtorDone::Made("https://pagos.example/l/0123456789012345678901234567890123456789012".to_owned());
        for (name, done) in [
            ("", None),
            ("-link-made", Some(made)),
            ("-link-sent", Some(DebtorDone::Sent)),
            ("-link-revoked", Some(DebtorDone::Revoked)),
            ("-waived", Some(DebtorDone::Waived)),
        ] {
            add(&format!("console-debtor{name}"), show(|| console::debtor::page(&staff, self.console_debtor(done))));
        }
        add("console-debtor-bare", show(|| console::debtor::page(&staff, self.console_debtor_bare())));
        for (name, view) in [
            ("", self.console_waive(false)),
            ("-refused", self.console_waive(true)),
            ("-nothing", WaiveView { interest: None, fees: None, in_plan: false, ..self.console_waive(false) }),
        ] {
            add(&format!("console-waive{name}"), show(|| console::waive::page(&staff, view)));
        }
        add("console-audit", show(|| console::trail::page(&staff, self.console_trail())));
        add("console-audit-empty", show(|| console::trail::page(&staff, TrailView::default())));
        for (name, context) in [("console-problem", &staff), ("console-problem-at-door", &door)] {
            add(name, show(|| views::problem::page(context, &Problem::TooManyTries { minutes: 3 })));
        }
    }
}
