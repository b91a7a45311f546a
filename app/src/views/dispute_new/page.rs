//! `/disputes/new`: which part, what happened, words and files. One page and one press: a file
//! chosen before could not be carried over to a check page.

use super::view::{DisputeInvoice, DisputeLine, DisputeNewView, DisputeSubject};
use crate::components::errors::FieldError;
use crate::components::forms::{Field, Styles};
use crate::components::shell::{Section, shell};
use crate::components::{back, errors, forms};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::routes;
use domain::language::Language;
use leptos::prelude::*;

/// What a browser offers to choose; the server looks at the content.
const FILES: &str = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.pdf,.jpg,.jpeg,.png,.heic";

/// Something is wrong with an invoice.
pub fn page(context: &PageContext, mut view: DisputeNewView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.dispute;
    let style = view.invoice.as_ref().map(|invoice| invoice.style.clone());
    let wrong = forms::refusals(language, &view.wrong, Styles { amounts: style.as_ref(), dates: None });
    let title = errors::title(language.pages(), text.title, !wrong.is_empty());
    let others = std::mem::take(&mut view.others);
    let main = match view.invoice.take() {
        None if others.is_empty() => view! { <p class="lead">{text.none}</p> }.into_fragment(),
        None => forms::which_invoice(language, others),
        Some(invoice) => form(language, invoice, view, &wrong),
    };
    let body = view! {
        {back(language.pages(), routes::ACCOUNT.to_owned())}
        {errors::summary(language.pages(), wrong)}
        <h1>{text.title}</h1>
        {main}
    };
    shell(context, Section::Account, Island::None, &title, body)
}

fn form(language: Language, invoice: DisputeInvoice, view: DisputeNewView, wrong: &[FieldError]) -> Fragment {
    let words = language.agreements();
    let text = &words.dispute;
    let refused = |field| errors::line(language.pages(), field, forms::at(wrong, field));
    let about =
        |value: &str, is, label: String| forms::option("radio", "about", value.to_owned(), view.about == is, label);
    let by_line = (!invoice.lines.is_empty()).then(|| about("line", DisputeSubject::Line, text.line.to_owned()));
    let label = (text.amount)(invoice.style.currency.code());
    let amount = Field::amount("amount", label, String::new(), view.amount, &invoice.style).view(language, wrong);
    let lines = (!invoice.lines.is_empty()).then(|| which_line(language, invoice.lines, view.line, wrong));
    let reasons = view.reasons.into_iter().map(|reason| {
        let (label, more) = (text.reasons)(reason);
        let more = (!more.is_empty()).then(|| view! { <small>{more}</small> });
        let chosen = view.reason == Some(reason);
        forms::option("radio", "reason", reason.as_str().to_owned(), chosen, view! { {label}{more} })
    });
    let own = forms::words_field(language, "words", text.words, (text.words_hint)(view.max_words), view.words, wrong);
    view! {
        <p class="lead">{text.lead}" "{(words.offer.for_invoice)(&invoice.number)}"."</p>
        <form class="dispute" method="post" action=routes::DISPUTES enctype="multipart/form-data">
            <input type="hidden" name="invoice" value=invoice.id />
            <input type="hidden" name="form_key" value=view.form_key />
            <fieldset id="reason" tabindex="-1">
                <legend>{text.reason}</legend>
                {refused("reason")}
                {reasons.collect_view()}
            </fieldset>
            <fieldset id="about" tabindex="-1">
                <legend>{text.about}</legend>
                {refused("about")}
                {about("whole", DisputeSubject::Whole, (text.whole)(&invoice.amount))}
                {by_line}
                {about("amount", DisputeSubject::Amount, text.part.to_owned())}
            </fieldset>
            {lines}
            <div class="only-amount">{amount}</div>
            {own}
            {files_field(language, (text.files_hint)(view.max_files, view.max_mb), wrong)}
            <p>{text.on_hold}</p>
            <button class="button" type="submit">{text.send}</button>
            <p class="hint">{(words.answer_by)(&view.answer_by)}</p>
        </form>
    }
    .into_fragment()
}

/// One of the invoice's lines, where only that is wrong.
fn which_line(language: Language, lines: Vec<DisputeLine>, chosen: Option<u32>, wrong: &[FieldError]) -> Fragment {
    let options = lines.into_iter().map(|line| {
        let label = view! { {line.description}<small>{line.amount}</small> };
        forms::option("radio", "line", line.position.to_string(), chosen == Some(line.position), label)
    });
    view! {
        <fieldset class="only-line" id="line" tabindex="-1">
            <legend>{language.agreements().dispute.which_line}</legend>
            {errors::line(language.pages(), "line", forms::at(wrong, "line"))}
            {options.collect_view()}
        </fieldset>
    }
    .into_fragment()
}

fn files_field(language: Language, hint: String, wrong: &[FieldError]) -> Fragment {
    let refused = forms::at(wrong, "files");
    let described = if refused.is_some() { "files-hint files-error" } else { "files-hint" };
    let invalid = refused.is_some().then_some("true");
    view! {
        <div class="field">
            <label for="files">{language.agreements().dispute.files}</label>
            <p class="hint" id="files-hint">{hint}</p>
            {errors::line(language.pages(), "files", refused)}
            <input
                type="file"
                name="files"
                id="files"
                multiple=""
                accept=FILES
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
    .into_fragment()
}
