//! JSON Feed: what is read, what is left out, and what is said of it.

use ban_tin::article::Moment;
use ban_tin::source::{Answer, Error, Response};

use crate::corpus;
use crate::sample::jsonfeed;

const URL: &str = "https://tin.vn/content/feed.json";

fn answer(text: &str) -> Response {
    let content_type = "application/feed+json".into();
    Response { url: URL.into(), status: 200, content_type, header: None, text: text.into() }
}

fn read(text: &str) -> Answer {
    decode(&answer(text)).unwrap()
}

fn decode(response: &Response) -> Result<Answer, Error> {
    jsonfeed().decode("list", response)
}

/// A feed of these items, and nothing else in it.
fn feed_of(items: &str) -> Answer {
    read(&format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [{items}]}}"#))
}

fn problems(feed: &Answer) -> Vec<String> {
    feed.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_feed_with_the_extension_is_read_whole() {
    let feed = read(
        r##"{"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "next_url": "feed-2.json",
        "_bantin": {"total": 2, "categories": [{"slug": "su-kien", "title": "Sự kiện", "total": 2}, {"slug": "x"}],
            "tags": [{"slug": "iso", "title": "ISO", "total": 1}],
            "months": [{"month": "2021-12", "total": 2}, {"month": "năm ngoái", "total": 1}]},
        "items": [{"id": "1", "url": "https://tin.vn/x/", "title": "Hội nghị", "summary": "Tóm tắt.", "language": "vi",
            "date_published": "2021-12-30T14:05:00+07:00", "date_modified": "2021-12-31T08:00:00+07:00",
            "authors": [{"name": "A"}, {"url": "https://b.vn"}, {"name": "B"}], "tags": ["Đo lường", "ISO 9001"],
            "image": "../images/plain.jpg", "content_html": "<p>Thân bài.</p>",
            "attachments": [{"url": "../files/a%20b.pdf", "mime_type": "application/pdf", "size_in_bytes": 1200},
                {"url": "javascript:x", "mime_type": "application/pdf"}],
            "_bantin": {"slug": "hoi-nghi", "category": {"slug": "su-kien", "title": "Sự kiện"},
                "image": {"src": "../images/a-960.jpg", "width": 960, "height": 640, "alt": "Hội trường", "credit": "Ảnh: C",
                    "color": "#cdc5ba", "renditions": [{"src": "../images/a-960.jpg", "width": 960},
                        {"src": "../images/a-480.jpg", "width": 480}, {"src": "../images/bad.jpg"}]},
                "translations": [{"language": "en", "slug": "conference"}, {"language": "fr"}],
                "previous": {"slug": "cu", "title": "Cũ"}, "next": {"slug": "moi"},
                "related": [{"slug": "r", "title": "Liên quan"}, {"title": "không slug"}]}}]}"##,
    );
    assert_eq!(problems(&feed), [""; 0]);
    assert_eq!(feed.next.as_deref(), Some("https://tin.vn/content/feed-2.json"));
    assert_eq!(feed.total, Some(2));
    assert_eq!(
        (
            feed.terms("categories", &jsonfeed()).len(),
            feed.terms("tags", &jsonfeed()).len(),
            feed.months(&jsonfeed()).len()
        ),
        (1, 1, 1)
    );
    let article = feed.article("hoi-nghi", &jsonfeed()).unwrap();
    let summary = &article.summary;
    assert_eq!(summary.published.unwrap().to_rfc3339(), "2021-12-30T07:05:00Z");
    assert!(summary.modified > summary.published);
    assert_eq!(summary.authors, ["A", "B"]);
    let tags: Vec<&str> = summary.tags.iter().map(|tag| tag.slug.as_str()).collect();
    assert_eq!(tags, ["do-luong", "iso-9001"]);
    let photo = summary.image.as_ref().unwrap();
    assert_eq!(photo.src.as_str(), "https://tin.vn/images/a-960.jpg");
    let srcset = "https://tin.vn/images/a-480.jpg 480w, https://tin.vn/images/a-960.jpg 960w";
    assert_eq!(photo.srcset().as_deref(), Some(srcset));
    assert_eq!((photo.size, photo.color.as_deref()), (Some((960, 640)), Some("#cdc5ba")));
    assert_eq!(article.attachments.len(), 1, "an unsafe attachment is left out");
    assert_eq!((article.attachments[0].title.as_str(), article.attachments[0].bytes), ("a b.pdf", Some(1200)));
    assert_eq!(summary.translations.len(), 1);
    assert_eq!((article.previous.unwrap().slug.as_str(), article.next), ("cu", None));
    assert_eq!(article.related.len(), 1);
}

