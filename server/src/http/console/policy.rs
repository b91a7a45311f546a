//! `/console/policy`: what holds, a form a section, the whole document, the page before a change with whom it would
//! concern, and all versions. Two who change it at once: the second is told, and begins again on top of the first.

use super::Staff;
use super::policy_form::{Hand, read, typed, values};
use crate::http::error::Failure;
use crate::http::fields::Fields;
use crate::http::pay::see_other;
use app::pages::console;
use app::portal::console::policy::{
    DocumentView, FactChange, PolicyCheckView, PolicyView, PreviewView, SectionView, VersionRow, VersionsView,
};
use app::portal::console::policy_form::{Section, Values, facts};
use app::portal::{Hidden, Problem};
use app::text::Texts as _;
use axum::extract::{Path, Query, RawForm};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::AuditId;
use domain::policy::Policy;
use domain::policy_check::PolicyError;
use serde::Deserialize;
use services::agreements::preview;
use std::sync::Arc;
use store::policies::{self, Version};

/// The most bytes of a document: far more than any policy has.
const DOCUMENT_AT_MOST: usize = 32 * 1024;

/// So many versions are listed at a time.
const LISTED: i64 = 50;

fn hand(staff: &Staff) -> Hand<'_> {
    Hand { pen: &staff.pen, currency: staff.creditor.currency }
}

async fn newest(staff: &Staff) -> Result<Version, Failure> {
    Ok(policies::newest(&mut staff.state.services.store.read().await?, staff.creditor.id).await?)
}

fn pretty(policy: &Policy) -> String {
    serde_json::to_string_pretty(policy).unwrap_or_default()
}

/// `?set=1` on the way from a form.
#[derive(Deserialize)]
pub(super) struct Shown {
    set: Option<String>,
}

/// `GET /console/policy`.
pub(super) async fn show(staff: Staff, Query(shown): Query<Shown>) -> Result<Response, Failure> {
    page(&staff, None, shown.set.is_some()).await
}

/// `GET /console/policy/versions/{n}`.
pub(super) async fn version(staff: Staff, Path(n): Path<String>) -> Result<Response, Failure> {
    let n = n.parse().map_err(|_| Problem::NotFound)?;
    page(&staff, Some(n), false).await
}

async fn page(staff: &Staff, n: Option<i64>, just_set: bool) -> Result<Response, Failure> {
    let kept = policies::kept(&mut staff.state.services.store.read().await?, staff.creditor.id, n).await?;
    let (version, policy, set) = match kept {
        Some(kept) => (kept.version.n, kept.version.policy, Some((kept.by, staff.pen.moment(kept.at)))),
        None if n.is_none_or(|n| n == 0) => (0, Policy::default(), None),
        None => return Err(Problem::NotFound.into()),
    };
    let view = PolicyView {
        version,
        set,
        sections: Section::ALL.map(|section| (section, values(&hand(staff), &policy, section))).to_vec(),
        document: n.map(|_| pretty(&policy)),
        newest: n.is_none(),
        just_set,
    };
    Ok(staff.page(|frame| console::policy(frame, view)))
}

/// `GET /console/policy/{section}`.
pub(super) async fn section(staff: Staff, Path(slug): Path<String>) -> Result<Response, Failure> {
    let section = Section::of_slug(&slug).ok_or(Problem::NotFound)?;
    let version = newest(&staff).await?;
    let values = values(&hand(&staff), &version.policy, section);
    let view = SectionView { section, values, wrong: Vec::new(), base: version.n, moved: false };
    Ok(staff.page(|frame| console::policy_section(frame, view)))
}

/// `POST /console/policy/{section}`: shows what it would change; confirmed, sets it.
pub(super) async fn change(
    staff: Staff,
    Path(slug): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let section = Section::of_slug(&slug).ok_or(Problem::NotFound)?;
    let fields = Fields::read(&body)?;
    let base = base(&fields)?;
    let typed = typed(&fields);
    let version = newest(&staff).await?;
    let hand = hand(&staff);
    let form = |values: Values, wrong, moved, status| {
        let view = SectionView { section, values, wrong, base, moved };
        staff.page_with(status, |frame| console::policy_section(frame, view))
    };
    // The form is read on top of what it was made from, whatever holds by now.
    let under = if base == version.n { Some(version.clone()) } else { at(&staff, base).await? };
    let Some(under) = under else { return Err(Problem::BadRequest.into()) };
    let candidate = match read(&hand, &under.policy, section, &typed) {
        Ok(candidate) => candidate,
        Err(wrong) => return Ok(form(typed, wrong, false, StatusCode::UNPROCESSABLE_ENTITY)),
    };
    let action = format!("/console/policy/{}", section.slug());
    let before = facts(staff.pen.language.policy(), section.items(), &values(&hand, &under.policy, section));
    let after = facts(staff.pen.language.policy(), section.items(), &values(&hand, &candidate, section));
    let proposal = Proposal { base, candidate, action, changes: FactChange::between(&before, &after) };
    match proposal.put(&staff, &fields, &version).await? {
        Some(answer) => Ok(answer),
        None => {
            let theirs = newest(&staff).await?;
            let values = values(&hand, &theirs.policy, section);
            let view = SectionView { section, values, wrong: Vec::new(), base: theirs.n, moved: true };
            Ok(staff.page_with(StatusCode::CONFLICT, |frame| console::policy_section(frame, view)))
        }
    }
}

/// `GET /console/policy/document`.
pub(super) async fn document(staff: Staff) -> Result<Response, Failure> {
    let version = newest(&staff).await?;
    let view = DocumentView { text: pretty(&version.policy), wrong: None, base: version.n, moved: false };
    Ok(staff.page(|frame| console::policy_document(frame, view)))
}

