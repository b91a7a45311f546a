//! The live half of `/plans/new`: a slider, and the schedule as it moves, by the very code that the
//! server decides with. It reads the form around it and writes the slider into the form's own
//! fields, so that sending the form says the same.

use super::simulator_input::SimulatorInput;
use crate::i18n::Texts as _;
#[cfg(any(test, feature = "hydrate"))]
use domain::date_style::DateStyle;
use domain::language::Language;
#[cfg(any(test, feature = "hydrate"))]
use domain::plan::{InvoicePart, PlanRules, schedule::Frequency};
#[cfg(any(test, feature = "hydrate"))]
use domain::{date::Date, format::AmountStyle, money::Money};
use leptos::html::Div;
use leptos::prelude::*;

/// What the simulator shows at this moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SimulatedPlan {
    /// Is anything to be shown? Where there is no plan the server's own answer stands before the first change.
    pub live: bool,
    /// In a sentence.
    said: String,
    /// Below it.
    more: String,
    /// It is a refusal.
    refused: bool,
    /// Number, date, amount, what is left.
    rows: Vec<[String; 4]>,
}

/// Slider and live schedule; stands inside the form, which has what it is [`SimulatorInput`]. Without script: nothing.
#[island]
pub fn PlanSimulator() -> impl IntoView {
    let input = input();
    let language = input.as_ref().map_or_else(Language::default, |input| input.language);
    let root = NodeRef::<Div>::new();
    let shown = RwSignal::new(SimulatedPlan::default());
    // Set after hydration, so that the first rendering equals the server's.
    let awake = RwSignal::new(false);
    let by_count = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(input) = &input {
            browser::watch(root, shown, by_count, input);
            awake.set(true);
        }
    });

    let words = language.islands();
    let heads = &words.schedule;
    let label = move || if by_count.get() { words.slide_count } else { words.slide_amount };
    let row = |[n, date, amount, left]: [String; 4]| {
        view! { <tr><th scope="row">{n}</th><td>{date}</td><td>{amount}</td><td>{left}</td></tr> }
    };
    view! {
        <div class="simulator" node_ref=root hidden=move || !awake.get()>
            <label for="slide">{label}</label>
            <input id="slide" type="range" min="0" max="100" />
            <div class="plan-result" class:refused=move || shown.read().refused>
                <p class="step" role="status">{move || shown.read().said.clone()}</p>
                <p>{move || shown.read().more.clone()}</p>
                <button class="button" type="submit" name="check" value="1" hidden=move || shown.read().rows.is_empty()>
                    {words.plan_go_on}
                </button>
                <details hidden=move || shown.read().rows.is_empty()>
                    <summary>{heads.caption}</summary>
                    <table class="schedule">
                        <caption>{heads.caption}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{heads.n}</th>
                                <th scope="col">{heads.date}</th>
                                <th scope="col">{heads.amount}</th>
                                <th scope="col">{heads.left}</th>
                            </tr>
                        </thead>
                        <tbody>{move || shown.get().rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </details>
            </div>
        </div>
    }
}

/// The form's fields as they stand.
#[cfg(any(test, feature = "hydrate"))]
#[derive(Debug, Clone, Default)]
struct TypedPlan {
    by_count: bool,
    each: String,
    count: String,
    first: String,
    frequency: Option<Frequency>,
    down: String,
}

