//! Why a photo has not come, as far as a browser says it: an image tells nothing, so its address is asked once more.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestInit, Response, Url};

use super::Viewer;

impl Viewer {
    /// Finds out why a photo's file has failed, and says it where the photo would be.
    pub fn explain(self: &Rc<Viewer>, at: usize, file: String) {
        let this = self.clone();
        spawn_local(async move {
            let cause = this.cause(&file).await;
            this.slide(at, |slide| slide.say(&[this.words.get("viewer_failed"), " ", &cause].concat()));
        });
    }

    async fn cause(&self, file: &str) -> String {
        let word = |key: &str| self.words.get(key).to_owned();
        if !self.window.navigator().on_line() {
            return word("viewer_failed_offline");
        }
        let base = self.document.base_uri().ok().flatten().unwrap_or_default();
        // Of a file that it did not ask for, Chromium says the address as it was written.
        let Ok(url) = Url::new_with_base(file, &base) else { return String::new() };
        if self.window.location().origin().ok().as_deref() != Some(&url.origin()) {
            // Another host answers a script only if it wants to, and the portal's policy may not let it be asked.
            return match url.host() {
                host if host.is_empty() => word("viewer_failed_file"),
                host => self.words.phrase("viewer_failed_host", &[("host", &host)]),
            };
        }
        let init = RequestInit::new();
        init.set_method("HEAD");
        let Ok(answer) = JsFuture::from(self.window.fetch_with_str_and_init(&url.href(), &init)).await else {
            return word("viewer_failed_silent");
        };
        match answer.unchecked_into::<Response>().status() {
            200..300 => word("viewer_failed_file"),
            404 | 410 => word("viewer_failed_gone"),
            // The server does not know this way of asking.
            405 | 501 => String::new(),
            status => self.words.phrase("viewer_failed_status", &[("status", &status.to_string())]),
        }
    }
}
