//! Watches over a page that shows a hostile text: what ran, what was asked for, what does not belong there.

use serde_json::json;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::server::Server;

const LOOK: &str = include_str!("guard.js");

/// Asks for all pictures, also those far below, and answers whether they and the document have come or failed.
const SETTLE: &str = "for (const it of document.querySelectorAll('.prose img')) it.loading = 'eager';
    return document.readyState === 'complete' && [...document.querySelectorAll('.prose img')].every((it) => it.complete)";

/// Whom the browsers ask on their own account, whatever page is open.
const OWN_ERRANDS: [&str; 9] = [
    "accounts.google.com",
    "clients.google.com",
    "clients2.google.com",
    "googleapis.com",
    "gvt1.com",
    "mozilla.com",
    "mozilla.net",
    "mozilla.org",
    "firefox.com",
];

/// What is seen of one page.
pub struct Sight {
    /// What is wrong with it, in words.
    pub told: Vec<String>,
    /// The text's own words.
    pub text: String,
    /// How many scripts, styles, frames and forms the whole document has.
    pub count: u64,
}

/// Looks when everything that the page asked for has come or failed.
///
/// `allowed` says which of the pictures, sounds and films on the page it may ask for. These go to `media`, to those of
/// the pages before: a film may fail only when its page has been left. What was asked and said so far is forgotten.
pub async fn look(
    b: &Browser,
    server: &Server,
    path: &str,
    media: &mut Vec<String>,
    allowed: impl Fn(&str) -> bool,
) -> Sight {
    b.wait_until("the pictures to come or to fail", async || b.js(SETTLE, vec![]).await == true).await;
    let seen = b.js(LOOK, vec![json!(path)]).await;
    let words = |key: &str| -> Vec<String> {
        let all = seen[key].as_array().into_iter().flatten();
        all.map(|word| word.as_str().unwrap_or_default().to_owned()).collect()
    };
    media.extend(words("media").into_iter().filter(|address| allowed(address)));
    let mut told = words("told");
    let is_media = |asked: &str| media.iter().any(|address| address.ends_with(asked) || same_host(address, asked));
    let evil = server.requests().into_iter().map(|request| request.path).filter(|path| path.contains("/evil/"));
    told.extend(evil.filter(|path| !is_media(path)).map(|path| format!("asked for: {path}")));
    let foreign = server.foreign().into_iter().chain(words("elsewhere"));
    let foreign = foreign.filter(|asked| !is_media(asked) && !is_errand(asked));
    told.extend(foreign.map(|asked| format!("asked elsewhere: {asked}")));
    let console = b.console().await.into_iter();
    let is_of_media = |line: &str| media.iter().any(|address| line.contains(without_scheme(address)));
    let console = console.filter(|line| !is_of_media(line) && !is_of_the_parser(b.engine, line));
    told.extend(console.map(|line| format!("in the console: {line}")));
    server.forget_requests();
    let text = seen["text"].as_str().unwrap_or_default().to_owned();
    Sight { told, text, count: seen["count"].as_u64().unwrap_or_default() }
}

/// In Chromium the inert document that a text is parsed into stands under the page's policy as well: what the text
/// would have done there is reported, though it never comes into the page. In the page its elements would be seen.
fn is_of_the_parser(engine: Engine, line: &str) -> bool {
    let of_inline = ["script-src-attr inline", "style-src-attr inline", "style-src-elem inline", "base-uri "];
    let told = line.strip_prefix("policy: ").is_some_and(|rest| of_inline.iter().any(|one| rest.starts_with(one)));
    let of_policy = line.starts_with("security: ") && line.contains("violates the following Content Security Policy");
    let logged = of_policy && ["inline style", "inline event handler", "base URI"].iter().any(|one| line.contains(one));
    engine == Engine::Chromium && (told || logged)
}

fn without_scheme(address: &str) -> &str {
    address.split_once(':').map_or(address, |(_, rest)| rest)
}

/// The host of an address, or of what a proxy is asked for: `evil.example:443`.
fn host(address: &str) -> String {
    let rest = address.split("://").last().unwrap_or_default();
    rest.split(['/', ':', '?']).next().unwrap_or_default().to_ascii_lowercase()
}

fn same_host(address: &str, asked: &str) -> bool {
    !asked.starts_with('/') && host(address) == host(asked)
}

fn is_errand(asked: &str) -> bool {
    let host = host(asked);
    OWN_ERRANDS.iter().any(|own| host == *own || host.ends_with(&format!(".{own}")))
}
