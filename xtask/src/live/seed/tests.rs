//! The sample content is read whole, and cut where the servers need it.

use super::*;
use crate::run;

fn sample() -> Seeds {
    Seeds::read(&run::root().join("public/content/vi")).unwrap()
}

#[test]
fn every_article_of_every_page_of_the_list_comes_with_its_body() {
    let seeds = sample();
    let list = File::read(&run::root().join("public/content/vi/feed.json")).unwrap();
    assert_eq!(Some(seeds.articles.len() as u64), list.json["_bantin"]["total"].as_u64());
    for article in &seeds.articles {
        assert!(!article.body.is_empty(), "{}", article.slug);
        let category = article.category.as_ref().unwrap();
        assert!(seeds.categories.iter().any(|term| term.slug == *category), "{category}");
        for tag in &article.tags {
            assert!(seeds.tags.iter().any(|term| term.title == *tag), "{tag}");
        }
    }
    assert!(seeds.articles.iter().any(|article| article.lead.is_none()), "one without a photo is worth having");
    assert!(seeds.articles.iter().any(|article| !article.files.is_empty()));
    assert!(!seeds.pages.is_empty());
}

#[test]
fn an_album_is_one_gallery_of_its_largest_files() {
    let seeds = sample();
    for album in &seeds.albums {
        let Some(Part::Gallery(photos)) = album.body.last() else { panic!("{:?}", album.body) };
        assert!(photos.iter().all(|photo| photo.file.to_string_lossy().ends_with("-1600.jpg")));
        assert!(photos.contains(album.lead.as_ref().unwrap()));
    }
}

#[test]
fn a_body_is_cut_at_its_photos_and_nothing_is_lost() {
    let folder = std::env::temp_dir().join(format!("ban-tin-seed-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.jpg"), "").unwrap();
    let file = File { path: folder.join("feed.json"), json: Value::Null };
    let photo =
        "<figure><img src=\"a.jpg\" width=\"9\" alt=\"Cờ &amp; hoa\"><figcaption>Sáng 14/10</figcaption></figure>";
    let parts = file.body(&format!("<p>1</p>\n{photo}\n<p>2</p>")).unwrap();
    let expected = Photo { file: folder.join("a.jpg"), alt: "Cờ & hoa".into(), caption: "Sáng 14/10".into() };
    assert_eq!(parts, [Part::Html("<p>1</p>\n".into()), Part::Photo(expected), Part::Html("\n<p>2</p>".into())]);
    let error = file.body("<figure><img src=\"b.jpg\"></figure>").unwrap_err().to_string();
    assert!(error.contains("b.jpg to exist") && error.contains("feed.json names it"), "{error}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_caption_ends_with_the_photographer() {
    assert_eq!(with_credit("Sau giờ cơm.", "Lê Thu Trang"), "Sau giờ cơm. Ảnh: Lê Thu Trang");
    assert_eq!(with_credit("Phủ Lý", "Ảnh: Trần Minh Đức"), "Phủ Lý. Ảnh: Trần Minh Đức");
    assert_eq!(with_credit("", "Ảnh: Trần Minh Đức"), "Ảnh: Trần Minh Đức");
    assert_eq!(with_credit("Phủ Lý", ""), "Phủ Lý");
}

#[test]
fn content_that_is_not_there_is_told_with_the_command_that_makes_it() {
    let error = Seeds::read(Path::new("/nonexistent")).unwrap_err().to_string();
    assert!(error.contains("/nonexistent/feed.json") && error.contains("cargo xtask content"), "{error}");
}