/// What the fields come to.
#[cfg(any(test, feature = "hydrate"))]
fn show(
    language: Language,
    style: &AmountStyle,
    dates: &DateStyle,
    rules: &PlanRules,
    chosen: &[InvoicePart],
    typed: &TypedPlan,
) -> SimulatedPlan {
    use crate::i18n::errors;
    use domain::plan::size::InstalmentSize;
    use domain::plan::solver::solve;

    let words = language.islands();
    let refused = |said| SimulatedPlan { live: true, said, refused: true, ..SimulatedPlan::default() };
    let request = match request(style, rules, typed) {
        Ok(request) => request,
        Err(Some(error)) => return refused(errors::amount(language, &error, style)),
        // Something is not typed to its end.
        Err(None) => return SimulatedPlan { live: true, ..SimulatedPlan::default() },
    };
    let plan = match solve(chosen, request, rules) {
        Ok(plan) => plan,
        Err(no) => return refused(errors::plan(language, no.reason, style, dates)),
    };
    let written = |amount: Money| errors::written(amount, style);
    let all = plan.principal.plus(plan.cost).unwrap_or(plan.principal);
    let mut left = all;
    let rows = plan.instalments.iter().map(|instalment| {
        left = left.minus(instalment.amount).unwrap_or(left);
        let n = if instalment.n == 0 { words.schedule.down.to_owned() } else { instalment.n.to_string() };
        [n, dates.format(instalment.date), written(instalment.amount), written(left)]
    });
    let rows = rows.collect();
    let count = u16::try_from(plan.counted().count()).unwrap_or(u16::MAX);
    let each = words.each(plan.instalment_size().unwrap_or(InstalmentSize::Equal(all)), written);
    let last = plan.instalments.last().map(|instalment| dates.format(instalment.date)).unwrap_or_default();
    let cost = if plan.cost.is_zero() { words.plan_free.to_owned() } else { (words.plan_cost)(&written(plan.cost)) };
    let said = (words.payments_of)(count, plan.frequency, &each);
    let more = format!("{} {cost}.", (words.plan_total)(&written(all), &last));
    SimulatedPlan { live: true, said, more, refused: false, rows }
}

/// The request that the fields spell; an error that can be said, or none while something is missing.
#[cfg(any(test, feature = "hydrate"))]
fn request(
    style: &AmountStyle,
    rules: &PlanRules,
    typed: &TypedPlan,
) -> Result<domain::plan::PlanRequest, Option<domain::money::MoneyError>> {
    use domain::plan::{Pace, PlanRequest};
    let amount = |text: &str| if text.trim().is_empty() { Err(None) } else { style.parse(text).map_err(Some) };
    let pace = if typed.by_count {
        Pace::Count(typed.count.trim().parse().map_err(|_| None)?)
    } else {
        Pace::Each(amount(&typed.each)?)
    };
    let down = if typed.down.trim().is_empty() { None } else { Some(amount(&typed.down)?) };
    let first = day(&typed.first).ok_or(None)?;
    let frequency = typed.frequency.or_else(|| rules.frequencies.first().copied()).ok_or(None)?;
    Ok(PlanRequest { pace, first, frequency, down: down.filter(|down| down.is_positive()) })
}

/// `2026-03-31`, as every browser's date field has it; read by hand, for the sake of size.
#[cfg(any(test, feature = "hydrate"))]
fn day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Where the slider goes: numbers from the fewest to the most; amounts from what the most
/// instalments come to, to half the debt, in steps that a person would say (1, 2 or 5 and zeros).
#[cfg(any(test, feature = "hydrate"))]
fn range(rules: &PlanRules, chosen: &[InvoicePart], by_count: bool) -> (i64, i64, i64) {
    if by_count {
        return (2, rules.max_instalments.into(), 1);
    }
    let owed = chosen.iter().fold(0_i64, |sum, part| sum.saturating_add(part.amount.minor()));
    let unit = 10_i64.pow(rules.min_instalment.currency().exponent());
    // So many positions that each is some pixels wide on a telephone.
    let fine = owed / 100;
    let mut step = unit;
    while step < fine {
        // 1, 2, 5, 10, 20, 50 …
        let five = step.to_string().starts_with('2');
        step = if five { step / 2 * 5 } else { step * 2 };
    }
    let up = |minor: i64| minor.saturating_add(step - 1) / step * step;
    let lowest = up((owed / i64::from(rules.max_instalments.max(1))).max(rules.min_instalment.minor()));
    (lowest, up(owed / 2).max(lowest), step)
}

/// By the page that renders it.
#[cfg(not(feature = "hydrate"))]
fn input() -> Option<SimulatorInput> {
    use_context()
}

