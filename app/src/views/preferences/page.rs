//! `/preferences`: language, and a link for somebody else to pay with.

use super::view::{PreferencesView, ShareOption, SharedLink};
use crate::components::errors::FieldError;
use crate::components::shell::{Section, shell};
use crate::components::{errors, kept, notice};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island, with_islands};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use crate::islands::CopyShare;
use crate::routes;
use domain::language::Language;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: PreferencesView) -> Html {
    with_islands(|| layout(context, view))
}

fn layout(context: &PageContext, view: PreferencesView) -> Html {
    let words = context.language.pages();
    let text = &words.preferences;
    let island = if view.shared.is_some() { Island::Paying } else { Island::None };
    let field = "share".to_owned();
    let wrong = view.nothing_chosen.then(|| FieldError { field, text: text.share_choose.to_owned() });
    let page_title = errors::title(words, text.title, wrong.is_some());
    let languages = Language::ALL.into_iter().map(|language| {
        let tag = language.as_str();
        let id = format!("language-{tag}");
        view! {
            <div class="option">
                <input type="radio" name="language" value=tag id=id.clone() checked=language == view.language />
                <label for=id lang=tag>{language.name()}</label>
            </div>
        }
    });
    let title = context.creditor.as_ref().map(|c| (words.link.pay_only)(&c.name)).unwrap_or_default();
    let shared = view.shared.map(|link| shared_link(context.language, words, link, title));
    let body = view! {
        {errors::summary(words, wrong.clone().into_iter().collect())}
        <h1>{text.title}</h1>
        {view.saved.then(|| notice(words.account.language_saved))}
        {shared}
        <form method="post" action=routes::SET_LANGUAGE>
            <input type="hidden" name="form_key" value=view.form_key.clone() />
            <fieldset><legend>{text.language}</legend>{languages.collect_view()}</fieldset>
            <button class="button quiet" type="submit">{text.save}</button>
        </form>
        {section(context.language, view.no_reminders, view.form_key)}
        {share_form(words, view.shareable, wrong)}
        <section><h2>{text.privacy}</h2><p>{text.privacy_more}</p></section>
    };
    shell(context, Section::Preferences, island, &page_title, body)
}

fn share_form(
    words: &'static PageWords,
    options: Vec<ShareOption>,
    wrong: Option<FieldError>,
) -> impl IntoView + use<> {
    let text = &words.preferences;
    if options.is_empty() {
        return view! { <section><h2>{text.share}</h2><p>{text.share_none}</p></section> }.into_fragment();
    }
    let options = options.into_iter().map(|option| {
        let id = format!("share-{}", option.id);
        view! {
            <div class="option">
                <input type="radio" name="invoice" value=option.id.to_string() id=id.clone() />
                <label class="row" for=id>
                    <span class="what"><b>{kept(&option.number)}</b></span>
                    <span class="sum">
                        {option.amount} {option.instalment.then(|| view! { <small>{text.share_instalment}</small> })}
                    </span>
                </label>
            </div>
        }
    });
    view! {
        <form method="post" action=routes::SHARE>
            <h2>{text.share}</h2>
            <p>{text.share_more}</p>
            <fieldset id="share" tabindex="-1">
                <legend>{text.share_which}</legend>
                {errors::line(words, "share", wrong.map(|e| e.text))}
                {options.collect_view()}
            </fieldset>
            <button class="button quiet" type="submit">{text.share_make}</button>
        </form>
    }
    .into_fragment()
}

fn shared_link(
    language: Language,
    words: &'static PageWords,
    link: SharedLink,
    title: String,
) -> impl IntoView + use<> {
    let text = &words.preferences;
    let said = if link.instalment { text.shared_instalment } else { text.shared_more };
    view! {
        <section class="panel good">
            <h2>{text.shared}</h2>
            <p>{said(&link.number, &link.amount, &link.until)}</p>
            {link.ends.map(|(day, then)| view! { <p>{(words.left.price_until)(&day, &then)}</p> })}
            <p><b>{text.shared_once}</b></p>
            <label for="shared">{text.shared_label}</label>
            <input class="url" id="shared" type="text" readonly="" value=link.url.clone() />
            <CopyShare language=language text=link.url title=Some(title) />
        </section>
    }
}

/// Whether reminders come, and the other way: a section of the preferences.
fn section(language: Language, off: bool, form_key: String) -> impl IntoView {
    let text = &language.reminders();
    let (now, value, button) = if off { (text.are_off, "on", text.again) } else { (text.are_on, "off", text.button) };
    view! {
        <form method="post" action=routes::SET_REMINDERS>
            <input type="hidden" name="form_key" value=form_key />
            <h2>{text.heading}</h2>
            {notice(now)}
            <p class="hint">{text.stays}</p>
            <button class="button quiet" type="submit" name="reminders" value=value>{button}</button>
        </form>
    }
}
