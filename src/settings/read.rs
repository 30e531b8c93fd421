//! From JSON to [`Settings`], with every problem in one go.

use super::{Allow, Entry, Footer, Gallery, Language, Settings, Source, Text, Theme};
use crate::cut;
use crate::json::{Json, Problem};
use crate::list::ToList;
use crate::url::SafeUrl;

/// Reads `site.json`.
///
/// What is wrong but can be done without is left out and reported; the settings are `None` where the portal cannot
/// run without what is missing (a name, a language, a source).
pub fn read(json: &Json, file: &str) -> (Option<Settings>, Vec<Problem>) {
    let mut reader = Reader { file, problems: vec![] };
    let settings = reader.settings(json);
    (settings, reader.problems)
}

struct Reader<'a> {
    file: &'a str,
    problems: Vec<Problem>,
}

/// Every key that `site.json` may have at its top; an unknown one is most likely a typing mistake.
const KEYS: [&str; 16] = [
    "$schema",
    "name",
    "tagline",
    "logo",
    "url",
    "languages",
    "timezone",
    "source",
    "fallback",
    "page_size",
    "allow",
    "gallery",
    "menu",
    "footer",
    "theme",
    // Read by `press` alone.
    "redirects",
];

impl Reader<'_> {
    fn problem(&mut self, at: &str, expected: &str, found: Option<&Json>) {
        let found = found.map_or_else(|| "nothing".to_owned(), Json::shown);
        self.problems.push(Problem { file: self.file.into(), at: at.into(), expected: expected.into(), found });
    }

    fn settings(&mut self, json: &Json) -> Option<Settings> {
        if !json.is_object() {
            self.problem("", "an object with the portal's settings", Some(json));
            return None;
        }
        for key in json.keys().iter().filter(|key| !KEYS.contains(&key.as_str())) {
            let expected = "one of ".to_owned() + &KEYS.join(", ");
            let (at, found) = (["/", key].concat(), ["the key ", key].concat());
            self.problems.push(Problem { file: self.file.into(), at, expected, found });
        }
        let name = self.text(json, "", "name");
        if name.is_empty() && json.get("name").is_none() {
            self.problem("/name", "the portal's name: a text, or one for each language", None);
        }
        let languages = self.languages(json);
        let sources = self.sources(json);
        let fallback = json.get("fallback").and_then(|fallback| self.source(&fallback, "/fallback"));
        let page_size = match json.get("page_size") {
            None => Some(12),
            Some(size) => json.count("page_size").filter(|n| (1..=100).contains(n)).or_else(|| {
                self.problem("/page_size", "a whole number from 1 to 100", Some(&size));
                None
            }),
        };
        let settings = Settings {
            tagline: self.text(json, "", "tagline"),
            logo: self.address(json, "logo"),
            url: self.address(json, "url").map(|url| if url.ends_with('/') { url } else { url + "/" }),
            timezone: json.text("timezone").unwrap_or_else(|| "Asia/Ho_Chi_Minh".into()),
            page_size: page_size.unwrap_or(12) as usize,
            allow: Allow::read(json.get("allow"), &mut |at, expected, found| self.problem(at, expected, found)),
            gallery: Gallery::read(json.get("gallery"), &mut |at, expected, found| self.problem(at, expected, found)),
            menu: self.entries(json.get("menu"), "/menu"),
            footer: self.footer(json),
            theme: self.theme(json),
            languages: languages?,
            sources: sources?,
            fallback,
            name,
        };
        (!settings.name.is_empty()).then_some(settings)
    }

    /// A text, or an object with one for each language.
    fn text(&mut self, json: &Json, at: &str, key: &str) -> Text {
        let Some(value) = json.get(key) else { return Text::default() };
        let at = [at, "/", key].concat();
        if let Some(text) = value.as_text() {
            return Text::plain(&text);
        }
        let mut texts = vec![];
        for language in value.keys() {
            match value.text(&language) {
                Some(text) => texts.push((language, text)),
                None => self.problem(&[at.as_str(), "/", &language].concat(), "a text", value.get(&language).as_ref()),
            }
        }
        if texts.is_empty() {
            self.problem(&at, "a text, or an object with one for each language", Some(&value));
        }
        Text(texts)
    }

    fn address(&mut self, json: &Json, key: &str) -> Option<String> {
        let value = json.get(key)?;
        match value.as_text().as_deref().and_then(SafeUrl::parse) {
            Some(url) => Some(url.to_string()),
            None => {
                self.problem(&["/", key].concat(), "an http or https address or a path", Some(&value));
                None
            }
        }
    }

    fn languages(&mut self, json: &Json) -> Option<Vec<Language>> {
        let Some(list) = json.get("languages") else {
            return Some(vec![Language { code: "vi".into(), name: "Tiếng Việt".into() }]);
        };
        let mut languages: Vec<Language> = vec![];
        for (n, item) in list.items().iter().enumerate() {
            let is_code = |code: &String| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            match (item.text("code").filter(is_code), item.text("name")) {
                (Some(code), Some(name)) => languages.push(Language { code, name }),
                _ => self.problem(&format!("/languages/{n}"), r#"{"code": "vi", "name": "Tiếng Việt"}"#, Some(item)),
            }
        }
        if languages.is_empty() {
            self.problem("/languages", "a list with at least one language", Some(&list));
            return None;
        }
        Some(languages)
    }

    /// One source, or a list of them; `None` where none of them can be asked.
    fn sources(&mut self, json: &Json) -> Option<Vec<Source>> {
        let Some(source) = json.get("source") else {
            self.problem("/source", r#"{"profile": "wordpress", "base": "https://…"}"#, None);
            return None;
        };
        let sources: Vec<Source> = match source.kind() {
            "an array" => {
                let read = |(n, item): (usize, &Json)| self.source(item, &format!("/source/{n}"));
                source.items().iter().enumerate().filter_map(read).list()
            }
            _ => self.source(&source, "/source").into_iter().list(),
        };
        (!sources.is_empty()).then_some(sources)
    }

    /// The engine reads the rest of an entry when it needs it; `press check` looks at all of it.
    fn source(&mut self, source: &Json, at: &str) -> Option<Source> {
        let profile = source.get("profile");
        let file = match profile.as_ref().map(|profile| (profile.as_text(), profile.kind())) {
            Some((Some(name), _)) if !name.trim().is_empty() => {
                // A name alone is one of the profiles beside the portal.
                let is_name = !cut::has_any(&name, "/.");
                Some(if is_name { ["sources/", &name, ".json"].concat() } else { name })
            }
            Some((None, "an object")) => None,
            _ => {
                self.problem(&[at, "/profile"].concat(), r#"a profile's name, such as "wordpress""#, profile.as_ref());
                return None;
            }
        };
        let own = match profile.filter(|_| file.is_none()) {
            Some(profile) => profile.merged(source),
            None => source.clone(),
        };
        Some(Source { file, own, label: self.text(source, at, "label") })
    }

    fn entries(&mut self, list: Option<Json>, at: &str) -> Vec<Entry> {
        let Some(list) = list else { return vec![] };
        if !list.is_array() {
            self.problem(at, "a list of entries", Some(&list));
        }
        let mut entries = vec![];
        for (n, item) in list.items().iter().enumerate() {
            let at = format!("{at}/{n}");
            let entry = Entry { label: self.text(item, &at, "label"), to: self.text(item, &at, "to") };
            let safe = entry.to.0.iter().all(|(_, to)| SafeUrl::parse(to).is_some());
            if entry.label.is_empty() || entry.to.is_empty() || !safe {
                self.problem(&at, r#"{"label": "Tin tức", "to": "/news/"}"#, Some(item));
            } else {
                entries.push(entry);
            }
        }
        entries
    }

    fn footer(&mut self, json: &Json) -> Footer {
        let Some(footer) = json.get("footer") else { return Footer::default() };
        let lines = footer.list("address");
        let mut address = vec![];
        for (n, line) in lines.iter().enumerate() {
            // A line is a text or an object by itself; `text` reads what stands at a key.
            match line.as_text() {
                Some(text) => address.push(Text::plain(&text)),
                None if line.is_object() => {
                    let texts = line.keys().into_iter().filter_map(|key| line.text(&key).map(|text| (key, text)));
                    address.push(Text(texts.list()));
                }
                None => self.problem(&format!("/footer/address/{n}"), "a text, or one for each language", Some(line)),
            }
        }
        Footer {
            address,
            links: self.entries(footer.get("links"), "/footer/links"),
            note: self.text(&footer, "/footer", "note"),
        }
    }

    fn theme(&mut self, json: &Json) -> Theme {
        let Some(theme) = json.get("theme") else { return Theme::default() };
        Theme {
            accent: self.color(&theme, "accent"),
            masthead: self.color(&theme, "masthead"),
            font: theme.text("font"),
            font_headline: theme.text("font_headline"),
        }
    }

    /// One CSS colour, or two for light and dark.
    fn color(&mut self, theme: &Json, key: &str) -> Option<(String, String)> {
        let value = theme.get(key)?;
        let both = value.as_text().map(|color| (color.clone(), color));
        let pair = both.or_else(|| Some((value.text("light")?, value.text("dark")?)));
        let pair = pair.filter(|(light, dark)| is_color(light) && is_color(dark));
        if pair.is_none() {
            self.problem(
                &["/theme/", key].concat(),
                r##""#8a1c1c" or {"light": "#8a1c1c", "dark": "#e88"}"##,
                Some(&value),
            );
        }
        pair
    }
}

/// Whether a text is in the letters of a colour: `rgb(0 0 0 / 50%)`.
///
/// Where a colour may stand a picture may, too, and would be asked for: an address needs a colon or two slashes.
fn is_color(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b" #(),.%/+-*".contains(&b)) && cut::find(text, "//").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (Option<Settings>, Vec<String>) {
        let (settings, problems) = read(&Json::parse(text).unwrap(), "site.json");
        (settings, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_least_that_is_needed_is_a_name_and_a_source() {
        let (settings, problems) = check(r#"{"name": "Sở", "source": {"profile": "jsonfeed", "list": "a.json"}}"#);
        let settings = settings.unwrap();
        assert_eq!(problems, [""; 0]);
        assert_eq!(settings.name.in_language("en"), "Sở");
        assert_eq!(settings.languages[0].code, "vi");
        assert_eq!(settings.page_size, 12);
    }

    #[test]
    fn every_problem_is_reported_at_once_and_the_rest_is_kept() {
        let (settings, problems) = check(
            r#"{"name": {"vi": "Sở", "en": 4}, "nmae": "x", "page_size": 0, "logo": "javascript:x", "theme": {"accent": 3},
                "source": {"profile": "jsonfeed"}, "menu": [{"label": "A"}, {"label": "Tin", "to": "/news/"}]}"#,
        );
        assert_eq!(settings.unwrap().menu.len(), 1);
        let places = ["/nmae", "/name/en", "/page_size", "/logo", "/menu/0", "/theme/accent"];
        assert_eq!(problems.len(), places.len(), "{problems:#?}");
        for place in places {
            assert!(problems.iter().any(|problem| problem.contains(place)), "{place}: {problems:#?}");
        }
    }

    #[test]
    fn without_a_source_there_are_no_settings() {
        let (settings, problems) = check(r#"{"name": "Sở", "source": {"profile": 7}}"#);
        assert!(settings.is_none());
        assert_eq!(
            problems,
            [r#"site.json: expected a profile's name, such as "wordpress" at /source/profile, found 7"#]
        );
        assert!(check("[]").0.is_none());
    }
}
