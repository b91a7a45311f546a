//! What a payment's receipt says, read from the ledger: so it is the same on every day, whatever went back since. What stays
//! open is what is asked for on the day.

use crate::Services;
use crate::format::Formatter;
use crate::{account, branding};
use chrono::{DateTime, Utc};
use documents::{Part, Party, ReceiptDocument, Refund, Share, StillOpen};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{InvoiceId, PaymentId};
use domain::invoice::Component;
use domain::invoice::Left;
use domain::language::Language;
use domain::ledger::{Account, EntryKind};
use domain::money::Money;
use domain::payment::{Payment, Progress};
use store::ledger::{self, OfPayment};
use store::{Db, StoreError, debtors, invoices};

/// Reads the receipt of a payment as of `now`; none before its money is in the books. `debtor` is left out for somebody
/// who only sees the payment, and with it everything that is the debtor's own.
pub async fn read(
    db: &mut Db,
    services: &Services,
    payment: &Payment,
    (creditor, debtor): (&Creditor, Option<&Debtor>),
    formatter: &Formatter,
    now: DateTime<Utc>,
) -> Result<Option<ReceiptDocument>, StoreError> {
    let Some(paid_at) = payment.paid_at.filter(|_| payment.progress == Progress::Succeeded) else { return Ok(None) };
    let currency = payment.amount.currency();
    let postings = ledger::of_payment(db, payment.creditor, payment.id).await?;
    let paid = |of: &&OfPayment| of.kind == EntryKind::Paid;
    let off = |of: &&OfPayment| of.kind == EntryKind::Discounted;
    let (mut shares, mut reduced, mut credit) = (Vec::new(), Money::zero(currency), Money::zero(currency));
    for posting in postings.iter().filter(|of| paid(of) || off(of)) {
        let amount = posting.amount.negated()?;
        match posting.account {
            Account::CustomerCredit(_) => credit = credit.plus(amount)?,
            account => {
                let Some(part) = account.owes() else { continue };
                add(&mut shares, part, amount)?;
                if off(&posting) {
                    reduced = reduced.plus(amount)?;
                }
            }
        }
    }
    let mut settled = Money::zero(currency);
    for share in ledger::given_up_with(db, payment.creditor, payment.id).await? {
        add(&mut shares, (share.invoice, share.component), share.amount)?;
        settled = settled.plus(share.amount)?;
    }
    let mut refunds = Vec::new();
    for posting in postings.iter().filter(|of| !paid(of) && matches!(of.account, Account::Clearing(_))) {
        // What came back again has the other sign.
        let amount = formatter.money(posting.amount.negated()?);
        refunds.push(Refund { on: formatter.date(creditor.zone.day_of(posting.at)), amount });
    }
    let lines = |line: Option<&String>| line.into_iter().cloned().collect();
    let known = debtor.is_some();
    let open = if known { Some(still_open(db, services, creditor, payment, formatter, now).await?) } else { None };
    let shares = if known { named(db, payment, formatter, shares).await? } else { Vec::new() };
    Ok(Some(ReceiptDocument {
        language: formatter.language,
        issued_at: now,
        creditor: Party { name: creditor.name.clone(), lines: lines(creditor.contact_email.as_ref()) },
        letterhead: branding::letterhead(db, creditor, formatter.language).await?,
        debtor: debtor.map(|debtor| Party { name: debtor.name.clone(), lines: vec![debtor.reference.clone()] }),
        number: receipt_number(payment.id),
        paid_on: formatter.date(creditor.zone.day_of(paid_at)),
        method: paid_with(payment, creditor, formatter.language),
        reference: payment.reference.clone().filter(|_| providers::spec(payment.provider).payer_sees_reference),
        shares,
        discount: if reduced.is_positive() { Some(formatter.money(reduced.negated()?)) } else { None },
        settled: if settled.is_positive() { Some(formatter.money(settled.negated()?)) } else { None },
        credit: credit.is_positive().then(|| formatter.money(credit)),
        total: formatter.money(payment.received),
        refunds,
        open,
    }))
}

