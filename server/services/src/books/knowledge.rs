//! What the books know of an item, read off the ledger.

use crate::account::charges::OVERCHARGED;
use ::import::{DocumentKind, Item};
use domain::books::{AsOf, Fact, FactId, Known, OpenDispute, Outside};
use domain::id::{CreditorId, DebtorId, EntryId, PaymentId};
use domain::invoice::Invoice;
use domain::ledger::EntryKind;
use domain::money::{Money, MoneyError};
use std::collections::{HashMap, HashSet};
use store::ledger::{self, Touch};
use store::sources::{self, Said};
use store::{Db, StoreError, debtors, discounts, disputes, invoices, payments, set_offs};
use uuid::Uuid;

/// How the causes of all entries begin that an invoice's own source made; its id follows.
pub(super) use store::ledger::SOURCE;

/// What the books know of an invoice that a list names.
pub(super) async fn load(db: &mut Db, invoice: &Invoice, said: Said, as_of: Option<AsOf>) -> Result<Known, StoreError> {
    let (creditor, currency) = (invoice.creditor, invoice.total.currency());
    let touches = ledger::touching(db, creditor, invoice.id).await?;
    let known: HashMap<Uuid, i64> = sources::known(db, creditor, invoice.id).await?.into_iter().collect();
    let credits = debtors::credits(db, creditor, invoice.debtor).await?;
    let open = disputes::open_on(db, creditor, invoice.id).await?;
    let disputes = open
        .iter()
        .map(|dispute| Ok(OpenDispute { id: dispute.id, amount: dispute.unanswered()?.minor() }))
        .collect::<Result<_, MoneyError>>()?;
    let own_notes = set_offs::of_unlisted_notes(db, creditor, invoice.id).await?;
    let over = payments::beyond(db, creditor, invoice.id).await?;
    let Told { outside, facts, invoiced, settled: _ } = told(&touches, &known, &own_notes, &over);
    let lent = match outside.iter().any(|outside| outside.credit != 0) {
        true => set_offs::lent(db, creditor, invoice.debtor, currency).await?,
        false => Vec::new(),
    };
    Ok(Known {
        as_of,
        total: invoice.total.minor(),
        settled: said.settled,
        void: invoice.void,
        balance: invoice.balance.minor(),
        credit: credits.into_iter().find(|one| one.currency() == currency).map_or(0, Money::minor),
        lent: lent.iter().map(|(one, known)| (one.stands() - known).max(0)).sum(),
        ahead: invoice.total.minor() - invoiced,
        ahead_known: known.get(&invoice.id.uuid()).copied().unwrap_or(0),
        charges_known: known.get(&charges_kept_under(creditor)).copied().unwrap_or(0),
        outside,
        facts,
        disputes,
    })
}

/// What the entries of an invoice tell.
#[derive(Default)]
struct Told {
    outside: Vec<Outside>,
    facts: Vec<Fact>,
    /// What was invoiced in all, corrections and upheld disputes included.
    invoiced: i64,
    /// Settlements that gave something up, each with the first entry that did.
    settled: Vec<(String, EntryId)>,
}

/// `own_notes` are set-offs of notes that no list has shown; `over` is what payments left as credit that were meant for it.
fn told(
    touches: &[Touch],
    known: &HashMap<Uuid, i64>,
    own_notes: &HashSet<EntryId>,
    over: &[(PaymentId, i64)],
) -> Told {
    let mut told = Told::default();
    let mut upheld_credit = 0;
    for touch in touches {
        match touch.kind {
            EntryKind::Credited if touch.cause.starts_with(OVERCHARGED) => told.overcharged(touch),
            EntryKind::Invoiced | EntryKind::InvoiceChanged => {
                told.invoiced -= touch.invoiced;
                upheld_credit -= touch.credit;
            }
            EntryKind::PaidOutside | EntryKind::WrittenOff
                if touch.about.is_none() && touch.cause.starts_with(SOURCE) =>
            {
                told.outside.push(Outside { entry: touch.entry, amount: -touch.principal, credit: 0 });
            }
            EntryKind::InterestCharged | EntryKind::FeeCharged | EntryKind::ChargeWaived => {}
            _ => told.moved(touch, known, own_notes),
        }
    }
    told.credit_upheld(upheld_credit);
    for (payment, over) in over {
        if let Some(fact) = told.fact(FactId::Payment(*payment), known) {
            fact.over = (over - fact.credited).max(0);
        }
    }
    told
}

