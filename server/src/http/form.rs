//! Fields of forms: those of `app::api`, and how an extension's option stands in one.

pub(super) use app::api::Fields;
use domain::policy::Delay;

/// How an extension's option stands in a form: `days-15`, `months-1`.
pub(super) fn delay_value(by: Delay) -> String {
    match by {
        Delay::Days(days) => format!("days-{days}"),
        Delay::Months(months) => format!("months-{months}"),
    }
}

/// The option behind a form's value.
pub(super) fn delay_of(value: &str) -> Option<Delay> {
    let (unit, number) = value.split_once('-')?;
    match unit {
        "days" => number.parse().ok().map(Delay::Days),
        "months" => number.parse().ok().map(Delay::Months),
        _ => None,
    }
}
