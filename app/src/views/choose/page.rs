//! `/pay`: which invoices, how much. A plain GET form per currency; the island adds the live total.

use super::view::{ChooseGroup, ChooseInstalment, ChooseRefusal, ChooseRow, ChooseView, Picks, UsableCredit};
use crate::components::errors::FieldError;
use crate::components::shell::{Section, shell};
use crate::components::{back, errors, invoices, kept, open_payment};
use crate::context::PageContext;
use crate::html::{Html, Island, with_islands};
use crate::i18n::pages::PageWords;
use crate::i18n::{Texts as _, errors as sentences};
use crate::islands::PayChooser;
use crate::routes;
use domain::allocation::ChoiceError;
use domain::format::AmountStyle;
use domain::language::Language;
use leptos::prelude::*;

/// Choose what to pay.
pub fn page(context: &PageContext, view: ChooseView) -> Html {
    with_islands(|| layout(context, view))
}

fn layout(context: &PageContext, view: ChooseView) -> Html {
    let (language, words) = (context.language, context.language.pages());
    let text = &words.choose;
    let several = view.groups.len() > 1;
    let wrong: Vec<FieldError> = view.groups.iter().filter_map(|group| refusal(language, group)).collect();
    let title =
        if wrong.is_empty() { text.title.to_owned() } else { format!("{} {}", words.shell.error_prefix, text.title) };
    let island = if view.groups.is_empty() { Island::None } else { Island::Paying };
    let nothing = view.groups.is_empty().then(|| view! { <p class="lead">{text.nothing}</p> });
    let credit = view.credit.map(|credit| credit_first(words, credit));
    let groups = view.groups.into_iter().map(|group| form(language, words, group, several));
    let body = view! {
        {back(words, routes::ACCOUNT.to_owned())}
        {errors::summary(words, wrong)}
        <h1>{text.title}</h1>
        {view.under_way.into_iter().map(|payment| open_payment::card(words, payment)).collect_view()}
        {credit}
        {view.instalments.into_iter().map(|next| instalment(language, next)).collect_view()}
        {several.then(|| view! { <p class="lead">{text.currencies}</p> })}
        {nothing}
        {groups.collect_view()}
    };
    shell(context, Section::Account, island, &title, body)
}

/// The next instalment of a plan, with the button that pays it.
fn instalment(language: Language, next: ChooseInstalment) -> impl IntoView + use<> {
    let text = &language.agreements().agreement;
    view! {
        <section class="due">
            <h2>{text.next}</h2>
            <p class="big">{next.amount.clone()}</p>
            <p class="next">{(text.by)(&next.date)}</p>
            <div class="actions"><a class="button" href=next.href>{(text.pay_next)(&next.amount)}</a></div>
            <p><a class="more" href=next.plan_href>{text.see}</a></p>
        </section>
    }
}

/// What is in the debtor's favour, as the first way to pay.
fn credit_first(words: &'static PageWords, credit: UsableCredit) -> impl IntoView + use<> {
    let text = &words.choose;
    view! {
        <section class="notice good">
            <h2>{(text.credit)(&credit.amount)}</h2>
            <p>{text.credit_more}</p>
            <form method="post" action=routes::USE_CREDIT>
                <input type="hidden" name="form_key" value=credit.form_key />
                <button class="button" type="submit">{(text.credit_use)(&credit.amount)}</button>
            </form>
        </section>
    }
}

/// The refusal of a group at the field it is about: the invoices, or the amount.
fn refusal(language: Language, group: &ChooseGroup) -> Option<FieldError> {
    let code = group.style.currency.code();
    let refused = group.refused.as_ref()?;
    let field = match refused {
        ChooseRefusal::Choice(ChoiceError::Nothing | ChoiceError::TwoCurrencies) => "invoices",
        ChooseRefusal::Choice(_) | ChooseRefusal::Amount(_) => "amount",
    };
    Some(FieldError { field: format!("{field}-{code}"), text: refused.said(language, &group.style) })
}

impl ChooseRefusal {
    /// In a sentence that says what to do.
    #[must_use]
    pub fn said(&self, language: Language, style: &AmountStyle) -> String {
        match self {
            Self::Choice(error) => sentences::choice(language, error, style),
            Self::Amount(error) => sentences::amount(language, error, style),
        }
    }
}

