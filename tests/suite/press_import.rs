//! `press import` from folders of Markdown: what becomes of each thing, and of the content that was there.

use std::fs;
use std::path::Path;

use ban_tin::body::{Block, Inline, caption};

use crate::corpus;
use crate::press_import_run::Portal;
use crate::sample::ask;

const HUGO: &str = "tests/corpus/import/hugo";

#[test]
fn a_hugo_site_becomes_articles_and_pages() {
    let portal = Portal::new();
    let run = portal.import(HUGO, &[]);
    assert_eq!((run.code, run.object["kind"].as_str()), (0, Some("markdown")), "{:#}", run.object);
    portal.is_sound();
    assert_eq!(portal.slugs(), ["ngay-hoi", "hoi-nghi-tong-ket", "nuoc-ngam"]);
    assert_eq!(
        (run.count("articles"), run.count("pages"), run.count("pictures"), run.count("attachments")),
        (3, 1, 3, 1)
    );
    let article = portal.article("ngay-hoi");
    let summary = &article.summary;
    assert_eq!(summary.title, "Ngày hội khoa học 18/5");
    assert_eq!(summary.published.unwrap().to_rfc3339(), "2026-05-18T02:00:00Z");
    assert_eq!(summary.modified.unwrap().to_rfc3339(), "2026-05-19T01:30:00Z");
    assert_eq!(summary.authors, ["Nguyễn Thu Hằng"]);
    let category = summary.category.as_ref().unwrap();
    assert_eq!((category.slug.as_str(), category.title.as_str()), ("su-kien", "Tin tức sự kiện"));
    assert_eq!(summary.standfirst.as_deref(), Some("Sáng nay, ngày hội mở cửa1."), "what is in front of <!--more-->");
    let image = summary.image.as_ref().unwrap();
    assert_eq!((image.size, image.alt.as_str()), (Some((64, 36)), "Các gian hàng dưới mái che"));
    assert_eq!(image.caption.as_deref(), Some("(Quang cảnh ngày hội)"));
    assert!(image.src.as_str().starts_with("/content/images/anh-bia-"), "{}", image.src);
    assert_eq!(summary.photo_count, Some(3));
    let neighbours = (article.previous.unwrap().slug, article.next);
    assert_eq!(neighbours, ("hoi-nghi-tong-ket".to_owned(), None));
    assert_eq!(article.related[0].slug, "hoi-nghi-tong-ket", "by the tag STEM");
    assert!(article.related[0].image.as_ref().unwrap().src.as_str().starts_with("/content/images/hoi-nghi-"));
}

#[test]
fn a_text_keeps_its_pictures_links_notes_and_films() {
    let portal = Portal::new();
    let run = portal.import(HUGO, &[]);
    let body = portal.body("ngay-hoi");
    let mut kinds = vec![];
    let mut links = vec![];
    for block in &body.0 {
        match block {
            Block::Paragraph { content, .. } => {
                kinds.push("p".to_owned());
                let of = content.iter().filter_map(|inline| match inline {
                    Inline::Text(run) => run.span.about().link.as_ref().map(|link| link.as_str().to_owned()),
                    _ => None,
                });
                links.extend(of);
            }
            Block::Figure(figure) => kinds.push(format!(
                "{} {:?} {}",
                caption(&figure.caption).unwrap_or_default(),
                figure.photo.size,
                figure.photo.alt
            )),
            Block::Gallery { figures, .. } => kinds.push(format!("gallery of {}", figures.len())),
            Block::Embed(embed) => kinds.push(embed.service.to_owned()),
            Block::Notes(notes) => kinds.push(format!("{} notes", notes.len())),
            other => panic!("{other:?}"),
        }
    }
    let figure = |caption: &str, size: (u32, u32), alt: &str| format!("{caption} {:?} {alt}", Some(size));
    let expected = [
        "p".to_owned(),
        figure("Gian hàng số 5", (48, 32), "Gian hàng của học sinh"),
        "p".into(),
        figure("Hội trường lớn", (40, 30), "Hội trường"),
        "YouTube".into(),
        "p".into(),
        "1 notes".into(),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(links[0], "/article/hoi-nghi-tong-ket/");
    assert!(links[1].starts_with("/content/files/ke-hoach-") && links[1].ends_with(".pdf"), "{links:?}");
    assert_eq!(links[2], "https://cu.khcn.example.vn/lien-he-cu/#ban-do", "still at the old site");
    let said = run.said("tin-tuc/ngay-hoi/index.md");
    assert_eq!(said, ["left out the shortcode bieu-do", "left out <script> with all that was in it"]);
    let broken = run.said("hong.md");
    assert!(broken[0].starts_with("expected TOML as front matter, found TOML parse error at line 1"), "{broken:?}");
    let said = run.said("tin-tuc/hoi-nghi.md");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("tin-tuc/khong-co.md") && said[1].contains("tin-tuc/mat-roi.png"), "{said:?}");
}

