//! A pointer that comes down on a photo which is still moving: the photo stays where it is, under the finger.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::Viewer;
use super::input::SOON;
use crate::gallery::zoom::{Place, Zoom};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Moving;
    #[wasm_bindgen(method, js_name = getAnimations)]
    fn animations(this: &Moving) -> Array;

    type Animation;
    #[wasm_bindgen(method)]
    fn cancel(this: &Animation);

    #[wasm_bindgen(js_name = DOMMatrix)]
    type Matrix;
    #[wasm_bindgen(constructor, catch, js_class = DOMMatrix)]
    fn new(transform: &str) -> Result<Matrix, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn a(this: &Matrix) -> f64;
    #[wasm_bindgen(method, getter)]
    fn b(this: &Matrix) -> f64;
    #[wasm_bindgen(method, getter)]
    fn e(this: &Matrix) -> f64;
    #[wasm_bindgen(method, getter)]
    fn f(this: &Matrix) -> f64;
}

impl Viewer {
    /// Stops what moves.
    pub fn catch(&self) {
        let is_zoomed = self.stage.borrow().zoom.as_ref().is_some_and(Zoom::is_zoomed);
        let frame = self.slide(self.at.get(), |slide| slide.frame.clone());
        // A whole photo that moves comes out of its place on the page: that goes on.
        if let Some(at) = frame.filter(|_| is_zoomed).and_then(|frame| self.stop(&frame)) {
            let scale = (at.a() * at.a() + at.b() * at.b()).sqrt();
            self.zoom(|zoom| zoom.hold(Place { scale, x: at.e(), y: at.f() }));
            self.grip.set(Some(0.0));
        }
        if let Some(at) = self.stop(&self.parts.track) {
            self.grip.set(Some(at.e()));
            self.draw(at.e(), 0.0);
        }
    }

    /// The pointer is gone. What it stopped goes to its place, unless it was moved on there.
    pub fn release(&self, is_moved: bool) {
        if self.grip.take().is_some() && !is_moved {
            self.let_go();
            self.zoom_slowly(SOON, Zoom::settle);
        }
    }

    /// Where an element was on its way; `None` where it is at rest.
    fn stop(&self, element: &HtmlElement) -> Option<Matrix> {
        let animations = element.unchecked_ref::<Moving>().animations();
        if animations.length() == 0 {
            return None;
        }
        let style = self.window.get_computed_style(element).ok()??;
        let matrix = Matrix::new(&style.get_property_value("transform").ok()?).ok()?;
        animations.iter().for_each(|animation| animation.unchecked_ref::<Animation>().cancel());
        Some(matrix)
    }
}
