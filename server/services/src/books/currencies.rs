//! A list corrects the currency of an item. No sum of one currency can become one of another: the item is void, and made anew
//! in the other currency. Where more has happened to it than lists have said, a person has to end it first.

use super::before::as_before;
use super::import::Begun;
use super::knowledge;
use super::people::Host;
use super::report::Applied;
use super::row::{Row, refusal};
use super::withdrawing;
use crate::TxContext;
use ::import::Code;
use domain::books::{AsOf, bare_number, replaced_key};
use domain::id::ExceptionId;
use domain::invoice::{Invoice, number_key};
use store::exceptions::{self, ExceptionKind, NewException};
use store::invoices::{self, Listed, Recorded};
use store::sources::{self, Said};
use store::{Db, StoreError, imports, ledger, movements, payments};

/// Takes the item out of the way of the one that the row says. Answers whether it could; else a person is told.
pub(super) async fn make_way(
    db: &mut Db,
    host: Host<'_>,
    begun: &Begun,
    (known, row): (&Recorded, &Row),
    last_named: Option<AsOf>,
    applied: &mut Applied,
) -> Result<bool, StoreError> {
    let creditor = host.creditor.id;
    let Some(listed) = invoices::lock_listed(db, creditor, known.id).await? else {
        return Err(StoreError::Damaged(format!("{} is gone from the books", known.id)));
    };
    let invoice = &listed.invoice;
    if invoice.void && !row.says_owed() {
        return Ok(false);
    }
    let exception = exception(host, invoice, row);
    let touches = ledger::touching(db, creditor, invoice.id).await?;
    let is_free = match invoice.void {
        // A person has ended it, or the list that brought it was taken back.
        true => listed.said.import < 0 || exceptions::was_on(db, creditor, &exception).await?,
        false => {
            withdrawing::is_only_listed(db, invoice, &touches).await?
                && invoice.extended_to.is_none()
                && payments::under_way_on(db, creditor, invoice.id).await?.is_empty()
                && !has_movements(db, &listed).await?
        }
    };
    if !is_free {
        if !exceptions::is_open_on(db, creditor, &exception).await? {
            exceptions::add(db, creditor, &exception, host.now).await?;
            // Should a list say the first currency again, that is looked at, and nobody has to be asked.
            sources::record_said(db, creditor, invoice.id, listed.said, 0).await?;
            applied.contradicted(Some(exception.detail));
        }
        return Ok(false);
    }
    let before = knowledge::load(db, invoice, listed.said, last_named).await?;
    imports::remember_change(db, creditor, begun.n, invoice.id, as_before(&listed, &before, None)).await?;
    if invoice.void {
        sources::record_said(db, creditor, invoice.id, Said { import: -begun.n, ..listed.said }, 0).await?;
    } else {
        let context = TxContext { ids: host.ids, creditor: host.creditor, now: host.now };
        withdrawing::withdraw(db, &context, invoice, &touches, begun.n).await?;
    }
    exceptions::close_on(db, creditor, invoice.id, "it is made anew in the other currency", host.now).await?;
    invoices::rename(db, creditor, invoice.id, &replaced_key(&listed.key, invoice.id.uuid()), &invoice.number).await?;
    let now = row.item.amount();
    let message = format!(
        "{} was in the books with {}, and is made anew with {now}: the list has it in another currency",
        invoice.number, invoice.total
    );
    applied.told.push(refusal(&row.item, Code::CurrencyChanged, "currency", message));
    applied.withdrawn(invoice);
    Ok(true)
}

/// Rows of an account that name it are in its currency, and would be left over.
async fn has_movements(db: &mut Db, Listed { key, invoice, .. }: &Listed) -> Result<bool, StoreError> {
    let kept = movements::of_debtor(db, invoice.creditor, invoice.debtor).await?;
    let names = |number: &str| number_key(number) == bare_number(key);
    let own = |one: &movements::Kept| one.amount.currency() == invoice.total.currency();
    Ok(kept.iter().any(|one| own(one) && (names(&one.number) || names(&one.reference))))
}

fn exception(Host { ids, now, .. }: Host<'_>, invoice: &Invoice, row: &Row) -> NewException {
    let (number, currency): (&str, _) = (&invoice.number, row.item.currency);
    let here = invoice.total.currency();
    let detail = format!(
        "{number}: the list has it in {currency}, and here it is in {here}, where more has happened to it than lists have said; \
         as long as nobody decides, {here} is asked for. If {currency} is right, end what is agreed or disputed and declare it \
         void (`saldo invoice void`): what was paid is the debtor's credit, and the next list makes it anew"
    );
    NewException {
        id: ExceptionId::new(ids.uuid(now)),
        kind: ExceptionKind::CurrencyChanged,
        payment: None,
        event: None,
        invoice: Some(invoice.id),
        detail,
    }
}
