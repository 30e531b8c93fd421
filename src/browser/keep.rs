//! Answers kept between visits, in the browser's own cache of answers (Service Workers, "Cache").
//!
//! Each is filed under a path made of its address; how large it is and when it came stand in the query, so that the
//! oldest can be let go without being read. A browser that keeps nothing (a private window, a full disk, no https) is
//! no error: a reader reads all the same.

use std::pin::Pin;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::task::spawn;
use crate::article::Moment;
use crate::cut::digits;
use crate::source::{Request, Response};
use crate::store::Kept;
use crate::url;

/// What is kept in all.
const MOST_BYTES: usize = 20 << 20;
const NAME: &str = "ban-tin";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type Cache;
    #[wasm_bindgen(js_namespace = caches, catch)]
    fn open(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = match)]
    fn find(this: &Cache, path: &str, options: &Object) -> Promise;
    #[wasm_bindgen(method)]
    fn put(this: &Cache, path: &str, answer: &web_sys::Response) -> Promise;
    #[wasm_bindgen(method)]
    fn delete(this: &Cache, path: &str, options: &Object) -> Promise;
    #[wasm_bindgen(method)]
    fn keys(this: &Cache) -> Promise;
}

/// What stands beside an answer's text: when it came, the header that was asked for, and from where.
const ABOUT: &str = "x-kept";

/// The answer of an earlier visit.
pub fn get(request: &Request) -> Pin<Box<dyn Future<Output = Option<Kept>>>> {
    // What a pressed page holds is newer than anything that was kept.
    if super::is_pressed() {
        return Box::pin(std::future::ready(None));
    }
    let path = path(request);
    Box::pin(async move {
        let found = JsFuture::from(cache().await?.find(&path, &any_query())).await.ok()?;
        let answer = found.dyn_into::<web_sys::Response>().ok()?;
        let about = answer.headers().get(ABOUT).ok()??;
        let mut about = about.split(' ').map(url::decode);
        let at = about.next()?.parse().ok()?;
        let header = about.next().filter(|header| !header.is_empty());
        let url = about.next()?;
        let text = JsFuture::from(answer.text().ok()?).await.ok()?.unchecked_into();
        Some((Response { url, status: 200, content_type: String::new(), header, text }, Moment(at)))
    })
}

/// Keeps an answer, and lets the oldest go where there is too much.
pub fn put(request: &Request, response: Response, at: Moment) {
    // The text of a pressed page is that of its markup, which is not what the source has to the letter.
    if super::is_pressed() {
        return;
    }
    let header = url::encode(response.header.as_deref().unwrap_or_default());
    let about = [&at.to_seconds(), " ", &header, " ", &url::encode(&response.url)].concat();
    // The text stays on JavaScript's side, and is UTF-8 there.
    let Ok(body) = Blob::new_with_str_sequence(&Array::of1(&response.text)) else { return };
    let path = [&path(request), "?", &digits(body.size() as u32)].concat();
    spawn(Box::pin(async move {
        // What fails here is kept by nobody, and missed by nobody.
        let _ = keep(&path, &about, &body).await;
    }));
}

async fn keep(path: &str, about: &str, body: &Blob) -> Option<()> {
    let cache = cache().await?;
    let answer = web_sys::Response::new_with_opt_blob(Some(body)).ok()?;
    answer.headers().set(ABOUT, about).ok()?;
    JsFuture::from(cache.delete(path, &any_query())).await.ok()?;
    JsFuture::from(cache.put(path, &answer)).await.ok()?;
    let keys = JsFuture::from(cache.keys()).await.ok()?;
    let mut total = 0;
    // The youngest was filed last.
    for key in Array::from(&keys).iter().rev() {
        let key = key.unchecked_into::<web_sys::Request>().url();
        total += key.rsplit('?').next()?.parse::<usize>().unwrap_or_default();
        if total > MOST_BYTES {
            // Nobody waits for it: the next answer that is kept finds it gone.
            let _ = cache.delete(&key, &any_query());
        }
    }
    Some(())
}

async fn cache() -> Option<Cache> {
    JsFuture::from(open(NAME).ok()?).await.ok()?.dyn_into::<Object>().ok().map(JsCast::unchecked_into)
}

fn path(request: &Request) -> String {
    ["/kept/", &url::encode(&request.url)].concat()
}

fn any_query() -> Object {
    let options = Object::new();
    // A new object refuses nothing.
    let _ = Reflect::set(&options, &"ignoreSearch".into(), &true.into());
    options
}
