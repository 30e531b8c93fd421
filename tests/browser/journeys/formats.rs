//! Photos of which there are smaller files: the viewer and the windowed album show those that the page shows.

use std::fs;

use serde_json::{Value, json};

use super::albums::{edit, open_album};
use super::viewer::{LONG, until_photo};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::{Rule, Server};

/// More than the portal renders at once.
const MANY: u32 = 240;

/// Every photo has files in all formats beside its own; the server takes any of them for the same photo, which browsers
/// know by its first bytes.
fn give_formats(server: &Server) {
    edit(server, &|photos: &mut Vec<Value>| {
        let few = photos.clone();
        let all = few.iter().cycle().take(MANY as usize).cloned();
        *photos = all
            .map(|mut photo| {
                photo["formats"] = json!("avif webp");
                photo
            })
            .collect();
    });
    let file =
        format!("{}/public/content/images/tuan-le-khoa-hoc-cong-nghe-2024-01-480.jpg", env!("CARGO_MANIFEST_DIR"));
    let photo = fs::read(file).expect("a photo of the sample");
    for (ending, media_type) in [("avif", "image/avif"), ("webp", "image/webp")] {
        server.rule(&format!("/content/images/*.{ending}"), Rule::answer(200, media_type, photo.clone()));
    }
}

/// How the files end that are shown in these places, each ending once.
async fn endings(b: &Browser, places: &str) -> Vec<String> {
    let script =
        "const shown = [...document.querySelectorAll(arguments[0])].filter((it) => it.currentSrc && it.complete);
        return [...new Set(shown.map((it) => it.currentSrc.split('.').at(-1)))]";
    let found = b.js(script, vec![json!(places)]).await;
    found.as_array().into_iter().flatten().map(|ending| ending.as_str().unwrap_or_default().to_owned()).collect()
}

journeys! {
    // Only what the portal itself renders once stood in a `<picture>`: the viewer, where photos are largest, and what comes
    // by scrolling had JPEG.
    fn the_viewer_and_a_long_album_show_the_smallest_format_that_the_browser_knows in [chromium, firefox, webkit] (b, server) {
        give_formats(server);
        open_album(b, 1280).await;
        let first = ".album-rows__item[aria-posinset='1'] img";
        b.wait_until("the first photo", async || !endings(b, first).await.is_empty()).await;
        let chosen = endings(b, first).await;
        if b.engine == Engine::Chromium {
            assert_eq!(chosen, ["avif"]);
        }
        b.js("scrollTo(0, document.documentElement.scrollHeight)", vec![]).await;
        let last = &format!(".album-rows__item[aria-posinset='{MANY}'] img");
        b.until("the last photo's format", &format!("{chosen:?}"), async || format!("{:?}", endings(b, last).await)).await;

        server.forget_requests();
        b.inside("main", "").click("link", &format!("Ảnh {}: *", MANY - 4)).await;
        until_photo(b, LONG, MANY - 4, MANY).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, MANY - 3, MANY).await;
        for place in [".viewer__photo", ".viewer__thumbnail"] {
            b.until(&format!("the format of {place}"), &format!("{chosen:?}"), async || format!("{:?}", endings(b, place).await)).await;
        }
        assert_eq!(server.count("/content/images/*.jpg"), 0, "nothing is loaded twice, in two formats");
        b.wait_for("the original to take along", async || {
            let file = b.attribute(".viewer__download", "href").await.unwrap_or_default();
            if file.ends_with("-1600.jpg") { Ok(()) } else { Err(file) }
        })
        .await;
    }
}
