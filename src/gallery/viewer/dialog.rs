//! The native dialog and its styles.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Dialog;
    #[wasm_bindgen(method, catch, js_name = showModal)]
    fn show_modal(this: &Dialog) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Dialog);

    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str);
    type Styled;
    #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
    fn adopted(this: &Styled) -> js_sys::Array;
}

/// Keeps a dialog that is not shown out of the reader's way.
pub fn keep_out(document: &Document, dialog: &HtmlElement) {
    if can_set_apart(document, dialog) {
        // An attribute of ours is none that is refused.
        let _ = dialog.set_attribute("inert", "");
    }
}

/// Shows a dialog over the page, where it is inert still. Not by its `show`, which moves the focus: for that, the page
/// would be laid out at once, in the middle of a click.
pub fn show(dialog: &HtmlElement) {
    // As above.
    let _ = dialog.set_attribute("open", "");
}

/// Lets the reader into a dialog that is shown. `false` where that takes `show_modal`.
pub fn let_in(dialog: &HtmlElement) -> bool {
    let was_inert = dialog.has_attribute("inert");
    // As above.
    let _ = dialog.remove_attribute("inert");
    was_inert
}

/// Shows a dialog as a modal one for browsers that cannot make the page behind inert otherwise. It is much for a frame:
/// they make it so there and then, and compute the dialog's own styles anew.
pub fn show_modal(document: &Document, dialog: &HtmlElement) {
    // The reader may be on a button by now.
    let had_focus = document.active_element().filter(|element| dialog.contains(Some(element)));
    // A dialog that is shown is refused.
    let _ = dialog.remove_attribute("open");
    let _ = dialog.unchecked_ref::<Dialog>().show_modal();
    let taker = had_focus.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // What is in the dialog takes it.
    let _ = taker.as_ref().unwrap_or(dialog).focus();
}

/// Takes the focus into the dialog, unless the reader has put it there: to the dialog itself, for its first button would
/// be announced in the photo's place.
pub fn take_focus(document: &Document, dialog: &HtmlElement) {
    if !dialog.contains(document.active_element().as_deref()) {
        // What is in the document takes it.
        let _ = dialog.focus();
    }
}

/// Whether a dialog stands over an inert page without `showModal`: browsers have to know `inert` (Chromium before 102
/// and Firefox before 112 do not), and sheets that a script makes, by which it stands there (Safari before 16.4 does not).
fn can_set_apart(document: &Document, dialog: &HtmlElement) -> bool {
    // Elements and documents are objects.
    let knows = |object: &JsValue, name: &str| Reflect::has(object, &name.into()).unwrap_or_default();
    knows(dialog, "inert") && knows(document, "adoptedStyleSheets")
}

/// Closes a dialog, also one that has not become modal.
pub fn close(document: &Document, dialog: &HtmlElement) {
    dialog.unchecked_ref::<Dialog>().close();
    keep_out(document, dialog);
    hold(document, false);
}

/// Has the page behind stand still, or not any more. By a class, not `:has(dialog[open])`: for that, browsers look at the
/// document whenever an element comes or goes.
pub fn hold(document: &Document, is_held: bool) {
    if let Some(root) = document.document_element() {
        // A name of ours is none that is refused.
        let _ = root.class_list().toggle_with_force("viewer-open", is_held);
    }
}

/// The viewer's styles come with it: as a sheet that a script makes, which a strict Content-Security-Policy allows.
pub fn adopt_styles(document: &Document) {
    thread_local!(static IS_DONE: Cell<bool> = const { Cell::new(false) });
    if IS_DONE.replace(true) {
        return;
    }
    if let Ok(sheet) = CSSStyleSheet::new() {
        sheet.replace_sync(include_str!("../../../style/viewer.css"));
        document.unchecked_ref::<Styled>().adopted().push(&sheet);
    }
}
