//! The whole portal over HTTP: the real router on a real port, the sandbox behind the real provider
//! clients, a clock that stands still, mail in memory. What touches the database runs on SQLite
//! and, where `SALDO_TEST_POSTGRES_URL` names a server, on PostgreSQL.
//!
//! One file a capability. [`support`] has the portal under test, the browser and a small named world.

#[path = "../../documents/tests/reading/mod.rs"]
mod reading;
#[macro_use]
mod support;

mod again;
mod agreeing;
mod beside;
mod between_lists;
mod branding;
mod by_hand;
mod command;
mod console;
mod console_decisions;
mod credit;
mod days;
mod discount;
mod doors;
mod dst;
mod electronic;
mod erp;
mod explaining;
mod extending;
mod import;
mod input;
mod instalment;
mod interest;
mod knowledge_question;
mod lists;
mod money_back;
mod more_time;
mod movements;
mod naming;
mod netting;
mod objecting;
mod offers_end;
mod one_creditor;
mod one_number;
mod one_price;
mod one_price_model;
mod one_truth;
mod operations;
mod paying;
mod plans;
mod policy;
mod profiles;
mod promising;
mod provider_trouble;
mod proving;
mod quoting;
mod receipts;
mod rehearsing;
mod reopening;
mod requests;
mod resting;
mod revising;
mod same_items;
mod schemas;
mod server_functions;
mod settled_debt;
mod settled_objected;
mod settlement;
mod shared_link;
mod situation;
mod sixty;
mod staff_room;
mod statement;
mod storing;
mod telling;
mod tenancy;
mod to_book;
mod together;
mod turns;
mod unapplied;
mod under_way;
mod verify;
mod visiting;
mod waiving;
mod walk;
mod webhooks;
mod whole_list;
mod whose;
