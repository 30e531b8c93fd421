//! The viewer by mouse: double click, wheel, and dragging what is zoomed.

use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

use super::viewer::{LONG, LONG_COUNT, open_photo, until_photo};
use crate::browser::Browser;
use crate::journeys;

/// The middle of the photo on a screen of 1280 px.
const X: i64 = 640;
const Y: i64 = 330;

/// What the mouse does: moves, buttons and pauses as WebDriver has them.
async fn mouse(b: &Browser, steps: &[Value]) {
    point(b, "mouse", steps).await;
}

/// The same for another pointer, `pen`.
async fn point(b: &Browser, kind: &str, steps: &[Value]) {
    let mut actions = vec![json!({ "type": "pointerMove", "duration": 0, "x": X, "y": Y, "origin": "viewport" })];
    actions.extend(steps.iter().cloned());
    act(b, &json!([{ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions }]))
        .await;
}

/// Turns the wheel at a place of the viewport, away from the hand where `delta` is below 0.
async fn wheel(b: &Browser, (x, y): (i64, i64), delta: i64) {
    let turn =
        json!({ "type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": delta, "duration": 0, "origin": "viewport" });
    act(b, &json!([{ "type": "wheel", "id": "wheel", "actions": [turn] }])).await;
}

async fn act(b: &Browser, sources: &Value) {
    let done = b.driver.handle().cmd(Command::PerformActions(Actions::from(sources.clone()))).await;
    done.unwrap_or_else(|error| panic!("expected the mouse to act, found: {error}"));
}

fn click() -> [Value; 2] {
    [json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 })]
}

/// Left edge and width of the shown photo once it is at rest, in px.
async fn until_place(b: &Browser, what: &str, is_wanted: impl Fn(f64, f64) -> bool) -> (f64, f64) {
    let script =
        "const box = document.querySelector('dialog .viewer__slide:not([inert]) .viewer__box').getBoundingClientRect();
        return [box.left, box.width, document.getAnimations().length === 0]";
    b.wait_for(what, async || {
        let found = b.js(script, vec![]).await;
        let [left, width] = [0, 1].map(|n| found[n].as_f64().unwrap_or_default());
        if found[2] == true && is_wanted(left, width) { Ok((left, width)) } else { Err(found.to_string()) }
    })
    .await
}

journeys! {
    fn a_double_click_zooms_there_and_another_one_back in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 14).await;
        let rest = until_place(b, "the photo at rest", |_, width| width > 0.0).await;
        let twice = [click(), click()].concat();
        mouse(b, &twice).await;
        until_place(b, "a larger photo", |_, width| width > rest.1 * 1.2).await;
        mouse(b, &twice).await;
        until_place(b, "the whole photo", |left, width| (left - rest.0).abs() < 2.0 && (width - rest.1).abs() < 2.0).await;
        until_photo(b, LONG, 14, LONG_COUNT).await;
    }

    // The drivers of the others take a pen for a mouse.
    fn a_pen_swipes_and_taps_as_a_finger_does in [chromium] (b, server) {
        open_photo(b, 14).await;
        let [down, up] = click();
        let to = |x: i64| json!({ "type": "pointerMove", "duration": 120, "x": x, "y": Y, "origin": "viewport" });
        point(b, "pen", &[down.clone(), to(X - 400), up.clone()]).await;
        until_photo(b, LONG, 15, LONG_COUNT).await;
        point(b, "pen", &[down, up]).await;
        let script = "return document.querySelector('dialog').classList.contains('viewer--bare')";
        b.wait_until("the photo alone", async || b.js(script, vec![]).await == true).await;
    }

    // WebKit's driver has no wheel.
    fn the_wheel_zooms_where_the_mouse_is in [chromium, firefox] (b, server) {
        let y = open_photo(b, 14).await;
        let rest = until_place(b, "the photo at rest", |_, width| width > 0.0).await;
        let third = (rest.0 + rest.1 / 3.0) as i64;
        wheel(b, (third, Y), -300).await;
        let near = until_place(b, "a larger photo", |_, width| width > rest.1 * 1.5).await;
        let under = (third as f64 - near.0) / near.1;
        assert!((under - 1.0 / 3.0).abs() < 0.01, "what is under the mouse stays there: {rest:?}, {near:?}");
        for _ in 0..4 {
            wheel(b, (third, Y), 300).await;
        }
        until_place(b, "the whole photo", |left, width| (left - rest.0).abs() < 2.0 && (width - rest.1).abs() < 2.0).await;
        assert_eq!(b.scroll_y().await, y, "the page behind stands still");
    }

    fn what_is_zoomed_is_drawn_by_the_mouse in [chromium, firefox, webkit] (b, server) {
        open_photo(b, 14).await;
        let rest = until_place(b, "the photo at rest", |_, width| width > 0.0).await;
        mouse(b, &[click(), click()].concat()).await;
        let zoomed = until_place(b, "a larger photo", |_, width| width > rest.1 * 1.2).await;
        let to = |x: i64| json!({ "type": "pointerMove", "duration": 200, "x": x, "y": Y, "origin": "viewport" });
        let [down, up] = click();
        mouse(b, &[down, to(X + 40), json!({ "type": "pause", "duration": 200 }), up]).await;
        until_place(b, "the photo further to the right", |left, _| left > zoomed.0 + 20.0).await;
        until_photo(b, LONG, 14, LONG_COUNT).await;
    }
}
