//! Something is wrong with an invoice: `/disputes/new`, `POST /disputes` with files, `/disputes/{id}`.

use super::error::{Failure, PageStatus};
use super::form::Fields;
use super::offer_forms::MAX_WORDS;
use super::pay::see_other;
use super::session::{Asker, DebtorSession, Reader};
use super::uploads::{FILE_MB, MAX_FILES};
use super::{attachments, offers_page};
use app::components::forms::{FieldProblem, InvalidField, InvoiceLink};
use app::components::terms::CheckRow;
use app::i18n::Texts as _;
use app::views::dispute_new::{DisputeInvoice, DisputeLine, DisputeNewView, DisputeSubject};
use app::views::problem::Problem;
use app::views::request::{RequestView, SentFile};
use app::{routes, views};
use axum::extract::{Path, Query, Request};
use axum::http::Uri;
use axum::response::Response;
use domain::date::add_days;
use domain::dispute::{Dispute, DisputeReason, DisputeState, disputable};
use domain::id::DisputeId;
use domain::id::{AttachmentId, InvoiceId};
use domain::invoice::{Invoice, Line};
use domain::money::Money;
use domain::request::RequestKind;
use serde::Deserialize;
use services::account::OutstandingBalance;
use services::disputes::OpenError;
use services::format::Formatter;
use services::read_keys::Readable;
use services::{account, disputes};
use store::disputes::{Attached, File};
use store::{invoices, pauses};

/// What a debtor may object to.
struct Books {
    owed: OutstandingBalance,
    /// The invoice that was chosen, what of it can be disputed, and its lines.
    chosen: Option<(Invoice, Money, Vec<Line>)>,
}

