//! What the console shows of a request or a dispute: who asks, where it stands, what an answer changes, the past.

use crate::components::agreements::{kind, request_state};
use crate::components::terms::CheckRow;
use crate::components::{fact, terms};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::decisions::Urgency;
use domain::agreement::{AgreementKind, AgreementState};
use domain::language::Language;
use domain::request::RequestState;
use domain::segment::History;
use leptos::prelude::*;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requester {
    pub name: String,
    /// The creditor's own reference.
    pub reference: String,
    /// `/console/debtors/{id}`
    pub href: String,
    /// Does the answer reach them by mail?
    pub mailed: bool,
}

/// What a decision changes. Amounts are left out where they are nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EffectView {
    /// What is owed today on what it is about.
    pub owed: String,
    /// The due date until now.
    pub old_due: Option<String>,
    /// What the debtor pays for it.
    pub price: Option<String>,
    /// What is paid at once.
    pub pay_now: Option<String>,
    pub lost_discount: Option<String>,
    /// What is given up.
    pub written_off: Option<String>,
    /// Interest and fees that will not be charged.
    pub spared: Option<String>,
    /// All that will have been paid by `last_day`.
    pub to_pay: String,
    pub last_day: Option<String>,
    /// Reminders pause until then; a plan's follow its instalments.
    pub no_reminders_until: Option<String>,
}

/// How the debtor has paid and kept to what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastView {
    /// The segment, and what it follows from.
    pub history: History,
    /// Extensions used this year.
    pub extensions: u8,
    /// Promises made this year.
    pub promises: u8,
    /// Promises and plans kept.
    pub kept: usize,
    /// Promises and plans broken.
    pub broken: usize,
    /// Earlier agreements, latest first.
    pub agreements: Vec<PastAgreement>,
}

/// An earlier agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAgreement {
    pub kind: AgreementKind,
    /// When it was made.
    pub on: String,
    pub became: AgreementState,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionAnswer {
    /// The name of whoever decided.
    pub by: String,
    pub on: String,
    /// Words to the debtor.
    pub words: Option<String>,
    /// Other terms that were offered.
    pub rows: Vec<CheckRow>,
    /// What was credited of a disputed amount.
    pub credited: Option<String>,
}

/// Who asks, with a way to their page.
pub fn whose(language: Language, whose: Requester) -> Fragment {
    let reference = (language.decisions().reference)(&whose.reference);
    view! { <p class="lead"><a href=whose.href>{whose.name}</a>" · "{reference}</p> }.into_fragment()
}

/// Where it stands; while it waits, by when an answer was promised.
pub fn stands(language: Language, state: RequestState, day: &str, urgency: Option<Urgency>) -> Fragment {
    let (class, _) = request_state(language.agreements(), state);
    let text = (language.decisions().stands)(state);
    let waits = urgency.filter(|_| state == RequestState::Waiting).map(|urgency| {
        let words = language.decisions();
        view! {
            <p>{(words.answer_by)(day)}". "<span class=tone(urgency)>{(words.urgency)(urgency)}</span></p>
        }
    });
    view! { <section class="panel"><p><span class=class>{text}</span></p>{waits}</section> }.into_fragment()
}

/// An answer that was given.
pub fn answer_given(language: Language, answered: DecisionAnswer) -> Fragment {
    let words = language.decisions();
    let read = answered.words.map(|text| {
        view! { <h3>{words.answered_words}</h3><blockquote><p>{text}</p></blockquote> }
    });
    let other = (!answered.rows.is_empty()).then(|| {
        view! { <h3>{words.other_terms}</h3>{terms::answers(language, answered.rows)} }
    });
    let credited = answered.credited.map(|credited| {
        view! { <dl class="facts">{fact(words.credited, credited)}</dl> }
    });
    view! {
        <section class="panel" role="status">
            <h2>{words.answered}</h2>
            <p>{(words.answered_by)(&answered.by, &answered.on)}</p>
            {credited}
            {read}
            {other}
        </section>
    }
    .into_fragment()
}

/// What a decision changes, as facts.
pub fn effect_section(language: Language, effect: EffectView) -> Fragment {
    let words = &language.decisions().effect;
    let rows = [
        (words.owed, Some(effect.owed)),
        (words.old_due, effect.old_due),
        (words.price, effect.price),
        (words.pay_now, effect.pay_now),
        (words.lost_discount, effect.lost_discount),
        (words.written_off, effect.written_off),
        (words.spared, effect.spared),
        (words.to_pay, Some(effect.to_pay)),
        (words.last_day, effect.last_day),
        (words.no_reminders_until, effect.no_reminders_until),
    ];
    let row = |(label, value): (&str, Option<String>)| {
        value.map(|value| CheckRow { label: label.to_owned(), value, change_href: None })
    };
    let rows = rows.into_iter().filter_map(row).collect();
    view! { <section class="panel terms"><h2>{words.title}</h2>{terms::answers(language, rows)}</section> }
        .into_fragment()
}

/// How the debtor has paid and kept to what was agreed.
pub fn past(language: Language, past: PastView) -> Fragment {
    let words = &language.decisions().past;
    let overdue = (past.history.overdue_days > 0).then(|| (words.overdue)(past.history.overdue_days));
    let sentences = [
        Some((words.history)(&past.history)),
        overdue,
        Some((words.kept)(past.kept, past.broken)),
        Some((words.used)(past.extensions, past.promises)),
    ];
    let agreements = if past.agreements.is_empty() {
        view! { <p class="hint">{words.none}</p> }.into_fragment()
    } else {
        let rows = past.agreements.into_iter().map(|agreed| {
            let name = kind(language.agreements(), agreed.kind);
            view! { <li>{name}", "{agreed.on}": "{(words.became)(agreed.became)}</li> }
        });
        view! { <h3>{words.agreements}</h3><ul class="sentences">{rows.collect_view()}</ul> }.into_fragment()
    };
    view! {
        <section>
            <h2>{words.title}</h2>
            {terms::sentences(sentences.into_iter().flatten().collect())}
            {agreements}
        </section>
    }
    .into_fragment()
}

/// How an urgency looks.
pub const fn tone(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Late { .. } => "when late",
        Urgency::Today => "when soon",
        Urgency::Left { .. } => "when",
    }
}
