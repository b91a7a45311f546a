//! The form for other terms than those that were asked for.

use super::view::{CounterFields, CounterForm};
use crate::components::errors::FieldError;
use crate::components::forms::Field;
use crate::components::{errors, forms};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::routes;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::id::RequestId;
use domain::language::Language;
use domain::plan::schedule::Frequency;
use leptos::prelude::*;

/// The form; nothing where nothing else can be offered.
pub fn form(
    language: Language,
    id: RequestId,
    form: CounterForm,
    style: &AmountStyle,
    dates: &DateStyle,
    wrong: &[FieldError],
) -> Option<Fragment> {
    let words = language.decisions();
    let by_policy = form.policy.map(|max| view! { <p class="hint">{(words.counter_policy)(max)}</p> });
    let kit = Kit { language, style, dates, wrong };
    let fields = match form.fields {
        CounterFields::None => return None,
        CounterFields::Extension { how, date, number, price, pay_now, days } => {
            kit.extension(&how, date, number, price, pay_now, days)
        }
        CounterFields::Plan { by_count, count, each, first, frequency, down, price, days } => view! {
            {kit.pace(by_count, count, each)}
            {kit.often(frequency)}
            {kit.day("first", language.agreements().plan.first, first, days)}
            {kit.amount("down", language.agreements().plan.down, words.pay_now_hint, down)}
            {kit.amount("price", words.price, words.price_hint, price)}
        }
        .into_fragment(),
        CounterFields::Settlement { by_percent, percent, amount, date, days } => {
            kit.settlement(by_percent, percent, amount, date, days)
        }
    };
    let words_field =
        forms::words_field(language, "words", words.words, words.words_hint.to_owned(), form.words, wrong);
    let form = view! {
        <form class="panel" method="get" action=routes::console_request_check(id)>
            <details open=form.open>
                <summary>{words.counter}</summary>
                <p>{words.counter_more}</p>
                {by_policy}
                {fields}
                {words_field}
                <button class="button quiet" type="submit" name="do" value="counter">{words.check}</button>
            </details>
        </form>
    };
    Some(form.into_fragment())
}

struct Kit<'a> {
    language: Language,
    style: &'a AmountStyle,
    dates: &'a DateStyle,
    wrong: &'a [FieldError],
}

impl Kit<'_> {
    fn amount(&self, name: &'static str, label: &str, hint: &str, value: String) -> Fragment {
        let label = format!("{label} ({})", self.style.currency.code());
        Field::amount(name, label, hint.to_owned(), value, self.style).view(self.language, self.wrong)
    }

    fn day(&self, name: &'static str, label: &str, value: String, days: (String, String)) -> Fragment {
        let written = |day: &String| day.parse().map_or_else(|_| day.clone(), |day| self.dates.format(day));
        let hint = (self.language.agreements().plan.first_hint)(&written(&days.0), &written(&days.1));
        Field::day(name, label, hint, value, days).view(self.language, self.wrong)
    }

    fn number(&self, name: &'static str, label: &str, value: String) -> Fragment {
        let (label, hint) = (label.to_owned(), String::new());
        Field { name, label, hint, value, kind: "text", inputmode: Some("decimal"), bounds: None, signs: None }
            .view(self.language, self.wrong)
    }

    fn extension(
        &self,
        how: &str,
        date: String,
        number: String,
        price: String,
        pay_now: String,
        days: (String, String),
    ) -> Fragment {
        let words = self.language.decisions();
        let options = [("date", words.by_date), ("days", words.by_days), ("months", words.by_months)];
        let options =
            options.map(|(value, label)| forms::option("radio", "how", value.to_owned(), how == value, label));
        view! {
            <fieldset><legend>{words.until}</legend>{options.into_iter().collect_view()}</fieldset>
            {self.day("date", words.new_due, date, days)}
            {self.number("number", words.number, number)}
            {self.amount("price", words.price, words.price_hint, price)}
            {self.amount("now", words.pay_now, words.pay_now_hint, pay_now)}
        }
        .into_fragment()
    }

    fn pace(&self, by_count: bool, count: String, each: String) -> Fragment {
        let words = &self.language.agreements().plan;
        let each_label = (words.each)(self.style.currency.code());
        let each = Field::amount("each", each_label, String::new(), each, self.style);
        view! {
            <fieldset class="pace">
                <legend>{words.how}</legend>
                {forms::option("radio", "how", "each".to_owned(), !by_count, words.by_amount)}
                <div class="only-each">{each.view(self.language, self.wrong)}</div>
                {forms::option("radio", "how", "count".to_owned(), by_count, words.by_count)}
                <div class="only-count">{self.number("count", words.count, count)}</div>
            </fieldset>
        }
        .into_fragment()
    }

    fn often(&self, chosen: Frequency) -> Fragment {
        let words = &self.language.agreements().plan;
        let refused = errors::line(self.language.pages(), "frequency", forms::at(self.wrong, "frequency"));
        let options = Frequency::ALL.map(|frequency| {
            let (value, label) = match frequency {
                Frequency::Weekly => ("weekly", words.weekly),
                Frequency::Fortnightly => ("fortnightly", words.fortnightly),
                Frequency::Monthly => ("monthly", words.monthly),
            };
            forms::option("radio", "frequency", value.to_owned(), frequency == chosen, label)
        });
        view! {
            <fieldset id="frequency" tabindex="-1">
                <legend>{words.frequency}</legend>
                {refused}
                {options.into_iter().collect_view()}
            </fieldset>
        }
        .into_fragment()
    }

    fn settlement(
        &self,
        by_percent: bool,
        percent: String,
        amount: String,
        date: String,
        days: (String, String),
    ) -> Fragment {
        let words = self.language.decisions();
        view! {
            <fieldset>
                <legend>{words.pays}</legend>
                {forms::option("radio", "how", "percent".to_owned(), by_percent, words.by_percent)}
                {self.number("percent", words.percent, percent)}
                {forms::option("radio", "how", "amount".to_owned(), !by_percent, words.by_amount)}
                {self.amount("amount", words.amount, "", amount)}
            </fieldset>
            {self.day("date", words.last_day, date, days)}
        }
        .into_fragment()
    }
}
