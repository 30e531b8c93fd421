//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use super::Browser;

/// How long a reader's patience lasts here.
const PATIENCE: Duration = Duration::from_secs(10);

impl Browser {
    /// Asks again and again until `probe` has it; its last `Err` says what was found instead.
    pub async fn wait_for<T>(&self, what: &str, probe: impl AsyncFnMut() -> Result<T, String>) -> T {
        self.wait_at_most(PATIENCE, what, probe).await
    }

    /// The same with another patience than the usual ten seconds.
    pub async fn wait_at_most<T>(
        &self,
        patience: Duration,
        what: &str,
        mut probe: impl AsyncFnMut() -> Result<T, String>,
    ) -> T {
        let start = Instant::now();
        let mut found = "no answer".to_owned();
        loop {
            match tokio::time::timeout(patience + Duration::from_secs(2), probe()).await {
                Ok(Ok(value)) => return value,
                Ok(Err(other)) => found = other,
                // What the last complete answer said is worth more than that this one hung.
                Err(_) => {}
            }
            assert!(start.elapsed() < patience, "expected {what} within {patience:?}, found {found}");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// The same for a plain condition. Prefer [`Browser::wait_for`], whose message says what was found.
    pub async fn wait_until(&self, what: &str, mut condition: impl AsyncFnMut() -> bool) {
        self.wait_for(what, async || if condition().await { Ok(()) } else { Err("otherwise".to_owned()) }).await;
    }

    /// Waits until `look` gives exactly this: `b.until("the results", "12", async || b.text("status", "").await)`.
    pub async fn until(&self, what: &str, expected: &str, mut look: impl AsyncFnMut() -> String) {
        self.wait_for(&format!("{what} {expected:?}"), async || {
            let found = look().await;
            if found == expected { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
    }

    pub async fn until_h1(&self, expected: &str) {
        self.until("the first heading", expected, async || self.h1().await).await;
    }

    pub async fn until_path(&self, expected: &str) {
        self.until("the path", expected, async || self.path().await).await;
    }

    pub async fn until_title(&self, expected: &str) {
        self.until("the title", expected, async || self.title().await).await;
    }

    /// Waits until the focus is on this: `until_focused("heading", "Tin tức")`.
    pub async fn until_focused(&self, role: &str, name: &str) {
        self.until("the focus on", &format!("{role} {name:?}"), async || self.focused().await).await;
    }

    /// Waits until the page has come to rest at this height.
    pub async fn until_scroll_y(&self, expected: i64) {
        self.wait_for(&format!("the page scrolled to {expected} ± 2"), async || {
            let found = self.scroll_y().await;
            if (found - expected).abs() <= 2 { Ok(()) } else { Err(found.to_string()) }
        })
        .await;
    }

    /// Waits until the page says this somewhere, in text that is shown.
    pub async fn until_text(&self, expected: &str) {
        self.wait_for(&format!("the text {expected:?} on the page"), async || {
            let found = self.page_text().await;
            if found.contains(expected) { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
    }
}
