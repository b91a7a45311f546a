//! A schedule as a table, with what it comes to; before it is agreed and while it is paid.

use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use domain::plan::schedule::Frequency;
use domain::plan::standing::InstalmentState;
use leptos::prelude::*;

/// A schedule, to be agreed or agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleView {
    /// The payments in order of their days.
    pub rows: Vec<ScheduleRow>,
    /// What paying in parts costs; `None`: nothing.
    pub cost: Option<String>,
    /// What is owed with that.
    pub total: String,
    /// What each instalment is (`hasta $500.00`).
    pub each: String,
    /// How often.
    pub frequency: Frequency,
    /// The last day.
    pub last: String,
}

/// One payment of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRow {
    /// From 1; the down payment is 0.
    pub n: u16,
    /// The last day to pay it.
    pub date: String,
    /// What is to be paid.
    pub amount: String,
    /// What is left to pay after it.
    pub left: String,
    /// Where it stands, once agreed.
    pub mark: Option<InstalmentMark>,
    /// That it costs less early, or did.
    pub early: Option<EarlyNote>,
}

/// What is said of an instalment's price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EarlyNote {
    /// It costs less by a day.
    Offered { amount: String, until: String },
    /// It did, and was paid so.
    Saved { paid: String, saved: String },
}

/// Where an instalment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalmentMark {
    /// Its state; the days in it are written in `day`.
    pub state: InstalmentState,
    /// The day in the state: the day it was paid, or the end of its grace.
    pub day: Option<String>,
    /// What is open of one that was paid in part.
    pub open: Option<String>,
}

/// What it comes to, in a few lines: how many payments of how much, what is paid at once, until when, what it costs.
pub fn summary(language: Language, schedule: &ScheduleView) -> Fragment {
    let live = language.islands();
    let count = schedule.rows.iter().filter(|row| row.n > 0).count();
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let is = (live.payments_of)(count, schedule.frequency, &schedule.each);
    let down = schedule.rows.iter().find(|row| row.n == 0);
    let down = down.map(|row| view! { <p>{live.schedule.down}": "{row.amount.clone()}" · "{row.date.clone()}</p> });
    let cost = schedule.cost.as_deref().map_or_else(|| live.plan_free.to_owned(), |cost| (live.plan_cost)(cost));
    let more = format!("{} {cost}.", (live.plan_total)(&schedule.total, &schedule.last));
    view! { <p class="step">{is}</p>{down}<p>{more}</p> }.into_fragment()
}

/// The payments.
pub fn table(language: Language, schedule: ScheduleView) -> Fragment {
    let words = &language.islands().schedule;
    let rows = schedule.rows.into_iter().map(|row| payment(language, row));
    view! {
        <table class="schedule">
            <caption>{words.caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.n}</th>
                    <th scope="col">{words.date}</th>
                    <th scope="col">{words.amount}</th>
                    <th scope="col">{words.left}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_fragment()
}

fn payment(language: Language, row: ScheduleRow) -> Fragment {
    let words = &language.islands().schedule;
    let n = if row.n == 0 { words.down.to_owned() } else { row.n.to_string() };
    let mark = row.mark.map(|mark| {
        let (tone, text) = mark_text(language, &mark);
        let open = mark.open.map(|open| (language.agreements().schedule.open)(&open));
        view! { <small class=tone>{text}{open.map(|open| format!(". {open}"))}</small> }
    });
    let early = row.early.map(|early| {
        let agreements = language.agreements();
        let said = match early {
            EarlyNote::Offered { amount, until } => (agreements.schedule.early)(&until, &amount),
            EarlyNote::Saved { paid, saved } => (agreements.schedule.paid_early)(&paid, &saved),
        };
        view! { <small class="good">{said}</small> }
    });
    view! {
        <tr>
            <th scope="row">{n}</th>
            <td>{row.date}{mark}{early}</td>
            <td>{row.amount}</td>
            <td>{row.left}</td>
        </tr>
    }
    .into_fragment()
}

/// The state of an instalment as a class and a sentence.
fn mark_text(language: Language, mark: &InstalmentMark) -> (&'static str, String) {
    let words = &language.agreements().schedule;
    let day = mark.day.as_deref().unwrap_or_default();
    match mark.state {
        InstalmentState::Later => ("when", words.later.to_owned()),
        InstalmentState::DueSoon { days } => ("when soon", (words.due_soon)(days)),
        InstalmentState::DueToday => ("when soon", words.due_today.to_owned()),
        InstalmentState::InGrace { .. } => ("when late", (words.in_grace)(day)),
        InstalmentState::Missed { days } => ("when late", (words.missed)(days)),
        InstalmentState::Paid { in_time: true, .. } => ("when good", (words.paid)(day)),
        InstalmentState::Paid { in_time: false, .. } => ("when good", (words.paid_late)(day)),
    }
}
