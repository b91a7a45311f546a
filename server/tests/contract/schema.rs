//! The providers' API descriptions (OpenAPI 3.0) as JSON Schema that answers are validated by.

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

/// One provider's description.
pub struct Contract {
    name: &'static str,
    doc: Value,
    /// By place in the description; the compiler itself cannot be kept across threads.
    compiled: Mutex<HashMap<String, (Schemas, SchemaIndex)>>,
}

pub static STRIPE: LazyLock<Option<Contract>> = LazyLock::new(|| Contract::load("stripe", true));
pub static PAYPAL: LazyLock<Option<Contract>> = LazyLock::new(|| Contract::load("paypal", false));

impl Contract {
    /// `closed`: a property that the description does not list is an error. PayPal's description
    /// builds objects with `allOf`, where that cannot be said.
    fn load(name: &'static str, closed: bool) -> Option<Self> {
        let shared = std::env::var_os("SALDO_SHARED")
            .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from);
        let path = shared.join(format!("contracts/{name}.openapi.json"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("left out: {} is not there, answers are not held against it", path.display());
            return None;
        };
        let mut doc: Value = serde_json::from_str(&text).expect("a description in JSON");
        as_json_schema(&mut doc, closed);
        Some(Self { name, doc, compiled: Mutex::default() })
    }

    /// Is `answer` what the description promises for this call?
    pub fn check_answer(&self, method: &str, template: &str, status: u16, answer: &Value) {
        let responses = &self.doc["paths"][template][method.to_lowercase()]["responses"];
        let code = status.to_string();
        let known = responses.get(&code).is_some();
        assert!(known || status >= 400, "{method} {template} never answers {status}");
        let code = if known { code } else { "default".to_owned() };
        let mut at = format!("/paths/{}/{}/responses/{code}", escape(template), method.to_lowercase());
        if let Some(to) = responses[&code]["$ref"].as_str() {
            at = to.trim_start_matches('#').to_owned();
        }
        self.check(&format!("{at}/content/application~1json/schema"), answer);
    }

    /// Is `object` a `name` of the description's components?
    pub fn check_object(&self, name: &str, object: &Value) {
        self.check(&format!("/components/schemas/{}", escape(name)), object);
    }

    fn check(&self, at: &str, value: &Value) {
        assert!(self.doc.pointer(at).is_some(), "the description has no {at}");
        let mut compiled = self.compiled.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (schemas, index) = compiled.entry(at.to_owned()).or_insert_with(|| self.compile(at));
        if let Err(error) = schemas.validate(value, *index) {
            panic!("not as {} describes it: {error:#}\n{value:#}", self.name);
        }
    }
}

impl Contract {
    fn compile(&self, at: &str) -> (Schemas, SchemaIndex) {
        let address = format!("http://contract.invalid/{}.json", self.name);
        let location = format!("{address}#{}", at.replace('{', "%7B").replace('}', "%7D"));
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.set_default_draft(Draft::V4);
        compiler.add_resource(&address, self.doc.clone()).expect("a resource");
        let index = compiler.compile(&location, &mut schemas);
        let index = index.unwrap_or_else(|error| panic!("{location}: {error:#}"));
        (schemas, index)
    }
}

/// JSON pointer escapes.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// OpenAPI 3.0 differs from JSON Schema (draft 4) in `nullable` only, as far as these files go.
fn as_json_schema(value: &mut Value, closed: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| as_json_schema(item, closed)),
        Value::Object(object) => {
            object.values_mut().for_each(|item| as_json_schema(item, closed));
            let is_schema = object.get("properties").is_some_and(Value::is_object);
            if closed && is_schema && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            if object.get("nullable") == Some(&json!(true)) {
                object.remove("nullable");
                let schema = Value::Object(std::mem::take(object));
                object.insert("anyOf".to_owned(), json!([schema, { "type": "null" }]));
            }
        }
        _ => {}
    }
}

#[test]
fn the_comparison_can_fail() {
    let Some(stripe) = &*STRIPE else { return };
    let bad = [
        json!({}),
        json!({ "error": { "type": "no_such_type" } }),
        json!({ "error": { "type": "api_error", "x": 1 } }),
    ];
    for value in bad {
        assert!(std::panic::catch_unwind(|| stripe.check_object("error", &value)).is_err(), "{value}");
    }
    stripe.check_object("error", &json!({ "error": { "type": "api_error" } }));
    let Some(paypal) = &*PAYPAL else { return };
    let bad = json!({ "id": "X", "status": "NO_SUCH_STATUS" });
    assert!(std::panic::catch_unwind(|| paypal.check_object("orders.order", &bad)).is_err());
}
