//! What a page and its headers tell of the program behind them. Nothing is asked for here.

use super::net::Answer;
use crate::url;

/// The traces of a backend in one answer. Addresses are absolute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clues {
    /// What names itself: generator tags, `X-Generator`, `X-Powered-By`, in lower case.
    pub names: Vec<String>,
    /// The root of WordPress' REST API.
    pub wordpress: Option<String>,
    pub feeds: Vec<String>,
    pub ghost_key: Option<String>,
    /// Whether the page asks for a password.
    pub has_password: bool,
    pub title: String,
}

/// The relation by which WordPress names its API (REST API handbook, "Discovery").
const API: &str = "https://api.w.org/";
const FEED_TYPES: [&str; 2] = ["application/feed+json", "application/json"];

impl Clues {
    pub fn read(answer: &Answer) -> Clues {
        let mut clues = Clues::default();
        for (name, value) in &answer.headers {
            match name.as_str() {
                "x-generator" | "x-powered-by" => clues.names.push(value.to_ascii_lowercase()),
                "microsoftsharepointteamservices" => clues.names.push("microsoft sharepoint".into()),
                "link" => {
                    let target = link_target(value, API);
                    clues.wordpress = clues.wordpress.or(target.map(|target| resolved(&answer.url, &target)));
                }
                _ => {}
            }
        }
        if !answer.response(None).is_page() {
            return clues;
        }
        for tag in tags(&answer.text) {
            clues.take(&tag, &answer.url);
        }
        let title = answer.text.split_once("<title").and_then(|(_, rest)| rest.split_once('>'));
        let title = title.and_then(|(_, rest)| rest.split_once("</title")).map_or("", |(title, _)| title);
        clues.title = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
        clues
    }

    fn take(&mut self, tag: &Tag, base: &str) {
        let is = |name: &str, value: &str| tag.get(name).is_some_and(|known| known.eq_ignore_ascii_case(value));
        match tag.name.as_str() {
            "meta" if is("name", "generator") => {
                self.names.extend(tag.get("content").map(str::to_ascii_lowercase));
            }
            "link" => {
                let Some(href) = tag.get("href").map(|href| resolved(base, href)) else { return };
                if is("rel", API) {
                    self.wordpress.get_or_insert(href);
                } else if is("rel", "alternate") && FEED_TYPES.iter().any(|kind| is("type", kind)) {
                    // WordPress names the page's own JSON in the same way.
                    if tag.get("type") == Some(FEED_TYPES[0]) || href.ends_with("feed.json") {
                        self.feeds.push(href);
                    }
                }
            }
            "input" => self.has_password |= is("type", "password"),
            // Ghost's search and its portal read the Content API, and carry its key in the page.
            "script" if tag.get("data-ghost").is_some() || tag.has("ghost-search") || tag.has("sodo-search") => {
                self.names.push("ghost".into());
                let key = ["data-key", "data-api-key"].iter().find_map(|name| tag.get(name));
                self.ghost_key = self.ghost_key.take().or(key.filter(|key| is_key(key)).map(str::to_owned));
            }
            _ if tag.has("ghost-search") || tag.get("data-key").is_some_and(is_key) => {
                self.ghost_key = self.ghost_key.take().or(tag.get("data-key").map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Whether a backend names itself so.
    pub fn names(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.contains(name))
    }
}

/// An address that a page names, as it is meant there. A site behind a proxy may not know that it is secure: on a secure
/// page its own insecure addresses are taken for secure ones, which is what browsers can read.
fn resolved(page: &str, reference: &str) -> String {
    let address = url::resolve(page, reference);
    match address.strip_prefix("http://") {
        Some(rest) if page.starts_with("https://") && url::host(page) == url::host(&address) => {
            format!("https://{rest}")
        }
        _ => address,
    }
}

/// A Content API key is 26 hexadecimal digits.
fn is_key(text: &str) -> bool {
    text.len() == 26 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The address that a `Link` header (RFC 8288) has for a relation: `<https://a.vn/wp-json/>; rel="https://api.w.org/"`.
pub fn link_target(header: &str, relation: &str) -> Option<String> {
    let links = header.split('<').skip(1).filter_map(|link| link.split_once('>'));
    let named = |rest: &str| {
        let rel = rest.split(';').filter_map(|pair| pair.split_once('=')).find(|(name, _)| name.trim() == "rel");
        let names = rel.map(|(_, names)| names.trim().trim_end_matches(',').trim().trim_matches('"').to_owned());
        names.is_some_and(|names| names.split(' ').any(|name| name.eq_ignore_ascii_case(relation)))
    };
    links.into_iter().find(|(_, rest)| named(rest)).map(|(target, _)| target.trim().to_owned())
}

/// An opening tag.
#[derive(Debug, Default, PartialEq)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether any attribute mentions this, as a name or in its value.
    fn has(&self, text: &str) -> bool {
        self.attributes.iter().any(|(name, value)| name.contains(text) || value.contains(text))
    }
}

/// The opening tags of a page, as far as a look for traces needs them; what stands in comments is passed over.
fn tags(html: &str) -> Vec<Tag> {
    let mut found = vec![];
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(after);
            found.push(tag);
            rest = after;
        }
    }
    found
}

/// Reads a tag from its name on; the second is what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: vec![] };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len()).max(1);
        let Some((name, after)) = rest.split_at_checked(end) else { return (tag, "") };
        let name = name.to_ascii_lowercase();
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            tag.attributes.push((name, String::new()));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inside = quote.map_or(value, |_| &value[1..]);
        let ends = |c: char| quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
        let end = inside.find(ends).unwrap_or(inside.len());
        let (value, after) = inside.split_at(end);
        tag.attributes.push((name, value.replace("&amp;", "&")));
        rest = if quote.is_some() { after.get(1..).unwrap_or_default() } else { after };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Clues {
        let headers = vec![("content-type".into(), "text/html".into())];
        Clues::read(&Answer { url: "https://a.vn/tin/".into(), status: 200, headers, text: html.into() })
    }