#[test]
fn the_captured_plain_feed_is_read_without_a_problem() {
    let mut slugs = std::collections::BTreeSet::new();
    let mut count = 0;
    for file in ["feed-page1.json", "feed-page2.json"] {
        let feed = read(&corpus::read(format!("tests/corpus/feed/{file}")));
        assert_eq!(problems(&feed), [""; 0], "{file}");
        count += feed.summaries.len();
        for summary in &feed.summaries {
            assert!(!summary.title.is_empty() && summary.published.is_some(), "{summary:?}");
            let (body, _) =
                ban_tin::body::parse(&feed.article(&summary.slug, &jsonfeed()).unwrap().body_html, &feed.url);
            assert!(!ban_tin::body::plain_text(&body).is_empty(), "{}", summary.slug);
            slugs.insert(summary.slug.clone());
        }
    }
    assert_eq!(count, 24);
    assert_eq!(slugs.len(), count, "no two articles may share an address");
    assert!(slugs.contains("hoi-nghi-trien-khai-nhiem-vu-2026"));
}

#[test]
fn json_of_another_shape_says_what_was_expected() {
    let error = decode(&answer(&corpus::read("tests/corpus/feed/home-made-static.json"))).unwrap_err();
    let Error::Decode { url, at, expected, found, beginning } = error else { panic!("{error:?}") };
    assert_eq!((url.as_str(), at.as_str(), found.as_str()), (URL, "/items", "an object"));
    assert!(expected.contains("JSON Feed") && beginning.starts_with('{'), "{expected}, {beginning}");
    for text in [r#"{"items": {}}"#, r#"{"items": null}"#, r#"{}"#, "[]", "7", r#""x""#] {
        assert!(matches!(decode(&answer(text)), Err(Error::Decode { .. })), "{text}");
    }
}

#[test]
fn what_is_no_json_is_told_apart() {
    let found = |text: &str, content_type: &str| {
        let response = Response { content_type: content_type.into(), ..answer(text) };
        match decode(&response) {
            Err(Error::NotJson { url, found, .. }) if url == URL => found,
            other => panic!("{text}: {other:?}"),
        }
    };
    assert_eq!(found("<!doctype html><html></html>", "text/html; charset=utf-8"), "an HTML page");
    assert_eq!(found("\n<!DOCTYPE html>", "application/json"), "an HTML page");
    assert_eq!(found("", "application/json"), "an empty answer");
    assert_eq!(found(" \n", "application/json"), "an empty answer");
    let whole = corpus::read("tests/corpus/feed/feed-page1.json");
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    assert!(found(&cut, "application/json").contains("EOF"));
    let error = decode(&Response { status: 503, ..answer("{}") }).unwrap_err();
    assert!(matches!(error, Error::Status { code: 503, .. }));
}

#[test]
fn a_page_without_a_doctype_is_an_html_page_all_the_same() {
    for text in ["<html><body>Đăng nhập</body></html>", "\u{feff}<!doctype html><title>x</title>"] {
        let response = Response { content_type: String::new(), ..answer(text) };
        let error = decode(&response).unwrap_err();
        assert!(matches!(&error, Error::NotJson { found, .. } if found == "an HTML page"), "{text}: {error}");
    }
}

#[test]
fn a_bad_item_is_left_out_and_named_and_the_others_stay() {
    let feed = feed_of(
        r#"{"title": "không có id"}, {"id": null, "title": "null"}, {"id": "  "}, {"id": true}, "không phải vật", null,
        {"id": "a", "date_published": "hôm qua"}, {"id": "b", "date_modified": "2021-13-01"}, {"id": "///"}, {"id": "tốt"}"#,
    );
    let kept: Vec<&str> = feed.summaries.iter().map(|summary| summary.slug.as_str()).collect();
    assert_eq!(kept, ["tot"]);
    let found = problems(&feed);
    let at = ["0/id", "1/id", "2/id", "3/id", "4/id", "5/id", "6/date_published", "7/date_modified", "8/url"];
    assert_eq!(found.len(), at.len(), "{found:#?}");
    for (problem, at) in found.iter().zip(at) {
        assert!(problem.starts_with(URL) && problem.contains(&format!("/items/{at},")), "{problem}");
    }
    assert!(found[6].contains("RFC 3339") && found[6].contains("hôm qua"), "{}", found[6]);
}

#[test]
fn old_and_poor_feeds_are_read() {
    let feed = feed_of(
        r#"{"id": 7, "author": {"name": "Ban Biên tập"}, "content_text": "Một & hai\ndòng <b>.\n\nĐoạn hai."},
        {"id": "https://tin.vn/2021/12/Hội-nghị.html?x=1#y", "title": " "},
        {"id": "c", "external_url": "https://khac.vn/bai-c/", "summary": "Chỉ có tóm tắt"},
        {"id": "http://tin.vn/?p=12", "url": "http://tin.vn/tin/muoi-hai"}"#,
    );
    assert_eq!(problems(&feed), [""; 0]);
    let slugs: Vec<&str> = feed.summaries.iter().map(|summary| summary.slug.as_str()).collect();
    assert_eq!(slugs, ["7", "hoi-nghi", "bai-c", "muoi-hai"]);
    assert_eq!(feed.summaries[0].authors, ["Ban Biên tập"]);
    assert_eq!(feed.summaries[2].title, "Chỉ có tóm tắt");
    assert_eq!(feed.summaries[0].title, "Một & hai dòng <b>. Đoạn hai.");
    let (body, _) = ban_tin::body::parse(&feed.article("7", &jsonfeed()).unwrap().body_html, URL);
    assert_eq!(ban_tin::body::plain_text(&body), "Một & hai\ndòng <b>.\nĐoạn hai.");
}

