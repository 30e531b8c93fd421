//! The sitemap: what search engines are told, in files of a bounded size that stay as they are.

use std::time::{Duration, Instant};

use ban_tin::article::Moment;
use ban_tin::press::sitemap::{LIMITS, Limits, News, Place, file, index, most_bytes, parts};
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
pub fn texts(file: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(file);
    let (mut found, mut inside) = (vec![], false);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {file}")) {
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
    let file = &file(&[place]);
    assert_eq!(texts(file, "loc"), ["https://khcn.example.vn/article/%C4%91o%20&%20l%C6%B0%E1%BB%9Dng/?a=1&b=2"]);
    assert_eq!(texts(file, "lastmod"), ["2026-05-18T02:00:00Z"]);
    assert_eq!(texts(file, "image:loc").len(), 2);
    assert_eq!(texts(file, "news:name"), ["Sở Khoa học & Công nghệ"]);
    assert_eq!(texts(file, "news:language"), ["vi"]);
    assert_eq!(texts(file, "news:title"), ["Ngày hội <18/5>"]);
    assert_eq!(texts(file, "news:publication_date"), ["1970-01-01T00:00:00Z"]);
    let link = r#"<xhtml:link rel="alternate" hreflang="en" href="https://khcn.example.vn/en/x/"/>"#;
    assert!(file.contains(link), "{file}");
}

#[test]
fn a_portal_without_pages_has_a_sitemap_all_the_same() {
    assert_eq!(texts(&file(&[]), "loc"), [""; 0]);
}

#[test]
fn the_index_names_the_files_with_their_dates() {
    let files = [("sitemap-vi-page-1.xml".to_owned(), None), ("sitemap-vi-article-1.xml".to_owned(), Some(Moment(0)))];
    let index = index(&files, ROOT);
    let locs = texts(&index, "loc");
    assert_eq!(locs, files.map(|(name, _)| format!("{ROOT}{name}")));
    assert_eq!(texts(&index, "lastmod"), ["1970-01-01T00:00:00Z"]);
}

#[test]
fn more_places_than_a_file_may_have_are_split() {
    let limits = Limits { places: 10, bytes: 1_000_000 };
    assert!(parts([1; 0].into_iter(), limits).is_empty());
    assert_eq!(parts([1; 10].into_iter(), limits).len(), 1);
    assert_eq!(parts([1; 25].into_iter(), limits), [0..10, 10..20, 20..25]);
}

#[test]
fn a_file_is_full_by_its_bytes_too() {
    let limits = Limits { places: 10, bytes: 100 };
    assert_eq!(parts([40, 60, 1, 99, 200, 3].into_iter(), limits), [0..2, 2..4, 4..5, 5..6]);
}

#[test]
fn one_more_place_moves_no_other() {
    let limits = Limits { places: 10, bytes: 300 };
    let bytes = |n: usize| (0..n).map(|n| 20 + n * 7 % 50);
    let (before, after) = (parts(bytes(95), limits), parts(bytes(96), limits));
    let same = before.len() - 1;
    assert_eq!(before[..same], after[..same]);
}

#[test]
fn a_place_takes_no_more_bytes_than_was_thought() {
    let hostile = "đ&\"<é>'".repeat(40);
    let place = Place {
        url: format!("{ROOT}{hostile}"),
        modified: Some(Moment(0)),
        images: vec![format!("{ROOT}{hostile}"); 1_200],
        alternates: vec![("vi".into(), format!("{ROOT}{hostile}")), ("en-GB".into(), format!("{ROOT}{hostile}"))],
        ..Place::default()
    };
    let lengths = [&place.url, &place.alternates[0].1, &place.alternates[1].1].into_iter().chain(&place.images);
    let most = most_bytes(lengths.map(String::len));
    let took = file(std::slice::from_ref(&place)).len() - file(&[]).len();
    assert!(took <= most && most < 3 * took, "{took} of {most}");
}

#[test]
fn at_most_a_thousand_news_are_told_and_they_are_the_newest() {
    let mut places = places(1_200);
    for (n, place) in places.iter_mut().enumerate() {
        place.news = Some(News { title: n.to_string(), ..News::default() });
    }
    let titles = texts(&file(&places), "news:title");
    assert_eq!((titles.len(), titles[0].as_str(), titles[999].as_str()), (1_000, "200", "1199"));
}

#[test]
fn a_hundred_thousand_places_take_no_time() {
    let mut places = places(100_000);
    for place in &mut places {
        place.images = vec![format!("{}lead.jpg", place.url)];
    }
    let start = Instant::now();
    let files =
        parts(places.iter().map(|place| most_bytes([place.url.len(), place.images[0].len()].into_iter())), LIMITS);
    let n = files.iter().map(|part| file(&places[part.clone()]).len()).filter(|bytes| *bytes < LIMITS.bytes).count();
    let took = start.elapsed();
    assert_eq!((files.len(), n), (10, 10));
    // An unoptimised build on a busy machine; a step that looks at all places again would take hours.
    assert!(took < Duration::from_secs(20), "{took:?}");
    eprintln!("100,000 places in {took:?}");
}
