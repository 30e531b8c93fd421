//! A portal of a few articles in a folder of its own, to be pressed as a person does it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::corpus;

/// A portal in a folder of its own, with a built app whose code nobody runs.
pub struct Portal {
    pub folder: PathBuf,
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Portal {
    pub fn new(name: &str, articles: usize) -> Portal {
        Portal::under(name, articles, "/")
    }

    pub fn under(name: &str, articles: usize, base: &str) -> Portal {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("press-build-{name}"));
        let _ = fs::remove_dir_all(&folder);
        for part in ["locales", "sources"] {
            copy(&corpus::root().join("public").join(part), &folder.join("public").join(part));
        }
        let portal = Portal { folder };
        portal.put("public/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        portal.put("public/content/images/a.jpg", "no picture, but a file");
        let policy = "default-src 'self'; script-src 'self' 'sha256-x='; style-src 'sha256-y='";
        let app = format!(
            "<!doctype html><html lang=vi><meta charset=utf-8><meta http-equiv=content-security-policy content=\"{policy}\">\
             <base href={base}><style>p{{}}</style><script type=module>import init from '{base}app-1.js';\
             init({{ module_or_path: '{base}app-1_bg.wasm' }})</script><body><div id=app></div></body>"
        );
        portal.put("app/index.html", &app);
        portal.put("app/app-1.js", "export default () => {}");
        portal.put("app/app-1_bg.wasm", "");
        portal.write(articles, "");
        portal
    }

    pub fn put(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes settings and articles; `more` stands at the end of the oldest article's text.
    pub fn write(&self, articles: usize, more: &str) {
        let site = json!({
            "name": { "vi": "Sở Mẫu", "en": "Sample Department" }, "tagline": "Tin mẫu", "logo": "logo.svg",
            "url": "https://mau.example.vn/",
            "languages": [{ "code": "vi", "name": "Tiếng Việt" }, { "code": "en", "name": "English" }],
            "timezone": "Asia/Ho_Chi_Minh", "page_size": 12,
            "source": { "profile": "jsonfeed", "base": "content/{lang}/", "albums": "albums.json", "pages": "pages.json" },
            "menu": [{ "label": "Tin tức", "to": "/news/" }],
            "redirects": { "/cu/1.aspx": "/article/tin-1/" },
        });
        self.put("public/site.json", &site.to_string());
        let of = |n: usize| article(n, if n == 1 { more } else { "" });
        let all: Vec<Value> = (1..=articles).rev().map(of).collect();
        self.put("public/content/vi/feed.json", &feed(&all));
        self.put("public/content/en/feed.json", &feed(&[article(1, "")]));
        let photo =
            |n: usize| json!({ "src": "/content/images/a.jpg", "width": 30, "height": 20, "alt": format!("Ảnh {n}") });
        let album = json!({
            "id": "a", "title": "Ngày hội", "date_published": "2024-05-18T00:00:00Z",
            "_bantin": { "slug": "ngay-hoi", "photos": [photo(1), photo(2)] },
        });
        let page = json!({
            "id": "p", "title": "Giới thiệu", "content_html": "<p>Sở Mẫu là một sở.</p>", "_bantin": { "slug": "gioi-thieu" },
        });
        for language in ["vi", "en"] {
            self.put(&format!("public/content/{language}/albums.json"), &feed(std::slice::from_ref(&album)));
            self.put(&format!("public/content/{language}/pages.json"), &feed(std::slice::from_ref(&page)));
        }
    }

    pub fn press(&self, out: &str) -> Output {
        self.press_images("link", out)
    }

    pub fn press_images(&self, images: &str, out: &str) -> Output {
        self.press_with(&["--images", images], out)
    }

    /// With these options; photos stay as they are unless they say otherwise.
    pub fn press_with(&self, options: &[&str], out: &str) -> Output {
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.current_dir(&self.folder).args(["build", "--app", "app", "--compress", "none", "--json"]);
        if !options.contains(&"--images") {
            press.args(["--images", "link"]);
        }
        press.args(options).args(["--out", out]).output().unwrap()
    }

    pub fn pressed(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let output = self.press(out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files(&self.folder.join(out))
    }
}

fn article(n: usize, more: &str) -> Value {
    let slug = format!("tin-{n}");
    let at = 1_700_000_000 + n as i64 * 40_000;
    let date = ban_tin::article::Moment(at).to_rfc3339();
    let text = format!(
        "<p>Văn bản số {n}, <a href=\"https://mau.example.vn/article/tin-1/\">tin đầu</a>.{more}</p>\
        <figure><img src=\"/content/images/a.jpg\" alt=\"Ảnh\" width=\"300\" height=\"200\"><figcaption>Chú thích {n}</figcaption></figure>"
    );
    let (slug_of, title) = [("su-kien", "Sự kiện"), ("nong-thon", "Nông thôn")][n % 2];
    let category = json!({ "slug": slug_of, "title": title });
    json!({
        "id": slug, "url": format!("https://mau.example.vn/article/{slug}/"), "title": format!("Tin số {n}"),
        "summary": "Tóm tắt", "content_html": text, "date_published": date, "tags": ["đo lường"],
        "_bantin": { "slug": slug, "category": category },
    })
}

fn feed(items: &[Value]) -> String {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items }).to_string()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// All files below a folder, by their names.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                walk(&path, &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

pub fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    let bytes = files.get(name).unwrap_or_else(|| panic!("no {name} among {:?}", files.keys().collect::<Vec<_>>()));
    std::str::from_utf8(bytes).unwrap()
}