async fn books(session: &DebtorSession, fields: &Fields) -> Result<Books, Failure> {
    let asked = fields.invoices()?.first().copied();
    let mut db = session.state.services.store.read().await?;
    let owed =
        account::outstanding(&mut db, &session.creditor, session.debtor.id, session.state.services.clock.now()).await?;
    let can: Vec<(&Invoice, Money)> = owed.invoices.iter().filter_map(|i| Some((i, disputable(i)?))).collect();
    let found = match (asked, &can[..]) {
        (Some(id), can) => can.iter().find(|(invoice, _)| invoice.id == id),
        // One alone needs no choice.
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let chosen = match found {
        Some((invoice, max)) => {
            let lines = invoices::lines(&mut db, invoice.creditor, invoice.id, invoice.total.currency()).await?;
            Some(((*invoice).clone(), *max, lines))
        }
        None => None,
    };
    Ok(Books { owed, chosen })
}

/// `GET /disputes/new`.
pub(super) async fn new(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let session = session.whole()?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let fields = fields.with("form_key", &session.form_key());
    let view = view(&session, &books(&session, &fields).await?, &fields, Vec::new())?;
    Ok(session.page(|context| views::dispute_new::page(context, view)))
}

fn view(
    session: &DebtorSession,
    books: &Books,
    fields: &Fields,
    wrong: Vec<InvalidField>,
) -> Result<DisputeNewView, Failure> {
    let (formatter, policy) = (&session.formatter, &books.owed.version.policy);
    let chosen = books.chosen.as_ref();
    let invoice = chosen.map(|(invoice, max, lines)| DisputeInvoice {
        id: invoice.id.to_string(),
        number: invoice.number.clone(),
        amount: formatter.money(*max),
        style: formatter.style(max.currency()),
        lines: (1_u32..)
            .zip(lines)
            .filter_map(|(position, line)| {
                let amount = line.gross().ok().filter(|amount| amount.is_positive())?;
                Some(DisputeLine { position, description: line.description.clone(), amount: formatter.money(amount) })
            })
            .collect(),
    });
    let others = books.owed.invoices.iter().filter(|i| chosen.is_none_or(|(chosen, ..)| chosen.id != i.id));
    let others = others.filter_map(|invoice| {
        Some(InvoiceLink {
            number: invoice.number.clone(),
            amount: formatter.money(disputable(invoice)?),
            due: formatter.short(invoice.due_now()),
            href: routes::with(routes::DISPUTE_NEW, "invoice", invoice.id),
        })
    });
    Ok(DisputeNewView {
        invoice,
        others: others.collect(),
        about: match fields.get("about") {
            "line" => DisputeSubject::Line,
            "amount" => DisputeSubject::Amount,
            _ => DisputeSubject::Whole,
        },
        line: fields.get("line").parse().ok(),
        amount: fields.get("amount").to_owned(),
        reasons: policy.dispute_reasons.clone(),
        reason: fields.get("reason").parse().ok(),
        words: fields.get("words").to_owned(),
        max_words: MAX_WORDS,
        max_files: MAX_FILES,
        max_mb: FILE_MB,
        answer_by: formatter.date(answer_by(session, &books.owed)),
        form_key: fields.form_key()?,
        wrong,
    })
}

fn answer_by(session: &DebtorSession, owed: &OutstandingBalance) -> domain::date::Date {
    add_days(session.today, u32::from(owed.version.policy.answer_days)).unwrap_or(session.today)
}

/// What the fields say.
struct DisputeForm {
    line: Option<i64>,
    amount: Money,
    reason: DisputeReason,
    words: String,
}

/// Reads the fields, or says what is to be corrected.
fn read(
    formatter: &Formatter,
    fields: &Fields,
    reasons: &[DisputeReason],
    max: Money,
    lines: &[Line],
) -> Result<DisputeForm, Vec<InvalidField>> {
    let mut faults = Vec::new();
    let mut wrong = |field, why| faults.push(InvalidField { field, why });
    let reason = fields.get("reason").parse().ok().filter(|reason| reasons.contains(reason));
    if reason.is_none() {
        wrong("reason", FieldProblem::NothingChosen);
    }
    let part = match fields.get("about") {
        "line" => {
            let position = fields.get("line").parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let line = position.and_then(|n| Some((n, lines.get(n)?.gross().ok().filter(|a| a.is_positive())?)));
            let part = line.and_then(|(n, amount)| Some((i64::try_from(n).ok()? + 1, amount.min(max).ok()?)));
            if part.is_none() {
                wrong("line", FieldProblem::NothingChosen);
            }
            part.map(|(n, amount)| (Some(n), amount))
        }
        "amount" => match formatter.style(max.currency()).parse(fields.get("amount")) {
            Ok(amount) if amount.minor() > max.minor() => {
                wrong("amount", FieldProblem::TooLarge { max: formatter.money(max) });
                None
            }
            Ok(amount) if amount.is_positive() => Some((None, amount)),
            Ok(_) => {
                wrong("amount", FieldProblem::TooSmall { min: formatter.money(Money::new(1, max.currency())) });
                None
            }
            Err(error) => {
                wrong("amount", FieldProblem::Amount(error));
                None
            }
        },
        _ => Some((None, max)),
    };
    match fields.get("words").chars().count() {
        0 if reason == Some(DisputeReason::Other) => wrong("words", FieldProblem::NoWords),
        n if n > MAX_WORDS => wrong("words", FieldProblem::TooManyWords { max: MAX_WORDS }),
        _ => {}
    }
    match (reason, part) {
        (Some(reason), Some((line, amount))) if faults.is_empty() => {
            Ok(DisputeForm { line, amount, reason, words: fields.get("words").to_owned() })
        }
        _ => Err(faults),
    }
}

/// `POST /disputes`: makes it. There is no check page: a file that was chosen could not be carried over.
pub(super) async fn make(session: &DebtorSession, request: Request) -> Result<Response, Failure> {
    // Before anything of it is read; it counts for sure where it is written.
    let now = session.state.services.clock.now();
    let mut db = session.state.services.store.read().await?;
    let often = disputes::not_too_often(&mut db, session.creditor.id, session.debtor.id, now).await;
    drop(db);
    match often {
        Err(OpenError::TooOften(often)) => return Err(often.into()),
        Err(OpenError::Store(error)) => return Err(error.into()),
        _ => {}
    }
    let nameless = session.formatter.language.disputes().nameless;
    let mut sent = session.state.uploads.read(session.debtor.id, request, nameless).await?;
    let fields = &sent.fields;
    let form_key = fields.form_key()?;
    session.own_form(&form_key)?;
    if let Some(before) = sent_before(session, fields, &form_key).await? {
        return Ok(before);
    }
    let invoice = fields.invoices()?.first().copied().ok_or(Problem::BadRequest)?;
    let books = books(session, fields).await?;
    let Some((chosen, max, lines)) = &books.chosen else {
        return nothing_to_dispute(session, fields, &form_key, &books, invoice).await;
    };
    let policy = &books.owed.version.policy;
    let (form, mut wrong) = match read(&session.formatter, fields, &policy.dispute_reasons, *max, lines) {
        Ok(form) => (Some(form), Vec::new()),
        Err(faults) => (None, faults),
    };
    wrong.extend(sent.wrong.drain(..).take(1).map(|why| InvalidField { field: "files", why }));
    let Some(form) = form.filter(|_| wrong.is_empty()) else {
        if !sent.files.is_empty() && wrong.iter().all(|wrong| wrong.field != "files") {
            wrong.push(InvalidField { field: "files", why: FieldProblem::FilesAgain });
        }
        return again(session, &books, &sent.fields, &form_key, wrong).await;
    };
    let dispute = new_dispute(session, &books, chosen.id, form, form_key.clone());
    let files = sent.files.drain(..).map(|file| File {
        id: AttachmentId::new(session.state.services.ids.uuid(dispute.made_at)),
        name: file.name,
        media_type: file.kind.media_type().to_owned(),
        bytes: file.bytes,
    });
    let files = files.collect();
    match disputes::open(&session.state.services, &session.creditor, dispute, files).await {
        Ok(id) => Ok(to_dispute(id)),
        Err(OpenError::TooMuch { max }) => {
            let why = FieldProblem::TooLarge { max: session.formatter.money(max) };
            again(session, &books, &sent.fields, &form_key, vec![InvalidField { field: "about", why }]).await
        }
        Err(OpenError::TooOften(often)) => Err(often.into()),
        Err(OpenError::InVain) => {
            let wrong = vec![InvalidField { field: "reason", why: FieldProblem::InVain }];
            again(session, &books, &sent.fields, &form_key, wrong).await
        }
        Err(OpenError::NothingLeft) => nothing_to_dispute(session, &sent.fields, &form_key, &books, invoice).await,
        Err(OpenError::FormUsed) => Err(Problem::BadRequest.into()),
        Err(OpenError::Store(error)) => Err(error.into()),
    }
}

/// What the form opens, as of now.
fn new_dispute(
    session: &DebtorSession,
    books: &Books,
    invoice: InvoiceId,
    form: DisputeForm,
    form_key: String,
) -> Dispute {
    let now = session.state.services.clock.now();
    Dispute {
        creditor: session.creditor.id,
        id: DisputeId::new(session.state.services.ids.uuid(now)),
        debtor: session.debtor.id,
        invoice,
        line: form.line,
        amount: form.amount,
        upheld: Money::zero(form.amount.currency()),
        reason: form.reason,
        words: form.words,
        state: DisputeState::Open,
        answer_by: answer_by(session, &books.owed),
        decision: None,
        decided_by: None,
        decided_at: None,
        language: session.formatter.language.as_str().to_owned(),
        made_at: now,
        form_key,
    }
}

fn to_dispute(id: DisputeId) -> Response {
    see_other(&routes::with(routes::dispute(id), "made", 1))
}

/// The page again with what is to be corrected, unless the same form made its dispute meanwhile.
async fn again(
    session: &DebtorSession,
    books: &Books,
    fields: &Fields,
    form_key: &str,
    wrong: Vec<InvalidField>,
) -> Result<Response, Failure> {
    if let Some(before) = sent_before(session, fields, form_key).await? {
        return Ok(before);
    }
    let view = view(session, books, fields, wrong)?;
    Ok(session.page_with(PageStatus::InvalidForm, |context| views::dispute_new::page(context, view)))
}

/// Nothing of the invoice can be disputed (any more): the page says what can. Another debtor's is answered like one
/// that is not there.
async fn nothing_to_dispute(
    session: &DebtorSession,
    fields: &Fields,
    form_key: &str,
    books: &Books,
    invoice: InvoiceId,
) -> Result<Response, Failure> {
    if let Some(before) = sent_before(session, fields, form_key).await? {
        return Ok(before);
    }
    if books.owed.invoices.iter().any(|owed| owed.id == invoice) {
        return Ok(see_other(routes::DISPUTE_NEW));
    }
    Err(Problem::NotFound.into())
}

/// The page of the dispute that this form made before. With other data, or another debtor's, it is refused.
async fn sent_before(session: &DebtorSession, fields: &Fields, form_key: &str) -> Result<Option<Response>, Failure> {
    let found =
        store::disputes::by_form(&mut session.state.services.store.read().await?, session.creditor.id, form_key)
            .await?;
    let Some(before) = found else { return Ok(None) };
    let part = match fields.get("about") {
        "line" => before.line.is_some_and(|line| line.to_string() == fields.get("line")),
        "amount" => {
            let style = session.formatter.style(before.amount.currency());
            before.line.is_none() && style.parse(fields.get("amount")) == Ok(before.amount)
        }
        _ => before.line.is_none(),
    };
    let same = part
        && before.debtor == session.debtor.id
        && fields.invoices()?.first() == Some(&before.invoice)
        && before.reason.as_str() == fields.get("reason")
        && before.words == fields.get("words");
    if same { Ok(Some(to_dispute(before.id))) } else { Err(Problem::BadRequest.into()) }
}

/// `?made=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct MadeQuery {
    made: Option<String>,
}

