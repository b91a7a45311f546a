//! Sample data for the console's decisions and its policy, and their pages in every state.

use super::{Place, show};
use app::components::decisions::{DecisionAnswer, EffectView, PastAgreement, PastView, Requester};
use app::components::forms::{FieldProblem, HiddenField, InvalidField};
use app::components::policy_form::sections::fields;
use app::components::policy_form::{ChoiceValue, FieldKind, FieldValues, PolicyField, below, facts, value_of};
use app::context::PageContext;
use app::i18n::Texts as _;
use app::i18n::decisions::{DecisionKind, Urgency};
use app::i18n::policy_names::{PolicySection, ValueKind};
use app::views::console;
use app::views::console::decision_check::{CreditView, DecisionCheckView, DecisionProblem};
use app::views::console::dispute::{ConsoleDisputeView, FileLink};
use app::views::console::policy::PolicyView;
use app::views::console::policy_check::{FactChange, PolicyCheckView, PolicyPreviewView};
use app::views::console::policy_document::PolicyDocumentView;
use app::views::console::policy_section::PolicySectionView;
use app::views::console::policy_versions::{PolicyVersionRow, PolicyVersionsView};
use app::views::console::request::{ConsoleRequestView, CounterFields, CounterForm};
use app::views::console::requests::{RequestsView, WaitingRow};
use domain::agreement::{AgreementKind, AgreementState};
use domain::dispute::DisputeReason;
use domain::id::DisputeId;
use domain::id::RequestId;
use domain::plan::schedule::Frequency;
use domain::policy_change::{PreviewChange, PreviewSubject};
use domain::request::{RequestKind, RequestState};
use domain::segment::{History, Segment};
use uuid::Uuid;

/// What stands in fields of every kind: everything is offered, lists have two rows.
fn fill(items: &[PolicyField], above: &str, last: bool, values: &mut FieldValues) {
    for item in items {
        let field = below(above, item.key);
        let text = |value| match value {
            ValueKind::Whole => "14",
            ValueKind::Percent => "2.5",
            ValueKind::Amounts => "150.00 MXN; 9000 CLP",
            ValueKind::Money => "150.00 MXN",
            ValueKind::Day => "2026-07-01",
        };
        let mut put = |field: String, text: &str| values.entry(field).or_default().push(text.to_owned());
        match item.kind {
            FieldKind::Offered(items) => {
                put(field.clone(), "on");
                fill(items, &field, last, values);
            }
            FieldKind::Group(items) => fill(items, &field, last, values),
            FieldKind::Rows(columns) => {
                for n in ["0", "1"] {
                    fill(columns, &below(&field, n), last, values);
                }
            }
            FieldKind::Switch => put(field, "on"),
            FieldKind::Value(value, _) => put(field, text(value)),
            FieldKind::One(all) => put(field, all[if last { all.len() - 1 } else { 0 }].as_str()),
            FieldKind::Some(all) => all.iter().for_each(|word| put(field.clone(), word.as_str())),
            FieldKind::Choice(all) => {
                let (word, holds) = all[if last { all.len() - 1 } else { 0 }];
                put(field.clone(), word.as_str());
                if let ChoiceValue::Value(value) = holds {
                    put(value_of(&field), text(value));
                }
            }
        }
    }
}

/// What stands in a section's fields, with the first or the last of every choice.
pub fn section_values(section: PolicySection, last: bool) -> FieldValues {
    let mut values = FieldValues::new();
    fill(fields(section), "", last, &mut values);
    values
}

impl Place {
    pub(super) fn whose(&self, mailed: bool) -> Requester {
        Requester {
            name: self.debtor.to_owned(),
            reference: "C-2041".to_owned(),
            href: "/console/debtors/deb_7".to_owned(),
            mailed,
        }
    }

    pub(super) fn past(&self, segment: Segment) -> PastView {
        let overdue_days = if segment == Segment::Late { 41 } else { 0 };
        let paid = if segment == Segment::New { 1 } else { 14 };
        let agreement = |kind, became| PastAgreement { kind, on: self.date(1, 9), became };
        let agreements = match segment {
            Segment::New => Vec::new(),
            _ => vec![
                agreement(AgreementKind::Promise, AgreementState::Kept),
                agreement(AgreementKind::Extension, AgreementState::Live),
                agreement(AgreementKind::Plan, AgreementState::Broken),
                agreement(AgreementKind::Settlement, AgreementState::Cancelled),
                agreement(AgreementKind::Plan, AgreementState::Replaced),
            ],
        };
        let history = History { segment, on_time: 7, counted: 12, paid, overdue_days };
        PastView { history, extensions: 1, promises: 2, kept: 3, broken: 1, agreements }
    }

