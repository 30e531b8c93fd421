//! A small portal in two languages without a mistake, which tests spoil in one place, and `press check` over it.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::corpus;
use crate::press_serve_run::Folder;

pub struct Portal(pub Folder);

pub struct Run {
    pub code: i32,
    pub text: String,
}

/// `severity file at near: expected …, found …`
pub type Lines = Vec<String>;

impl Portal {
    pub fn new() -> Portal {
        let portal = Portal(Folder::new(&[
            ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("content/images/a-960.jpg", b"jpeg"),
            ("content/images/a-480.jpg", b"jpeg"),
            ("content/files/plan.pdf", b"%PDF"),
        ]));
        for file in ["sources/jsonfeed.json", "sources/wordpress.json", "locales/vi.json", "locales/en.json"] {
            portal.0.write(file, corpus::read(format!("public/{file}")).as_bytes());
        }
        portal.save("site.json", &site());
        let category = json!({"slug": "su-kien", "title": "Sự kiện"});
        let item = |slug: &str, more: Value| {
            let mut item = json!({
                "id": format!("https://a.vn/article/{slug}/"), "title": "Ngày hội", "summary": "Một buổi sáng.",
                "date_published": "2026-05-18T09:00:00+07:00", "date_modified": "2026-05-19T09:00:00+07:00",
                "tags": ["đo lường"], "_bantin": {"slug": slug, "category": category}
            });
            merge(&mut item, more);
            item
        };
        let photo = json!({"src": "../../images/a-960.jpg", "alt": "Các gian hàng", "width": 960, "height": 640,
            "renditions": [{"src": "../../images/a-480.jpg", "width": 480}, {"src": "../../images/a-960.jpg", "width": 960}]});
        let whole = json!({
            "content_html": TEXT,
            "attachments": [{"url": "../../files/plan.pdf", "title": "Kế hoạch", "mime_type": "application/pdf"}],
            "_bantin": {"image": photo, "next": {"slug": "b", "title": "B"}, "related": [{"slug": "b", "title": "B"}],
                "translations": [{"language": "en", "slug": "fair"}]}
        });
        let about =
            json!({"id": "x", "title": "Giới thiệu", "content_html": "<p>Sở.</p>", "_bantin": {"slug": "gioi-thieu"}});
        let photo = json!({"src": "../images/a-960.jpg", "alt": "Các gian hàng", "taken": "2026-05-18"});
        let album = json!({"id": "y", "title": "Ảnh", "date_published": "2026-05-18", "_bantin": {"slug": "anh", "photos": [photo, photo]}});
        let feed =
            |items: Vec<Value>| json!({"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items});
        let mut list = feed(vec![item("a", json!({})), item("b", json!({}))]);
        list["_bantin"] = json!({"total": 2, "categories": [{"slug": "su-kien", "title": "Sự kiện", "total": 2}]});
        portal.save("content/vi/feed.json", &list);
        portal.save("content/vi/article/a.json", &feed(vec![item("a", whole)]));
        portal.save("content/vi/article/b.json", &feed(vec![item("b", json!({"content_html": "<p>Hai.</p>"}))]));
        portal.save("content/vi/pages.json", &feed(vec![about]));
        portal.save("content/vi/albums.json", &feed(vec![album]));
        let fair = item("fair", json!({"content_html": "<p>Fair. <a href=\"/\">Home</a></p>"}));
        portal.save("content/en/feed.json", &feed(vec![fair.clone()]));
        portal.save("content/en/article/fair.json", &feed(vec![fair]));
        portal.save("content/en/pages.json", &feed(vec![]));
        portal.save("content/en/albums.json", &feed(vec![]));
        portal
    }

    pub fn read(&self, file: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.0.0.join(file)).unwrap()).unwrap()
    }

    pub fn save(&self, file: &str, value: &Value) {
        self.0.write(file, serde_json::to_string_pretty(value).unwrap().as_bytes());
    }

    /// Another value in one place; `null` takes it away.
    pub fn spoil(&self, file: &str, pointer: &str, value: Value) {
        let mut json = self.read(file);
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/");
        match json.pointer_mut(parent).unwrap() {
            Value::Object(map) if value.is_null() => drop(map.shift_remove(&key)),
            Value::Object(map) => drop(map.insert(key, value)),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
            other => panic!("{file}{pointer} is in {other}"),
        }
        self.save(file, &json);
    }

