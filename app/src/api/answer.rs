//! What a server function answers, and what its caller in a browser is told of it.

#[cfg(feature = "ssr")]
use super::Response;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
#[cfg(feature = "ssr")]
use std::{marker::PhantomData, pin::Pin};

/// On the server: a finished answer, status, headers and all, whose success means a `T`.
#[cfg(feature = "ssr")]
#[derive(Debug)]
pub struct Answer<T>(Response, PhantomData<fn() -> T>);

/// In the browser: what a successful answer means.
#[cfg(not(feature = "ssr"))]
#[derive(Debug)]
pub struct Answer<T>(pub T);

/// A port's answer on its way.
#[cfg(feature = "ssr")]
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = Answer<T>> + Send + 'a>>;

#[cfg(feature = "ssr")]
impl<T> From<Response> for Answer<T> {
    fn from(response: Response) -> Self {
        Self(response, PhantomData)
    }
}

#[cfg(feature = "ssr")]
impl<T> Answer<T> {
    /// What goes out.
    pub fn into_response(self) -> Response {
        self.0
    }
}

/// The page that a form leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address, after redirects.
    pub href: String,
}

/// What a caller in a browser can read of an answer.
pub trait FromAnswer: Sized + Send {
    /// From the address that answered and the text of its answer.
    #[cfg(not(feature = "ssr"))]
    fn read(href: String, text: &str) -> Option<Self>;
}

impl FromAnswer for Page {
    #[cfg(not(feature = "ssr"))]
    fn read(href: String, _: &str) -> Option<Self> {
        Some(Self { href })
    }
}

/// No answer that the caller can use: no network, a refusal (whose page only a plain form shows), or no such function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoAnswer;

impl FromServerFnError for NoAnswer {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self
    }
}
