//! `/agreements/{id}`: what was agreed, where it stands, what to pay next, and its files.

use super::agreement_payments::{OpenAgreement, ToPay};
use super::download::{download, typeset};
use super::error::Failure;
use super::plan_form::{self, Stands};
use super::session::{Asked, Asker, Reader};
use app::components::schedule::ScheduleView;
use app::components::terms::CheckRow;
use app::i18n::agreements::AgreementStanding;
use app::views::agreement::{AgreementFiles, AgreementView, PlanProgress};
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::Figure;
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::id::AgreementId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::plan::early::{PlanPrice, saved_by};
use domain::plan::standing::{PlanStanding, PlanState};
use domain::zone::Zone;
use serde::Deserialize;
use services::account;
use services::account::plans::plan_standing;
use services::agreements::agreement_documents;
use services::agreements::agreement_documents::AgreementDocuments;
use services::agreements::calendar;
use services::agreements::calendar::Addresses;
use services::agreements::follow::{awaited, on_hold_of, plan_discounts};
use services::agreements::wording::AgreementRenderer;
use services::format::Formatter;
use services::payments::instalment;
use services::read_keys::Readable;
use store::{Db, StoreError, agreements};

/// `?made=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct MadeQuery {
    made: Option<String>,
}

/// The agreement with this id, and who reads it.
async fn find(asker: Asker, id: &str) -> Result<(Asked, AgreementDocuments), Failure> {
    let id: AgreementId = id.parse().map_err(|_| Problem::NotFound)?;
    let reader = asker.reader(Readable::Agreement(id)).await?;
    let documents = {
        let mut db = reader.state.services.store.read().await?;
        let found = agreements::by_id(&mut db, reader.creditor.id, id).await?;
        // Another debtor's is answered like one that is not there.
        let agreed = found.filter(|agreed| agreed.debtor == reader.debtor.id).ok_or(Problem::NotInAccount)?;
        agreement_documents::read(&mut db, agreed, &reader.creditor, &reader.debtor).await?
    };
    Ok((reader, documents))
}

/// `GET /agreements/{id}`.
pub(super) async fn show(
    asker: Asker,
    Path(id): Path<String>,
    Query(shown): Query<MadeQuery>,
) -> Result<Response, Failure> {
    let (session, documents) = find(asker, &id).await?;
    let today = Today::load(&session, &documents).await?;
    let live = documents.agreed.state == AgreementState::Live;
    let mut to_pay = if live { to_pay(&session, &documents, &today) } else { ToPay::default() };
    let under_way = live && today.open_of(&documents).any(|invoice| invoice.on_its_way.is_positive());
    // Of a settlement the rest is asked for; what else is agreed waits for what is on its way.
    if under_way && !matches!(documents.body.terms, Terms::Settlement(_)) {
        to_pay.buttons.clear();
    }
    let (id, formatter) = (documents.agreed.id, &session.formatter);
    let follow = routes::with(routes::agreement_calendar(id), "k", session.key_of(Readable::Agreement(id)));
    let number = |id| documents.number_of(id);
    // In the page's language, where the schedule is; the words that were agreed stay as they were frozen.
    let renderer = AgreementRenderer { formatter, creditor: &session.creditor.name, number: &number };
    let view = AgreementView {
        kind: documents.body.terms.kind(),
        just_made: shown.made.is_some() && session.session().is_some() && today.is_as_made(&session, &documents),
        mailed: session.debtor.email.is_some() && session.state.mailer.is_set_up(),
        agreed_on: formatter.date(session.creditor.zone.day_of(documents.agreed.made_at)),
        proof: renderer.proof(&documents.body),
        standing: today.standing(&session, &documents),
        next: to_pay.next,
        progress: today.progress(formatter).filter(|_| live),
        under_way,
        rows: check_rows(renderer.figures(&documents.body.terms)),
        text: documents.body.text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        schedule: today.schedule(&session, &documents),
        pay: to_pay.buttons,
        reschedule_href: today.can_reschedule(&documents).then(|| routes::with(routes::PLAN_NEW, "of", id)),
        on_hold: today.on_hold.filter(|on_hold| on_hold.is_positive()).map(|on_hold| formatter.money(on_hold)),
        files: AgreementFiles {
            pdf: session.readable(routes::agreement_pdf(id)),
            calendar: live.then(|| session.readable(routes::agreement_calendar(id))),
            follow: live.then(|| session.state.services.base_url.calendar(&follow)),
            sealed: session.readable(routes::agreement_sealed(id)),
        },
    };
    Ok(session.page(|context| views::agreement::page(context, view)))
}

