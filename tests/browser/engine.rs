//! The browser engines, and what a session asks of each.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    pub fn named(name: &str) -> Engine {
        let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
        engine.unwrap_or_else(|| panic!("expected chromium, firefox or webkit, found {name:?}"))
    }

    /// Whether `BANTIN_ENGINES` (a comma list; without it all three) names this one.
    pub fn wanted(self) -> bool {
        let wanted = std::env::var("BANTIN_ENGINES").unwrap_or_else(|_| "chromium,firefox,webkit".to_owned());
        wanted.split(',').map(str::trim).filter(|name| !name.is_empty()).any(|name| Engine::named(name) == self)
    }

    /// The driver program's name.
    pub fn driver(self) -> &'static str {
        match self {
            Engine::Chromium => "chromedriver",
            Engine::Firefox => "geckodriver",
            Engine::WebKit => "WebKitWebDriver",
        }
    }

    pub fn driver_arguments(self, port: u16) -> Vec<String> {
        match self {
            Engine::Chromium => vec![format!("--port={port}")],
            // Its second port has a fixed default, on which two drivers would meet.
            Engine::Firefox => vec!["--port".into(), port.to_string(), "--websocket-port".into(), "0".into()],
            Engine::WebKit => vec![format!("--port={port}")],
        }
    }

    /// No session waits for pages to load: the tests say themselves what they wait for, and some pages never finish.
    ///
    /// `server` (`127.0.0.1:40123`) is also the proxy for every other host: so it hears what is asked of these, and
    /// nothing leaves the machine. Not in WebKit, whose driver then fails to open a session one time in four.
    pub fn capabilities(self, server: &str) -> Capabilities {
        let mut wishes = json!({ "pageLoadStrategy": "none" });
        if self != Engine::WebKit {
            let own = ["127.0.0.1", "localhost"];
            wishes["proxy"] = json!({ "proxyType": "manual", "httpProxy": server, "sslProxy": server, "noProxy": own });
        }
        match self {
            Engine::Chromium => {
                wishes["goog:loggingPrefs"] = json!({ "browser": "ALL" });
                wishes["goog:chromeOptions"] = json!({ "args": [
                    // Root, as in a container, has no sandbox; --disable-dev-shm-usage for containers' small /dev/shm.
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                    // Layout widths are then the viewport's, as on a phone.
                    "--hide-scrollbars",
                    "--lang=vi", "--force-color-profile=srgb",
                    // Nothing but the tests' own traffic.
                    "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
                ]});
                if let Some(binary) = find("chromium").or_else(|| find("google-chrome")) {
                    wishes["goog:chromeOptions"]["binary"] = json!(binary);
                }
            }
            Engine::Firefox => {
                wishes["moz:firefoxOptions"] = json!({
                    "args": ["-headless"],
                    "prefs": {
                        "intl.accept_languages": "vi,en",
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "browser.newtabpage.activity-stream.feeds.system.topstories": false,
                        "toolkit.telemetry.enabled": false,
                        "app.normandy.enabled": false,
                        "services.settings.server": "data:,",
                    },
                });
                if let Some(binary) = find("firefox-esr").or_else(|| find("firefox")) {
                    wishes["moz:firefoxOptions"]["binary"] = json!(binary);
                }
            }
            Engine::WebKit => {
                wishes["webkitgtk:browserOptions"] = json!({ "binary": mini_browser(), "args": ["--automation"] });
            }
        }
        let mut capabilities = Capabilities::new();
        for (key, value) in wishes.as_object().into_iter().flatten() {
            let value: &Value = value;
            capabilities.set(key.clone(), value).expect("plain JSON is a capability");
        }
        capabilities
    }
}

/// A program, looked for in `BANTIN_TOOLS` and then in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let places = [std::env::var_os("BANTIN_TOOLS"), std::env::var_os("PATH")];
    let folders = places.iter().flatten().flat_map(std::env::split_paths);
    folders.map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// WebKitGTK's small browser, which Debian keeps beside the library.
fn mini_browser() -> PathBuf {
    if let Some(file) = find("MiniBrowser") {
        return file;
    }
    let mut roots = vec![PathBuf::from("/usr/libexec")];
    for root in ["/usr/lib", "/usr/lib64"] {
        roots.push(PathBuf::from(root));
        let inner = Path::new(root).read_dir().into_iter().flatten().flatten();
        roots.extend(inner.map(|entry| entry.path()).filter(|path| path.is_dir()));
    }
    let folders = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let mut files = roots.iter().flat_map(|root| folders.map(|folder| root.join(folder).join("MiniBrowser")));
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("expected WebKitGTK's MiniBrowser in {roots:?}, found none: run `cargo xtask setup`"))
}
