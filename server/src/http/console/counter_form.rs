//! The form for other terms: what stands in it at first, what it says when it is sent, and at which field it is wrong.

use crate::http::form::Fields;
use app::components::forms::{FieldProblem, InvalidField};
use app::views::console::request::{CounterFields, CounterForm};
use domain::agreement::Terms;
use domain::counter_offer::{
    CounterAmount, CounterOffer, CounterOfferError, FIRST_WITHIN_DAYS, Pays, Until, request_of,
};
use domain::date::{Date, add_days};
use domain::money::{Currency, Money};
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRefusal, PlanRequest};
use domain::policy::Delay;
use rust_decimal::Decimal;
use services::account::DebtorAccount;
use services::format::Formatter;

/// The form, with what was typed or, at first, what was asked for.
pub(super) fn form(
    formatter: &Formatter,
    debtor_account: &DebtorAccount,
    asked: &Terms,
    typed: Option<&Fields>,
) -> CounterForm {
    let sent = |name: &str, else_: String| typed.map_or(else_, |fields| fields.get(name).to_owned());
    let how = |first: &str| sent("how", first.to_owned());
    let some = |amount: Money| if amount.is_positive() { formatter.money(amount) } else { String::new() };
    let today = debtor_account.owed.as_of;
    let days = |from: Date| (from.to_string(), add_days(today, FIRST_WITHIN_DAYS).unwrap_or(from).to_string());
    let fields = match asked {
        Terms::Extension(terms) => CounterFields::Extension {
            how: how("date"),
            date: sent("date", terms.new_due.to_string()),
            number: sent("number", String::new()),
            price: sent("price", some(terms.price)),
            pay_now: sent("now", some(terms.pay_now)),
            days: days(terms.old_due.max(today).succ_opt().unwrap_or(today)),
        },
        Terms::Plan(terms) => {
            let request = request_of(terms);
            let count = if let Pace::Count(count) = request.pace { count.to_string() } else { String::new() };
            let frequency = frequency(&sent("frequency", String::new())).unwrap_or(request.frequency);
            CounterFields::Plan {
                by_count: how("count") != "each",
                count: sent("count", count),
                each: sent("each", String::new()),
                first: sent("first", request.first.max(today).to_string()),
                frequency,
                down: sent("down", request.down.map_or_else(String::new, |down| formatter.money(down))),
                price: sent("price", some(terms.plan.price.flat)),
                days: days(today),
            }
        }
        Terms::Settlement(terms) => CounterFields::Settlement {
            by_percent: how("percent") != "amount",
            percent: sent("percent", terms.percent.normalize().to_string()),
            amount: sent("amount", String::new()),
            date: sent("date", terms.until.max(today).to_string()),
            days: days(today),
        },
        Terms::Discount(_) | Terms::Promise(_) => CounterFields::None,
    };
    let plan = debtor_account.owed.version.policy.plan.as_ref().filter(|_| matches!(asked, Terms::Plan(_)));
    CounterForm {
        fields,
        policy: plan.and_then(|plan| plan.request).map(|bounds| bounds.max_instalments),
        words: sent("words", String::new()),
        open: typed.is_some(),
    }
}

/// The currency of what was asked for.
pub(super) const fn currency_of(asked: &Terms) -> Currency {
    match asked {
        Terms::Extension(terms) => terms.price.currency(),
        Terms::Plan(terms) => terms.plan.principal.currency(),
        Terms::Settlement(terms) => terms.to_pay.currency(),
        Terms::Discount(terms) => terms.to_pay.currency(),
        Terms::Promise(terms) => terms.amount.currency(),
    }
}

fn frequency(text: &str) -> Option<Frequency> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// A percentage with a point or a comma.
fn percent(text: &str) -> Option<Decimal> {
    text.trim().trim_end_matches('%').trim_end().replace(',', ".").parse().ok()
}

/// Reads fields, and gathers what cannot be read.
struct Reader<'a> {
    formatter: &'a Formatter,
    fields: &'a Fields,
    currency: Currency,
    wrong: Vec<InvalidField>,
}

