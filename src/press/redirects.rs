//! Old addresses and where they lead now: `redirects` of `site.json`, and the paths that articles and pages had before.
//!
//! They are written twice: for hosts that send a redirect themselves, and as pages for hosts that know files alone.
//! What stands behind `?` in an old address is nothing that a host of files looks at, so such a one is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::html::escape;
use crate::json::{Json, Problem};
use crate::locale::Locale;
use crate::press::xml::address;
use crate::route::Links;
use crate::url::{SafeUrl, decode, encode_path};

/// The table of a site's old addresses, as [`host_file`] writes it.
pub const HOST_FILE: &str = "_redirects";

/// One old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old path below the portal's root, decoded, without slashes at its ends: `tin-tuc/123.aspx`.
    pub from: String,
    /// A path of the portal from its root (`/article/ngay-hoi/`), or an http or https address: the end of the chain.
    pub to: String,
}

/// A page at an old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The file's path below the portal's root: `tin-tuc/123.aspx/index.html`.
    pub path: String,
    pub html: String,
}

/// Reads `redirects` of `site.json`, an object of old paths and new ones; in the order in which they are written.
///
/// What cannot be followed is left out and reported. A chain is reported and shortened: one step costs a reader less.
pub fn read(site: &Value, file: &str) -> (Vec<Redirect>, Vec<Problem>) {
    let mut reader = Reader { file, problems: vec![] };
    let redirects = reader.redirects(site);
    (redirects, reader.problems)
}

struct Reader<'a> {
    file: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// `old` is the address that the problem is with, as it is written.
    fn problem(&mut self, old: &str, expected: &str, found: String) {
        let at = format!("/redirects/{}", old.replace('~', "~0").replace('/', "~1"));
        self.problems.push(Problem { file: self.file.into(), at, expected: expected.into(), found });
    }

    fn redirects(&mut self, site: &Value) -> Vec<Redirect> {
        let value = site.get("redirects").unwrap_or(&Value::Null);
        let Some(object) = value.as_object() else {
            if !value.is_null() {
                let expected = r#"an object of old paths and new ones, {"/tin-tuc/123.aspx": "/article/ngay-hoi/"}"#;
                let (file, at) = (self.file.into(), "/redirects".into());
                self.problems.push(Problem { file, at, expected: expected.into(), found: shown(value) });
            }
            return vec![];
        };
        let mut known: Vec<(&String, Redirect)> = vec![];
        let mut places = BTreeMap::new();
        for (old, new) in object {
            let Some(from) = old_path(old) else {
                let expected = "a path from the portal's root without ? # * and .., such as /tin-tuc/123.aspx";
                self.problem(old, expected, format!("the key {old}"));
                continue;
            };
            let Some(to) = new.as_str().and_then(target) else {
                self.problem(old, "a path from the portal's root, or an http or https address", shown(new));
                continue;
            };
            if let Some(&first) = places.get(&from) {
                let (first, _): &(&String, Redirect) = &known[first];
                self.problem(old, "each old path once", format!("the same path as {first}"));
                continue;
            }
            places.insert(from.clone(), known.len());
            known.push((old, Redirect { from, to }));
        }
        let mut redirects = vec![];
        for (old, redirect) in &known {
            redirects.extend(self.followed(old, redirect, &places, &known));
        }
        redirects
    }

    /// A redirect to where it leads in the end.
    fn followed(
        &mut self,
        old: &str,
        redirect: &Redirect,
        places: &BTreeMap<String, usize>,
        known: &[(&String, Redirect)],
    ) -> Option<Redirect> {
        if let Some(file) = page_above(&redirect.from, places) {
            self.problem(old, "a path that is not below a file", format!("{file}, an old path too"));
            return None;
        }
        let (mut to, mut seen) = (&redirect.to, BTreeSet::from([redirect.from.as_str()]));
        while let Some(&next) = target_path(to).and_then(|path| places.get(&path)) {
            let (_, next) = &known[next];
            if !seen.insert(&next.from) {
                self.problem(
                    old,
                    "a path that leads to a page",
                    format!("{:?}, which leads back to /{}", redirect.to, next.from),
                );
                return None;
            }
            to = &next.to;
        }
        if *to != redirect.to {
            let found = format!("{:?}, which leads on", redirect.to);
            self.problem(old, &format!("the end of the chain, {to:?}"), found);
        }
        Some(Redirect { from: redirect.from.clone(), to: to.clone() })
    }
}

fn shown(value: &Value) -> String {
    Json::from(value.clone()).shown()
}

