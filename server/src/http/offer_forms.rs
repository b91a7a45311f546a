//! The forms of `/extensions/new`, `/promises/new` and `/settlements/new`, and what becomes a request
//! because a person has to decide.

use super::agree::{Form, answer_by, offer_request};
use super::error::Failure;
use super::form::{Fields, delay_value};
use super::pay::see_other;
use super::plan_form;
use super::session::DebtorSession;
use app::components::forms::{FieldProblem, HiddenField, InvalidField, InvoiceLink};
use app::views::extension_new::{ExtensionChoice, ExtensionInvoice, ExtensionNewView};
use app::views::problem::Problem;
use app::views::promise_new::PromiseNewView;
use app::views::settlement_new::{SettlementChoice, SettlementNewView};
use app::{routes, views};
use axum::response::Response;
use domain::agreement_terms::QuoteError;
use domain::id::{InvoiceId, RequestId};
use domain::invoice::Invoice;
use domain::money::Money;
use domain::offer::{Offer, OfferTerms, Reason};
use domain::policy::Granted;
use domain::request::{Request, RequestState};
use services::account::DebtorAccount;
use services::agreements::accept::{Preview, preview_in};
use services::agreements::jobs::RequestMade;
use services::format::Formatter;
use services::outbox::Job as _;
use std::sync::Arc;
use store::{debtors, requests};

/// The most characters of a debtor's reason.
pub(super) const MAX_WORDS: usize = 2_000;

/// The page of a form, with what stands in its fields.
pub(super) fn page(
    form: Form,
    session: &DebtorSession,
    debtor_account: DebtorAccount,
    fields: &Fields,
) -> Result<Response, Failure> {
    match form {
        Form::Plan => plan_form::page(session, debtor_account, fields),
        Form::Extension => extension(session, &debtor_account, fields),
        Form::Promise => promise(session, debtor_account, fields),
        Form::Settlement => settlement(session, &debtor_account, fields),
    }
}

fn invoice_of(debtor_account: &DebtorAccount, id: InvoiceId) -> Option<&Invoice> {
    debtor_account.owed.invoices.iter().find(|invoice| invoice.id == id)
}

/// Words for a person that are missing or too many, once the form was sent.
fn reason_wrong(fields: &Fields, granted: Granted) -> Option<InvalidField> {
    let why = match (fields.get("reason").chars().count(), granted) {
        (0, Granted::OnRequest) => FieldProblem::NoWords,
        (n, _) if n > MAX_WORDS => FieldProblem::TooManyWords { max: MAX_WORDS },
        _ => return None,
    };
    Some(InvalidField { field: "reason", why })
}

/// The invoice that an offered extension is about.
fn extended(offer: &Offer) -> Option<InvoiceId> {
    match offer.terms {
        OfferTerms::Extension { invoice, .. } => Some(invoice),
        OfferTerms::Discount { .. }
        | OfferTerms::Settlement { .. }
        | OfferTerms::Plan { .. }
        | OfferTerms::Promise { .. } => None,
    }
}

/// An offered extension as a choice of the form.
fn extension_choice(formatter: &Formatter, offer: &Offer, fields: &Fields) -> Option<ExtensionChoice> {
    let OfferTerms::Extension { by, new_due, price, pay_now, lost_discount, .. } = offer.terms else { return None };
    let some = |amount: Money| amount.is_positive().then(|| formatter.money(amount));
    let value = delay_value(by);
    Some(ExtensionChoice {
        by,
        new_due: formatter.date(new_due),
        price: some(price),
        pay_now: some(pay_now),
        lost_discount: some(lost_discount),
        on_request: offer.granted == Granted::OnRequest,
        chosen: fields.get("by") == value,
        value,
    })
}

/// What is to be corrected once the form was sent.
fn extension_wrong(options: &[ExtensionChoice], fields: &Fields) -> Option<InvalidField> {
    if !fields.has("check") {
        return None;
    }
    let Some(option) = options.iter().find(|option| option.chosen) else {
        return Some(InvalidField { field: "by", why: FieldProblem::NothingChosen });
    };
    reason_wrong(fields, if option.on_request { Granted::OnRequest } else { Granted::Automatically })
}

