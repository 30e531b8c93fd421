//! Films of albums: where they are read from, and what a page shows of them.

use ban_tin::article::{Album, Photo};
use ban_tin::body;
use ban_tin::json::Json;
use ban_tin::source::{Profile, Response};
use ban_tin::view::{Photos, album_rows, photo_view};

use crate::views::here;
use crate::{sample, values};

fn albums(profile: &Profile, text: String) -> Vec<Album> {
    let (url, content_type) = ("https://a.vn/vi/albums.json".into(), "application/json".into());
    let response = Response { url, status: 200, content_type, header: None, text };
    profile.decode("albums", &response).unwrap().albums(profile)
}

fn of_feed(photos: &str) -> Vec<Photo> {
    let text = format!(r#"{{"items": [{{"id": "a", "_bantin": {{"slug": "a", "photos": [{photos}]}}}}]}}"#);
    albums(&sample::jsonfeed(), text).remove(0).photos.to_vec()
}

/// An album whose photos are those of its text, and how many photos make a text one.
fn of_text(html: &str, least: u32) -> Vec<Album> {
    let text =
        format!(r#"{{"albums": {{"items": "", "least": {least}}}, "fields": {{"id": "/id", "body": "/text"}}}}"#);
    let json = Json::parse(&text).unwrap();
    let item = serde_json::json!([{"id": "a", "text": html}]);
    albums(&Profile::new(&json, &json, "/", "vi", "Asia/Ho_Chi_Minh"), item.to_string())
}

/// A film in a word.
fn film(photo: &Photo) -> String {
    let Some(film) = &photo.film else { return "-".into() };
    match body::find_embed(film.as_str()) {
        None => film.to_string(),
        Some(embed) => {
            assert_eq!(embed.frame, *film);
            format!("{} {film} {}", embed.service, embed.page)
        }
    }
}

#[test]
fn a_photo_of_a_feed_is_the_poster_of_its_film() {
    let photos = of_feed(
        r#"{"src": "1.jpg", "video": "../phim/1.mp4"}, {"src": "2.jpg", "embed": "https://youtu.be/aqz-KE-bpKQ"},
        {"src": "3.jpg"}, {"video": "4.mp4"}, {"src": "5.jpg", "embed": "https://x.vn/5"},
        {"src": "6.jpg", "video": "javascript:alert(1)"}, {"embed": "https://x.vn/7"}"#,
    );
    let found: Vec<(String, String)> = photos.iter().map(|photo| (photo.src.to_string(), film(photo))).collect();
    let embed =
        "YouTube https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ https://www.youtube.com/watch?v=aqz-KE-bpKQ";
    let expected = [
        ("https://a.vn/vi/1.jpg", "https://a.vn/phim/1.mp4"),
        ("https://a.vn/vi/2.jpg", embed),
        ("https://a.vn/vi/3.jpg", "-"),
        ("https://a.vn/vi/5.jpg", "-"),
        ("https://a.vn/vi/6.jpg", "-"),
    ];
    assert_eq!(found, expected.map(|(src, film)| (src.to_owned(), film.to_owned())));
}

const TEXT: &str = "<p>Ảnh</p><figure><img src=1.jpg></figure><p>Phim</p>\
    <figure><video src=2.mp4 poster=2.jpg width=640 height=360></video><figcaption>Khai mạc</figcaption></figure>\
    <p>Nữa</p><iframe src='https://player.vimeo.com/video/123456?h=a1b2' title=Sông></iframe>\
    <iframe src='https://www.google.com/maps/embed?pb=x'></iframe><audio src=3.mp3></audio><p>Hết</p>";

#[test]
fn the_films_of_a_text_are_among_its_photos_where_they_stand() {
    let photos = &of_text(TEXT, 0)[0].photos;
    let found: Vec<(&str, String)> = photos.iter().map(|photo| (photo.src.as_str(), film(photo))).collect();
    let expected = [
        ("https://a.vn/vi/1.jpg", "-".to_owned()),
        ("https://a.vn/vi/2.jpg", "https://a.vn/vi/2.mp4".to_owned()),
        ("film.svg", "Vimeo https://player.vimeo.com/video/123456?dnt=1&h=a1b2 https://vimeo.com/123456".to_owned()),
    ];
    assert_eq!(found, expected);
    assert_eq!((photos[1].caption.as_deref(), photos[1].size), (Some("Khai mạc"), Some((640, 360))));
    assert_eq!((photos[2].alt.as_str(), photos[2].size), ("Sông", Some((1600, 900))));
}

// The space before a note at a caption's end was once a part of the album's caption, and not of the article's.
#[test]
fn a_note_in_a_caption_leaves_nothing_of_itself_in_a_list_of_photos() {
    let html = "<figure><img src=1.jpg><figcaption>Quả cân <sup class=fn><a href='#n1' id='n1-link'>1</a></sup></figcaption></figure>\
         <figure><img src=2.jpg><figcaption> </figcaption></figure>\
         <ol class=wp-block-footnotes><li id=n1>Chú. <a href='#n1-link'>↩︎</a></li></ol>";
    let photos = of_text(html, 2).remove(0).photos;
    let captions: Vec<Option<&str>> = photos.iter().map(|photo| photo.caption.as_deref()).collect();
    assert_eq!(captions, [Some("Quả cân"), None]);
}

#[test]
fn films_make_no_album_of_a_text_and_are_no_articles_photo() {
    assert_eq!((of_text(TEXT, 1).len(), of_text(TEXT, 2).len()), (1, 0));
    let text = r#"{"list": {"items": ""}, "fields": {"id": "/id", "image": {"in": "/text"}}}"#;
    let json = Json::parse(text).unwrap();
    let profile = Profile::new(&json, &json, "/", "vi", "Asia/Ho_Chi_Minh");
    let html = "<video src=1.mp4 poster=1.jpg></video><figure><img src=2.jpg></figure>";
    let text = serde_json::json!([{"id": "a", "text": html}]).to_string();
    let (url, content_type) = ("https://a.vn/".into(), "application/json".into());
    let response = Response { url, status: 200, content_type, header: None, text };
    let answer = profile.decode("list", &response).unwrap();
    assert_eq!(answer.summaries[0].image.as_ref().unwrap().src.as_str(), "https://a.vn/2.jpg");
}

fn with_films() -> Album {
    let films = of_feed(
        r#"{"src": "1.jpg", "video": "1.mp4", "alt": "Sông"}, {"src": "2.jpg", "embed": "https://youtu.be/aqz-KE-bpKQ"}"#,
    );
    Album { photos: [vec![values::photo("mot")], films].concat().into(), ..values::album() }
}

#[test]
fn films_are_told_from_photos_in_an_album() {
    let html = album_rows(here(), &with_films(), "rows").to_html();
    for name in ["\"Ảnh 1: Điều thấy trên ảnh mot\"", "\"Phim 2: Sông\"", "\"Phim 3\""] {
        assert!(html.contains(name), "expected {name}, found {html}");
    }
    assert_eq!(html.matches("album-rows__link--film").count(), 2);
}

#[test]
fn a_films_page_plays_it_when_the_reader_asks_for_it() {
    let page = |number| photo_view(here(), &Photos::of_album(with_films()), number).to_html();
    let file = page(2);
    for part in [
        "Phim 2 / 3",
        "<video",
        "controls",
        "preload=\"none\"",
        "poster=\"https://a.vn/vi/1.jpg\"",
        "src=\"https://a.vn/vi/1.mp4\"",
    ] {
        assert!(file.contains(part), "expected {part}, found {file}");
    }
    let embed = page(3);
    assert!(embed.contains("data-frame=\"https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ\""), "{embed}");
    assert!(!embed.contains("<iframe") && !embed.contains("<img"), "{embed}");
}
