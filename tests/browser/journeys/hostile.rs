//! A feed that means harm: nothing of it runs, nothing of it leads out of the site.

use serde_json::{Value, json};

use super::sample::{ALBUM, ARTICLE, HEADLINE, NAME, change, open};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::journeys;
use crate::server::{Fallback, Site};

const BAIT: &str = "<img src=x onerror='window.harmed=1'><script>window.harmed=2</script>";

/// What a body may bring; `foreign.invalid` stands for someone else's server.
const BODY: &str = r#"<p id="app" class="menu" style="position:fixed" onclick="window.harmed=3">Câu đầu.</p>
<script>window.harmed=4</script><script src="http://foreign.invalid/a.js"></script>
<img src="x" onerror="window.harmed=5" alt="Ảnh hỏng"><svg onload="window.harmed=6"><script>window.harmed=7</script></svg>
<iframe src="javascript:parent.harmed=8"></iframe><iframe srcdoc="<script>parent.harmed=9</script>"></iframe>
<object data="http://foreign.invalid/o"></object><embed src="http://foreign.invalid/e">
<link rel="stylesheet" href="http://foreign.invalid/s.css"><style>@import "http://foreign.invalid/i.css"; body { display: none }</style>
<base href="http://foreign.invalid/"><meta http-equiv="refresh" content="0; url=http://foreign.invalid/">
<form action="http://foreign.invalid/"><input name="q" autofocus onfocus="window.harmed=10"><button>Gửi</button></form>
<p style="background:url(http://foreign.invalid/b.png)">Nền.</p><video autoplay src="http://foreign.invalid/v.mp4"></video>
<p><a href="javascript:window.harmed=11">Liên kết</a> <a href=" java&#10;script:window.harmed=12">hai</a>
<a href="data:text/html,<script>window.harmed=13</script>">ba</a> <a href="vbscript:x">bốn</a> <a href="/news/" target="_blank">tốt</a></p>
<math><mi href="javascript:window.harmed=14">x</mi></math><details open ontoggle="window.harmed=15">chi tiết</details>
<noscript><p title="</noscript><img src=x onerror=window.harmed=16>"></p></noscript><p>Câu cuối.</p>"#;

/// Nothing has run, nobody else was asked, and no link leads into script.
async fn assert_unharmed(b: &Browser) {
    let script = "const foreign = performance.getEntriesByType('resource').map((it) => it.name).filter((it) => !it.startsWith(location.origin));
        const links = [...document.querySelectorAll('[href], [src], [action]')]
            .map((it) => it.getAttribute('href') || it.getAttribute('src') || it.getAttribute('action') || '')
            .filter((it) => /^[\\s\\u0000-\\u001f]*(javascript|data|vbscript)\\s*:/i.test(it.replace(/[\\t\\n\\r]/g, '')));
        const handlers = [...document.querySelectorAll('*')].filter((it) => [...it.attributes].some((a) => a.name.startsWith('on')));
        const inside = document.querySelectorAll('main :is(script, iframe, object, embed, style, link, base, meta, svg, math)');
        return [window.harmed ?? null, foreign, links, handlers.length, inside.length, location.origin]";
    let found = b.js(script, vec![]).await;
    let origin = found[5].clone();
    assert_eq!(found, json!([Value::Null, [], [], 0, 0, origin]), "on {}", b.path().await);
}

fn poison(item: &mut Value) {
    item["title"] = json!(format!("Tin xấu {BAIT}"));
    item["summary"] = json!(BAIT);
    item["authors"] = json!([{ "name": BAIT }]);
    item["tags"] = json!([BAIT, "\"><script>window.harmed=20</script>"]);
    item["_bantin"]["category"] = json!({ "slug": "\"><script>", "title": BAIT });
    item["_bantin"]["image"] = json!({
        "src": "javascript:window.harmed=21", "alt": BAIT, "caption": BAIT, "credit": BAIT, "width": 960, "height": 640,
        "color": "red;background:url(http://foreign.invalid/c.png)",
        "renditions": [{ "src": "data:text/html,x", "width": 480 }],
    });
    item["image"] = json!("javascript:window.harmed=22");
    item["attachments"] = json!([{ "url": "javascript:window.harmed=23", "title": BAIT, "mime_type": BAIT }]);
    item["_bantin"]["previous"] = json!({ "slug": "javascript:alert(1)", "title": BAIT });
}

/// Makes words of the interface into foreign ones that still say what they said.
fn poison_words(words: &mut Value) {
    *words = json!(format!("{} {BAIT}", words.as_str().unwrap()));
}

