//! The counts, relations and files of a small library.

use super::super::article::{Kind, read};
use super::super::files::files;
use super::super::problem::Problems;
use super::super::sample::Sample;
use super::*;

const SAMPLE: &str = r#"
[site]
url = "https://khcn.example.vn/"
[site.vi]
feed_title = "Tin"
[site.en]
feed_title = "News"
[[categories]]
vi = { slug = "su-kien", title = "Sự kiện" }
en = { slug = "events", title = "Events" }
[[categories]]
vi = { slug = "do-luong", title = "Đo lường" }
en = { slug = "standards", title = "Standards" }
"#;

fn library(articles: &[(&str, &str, &str, &str)]) -> Library {
    let mut problems = Problems::default();
    let mut library = Library { sample: Sample::read("s", SAMPLE, &mut problems), ..Library::default() };
    for (slug, date, category, tags) in articles {
        let text = format!(
            "+++\ntitle = \"{slug}\"\ndate = {date}\ncategory = \"{category}\"\ntags = {tags}\n+++\nMột hai ba.\n"
        );
        let at = (Kind::Article, Language::Vi);
        library.articles.extend(read(("a.md", slug), &text, at, &library.sample, &mut problems));
    }
    assert!(problems.sorted().is_empty(), "{:?}", problems.sorted());
    library
}

fn three() -> Library {
    library(&[
        ("c", "2024-03-02T08:00:00+07:00", "su-kien", "[\"Đổi mới\", \"họp\"]"),
        ("b", "2024-03-01T08:00:00+07:00", "do-luong", "[\"họp\"]"),
        ("a", "2024-01-01T08:00:00+07:00", "su-kien", "[]"),
    ])
}

#[test]
fn totals_count_categories_tags_and_months() {
    let (library, pictures) = (three(), BTreeMap::new());
    let writer = Writer { library: &library, pictures: &pictures };
    assert_eq!(
        writer.totals(Language::Vi),
        json!({
            "total": 3,
            "categories": [
                {"slug": "su-kien", "title": "Sự kiện", "total": 2},
                {"slug": "do-luong", "title": "Đo lường", "total": 1},
            ],
            "tags": [
                {"slug": "hop", "title": "họp", "total": 2},
                {"slug": "doi-moi", "title": "Đổi mới", "total": 1},
            ],
            "months": [{"month": "2024-03", "total": 2}, {"month": "2024-01", "total": 1}],
        })
    );
    assert_eq!(writer.totals(Language::En)["total"], 0);
}

#[test]
fn related_articles_share_the_category_first_and_tags_next() {
    let (library, pictures) = (three(), BTreeMap::new());
    let writer = Writer { library: &library, pictures: &pictures };
    let related = writer.related(&library.articles[0], "../../");
    let slugs: Vec<&str> = related.as_array().unwrap().iter().filter_map(|item| item["slug"].as_str()).collect();
    assert_eq!(slugs, ["a", "b"]);
}

#[test]
fn neighbours_run_by_date() {
    let library = three();
    let files = files(&library, &BTreeMap::new()).unwrap();
    let article: Value = serde_json::from_slice(&files["vi/article/b.json"]).unwrap();
    let own = &article["items"][0]["_bantin"];
    assert_eq!((&own["previous"]["slug"], &own["next"]["slug"]), (&json!("a"), &json!("c")));
    assert_eq!(own["words"], 3);
    assert_eq!(article["items"][0]["url"], "https://khcn.example.vn/article/b/");
}

#[test]
fn lists_are_cut_and_linked() {
    let dates: Vec<String> = (1..=9).flat_map(|d| (0..7).map(move |h| format!("2024-05-0{d}T0{h}:00:00Z"))).collect();
    let slugs: Vec<String> = (0..63).map(|n| format!("a-{n}")).collect();
    let articles: Vec<(&str, &str, &str, &str)> =
        slugs.iter().zip(&dates).map(|(slug, date)| (&**slug, &**date, "su-kien", "[]")).collect();
    let files = files(&library(&articles), &BTreeMap::new()).unwrap();
    let list = |name: &str| serde_json::from_slice::<Value>(&files[name]).unwrap();
    assert_eq!(list("vi/feed.json")["next_url"], "feed-2.json");
    assert_eq!(list("vi/feed-2.json")["items"].as_array().unwrap().len(), 30);
    assert_eq!(list("vi/feed-3.json")["items"].as_array().unwrap().len(), 3);
    assert_eq!(list("vi/feed-3.json").get("next_url"), None);
    assert_eq!(list("en/feed.json")["items"], json!([]));
}
