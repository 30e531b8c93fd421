//! Waiting for a future natively: every answer that `press` gets is there before its future is asked for it.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::yield_now(),
        }
    }
}
