//! What the settings let the portal load, told to the browser before anything is loaded.

use crate::browser;
use crate::settings::{Settings, add_source};
use crate::url::SafeUrl;

/// Narrows the document's policy to the settings: `index.html` was written before anyone knew them.
pub fn narrow(settings: &Settings, base: &str) {
    // Hosts that the settings name anyway. One that a policy cannot name is asked in vain, and the console says so.
    let (mut content, mut logo) = (String::new(), String::new());
    let own = browser::origin(base);
    for source in settings.sources.iter().chain(&settings.fallback) {
        // The base, and whatever else is an address by itself: a feed elsewhere, albums on another host.
        let texts = source.own.keys().into_iter().filter_map(|key| source.own.text(&key));
        for address in texts.filter(|text| SafeUrl::parse(text).is_some_and(|url| url.is_web())) {
            let origin = browser::origin(&address);
            if origin != own {
                add_source(&mut content, &origin);
            }
        }
    }
    if let Some(origin) = settings.logo.as_deref().map(browser::origin).filter(|origin| *origin != own) {
        add_source(&mut logo, &origin);
    }
    browser::narrow(&settings.allow.policy(&content, &logo));
}
