//! The page's Content-Security-Policy: the portal lives under it, and what gets into a page all the same does nothing.
//!
//! Any violation is a line of the console (`tests/browser/server/watch.js`), so every journey says that there is none.

use serde_json::{Value, json};

use super::sample::{ALBUM, ALBUM_TITLE, ARTICLE, HEADLINE, NAME, View, change, open};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server, Site};

const VIEWS: [View; 9] = [
    ("/", NAME),
    ("/news/", "Tin tức"),
    (ARTICLE, HEADLINE),
    ("/gallery/", "Thư viện ảnh"),
    (ALBUM, ALBUM_TITLE),
    ("/gallery/cuoc-thi-robot-hoc-sinh-2025/2/", "Cuộc thi robot dành cho học sinh năm 2025 Ảnh 2 / 8"),
    ("/search/?q=do%20luong", "Tìm kiếm"),
    ("/khong-co/trang-nay/", "Không tìm thấy trang"),
    ("/en/article/year-end-conference-2021/", "Hà Nam Department of Science and Technology holds its confer*"),
];

/// The smallest picture there is.
const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>";

/// The policies in the document's head, in their order.
async fn policies(b: &Browser) -> Vec<String> {
    let script = "return [...document.head.querySelectorAll('meta[http-equiv=content-security-policy]')].map((it) => it.content)";
    let found = b.js(script, vec![]).await;
    found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

/// Goes through the portal by addresses, and by links within it, with both policies in force.
async fn walk(b: &Browser, server: &Server) {
    b.resize(1280, 800).await;
    for view in VIEWS {
        open(b, view).await;
        let policies = policies(b).await;
        assert_eq!(policies.len(), 2, "on {}: {policies:#?}", view.0);
        assert!(policies[0].contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policies:#?}");
        assert!(policies[1].starts_with("img-src 'self'"), "{policies:#?}");
    }
    open(b, ("/", NAME)).await;
    b.inside("navigation", "Menu").click("link", "Thư viện ảnh").await;
    b.until_h1("Thư viện ảnh").await;
    assert_eq!(server.strays(), [""; 0]);
    // At its end every journey says that the console is empty. This is only to be sure that it would have been told.
    b.js("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')", vec![]).await;
    until_told(b, "policy: style-src", "").await;
    b.take_console().await;
}

/// Waits for a violation of a directive by an address.
async fn until_told(b: &Browser, directive: &str, address: &str) {
    let mut told = vec![];
    b.wait_for(&format!("{directive} {address} in the console"), async || {
        told.extend(b.take_console().await);
        let is_told = told.iter().any(|line| line.starts_with(directive) && line.contains(address));
        if is_told { Ok(()) } else { Err(format!("{told:#?}")) }
    })
    .await;
}

/// Lets a script file of the portal's own host try things: the policy lets it in, so that it can show what it may do.
async fn try_from_within(b: &Browser, server: &Server, script: &str, foreign: &str) {
    server.rule("/try.js", Rule::answer(200, "text/javascript; charset=utf-8", script.replace("FOREIGN", foreign)));
    let put = "const it = document.createElement('script'); it.src = '/try.js'; document.head.append(it)";
    b.js(put, vec![]).await;
    b.wait_until("the end of the script", async || b.js("return document.title", vec![]).await == json!("tried")).await;
}

/// What someone may try who has got something into the page. FOREIGN is another host.
const TRIES: &str = include_str!("policy.js");

journeys! {
    fn the_portal_keeps_its_own_policy in [chromium, firefox, webkit] (b, server) {
        b.allow_console("security: ");
        walk(b, server).await;
    }

    fn the_portal_keeps_its_own_policy_under_a_sub_path in [chromium, firefox, webkit] with (Site::dist().under("/tin/")) (b, server) {
        b.allow_console("security: ");
        walk(b, server).await;
    }

    fn what_gets_into_the_page_does_nothing in [chromium, firefox, webkit] (b, server) {
        for part in ["policy: ", "security: ", "resource: ", "network: ", "violat", "Content Security Policy"] {
            b.allow_console(part);
        }
        let foreign = server.beside(Site::files(&[("index.html", "<!doctype html>")]));
        open(b, ("/", NAME)).await;
        try_from_within(b, server, TRIES, &foreign.url()).await;
        let script = "const body = getComputedStyle(document.body).getPropertyValue('--harmed');
            const color = getComputedStyle(document.querySelector('#styled')).color;
            return [window.harmed ?? null, body, color === 'rgb(1, 2, 3)', new URL(window.foundBase).origin === location.origin]";
        assert_eq!(b.js(script, vec![]).await, json!([Value::Null, "", false, true]));
        let asked: Vec<String> = foreign.requests().into_iter().map(|request| request.path).collect();
        assert_eq!(asked, [""; 0]);
        // And the page still works.
        b.inside("banner", "").click("link", "*Cổng thông tin*").await;
        b.until_h1(NAME).await;
    }

    fn a_picture_comes_from_the_hosts_that_the_settings_name_and_no_other in [chromium, firefox, webkit] (b, server) {
        for part in ["policy: img-src", "security: ", "resource: <img>", "network: "] {
            b.allow_console(part);
        }
        let picture = [("anh.svg", PICTURE)];
        let (named, other) = (server.beside(Site::files(&picture)), server.beside(Site::files(&picture)));
        change(server, "site.json", |site| site["allow"] = json!({ "images": [named.url()] }));
        change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
            let text = format!("<p>Hai ảnh.</p><img src=\"{}/anh.svg\" alt=\"một\"><img src=\"{}/anh.svg\" alt=\"hai\">", named.url(), other.url());
            feed["items"][0]["content_html"] = json!(text);
            feed["items"][0]["_bantin"]["image"] = Value::Null;
        });
        open(b, (ARTICLE, HEADLINE)).await;
        b.js("document.querySelector('.prose').scrollIntoView()", vec![]).await;
        named.until_requested("/anh.svg", 1).await;
        until_told(b, "policy: img-src", &other.url()).await;
        assert_eq!(other.requests(), []);
    }

    fn the_contents_own_host_needs_no_mention in [chromium, firefox, webkit] (b, server) {
        // The test server gives nobody leave to read its answers from elsewhere: what counts is that it was asked.
        for part in ["Bản Tin: ", "security: ", "network: ", "javascript: ", "Access-Control", "policy: connect-src"] {
            b.allow_console(part);
        }
        let (feeds, other) = (server.beside(Site::dist()), server.beside(Site::dist()));
        change(server, "site.json", |site| site["source"]["base"] = json!(format!("{}/content/{{lang}}/", feeds.url())));
        b.open("/").await;
        feeds.until_requested("/content/vi/feed.json", 1).await;
        b.until_h1("Không tải được trang này").await;
        assert!(policies(b).await[1].ends_with(&format!("connect-src 'self' {}", feeds.url())), "{:#?}", policies(b).await);
        let asks = "fetch('FOREIGN/site.json').catch(() => (document.title = 'tried'))";
        try_from_within(b, server, asks, &other.url()).await;
        assert_eq!(other.requests(), []);
    }

    fn a_hostile_host_in_the_settings_is_told_and_not_let_in in [chromium, firefox, webkit] (b, server) {
        b.allow_console("policy: ");
        b.allow_console("security: ");
        let bad = ["'unsafe-inline'; script-src *", "https://a.vn; script-src 'unsafe-inline' *", "* data: blob:", "https://a.vn\nscript-src *"];
        change(server, "site.json", |site| {
            site["allow"] = json!({ "images": bad, "media": bad[0], "connections": bad, "script-src": ["*"] });
        });
        open(b, ("/", NAME)).await;
        let policies = policies(b).await;
        assert_eq!(policies[1..], ["img-src 'self'; media-src 'self'; connect-src 'self'"]);
        let told = b.take_console().await.join("\n");
        for n in 0..4 {
            for place in ["images", "connections"] {
                assert!(told.contains(&format!("/allow/{place}/{n}, found")), "{place} {n}: {told}");
            }
        }
        for place in ["at /allow/media, found \"'unsafe-inline'; script-src *\"", "at /allow/script-src, found an array"] {
            assert!(told.contains(place), "{place}: {told}");
        }
        try_from_within(b, server, "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.harmed = 1' })); document.title = 'tried'", "").await;
        assert_eq!(b.js("return window.harmed ?? null", vec![]).await, Value::Null);
    }
}