/// `POST /console/policy/document`: the same for the whole document.
pub(super) async fn change_document(staff: Staff, RawForm(body): RawForm) -> Result<Response, Failure> {
    let fields = Fields::read_up_to(&body, DOCUMENT_AT_MOST)?;
    let base = base(&fields)?;
    let text = fields.get("document").to_owned();
    let version = newest(&staff).await?;
    let words = staff.pen.language.policy();
    let candidate = match Policy::parse(&text) {
        Ok(candidate) => candidate,
        Err(error) => {
            let why = match &error {
                PolicyError::Unreadable { line, field, .. } => (words.unreadable)(*line, field),
                PolicyError::Field { field, problem } => format!("{field}: {}", (words.problem)(problem)),
            };
            let view = DocumentView { text, wrong: Some(why), base, moved: false };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(staff.page_with(status, |frame| console::policy_document(frame, view)));
        }
    };
    let hand = hand(&staff);
    let mut changes = Vec::new();
    for section in Section::ALL {
        let of = |policy| facts(words, section.items(), &values(&hand, policy, section));
        changes.extend(FactChange::between(&of(&version.policy), &of(&candidate)));
    }
    let proposal = Proposal { base, candidate, action: "/console/policy/document".to_owned(), changes };
    match proposal.put(&staff, &fields, &version).await? {
        Some(answer) => Ok(answer),
        None => {
            let theirs = newest(&staff).await?;
            let view = DocumentView { text: pretty(&theirs.policy), wrong: None, base: theirs.n, moved: true };
            Ok(staff.page_with(StatusCode::CONFLICT, |frame| console::policy_document(frame, view)))
        }
    }
}

fn base(fields: &Fields) -> Result<i64, Problem> {
    fields.get("base").parse().map_err(|_| Problem::BadRequest)
}

/// Version `n` as it was.
async fn at(staff: &Staff, n: i64) -> Result<Option<Version>, Failure> {
    let kept = policies::kept(&mut staff.state.services.store.read().await?, staff.creditor.id, Some(n)).await?;
    let default = || (n == 0).then(|| Version { n: 0, policy: Policy::default() });
    Ok(kept.map(|kept| kept.version).or_else(default))
}

/// A policy that could follow version `base`.
struct Proposal {
    base: i64,
    candidate: Policy,
    action: String,
    changes: Vec<FactChange>,
}

impl Proposal {
    /// Shows it or, confirmed, sets it. `None`: another version has come meanwhile.
    async fn put(self, staff: &Staff, fields: &Fields, version: &Version) -> Result<Option<Response>, Failure> {
        if fields.has("confirm") {
            return self.set(staff, version).await;
        }
        if self.base != version.n {
            return Ok(None);
        }
        let preview = if self.changes.is_empty() { PreviewView::default() } else { self.preview(staff).await? };
        let view = PolicyCheckView {
            back_href: self.action.clone(),
            action: self.action,
            hidden: fields.pairs().filter(|(_, value)| !value.is_empty()).map(|(n, v)| Hidden::new(n, v)).collect(),
            changes: self.changes,
            preview,
        };
        Ok(Some(staff.page(|frame| console::policy_check(frame, view))))
    }

    async fn set(self, staff: &Staff, version: &Version) -> Result<Option<Response>, Failure> {
        let done = || Some(see_other("/console/policy?set=1"));
        // The same form sent twice: its version is there already.
        if version.n == self.base + 1 && version.policy == self.candidate {
            return Ok(done());
        }
        if version.n != self.base {
            return Ok(None);
        }
        let (ids, who, now) = (Arc::clone(&staff.state.services.ids), staff.who(), staff.state.services.clock.now());
        let (which, candidate) = ((staff.creditor.id, self.base), self.candidate);
        let set = staff
            .state
            .services
            .store
            .write(move |db| {
                let (ids, who, candidate) = (Arc::clone(&ids), who.clone(), candidate.clone());
                Box::pin(async move {
                    policies::add_after(db, AuditId::new(ids.uuid(now)), which, &candidate, &who, now).await
                })
            })
            .await?;
        Ok(set.and_then(|_| done()))
    }

    async fn preview(&self, staff: &Staff) -> Result<PreviewView, Failure> {
        let (state, now) = (&staff.state, staff.state.services.clock.now());
        let mut db = state.services.store.read().await?;
        let found = preview::preview(&mut db, &state.services, &staff.creditor, &self.candidate, now).await?;
        Ok(PreviewView {
            of: found.of,
            looked_at: found.looked_at,
            concerned: found.concerned,
            changes: found.changes.into_iter().map(|c| (c.thing, c.turn, c.debtors, c.names)).collect(),
        })
    }
}

/// `?before=12`
#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<i64>,
}

/// `GET /console/policy/versions`.
pub(super) async fn versions(staff: Staff, Query(page): Query<Before>) -> Result<Response, Failure> {
    let before = page.before.unwrap_or(i64::MAX);
    let found =
        policies::list(&mut staff.state.services.store.read().await?, staff.creditor.id, before, LISTED).await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == LISTED);
    let last = found.last().map(|last| last.n).filter(|_| full);
    let view = VersionsView {
        rows: found.into_iter().map(|row| VersionRow { n: row.n, by: row.by, at: staff.pen.moment(row.at) }).collect(),
        older_href: last.map(|n| format!("/console/policy/versions?before={n}")),
    };
    Ok(staff.page(|frame| console::policy_versions(frame, view)))
}
