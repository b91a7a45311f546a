//! "Check your answers" before anything binding, and the code or fact that proves who is asking.

use crate::portal::form::HiddenField;
use crate::portal::plan::ScheduleView;
use domain::agreement::AgreementKind;
use domain::known_fact::KnownFact;

/// The same address with `check=1`: what would be agreed, in the words that will be frozen. Its POST
/// goes to `/plans`, `/extensions`, `/promises` or `/settlements`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// What would be agreed.
    pub kind: AgreementKind,
    /// Where the form posts to.
    pub action: String,
    /// Its hidden fields, `form_key` among them.
    pub hidden: Vec<HiddenField>,
    /// The answers; from [`crate::text::agreed()`].
    pub rows: Vec<CheckRow>,
    /// What will be frozen; from [`crate::text::agreed()`].
    pub text: Vec<String>,
    /// What happens if it is not kept; from [`crate::text::agreed()`].
    pub if_not: Vec<String>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// Back to the form, with everything filled in.
    pub change_href: String,
    /// What follows the button.
    pub next: CheckNext,
    /// Something changed since the page was opened, so please check again.
    pub changed: bool,
}

/// What follows the button of a check page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckNext {
    /// It is agreed.
    Agreed,
    /// A code by e-mail, then it is agreed.
    Code {
        /// Where it goes, shortened (`a…@example.com`).
        address: String,
        /// Or, as the debtor likes, this fact.
        or_fact: Option<KnownFact>,
    },
    /// A fact is asked for, then it is agreed.
    Fact {
        /// Which.
        fact: KnownFact,
    },
    /// A person decides by this day.
    Asked {
        /// The day.
        answer_by: String,
    },
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub value: String,
    /// Changes it.
    pub change_href: Option<String>,
}

/// `/code`: the six digits. POSTs to the same address as the check page, with the same hidden fields
/// and `code`; the button for another code sends `send=1` instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeView {
    /// Where the form posts to.
    pub action: String,
    /// The hidden fields of the check page.
    pub hidden: Vec<HiddenField>,
    /// Where the code went, shortened (`a…@example.com`).
    pub address: String,
    /// For how many minutes it works.
    pub minutes: i64,
    /// What went wrong with the last try.
    pub trouble: Option<VerificationFailure>,
    /// What may be answered instead, for whom the mail does not reach.
    pub or_fact: Option<KnownFact>,
    /// Another code was sent just now.
    pub sent_again: bool,
    /// Back to the check page.
    pub back_href: String,
}

/// `/fact`: a fact that the creditor has on file, and the number of an invoice. POSTs to the same address as the check
/// page, with the same hidden fields, `fact` and `invoice_number`; the button for a code instead sends `prove=code`. What was typed
/// as the fact is never shown again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeQuestionView {
    /// Where the form posts to.
    pub action: String,
    /// The hidden fields of the check page.
    pub hidden: Vec<HiddenField>,
    /// What is asked for.
    pub fact: KnownFact,
    /// For how many minutes it can be answered.
    pub minutes: i64,
    /// The number that was typed before.
    pub number: String,
    /// The fact was left out, or nothing of the kind was typed.
    pub no_fact: bool,
    /// The number was left out.
    pub no_number: bool,
    /// What went wrong with the last try; never [`VerificationFailure::Unreadable`] or [`VerificationFailure::NotSent`].
    pub trouble: Option<VerificationFailure>,
    /// Where a code can be sent instead, shortened.
    pub or_code: Option<String>,
    /// Back to the check page.
    pub back_href: String,
}

/// What went wrong with a code or a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationFailure {
    /// Not six digits.
    Unreadable,
    /// Not the one that was sent; the fact or the number is another one.
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// Too many wrong ones; nothing is taken or sent for a while.
    Locked {
        /// Minutes to wait.
        minutes: i64,
    },
    /// Its time is over, or it was used.
    RanOut,
    /// The mail could not be sent.
    NotSent,
}
