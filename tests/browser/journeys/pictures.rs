//! Every view as a picture in target/screenshots, to be looked at: with `BANTIN_SCREENSHOTS=1` only.

use super::every_kind::open_text;
use super::sample::{open, views};
use crate::browser::Browser;
use crate::journeys;
use crate::server::Server;

async fn sweep(b: &Browser, width: u32, height: u32) {
    if std::env::var_os("BANTIN_SCREENSHOTS").is_none() {
        return;
    }
    for scheme in ["light", "dark"] {
        b.color_scheme(scheme).await;
        for view in views() {
            b.resize(width, height).await;
            open(b, view).await;
            let name: String =
                view.0.trim_matches('/').chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let name = if name.is_empty() { "front" } else { &name };
            picture(b, &format!("{width}-{scheme}/{name}")).await;
        }
    }
}

async fn picture(b: &Browser, name: &str) {
    b.js("document.querySelectorAll('img').forEach((it) => (it.loading = 'eager'))", vec![]).await;
    b.wait_until("all photos", async || {
        b.js("return [...document.images].every((it) => it.complete)", vec![]).await == true
    })
    .await;
    // They are drawn when they are decoded, not when they are there.
    b.js("return Promise.all([...document.images].map((it) => it.decode().catch(() => {}))).then(() => true)", vec![])
        .await;
    b.screenshot_whole(name).await;
}

/// The text that has everything in it.
async fn text(b: &Browser, server: &Server) {
    if std::env::var_os("BANTIN_SCREENSHOTS").is_none() {
        return;
    }
    for scheme in ["light", "dark"] {
        b.color_scheme(scheme).await;
        for (width, height) in [(360, 740), (768, 1024), (1280, 800)] {
            b.resize(width, height).await;
            open_text(b, server).await;
            picture(b, &format!("{width}-{scheme}/every-kind")).await;
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

    fn every_kind_of_text_is_pictured in [chromium] (b, server) {
        text(b, server).await;
    }

    fn every_view_is_pictured_on_a_desk in [chromium] (b, server) {
        sweep(b, 1280, 800).await;
    }
}
