//! The sitemap: what search engines are told, in files of a bounded size that stay as they are.

use std::time::{Duration, Instant};

use ban_tin::article::Moment;
use ban_tin::press::sitemap::{File, Limits, News, Place, sitemap, within};
use quick_xml::Reader;
use quick_xml::events::Event;

const ROOT: &str = "https://khcn.example.vn/";

fn place(n: usize) -> Place {
    Place { url: format!("{ROOT}article/tin-{n}/"), modified: Some(Moment(n as i64 * 86_400)), ..Place::default() }
}

fn places(n: usize) -> Vec<Place> {
    (0..n).map(place).collect()
}

/// Every `<name>`'s text, in a document that has to be well-formed.
fn texts(file: &File, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(&file.text);
    let (mut found, mut inside) = (vec![], false);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}", file.name)) {
            Event::Start(start) if start.name().as_ref() == name => {
                inside = true;
                found.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(entity) if inside => found.last_mut().unwrap().push_str(match &*entity {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("{other}"),
            }),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_page_is_told_of_with_its_pictures_news_and_translations() {
    let place = Place {
        url: format!("{ROOT}article/đo & lường/?a=1&b=2"),
        modified: Moment::parse("2026-05-18T09:00:00+07:00"),
        images: vec![format!("{ROOT}anh/1.jpg"), format!("{ROOT}anh/2.jpg")],
        news: Some(News {
            publication: "Sở Khoa học & Công nghệ".into(),
            language: "vi-VN".into(),
            title: "Ngày hội <18/5>\u{b}".into(),
            published: Moment(0),
        }),
        alternates: vec![("vi".into(), format!("{ROOT}x/")), ("en".into(), format!("{ROOT}en/x/"))],
    };
    let files = sitemap(&[place], ROOT);
    let [file] = &files[..] else { panic!("{files:?}") };
    assert_eq!(file.name, "sitemap.xml");
    assert_eq!(texts(file, "loc"), ["https://khcn.example.vn/article/%C4%91o%20&%20l%C6%B0%E1%BB%9Dng/?a=1&b=2"]);
    assert_eq!(texts(file, "lastmod"), ["2026-05-18T02:00:00Z"]);
    assert_eq!(texts(file, "image:loc").len(), 2);
    assert_eq!(texts(file, "news:name"), ["Sở Khoa học & Công nghệ"]);
    assert_eq!(texts(file, "news:language"), ["vi"]);
    assert_eq!(texts(file, "news:title"), ["Ngày hội <18/5>"]);
    assert_eq!(texts(file, "news:publication_date"), ["1970-01-01T00:00:00Z"]);
    let link = r#"<xhtml:link rel="alternate" hreflang="en" href="https://khcn.example.vn/en/x/"/>"#;
    assert!(file.text.contains(link), "{}", file.text);
}

#[test]
fn a_portal_without_pages_has_a_sitemap_all_the_same() {
    let files = sitemap(&[], ROOT);
    assert_eq!(files.len(), 1);
    assert_eq!(texts(&files[0], "loc"), [""; 0]);
}

#[test]
fn more_places_than_a_file_may_have_are_split_and_named_by_an_index() {
    let limits = Limits { places: 10, bytes: 1_000_000 };
    assert_eq!(within(&places(10), ROOT, limits).len(), 1);
    let files = within(&places(25), ROOT, limits);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
    let all: Vec<String> = files[1..].iter().flat_map(|file| texts(file, "loc")).collect();
    assert_eq!(all, places(25).into_iter().map(|place| place.url).collect::<Vec<_>>());
    assert_eq!(texts(&files[0], "loc")[2], "https://khcn.example.vn/sitemap-3.xml");
    assert_eq!(texts(&files[0], "lastmod"), ["1970-01-10T00:00:00Z", "1970-01-20T00:00:00Z", "1970-01-25T00:00:00Z"]);
}

#[test]
fn a_file_is_full_by_its_bytes_too() {
    let limits = Limits { places: 1000, bytes: 2_000 };
    let files = within(&places(100), ROOT, limits);
    assert!(files.len() > 3, "{}", files.len());
    for file in &files[1..] {
        assert!(file.text.len() < 2_600, "{}", file.text.len());
    }
    let n: usize = files[1..].iter().map(|file| texts(file, "loc").len()).sum();
    assert_eq!(n, 100);
}

#[test]
fn one_more_article_changes_the_last_file_and_the_index_alone() {
    let limits = Limits { places: 10, bytes: 2_000 };
    let (before, after) = (within(&places(95), ROOT, limits), within(&places(96), ROOT, limits));
    let changed: Vec<&str> =
        after.iter().filter(|file| !before.contains(file)).map(|file| file.name.as_str()).collect();
    assert_eq!(changed, ["sitemap.xml", &after.last().unwrap().name]);
}

#[test]
fn news_that_grow_old_move_no_page_to_another_file() {
    let limits = Limits { places: 1000, bytes: 2_000 };
    let old = places(100);
    let mut new = old.clone();
    for place in &mut new[80..] {
        place.news = Some(News { title: "Tin dài ".repeat(20), language: "vi".into(), ..News::default() });
    }
    let locs = |files: &[File]| files[1..].iter().map(|file| texts(file, "loc")).collect::<Vec<_>>();
    assert_eq!(locs(&within(&old, ROOT, limits)), locs(&within(&new, ROOT, limits)));
}

#[test]
fn at_most_a_thousand_news_are_told_and_they_are_the_newest() {
    let mut places = places(1_200);
    for (n, place) in places.iter_mut().enumerate() {
        place.news = Some(News { title: n.to_string(), ..News::default() });
    }
    let files = sitemap(&places, ROOT);
    let titles = texts(&files[0], "news:title");
    assert_eq!((titles.len(), titles[0].as_str(), titles[999].as_str()), (1_000, "200", "1199"));
}

#[test]
fn a_hundred_thousand_places_take_no_time() {
    let mut places = places(100_000);
    for place in &mut places {
        place.images = vec![format!("{}lead.jpg", place.url)];
    }
    let start = Instant::now();
    let files = sitemap(&places, ROOT);
    let took = start.elapsed();
    assert_eq!(files.len(), 3);
    // An unoptimised build on a busy machine; a step that looks at all places again would take hours.
    assert!(took < Duration::from_secs(20), "{took:?}");
    eprintln!("100,000 places in {took:?}");
}
