//! `press build` and its pictures: files of several widths, made once, and gone with the last that shows them.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::picture_files::{exif, in_jpeg, jpeg, png_of_size, two_halves};
use crate::press_site::{Portal, files, text};

const RED: [u8; 4] = [200, 30, 30, 255];
const BLUE: [u8; 4] = [30, 30, 200, 255];

/// A portal with one article whose lead photo and only figure are `lead` and `figure`, and photos of these names.
struct Photos(Portal);

impl Photos {
    /// Two photos as a camera writes them: held upright, and with the place where it was.
    fn new(name: &str) -> Photos {
        let photos = Photos(Portal::new(&format!("images-{name}"), 0));
        photos.put("lead.jpg", &photo(300, 540, RED));
        photos.put("figure.jpg", &photo(280, 560, BLUE));
        photos.article("lead.jpg", "figure.jpg");
        photos
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.folder.join("public/content/images").join(name), bytes).unwrap();
    }

    fn article(&self, lead: &str, figure: &str) {
        let image = |name: &str| json!({ "src": format!("/content/images/{name}"), "alt": "Ảnh" });
        self.items(&[item(
            "mot",
            &format!("<p>Một.</p><figure><img src='/content/images/{figure}' alt='Ảnh'></figure><p>Hết.</p>"),
            &image(lead),
        )]);
    }

    fn items(&self, items: &[Value]) {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items });
        self.0.put("public/content/vi/feed.json", &feed.to_string());
        self.0.put("public/content/en/feed.json", &feed.to_string());
        for language in ["vi", "en"] {
            let empty = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [] });
            self.0.put(&format!("public/content/{language}/albums.json"), &empty.to_string());
        }
    }

    fn press(&self) -> Built {
        self.press_with("local", "out")
    }

    fn press_with(&self, images: &str, out: &str) -> Built {
        let output = self.0.press_images(images, out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = serde_json::from_slice(&output.stdout).unwrap();
        Built { files: files(&self.0.folder.join(out)), told }
    }

    /// Presses once more, and holds the result against that of a clean build.
    fn again(&self) -> Built {
        let after = self.press();
        let clean = self.press_with("local", "clean").files;
        let differ: Vec<&String> =
            after.files.keys().chain(clean.keys()).filter(|name| after.files.get(*name) != clean.get(*name)).collect();
        assert_eq!(differ, Vec::<&String>::new());
        fs::remove_dir_all(self.0.folder.join("clean")).unwrap();
        fs::remove_dir_all(self.0.folder.join(".clean.press")).unwrap();
        after
    }
}

struct Built {
    files: BTreeMap<String, Vec<u8>>,
    told: Value,
}

impl Built {
    /// The names of the pictures' files.
    fn made(&self) -> Vec<&str> {
        self.files.keys().filter_map(|name| name.strip_prefix("images/")).collect()
    }

    fn article(&self) -> Value {
        let feed: Value = serde_json::from_str(text(&self.files, "content/vi/article/mot.json")).unwrap();
        feed["items"][0].clone()
    }

    fn problems(&self) -> Vec<&str> {
        self.told["problems"].as_array().unwrap().iter().map(|problem| problem.as_str().unwrap()).collect()
    }

    fn is_there(&self, address: &str) -> bool {
        self.files.contains_key(address.trim_start_matches('/'))
    }
}

/// A photo that stands upright once it is turned, so that its sides change places. Small ones: encoders take their time.
fn photo(width: u32, height: u32, right: [u8; 4]) -> Vec<u8> {
    in_jpeg(&jpeg(&two_halves(width, height, [240, 240, 240, 255], right), None), &exif(6))
}

