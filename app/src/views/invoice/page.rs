//! `/invoices/{id}`: what is left, what it is for, what has happened.

use super::view::{InvoiceView, LineRow, Movement, MovementKind, ShareUnderWay, TaxRow};
use crate::components::actions::DebtorActions;
use crate::components::reduction::ReductionKind;
use crate::components::shell::{Section, shell};
use crate::components::{actions, back, big, credit, explain, fact, invoices, kept, reduction};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use crate::routes;
use domain::invoice::{InvoiceState, PayTo};
use leptos::prelude::*;

/// One invoice or credit note.
pub fn page(context: &PageContext, view: InvoiceView) -> Html {
    let words = context.language.pages();
    let text = &words.invoice;
    let title = (if view.credit_note { text.credit_note } else { text.title })(&view.number);
    let (heading, note) = match view.state {
        InvoiceState::Open
        | InvoiceState::DueSoon { .. }
        | InvoiceState::Overdue { .. }
        | InvoiceState::Extended
        | InvoiceState::InPlan
        | InvoiceState::Disputed => (text.left, None),
        InvoiceState::Paid => (text.left, Some(text.paid_whole)),
        InvoiceState::Credit => (text.left_credit, Some(text.credit_text)),
        InvoiceState::Used => (text.left_credit, Some(text.credit_spent)),
        InvoiceState::Void => (text.left, Some(text.void_text)),
    };
    let (tone, when) = stands(words, &view);
    let beside = view.beside.filter(|_| note.is_none());
    let beside = beside.map(|beside| view! { <span class="hint">{invoices::note(words, &beside)}</span> });
    let label = if view.state == InvoiceState::InPlan { text.pay_instalment } else { text.pay };
    let pay = view.pay.map(|(amount, href)| view! { <a class="button" href=href>{label(&amount)}</a> });
    let part = view.part_href.map(|href| view! { <a class="button quiet" href=href>{text.pay_part}</a> });
    let (language, agree) = (context.language, context.language.agreements());
    let offered = view.offered.unwrap_or_default();
    let notes = [
        offered.old_due.map(|date| (agree.reduction.old_due)(&date)),
        offered.disputed.map(|amount| (agree.reduction.disputed)(&amount)),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <p>{note}</p> });
    let agreed = offered
        .agreement_href
        .map(|href| view! { <p><a class="more" href=href>{agree.reduction.in_agreement}</a></p> });
    let ways = DebtorActions {
        parts: offered.parts_href,
        time: offered.time_href,
        wrong: offered.wrong_href,
        ..DebtorActions::default()
    };
    let body = view! {
        {back(words, routes::ACCOUNT.to_owned())}
        <h1>{kept(&title)}</h1>
        {view.description.map(|text| view! { <p class="lead">{text}</p> })}
        {view.credit.map(|credit| credit::card(words, credit))}
        <section class="due">
            <h2>{heading}</h2>
            {big(view.balance, beside)}
            <p class=tone>{when}</p>
            {note.map(|note| view! { <p>{note}</p> })}
            {notes.collect_view()}
            {agreed}
            {view.under_way.into_iter().map(|share| under_way(words, share)).collect_view()}
            <div class="actions">{pay} {part}</div>
        </section>
        {offered.price.map(|price| reduction::on_invoice(language, price))}
        {actions::section(language, agree.ways.other, ways)}
        {lines(words, view.lines, view.net, view.taxes, view.total)}
        {offered.explained.map(|explained| explain::balance(language, explained))}
        {movements(words, view.movements)}
        <section>
            <dl class="facts">
                {fact(text.issued, view.issued)}
                {fact(text.due, view.due)}
                {view.terms.map(|terms| fact(text.terms, terms))}
            </dl>
            {view.xml_href.map(|href| view! { <p><a class="more" href=href download="">{text.download_xml}</a></p> })}
        </section>
        {view.transfer.map(|transfer| by_transfer(words, transfer))}
    };
    shell(context, Section::Account, Island::None, &title, body)
}

/// Where it stands, as a class and in words. One that was settled is late only when the day that was agreed is over.
fn stands(words: &'static PageWords, view: &InvoiceView) -> (&'static str, String) {
    let price = view.offered.as_ref().and_then(|offered| offered.price.as_ref());
    let settled = price.filter(|price| price.kind == ReductionKind::Settlement);
    match settled.and_then(|price| price.until.as_ref()) {
        _ if view.all_on_its_way => ("when moving", words.state.processing.to_owned()),
        Some(until) => ("when soon", (words.invoice.settled_until)(until)),
        None => (invoices::tone(view.state), invoices::when(words, view.state, &view.due)),
    }
}

