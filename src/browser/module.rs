//! Wasm modules beside the portal, brought when they are needed.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The `import()` of the language, which asks the portal's own host alone.
    fn import(address: &str) -> Promise;

    /// A script that wasm-bindgen makes.
    type Script;
    /// Fetches the wasm that belongs to it.
    #[wasm_bindgen(method, js_name = default)]
    fn start(this: &Script) -> Promise;
}

/// Brings a module: its script, then its wasm. Brought once, it is there at once.
///
/// # Errors
/// Whatever the browser says of a file that could not be had.
pub async fn module(file: &str) -> Result<JsValue, JsValue> {
    let script = JsFuture::from(import(file)).await?.unchecked_into::<Script>();
    JsFuture::from(script.start()).await?;
    Ok(script.into())
}
