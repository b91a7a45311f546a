//! `/agreements/{id}`: what was agreed, where it stands, and what comes next.

use crate::components::schedule::ScheduleView;
use crate::components::terms::CheckRow;
use crate::i18n::agreements::AgreementStanding;
use domain::agreement::AgreementKind;

/// The agreement page; also the page after it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementView {
    /// What was agreed.
    pub kind: AgreementKind,
    /// It was agreed just now.
    pub just_made: bool,
    /// Was it sent by e-mail? Said when it was just made.
    pub mailed: bool,
    pub agreed_on: String,
    /// How the one who accepted proved to be the debtor; from the text of the agreement.
    pub proof: String,
    pub standing: AgreementStanding,
    /// What is to be paid next, and by when.
    pub next: Option<NextDue>,
    /// How far a plan is paid.
    pub progress: Option<PlanProgress>,
    /// A payment of it is being processed: nothing else is paid meanwhile.
    pub under_way: bool,
    /// The terms; from the text of the agreement.
    pub rows: Vec<CheckRow>,
    /// The words that were agreed, as frozen.
    pub text: Vec<String>,
    /// The schedule of a plan, with the state of each instalment.
    pub schedule: Option<ScheduleView>,
    /// What can be paid, the next first.
    pub pay: Vec<PayButton>,
    /// Other dates or amounts for a plan: `/plans/new?…`.
    pub reschedule_href: Option<String>,
    /// What of a plan is on hold, since its debtor disputes it.
    pub on_hold: Option<String>,
    pub files: AgreementFiles,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextDue {
    pub amount: String,
    pub date: String,
    /// A discount on it: what it comes to, and until when.
    pub early: Option<(String, String)>,
}

/// How far a plan is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProgress {
    /// Of a hundred parts of its sum; down.
    pub percent: u8,
    /// What is paid, early prices included.
    pub paid: String,
    pub total: String,
}

/// Something that can be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayButton {
    pub what: PayWhat,
    pub amount: String,
    pub saved: Option<String>,
    /// Pays it: `/pay/confirm?…`.
    pub href: String,
}

/// What can be paid of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayWhat {
    Late,
    /// The next instalment, or the promised sum.
    Next,
    /// So many instalments at once.
    Several {
        count: u16,
    },
    Remainder,
    /// The part that an extension asks for at once.
    Part,
    /// A settlement or a discounted invoice.
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFiles {
    /// `/agreements/{id}/agreement.pdf`.
    pub pdf: String,
    /// `/agreements/{id}/calendar.ics`, where there are days to keep.
    pub calendar: Option<String>,
    /// `webcal://…`: a calendar that looks there again and follows what is paid.
    pub follow: Option<String>,
    /// `/agreements/{id}/agreement.json`: sealed, for checking without us.
    pub sealed: String,
}
