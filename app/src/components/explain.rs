//! "Explain my balance" on `/invoices/{id}`, and its early discount.

use crate::components::errors;
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::agreements::explain::Explain;
use domain::explain::What;
use domain::language::Language;
use leptos::prelude::*;

/// Every cent of a balance as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// `/invoices/{id}`: the form that asks for another day (`as_of`, GET).
    pub action: String,
    /// The day, written.
    pub as_of: String,
    /// The day (`2026-03-31`).
    pub as_of_field: String,
    /// The first and last day that can be asked for.
    pub days: (String, String),
    /// Is the day in the future ("if you pay on …")?
    pub ahead: bool,
    /// The lines, in order; they add up to the sum.
    pub lines: Vec<ExplainLine>,
    /// What settles it on that day.
    pub sum: String,
    /// The day could not be read: the first and the last that can be asked for, written.
    pub unreadable: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainLine {
    /// What it is about.
    pub what: What,
    /// Its day; of interest, its last day; of a settlement in force, the last day to pay it.
    pub date: String,
    /// How much, with a sign when it lowers the balance.
    pub amount: String,
    /// How interest came about.
    pub arithmetic: Option<Arithmetic>,
}

/// Days × rate × amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    pub days: i64,
    pub principal: String,
    /// Per cent a year (`24 %`).
    pub percent: String,
    pub year_days: i64,
}

/// The lines, their sum, and the form that asks for another day.
pub fn balance(language: Language, view: Explained) -> Fragment {
    let text = &language.agreements().explain;
    let rows = view.lines.into_iter().map(|row| line(text, row));
    let sum = if view.ahead { (text.sum_ahead)(&view.as_of) } else { (text.sum)(&view.as_of) };
    let wrong = view.unreadable.map(|(first, last)| (text.unreadable)(&first, &last));
    let described = wrong.is_some().then_some("as_of-error");
    let invalid = wrong.is_some().then_some("true");
    view! {
        <section id="explained" tabindex="-1">
            <table>
                <caption>{text.title}</caption>
                <thead><tr><th scope="col">{text.what}</th><th scope="col">{text.amount}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot><tr class="total"><th scope="row">{sum}</th><td>{view.sum}</td></tr></tfoot>
            </table>
            <form class="ask-day" method="get" action=format!("{}#explained", view.action)>
                <div class="field">
                    <label for="as_of">{text.other_day}</label>
                    {errors::line(language.pages(), "as_of", wrong)}
                    <span class="money">
                        <input
                            type="date"
                            name="as_of"
                            id="as_of"
                            value=view.as_of_field
                            min=view.days.0
                            max=view.days.1
                            aria-describedby=described
                            aria-invalid=invalid
                        />
                        <button class="button quiet" type="submit">{text.show}</button>
                    </span>
                </div>
            </form>
        </section>
    }
    .into_fragment()
}

fn line(text: &'static Explain, row: ExplainLine) -> Fragment {
    let how = row.arithmetic.as_ref().map(|sum| {
        let figures = (text.arithmetic)(sum.days, &sum.percent, &sum.principal, sum.year_days);
        view! { <small>{(text.span)(&sum.from, &sum.to)}</small><small>{figures}</small> }.into_fragment()
    });
    let what = what(text, &row);
    // The words of a settlement have the day in them.
    let day = (row.what != What::Settlement)
        .then(|| how.unwrap_or_else(|| view! { <small>{row.date.clone()}</small> }.into_fragment()));
    view! { <tr><th scope="row">{what}{day}</th><td>{row.amount}</td></tr> }.into_fragment()
}

fn what(text: &'static Explain, row: &ExplainLine) -> String {
    let said = match row.what {
        What::Invoiced => text.invoiced,
        What::CreditNote => text.credit_note,
        What::Changed => text.changed,
        What::Interest(_) | What::InterestCharged => text.interest,
        What::InterestCap => text.interest_cap,
        What::Fee => text.fee,
        What::AgreementPrice => text.agreement_price,
        What::Paused { .. } => text.paused,
        What::Waived => text.waived,
        What::Payment => text.payment,
        What::PaymentOutside => text.payment_outside,
        What::CreditUsed => text.credit_used,
        What::Credited => text.credited,
        What::Refund => text.refund,
        What::RefundFailed => text.refund_failed,
        What::Chargeback => text.chargeback,
        What::ChargebackWon => text.chargeback_won,
        What::Discount => text.discount,
        What::DiscountOffered => text.discount_offered,
        What::WriteOff => text.write_off,
        What::InReview => text.in_review,
        What::OnItsWay => text.on_its_way,
        What::Settlement => return (text.settlement)(&row.date),
    };
    said.to_owned()
}
