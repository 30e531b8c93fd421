//! What the console was told since the session began, over page loads.
//!
//! A script that the server puts into every page notes errors, warnings, uncaught exceptions, unhandled rejections and
//! pictures or scripts that failed. Chromium's own log adds what no script hears: failed requests, blocked content.

use crate::engine::Engine;

use super::Browser;

impl Browser {
    /// Takes what was said so far, and leaves the console empty.
    pub async fn take_console(&self) -> Vec<String> {
        let script = "const lines = JSON.parse(sessionStorage.getItem('test-console') || '[]');
            sessionStorage.removeItem('test-console');
            return lines;";
        // A document that never came has no storage; then there is no console either.
        let found = self.eval(script, vec![]).await.unwrap_or_default();
        let mut lines: Vec<String> =
            found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect();
        if self.engine == Engine::Chromium {
            let log = self.driver.browser_log().await;
            let log = log.unwrap_or_else(|error| panic!("expected Chromium's log, found: {error}"));
            // These two the script has heard already, and tells better.
            let known = |source: Option<&str>| matches!(source, Some("console-api" | "javascript"));
            let told = log.into_iter().filter(|one| !known(one.source.as_deref()));
            let serious = told.filter(|one| matches!(one.level.as_str(), "SEVERE" | "WARNING"));
            lines.extend(serious.map(|one| format!("{}: {}", one.source.unwrap_or_default(), one.message)));
        }
        lines
    }

    /// From now on (and for what was said already) lines that contain this are expected; for tests that break things.
    pub fn allow_console(&self, part: &str) {
        self.allowed.lock().unwrap().push(part.to_owned());
    }

    /// What was said and isn't expected. Leaves the console empty.
    pub async fn console(&self) -> Vec<String> {
        let mut lines = self.take_console().await;
        let allowed = self.allowed.lock().unwrap().clone();
        lines.retain(|line| !allowed.iter().any(|part| line.contains(part)));
        lines
    }

    pub async fn assert_console_empty(&self) {
        let lines = self.console().await;
        assert!(lines.is_empty(), "expected an empty console, found {lines:#?}");
    }
}
