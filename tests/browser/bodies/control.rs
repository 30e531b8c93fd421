//! That the guard sees what it is there for: the attacks let in, on a page that puts them in as HTML.

use std::time::{Duration, Instant};

use serde_json::json;

use super::guard;
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server, Site};

/// A page that does what the portal never does.
const PAGE: &str = r#"<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang thử</title><link rel="icon" href="data:,"></head>
<body><div id="app"><main id="main"><h1>Bài</h1><div class="prose"></div></main><p id="announcer" role="status"></p></div>
<script>
  const range = document.createRange();
  fetch("/attack.html").then((it) => it.text()).then((html) => {
    const prose = document.querySelector(".prose");
    range.selectNode(prose);
    // Unlike innerHTML this lets scripts run.
    prose.append(range.createContextualFragment(html));
    window.arrived = true;
  });
</script></body></html>"#;

/// An attack and a word of what must be told of it.
const ATTACKS: [(&str, &str); 26] = [
    ("<script>window.hacked = 1</script>", "script has run: 1"),
    ("<script src=/evil/a.js></script>", "script has run: 2"),
    ("<img src=/evil/b.jpg onerror='window.hacked = 3'>", "script has run: 3"),
    ("<iframe srcdoc='<script>parent.hacked = 4</script>'></iframe>", "script has run: 4"),
    ("<details open ontoggle='top.hacked = 5'>a</details>", "script has run: 5"),
    ("<script>alert(6)</script>", "dialog: alert 6"),
    ("<p onclick=x()>a</p>", "handlers: <p onclick"),
    ("<a href=' java&#9;script:x()'>a</a>", "addresses: <a href"),
    ("<a href='&#1;JavaScript:x()'>a</a>", "addresses: <a href"),
    ("<img srcset='a.jpg 1x, data:image/gif,x 2x'>", "addresses: <img srcset"),
    ("<img src=/evil/c.jpg>", "asked for: /evil/c.jpg"),
    ("<link rel=stylesheet href=/evil/d.css>", "asked for: /evil/d.css"),
    ("<p style='background: url(/evil/e.jpg)'>a</p>", "asked for: /evil/e.jpg"),
    ("<style>@import '/evil/f.css';</style>", "asked for: /evil/f.css"),
    ("<p style='position: fixed'>a</p>", "styles: <p style"),
    ("<img src=http://evil.example/g.jpg>", "http://evil.example"),
    ("<img src=https://evil.example/h.jpg>", "evil.example"),
    ("<iframe src=/evil/i></iframe>", "1 frames"),
    ("<form action=/x><input></form>", "strange elements in the text: <form"),
    ("<svg><a xlink:href='javascript:x()'><text>a</text></a></svg>", "addresses: <a xlink:href"),
    ("<main id=main></main>", "main is there more than once"),
    ("<img name=body alt=''>", "attributes that may act: <img name"),
    ("<x-y>a</x-y>", "strange elements in the text: <x-y"),
    ("<a href=/x target=_blank>a</a>", "links that hand the window over"),
    ("<script>history.replaceState(null, '', '/x')</script>", "another address"),
    ("<script>throw new Error('mine')</script>", "in the console: uncaught"),
];

async fn let_in(b: &Browser, server: &Server) {
    server.rule("/evil/*", Rule::answer(200, "text/javascript", "top.hacked = 2"));
    let mut unseen = vec![];
    let harmless = ("<p>Lành <a href=/x>nối</a></p>", "");
    for (attack, expected) in ATTACKS.into_iter().chain([harmless]) {
        server.rule("/attack.html", Rule::answer(200, "text/html; charset=utf-8", attack));
        b.open("/bai/").await;
        b.wait_until("the attack to be let in", async || b.js("return window.arrived", vec![]).await == json!(true))
            .await;
        // What an attack brings about may take a moment longer than its arrival.
        let start = Instant::now();
        let mut told = vec![];
        let as_expected = loop {
            told.extend(guard::look(b, server, "/bai/", &mut vec![], |_| false).await.told);
            let is_told = told.iter().any(|line| line.contains(expected));
            if expected.is_empty() {
                break told.is_empty();
            }
            if is_told || start.elapsed() > Duration::from_secs(3) {
                break is_told;
            }
        };
        if !as_expected {
            unseen.push(format!("{attack}: expected {expected:?}, found {told:#?}"));
        }
    }
    super::corpus::none(unseen);
}

journeys! {
    fn what_gets_in_is_told_of in [chromium, firefox, webkit] with (Site::files(&[("index.html", PAGE)])) (b, server) {
        let_in(b, server).await;
        b.take_console().await;
    }
}
