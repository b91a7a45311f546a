//! One payment: its state, live; going on with it and cancelling it. `/payments/{id}…`.

use super::account::voucher;
use super::download::{download, typeset};
use super::error::{Failure, PageStatus};
use super::html;
use super::html::VisitorContext;
use super::invoice_rows;
use super::invoice_rows::share_rows;
use super::pay::{see_other, to_provider};
use super::session::{DebtorSession, MaybeDebtorSession, creditor_view};
use crate::http::state::AppState;
use app::api::payments::PaymentAddress;
use app::components::invoices::ShareRow;
use app::components::voucher::VoucherView;
use app::context::{Audience, PageContext};
use app::i18n::Texts as _;
use app::routes::PayQuery;
use app::views::payment::{NextPayment, PaymentView, PaymentWait, ReceiptView};
use app::views::problem::{Problem, SessionEnd};
use app::{routes, views};
use axum::extract::{Extension, FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::allocation::sum_by_invoice;
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{AgreementId, InvoiceId, PaymentId, SessionId};
use domain::invoice::Invoice;
use domain::language::Language;
use domain::money::Money;
use domain::payment::{ChargebackState, Payment, PaymentShare, PaymentState, PendingReason, Progress};
use serde::Deserialize;
use services::account;
use services::format::Formatter;
use services::payments::receipt::receipt_number;
use services::payments::superseded::is_superseded;
use services::payments::{receipt, reconcile};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use store::{Db, StoreError, creditors, debtors, exceptions, invoices, ledger, links, money_back, payments};
use tokio::time::Instant;

/// `?r=…`: the signed return token.
#[derive(Deserialize)]
pub(super) struct ReturnQuery {
    #[serde(default)]
    r: Option<String>,
    /// Came back by the provider's way for who does not pay.
    #[serde(default)]
    left: Option<String>,
    /// Could not be taken back.
    #[serde(default)]
    kept: Option<String>,
}

/// A payment, and whether the visitor may see more of it than the payer must.
struct VisiblePayment {
    payment: Payment,
    creditor: Creditor,
    debtor: Debtor,
    /// A session of the whole account that it belongs to.
    known: bool,
    /// The session by which alone it may be seen; none where the address itself has the token that came back.
    by: Option<SessionId>,
}

/// May this visitor see the payment? By the account's session, by the pay-only session that it was
/// made in, or by the token that went along to the provider and came back.
async fn find(
    state: &Arc<AppState>,
    session: Option<&DebtorSession>,
    id: &str,
    r: Option<&str>,
) -> Result<VisiblePayment, Failure> {
    let id: PaymentId = id.parse().map_err(|_| Problem::NotFound)?;
    let mut db = state.services.store.read().await?;
    if let Some(session) = session
        && let Some(payment) = payments::by_id(&mut db, session.creditor.id, id).await?
        && payment.debtor == session.debtor.id
    {
        let whole = !session.link.pay_only;
        let token =
            r.is_some_and(|r| state.services.keys.check_payment_return(id, r, state.services.clock.now()).is_ok());
        let own = match session.link.invoice {
            Some(invoice) => {
                let shares = payments::shares(&mut db, payment.creditor, id, payment.amount.currency()).await?;
                shares.iter().all(|share| share.invoice == invoice)
            }
            None => true,
        };
        if whole || own || token {
            let (creditor, debtor) = (session.creditor.clone(), session.debtor.clone());
            let by = (!token).then_some(session.id);
            return Ok(VisiblePayment { payment, creditor, debtor, known: whole, by });
        }
    }
    let r =
        r.ok_or(if session.is_some() { Problem::NotInAccount } else { Problem::SessionEnded(SessionEnd::Never) })?;
    let code = state.services.keys.check_payment_return(id, r, state.services.clock.now());
    let code = code.map_err(|_| Problem::NotFound)?;
    let creditor = creditors::by_code(&mut db, code).await?.ok_or(Problem::NotFound)?;
    let payment = payments::by_id(&mut db, creditor.id, id).await?.ok_or(Problem::NotFound)?;
    let debtor = debtors::by_id(&mut db, payment.creditor, payment.debtor).await?.ok_or(Problem::NotFound)?;
    Ok(VisiblePayment { payment, creditor, debtor, known: false, by: None })
}

/// `GET /payments/{id}`.
pub(super) async fn show(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Extension(known): Extension<VisitorContext>,
    headers: HeaderMap,
    uri: Uri,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let r = query.r.as_deref();
    let mut visible = find(&state, session.as_ref(), &id, r).await?;
    // True within seconds, even if the callback never comes.
    visible.payment = reconcile::ask_now(&state.services, visible.payment).await?;
    let (formatter, context) = match &session {
        Some(session) => (session.formatter.clone(), session.context.clone()),
        None => stranger(&state, &visible, &headers, &uri),
    };
    let _ = known.0.set(context.clone());
    let mut view = view(&state, &formatter, &visible, &query, session.as_ref()).await?;
    if view.left {
        // Nothing is expected to change while the payer chooses again.
        view.live = None;
    }
    Ok(match &session {
        Some(session) => session.page(|context| views::payment::page(context, view)),
        None => html::page(&state, PageStatus::Found, &context, |context| views::payment::page(context, view)),
    })
}

fn stranger(state: &AppState, visible: &VisiblePayment, headers: &HeaderMap, uri: &Uri) -> (Formatter, PageContext) {
    let formatter = formatter_of(visible);
    let context = PageContext {
        language: formatter.language,
        tag: formatter.tag(),
        creditor: Some(creditor_view(&visible.creditor, formatter.language)),
        audience: Audience::Stranger,
        ..html::stranger(state, headers, uri)
    };
    (formatter, context)
}

async fn view(
    state: &Arc<AppState>,
    formatter: &Formatter,
    visible: &VisiblePayment,
    query: &ReturnQuery,
    session: Option<&DebtorSession>,
) -> Result<PaymentView, Failure> {
    let (payment, r) = (&visible.payment, query.r.as_deref());
    let (id, back) = (payment.id, |address| routes::returning(address, r));
    let being_checked = is_being_checked(state, payment).await?;
    let mut db = state.services.store.read().await?;
    let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
    let needless = payment.progress.is_open() && is_superseded(&mut db, payment).await?;
    let won = money_back::chargebacks(&mut db, payment).await?.iter().any(|c| c.state == ChargebackState::Won);
    // What is not wanted any more is as good as cancelled, while its provider is asked to close it.
    let reached = if needless { PaymentState::Cancelled } else { payment.state(won) };
    let (mut rows, mut left, mut plan) = (Vec::new(), None, None);
    let ids: BTreeSet<InvoiceId> = shares.iter().map(|share| share.invoice).collect();
    let mut again_href = session.map(|_| routes::ACCOUNT.to_owned());
    if visible.known {
        let now = state.services.clock.now();
        let owed = account::load(&mut db, &state.services, &visible.creditor, payment.debtor, now).await?.owed;
        rows = paid_rows(&mut db, formatter, payment, &shares, &owed.invoices).await?;
        left = Some(invoice_rows::left(formatter, owed.invoices.iter()).map_err(StoreError::from)?);
        again_href = Some(again(formatter, payment, &ids, &owed.invoices)?);
        let of_it = owed.invoices.iter().filter(|invoice| ids.contains(&invoice.id));
        plan = of_it.clone().find_map(|invoice| invoice.plan).map(|id| (id, owed.invoices.clone()));
    }
    let discount = Money::total(payment.amount.currency(), shares.iter().map(|share| share.discounted));
    let discount = discount.map_err(StoreError::from)?;
    let settled = ledger::given_up_with(&mut db, payment.creditor, payment.id).await?;
    let settled = Money::total(payment.amount.currency(), settled.into_iter().map(|share| share.amount));
    let settled = settled.map_err(StoreError::from)?;
    let credit = receipt::credit_left(&mut db, payment).await?;
    drop(db);
    let next = match (session, plan) {
        (Some(session), Some((id, owed))) => next_of(session, id, &owed).await?,
        _ => None,
    };
    let is_mine = visible.known || r.is_some();
    let writes = visible.known && visible.debtor.email.is_some() && state.mailer.is_set_up();
    let open = matches!(reached, PaymentState::Created | PaymentState::Redirected);
    let can_continue = open && payment.url.is_some() && state.services.clock.now() < payment.expires_at;
    Ok(PaymentView {
        href: back(routes::payment(id)),
        state: reached,
        checking: being_checked,
        amount: formatter.money(payment.amount),
        provider: payment.provider,
        wait: if being_checked { PaymentWait::Review } else { wait(formatter, payment) },
        writes,
        live: (payment.progress.is_open() && !needless)
            .then(|| PaymentAddress { id: id.to_string(), r: r.map(str::to_owned) }),
        continue_href: (can_continue && is_mine).then(|| back(routes::payment_continue(id))),
        left: query.left.is_some() && reached == PaymentState::Redirected,
        kept: query.kept.is_some() && !payment.progress.is_over(),
        instead_href: (reached == PaymentState::Processing && payment.can_be_closed() && !being_checked)
            .then(|| again_href.as_ref().map(|_| back(routes::payment_instead(id))))
            .flatten(),
        receipt: payment.paid_at.map(|at| ReceiptView {
            number: receipt_number(payment.id),
            paid_at: formatter.moment(at),
            method: receipt::paid_with(payment, &visible.creditor, formatter.language),
            received: formatter.money(payment.received),
            discount: discount.is_positive().then(|| formatter.money(discount)),
            settled: settled.is_positive().then(|| formatter.money(settled)),
            shares: rows,
            credit: (credit.is_positive() && visible.known).then(|| formatter.money(credit)),
            left,
            next,
            mailed: writes,
            pdf_href: back(routes::receipt(id)),
        }),
        refunded: payment.refunded.is_positive().then(|| formatter.money(payment.refunded)),
        charged_back: payment.charged_back.is_positive().then(|| formatter.money(payment.charged_back)),
        again_href: again_href
            .filter(|_| payment.progress.is_over() || needless || reached == PaymentState::Redirected),
    })
}

/// What is to be paid next of a plan.
async fn next_of(session: &DebtorSession, id: AgreementId, owed: &[Invoice]) -> Result<Option<NextPayment>, Failure> {
    Ok(super::instalment::next(session, id, owed).await?.map(|next| NextPayment {
        amount: session.formatter.money(next.amount),
        date: session.formatter.date(next.date),
        href: routes::agreement(id),
    }))
}

/// The last page before paying, with what a payment was to pay: all of it, or as much as it was.
fn again(
    formatter: &Formatter,
    payment: &Payment,
    ids: &BTreeSet<InvoiceId>,
    owed: &[Invoice],
) -> Result<String, StoreError> {
    let ids: Vec<InvoiceId> = ids.iter().copied().collect();
    let currency = payment.amount.currency();
    let of_it = owed.iter().filter(|invoice| ids.contains(&invoice.id));
    let whole = Money::total(currency, of_it.map(Invoice::to_pay))?;
    let choice = PayQuery::whole(currency, &ids);
    let is_part = payment.amount.minor() < whole.minor();
    Ok(if is_part { choice.part(formatter.money(payment.amount)).confirm() } else { choice.confirm() })
}

/// What the payment paid, or will pay, of each invoice.
async fn paid_rows(
    db: &mut Db,
    formatter: &Formatter,
    payment: &Payment,
    shares: &[PaymentShare],
    owed: &[Invoice],
) -> Result<Vec<ShareRow>, StoreError> {
    let mut own: Vec<Invoice> = Vec::new();
    for share in shares {
        own.extend(invoices::by_id(db, payment.creditor, share.invoice).await?);
    }
    let paid = sum_by_invoice(
        shares
            .iter()
            .map(|s| (s.invoice, if payment.progress == Progress::Succeeded { s.applied } else { s.agreed }))
            .filter(|(_, amount)| amount.is_positive()),
    );
    Ok(share_rows(formatter, &paid, own.iter(), owed)?)
}

/// `GET /payments/{id}/receipt.pdf`: once the money has arrived, for whoever may see the payment.
pub(super) async fn receipt(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let visible = find(&state, session.as_ref(), &id, query.r.as_deref()).await?;
    let formatter = session.as_ref().map_or_else(|| formatter_of(&visible), |session| session.formatter.clone());
    let parties = (&visible.creditor, Some(&visible.debtor).filter(|_| visible.known));
    let read = {
        let mut db = state.services.store.read().await?;
        receipt::read(&mut db, &state.services, &visible.payment, parties, &formatter, state.services.clock.now())
            .await?
    };
    let document = read.ok_or(Problem::NotFound)?;
    let word = formatter.language.pages().receipt.file;
    let name = receipt::file_name(word, &visible.creditor, &visible.payment);
    let pdf = typeset(move || documents::receipt(&document)).await?;
    Ok(download("application/pdf", name, pdf))
}

/// How it is written for somebody without a session: in the payer's language.
fn formatter_of(visible: &VisiblePayment) -> Formatter {
    let language = Language::of_tag(&visible.payment.language).unwrap_or_default();
    Formatter::new(&visible.creditor, visible.debtor.locale.as_deref(), language)
}

/// Does what the provider says of it contradict the books, so that a person looks at it?
async fn is_being_checked(state: &AppState, payment: &Payment) -> Result<bool, StoreError> {
    if payment.progress != Progress::Processing {
        return Ok(false);
    }
    exceptions::is_being_checked(&mut state.services.store.read().await?, payment.creditor, payment.id).await
}

/// What a payment in processing most likely waits for.
fn wait(formatter: &Formatter, payment: &Payment) -> PaymentWait {
    if let Some(slip) = &payment.voucher {
        return PaymentWait::Voucher(voucher(formatter, slip));
    }
    match (providers::spec(payment.provider).pending_reason)(payment.amount.currency()) {
        PendingReason::Voucher => PaymentWait::Voucher(VoucherView::default()),
        PendingReason::BankDebit => PaymentWait::BankDebit,
        PendingReason::Review => PaymentWait::Review,
        PendingReason::Unknown => PaymentWait::Unknown,
    }
}

/// `POST /payments/state`: what the stream of `live` would say, by the books.
pub(super) async fn state(state: &Arc<AppState>, parts: &Parts, of: PaymentAddress) -> Result<Response, Failure> {
    let session = match MaybeDebtorSession::from_request_parts(&mut parts.clone(), state).await {
        Ok(MaybeDebtorSession(session)) => session,
        Err(refused) => return Ok(refused),
    };
    let visible = find(state, session.as_ref(), &of.id, of.r.as_deref()).await?;
    Ok(state_of(state, &visible.payment).await?.into_response())
}

async fn state_of(state: &AppState, payment: &Payment) -> Result<String, StoreError> {
    let checking = is_being_checked(state, payment).await?;
    Ok(app::views::payment::state_key(payment.state(false), checking))
}

/// `GET /payments/{id}/live`: a `state` event at once and whenever the state changes, until it is
/// decided.
pub(super) async fn live(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let visible = find(&state, session.as_ref(), &id, query.r.as_deref()).await?;
    let (changed, ask_at) = (state.services.changed.subscribe(), Instant::now() + ASK_EVERY);
    let VisiblePayment { payment, by, .. } = visible;
    let follow = StateStream { changed, ask_at, state, payment, by, last_sent: None, over: false };
    let events = futures::stream::unfold(follow, |mut follow| async move {
        let state = follow.next().await?;
        Some((Ok::<_, Infallible>(Event::default().event("state").data(state)), follow))
    });
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
    Ok(Sse::new(events).keep_alive(keep_alive).into_response())
}

/// How often an open page has the provider asked, at most.
const ASK_EVERY: Duration = Duration::from_secs(5);

struct StateStream {
    state: Arc<AppState>,
    ask_at: Instant,
    changed: tokio::sync::watch::Receiver<()>,
    payment: Payment,
    by: Option<SessionId>,
    last_sent: Option<String>,
    over: bool,
}

impl StateStream {
    /// Does the session still live by which it is seen? It may have ended, or its link been taken back, since it began.
    async fn may_see(&self) -> Option<bool> {
        let Some(session) = self.by else { return Some(true) };
        let mut db = self.state.services.store.read().await.ok()?;
        links::lives(&mut db, self.payment.creditor, session, self.state.services.clock.now()).await.ok()
    }

    async fn next(&mut self) -> Option<String> {
        if self.over {
            return None;
        }
        let mut ready = self.state.ready.subscribe();
        loop {
            if !self.may_see().await? {
                return None;
            }
            let key = state_of(&self.state, &self.payment).await.ok()?;
            if self.last_sent.as_ref() != Some(&key) {
                self.last_sent = Some(key.clone());
                self.over = !self.payment.progress.is_open();
                return Some(key);
            }
            // A commit in this process is seen at once, one of another process within a second or
            // two. Many pages may be open: a look at the row costs little, a question to the
            // provider is rarer.
            tokio::select! {
                _ = self.changed.changed() => {}
                () = tokio::time::sleep(Duration::from_millis(1_500)) => {}
                _ = ready.wait_for(|ready| !ready) => return None,
            }
            self.payment = if Instant::now() >= self.ask_at {
                self.ask_at = Instant::now() + ASK_EVERY;
                reconcile::ask_now(&self.state.services, self.payment.clone()).await.ok()?
            } else {
                let mut db = self.state.services.store.read().await.ok()?;
                payments::by_id(&mut db, self.payment.creditor, self.payment.id).await.ok()??
            };
        }
    }
}

/// `POST /payments/{id}/continue`: back to the provider's page.
pub(super) async fn go_on(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let visible = find(&state, session.as_ref(), &id, query.r.as_deref()).await?;
    match (&session, visible.payment.url.clone()) {
        (Some(session), _) => to_provider(session, visible.payment).await,
        (None, Some(url)) if visible.payment.progress == Progress::Redirected => Ok(see_other(&url)),
        (None, _) => Ok(see_other(&own_address(&visible.payment, query.r.as_deref()))),
    }
}

/// Refuses somebody with a link that only pays who did not begin the payment in this browser: it is not theirs to close.
async fn may_close(state: &AppState, visible: &VisiblePayment) -> Result<(), Failure> {
    let Some(session) = visible.by.filter(|_| !visible.known) else { return Ok(()) };
    let payment = &visible.payment;
    let mut db = state.services.store.read().await?;
    if payments::was_begun_by(&mut db, payment.creditor, payment.id, session).await? {
        return Ok(());
    }
    Err(Problem::NotFound.into())
}

/// `POST /payments/{id}/cancel`: closes the provider's page, unless it has been paid.
pub(super) async fn cancel(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let visible = find(&state, session.as_ref(), &id, query.r.as_deref()).await?;
    may_close(&state, &visible).await?;
    let payment = reconcile::close(&state.services, &visible.payment).await?;
    if session.is_none() {
        return Ok(see_other(&own_address(&payment, query.r.as_deref())));
    }
    let notice = match payment.progress {
        Progress::Cancelled | Progress::Expired | Progress::Failed => "cancelled",
        Progress::Created | Progress::Redirected | Progress::Processing | Progress::Succeeded => "not-cancelled",
    };
    Ok(see_other(&routes::with(routes::ACCOUNT, "notice", notice)))
}

/// `POST /payments/{id}/instead`: takes a payment back at its provider, and lets its payer choose anew.
pub(super) async fn instead(
    State(state): State<Arc<AppState>>,
    MaybeDebtorSession(session): MaybeDebtorSession,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Failure> {
    let visible = find(&state, session.as_ref(), &id, query.r.as_deref()).await?;
    let own = own_address(&visible.payment, query.r.as_deref());
    let Some(session) = session else { return Ok(see_other(&own)) };
    may_close(&state, &visible).await?;
    let payment = reconcile::close(&state.services, &visible.payment).await?;
    if !payment.progress.is_over() {
        return Ok(see_other(&routes::with(own, "kept", 1)));
    }
    if !visible.known {
        return Ok(see_other(routes::ACCOUNT));
    }
    let mut db = state.services.store.read().await?;
    let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
    let ids = shares.iter().map(|share| share.invoice).collect();
    let now = state.services.clock.now();
    let owed = account::load(&mut db, &state.services, &visible.creditor, payment.debtor, now).await?.owed;
    Ok(see_other(&again(&session.formatter, &payment, &ids, &owed.invoices)?))
}

fn own_address(payment: &Payment, r: Option<&str>) -> String {
    routes::returning(routes::payment(payment.id), r)
}
