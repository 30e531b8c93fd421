//! `press serve` as a browser meets it: types, copies, states of files, stretches, pages that are not there.

use crate::press_serve_run::{Folder, Served};

const PAGE: &[u8] = "<!doctype html><title>Trang chủ</title>".as_bytes();

fn site() -> Folder {
    Folder::new(&[
        ("index.html", PAGE),
        ("404.html", b"<title>Not there</title>"),
        ("en/404.html", b"<title>Not there, in English</title>"),
        ("article/hoi-nghi/index.html", b"<title>Hoi nghi</title>"),
        ("app-7795799cf0b885e1.js", b"// the script"),
        ("app-7795799cf0b885e1.js.br", b"brotli"),
        ("app-7795799cf0b885e1.js.gz", b"gzip"),
        ("film.mp4", b"0123456789"),
        ("empty.txt", b""),
    ])
}

#[test]
fn each_kind_of_file_has_its_media_type() {
    let kinds = [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.wasm", "application/wasm"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("a.jpg", "image/jpeg"),
        ("a.woff2", "font/woff2"),
        ("a.pdf", "application/pdf"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.unheard-of", "application/octet-stream"),
    ];
    let folder = site();
    kinds.iter().for_each(|(name, _)| folder.write(name, b"x"));
    folder.write("rss.xml", b"<?xml version='1.0'?><rss version='2.0'/>");
    folder.write("atom.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>");
    folder.write("feed.json", br#"{"version": "https://jsonfeed.org/version/1.1"}"#);
    let served = Served::new(&folder, &[]);
    let feeds = [
        ("rss.xml", "application/rss+xml; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
    ];
    for (name, kind) in kinds.iter().chain(&feeds) {
        let answer = served.get(&format!("/{name}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, *kind), "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn a_page_is_sent_whole_and_asked_for_again_each_time() {
    let (folder, head) = (site(), "HEAD /");
    let served = Served::new(&folder, &[]);
    let answer = served.get("/?a=b");
    assert_eq!((answer.status, answer.body.as_slice()), (200, PAGE));
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("content-length"), PAGE.len().to_string());
    let answer = served.ask(head, &["Range: bytes=0-1"]);
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-length"), PAGE.len().to_string());
    assert_eq!(served.ask("HEAD /nothing", &[]).status, 404);
    let answer = served.ask("POST /", &["Content-Length: 0"]);
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"));
    assert_eq!(served.get("/empty.txt").status, 200);
}

#[test]
fn the_client_chooses_among_the_copies_of_a_file() {
    let folder = site();
    let served = Served::new(&folder, &[]);
    let path = "GET /app-7795799cf0b885e1.js";
    for (accept, coding, body) in [
        ("gzip, deflate, br", "br", "brotli"),
        ("br;q=0.5, gzip", "gzip", "gzip"),
        ("br;q=0", "", "// the script"),
        ("identity;q=1, *;q=0", "", "// the script"),
    ] {
        let answer = served.ask(path, &[&format!("Accept-Encoding: {accept}")]);
        assert_eq!((answer.header("content-encoding"), answer.text().as_str()), (coding, body), "{accept}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8", "of the file, not of its copy");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
    assert_eq!(served.ask(path, &["Accept-Encoding: *;q=0"]).status, 406);
    let tags: Vec<String> = ["br", "gzip", "identity"]
        .map(|accept| served.ask(path, &[&format!("Accept-Encoding: {accept}")]).header("etag").to_owned())
        .into();
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    assert_eq!(served.ask("GET /film.mp4", &["Accept-Encoding: br"]).header("vary"), "", "it has no copies");
}

#[test]
fn a_file_that_the_client_has_is_not_sent_again() {
    let folder = site();
    let served = Served::new(&folder, &[]);
    let first = served.get("/film.mp4");
    let (tag, date) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
    assert!(tag.starts_with('"') && date.ends_with(" GMT"), "{tag} {date}");
    let status = |headers: &[&str]| served.ask("GET /film.mp4", headers).status;
    assert_eq!(status(&[&format!("If-None-Match: {tag}")]), 304);
    assert_eq!(status(&[&format!("If-None-Match: \"x\", W/{tag}")]), 304);
    assert_eq!(status(&["If-None-Match: \"x\""]), 200);
    assert_eq!(status(&[&format!("If-Modified-Since: {date}")]), 304);
    assert_eq!(status(&["If-Modified-Since: Mon, 01 Jan 2001 00:00:00 GMT"]), 200);
    assert_eq!(status(&["If-Modified-Since: yesterday"]), 200);
    // The tag counts alone: the date is that of a file which was written twice within a second.
    assert_eq!(status(&["If-None-Match: \"x\"", &format!("If-Modified-Since: {date}")]), 200);
    let answer = served.ask("GET /film.mp4", &[&format!("If-None-Match: {tag}")]);
    assert_eq!((answer.body.len(), answer.header("etag"), answer.header("cache-control")), (0, &*tag, "no-cache"));
    folder.write("film.mp4", b"another film");
    assert_eq!(status(&[&format!("If-None-Match: {tag}")]), 200);
}

#[test]
fn a_stretch_of_a_file_is_sent_by_itself() {
    let folder = site();
    let served = Served::new(&folder, &[]);
    let ask = |headers: &[&str]| served.ask("GET /film.mp4", headers);
    for (range, place, body) in [
        ("bytes=2-4", "bytes 2-4/10", "234"),
        ("bytes=7-", "bytes 7-9/10", "789"),
        ("bytes=-2", "bytes 8-9/10", "89"),
        ("bytes=8-100", "bytes 8-9/10", "89"),
    ] {
        let answer = ask(&[&format!("Range: {range}")]);
        assert_eq!((answer.status, answer.header("content-range"), &*answer.text()), (206, place, body), "{range}");
        assert_eq!(answer.header("content-length"), body.len().to_string());
    }
    let answer = ask(&["Range: bytes=10-"]);
    assert_eq!((answer.status, answer.header("content-range")), (416, "bytes */10"));
    assert_eq!(ask(&["Range: bytes=0-1,4-5"]).status, 200, "several stretches: the file whole");
    let whole = ask(&[]);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let tag = format!("If-Range: {}", whole.header("etag"));
    assert_eq!(ask(&["Range: bytes=0-1", &tag]).status, 206);
    assert_eq!(ask(&["Range: bytes=0-1", "If-Range: \"old\""]).text(), "0123456789");
    let date = format!("If-Range: {}", whole.header("last-modified"));
    assert_eq!(ask(&["Range: bytes=0-1", &date]).status, 206);
}

#[test]
fn a_large_file_comes_as_it_is() {
    let film: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let folder = site();
    folder.write("long.mp4", &film);
    let served = Served::new(&folder, &[]);
    assert!(served.get("/long.mp4").body == film);
    let answer = served.ask("GET /long.mp4", &["Range: bytes=1000000-2499999"]);
    assert!(answer.body == film[1_000_000..2_500_000]);
}

#[test]
fn a_folder_is_its_page_with_a_slash_at_the_end() {
    let folder = site();
    let served = Served::new(&folder, &[]);
    assert_eq!(served.get("/article/hoi-nghi/").text(), "<title>Hoi nghi</title>");
    let answer = served.get("/article/hoi-nghi?q=a%20b");
    assert_eq!((answer.status, answer.header("location")), (301, "/article/hoi-nghi/?q=a%20b"));
    // Two slashes in front would lead to another host.
    let answer = served.get("//article//hoi-nghi");
    assert_eq!(answer.header("location"), "/article/hoi-nghi/");
    assert_eq!(served.get("/article/").status, 404, "a folder without a page");
    assert_eq!(served.get("/film.mp4/").status, 404);
}

#[test]
fn what_is_not_there_gets_the_nearest_404_page() {
    let folder = site();
    let served = Served::new(&folder, &[]);
    assert!(served.says[1].contains("404.html"), "{:?}", served.says);
    for (path, title) in [
        ("/nothing/", "<title>Not there</title>"),
        ("/article/nothing/", "<title>Not there</title>"),
        ("/en/article/nothing", "<title>Not there, in English</title>"),
        ("/nothing.jpg", "<title>Not there</title>"),
    ] {
        let answer = served.get(path);
        assert_eq!((answer.status, &*answer.text()), (404, title), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[test]
fn without_a_404_page_the_app_answers_for_pages_and_for_nothing_else() {
    let folder = Folder::new(&[("index.html", PAGE)]);
    let served = Served::new(&folder, &[]);
    assert!(served.says[1].contains("index.html, the app"), "{:?}", served.says);
    let answer = served.get("/article/any/");
    assert_eq!((answer.status, answer.body.as_slice()), (200, PAGE));
    assert_eq!(served.get("/images/missing.jpg").status, 404);
    assert_eq!(served.get("/app.js").status, 404);
}
