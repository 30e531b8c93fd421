//! Markdown in the browser: the module of `wasm.rs`, brought once and then called as any function is.

use std::cell::RefCell;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The `import()` of the language, which asks the portal's own host alone.
    fn import(address: &str) -> Promise;

    /// The script that wasm-bindgen makes of `wasm.rs`.
    #[derive(Clone)]
    type Module;
    /// Fetches the wasm that belongs to it.
    #[wasm_bindgen(method, js_name = default)]
    fn start(this: &Module) -> Promise;
    #[wasm_bindgen(method)]
    fn html(this: &Module, text: &str) -> String;
}

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
}

/// A text as HTML for [`crate::body::parse`]; `None` where the reader is not there.
pub fn html(text: &str) -> Option<String> {
    MODULE.with_borrow(|module| module.as_ref().map(|module| module.html(text)))
}

/// Makes the reader ready. `base` is the portal's path.
///
/// # Errors
/// The file that could not be had.
pub async fn load(base: &str) -> Result<(), String> {
    let file = [base, "markdown.js"].concat();
    let module: Result<Module, JsValue> = async {
        let module = JsFuture::from(import(&file)).await?.unchecked_into::<Module>();
        JsFuture::from(module.start()).await?;
        Ok(module)
    }
    .await;
    MODULE.set(Some(module.map_err(|_| file)?));
    Ok(())
}
