//! What the creditor's staff do, as the audit trail names it: the whole list of acts, in one place.

use super::id::{AuditId, CreditorId, DebtorId, DisputeId, LinkId, RequestId, StaffId};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use std::fmt;
use std::str::FromStr;

/// Text that names no act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no act of the audit trail")]
pub struct ActionError(String);

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// What was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As the database has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

actions! {
    /// Somebody signed in to the console.
    SignedIn = "signed_in";
    /// Somebody signed out.
    SignedOut = "signed_out";
    /// Too many wrong passwords or codes: nobody signs in as this user for a while.
    SignInLocked = "sign_in_locked";
    /// A user of the console was added.
    StaffAdded = "staff_added";
    /// A user got a new password and a new authenticator.
    StaffReset = "staff_reset";
    /// A user may no longer sign in.
    StaffDisabled = "staff_disabled";
    /// A link was made and shown once.
    LinkMade = "link_made";
    /// A link was sent to the debtor.
    LinkSent = "link_sent";
    /// A link was taken back.
    LinkRevoked = "link_revoked";
    /// All links of a debtor were taken back.
    LinksRevoked = "links_revoked";
    /// A request was granted.
    RequestGranted = "request_granted";
    /// Other terms were offered.
    RequestCountered = "request_countered";
    /// A request was declined.
    RequestDeclined = "request_declined";
    /// A dispute was found right.
    DisputeUpheld = "dispute_upheld";
    /// A dispute was found wrong.
    DisputeRejected = "dispute_rejected";
    /// Late interest or fees of an invoice were let go.
    ChargesWaived = "charges_waived";
    /// A version of the policy was set.
    PolicySet = "policy_set";
    /// A payment made elsewhere was recorded.
    PaymentRecorded = "payment_recorded";
    /// A recorded payment was taken back.
    PaymentTakenBack = "payment_taken_back";
    /// An invoice or credit note was added by hand.
    InvoiceAdded = "invoice_added";
    /// An invoice was declared void.
    InvoiceVoided = "invoice_voided";
    /// The due date of an invoice was moved.
    DueDateMoved = "due_date_moved";
    /// The rest of a debt was given up.
    WrittenOff = "written_off";
    /// What was given up is owed again.
    WriteOffTakenBack = "write_off_taken_back";
    /// A credit of a debtor's was set off against a debt.
    CreditSetOff = "credit_set_off";
    /// A set-off was taken back.
    SetOffTakenBack = "set_off_taken_back";
    /// A credit of a debtor's was paid back to them.
    CreditGivenBack = "credit_given_back";
    /// A debtor was given another name or number.
    DebtorRenamed = "debtor_renamed";
    /// Two debtors were found to be one.
    DebtorsMerged = "debtors_merged";
    /// Invoices were found to be another debtor's.
    DebtorSplit = "debtor_split";
    /// The addresses of a debtor were changed.
    ContactsSet = "contacts_set";
    /// What an import did was taken back.
    ImportUndone = "import_undone";
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = ActionError;

    fn from_str(text: &str) -> Result<Self, ActionError> {
        let found = Self::ALL.iter().copied().find(|action| action.as_str() == text);
        found.ok_or_else(|| ActionError(text.chars().take(60).collect()))
    }
}

/// What it was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A user of the console.
    Staff(StaffId),
    /// A debtor.
    Debtor(DebtorId),
    /// A link.
    Link(LinkId),
    /// A request.
    Request(RequestId),
    /// A dispute.
    Dispute(DisputeId),
    /// A version of the policy.
    Policy(i64),
}

impl Subject {
    /// Its kind, as the database has it.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::Debtor(_) => "debtor",
            Self::Link(_) => "link",
            Self::Request(_) => "request",
            Self::Dispute(_) => "dispute",
            Self::Policy(_) => "policy",
        }
    }

    /// Its id with the kind's letters before it, or the number of the version.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Staff(id) => id.to_string(),
            Self::Debtor(id) => id.to_string(),
            Self::Link(id) => id.to_string(),
            Self::Request(id) => id.to_string(),
            Self::Dispute(id) => id.to_string(),
            Self::Policy(version) => version.to_string(),
        }
    }

    /// Reads what [`Subject::kind`] and [`Subject::id`] wrote.
    #[must_use]
    pub fn read(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "staff" => id.parse().ok().map(Self::Staff),
            "debtor" => id.parse().ok().map(Self::Debtor),
            "link" => id.parse().ok().map(Self::Link),
            "request" => id.parse().ok().map(Self::Request),
            "dispute" => id.parse().ok().map(Self::Dispute),
            "policy" => id.parse().ok().map(Self::Policy),
            _ => None,
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody of the staff, signed in to the console.
    Staff {
        /// The user.
        id: StaffId,
        /// The name at that time.
        name: String,
    },
    /// Whoever may run commands on the server, by the name they gave.
    CommandLine(String),
    /// Nobody: Saldo itself.
    Saldo,
}

impl Who {
    /// What the command line is called where nobody gave a name.
    pub const COMMAND_LINE: &'static str = "command line";

    /// The command line, without a name.
    #[must_use]
    pub fn command_line() -> Self {
        Self::CommandLine(Self::COMMAND_LINE.to_owned())
    }

    /// The name, as it is kept with what they did.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Staff { name, .. } | Self::CommandLine(name) => name,
            Self::Saldo => "Saldo",
        }
    }

    /// The user, where it is one of the console.
    #[must_use]
    pub const fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            Self::CommandLine(_) | Self::Saldo => None,
        }
    }
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Act {
    /// In whose books.
    pub creditor: CreditorId,
    /// Whoever did it.
    pub who: Who,
    /// The kind of act.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// What else a reader wants to know; no secrets. See [`detail`].
    pub detail: Map<String, Value>,
}

/// Names and what they are, for [`Act::detail`]: `detail([("debtor", reference)])`.
pub fn detail<const N: usize>(pairs: [(&str, String); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
}

/// A line of the trail.
#[derive(Debug, Clone)]
pub struct AuditLine {
    /// The id; later lines have greater ones.
    pub id: AuditId,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
    /// Who, by the name at that time.
    pub who: String,
    /// `None` for the command line, and for Saldo itself.
    pub staff: Option<StaffId>,
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// What else is known.
    pub detail: Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_act_and_every_subject_reads_back() {
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        assert!("signed".parse::<Action>().is_err());
        let id = Uuid::from_u128(7);
        for subject in [
            Subject::Staff(StaffId::new(id)),
            Subject::Debtor(DebtorId::new(id)),
            Subject::Link(LinkId::new(id)),
            Subject::Request(RequestId::new(id)),
            Subject::Dispute(DisputeId::new(id)),
            Subject::Policy(3),
        ] {
            assert_eq!(Subject::read(subject.kind(), &subject.id()), Some(subject));
        }
        assert_eq!(Subject::read("link", &DebtorId::new(id).to_string()), None);
    }
}