    fn effect(&self) -> EffectView {
        EffectView {
            owed: self.money(250_050),
            old_due: Some(self.date(3, 14)),
            price: Some(self.money(15_000)),
            pay_now: Some(self.money(25_050)),
            lost_discount: Some(self.money(5_001)),
            written_off: None,
            spared: Some(self.money(4_210)),
            to_pay: self.money(265_050),
            last_day: Some(self.date(8, 31)),
            no_reminders_until: Some(self.date(8, 31)),
        }
    }

    fn requests(&self) -> RequestsView {
        let row = |n: usize, kind, urgency| WaitingRow {
            href: format!("/console/requests/req_{n}"),
            kind,
            debtor: self.debtor.to_owned(),
            asked: format!("F-{}: {}", 1040 + n, self.money(98_000)),
            answer_by: self.date(3, 12 + u32::try_from(n).unwrap_or_default()),
            urgency,
        };
        RequestsView {
            rows: vec![
                row(1, RequestKind::Plan, Urgency::Late { days: 2 }),
                row(2, RequestKind::Dispute, Urgency::Today),
                row(3, RequestKind::Extension, Urgency::Left { days: 1 }),
                row(4, RequestKind::Settlement, Urgency::Left { days: 3 }),
            ],
        }
    }

    fn counter(&self, kind: RequestKind, open: bool) -> CounterForm {
        let days = || ("2026-03-15".to_owned(), "2027-03-15".to_owned());
        let fields = match kind {
            RequestKind::Extension => CounterFields::Extension {
                how: "date".to_owned(),
                date: "2026-05-14".to_owned(),
                number: String::new(),
                price: String::new(),
                pay_now: self.money(25_050),
                days: days(),
            },
            RequestKind::Plan => CounterFields::Plan {
                by_count: true,
                count: "12".to_owned(),
                each: String::new(),
                first: "2026-03-31".to_owned(),
                frequency: Frequency::Monthly,
                down: String::new(),
                price: self.money(15_000),
                days: days(),
            },
            RequestKind::Settlement => CounterFields::Settlement {
                by_percent: true,
                percent: "70".to_owned(),
                amount: String::new(),
                date: "2026-03-31".to_owned(),
                days: days(),
            },
            RequestKind::Dispute => CounterFields::None,
        };
        CounterForm { fields, policy: (kind == RequestKind::Plan).then_some(12), words: String::new(), open }
    }

    fn decide(&self, kind: RequestKind, agreed: AgreementKind, state: RequestState) -> ConsoleRequestView {
        let waits = state == RequestState::Waiting;
        let said = self.words(&self.terms(agreed));
        ConsoleRequestView {
            id: RequestId::new(Uuid::from_u128(1)),
            kind,
            state,
            whose: self.whose(true),
            made_on: self.date(3, 11),
            answer_by: (self.date(3, 14), waits.then_some(Urgency::Today)),
            rows: said.rows.clone(),
            schedule: (kind == RequestKind::Plan).then(|| self.schedule(&self.plan(true), false)),
            reason: "Nos pagan el 15 de abril. <No antes>".to_owned(),
            effect: waits.then(|| self.effect()),
            past: self.past(Segment::Irregular),
            counter: self.counter(kind, false),
            decline: String::new(),
            wrong: Vec::new(),
            style: self.style.clone(),
            dates: domain::date_style::DateStyle::of(self.language, self.tag),
            answered: (!waits).then(|| DecisionAnswer {
                by: "Nora Díaz".to_owned(),
                on: self.date(3, 12),
                words: Some("Hasta el 20 sí.".to_owned()),
                rows: if state == RequestState::Countered { said.rows } else { Vec::new() },
                credited: None,
            }),
        }
    }

    fn decide_check(
        &self,
        act: DecisionKind,
        agreed: AgreementKind,
        trouble: Option<DecisionProblem>,
    ) -> DecisionCheckView {
        let said = self.words(&self.terms(agreed));
        let terms = matches!(act, DecisionKind::Grant | DecisionKind::Counter);
        let some = |all: Vec<String>| if terms { all } else { Vec::new() };
        let decided = |act| CreditView {
            number: "F-1041".to_owned(),
            disputed: self.money(98_000),
            credited: (act == DecisionKind::Uphold).then(|| self.money(50_000)),
            credit: (act == DecisionKind::Uphold).then(|| self.money(10_000)),
            due_again: Some(self.money(48_000)),
            before: self.money(152_050),
            after: self.money(102_050),
        };
        DecisionCheckView {
            act,
            whose: self.whose(act != DecisionKind::Decline),
            back_href: "/console/requests/req_1".to_owned(),
            action: "/console/requests/req_1/decide".to_owned(),
            hidden: vec![HiddenField::new("do", "grant"), HiddenField::new("seen", "7f")],
            rows: if terms { said.rows } else { Vec::new() },
            text: some(said.text),
            if_not: some(said.if_not),
            schedule: (terms && agreed == AgreementKind::Plan).then(|| self.schedule(&self.plan(true), false)),
            effect: terms.then(|| self.effect()),
            credit: matches!(act, DecisionKind::Uphold | DecisionKind::Reject).then(|| decided(act)),
            words: if act == DecisionKind::Grant { String::new() } else { "Hasta el 20 sí.".to_owned() },
            until: (act == DecisionKind::Counter).then(|| self.date(3, 30)),
            trouble,
        }
    }

