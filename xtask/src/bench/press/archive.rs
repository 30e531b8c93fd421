//! An archive of any size, made of the sample's own texts, over and over, each article with a headline, a date and an
//! address of its own. The pictures in the texts are links to another host.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::{eleventy, hugo};
use crate::bench::portal;
use crate::content::slug::fold;
use crate::run::{self, Doing, Result, fail};

/// Articles in one file of a list.
const OF_FILE: usize = 500;

/// Where the archive is told to keep its pictures: nobody fetches them.
const PICTURES: &str = "https://anh.example.vn/";

pub struct Archive {
    /// Items of the sample's feeds.
    samples: Vec<Value>,
    settings: Value,
}

impl Archive {
    pub fn new() -> Result<Archive> {
        let folder = run::root().join("public/content/vi/article");
        let mut names: Vec<_> = folder.read_dir().doing(|| format!("read {}", folder.display()))?.flatten().collect();
        names.sort_by_key(fs::DirEntry::file_name);
        let read = |name: &fs::DirEntry| -> Result<Value> {
            let feed: Value =
                serde_json::from_str(&read(&name.path())?).doing(|| format!("read {}", name.path().display()))?;
            Ok(feed["items"][0].clone())
        };
        let samples = names.iter().map(read).collect::<Result<Vec<_>>>()?;
        if samples.is_empty() {
            fail!("expected articles in {}, found none", folder.display());
        }
        Ok(Archive { samples, settings: portal::settings()? })
    }

    /// Article number `n`, the oldest being 0: an hour after the one before it.
    fn article(&self, n: usize) -> Article<'_> {
        let sample = &self.samples[n % self.samples.len()];
        let text = |key: &str| sample[key].as_str().unwrap_or_default();
        let tags = sample["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        Article {
            slug: format!("tin-{n}"),
            title: format!("{} ({n})", text("title")),
            summary: text("summary"),
            date: date(n),
            category: &sample["_bantin"]["category"],
            tags,
            minutes: sample["_bantin"]["words"]
                .as_u64()
                .map(|words| words.div_ceil(240))
                .filter(|minutes| *minutes > 1),
            html: text("content_html").replace("../../images/", PICTURES),
        }
    }

    /// Lays so many articles down as bundled content, with the settings of the sample and one language. A file is written
    /// only where its bytes differ: the archive of one more article differs in few.
    pub fn write(&self, folder: &Path, size: usize) -> Result {
        let public = run::root().join("public");
        for file in ["locales/vi.json", "sources/jsonfeed.json", "logo.svg"] {
            put(&folder.join(file), &read(&public.join(file))?)?;
        }
        let mut site = self.settings.clone();
        site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]);
        site["source"] = json!({ "profile": "jsonfeed", "base": "content/{lang}/", "article": "article/{slug}.json" });
        put(&folder.join("site.json"), &site.to_string())?;
        let content = folder.join("content/vi");
        for n in 0..size {
            let article = self.article(n);
            let name = format!("article/{}.json", article.slug);
            put(&content.join(name), &feed(vec![article.item(true)], None).to_string())?;
        }
        for List { name, of, next } in lists(size) {
            let items = of.rev().map(|n| self.article(n).item(false)).collect();
            put(&content.join(name), &feed(items, next.as_deref()).to_string())?;
        }
        Ok(())
    }

    /// The same articles for Hugo: one file of HTML each, and one for each category, tag and month.
    pub fn write_for_hugo(&self, source: &Path, size: usize, style: &str) -> Result {
        let around = portal::around(&self.settings, "vi", style);
        hugo::lay(source, &around, self.settings["page_size"].as_u64().unwrap_or(12))?;
        let content = source.join("content");
        for n in 0..size {
            let article = self.article(n);
            let (year, month) = (&article.date[..4], &article.date[5..7]);
            let term = |kind: &str, slug: &str, front: &Value| {
                let path = content.join(kind).join(slug).join("_index.html");
                if path.exists() { Ok(()) } else { hugo::put(&path, &hugo::content(front, "")) }
            };
            let title = format!("Tháng {}/{year}", month.trim_start_matches('0'));
            term(
                "archive",
                &article.date[..7],
                &json!({ "title": title, "url": format!("/archive/{year}/{month}/") }),
            )?;
            let slug = article.category["slug"].as_str().unwrap_or_default();
            let within = format!("/category/{slug}/");
            let front = json!({ "title": article.category["title"], "outputs": ["HTML", "RSS"], "within": within });
            term("category", slug, &front)?;
            for tag in &article.tags {
                term("tag", &fold(tag), &json!({ "title": tag }))?;
            }
            let front = json!({
                "title": article.title, "date": article.date, "description": article.summary,
                "category": [slug], "tag": article.tags.iter().map(|tag| fold(tag)).collect::<Vec<_>>(),
                "archive": [article.date[..7]], "within": within, "minutes": article.minutes,
            });
            let path = content.join(format!("article/{}.html", article.slug));
            hugo::put(&path, &hugo::content(&front, &article.html))?;
        }
        let news = json!({ "title": "Tin tức", "url": "/news/" });
        hugo::put(&content.join("article/_index.html"), &hugo::content(&news, ""))
    }

    /// The same articles for Eleventy: as data, many in a file.
    pub fn write_for_eleventy(&self, source: &Path, size: usize, style: &str) -> Result {
        eleventy::lay(source, &portal::around(&self.settings, "vi", style))?;
        for (n, from) in (0..size).step_by(OF_FILE).enumerate() {
            let articles: Vec<Value> =
                (from..size.min(from + OF_FILE)).rev().map(|n| self.article(n).record()).collect();
            hugo::put(&source.join(format!("articles/{n}.json")), &Value::from(articles).to_string())?;
        }
        Ok(())
    }
}