impl Reader<'_> {
    fn refuse(&mut self, field: &'static str, why: FieldProblem) {
        self.wrong.push(InvalidField { field, why });
    }

    fn amount(&mut self, field: &'static str) -> Money {
        let read = self.formatter.style(self.currency).parse(self.fields.get(field));
        read.unwrap_or_else(|error| {
            self.refuse(field, FieldProblem::Amount(error));
            Money::zero(self.currency)
        })
    }

    fn maybe_amount(&mut self, field: &'static str) -> Money {
        if self.fields.has(field) { self.amount(field) } else { Money::zero(self.currency) }
    }

    fn day(&mut self, field: &'static str) -> Date {
        self.fields.get(field).parse().unwrap_or_else(|_| {
            self.refuse(field, FieldProblem::Date);
            Date::MAX
        })
    }

    fn number<T: std::str::FromStr + Default>(&mut self, field: &'static str) -> T {
        self.fields.get(field).parse().unwrap_or_else(|_| {
            self.refuse(field, FieldProblem::Number);
            T::default()
        })
    }

    fn extension(&mut self) -> CounterOffer {
        let until = match self.fields.get("how") {
            "days" => Until::After(Delay::Days(self.number("number"))),
            "months" => Until::After(Delay::Months(self.number("number"))),
            _ => Until::On(self.day("date")),
        };
        CounterOffer::Extension { until, price: self.maybe_amount("price"), pay_now: self.maybe_amount("now") }
    }

    fn plan(&mut self) -> CounterOffer {
        let each = self.fields.get("how") == "each";
        let pace = if each { Pace::Each(self.amount("each")) } else { Pace::Count(self.number("count")) };
        let first = self.day("first");
        let frequency = frequency(self.fields.get("frequency")).unwrap_or_else(|| {
            self.refuse("frequency", FieldProblem::NothingChosen);
            Frequency::Monthly
        });
        let down = Some(self.maybe_amount("down")).filter(|down| down.is_positive());
        CounterOffer::Plan { request: PlanRequest { pace, first, frequency, down }, flat: self.maybe_amount("price") }
    }

    fn settlement(&mut self) -> CounterOffer {
        let pays = if self.fields.get("how") == "amount" {
            Pays::Amount(self.amount("amount"))
        } else {
            Pays::Percent(percent(self.fields.get("percent")).unwrap_or_else(|| {
                self.refuse("percent", FieldProblem::Number);
                Decimal::ONE
            }))
        };
        CounterOffer::Settlement { pays, until: self.day("date") }
    }
}

/// What the fields say.
///
/// # Errors
/// The fields that cannot be read.
pub(super) fn read(formatter: &Formatter, asked: &Terms, fields: &Fields) -> Result<CounterOffer, Vec<InvalidField>> {
    let mut reader = Reader { formatter, fields, currency: currency_of(asked), wrong: Vec::new() };
    let other = match asked {
        Terms::Extension(_) => reader.extension(),
        Terms::Plan(_) => reader.plan(),
        Terms::Settlement(_) => reader.settlement(),
        Terms::Discount(_) | Terms::Promise(_) => {
            return Err(vec![InvalidField { field: "words", why: FieldProblem::NotOffered }]);
        }
    };
    if reader.wrong.is_empty() { Ok(other) } else { Err(reader.wrong) }
}

/// At which field terms were refused, and why.
pub(super) fn refused(formatter: &Formatter, asked: &Terms, fields: &Fields, no: CounterOfferError) -> InvalidField {
    let how = fields.get("how");
    let (field, why) = match no {
        CounterOfferError::Date { day, from, to } => {
            let field = if matches!(how, "days" | "months") { "number" } else { "date" };
            let early = || FieldProblem::TooEarly { from: formatter.date(from) };
            (field, if day < from { early() } else { FieldProblem::TooLate { to: formatter.date(to) } })
        }
        CounterOfferError::Amount { part, min, max } => {
            let (field, read) = match part {
                CounterAmount::FinanceCharge => ("price", fields.get("price")),
                CounterAmount::PayNow => ("now", fields.get("now")),
                CounterAmount::Paid => ("amount", fields.get("amount")),
            };
            let below = formatter.style(max.currency()).parse(read).is_ok_and(|amount| amount.minor() < min.minor());
            let small = || FieldProblem::TooSmall { min: formatter.money(min) };
            (field, if below { small() } else { FieldProblem::TooLarge { max: formatter.money(max) } })
        }
        CounterOfferError::Percent => ("percent", FieldProblem::Number),
        CounterOfferError::NoPlan(no) => {
            let field = match no.reason {
                PlanRefusal::FirstTooEarly { .. } | PlanRefusal::FirstTooLate { .. } => "first",
                PlanRefusal::DownTooSmall { .. } | PlanRefusal::DownTooLarge { .. } => "down",
                PlanRefusal::Frequency => "frequency",
                PlanRefusal::Nothing
                | PlanRefusal::TwoCurrencies
                | PlanRefusal::TooSmall { .. }
                | PlanRefusal::TooFew { .. }
                | PlanRefusal::TooMany { .. }
                | PlanRefusal::EndsTooLate { .. }
                | PlanRefusal::TooLittleOwed { .. }
                | PlanRefusal::OutOfRange => {
                    if how == "each" {
                        "each"
                    } else {
                        "count"
                    }
                }
            };
            (field, FieldProblem::Plan(no.reason))
        }
        CounterOfferError::NotForThis | CounterOfferError::NotOwed => {
            let field = match asked {
                Terms::Plan(_) => "count",
                Terms::Extension(_) | Terms::Settlement(_) | Terms::Discount(_) | Terms::Promise(_) => "date",
            };
            (field, FieldProblem::NotOffered)
        }
    };
    InvalidField { field, why }
}
