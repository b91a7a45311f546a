//! `/invoices/{id}/invoice.xml`: the electronic document that an invoice came as, as its creditor gave it.

use super::attachments;
use super::error::Failure;
use super::session::DebtorSession;
use app::views::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use domain::id::{CreditorId, DebtorId, InvoiceId};
use store::{Store, invoices, originals};

/// `GET /invoices/{id}/invoice.xml`. Another debtor's is answered like one that is not there.
pub(super) async fn show(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let whose = (session.creditor.id, session.debtor.id);
    download(&session.state.services.store, whose, &id).await
}

/// Hands it out under the invoice's number, to be saved.
pub(super) async fn download(
    store: &Store,
    (creditor, debtor): (CreditorId, DebtorId),
    invoice: &str,
) -> Result<Response, Failure> {
    let id: InvoiceId = invoice.parse().map_err(|_| Problem::NotFound)?;
    let mut db = store.read().await?;
    let bytes = originals::bytes(&mut db, creditor, debtor, id).await?.ok_or(Problem::NotFound)?;
    let invoice = invoices::by_id(&mut db, creditor, id).await?.ok_or(Problem::NotFound)?;
    drop(db);
    // A stroke in a number would be read as a folder.
    let name = attachments::shown_name(&invoice.number.replace(['/', '\\'], "-"));
    Ok(attachments::hand_out(&format!("{name}.xml"), "application/xml", bytes))
}
