//! Requests over the network, by gloo-net: with a time-out, a limit, and another try where that may help.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use gloo_net::http;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, RequestMode};

use super::policy::origin;
use super::task::delay;
use crate::cut;
use crate::source::{Error, Request, Response};

/// How long an answer may take, its body included.
const SECONDS: u32 = 10;
/// The largest answer that is read. A list of 100 articles with their texts stays below 1 MB.
const MEGABYTES: u32 = 8;
/// A request that may succeed later is made so often in all.
const TRIES: u32 = 3;

type Answer = Result<Response, Error>;

#[wasm_bindgen]
extern "C" {
    /// A body's `ReadableStreamDefaultReader`.
    type Reader;
    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> js_sys::Promise;

    type Stream;
    #[wasm_bindgen(method, js_name = getReader)]
    fn reader(this: &Stream) -> Reader;

    /// `TextDecoder`, which throws for a charset that it does not know.
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &Uint8Array, options: &JsValue) -> String;
}

/// Gets an answer; a status other than 200 is an answer too. Dropping it ends the request.
///
/// # Errors
/// [`Error::Unreachable`] where nothing came back, [`Error::Forbidden`] where something did and may not be read,
/// [`Error::Late`] where it took too long, [`Error::Large`] where it was too much.
pub fn get(request: Request) -> Pin<Box<dyn Future<Output = Answer>>> {
    Box::pin(async move {
        let mut tries = 1;
        loop {
            let (answer, wait) = once(&request).await;
            let is_passing = match &answer {
                Ok(response) => matches!(response.status, 429 | 502..=504),
                Err(Error::Unreachable { .. }) => !is_forbidden(&request.url).await,
                Err(_) => return answer,
            };
            match answer {
                Err(Error::Unreachable { url, .. }) if !is_passing => return Err(Error::Forbidden { url }),
                answer if !is_passing || tries == TRIES => return answer,
                _ => {}
            }
            // A second, then two; half of it left to chance, so that not all readers come back at once.
            let own = f64::from(500 * tries) * (1.0 + js_sys::Math::random());
            delay(wait.map_or(own, |seconds| f64::from(seconds.min(SECONDS)) * 1000.0) as i32).await;
            tries += 1;
        }
    })
}

/// One try, and the seconds after which the backend wants to be asked again.
async fn once(request: &Request) -> (Answer, Option<u32>) {
    let mut wait = None;
    let answer = {
        let mut asking = pin!(ask(request, &mut wait));
        let mut late = pin!(delay(SECONDS as i32 * 1000));
        poll_fn(|context| match asking.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(answer),
            Poll::Pending => {
                late.as_mut().poll(context).map(|()| Err(Error::Late { url: request.url.clone(), seconds: SECONDS }))
            }
        })
        .await
    };
    (answer, wait)
}

async fn ask(request: &Request, wait: &mut Option<u32>) -> Answer {
    let url = request.url.clone();
    let failed = |error: gloo_net::Error| Error::Unreachable { url: url.clone(), cause: error.to_string() };
    let (answer, _abort) = match early(&url) {
        Some(promise) => {
            let answer = JsFuture::from(js_sys::Promise::from(promise)).await;
            let answer = answer.map_err(|_| Error::Unreachable { url: url.clone(), cause: "no answer".into() })?;
            (http::Response::from(web_sys::Response::from(answer)), None)
        }
        None => {
            let abort = Abort(AbortController::new().ok());
            let options = RequestInit::new();
            options.set_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
            let ready = ready(request, &options)?;
            (http::Request::from(ready).send().await.map_err(failed)?, Some(abort))
        }
    };
    let header = |name: &str| answer.headers().get(name);
    *wait = header("retry-after").and_then(|seconds| seconds.parse().ok());
    let content_type = header("content-type").unwrap_or_default().to_ascii_lowercase();
    let text = text(&answer, &content_type, &url).await?;
    let header = request.header.as_deref().and_then(header);
    // Relative addresses are meant from where the answer really came from.
    let from = if answer.redirected() { answer.url() } else { url };
    Ok(Response { url: from, status: answer.status(), content_type, header, text })
}

/// Made here rather than by gloo-net's builder, which takes the address apart for values to add to its query.
fn ready(request: &Request, options: &RequestInit) -> Result<web_sys::Request, Error> {
    let no_address = |_| Error::Unreachable { url: request.url.clone(), cause: "no address".into() };
    let ready = web_sys::Request::new_with_str_and_init(&request.url, options).map_err(no_address)?;
    if let Some(accept) = &request.accept {
        // Only a header that needs no leave is ever set; a value that is none is left out.
        let _ = ready.headers().set("accept", accept);
    }
    Ok(ready)
}

/// The body, piece by piece: a body without an end must not fill the reader's memory.
async fn text(answer: &http::Response, content_type: &str, url: &str) -> Result<String, Error> {
    let Some(body) = answer.body() else { return Ok(String::new()) };
    let label = cut::around(content_type, "charset=").map_or("utf-8", |(_, label)| label.trim_matches('"'));
    let decoder = TextDecoder::new(label).or_else(|_| TextDecoder::new("utf-8"));
    let broken = |_| Error::Unreachable { url: url.to_owned(), cause: "the answer broke off".into() };
    let decoder = decoder.map_err(broken)?;
    let goes_on = js_sys::Object::new();
    let key = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).unwrap_or_default();
    let _ = Reflect::set(&goes_on, &"stream".into(), &true.into());
    let reader = JsValue::from(body).unchecked_into::<Stream>().reader();
    let (mut text, mut bytes) = (String::new(), 0);
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(broken)?;
        if key(&piece, "done").is_truthy() {
            return Ok(text);
        }
        let piece = Uint8Array::from(key(&piece, "value"));
        bytes += piece.length();
        if bytes > MEGABYTES << 20 {
            return Err(Error::Large { url: url.to_owned(), megabytes: MEGABYTES });
        }
        text.push_str(&decoder.decode(&piece, &goes_on));
    }
}

/// Takes what `index.html` asked for while the wasm was on its way: promises of answers, by address.
fn early(url: &str) -> Option<JsValue> {
    let all = Reflect::get(&web_sys::window()?.into(), &"early".into()).ok()?;
    let url = web_sys::Url::new_with_base(url, &super::base_uri()).ok()?.href().into();
    let promise = Reflect::get(&all, &url).ok().filter(|promise| promise.is_object())?;
    let _ = Reflect::set(&all, &url, &JsValue::UNDEFINED);
    Some(promise)
}

/// Whether a host that gave no answer that may be read does give one that may not: then it lacks the header that lets
/// pages of other sites read it (Fetch, "CORS check").
async fn is_forbidden(url: &str) -> bool {
    let host = origin(url);
    if host.is_empty() || host == origin("") {
        return false;
    }
    let options = RequestInit::new();
    options.set_mode(RequestMode::NoCors);
    options.set_method("HEAD");
    let Ok(request) = web_sys::Request::new_with_str_and_init(url, &options) else { return false };
    let mut asking = pin!(http::Request::from(request).send());
    let mut late = pin!(delay(SECONDS as i32 * 1000));
    poll_fn(|context| match asking.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(answer.is_ok()),
        Poll::Pending => late.as_mut().poll(context).map(|()| false),
    })
    .await
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