/// By the form around it.
#[cfg(feature = "hydrate")]
fn input() -> Option<SimulatorInput> {
    let form = document().query_selector("[data-simulator]").ok()??;
    SimulatorInput::read(&form.get_attribute("data-simulator")?)
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::*;
    use domain::id::InvoiceId;
    use uuid::Uuid;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Event, HtmlFormElement, HtmlInputElement};

    /// Listens to the form around the island; shows what it comes to at every change.
    pub fn watch(root: NodeRef<Div>, shown: RwSignal<SimulatedPlan>, by_count: RwSignal<bool>, given: &SimulatorInput) {
        let Some(rules) = given.rules() else { return };
        let SimulatorInput { language, style, dates, invoices, .. } = given.clone();
        let Some(root) = root.get() else { return };
        let Some(form) = root.closest("form").ok().flatten() else { return };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
        let Some(slide) = input(&form, "#slide") else { return };
        let parts: Vec<InvoicePart> = (0..)
            .zip(invoices)
            .map(|(place, minor)| InvoicePart {
                invoice: InvoiceId::new(Uuid::from_u128(place)),
                amount: Money::new(minor, style.currency),
            })
            .collect();
        let reader = form.clone();
        let read = move |from_slide: bool, live: bool| {
            let chosen = ticked(&reader, &parts);
            let counting = input(&reader, "input[name=how][value=count]").is_some_and(|radio| radio.checked());
            by_count.set(counting);
            let name = if counting { "#count" } else { "#each" };
            let (min, max, step) = range(&rules, &chosen, counting);
            if from_slide {
                let minor = slide.value().parse().unwrap_or(min);
                let text = if counting { minor.to_string() } else { style.digits(Money::new(minor, style.currency)) };
                if let Some(field) = input(&reader, name) {
                    field.set_value(&text);
                }
            } else {
                slide.set_min(&min.to_string());
                slide.set_max(&max.to_string());
                slide.set_step(&step.to_string());
                let value = input(&reader, name).map(|field| field.value()).unwrap_or_default();
                let at = if counting { value.trim().parse().ok() } else { style.parse(&value).ok().map(Money::minor) };
                slide.set_value(&at.unwrap_or(min).to_string());
            }
            if live {
                let now = show(language, &style, &dates, &rules, &chosen, &typed(&reader));
                let _ = slide.set_attribute("aria-valuetext", &now.said);
                shown.set(now);
                // What the server showed for the fields before is no longer what they say.
                if let Ok(Some(stale)) = reader.query_selector("#result") {
                    stale.remove();
                }
            }
        };
        // What the server has worked out is said by the slider from here on, at the same place. Why there is no plan, and which
        // is the nearest, stays until something is changed.
        let is_plan = form.query_selector("#result.plan-result").ok().flatten().is_some();
        read(false, is_plan);
        // Everything is live now.
        if let Ok(Some(see)) = form.query_selector("#see") {
            see.remove();
        }
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let from_slide = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
                .is_some_and(|field| field.id() == "slide");
            read(from_slide, true);
        });
        // The page is left by a full load, so the listener lives exactly as long as the form.
        let _ = form.add_event_listener_with_callback("input", heard.as_ref().unchecked_ref());
        heard.forget();
    }

    fn input(form: &HtmlFormElement, selector: &str) -> Option<HtmlInputElement> {
        form.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    fn ticked(form: &HtmlFormElement, parts: &[InvoicePart]) -> Vec<InvoicePart> {
        let Ok(boxes) = form.query_selector_all("input[name=invoice]") else { return Vec::new() };
        let ticked = |n| boxes.item(n).and_then(|b| b.dyn_into::<HtmlInputElement>().ok()).is_some_and(|b| b.checked());
        parts.iter().zip(0..).filter(|(_, n)| ticked(*n)).map(|(part, _)| *part).collect()
    }

    fn typed(form: &HtmlFormElement) -> TypedPlan {
        let value = |selector: &str| input(form, selector).map(|field| field.value()).unwrap_or_default();
        TypedPlan {
            by_count: input(form, "input[name=how][value=count]").is_some_and(|radio| radio.checked()),
            each: value("#each"),
            count: value("#count"),
            first: value("#first"),
            frequency: match value("input[name=frequency]:checked").as_str() {
                "weekly" => Some(Frequency::Weekly),
                "fortnightly" => Some(Frequency::Fortnightly),
                "monthly" => Some(Frequency::Monthly),
                _ => None,
            },
            down: value("#down"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::InvoiceId;
    use domain::plan::FinanceCharge;
    use domain::plan::solver::solve;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn at(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day")
    }

    fn rules() -> PlanRules {
        PlanRules {
            start: at(2026, 11, 22),
            price: FinanceCharge { flat: mxn(0), annual_percent: rust_decimal::Decimal::new(125, 1) },
            frequencies: vec![Frequency::Fortnightly, Frequency::Monthly],
            first_from: at(2026, 11, 23),
            first_to: at(2027, 1, 6),
            latest_end: Some(at(2028, 11, 22)),
            max_instalments: 12,
            min_instalment: mxn(5_000),
            min_down: mxn(0),
            max_down: mxn(60_000),
            step: 1,
        }
    }

    fn style() -> AmountStyle {
        let (prefix, suffix) = ("$".to_owned(), String::new());
        AmountStyle { currency: mxn(0).currency(), prefix, suffix, decimal: '.', group: ',', group_from: 4 }
    }

    fn typed() -> TypedPlan {
        TypedPlan {
            by_count: true,
            count: "6".into(),
            first: "2026-12-31".into(),
            frequency: Some(Frequency::Monthly),
            ..TypedPlan::default()
        }
    }

    fn simulated(rules: &PlanRules, typed: &TypedPlan) -> SimulatedPlan {
        let part = InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(0)), amount: mxn(120_000) };
        show(Language::Es, &style(), &DateStyle::of(Language::Es, "es-MX"), rules, &[part], typed)
    }

    #[test]
    fn shows_what_the_solver_says() {
        let free = PlanRules { price: FinanceCharge::none(mxn(0).currency()), ..rules() };
        let seen = simulated(&free, &typed());
        assert_eq!(seen.said, "6 pagos mensuales de $200.00");
        assert_eq!(seen.more, "Total: $1,200.00. El último pago, el 31 de mayo de 2027. Sin costo.");
        assert_eq!(seen.rows[1], ["2", "31 de enero de 2027", "$200.00", "$800.00"].map(str::to_owned));
        assert_eq!(seen.rows[5][3], "$0.00");

        let part = InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(0)), amount: mxn(120_000) };
        let asked = request(&style(), &rules(), &typed()).expect("a request");
        let plan = solve(&[part], asked, &rules()).expect("a plan");
        let priced = simulated(&rules(), &typed());
        assert!(plan.cost.is_positive());
        assert!(priced.more.contains(&style().format(plan.cost).expect("written")), "{priced:?}");
    }

    #[test]
    fn says_why_not_and_waits_for_the_rest_of_a_number() {
        let each = |each: &str| TypedPlan { by_count: false, each: each.into(), ..typed() };
        assert!(simulated(&rules(), &each("10")).said.starts_with("Cada pago debe ser de $50.00 o más"));
        assert!(simulated(&rules(), &each("mil")).refused);
        assert_eq!(simulated(&rules(), &each(" ")), SimulatedPlan { live: true, ..SimulatedPlan::default() });
        let late = TypedPlan { first: "2027-02-01".into(), ..typed() };
        assert_eq!(simulated(&rules(), &late).said, "Elija el 6 de enero de 2027 o un día antes para el primer pago");
        assert!(!simulated(&rules(), &TypedPlan { first: "2026-1".into(), ..typed() }).refused);
    }

    #[test]
    fn the_slider_moves_in_steps_that_a_person_would_say() {
        let part = |minor| [InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(0)), amount: mxn(minor) }];
        assert_eq!(range(&rules(), &part(120_000), true), (2, 12, 1));
        // 1,200.00 in twelve is 100.00; half of it is 600.00; in steps of 20.00.
        assert_eq!(range(&rules(), &part(120_000), false), (10_000, 60_000, 2_000));
        assert_eq!(range(&rules(), &part(1_234_567), false), (120_000, 620_000, 20_000));
    }
}
