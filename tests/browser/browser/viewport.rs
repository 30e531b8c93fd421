//! Size, colours and movement of the page.

use serde_json::{Value, json};

use super::Browser;
use crate::engine::Engine;

/// How much the page has moved by itself since it was loaded.
#[derive(Debug)]
pub struct Shift {
    /// The sum of all shifts that no touch or key press explains (cumulative, over the page's whole life).
    pub total: f64,
    /// What moved, from where to where.
    pub by: Vec<String>,
}

impl Browser {
    /// Gives the page exactly this much room, in CSS pixels.
    ///
    /// Headless Firefox and WebKit have no windows under 450 px, and this then fails.
    pub async fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        }
        self.wait_for(&format!("a viewport of {width} × {height}"), async || {
            let inner = self.eval("return [innerWidth, innerHeight]", vec![]).await?;
            let (inner_width, inner_height) = (pixels(&inner[0]), pixels(&inner[1]));
            if (inner_width, inner_height) == (i64::from(width), i64::from(height)) {
                return Ok(());
            }
            if self.engine != Engine::Chromium {
                // The window is the viewport and a frame of unknown size: the difference is made good until it fits.
                let rect = self.driver.get_window_rect().await.map_err(|error| error.to_string())?;
                let outer_width = rect.width + i64::from(width) - inner_width;
                let outer_height = rect.height + i64::from(height) - inner_height;
                let (outer_width, outer_height) = (u32::try_from(outer_width), u32::try_from(outer_height));
                if let (Ok(outer_width), Ok(outer_height)) = (outer_width, outer_height) {
                    let moved = self.driver.set_window_rect(0, 0, outer_width, outer_height).await;
                    moved.map_err(|error| error.to_string())?;
                }
            }
            Err(format!("{inner_width} × {inner_height}"))
        })
        .await;
    }

    /// Whether the page is wider than its viewport.
    pub async fn has_sideways_scroll(&self) -> bool {
        !self.sideways().await.is_empty()
    }

    /// Fails and names what sticks out, if the page can be scrolled sideways.
    pub async fn assert_no_sideways_scroll(&self) {
        let out = self.sideways().await;
        assert!(out.is_empty(), "expected no sideways scroll on {}, found wider: {out:#?}", self.path().await);
    }

    /// What sticks out of the page on the right; empty when the page can't be scrolled sideways.
    async fn sideways(&self) -> Vec<String> {
        strings(&self.settled("the page's width", "return page.sideways()", vec![]).await)
    }

    /// The reader's setting, `"light"` or `"dark"`. In Chromium.
    pub async fn color_scheme(&self, scheme: &str) {
        self.media(&[("prefers-color-scheme", scheme)]).await;
    }

    /// The reader's settings, all at once: `[("prefers-reduced-motion", "reduce"), …]`. In Chromium.
    pub async fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What has moved by itself on this page since it was loaded. In Chromium.
    pub async fn layout_shift(&self) -> Shift {
        assert!(self.engine == Engine::Chromium, "expected Chromium for layout shifts, found {}", self.engine.name());
        // Shifts are told after the frame in which they happened: the frame in hand is let pass.
        let script = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.testShift), 0)))";
        let found = self.driver.execute_async(script, vec![]).await;
        let found = found.unwrap_or_else(|error| panic!("expected the layout shifts, found: {error}")).json().clone();
        Shift { total: found["total"].as_f64().expect("the page watches its shifts"), by: strings(&found["by"]) }
    }

    /// The whole page, also what is below the fold. In Chromium.
    pub async fn screenshot_whole(&self, name: &str) -> std::path::PathBuf {
        let size = self.js("return [innerWidth, innerHeight, document.documentElement.scrollHeight]", vec![]).await;
        let (width, height) = (pixels(&size[0]), pixels(&size[1]));
        let tall = json!({ "width": width, "height": pixels(&size[2]), "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", tall).await;
        let file = self.screenshot(name).await;
        let before = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", before).await;
        file
    }
}

fn pixels(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}
