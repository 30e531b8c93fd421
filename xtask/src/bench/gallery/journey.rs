//! One journey: into an album, a photo opened, ten steps, closed, opened again.

use std::fmt;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::album::SLUG;
use crate::bench::chromium::{Browser, Chromium};
use crate::run::{Result, fail};

/// Which viewer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Side::Ours { "ours" } else { "PhotoSwipe" })
    }
}

/// What a journey cost. Times in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Journey {
    /// From a click to the end of the first frame with the viewer in the document, in a new browser.
    pub opened: f64,
    /// The same for the second time, when the viewer's code is there for certain.
    pub opened_again: f64,
    /// The longest gap between two frames, the longest frame that the page worked for, and the longest task, while the
    /// viewer opens. 0: no frame or task was 50 ms long.
    pub opening_gap: f64,
    pub opening_frame: f64,
    pub opening_task: f64,
    /// The same while the reader steps.
    pub stepping_gap: f64,
    pub stepping_frame: f64,
    pub stepping_task: f64,
    /// Elements in the document, without the viewer and with it.
    pub page_elements: f64,
    pub elements: f64,
    /// Bytes: JavaScript's heap and wasm's memory together, the latter alone, and the browser's own objects.
    pub heap: f64,
    pub wasm: f64,
    pub browser_heap: f64,
}

const STEPS: usize = 10;
const SLOWNESS: u8 = 4;
/// How long nobody asks the page anything after a click: each question would hold it up.
const OPENING: Duration = Duration::from_millis(400);
/// From one step to the next, as a reader holds who looks for something.
const PACE: Duration = Duration::from_millis(250);
/// How long anything may take before the journey counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

const SCRIPT: &str = include_str!("journey.js");

pub fn go(chromium: &mut Chromium, base: &str, side: Side, count: usize) -> Result<Journey> {
    let browser = chromium.browser()?;
    let screen = json!({"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", screen)?;
    // The list of links, and the file that a page has when it can open a photo, or fetch what it opens it with.
    let (path, list, file) = match side {
        Side::Ours => (format!("/gallery/{SLUG}/"), ".album-rows", "/gallery_bg.wasm"),
        Side::Theirs => ("/photoswipe/index.html".into(), ".photos", "/photoswipe-lightbox.esm.min.js"),
    };
    browser.open(&format!("{base}{path}"), SCRIPT)?;
    let target = format!("return window.__journey?.target({}, {})", json!(list), json!(file));
    let mut journey = Journey::default();

    // The page stands before the processor slows down: how it comes is `bench page`'s to measure.
    let at = wait(&browser, &target, "the album to stand", Value::is_array)?;
    journey.page_elements = number(&browser, "elements()")?;
    browser.slow_down(SLOWNESS)?;
    let opened = open(&browser, &at)?;
    (journey.opened, journey.opening_gap) = (opened.time, opened.gap);
    (journey.opening_frame, journey.opening_task) = (opened.frame, opened.task);

    let stepped = step(&browser, count)?;
    (journey.stepping_gap, journey.stepping_frame, journey.stepping_task) = (stepped.gap, stepped.frame, stepped.task);
    browser.slow_down(1)?;
    journey.elements = number(&browser, "elements()")?;
    journey.wasm = number(&browser, "wasm()")?;
    (journey.heap, journey.browser_heap) = heap(&browser)?;
    journey.heap += journey.wasm;

    press(&browser, "Escape", 27)?;
    wait(&browser, "return !window.__journey.isOpen()", "the viewer to close", |gone| *gone == true)?;
    let at = wait(&browser, &target, "the album to stand again", Value::is_array)?;
    browser.slow_down(SLOWNESS)?;
    journey.opened_again = open(&browser, &at)?.time;
    Ok(journey)
}

/// What happened since `begin()`.
struct Seen {
    time: f64,
    gap: f64,
    frame: f64,
    task: f64,
}

fn open(browser: &Browser, at: &Value) -> Result<Seen> {
    let mouse = |kind: &str, buttons: u8| {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        let event =
            json!({"type": kind, "x": at[0], "y": at[1], "button": button, "buttons": buttons, "clickCount": 1});
        browser.devtools("Input.dispatchMouseEvent", event)
    };
    mouse("mouseMoved", 0)?;
    browser.evaluate("window.__journey.begin()")?;
    mouse("mousePressed", 1)?;
    mouse("mouseReleased", 0)?;
    std::thread::sleep(OPENING);
    wait(browser, "return window.__journey.seen.opened", "the viewer to open", Value::is_number)?;
    wait(browser, "return window.__journey.isStill()", "the viewer to be open", |still| *still == true)?;
    seen(browser)
}

fn step(browser: &Browser, count: usize) -> Result<Seen> {
    browser.evaluate("window.__journey.begin()")?;
    for _ in 0..STEPS {
        press(browser, "ArrowRight", 39)?;
        std::thread::sleep(PACE);
    }
    let place = format!("{} / {count}", 3 + STEPS);
    wait(browser, "return window.__journey.place()", &format!("photo {place}"), |found| *found == place.as_str())?;
    seen(browser)
}

fn press(browser: &Browser, key: &str, code: u8) -> Result {
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code});
        browser.devtools("Input.dispatchKeyEvent", event)?;
    }
    Ok(())
}

fn seen(browser: &Browser) -> Result<Seen> {
    let seen = browser.evaluate("return window.__journey.seen")?;
    let number = |key: &str| seen.get(key).and_then(Value::as_f64).unwrap_or_default();
    Ok(Seen { time: number("opened"), gap: number("gap"), frame: number("frame"), task: number("task") })
}

/// JavaScript's heap and the browser's own, in bytes, after the garbage is out.
fn heap(browser: &Browser) -> Result<(f64, f64)> {
    browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
    let usage = browser.devtools("Runtime.getHeapUsage", json!({}))?;
    let bytes = |key: &str| usage.get(key).and_then(Value::as_f64);
    let (Some(script), Some(own)) = (bytes("usedSize"), bytes("embedderHeapUsedSize")) else {
        fail!("expected usedSize and embedderHeapUsedSize of Runtime.getHeapUsage, found {usage}");
    };
    Ok((script, own))
}

fn number(browser: &Browser, what: &str) -> Result<f64> {
    let value = browser.evaluate(&format!("return window.__journey.{what}"))?;
    match value.as_f64() {
        Some(number) => Ok(number),
        None => fail!("expected a number from {what}, found {value}"),
    }
}

/// Asks until the answer is as wished.
fn wait(browser: &Browser, script: &str, what: &str, is_there: impl Fn(&Value) -> bool) -> Result<Value> {
    let start = Instant::now();
    loop {
        let answer = browser.evaluate(script)?;
        if is_there(&answer) {
            return Ok(answer);
        }
        if start.elapsed() > PATIENCE {
            fail!("expected {what} within {} s, found {answer}", PATIENCE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

impl fmt::Display for Journey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "open after {:.0} ms, again {:.0} ms; gaps {:.0} and {:.0} ms; frames {:.0} and {:.0} ms; \
             tasks {:.0} and {:.0} ms; {} elements; {:.1} MB, of it wasm {:.1}",
            self.opened,
            self.opened_again,
            self.opening_gap,
            self.stepping_gap,
            self.opening_frame,
            self.stepping_frame,
            self.opening_task,
            self.stepping_task,
            self.elements,
            self.heap / 1e6,
            self.wasm / 1e6,
        )
    }
}
