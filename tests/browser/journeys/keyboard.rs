//! Readers without a mouse, and what a screen reader is told.

use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, NAME, open};
use crate::engine::Engine;
use crate::journeys;

journeys! {
    fn the_skip_link_comes_first_and_leads_to_the_content in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        for path in ["/", ALBUM] {
            b.open(path).await;
            b.inside("main", "").by_role("heading", "*").await;
            b.press("Tab").await;
            b.until_focused("link", "Bỏ qua đến nội dung chính").await;
            let shown = "const box = document.activeElement.getBoundingClientRect();
                return box.top >= 0 && box.left >= 0 && box.width > 40 && box.height > 20";
            assert_eq!(b.js(shown, vec![]).await, true, "the skip link shows while it has the focus");
            b.press("Enter").await;
            b.until_focused("main", "").await;
            assert_eq!(b.path().await, path, "the address stays");
            b.press("Tab").await;
            let inside = "return document.activeElement.closest('main') !== null";
            assert_eq!(b.js(inside, vec![]).await, true, "expected the focus in main, found {}", b.focused().await);
        }
    }

    fn a_reader_comes_to_a_photo_by_the_keyboard_alone in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        b.open("/").await;
        b.until_h1(NAME).await;
        b.press("Tab").await;
        b.until_focused("link", "Bỏ qua đến nội dung chính").await;
        b.press_until_focused("Tab", "link", "Thư viện ảnh").await;
        b.press("Enter").await;
        b.until_focused("heading", "Thư viện ảnh").await;
        b.until("what was announced", &format!("Thư viện ảnh – {NAME}"), async || b.announced().await).await;
        b.press_until_focused("Tab", "link", ALBUM_TITLE).await;
        b.press("Enter").await;
        b.until_focused("heading", ALBUM_TITLE).await;
        b.press("Tab Tab").await;
        b.wait_for("the focus on the second photo", async || {
            let found = b.focused().await;
            if found.starts_with("link \"Ảnh 2: ") { Ok(()) } else { Err(found) }
        })
        .await;
        b.press("Enter").await;
        b.until_focused("dialog", "Xem ảnh").await;
        b.until_title(&format!("Ảnh 2 – {ALBUM_TITLE} – {NAME}")).await;
        b.press_until_focused("Tab", "button", "Ảnh sau").await;
        b.press("Enter").await;
        b.until_title(&format!("Ảnh 3 – {ALBUM_TITLE} – {NAME}")).await;
        b.press("Escape").await;
        b.wait_for("the focus on the third photo", async || {
            let found = b.focused().await;
            if found.starts_with("link \"Ảnh 3: ") { Ok(()) } else { Err(found) }
        })
        .await;
        b.until_title(&format!("{ALBUM_TITLE} – {NAME}")).await;
    }

    fn after_a_link_the_focus_is_on_the_heading_and_the_title_is_told in [chromium, firefox, webkit, as_pages] (b, server) {
        b.resize(1280, 800).await;
        open(b, ("/", NAME)).await;
        assert_eq!(b.announced().await, "", "an opened document is told by the screen reader itself");
        b.inside("navigation", "Menu").click("link", "Chuyển đổi số").await;
        b.until_focused("heading", "Chuyển đổi số").await;
        b.until("what was announced", &format!("Chuyển đổi số – {NAME}"), async || b.announced().await).await;
        b.inside("contentinfo", "").click("link", "Giới thiệu").await;
        b.until_focused("heading", "Giới thiệu Sở Khoa học và Công nghệ").await;
        b.until("what was announced", &format!("Giới thiệu Sở Khoa học và Công nghệ – {NAME}"), async || b.announced().await).await;
        b.until_scroll_y(0).await;
        // The front page has no title of its own: the portal's name alone is told.
        b.click("link", &format!("{NAME}*")).await;
        b.until_focused("heading", NAME).await;
        b.until("what was announced", NAME, async || b.announced().await).await;
    }

    fn on_a_phone_the_menu_opens_by_its_button_and_closes_by_escape in [chromium, firefox, webkit, as_pages] (b, server) {
        // The others have no narrower windows.
        b.resize(if b.engine == Engine::Chromium { 360 } else { 500 }, 740).await;
        open(b, (ARTICLE, HEADLINE)).await;
        let entries = async || b.inside("navigation", "Menu").names("link").await.len();
        assert_eq!(entries().await, 0, "the menu is closed at first");
        b.press_until_focused("Tab", "button", "Menu").await;
        assert_eq!(b.attribute("nav button", "aria-expanded").await.as_deref(), Some("false"));
        b.press("Enter").await;
        b.wait_until("the menu's entries", async || entries().await >= 8).await;
        assert_eq!(b.attribute("nav button", "aria-expanded").await.as_deref(), Some("true"));
        b.press("Tab").await;
        b.until_focused("link", "Trang chủ").await;
        b.press("Tab Escape").await;
        b.until_focused("button", "Menu").await;
        assert_eq!((entries().await, b.path().await.as_str()), (0, ARTICLE));

        b.press("Space").await;
        b.wait_until("the menu's entries", async || entries().await >= 8).await;
        b.press_until_focused("Tab", "link", "Nông thôn").await;
        b.press("Enter").await;
        b.until_focused("heading", "Khoa học cho nông thôn").await;
        b.wait_until("the menu closed", async || entries().await == 0).await;
        b.click("button", "Menu").await;
        b.wait_until("the menu's entries", async || entries().await >= 8).await;
        b.click("button", "Menu").await;
        b.wait_until("the menu closed", async || entries().await == 0).await;
    }

    fn whatever_has_the_focus_shows_it in [chromium, as_pages] (b, server) {
        b.resize(1280, 800).await;
        for path in ["/", ARTICLE, ALBUM, "/news/", "/search/?q=iso"] {
            b.open(path).await;
            b.inside("main", "").by_role("heading", "*").await;
            let mut bare = Vec::new();
            for _ in 0..40 {
                b.press("Tab").await;
                let script = "const it = document.activeElement;
                    if (it === document.body) return '';
                    const style = getComputedStyle(it), box = it.getBoundingClientRect();
                    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
                    const ringed = style.boxShadow !== 'none' || getComputedStyle(it, '::after').outlineStyle !== 'none';
                    const inView = box.bottom > 0 && box.top < innerHeight;
                    return (outlined || ringed) && inView ? '' : page.words(it)";
                let found = b.js(script, vec![]).await;
                if found != "" {
                    bare.push(found.to_string());
                }
            }
            assert_eq!(bare, [""; 0], "on {path}");
        }
    }
}
