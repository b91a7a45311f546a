//! One invoice, and why it is owed: `/invoices/{id}`.

use super::error::Failure;
use super::explained::{self, AsOfQuery};
use super::instalment::NextInstalment;
use super::invoice_rows::{is_all_on_its_way, sum_note};
use super::session::DebtorSession;
use app::components::invoices::SumNote;
use app::routes::PayQuery;
use app::views::invoice::{InvoiceOffered, InvoiceView, LineRow, Movement, MovementKind, ShareUnderWay, TaxRow};
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Path, Query};
use axum::response::Response;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, Line, PayTo, line_totals};
use domain::money::{Currency, Money};
use domain::payment::Progress;
use rust_decimal::Decimal;
use services::account;
use services::format::Formatter;
use std::collections::BTreeMap;
use store::ledger::Movement as Booked;
use store::{StoreError, invoices, ledger, originals, payments};

/// What the page shows, as the books have it.
struct Loaded {
    /// As it is owed today, with what being late has cost.
    invoice: Invoice,
    /// All that its debtor owes.
    owed: Vec<Invoice>,
    lines: Vec<Line>,
    /// Oldest first.
    movements: Vec<Booked>,
    under_way: Vec<ShareUnderWay>,
    /// Where its electronic document asks the money to be sent, if it came as one.
    pay_to: Option<PayTo>,
    offered: InvoiceOffered,
}

/// `GET /invoices/{id}`: as of today, and with `?as_of=…` explained as of another day.
pub(super) async fn show(
    session: DebtorSession,
    Path(id): Path<String>,
    Query(asked): Query<AsOfQuery>,
) -> Result<Response, Failure> {
    let session = session.whole()?;
    let id: InvoiceId = id.parse().map_err(|_| Problem::NotFound)?;
    let loaded = load(&session, id, &asked).await?;
    let next = match loaded.invoice.plan {
        Some(plan) => super::instalment::next(&session, plan, &loaded.owed).await?,
        None => None,
    };
    let view = view(&session.formatter, session.today, loaded, next)?;
    let credit = super::pay::credit_before(&session).await?.filter(|_| view.pay.is_some());
    let view = InvoiceView { credit, ..view };
    Ok(session.page(|context| views::invoice::page(context, view)))
}

async fn load(session: &DebtorSession, id: InvoiceId, asked: &AsOfQuery) -> Result<Loaded, Failure> {
    let (services, creditor, debtor) = (&session.state.services, session.creditor.id, session.debtor.id);
    let mut db = services.store.read().await?;
    let invoice = invoices::by_id(&mut db, creditor, id).await?;
    // Another debtor's invoice is answered like one that is not there.
    let invoice = invoice.filter(|invoice| invoice.debtor == debtor).ok_or(Problem::NotInAccount)?;
    let debtor_account = account::load(&mut db, services, &session.creditor, debtor, services.clock.now()).await?;
    let invoice = debtor_account.owed.invoices.iter().find(|owed| owed.id == id).cloned().unwrap_or(invoice);
    let currency = invoice.total.currency();
    let running = payments::under_way_on(&mut db, creditor, id).await?;
    let mut under_way = Vec::new();
    // One that was begun and left stands in nobody's way.
    for (payment, share, _) in running.into_iter().filter(|(_, _, reached)| *reached == Progress::Processing) {
        let found = payments::by_id(&mut db, creditor, payment).await?;
        under_way.push(ShareUnderWay {
            href: routes::payment(payment),
            amount: session.formatter.money(Money::new(share, currency)),
            voucher: found.is_some_and(|payment| payment.voucher.is_some()),
        });
    }
    Ok(Loaded {
        lines: invoices::lines(&mut db, creditor, id, currency).await?,
        movements: ledger::movements(&mut db, creditor, id).await?,
        under_way,
        pay_to: originals::pay_to(&mut db, creditor, id).await?,
        offered: explained::offered(&mut db, session, &debtor_account, &invoice, asked).await?,
        invoice,
        owed: debtor_account.owed.invoices,
    })
}