impl Told {
    /// A fact, or what followed from one.
    fn moved(&mut self, touch: &Touch, known: &HashMap<Uuid, i64>, own_notes: &HashSet<EntryId>) {
        if let Some(outside) = touch.about.and_then(|entry| self.outside_of(entry)) {
            match touch.kind {
                EntryKind::Credited => outside.credit += touch.principal,
                _ => outside.amount -= touch.principal,
            }
            return;
        }
        let of = self.settled(touch).or(touch.about).unwrap_or(touch.entry);
        let id = match (touch.payment, touch.kind) {
            (Some(payment), _) => FactId::Payment(payment),
            (None, EntryKind::CreditUsed) if touch.credit == 0 && !own_notes.contains(&of) => FactId::NoteUsed(of),
            (None, EntryKind::CreditUsed) => FactId::CreditUsed(of),
            (None, _) => FactId::Entry(of),
        };
        let Some(fact) = self.fact(id, known) else { return };
        if touch.payment.is_none() && touch.kind == EntryKind::PaidOutside {
            fact.over -= touch.credit;
        }
        fact.now -= touch.principal;
        if went_back(touch.kind) {
            fact.gone += touch.principal;
        }
        if matches!(touch.kind, EntryKind::Refunded | EntryKind::RefundFailed) {
            fact.refunded += touch.principal;
        }
        match touch.kind {
            EntryKind::Discounted | EntryKind::WrittenOff if discounts::is_shrunk(&touch.cause) => {
                fact.shrunk += touch.principal;
            }
            // Taken back, it stands no more for a total that rises.
            EntryKind::Discounted | EntryKind::WrittenOff if touch.principal > 0 => fact.shrunk = 0,
            EntryKind::Discounted | EntryKind::WrittenOff => {}
            EntryKind::Credited => {
                fact.money -= touch.principal;
                fact.credited += touch.principal;
            }
            _ => {
                fact.money -= touch.principal;
                fact.charges -= touch.charges;
            }
        }
    }

    /// What is told of a fact so far.
    fn fact(&mut self, id: FactId, known: &HashMap<Uuid, i64>) -> Option<&mut Fact> {
        if !self.facts.iter().any(|fact| fact.id == id) {
            let known = known.get(&kept_under(id)).copied().unwrap_or(0);
            self.facts.push(Fact::new(id, known));
        }
        self.facts.iter_mut().find(|fact| fact.id == id)
    }

    /// The entry by which a settlement gave something up first, where it is a settlement's.
    fn settled(&mut self, touch: &Touch) -> Option<EntryId> {
        let agreement = discounts::settled_by(&touch.cause)?;
        let known = self.settled.iter().find(|(one, _)| one == agreement).map(|(_, entry)| *entry);
        if known.is_none() {
            self.settled.push((agreement.to_owned(), touch.entry));
        }
        Some(known.unwrap_or(touch.entry))
    }

    /// What payments, the newest first, had paid of charges that are not owed any more: it pays the principal now, or is the
    /// debtor's credit.
    fn overcharged(&mut self, touch: &Touch) {
        let mut principal = -touch.principal;
        let mut credit = touch.charges - principal;
        for fact in self.facts.iter_mut().rev().filter(|fact| !fact.id.is_set_off()) {
            let paid = principal.min(fact.charges).max(0);
            let over = credit.min(fact.charges - paid).max(0);
            (fact.now, fact.money) = (fact.now + paid, fact.money + paid);
            (fact.charges, fact.credited) = (fact.charges - paid - over, fact.credited + over);
            (principal, credit) = (principal - paid, credit - over);
        }
    }

    fn outside_of(&mut self, entry: EntryId) -> Option<&mut Outside> {
        self.outside.iter_mut().find(|outside| outside.entry == entry)
    }

    /// What an upheld dispute gave back of payments, newest first, is on the invoice no more.
    fn credit_upheld(&mut self, credit: i64) {
        let mut left = credit;
        for fact in self.facts.iter_mut().rev().filter(|fact| !fact.id.is_set_off()) {
            let part = left.min(fact.money).max(0);
            (fact.now, fact.money, fact.credited) = (fact.now - part, fact.money - part, fact.credited + part);
            left -= part;
        }
    }
}

/// Does it take a payment back, or bring it again?
const fn went_back(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Refunded | EntryKind::RefundFailed | EntryKind::ChargedBack | EntryKind::ChargebackWon)
}

/// The id under which it is kept how much a list knows of a fact.
pub(super) fn kept_under(id: FactId) -> Uuid {
    match id {
        FactId::Payment(payment) => payment.uuid(),
        FactId::Entry(entry) | FactId::NoteUsed(entry) | FactId::CreditUsed(entry) => entry.uuid(),
    }
}

/// The id under which it is kept how much a list knows of the charges that were paid with an invoice: no fact has it.
pub(super) const fn charges_kept_under(creditor: CreditorId) -> Uuid {
    creditor.uuid()
}

/// What was paid too much of a document a list shows as a credit of the document's number. Is it the debtor's credit already,
/// since it was paid here?
pub(super) async fn is_known_overpayment(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    item: &Item,
) -> Result<bool, StoreError> {
    let of_itself = item.document == DocumentKind::CreditNote && item.reference.as_ref() == Some(&item.number);
    let Some(beyond) = item.total.filter(|_| of_itself) else { return Ok(false) };
    let found = invoices::by_number_of(db, creditor, debtor, &item.shown_number()).await?;
    let Some(invoice) = found.filter(|invoice| invoice.total.currency() == beyond.currency()) else {
        return Ok(false);
    };
    let known = load(db, &invoice, Said::default(), None).await?;
    // What came beyond it at once, and what a correction of it set free since.
    let here = known.facts.iter().map(|fact| fact.over.saturating_add(fact.credited));
    let outside = known.outside.iter().map(|outside| outside.credit);
    let over = here.chain(outside).fold(0_i64, i64::saturating_add);
    Ok(over >= beyond.minor().saturating_neg())
}
