//! The strip of thumbnails: one stop for Tab, filled in every window, and no file that nobody asked for.

use super::albums::{MANY, lengthen, until_laid};
use super::viewer::{LONG, LONG_COUNT, until_photo};
use crate::browser::Browser;
use crate::journeys;

/// What a script says of the strip.
async fn strip(b: &Browser, script: &str) -> String {
    let script = format!(
        "const all = [...document.querySelectorAll('.viewer__strip button')], label = (it) => it?.getAttribute('aria-label')?.split(':')[0] ?? '';
         const room = document.querySelector('.viewer__strip').getBoundingClientRect();
         return String({script})"
    );
    b.js(&script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Waits for the focus on the thumbnail of a photo.
async fn until_on(b: &Browser, number: u32) {
    let start = format!("button \"Ảnh {number}: ");
    b.wait_until(&format!("the focus on {start}"), async || b.focused().await.starts_with(&start)).await;
}

journeys! {
    fn tab_stops_once_at_the_strip_and_the_focus_goes_along_with_the_photo in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.open(&format!("{LONG}5/")).await;
        until_photo(b, LONG, 5, LONG_COUNT).await;
        const STOPS: &str = "all.filter((it) => it.tabIndex === 0).map(label)";
        b.until("where Tab stops in the strip", "Ảnh 5", async || strip(b, STOPS).await).await;
        for _ in 0..40 {
            if b.focused().await.starts_with("button \"Ảnh 5: ") {
                break;
            }
            b.press("Tab").await;
        }
        until_on(b, 5).await;
        b.press("ArrowRight").await;
        until_photo(b, LONG, 6, LONG_COUNT).await;
        until_on(b, 6).await;
        assert_eq!(strip(b, STOPS).await, "Ảnh 6");
        // Its thumbnail was not in the document before.
        b.press("End").await;
        until_photo(b, LONG, LONG_COUNT, LONG_COUNT).await;
        until_on(b, LONG_COUNT).await;
        assert_eq!(strip(b, STOPS).await, format!("Ảnh {LONG_COUNT}"));
        b.press("Tab").await;
        assert_eq!(strip(b, "!!document.activeElement.closest('li')").await, "false", "the next stop is outside of the strip");
    }

    fn a_wider_window_has_more_of_the_strip in [chromium] (b, server) {
        lengthen(server, MANY / 10);
        b.resize(400, 800).await;
        b.open(&format!("{LONG}500/")).await;
        until_photo(b, LONG, 500, MANY / 10).await;
        const FILLED: &str = "all.length > 0 && all[0].getBoundingClientRect().left <= room.left
            && all.at(-1).getBoundingClientRect().right >= room.right";
        b.until("the strip filled from edge to edge", "true", async || strip(b, FILLED).await).await;
        b.resize(1600, 800).await;
        b.until("the wider strip filled", "true", async || strip(b, FILLED).await).await;
        const MARKED: &str = "label(all.find((it) => it.hasAttribute('aria-current')))";
        assert_eq!(strip(b, MARKED).await, "Ảnh 500");
    }

    fn with_save_data_the_strip_asks_for_no_files in [chromium] (b, server) {
        b.before_every_page("Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true, effectiveType: '4g' }) })").await;
        lengthen(server, MANY / 10);
        b.resize(1280, 800).await;
        b.open(LONG).await;
        until_laid(b).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, LONG, 2, MANY / 10).await;
        // What the page has loaded is shown.
        const SHOWN: &str = "all[1]?.querySelector('img')?.naturalWidth > 0";
        b.until("the shown photo's thumbnail", "true", async || strip(b, SHOWN).await).await;
        // Of photos that are not on the page there is the colour.
        b.open(&format!("{LONG}500/")).await;
        until_photo(b, LONG, 500, MANY / 10).await;
        b.wait_until("the strip", async || strip(b, "all.length > 10").await == "true").await;
        const COLOURED: &str = "all.every((it) => !it.querySelector('img')
            && [it, it.firstElementChild].some((part) => getComputedStyle(part).backgroundColor !== 'rgba(0, 0, 0, 0)'))";
        assert_eq!(strip(b, COLOURED).await, "true");
    }

    fn the_list_of_facts_leaves_the_way_to_the_next_photo_free in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        b.open(&format!("{LONG}1/")).await;
        until_photo(b, LONG, 1, LONG_COUNT).await;
        b.press("i").await;
        b.wait_until("the list", async || b.js("return page.shown(document.querySelector('.viewer__information'))", vec![]).await == true).await;
        b.inside("dialog", "").click("button", "Ảnh sau").await;
        until_photo(b, LONG, 2, LONG_COUNT).await;
        let script = "const list = document.querySelector('.viewer__information').getBoundingClientRect();
            return [...document.querySelectorAll('.viewer__step')].every((it) => it.getBoundingClientRect().left >= list.right
                || it.getBoundingClientRect().right <= list.left)";
        assert_eq!(b.js(script, vec![]).await, true, "the list beside the buttons");
    }
}