fn view(
    formatter: &Formatter,
    today: Date,
    loaded: Loaded,
    next: Option<NextInstalment>,
) -> Result<InvoiceView, StoreError> {
    let Loaded { invoice, lines, movements, under_way, pay_to, offered, .. } = loaded;
    // What is owed beside a plan has a day and a price of its own, and the plan its own page.
    let parts = invoice.parts();
    let in_plan = parts.iter().find(|part| part.plan.is_some()).filter(|_| parts.len() > 1).map(Invoice::owed);
    let invoice = parts.into_iter().next().unwrap_or(invoice);
    let next = next.filter(|_| invoice.plan.is_some());
    let currency = invoice.total.currency();
    let owes = invoice.owed().is_positive() && !invoice.void;
    // Of what is on its way in part the rest is paid, but for an instalment of a plan: that payment comes first, or is taken back
    // on its own page.
    let payable = owes && invoice.asked().is_positive() && (under_way.is_empty() || invoice.plan.is_none());
    let (net, taxes) = taxes(formatter, &lines, currency)?;
    Ok(InvoiceView {
        offered: Some(offered),
        credit_note: invoice.total.minor() < 0,
        issued: formatter.date(invoice.issued),
        due: formatter.date(invoice.due_now()),
        state: invoice.standing().state(today),
        all_on_its_way: is_all_on_its_way(&invoice),
        balance: formatter.money(left(&invoice)),
        beside: match in_plan {
            Some(planned) => Some(SumNote::BesidePlan(formatter.money(planned))),
            None => sum_note(formatter, &invoice).filter(|_| owes && invoice.to_pay().is_positive()),
        },
        total: formatter.money(invoice.total),
        net,
        taxes,
        lines: lines.iter().map(|line| line_row(formatter, currency, line)).collect(),
        movements: movements.iter().filter_map(|booked| movement(formatter, booked)).collect(),
        xml_href: pay_to.is_some().then(|| routes::invoice_xml(invoice.id)),
        transfer: pay_to.filter(|pay_to| owes && !pay_to.is_empty()),
        under_way,
        credit: None,
        pay: payable.then(|| match next {
            Some(next) => (formatter.money(next.amount), next.href),
            None => (formatter.money(invoice.to_pay()), PayQuery::whole(currency, &[invoice.id]).confirm()),
        }),
        part_href: payable.then(|| PayQuery::whole(currency, &[invoice.id]).part("").choose()),
        number: invoice.number,
        description: invoice.description,
        terms: invoice.terms,
    })
}

/// What is left to pay, or of a credit note to use, without sign.
fn left(invoice: &Invoice) -> Money {
    let balance = invoice.balance;
    if balance.minor() < 0 {
        Money::new(balance.minor().saturating_abs(), balance.currency())
    } else {
        invoice.to_pay()
    }
}

fn line_row(formatter: &Formatter, currency: Currency, line: &Line) -> LineRow {
    LineRow {
        description: line.description.clone(),
        quantity: number(formatter, currency, line.quantity),
        net: formatter.money(line.net),
        tax_percent: line.tax_percent.map(|percent| formatter.percent(percent)),
    }
}

type Taxes = (Option<String>, Vec<TaxRow>);

fn taxes(formatter: &Formatter, lines: &[Line], currency: Currency) -> Result<Taxes, StoreError> {
    if lines.is_empty() {
        return Ok((None, Vec::new()));
    }
    let (net, _, _) = line_totals(lines, currency)?;
    let mut by_rate: BTreeMap<Option<Decimal>, Vec<Money>> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.tax.is_zero()) {
        by_rate.entry(line.tax_percent).or_default().push(line.tax);
    }
    let rows = by_rate
        .into_iter()
        .map(|(percent, taxes)| {
            let percent = percent.map(|percent| formatter.percent(percent));
            Ok(TaxRow { percent, amount: formatter.money(Money::total(currency, taxes)?) })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok((Some(formatter.money(net)), rows))
}

/// A plain number with the country's decimal separator.
fn number(formatter: &Formatter, currency: Currency, value: Decimal) -> String {
    value.normalize().to_string().replace('.', &formatter.style(currency).decimal.to_string())
}

fn movement(formatter: &Formatter, booked: &Booked) -> Option<Movement> {
    let raises = booked.amount.is_positive();
    let kind = match booked.kind.as_str() {
        "paid" => MovementKind::Payment,
        "paid_outside" if raises => MovementKind::Correction,
        "paid_outside" => MovementKind::PaidElsewhere,
        "credited" if raises => MovementKind::Credited,
        "credited" => MovementKind::CreditUsed,
        "credit_used" => match (booked.other.as_ref().is_some_and(|other| other.pays), raises) {
            (false, false) => MovementKind::CreditUsed,
            (true, true) => MovementKind::CreditUsedFor,
            (false, true) | (true, false) => MovementKind::CreditReturned,
        },
        "refunded" => MovementKind::Refund,
        "charged_back" => MovementKind::Chargeback,
        "chargeback_won" | "refund_failed" => MovementKind::ChargebackWon,
        "invoice_changed" => MovementKind::Correction,
        "discounted" if raises => MovementKind::DiscountGone,
        "discounted" => MovementKind::Discount,
        "interest_charged" if raises => MovementKind::Interest,
        "fee_charged" if raises && booked.is_agreed() => MovementKind::AgreementPrice,
        "fee_charged" if raises => MovementKind::Fee,
        "interest_charged" | "fee_charged" | "charge_waived" => MovementKind::Waived,
        "written_off" | "settled" if raises => MovementKind::Correction,
        "settled" => MovementKind::Settled,
        "written_off" => MovementKind::WrittenOff,
        // That it was invoiced is what the page itself says.
        _ => return None,
    };
    Some(Movement {
        date: formatter.day_of(booked.at),
        kind,
        amount: formatter.money(booked.amount),
        href: booked
            .payment
            .map(routes::payment)
            .or_else(|| booked.other.as_ref().map(|other| routes::invoice(other.invoice))),
        other: booked.other.as_ref().map(|other| other.number.clone()),
    })
}
