//! A feed that means harm: nothing of it runs, nothing of it leads out of the site.

use serde_json::{Value, json};

use super::sample::{ARTICLE, NAME, change};
use crate::browser::Browser;
use crate::journeys;

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
        const inside = document.querySelectorAll('main :is(script, iframe, object, embed, style, link, base, meta, video, svg, math)');
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

journeys! {
    fn a_hostile_article_harms_nobody in [chromium, firefox, webkit] (b, server) {
        b.allow_console("<img>");
        b.allow_console("/article/x");
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

    fn hostile_settings_harm_nobody in [chromium] (b, server) {
        b.allow_console("Bản Tin: ");
        b.resize(1280, 800).await;
        change(server, "site.json", |site| {
            site["name"] = json!(BAIT);
            site["logo"] = json!("javascript:window.harmed=40");
            site["menu"][1] = json!({ "label": BAIT, "to": "javascript:window.harmed=41" });
            site["footer"]["note"] = json!(BAIT);
            site["theme"]["accent"] = json!("red} body { display: none }");
        });
        b.open("/search/?q=%22%3E%3Cscript%3Ewindow.harmed=42%3C/script%3E").await;
        b.until_h1("Tìm kiếm").await;
        assert_unharmed(b).await;
        b.open("/%3Cimg%20src=x%20onerror=window.harmed=43%3E/").await;
        b.until_h1("Không tìm thấy trang").await;
        assert_unharmed(b).await;
    }
}
