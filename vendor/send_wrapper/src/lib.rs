//! Stands in for the `send_wrapper` crate, by which Leptos keeps the browser's values in places that want to be sent
//! to other threads.
//!
//! The real crate remembers the thread that a value was made in and asks, at each use, which thread it is in now. In a
//! browser's WebAssembly without threads there is one, and the answer costs 2 kB of every first visit: the standard
//! library's record of threads, their names and numbers. This one does not ask there. Anywhere else it is as strict as
//! the real one.

use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// A value that stays in the thread that it was made in.
pub struct SendWrapper<T> {
    data: ManuallyDrop<T>,
    home: home::Home,
}

// SAFETY: the value is reached only in the thread that it was made in, which every way to it asserts; where there are
// no threads there is no other.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    pub fn new(data: T) -> SendWrapper<T> {
        SendWrapper { data: ManuallyDrop::new(data), home: home::here() }
    }

    /// Whether this is the thread that the value was made in.
    pub fn valid(&self) -> bool {
        home::is(&self.home)
    }

    /// The value itself. Panics in any other thread, as every use does.
    pub fn take(self) -> T {
        self.assert_valid();
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is never dropped, so that the value is taken out once.
        unsafe { ManuallyDrop::take(&mut this.data) }
    }

    fn assert_valid(&self) {
        assert!(self.valid(), "a SendWrapper was used in another thread than the one that it was made in");
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.assert_valid();
        &self.data
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.assert_valid();
        &mut self.data
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        if !std::mem::needs_drop::<T>() || self.valid() {
            // SAFETY: this is the one place where the value is dropped, and `take` forgets the wrapper.
            unsafe { ManuallyDrop::drop(&mut self.data) }
        } else if !std::thread::panicking() {
            self.assert_valid();
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("SendWrapper").field(&**self).finish()
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> SendWrapper<T> {
        SendWrapper::new(T::clone(self))
    }
}

#[cfg(feature = "futures")]
impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    fn poll(self: std::pin::Pin<&mut Self>, context: &mut std::task::Context) -> std::task::Poll<F::Output> {
        self.assert_valid();
        // SAFETY: the value is never moved out of the wrapper while that is pinned.
        unsafe { self.map_unchecked_mut(|wrapper| &mut *wrapper.data) }.poll(context)
    }
}

#[cfg(feature = "futures")]
impl<S: futures_core::Stream> futures_core::Stream for SendWrapper<S> {
    type Item = S::Item;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut std::task::Context) -> std::task::Poll<Option<S::Item>> {
        self.assert_valid();
        // SAFETY: as in `poll`.
        unsafe { self.map_unchecked_mut(|wrapper| &mut *wrapper.data) }.poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        S::size_hint(self)
    }
}

#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
mod home {
    pub struct Home;

    pub fn here() -> Home {
        Home
    }

    pub fn is(_: &Home) -> bool {
        true
    }
}

#[cfg(not(all(target_arch = "wasm32", not(target_feature = "atomics"))))]
mod home {
    pub type Home = std::thread::ThreadId;

    pub fn here() -> Home {
        std::thread::current().id()
    }

    pub fn is(home: &Home) -> bool {
        *home == here()
    }
}

#[cfg(test)]
mod tests {
    use super::SendWrapper;

    #[test]
    fn a_value_is_reached_at_home_and_nowhere_else() {
        let mut wrapper = SendWrapper::new(vec![1]);
        wrapper.push(2);
        assert_eq!(*wrapper, [1, 2]);
        let away = std::thread::spawn(move || {
            assert!(!wrapper.valid());
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| wrapper.len()));
            std::mem::forget(wrapper);
            result.is_err()
        });
        assert!(away.join().unwrap());
    }

    #[test]
    fn what_is_taken_out_is_not_dropped_twice() {
        let text = SendWrapper::new(String::from("một"));
        assert_eq!(text.take(), "một");
    }
}
