//! `/plans/new`: the simulator. A plain GET form to itself with its result below; the island lets
//! it follow the slider.

use super::view::{NearestPlan, PlanAsked, PlanInvoice, PlanNewView, PlanResult};
use crate::components::forms::{Field, Styles};
use crate::components::shell::{Section, shell};
use crate::components::{back, errors, forms, kept, schedule};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island, with_islands};
use crate::i18n::{Texts as _, errors as sentences};
use crate::islands::PlanSimulator;
use crate::islands::simulator_input::SimulatorInput;
use crate::routes;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::Money;
use domain::plan::schedule::Frequency;
use domain::plan::{PlanRefusal, PlanRules};
use leptos::prelude::*;

/// How a debt could be paid in parts.
pub fn page(context: &PageContext, view: PlanNewView) -> Html {
    with_islands(|| layout(context, view))
}

fn layout(context: &PageContext, view: PlanNewView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.plan;
    let styles = Styles { amounts: Some(&view.style), dates: Some(&view.dates) };
    let mut wrong = forms::refusals(language, &view.wrong, styles);
    if let Some(PlanResult::Refused { reason, .. }) = &view.result {
        let text = sentences::plan(language, *reason, &view.style, &view.dates);
        wrong.push(errors::FieldError { field: field_of(*reason, view.asked.by_count).to_owned(), text });
    }
    let heading = if view.today.is_some() { text.change } else { text.title };
    let title = errors::title(language.pages(), heading, !wrong.is_empty());
    let mut view = view;
    let today = view.today.take().map(|today| {
        let charges = today.charges.map(|charges| view! { <p>{(text.change_charges)(&charges)}</p> });
        view! {
            <details>
                <summary>{text.today}</summary>
                {schedule::table(language, today.schedule)}
            </details>
            {charges}
        }
    });
    let (island, form) = if view.invoices.is_empty() {
        (Island::None, view! { <p class="lead">{text.nothing}</p> }.into_fragment())
    } else {
        (Island::Planning, form(language, view, &wrong))
    };
    let body = view! {
        {back(language.pages(), routes::ACCOUNT.to_owned())}
        {errors::summary(language.pages(), wrong)}
        <h1>{heading}</h1>
        {today}
        {form}
    };
    shell(context, Section::Account, island, &title, body)
}

/// The field that a refusal is about.
const fn field_of(reason: PlanRefusal, by_count: bool) -> &'static str {
    match reason {
        PlanRefusal::Nothing | PlanRefusal::TwoCurrencies => "invoice",
        PlanRefusal::Frequency => "frequency",
        PlanRefusal::FirstTooEarly { .. } | PlanRefusal::FirstTooLate { .. } => "first",
        PlanRefusal::DownTooSmall { .. } | PlanRefusal::DownTooLarge { .. } => "down",
        PlanRefusal::TooSmall { .. }
        | PlanRefusal::TooFew { .. }
        | PlanRefusal::TooMany { .. }
        | PlanRefusal::EndsTooLate { .. }
        | PlanRefusal::TooLittleOwed { .. }
        | PlanRefusal::OutOfRange => {
            if by_count {
                "count"
            } else {
                "each"
            }
        }
    }
}

fn form(language: Language, view: PlanNewView, wrong: &[errors::FieldError]) -> Fragment {
    let words = language.agreements();
    let text = &words.plan;
    let parts: Vec<i64> = view.invoices.iter().map(|invoice| invoice.part.amount.minor()).collect();
    let asked_of = view.answer_by.map(|date| (words.check.asked_next)(&date));
    let result = view.result.map(|result| outcome(language, result, &view.style, &view.dates));
    let of = view.of.map(|id| view! { <input type="hidden" name="of" value=id.to_string() /> });
    let chosen = view.invoices.iter().filter(|invoice| invoice.chosen);
    let count = chosen.clone().count();
    let sum = Money::total(view.style.currency, chosen.map(|invoice| invoice.part.amount)).ok();
    let sum = sum.map(|sum| (text.sum)(&sentences::written(sum, &view.style), count));
    // What has to be corrected in there is in view.
    let open = ["invoice", "first", "frequency", "down"].iter().any(|field| forms::at(wrong, field).is_some());
    let invoices = invoices(language, view.invoices, view.of.is_some(), wrong);
    let pace = pace(language, &view.asked, &view.style, wrong);
    let days = days(language, &view.asked, &view.rules, &view.style, &view.dates, wrong);
    let input = SimulatorInput::new(language, view.style, view.dates, &view.rules, parts);
    let written = input.write();
    provide_context(input);
    // Erased types keep the compiler's queries shallow; they cost nothing that can be measured.
    let simulator = view! { <PlanSimulator /> }.into_fragment();
    view! {
        <p class="lead">{sum}</p>
        <form class="plan" method="get" action=routes::PLAN_NEW data-simulator=written>
            {of}
            {pace}
            {simulator}
            {result}
            {asked_of.map(|asked| view! { <p class="hint">{asked}</p> })}
            <details open=open>
                <summary>{text.adjust}</summary>
                {invoices}
                {days}
            </details>
            <button class="button quiet" id="see" type="submit">{text.show}</button>
        </form>
    }
    .into_fragment()
}

