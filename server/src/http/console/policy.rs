//! `/console/policy`: what holds, a form a section, the whole document, the page before a change with whom it would
//! concern, and all versions. Of two who change it at once, the second sees the first one's version and begins again on top of it.

use super::StaffSession;
use super::policy_form::{FieldFormat, read, typed, values};
use crate::http::error::{Failure, PageStatus};
use crate::http::form::Fields;
use crate::http::pay::see_other;
use app::components::forms::HiddenField;
use app::components::policy_form::{FieldValues, facts, sections};
use app::i18n::Texts as _;
use app::i18n::policy_names::PolicySection;
use app::routes;
use app::views::console;
use app::views::console::policy::PolicyView;
use app::views::console::policy_check::{FactChange, PolicyCheckView, PolicyPreviewView};
use app::views::console::policy_document::PolicyDocumentView;
use app::views::console::policy_section::PolicySectionView;
use app::views::console::policy_versions::{PolicyVersionRow, PolicyVersionsView};
use app::views::problem::Problem;
use axum::extract::{Path, Query, RawForm};
use axum::response::Response;
use domain::id::AuditId;
use domain::policy::Policy;
use domain::policy_check::PolicyError;
use serde::Deserialize;
use services::agreements::policy_preview;
use std::sync::Arc;
use store::policies;
use store::policies::Version;

/// The most bytes of a document: far more than any policy has.
const MAX_DOCUMENT: usize = 32 * 1024;

/// How many versions are listed at a time.
const LISTED: i64 = 50;

fn field_format(staff: &StaffSession) -> FieldFormat<'_> {
    FieldFormat { formatter: &staff.formatter, currency: staff.creditor.currency }
}

async fn newest(staff: &StaffSession) -> Result<Version, Failure> {
    Ok(policies::newest(&mut staff.state.services.store.read().await?, staff.creditor.id).await?)
}

fn pretty(policy: &Policy) -> String {
    serde_json::to_string_pretty(policy).unwrap_or_default()
}

/// `?set=1` on the way from a form.
#[derive(Deserialize)]
pub(super) struct SetQuery {
    set: Option<String>,
}

/// `GET /console/policy`.
pub(super) async fn show(staff: StaffSession, Query(shown): Query<SetQuery>) -> Result<Response, Failure> {
    page(&staff, Which::Newest { just_set: shown.set.is_some() }).await
}

/// `GET /console/policy/versions/{n}`.
pub(super) async fn version(staff: StaffSession, Path(n): Path<String>) -> Result<Response, Failure> {
    let n = n.parse().map_err(|_| Problem::NotFound)?;
    page(&staff, Which::Version(n)).await
}

/// The policy that a page shows.
#[derive(Clone, Copy)]
enum Which {
    Newest { just_set: bool },
    Version(i64),
}

async fn page(staff: &StaffSession, which: Which) -> Result<Response, Failure> {
    let (n, just_set) = match which {
        Which::Newest { just_set } => (None, just_set),
        Which::Version(n) => (Some(n), false),
    };
    let kept = policies::kept(&mut staff.state.services.store.read().await?, staff.creditor.id, n).await?;
    let (version, policy, set) = match kept {
        Some(kept) => (kept.version.n, kept.version.policy, Some((kept.by, staff.formatter.moment(kept.at)))),
        None if n.is_none_or(|n| n == 0) => (0, Policy::default(), None),
        None => return Err(Problem::NotFound.into()),
    };
    let view = PolicyView {
        version,
        set,
        sections: PolicySection::ALL.map(|section| (section, values(&field_format(staff), &policy, section))).to_vec(),
        document: n.map(|_| pretty(&policy)),
        newest: n.is_none(),
        just_set,
    };
    Ok(staff.page(|context| console::policy::page(context, view)))
}

/// `GET /console/policy/{section}`.
pub(super) async fn section(staff: StaffSession, Path(slug): Path<String>) -> Result<Response, Failure> {
    let section = PolicySection::of_slug(&slug).ok_or(Problem::NotFound)?;
    let version = newest(&staff).await?;
    let values = values(&field_format(&staff), &version.policy, section);
    let view = PolicySectionView { section, values, wrong: Vec::new(), base: version.n, moved: false };
    Ok(staff.page(|context| console::policy_section::page(context, view)))
}

/// `POST /console/policy/{section}`: shows what it would change; confirmed, sets it.
pub(super) async fn change(
    staff: StaffSession,
    Path(slug): Path<String>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let section = PolicySection::of_slug(&slug).ok_or(Problem::NotFound)?;
    let fields = Fields::read(&body)?;
    let base = base(&fields)?;
    let typed = typed(&fields);
    let version = newest(&staff).await?;
    let format = field_format(&staff);
    let invalid = |values: FieldValues, wrong| {
        let view = PolicySectionView { section, values, wrong, base, moved: false };
        staff.page_with(PageStatus::InvalidForm, |context| console::policy_section::page(context, view))
    };
    // The form is read on top of what it was made from, whatever holds by now.
    let under = if base == version.n { Some(version.clone()) } else { at(&staff, base).await? };
    let Some(under) = under else { return Err(Problem::BadRequest.into()) };
    let candidate = match read(&format, &under.policy, section, &typed) {
        Ok(candidate) => candidate,
        Err(wrong) => return Ok(invalid(typed, wrong)),
    };
    let action = routes::policy_section(section.slug());
    let before =
        facts(staff.formatter.language.policy(), sections::fields(section), &values(&format, &under.policy, section));
    let after =
        facts(staff.formatter.language.policy(), sections::fields(section), &values(&format, &candidate, section));
    let proposal = Proposal { base, candidate, action, changes: FactChange::between(&before, &after) };
    match proposal.answer(&staff, &fields, &version).await? {
        Some(answer) => Ok(answer),
        None => {
            let theirs = newest(&staff).await?;
            let values = values(&format, &theirs.policy, section);
            let view = PolicySectionView { section, values, wrong: Vec::new(), base: theirs.n, moved: true };
            Ok(staff.page_with(PageStatus::Conflict, |context| console::policy_section::page(context, view)))
        }
    }
}