#[test]
fn the_feed_speaks_for_its_items_where_they_say_nothing() {
    let feed = read(
        r#"{"language": "en", "authors": [{"name": "The editors"}],
        "items": [{"id": "a"}, {"id": "b", "language": "vi", "authors": [{"name": "An"}]}]}"#,
    );
    assert_eq!(feed.summaries[0].authors, ["The editors"]);
    assert_eq!(feed.summaries[1].authors, ["An"]);
    assert_eq!(feed.summaries[1].language.as_deref(), Some("vi"));
    // JSON Feed 1.1: an item's `language` is there to differ from the feed's.
    assert_eq!(feed.summaries[0].language.as_deref(), Some("en"), "the feed's language is its items' language");
}

#[test]
fn two_items_at_one_address_are_reported() {
    let feed = feed_of(
        r#"{"id": "1", "url": "https://tin.vn/2021/bai/", "title": "Cũ"},
        {"id": "2", "url": "https://tin.vn/2022/bai/", "title": "Mới"}"#,
    );
    let is_told_apart = feed.summaries.len() == 2 && feed.summaries[0].slug != feed.summaries[1].slug;
    assert!(is_told_apart || !feed.problems.is_empty(), "the second can never be opened, and nobody is told");
}

#[test]
fn a_slug_that_no_browser_keeps_in_an_address_is_refused() {
    // `/article/../` is `/` before it is ever asked for, `%2e%2e` too (WHATWG URL, 4.4).
    for slug in ["..", "."] {
        let feed = feed_of(&format!(r#"{{"id": "1", "title": "Tin", "_bantin": {{"slug": "{slug}"}}}}"#));
        assert!(feed.summaries.iter().all(|summary| summary.slug != slug), "the slug {slug} was taken");
    }
}

#[test]
fn a_list_page_of_50_000_items_is_no_trouble() {
    let items: Vec<String> = (0..50_000).map(|n| format!(r#"{{"id": "{n}", "title": "Tin {n}"}}"#)).collect();
    assert_eq!(feed_of(&items.join(",")).summaries.len(), 50_000);
}

#[test]
fn an_album_is_its_photos_or_its_image_attachments() {
    let feed = feed_of(
        r#"{"id": "a", "_bantin": {"slug": "a", "cover": 9, "photos": [{"src": "1.jpg", "width": 4, "height": 0}, {"alt": "?"},
            {"src": "data:image/png;base64,x"}, {"src": "2.jpg", "color": "red;x"}]}},
        {"id": "b", "attachments": [{"url": "b.jpg", "mime_type": "image/jpeg", "title": "Bình minh"},
            {"url": "b.mp4", "mime_type": "video/mp4"}]}, {"id": "c"}"#,
    );
    let albums = feed.albums(&jsonfeed());
    let sizes: Vec<usize> = albums.iter().map(|album| album.photos.len()).collect();
    assert_eq!(sizes, [2, 1, 0]);
    assert_eq!((albums[0].cover, albums[0].photos[0].size, albums[0].photos[1].color.clone()), (0, None, None));
    assert_eq!(albums[1].photos[0].caption.as_deref(), Some("Bình minh"));
    assert_eq!(albums[0].photos[0].ratio_text(), "1.500");
    assert_eq!(feed.summaries[2].published, None::<Moment>);
}

#[test]
fn a_photo_says_when_and_where_it_was_taken_as_exactly_as_it_is_known() {
    let feed = feed_of(
        r#"{"id": "a", "_bantin": {"photos": [
            {"src": "1.jpg", "taken": "2024-05-18T09:30:00+02:00", "place": "Phủ Lý"},
            {"src": "2.jpg", "taken": "2024-05-18"}, {"src": "3.jpg", "taken": "2024-05-18T09:30"},
            {"src": "4.jpg", "taken": "0000-00-00"}, {"src": "5.jpg", "taken": "hôm qua", "place": ""}]}}"#,
    );
    let photos = &feed.albums(&jsonfeed())[0].photos;
    let vi = crate::sample::locale("vi");
    let taken: Vec<Option<String>> = photos.iter().map(|photo| Some(vi.taken(photo.taken?))).collect();
    let expected = [Some("18/05/2024, 14:30"), Some("18/05/2024"), Some("18/05/2024, 09:30"), None, None];
    assert_eq!(taken, expected.map(|text| text.map(str::to_owned)));
    assert_eq!((photos[0].place.as_deref(), &photos[4].place), (Some("Phủ Lý"), &None));
}
