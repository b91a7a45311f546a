//! The browser's side of [`Post`].

use super::{Post, Upload};
use crate::api::answer::{Answer, FromAnswer, NoAnswer};
use crate::api::{Fields, Form};
use http::Method;
use send_wrapper::SendWrapper;
use server_fn::Protocol;
use server_fn::client::Client;
use server_fn::server::Server;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, UrlSearchParams};

/// What can be sent as the body of a request.
pub trait Sendable {
    /// As fields.
    fn sent(self) -> Fields;
}

impl<F: Form> Sendable for F {
    fn sent(self) -> Fields {
        self.fields()
    }
}

impl Sendable for Upload {
    fn sent(self) -> Fields {
        match self {}
    }
}

impl<W, F, Input, T, C, S> Protocol<Input, Answer<T>, C, S, NoAnswer> for Post<W, F>
where
    F: Sendable,
    Input: Into<F> + Send,
    T: FromAnswer,
    C: Client<NoAnswer>,
    S: Server<NoAnswer>,
{
    const METHOD: Method = Method::POST;

    /// Nothing is served in a browser.
    async fn run_server<Run, Answering>(_: S::Request, _: Run) -> Result<S::Response, NoAnswer>
    where
        Run: Fn(Input) -> Answering + Send,
        Answering: Future<Output = Result<Answer<T>, NoAnswer>> + Send,
    {
        Err(NoAnswer)
    }

    fn run_client(path: &str, input: Input) -> impl Future<Output = Result<Answer<T>, NoAnswer>> + Send {
        let form: F = input.into();
        let (path, fields) = (path.to_owned(), form.sent());
        SendWrapper::new(async move {
            let (href, text) = send(&path, &fields).await.ok_or(NoAnswer)?;
            T::read(href, &text).map(Answer).ok_or(NoAnswer)
        })
    }
}

/// The address that answered in the end, and the text of its answer; nothing without network or without success.
///
/// The browser's own `fetch`: `server_fn`'s client, and the crate below it, would make the module 7 % larger.
async fn send(path: &str, fields: &Fields) -> Option<(String, String)> {
    let body = UrlSearchParams::new().ok()?;
    for (name, value) in fields.raw() {
        body.append(name, value);
    }
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(path, &request)).await.ok()?;
    let answer: Response = answer.dyn_into().ok().filter(Response::ok)?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    Some((answer.url(), text))
}