/// `GET /console/policy/document`.
pub(super) async fn document(staff: StaffSession) -> Result<Response, Failure> {
    let version = newest(&staff).await?;
    let view = PolicyDocumentView { text: pretty(&version.policy), wrong: None, base: version.n, moved: false };
    Ok(staff.page(|context| console::policy_document::page(context, view)))
}

/// `POST /console/policy/document`: the same for the whole document.
pub(super) async fn change_document(staff: StaffSession, RawForm(body): RawForm) -> Result<Response, Failure> {
    let fields = Fields::read_up_to(&body, MAX_DOCUMENT)?;
    let base = base(&fields)?;
    let text = fields.get("document").to_owned();
    let version = newest(&staff).await?;
    let words = staff.formatter.language.policy();
    let candidate = match Policy::parse(&text) {
        Ok(candidate) => candidate,
        Err(error) => {
            let why = match &error {
                PolicyError::Unreadable { line, field, .. } => (words.unreadable)(*line, field),
                PolicyError::Field { field, problem } => format!("{field}: {}", (words.problem)(problem)),
            };
            let view = PolicyDocumentView { text, wrong: Some(why), base, moved: false };
            return Ok(
                staff.page_with(PageStatus::InvalidForm, |context| console::policy_document::page(context, view))
            );
        }
    };
    let format = field_format(&staff);
    let mut changes = Vec::new();
    for section in PolicySection::ALL {
        let of = |policy| facts(words, sections::fields(section), &values(&format, policy, section));
        changes.extend(FactChange::between(&of(&version.policy), &of(&candidate)));
    }
    let proposal = Proposal { base, candidate, action: routes::POLICY_DOCUMENT.to_owned(), changes };
    match proposal.answer(&staff, &fields, &version).await? {
        Some(answer) => Ok(answer),
        None => {
            let theirs = newest(&staff).await?;
            let view = PolicyDocumentView { text: pretty(&theirs.policy), wrong: None, base: theirs.n, moved: true };
            Ok(staff.page_with(PageStatus::Conflict, |context| console::policy_document::page(context, view)))
        }
    }
}

fn base(fields: &Fields) -> Result<i64, Problem> {
    fields.get("base").parse().map_err(|_| Problem::BadRequest)
}

/// Version `n` as it was.
async fn at(staff: &StaffSession, n: i64) -> Result<Option<Version>, Failure> {
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
    async fn answer(
        self,
        staff: &StaffSession,
        fields: &Fields,
        version: &Version,
    ) -> Result<Option<Response>, Failure> {
        if fields.has("confirm") {
            return self.set(staff, version).await;
        }
        if self.base != version.n {
            return Ok(None);
        }
        let preview = if self.changes.is_empty() { PolicyPreviewView::default() } else { self.preview(staff).await? };
        let view = PolicyCheckView {
            back_href: self.action.clone(),
            action: self.action,
            hidden: fields
                .pairs()
                .filter(|(_, value)| !value.is_empty())
                .map(|(n, v)| HiddenField::new(n, v))
                .collect(),
            changes: self.changes,
            preview,
        };
        Ok(Some(staff.page(|context| console::policy_check::page(context, view))))
    }

    async fn set(self, staff: &StaffSession, version: &Version) -> Result<Option<Response>, Failure> {
        let done = || Some(see_other(&routes::with(routes::CONSOLE_POLICY, "set", 1)));
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
            .write((ids, who, candidate), move |db, (ids, who, candidate)| {
                Box::pin(async move {
                    policies::add_after(db, AuditId::new(ids.uuid(now)), which, candidate, who, now).await
                })
            })
            .await?;
        Ok(set.and_then(|_| done()))
    }

    async fn preview(&self, staff: &StaffSession) -> Result<PolicyPreviewView, Failure> {
        let (state, now) = (&staff.state, staff.state.services.clock.now());
        let mut db = state.services.store.read().await?;
        let found = policy_preview::preview(&mut db, &state.services, &staff.creditor, &self.candidate, now).await?;
        Ok(PolicyPreviewView {
            of: found.of,
            looked_at: found.looked_at,
            concerned: found.concerned,
            changes: found.changes.into_iter().map(|c| (c.thing, c.turn, c.debtors, c.names)).collect(),
        })
    }
}

/// `?before=12`
#[derive(Deserialize)]
pub(super) struct BeforeQuery {
    before: Option<i64>,
}

/// `GET /console/policy/versions`.
pub(super) async fn versions(staff: StaffSession, Query(page): Query<BeforeQuery>) -> Result<Response, Failure> {
    let before = page.before.unwrap_or(i64::MAX);
    let found =
        policies::list(&mut staff.state.services.store.read().await?, staff.creditor.id, before, LISTED).await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == LISTED);
    let last = found.last().map(|last| last.n).filter(|_| full);
    let view = PolicyVersionsView {
        rows: found
            .into_iter()
            .map(|row| PolicyVersionRow { n: row.n, by: row.by, at: staff.formatter.moment(row.at) })
            .collect(),
        older_href: last.map(|n| routes::with(routes::POLICY_VERSIONS, "before", n)),
    };
    Ok(staff.page(|context| console::policy_versions::page(context, view)))
}
