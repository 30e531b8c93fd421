//! A browser as a reader has it: open, look, click, press keys.
//!
//! Everything that looks for something waits for it, up to ten seconds, and says at the end what it expected and what
//! it found. Nothing sleeps for a fixed time.

mod axe;
mod console;
mod find;
mod keys;
mod look;
mod touch;
mod viewport;
mod wait;

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::time::{sleep, timeout};

use crate::engine::Engine;

pub use find::Place;
pub use touch::Finger;
pub use viewport::Shift;

/// Roles and names of elements, and the like, computed in the page.
const LIBRARY: &str = include_str!("browser/page.js");

pub struct Browser {
    pub engine: Engine,
    /// For what the helpers lack.
    pub driver: WebDriver,
    /// The site's root, without the last slash.
    root: String,
    /// What the console may say, see `console.rs`.
    allowed: Mutex<Vec<String>>,
}

impl Browser {
    pub async fn start(engine: Engine, driver: &str, root: &str) -> Browser {
        let start = Instant::now();
        let server = root.trim_start_matches("http://").split('/').next().unwrap_or_default();
        let driver = loop {
            match WebDriver::new(driver, engine.capabilities(server)).await {
                Ok(session) => break session,
                // A driver that has just closed a session may not be free for the next one yet.
                Err(_) if start.elapsed() < Duration::from_secs(10) => sleep(Duration::from_millis(200)).await,
                Err(error) => {
                    panic!("expected {} to open a session, found: {error}; see target/browser", engine.driver())
                }
            }
        };
        Browser { engine, driver, root: root.to_owned(), allowed: Mutex::default() }
    }

    /// Opens a path of the site by its address (`/` is the site's root, also under a sub-path) and waits until its
    /// document has been read. What the app then shows is for the caller to wait for.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.root);
        // The old page is marked, to tell it from the new one; unless only the fragment changes, which loads nothing.
        self.eval(
            "const [goal, part] = arguments[0].split('#');
            if (location.href.split('#')[0] !== goal || part === undefined) window.testOld = true",
            vec![json!(url)],
        )
        .await
        .ok();
        self.start_opening(path).await;
        self.wait_for(&format!("the document of {url}"), async || {
            let found =
                self.eval("return [window.testOld === true, document.readyState, location.href]", vec![]).await?;
            let is_new = found[0] == json!(false) && found[1] != json!("loading");
            let is_there = found[2].as_str().is_some_and(|href| href.starts_with("http://127.0.0.1:"));
            if is_new && is_there { Ok(()) } else { Err(found.to_string()) }
        })
        .await;
    }

    /// The same without waiting: for documents that never come.
    pub async fn start_opening(&self, path: &str) {
        let url = format!("{}{path}", self.root);
        if let Err(error) = self.driver.goto(url.as_str()).await {
            panic!("expected to open {url}, found: {error}");
        }
    }

    pub async fn back(&self) {
        self.driver.back().await.unwrap_or_else(|error| panic!("expected to go back, found: {error}"));
    }

    pub async fn forward(&self) {
        self.driver.forward().await.unwrap_or_else(|error| panic!("expected to go forward, found: {error}"));
    }

    /// Loads the page anew and waits until its document has been read.
    pub async fn reload(&self) {
        self.eval("window.testOld = true", vec![]).await.ok();
        self.driver.refresh().await.unwrap_or_else(|error| panic!("expected to reload, found: {error}"));
        self.wait_until("the document again", async || {
            let found = self.eval("return window.testOld !== true && document.readyState !== 'loading'", vec![]).await;
            found == Ok(json!(true))
        })
        .await;
    }

    /// Runs script in the page; `arguments[0]`, … are the arguments.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.settled("an answer of a script", script, arguments).await
    }

    /// A script that must answer in the end: a page that is just leaving is asked again.
    async fn settled(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        self.wait_for(what, async || self.eval(script, arguments.clone()).await).await
    }

    /// One try. `page` in the script is the library of `page.js`.
    async fn eval(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let script = format!("{LIBRARY}\n{script}");
        // WebKit's driver never answers for a script whose page was left while it ran.
        let limit = Duration::from_secs(if self.engine == Engine::WebKit { 2 } else { 10 });
        let answer = timeout(limit, self.driver.execute(script, arguments)).await;
        match answer {
            Ok(Ok(answer)) => Ok(answer.json().clone()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("no answer from the page".to_owned()),
        }
    }

    /// Chromium's DevTools protocol.
    async fn cdp(&self, method: &str, arguments: Value) -> Value {
        assert!(self.engine == Engine::Chromium, "expected Chromium for {method}, found {}", self.engine.name());
        let answer = self.driver.cdp().send_raw(method, arguments).await;
        answer.unwrap_or_else(|error| panic!("expected an answer to {method}, found: {error}"))
    }

    /// Runs script at the beginning of every document from now on. Chromium only.
    pub async fn before_every_page(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// What the reader sees now, to `target/screenshots/<engine>/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let png = self.driver.screenshot_as_png().await;
        let png = png.unwrap_or_else(|error| panic!("expected a picture of the page, found: {error}"));
        self.save(name, &png)
    }

    fn save(&self, name: &str, png: &[u8]) -> PathBuf {
        let file = PathBuf::from(format!("target/screenshots/{}/{name}.png", self.engine.name()));
        fs::create_dir_all(file.parent().unwrap()).expect("expected to create target/screenshots");
        fs::write(&file, png).unwrap_or_else(|error| panic!("expected to write {}, found: {error}", file.display()));
        file
    }

    /// What to know about a journey that failed. Never fails itself.
    pub async fn report(&self, name: &str) -> String {
        let url = self.eval("return location.href", vec![]).await;
        let outline = self.eval("return page.outline()", vec![]).await;
        let outline = outline.map_or_else(|error| error, |found| found.as_str().unwrap_or_default().to_owned());
        let picture = match self.driver.screenshot_as_png().await {
            Ok(png) => self.save(&format!("failed/{name}"), &png).display().to_string(),
            Err(error) => error.to_string(),
        };
        let console = self.console().await.join("\n    ");
        format!(
            "\n{name} in {} failed at {url:?}\n  picture: {picture}\n  console: {console}\n  page:\n{outline}",
            self.engine.name()
        )
    }

    /// Closes the session; false when that failed, and the driver had better be ended.
    pub async fn quit(self) -> bool {
        let closed = timeout(Duration::from_secs(15), self.driver.clone().quit()).await;
        let closed = closed.is_ok_and(|answer| answer.is_ok());
        if !closed {
            // Or its end would ask the driver once more, and wait.
            drop(self.driver.leak());
        }
        closed
    }
}
