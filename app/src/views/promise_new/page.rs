//! `/promises/new`: an amount and a day.

use super::view::PromiseNewView;
use crate::components::forms::{Field, Styles};
use crate::components::shell::{Section, shell};
use crate::components::{back, errors, forms};
use crate::context::PageContext;
use crate::html::{Html, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: PromiseNewView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.promise;
    let wrong = forms::refusals(language, &view.wrong, Styles { amounts: Some(&view.style), dates: None });
    let title = errors::title(language.pages(), text.title, !wrong.is_empty());
    let label = (text.amount)(view.style.currency.code());
    let amount = Field::amount("amount", label, (text.amount_hint)(&view.owed), view.amount, &view.style);
    let date = Field::day("date", text.date, (text.date_hint)(&view.latest), view.date, view.days);
    let (amount, date) = (amount.view(language, &wrong), date.view(language, &wrong));
    let body = view! {
        {back(language.pages(), routes::ACCOUNT.to_owned())}
        {errors::summary(language.pages(), wrong)}
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <form method="get" action=routes::PROMISE_NEW>
            {forms::hidden(view.hidden)}
            {amount}
            {date}
            <ul class="sentences"><li>{text.changes}</li><li>{text.changes_not}</li></ul>
            <button class="button" type="submit" name="check" value="1">{words.check_and_go_on}</button>
        </form>
        <p class="hint">{(text.left)(view.left_this_year)}</p>
    };
    shell(context, Section::Account, Island::None, &title, body)
}
