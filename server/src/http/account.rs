//! What is owed: `/`.

use super::account_totals::totals;
use super::credit;
use super::error::Failure;
use super::invoice_rows::moving_row;
use super::offers_page;
use super::session::DebtorSession;
use app::components::isolated;
use app::components::open_payment::{OpenPayment, OpenWait};
use app::components::voucher::VoucherView;
use app::views;
use app::views::account::{AccountNotice, AccountView};
use axum::extract::Query;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use domain::invoice::Invoice;
use domain::payment::{Payment, PaymentShare, Progress, Voucher};
use serde::Deserialize;
use services::account;
use services::format::Formatter;
use services::payments::superseded::is_superseded;
use store::{invoices, payments};

/// Settled invoices on the first page; the rest is in the activity.
const SETTLED_SHOWN: i64 = 5;
/// `/?notice=…`
#[derive(Deserialize)]
pub(super) struct HomeQuery {
    #[serde(default)]
    notice: Option<String>,
}

fn notice(text: &str) -> Option<AccountNotice> {
    match text {
        "cancelled" => Some(AccountNotice::PaymentCancelled),
        "not-cancelled" => Some(AccountNotice::CouldNotCancel),
        "language" => Some(AccountNotice::LanguageSaved),
        _ => None,
    }
}

/// A payment that has not ended, as pages show it.
pub(super) fn open_payment(formatter: &Formatter, payment: &Payment, now: DateTime<Utc>) -> OpenPayment {
    let can_continue = payment.progress == Progress::Redirected && payment.url.is_some() && now < payment.expires_at;
    OpenPayment {
        id: payment.id,
        amount: formatter.money(payment.amount),
        provider: payment.provider,
        begun: formatter.moment(payment.created_at),
        waits: match (&payment.voucher, payment.progress) {
            (Some(slip), Progress::Processing) => OpenWait::Voucher(voucher(formatter, slip)),
            (None, Progress::Processing) => OpenWait::Money,
            _ => OpenWait::Payer { can_continue },
        },
    }
}

/// A voucher in writing. Its last instant may be the end of a day, which is that day's.
pub(super) fn voucher(formatter: &Formatter, slip: &Voucher) -> VoucherView {
    let last = slip.until.map(|until| until - TimeDelta::seconds(1));
    VoucherView {
        href: slip.page.clone(),
        number: slip.number.clone(),
        until: last.map(|last| formatter.date_of(last)),
    }
}

/// `GET /`.
pub(super) async fn home(session: DebtorSession, Query(query): Query<HomeQuery>) -> Result<Response, Failure> {
    if session.link.pay_only {
        return super::pay_only::show(&session).await;
    }
    let (creditor, debtor, now) = (session.creditor.id, session.debtor.id, session.state.services.clock.now());
    let (debtor_account, settled, (running, needless), shares, credits) = {
        let mut db = session.state.services.store.read().await?;
        let debtor_account = account::load(&mut db, &session.state.services, &session.creditor, debtor, now).await?;
        let settled = invoices::settled_of(&mut db, creditor, debtor, SETTLED_SHOWN).await?;
        let running = payments::open_of(&mut db, creditor, debtor).await?;
        let mut shares: Vec<PaymentShare> = Vec::new();
        for payment in running.iter().filter(|payment| payment.progress == Progress::Processing) {
            shares.extend(payments::shares(&mut db, creditor, payment.id, payment.amount.currency()).await?);
        }
        let (mut wanted, mut needless) = (Vec::new(), Vec::new());
        for payment in running {
            let to = if is_superseded(&mut db, &payment).await? { &mut needless } else { &mut wanted };
            to.push(payment);
        }
        let free = credit::free(&mut db, &session).await?;
        (debtor_account, settled, (wanted, needless), shares, free)
    };
    let (offered, step) = offers_page::offered(&session, &debtor_account).await?;
    let open: Vec<Invoice> = debtor_account.owed.invoices.iter().flat_map(Invoice::parts).collect();
    let formatter = &session.formatter;
    let row = |invoice: &Invoice| moving_row(formatter, invoice, &shares, session.today);
    let (processing, begun): (Vec<_>, Vec<_>) =
        running.iter().partition(|payment| payment.progress == Progress::Processing);
    let sums: Vec<_> = processing.iter().map(|payment| payment.amount).collect();
    let (owed, credit_notes): (Vec<_>, Vec<_>) = open.iter().partition(|invoice| invoice.owed().is_positive());
    let view = AccountView {
        offered: Some(offered),
        debtor: isolated(&session.debtor.name),
        totals: totals(formatter, &owed, &sums, step, session.today)?,
        open_payment: begun.first().map(|payment| open_payment(formatter, payment, now)),
        needless: needless
            .iter()
            .map(|payment| OpenPayment { waits: OpenWait::NotNeeded, ..open_payment(formatter, payment, now) })
            .collect(),
        processing: processing.iter().map(|payment| open_payment(formatter, payment, now)).collect(),
        invoices: owed.iter().map(|invoice| row(invoice)).collect(),
        settled: credit_notes.iter().map(|invoice| row(invoice)).chain(settled.iter().map(row)).collect(),
        credits: credits.into_iter().map(|credit| formatter.money(credit)).collect(),
        credit_rule: debtor_account.owed.version.policy.credit,
        credit: super::pay::credit_before(&session).await?,
        notice: query.notice.as_deref().and_then(notice),
    };
    Ok(session.page(|context| views::account::page(context, view)))
}
