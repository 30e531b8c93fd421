//! Which profiles may fit a site, and in which order they are tried. Nothing is asked for here.

use super::clues::Clues;
use super::net::Answer;
use crate::json::Json;
use crate::url;

/// A profile, and the entries that `source` of site.json would have.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub profile: &'static str,
    /// `base` first.
    pub own: Vec<(String, String)>,
    /// How it was come by.
    pub why: String,
}

/// A place at which a backend answers, where it is one.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    pub profile: &'static str,
    /// What the backend is called in generator tags and headers.
    pub name: &'static str,
    /// Relative to the site's folder.
    pub path: &'static str,
    pub expects: &'static str,
}

/// What an answer to a probe means.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    Fits(Vec<Candidate>),
    /// It is this backend, and it does not let visitors in.
    Closed,
    No,
}

const fn probe(profile: &'static str, name: &'static str, path: &'static str, expects: &'static str) -> Probe {
    Probe { profile, name, path, expects }
}

/// The most frequent first.
pub const PROBES: [Probe; 11] = [
    probe("wordpress", "wordpress", "wp-json/", "WordPress' list of namespaces"),
    probe("wordpress", "wordpress", "?rest_route=/", "WordPress' list of namespaces"),
    probe("drupal", "drupal", "jsonapi", "Drupal's JSON:API"),
    probe("jsonfeed", "json feed", "feed.json", "a JSON Feed"),
    probe("ghost", "ghost", "ghost/api/content/settings/", "Ghost's Content API"),
    probe("wagtail", "wagtail", "api/v2/pages/", "Wagtail's list of pages"),
    probe("strapi", "strapi", "api/articles", "Strapi's list of articles"),
    probe("directus", "directus", "server/ping", "the word pong of a Directus"),
    probe("directus", "directus", "items/posts?limit=1", "Directus' list of posts"),
    probe("plone", "plone", "++api++/@search?b_size=1", "Plone's search"),
    probe("sharepoint", "sharepoint", "_api/web", "SharePoint's REST interface"),
];

/// The probes in the order in which this site is asked: what it names itself comes first.
pub fn order(clues: &Clues) -> Vec<Probe> {
    let (first, then): (Vec<Probe>, Vec<Probe>) = PROBES.iter().partition(|probe| clues.names(probe.name));
    first.into_iter().chain(then).collect()
}

