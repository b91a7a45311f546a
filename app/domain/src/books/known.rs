//! What a source says of an item, and what the books know of it.

use crate::date::Date;
use crate::discount::same_part;
use crate::id::{DisputeId, EntryId, PaymentId};
use crate::money::MoneyError;

/// The day that a statement describes. Statements are compared by it and by nothing else: an older one never overrides a newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf {
    /// The end of this day, in the creditor's zone.
    pub day: Date,
    /// Of two files that describe one day, the one that was first taken in later: the number of that import.
    pub import: i64,
}

/// What a source says of one item. Amounts are minor units of the item's currency; they are negative for what the
/// debtor is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Says {
    /// Of when.
    pub as_of: AsOf,
    /// The whole sum, where it says so.
    pub total: Option<i64>,
    /// What is open, where it says so; nothing for what it calls paid or does not list any more.
    pub open: Option<i64>,
    /// The day on which all of it was paid, where it says so.
    pub settled: Option<Date>,
    /// What of it the source has given up: nobody paid that, and it is asked for no more.
    pub written_off: i64,
    /// Taken back by the creditor.
    pub void: bool,
}

/// What the books know of one item, all of it principal: sources know nothing of interest and fees that are charged here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The day that the source's last statement describes; none where it never made one.
    pub as_of: Option<AsOf>,
    /// The total as the source said it last.
    pub total: i64,
    /// The day on which it said last that all was paid.
    pub settled: Option<Date>,
    /// It is void.
    pub void: bool,
    /// What is open by the ledger.
    pub balance: i64,
    /// What the debtor has in credit in this currency: no more than that can be taken back of it.
    pub credit: i64,
    /// What of the debtor's credit pays something by a set-off of which no source knows: it can be had back for what is
    /// taken back of the credit.
    pub lent: i64,
    /// By how much the books have lowered the total ahead of the source, since disputes were upheld.
    pub ahead: i64,
    /// What of that the source has lowered what is open by, without another total.
    pub ahead_known: i64,
    /// What payments here paid of interest and fees and the source has booked on the debt, so that by its word less is open.
    pub charges_known: i64,
    /// Paid elsewhere by the word of the source, oldest first.
    pub outside: Vec<Outside>,
    /// What happened here and the source has to learn of, oldest first.
    pub facts: Vec<Fact>,
    /// Disputes that wait for an answer, oldest first.
    pub disputes: Vec<OpenDispute>,
}

impl Known {
    /// What the source would say is open if it had learnt nothing since.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn expected(&self) -> Result<i64, MoneyError> {
        let known = self.facts.iter().map(|fact| fact.known);
        let gone = known
            .chain(self.outside.iter().map(|outside| outside.amount))
            .chain([self.ahead_known, self.charges_known]);
        gone.into_iter().try_fold(self.total, |left, amount| left.checked_sub(amount).ok_or(MoneyError::Overflow))
    }
}

/// A payment elsewhere, or a write-off, that was booked because the source said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// Its entry.
    pub entry: EntryId,
    /// What of it stands.
    pub amount: i64,
    /// What of that was beyond what was owed, and became the debtor's credit.
    pub credit: i64,
}

/// What lowers the debt here without the source's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactId {
    /// A payment through a provider, with the discount that it earned and what it let be written off.
    Payment(PaymentId),
    /// An entry of another kind: recorded by staff, written off.
    Entry(EntryId),
    /// A credit note of the source that was set off here. The source may have set it off too, in its own way.
    NoteUsed(EntryId),
    /// What the debtor had paid beyond the debt was set off here, or a credit note that no source has shown.
    CreditUsed(EntryId),
}

impl FactId {
    /// Can it be had back by an entry, with no money moving?
    #[must_use]
    pub const fn is_set_off(self) -> bool {
        matches!(self, Self::NoteUsed(_) | Self::CreditUsed(_))
    }
}

/// Something that happened here, and how much of it the source has come to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The fact's id.
    pub id: FactId,
    /// By how much it lowers the debt now: less after a refund.
    pub now: i64,
    /// What of that is money, and not a discount or a write-off.
    pub money: i64,
    /// What it paid of interest and fees: the source may have booked that on the item too.
    pub charges: i64,
    /// What of it was beyond what is owed, and became the debtor's credit: that too.
    pub credited: i64,
    /// What came with it and was more than was owed at once; the debtor's credit from the first.
    pub over: i64,
    /// What of it went back: by refund or chargeback.
    pub gone: i64,
    /// What of that was a refund: given back for good.
    pub refunded: i64,
    /// What it had let off and does not any more, since the total was lowered: let off again where the total rises.
    pub shrunk: i64,
    /// What the source knows of it.
    pub known: i64,
}

impl Fact {
    /// One that has moved nothing yet, of which the source knows `known`.
    #[must_use]
    pub const fn new(id: FactId, known: i64) -> Self {
        Self { id, now: 0, money: 0, charges: 0, credited: 0, over: 0, gone: 0, refunded: 0, shrunk: 0, known }
    }

    /// What of it is a discount, or was given up.
    #[must_use]
    pub const fn let_off(&self) -> i64 {
        self.now - self.money
    }

    /// Did it bring no money: was it given up, by a settlement or by staff?
    #[must_use]
    pub const fn is_given_up(&self) -> bool {
        matches!(self.id, FactId::Entry(_)) && self.money == 0 && self.credited == 0
    }

    /// The discount that is in it where the debt that it cleared is by so much smaller, or, below nothing, larger again:
    /// the same part of that debt.
    pub(super) fn discount_at(&self, over: i64) -> Result<i64, MoneyError> {
        let (off, cleared) = (self.let_off() + self.shrunk, self.now + self.gone + self.credited + self.shrunk);
        same_part(off, cleared, self.now + self.gone - over)
    }
}

/// A dispute that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDispute {
    /// The dispute's id.
    pub id: DisputeId,
    /// What of its amount is not answered yet.
    pub amount: i64,
}
