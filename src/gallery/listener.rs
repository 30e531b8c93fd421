//! A listener that goes when it is dropped.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// Listens for as long as it is kept.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// The event is heard on its way down: those of a picture never come up, and of a key the page behind hears on its way
    /// up.
    pub fn new(target: &EventTarget, name: &'static str, listener: impl Fn(Event) + 'static) -> Listener {
        let closure = Closure::<dyn Fn(Event)>::new(listener);
        let listener = Listener { target: target.clone(), name, closure };
        // Only a name that is no text is refused.
        let _ = target.add_event_listener_with_callback_and_bool(name, listener.function(), true);
        listener
    }

    fn function(&self) -> &js_sys::Function {
        self.closure.as_ref().unchecked_ref()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, self.function(), true);
    }
}