impl Candidate {
    fn new(profile: &'static str, base: &str, why: &str) -> Candidate {
        Candidate { profile, own: vec![("base".into(), base.to_owned())], why: why.to_owned() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Candidate {
        self.own.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn base(&self) -> &str {
        self.own.first().map_or("", |(_, base)| base)
    }
}

/// The folder that a page lies in; an address whose last part looks like no file is itself one.
pub fn folder(address: &str) -> String {
    let bare = address.split(['?', '#']).next().unwrap_or_default();
    let last = url::path(bare).rsplit('/').next().unwrap_or_default();
    match last {
        "" if url::path(bare).is_empty() => format!("{bare}/"),
        "" => bare.to_owned(),
        name if name.contains('.') => url::resolve(bare, "./"),
        _ => format!("{bare}/"),
    }
}

/// WordPress by the root of its REST API, whatever the site calls that.
pub fn wordpress(root: &str, why: &str) -> Candidate {
    if let Some((base, _)) = root.split_once("?rest_route=") {
        return Candidate::new("wordpress", base.trim_end_matches("index.php"), why).with("api", "?rest_route=/wp/v2/");
    }
    match root.trim_end_matches('/').strip_suffix("/wp-json") {
        Some(base) => Candidate::new("wordpress", &format!("{base}/"), why),
        None => Candidate::new("wordpress", &folder(root), why).with("api", "wp/v2/"),
    }
}

/// What an address says by itself, where it is that of an API.
pub fn of_address(address: &str) -> Option<Candidate> {
    let why = "the address itself";
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    if query.contains("rest_route=") {
        return Some(wordpress(&format!("{before}?rest_route=/"), why));
    }
    let after = |mark: &str| before.split_once(mark).map(|(base, rest)| (format!("{base}/"), rest.trim_matches('/')));
    let first = |rest: &str| rest.split('/').next().unwrap_or_default().to_owned();
    let typed =
        |candidate: Candidate, kind: &str| if kind.is_empty() { candidate } else { candidate.with("type", kind) };
    if let Some((base, rest)) = after("/wp-json") {
        let kind = rest.strip_prefix("wp/v2/").map(first).filter(|kind| kind != "posts").unwrap_or_default();
        return Some(typed(Candidate::new("wordpress", &base, why), &kind));
    }
    if let Some((base, _)) = after("/ghost/api/") {
        let candidate = Candidate::new("ghost", &base, why);
        return Some(match url::parameter(address, "key") {
            Some(key) => candidate.with("key", &key),
            None => candidate,
        });
    }
    if let Some((base, rest)) = after("/jsonapi") {
        return Some(typed(
            Candidate::new("drupal", &base, why),
            &rest.strip_prefix("node/").map(first).unwrap_or_default(),
        ));
    }
    if let Some((base, _)) = after("/api/v2/pages") {
        return Some(typed(
            Candidate::new("wagtail", &base, why),
            &url::parameter(address, "type").unwrap_or_default(),
        ));
    }
    if let Some((base, _)) = after("/++api++") {
        return Some(Candidate::new("plone", &base, why));
    }
    if let Some((base, rest)) = after("/_api/web") {
        let profile =
            if rest.contains("Site%20Pages") || rest.contains("Site Pages") { "sharepoint-news" } else { "sharepoint" };
        return Some(Candidate::new(profile, &base, why));
    }
    if let Some((base, rest)) = after("/items/") {
        return Some(typed(Candidate::new("directus", &base, why), &first(rest)));
    }
    let (base, rest) = after("/api/")?;
    Some(typed(Candidate::new("strapi", &base, why), &first(rest)))
}

/// A feed, or a plain list, by its own answer.
pub fn of_answer(answer: &Answer) -> Option<Candidate> {
    let json = answer.json().filter(|_| answer.is_good())?;
    let profile = if is_feed(&json) { "jsonfeed" } else { "generic" };
    matches!(json.kind(), "an array" | "an object").then(|| file(profile, &answer.url, "the answer itself"))
}

/// Where the longest list of objects stands at the top of an answer, and the keys of its first item.
pub fn list_in(json: &Json) -> Option<(String, Vec<String>)> {
    let items_at = |key: &str| if key.is_empty() { json.items() } else { json.list(key) };
    let longest = json.keys().into_iter().chain([String::new()]).max_by_key(|key| items_at(key).len())?;
    let keys = items_at(&longest).first()?.keys();
    let at = if longest.is_empty() { longest } else { format!("/{longest}") };
    (!keys.is_empty()).then_some((at, keys))
}

/// A list that is one file: its folder is the base.
pub fn file(profile: &'static str, address: &str, why: &str) -> Candidate {
    let address = address.split('#').next().unwrap_or_default();
    let base = url::resolve(address.split('?').next().unwrap_or_default(), "./");
    let name = address.get(base.len()..).unwrap_or_default().to_owned();
    Candidate::new(profile, &base, why).with("list", if name.is_empty() { "./" } else { &name })
}

fn is_feed(json: &Json) -> bool {
    json.text("version").is_some_and(|version| version.contains("jsonfeed.org/version/"))
}

/// What a probe's answer says; `base` is the folder that was probed.
pub fn judge(probe: &Probe, base: &str, answer: &Answer, clues: &Clues) -> Verdict {
    let why = format!("{} at {}", probe.expects, answer.url);
    let json = answer.json();
    let has = |at: &str| json.as_ref().is_some_and(|json| json.at(at).is_some());
    let plain = || Candidate::new(probe.profile, base, &why);
    let is_shut = matches!(answer.status, 401 | 403);
    let fits: Option<Vec<Candidate>> = match probe.profile {
        "wordpress" => (has("/namespaces") || has("/routes")).then(|| vec![wordpress(&answer.url, &why)]),
        "ghost" => (has("/settings") || (is_shut && has("/errors/0/message"))).then(|| vec![plain()]),
        "wagtail" => has("/meta/total_count").then(|| vec![plain()]),
        "drupal" => has("/jsonapi").then(|| vec![plain()]),
        "strapi" => (has("/data") && has("/meta/pagination")).then(|| strapi(plain(), has("/data/0/attributes"))),
        "directus" => {
            let is_it =
                answer.is_good() && (answer.text.trim() == "pong" || (probe.path != "server/ping" && has("/data")));
            is_it.then(|| vec![plain(), plain().with("of_list", "*.*").with("of_article", "*.*")])
        }
        "plone" => has("/items_total").then(|| vec![plain()]),
        "jsonfeed" => json.as_ref().is_some_and(is_feed).then(|| vec![file("jsonfeed", &answer.url, &why)]),
        "sharepoint" => {
            let is_it = answer.is_good() && (json.is_some() || answer.text.contains("schemas.microsoft.com"));
            is_it.then(|| vec![plain(), Candidate { profile: "sharepoint-news", ..plain() }])
        }
        _ => None,
    };
    match fits {
        Some(candidates) => Verdict::Fits(candidates),
        None if is_shut && (clues.names(probe.name) || is_refusal(probe, answer, &has)) => Verdict::Closed,
        None => Verdict::No,
    }
}

/// Whether a refusal is in this backend's own form.
fn is_refusal(probe: &Probe, answer: &Answer, has: &dyn Fn(&str) -> bool) -> bool {
    match probe.profile {
        "wordpress" => has("/code") && has("/data/status"),
        "strapi" => has("/error/name") && has("/error/status"),
        "sharepoint" => {
            ["microsoftsharepointteamservices", "sprequestguid"].iter().any(|name| answer.header(name).is_some())
        }
        _ => false,
    }
}

/// Where the site's own fields differ, a narrow request is refused: then all fields are asked for.
fn strapi(plain: Candidate, is_old: bool) -> Vec<Candidate> {
    let plain = if is_old { Candidate { profile: "strapi4", ..plain } } else { plain };
    vec![plain.clone(), plain.with("of_list", "populate=*")]
}

/// The content type of a Drupal's news, by the index of its JSON:API; `None` where it is the usual one.
pub fn drupal_type(index: &Json) -> Option<String> {
    let links = index.get("links").map(|links| links.keys()).unwrap_or_default();
    let types: Vec<&str> = links.iter().filter_map(|name| name.strip_prefix("node--")).collect();
    if types.contains(&"article") {
        return None;
    }
    let is_news = |kind: &&&str| ["news", "article", "tin", "post", "blog"].iter().any(|word| kind.contains(word));
    types.iter().find(is_news).or(types.first()).map(|kind| (*kind).to_owned())
}

/// The fields that Wagtail's profile can use in a list.
const WAGTAIL: [&str; 15] = [
    "date",
    "date_published",
    "published_date",
    "excerpt",
    "intro",
    "introduction",
    "subtitle",
    "category_name",
    "author_name",
    "tags",
    "feed_image_large",
    "feed_image_thumbnail",
    "image_large",
    "image_thumbnail",
    "header_image",
];

/// The kind of page that most looks like news, of a Wagtail's list of all pages.
pub fn wagtail_type(pages: &Json) -> Option<String> {
    let types: Vec<String> = pages.list("items").iter().filter_map(|page| page.at("/meta/type")?.as_text()).collect();
    let is_news = |kind: &&String| {
        let name = kind.to_ascii_lowercase();
        !name.contains("index") && ["news", "article", "blog", "post"].iter().any(|word| name.contains(word))
    };
    types.iter().find(is_news).or(types.iter().find(|kind| !kind.starts_with("wagtailcore."))).cloned()
}

/// What site.json must say of a Wagtail whose pages look like this one: its fields are the project's own.
pub fn wagtail_fields(page: &Json) -> Vec<(String, String)> {
    let there: Vec<&str> = WAGTAIL.into_iter().filter(|name| page.get(name).is_some()).collect();
    let mut own = vec![];
    if let Some(date) = there.iter().find(|name| name.contains("date")) {
        own.push(("order".to_owned(), format!("-{date}")));
    }
    if !there.is_empty() {
        own.push(("of_list".to_owned(), [there.as_slice(), &["first_published_at"]].concat().join(",")));
    }
    own
}

#[cfg(test)]
#[path = "candidates/tests.rs"]
mod tests;
