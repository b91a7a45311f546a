//! What a decision changes, worked out before it is made: days, price, what is given up, what is on hold. From the same
//! books and the same rules by which the agreement would be written, so that what staff read is what happens.

use super::excess;
use crate::account::DebtorAccount;
use crate::account::charges::{self, Accrued};
use domain::agreement::{AgreementKind, AgreementRecord, AgreementState, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::Money;
use domain::offer::Uses;
use domain::segment::History;
use store::{Db, StoreError, agreements};

/// What terms change, in figures. Amounts are of one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What is owed today on what they are about.
    pub owed: Money,
    /// What the debtor pays for it.
    pub price: Money,
    /// What is paid at once.
    pub pay_now: Money,
    /// The discount that the debtor loses.
    pub lost_discount: Money,
    /// What the creditor gives up.
    pub written_off: Money,
    /// Late interest and fees that would come until the last day if nothing were paid, and will not.
    pub spared: Money,
    /// All that the debtor will have paid …
    pub to_pay: Money,
    /// … by this day.
    pub last_day: Option<Date>,
    /// The due date until now: the oldest, where there are several.
    pub old_due: Option<Date>,
    /// No reminders leave until this day; for a plan they follow its instalments until then.
    pub paused_until: Option<Date>,
}

/// The effect of `terms` if they were agreed today.
pub async fn of_terms(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    debtor_account: &DebtorAccount,
    terms: &Terms,
) -> Result<Effect, StoreError> {
    let invoice = |id: InvoiceId| debtor_account.owed.invoices.iter().find(|invoice| invoice.id == id);
    let covered = terms.covers(|id| invoice(id).map(Invoice::owed));
    let currency = terms.currency();
    let owed = Money::total(currency, covered.iter().map(|(_, amount)| *amount))?;
    let none = Money::zero(currency);
    let old_due = covered.iter().filter_map(|(id, _)| invoice(*id)).map(Invoice::due_now).min();
    let mut effect = Effect {
        owed,
        price: none,
        pay_now: none,
        lost_discount: none,
        written_off: none,
        spared: none,
        to_pay: owed,
        last_day: None,
        old_due,
        paused_until: None,
    };
    // As of today: of a settlement, what comes until it is paid is given up as well.
    let more = excess::beyond(terms, debtor_account)?;
    let more = Money::total(currency, more.iter().map(|(_, amount)| *amount))?;
    match terms {
        Terms::Extension(terms) => {
            (effect.price, effect.pay_now, effect.lost_discount) = (terms.price, terms.pay_now, terms.lost_discount);
            (effect.last_day, effect.paused_until) = (Some(terms.new_due), Some(terms.new_due));
            effect.to_pay = owed.plus(terms.price)?;
            effect.spared = charges_until(db, creditor, debtor, debtor_account, &covered, terms.new_due).await?;
        }
        Terms::Plan(terms) => {
            let (plan, end) = (&terms.plan, terms.plan.end());
            let down = plan.instalments.iter().find(|instalment| instalment.n == 0);
            (effect.price, effect.pay_now) = (plan.cost, down.map_or(none, |down| down.amount));
            (effect.last_day, effect.paused_until) = (Some(end), Some(end));
            effect.to_pay = plan.principal.plus(plan.cost)?;
            effect.written_off = more;
            effect.owed = effect.owed.plus(more)?;
            if terms.default_terms.charges_rest && terms.default_terms.when_kept.waive_rested_charges {
                effect.spared = charges_until(db, creditor, debtor, debtor_account, &covered, end).await?;
            }
        }
        Terms::Settlement(terms) => {
            (effect.written_off, effect.to_pay) = (terms.written_off.plus(more)?, terms.to_pay);
            effect.owed = effect.owed.plus(more)?;
            effect.last_day = Some(terms.until);
        }
        Terms::Discount(terms) => {
            (effect.written_off, effect.to_pay) = (terms.off, terms.to_pay);
            effect.last_day = Some(terms.until);
        }
        Terms::Promise(terms) => {
            (effect.to_pay, effect.last_day, effect.paused_until) = (terms.amount, Some(terms.date), Some(terms.date));
        }
    }
    Ok(effect)
}

/// What would be charged on these invoices from tomorrow to `day` if nothing were paid.
async fn charges_until(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    debtor_account: &DebtorAccount,
    covered: &[(InvoiceId, Money)],
    day: Date,
) -> Result<Money, StoreError> {
    let currency = covered.first().map_or(creditor.currency, |(_, amount)| amount.currency());
    let about: Vec<_> =
        debtor_account.owed.invoices.iter().filter(|i| covered.iter().any(|(id, _)| *id == i.id)).cloned().collect();
    let then = charges::accrued(db, &debtor_account.owed.version.policy, creditor, debtor, &about, day).await?;
    let sum = |all: &[Accrued]| {
        let of_these = all.iter().filter(|accrued| covered.iter().any(|(id, _)| *id == accrued.invoice));
        let each = of_these
            .flat_map(|accrued| [Some(accrued.accrual.total), accrued.fee.map(|fee| fee.amount)].into_iter().flatten());
        Money::total(currency, each)
    };
    let more = sum(&then)?.minus(sum(&debtor_account.owed.accrued)?)?;
    Ok(if more.is_positive() { more } else { Money::zero(currency) })
}

/// How a debtor has kept to what was agreed, beside how they have paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// How they have paid.
    pub history: History,
    /// What was used this year.
    pub uses: Uses,
    /// Promises and plans that were kept.
    pub kept: usize,
    /// Promises and plans that were not.
    pub broken: usize,
    /// Earlier agreements, latest first.
    pub agreements: Vec<AgreementRecord>,
}

/// How many earlier agreements are read.
const EARLIER: i64 = 20;

/// What is known of a debtor beside their debts.
pub async fn past_of(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    debtor_account: &DebtorAccount,
) -> Result<Past, StoreError> {
    let agreements = agreements::of_debtor(db, creditor.id, debtor, EARLIER).await?;
    let ended = |state| {
        let word = |agreed: &&AgreementRecord| {
            matches!(agreed.kind, AgreementKind::Plan | AgreementKind::Promise) && agreed.state == state
        };
        agreements.iter().filter(word).count()
    };
    Ok(Past {
        history: debtor_account.history,
        uses: debtor_account.uses,
        kept: ended(AgreementState::Kept),
        broken: ended(AgreementState::Broken),
        agreements,
    })
}
