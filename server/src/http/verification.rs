//! Proof that the reader is the debtor, before something binding: what a debtor may be asked for, asking for it, the
//! pages where it is answered (`/code`, `/fact`), and what came of an answer.

use super::error::{Failure, PageStatus};
use super::form::Fields;
use super::pay::see_other;
use super::session;
use super::session::DebtorSession;
use app::components::verification::{CheckNext, VerificationFailure};
use app::views::code::CodeView;
use app::views::knowledge_question::KnowledgeQuestionView;
use app::views::problem::{Problem, SessionEnd};
use app::{routes, views};
use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::{Uri, header};
use axum::response::Response;
use domain::id::{RequestId, TokenHash, VerificationId};
use domain::knowledge_question::{KnowledgeQuestion, PlainFact, VerificationRule};
use domain::verification;
use services::agreements::accept::Verification;
use services::agreements::jobs::{Confirms, SendCode};
use services::agreements::verification::{SubmittedAnswer, SubmittedCode};
use services::agreements::verification::{VerificationError, both_halves, expected_answer, has_proved, purpose};
use services::agreements::wording::shortened;
use services::ids::AccessToken;
use services::outbox::Job as _;
use std::sync::Arc;
use store::verifications::{Asked, Asks, Holder};
use store::{links, policies, verifications};

/// The most of an invoice's number that is looked at, in characters.
const MAX_NUMBER: usize = 120;

/// What a debtor may prove with, by the policy, the books and the mail that leaves the state.
#[derive(Debug, Clone)]
pub(super) struct Methods {
    /// A code, sent to this address, shortened.
    code: Option<String>,
    /// A fact.
    fact: Option<KnowledgeQuestion>,
}

impl Methods {
    /// By this rule.
    pub(super) async fn of(session: &DebtorSession, rule: VerificationRule) -> Result<Self, Failure> {
        let (services, debtor) = (&session.state.services, &session.debtor);
        let address = debtor.email.as_deref().filter(|_| rule.takes_code() && session.state.mailer.is_set_up());
        let fact = match rule.fact() {
            Some(fact) => {
                let mut db = services.store.read().await?;
                expected_answer(&mut db, debtor, &session.link.origin, fact, services.clock.now()).await?.map(|_| fact)
            }
            None => None,
        };
        Ok(Self { code: address.map(shortened), fact })
    }

    /// By the policy that counts now.
    pub(super) async fn now(session: &DebtorSession) -> Result<Self, Failure> {
        let version = policies::newest(&mut session.state.services.store.read().await?, session.creditor.id).await?;
        Self::of(session, version.policy.verification).await
    }

    /// What follows the button that accepts; none: this debtor can prove nothing here, and is known to a person.
    pub(super) fn next(&self) -> Option<CheckNext> {
        match (&self.code, self.fact) {
            (Some(address), or_fact) => Some(CheckNext::Code { address: address.clone(), or_fact }),
            (None, Some(fact)) => Some(CheckNext::Fact { fact }),
            (None, None) => None,
        }
    }

    fn asks(&self, asks: Asks) -> bool {
        match asks {
            Asks::Code => self.code.is_some(),
            Asks::Fact(fact) => self.fact == Some(fact),
        }
    }
}

/// Something binding that a proof is asked for: where it posts to, and the page before it.
pub(super) struct Binding {
    action: String,
    page: String,
    /// Does the page before take what is asked for, and `check=1`?
    checks: bool,
}

impl Binding {
    /// What a form asks for that has a page which checks it.
    pub(super) fn form(action: &str, page: String) -> Self {
        Self { action: action.to_owned(), page, checks: true }
    }

    /// Accepting what was offered instead of what was asked for.
    pub(super) fn answer(request: RequestId) -> Self {
        Self { action: routes::request_accept(request), page: routes::request(request), checks: false }
    }

    /// Only what a page of ours says: the address comes from outside.
    fn read(action: &str) -> Option<Self> {
        let form = super::agree::Form::of_action(action).map(Self::from);
        let (before, after) = routes::REQUEST_ACCEPT.split_once("{id}").unwrap_or_default();
        let request = || action.strip_prefix(before)?.strip_suffix(after)?.parse().ok().map(Self::answer);
        form.or_else(request)
    }

