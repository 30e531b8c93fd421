//! What the portal's pages may load from other hosts, and the Content-Security-Policy that it makes.
//!
//! Nothing gets into a policy that could end a directive or stand for something else: whole schemes and hosts alone.

use crate::json::Json;

/// Sources beside the portal's own host: `https://anh.example.vn`, or a whole scheme, `https:`.
///
/// They stand as a policy lists them, each behind a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    images: String,
    /// Sound and film.
    media: String,
    /// What the app itself asks for: feeds that go on elsewhere.
    connections: String,
}

/// Where the settings say nothing, pictures and films come from anywhere that nobody can read along.
impl Default for Allow {
    fn default() -> Allow {
        Allow { images: " https:".into(), media: " https:".into(), connections: String::new() }
    }
}

impl Allow {
    pub(super) fn read(json: Option<Json>, problem: &mut dyn FnMut(&str, &str, Option<&Json>)) -> Allow {
        let mut allow = Allow::default();
        let Some(json) = json else { return allow };
        if !json.is_object() {
            problem("/allow", "an object with images, media or connections", Some(&json));
        }
        for key in json.keys() {
            let value = json.get(&key);
            let at = ["/allow/", &key].concat();
            let sources = match key.as_str() {
                "images" => &mut allow.images,
                "media" => &mut allow.media,
                "connections" => &mut allow.connections,
                _ => {
                    problem(&at, "one of images, media, connections", value.as_ref());
                    continue;
                }
            };
            let Some(value) = value else { continue };
            // Who names hosts wants no others: a mistake in them makes the list shorter, never everything.
            sources.clear();
            if !value.is_array() {
                problem(&at, "a list of hosts", Some(&value));
            }
            for (n, item) in value.items().iter().enumerate() {
                if !item.as_text().is_some_and(|text| add_source(sources, &text)) {
                    let expected = r#"a host such as "https://anh.example.vn", or "https:""#;
                    problem(&format!("{at}/{n}"), expected, Some(item));
                }
            }
        }
        allow
    }

    /// The directives for a portal with its content and its logo at these sources, which [`add_source`] has listed.
    pub fn policy(&self, content: &str, logo: &str) -> String {
        let Allow { images, media, connections } = self;
        let (image, medium) = (["img-src 'self'", content, logo, images], ["; media-src 'self'", content, media]);
        image.concat() + &medium.concat() + &["; connect-src 'self'", content, connections].concat()
    }
}

/// Adds a source to a list of them. `false`, and nothing is added, where it is none.
///
/// One is `https:`, or `https://host` with or without a port and with or without `*.`; the same with http. A host's
/// name is written in ASCII, as CSP asks for (`host-source` in Content Security Policy Level 3, 2.3.1).
pub fn add_source(sources: &mut String, source: &str) -> bool {
    let Some(rest) = source.strip_prefix("https:").or_else(|| source.strip_prefix("http:")) else { return false };
    if !rest.is_empty() {
        let Some(host) = rest.strip_prefix("//") else { return false };
        let (mut is_port, mut is_begun) = (false, false);
        for b in host.strip_prefix("*.").unwrap_or(host).bytes() {
            is_begun = match b {
                b'0'..=b'9' => true,
                b'a'..=b'z' | b'A'..=b'Z' | b'-' if !is_port => true,
                b'.' | b':' if !is_port && is_begun => {
                    is_port = b == b':';
                    false
                }
                _ => return false,
            };
        }
        if !is_begun {
            return false;
        }
    }
    sources.push(' ');
    sources.push_str(source);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (Allow, Vec<String>) {
        let mut problems = vec![];
        let json = Json::parse(text).unwrap();
        let allow = Allow::read(json.get("allow"), &mut |at, _, found| {
            problems.push(format!("{at} {}", found.map_or_else(String::new, Json::shown)));
        });
        (allow, problems)
    }

    #[test]
    fn a_source_is_a_scheme_or_a_host_and_nothing_else() {
        for good in [
            "https:",
            "http:",
            "https://a.vn",
            "http://127.0.0.1:8080",
            "https://*.a-b.example.vn",
            "https://localhost",
        ] {
            assert!(add_source(&mut String::new(), good), "{good}");
        }
        for bad in [
            "",
            "*",
            "'self'",
            "'unsafe-inline'",
            "data:",
            "blob:",
            "javascript:",
            "a.vn",
            "//a.vn",
            "https:/",
            "https://",
            "https://*",
            "https://a.vn/",
            "https://a.vn/x",
            "https://a.vn;script-src *",
            "https://a.vn,b.vn",
            "https://a.vn 'unsafe-inline'",
            " https://a.vn",
            "https://a.vn\n",
            "https://a..vn",
            "https://.a.vn",
            "https://a.vn:",
            "https://a.vn:80x",
            "https://a.vn:80:80",
            "https://a@b.vn",
            "https://*.*.vn",
            "https://báo.vn",
            "https://[::1]",
            "https://a.vn'",
            "https://a.vn\"",
            "https: ;",
            "https:a.vn",
        ] {
            let mut sources = String::new();
            assert!(!add_source(&mut sources, bad) && sources.is_empty(), "{bad}");
        }
    }

    #[test]
    fn without_a_word_pictures_come_from_all_of_https_and_answers_from_the_contents_own_hosts() {
        let (allow, problems) = check("{}");
        assert_eq!((&allow, problems.len()), (&Allow::default(), 0));
        assert_eq!(allow.policy("", ""), "img-src 'self' https:; media-src 'self' https:; connect-src 'self'");
        assert_eq!(
            allow.policy(" https://a.vn", " http://b.vn:81"),
            "img-src 'self' https://a.vn http://b.vn:81 https:; media-src 'self' https://a.vn https:; connect-src 'self' https://a.vn"
        );
    }

    #[test]
    fn hosts_that_are_named_are_the_only_ones() {
        let (allow, problems) = check(
            r#"{"allow": {"images": ["https://a.vn", "https://*.b.vn:8443"], "media": [], "connections": ["http:"]}}"#,
        );
        assert_eq!(problems, [""; 0]);
        let expected = "img-src 'self' https://a.vn https://*.b.vn:8443; media-src 'self'; connect-src 'self' http:";
        assert_eq!(allow.policy("", ""), expected);
    }

    #[test]
    fn what_is_no_host_is_told_and_opens_nothing() {
        let (allow, problems) = check(
            r#"{"allow": {"images": ["'unsafe-inline'; script-src *", 7, "https://a.vn"], "media": "https://a.vn", "connections": null, "connection": []}}"#,
        );
        assert_eq!(allow.policy("", ""), "img-src 'self' https://a.vn; media-src 'self'; connect-src 'self'");
        let expected = [
            "/allow/images/0 \"'unsafe-inline'; script-src *\"",
            "/allow/images/1 7",
            "/allow/media \"https://a.vn\"",
            "/allow/connection an array",
        ];
        assert_eq!(problems, expected);
        assert_eq!(check(r#"{"allow": "https:"}"#).1, ["/allow \"https:\""]);
    }
}
