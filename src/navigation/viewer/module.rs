//! The gallery's module: how it is brought, and what it can do.

use std::cell::{Cell, RefCell};

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::app::App;
use crate::browser;

#[wasm_bindgen]
extern "C" {
    /// The gallery's module: `src/gallery/wasm.rs`.
    #[derive(Clone)]
    pub type Module;
    #[wasm_bindgen(method)]
    pub fn hold(this: &Module, sizes: &[u32], source: &js_sys::Function, words: &str);
    #[wasm_bindgen(method)]
    pub fn prepare(this: &Module, number: u32);
    #[wasm_bindgen(method)]
    pub fn open(this: &Module, number: u32, host: &js_sys::Function);
    #[wasm_bindgen(method)]
    pub fn show(this: &Module, number: u32);
    #[wasm_bindgen(method)]
    pub fn close(this: &Module);
    #[wasm_bindgen(method)]
    pub fn album(this: &Module, list: &Element);
}

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
    /// Kept when the module on its way has come, or has not: two of them would know nothing of each other's viewer.
    static COMING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// The console knows that there is no module.
    static IS_TOLD: Cell<bool> = const { Cell::new(false) };
}

/// The module, if it is there.
pub fn known() -> Option<Module> {
    MODULE.with_borrow(Clone::clone)
}

/// Brings the module. `None` where it cannot be had: each photo has a plain page, too.
pub async fn bring(app: &App) -> Option<Module> {
    if let Some(module) = known() {
        return Some(module);
    }
    let coming = COMING.with_borrow(Clone::clone).unwrap_or_else(|| {
        let coming = Promise::new(&mut |done, _| {
            browser::spawn(Box::pin(ask([app.base(), "gallery.js"].concat(), done)));
        });
        COMING.set(Some(coming.clone()));
        coming
    });
    // It is always kept.
    let _ = JsFuture::from(coming).await;
    known()
}

async fn ask(file: String, done: js_sys::Function) {
    let module = browser::module(&file).await;
    let is_there = module.is_ok();
    MODULE.set(module.ok().map(JsCast::unchecked_into));
    // The next one who wants it may have more luck.
    COMING.take();
    // A promise's own function takes any call.
    let _ = done.call0(&JsValue::NULL);
    if !is_there && !IS_TOLD.replace(true) {
        // A document that is being left gives up what it asked for, and is not there any more by then.
        browser::delay(1000).await;
        browser::warn(&["expected ", &file, " to show photos with, found none: they have plain pages"].concat());
    }
}
