//! `press import` from feeds and from saved pages.

use ban_tin::body::Block;

use crate::corpus;
use crate::press_import_run::Portal;
use crate::press_import_wxr::{GIF, file};
use crate::press_server::{Place, Server, page};

/// Where the captures of the corpus were made.
const CAPTURED: &str = "http://127.0.0.1:8107";

fn feed(path: &'static str, name: &str) -> Place {
    let text = corpus::read(format!("tests/corpus/import/feeds/{name}"));
    Place { headers: vec![("Content-Type".into(), "application/xml".into())], ..page(path, &text) }
}

#[test]
fn rss_with_whole_texts_becomes_articles_from_an_address_and_from_a_file() {
    let (portal, server) = (Portal::new(), Server::new(CAPTURED, vec![feed("/rss.xml", "rss.xml")]));
    let run = portal.import(&format!("{}/rss.xml", server.origin), &["--images", "link"]);
    assert_eq!((run.code, run.object["kind"].as_str()), (0, Some("feed")), "{:#}", run.object);
    portal.is_sound();
    let article = portal.article("hoi-nghi-trien-khai-nhiem-vu-2026");
    let summary = &article.summary;
    assert!(summary.title.starts_with("Hội nghị triển khai"), "{}", summary.title);
    assert_eq!(summary.published.unwrap().to_rfc3339(), "2026-01-15T02:30:00Z");
    assert_eq!(summary.authors, ["Nguyễn Minh Hạnh"]);
    assert_eq!(summary.category.as_ref().unwrap().slug, "tin-hoat-dong");
    assert_eq!(summary.tags.len(), 2);
    assert!(summary.standfirst.as_ref().unwrap().starts_with("Hơn 180 đại biểu"));
    assert!(summary.image.as_ref().unwrap().src.as_str().starts_with(&server.origin), "{:?}", summary.image);
    let from_file = Portal::new();
    let run = from_file.import("tests/corpus/import/feeds/rss.xml", &["--images", "link"]);
    assert_eq!((run.code, from_file.slugs()), (0, portal.slugs()), "{:#}", run.object);
}

#[test]
fn atom_and_rss_tell_of_the_same_articles() {
    let (rss, atom) = (Portal::new(), Portal::new());
    rss.import("tests/corpus/import/feeds/rss.xml", &["--images", "link"]);
    let run = atom.import("tests/corpus/import/feeds/atom.xml", &["--images", "link"]);
    assert_eq!(run.code, 0, "{:#}", run.object);
    atom.is_sound();
    assert_eq!(rss.slugs(), atom.slugs());
    let slug = "hoi-nghi-trien-khai-nhiem-vu-2026";
    assert_eq!(rss.body(slug), atom.body(slug));
}

#[test]
fn a_poor_feed_is_read_and_it_is_said_that_it_is_poor() {
    let (portal, server) = (
        Portal::new(),
        Server::new("", vec![feed("/tin.rss", "rss-poor.xml"), file("/media/hoi-nghi-2026-01.jpg", GIF)]),
    );
    let run = portal.import(&format!("{}/tin.rss", server.origin), &["--limit", "1"]);
    assert_eq!((run.code, run.count("articles"), run.count("pictures")), (0, 1, 1), "{:#}", run.object);
    portal.is_sound();
    assert!(run.object["warnings"].to_string().contains("has its beginning alone"), "{:#}", run.object);
    let blocks = portal.body("hoi-nghi-trien-khai-nhiem-vu-2026").0;
    let Some(Block::Figure(figure)) = blocks.first() else { panic!("{blocks:#?}") };
    assert_eq!(figure.photo.size, Some((40, 30)), "the picture's own");
}

#[test]
fn enclosures_are_the_lead_photo_and_attachments() {
    let rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title><link>{origin}/</link><description/>\
        <item><title>Một</title><link>/bai/mot.html</link><guid>1</guid><pubDate>Thu, 15 Jan 2026 02:30:00 GMT</pubDate>\
        <description>&lt;p&gt;Chữ&lt;/p&gt;</description>\
        <enclosure url='/a.gif' type='image/gif' length='9'/></item>\
        <item><title>Hai</title><link>/bai/hai.html</link><guid>2</guid><pubDate>Thu, 15 Jan 2026 02:30:00 GMT</pubDate>\
        <description>Chữ</description><enclosure url='/b.pdf' type='application/pdf' length='9'/></item></channel></rss>";
    let places = vec![page("/feed", rss), file("/a.gif", GIF), file("/b.pdf", "%PDF-1.4")];
    let (portal, server) = (Portal::new(), Server::new("{origin}", places));
    let run = portal.import(&format!("{}/feed", server.origin), &[]);
    assert_eq!((run.code, run.count("pictures"), run.count("attachments")), (0, 1, 1), "{:#}", run.object);
    portal.is_sound();
    assert_eq!(portal.article("mot").summary.image.unwrap().size, Some((40, 30)));
    assert_eq!(portal.article("hai").attachments[0].bytes, Some(8));
}

