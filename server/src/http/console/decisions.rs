//! What the pages of decisions share: who asks, how urgent it is, what it changes, how the debtor has kept to things.

use super::StaffSession;
use app::components::decisions::{EffectView, PastAgreement, PastView, Requester};
use app::i18n::decisions::Urgency;
use app::routes;
use domain::agreement::{AgreementKind, AgreementState};
use domain::date::{Date, days_between};
use domain::debtor::Debtor;
use domain::money::Money;
use services::agreements::effect::{Effect, Past};

/// The most characters of an answer to a debtor.
pub(super) const MAX_WORDS: usize = 1_000;

pub(super) fn whose(staff: &StaffSession, debtor: &Debtor) -> Requester {
    Requester {
        name: debtor.name.clone(),
        reference: debtor.reference.clone(),
        href: routes::console_debtor(debtor.id),
        mailed: debtor.email.is_some() && staff.state.mailer.is_set_up(),
    }
}

/// How near the day of an answer is.
pub(super) fn urgency(today: Date, answer_by: Date) -> Urgency {
    match days_between(today, answer_by) {
        days if days < 0 => Urgency::Late { days: -days },
        0 => Urgency::Today,
        days => Urgency::Left { days },
    }
}

pub(super) fn effect_view(staff: &StaffSession, effect: &Effect) -> EffectView {
    let formatter = &staff.formatter;
    let some = |amount: Money| amount.is_positive().then(|| formatter.money(amount));
    EffectView {
        owed: formatter.money(effect.owed),
        old_due: effect.old_due.map(|day| formatter.date(day)),
        price: some(effect.price),
        pay_now: some(effect.pay_now),
        lost_discount: some(effect.lost_discount),
        written_off: some(effect.written_off),
        spared: some(effect.spared),
        to_pay: formatter.money(effect.to_pay),
        last_day: effect.last_day.map(|day| formatter.date(day)),
        no_reminders_until: effect.paused_until.map(|day| formatter.date(day)),
    }
}

pub(super) fn past_view(staff: &StaffSession, past: &Past) -> PastView {
    let agreements = past.agreements.iter().map(|agreed| PastAgreement {
        kind: match agreed.kind {
            AgreementKind::Discount => AgreementKind::Discount,
            AgreementKind::Settlement => AgreementKind::Settlement,
            AgreementKind::Plan => AgreementKind::Plan,
            AgreementKind::Extension => AgreementKind::Extension,
            AgreementKind::Promise => AgreementKind::Promise,
        },
        on: staff.formatter.date(staff.creditor.zone.day_of(agreed.made_at)),
        became: match agreed.state {
            AgreementState::Live => AgreementState::Live,
            AgreementState::Kept => AgreementState::Kept,
            AgreementState::Broken => AgreementState::Broken,
            AgreementState::Cancelled => AgreementState::Cancelled,
            AgreementState::Replaced => AgreementState::Replaced,
        },
    });
    PastView {
        history: past.history,
        extensions: past.uses.extensions,
        promises: past.uses.promises,
        kept: past.kept,
        broken: past.broken,
        agreements: agreements.collect(),
    }
}