    /// The text of the article `a`.
    pub fn write(&self, html: &str) {
        self.spoil("content/vi/article/a.json", "/items/0/content_html", html.into());
    }

    pub fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        // From the folder itself, so that files have the same names on every machine.
        command.current_dir(&self.0.0).args(["check", "--site", "site.json"]).args(args).stdin(Stdio::null());
        let output = command.output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        Run { code: output.status.code().unwrap(), text: String::from_utf8(output.stdout).unwrap() }
    }

    pub fn lines(&self) -> Lines {
        let object: Value = serde_json::from_str(&self.run(&["--json"]).text).unwrap();
        let line = |finding: &Value| {
            let said = |key: &str| finding[key].as_str().unwrap().replace('\\', "/");
            assert!(!said("advice").is_empty(), "{finding}");
            let near = if said("near").is_empty() { String::new() } else { format!(" [{}]", said("near")) };
            let [severity, file, at] = ["severity", "file", "at"].map(said);
            format!("{severity} {file} {at}{near}: expected {}, found {}", said("expected"), said("found"))
        };
        object["findings"].as_array().unwrap().iter().map(line).collect()
    }

    /// The one thing that is found begins so.
    pub fn finds(&self, expected: &str) {
        self.finds_all(&[expected]);
    }

    /// What is found begins so, in whatever order, and nothing else is found.
    pub fn finds_all(&self, expected: &[&str]) {
        let found = self.lines();
        let mut left: Vec<&String> = found.iter().collect();
        for start in expected {
            let at = left.iter().position(|line| line.starts_with(start));
            left.remove(at.unwrap_or_else(|| panic!("expected {start}\nfound {found:#?}")));
        }
        assert!(left.is_empty(), "not expected: {left:#?}");
    }
}

pub fn site() -> Value {
    json!({
        "name": "Sở", "logo": "logo.svg", "url": "https://a.vn/", "timezone": "Asia/Ho_Chi_Minh",
        "languages": [{"code": "vi", "name": "Tiếng Việt"}, {"code": "en", "name": "English"}],
        "source": {"profile": "jsonfeed", "base": "content/{lang}/", "list": "feed.json",
            "article": "article/{slug}.json", "albums": "albums.json", "pages": "pages.json"},
        "redirects": {"/tin-tuc/1.aspx": "/article/a/", "/tin-tuc/2.aspx": "https://cu.example/2"},
        "menu": [
            {"label": "Trang chủ", "to": "/"},
            {"label": "Sự kiện", "to": {"vi": "/category/su-kien/"}},
            {"label": "Báo", "to": "https://bao.example/"}
        ],
        "footer": {"links": [{"label": "Giới thiệu", "to": {"vi": "/page/gioi-thieu/"}}]}
    })
}

/// What a text may have, without a mistake.
const TEXT: &str = "<p>Sáng nay, <a href=\"/article/b/\">ngày hội</a> mở cửa, xem <a href=\"#phan-hai\">phần hai</a>, \
    <a href=\"/tag/do-luong/\">thẻ</a>, <a href=\"/en/article/fair/\">bản tiếng Anh</a>, <a href=\"/gallery/anh/2/\">ảnh</a>, \
    <a href=\"../../files/plan.pdf\">kế hoạch</a>, <a href=\"https://a.vn/page/gioi-thieu/\">chúng tôi</a>, \
    <a href=\"mailto:a@a.vn\">thư</a>, <a href=\"https://b.example/x\">trang khác</a>, <a href=\"/feed.xml\">tin</a>, \
    <a href=\"/tin-tuc/1.aspx\">địa chỉ cũ</a>.</p>\
    <h2>Một</h2><h3>Nhỏ</h3><h2 id=\"phan-hai\">Hai</h2>\
    <figure><img src=\"../../images/a-960.jpg\" srcset=\"../../images/a-480.jpg 480w, ../../images/a-960.jpg 960w\" alt=\"\"></figure>";

/// Objects are laid over each other; anything else takes the place of what was there.
fn merge(below: &mut Value, over: Value) {
    match (below, over) {
        (Value::Object(below), Value::Object(over)) => {
            over.into_iter().for_each(|(key, value)| merge(below.entry(key).or_insert(Value::Null), value));
        }
        (below, over) => *below = over,
    }
}
