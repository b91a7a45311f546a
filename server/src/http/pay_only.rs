//! What somebody with a link that pays one invoice sees and pays: its sum, and whether a payment of it is on its way. Never another
//! sum, another invoice, or what another payer has to pay with.

use super::account::voucher;
use super::error::{Failure, PageStatus};
use super::invoice_rows::{left, on_its_way};
use super::pay::{Books, books, in_the_way, methods, stated_part};
use super::session::DebtorSession;
use app::views;
use app::views::pay_only::{PayOnlyState, PayOnlyView};
use app::views::problem::Problem;
use axum::response::Response;
use domain::id::AgreementId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::payment::{PaymentPurpose, PaymentShare, Progress};
use store::{StoreError, invoices, payments};

/// What a link asks for: the invoice at its price; of one in a plan the next instalment, as far as the invoice goes.
pub(super) struct LinkPrice {
    /// What is paid.
    pub(super) amount: Money,
    /// What comes off beside it.
    off: Money,
    /// It is an instalment of a plan.
    pub(super) instalment: bool,
    /// The last day of that, where a price ends, and what is asked for afterwards.
    pub(super) ends: Option<(String, String)>,
}

/// What a link to pay this invoice asks for today.
pub(super) async fn link_price(session: &DebtorSession, invoice: &Invoice) -> Result<LinkPrice, Failure> {
    // What is owed beside a plan comes before its instalments.
    let parts = invoice.parts();
    let invoice = parts.first().unwrap_or(invoice);
    let none = Money::zero(invoice.balance.currency());
    let ends = left(&session.formatter, std::iter::once(invoice)).map_err(StoreError::from)?.until;
    let whole = LinkPrice { amount: invoice.to_pay(), off: none, instalment: false, ends };
    match invoice.plan {
        Some(id) => Ok(next_of_one(session, invoice, id).await?.unwrap_or(whole)),
        None => Ok(whole),
    }
}

async fn next_of_one(
    session: &DebtorSession,
    invoice: &Invoice,
    id: AgreementId,
) -> Result<Option<LinkPrice>, Failure> {
    let plan = super::instalment::plan(session, id).await?;
    let next = plan.as_ref().and_then(|plan| Some((plan, plan.price.open.first()?.n)));
    let Some((plan, n)) = next else { return Ok(None) };
    let full = plan.price.full_through(n).map_err(StoreError::from)?;
    let full = full.min(invoice.by_schedule()).map_err(StoreError::from)?;
    let off = plan.price.off_of(full).map_err(StoreError::from)?;
    let amount = full.minus(off).map_err(StoreError::from)?;
    // As `pay` reckons it, from the amount.
    let off = plan.price.off_for(amount).map_err(StoreError::from)?;
    Ok(Some(LinkPrice { amount, off, instalment: true, ends: None }))
}

/// `GET /` with such a link.
pub(super) async fn show(session: &DebtorSession) -> Result<Response, Failure> {
    let (reference, state) = state(session).await?;
    Ok(session.page(|context| views::pay_only::page(context, PayOnlyView { reference, state })))
}

/// The answer to who would pay while another payment is in the way.
pub(super) async fn under_way(session: &DebtorSession) -> Result<Response, Failure> {
    let (reference, state) = state(session).await?;
    let state = match state {
        // What the debtor has begun, for more than this invoice, is not the holder's to close.
        PayOnlyState::Payable { .. } => PayOnlyState::Begun,
        other => other,
    };
    let view = PayOnlyView { reference, state };
    Ok(session.page_with(PageStatus::Conflict, |context| views::pay_only::page(context, view)))
}

async fn state(session: &DebtorSession) -> Result<(String, PayOnlyState), Failure> {
    let id = session.link.invoice.ok_or(Problem::NotFound)?;
    let Books { owed, running, .. } = books(session).await?;
    // As it is owed today, with what being late has cost.
    let Some(invoice) = owed.into_iter().find(|owed| owed.id == id) else {
        let mut db = session.state.services.store.read().await?;
        let paid = invoices::by_id(&mut db, session.creditor.id, id).await?.ok_or(Problem::NotFound)?;
        let rests = paid.fully_disputed() && !paid.void;
        return Ok((paid.number, if rests { PayOnlyState::Resting } else { PayOnlyState::Settled }));
    };
    let mut shares: Vec<PaymentShare> = Vec::new();
    for payment in running.iter().filter(|payment| payment.progress == Progress::Processing) {
        let mut db = session.state.services.store.read().await?;
        shares.extend(payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?);
    }
    let moving = on_its_way(&session.formatter, &invoice, &shares);
    if let Some(payment) = in_the_way(session, &running, &[&invoice]).await? {
        // Who has to pay with it must find it again; what pays more than this invoice is somebody else's.
        let mut db = session.state.services.store.read().await?;
        let paid = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        let own = payment.voucher.as_ref().filter(|_| paid.iter().all(|share| share.invoice == id));
        let own = own.map(|slip| voucher(&session.formatter, slip));
        let state = moving.map_or(PayOnlyState::Begun, |amount| PayOnlyState::UnderWay { amount, voucher: own });
        return Ok((invoice.number, state));
    }
    let price = link_price(session, &invoice).await?;
    let state = PayOnlyState::Payable {
        invoice: id,
        amount: price.amount,
        amount_text: session.formatter.money(price.amount),
        ends: price.ends,
        instalment: price.instalment,
        on_its_way: moving,
        methods: methods(session, price.amount),
        form_key: session.form_key(),
        // What falls away is nobody's business who pays for somebody else: `paid` works it out again.
        hidden: stated_part(price.instalment, Money::zero(price.amount.currency()), None),
    };
    Ok((invoice.number, state))
}

/// What the holder pays, with what comes off beside it. `None` where it has another price by now than the page showed.
pub(super) async fn paid(
    session: &DebtorSession,
    purpose: PaymentPurpose,
    amount: Money,
) -> Result<Option<PaymentPurpose>, Failure> {
    let PaymentPurpose::Invoices { invoices, part, of_plan, .. } = purpose else { return Ok(Some(purpose)) };
    let books = books(session).await?;
    // What is owed beside a plan is paid before it.
    let planned = books.owed.iter().find(|invoice| invoices.contains(&invoice.id)).filter(|one| one.plan.is_some());
    let off = match planned {
        Some(invoice) => {
            let price = link_price(session, invoice).await?;
            if price.amount != amount {
                return Ok(None);
            }
            Some(price.off)
        }
        None => None,
    };
    Ok(Some(PaymentPurpose::Invoices { invoices, part, off, of_plan }))
}