async fn find(session: &Reader, id: &str) -> Result<Dispute, Failure> {
    let id: DisputeId = id.parse().map_err(|_| Problem::NotFound)?;
    let found =
        store::disputes::by_id(&mut session.state.services.store.read().await?, session.creditor.id, id).await?;
    Ok(found.filter(|found| found.debtor == session.debtor.id).ok_or(Problem::NotInAccount)?)
}

/// `GET /disputes/{id}`: what was said, what is on hold, until when an answer comes, and the answer.
pub(super) async fn show(
    asker: Asker,
    Path(id): Path<String>,
    Query(shown): Query<MadeQuery>,
) -> Result<Response, Failure> {
    let session = asker.reader(Readable::Dispute(id.parse().map_err(|_| Problem::NotFound)?)).await?;
    let found = find(&session, &id).await?;
    let now = session.state.services.clock.now();
    let (debtor_account, number, lines, files, whole) = {
        let mut db = session.state.services.store.read().await?;
        let debtor_account =
            account::load(&mut db, &session.state.services, &session.creditor, session.debtor.id, now).await?;
        let invoice = invoices::by_id(&mut db, found.creditor, found.invoice).await?.ok_or(Problem::NotFound)?;
        let lines = invoices::lines(&mut db, found.creditor, found.invoice, found.amount.currency()).await?;
        let files = store::disputes::files(&mut db, found.creditor, found.id).await?;
        let pauses = pauses::of_debtor(&mut db, found.creditor, found.debtor).await?;
        // Reminders pause with it where nothing else was open.
        let whole = pauses.iter().any(|pause| pause.of == Some(found.id.uuid()));
        (debtor_account, invoice.number, lines, files, whole)
    };
    let formatter = &session.formatter;
    let settled = debtor_account.owed.invoices.iter().find(|invoice| invoice.id == found.invoice);
    let settled = settled.filter(|invoice| invoice.settled_until().is_some());
    let view = RequestView {
        kind: RequestKind::Dispute,
        state: (&found).into(),
        just_made: shown.made.is_some() && found.state == DisputeState::Open,
        made_on: formatter.date(session.creditor.zone.day_of(found.made_at)),
        answer_by: formatter.date(found.answer_by),
        answered_on: found.decided_at.map(|at| formatter.date_of(at)),
        rows: rows(formatter, &found, (number, settled), about(formatter, &found, &lines, whole)),
        words: found.words.clone(),
        files: files.into_iter().map(|file| sent_file(&session, &found, file)).collect(),
        outcome: outcome(formatter, &found, settled),
        answer: found.decision.clone(),
        counter: None,
        agreement_href: None,
        invoice_href: session.session().map(|_| routes::invoice(found.invoice)),
        withdraw: (found.state == DisputeState::Open && session.session().is_some())
            .then(|| routes::dispute_withdraw(found.id)),
        ways: offers_page::ways(&debtor_account, &debtor_account.offers()),
    };
    Ok(session.page(|context| views::request::page(context, view)))
}

