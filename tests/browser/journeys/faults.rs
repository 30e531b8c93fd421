//! A backend on another host in trouble: each fault on a list, an article and an album. What was on the screen stays,
//! the reader is told, the console has one line with the cause, and another try leads on.

use serde_json::{Value, json};

use super::backends::{allow_parsing, connect, until_headlines};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

pub const FAILED: &str = "Không tải được trang này";

/// What a fault is tried on, a list of articles, an article, the list of albums and an album: what the backend is asked for it, where a reader comes from, the link, what then stands.
pub struct Target {
    pub pattern: &'static str,
    pub from: &'static str,
    pub from_h1: &'static str,
    pub link: String,
    pub h1: String,
}

pub fn targets(journey: &Value) -> [Target; 4] {
    let text =
        |pointer: &str| journey.pointer(pointer).and_then(Value::as_str).expect("a text of the journey").to_owned();
    let first = text("/page1/0");
    [
        Target {
            pattern: "/wp-json/wp/v2/posts?page=*",
            from: "/gallery/",
            from_h1: "Thư viện ảnh",
            link: "Tin tức".into(),
            h1: "Tin tức".into(),
        },
        Target {
            pattern: "/wp-json/wp/v2/posts?slug=*",
            from: "/news/",
            from_h1: "Tin tức",
            link: first.clone(),
            h1: first,
        },
        Target {
            pattern: "/wp-json/wp/v2/posts?search=gallery*",
            from: "/news/",
            from_h1: "Tin tức",
            link: "Thư viện ảnh".into(),
            h1: "Thư viện ảnh".into(),
        },
        Target {
            pattern: "/wp-json/wp/v2/posts?search=gallery*",
            from: "/news/",
            from_h1: "Tin tức",
            link: text("/album/path"),
            h1: text("/album/title"),
        },
    ]
}

/// The headlines of the first page.
pub fn titles(journey: &Value) -> Vec<String> {
    let titles = journey["page1"].as_array().unwrap().iter();
    titles.map(|title| title.as_str().unwrap().to_owned()).collect()
}

/// What the browser says of its own accord; the portal's own line is looked at.
pub fn expect_trouble(b: &Browser) {
    let browsers =
        ["Failed to load resource", "blocked by CORS", "net::ERR_", "resource: <img>", "policy: ", "security: "];
    for part in browsers.into_iter().chain(["Bản Tin: "]) {
        b.allow_console(part);
    }
}

/// Ten seconds pass in a quarter of one.
async fn hurry(b: &Browser) {
    b.js(
        "const real = window.setTimeout;
        window.setTimeout = (task, time, ...more) => real(task, time === 10000 ? time / 40 : time, ...more)",
        vec![],
    )
    .await;
}

/// The fault on all of them; `advice` is what the reader is told, `cause` what the developer is.
async fn in_trouble(b: &Browser, server: &Server, rule: Rule, advice: &str, cause: &str) {
    expect_trouble(b);
    b.resize(1280, 800).await;
    let (backend, journey) = connect(server, "wordpress", "replay.json");
    backend.rule("/loop", Rule::with(302, "Location: /loop\r\n"));
    for target in targets(&journey) {
        b.open(target.from).await;
        b.until_h1(target.from_h1).await;
        b.js("return caches.delete('ban-tin')", vec![]).await;
        b.take_console().await;
        if matches!(rule, Rule::Never | Rule::Drip) {
            hurry(b).await;
        }
        backend.rule(target.pattern, rule.clone());
        follow(b, &target.link).await;
        b.until_focused("heading", FAILED).await;
        let told = b.text("alert", "").await;
        assert!(told.contains(advice), "{}: expected {advice:?}, found {told:?}", target.pattern);
        assert_eq!(b.h1().await, target.from_h1, "what was there stays");
        let lines = b.take_console().await;
        let own: Vec<&String> = lines.iter().filter(|line| line.contains("Bản Tin: ")).collect();
        assert_eq!(own.len(), 1, "{}: expected one line, found {lines:#?}", target.pattern);
        assert!(own[0].contains(cause), "{}: expected {cause:?}, found {own:?}", target.pattern);
        backend.release(target.pattern);
        b.click("button", "Thử lại").await;
        b.until_h1(&target.h1).await;
        b.until_gone("button", "Thử lại").await;
    }
}