fn extension(session: &DebtorSession, debtor_account: &DebtorAccount, fields: &Fields) -> Result<Response, Failure> {
    let formatter = &session.formatter;
    let offers: Vec<Offer> = debtor_account.offers();
    let mut can: Vec<InvoiceId> = offers.iter().filter_map(extended).collect();
    can.dedup();
    let asked = fields.invoices()?.first().copied();
    // One that can be extended needs no choice.
    let chosen = asked.filter(|id| can.contains(id)).or_else(|| can.first().copied().filter(|_| can.len() == 1));
    let of_chosen = || offers.iter().filter(|offer| chosen.is_some() && extended(offer) == chosen);
    let free = |offer: &Offer| if let Reason::StillFree { left } = offer.reason { Some(left) } else { None };
    let mut options: Vec<_> = of_chosen().filter_map(|offer| extension_choice(formatter, offer, fields)).collect();
    // One is chosen from the start: the first that is had at once.
    if !fields.has("by") && !fields.has("check") {
        let place = options.iter().position(|option| !option.on_request).unwrap_or(0);
        options.iter_mut().skip(place).take(1).for_each(|option| option.chosen = true);
    }
    let by_a_person = options.iter().any(|option| option.on_request);
    let link = |id: &InvoiceId| {
        invoice_of(debtor_account, *id).map(|invoice| InvoiceLink {
            number: invoice.number.clone(),
            amount: formatter.money(invoice.owed()),
            due: formatter.short(invoice.due_now()),
            href: routes::with(routes::EXTENSION_NEW, "invoice", id),
        })
    };
    let view = ExtensionNewView {
        invoice: chosen.and_then(|id| invoice_of(debtor_account, id)).map(|invoice| ExtensionInvoice {
            id: invoice.id.to_string(),
            number: invoice.number.clone(),
            amount: formatter.money(invoice.owed()),
            due: formatter.date(invoice.due_now()),
        }),
        others: can.iter().filter(|id| Some(**id) != chosen).filter_map(link).collect(),
        left_this_year: of_chosen().filter_map(free).next_back(),
        reason: fields.get("reason").to_owned(),
        answer_by: by_a_person.then(|| formatter.date(answer_by(session, debtor_account))),
        wrong: extension_wrong(&options, fields).into_iter().collect(),
        options,
    };
    Ok(session.page(|context| views::extension_new::page(context, view)))
}

fn promise(session: &DebtorSession, debtor_account: DebtorAccount, fields: &Fields) -> Result<Response, Failure> {
    let formatter = &session.formatter;
    let offers = debtor_account.offers();
    let asked = fields.get("currency");
    let mut offered = offers.iter().filter_map(|offer| match (&offer.terms, offer.reason) {
        (OfferTerms::Promise { owed, latest }, Reason::StillFree { left }) => Some((*owed, *latest, left)),
        _ => None,
    });
    let found = offered.find(|(owed, ..)| asked.is_empty() || owed.currency().code() == asked);
    let Some((owed, latest, left)) = found else { return Ok(see_other(routes::OFFERS)) };
    let currency = owed.currency();
    let style = formatter.style(currency);
    let mut wrong = Vec::new();
    let spelt = fields.clone().with("currency", currency.code());
    if fields.has("check") {
        let refused = match offer_request(Form::Promise, session, &debtor_account, &spelt) {
            Err(faults) => {
                wrong = faults;
                None
            }
            Ok(request) => preview_in(debtor_account, &session.creditor, formatter, &request).err(),
        };
        wrong.extend(refused.map(|refusal| match refusal {
            QuoteError::Amount { min, .. } if too_small(&spelt, &style, min) => {
                InvalidField { field: "amount", why: FieldProblem::TooSmall { min: formatter.money(min) } }
            }
            QuoteError::Amount { max, .. } => {
                InvalidField { field: "amount", why: FieldProblem::TooLarge { max: formatter.money(max) } }
            }
            QuoteError::Date { from, .. }
                if spelt.get("date").parse().is_ok_and(|day: domain::date::Date| day < from) =>
            {
                InvalidField { field: "date", why: FieldProblem::TooEarly { from: formatter.date(from) } }
            }
            QuoteError::Date { to, .. } => {
                InvalidField { field: "date", why: FieldProblem::TooLate { to: formatter.date(to) } }
            }
            _ => InvalidField { field: "amount", why: FieldProblem::NotOffered },
        }));
    }
    let or = |name: &str, proposed: String| if fields.has(name) { fields.get(name).to_owned() } else { proposed };
    let view = PromiseNewView {
        hidden: vec![HiddenField::new("currency", currency.code())],
        style: style.clone(),
        owed: formatter.money(owed),
        amount: or("amount", style.digits(owed)),
        date: or("date", latest.to_string()),
        days: (session.today.to_string(), latest.to_string()),
        latest: formatter.date(latest),
        left_this_year: left,
        wrong,
    };
    Ok(session.page(|context| views::promise_new::page(context, view)))
}

