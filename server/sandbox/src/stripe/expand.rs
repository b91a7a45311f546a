//! `expand[]`: puts objects where ids stand, and lists that are left out otherwise
//! (docs.stripe.com/api/expanding_objects).

use super::Books;
use super::answer::ApiError;
use super::objects;
use serde_json::{Value, json};

/// Stripe goes no deeper.
const DEPTH: usize = 4;

/// Expands every path.
pub(super) fn all(value: &mut Value, paths: &[String], books: &Books) -> Result<(), ApiError> {
    for path in paths {
        let steps: Vec<&str> = path.split('.').collect();
        let refused = || {
            let path: String = path.chars().take(80).collect();
            ApiError::invalid("expand", None, format!("This property cannot be expanded ({path})."))
        };
        if steps.len() > DEPTH {
            return Err(refused());
        }
        walk(value, &steps, books).ok_or_else(refused)?;
    }
    Ok(())
}

fn walk(value: &mut Value, steps: &[&str], books: &Books) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else { return Some(()) };
    if *step == "data" && value["object"] == "list" {
        return value["data"].as_array_mut()?.iter_mut().try_for_each(|item| walk(item, rest, books));
    }
    let kind = value["object"].as_str().unwrap_or_default();
    if *step == "line_items" && kind == "checkout.session" {
        let list = objects::line_items(books, value["id"].as_str()?)?;
        value["line_items"] = list;
    } else if *step == "refunds" && kind == "charge" {
        let list = objects::refunds_of_charge(books, value["id"].as_str()?);
        value["refunds"] = list;
    } else if *step == "balance_transaction" && kind == "charge" {
        if !value["balance_transaction"].is_string() {
            return Some(());
        }
        let movement = objects::movement_of_charge(books, value["id"].as_str()?)?;
        value["balance_transaction"] = movement;
    } else {
        let known = match kind {
            "checkout.session" => ["payment_intent", ""],
            "payment_intent" => ["latest_charge", ""],
            "charge" => ["payment_intent", ""],
            "refund" | "dispute" => ["charge", "payment_intent"],
            _ => return None,
        };
        if !known.contains(step) {
            return None;
        }
        let Some(id) = value[*step].as_str() else {
            // Nothing there to expand (null), or expanded before.
            return if value[*step].is_object() { walk(&mut value[*step], rest, books) } else { Some(()) };
        };
        value[*step] = objects::by_id(books, id)?;
    }
    walk(&mut value[*step], rest, books)
}

/// A page of a list, newest first.
pub(super) fn list(data: Vec<Value>, has_more: bool, url: &str) -> Value {
    json!({ "object": "list", "data": data, "has_more": has_more, "url": url })
}