fn item(slug: &str, html: &str, image: &Value) -> Value {
    json!({
        "id": slug, "title": format!("Tin {slug}"), "content_html": html, "date_published": "2024-05-18T00:00:00Z",
        "_bantin": { "slug": slug, "image": image },
    })
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn an_articles_photos_come_in_several_widths_and_tell_nobody_where_they_were_taken() {
    let photos = Photos::new("widths");
    let built = photos.press();
    assert_eq!(built.told["pictures"], 2);
    let image = &built.article()["_bantin"]["image"];
    assert_eq!((&image["width"], &image["height"]), (&json!(540), &json!(300)));
    let widths: Vec<u64> =
        image["renditions"].as_array().unwrap().iter().map(|file| file["width"].as_u64().unwrap()).collect();
    assert_eq!(widths, [480, 540]);
    assert!(image["color"].as_str().unwrap().starts_with('#'), "{image}");
    let mut addresses = vec![image["src"].as_str().unwrap().to_owned()];
    addresses
        .extend(image["renditions"].as_array().unwrap().iter().map(|file| file["src"].as_str().unwrap().to_owned()));
    let html = text(&built.files, "article/mot/index.html");
    let srcset = html.split("srcset=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    addresses.extend(srcset.flat_map(|set| set.split(", ")).map(|file| file.split(' ').next().unwrap().to_owned()));
    assert!(html.contains("<source type=\"image/avif\"") && html.contains("<source type=\"image/webp\""), "{html}");
    let preload = html.split_once("<link rel=preload as=image").unwrap().1.split('>').next().unwrap();
    assert!(preload.contains(" type=\"image/avif\" imagesrcset=\"/images/lead-"), "{preload}");
    assert!(addresses.len() > 12, "{addresses:?}");
    for address in &addresses {
        assert!(address.starts_with("/images/") && built.is_there(address), "{address} {:?}", built.made());
    }
    let text = built.article()["content_html"].as_str().unwrap().to_owned();
    assert!(text.contains("/images/figure-") && text.contains("width=\"560\" height=\"280\""), "{text}");
    let original = photos.0.folder.join("public/content/images/lead.jpg");
    assert!(has(&fs::read(original).unwrap(), b"Canon"), "the test's own photo has what is to go");
    for (name, bytes) in built.files.iter().filter(|(name, _)| name.contains("images/")) {
        assert!(!has(bytes, b"Canon") && !has(bytes, b"Exif"), "{name}");
    }
}

#[test]
fn a_second_build_opens_no_picture_and_keeps_all_files() {
    let photos = Photos::new("again");
    let first = photos.press();
    let second = photos.again();
    assert_eq!((&second.told["pictures"], &second.told["files"]), (&json!(0), &json!(0)));
    assert_eq!(first.files, second.files);
    // Without what was made meanwhile it is made anew where it is needed, and is the same.
    fs::remove_dir_all(photos.0.folder.join(".out.press/images")).unwrap();
    assert_eq!(photos.again().files, first.files);
}

#[test]
fn a_changed_photo_has_new_files_and_one_that_nobody_shows_has_none() {
    let photos = Photos::new("changed");
    let first = photos.press();
    photos.put("lead.jpg", &photo(310, 550, BLUE));
    let second = photos.again();
    assert_eq!(second.told["pictures"], 1);
    let of = |built: &Built, name: &str| -> Vec<String> {
        built.made().into_iter().filter(|made| made.starts_with(name)).map(str::to_owned).collect()
    };
    assert!(of(&second, "lead").iter().all(|name| !first.made().contains(&name.as_str())));
    assert_eq!(of(&second, "lead").len(), of(&first, "lead").len(), "the old ones are gone");
    assert_eq!(of(&second, "figure"), of(&first, "figure"));
    photos.article("lead.jpg", "lead.jpg");
    let third = photos.again();
    assert_eq!((of(&third, "figure"), of(&third, "lead")), (vec![], of(&second, "lead")));
}

#[test]
fn a_broken_picture_is_told_and_stays_as_it_is() {
    let photos = Photos::new("broken");
    let whole = photo(300, 540, RED);
    photos.put("cut.jpg", &whole[..whole.len() / 2]);
    photos.article("cut.jpg", "gone.jpg");
    for built in [photos.press(), photos.again()] {
        let problems = built.problems();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("content/images/cut.jpg: expected a whole picture, found "), "{problems:?}");
        assert!(
            problems[1].starts_with("content/images/gone.jpg: expected a picture that can be read"),
            "{problems:?}"
        );
        assert_eq!(built.article()["_bantin"]["image"]["src"], "/content/images/cut.jpg");
        assert!(built.article()["content_html"].as_str().unwrap().contains("/content/images/gone.jpg"));
        assert_eq!(built.made(), Vec::<&str>::new());
    }
    photos.put("gone.jpg", &photo(300, 540, RED));
    let built = photos.again();
    assert_eq!((built.problems().len(), built.made().len()), (1, 6), "it came back");
}

#[test]
fn a_dangerous_picture_is_left_out() {
    let photos = Photos::new("danger");
    photos.put("bomb.png", &png_of_size(100_000, 100_000));
    photos.article("bomb.png", "bomb.png");
    for built in [photos.press(), photos.again()] {
        assert!(built.problems()[0].ends_with("it is left out"), "{:?}", built.problems());
        assert!(!built.files.contains_key("content/images/bomb.png"));
        let item = built.article();
        assert_eq!(item["_bantin"].get("image"), None);
        assert_eq!(item["content_html"], "<p>Một.</p><p>Hết.</p>");
    }
}

#[test]
fn what_is_around_a_picture_that_is_left_out_is_on_the_page_what_it_is_in_the_file() {
    let photos = Photos::new("gallery");
    photos.put("bomb.png", &png_of_size(100_000, 100_000));
    let figures = ["lead.jpg", "bomb.png"].map(|name| format!("<figure><img src='/content/images/{name}'></figure>"));
    let image = json!({ "src": "/content/images/figure.jpg", "alt": "" });
    photos.items(&[item("mot", &format!("<div class='gallery'>{}</div><p>Hết.</p>", figures.concat()), &image)]);
    let built = photos.press();
    assert!(built.article()["content_html"].as_str().unwrap().contains("lead-"));
    let page = text(&built.files, "article/mot/index.html");
    let text = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(text.contains("lead-") && !text.contains("prose__gallery"), "{text}");
}

#[test]
fn photos_with_widths_of_their_own_stay_and_link_leaves_all() {
    let photos = Photos::new("link");
    let file = |width: u32| json!({ "src": "/content/images/lead.jpg", "width": width });
    let image = json!({ "src": "/content/images/lead.jpg", "alt": "", "renditions": [file(480), file(800)] });
    photos.items(&[item("mot", "<p>Một.</p>", &image)]);
    let built = photos.press();
    assert_eq!(built.made(), Vec::<&str>::new());
    assert_eq!(built.article()["_bantin"]["image"]["src"], "/content/images/lead.jpg");
    photos.article("lead.jpg", "figure.jpg");
    assert_eq!(photos.press().made().len(), 12);
    let linked = photos.press_with("link", "out");
    assert_eq!(linked.made(), Vec::<&str>::new());
    assert_eq!(linked.article()["_bantin"]["image"]["src"], "/content/images/lead.jpg");
    let original = fs::read(photos.0.folder.join("public/content/images/lead.jpg")).unwrap();
    assert!(linked.files["content/images/lead.jpg"] == original);
}

#[test]
fn albums_and_pages_have_their_photos_too() {
    let photos = Photos::new("albums");
    let photo = |name: &str| json!({ "src": format!("/content/images/{name}.jpg"), "alt": name });
    let album = json!({
        "id": "a", "title": "Ngày hội", "date_published": "2024-05-18T00:00:00Z",
        "_bantin": { "slug": "ngay-hoi", "cover": 1, "photos": [photo("lead"), photo("figure")] },
    });
    let page = json!({
        "id": "p", "title": "Giới thiệu", "_bantin": { "slug": "gioi-thieu" },
        "content_html": "<p>Một.</p><figure><img src='/content/images/figure.jpg' alt=''></figure>",
    });
    photos.items(&[]);
    for (name, item) in [("albums", album), ("pages", page)] {
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [item] });
        photos.0.put(&format!("public/content/vi/{name}.json"), &feed.to_string());
    }
    for built in [photos.press(), photos.again()] {
        assert_eq!(built.made().len(), 12);
        let album = text(&built.files, "content/vi/album/ngay-hoi.json");
        assert!(album.contains("/images/lead-") && album.contains("/images/figure-"), "{album}");
        assert!(text(&built.files, "content/vi/albums.json").contains("/images/figure-"));
        assert!(text(&built.files, "page/gioi-thieu/index.html").contains("/images/figure-"));
    }
}
