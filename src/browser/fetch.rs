//! Requests over the network, by gloo-net: with a time-out, a limit, and another try where that may help.

use std::pin::Pin;

use gloo_net::http;
use js_sys::{Date, JSON, JsString, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, RequestMode};

use super::policy::origin;
use super::task::delay;
use crate::cut;
use crate::source::{Error, Request, Response};

/// How long an answer may take, its body included.
const SECONDS: u32 = 10;
/// The largest answer that is read, in bytes where its host says them, else in characters. A list of 100 articles with
/// their texts stays below 1 MB.
const MEGABYTES: u32 = 8;
/// A request that may succeed later is made so often in all.
const TRIES: u32 = 3;

type Answer = Result<Response, Error>;

#[wasm_bindgen]
extern "C" {
    /// `TextDecoder`, which throws for a charset that it does not know.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &JsValue) -> JsString;
}

/// Gets an answer; a status other than 200 is an answer too. Dropping it ends the request.
///
/// # Errors
/// [`Error::Unreachable`] where nothing came back, [`Error::Forbidden`] where something did and may not be read,
/// [`Error::Late`] where it took too long, [`Error::Large`] where it was too much.
pub fn get(request: Request) -> Pin<Box<dyn Future<Output = Answer>>> {
    Box::pin(async move {
        let mut tries = 0;
        loop {
            tries += 1;
            let mut heard = Heard::default();
            let answer = once(&request, false, &mut heard).await;
            let is_over = match &answer {
                Ok(response) => !matches!(response.status, 429 | 502..=504),
                // Nothing came back that may be read. If something comes back when nobody wants to read it, the host
                // lacks the header that lets pages of other sites do so (Fetch, "CORS check"). Not from the first try,
                // which a line that broke off may have ended.
                Err(Error::Unreachable { url, .. }) if tries > 1 => {
                    let host = origin(url);
                    let mut probe = Heard::default();
                    if !heard.is_open && host != origin("") && once(&request, true, &mut probe).await.is_ok() {
                        return Err(Error::Forbidden { url: request.url });
                    }
                    false
                }
                Err(error) => !matches!(error, Error::Unreachable { .. }),
            };
            if is_over || tries == TRIES {
                return answer;
            }
            // Half a second, then one; and up to as much again, so that not all readers come back at once.
            let own = f64::from(tries) * 500.0 * (1.0 + js_sys::Math::random());
            delay(heard.wait.map_or(own as i32, |seconds| seconds.min(SECONDS as i32) * 1000)).await;
        }
    })
}

/// What a try learned beside its answer.
#[derive(Default)]
struct Heard {
    /// The time in seconds after which the backend wants to be asked again.
    wait: Option<i32>,
    /// An answer began, so it may be read.
    is_open: bool,
}

/// One try.
async fn once(request: &Request, is_probe: bool, heard: &mut Heard) -> Answer {
    let late = || Err(Error::Late { url: request.url.clone(), seconds: SECONDS });
    super::within(SECONDS as i32 * 1000, Box::pin(ask(request, is_probe, heard))).await.unwrap_or_else(late)
}

/// Asks; a probe is an answer that nobody may look into.
async fn ask(request: &Request, is_probe: bool, heard: &mut Heard) -> Answer {
    let url = request.url.clone();
    let unreachable = |cause: String| Error::Unreachable { url: url.clone(), cause };
    let abort = Abort(AbortController::new().ok());
    let answer: web_sys::Response = match early(&url) {
        Some(promise) => match JsFuture::from(promise).await {
            Ok(answer) => answer.unchecked_into(),
            Err(_) => return Err(unreachable("no answer".into())),
        },
        None => {
            let options = RequestInit::new();
            options.set_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
            if is_probe {
                options.set_mode(RequestMode::NoCors);
            }
            if let Some(Ok(headers)) = request.headers.as_deref().map(JSON::parse) {
                options.set_headers(&headers);
            }
            // Made here rather than by gloo-net's builder, which takes the address apart for values to add to its query.
            let Ok(ready) = web_sys::Request::new_with_str_and_init(&url, &options) else {
                return Err(unreachable("no address".into()));
            };
            http::Request::from(ready).send().await.map_err(|error| unreachable(error.to_string()))?.into()
        }
    };
    let headers = answer.headers();
    let header = |name: &str| headers.get(name).ok()?;
    let number = |name: &str| header(name).and_then(|number| number.parse::<u32>().ok());
    let content_type = header("content-type").unwrap_or_default().to_ascii_lowercase();
    *heard = Heard { wait: header("retry-after").and_then(|after| wanted_wait(&after)), is_open: true };
    let limit = MEGABYTES << 20;
    let mut text = JsString::default();
    let mut is_large = number("content-length").is_some_and(|bytes| bytes > limit);
    if !is_probe && !is_large {
        let broken = |_: JsValue| unreachable("an answer that ends early".into());
        // The browser's own way of reading a text knows UTF-8 alone.
        let label = cut::around(&content_type, "charset=").map_or("utf-8", |(_, label)| label);
        let decoder = if label == "utf-8" { None } else { TextDecoder::new(label.trim_matches('"')).ok() };
        let body = if decoder.is_some() { answer.array_buffer() } else { answer.text() };
        let body = JsFuture::from(body.map_err(broken)?).await.map_err(broken)?;
        text = match decoder {
            Some(decoder) => decoder.decode(&body),
            None => body.unchecked_into(),
        };
        is_large = text.length() > limit;
    }
    if is_large {
        return Err(Error::Large { url, megabytes: MEGABYTES });
    }
    // Relative addresses are meant from where the answer really came from.
    let from = if answer.redirected() { answer.url() } else { url };
    let header = request.header.as_deref().and_then(header);
    Ok(Response { url: from, status: answer.status(), content_type, header, text })
}

/// In how many seconds a server wants to be asked again: it says the number, or a date (RFC 9110, 10.2.3).
fn wanted_wait(after: &str) -> Option<i32> {
    if let Ok(seconds) = after.parse::<u32>() {
        return Some(seconds.cast_signed());
    }
    let seconds = (Date::parse(after) - Date::now()) / 1000.0;
    // What is no date either says nothing; of a time that is past nothing is left to wait for.
    (!seconds.is_nan()).then(|| seconds.max(0.0) as i32)
}

/// Takes what `index.html` asked for while the wasm was on its way: promises of answers, by address.
fn early(url: &str) -> Option<Promise> {
    let all = Reflect::get(&web_sys::window()?.into(), &"early".into()).ok()?;
    let url = web_sys::Url::new_with_base(url, &super::base_uri()).ok()?.href().into();
    let promise = Reflect::get(&all, &url).ok().filter(|promise| promise.is_object())?;
    let _ = Reflect::set(&all, &url, &JsValue::UNDEFINED);
    Some(promise.into())
}

/// Ends a request that nobody waits for any more; for one that is done that is nothing.
struct Abort(Option<AbortController>);

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
