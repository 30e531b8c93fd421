//! Every view as a picture in target/screenshots, to be looked at: with `BANTIN_SCREENSHOTS=1` only.

use super::sample::{open, views};
use crate::browser::Browser;
use crate::journeys;

async fn sweep(b: &Browser, width: u32, height: u32) {
    if std::env::var_os("BANTIN_SCREENSHOTS").is_none() {
        return;
    }
    for scheme in ["light", "dark"] {
        b.color_scheme(scheme).await;
        for view in views() {
            b.resize(width, height).await;
            open(b, view).await;
            b.js("document.querySelectorAll('img').forEach((it) => (it.loading = 'eager'))", vec![]).await;
            b.wait_until("all photos", async || {
                b.js("return [...document.images].every((it) => it.complete)", vec![]).await == true
            })
            .await;
            let name: String =
                view.0.trim_matches('/').chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let name = if name.is_empty() { "front" } else { &name };
            b.screenshot_whole(&format!("{width}-{scheme}/{name}")).await;
        }
    }
}

journeys! {
    fn every_view_is_pictured_on_a_phone in [chromium] (b, server) {
        sweep(b, 360, 740).await;
    }

    fn every_view_is_pictured_on_a_tablet in [chromium] (b, server) {
        sweep(b, 768, 1024).await;
    }

    fn every_view_is_pictured_on_a_desk in [chromium] (b, server) {
        sweep(b, 1280, 800).await;
    }
}
