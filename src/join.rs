//! Waiting for several things at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Something to wait for. Boxed, so that there is one kind of it: each kind of future brings its own machinery along.
pub type Task<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Waits for all of them side by side.
pub async fn all(mut tasks: Vec<Task<'_>>) {
    poll_fn(|context| {
        tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
        if tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