    fn back_href(&self, fields: &Fields) -> String {
        if self.checks { fields.carried().with("check", "1").address(&self.page) } else { self.page.clone() }
    }
}

/// What a form brought.
pub(super) enum Submitted {
    /// Something to try.
    Verification(Verification),
    /// Nothing to try yet: this answers the form.
    Answer(Response),
    /// A proof that this debtor is not (any more) asked for: the page before says what is.
    NotAsked,
}

/// A form whose sender has to prove who they are.
pub(super) struct VerificationFlow<'a> {
    pub(super) session: &'a DebtorSession,
    pub(super) fields: &'a Fields,
    pub(super) form_key: &'a str,
    pub(super) binding: &'a Binding,
    pub(super) methods: Methods,
    /// What is confirmed.
    pub(super) confirms: Option<Confirms>,
    /// The session's token, and the one that it has afterwards.
    pub(super) tokens: &'a (TokenHash, AccessToken),
}

impl VerificationFlow<'_> {
    /// Reads what the form brings; asks where it brings nothing.
    pub(super) async fn read(&self) -> Result<Submitted, Failure> {
        let fields = self.fields;
        let fact = self.methods.fact.map(Asks::Fact);
        let asked_for = match fields.get("prove") {
            "fact" => Some(fact),
            "code" => Some(Some(Asks::Code)),
            _ if fields.has("send") => Some(Some(Asks::Code)),
            _ if brings_answer(fields) => None,
            _ => Some(self.methods.code.is_some().then_some(Asks::Code).or(fact)),
        };
        if let Some(asks) = asked_for {
            return match asks.filter(|asks| self.methods.asks(*asks)) {
                Some(asks) => self.ask(asks).await.map(Submitted::Answer),
                None => Ok(Submitted::NotAsked),
            };
        }
        let is_code = fields.has("code") || fields.get("asked") == "code";
        Ok(if is_code { self.read_code() } else { self.read_fact() })
    }

    fn read_code(&self) -> Submitted {
        if self.methods.code.is_none() {
            return Submitted::NotAsked;
        }
        let Some(digits) = six_digits(self.fields) else {
            return Submitted::Answer(self.code_page(Some(VerificationFailure::Unreadable)));
        };
        let tokens = (self.tokens.0, self.tokens.1.hash());
        Submitted::Verification(Verification::Code(SubmittedCode { holder: holder(self.session), digits, tokens }))
    }

    fn read_fact(&self) -> Submitted {
        // The question names its fact: a policy that asks for another one by now gets no answer to the old question.
        let asked = KnowledgeQuestion::of_name(self.fields.get("asked"));
        let Some(fact) = self.methods.fact.filter(|fact| asked.is_none_or(|asked| asked == *fact)) else {
            return Submitted::NotAsked;
        };
        let number = self.fields.get("invoice_number");
        let number_fits = !number.is_empty() && number.chars().count() <= MAX_NUMBER;
        match PlainFact::read(self.fields.get("fact")) {
            Some(answer) if number_fits => {
                let (number, tokens) = (number.to_owned(), (self.tokens.0, self.tokens.1.hash()));
                Submitted::Verification(Verification::Fact(SubmittedAnswer {
                    holder: holder(self.session),
                    fact,
                    answer,
                    number,
                    tokens,
                }))
            }
            answer => {
                Submitted::Answer(self.fact_page(fact, None, Unread { fact: answer.is_none(), number: !number_fits }))
            }
        }
    }

    /// Asks for a proof for this form, and shows where it is answered.
    async fn ask(&self, asks: Asks) -> Result<Response, Failure> {
        if self.open(asks).await? == Asked::Locked {
            return Ok(self.page(asks, Some(LOCKED)));
        }
        let to = self.fields.carried().with("form_key", self.form_key).with("seen", self.fields.get("seen"));
        let mut to = to.with("for", &self.binding.action);
        if self.fields.has("send") {
            to = to.with("again", "1");
        }
        Ok(see_other(&to.address(if asks == Asks::Code { routes::CODE } else { routes::KNOWLEDGE_QUESTION })))
    }

    /// From now on there is something to be answered; a code is on its way.
    async fn open(&self, asks: Asks) -> Result<Asked, Failure> {
        let session = self.session;
        let (now, holder) = (session.state.services.clock.now(), holder(session));
        let (key, confirms) = (purpose(self.form_key, self.fields.get("seen")), self.confirms);
        let id = VerificationId::new(session.state.services.ids.uuid(now));
        let (ids, language) = (Arc::clone(&session.state.services.ids), session.formatter.language.as_str().to_owned());
        let asked = session.state.services.store.write((ids, key, language), move |db, (ids, key, language)| {
            Box::pin(async move {
                let asked = verifications::ask(db, holder, (id, asks), key, now).await?;
                if let (Asked::Made(proof), Asks::Code) = (asked, asks) {
                    let work = SendCode { proof, language: language.clone(), confirms };
                    work.queue(db, &**ids, holder.creditor, now).await?;
                }
                Ok(asked)
            })
        });
        let asked = asked.await?;
        if asks == Asks::Code {
            session.state.services.wake.notify_one();
        }
        Ok(asked)
    }

    /// What came of a try; `None` where the page before says what is asked for by now. A question that ran out is asked again at once: what is asked for
    /// is the same.
    pub(super) async fn refused(
        &self,
        way: &Verification,
        error: VerificationError,
    ) -> Result<Option<Response>, Failure> {
        let asks = match way {
            Verification::Fact(answer) => Asks::Fact(answer.fact),
            Verification::Code(_) | Verification::Link | Verification::Staff(_) => Asks::Code,
        };
        let failure = match error {
            VerificationError::Wrong { left } => VerificationFailure::Wrong { left: u8::try_from(left).unwrap_or(0) },
            VerificationError::Locked => LOCKED,
            VerificationError::NotAsked if asks != Asks::Code && self.open(asks).await? == Asked::Locked => LOCKED,
            VerificationError::NotAsked => VerificationFailure::RanOut,
            VerificationError::NotTaken => return Ok(None),
            VerificationError::Store(error) => return Err(error.into()),
        };
        Ok(Some(self.page(asks, Some(failure))))
    }

    fn page(&self, asks: Asks, failure: Option<VerificationFailure>) -> Response {
        match asks {
            Asks::Code => self.code_page(failure),
            Asks::Fact(fact) => self.fact_page(fact, failure, Unread::default()),
        }
    }

    /// What the form sends along, and which question it answers.
    fn sent(&self, asked: &str) -> Fields {
        let sent = self.fields.carried().with("form_key", self.form_key).with("seen", self.fields.get("seen"));
        sent.with("asked", asked)
    }

    fn code_page(&self, failure: Option<VerificationFailure>) -> Response {
        let view = CodeView {
            action: self.binding.action.clone(),
            hidden: self.sent("code").hidden(),
            address: self.methods.code.clone().unwrap_or_default(),
            minutes: verification::VALID_FOR.num_minutes(),
            failure,
            or_fact: self.methods.fact,
            sent_again: self.fields.has("again"),
            back_href: self.binding.back_href(self.fields),
        };
        self.session.page_with(status(failure), |context| views::code::page(context, view))
    }

    fn fact_page(&self, fact: KnowledgeQuestion, failure: Option<VerificationFailure>, unread: Unread) -> Response {
        let view = KnowledgeQuestionView {
            action: self.binding.action.clone(),
            hidden: self.sent(fact.as_str()).hidden(),
            fact,
            minutes: verification::VALID_FOR.num_minutes(),
            number: self.fields.get("invoice_number").chars().take(MAX_NUMBER).collect(),
            no_fact: unread.fact,
            no_number: unread.number,
            failure,
            or_code: self.methods.code.clone(),
            back_href: self.binding.back_href(self.fields),
        };
        let status = if unread.fact || unread.number { PageStatus::InvalidForm } else { status(failure) };
        self.session.page_with(status, |context| views::knowledge_question::page(context, view))
    }
}

