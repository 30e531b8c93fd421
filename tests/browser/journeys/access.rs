//! axe-core on every view, light and dark.

use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, LISTS, NAME, OTHERS, TEXTS, View, open};
use crate::browser::Browser;
use crate::journeys;

async fn no_violation(b: &Browser, views: &[View], scheme: &str) {
    b.resize(1280, 800).await;
    b.color_scheme(scheme).await;
    let mut found = Vec::new();
    for view in views {
        open(b, *view).await;
        found.extend(b.axe().await.iter().map(|violation| format!("{}: {violation}", view.0)));
    }
    assert!(found.is_empty(), "expected no violation in {scheme} colours, found\n{}", found.join("\n"));
}

journeys! {
    fn lists_break_no_rule_in_the_light in [chromium, as_pages] (b, server) {
        no_violation(b, &LISTS, "light").await;
    }

    fn lists_break_no_rule_in_the_dark in [chromium, as_pages] (b, server) {
        no_violation(b, &LISTS, "dark").await;
    }

    fn articles_break_no_rule_in_the_light in [chromium, as_pages] (b, server) {
        no_violation(b, &TEXTS, "light").await;
    }

    fn articles_break_no_rule_in_the_dark in [chromium, as_pages] (b, server) {
        no_violation(b, &TEXTS, "dark").await;
    }

    fn the_rest_breaks_no_rule_in_the_light in [chromium, as_pages] (b, server) {
        no_violation(b, &OTHERS, "light").await;
    }

    fn the_rest_breaks_no_rule_in_the_dark in [chromium, as_pages] (b, server) {
        no_violation(b, &OTHERS, "dark").await;
    }

    fn a_phone_with_its_menu_open_breaks_no_rule in [chromium, as_pages] (b, server) {
        b.resize(360, 740).await;
        for (scheme, view) in [("light", ("/", NAME)), ("dark", (ARTICLE, HEADLINE)), ("dark", ("/", NAME)), ("light", (ALBUM, ALBUM_TITLE))] {
            b.color_scheme(scheme).await;
            open(b, view).await;
            b.assert_axe().await;
            b.click("button", "Menu").await;
            b.assert_axe().await;
        }
    }

    fn the_main_views_break_no_rule_in_other_engines in [firefox, webkit] (b, server) {
        for view in [("/", NAME), (ARTICLE, HEADLINE), (ALBUM, ALBUM_TITLE), ("/news/", "Tin tức")] {
            open(b, view).await;
            b.assert_axe().await;
        }
    }

    fn passages_in_another_language_say_so in [chromium, as_pages] (b, server) {
        open(b, (ARTICLE, HEADLINE)).await;
        let script = "return [...document.querySelectorAll('a[hreflang]')].every((it) => it.lang === it.hreflang && it.lang !== document.documentElement.lang)";
        assert_eq!(b.js(script, vec![]).await, true);
    }

    fn who_wants_no_movement_gets_none in [chromium, as_pages] (b, server) {
        b.media(&[("prefers-reduced-motion", "reduce")]).await;
        b.resize(1280, 800).await;
        for view in [("/", NAME), (ARTICLE, HEADLINE)] {
            open(b, view).await;
            let script = "return [...document.querySelectorAll('*')].filter((it) => {
                const style = getComputedStyle(it);
                const lasts = (list) => list.split(',').some((time) => parseFloat(time) > 0.01);
                return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration));
            }).map((it) => it.className)";
            assert_eq!(b.js(script, vec![]).await, serde_json::json!([]), "on {}", view.0);
        }
    }
}
