//! Requests over the network, by gloo-net.

use std::pin::Pin;

use gloo_net::http;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestInit};

use crate::source::{Error, Request, Response};

/// How long an answer may take, its body included.
const SECONDS: u32 = 20;

#[wasm_bindgen]
extern "C" {
    /// `AbortSignal.timeout`: it also ends an answer that began and then dries up.
    #[wasm_bindgen(js_namespace = AbortSignal, js_name = timeout, catch)]
    fn timeout_signal(milliseconds: u32) -> Result<AbortSignal, JsValue>;
}

/// Gets an answer; a status other than 200 is an answer too.
///
/// # Errors
/// [`Error::Unreachable`] where nothing came back, [`Error::Late`] where it took too long.
pub fn get(request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>>>> {
    Box::pin(async move {
        let url = request.url;
        let failed = |error: gloo_net::Error| cause(&url, &error);
        // A browser without the signal goes on without a time-out.
        let signal = timeout_signal(SECONDS * 1000).ok();
        let options = RequestInit::new();
        options.set_signal(signal.as_ref());
        // Made here rather than by gloo-net's builder, which takes the address apart for values to add to its query.
        let request = web_sys::Request::new_with_str_and_init(&url, &options);
        let request = request.map_err(|_| Error::Unreachable { url: url.clone(), cause: "no address".into() })?;
        let answer = http::Request::from(request).send().await.map_err(failed)?;
        let text = answer.text().await.map_err(failed)?;
        let content_type = answer.headers().get("content-type").unwrap_or_default().to_ascii_lowercase();
        // Relative addresses are meant from where the answer really came from.
        let from = if answer.redirected() { answer.url() } else { url };
        Ok(Response { url: from, status: answer.status(), content_type, text })
    })
}

fn cause(url: &str, error: &gloo_net::Error) -> Error {
    let late = match error {
        gloo_net::Error::JsError(error) => error.name == "TimeoutError" || error.name == "AbortError",
        _ => false,
    };
    let url = url.to_owned();
    if late { Error::Late { url, seconds: SECONDS } } else { Error::Unreachable { url, cause: error.to_string() } }
}
