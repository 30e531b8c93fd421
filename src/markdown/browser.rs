//! Markdown in the browser: the module of `wasm.rs`, brought once and then called as any function is.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::browser::module;

#[wasm_bindgen]
extern "C" {
    /// The script that wasm-bindgen makes of `wasm.rs`.
    type Module;
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
    let script = module(&file).await.map_err(|_| file)?;
    MODULE.set(Some(script.unchecked_into()));
    Ok(())
}
