//! `/console/debtors`: finding a debtor.

use super::StaffSession;
use crate::http::error::Failure;
use app::routes;
use app::views::console;
use app::views::console::debtors::{DebtorFound, DebtorsView, InvoiceFound};
use app::views::problem::Problem;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use domain::debtor::Debtor;
use domain::id::DebtorId;
use serde::Deserialize;
use store::search::After;
use store::{StoreError, search};

/// Rows of a page.
const PAGE: usize = 50;
/// One more than a page: is there another?
const ONE_MORE: i64 = 51;
/// Invoices beside debtors, on the first page.
const FEW: usize = 10;

/// The search, and where its lists go on.
#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
    /// The debtor after whom the list goes on …
    after: Option<DebtorId>,
    /// … and the word that found them.
    word: Option<String>,
    /// The number after which the list of invoices goes on.
    number: Option<String>,
}

/// `GET /console/debtors`.
pub(super) async fn show(
    staff: StaffSession,
    query: Result<Query<Search>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(search) = query.map_err(|_| Problem::BadRequest)?;
    // The database takes no zero character.
    let q = search.q.replace('\0', "").trim().to_owned();
    let (after, word) = (search.after, search.word.map(|word| word.replace('\0', "")));
    let number = search.number.map(|number| number.replace('\0', ""));
    let on = after.is_some() || number.is_some();
    let mut view = DebtorsView { first_href: on.then(|| address(&[("q", &q)])), ..DebtorsView::default() };
    if q.is_empty() {
        everybody(&staff, after, &mut view).await?;
    } else {
        if number.is_none() {
            let after = after.zip(word).map(|(debtor, word)| After { word, debtor });
            by_word(&staff, &q, after.as_ref(), &mut view).await?;
        }
        if after.is_none() {
            by_number(&staff, &q, number.as_deref(), &mut view).await?;
        }
    }
    view.q = q;
    Ok(staff.page(|context| console::debtors::page(context, view)))
}

fn address(fields: &[(&str, &str)]) -> String {
    let all = routes::CONSOLE_DEBTORS.to_owned();
    fields.iter().fold(all, |address, (field, value)| routes::with(address, field, value))
}

fn found(debtor: Debtor) -> DebtorFound {
    DebtorFound {
        href: routes::console_debtor(debtor.id),
        name: debtor.name,
        reference: debtor.reference,
        email: debtor.email,
    }
}

async fn everybody(staff: &StaffSession, after: Option<DebtorId>, view: &mut DebtorsView) -> Result<(), StoreError> {
    let mut all =
        search::all(&mut staff.state.services.store.read().await?, staff.creditor.id, after, ONE_MORE).await?;
    if all.len() > PAGE {
        all.truncate(PAGE);
        view.more_href = all.last().map(|last| address(&[("after", &last.id.to_string())]));
    }
    view.debtors = all.into_iter().map(found).collect();
    Ok(())
}

async fn by_word(
    staff: &StaffSession,
    q: &str,
    after: Option<&After>,
    view: &mut DebtorsView,
) -> Result<(), StoreError> {
    let mut db = staff.state.services.store.read().await?;
    let mut all = search::debtors(&mut db, staff.creditor.id, q, after, ONE_MORE).await?;
    if all.len() > PAGE {
        all.truncate(PAGE);
        let last = all.last();
        view.more_href =
            last.map(|(last, _)| address(&[("q", q), ("after", &last.debtor.to_string()), ("word", &last.word)]));
    }
    view.debtors = all.into_iter().map(|(_, debtor)| found(debtor)).collect();
    Ok(())
}

async fn by_number(
    staff: &StaffSession,
    q: &str,
    after: Option<&str>,
    view: &mut DebtorsView,
) -> Result<(), StoreError> {
    let mut db = staff.state.services.store.read().await?;
    let mut all = search::invoices(&mut db, staff.creditor.id, q, after, ONE_MORE).await?;
    let shown = if after.is_some() { PAGE } else { FEW };
    if all.len() > shown {
        all.truncate(shown);
        view.more_invoices_href = all.last().map(|last| address(&[("q", q), ("number", &last.key)]));
    }
    let found = |found: search::FoundInvoice| InvoiceFound {
        number: found.number,
        name: found.name,
        href: routes::console_debtor(found.debtor),
    };
    view.invoices = all.into_iter().map(found).collect();
    Ok(())
}
