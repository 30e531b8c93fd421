//! `press import` from WordPress' export files, with the old site played by a server of our own.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use ban_tin::body::{Block, caption};

use crate::corpus;
use crate::press_import_run::{Portal, Run};
use crate::press_server::{Place, Server, page};
use crate::sample::ask;

/// A GIF of 40 × 30 pixels, all of whose bytes are letters to a server of texts.
pub const GIF: &str = "GIF89a\u{28}\0\u{1e}\0\0\0\0;";
const SITE: &str = "http://cu.khcn.example.vn";

pub fn file(path: &'static str, text: &str) -> Place {
    Place { headers: vec![("Content-Type".into(), "application/octet-stream".into())], ..page(path, text) }
}

fn old_site() -> Server {
    let uploads = "/wp-content/uploads/2021/12/";
    let at = |name: &str| -> &'static str { format!("{uploads}{name}").leak() };
    let places = vec![
        file(at("hoi-truong.gif"), GIF),
        // Its name says JPEG, its bytes say GIF.
        file(at("bia.jpg"), GIF),
        file(at("ke-hoach.pdf"), "%PDF-1.4 x"),
        file(at("danh-sach.docx"), "PK"),
    ];
    Server::new("", places)
}

/// The export of the corpus, as the server would have written it.
fn import(portal: &Portal, server: &Server, args: &[&str]) -> Run {
    let text = corpus::read("tests/corpus/import/wxr/so-khcn.xml");
    let host = server.origin.trim_start_matches("http://");
    let text = text.replace(SITE, &server.origin).replace("https://www.cu.khcn.example.vn", &format!("https://{host}"));
    let path = portal.0.join("export.xml");
    std::fs::write(&path, text).unwrap();
    portal.import(path.to_str().unwrap(), args)
}

#[test]
fn published_posts_and_pages_come_with_all_that_hangs_on_them() {
    let (portal, server) = (Portal::new(), old_site());
    let run = import(&portal, &server, &[]);
    assert_eq!((run.code, run.object["kind"].as_str()), (0, Some("wxr")), "{:#}", run.object);
    portal.is_sound();
    assert_eq!(portal.slugs(), ["do-luong", "hội-nghị"]);
    assert_eq!(
        (run.count("articles"), run.count("pages"), run.count("pictures"), run.count("attachments")),
        (2, 1, 2, 2)
    );
    let article = portal.article("hội-nghị");
    let summary = &article.summary;
    assert_eq!(summary.title, "Hội nghị & triển lãm: 3 < 5");
    assert_eq!(summary.standfirst.as_deref(), Some("Hai trăm đại biểu."));
    assert_eq!(summary.published.unwrap().to_rfc3339(), "2021-12-30T07:05:00Z");
    assert_eq!(summary.modified.unwrap().to_rfc3339(), "2021-12-31T01:00:00Z");
    assert_eq!(summary.authors, ["Nguyễn Thu Hằng"]);
    let category = summary.category.as_ref().unwrap();
    assert_eq!((category.slug.as_str(), category.title.as_str()), ("do-luong", "Đo lường"), "the main one");
    assert_eq!(summary.tags[0].slug, "hoi-nghi");
    let image = summary.image.as_ref().unwrap();
    assert_eq!((image.size, image.alt.as_str()), (Some((40, 30)), "Bìa"));
    assert!(image.src.as_str().ends_with(".gif"), "{}", image.src);
    let attached: Vec<_> =
        article.attachments.iter().map(|file| (file.title.as_str(), file.kind(), file.bytes)).collect();
    assert_eq!(attached, [("Danh sách & phụ lục", "DOCX".to_owned(), Some(2))], "the plan is in the text");
    let other = portal.article("do-luong");
    assert_eq!(other.summary.title, "Đo lường – một năm");
    assert_eq!(other.summary.published.unwrap().to_rfc3339(), "2022-01-15T02:00:00Z", "the site's own time");
    assert_eq!(other.summary.category.as_ref().unwrap().slug, "do-luong");
    assert_eq!(other.summary.authors, ["khach"]);
    let store = portal.store();
    assert_eq!(ask(&store, |store| store.standing_page("gioi-thieu")).unwrap().body_html, "<p>Về Sở.</p>");
}