/// An agreement as it stands today.
struct Today {
    /// Everything that its debtor owes, the oldest first.
    owed: Vec<Invoice>,
    plan: Option<PlanToday>,
    /// The agreement that replaced it.
    followed_by: Option<AgreementId>,
    /// What it [waits for](awaited).
    waits: Option<Money>,
    /// What of a live plan is disputed; what of a settlement is not asked for while it is.
    on_hold: Option<Money>,
}

struct PlanToday {
    standing: PlanStanding,
    /// What it asks for.
    price: PlanPrice,
    /// What was saved of each instalment.
    saved: Vec<Money>,
}

impl Today {
    async fn load(session: &Reader, documents: &AgreementDocuments) -> Result<Self, Failure> {
        let now = session.state.services.clock.now();
        let mut db = session.state.services.store.read().await?;
        let (agreed, terms) = (&documents.agreed, &documents.body.terms);
        let services = &session.state.services;
        let owed = account::load(&mut db, services, &session.creditor, session.debtor.id, now).await?.owed;
        let plan = match terms {
            Terms::Plan(terms) => Some(PlanToday::load(&mut db, session, agreed, terms).await?),
            Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
        };
        let waits = awaited(&mut db, agreed, terms, &owed).await?;
        let owed = owed.invoices;
        let replaced = agreed.state == AgreementState::Replaced;
        let followed_by = if replaced { agreements::followed_by(&mut db, agreed).await? } else { None };
        let on_hold = match terms {
            Terms::Plan(terms) if agreed.state == AgreementState::Live => {
                Some(on_hold_of(&mut db, agreed, terms.plan.principal.currency()).await?)
            }
            // What it waits for and does not ask for now.
            Terms::Settlement(_) => {
                let own = owed.iter().filter(|invoice| invoice.settlement == Some(agreed.id) && !invoice.void);
                let asked = waits.map(|waits| {
                    Ok::<_, StoreError>((waits, Money::total(waits.currency(), own.map(Invoice::asked))?))
                });
                asked.transpose()?.map(|(waits, asked)| waits.minus(asked)).transpose().map_err(StoreError::from)?
            }
            _ => None,
        };
        Ok(Self { owed, plan, followed_by, waits, on_hold })
    }

    /// Does it stand as it was made, today, with nothing paid on it? Else its address was kept.
    fn is_as_made(&self, session: &Reader, documents: &AgreementDocuments) -> bool {
        let AgreementRecord { state, made_at, .. } = documents.agreed;
        let nothing_paid = match (&documents.body.terms, &self.plan) {
            (Terms::Plan(_), Some(plan)) => plan.standing.instalments.iter().all(|one| one.paid.is_zero()),
            (Terms::Settlement(terms), _) => self.waits == Some(terms.to_pay),
            (Terms::Extension(terms), _) => self.waits.is_none_or(|waits| waits == terms.pay_now),
            (Terms::Plan(_) | Terms::Discount(_) | Terms::Promise(_), _) => true,
        };
        state == AgreementState::Live && session.creditor.zone.day_of(made_at) == session.today && nothing_paid
    }

    fn standing(&self, session: &Reader, documents: &AgreementDocuments) -> AgreementStanding {
        let plan = self.plan.as_ref().map(|plan| &plan.standing);
        let (formatter, zone) = (&session.formatter, session.creditor.zone);
        match standing(formatter, zone, &documents.agreed, &documents.body.terms, plan, self.waits) {
            AgreementStanding::Replaced { .. } => {
                AgreementStanding::Replaced { href: self.followed_by.map(routes::agreement) }
            }
            standing => standing,
        }
    }