/// A link by its name; or one to an address, as a text may have it.
pub async fn follow(b: &Browser, link: &str) {
    if link.starts_with('/') {
        let script = "const link = document.createElement('a');
            [link.href, link.textContent] = [arguments[0], 'bộ ảnh'];
            document.querySelector('main').append(link)";
        b.js(script, vec![json!(link)]).await;
        return b.inside("main", "").click("link", "bộ ảnh").await;
    }
    let menu = ["Tin tức", "Thư viện ảnh"].contains(&link);
    if menu {
        b.inside("navigation", "Menu").click("link", link).await;
    } else {
        b.inside("main", "").click("link", link).await;
    }
}

/// A list of articles as WordPress gives it, with something changed.
fn list_with(backend: &Server, change: impl FnOnce(&mut Vec<Value>)) -> Vec<u8> {
    let file = format!("{}/tests/corpus/wordpress/posts-page1-embed.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).unwrap().replace("http:\\/\\/127.0.0.1:8101", &backend.url());
    let text = text.replace("http://127.0.0.1:8101", &backend.url());
    let mut items: Vec<Value> = serde_json::from_str(&text).unwrap();
    change(&mut items);
    serde_json::to_vec(&items).unwrap()
}

journeys! {
    fn a_backend_that_hangs_up_is_told_and_tried_again in [chromium] (b, server) {
        in_trouble(b, server, Rule::Close, "Không nối được với máy chủ", "expected an answer from").await;
    }

    fn a_backend_that_never_answers_is_told_and_tried_again in [chromium] (b, server) {
        in_trouble(b, server, Rule::Never, "Máy chủ trả lời quá chậm", "within 10 s, found none").await;
    }

    fn a_backend_that_drips_is_told_and_tried_again in [chromium] (b, server) {
        in_trouble(b, server, Rule::Drip, "Máy chủ trả lời quá chậm", "within 10 s, found none").await;
    }

    fn an_answer_cut_in_the_middle_is_told_and_tried_again in [chromium] (b, server) {
        in_trouble(b, server, Rule::Cut(300), "Không nối được với máy chủ", "an answer that ends early").await;
    }

    fn a_backends_error_is_told_with_its_words_and_tried_again in [chromium] (b, server) {
        let words = r#"{"code":"internal_error","message":"the database is away","data":{"status":500}}"#;
        let rule = Rule::answer(500, "application/json", words);
        in_trouble(b, server, rule, "Máy chủ đang gặp sự cố", "found 500 (the database is away)").await;
    }

    fn a_closed_backend_is_told_with_what_to_switch_on in [chromium] (b, server) {
        let rule = Rule::answer(403, "text/html", "<h1>Forbidden</h1>");
        in_trouble(b, server, rule, "Nguồn tin chưa cho phép", "open /wp-json/wp/v2/ for GET").await;
    }

    fn a_page_in_place_of_json_is_told_with_its_beginning in [chromium] (b, server) {
        let rule = Rule::answer(200, "text/html", "<!doctype html><title>Đăng nhập</title><h1>Đăng nhập mạng</h1>");
        in_trouble(b, server, rule, "Nội dung nhận được không đọc được", "found an HTML page: <!doctype html><title>Đăng nhập").await;
    }

    fn an_empty_answer_is_told_and_tried_again in [chromium] (b, server) {
        in_trouble(b, server, Rule::json(""), "Nội dung nhận được không đọc được", "found an empty answer").await;
    }

    fn another_shape_is_told_with_place_and_finding in [chromium] (b, server) {
        let cause = "expected a list of items, as WordPress has it at the top of";
        in_trouble(b, server, Rule::json("7"), "Nội dung nhận được không đọc được", cause).await;
    }

    fn an_answer_of_50_megabytes_is_refused in [chromium] (b, server) {
        let rule = Rule::json(vec![b' '; 50 << 20]);
        in_trouble(b, server, rule, "Nội dung nhận được không đọc được", "expected at most 8 MB").await;
    }

    fn a_backend_that_lets_no_other_page_read_it_is_told_by_the_missing_header in [chromium] (b, server) {
        let cause = "expected the header Access-Control-Allow-Origin";
        in_trouble(b, server, Rule::Closed, "Nguồn tin chưa cho phép trang này đọc bài", cause).await;
    }

    fn redirects_without_an_end_are_told_and_tried_again in [chromium] (b, server) {
        let rule = Rule::with(302, "Location: /loop\r\n");
        in_trouble(b, server, rule, "Không nối được với máy chủ", "expected an answer from").await;
    }

    fn another_charset_is_read_as_it_says in [chromium] (b, server) {
        allow_parsing(b);
        b.resize(1280, 800).await;
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        backend.rule("/wp-json/*", Rule::Recoded);
        b.open("/news/").await;
        until_headlines(b, &titles(&journey)).await;
        for target in targets(&journey) {
            b.open(target.from).await;
            b.until_h1(target.from_h1).await;
            follow(b, &target.link).await;
            b.until_h1(&target.h1).await;
        }
    }

    fn one_bad_item_among_many_is_left_out_and_told in [chromium] (b, server) {
        b.allow_console("Bản Tin: ");
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        let body = list_with(&backend, |items| items[1] = json!({ "id": 7, "slug": "hong", "date_gmt": "yesterday" }));
        backend.rule("/wp-json/wp/v2/posts?page=*", Rule::json(body));
        b.open("/news/").await;
        b.until_h1("Tin tức").await;
        let mut others = titles(&journey);
        others.remove(1);
        until_headlines(b, &others).await;
        let told = b.take_console().await.join("\n");
        assert!(told.contains("expected an RFC 3339 date") && told.contains("\"yesterday\""), "{told}");
    }

    fn a_bad_album_is_left_out_and_one_that_comes_twice_is_there_once in [chromium] (b, server) {
        b.allow_console("Bản Tin: ");
        let (backend, _) = connect(server, "wordpress", "replay.json");
        let albums = "/wp-json/wp/v2/posts?search=gallery*";
        b.open("/gallery/").await;
        b.until_h1("Thư viện ảnh").await;
        let mut expected = b.inside("main", "").names("heading").await.split_off(1);
        let is = |item: &Value, title: &str| item["title"]["rendered"].as_str().is_some_and(|said| said == title);
        let (bad, twice) = (expected.remove(1), expected[0].clone());
        let body = list_with(&backend, |items| {
            let place = items.iter().position(|item| is(item, &bad)).expect("the album that goes bad");
            items[place]["date_gmt"] = json!("yesterday");
            let item = items.iter().find(|item| is(item, &twice)).expect("the album that comes twice").clone();
            items.push(item);
        });
        backend.rule(albums, Rule::json(body));
        b.js("return caches.delete('ban-tin')", vec![]).await;
        b.open("/gallery/").await;
        b.until_h1("Thư viện ảnh").await;
        until_headlines(b, &expected).await;
        let told = b.take_console().await.join("\n");
        assert!(told.contains("expected an RFC 3339 date"), "{told}");
    }

    fn an_item_that_two_pages_have_and_a_total_that_shrinks_are_no_failure in [chromium] (b, server) {
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        b.resize(1280, 800).await;
        // Articles went: the second page repeats the first, and others there are none.
        let body = list_with(&backend, |_| {});
        backend.rule("/wp-json/wp/v2/posts?page=2*", Rule::json(body));
        b.open("/news/").await;
        b.until_h1("Tin tức").await;
        b.inside("navigation", "Các trang").click("link", "Trang 2").await;
        b.until_path("/news/page/2/").await;
        until_headlines(b, &titles(&journey)).await;
        b.allow_console("Failed to load resource");
        let gone = r#"{"code":"rest_post_invalid_page_number","message":"…","data":{"status":400}}"#;
        backend.rule("/wp-json/wp/v2/posts?page=9*", Rule::answer(400, "application/json", gone));
        b.open("/news/page/9/").await;
        b.until_h1("Không tìm thấy trang").await;
        b.back().await;
        b.until_path("/news/page/2/").await;
    }
}
