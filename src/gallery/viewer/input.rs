//! The viewer's events: what buttons, keys, fingers, wheel and images say.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlImageElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::Viewer;
use super::{film, strip};
use crate::gallery::gesture::{Direction, Gesture, Gestures, Kind, Pointer};
use crate::gallery::keys::{self, Command, Context, Focus};
use crate::gallery::listener::Listener;
use crate::gallery::zoom::soft;

/// How long a double tap zooms and a photo springs back, in ms.
pub const SOON: f64 = 220.0;
/// Pixels of a wheel that are one notch, and how much a notch zooms.
const NOTCH: f64 = 100.0;
const ZOOM: f64 = 1.3;

impl Viewer {
    /// Listens to the dialog, for as long as it is there.
    pub fn listen(self: &Rc<Viewer>) {
        let gestures = Rc::new(RefCell::new(Gestures::new(self.room.get().size(), self.is_rtl)));
        let dialog: &EventTarget = &self.parts.dialog;
        let stage: &EventTarget = &self.parts.stage;
        let mut listeners = vec![];
        let mut on = |target: &EventTarget, name, listener: fn(&Rc<Viewer>, &Event)| {
            let this = self.clone();
            listeners.push(Listener::new(target, name, move |event| listener(&this, &event)));
        };
        on(dialog, "click", click);
        on(dialog, "change", |viewer, _| viewer.choose());
        // Escape while the photo is on its way back: a modal dialog would go before it is there.
        on(dialog, "cancel", |viewer, event| {
            event.prevent_default();
            viewer.ask_to_close();
        });
        on(dialog, "load", |viewer, event| image_came(viewer, event, true));
        on(dialog, "error", |viewer, event| image_came(viewer, event, false));
        for name in ["play", "pause", "ended", "error"] {
            on(stage, name, Viewer::film_event);
        }
        on(stage, "wheel", wheel);
        on(&self.parts.strip, "scroll", |viewer, _| viewer.scroll_strip());
        on(&self.parts.words, "scroll", |viewer, _| viewer.is_read_on.set(true));
        let mut pointers = vec![];
        for name in ["pointerdown", "pointermove", "pointerup", "pointercancel"] {
            let (this, gestures) = (self.clone(), gestures.clone());
            let listener = move |event: Event| {
                let gesture = pointer(&this, &mut gestures.borrow_mut(), &event);
                let is_moved = gesture.is_some_and(|gesture| !matches!(gesture, Gesture::Tap { .. }));
                gesture.into_iter().for_each(|gesture| this.follow(gesture));
                if matches!(event.type_().as_str(), "pointerup" | "pointercancel") {
                    this.release(is_moved);
                }
            };
            pointers.push(Listener::new(stage, name, listener));
        }
        // The stage has another size where the window has, and where a caption takes more lines than the last one.
        let (this, resized) = (self.clone(), gestures.clone());
        self.observe_stage(move || {
            this.resize();
            resized.borrow_mut().resize(this.room.get().size());
        });
        listeners.extend(pointers);
        self.listeners.replace(listeners);
    }

    /// Listens to the document for as long as the viewer is open.
    pub fn listen_outside(self: &Rc<Viewer>) {
        let on = |name, listener: fn(&Rc<Viewer>, &Event)| {
            let this = self.clone();
            Listener::new(&self.document, name, move |event| listener(&this, &event))
        };
        self.outside.replace(vec![
            // Also while nothing has the focus, as after a click beside a button.
            on("keydown", key),
            on("fullscreenchange", |viewer, _| {
                let is_whole = viewer.document.fullscreen_element().is_some();
                super::bar::press(viewer.parts.tool(Command::Fullscreen), is_whole);
            }),
            on("visibilitychange", |viewer, _| viewer.slideshow.look(viewer)),
        ]);
    }

    fn toggle_bare(&self) {
        if self.is_tapped.get() {
            // A name of ours is none that is refused.
            let _ = self.parts.dialog.class_list().toggle("viewer--bare");
        }
    }