    fn schedule(&self, session: &Reader, documents: &AgreementDocuments) -> Option<ScheduleView> {
        let (Terms::Plan(terms), Some(plan)) = (&documents.body.terms, &self.plan) else { return None };
        let AgreementRecord { state, ended_at, .. } = documents.agreed;
        let kept_on = ended_at.filter(|_| state == AgreementState::Kept).map(|at| session.creditor.zone.day_of(at));
        let stands =
            Stands { instalments: &plan.standing.instalments, price: &plan.price, saved: &plan.saved, kept_on };
        Some(plan_form::agreed_schedule(&session.formatter, &terms.plan, &stands))
    }

    /// Of the invoices that it covers those that are still owed.
    fn open_of<'a>(&'a self, documents: &'a AgreementDocuments) -> impl Iterator<Item = &'a Invoice> {
        let covers = |invoice: &&Invoice| documents.covered.iter().any(|(covered, _)| covered.id == invoice.id);
        self.owed.iter().filter(covers).filter(|invoice| invoice.owed().is_positive() && !invoice.void)
    }

    fn progress(&self, formatter: &Formatter) -> Option<PlanProgress> {
        let plan = self.plan.as_ref()?;
        let all = &plan.standing.instalments;
        let currency = all.first()?.paid.currency();
        // What an early price has saved is neither paid nor to be paid.
        let saved = Money::total(currency, plan.saved.iter().copied()).ok()?;
        let paid = Money::total(currency, all.iter().map(|one| one.paid)).ok()?.minus(saved).ok()?;
        let total = Money::total(currency, all.iter().map(|one| one.instalment.amount)).ok()?.minus(saved).ok()?;
        let percent = i128::from(paid.minor()).checked_mul(100)?.checked_div(i128::from(total.minor()))?;
        Some(PlanProgress {
            percent: u8::try_from(percent.clamp(0, 100)).ok()?,
            paid: formatter.money(paid),
            total: formatter.money(total),
        })
    }

    fn can_reschedule(&self, documents: &AgreementDocuments) -> bool {
        let (Terms::Plan(terms), Some(plan)) = (&documents.body.terms, &self.plan) else { return false };
        let live = documents.agreed.state == AgreementState::Live;
        live && terms.default_terms.reschedules > 0 && plan.standing.left.is_positive()
    }
}

impl PlanToday {
    async fn load(
        db: &mut Db,
        session: &Reader,
        agreed: &AgreementRecord,
        terms: &PlanTerms,
    ) -> Result<Self, StoreError> {
        let zone = session.creditor.zone;
        let standing = plan_standing(db, agreed, terms, zone, session.today).await?;
        let price = instalment::price(db, &session.creditor, agreed, terms, session.today).await?;
        let payments = plan_discounts(db, agreed, terms, zone).await?;
        let saved = saved_by(&terms.plan, &terms.default_terms, &payments);
        Ok(Self { standing, price, saved })
    }
}

/// What can be paid of a live agreement.
fn to_pay(session: &Reader, documents: &AgreementDocuments, today: &Today) -> ToPay {
    // What is in review of a settlement is not asked for.
    let settles = matches!(documents.body.terms, Terms::Settlement(_));
    let open = today.open_of(documents).filter(|invoice| !settles || invoice.asked().is_positive());
    let open: Vec<Invoice> = open.flat_map(Invoice::parts).filter(|part| part.owed_beside().is_none()).collect();
    let Some(open) = OpenAgreement::new(session, documents.agreed.id, &open) else {
        return ToPay::default();
    };
    match (&documents.body.terms, &today.plan) {
        // Nothing is asked for while all of it is on its way.
        (Terms::Plan(_), Some(_)) if today.waits.is_some() => ToPay::default(),
        (Terms::Plan(_), Some(plan)) => open.plan(&plan.standing, &plan.price),
        (Terms::Promise(terms), _) => open.promise(terms),
        (Terms::Extension(terms), _) => open.extension(terms, today.waits),
        (Terms::Settlement(terms), _) => open.settlement(terms, today.waits),
        (Terms::Discount(_) | Terms::Plan(_), _) => ToPay::default(),
    }
}

