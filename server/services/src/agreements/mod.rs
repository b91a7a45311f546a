//! Agreeing: what a debtor wishes becomes terms by the creditor's policy, and terms that were seen
//! and proved become a sealed agreement with everything that follows from it, in one transaction.
//!
//! The domain decides ([`domain::quote`], [`domain::remainder`], [`domain::counter_offer`]), [`wording`] puts it into
//! words, [`accept`] writes, [`answer`] is how staff decide what the policy does not, [`effect`] what that will change, [`follow`]
//! what becomes of it, [`revise`] how it changes, [`ending`] how it ends, [`reinstate`] why it holds again, [`extensions`]
//! when a due date moves, [`settlements`] when the rest of a debt is given up, [`agreement_documents`] makes the documents. [`policy_preview`]
//! says whom another policy would change something for. [`crate::disputes`] is what a debtor disputes, [`waive`] lets charges
//! go, [`excess`] keeps a price that a person was told.

pub mod accept;
pub mod agreement_documents;
pub mod answer;
pub mod breathing_space;
pub mod effect;
pub mod ending;
pub mod excess;
pub mod extensions;
pub mod fingerprint;
pub mod follow;
pub mod jobs;
pub mod policy_preview;
pub mod reinstate;
pub mod revise;
pub mod settlements;
pub mod verification;
pub mod waive;
pub mod wording;
