//! Tasks on the browser's own queue.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Runs a task beside all else. Boxed: each kind of future would bring the machinery of a promise along.
pub fn spawn(task: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(task);
}

/// Waits so many milliseconds.
pub async fn delay(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            // A window can always wait.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Runs a task for so many milliseconds at most; `None` where it takes longer, and it is dropped then.
pub async fn within<T>(milliseconds: i32, mut task: Pin<Box<dyn Future<Output = T> + '_>>) -> Option<T> {
    let mut late = pin!(delay(milliseconds));
    poll_fn(|context| match task.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Waits until what a signal's change made necessary has been done to the document.
pub async fn after_effects() {
    // The change's own task was queued before this one is; a promise that is kept already cannot be refused.
    let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}