/// Where an agreement stands, in writing; `waits` is what it [waits for](awaited).
pub(super) fn standing(
    formatter: &Formatter,
    zone: Zone,
    agreed: &AgreementRecord,
    terms: &Terms,
    plan: Option<&PlanStanding>,
    waits: Option<Money>,
) -> AgreementStanding {
    let AgreementRecord { state, ended_at, made_at, .. } = *agreed;
    let ended = formatter.date(zone.day_of(ended_at.unwrap_or(made_at)));
    match (state, plan, terms) {
        (AgreementState::Kept, ..) => AgreementStanding::Completed { on: ended },
        (AgreementState::Broken | AgreementState::Cancelled, ..) => {
            AgreementStanding::Broken { on: ended, cure_until: None }
        }
        (AgreementState::Replaced, ..) => AgreementStanding::Replaced { href: None },
        (AgreementState::Live, Some(plan), _) => match plan.state {
            PlanState::Kept | PlanState::Cured { .. } => AgreementStanding::Kept,
            PlanState::InGrace { until } => AgreementStanding::InGrace { until: formatter.date(until) },
            PlanState::Broken { on, cure_until } => AgreementStanding::Broken {
                on: formatter.date(on),
                cure_until: cure_until.map(|day| formatter.date(day)),
            },
            PlanState::Completed { on } => AgreementStanding::Completed { on: formatter.date(on) },
        },
        // Nothing is left to be done while all of it is on its way.
        (AgreementState::Live, None, Terms::Settlement(_)) if waits.is_some_and(Money::is_zero) => {
            AgreementStanding::Kept
        }
        (AgreementState::Live, None, Terms::Settlement(terms)) => AgreementStanding::Awaits {
            amount: formatter.money(waits.unwrap_or(terms.to_pay)),
            until: formatter.date(terms.until),
        },
        (AgreementState::Live, None, Terms::Discount(terms)) => {
            AgreementStanding::Awaits { amount: formatter.money(terms.to_pay), until: formatter.date(terms.until) }
        }
        (AgreementState::Live, None, Terms::Extension(terms)) => match waits {
            Some(amount) => AgreementStanding::AwaitsPart {
                amount: formatter.money(amount),
                until: formatter.date(terms.part_until()),
            },
            None => AgreementStanding::Kept,
        },
        (AgreementState::Live, None, Terms::Promise(terms)) => {
            let amount = formatter.money(waits.unwrap_or(terms.amount));
            AgreementStanding::Promised { amount, on: formatter.date(terms.date) }
        }
        (AgreementState::Live, None, Terms::Plan(_)) => AgreementStanding::Kept,
    }
}

/// `GET /agreements/{id}/agreement.pdf`: typeset from what was signed, whenever it is asked for.
pub(super) async fn pdf(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, documents) = find(asker, &id).await?;
    let document = documents.document();
    let pdf = typeset(move || documents::agreement(&document)).await?;
    Ok(download("application/pdf", format!("{}.pdf", agreement_documents::number(documents.agreed.id)), pdf))
}

/// `GET /agreements/{id}/calendar.ics`: as it stands today, so that a calendar that looks here again follows it.
pub(super) async fn calendar(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let (reader, documents) = find(asker, &id).await?;
    let file = {
        let services = &reader.state.services;
        let mut db = services.store.read().await?;
        calendar::read(&mut db, services, &documents, calendar_addresses, reader.today).await?
    };
    let name = format!("{}.ics", agreement_documents::number(documents.agreed.id));
    Ok(download("text/calendar; charset=utf-8", name, file.ok_or(Problem::NotFound)?.into_bytes()))
}

/// Where an agreement and its calendar are, for whoever has the key.
pub(crate) fn calendar_addresses(id: AgreementId, k: &str) -> Addresses {
    Addresses {
        page: routes::with(routes::agreement(id), "k", k),
        calendar: routes::with(routes::agreement_calendar(id), "k", k),
    }
}

/// `GET /agreements/{id}/agreement.json`: the sealed file, for checking without us.
pub(super) async fn sealed(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, documents) = find(asker, &id).await?;
    let file = documents.sealed().to_file().map_err(|error| store::StoreError::Damaged(error.to_string()))?;
    Ok(download("application/json", format!("{}.json", agreement_documents::number(documents.agreed.id)), file))
}

/// The figures of an agreement's text as the rows of a page.
pub(super) fn check_rows(figures: Vec<Figure>) -> Vec<CheckRow> {
    let row = |figure: Figure| CheckRow { label: figure.label, value: figure.value, change_href: None };
    figures.into_iter().map(row).collect()
}