fn too_small(fields: &Fields, style: &domain::format::AmountStyle, min: domain::money::Money) -> bool {
    style.parse(fields.get("amount")).is_ok_and(|amount| amount.minor() < min.minor())
}

fn settlement(session: &DebtorSession, debtor_account: &DebtorAccount, fields: &Fields) -> Result<Response, Failure> {
    let formatter = &session.formatter;
    let asked = fields.invoices()?.first().copied();
    let choices: Vec<SettlementChoice> = debtor_account
        .offers()
        .into_iter()
        .filter_map(|offer| match offer.terms {
            OfferTerms::Settlement { invoice, to_pay, written_off, .. } => Some(SettlementChoice {
                id: invoice.to_string(),
                number: invoice_of(debtor_account, invoice)?.number.clone(),
                full: formatter.money(to_pay.plus(written_off).ok()?),
                to_pay: formatter.money(to_pay),
                written_off: formatter.money(written_off),
                until: formatter.date(offer.until?),
                on_request: offer.granted == Granted::OnRequest,
                chosen: asked == Some(invoice),
            }),
            OfferTerms::Discount { .. }
            | OfferTerms::Plan { .. }
            | OfferTerms::Extension { .. }
            | OfferTerms::Promise { .. } => None,
        })
        .collect();
    let mut wrong = Vec::new();
    if fields.has("check") && !choices.iter().any(|choice| choice.chosen) {
        wrong.push(InvalidField { field: "invoice", why: FieldProblem::NothingChosen });
    }
    let by_a_person = choices.iter().any(|choice| choice.on_request);
    let view = SettlementNewView {
        options: choices,
        reason: fields.get("reason").to_owned(),
        answer_by: by_a_person.then(|| formatter.date(answer_by(session, debtor_account))),
        wrong,
    };
    Ok(session.page(|context| views::settlement_new::page(context, view)))
}

/// What Saldo does not agree to by itself becomes a request. The same form sent again is the same request; with other
/// terms it is refused.
pub(super) async fn ask_a_person(
    session: &DebtorSession,
    fields: &Fields,
    form_key: &str,
    preview: &Preview,
) -> Result<Response, Failure> {
    let now = session.state.services.clock.now();
    let reason: String = fields.get("reason").chars().take(MAX_WORDS).collect();
    let request = Request {
        creditor: session.creditor.id,
        id: RequestId::new(session.state.services.ids.uuid(now)),
        debtor: session.debtor.id,
        asked: preview.quote.terms.clone(),
        reason,
        state: RequestState::Waiting,
        answer_by: answer_by(session, &preview.debtor_account),
        answer: None,
        words: None,
        decided_by: None,
        decided_at: None,
        language: session.formatter.language.as_str().to_owned(),
        made_at: now,
        form_key: form_key.to_owned(),
    };
    let kept = session
        .state
        .services
        .store
        .write((request, Arc::clone(&session.state.services.ids)), move |db, (request, ids)| {
            Box::pin(async move {
                debtors::lock(db, request.creditor, request.debtor).await?;
                if requests::add(db, request).await? {
                    RequestMade { request: request.id }.queue(db, &**ids, request.creditor, now).await?;
                    return Ok(Some(request.id));
                }
                let before = requests::by_form(db, request.creditor, &request.form_key).await?;
                let same = |before: &Request| before.debtor == request.debtor && before.asked == request.asked;
                Ok(before.filter(same).map(|before| before.id))
            })
        })
        .await?;
    session.state.services.wake.notify_one();
    let id = kept.ok_or(Problem::BadRequest)?;
    Ok(see_other(&routes::with(routes::request(id), "made", 1)))
}