/// What of an answer to a question cannot be read.
#[derive(Clone, Copy, Default)]
struct Unread {
    fact: bool,
    number: bool,
}

const LOCKED: VerificationFailure = VerificationFailure::Locked { minutes: verification::LOCKED_FOR.num_minutes() };

const fn status(failure: Option<VerificationFailure>) -> PageStatus {
    match failure {
        None => PageStatus::Found,
        Some(VerificationFailure::Locked { .. }) => PageStatus::TooManyTries,
        Some(_) => PageStatus::InvalidForm,
    }
}

fn six_digits(fields: &Fields) -> Option<String> {
    let digits: String = fields.get("code").chars().filter(char::is_ascii_digit).collect();
    Some(digits).filter(|digits| digits.len() == 6)
}

/// What a form brings to prove something by, if it can be read.
fn brought(fields: &Fields) -> Option<String> {
    let fact = || PlainFact::read(fields.get("fact")).map(|fact| both_halves(&fact, fields.get("invoice_number")));
    six_digits(fields).or_else(fact)
}

/// Does the form bring an answer, be it an empty one?
fn brings_answer(fields: &Fields) -> bool {
    ["code", "fact", "asked"].into_iter().any(|name| fields.has(name))
}

fn holder(session: &DebtorSession) -> Holder {
    Holder { creditor: session.creditor.id, debtor: session.debtor.id, session: session.id }
}

