//! Stands in for the `wasm-streams` crate, which Leptos' server functions bring along for streamed requests.
//!
//! The portal has no server and so no server functions. The real crate exports three classes to JavaScript that nothing
//! here ever calls, and exports cannot be optimised away: 4 kB of every first visit. This one has what
//! `server_fn` 0.8 needs in order to compile, and does the least that is true: a stream that is made here is empty,
//! and one that is read here ends at once. Should the portal ever call a server function, this folder has to go.

use futures_util::stream::{self, Empty, Stream};
use wasm_bindgen::JsValue;

/// A stream of JavaScript's that nobody reads.
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// Takes a stream of JavaScript's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream { raw }
    }

    /// An empty stream: what `stream` would have given is not asked for.
    ///
    /// # Errors
    /// None; a browser without streams throws.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> ReadableStream {
        let raw = match web_sys::ReadableStream::new() {
            Ok(raw) => raw,
            Err(error) => wasm_bindgen::throw_val(error),
        };
        ReadableStream { raw }
    }

    /// Gives the stream of JavaScript's back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// Ends at once.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