#[test]
fn sections_dates_and_old_addresses_are_those_of_the_files() {
    let portal = Portal::new();
    let run = portal.import(HUGO, &[]);
    let article = portal.article("hoi-nghi-tong-ket");
    assert_eq!(article.summary.published.unwrap().to_rfc3339(), "2025-12-30T07:05:00Z");
    assert_eq!(article.summary.category.as_ref().unwrap().title, "Tin tức", "its section");
    let water = portal.article("nuoc-ngam");
    assert_eq!(water.summary.published.unwrap().to_rfc3339(), "2024-03-15T17:00:00Z", "midnight at the portal");
    // A picture on another host that cannot be had stays there.
    assert_eq!(water.summary.image.unwrap().src.as_str(), "https://anh.example.vn/nui.jpg");
    assert!(run.said("nghien-cuu/nuoc-ngam.md")[0].contains("https://anh.example.vn/nui.jpg"));
    let file = String::from_utf8(portal.files()["vi/article/ngay-hoi.json"].clone()).unwrap();
    assert!(file.contains(r#""aliases":["/tin-tuc/ngay-hoi/","/Pages/ngay-hoi.aspx"]"#), "{file}");
    let store = portal.store();
    let page = ask(&store, |store| store.standing_page("gioi-thieu")).unwrap();
    assert!(page.body_html.contains("../images/hoi-nghi-"), "{}", page.body_html);
}

#[test]
fn zola_and_jekyll_are_read_by_their_own_ways() {
    let portal = Portal::new();
    let run = portal.import("tests/corpus/import/zola", &[]);
    assert_eq!(run.code, 0, "{:#}", run.object);
    portal.is_sound();
    assert_eq!(portal.slugs(), ["dap", "kenh"]);
    let dam = portal.article("dap");
    assert_eq!(dam.summary.translations[0].slug, "small-dam");
    assert_eq!(dam.summary.image.as_ref().unwrap().size, Some((30, 20)));
    assert_eq!(dam.summary.category.as_ref().unwrap().slug, "thuy-loi");
    assert!(dam.body_html.contains(r##"<a href="/article/kenh/#dai">"##), "{}", dam.body_html);
    assert!(dam.body_html.contains("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"), "{}", dam.body_html);
    let run = portal.import("tests/corpus/import/zola", &["--language", "en"]);
    assert_eq!((run.code, run.count("articles")), (0, 1), "{:#}", run.object);
    let english = String::from_utf8(portal.files()["en/article/small-dam.json"].clone()).unwrap();
    assert!(english.contains("https://khcn.example.vn/en/article/small-dam/"), "{english}");
    let run = portal.import("tests/corpus/import/jekyll", &[]);
    assert_eq!((run.count("articles"), run.count("stayed")), (1, 2));
    let school = portal.article("khai-giang");
    assert_eq!(school.summary.published.unwrap().to_rfc3339(), "2022-09-04T17:00:00Z");
    assert_eq!(run.said("_posts/2022-09-05-khai-giang.md, line 9"), ["left out the shortcode include"]);
    assert!(school.body_html.starts_with("<p>Sáng 5/9"), "its headline once: {}", school.body_html);
}

#[test]
fn the_same_source_gives_the_same_bytes_and_a_change_changes_little() {
    let portal = Portal::new();
    let folder = portal.0.join("texts");
    copy(&corpus::root().join(HUGO), &folder);
    let source = folder.to_str().unwrap();
    portal.import(source, &[]);
    let before = portal.files();
    let again = portal.import(source, &[]);
    assert_eq!((again.count("written"), again.count("there_already")), (0, 4));
    assert!(portal.files() == before, "other bytes");
    let oldest = folder.join("content/nghien-cuu/nuoc-ngam.md");
    let text = fs::read_to_string(&oldest).unwrap();
    fs::write(&oldest, text.replace("Nhuộm màu", "Nhuộm xanh")).unwrap();
    assert_eq!(portal.import(source, &[]).count("written"), 2, "the article, and the list with its beginning");
}

#[test]
fn what_the_source_lost_stays_until_it_is_pruned() {
    let portal = Portal::new();
    let folder = portal.0.join("texts");
    copy(&corpus::root().join(HUGO), &folder);
    let source = folder.to_str().unwrap();
    portal.import(source, &[]);
    fs::remove_dir_all(folder.join("content/tin-tuc/ngay-hoi")).unwrap();
    let run = portal.import(source, &[]);
    assert_eq!((run.count("articles"), run.count("stayed")), (2, 1));
    assert_eq!(portal.slugs().len(), 3);
    portal.is_sound();
    let refused = portal.import_aloud(source, &["--prune", "--limit", "1"]);
    assert_eq!(refused.code, 2, "{}", refused.text);
    let run = portal.import(source, &["--prune"]);
    // The article, its two pictures, the plan that it linked to.
    assert_eq!(run.count("removed"), 4, "{:#}", run.object);
    assert_eq!(portal.slugs(), ["hoi-nghi-tong-ket", "nuoc-ngam"]);
    portal.is_sound();
    let run = portal.import(HUGO, &["--limit", "1"]);
    assert_eq!((run.count("articles"), run.count("stayed")), (1, 2), "the newest alone");
}

#[test]
fn nothing_leaves_the_folders_however_things_are_called() {
    let portal = Portal::new();
    let folder = portal.0.join("texts");
    fs::create_dir_all(&folder).unwrap();
    fs::write(portal.0.join("secret.txt"), "bí mật").unwrap();
    fs::write(
        portal.0.join("secret.png"),
        fs::read(corpus::root().join(HUGO).join("static/images/hoi-nghi.png")).unwrap(),
    )
    .unwrap();
    let text = "+++\ntitle = \"A\"\nslug = \"../../../../x\"\ndate = 2026-01-01\nimage = \"../secret.png\"\n+++\n\
                ![x](../secret.png) [y](../../secret.txt) [z](%2e%2e/secret.txt)\n\n<img src='file:///etc/passwd'>\n";
    fs::write(folder.join("a.md"), text).unwrap();
    fs::write(folder.join("b.md"), text.replace("../../../../x", "x").replace("\"A\"", "\"B\"")).unwrap();
    // A page that is called a picture, and one that is called a text, would run as the portal's own.
    fs::write(folder.join("c.md"), "+++\ntitle = \"C\"\ndate = 2026-01-01\n+++\n![x](c.png) [y](c.txt)\n").unwrap();
    fs::write(folder.join("c.png"), "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>").unwrap();
    fs::write(folder.join("c.txt"), "<!DOCTYPE html><script>alert(1)</script>").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(portal.0.join("secret.png"), folder.join("link.png")).unwrap();
    fs::write(folder.join("d.md"), "+++\ntitle = \"D\"\ndate = 2026-01-02\n+++\n![x](link.png)\n\nChữ\n").unwrap();
    let run = portal.import(folder.to_str().unwrap(), &[]);
    assert_eq!(run.code, 0, "{:#}", run.object);
    portal.is_sound();
    let files: Vec<String> = portal.files().into_keys().collect();
    assert!(files.iter().all(|name| name.starts_with("vi/") && !name.contains("..")), "{files:?}");
    assert_eq!(portal.slugs(), ["d", "c", "x", "x-2"], "{files:?}");
    assert!(run.said("c.md").iter().any(|what| what.contains("run as a page of the portal")), "{:?}", run.said("c.md"));
    assert!(run.said("b.md").iter().any(|what| what.contains("its own became x-2")), "{:?}", run.said("b.md"));
}

#[test]
fn a_wrong_command_says_what_was_expected_and_a_failure_leaves_the_old_content() {
    let portal = Portal::new();
    for (source, args, words) in [
        ("khong/co", &[][..], "expected a folder, a file or an address"),
        ("style", &[][..], "found none"),
        ("Cargo.lock", &[][..], "say what it is with --as"),
        (HUGO, &["--language", "../x"][..], "expected --language"),
    ] {
        let run = portal.import_aloud(source, args);
        assert!(run.code == 2 && run.text.contains(words), "{source}: {}", run.text);
    }
    let without = Portal::new();
    fs::remove_file(without.0.join("site.json")).unwrap();
    let run = without.import_aloud(HUGO, &[]);
    assert!(run.code == 2 && run.text.contains("expected the portal's settings"), "{}", run.text);
    let empty = portal.0.join("empty");
    fs::create_dir_all(&empty).unwrap();
    fs::write(empty.join("a.md"), "# Không có gì\n").unwrap();
    let run = portal.import_aloud(empty.to_str().unwrap(), &[]);
    assert!(run.code == 1 && run.text.contains("found none that can be taken over"), "{}", run.text);
    assert!(portal.files().is_empty());
    portal.import(HUGO, &[]);
    let before = portal.files();
    // A file in the place of a folder: nothing can be written.
    fs::rename(portal.0.join("content/vi"), portal.0.join("content/x")).unwrap();
    fs::write(portal.0.join("content/vi"), "").unwrap();
    assert_eq!(portal.import_aloud(HUGO, &[]).code, 2);
    fs::remove_file(portal.0.join("content/vi")).unwrap();
    fs::rename(portal.0.join("content/x"), portal.0.join("content/vi")).unwrap();
    assert!(portal.files() == before);
}

#[test]
fn an_article_that_was_begun_with_press_new_comes_in_under_a_category_that_is_known() {
    let portal = Portal::new();
    let folder = portal.0.join("texts");
    let mut new = std::process::Command::new(env!("CARGO_BIN_EXE_press"));
    new.args(["new", "Ngày hội khoa học", "--category", "su-kien", "--date", "2026-05-18", "--dir"]).arg(&folder);
    let output = new.arg("--site").arg(portal.0.join("site.json")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    fs::create_dir_all(portal.0.join("content/vi")).unwrap();
    fs::write(portal.0.join("content/vi/feed.json"), corpus::read("public/content/vi/feed.json")).unwrap();
    let run = portal.import(folder.to_str().unwrap(), &[]);
    assert_eq!((run.code, run.object["warnings"].as_array().unwrap().len()), (0, 0), "{:#}", run.object);
    let article = portal.article("ngay-hoi-khoa-hoc");
    assert_eq!(article.summary.category.as_ref().unwrap().title, "Tin tức sự kiện");
    let blocks = portal.body("ngay-hoi-khoa-hoc").0;
    assert!(matches!(blocks.as_slice(), [Block::Paragraph { .. }]), "the examples are a comment: {blocks:#?}");
}

#[test]
fn a_person_reads_what_was_found_and_what_is_to_do() {
    let portal = Portal::new();
    let run = portal.import_aloud(HUGO, &[]);
    for words in
        ["is taken for a folder of Markdown (", "  articles    3\n", "  pictures    3\n", "warning: ", "  to do: "]
    {
        assert!(run.text.contains(words), "expected {words:?} in\n{}", run.text);
    }
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}