/// The session's token, and the one that it has after the proof of this form.
pub(super) fn tokens(
    session: &DebtorSession,
    headers: &HeaderMap,
    form_key: &str,
) -> Result<(TokenHash, AccessToken), Failure> {
    let ended = || Failure::from(Problem::SessionEnded(SessionEnd::Never));
    let now_used = session::token_in(&session.state, headers).ok_or_else(ended)?;
    let after = session.state.services.keys.token_after(&now_used, form_key).map_err(|_| ended())?;
    Ok((now_used.hash(), after))
}

/// The token for a form that was sent before: the one after its proof, where the browser has not got it yet, and the form
/// brings that proof again. Who sends the form again with that token, by going back, keeps it.
pub(super) async fn token_again<'a>(
    session: &DebtorSession,
    fields: &Fields,
    form_key: &str,
    tokens: &'a (TokenHash, AccessToken),
) -> Result<Option<&'a AccessToken>, Failure> {
    let Some(brought) = brought(fields) else { return Ok(None) };
    let mut db = session.state.services.store.read().await?;
    let now = session.state.services.clock.now();
    let of_form = (form_key, fields.get("seen"));
    if !has_proved(&mut db, &session.state.services, holder(session), &brought, of_form).await? {
        return Ok(None);
    }
    let visited = links::visited(&mut db, session.creditor.id, tokens.1.hash(), now).await?;
    Ok(visited.filter(|visited| visited.session.id == session.id).map(|_| &tokens.1))
}

/// The cookie with the session's token after a proof.
pub(super) fn cookie(session: &DebtorSession, token: &AccessToken) -> Option<(header::HeaderName, HeaderValue)> {
    let value = session.state.services.keys.session_cookie(token, session.state.services.clock.now());
    Some((header::SET_COOKIE, session::set_cookie(&session.state, &value)?))
}

/// `GET /code`: where the six digits are typed. Nothing is sent by looking at it.
pub(super) async fn code(session: DebtorSession, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    shown(session, &headers, &uri, |methods| methods.code.is_some().then_some(Asks::Code)).await
}

/// `GET /fact`: where the fact is typed. Nothing is asked by looking at it.
pub(super) async fn fact(session: DebtorSession, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    shown(session, &headers, &uri, |methods| methods.fact.map(Asks::Fact)).await
}

async fn shown(
    session: DebtorSession,
    headers: &HeaderMap,
    uri: &Uri,
    asks: impl Fn(&Methods) -> Option<Asks>,
) -> Result<Response, Failure> {
    let session = session.whole()?;
    let fields = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let form_key = fields.form_key()?;
    session.own_form(&form_key)?;
    let binding = Binding::read(fields.get("for")).ok_or(Problem::BadRequest)?;
    let tokens = tokens(&session, headers, &form_key)?;
    let methods = Methods::now(&session).await?;
    let asks = asks(&methods);
    let flow = VerificationFlow {
        session: &session,
        fields: &fields,
        form_key: &form_key,
        binding: &binding,
        methods,
        confirms: None,
        tokens: &tokens,
    };
    Ok(match asks {
        Some(asks) => flow.page(asks, None),
        None => see_other(&binding.back_href(&fields)),
    })
}