/// What of the invoice it is about.
fn about(formatter: &Formatter, dispute: &Dispute, lines: &[Line], whole: bool) -> String {
    let w = formatter.language.disputes();
    match dispute.line.and_then(|n| lines.get(usize::try_from(n).ok()?.checked_sub(1)?)) {
        Some(line) => (w.line)(&line.description),
        None if whole => w.whole.to_owned(),
        None => w.part.to_owned(),
    }
}

/// Its rows; of an invoice in a settlement that is in force what of it rests is told beside what it is about.
fn rows(
    formatter: &Formatter,
    dispute: &Dispute,
    (number, settled): (String, Option<&Invoice>),
    about: String,
) -> Vec<CheckRow> {
    let w = formatter.language.disputes();
    let reason = (formatter.language.agreements().dispute.reasons)(dispute.reason).0;
    let upheld = dispute.upheld.is_positive().then(|| (w.upheld, formatter.money(dispute.upheld)));
    // What was on hold is so no more once it is answered.
    let open = dispute.state == DisputeState::Open;
    let amount = match (open, settled) {
        (true, Some(_)) => w.in_question,
        (true, None) => w.on_hold,
        (false, _) => w.disputed,
    };
    let rests = settled.map(|invoice| invoice.rests_of(dispute.amount)).filter(|rests| open && rests.is_positive());
    let rests = rests.map(|rests| (w.on_hold, formatter.money(rests)));
    let rest = dispute.unanswered().ok().filter(|rest| rest.is_positive() && dispute.upheld.is_positive());
    let rest = rest
        .filter(|_| dispute.state == DisputeState::Upheld && settled.is_none())
        .map(|rest| (w.owed_again, formatter.money(rest)));
    [(w.invoice, number), (w.reason, reason.to_owned()), (w.about, about), (amount, formatter.money(dispute.amount))]
        .into_iter()
        .chain(rests)
        .chain(upheld)
        .chain(rest)
        .map(|(label, value)| CheckRow { label: label.to_owned(), value, change_href: None })
        .collect()
}