#[test]
fn a_site_without_a_backend_is_read_by_the_feed_that_its_page_names() {
    let html = "<title>Sở</title><link rel=alternate type='application/rss+xml' href='tin/rss.xml'>";
    let places = vec![page("/", html), feed("/tin/rss.xml", "rss.xml")];
    let (portal, server) = (Portal::new(), Server::new(CAPTURED, places));
    let run = portal.import(&server.origin, &["--images", "link", "--limit", "2"]);
    assert_eq!(
        (run.code, run.object["kind"].as_str(), run.count("articles")),
        (0, Some("feed"), 2),
        "{:#}",
        run.object
    );
}

#[test]
fn a_hostile_feed_gets_nothing_of_this_machine_or_out_of_its_folder() {
    let inside = Server::new("", vec![file("/secret.gif", GIF)]);
    let rss = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title><link>https://a.example/</link><description/>\
        <item><title>../../../x</title><link>https://a.example/..%2f..%2fx</link><guid>1</guid>\
        <description>&lt;img src='{0}/secret.gif'&gt;&lt;img src='file:///etc/passwd'&gt;&lt;a href='javascript:x'&gt;y&lt;/a&gt; chữ</description>\
        <enclosure url='{0}/secret.gif' type='image/gif' length='1'/></item></channel></rss>",
        inside.origin
    );
    let portal = Portal::new();
    std::fs::write(portal.0.join("feed.xml"), rss).unwrap();
    let run = portal.import(portal.0.join("feed.xml").to_str().unwrap(), &[]);
    assert_eq!((run.code, run.count("pictures")), (0, 0), "{:#}", run.object);
    assert!(inside.paths().is_empty(), "{:?}", inside.paths());
    let files: Vec<String> = portal.files().into_keys().collect();
    assert!(files.contains(&"vi/article/x.json".to_owned()), "{files:?}");
    assert!(!portal.article("x").body_html.contains("javascript"));
}

#[test]
fn a_json_feed_on_the_disk_is_followed_to_its_last_page() {
    let portal = Portal::new();
    for name in ["feed-page1", "feed-page2"] {
        let text = corpus::read(format!("tests/corpus/feed/{name}.json"));
        let text = text.replace("http://127.0.0.1:8107/feed-2.json", "feed-page2.json");
        std::fs::write(portal.0.join(format!("{name}.json")), text).unwrap();
    }
    let run = portal.import(portal.0.join("feed-page1.json").to_str().unwrap(), &["--images", "link"]);
    assert_eq!((run.code, run.object["kind"].as_str()), (0, Some("feed")), "{:#}", run.object);
    portal.is_sound();
    let n = |name: &str| corpus::read(format!("tests/corpus/feed/{name}.json")).matches("\"date_published\"").count();
    assert_eq!(portal.slugs().len(), n("feed-page1") + n("feed-page2"));
}

#[test]
fn saved_pages_of_a_sharepoint_become_articles() {
    let portal = Portal::new();
    let run = portal.import("tests/corpus/import/sharepoint", &[]);
    assert_eq!((run.code, run.object["kind"].as_str()), (0, Some("sharepoint")), "{:#}", run.object);
    portal.is_sound();
    assert_eq!(portal.slugs(), ["ngay-hoi-khoa-hoc", "hoi-nghi"]);
    let article = portal.article("ngay-hoi-khoa-hoc");
    let summary = &article.summary;
    assert_eq!(summary.title, "Ngày hội khoa học và công nghệ 18/5");
    assert_eq!(summary.published.unwrap().to_rfc3339(), "2026-05-17T17:00:00Z");
    assert_eq!(summary.authors, ["Nguyễn Thu Hằng"]);
    let image = summary.image.as_ref().unwrap();
    assert_eq!((image.size, image.caption.as_deref()), (Some((48, 32)), Some("(Quang cảnh ngày hội)")));
    let html = &article.body_html;
    assert!(html.starts_with("<p>Sáng nay, ngày hội mở cửa.</p><figure><img src=\"../../images/anh-1-"), "{html}");
    assert!(html.contains(r#"<a href="https://khcn.example.vn/tin-tuc/Pages/khac.aspx">"#), "{html}");
    assert!(html.ends_with("<p>Hết./.</p>"), "no footer, no form: {html}");
    let file = String::from_utf8(portal.files()["vi/article/ngay-hoi-khoa-hoc.json"].clone()).unwrap();
    assert!(file.contains(r#""aliases":["/tin-tuc/Pages/ngay-hoi-khoa-hoc.aspx"]"#), "{file}");
    let other = portal.article("hoi-nghi");
    assert_eq!(
        (other.summary.authors[0].as_str(), other.summary.standfirst.as_deref()),
        ("Lê Quang Vinh", Some("Tổng kết năm 2021."))
    );
    assert!(other.body_html.contains("<a href=\"../../files/ke-hoach-"), "{}", other.body_html);
    assert!(run.said("danh-sach.aspx")[0].contains("found none; left out"), "{:#}", run.object);
}
