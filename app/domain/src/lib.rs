//! The rules: pure functions over plain values, the same code in the server and in the browser.
//!
//! Nothing here asks the time, a database or the network; it is told. Nothing here is behind a
//! feature, so that `cargo test` always runs every test.
//!
//! By subject:
//! - Who: [`creditor`], [`debtor`], [`link`] (how a debtor comes in), [`verification`] and [`knowledge_question`] (how one
//!   shows who is there), [`tax_id`], [`id`] and [`creditor_code`].
//! - What is owed: [`invoice`], [`interest`] (what grows on it), [`dispute`], [`pause`], [`explain`] (how a balance came
//!   about), [`books`] (how a creditor's list and ours agree).
//! - What a debtor may choose: [`policy`] (what the creditor allows), [`segment`] (to whom), [`offering`] (what follows
//!   today: an [`offer`]), [`offer_request`] (a choice as a form brings it), [`agreement_terms`] (the terms that follow from
//!   it), [`discount`], [`plan`], [`agreement`] (an offer that was accepted), [`request`] and [`counter_offer`] (what goes
//!   beyond the policy).
//! - Paying: [`invoice::Price`] and [`plan::early`] (what is asked for today), [`allocation`] (how it is spread), [`payment`]
//!   (one try with one provider), [`ledger`] (the entry that it ends as), [`set_off`] (credit that pays a debt). The story from
//!   the form to the ledger is told by `services::payments`.
//! - Values: [`money`], [`rate`], [`date`], [`zone`], [`language`], [`format`](mod@format), [`date_style`].
//! - The rest: [`message`] and [`reminder`] (what is written to a debtor), [`branding`] (how a creditor shows itself),
//!   [`audit`] (who did what), [`rate_limit`] (how often something may be done), [`small_balances`] and [`remainder`] (what is
//!   left and too little), [`policy_change`] and [`policy_check`].

pub mod agreement;
pub mod agreement_terms;
pub mod allocation;
pub mod audit;
pub mod books;
pub mod branding;
pub mod counter_offer;
pub mod creditor;
pub mod creditor_code;
pub mod date;
pub mod date_style;
pub mod debtor;
pub mod discount;
pub mod dispute;
pub mod explain;
pub mod format;
pub mod id;
pub mod interest;
pub mod invoice;
pub mod knowledge_question;
pub mod language;
pub mod ledger;
pub mod link;
pub mod message;
pub mod money;
pub mod offer;
pub mod offer_request;
pub mod offering;
pub mod pause;
pub mod payment;
pub mod plan;
pub mod policy;
pub mod policy_change;
pub mod policy_check;
pub mod rate;
pub mod rate_limit;
pub mod remainder;
pub mod reminder;
pub mod request;
pub mod segment;
pub mod set_off;
pub mod small_balances;
pub mod tax_id;
pub mod verification;
pub mod zone;