    fn dispute_decide(&self, state: RequestState, wrong: Vec<InvalidField>) -> ConsoleDisputeView {
        let waits = state == RequestState::Waiting;
        let file = |name: &str, about: &str| FileLink {
            name: name.to_owned(),
            href: format!("/console/disputes/obj_1/files/{name}"),
            about: about.to_owned(),
        };
        ConsoleDisputeView {
            id: DisputeId::new(Uuid::from_u128(1)),
            state,
            whose: self.whose(true),
            invoice: ("F-1041".to_owned(), self.money(152_050), self.money(152_050)),
            in_plan: waits,
            line: Some(self.goods[1].to_owned()),
            amount: self.money(98_000),
            reason: DisputeReason::NotAsAgreed,
            words: "Llegaron rotas la mitad.".to_owned(),
            files: if waits {
                vec![file("foto.jpg", "JPEG, 2.4 MB"), file("nota.pdf", "PDF, 120 kB")]
            } else {
                Vec::new()
            },
            made_on: self.date(3, 11),
            answer_by: (self.date(3, 14), waits.then_some(Urgency::Left { days: 3 })),
            past: self.past(Segment::Good),
            chosen: if wrong.is_empty() { String::new() } else { "part".to_owned() },
            part: String::new(),
            answer: String::new(),
            wrong,
            style: self.style.clone(),
            answered: (!waits).then(|| DecisionAnswer {
                by: "Nora Díaz".to_owned(),
                on: self.date(3, 12),
                words: None,
                rows: Vec::new(),
                credited: Some(self.money(50_000)),
            }),
        }
    }

    /// Every page of decisions, in its states.
    pub fn decisions(&self, staff: &PageContext, add: &mut impl FnMut(&str, String)) {
        use RequestState::{Accepted, Countered, Declined, Granted, Lapsed, Waiting, Withdrawn};
        add("console-requests", show(|| console::requests::page(staff, self.requests())));
        add("console-requests-none", show(|| console::requests::page(staff, RequestsView { rows: Vec::new() })));
        let kinds = [
            ("extension", RequestKind::Extension, AgreementKind::Extension),
            ("plan", RequestKind::Plan, AgreementKind::Plan),
            ("settlement", RequestKind::Settlement, AgreementKind::Settlement),
        ];
        for (name, kind, agreed) in kinds {
            add(
                &format!("console-request-{name}"),
                show(|| console::request::page(staff, self.decide(kind, agreed, Waiting))),
            );
            let mut refused = self.decide(kind, agreed, Waiting);
            refused.counter = self.counter(kind, true);
            refused.wrong = vec![
                InvalidField { field: "price", why: FieldProblem::TooLarge { max: self.money(250_050) } },
                InvalidField { field: "reason", why: FieldProblem::NoWords },
            ];
            if kind == RequestKind::Settlement {
                refused.wrong[0].field = "percent";
            }
            (refused.effect, refused.past) = (None, self.past(Segment::Late));
            add(&format!("console-request-{name}-refused"), show(|| console::request::page(staff, refused)));
        }
        for state in [Granted, Countered, Accepted, Declined, Withdrawn, Lapsed] {
            let view = self.decide(RequestKind::Extension, AgreementKind::Extension, state);
            let name = format!("console-request-{state:?}").to_lowercase();
            add(
                &name,
                show(|| console::request::page(staff, ConsoleRequestView { past: self.past(Segment::New), ..view })),
            );
        }
        for (name, act, trouble) in [
            ("grant", DecisionKind::Grant, None),
            ("grant-changed", DecisionKind::Grant, Some(DecisionProblem::Changed)),
            ("grant-paying", DecisionKind::Grant, Some(DecisionProblem::Paying)),
            ("counter", DecisionKind::Counter, None),
            ("decline", DecisionKind::Decline, None),
            ("uphold", DecisionKind::Uphold, None),
            ("reject", DecisionKind::Reject, None),
        ] {
            let view = self.decide_check(act, AgreementKind::Plan, trouble);
            add(&format!("console-check-{name}"), show(|| console::decision_check::page(staff, view)));
        }
        let open = self.dispute_decide(Waiting, Vec::new());
        add("console-dispute", show(|| console::dispute::page(staff, open)));
        let wrong = vec![
            InvalidField { field: "do", why: FieldProblem::NothingChosen },
            InvalidField { field: "part", why: FieldProblem::TooLarge { max: self.money(98_000) } },
            InvalidField { field: "answer", why: FieldProblem::NoWords },
        ];
        let refused = self.dispute_decide(Waiting, wrong);
        add("console-dispute-refused", show(|| console::dispute::page(staff, refused)));
        for (name, state) in [("upheld", Granted), ("rejected", Declined)] {
            let view = self.dispute_decide(state, Vec::new());
            add(&format!("console-dispute-{name}"), show(|| console::dispute::page(staff, view)));
        }
        self.policy_pages(staff, add);
    }

