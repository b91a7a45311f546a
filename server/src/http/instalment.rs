//! Instalments of a plan as they are paid: the next one as pages ask for it, and the last page before one or several are paid
//! at their early price. `/pay/confirm?…&agreement=…&instalment=…`

use super::error::Failure;
use super::invoice_rows::{left, share_rows};
use super::pay::methods;
use super::session::DebtorSession;
use app::components::forms::HiddenField;
use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use app::i18n::Texts as _;
use app::routes::PayQuery;
use app::views::confirm::{ConfirmView, PlanPart};
use app::views::problem::Problem;
use app::{routes, views};
use axum::response::Response;
use domain::allocation::sum_by_invoice;
use domain::date::Date;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::Money;
use domain::plan::early::{EarlyInstalment, PlanPrice};
use services::account::DebtorAccount;
use services::payments::instalment::{self, PaidPlan};
use services::payments::start::PricedChoice;
use store::StoreError;

/// Pays the instalments up to `n` at their early price: the same address on every page of ours.
pub(super) fn early_href(whole: &PayQuery, id: AgreementId, n: u16) -> String {
    routes::with(routes::with(whole.confirm(), "agreement", id), "instalment", n)
}

/// A plan of this debtor's that holds.
pub(super) async fn plan(session: &DebtorSession, id: AgreementId) -> Result<Option<PaidPlan>, Failure> {
    let mut db = session.state.services.store.read().await?;
    Ok(instalment::plan(&mut db, &session.creditor, session.debtor.id, id, session.today).await?)
}

/// Of these plans of this debtor's those that hold.
pub(super) async fn plans(session: &DebtorSession, ids: &[AgreementId]) -> Result<Vec<PaidPlan>, Failure> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.extend(plan(session, *id).await?);
    }
    Ok(all)
}

/// The next instalment of a plan.
pub(super) struct NextInstalment {
    /// What it costs today.
    pub(super) amount: Money,
    /// Its day, or until when it costs that.
    pub(super) date: Date,
    /// The last page before it is paid.
    pub(super) href: String,
}

/// The next instalment of a plan; `owed` is all that its debtor owes.
pub(super) async fn next(
    session: &DebtorSession,
    id: AgreementId,
    owed: &[Invoice],
) -> Result<Option<NextInstalment>, Failure> {
    let Some(plan) = plan(session, id).await? else { return Ok(None) };
    let Some(first) = plan.price.open.first() else { return Ok(None) };
    let ids: Vec<InvoiceId> = owed.iter().filter(|one| one.plan == Some(id)).map(|one| one.id).collect();
    let whole = PayQuery::whole(first.left.currency(), &ids);
    Ok(Some(NextInstalment {
        amount: plan.price.price_through(first.n).map_err(StoreError::from)?,
        date: first.until.unwrap_or(first.date),
        href: early_href(&whole, id, first.n),
    }))
}

/// Instalments that can be paid at their early price.
pub(super) struct EarlyPayment<'a> {
    pub(super) account: &'a DebtorAccount,
    pub(super) agreement: AgreementId,
    pub(super) price: &'a PlanPrice,
    pub(super) early: &'a EarlyInstalment,
    /// What the plan covers.
    pub(super) chosen: &'a [&'a Invoice],
    /// The page before showed another price.
    pub(super) changed: bool,
}

/// The page.
pub(super) async fn page(session: &DebtorSession, payment: &EarlyPayment<'_>) -> Result<Response, Failure> {
    let EarlyPayment { account, agreement: id, early, chosen, changed, .. } = *payment;
    let policy = &account.owed.version.policy;
    let formatter = &session.formatter;
    let priced = PricedChoice::less(chosen, early.full, early.off, policy.allocation);
    let parts = priced.map_err(|_| Problem::NothingToPay)?.shares;
    let paid = sum_by_invoice(parts.iter().map(|part| (part.share.invoice, part.share.amount)));
    let after = account.after(&parts)?.owed.invoices;
    let view = ConfirmView {
        reductions: vec![reduction(session, payment)?],
        of_plan: part(payment.price, early.full),
        hidden: vec![
            HiddenField::new("agreement", id.to_string()),
            HiddenField::new("instalment", early.n.to_string()),
        ],
        amount: early.to_pay,
        amount_text: formatter.money(early.to_pay),
        shares: share_rows(formatter, &paid, chosen.iter().copied(), &after)?,
        left: Some(left(formatter, after.iter())?),
        credit: super::pay::credit_before(session).await?,
        methods: methods(session, early.to_pay),
        form_key: session.form_key(),
        change_href: routes::agreement(id),
        invoices: chosen.iter().map(|invoice| invoice.id).collect(),
        changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}

/// The open instalments of a plan that this pays, where it pays some to the cent.
pub(super) fn part(price: &PlanPrice, full: Money) -> Option<PlanPart> {
    let first = price.open.first()?;
    let last = price.open.iter().find(|one| price.full_through(one.n) == Ok(full))?;
    Some(PlanPart { first: first.n, last: last.n, of: price.count })
}

/// What comes off, instalment by instalment.
fn reduction(session: &DebtorSession, payment: &EarlyPayment<'_>) -> Result<ConfirmReduction, StoreError> {
    let (formatter, early) = (&session.formatter, payment.early);
    let words = formatter.language.agreements();
    let nth = |n, of| if n == 0 { words.plan.down.to_owned() } else { (words.schedule.nth)(n, of) };
    let paid = payment.price.open.iter().filter(|one| one.n <= early.n);
    let rows = paid.map(|one| {
        Ok(ReductionRow {
            what: nth(one.n, payment.price.count),
            full: formatter.money(one.left),
            off: formatter.signed(one.off.negated()?),
            percent: one.off.is_positive().then(|| formatter.percent(early.percent)),
            to_pay: formatter.money(one.left.minus(one.off)?),
        })
    });
    Ok(ConfirmReduction {
        kind: ReductionKind::Instalment,
        full: formatter.money(early.full),
        off: formatter.signed(early.off.negated()?),
        to_pay: formatter.money(early.to_pay),
        until: formatter.date(early.until),
        rows: rows.collect::<Result<_, StoreError>>()?,
    })
}
