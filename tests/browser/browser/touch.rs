//! Fingers on the screen, by WebDriver's pointers of kind touch. In Chromium.

use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

use super::Browser;
use crate::engine::Engine;

/// A time between two of a finger's moves, in ms: about a frame.
const STEP: u64 = 16;

/// What one finger does, in this order. It is to be lifted at the end: the driver forgets it.
#[derive(Clone, Default)]
pub struct Finger {
    at: (i64, i64),
    steps: Vec<Value>,
}

impl Finger {
    /// Puts a finger down at this place of the viewport, in px.
    pub fn down(x: i64, y: i64) -> Finger {
        let mut finger = Finger { at: (x, y), steps: vec![] };
        finger.step(x, y, 0);
        finger.steps.push(json!({ "type": "pointerDown", "button": 0 }));
        finger
    }

    /// Moves it there in so many ms.
    pub fn to(mut self, x: i64, y: i64, milliseconds: u64) -> Finger {
        let (from, n) = (self.at, (milliseconds / STEP).max(1) as i64);
        for step in 1..=n {
            self.step(from.0 + (x - from.0) * step / n, from.1 + (y - from.1) * step / n, STEP);
        }
        self
    }

    /// Leaves it where it is.
    pub fn rest(mut self, milliseconds: u64) -> Finger {
        self.steps.push(json!({ "type": "pause", "duration": milliseconds }));
        self
    }

    pub fn up(mut self) -> Finger {
        self.steps.push(json!({ "type": "pointerUp", "button": 0 }));
        self
    }

    /// Puts it down where it was.
    pub fn again(mut self) -> Finger {
        self.steps.push(json!({ "type": "pointerDown", "button": 0 }));
        self
    }

    fn step(&mut self, x: i64, y: i64, milliseconds: u64) {
        self.at = (x, y);
        self.steps
            .push(json!({ "type": "pointerMove", "duration": milliseconds, "x": x, "y": y, "origin": "viewport" }));
    }
}

impl Browser {
    /// What the fingers do at the same time, the first finger always the first.
    pub async fn touch(&self, fingers: &[Finger]) {
        assert!(self.engine == Engine::Chromium, "expected Chromium for fingers, found {}", self.engine.name());
        let sources: Vec<Value> = fingers
            .iter()
            .enumerate()
            .map(|(n, finger)| {
                let kind = json!({ "pointerType": "touch" });
                json!({ "type": "pointer", "id": format!("finger {n}"), "parameters": kind, "actions": finger.steps })
            })
            .collect();
        let done = self.driver.handle().cmd(Command::PerformActions(Actions::from(json!(sources)))).await;
        done.unwrap_or_else(|error| panic!("expected the fingers to move, found: {error}"));
    }
}
