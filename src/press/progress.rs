//! How far the work is, as a bar on stderr for a person at a terminal. Anywhere else there is none, and not one control
//! character: what is told there are the lines that are told in any case.

use std::io::{self, IsTerminal};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Times a second that a bar is drawn at most. Between them a step is an addition.
const A_SECOND: u8 = 10;

/// The bar that is shown now: a line that is said meanwhile stands above it.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Whether a person watches. One who asked for an object for programs does not.
pub fn is_watched(is_json: bool) -> bool {
    !is_json && io::stderr().is_terminal()
}

/// One stage of the work. Its bar goes when it is dropped.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// A stage of so many things, such as `"articles"`.
    pub fn begin(things: &'static str, total: usize, is_watched: bool) -> Progress {
        if !is_watched || total == 0 {
            return Progress(None);
        }
        let target = ProgressDrawTarget::stderr_with_hz(A_SECOND);
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        // The form is the program's own; were it wrong, the plain one would do.
        let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos} of {len}{msg}");
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_prefix(things);
        if let Ok(mut shown) = SHOWN.lock() {
            *shown = Some(bar.clone());
        }
        Progress(Some(bar))
    }

    /// One thing more is done. Any thread may say so.
    pub fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some(bar) = &self.0 else { return };
        bar.finish_and_clear();
        if let Ok(mut shown) = SHOWN.lock() {
            *shown = None;
        }
    }
}

/// Says beside the bar what else was done, such as `"3 pictures"`; nothing where there is no bar.
pub fn also(words: &str) {
    if let Some(bar) = shown() {
        bar.set_message([", ", words].concat());
    }
}

/// Writes something above the bar, where there is one.
pub fn above(write: &dyn Fn()) {
    match shown() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

fn shown() -> Option<ProgressBar> {
    SHOWN.lock().ok().and_then(|shown| shown.clone())
}