struct Article<'a> {
    slug: String,
    title: String,
    summary: &'a str,
    /// RFC 3339
    date: String,
    category: &'a Value,
    tags: Vec<&'a str>,
    /// How long it takes to read, as press finds it; none for less than two.
    minutes: Option<u64>,
    html: String,
}

impl Article<'_> {
    /// As a JSON Feed has it.
    fn item(&self, is_whole: bool) -> Value {
        let mut item = json!({
            "id": self.slug, "title": self.title, "date_published": self.date, "tags": self.tags,
            "_bantin": { "slug": self.slug, "category": self.category },
        });
        if !self.summary.is_empty() {
            item["summary"] = self.summary.into();
        }
        if is_whole {
            item["content_html"] = self.html.as_str().into();
        }
        item
    }

    /// As Eleventy's templates have it.
    fn record(&self) -> Value {
        let tags: Vec<Value> = self.tags.iter().map(|tag| json!({ "slug": fold(tag), "title": tag })).collect();
        json!({
            "slug": self.slug, "title": self.title, "description": self.summary, "date": self.date,
            "category": self.category, "tags": tags, "minutes": self.minutes, "html": self.html,
        })
    }
}

/// A day has 24 articles, a month 28 days.
fn date(n: usize) -> String {
    let (day, hour) = (n / 24, n % 24);
    format!("{:04}-{:02}-{:02}T{hour:02}:00:00+07:00", 2010 + day / 336, 1 + day / 28 % 12, 1 + day % 28)
}

/// A file of the archive's list.
#[derive(Debug, PartialEq)]
struct List {
    name: String,
    of: Range<usize>,
    next: Option<String>,
}

/// The newest first. They are numbered from the oldest, so that one more article changes the newest alone, or adds one.
fn lists(size: usize) -> Vec<List> {
    let numbered = size.saturating_sub(OF_FILE) / OF_FILE;
    let name = |number: usize| format!("feed-{number}.json");
    let older = |number: usize| (number > 0).then(|| name(number));
    let newest = List { name: "feed.json".into(), of: numbered * OF_FILE..size, next: older(numbered) };
    let rest = (1..=numbered).rev().map(|number| List {
        name: name(number),
        of: (number - 1) * OF_FILE..number * OF_FILE,
        next: older(number - 1),
    });
    std::iter::once(newest).chain(rest).collect()
}

fn feed(items: Vec<Value>, next: Option<&str>) -> Value {
    let mut feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items });
    if let Some(next) = next {
        feed["next_url"] = next.into();
    }
    feed
}

fn read(path: &PathBuf) -> Result<String> {
    fs::read_to_string(path).doing(|| format!("read {}", path.display()))
}

/// Writes a file that is not there, or has other bytes.
fn put(path: &Path, text: &str) -> Result {
    match fs::read(path) {
        Ok(old) if old == text.as_bytes() => Ok(()),
        _ => hugo::put(path, text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn the_files_of_the_list_lead_from_the_newest_to_the_oldest() {
        let all = lists(1_700);
        let names: Vec<_> =
            all.iter().map(|list| (list.name.as_str(), list.of.clone(), list.next.as_deref())).collect();
        assert_eq!(
            names,
            [
                ("feed.json", 1_000..1_700, Some("feed-2.json")),
                ("feed-2.json", 500..1_000, Some("feed-1.json")),
                ("feed-1.json", 0..500, None),
            ]
        );
        assert_eq!(lists(3), [List { name: "feed.json".into(), of: 0..3, next: None }]);
    }

    // An archive that is written anew as a whole would make every build after it read everything.
    #[test]
    fn one_article_more_touches_the_newest_list_alone() {
        let archive = Archive::new().unwrap();
        let folder = std::env::temp_dir().join(format!("ban-tin-archive-{}", std::process::id()));
        let files = || -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
            let paths = crate::dist::files(&folder).unwrap().into_iter();
            let of = |path: &PathBuf| (fs::metadata(path).unwrap().modified().unwrap(), fs::read(path).unwrap());
            paths.map(|path| (path.clone(), of(&folder.join(path)))).collect()
        };
        archive.write(&folder, 1_000).unwrap();
        let before = files();
        archive.write(&folder, 1_001).unwrap();
        let after = files();
        let changed: Vec<_> = after
            .iter()
            .filter(|(path, file)| before.get(*path) != Some(file))
            .map(|(path, _)| path.to_str().unwrap())
            .collect();
        assert_eq!(changed, ["content/vi/article/tin-1000.json", "content/vi/feed.json"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn dates_go_up_from_article_to_article() {
        let dates: Vec<String> = [0, 1, 23, 24, 671, 672, 8_063, 8_064, 99_999].map(date).to_vec();
        assert!(dates.is_sorted(), "{dates:?}");
        assert_eq!(dates[5], "2010-02-01T00:00:00+07:00");
        assert_eq!(dates[7], "2011-01-01T00:00:00+07:00");
    }
}
