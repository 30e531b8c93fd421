//! What the settings let the portal load, told to the browser before anything is loaded.

use super::edition::addresses;
use crate::browser;
use crate::settings::{Settings, add_source};

/// Narrows the document's policy to the settings: `index.html` was written before anyone knew them.
pub fn narrow(settings: &Settings, base: &str) {
    // Hosts that the settings name anyway. One that a policy cannot name is asked in vain, and the console says so.
    let (mut content, mut logo) = (String::new(), String::new());
    let own = browser::origin(base);
    let mut last = String::new();
    for language in &settings.languages {
        let files = addresses(&language.code, base, settings);
        for file in [Some(files.list), files.article, files.albums, files.pages].iter().flatten() {
            let origin = browser::origin(file);
            // Nearly always they are all at one place.
            if origin != own && origin != last {
                add_source(&mut content, &origin);
                last = origin;
            }
        }
    }
    if let Some(origin) = settings.logo.as_deref().map(browser::origin).filter(|origin| *origin != own) {
        add_source(&mut logo, &origin);
    }
    browser::narrow(&settings.allow.policy(&content, &logo));
}
