//! What a choice of invoices and an amount comes to: the one place that the page before paying and the bar of the page of choices
//! ask. `/pay/quote`.

use super::error::Failure;
use super::pay::{Books, books};
use super::session::DebtorSession;
use app::api::Fields;
use app::api::payments::{PayForm, Quoted};
use app::i18n::Texts as _;
use app::views::choose::ChooseRefusal;
use app::views::problem::Problem;
use axum::response::{IntoResponse, Response};
use domain::allocation::{ChoiceError, leaves_enough};
use domain::invoice::{Invoice, asked_by_currency};
use domain::money::{Currency, Money};
use services::account::DebtorAccount;
use services::account::minimum::{by_every_way, minimum};
use services::account::settlements::InForce;
use services::payments::instalment::PaidPlan;
use services::payments::start::{PricedChoice, paid_together};
use sha2::{Digest, Sha256};
use store::StoreError;

/// What was chosen, worked out.
pub(super) struct WorkedOut {
    pub(super) priced: PricedChoice,
    /// The account once it is paid.
    pub(super) after: DebtorAccount,
}

/// Works out what was chosen, or says why it cannot be paid so.
pub(super) fn work_out(
    session: &DebtorSession,
    asked: &PayForm,
    books: &Books,
    (chosen, plans): (&[&Invoice], &[PaidPlan]),
) -> Result<Result<WorkedOut, ChooseRefusal>, StoreError> {
    let Some(currency) = chosen.first().map(|invoice| invoice.balance.currency()) else {
        return Ok(Err(ChooseRefusal::Choice(ChoiceError::Nothing)));
    };
    let typed = asked.amount.as_deref().filter(|_| asked.part);
    let amount = match typed.map(|typed| session.formatter.style(currency).parse(typed)).transpose() {
        Ok(amount) => amount,
        Err(error) => return Ok(Err(ChooseRefusal::Amount(error))),
    };
    let policy = &books.debtor_account.owed.version.policy;
    let min = minimum(&session.state.services, &session.creditor, policy, currency);
    let priced = match PricedChoice::new(chosen, plans, amount, min, policy.allocation) {
        Ok(priced) => priced,
        Err(error) => return Ok(Err(ChooseRefusal::Choice(error))),
    };
    let after = books.debtor_account.after(&priced.shares)?;
    if amount.is_some() && !session.link.pay_only {
        let left = asked_by_currency(&after.owed.invoices)?;
        let left = left.get(&currency).copied().unwrap_or(Money::zero(currency));
        let whole =
            PricedChoice::new(chosen, plans, None, min, policy.allocation).map_or(priced.total, |all| all.total);
        let floor = by_every_way(&session.state.services, &session.creditor, currency);
        let floor = floor.unwrap_or(Money::new(1, currency));
        // On the whole account, and of each settlement: nobody loses one for what no provider takes.
        let mut rests = vec![left];
        for id in chosen.iter().filter_map(|invoice| invoice.settlement) {
            rests.extend(InForce::left_of(&after.owed.settlements, id, &after.owed.invoices)?);
        }
        for left in rests {
            if let Err(error) = leaves_enough(priced.total, whole, left, floor, min) {
                return Ok(Err(ChooseRefusal::Choice(error)));
            }
        }
    }
    Ok(Ok(WorkedOut { priced, after }))
}

/// `POST /pay/quote`: what the page before paying would say of what is chosen on the page of choices.
pub(super) async fn quote(session: &DebtorSession, form: Fields) -> Result<Response, Failure> {
    let asked = PayForm::of_pairs(form.raw()).ok_or(Problem::BadRequest)?;
    let books = books(session).await?;
    Ok(quoted(session, &asked, &books).await?.to_string().into_response())
}

/// The words of the bar on the page of choices, for what is chosen there.
pub(super) async fn quoted(session: &DebtorSession, asked: &PayForm, books: &Books) -> Result<Quoted, Failure> {
    let page = page_seal(books, asked.currency);
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| asked.invoices.contains(&invoice.id)).collect();
    let (chosen, plans) = paid_together(&chosen, asked.agreement);
    let plans = super::instalment::plans(session, &plans).await?;
    let language = session.formatter.language;
    let words = language.islands();
    let typed = asked.amount.as_deref().filter(|_| asked.part);
    // Nothing typed yet is no mistake yet.
    if typed.is_some_and(|typed| typed.trim().is_empty()) {
        return Ok(Quoted { page, ..Quoted::default() });
    }
    let (total, note, refused) = match work_out(session, asked, books, (&chosen, &plans))? {
        Ok(WorkedOut { priced, after }) => {
            let left = session.formatter.amounts(&asked_by_currency(&after.owed.invoices)?);
            let note = match left {
                Some(left) if asked.part => (words.left_after)(&left),
                // In a long list nobody counts the boxes.
                _ if chosen.len() > 1 => (words.chosen)(chosen.len()),
                _ => String::new(),
            };
            (session.formatter.money(priced.total), note, false)
        }
        Err(refusal) => {
            let currency = asked.currency.unwrap_or(session.creditor.currency);
            (String::new(), refusal.said(language, &session.formatter.style(currency)), true)
        }
    };
    Ok(Quoted { total, note, refused, page })
}

/// What the page of choices shows, in short: another one means that it is to be loaded again.
fn page_seal(books: &Books, currency: Option<Currency>) -> String {
    let shown = books.owed.iter().filter(|invoice| currency.is_none_or(|only| only == invoice.balance.currency()));
    let shown = shown.map(|invoice| format!("{} {} {}\n", invoice.id, invoice.to_pay(), invoice.in_review()));
    hex::encode(Sha256::digest(shown.collect::<String>()))
}
