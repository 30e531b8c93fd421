//! The sample portal as the journeys know it: its views, its words, its files.

use serde_json::Value;

use crate::browser::Browser;
use crate::server::{Rule, Server};

pub const NAME: &str = "Sở Khoa học và Công nghệ tỉnh Hà Nam";

/// The model article.
pub const ARTICLE: &str = "/article/hoi-nghi-tong-ket-2021-nhiem-vu-2022/";
pub const HEADLINE: &str = "Sở Khoa học và Công nghệ Hà Nam tổ chức Hội nghị tổng kết công tác khoa học và công nghệ \
    năm 2021, triển khai phương hướng, nhiệm vụ trọng tâm năm 2022";
pub const ALBUM: &str = "/gallery/cuoc-thi-robot-hoc-sinh-2025/";
pub const ALBUM_TITLE: &str = "Cuộc thi robot dành cho học sinh năm 2025";

/// A view's address and its `h1`, which may end in `*`.
pub type View = (&'static str, &'static str);

/// The front page and everything that is a list.
pub const LISTS: [View; 9] = [
    ("/", NAME),
    ("/news/", "Tin tức"),
    ("/news/page/2/", "Tin tức"),
    ("/category/do-luong/", "Tiêu chuẩn, đo lường, chất lượng"),
    ("/tag/cam-bien/", "cảm biến"),
    ("/archive/2026/09/", "Tháng 9/2026"),
    ("/search/?q=do%20luong", "Tìm kiếm"),
    ("/en/", "Hà Nam Department of Science and Technology"),
    ("/en/category/research/", "Research projects"),
];

/// Articles, among them the hard ones: a headline of 300 characters, tables, a long report, quotation marks and an emoji.
pub const TEXTS: [View; 7] = [
    (ARTICLE, HEADLINE),
    ("/article/ky-ket-chuong-trinh-phoi-hop-2024-2028/", "Sở Khoa học và Công nghệ Hà Nam cùng năm trường*"),
    ("/article/bao-cao-chuyen-doi-so-5-nam/", "Năm năm chuyển đổi số ở Hà Nam: việc đã làm, việc còn dang dở"),
    ("/article/cuoc-thi-robot-va-nha-nong-2024/", "Cuộc thi \"Robot & Nhà nông\" 2024 🤖*"),
    ("/article/gia-han-nop-ho-so-sang-kien-2026/", "Gia hạn nộp hồ sơ sáng kiến năm 2026"),
    ("/en/article/year-end-conference-2021/", "Hà Nam Department of Science and Technology holds its confer*"),
    ("/page/gioi-thieu/", "Giới thiệu Sở Khoa học và Công nghệ"),
];

/// The rest.
pub const OTHERS: [View; 7] = [
    ("/gallery/", "Thư viện ảnh"),
    ("/gallery/category/nong-thon/", "Thư viện ảnh: Khoa học cho nông thôn"),
    (ALBUM, ALBUM_TITLE),
    ("/gallery/tuan-le-khoa-hoc-cong-nghe-2024/", "Tuần lễ khoa học và công nghệ năm 2024"),
    ("/gallery/cuoc-thi-robot-hoc-sinh-2025/2/", "Cuộc thi robot dành cho học sinh năm 2025 Ảnh 2 / 8"),
    ("/page/site-map/", "Sơ đồ trang"),
    ("/khong-co/trang-nay/", "Không tìm thấy trang"),
];

pub fn views() -> impl Iterator<Item = View> {
    LISTS.into_iter().chain(TEXTS).chain(OTHERS)
}

/// Opens a view by its address and waits until it is there.
pub async fn open(b: &Browser, (path, h1): View) {
    b.open(path).await;
    until_view(b, h1).await;
}

/// Waits for a view's `h1`, which may end in `*`.
pub async fn until_view(b: &Browser, h1: &str) {
    let Some(start) = h1.strip_suffix('*') else { return b.until_h1(h1).await };
    b.wait_for(&format!("the first heading {h1:?}"), async || {
        let found = b.h1().await;
        if found.starts_with(start) { Ok(()) } else { Err(format!("{found:?}")) }
    })
    .await;
}

/// A JSON file of the release build: `json_file("site.json")`.
pub fn json_file(path: &str) -> Value {
    let folder = std::env::var("BANTIN_DIST").unwrap_or_else(|_| "dist".to_owned());
    let text = std::fs::read_to_string(format!("{folder}/{path}"));
    let text = text.unwrap_or_else(|error| panic!("expected {path} in {folder}, found: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("expected JSON in {path}, found: {error}"))
}

/// Serves a JSON file of the release build with something changed: `change(server, "site.json", |site| …)`.
pub fn change(server: &Server, path: &str, edit: impl FnOnce(&mut Value)) {
    let mut json = json_file(path);
    edit(&mut json);
    server.rule(&format!("/{path}"), Rule::json(json.to_string()));
}

/// Brings a link into view, and says where the page then is scrolled to: a click there scrolls no more.
pub async fn scroll_to_link(b: &Browser, name: &str) -> i64 {
    b.inside("main", "").by_role("link", name).await;
    let script =
        "page.find('link', arguments[0], [['main', '']])[0].scrollIntoView({ block: 'center', behavior: 'instant' });
        return Math.round(scrollY)";
    b.js(script, vec![name.into()]).await.as_i64().unwrap_or_default()
}

/// Without the gallery's module, photos are pages.
pub fn without_viewer(b: &Browser, server: &Server) {
    b.allow_console("gallery.js");
    server.rule("/gallery.js", Rule::missing());
}
