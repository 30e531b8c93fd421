//! How fast a pointer is: where it was in the last 100 ms.

use super::Pointer;

/// Older points say nothing, in ms: whoever stops before letting go throws nothing.
const MEMORY: f64 = 100.0;

/// The latest points of one pointer.
#[derive(Clone, Debug, Default)]
pub struct Trace(Vec<Pointer>);

impl Trace {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn push(&mut self, pointer: Pointer) {
        self.0.push(pointer);
        self.0.retain(|old| pointer.time - old.time <= MEMORY);
    }

    /// In px/ms, at this time.
    pub fn speed(&self, now: f64) -> (f64, f64) {
        let mut recent = self.0.iter().filter(|old| now - old.time <= MEMORY);
        let (Some(first), Some(last)) = (recent.next(), recent.next_back()) else { return (0.0, 0.0) };
        // Clocks are coarse: within 8 ms nobody knows a speed.
        let ms = (last.time - first.time).max(8.0);
        ((last.x - first.x) / ms, (last.y - first.y) / ms)
    }
}