    fn follow(self: &Rc<Viewer>, gesture: Gesture) {
        self.slideshow.stop(self);
        match gesture {
            Gesture::Swipe { dx } => {
                let is_forward = (dx < 0.0) != self.is_rtl;
                let is_end = self.at.get() == if is_forward { self.count() - 1 } else { 0 };
                let dx = dx + self.grip.get().unwrap_or_default();
                // Beyond the ends there is nothing, which the finger feels.
                self.draw(if is_end { soft(dx, self.room.get().width) } else { dx }, 0.0);
            }
            Gesture::DragDown { dy } => self.draw(0.0, dy),
            Gesture::Step(direction) => {
                let (at, last) = (self.at.get(), self.count() - 1);
                match direction {
                    Direction::Forward if at < last => self.go(at + 1),
                    Direction::Back if at > 0 => self.go(at - 1),
                    _ => self.let_go(),
                }
            }
            Gesture::Close => self.ask_to_close(),
            Gesture::Pan { dx, dy } => drop(self.zoom(|zoom| zoom.pan_by(dx, dy))),
            Gesture::Fling { vx, vy } => {
                let mut time = 0.0;
                let mut after = None;
                self.zoom(|zoom| {
                    let mut flung = zoom.clone();
                    time = flung.fling(vx, vy);
                    after = Some(flung);
                });
                if let Some(flung) = after {
                    self.zoom_slowly(time.max(1.0), move |zoom| *zoom = flung);
                }
            }
            Gesture::Pinch { factor, at, dx, dy } => drop(self.zoom(|zoom| {
                zoom.pan_by(dx, dy);
                zoom.pinch_by(factor, at);
            })),
            Gesture::Rest => {
                self.let_go();
                self.zoom_slowly(SOON, |zoom| zoom.settle());
            }
            // Without a mouse, a tap shows the photo alone, and all around it again.
            Gesture::Tap { kind, .. } => {
                self.is_tapped.set(kind != Kind::Mouse);
                self.toggle_bare();
            }
            Gesture::DoubleTap { at } => {
                // What its first tap did.
                self.toggle_bare();
                self.zoom_slowly(SOON, |zoom| zoom.toggle(at));
            }
        }
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn click(viewer: &Rc<Viewer>, event: &Event) {
    let Some(element) = target(event) else { return };
    if let Some(at) = strip::thumb_at(&element) {
        return viewer.go(at);
    }
    if viewer.play(&element) {
        return;
    }
    if element.closest(".viewer__failed button").ok().flatten().is_some() {
        return viewer.try_again();
    }
    let button = element.closest("button").ok().flatten();
    let known = viewer.parts.tools.iter().find(|(_, tool)| button.as_ref() == Some(tool));
    if let Some((command, _)) = known {
        viewer.obey(*command);
    }
}

fn key(viewer: &Rc<Viewer>, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if film::key(key) {
        return;
    }
    let focus = match target(event) {
        Some(element) if element.matches("select").unwrap_or_default() => Focus::Field,
        Some(element) if element.matches("button, a, video").unwrap_or_default() => Focus::Button,
        _ => Focus::Stage,
    };
    let context = Context {
        focus,
        is_modified: key.ctrl_key() || key.alt_key() || key.meta_key(),
        is_zoomed: viewer.zoom(|zoom| zoom.is_zoomed()).unwrap_or_default(),
        is_rtl: viewer.is_rtl,
    };
    if let Some(command) = keys::command(&key.key(), context) {
        // Then no dialog's `cancel` tells of Escape once more.
        event.prevent_default();
        viewer.obey(command);
    }
    // The page behind has keys of its own.
    event.stop_propagation();
}

fn wheel(viewer: &Rc<Viewer>, event: &Event) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
    event.prevent_default();
    viewer.slideshow.stop(viewer);
    // Lines and pages of a wheel are told in other units than pixels.
    let unit = match wheel.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 33.0,
        WheelEvent::DOM_DELTA_PAGE => 300.0,
        _ => 1.0,
    };
    // Two fingers on a trackpad say it in small steps, with Ctrl held for them.
    let strength = if wheel.ctrl_key() { 4.0 } else { 1.0 };
    let notches = -wheel.delta_y() * unit * strength / NOTCH;
    let at = place(viewer, wheel.client_x(), wheel.client_y());
    viewer.zoom(|zoom| zoom.zoom_by(ZOOM.powf(notches), at));
}

fn image_came(viewer: &Rc<Viewer>, event: &Event, is_there: bool) {
    if let Some(image) = target(event).and_then(|image| image.dyn_into::<HtmlImageElement>().ok()) {
        viewer.came(&image, is_there);
    }
}

fn pointer(viewer: &Viewer, gestures: &mut Gestures, event: &Event) -> Option<Gesture> {
    let event = event.dyn_ref::<PointerEvent>()?;
    let kind = match event.pointer_type().as_str() {
        "mouse" => Kind::Mouse,
        "pen" => Kind::Pen,
        _ => Kind::Touch,
    };
    let (x, y) = place(viewer, event.client_x(), event.client_y());
    let pointer = Pointer { id: event.pointer_id(), kind, x, y, time: event.time_stamp() };
    match event.type_().as_str() {
        "pointerdown" => {
            // A button on the stage is a button, and a film has buttons of its own.
            let on_button = target(event)?.closest("button, video").ok().flatten().is_some();
            if on_button || event.button() != 0 {
                return None;
            }
            // It is followed outside of the stage as well; where that is refused, inside.
            let _ = viewer.parts.stage.set_pointer_capture(event.pointer_id());
            viewer.catch();
            let reach = viewer.zoom(|zoom| zoom.reach()).unwrap_or_default();
            gestures.down(pointer, reach)
        }
        "pointermove" => gestures.moved(pointer),
        "pointerup" => gestures.up(pointer),
        _ => gestures.cancelled(event.pointer_id()),
    }
}

/// A place on the screen as one on the stage.
fn place(viewer: &Viewer, x: i32, y: i32) -> (f64, f64) {
    let room = viewer.room.get();
    (f64::from(x) - room.left, f64::from(y) - room.top)
}