#[test]
fn a_text_of_the_old_editor_gets_its_paragraphs_captions_galleries_and_films() {
    let (portal, server) = (Portal::new(), old_site());
    import(&portal, &server, &[]);
    let body = portal.body("hội-nghị");
    let shown: Vec<String> = body
        .0
        .iter()
        .map(|block| match block {
            Block::Paragraph { content, .. } => caption(content).unwrap_or_default(),
            Block::Heading { content, .. } => format!("## {}", caption(content).unwrap_or_default()),
            Block::Figure(figure) => format!("photo {}", caption(&figure.caption).unwrap_or_default()),
            Block::Gallery { figures, .. } => format!("{} photos", figures.len()),
            Block::Embed(embed) => embed.service.to_owned(),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        "Đoạn một của bài.\nDòng hai.",
        "Xem bài kia, bảng và kế hoạch.",
        "photo Hội trường lớn",
        "YouTube",
        "## Ảnh",
        "2 photos",
    ];
    assert_eq!(shown, expected);
    let html = portal.article("hội-nghị").body_html;
    assert!(html.contains(r#"<a href="/article/do-luong/">bài kia</a>"#), "{html}");
    assert!(html.contains(r##"<a href="/article/do-luong/#bang">bảng</a>"##), "{html}");
    assert!(html.contains("<a href=\"../../files/ke-hoach-"), "{html}");
    let blocks = portal.body("do-luong").0;
    assert!(blocks.iter().any(|block| matches!(block, Block::Embed(_))), "{blocks:#?}");
}

#[test]
fn what_is_left_out_is_said_and_what_is_there_is_not_fetched_again() {
    let (portal, server) = (Portal::new(), old_site());
    let run = import(&portal, &server, &[]);
    let said = run.said(portal.0.to_str().unwrap());
    let expected = [
        "1 items are behind a password; left out",
        "1 items are not published (draft); left out",
        "1 items are of the type tribe_events; left out",
    ];
    assert_eq!(said, expected);
    let lost = run.said("post 12");
    assert!(lost.len() == 1 && lost[0].contains("/wp-content/uploads/mat.jpg, found 404"), "{lost:?}");
    let before = (portal.files(), server.paths().len());
    let again = import(&portal, &server, &[]);
    assert_eq!((again.count("written"), again.count("there_already")), (0, 4));
    assert!(portal.files() == before.0, "other bytes");
    assert_eq!(server.paths().len(), before.1 + 1, "the lost picture alone is asked for again");
    let linked = Portal::new();
    let run = import(&linked, &server, &["--images", "link"]);
    assert_eq!((run.count("pictures"), run.count("attachments")), (0, 0));
    let image = linked.article("hội-nghị").summary.image.unwrap();
    assert_eq!(image.src.as_str(), format!("{}/wp-content/uploads/2021/12/bia.jpg", server.origin));
}

#[test]
fn a_file_that_is_cut_off_changes_nothing() {
    let (portal, server) = (Portal::new(), old_site());
    import(&portal, &server, &[]);
    let before = portal.files();
    let whole = std::fs::read_to_string(portal.0.join("export.xml")).unwrap();
    let path = portal.0.join("cut.xml");
    for at in [whole.find("</item>").unwrap() + 7, whole.find("Khối một").unwrap(), whole.len() - 8] {
        std::fs::write(&path, &whole[..at]).unwrap();
        let run = portal.import_aloud(path.to_str().unwrap(), &["--prune"]);
        assert!(run.code == 1 && run.text.contains("expected a whole WordPress export"), "{}", run.text);
        assert!(run.text.contains("is as it was"), "{}", run.text);
        assert!(portal.files() == before, "the content changed");
    }
}

/// Writes an export of `n` texts of 40 kB: each 25th is a post, the others are earlier versions of them.
#[cfg(target_os = "linux")]
fn large(path: &std::path::Path, n: usize) -> u64 {
    let head = corpus::read("tests/corpus/import/wxr/so-khcn.xml").split_once("\t<item>").unwrap().0.to_owned();
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all(head.as_bytes()).unwrap();
    let text = "Một câu đủ dài để thành văn bản của bài, cứ thế mà tiếp.\n\n".repeat(500);
    for id in 1..=n {
        let (year, month) = (2000 + id % 25, id % 12 + 1);
        let (kind, status) = if id % 25 == 0 { ("post", "publish") } else { ("revision", "inherit") };
        writeln!(
            out,
            "<item><title>Bài số {id}</title><link>{SITE}/bai-{id}/</link><content:encoded><![CDATA[{text}]]></content:encoded>\
             <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>{year}-{month:02}-10 00:00:00</wp:post_date_gmt>\
             <wp:post_name>bai-{id}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>\
             <category domain=\"category\" nicename=\"do-luong\">Đo lường</category></item>"
        )
        .unwrap();
    }
    out.write_all(b"</channel></rss>\n").unwrap();
    out.flush().unwrap();
    std::fs::metadata(path).unwrap().len()
}

/// In less memory than the file would take, if it were read whole.
#[cfg(target_os = "linux")]
#[test]
fn a_large_export_is_read_in_little_memory() {
    let portal = Portal::new();
    let path = portal.0.join("large.xml");
    let bytes = large(&path, 2500);
    assert!(bytes > 90_000_000, "{bytes}");
    let start = Instant::now();
    let press = portal.command(path.to_str().unwrap(), &["--images", "link", "--json"]);
    let mut limited = Command::new("sh");
    // The memory that it may have in all, with its own code and what the allocator holds ready.
    limited.arg("-c").arg("ulimit -d 80000 && exec \"$0\" \"$@\"").arg(press.get_program()).args(press.get_args());
    let output = limited.current_dir(corpus::root()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("\"articles\": 100"), "{text}");
    assert!(start.elapsed() < Duration::from_secs(240), "{:?}", start.elapsed());
    assert_eq!(portal.slugs().len(), 100);
}