    fn policy_pages(&self, staff: &PageContext, add: &mut impl FnMut(&str, String)) {
        let sections = |last| PolicySection::ALL.map(|section| (section, section_values(section, last))).to_vec();
        let set = || Some(("Nora Díaz".to_owned(), self.date(3, 12)));
        let policy = PolicyView {
            version: 4,
            set: set(),
            sections: sections(true),
            document: None,
            newest: true,
            just_set: true,
        };
        add("console-policy", show(|| console::policy::page(staff, policy)));
        let nothing = PolicySection::ALL.map(|section| (section, FieldValues::new())).to_vec();
        let document = Some("{\n  \"answer_days\": 3\n}".to_owned());
        let old = PolicyView { version: 0, set: None, sections: nothing, document, newest: false, just_set: false };
        add("console-policy-version", show(|| console::policy::page(staff, old)));
        for section in PolicySection::ALL {
            let view = |wrong, moved| PolicySectionView {
                section,
                values: section_values(section, moved),
                wrong,
                base: 4,
                moved,
            };
            let name = format!("console-policy-{}", section.slug());
            add(&name, show(|| console::policy_section::page(staff, view(Vec::new(), true))));
            let wrong = vec![(fields(section)[0].key.to_owned(), (self.language.policy().missing).to_owned())];
            add(&format!("{name}-refused"), show(|| console::policy_section::page(staff, view(wrong, false))));
        }
        let document = |wrong: Option<String>| PolicyDocumentView {
            text: "{\n  \"answer_days\": 3,\n  \"plan\": null\n}".to_owned(),
            moved: wrong.is_none(),
            wrong,
            base: 4,
        };
        add("console-policy-document", show(|| console::policy_document::page(staff, document(None))));
        let why = (self.language.policy().unreadable)(2, "plan");
        add("console-policy-document-refused", show(|| console::policy_document::page(staff, document(Some(why)))));
        let words = self.language.policy();
        let facts = |last| facts(words, fields(PolicySection::Plan), &section_values(PolicySection::Plan, last));
        let names = || vec![self.debtor.to_owned(), "Ada".to_owned()];
        let preview = PolicyPreviewView {
            of: 12_040,
            looked_at: 500,
            concerned: 37,
            changes: vec![
                (PreviewSubject::Offer(AgreementKind::Settlement), PreviewChange::Appears, 12, names()),
                (PreviewSubject::Offer(AgreementKind::Plan), PreviewChange::Changes, 37, names()),
                (PreviewSubject::Offer(AgreementKind::Extension), PreviewChange::Disappears, 2, names()),
                (PreviewSubject::Charges, PreviewChange::Changes, 1, vec!["Ada".to_owned()]),
            ],
        };
        let check = |changes, preview| PolicyCheckView {
            back_href: "/console/policy/plan".to_owned(),
            action: "/console/policy/plan".to_owned(),
            hidden: vec![HiddenField::new("base", "4"), HiddenField::new("plan", "on")],
            changes,
            preview,
        };
        let changes = FactChange::between(&facts(false), &facts(true));
        add("console-policy-check", show(|| console::policy_check::page(staff, check(changes, preview))));
        let calm = PolicyPreviewView { of: 37, looked_at: 37, ..PolicyPreviewView::default() };
        add("console-policy-check-same", show(|| console::policy_check::page(staff, check(Vec::new(), calm))));
        let row = |n| PolicyVersionRow { n, by: "Nora Díaz".to_owned(), at: self.date(3, 12) };
        let rows = (1..=3).rev().map(row).collect();
        let versions = PolicyVersionsView { rows, older_href: Some("/console/policy/versions?before=1".to_owned()) };
        add("console-policy-versions", show(|| console::policy_versions::page(staff, versions)));
    }
}