/// The boxes; of a plan that runs, all its invoices stay in it.
fn invoices(language: Language, invoices: Vec<PlanInvoice>, fixed: bool, wrong: &[errors::FieldError]) -> Fragment {
    let text = &language.agreements().plan;
    let refused = errors::line(language.pages(), "invoice", forms::at(wrong, "invoice"));
    let rows = invoices.into_iter().map(|invoice| {
        let id = invoice.part.invoice.to_string();
        view! {
            <li class="option">
                <input type="checkbox" name="invoice" value=id.clone() id=id.clone() checked=invoice.chosen disabled=fixed />
                <label class="row" for=id>
                    <span class="what">
                        <b>{kept(&invoice.number)}</b>
                        {invoice.description.map(|text| view! { <small>{text}</small> })}
                    </span>
                    <span class="sum"><b>{invoice.amount}</b></span>
                </label>
            </li>
        }
    });
    view! {
        <fieldset>
            <legend>{text.invoices}</legend>
            {refused}
            <ul class="rows" id="invoice" tabindex="-1">{rows.collect_view()}</ul>
        </fieldset>
    }
    .into_fragment()
}

fn pace(language: Language, asked: &PlanAsked, style: &AmountStyle, wrong: &[errors::FieldError]) -> Fragment {
    let text = &language.agreements().plan;
    let label = (text.each)(style.currency.code());
    let each = Field::amount("each", label, String::new(), asked.each.clone(), style).view(language, wrong);
    let count = Field {
        name: "count",
        label: text.count.to_owned(),
        hint: String::new(),
        value: asked.count.clone(),
        kind: "text",
        inputmode: Some("numeric"),
        bounds: None,
        signs: None,
    };
    let count = count.view(language, wrong);
    view! {
        <fieldset class="pace">
            <legend>{text.how}</legend>
            {forms::option("radio", "how", "each".to_owned(), !asked.by_count, text.by_amount)}
            <div class="only-each">{each}</div>
            {forms::option("radio", "how", "count".to_owned(), asked.by_count, text.by_count)}
            <div class="only-count">{count}</div>
        </fieldset>
    }
    .into_fragment()
}

fn days(
    language: Language,
    asked: &PlanAsked,
    rules: &PlanRules,
    style: &AmountStyle,
    dates: &DateStyle,
    wrong: &[errors::FieldError],
) -> Fragment {
    let text = &language.agreements().plan;
    let written = |amount| sentences::written(amount, style);
    let refused = errors::line(language.pages(), "frequency", forms::at(wrong, "frequency"));
    let often = (rules.frequencies.len() > 1).then(|| {
        let options = rules.frequencies.iter().map(|frequency| {
            let (value, label) = match frequency {
                Frequency::Weekly => ("weekly", text.weekly),
                Frequency::Fortnightly => ("fortnightly", text.fortnightly),
                Frequency::Monthly => ("monthly", text.monthly),
            };
            forms::option("radio", "frequency", value.to_owned(), *frequency == asked.frequency, label)
        });
        view! {
            <fieldset id="frequency" tabindex="-1">
                <legend>{text.frequency}</legend>
                {refused}
                {options.collect_view()}
            </fieldset>
        }
    });
    let hint = (text.first_hint)(&dates.format(rules.first_from), &dates.format(rules.first_to));
    let bounds = (rules.first_from.to_string(), rules.first_to.to_string());
    let first = Field::day("first", text.first, hint, asked.first.clone(), bounds).view(language, wrong);
    let down = rules.max_down.is_positive().then(|| {
        // A down payment is an instalment too, and none of these may be below the least.
        let min = rules.min_down.minor().max(rules.min_instalment.minor());
        let hint = if rules.min_down.is_positive() {
            (text.down_hint)(&written(Money::new(min, rules.min_instalment.currency())), &written(rules.max_down))
        } else {
            text.down_optional.to_owned()
        };
        Field::amount("down", text.down.to_owned(), hint, asked.down.clone(), style).view(language, wrong)
    });
    view! { {often} {first} {down} }.into_fragment()
}

/// What it comes to, with the button that goes on; or the nearest, with the button that takes it.
fn outcome(language: Language, result: PlanResult, style: &AmountStyle, dates: &DateStyle) -> impl IntoView + use<> {
    let words = language.agreements();
    let text = &words.plan;
    match result {
        PlanResult::Schedule(plan) => {
            let live = language.islands();
            // As the simulator has it, which takes its place.
            view! {
                <section class="plan-result" id="result">
                    {schedule::summary(language, &plan)}
                    <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
                    <details><summary>{live.schedule.caption}</summary>{schedule::table(language, plan)}</details>
                </section>
            }
            .into_fragment()
        }
        PlanResult::Refused { reason, nearest } => {
            let why = sentences::plan(language, reason, style, dates);
            view! {
                <section class="panel" id="result">
                    <h2>{text.no_plan}</h2>
                    <p>{why}"."</p>
                    {nearest.map(|near| nearest_plan(language, near))}
                </section>
            }
            .into_fragment()
        }
    }
}

fn nearest_plan(language: Language, near: NearestPlan) -> impl IntoView + use<> {
    let text = &language.agreements().plan;
    let payments = (language.islands().payments_of)(near.count, near.frequency, &near.each);
    let is = (text.nearest_is)(&payments, &near.first);
    let down = near.down.map(|down| view! { <p>{(text.nearest_down)(&down)}</p> });
    view! {
        <h3>{text.nearest}</h3>
        <p>{is}</p>
        {down}
        <a class="button quiet" href=near.href>{text.take_nearest}</a>
    }
}