/// What of the credit that a payment left is the debtor's still: what was set off at once pays something by now.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn credit_left(db: &mut Db, payment: &Payment) -> Result<Money, StoreError> {
    if !payment.credit.is_positive() {
        return Ok(payment.credit);
    }
    let all = debtors::credits(db, payment.creditor, payment.debtor).await?;
    let none = Money::zero(payment.credit.currency());
    let free = all.into_iter().find(|one| one.currency() == none.currency()).unwrap_or(none);
    Ok(payment.credit.min(free.max(none)?)?)
}

/// With what it was paid, as far as the provider tells: by the voucher that it told of, else in a way that needs none.
#[must_use]
pub fn paid_with(payment: &Payment, creditor: &Creditor, language: Language) -> String {
    let country = creditor.locale.split('-').nth(1).unwrap_or_default();
    let mut kinds = (providers::spec(payment.provider).methods)(payment.amount.currency(), country);
    kinds.retain(|kind| kind.is_voucher() == payment.voucher.is_some());
    documents::paid_with(language, &kinds, payment.provider)
}

/// A part of an invoice's debt, with an amount.
type Amount = ((InvoiceId, Component), Money);

fn add(amounts: &mut Vec<Amount>, part: (InvoiceId, Component), amount: Money) -> Result<(), StoreError> {
    match amounts.iter_mut().find(|(known, _)| *known == part) {
        Some((_, sum)) => *sum = sum.plus(amount)?,
        None => amounts.push((part, amount)),
    }
    Ok(())
}

const fn part(component: Component) -> Part {
    match component {
        Component::Principal => Part::Principal,
        Component::Interest => Part::Interest,
        Component::Fee => Part::Fees,
    }
}

async fn named(
    db: &mut Db,
    payment: &Payment,
    formatter: &Formatter,
    amounts: Vec<Amount>,
) -> Result<Vec<Share>, StoreError> {
    let mut named: Vec<(InvoiceId, String)> = Vec::new();
    let mut shares = Vec::with_capacity(amounts.len());
    for ((id, component), amount) in amounts.into_iter().filter(|(_, amount)| amount.is_positive()) {
        let invoice = match named.iter().find(|(known, _)| *known == id) {
            Some((_, number)) => number.clone(),
            None => {
                let found = invoices::by_id(db, payment.creditor, id).await?;
                let number = found.map(|invoice| invoice.number).unwrap_or_default();
                named.push((id, number.clone()));
                number
            }
        };
        shares.push(Share { invoice, part: part(component), amount: formatter.money(amount) });
    }
    Ok(shares)
}

/// What stays open on the whole account: the sums that the page and the mail say.
async fn still_open(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    payment: &Payment,
    formatter: &Formatter,
    now: DateTime<Utc>,
) -> Result<StillOpen, StoreError> {
    let owed = account::load(db, services, creditor, payment.debtor, now).await?.owed;
    let left = Left::of(owed.invoices.iter())?;
    let mut shares = Vec::new();
    for invoice in owed.invoices.iter().filter(|invoice| !invoice.void) {
        let open = invoice.payable().cut_to(invoice.asked())?;
        for component in Component::ALL {
            let amount = open.owed_of(component);
            if amount.is_positive() {
                let (invoice, amount) = (invoice.number.clone(), formatter.money(amount));
                shares.push(Share { invoice, part: part(component), amount });
            }
        }
    }
    Ok(StillOpen {
        as_of: formatter.date(owed.as_of),
        shares,
        totals: left.asked.values().map(|total| formatter.money(*total)).collect(),
        until: left.ends.and_then(|(day, then)| Some((formatter.date(day), formatter.amounts(&then)?))),
        in_review: formatter.amounts(&left.in_review),
        on_its_way: formatter.amounts(&left.on_its_way),
    })
}

/// The name of a receipt's file, so that many can lie in one folder: whom, on which day and which payment.
#[must_use]
pub fn file_name(word: &str, creditor: &Creditor, payment: &Payment) -> String {
    let day = creditor.zone.day_of(payment.paid_at.unwrap_or(payment.created_at));
    format!("{word}-{}-{day}-{}.pdf", creditor.slug, receipt_number(payment.id))
}

/// The number on a receipt: the end of the payment's id, short enough to be read out.
#[must_use]
pub fn receipt_number(payment: PaymentId) -> String {
    let id = payment.uuid().simple().to_string().to_uppercase();
    let tail = id.get(20..).unwrap_or(&id);
    format!("{}-{}", tail.get(..6).unwrap_or(tail), tail.get(6..).unwrap_or(""))
}