fn sent_file(session: &Reader, dispute: &Dispute, file: Attached) -> SentFile {
    SentFile {
        name: file.name,
        size: session.formatter.file_size(file.size),
        href: session.readable(routes::dispute_file(dispute.id, file.id)),
    }
}

/// How it ended, where the state alone does not say it.
fn outcome(formatter: &Formatter, dispute: &Dispute, settled: Option<&Invoice>) -> Option<String> {
    let w = formatter.language.disputes();
    // What settles it is what was agreed.
    if let (DisputeState::Upheld | DisputeState::Rejected, Some(settled)) = (dispute.state, settled) {
        return Some((w.settles)(&formatter.money(settled.asked())));
    }
    match dispute.state {
        DisputeState::Upheld if dispute.upheld != dispute.amount => {
            let rest = dispute.unanswered().map(|rest| formatter.money(rest)).unwrap_or_default();
            Some((w.upheld_part)(&formatter.money(dispute.upheld), &rest))
        }
        DisputeState::Rejected => Some(w.rejected.to_owned()),
        DisputeState::Withdrawn => Some(w.withdrawn.to_owned()),
        DisputeState::Open | DisputeState::Upheld => None,
    }
}

/// `POST /disputes/{id}/withdraw`: the debtor takes it back.
pub(super) async fn withdraw(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let found = find(&session, &id).await?;
    disputes::withdraw(&session.state.services, &session.creditor, session.debtor.id, found.id).await?;
    Ok(see_other(&routes::dispute(found.id)))
}

/// `GET /disputes/{id}/files/{file}`: to be saved.
pub(super) async fn file(asker: Asker, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let session = asker.reader(Readable::Dispute(id.parse().map_err(|_| Problem::NotFound)?)).await?;
    let found = find(&session, &id).await?;
    let file: AttachmentId = file.parse().map_err(|_| Problem::NotFound)?;
    let file =
        store::disputes::file(&mut session.state.services.store.read().await?, found.creditor, found.id, file).await?;
    Ok(attachments::download(file.ok_or(Problem::NotFound)?))
}