fn form(language: Language, words: &'static PageWords, group: ChooseGroup, several: bool) -> impl IntoView + use<> {
    let text = &words.choose;
    let code = group.style.currency.code();
    let wrong = refusal(language, &group);
    let at = |field: &str| wrong.as_ref().filter(|e| e.field.starts_with(field)).map(|e| e.text.clone());
    let (wrong_invoices, wrong_amount) = (at("invoices"), at("amount"));
    let (amount_id, invoices_id) = (format!("amount-{code}"), format!("invoices-{code}"));
    let (all_id, part_id) = (format!("all-{code}"), format!("part-{code}"));
    let described = format!(
        "{amount_id}-hint{}",
        if wrong_amount.is_some() { format!(" {amount_id}-error") } else { String::new() }
    );
    let invalid = wrong_amount.is_some().then_some("true");
    let legend = if several { (text.title_in)(code) } else { text.which.to_owned() };
    let inputmode = if group.style.currency.exponent() == 0 { "numeric" } else { "decimal" };
    view! {
        <form class="choose" method="get" action=routes::CONFIRM>
            <input type="hidden" name="currency" value=code />
            <fieldset>
                <legend>{legend}</legend>
                {errors::line(words, &invoices_id, wrong_invoices)}
                {group.picks.map(|picks| picked(words, picks))}
                <ul class="rows" id=invoices_id tabindex="-1">
                    {group.rows.into_iter().map(|row| choice(words, row)).collect_view()}
                </ul>
            </fieldset>
            <fieldset class="how">
                <legend>{text.how_much}</legend>
                <div class="option">
                    <input type="radio" name="how" value="all" id=all_id.clone() checked=!group.part />
                    <label for=all_id>{text.everything}<small>{text.everything_hint}</small></label>
                </div>
                <div class="option">
                    <input type="radio" name="how" value="part" id=part_id.clone() checked=group.part />
                    <label for=part_id>{text.part}<small id=format!("{amount_id}-hint")>{(text.part_hint)(&group.min)}</small></label>
                </div>
                <div class="amount">
                    <label for=amount_id.clone()>{(text.amount)(code)}</label>
                    {errors::line(words, &amount_id, wrong_amount)}
                    <span class="money">
                        <span aria-hidden="true">{group.style.prefix.clone()}</span>
                        <input
                            type="text"
                            name="amount"
                            id=amount_id
                            value=group.typed
                            inputmode=inputmode
                            autocomplete="off"
                            maxlength="24"
                            aria-describedby=described
                            aria-invalid=invalid
                        />
                        <span aria-hidden="true">{group.style.suffix.clone()}</span>
                    </span>
                </div>
            </fieldset>
            <PayChooser language=language quoted=group.quoted.to_string() go_on=text.go_on.to_owned() />
        </form>
    }
}

fn picked(words: &'static PageWords, picks: Picks) -> impl IntoView + use<> {
    let text = &words.choose;
    let link = |href: String, label: &'static str| view! { <li><a href=href>{label}</a></li> };
    view! {
        <ul class="picks">
            {picks.overdue.map(|href| link(href, text.pick_overdue))}
            {link(picks.none, text.pick_none)}
            {link(picks.all, text.pick_all)}
        </ul>
    }
}

fn choice(words: &'static PageWords, row: ChooseRow) -> impl IntoView + use<> {
    let id = row.id.to_string();
    let when = invoices::when(words, row.state, &row.due);
    view! {
        <li class="option">
            <input type="checkbox" name="invoice" value=id.clone() id=id.clone() checked=row.chosen />
            <label class="row" for=id>
                <span class="what"><b>{kept(&row.number)}</b>{row.description.map(|text| view! { <small>{text}</small> })}</span>
                <span class="sum">
                    <b>{row.amount}</b>
                    {row.beside.map(|beside| view! { <small>{invoices::note(words, &beside)}</small> })}
                </span>
                <span class=invoices::tone(row.state)>{when}</span>
                {row.in_review.map(|amount| {
                    view! { <span class="when moving">{(words.disputed.beside)(&amount)}</span> }
                })}
                {row.on_its_way.map(|amount| {
                    view! { <span class="when moving">{(words.state.processing_of)(&amount)}</span> }
                })}
            </label>
        </li>
    }
}
