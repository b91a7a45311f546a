//! Agreements: what a debtor asks for becomes terms by the creditor's policy, and terms that were seen and verified
//! become a sealed agreement with everything that follows from it, in one transaction.
//!
//! - The domain decides: [`domain::agreement_terms`], [`domain::remainder`] for a plan that runs, [`domain::counter_offer`] for what
//!   staff offer instead, [`domain::agreement::Terms::standing`] whether what was agreed was kept.
//! - [`accept`] shows terms and writes them once they are accepted; [`verification`] is how whoever accepts shows that they
//!   are the debtor; [`wording`] puts terms into words and [`fingerprint`] makes sure that they are the ones that were seen.
//! - [`answer`] is how staff decide what the policy does not, [`effect`] what a decision will change.
//! - [`facts`] reads what an agreement is judged by, [`follow`] is what becomes of it as money comes, [`ending`] how it
//!   ends, [`reinstate`] how it holds again, [`revise`] how a plan changes, [`extensions`] when a due date moves,
//!   [`settlements`] when the rest of a debt is written off, [`promises`] which promise makes way for what is agreed later.
//! - [`excess`] waives what came on top of terms that a person was promised, [`waive`] what staff let go,
//!   [`breathing_space`] gives days without reminders and charges.
//! - [`agreement_documents`] makes the documents; [`policy_preview`] says whom another policy would change something for.
//!
//! What a debtor disputes is in [`crate::disputes`].

pub mod accept;
pub mod agreement_documents;
pub mod answer;
pub mod breathing_space;
pub mod calendar;
pub mod effect;
pub mod ending;
pub mod excess;
pub mod extensions;
pub mod facts;
pub mod fingerprint;
pub mod follow;
pub mod jobs;
pub mod policy_preview;
pub mod promises;
mod reinstate;
pub mod revise;
pub mod settlements;
pub mod verification;
pub mod waive;
pub mod wording;
