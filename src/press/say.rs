//! What `press` says: lines on stdout for whoever asked, lines on stderr for whoever watches.
//!
//! Whoever reads them may have heard enough, as `| head` has, and hang up: then nothing more is said there, and the work
//! goes on to its end. `println!` would break off in the middle of it.

use std::io::{self, ErrorKind, Write};

use super::progress;

/// A line on stdout.
pub fn line(words: &str) {
    part(&[words, "\n"].concat());
}

/// Words on stdout as they are: several lines, or a question that is answered behind it.
pub fn part(words: &str) {
    let mut out = io::stdout().lock();
    if let Err(cause) = out.write_all(words.as_bytes()).and_then(|()| out.flush())
        && cause.kind() != ErrorKind::BrokenPipe
    {
        aside(&format!("press: expected to write to stdout, found {cause}"));
    }
}

/// A line on stderr, above the bar where there is one.
pub fn aside(words: &str) {
    // Nobody is left to be told that it could not be said.
    progress::above(&|| drop(io::stderr().lock().write_all([words, "\n"].concat().as_bytes())));
}
