//! How a server function is called: a form goes there, an answer of any status comes back.
//!
//! `server_fn`'s own encodings would not do: they refuse a repeated field (`invoice=a&invoice=b`), know no form with
//! files that is read as it comes, and answer a browser's form with a 302 to the page that it came from.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::{Request, Response, Upload, addresses, call};

use std::marker::PhantomData;

/// The protocol of a server function: a form of type `F`, sent by somebody whom `W` lets in.
#[derive(Debug)]
pub struct Post<W, F>(PhantomData<fn() -> (W, F)>);

/// A form with files, which the server reads as it comes. No island sends one.
#[cfg(not(feature = "ssr"))]
#[derive(Debug)]
pub enum Upload {}
