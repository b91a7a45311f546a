//! The server's side of [`Post`].

use super::Post;
use crate::api::access::{Who, visitor};
use crate::api::answer::{Answer, NoAnswer};
use crate::api::{Fields, Form, Visitor};
use axum::body::Body;
use axum::extract::{FromRequest, RawForm};
use axum::response::IntoResponse;
use http::Method;
use http::header;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use server_fn::Protocol;
use server_fn::axum::{get_server_fn_service, server_fn_paths};
use server_fn::client::Client;
use server_fn::server::Server;
use std::sync::Arc;

/// A request.
pub type Request = http::Request<Body>;
/// An answer.
pub type Response = http::Response<Body>;

/// The addresses of all functions; each takes a POST.
pub fn addresses() -> impl Iterator<Item = &'static str> {
    server_fn_paths().map(|(address, _)| address)
}

/// Runs the function at the request's address, with the port of the request in its context; `None` without such a
/// function.
pub async fn call(mut request: Request, port: Arc<dyn Visitor>) -> Option<Response> {
    let mut function = get_server_fn_service(request.uri().path(), request.method().clone())?;
    // The runtime would send whoever accepts HTML back to where they came from, whatever the function answered.
    request.headers_mut().remove(header::ACCEPT);
    let owner = Owner::new();
    owner.with(|| provide_context(port));
    Some(owner.with(|| ScopedFuture::new(function.run(request))).await)
}

/// What can be read of a request.
pub trait Sent: Sized + Send {
    /// Reads it, or says what is answered to one that cannot be read.
    fn receive(request: Request, visitor: &dyn Visitor) -> impl Future<Output = Result<Self, Response>> + Send;
}

/// A form of the usual type, as large as the route lets it be: 415 for another type, 413 for more.
impl<F: Form> Sent for F {
    async fn receive(request: Request, visitor: &dyn Visitor) -> Result<Self, Response> {
        let RawForm(body) = RawForm::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        Fields::read(&body).and_then(F::read).map_err(|_| visitor.refuse())
    }
}

/// A form with files, which the port reads as it comes.
#[derive(Debug)]
pub struct Upload(pub Request);

impl Sent for Upload {
    async fn receive(request: Request, _: &dyn Visitor) -> Result<Self, Response> {
        Ok(Self(request))
    }
}

impl<W, F, Input, T, C, S> Protocol<Input, Answer<T>, C, S, NoAnswer> for Post<W, F>
where
    W: Who,
    F: Sent,
    Input: From<F> + Send,
    C: Client<NoAnswer>,
    S: Server<NoAnswer, Request = Request, Response = Response>,
{
    const METHOD: Method = Method::POST;

    async fn run_server<Run, Answering>(request: Request, run: Run) -> Result<Response, NoAnswer>
    where
        Run: Fn(Input) -> Answering + Send,
        Answering: Future<Output = Result<Answer<T>, NoAnswer>> + Send,
    {
        let visitor = visitor()?;
        match visitor.admit(W::ACCESS).await {
            Ok(Some(debtor)) => provide_context(debtor),
            Ok(None) => {}
            Err(refused) => return Ok(refused),
        }
        match F::receive(request, &*visitor).await {
            Ok(form) => run(form.into()).await.map(Answer::into_response),
            Err(refused) => Ok(refused),
        }
    }

    /// The server calls its own functions by their ports.
    async fn run_client(_: &str, _: Input) -> Result<Answer<T>, NoAnswer> {
        Err(NoAnswer)
    }
}