/// An old path as files have it: decoded, without slashes at its ends.
pub fn old_path(text: &str) -> Option<String> {
    let rest = text.strip_prefix('/').filter(|rest| !rest.contains(['?', '#', '*', '\\']))?;
    let path = decode(rest.strip_suffix('/').unwrap_or(rest));
    // A file's name has at most 255 bytes nearly everywhere, and the compressed copy's is longer.
    let is_name =
        |name: &str| (1..=240).contains(&name.len()) && name != "." && name != ".." && !name.contains(char::is_control);
    (rest.split('/').count() == path.split('/').count() + usize::from(rest.ends_with('/'))
        && path.split('/').all(is_name))
    .then_some(path)
}

/// Where a redirect may lead.
fn target(text: &str) -> Option<String> {
    let url = SafeUrl::parse(text)?;
    let is_path = url.as_str().starts_with('/') && !url.as_str().starts_with("//");
    (is_path || url.as_str().contains("://") && url.is_web()).then(|| url.to_string())
}

/// The path that a redirect within the portal leads to, as [`old_path`] has it.
fn target_path(to: &str) -> Option<String> {
    let path = to.strip_prefix('/')?.split(['?', '#']).next()?;
    Some(decode(path.trim_end_matches('/')))
}

/// An old path that is a file itself, where another one would need a folder.
fn page_above<'a>(path: &'a str, places: &BTreeMap<String, usize>) -> Option<&'a str> {
    let folders = path.match_indices('/').map(|(at, _)| path.split_at(at).0);
    folders.filter(|folder| is_page(folder)).find(|folder| places.contains_key(*folder))
}

/// Whether a page at an old path is a file of that name, and no folder.
pub fn is_page(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".htm")
}

/// `_redirects`, which Netlify and Cloudflare Pages read: old path, new address, status. Cloudflare reads the first
/// 2,000 lines.
pub fn host_file(redirects: &[Redirect], links: &Links) -> String {
    let mut out = String::new();
    for redirect in redirects {
        out.extend([links.base.as_str(), &encode_path(&redirect.from), " ", &new_address(redirect, links), " 301\n"]);
    }
    out
}

/// A page at every old address, for hosts that send no redirects: it goes to the new address at once, and has a link.
///
/// `words` are those of a language, by its code; `absolute` puts the host in front of a path. An old path that is no
/// HTML file becomes a folder with a page in it: a file `123.aspx` would be offered for download.
pub fn pages<'a>(
    redirects: &[Redirect],
    links: &Links,
    words: &dyn Fn(&str) -> &'a Locale,
    absolute: &dyn Fn(&str) -> String,
) -> Vec<Page> {
    redirects.iter().map(|redirect| page(redirect, links, words, absolute)).collect()
}

fn page<'a>(
    redirect: &Redirect,
    links: &Links,
    words: &dyn Fn(&str) -> &'a Locale,
    absolute: &dyn Fn(&str) -> String,
) -> Page {
    let to = new_address(redirect, links);
    let whole = if to.starts_with('/') { absolute(&to) } else { to.clone() };
    let language = links.parse(to.split(['?', '#']).next().unwrap_or_default(), "").map(|(language, _)| language);
    let words = words(language.as_deref().unwrap_or(&links.language));
    let (moved, link) = (words.word("moved"), words.word("moved_link"));
    let mut html = String::from("<!DOCTYPE html>\n");
    let parts = [
        ("<html lang=\"", words.language.as_str()),
        ("\" dir=\"", &words.direction),
        ("\">\n<meta charset=\"utf-8\">\n<title>", &moved),
        ("</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"canonical\" href=\"", &whole),
        ("\">\n<meta http-equiv=\"refresh\" content=\"0; url=", &to),
        ("\">\n<p>", &moved),
        (" <a href=\"", &to),
        ("\">", &link),
    ];
    for (markup, text) in parts {
        html.push_str(markup);
        escape(&mut html, text);
    }
    html.push_str("</a></p>\n</html>\n");
    let path = if is_page(&redirect.from) { redirect.from.clone() } else { redirect.from.clone() + "/index.html" };
    Page { path, html }
}

/// The new address as a link on the portal's host.
fn new_address(redirect: &Redirect, links: &Links) -> String {
    let to = redirect.to.as_str();
    let link = match to.strip_prefix('/') {
        // Not every path is a page of the portal: files stay as they are named.
        Some(rest) => links.to_path(to).unwrap_or_else(|| links.base.clone() + rest),
        None => to.to_owned(),
    };
    address(&link).into_owned()
}