    #[test]
    fn a_link_header_names_the_api() {
        let header = r#"<https://a.vn/x>; rel="shortlink", <https://a.vn/?rest_route=/>; rel="https://api.w.org/""#;
        assert_eq!(link_target(header, API).as_deref(), Some("https://a.vn/?rest_route=/"));
        assert_eq!(link_target(header, "shortlink").as_deref(), Some("https://a.vn/x"));
        assert_eq!(link_target("<x>; rel=next", "prev"), None);
    }

    #[test]
    fn generator_tags_are_read_however_they_are_written() {
        for html in
            ["<meta name=generator content='WordPress 6.1'>", "<META CONTENT=\"WordPress 6.1\" NAME=\"Generator\" />"]
        {
            assert!(page(html).names("wordpress"), "{html}");
        }
        assert!(!page("<!-- <meta name=generator content=WordPress> -->").names("wordpress"));
    }

    #[test]
    fn a_page_names_feeds_and_the_api_relative_to_itself() {
        let clues = page(
            "<title> Sở\n KHCN </title><link rel='alternate' type='application/feed+json' href='feed.json'>
             <link rel='https://api.w.org/' href='/wp-json/'><link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>",
        );
        assert_eq!(clues.feeds, ["https://a.vn/tin/feed.json"]);
        assert_eq!(clues.wordpress.as_deref(), Some("https://a.vn/wp-json/"));
        assert_eq!(clues.title, "Sở KHCN");
    }

    #[test]
    fn a_secure_page_names_secure_addresses_of_its_own() {
        let clues = page("<link rel='https://api.w.org/' href='http://a.vn/wp-json/'>");
        assert_eq!(clues.wordpress.as_deref(), Some("https://a.vn/wp-json/"));
        assert_eq!(
            page("<link rel='https://api.w.org/' href='http://b.vn/'>").wordpress.as_deref(),
            Some("http://b.vn/")
        );
    }

    #[test]
    fn the_key_of_a_ghost_stands_in_its_search_script() {
        let clues = page(
            r#"<script defer src="https://cdn.example/sodo-search.min.js" data-key="0123456789abcdef0123456789" data-sodo-search="https://a.vn/"></script>"#,
        );
        assert_eq!(clues.ghost_key.as_deref(), Some("0123456789abcdef0123456789"));
        assert!(clues.names("ghost"));
        assert_eq!(page("<div data-key=menu>").ghost_key, None);
    }

    #[test]
    fn broken_tags_end_somewhere() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b='", "<a =é", "<a b='x' é=\"", "<!--", "<input type=password"] {
            tags(html);
        }
        assert!(page("<input type=password").has_password);
    }
}