fn under_way(words: &'static PageWords, share: ShareUnderWay) -> impl IntoView + use<> {
    let text = &words.invoice;
    let said = (if share.voucher { text.voucher } else { text.processing })(&share.amount);
    view! { <div class="notice moving"><p>{said}" "<a href=share.href>{text.see_payment}</a></p></div> }
}

/// Where the debtor's own bank can send the money. It shows here when the creditor has seen it.
fn by_transfer(words: &'static PageWords, to: PayTo) -> impl IntoView + use<> {
    let text = &words.invoice;
    view! {
        <section>
            <h2>{text.by_transfer}</h2>
            <dl class="facts">
                {to.account.map(|account| fact(text.account, account))}
                {to.holder.map(|holder| fact(text.holder, holder))}
                {to.bank.map(|bank| fact(text.bank, bank))}
                {to.reference.map(|reference| fact(text.payment_reference, reference))}
            </dl>
            <p class="hint">{text.transfer_hint}</p>
        </section>
    }
}

/// A table that fits 320 px: what and how much; quantity and rate stand under the description.
fn lines(
    words: &'static PageWords,
    lines: Vec<LineRow>,
    net: Option<String>,
    taxes: Vec<TaxRow>,
    total: String,
) -> impl IntoView + use<> {
    let text = &words.invoice;
    let rows = lines.into_iter().map(|line| {
        let tax = line.tax_percent.map(|percent| format!(" · {}", (text.tax_of)(&percent))).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{line.description}<small>{text.quantity}": "{line.quantity}{tax}</small></th>
                <td>{line.net}</td>
            </tr>
        }
    });
    let sum = |label: String, amount: String| view! { <tr><th scope="row">{label}</th><td>{amount}</td></tr> };
    let taxes = taxes.into_iter().map(|tax| {
        let label = tax.percent.map_or_else(|| text.tax.to_owned(), |percent| (text.tax_of)(&percent));
        sum(label, tax.amount)
    });
    view! {
        <section>
            <table>
                <caption>{text.what_for}</caption>
                <thead><tr><th scope="col">{text.description}</th><th scope="col">{text.net}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    {net.map(|net| sum(text.subtotal.to_owned(), net))}
                    {taxes.collect_view()}
                    <tr class="total"><th scope="row">{text.total}</th><td>{total}</td></tr>
                </tfoot>
            </table>
        </section>
    }
}

fn movements(words: &'static PageWords, movements: Vec<Movement>) -> impl IntoView + use<> {
    let text = &words.invoice;
    let empty = movements.is_empty().then(|| view! { <p class="hint">{text.no_movements}</p> });
    let rows = movements.into_iter().map(|movement| {
        let kind = match movement.kind {
            MovementKind::Payment => text.payment,
            MovementKind::PaidElsewhere => text.paid_elsewhere,
            MovementKind::CreditUsed => text.credit_used,
            MovementKind::CreditUsedFor => text.credit_used_for,
            MovementKind::CreditReturned => text.credit_returned,
            MovementKind::Credited => text.credited,
            MovementKind::Refund => text.refund,
            MovementKind::Chargeback => text.chargeback,
            MovementKind::ChargebackWon => text.chargeback_won,
            MovementKind::Void => text.voided,
            MovementKind::Correction => text.correction,
            MovementKind::Discount => text.discount,
            MovementKind::DiscountGone => text.discount_gone,
            MovementKind::Interest => text.interest,
            MovementKind::Fee => text.fee,
            MovementKind::AgreementPrice => text.agreement_price,
            MovementKind::Waived => text.waived,
            MovementKind::WrittenOff => text.written_off,
            MovementKind::Settled => text.settled,
        };
        let other = movement.other.map(|number| format!("{number} · ")).unwrap_or_default();
        let kind = match movement.href {
            Some(href) => view! { <a href=href>{kind}</a> }.into_fragment(),
            None => kind.into_fragment(),
        };
        view! {
            <li class="row">
                <span class="what">{kind}<small>{kept(&other)}{movement.date}</small></span>
                <span class="sum"><b>{movement.amount}</b></span>
            </li>
        }
    });
    view! { <section><h2>{text.movements}</h2>{empty}<ul class="rows">{rows.collect_view()}</ul></section> }
}
