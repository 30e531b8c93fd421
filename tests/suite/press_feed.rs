//! Feeds, read back by a feed reader's library: what was put in comes out again, whatever it is.

use ban_tin::article::Moment;
use ban_tin::press::feed::{Channel, Entry, File, Picture, atom, json_feed, rss};
use ban_tin::press::xml::allowed;
use feed_rs::model;
use proptest::prelude::*;

type Format = (&'static str, fn(&Channel, &[Entry]) -> String);

const FORMATS: [Format; 3] = [("rss", rss), ("atom", atom), ("json", json_feed)];

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn channel() -> Channel {
    Channel {
        title: "Sở Khoa học & Công nghệ".into(),
        description: "Tin \"mới\" <nhất>".into(),
        home: "https://khcn.example.vn/".into(),
        own: "https://khcn.example.vn/feed.xml".into(),
        language: "vi".into(),
        updated: moment("2026-05-19T08:30:00+07:00"),
        icon: Some("https://khcn.example.vn/icon.png".into()),
        logo: Some("https://khcn.example.vn/logo.png".into()),
    }
}

fn entry() -> Entry {
    Entry {
        url: "https://khcn.example.vn/article/ngay-hoi/".into(),
        id: "https://khcn.example.vn/article/ngay-hoi/".into(),
        title: "Ngày hội <khoa học> & “18/5”".into(),
        summary: "Hai mươi gian hàng &amp; một buổi sáng.".into(),
        content: r#"<p>Sáng nay & <a href="https://khcn.example.vn/">ở đây</a> ]]> hết./.</p>"#.into(),
        published: Some(moment("2026-05-18T09:00:00+07:00")),
        modified: Some(moment("2026-05-19T08:30:00+07:00")),
        authors: vec!["Nguyễn Thu Hằng".into(), "Trần Đức".into()],
        categories: vec!["Sự kiện".into(), "ngày hội".into()],
        picture: Some(Picture {
            url: "https://khcn.example.vn/ảnh 1.jpg".into(),
            mime_type: "image/jpeg".into(),
            alt: "Các gian hàng".into(),
        }),
        attachments: vec![File {
            url: "https://khcn.example.vn/files/14.pdf".into(),
            mime_type: "application/pdf".into(),
            title: "Quyết định số 14".into(),
            bytes: Some(48_300),
        }],
    }
}

fn read(text: &str) -> model::Feed {
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Addresses of all that comes along with an entry, whatever the format calls it.
fn files(entry: &model::Entry) -> Vec<String> {
    let links =
        entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure")).map(|link| link.href.clone());
    let media = entry.media.iter().flat_map(|media| &media.content).filter_map(|one| one.url.clone());
    let mut files: Vec<String> = links.chain(media.map(String::from)).collect();
    files.sort();
    files.dedup();
    files
}

#[test]
fn every_format_gives_back_what_was_put_in() {
    for (name, write) in FORMATS {
        let feed = read(&write(&channel(), &[entry()]));
        let channel = channel();
        assert_eq!(feed.title.unwrap().content, channel.title, "{name}");
        assert_eq!(feed.description.unwrap().content, channel.description, "{name}");
        assert!(feed.links.iter().any(|link| link.href == channel.home), "{name}");
        let own = feed.links.iter().find(|link| link.href == channel.own).unwrap_or_else(|| panic!("{name}: no self"));
        assert!(own.rel.as_deref().is_none_or(|rel| rel == "self"), "{name}");
        let [read] = &feed.entries[..] else { panic!("{name}") };
        let entry = entry();
        assert_eq!(read.id, entry.id, "{name}");
        assert_eq!(read.title.as_ref().unwrap().content, entry.title, "{name}");
        assert_eq!(read.summary.as_ref().unwrap().content, entry.summary, "{name}");
        assert_eq!(read.content.as_ref().unwrap().body.as_ref().unwrap(), &entry.content, "{name}");
        assert_eq!(read.published.unwrap().timestamp(), entry.published.unwrap().0, "{name}");
        let authors: Vec<&str> = read.authors.iter().map(|author| author.name.as_deref().unwrap()).collect();
        assert_eq!(authors, entry.authors, "{name}");
        let categories: Vec<&str> = read.categories.iter().map(|category| category.term.as_str()).collect();
        assert_eq!(categories, entry.categories, "{name}");
        assert!(read.links.iter().any(|link| link.href == entry.url), "{name}");
        if name != "json" {
            // feed-rs does not read the files of a JSON Feed; they are looked at below.
            let found = files(read);
            assert!(found.contains(&entry.attachments[0].url), "{name}: {found:?}");
            assert_eq!(feed.updated.unwrap().timestamp(), channel.updated.0, "{name}");
            assert_eq!(found.len(), 2, "{name}: {found:?}");
            assert!(found.contains(&"https://khcn.example.vn/%E1%BA%A3nh%201.jpg".to_owned()), "{name}: {found:?}");
        }
    }
}

#[test]
fn dates_are_written_as_each_format_asks() {
    let text = rss(&channel(), &[entry()]);
    assert!(text.contains("<pubDate>Mon, 18 May 2026 02:00:00 GMT</pubDate>"), "{text}");
    let text = atom(&channel(), &[entry()]);
    assert!(
        text.contains("<published>2026-05-18T02:00:00Z</published><updated>2026-05-19T01:30:00Z</updated>"),
        "{text}"
    );
}

#[test]
fn a_json_feed_has_the_picture_and_its_words_and_fits_our_own_schema() {
    let text = json_feed(&channel(), &[entry()]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let item = &json["items"][0];
    assert_eq!(item["image"], "https://khcn.example.vn/%E1%BA%A3nh%201.jpg");
    assert_eq!(item["_bantin"]["image"]["alt"], "Các gian hàng");
    assert_eq!(item["date_modified"], "2026-05-19T01:30:00Z");
    assert_eq!(item["attachments"][0]["url"], "https://khcn.example.vn/files/14.pdf");
    assert_eq!(item["attachments"][0]["size_in_bytes"], 48_300);
    assert_eq!(json["language"], "vi");
    let schema = serde_json::from_str(&crate::corpus::read("public/schema/bantin-feed.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> =
        schema.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_least_that_an_article_can_be_is_a_whole_entry() {
    let bare =
        Entry {
            url: "https://a.vn/1/".into(), id: "https://a.vn/1/".into(), title: "Một".into(), ..Entry::default()
        };
    for (name, write) in FORMATS {
        let text = write(&channel(), std::slice::from_ref(&bare));
        let feed = read(&text);
        let [read] = &feed.entries[..] else { panic!("{name}") };
        assert_eq!(
            (read.id.as_str(), read.title.as_ref().unwrap().content.as_str()),
            ("https://a.vn/1/", "Một"),
            "{name}"
        );
        assert!(read.published.is_none() && !text.contains("1970"), "{name}: {text}");
    }
    let text = atom(&channel(), &[bare]);
    assert!(
        text.contains("<author><name>Sở Khoa học &amp; Công nghệ</name></author>"),
        "an entry without an author: {text}"
    );
}

#[test]
fn only_an_address_that_is_the_identifier_is_called_one() {
    let moved = Entry { id: "https://a.vn/cu/1.aspx".into(), ..entry() };
    let text = rss(&channel(), &[entry(), moved]);
    assert!(text.contains(r#"<guid isPermaLink="true">https://khcn.example.vn/article/ngay-hoi/</guid>"#), "{text}");
    assert!(text.contains(r#"<guid isPermaLink="false">https://a.vn/cu/1.aspx</guid>"#), "{text}");
}

/// What XML does to a text on its way: line ends become one kind (XML 1.0, 2.11); feed-rs cuts the ends.
fn through_xml(text: &str) -> String {
    allowed(text).replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// Texts of what markup is made of.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("<".to_owned()),
        Just("]]>".to_owned()),
        Just("<![CDATA[".to_owned()),
        Just("&amp;".to_owned()),
        Just("&#0;".to_owned()),
        Just("-->".to_owned()),
        Just("\u{0}\u{b}\u{FFFE}".to_owned()),
        Just("<?xml?>".to_owned()),
        Just("</item></entry>".to_owned()),
        Just("<!DOCTYPE x [<!ENTITY a \"b\">]>".to_owned()),
        Just("chữ".to_owned()),
        any::<String>(),
    ];
    // A word in front: an empty element is no element to a reader.
    proptest::collection::vec(parts, 0..6).prop_map(|parts| "x".to_owned() + &parts.concat())
}

proptest! {
    #[test]
    fn hostile_texts_come_through(title in hostile(), summary in hostile(), content in hostile(), name in hostile()) {
        let entry = Entry {
            title: title.clone(),
            summary: summary.clone(),
            content: content.clone(),
            authors: vec![name.clone()],
            categories: vec![name.clone()],
            picture: Some(Picture { url: format!("https://a.vn/{name}"), mime_type: "image/png".into(), alt: name.clone() }),
            ..entry()
        };
        for (format, write) in FORMATS {
            let text = write(&Channel { title: name.clone(), ..channel() }, std::slice::from_ref(&entry));
            let feed = read(&text);
            prop_assert_eq!(feed.entries.len(), 1);
            let read = &feed.entries[0];
            let same = |found: &str, put: &str| match format {
                "json" => found.trim() == put.trim(),
                _ => through_xml(found) == through_xml(put),
            };
            prop_assert!(same(&feed.title.as_ref().unwrap().content, &name), "{}: {}", format, text);
            prop_assert!(same(&read.title.as_ref().unwrap().content, &title), "{}: {}", format, text);
            prop_assert!(same(&read.summary.as_ref().unwrap().content, &summary), "{}: {}", format, text);
            prop_assert!(same(read.content.as_ref().unwrap().body.as_ref().unwrap(), &content), "{}: {}", format, text);
            prop_assert!(same(read.authors[0].name.as_deref().unwrap(), &name), "{}: {}", format, text);
        }
    }
}