journeys! {
    fn a_hostile_article_harms_nobody in [chromium, firefox, webkit] (b, server) {
        b.allow_console("<img>");
        b.allow_console("<video>");
        b.allow_console("policy: media-src");
        b.allow_console("/article/x");
        // Chromium tells what the policy stops in the document that its parser makes, though nothing runs in it anyway.
        if b.engine == Engine::Chromium {
            b.allow_console("policy: ");
            b.allow_console("security: ");
        }
        b.resize(1280, 800).await;
        change(server, &format!("content/vi{}.json", ARTICLE.trim_end_matches('/')), |feed| {
            poison(&mut feed["items"][0]);
            feed["items"][0]["content_html"] = json!(BODY);
        });
        b.open(ARTICLE).await;
        b.until_h1(&format!("Tin xấu {BAIT}")).await;
        b.until_text("Câu cuối.").await;
        let text = b.text("article", "").await;
        for part in ["Câu đầu.", "Nền.", "Liên kết hai ba bốn tốt"] {
            assert!(text.contains(part), "expected {part:?}, found {text:?}");
        }
        assert_unharmed(b).await;
        assert_eq!(b.title().await, format!("Tin xấu {BAIT} – {}", NAME));
        // A class or id of its own would borrow the portal's looks and places.
        assert_eq!(b.js("return document.querySelectorAll('.prose [class*=menu], .prose #app, .prose [style]').length", vec![]).await, 0);
        b.inside("article", "").click("link", "tốt").await;
        b.until_h1("Tin tức").await;
        assert_unharmed(b).await;
    }

    fn hostile_lists_and_albums_harm_nobody in [chromium] (b, server) {
        b.allow_console("Bản Tin: ");
        b.resize(1280, 800).await;
        change(server, "content/vi/feed.json", |feed| {
            feed["items"].as_array_mut().unwrap().iter_mut().take(3).for_each(poison);
            feed["_bantin"]["categories"][0] = json!({ "slug": "javascript:x", "title": BAIT, "total": 3 });
            feed["_bantin"]["tags"][0] = json!({ "slug": "../../x", "title": BAIT, "total": 3 });
        });
        change(server, "content/vi/albums.json", |feed| {
            let album = &mut feed["items"][0];
            album["title"] = json!(BAIT);
            album["_bantin"]["photos"][0]["src"] = json!("javascript:window.harmed=30");
            album["_bantin"]["photos"][1]["alt"] = json!(BAIT);
            album["_bantin"]["photos"][1]["width"] = json!("1;background:url(http://foreign.invalid/w.png)");
        });
        for path in ["/", "/news/", "/search/?q=tin+xau", "/gallery/", "/gallery/du-an-rau-an-toan/", "/gallery/du-an-rau-an-toan/1/", "/page/site-map/"] {
            b.open(path).await;
            b.inside("main", "").by_role("heading", "*").await;
            assert_unharmed(b).await;
        }
    }

    fn hostile_settings_harm_nobody in [chromium, firefox, webkit] (b, server) {
        b.allow_console("Bản Tin: ");
        b.resize(1280, 800).await;
        change(server, "site.json", |site| {
            site["name"] = json!(BAIT);
            site["tagline"] = json!({ "vi": BAIT, "\"><script>": BAIT });
            site["logo"] = json!("javascript:window.harmed=40");
            site["url"] = json!("javascript:window.harmed=41//");
            site["timezone"] = json!(BAIT);
            site["languages"] = json!([{ "code": "vi", "name": BAIT }, { "code": "en\" onload=\"x", "name": "?" }, { "code": "en", "name": BAIT }]);
            site["menu"][1] = json!({ "label": BAIT, "to": "javascript:window.harmed=42" });
            site["menu"][2] = json!({ "label": BAIT, "to": { "vi": "/news/", "en": " java\tscript:window.harmed=43" } });
            site["menu"][3] = json!({ "label": BAIT, "to": "/\"><script>window.harmed=44</script>/" });
            site["footer"]["address"] = json!([BAIT, { "vi": BAIT }, { "vi": 7 }]);
            site["footer"]["links"][0] = json!({ "label": BAIT, "to": "data:text/html,<script>window.harmed=45</script>" });
            site["footer"]["note"] = json!(BAIT);
            site["theme"]["accent"] = json!("red} body { display: none }");
            site["theme"]["masthead"] = json!("url(http://foreign.invalid/m.png)");
            site["theme"]["font"] = json!("x; background: url(http://foreign.invalid/f.png)");
        });
        open(b, (ARTICLE, HEADLINE)).await;
        for words in ["banner", "contentinfo"] {
            assert!(b.text(words, "").await.contains(BAIT), "what it says in the {words} is text");
        }
        assert_unharmed(b).await;
        assert_eq!(b.title().await, format!("{HEADLINE} – {BAIT}"));
        assert!(b.js("return document.body.offsetHeight > 600", vec![]).await == json!(true), "the page is still to be seen");
        open(b, ("/gallery/", "Thư viện ảnh")).await;
        assert_unharmed(b).await;
    }

    fn hostile_words_of_the_interface_harm_nobody in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        for language in [json!("vi"), json!("\" onload=\"window.harmed=50"), json!("x")] {
            change(server, "locales/vi.json", |words| {
                for (key, words) in words.as_object_mut().unwrap() {
                    // Numbers and dates are made of these: what they say stands on every page too.
                    match words {
                        _ if key == "language" => *words = language.clone(),
                        Value::Object(forms) => forms.values_mut().for_each(poison_words),
                        words => poison_words(words),
                    }
                }
            });
            for path in ["/", "/news/page/2/", ARTICLE, ALBUM, "/gallery/cuoc-thi-robot-hoc-sinh-2025/2/", "/search/?q=robot", "/page/site-map/", "/khong-co/"] {
                b.open(path).await;
                b.inside("main", "").by_role("heading", "*").await;
                assert!(b.page_text().await.contains(BAIT), "on {path} words are text");
                assert_unharmed(b).await;
            }
        }
    }

    fn hostile_search_words_are_searched_for in [chromium, firefox, webkit] (b, server) {
        b.resize(1280, 800).await;
        let long = "tin ".repeat(2000);
        for words in [
            BAIT, "\"><script>window.harmed=60</script>", "' onfocus='window.harmed=61' autofocus='", "</title></head><body onload=window.harmed=62>",
            "javascript:window.harmed=63", "{{constructor.constructor('window.harmed=64')()}}", "${window.harmed=65}", "(((((.*)+)+)+)+$", "__proto__",
            "constructor", "%", "%00%0d%0aSet-Cookie: x", "\u{202e}gnort", "\u{0}\u{feff}\u{fffd}", "🤖", "&lt;b&gt;&amp;amp;", &long,
        ] {
            let address = b.js("return encodeURIComponent(arguments[0])", vec![json!(words)]).await;
            b.open(&format!("/search/?q={}", address.as_str().unwrap())).await;
            b.until_h1("Tìm kiếm").await;
            let found = b.js("return document.querySelector('main input').value", vec![]).await;
            assert_eq!(found.as_str().unwrap().trim(), words.trim(), "in the field");
            assert_unharmed(b).await;
        }
        // Percent signs that are none, bytes that are no letters, and a name that comes twice.
        for query in ["?q=%", "?q=%zz%C4", "?q=%ff%fe", "?q=a&q=b", "?q", "?=&&&", "?q=%3Csvg/onload=window.harmed=66%3E#%3Cimg src=x onerror=window.harmed=67%3E"] {
            b.open(&format!("/search/{query}")).await;
            b.until_h1("Tìm kiếm").await;
            assert_unharmed(b).await;
        }
        b.inside("banner", "").click("searchbox", "*").await;
        b.type_text(BAIT).await;
        b.press("Enter").await;
        b.until_h1("Tìm kiếm").await;
        assert_unharmed(b).await;
    }

    fn hostile_addresses_are_pages_that_are_not_there in [chromium, firefox, webkit] with (Site::dist().fallback(Fallback::Everything)) (b, server) {
        // Early requests go by the address; what they ask for is on this host, and is not there.
        for part in ["404", "/content/vi/", "resource: <link>", "Bản Tin: "] {
            b.allow_console(part);
        }
        b.resize(1280, 800).await;
        for path in [
            "/%3Cimg%20src=x%20onerror=window.harmed=70%3E/", "/article/%22%3E%3Cscript%3Ewindow.harmed=71%3C%2Fscript%3E/",
            "/article/%2F%2Fforeign.invalid%2Fx/", "/article/https:%2F%2Fforeign.invalid/", "/article/%5C%5Cforeign.invalid%5Cx/",
            "/tag/%27%20onmouseover=%27window.harmed=72/", "/category/__proto__/", "/category/constructor/page/2/", "/gallery/%00/1/", "/gallery/javascript:window.harmed=73/",
            "/archive/9999/99/", "/news/page/99999999999999999999999/", "/news/page/-1/", "/news/page/0x1/", "/page/%E2%80%AE/", "/%ff%fe/", "/%25253Cscript/",
            "/en%22%3E/", "/xx/", "/javascript:window.harmed=74", "//foreign.invalid/", "/%2F%2Fforeign.invalid/", "/;/,/@/&/",
        ] {
            b.open(path).await;
            b.until_h1("Không tìm thấy trang").await;
            assert_unharmed(b).await;
            // Where it says that it is, and where its links lead, is this host.
            let away = "return [...document.querySelectorAll('link[rel=canonical], a[href^=\"/\"]')].map((it) => new URL(it.href).host)
                .filter((host) => host !== location.host && host !== 'khcn.example.vn')";
            assert_eq!(b.js(away, vec![]).await, json!([]), "on {path}");
        }
    }
}
