//! What a reader can tell of the page at this moment.

use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// Path, query and fragment from the site's root on; the whole address if the reader has left the site.
    pub async fn path(&self) -> String {
        let href = self.string("return location.href", vec![]).await;
        match href.strip_prefix(&self.root) {
            Some(path) if path.starts_with('/') => path.to_owned(),
            _ => href,
        }
    }

    pub async fn title(&self) -> String {
        self.string("return document.title", vec![]).await
    }

    /// The text of the page's `h1`, also behind an open viewer; says so when there isn't exactly one.
    pub async fn h1(&self) -> String {
        let script = "const all = [...document.querySelectorAll('h1')].filter(page.drawn);
            const texts = all.map((it) => page.tidy(it.innerText));
            return all.length === 1 ? texts[0] : `(${all.length} h1) ` + texts.join(' | ')";
        self.string(script, vec![]).await
    }

    /// Role and name of what has the focus, as `link "Tin tức"`; `body` when nothing has.
    pub async fn focused(&self) -> String {
        self.string("return page.words(document.activeElement)", vec![]).await
    }

    /// What the live regions say (`aria-live`, `status`, `alert`, `log`), also those only for screen readers.
    pub async fn announced(&self) -> String {
        let script = "const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
            return page.tidy([...document.querySelectorAll(live)].filter(page.shown).map((it) => it.textContent).join(' '))";
        self.string(script, vec![]).await
    }

    /// All text shown on the page.
    pub async fn page_text(&self) -> String {
        self.string("return page.tidy(document.body ? document.body.innerText : '')", vec![]).await
    }

    /// Landmarks, headings, links, buttons, pictures and their names, indented: the page as a screen reader tells it.
    pub async fn outline(&self) -> String {
        self.string("return page.outline()", vec![]).await
    }

    /// An attribute of the first element that a selector finds, for what no reader sees:
    /// `b.attribute("link[rel=canonical]", "href")`, `b.attribute("html", "lang")`.
    pub async fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let script =
            "const it = document.querySelector(arguments[0]); return it ? it.getAttribute(arguments[1]) : null";
        match self.settled("an attribute", script, vec![json!(selector), json!(name)]).await {
            Value::String(value) => Some(value),
            _ => None,
        }
    }

    pub async fn scroll_y(&self) -> i64 {
        self.settled("the scroll place", "return Math.round(window.scrollY)", vec![]).await.as_i64().unwrap_or_default()
    }

    /// Scrolls there at once, whatever the page's style says about smoothness, and until it is seen: nobody goes on
    /// from a place before.
    pub async fn scroll_to(&self, y: i64) {
        let script = "window.scrollTo({ top: arguments[0], behavior: 'instant' });
            const place = (window.testPlace = { isSeen: false });
            requestAnimationFrame(() => requestAnimationFrame(() => (place.isSeen = true)))";
        self.js(script, vec![json!(y)]).await;
        self.wait_for(&format!("the page to be seen at {y}"), async || {
            let found = self.eval("return window.testPlace?.isSeen", vec![]).await?;
            if found == true { Ok(()) } else { Err(found.to_string()) }
        })
        .await;
    }

    async fn string(&self, script: &str, arguments: Vec<Value>) -> String {
        let found = self.settled("an answer of the page", script, arguments).await;
        found.as_str().unwrap_or_default().to_owned()
    }
}
