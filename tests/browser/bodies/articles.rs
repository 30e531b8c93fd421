//! Every hostile text of the corpus, opened as an article.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{Case, cases, corpus, guard};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

/// What stands at the end of most of the texts, outside of the attack: "what remains".
const REMAINS: &str = "còn lại";

/// Follows the link for newer news. A driver's own click fails in WebKit where the link is broken over two lines.
const GO_ON: &str = "const link = document.querySelector('.neighbours a[rel=next]'); link?.click(); return !!link";

impl Case {
    fn slug(&self) -> String {
        self.name.replace(['/', '_'], "-")
    }

    fn headline(&self) -> String {
        format!("Bài {}", self.slug())
    }

    /// The article's file; `next` is the one that its link for newer news leads to.
    fn file(&self, next: &Case) -> Value {
        let url = format!("https://khcn.example.vn/article/{}/", self.slug());
        let neighbour = json!({ "slug": next.slug(), "title": next.headline() });
        json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "language": "vi",
            "items": [{
                "id": url, "url": url, "title": self.headline(), "content_html": self.html,
                "date_published": "2026-09-28T11:05:00+07:00", "language": "vi",
                "_bantin": { "slug": self.slug(), "next": neighbour },
            }],
        })
    }

    /// The trees of the corpus say which pictures a text may bring. Their base is another host than the server's.
    fn may_ask_for(&self, address: &str) -> bool {
        let rest = plain(address.split("://").last().unwrap_or_default());
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let tree = plain(&self.tree);
        tree.contains(&format!("://{rest}")) || (!path.is_empty() && tree.contains(&format!("://tin.vn/{path}")))
    }
}

/// Addresses as they are compared: a browser writes some characters in another way than they came.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "/").replace("%60", "`").replace("%20", " ").replace("%22", "\"");
    text.replace("&amp;", "&")
}

/// What is known from the texts before.
#[derive(Default)]
struct Round {
    /// How many scripts and the like a document has.
    count: Option<u64>,
    /// What these texts were allowed to ask for.
    media: Vec<String>,
    /// What was wrong, in words.
    told: Vec<String>,
}

impl Round {
    /// Waits for an article without failing, as the other texts are still to be looked at.
    async fn has_come(&mut self, b: &Browser, case: &Case) -> bool {
        let start = Instant::now();
        loop {
            let h1 = b.h1().await;
            if h1 == case.headline() {
                return true;
            }
            if start.elapsed() > Duration::from_secs(8) {
                let console = b.console().await;
                let expected = case.headline();
                self.told.push(format!("{}: expected {expected:?}, found {h1:?}; console: {console:#?}", case.name));
                return false;
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Looks at one article. False when it never came.
    async fn check(&mut self, b: &Browser, server: &Server, case: &Case) -> bool {
        if !self.has_come(b, case).await {
            return false;
        }
        let path = format!("/article/{}/", case.slug());
        let sight = guard::look(b, server, &path, &mut self.media, |address| case.may_ask_for(address)).await;
        let mut told = sight.told;
        if case.tree.contains(REMAINS) && !sight.text.contains(REMAINS) {
            told.push(format!("expected the words {REMAINS:?}, found {:?}", sight.text));
        }
        let usual = *self.count.get_or_insert(sight.count);
        if sight.count != usual {
            told.push(format!("expected {usual} scripts, styles, frames and forms, found {}", sight.count));
        }
        self.told.extend(told.into_iter().map(|what| format!("{}: {what}", case.name)));
        true
    }
}

/// One by its address, the next by the link of the page before it: so half come in a document of their own, and after
/// each of these the portal is still one in which a reader can go on.
async fn open_all(b: &Browser, server: &Server) {
    let cases = cases("hostile");
    for (i, case) in cases.iter().enumerate() {
        let next = &cases[(i + 1) % cases.len()];
        server.rule(&format!("/content/vi/article/{}.json", case.slug()), Rule::json(case.file(next).to_string()));
    }
    // Where an attack fetches a script it gets one, and where it wants something else it is asked for all the same.
    server.rule("/evil/*", Rule::answer(200, "text/javascript", "top.hacked = document.currentScript.src"));
    b.resize(1280, 800).await;
    let mut round = Round::default();
    for pair in cases.chunks(2) {
        b.open(&format!("/article/{}/", pair[0].slug())).await;
        let has_come = round.check(b, server, &pair[0]).await;
        let Some(second) = pair.get(1) else { continue };
        if has_come {
            b.wait_until("the link to the next text", async || b.js(GO_ON, vec![]).await == true).await;
        } else {
            b.open(&format!("/article/{}/", second.slug())).await;
        }
        round.check(b, server, second).await;
    }
    println!("{}: {} texts", b.engine.name(), cases.len());
    corpus::none(round.told);
}

journeys! {
    fn no_hostile_text_does_anything_as_an_article in [chromium, firefox, webkit] (b, server) {
        open_all(b, server).await;
    }
}
